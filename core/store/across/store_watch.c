/* What the files of an import bring and no longer bring: remembered while rows are put, for corrected keys. */
#include "core/store/store_private.h"

#include "core/record/records.h"
#include "core/store/across/store_keys.h"

#include "core/banned.h"

static const struct row_type *const kinds[] = {&row_facility, &row_receipt, &row_purchase, &row_vendor_line,
                                               &row_claim};

enum status store_watch_source(struct store *store, int64_t source, const char *path)
{
        sqlite3_stmt *s = store_sql(store, SQL_HERE_ADD);

        store_bind_int(s, ":id", source);
        store_bind_text(s, ":path", path);
        return store_run(store, s);
}

enum status store_watch_keys(struct store *store)
{
        bool any = false;
        sqlite3_stmt *s = store_sql(store, SQL_SUPERSEDED_FILL);
        enum status st = store_run(store, s);

        if (st == OK)
                st = store_any(&any, store, store_sql(store, SQL_SUPERSEDED_ANY));
        store->watches_keys = any;
        return st;
}

enum status store_unwatch_path(struct store *store, int64_t source)
{
        sqlite3_stmt *s = store->watches_keys ? store_sql(store, SQL_SUPERSEDED_DROP) : NULL;

        if (!s)
                return store->watches_keys ? ERR_SYSTEM : OK;
        store_bind_int(s, ":id", source);
        return store_run(store, s);
}

enum status store_note_came(struct store *store, const struct row_type *type, const void *record)
{
        sqlite3_stmt *s = store_sql(store, SQL_CAME_NOTE);
        const struct receipt *receipt = record;
        const struct purchase *line = record;
        const struct claim *claim = record;
        int kind = 0;

        if (!s)
                return ERR_SYSTEM;
        while (kind < KEY_KINDS && kinds[kind] != type)
                kind++;
        store_bind_int(s, ":kind", kind);
        store_bind_int(s, ":position", kind == KEY_OF_RECEIPT ? receipt->is_breakdown : 0);
        store_bind_text(s, ":facility",
                        kind == KEY_OF_FACILITY  ? ((const struct facility *)record)->code
                        : kind == KEY_OF_RECEIPT ? receipt->facility
                        : kind == KEY_OF_CLAIM   ? claim->facility
                                                 : line->facility);
        store_bind_text(s, ":number",
                        kind == KEY_OF_FACILITY  ? ""
                        : kind == KEY_OF_RECEIPT ? receipt->number
                        : kind == KEY_OF_CLAIM   ? claim->category_text
                                                 : line->receipt_number);
        return store_run(store, s);
}
