#include "receipts/import/import_private.h"

#include <string.h>

#include "core/value/identifier.h"
#include "core/value/prefecture.h"
#include "core/store/kept/records.h"

#include "core/banned.h"

enum { SEVEN = 7, MOST_OFFERS = 64 /* of one command: a table full of them has one fault, not thousands */ };

/* Returns the table digit that the words of a facility tell: 1 medical, 3 dental, 4 pharmacy; 0 where they do not
 * say. */
static char table_of(const struct facility *f)
{
        static const char *const medical[] = {"病院", "診療所", "医院", "クリニック"};

        if (strstr(f->kind_text, "薬局"))
                return '4';
        if (!strstr(f->kind_text, "病院") && (strstr(f->kind_text, "歯科") || strstr(f->name, "歯科")))
                return '3';
        for (size_t i = 0; i < sizeof medical / sizeof *medical; i++)
                if (strstr(f->kind_text, medical[i]))
                        return '1';
        return 0;
}

/* Takes prefecture and table from the row itself. If it does not say the prefecture, takes the one that all
 * facilities of the workspace have. */
static enum status complete_by_row(const char **out, struct import *im, const struct facility *f, const char *digits)
{
        const char *prefecture = prefecture_of_address(f->address);
        char table = table_of(f);
        enum status st = OK;

        if (!*prefecture && table)
                st = store_only_prefecture(&prefecture, im->store, im->row);
        if (st == OK && *prefecture && table)
                *out = code_with(im->row, prefecture, table, digits);
        return st;
}

enum status import_offer_codes(struct import *im, const struct input *in, const struct row *row, size_t before)
{
        enum status st = OK;

        for (size_t i = before; st == OK && i < im->findings->n && im->counts[E024] < MOST_OFFERS; i++) {
                struct finding *f = &im->findings->at[i];
                const char *code = NULL;
                char digits[CODE_TEXT];

                if (f->id != E024 || f->args[1] || !f->value || code_parse(digits, f->value) != CODE_SHORT ||
                    strlen(digits) != SEVEN)
                        continue;
                st = store_facility_ending(&code, im->store, digits, im->row);
                if (st == OK && !code && in->table.header.table->kind == TABLE_FACILITIES)
                        st = complete_by_row(&code, im, &row->as.facility, digits);
                if (st == OK && code)
                        f->args[1] = arena_printf(im->row, "%s のことですか。¦%s?", code, code);
        }
        return st;
}
