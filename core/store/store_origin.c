#include "core/store/store_private.h"

#include "core/banned.h"

/* Where records stand, read once for each source. A source number from a spoilt database is looked up and not kept: it costs a query
 * and no memory. */
struct known_origin {
        bool used;
        int64_t id;
        struct origin origin; /* line 0 */
};

enum { FIRST_ROOM = 64 };

/* Returns the place of the source, or the free place where it belongs. */
static struct known_origin *place_of(const struct origins *origins, int64_t id)
{
        size_t i = (size_t)((uint64_t)id * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (origins->room - 1);

        while (origins->at[i].used && origins->at[i].id != id)
                i = (i + 1) & (origins->room - 1);
        return &origins->at[i];
}

/* Never more than half full. */
static void make_room(struct origins *origins, struct arena *arena)
{
        struct origins more = {.n = origins->n, .room = origins->room ? origins->room * 2 : FIRST_ROOM};

        if (origins->n * 2 < origins->room)
                return;
        more.at = arena_alloc(arena, more.room * sizeof *more.at);
        for (size_t i = 0; i < more.room; i++)
                more.at[i] = (struct known_origin){0};
        for (size_t i = 0; i < origins->room; i++)
                if (origins->at[i].used)
                        *place_of(&more, origins->at[i].id) = origins->at[i];
        *origins = more;
}

static enum status read_origin(struct origin *out, bool *found, struct store *store, int64_t source)
{
        sqlite3_stmt *s = store_sql(store, SQL_SOURCE_GET);
        enum status st;

        store_bind_int(s, ":id", source);
        st = store_step(found, store, s);
        if (*found)
                *out = (struct origin){.file = store_column(s, 0, store->arena),
                                       .sha256 = store_column(s, 1, store->arena),
                                       .columns = store_column(s, 2, store->arena),
                                       .table = store_column(s, 3, store->arena),
                                       .style = origin_style_of(sqlite3_column_int64(s, 4))};
        sqlite3_reset(s);
        return st;
}

enum status store_origin(struct origin *out, struct store *store, int64_t source, int line)
{
        struct known_origin *known;
        bool found = true;
        enum status st = OK;

        make_room(&store->origins, store->arena);
        known = place_of(&store->origins, source);
        if (!known->used)
                st = read_origin(&known->origin, &found, store, source);
        if (st == OK && found && !known->used) {
                known->used = true;
                known->id = source;
                store->origins.n++;
        }
        *out = known->used ? known->origin : (struct origin){0};
        out->line = line;
        return st;
}

enum status store_place(const char **place, struct store *store, sqlite3_stmt *s, int column, const char *field,
                        struct arena *arena)
{
        struct origin origin;
        enum status st =
                store_origin(&origin, store, sqlite3_column_int64(s, column), sqlite3_column_int(s, column + 1));

        *place = st == OK ? origin_place(arena, &origin, field) : NULL;
        return st;
}
