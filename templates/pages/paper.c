#include "templates/pages/page.h"

#include "core/file/file.h"

#include <string.h>

#include "core/banned.h"

static bool is_empty(const char *s)
{
        return !s || !*s;
}

/* If amounts are too large to add up (E116, an error), the sum stays as it is. */
void paper_add(struct yen *sum, struct yen more)
{
        (void)yen_add(sum, *sum, more);
}

static const char *category_words(const struct paper *p)
{
        const struct category *c = p->assessment->category;
        const char *variant = p->assessment->variant ? category_variant_name(c, p->assessment->variant) : "";

        if (is_empty(variant))
                return c->label.ja;
        if (strncmp(variant, c->label.ja, strlen(c->label.ja)) == 0)
                return variant;
        return arena_printf(p->arena, "%s(%s)", c->label.ja, variant);
}

static const char *kind_words(const struct paper *p)
{
        for (size_t i = 0; i < p->programme->kinds.n; i++)
                if (strcmp(p->programme->kinds.at[i].id, p->facility->kind) == 0)
                        return p->programme->kinds.at[i].ja;
        return p->facility->kind_text;
}

/* ---- receipts and their lines */

static void number_enclosures(struct paper *p, struct paper_receipt *on)
{
        struct buffer copies = buffer_in(p->arena);

        for (size_t i = 0; i < p->packet->enclosures.n; i++) {
                const struct enclosure *e = &p->packet->enclosures.at[i];

                if (e->receipt != on->receipt)
                        continue;
                if (e->evidence->is_breakdown) {
                        on->breakdown_count++;
                        continue;
                }
                buffer_printf(&copies, "%s%d", copies.n ? "、" : "", e->number);
                on->copy_count++;
        }
        on->copies = copies.n ? copies.at : "";
}

static void take_lines(struct paper *p, struct paper_receipt *on)
{
        const struct records *records = p->packet->records;

        for (size_t i = 0; i < records->purchases.n; i++) {
                const struct purchase *purchase = &records->purchases.at[i];
                struct paper_line *line;

                if (records_receipt(records, purchase) != on->receipt)
                        continue;
                line = vec_add(p->arena, &on->lines);
                line->purchase = purchase;
                line->verdict = p->assessment->lines[i];
                line->number = arena_printf(p->arena, "%d-%d", on->number, (int)purchase->position);
                paper_add(line->verdict == LINE_COUNTS ? &on->counted : &on->rest, purchase->amount);
                paper_add(&on->own, purchase->amount);
        }
}

static void take_receipts(struct paper *p)
{
        const struct receipt_list *all = &p->packet->records->receipts;

        for (size_t i = 0; i < all->n; i++) {
                const struct receipt *receipt = &all->at[i];
                struct paper_receipt *on;

                if (receipt->is_breakdown || !packet_uses_receipt(p->packet, receipt))
                        continue;
                on = vec_add(p->arena, &p->receipts);
                on->number = (int)p->receipts.n;
                on->receipt = receipt;
                take_lines(p, on);
                number_enclosures(p, on);
                on->has_breakdown = receipt->has_breakdown_total || on->breakdown_count || receipt->vendor_lines.n;
        }
}

/* ---- findings */

enum { PASS_ERRORS, PASS_OPEN, PASS_ANSWERED, PASSES };

static int pass_of(const struct paper *p, const struct finding *f)
{
        enum severity severity = finding_severity(f->id);

        if (severity != CONFIRM)
                return severity == ERROR ? PASS_ERRORS : PASSES;
        return assess_open(p->packet->records, f) ? PASS_OPEN : PASS_ANSWERED;
}

static void take_findings(struct paper *p, const struct findings *from, int pass)
{
        for (size_t i = 0; i < from->n; i++) {
                const struct finding *f = &from->at[i];
                struct paper_finding *taken;

                if (pass_of(p, f) != pass)
                        continue;
                taken = vec_add(p->arena, &p->findings);
                taken->finding = f;
                taken->open = pass != PASS_ANSWERED;
                if (pass != PASS_ERRORS)
                        assess_answered(p->packet->records, f, &taken->answer);
                p->errors += pass == PASS_ERRORS;
                p->open += pass == PASS_OPEN;
        }
}

void paper_open(struct paper *p, const struct packet *packet, const char *check_code, struct pdf *pdf,
                struct arena *arena)
{
        *p = (struct paper){.pdf = pdf, .arena = arena, .packet = packet, .check_code = check_code};
        p->assessment = packet->assessment;
        p->programme = packet->assessment->programme;
        p->facility = &packet->records->facility;
        p->category = category_words(p);
        p->kind = kind_words(p);
        take_receipts(p);
        for (int pass = 0; pass < PASSES; pass++) {
                take_findings(p, &packet->assessment->findings, pass);
                take_findings(p, &packet->facts, pass);
        }
}

/* ---- words */

const char *paper_word(const struct paper *p, enum record_form since, const char *word, const char *before)
{
        return form_since(p->packet->records->form, since) ? word : before;
}

const char *paper_not_stated(const struct paper *p)
{
        return paper_word(p, FORM_3, NOT_STATED, "通知に定めの記載なし");
}

const char *paper_yen(struct paper *p, struct yen amount)
{
        return yen_format(arena_alloc(p->arena, YEN_TEXT), amount, "△");
}

const char *paper_date(struct paper *p, struct date date)
{
        return date_is_set(date) ? date_japanese(arena_alloc(p->arena, DATE_TEXT), date) : MISSING;
}

const char *paper_or_missing(const char *text)
{
        return is_empty(text) ? MISSING : text;
}

const char *paper_item(const struct paper *p, const struct purchase *line)
{
        const struct eligible *here = category_eligible(p->assessment->category, line->item);
        const struct item *known = programme_item_by_id(p->programme, line->item);

        if (here && !is_empty(here->ja))
                return here->ja;
        return known ? known->label.ja : line->item_text;
}

const char *paper_category(struct paper *p, const struct purchase *line)
{
        const struct category *c = programme_category_by_id(p->programme, line->category);
        const char *variant;

        if (strcmp(line->category, p->programme->none.id) == 0)
                return p->programme->none.ja;
        if (!c)
                return line->category_text;
        variant = category_variant_name(c, line->variant);
        return is_empty(variant) ? c->label.ja : arena_printf(p->arena, "%s(%s)", c->label.ja, variant);
}

static bool is_number(const char *s)
{
        return *s && strspn(s, "0123456789") == strlen(s);
}

const char *paper_line_text(struct paper *p, const struct purchase *line)
{
        struct buffer out = buffer_in(p->arena);

        buffer_text(&out, line->description);
        if (!is_empty(line->model) && !strstr(line->description, line->model))
                buffer_printf(&out, " %s", line->model);
        if (line->has_quantity && !is_empty(line->quantity_text))
                buffer_printf(&out, is_number(line->quantity_text) ? " 数量%s" : " %s", line->quantity_text);
        return out.at;
}

/* The application itself; since form 3 its second question of an id too ("online#2"), which was printed as a receipt before. */
static bool is_application(const struct paper *p, const char *id)
{
        size_t n = strlen(id);

        if (form_since(p->packet->records->form, FORM_3) && strchr(id, '#'))
                n = strcspn(id, "#");
        return programme_category_by_id(p->programme, arena_strndup(p->arena, id, n)) != NULL;
}

const char *paper_subject(struct paper *p, const char *subject)
{
        const char *slash = subject ? strchr(subject, '/') : NULL;

        if (!slash)
                return "";
        for (size_t i = 0; i < p->receipts.n; i++) {
                const struct paper_receipt *on = &p->receipts.at[i];

                if (strcmp(subject, subject_receipt(p->arena, on->receipt)) == 0)
                        return arena_printf(p->arena, "領収書%d ", on->number);
                for (size_t k = 0; k < on->lines.n; k++)
                        if (strcmp(subject, subject_purchase(p->arena, on->lines.at[k].purchase)) == 0)
                                return arena_printf(p->arena, "領収書%d 行%d ", on->number,
                                                    (int)on->lines.at[k].purchase->position);
        }
        if (is_application(p, slash + 1))
                return "";
        return arena_printf(p->arena, "領収書 %s ", slash + 1);
}

const char *paper_tax(struct paper *p, const char *before, const char *after)
{
        return arena_printf(p->arena, "%s%s%s", before, programme_tax_words(p->programme, JAPANESE), after);
}

const char *paper_unit(struct paper *p)
{
        return paper_tax(p, paper_word(p, FORM_3, "単位: 円(", "単位：円（"), paper_word(p, FORM_3, ")", "）"));
}

const char *paper_number(struct paper *p)
{
        return p->programme->other_number ? p->programme->number_ja : "医療機関(薬局)コード";
}

const char *paper_basis(struct paper *p, struct basis basis)
{
        if (basis.how == HOW_UNKNOWN || !basis.source)
                return paper_not_stated(p);
        return arena_printf(p->arena, "%s〔%s〕", basis.source->text, how_word(basis.how, JAPANESE));
}

/* Names the finding that keeps a line from counting, so that the reader finds it. The finding is about the line or its receipt. */
static const char *finding_about(struct paper *p, const struct paper_line *line, enum severity severity)
{
        const struct receipt *receipt = records_receipt(p->packet->records, line->purchase);
        const char *own = subject_purchase(p->arena, line->purchase);
        const char *on = receipt ? subject_receipt(p->arena, receipt) : own;

        for (size_t i = 0; i < p->findings.n; i++) {
                const struct finding *f = p->findings.at[i].finding;
                if (finding_severity(f->id) == severity && f->subject &&
                    (strcmp(f->subject, own) == 0 || strcmp(f->subject, on) == 0))
                        return finding_name(f->id);
        }
        return NULL;
}

const char *paper_reason(struct paper *p, const struct paper_line *line)
{
        const char *word = line_verdict_word(line->verdict, JAPANESE), *id = NULL;

        if (line->verdict == LINE_ERROR)
                id = finding_about(p, line, ERROR);
        if (line->verdict == LINE_HELD || line->verdict == LINE_ANSWERED_NO)
                id = finding_about(p, line, CONFIRM);
        return id ? arena_printf(p->arena, "%s(%s)", word, id) : word;
}

const char *paper_answer(struct paper *p, const struct answer *answer)
{
        struct date day;
        const char *when = date_parse(&day, answer->at) == DATE_READ ? paper_date(p, day) : answer->at;

        return arena_printf(p->arena, "回答 %s: %s(%s%s%s)", answer->yes ? "はい" : "いいえ", answer->reason,
                            is_empty(answer->by) ? "" : answer->by, is_empty(answer->by) ? "" : "、", when);
}

const char *paper_enclosure(const struct paper *p, const struct evidence *evidence)
{
        for (size_t i = 0; i < p->packet->enclosures.n; i++) {
                const struct enclosure *e = &p->packet->enclosures.at[i];
                if (e->evidence == evidence)
                        return file_base_name(e->path);
        }
        return "";
}
