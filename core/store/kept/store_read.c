#include "core/store/store_private.h"

#include <string.h>

#include "core/base/text.h"
#include "core/store/kept/records.h"

#include "core/banned.h"

#define LAST_DAY "9999-12-31"

static void read_evidence(struct evidence *e, sqlite3_stmt *s, struct arena *arena)
{
        e->name = store_column(s, 0, arena);
        e->is_breakdown = sqlite3_column_int(s, 1) != 0;
        e->sha256 = store_column(s, 2, arena);
        e->ext = store_column(s, 3, arena);
        e->state = !*e->sha256 ? EVIDENCE_MISSING : sqlite3_column_int(s, 4) ? EVIDENCE_OK : EVIDENCE_DAMAGED;
        e->reason = store_column(s, 5, arena);
        e->size = sqlite3_column_int64(s, 6);
        e->width = sqlite3_column_int(s, 7);
        e->height = sqlite3_column_int(s, 8);
        e->dpi = sqlite3_column_int(s, 9);
        e->rotation = sqlite3_column_int(s, 10);
}

static enum status add_evidence(struct receipt *receipt, struct store *store, int64_t id, bool all_breakdown,
                                struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_EVIDENCE_OF);
        enum status st = OK;

        store_bind_int(s, ":receipt", id);
        while (store_next(&st, store, s)) {
                struct evidence *e = vec_add(arena, &receipt->evidence);

                read_evidence(e, s, arena);
                e->is_breakdown |= all_breakdown;
        }
        return st;
}

/* Reads where the record stands, from `column` and the next one. A source that does not exist shows that the record was spoilt. */
static enum status read_origin(struct origin *out, const char **spoilt, struct store *store, sqlite3_stmt *s,
                               int column)
{
        enum status st = store_origin(out, store, sqlite3_column_int64(s, column), sqlite3_column_int(s, column + 1));

        if (st == OK && !out->file && !*spoilt)
                *spoilt = "source";
        return st;
}

enum status store_read_receipt(struct receipt *out, int64_t *id, struct store *store, sqlite3_stmt *s,
                               struct arena *arena)
{
        *out = (struct receipt){0};
        *id = sqlite3_column_int64(s, 0);
        out->spoilt = row_read(out, s, row_receipt.first, &row_receipt, arena);
        return read_origin(&out->origin, &out->spoilt, store, s, row_receipt.first + row_receipt.n);
}

enum status store_facility_ending(const char **out, struct store *store, const char *digits, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_FACILITY_ENDING);
        const char *found = NULL;
        bool row = true;
        enum status st;
        int n = 0;

        *out = NULL;
        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":ending", digits);
        for (; (st = store_step(&row, store, s)) == OK && row; n++)
                found = store_column(s, 0, arena);
        sqlite3_reset(s);
        *out = n == 1 ? found : NULL;
        return st;
}

enum status store_only_prefecture(const char **out, struct store *store, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_FACILITY_PREFECTURES);
        bool row = false;
        enum status st;

        *out = "";
        st = store_step(&row, store, s);
        if (st == OK && row && sqlite3_column_type(s, 0) == SQLITE_TEXT &&
            strcmp((const char *)sqlite3_column_text(s, 0), (const char *)sqlite3_column_text(s, 1)) == 0)
                *out = store_column(s, 0, arena);
        sqlite3_reset(s);
        return st;
}

enum status store_facility_codes(struct texts *out, struct store *store, const char *after, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_FACILITY_CODES);

        *out = (struct texts){0};
        store_bind_text(s, ":after", after);
        return store_texts(out, store, s, arena);
}

enum status store_facility(struct facility *out, bool *found, struct store *store, const char *code,
                           struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_FACILITY_GET);
        enum status st;

        store_bind_text(s, ":code", code);
        st = store_step(found, store, s);
        if (*found) {
                out->spoilt = row_read(out, s, 0, &row_facility, arena);
                st = read_origin(&out->origin, &out->spoilt, store, s, row_facility.n);
        }
        sqlite3_reset(s);
        return st;
}

/* Are all lines on it surely its payer's? */
static enum status is_unshared(bool *out, struct store *store, const struct receipt *receipt, const char *code)
{
        bool may = true;
        enum status st = OK;

        if (strcmp(receipt->facility, code) == 0)
                st = store_may_be_twice(&may, store, TWICE_LINES, receipt->number);
        *out = !may;
        return st;
}

/* What other facilities hold of a receipt: facts that only the workspace knows. */
static enum status add_shares(struct receipt *receipt, struct store *store, const char *code)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPT_SHARES);
        bool unshared, row = false;
        int64_t all, own;
        enum status st = is_unshared(&unshared, store, receipt, code);

        if (st != OK || unshared)
                return st;
        store_bind_text(s, ":number", receipt->number);
        store_bind_text(s, ":facility", code);
        store_bind_text(s, ":payer", receipt->facility);
        st = store_step(&row, store, s);
        if (row) {
                all = sqlite3_column_int64(s, 0);
                own = sqlite3_column_int64(s, 1);
                receipt->shared = sqlite3_column_int64(s, 2) > 0;
                receipt->others_total.n = all - own;
        }
        sqlite3_reset(s);
        return st;
}

/* The programme's word for "in no category" stands for column ②; which word that is, is resolved with the rest. */
static enum status add_vendor_lines(struct receipt *receipt, struct store *store, const char *code, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_VENDOR_LINES_OF);
        enum status st = OK;

        store_bind_text(s, ":number", receipt->number);
        store_bind_text(s, ":facility", code);
        store_bind_text(s, ":payer", receipt->facility);
        while (store_next(&st, store, s)) {
                struct vendor_line *line = vec_add(arena, &receipt->vendor_lines);
                struct purchase read = {0};

                if (row_read(&read, s, 0, &row_vendor_line, arena))
                        receipt->spoilt = "breakdown";
                *line = (struct vendor_line){.position = read.position,
                                             .category_text = read.category_text,
                                             .item = read.item_text,
                                             .description = read.description,
                                             .amount = read.amount};
                st = read_origin(&line->origin, &receipt->spoilt, store, s, row_vendor_line.n);
        }
        return st;
}

/* A breakdown row gives its total and its scans to the receipt of the same payer and number. */
static void hang_breakdown(struct receipt_list *list, const struct receipt *breakdown, struct arena *arena)
{
        for (size_t i = 0; i < list->n; i++) {
                struct receipt *r = &list->at[i];

                if (strcmp(r->number, breakdown->number) != 0 || strcmp(r->facility, breakdown->facility) != 0)
                        continue;
                r->has_breakdown_total = true;
                r->breakdown_total = breakdown->amount;
                for (size_t k = 0; k < breakdown->evidence.n; k++)
                        *vec_add(arena, &r->evidence) = breakdown->evidence.at[k];
        }
}

static enum status read_receipts(struct receipt_list *out, struct store *store, const char *code, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPTS_OF);
        struct receipt receipt;
        int64_t id;
        enum status st = OK;

        store_bind_text(s, ":facility", code);
        while (store_next(&st, store, s)) {
                st = store_read_receipt(&receipt, &id, store, s, arena);
                if (st == OK)
                        st = add_evidence(&receipt, store, id, receipt.is_breakdown, arena);
                if (st == OK && !receipt.is_breakdown)
                        st = add_shares(&receipt, store, code);
                if (st == OK && !receipt.is_breakdown)
                        st = add_vendor_lines(&receipt, store, code, arena);
                if (st != OK)
                        break;
                if (receipt.is_breakdown) /* they come last */
                        hang_breakdown(out, &receipt, arena);
                else
                        *vec_add(arena, out) = receipt;
        }
        return st;
}

enum status store_receipts_paid(struct receipt_list *out, struct store *store, const char *code, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_RECEIPTS_PAID);
        int64_t id;
        enum status st = OK;

        *out = (struct receipt_list){0};
        store_bind_text(s, ":facility", code);
        while (store_next(&st, store, s)) {
                st = store_read_receipt(vec_add(arena, out), &id, store, s, arena);
        }
        return st;
}

/* A line's receipt: of its own facility, else the only one of that number (the list has no others). */
static const char *payer_of(const struct receipt_list *receipts, const struct purchase *line)
{
        const char *payer = "";

        for (size_t i = 0; i < receipts->n; i++) {
                const struct receipt *r = &receipts->at[i];

                if (strcmp(r->number, line->receipt_number) != 0)
                        continue;
                if (strcmp(r->facility, line->facility) == 0)
                        return r->facility;
                payer = r->facility;
        }
        return payer;
}

static enum status read_purchases(struct records *out, struct store *store, const char *code, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_PURCHASES_OF);
        enum status st = OK;

        store_bind_text(s, ":facility", code);
        while (store_next(&st, store, s)) {
                struct purchase *line = vec_add(arena, &out->purchases);

                line->spoilt = row_read(line, s, 0, &row_purchase, arena);
                st = read_origin(&line->origin, &line->spoilt, store, s, row_purchase.n);
                if (st != OK)
                        break;
                line->document_text = "";
                line->facility = out->facility.code;
                line->payer = payer_of(&out->receipts, line);
                line->has_quantity = count_parse(&line->quantity, line->quantity_text);
        }
        return st;
}

static enum status read_claims(struct claim_list *out, struct store *store, const char *code, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_CLAIMS_OF);
        enum status st = OK;

        store_bind_text(s, ":facility", code);
        while (store_next(&st, store, s)) {
                struct claim *claim = vec_add(arena, out);

                claim->spoilt = row_read(claim, s, 0, &row_claim, arena);
                st = read_origin(&claim->origin, &claim->spoilt, store, s, row_claim.n);
        }
        return st;
}

static enum status read_answers(struct answer_list *out, struct store *store, const char *code, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_ANSWERS_OF);
        enum status st = OK;

        store_bind_text(s, ":facility", code);
        while (store_next(&st, store, s)) {
                struct answer *answer = vec_add(arena, out);

                answer->id = store_column(s, 0, arena);
                answer->subject = store_column(s, 1, arena);
                answer->yes = sqlite3_column_int(s, 2) != 0;
                answer->reason = store_column(s, 3, arena);
                answer->by = store_column(s, 4, arena);
                answer->at = store_column(s, 5, arena);
                answer->facts = store_column(s, 6, arena);
        }
        return st;
}

enum status store_records(struct records *out, bool *found, struct store *store, const char *code, struct arena *arena)
{
        enum status st;

        *out = (struct records){0};
        *found = false;
        st = store_facility(&out->facility, found, store, code, arena);
        if (st != OK || !*found)
                return st;
        st = read_receipts(&out->receipts, store, code, arena);
        if (st == OK)
                st = read_purchases(out, store, code, arena);
        if (st == OK)
                st = read_claims(&out->claims, store, code, arena);
        return st == OK ? read_answers(&out->answers, store, code, arena) : st;
}

/* Is it a registration number or a part of one: T and digits? Any other word is a name, and no number needs to be read. */
static bool is_registration(const char *key)
{
        const char *digits = *key == 't' ? key + 1 : key;

        return *digits && strspn(digits, "0123456789") == strlen(digits);
}

enum status store_search(struct store *store, const struct search *search, store_on_receipt *on_receipt, void *user,
                         struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_SEARCH);
        const char *party = search->party ? text_party_key(scratch, search->party) : "";
        char from[DATE_TEXT], to[DATE_TEXT];
        struct arena *arena = arena_child(scratch);
        struct receipt receipt;
        int64_t id;
        bool row = true;
        enum status st = OK;

        if (!s) {
                st = ERR_SYSTEM;
                goto done;
        }
        store_bind_text(s, ":from", date_iso(from, search->from));
        store_bind_text(s, ":to", date_is_set(search->to) ? date_iso(to, search->to) : LAST_DAY);
        store_bind_int(s, ":min", search->min.n);
        store_bind_int(s, ":max", search->max.n);
        store_bind_text(s, ":party", party);
        store_bind_text(s, ":registration", is_registration(party) ? party : "");
        while (st == OK && (st = store_step(&row, store, s)) == OK && row) {
                arena_reset(arena);
                st = store_read_receipt(&receipt, &id, store, s, arena);
                if (st == OK)
                        st = add_evidence(&receipt, store, id, receipt.is_breakdown, arena);
                if (st == OK)
                        st = on_receipt(user, &receipt);
        }
done:
        arena_free(arena);
        return st;
}
