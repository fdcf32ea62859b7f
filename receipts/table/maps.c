#include "receipts/table/maps.h"

#include <string.h>

#include "core/file/embedded.h"
#include "core/file/file.h"

#include "core/banned.h"

/* A map describes records or marks, never both, for the code that reads one knows nothing of the other. */
static bool is_of_marks(const struct map *map)
{
        return map->n && map->at[0].kind == TABLE_MARKS;
}

static bool is_mixed(const struct map *map)
{
        for (size_t i = 1; i < map->n; i++)
                if ((map->at[i].kind == TABLE_MARKS) != is_of_marks(map))
                        return true;
        return false;
}

static enum status open_embedded(struct maps *maps, struct arena *arena, struct findings *findings)
{
        enum status st = OK;

        for (const struct embedded *e = embedded_files; st == OK && e->name; e++) {
                struct map map;

                if (strncmp(e->name, "maps/", 5) != 0)
                        continue;
                st = map_open(&map, e->name, arena, findings);
                if (st == OK && is_of_marks(&map) == maps->of_marks)
                        *vec_add(arena, &maps->all) = map;
        }
        return st;
}

/* Two maps of one name could not be told apart in a question, so the person's own map replaces the other. */
static void put_in(struct maps *maps, const struct map *own, struct arena *arena)
{
        size_t i = 0;

        while (i < maps->all.n && strcmp(maps->all.at[i].id, own->id) != 0)
                i++;
        if (i == maps->all.n)
                (void)vec_add(arena, &maps->all);
        maps->all.at[i] = *own;
        maps->all.at[i].chosen = true;
}

static enum status refuse_own(const char *path, int line, const char *words, struct arena *arena,
                              struct findings *findings)
{
        struct finding *f = finding_add(findings, E059, NULL, arena_strdup(arena, file_base_name(path)),
                                        arena_printf(arena, "%s:%d:1", file_base_name(path), line ? line : 1));

        f->args[0] = words;
        return ERR_INPUT;
}

static enum status open_own(struct maps *maps, const char *path, struct arena *arena, struct findings *findings)
{
        struct xml_error error = {0};
        struct bytes bytes;
        struct map own;
        enum status st = file_read(&bytes, path, MAP_MOST_BYTES, arena, findings);

        if (st != OK)
                return st;
        st = map_load(&own, bytes, arena, &error);
        if (st == ERR_INPUT)
                return refuse_own(path, error.line, error.words, arena, findings);
        if (st == OK && (is_of_marks(&own) != maps->of_marks || is_mixed(&own)))
                return refuse_own(path, 1,
                                  maps->of_marks ? "表は marks です¦its table must be marks"
                                                 : "marks の表は soroe mark --from で読みます¦a table of marks is read "
                                                   "by soroe mark --from",
                                  arena, findings);
        if (st == OK)
                put_in(maps, &own, arena);
        return st;
}

static bool choose(struct maps *maps, const char *id)
{
        for (size_t i = 0; i < maps->all.n; i++)
                if (strcmp(maps->all.at[i].id, id) == 0)
                        return maps->all.at[i].chosen = true;
        return false;
}

static enum status open_all(struct maps *out, const struct texts *chosen, struct arena *arena,
                            struct findings *findings)
{
        enum status st = open_embedded(out, arena, findings);

        for (size_t i = 0; st == OK && i < chosen->n; i++)
                if (!choose(out, chosen->at[i]))
                        st = open_own(out, chosen->at[i], arena, findings);
        return st;
}

enum status maps_open(struct maps *out, const struct texts *chosen, struct arena *arena, struct findings *findings)
{
        *out = (struct maps){0};
        return open_all(out, chosen, arena, findings);
}

enum status maps_open_marks(struct maps *out, const struct texts *chosen, struct arena *arena,
                            struct findings *findings)
{
        *out = (struct maps){.of_marks = true};
        return open_all(out, chosen, arena, findings);
}

const char *maps_ids(const struct maps *maps, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < maps->all.n; i++)
                buffer_printf(&out, "%s%s", i ? "、" : "", maps->all.at[i].id);
        return out.at;
}

/* ---- recognising */

/* Its columns, without the two that a file of rejected rows has at its end. */
static size_t own_columns(const struct map_table *table)
{
        size_t n = table->n;

        while (n && table->at[n - 1].ignored)
                n--;
        return n;
}

static bool has_flag(const struct map_journal *journal, const char *cell)
{
        for (size_t i = 0; journal && i < journal->flags.n; i++)
                if (strcmp(journal->flags.at[i].value, cell) == 0)
                        return true;
        return false;
}

/* The row that may be a header, and its cells as they are compared: worked out once for all tables of all maps. */
struct asked {
        const struct texts *cells;
        struct texts keys;
};

/* Are the cells the columns of the table in their order, followed by nothing, or by the two of a file of rejected
 * rows? */
static bool is_header(const struct map_table *table, const struct asked *row)
{
        size_t own = own_columns(table);

        if (row->keys.n != own && row->keys.n != table->n)
                return false;
        for (size_t i = 0; i < row->keys.n; i++)
                if (strcmp(row->keys.at[i], table->at[i].key) != 0)
                        return false;
        return true;
}

static bool has_cell(const struct asked *row, const char *key)
{
        for (size_t i = 0; i < row->keys.n; i++)
                if (strcmp(row->keys.at[i], key) == 0)
                        return true;
        return false;
}

/* Of the columns that the map needs, how many the header has. */
static size_t count_columns(size_t *needed, const struct map_table *table, const struct asked *row)
{
        size_t n = 0, own = own_columns(table);

        *needed = 0;
        for (size_t i = 0; i < own; i++) {
                *needed += !table->at[i].spare;
                n += !table->at[i].spare && has_cell(row, table->at[i].key);
        }
        return n;
}

static bool fits(const struct map *map, const struct map_table *table, const struct asked *row)
{
        const struct texts *cells = row->cells;
        size_t needed;

        switch (map->by) {
        case MAP_HEADER:
                return is_header(table, row);
        case MAP_COLUMNS:
                return count_columns(&needed, table, row) == needed && needed;
        case MAP_FLAGS:
                return cells->n && has_flag(table->journal, cells->at[0]) && cells->n >= own_columns(table);
        case MAP_BEST:
                break;
        }
        return false;
}

static struct header fit_of(const struct map *map, const struct asked *row, struct arena *arena)
{
        struct header h = {.n = row->cells->n, .missing = "", .fields = ""};

        if (map->by == MAP_BEST) {
                h = map_header(map, row->cells, arena);
                return h;
        }
        for (size_t t = 0; t < map->n; t++)
                if (fits(map, &map->at[t], row)) {
                        h = map_fit(map, &map->at[t], row->cells, arena);
                        h.is_row = map->by == MAP_FLAGS;
                        break;
                }
        return h;
}

static bool is_fit(const struct header *h)
{
        return h->table && !*h->missing;
}

/* ---- nearly */

struct near {
        const struct map *map;
        const struct map_table *table;
        size_t known;
};

/* The header has more than half of the columns that the map needs. A file with the flags of a journal is one,
 * whatever its columns. */
static void look_near(struct near *best, const struct map *map, const struct asked *row)
{
        const struct texts *cells = row->cells;

        for (size_t t = 0; t < map->n && map->by != MAP_BEST; t++) {
                const struct map_table *table = &map->at[t];
                size_t needed, known = count_columns(&needed, table, row);

                if (map->by == MAP_FLAGS)
                        known = cells->n && has_flag(table->journal, cells->at[0]) ? needed - 1 : 0;
                if (known * 2 > needed && known > best->known)
                        *best = (struct near){map, table, known};
        }
}

static void add_word(struct buffer *out, const char *word)
{
        if (out->n < 400)
                buffer_printf(out, "%s%s", out->n ? "、" : "", *word ? word : "［空の見出し］");
}

static void say_near(struct header *h, const struct near *near, const struct asked *row, struct arena *arena)
{
        const struct texts *cells = row->cells;
        struct buffer lacks = buffer_in(arena), extra = buffer_in(arena);
        size_t own = own_columns(near->table);

        h->near = near->map->id;
        if (near->map->by == MAP_FLAGS) {
                h->lacks = arena_printf(arena, "%zu列の行¦rows of %zu columns", own, own);
                h->extra = arena_printf(arena, "%zu列の行¦rows of %zu columns", cells->n, cells->n);
                return;
        }
        for (size_t i = 0; i < own; i++)
                if (!near->table->at[i].spare && !has_cell(row, near->table->at[i].key))
                        add_word(&lacks, near->table->at[i].header);
        for (size_t i = 0; i < row->keys.n; i++) {
                bool known = false;

                for (size_t k = 0; k < near->table->n; k++)
                        known |= strcmp(near->table->at[k].key, row->keys.at[i]) == 0;
                if (!known)
                        add_word(&extra, cells->at[i]);
        }
        h->lacks = lacks.n ? lacks.at : "なし¦none";
        h->extra = extra.n ? extra.at : lacks.n ? "なし¦none" : "順序が違います¦the order differs";
}

static size_t known_columns(const struct header *h)
{
        size_t n = 0;

        for (size_t i = 0; h->table && i < h->n; i++)
                n += h->columns[i] && !h->columns[i]->ignored;
        return n;
}

/* Of the maps that were given, or of all: the one that fits, or the question which of several. */
static int find_fits(struct header *out, const struct maps *maps, bool chosen, const struct asked *row,
                     struct arena *arena)
{
        struct buffer ids = buffer_in(arena);
        int n = 0;

        for (size_t i = 0; i < maps->all.n; i++) {
                struct header h;

                if (chosen && !maps->all.at[i].chosen)
                        continue;
                h = fit_of(&maps->all.at[i], row, arena);
                if (!is_fit(&h))
                        continue;
                *out = h;
                n++;
                add_word(&ids, maps->all.at[i].id);
        }
        if (n > 1)
                out->candidates = ids.at;
        return n;
}

struct header maps_header(const struct maps *maps, const struct texts *cells, struct arena *arena)
{
        struct header h = {.n = cells->n, .missing = "", .fields = ""};
        struct asked row = {.cells = cells};
        struct near near = {0};

        for (size_t i = 0; i < cells->n; i++)
                *vec_add(arena, &row.keys) = text_key(arena, cells->at[i]);
        if (find_fits(&h, maps, true, &row, arena) || find_fits(&h, maps, false, &row, arena))
                return h;
        for (size_t i = 0; i < maps->all.n; i++) {
                if (maps->all.at[i].by == MAP_BEST)
                        h = fit_of(&maps->all.at[i], &row, arena);
                look_near(&near, &maps->all.at[i], &row);
        }
        if (near.map && near.known > known_columns(&h))
                say_near(&h, &near, &row, arena);
        return h;
}
