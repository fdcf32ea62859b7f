#include "core/store/store_private.h"

#include <string.h>

#include "core/banned.h"

/* The indexes of a table that is filled for the first time are made when it is full: sorting all keys once costs less than
 * finding the place of each. They are the schema's own, taken down and put up again within one transaction: whatever ends it
 * early brings them back. What keeps keys unique is part of its table and stays. */
struct index {
        const char *table, *name, *sql;
        bool made;
};
struct indexes {
        struct arena *arena;
        VEC(struct index);
};

static enum status is_empty(bool *out, struct store *store, const char *table)
{
        static const struct {
                const char *table;
                enum sql sql;
        } looks[] = {
                {"receipt", SQL_RECEIPT_ANY},
                {"receipt_evidence", SQL_LINK_ANY},
                {"purchase", SQL_PURCHASE_ANY},
        };
        bool row = true;
        enum status st = OK;

        for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
                sqlite3_stmt *s = strcmp(looks[i].table, table) == 0 ? store_sql(store, looks[i].sql) : NULL;

                if (!s)
                        continue;
                st = store_step(&row, store, s);
                sqlite3_reset(s);
        }
        *out = st == OK && !row;
        return st;
}

static enum status list(struct indexes *out, struct store *store)
{
        sqlite3_stmt *s = store_sql(store, SQL_INDEXES);
        enum status st = OK;

        while (store_next(&st, store, s))
                *vec_add(out->arena, out) =
                        (struct index){store_column(s, 0, out->arena), store_column(s, 1, out->arena),
                                       store_column(s, 2, out->arena), true};
        return st;
}

enum status store_drop_indexes(struct store *store)
{
        struct arena *arena = arena_child(store->arena);
        struct indexes *all = ARENA_NEW(arena, struct indexes);
        enum status st;

        all->arena = arena;
        store->indexes = all;
        st = list(all, store);
        for (size_t i = 0; st == OK && i < all->n; i++) {
                bool empty = false;

                st = is_empty(&empty, store, all->at[i].table);
                if (st != OK || !empty)
                        continue;
                all->at[i].made = false;
                st = store_script(store, arena_printf(arena, "DROP INDEX %s", all->at[i].name));
        }
        return st;
}

enum status store_make_indexes(struct store *store, const char *table)
{
        struct buffer all;

        if (!store->indexes)
                return OK;
        all = buffer_in(store->indexes->arena);
        for (size_t i = 0; i < store->indexes->n; i++) {
                struct index *x = &store->indexes->at[i];

                if (x->made || (table && strcmp(x->table, table) != 0))
                        continue;
                buffer_printf(&all, "%s;", x->sql);
                x->made = true;
        }
        if (!all.n || store_errand_script(store, all.at))
                return OK;
        return store_script(store, all.at);
}

void store_forget_indexes(struct store *store)
{
        if (store->indexes)
                arena_free(store->indexes->arena);
        store->indexes = NULL;
}
