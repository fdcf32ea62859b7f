#include "core/store/kept/readings.h"

#include <string.h>
#include <zlib.h>

#include "core/store/store_private.h"

#include "core/banned.h"

static const char *const sources[] = {[READING_NONE] = "none", [READING_PIXELS] = "pixels", [READING_TEXT] = "text"};

/* The size of the text in four bytes, then its deflated bytes. */
enum { HEAD = 4 };

static struct bytes deflated(const struct reading_page *page, struct arena *arena)
{
        struct buffer text = buffer_in(arena);
        unsigned char *out;
        uLongf n;

        buffer_text(&text, "");
        reading_write_lines(&text, page);
        n = compressBound(text.n);
        out = arena_alloc(arena, HEAD + n);
        for (int i = 0; i < HEAD; i++)
                out[i] = (unsigned char)(text.n >> (8 * i));
        if (compress2(out + HEAD, &n, (const Bytef *)text.at, text.n, Z_BEST_COMPRESSION) != Z_OK)
                return (struct bytes){0};
        return (struct bytes){out, HEAD + n};
}

static bool inflated(struct bytes *out, struct bytes kept, struct arena *arena)
{
        uLongf n = 0, size;
        unsigned char *text;

        if (kept.n < HEAD)
                return false;
        for (int i = 0; i < HEAD; i++)
                n |= (uLongf)kept.at[i] << (8 * i);
        if (n > READING_MOST_BYTES)
                return false;
        size = n;
        text = arena_alloc(arena, n + 1);
        if (uncompress(text, &size, kept.at + HEAD, kept.n - HEAD) != Z_OK || size != n)
                return false;
        *out = (struct bytes){text, n};
        return true;
}

static enum status put_page(struct store *store, const char *sha256, const char *reader, const char *made_on,
                            const struct reading_page *page, struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_READING_PUT);
        struct bytes lines = deflated(page, scratch);

        if (!s || !lines.n)
                return ERR_SYSTEM;
        store_bind_text(s, ":sha256", sha256);
        store_bind_text(s, ":reader", reader);
        store_bind_text(s, ":made_on", made_on);
        store_bind_text(s, ":source", sources[page->source]);
        store_bind_text(s, ":why", page->why ? page->why : "");
        store_bind_int(s, ":page", page->number);
        store_bind_int(s, ":turned", page->turned);
        store_bind_int(s, ":width", page->width);
        store_bind_int(s, ":height", page->height);
        sqlite3_bind_blob(s, sqlite3_bind_parameter_index(s, ":lines"), lines.at, (int)lines.n, SQLITE_STATIC);
        return store_run(store, s);
}

enum status store_put_reading(struct store *store, const char *sha256, const struct reading *reading,
                              const char *made_on, struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_READING_DROP);
        enum status st;

        store_bind_text(s, ":sha256", sha256);
        store_bind_text(s, ":reader", reading->reader);
        st = store_run(store, s);
        for (size_t i = 0; st == OK && i < reading->pages.n; i++)
                st = put_page(store, sha256, reading->reader, made_on, &reading->pages.at[i], scratch);
        return st;
}

/* Columns of READING_GET. */
enum { C_READER, C_MADE_ON, C_PAGE, C_SOURCE, C_WHY, C_TURNED, C_WIDTH, C_HEIGHT, C_LINES };

static enum reading_source source_of(const char *word)
{
        for (int i = READING_PIXELS; i <= READING_TEXT; i++)
                if (strcmp(word, sources[i]) == 0)
                        return (enum reading_source)i;
        return READING_NONE;
}

/* A page whose lines are not what was kept is one that was not read: the file can be read again. */
static struct reading_page page_of(sqlite3_stmt *s, struct arena *arena)
{
        struct reading_page page = {.number = sqlite3_column_int(s, C_PAGE),
                                    .source = source_of(store_column(s, C_SOURCE, arena)),
                                    .why = store_column(s, C_WHY, arena),
                                    .turned = sqlite3_column_int(s, C_TURNED),
                                    .width = sqlite3_column_int(s, C_WIDTH),
                                    .height = sqlite3_column_int(s, C_HEIGHT)};
        struct bytes kept = {sqlite3_column_blob(s, C_LINES), (size_t)sqlite3_column_bytes(s, C_LINES)}, lines;
        const char *ja, *en;

        if (page.source == READING_NONE && reading_why(&ja, &en, page.why))
                return page;
        page.why = NULL;
        if (page.source != READING_NONE && inflated(&lines, kept, arena) && reading_parse_lines(&page, lines, arena))
                return page;
        return (struct reading_page){.number = page.number, .source = READING_NONE, .why = "damaged"};
}

enum status store_find_reading(struct reading *out, const char **made_on, struct store *store, const char *sha256,
                               struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_READING_GET);
        enum status st = OK;

        *out = (struct reading){0};
        store_bind_text(s, ":sha256", sha256);
        while (store_next(&st, store, s)) {
                out->reader = store_column(s, C_READER, arena);
                if (made_on)
                        *made_on = store_column(s, C_MADE_ON, arena);
                *vec_add(arena, &out->pages) = page_of(s, arena);
        }
        return st;
}

enum status store_list_papers(struct kept_papers *out, struct store *store, const char *facility,
                              const struct kept_readers *readers, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_READING_PAPERS);
        enum status st = OK;

        *out = (struct kept_papers){0};
        store_bind_text(s, ":facility", facility);
        store_bind_text(s, ":pixels", readers->pixels);
        store_bind_text(s, ":text", readers->text);
        store_bind_text(s, ":both", readers->both);
        while (store_next(&st, store, s))
                *vec_add(arena, out) = (struct kept_paper){store_column(s, 0, arena), store_column(s, 1, arena),
                                                           sqlite3_column_int(s, 2) != 0};
        return st;
}

enum status store_paper_names(struct texts *out, struct store *store, const char *sha256, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_READING_NAMES);

        *out = (struct texts){0};
        store_bind_text(s, ":sha256", sha256);
        return store_texts(out, store, s, arena);
}
