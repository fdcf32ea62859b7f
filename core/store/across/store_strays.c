/* Records that belong to no facility or to no receipt. */
#include "core/store/store_private.h"

#include "core/store/across/crosscheck.h"

#include "core/banned.h"

static enum status stray_receipts(struct store *store, struct findings *out, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_STRAY_RECEIPTS);
        const char *place;
        enum status st = OK;

        while (store_next(&st, store, s)) {
                const char *number;

                if (!findings_room(out, E108))
                        continue;
                number = store_column(s, 0, arena);
                st = store_place(&place, store, s, 2, "number", arena);
                if (st != OK)
                        break;
                finding_add(out, E108, arena_printf(arena, "/%s", number), number, place);
        }
        return st;
}

/* One finding per receipt number, with the count of its lines. */
static enum status stray_purchases(struct store *store, struct findings *out, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_STRAY_PURCHASES);
        const char *place;
        enum status st = OK;

        while (store_next(&st, store, s)) {
                enum finding_id id = sqlite3_column_int(s, 4) > 1 ? E112 : E108;
                const char *number;
                struct finding *f;

                if (!findings_room(out, id))
                        continue;
                number = store_column(s, 0, arena);
                st = store_place(&place, store, s, 2, "number", arena);
                if (st != OK)
                        break;
                f = finding_add(out, id, arena_printf(arena, "/%s", number), number, place);
                f->args[0] = arena_printf(arena, "%d", sqlite3_column_int(s, 1));
        }
        return st;
}

static enum status stray_codes(struct store *store, struct findings *out, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_STRAY_CODES);
        const char *place;
        enum status st = OK;

        while (store_next(&st, store, s)) {
                const char *code;
                struct finding *f;

                if (!findings_room(out, E113))
                        continue;
                code = store_column(s, 0, arena);
                st = store_place(&place, store, s, 2, "facility", arena);
                if (st != OK)
                        break;
                f = finding_add(out, E113, code, code, place);
                f->args[0] = arena_printf(arena, "%d", sqlite3_column_int(s, 1));
        }
        return st;
}

enum status store_strays(struct store *store, struct findings *out, struct arena *arena)
{
        struct store_unsorted_rest rest;
        enum status st = stray_receipts(store, out, arena);

        if (st == OK)
                st = stray_purchases(store, out, arena);
        if (st == OK)
                st = stray_codes(store, out, arena);
        return st == OK ? store_unsorted(&rest, store, "", SIZE_MAX, out, arena) : st;
}
