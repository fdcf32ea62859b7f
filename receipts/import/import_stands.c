#include "receipts/import/import_private.h"

#include <string.h>

#include "core/store/across/crosscheck.h"

#include "core/banned.h"

/* A receipt of the same number by another seller. One that somebody entered may be worded differently, with the same amount. */
static bool is_other_paper(const struct import *im, const struct receipt *receipt, const struct store_made *made)
{
        bool same_issuer = strcmp(text_party_key(im->row, made->issuer), text_party_key(im->row, receipt->issuer)) == 0;

        return !same_issuer && (strcmp(made->map, STORE_ENTRY) != 0 || made->amount.n != receipt->amount.n);
}

/* Rows of the entry tables correct what is there. Rows of journals and e-invoices add, and correct what came in the same way. */
enum status import_look_at_earlier(enum import_stands *out, struct import *im, const struct input *in,
                                   const struct row *row, size_t before)
{
        enum table_kind kind = in->table.header.table->kind;
        const struct origin *origin = kind == TABLE_RECEIPTS ? &row->as.receipt.origin : &row->as.purchase.origin;
        struct yen amount = kind == TABLE_RECEIPTS ? row->as.receipt.amount : row->as.purchase.amount;
        struct store_made made = {"", "", {0}};
        char yen[YEN_TEXT];
        struct finding *f;
        enum status st = OK;

        *out = STANDS_NOT;
        if (in->table.header.map->by == MAP_BEST)
                return OK;
        if (kind == TABLE_RECEIPTS && !row->as.receipt.is_breakdown)
                st = store_made_receipt(&made, im->store, &row->as.receipt, im->row);
        else if (kind == TABLE_PURCHASES)
                st = store_made_purchase(&made, im->store, &row->as.purchase, im->row);
        if (st != OK || !*made.map)
                return st;
        if (kind == TABLE_RECEIPTS && is_other_paper(im, &row->as.receipt, &made)) {
                *out = STANDS_AGAINST;
                in->file->refused = in->table.header.map->n > 1; /* an e-invoice: its lines belong to it */
                f = finding_add(im->findings, E058, NULL, row->as.receipt.number,
                                origin_place(im->row, origin, "number"));
                f->args[0] = made.issuer;
                f->args[1] = arena_printf(im->row, "%s-2", row->as.receipt.number);
        } else if (strcmp(made.map, STORE_ENTRY) == 0) {
                *out = STANDS;
                im->findings->n = before; /* the question about the row is answered already */
                if (made.amount.n != amount.n)
                        finding_add(im->findings, W059, NULL,
                                    kind == TABLE_RECEIPTS ? row->as.receipt.number : row->as.purchase.description,
                                    origin_place(im->row, origin, "amount"))
                                ->args[0] = arena_printf(im->row, "%s円¦%s yen", yen_format(yen, amount, "-"), yen);
        }
        return st;
}
