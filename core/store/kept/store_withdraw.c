#include "core/store/store_private.h"

#include <string.h>

#include "core/store/kept/records.h"

#include "core/banned.h"

union any_row {
        struct receipt receipt;
        struct purchase purchase;
        struct claim claim;
};

/* The tables from which rows are withdrawn. A facility is not withdrawn by leaving it out: its receipts would lose their payer. */
struct withdrawal {
        const char *kind; /* of the source */
        const struct row_type *type;
        enum sql query, drop;
};
static const struct withdrawal withdrawals[] = {
        {"receipts", &row_receipt, SQL_REPLACE_RECEIPTS, SQL_RECEIPTS_DROP},
        {"purchases", &row_purchase, SQL_REPLACE_PURCHASES, SQL_PURCHASES_DROP},
        {"purchases", &row_vendor_line, SQL_REPLACE_VENDOR_LINES, SQL_VENDOR_LINES_DROP},
        {"applications", &row_claim, SQL_REPLACE_CLAIMS, SQL_CLAIMS_DROP},
};

/* Puts the row into the history and tells the caller of it. */
static enum status keep_row(struct store *store, sqlite3_stmt *s, const struct row_type *type,
                            const struct replacement *r, struct arena *scratch)
{
        union any_row row = {0};
        struct history_step step = {.type = type, .old = &row, .source = r->source};
        struct origin origin;
        enum status st;

        row_read(&row, s, 0, type, scratch);
        step.old_source = sqlite3_column_int64(s, type->n);
        step.old_line = sqlite3_column_int(s, type->n + 1);
        st = store_add_history(store, &step, r->author, scratch);
        if (st == OK && type == &row_receipt)
                st = store_untie_evidence(store, sqlite3_column_int64(s, type->n + 2), r->author, scratch);
        if (st == OK)
                st = store_origin(&origin, store, step.old_source, step.old_line);
        if (st == OK)
                r->on_withdrawn(r->user, row_subject_of(type, &row, scratch), origin_place(scratch, &origin, NULL));
        return st;
}

static void bind(sqlite3_stmt *s, const struct replacement *r)
{
        store_bind_int(s, ":source", r->source);
        store_bind_text(s, ":sources", r->sources);
        store_bind_int(s, ":same", r->same_file);
}

/* First all rows are put into the history, then one statement with the same condition deletes them. So memory does not grow with
 * them. */
static enum status withdraw(int *n, struct store *store, const struct withdrawal *w, const struct replacement *r,
                            struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, w->query);
        enum status st = OK;

        if (!s)
                return ERR_SYSTEM;
        bind(s, r);
        while (store_next(&st, store, s)) {
                st = keep_row(store, s, w->type, r, scratch);
                if (st != OK)
                        return st;
                arena_reset(scratch);
                ++*n;
        }
        if (st != OK || !*n)
                return st;
        s = store_sql(store, w->drop);
        if (!s)
                return ERR_SYSTEM;
        bind(s, r);
        return store_run(store, s);
}

enum status store_withdraw(int *n, struct store *store, const char *kind, const struct replacement *r,
                           struct arena *scratch)
{
        enum status st = OK;

        *n = 0;
        for (size_t i = 0; st == OK && i < sizeof withdrawals / sizeof *withdrawals; i++) {
                int here = 0;

                if (strcmp(withdrawals[i].kind, kind) != 0)
                        continue;
                st = withdraw(&here, store, &withdrawals[i], r, scratch);
                *n += here;
        }
        return st;
}
