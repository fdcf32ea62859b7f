/* Checks of one receipt at a time, for the receipts that have a line in the category. */
#include "core/assess/checks.h"

#include "core/value/identifier.h"
#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

static size_t next_used(const struct inquiry *q, size_t i)
{
        while (i < q->records->receipts.n && !q->receipts[i].used)
                i++;
        return i;
}

/* Every receipt of the application: at[i] is its `r`. */
#define EACH_RECEIPT(q, i, r)                                                                                          \
        for (size_t i = next_used((q), 0);                                                                             \
             i < (q)->records->receipts.n && ((r) = &(q)->records->receipts.at[i], true); i = next_used((q), i + 1))

/* The words of the rule that asks for a document; NULL where the programme does not. */
static const char *document_source(const struct inquiry *q, enum document document)
{
        const struct required_document *required = document_needed(q, document_id(document));

        return required ? source_text(required->basis) : NULL;
}

/* No other day of application helps: the receipt is from after the deadline. */
static const char *too_late(struct inquiry *q, const struct receipt *r)
{
        const struct date deadline = q->deadline->date;

        if (!form_since(q->records->form, FORM_3) || !date_is_set(deadline) || date_compare(r->date, deadline) <= 0)
                return NULL;
        return words_both(q, "。申請期限の後の日付なので、この日付が正しければ、この領収書では申請できません",
                          "; that is after the deadline: if the date is right, the receipt cannot be used");
}

void check_receipt_date(struct inquiry *q)
{
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                if (date_compare(r->date, q->applied_on) > 0)
                        raise_receipt(q, i,
                                      (struct finding){.id = E102,
                                                       .value = words_date(q, r->date),
                                                       .args = {words_day(q, q->applied_on), too_late(q, r)}},
                                      "date");
        }
}

/* An unset date is a bound that the programme does not state: it bounds nothing. */
void check_purchase_period(struct inquiry *q)
{
        struct date first = q->programme->purchase_first, last = q->programme->purchase_last;
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                if ((!date_is_set(first) || date_compare(r->date, first) >= 0) &&
                    (!date_is_set(last) || date_compare(r->date, last) <= 0))
                        continue;
                raise_receipt(q, i,
                              (struct finding){.id = E118,
                                               .value = words_date(q, r->date),
                                               .source = source_text(q->programme->purchase_basis),
                                               .args = {words_period(q, first, last)}},
                              "date");
        }
}

/* Returns the rule with the day before which a purchase is asked about. Of several rules the one that names the variant is taken. */
static const struct rule *bought_rule(const struct inquiry *q)
{
        const struct rule *rule, *found = NULL;

        for (size_t i = 0; (rule = next_rule(q, RULE_ASK_BOUGHT, &i));)
                if (!*rule->variant || (q->variant && strcmp(rule->variant, q->variant) == 0))
                        found = found && *found->variant ? found : rule;
        return found;
}

/* No period is stated, but the grant is for one year. So every receipt from before that year raises a question. */
void check_bought_before(struct inquiry *q)
{
        const struct rule *rule = bought_rule(q);
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                if (!rule || date_compare(r->date, rule->date) >= 0)
                        continue;
                raise_receipt(q, i,
                              (struct finding){.id = C226,
                                               .value = words_date(q, r->date),
                                               .source = source_text(rule->basis),
                                               .args = {arena_printf(q->arena, "%s¦%s", rule->date_text,
                                                                     words_date(q, rule->date))}},
                              "date");
        }
}

void check_paid_on(struct inquiry *q)
{
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                if (date_is_set(r->paid_on) && date_compare(r->paid_on, q->applied_on) > 0)
                        raise_receipt(q, i,
                                      (struct finding){.id = E103,
                                                       .value = words_date(q, r->paid_on),
                                                       .args = {words_day(q, q->applied_on)}},
                                      "paid_on");
        }
}

/* docs/formats.md, receipts: which 書類種別 proves a payment. A breakdown alone says what was bought, not that it was paid. */
static const enum {
        PROOF,
        ASK,
        NO_PROOF
} proofs[DOCUMENTS] = {
        [DOC_RECEIPT] = PROOF,    [DOC_TRANSFER] = ASK,      [DOC_CARD] = ASK,          [DOC_BREAKDOWN] = NO_PROOF,
        [DOC_INVOICE] = NO_PROOF, [DOC_ESTIMATE] = NO_PROOF, [DOC_DELIVERY] = NO_PROOF,
};

void check_proof(struct inquiry *q)
{
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                const char *word = document_word(r->document, JAPANESE);

                if (proofs[r->document] != PROOF)
                        raise_receipt(
                                q, i,
                                (struct finding){.id = proofs[r->document] == ASK ? C215 : E104,
                                                 .value = word,
                                                 .source = document_source(q, DOC_RECEIPT),
                                                 .args = {words_both(q, word, document_word(r->document, ENGLISH))}},
                                "document");
        }
}

static bool has_evidence(const struct receipt *r, bool breakdown)
{
        for (size_t i = 0; i < r->evidence.n; i++)
                if (r->evidence.at[i].is_breakdown == breakdown && r->evidence.at[i].state == EVIDENCE_OK)
                        return true;
        return false;
}

/* Says why there is nothing to read: no scan is named, or what is wrong with the last one that is. */
static struct finding no_evidence(struct inquiry *q, const struct receipt *r)
{
        struct finding f = {.id = E106,
                            .source = document_source(q, DOC_RECEIPT),
                            .args = {words_both(q, "未添付", "not attached")}};

        for (size_t i = 0; i < r->evidence.n; i++) {
                const struct evidence *e = &r->evidence.at[i];

                if (e->is_breakdown)
                        continue;
                f.value = e->name;
                f.args[0] = e->state == EVIDENCE_DAMAGED && *e->reason
                                    ? arena_printf(q->arena, "%s: %s", e->name, e->reason)
                                    : e->name;
        }
        return f;
}

/* It is no error if the programme asks for no receipt, or if nobody has said that it does. Packets of the first forms always needed
 * one. */
void check_evidence(struct inquiry *q)
{
        const struct required_document *needed = document_needed(q, document_id(DOC_RECEIPT));
        const struct receipt *r;

        if (form_since(q->records->form, FORM_3) && (!needed || !needed->required || needed->basis.how == HOW_UNKNOWN))
                return;

        EACH_RECEIPT(q, i, r)
        {
                if (!has_evidence(r, false))
                        raise_receipt(q, i, no_evidence(q, r), "evidence");
        }
}

/* Every line of the receipt, eligible or not, of every category; of a shared one the others' shares too. What cannot
 * be added up is left to check_sums. */
void check_receipt_total(struct inquiry *q)
{
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                struct yen sum, difference;

                if (q->receipts[i].unaddable || !yen_add(&sum, q->receipts[i].total, r->others_total) ||
                    __builtin_sub_overflow(r->amount.n, sum.n, &difference.n) || difference.n == 0)
                        continue;
                raise_receipt(q, i,
                              (struct finding){
                                      .id = E107,
                                      .value = words_digits(q, r->amount.n),
                                      .args = {words_yen(q, r->amount), words_yen(q, sum), words_yen(q, difference)}},
                              "amount");
        }
}

void check_breakdown(struct inquiry *q)
{
        const struct required_document *needed = document_needed(q, document_id(DOC_BREAKDOWN));
        const struct receipt *r;

        if (!needed)
                return;
        EACH_RECEIPT(q, i, r)
        {
                if (!has_evidence(r, true))
                        raise_receipt(q, i,
                                      (struct finding){.id = needed->required ? E126 : C214,
                                                       .source = source_text(needed->basis)},
                                      "breakdown");
        }
}

void check_breakdown_total(struct inquiry *q)
{
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                if (!r->has_breakdown_total || r->breakdown_total.n == r->amount.n)
                        continue;
                raise_receipt(q, i,
                              (struct finding){.id = C218,
                                               .value = words_digits(q, r->breakdown_total.n),
                                               .source = document_source(q, DOC_BREAKDOWN),
                                               .args = {words_yen(q, r->breakdown_total), words_yen(q, r->amount)}},
                              "amount");
        }
}

void check_registration(struct inquiry *q)
{
        const struct receipt *r;
        char number[CODE_TEXT];

        EACH_RECEIPT(q, i, r)
        {
                if (*r->registration_number &&
                    registration_parse(number, records_words(q->records, r->registration_number, q->arena)) !=
                            REGISTRATION_OK)
                        raise_receipt(q, i, (struct finding){.id = W303, .value = r->registration_number},
                                      "registration_number");
        }
}

/* The name without the courtesy that a vendor writes behind it. */
static char *name_key(struct inquiry *q, const char *name)
{
        static const char *const courtesies[] = {"御中", "様", "殿"};
        char *key = text_key(q->arena, records_words(q->records, name, q->arena));
        size_t n = strlen(key);

        for (size_t i = 0; i < sizeof courtesies / sizeof *courtesies; i++) {
                size_t tail = strlen(courtesies[i]);

                if (n > tail && strcmp(key + n - tail, courtesies[i]) == 0) {
                        key[n - tail] = '\0';
                        break;
                }
        }
        return key;
}

/* 医療法人〇〇会 那覇内科 is as good an addressee as 那覇内科, and the other way round. */
static bool names_same(const char *a, const char *b)
{
        return *a && *b && (strstr(a, b) || strstr(b, a));
}

void check_addressee(struct inquiry *q)
{
        const char *name = name_key(q, q->records->facility.name), *founder = name_key(q, q->records->facility.founder);
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                const char *addressee = name_key(q, r->addressee);

                if (*addressee && !names_same(addressee, name) && !names_same(addressee, founder))
                        raise_receipt(q, i, (struct finding){.id = W305, .value = r->addressee}, "addressee");
        }
}

static const char *field_of(const struct evidence *e)
{
        return e->is_breakdown ? "breakdown" : "evidence";
}

/* A till receipt is small, so the warning rests only on the resolution that the file itself states. */
void check_scan_size(struct inquiry *q)
{
        const struct programme *p = q->programme;
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                for (size_t k = 0; k < r->evidence.n; k++) {
                        const struct evidence *e = &r->evidence.at[k];
                        int32_t shorter = e->width < e->height ? e->width : e->height;
                        bool coarse = e->dpi > 0 && e->dpi < p->min_scan_dpi;
                        bool small = shorter > 0 && shorter < p->min_scan_pixels;
                        struct finding f = {.id = W306, .value = e->name, .source = source_text(p->scan_basis)};

                        if (e->state != EVIDENCE_OK || (!coarse && !small))
                                continue;
                        f.args[0] = coarse ? arena_printf(q->arena, "%ddpi", (int)e->dpi)
                                           : arena_printf(q->arena, "%d×%d", (int)e->width, (int)e->height);
                        raise_receipt(q, i, f, field_of(e));
                }
        }
}

void check_scan_rotation(struct inquiry *q)
{
        const struct receipt *r;

        EACH_RECEIPT(q, i, r)
        {
                for (size_t k = 0; k < r->evidence.n; k++) {
                        const struct evidence *e = &r->evidence.at[k];

                        if (e->state == EVIDENCE_OK && e->rotation != 0)
                                raise_receipt(q, i, (struct finding){.id = W307, .value = e->name}, field_of(e));
                }
        }
}
