#include "receipts/table/map_header.h"

#include <string.h>

#include "core/base/buffer.h"

#include "receipts/table/cell_text.h"
#include "receipts/table/header_key.h"
#include "receipts/table/row.h"

#include "core/banned.h"

/* The cells as they are compared with a table's columns: in people's own tables without what is put around the words. A header of
 * exactly that name is the column; else one that holds the name among other words may be it. */
static const char *const *keys_of_cells(const struct map *map, const struct texts *cells, struct arena *arena)
{
        const char **keys = arena_alloc(arena, (cells->n + 1) * sizeof *keys);

        for (size_t i = 0; i < cells->n; i++)
                keys[i] = text_key(arena, cells->at[i]);
        for (size_t i = 0; map->by == MAP_BEST && i < cells->n; i++) {
                const char *bare = header_key(keys[i], arena);

                if (bare != keys[i] && !cell_is_one_of(bare, keys, cells->n))
                        keys[i] = bare;
        }
        return keys;
}

static const struct map_column *find(const struct map_table *table, const char *key)
{
        for (size_t i = 0; i < table->n; i++)
                if (strcmp(table->at[i].key, key) == 0)
                        return &table->at[i];
        return NULL;
}

static size_t count_known(const struct map_table *table, const char *const *keys, size_t n)
{
        size_t known = 0;

        for (size_t i = 0; i < n; i++) {
                const struct map_column *c = find(table, keys[i]);
                known += c && !c->ignored;
        }
        return known;
}

static bool has_field(const struct header *h, const struct map_column *column)
{
        for (size_t i = 0; i < h->n; i++)
                if (h->columns[i] == column)
                        return true;
        return false;
}

/* A header that is not known and holds the words: 領収金額(千円) where 領収金額 is missing. */
static const char *nearly(const struct header *h, const struct map_column *column, const struct texts *cells,
                          const char *const *keys)
{
        for (size_t i = 0; i < cells->n; i++)
                if (!h->columns[i] && strstr(keys[i], column->key) && strlen(keys[i]) < 4 * strlen(column->key))
                        return cells->at[i];
        return NULL;
}

static const char *missing_headers(const struct header *h, const struct texts *cells, const char *const *keys,
                                   struct arena *arena)
{
        struct buffer ja = buffer_in(arena), en = buffer_in(arena);

        for (size_t i = 0; i < h->table->n; i++) {
                const struct map_column *c = &h->table->at[i];
                const char *near;

                if (!c->required || has_field(h, c))
                        continue;
                near = nearly(h, c, cells, keys);
                buffer_printf(&ja, "%s%s", ja.n ? "、" : "", c->header);
                buffer_printf(&en, "%s%s", en.n ? ", " : "",
                              finding_word(arena, row_column_words(h->table, c, arena), ENGLISH));
                if (near) {
                        buffer_printf(&ja, "(「%s」は別の見出しになります)", near);
                        buffer_printf(&en, " (\"%s\" is another header)", near);
                }
        }
        return ja.n ? arena_printf(arena, "%s¦%s", ja.at, en.at) : "";
}

/* Rejected rows come back with two columns more, the last of which is a place: "journal.csv:14:5". */
static bool comes_back(const struct texts *cells)
{
        const char *last = cells->n ? cells->at[cells->n - 1] : "", *colon = strrchr(last, ':');

        return colon && colon > last && colon[1] >= '0' && colon[1] <= '9';
}

/* Returns the index of a column in the table: by its place where there is no header, else by its name. Returns the
 * number of columns if there is none. Programs add columns from time to time, behind those of the map. */
static size_t column_of(const struct map *map, const struct map_table *table, const struct texts *cells, size_t i,
                        const char *key)
{
        size_t at = 0, own = table->n;

        if (map->by == MAP_FLAGS) {
                while (own && table->at[own - 1].ignored)
                        own--;
                if (i < own)
                        return i;
                return comes_back(cells) && i + 2 >= cells->n ? own + (i + 2 - cells->n) : table->n;
        }
        while (at < table->n && strcmp(table->at[at].key, key) != 0)
                at++;
        return at;
}

struct header map_fit(const struct map *map, const struct map_table *table, const struct texts *cells,
                      struct arena *arena)
{
        struct header h = {.n = cells->n, .missing = "", .fields = "", .map = map, .table = table};
        struct buffer fields = buffer_in(arena);
        const char *const *keys = keys_of_cells(map, cells, arena);

        h.columns = arena_alloc(arena, (cells->n + 1) * sizeof *h.columns);
        for (size_t i = 0; i < cells->n; i++) {
                size_t at = column_of(map, table, cells, i, keys[i]);

                if (i)
                        buffer_char(&fields, ',');
                if (at == table->n)
                        continue;
                if (has_field(&h, &table->at[at]) && !h.twice)
                        h.twice = (int)i + 1;
                h.columns[i] = &table->at[at];
                if (!table->at[at].ignored)
                        buffer_text(&fields, table->at[at].field);
        }
        h.fields = fields.n ? fields.at : "";
        h.missing = missing_headers(&h, cells, keys, arena);
        return h;
}

struct header map_header(const struct map *map, const struct texts *cells, struct arena *arena)
{
        struct header none = {.n = cells->n, .missing = "", .fields = ""};
        const struct map_table *table = NULL;
        const char *const *keys = keys_of_cells(map, cells, arena);
        size_t best = 0;

        for (size_t t = 0; t < map->n; t++) {
                size_t known = count_known(&map->at[t], keys, cells->n);

                if (known > best) {
                        best = known;
                        table = &map->at[t];
                }
        }
        return table ? map_fit(map, table, cells, arena) : none;
}
