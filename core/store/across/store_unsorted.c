/* What came in from where nobody writes categories: account books and e-invoices. */
#include "core/store/store_private.h"

#include "core/store/across/crosscheck.h"

#include "core/banned.h"

/* "2025-10-06 みどり電算 消耗品費 52,800円 モバイル端末": what helps to find the paper. */
static const char *what_to_fetch(sqlite3_stmt *s, struct arena *arena)
{
        char yen[YEN_TEXT];
        const char *note = store_column(s, 5, arena);

        yen_format(yen, (struct yen){sqlite3_column_int64(s, 3)}, "-");
        return arena_printf(arena, "%s%s%s円 %s%s", note, *note ? " " : "", yen, store_column(s, 4, arena),
                            sqlite3_column_int(s, 2) > 1 ? " ほか" : "");
}

enum status store_unsorted(struct store_unsorted_rest *rest, struct store *store, const char *sources, size_t most,
                           struct findings *out, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_UNSORTED);
        char yen[YEN_TEXT];
        enum status st = OK;

        *rest = (struct store_unsorted_rest){0, 0};
        store_bind_text(s, ":sources", sources);
        while (store_next(&st, store, s)) {
                bool has_receipt = sqlite3_column_int(s, 9) != 0;
                const char *number, *place;
                struct finding *f;

                if (!most || !findings_room(out, has_receipt ? C232 : C231)) {
                        (*(has_receipt ? &rest->sort : &rest->fetch))++;
                        continue;
                }
                most--;
                number = store_column(s, 1, arena);
                st = store_place(&place, store, s, 6, "description", arena);
                if (st != OK)
                        break;
                f = finding_add(out, has_receipt ? C232 : C231,
                                arena_printf(arena, "%s/%s", store_column(s, 0, arena), number),
                                has_receipt ? number : what_to_fetch(s, arena), place);
                f->args[0] = number;
                if (!has_receipt)
                        continue;
                f->args[0] = arena_printf(arena, "%d", sqlite3_column_int(s, 2));
                f->args[1] = arena_strdup(arena, yen_format(yen, (struct yen){sqlite3_column_int64(s, 3)}, "-"));
        }
        return st;
}

static enum status read_made(struct store_made *out, struct store *store, sqlite3_stmt *s, struct arena *arena)
{
        bool row = false;
        enum status st = store_step(&row, store, s);

        *out = (struct store_made){"", "", {0}};
        if (row)
                *out = (struct store_made){
                        store_column(s, 0, arena), store_column(s, 2, arena), {sqlite3_column_int64(s, 1)}};
        sqlite3_reset(s);
        return st;
}

enum status store_made_receipt(struct store_made *out, struct store *store, const struct receipt *receipt,
                               struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPT_MAP);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":facility", receipt->facility);
        store_bind_text(s, ":number", receipt->number);
        return read_made(out, store, s, arena);
}

enum status store_made_purchase(struct store_made *out, struct store *store, const struct purchase *line,
                                struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_PURCHASE_MAP);

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":facility", line->facility);
        store_bind_text(s, ":number", line->receipt_number);
        store_bind_int(s, ":position", line->position);
        return read_made(out, store, s, arena);
}
