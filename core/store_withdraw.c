#include "core/store_private.h"

#include <string.h>

#include "core/banned.h"

static enum status drop_row(struct store *store, const struct row_type *type, const void *key, int64_t id)
{
        sqlite3_stmt *s = store_sql(store, type == &row_receipt    ? SQL_RECEIPT_DROP
                                           : type == &row_purchase ? SQL_PURCHASE_DROP
                                                                   : SQL_CLAIM_DROP);
        if (!s)
                return ERR_SYSTEM;
        if (type == &row_receipt)
                store_bind_int(s, ":id", id);
        else
                row_bind(s, type, type->keys, key);
        return store_run(store, s);
}

union any_row {
        struct receipt receipt;
        struct purchase purchase;
        struct claim claim;
};
struct any_rows {
        VEC(struct any_row_and_id {
                union any_row row;
                int64_t id;
        });
};

static enum status withdraw_rows(int *n, struct store *store, const struct row_type *type, enum sql query,
                                 int64_t source, const struct store_author *author, struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, query);
        struct any_rows rows = {0};
        bool row = true;
        enum status st;
        int first = type == &row_receipt;

        if (!s)
                return ERR_SYSTEM;
        store_bind_int(s, ":source", source);
        while ((st = store_step(&row, store, s)) == OK && row) {
                struct any_row_and_id *r = vec_add(scratch, &rows);

                row_read(&r->row, s, first, type, scratch);
                r->id = first ? sqlite3_column_int64(s, 0) : 0;
        }
        for (size_t i = 0; st == OK && i < rows.n; i++) {
                st = store_add_history(store, type, &rows.at[i].row, NULL, author, scratch);
                if (st == OK)
                        st = drop_row(store, type, &rows.at[i].row, rows.at[i].id);
        }
        *n += (int)rows.n;
        return st;
}

enum status store_withdraw(int *n, struct store *store, int64_t source, const char *kind,
                           const struct store_author *author, struct arena *scratch)
{
        *n = 0;
        if (strcmp(kind, "receipts") == 0)
                return withdraw_rows(n, store, &row_receipt, SQL_REPLACE_RECEIPTS, source, author, scratch);
        if (strcmp(kind, "purchases") == 0)
                return withdraw_rows(n, store, &row_purchase, SQL_REPLACE_PURCHASES, source, author, scratch);
        if (strcmp(kind, "applications") == 0)
                return withdraw_rows(n, store, &row_claim, SQL_REPLACE_CLAIMS, source, author, scratch);
        return OK; /* a facility is not withdrawn by leaving it out: its receipts would lose their payer */
}
