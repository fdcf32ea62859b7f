#include "core/reading/reading_check.h"

#include <string.h>

#include "core/record/records.h"

#include "core/banned.h"

const char *check_place(const struct check_page *c, const struct read_place *place, struct arena *arena)
{
        struct reading_box box = place->box;

        (void)reading_on_file(&box, c->page, place->box);
        return arena_printf(arena, "%s:page %d %d,%d-%d,%d", c->name, place->page, box.x0, box.y0, box.x1, box.y1);
}

struct checking {
        struct findings *out;
        const struct receipt *receipt;
        const struct check_pages *pages;
        struct arena *arena;
};

/* The scan's digest is the source: with the typed value it is what an answer holds for. */
static struct finding *raise(const struct checking *k, enum finding_id id, const char *value, const char *field,
                             const struct check_page *page, const struct read_place *place, const char *why)
{
        const char *bar = why ? strstr(why, "¦") : NULL;
        const char *where = check_place(page, place, k->arena);
        struct finding *f = finding_add(k->out, id, subject_receipt(k->arena, k->receipt), value,
                                        origin_place(k->arena, &k->receipt->origin, field));

        f->source = arena_printf(k->arena, "sha256:%s", page->sha256);
        f->args[2] = !bar ? where
                          : arena_printf(k->arena, "%s、%.*s¦%s, %s", where, (int)(bar - why), why, where,
                                         bar + strlen("¦"));
        return f;
}

/* ---- the total */

static const char *in_yen(struct arena *arena, struct yen yen)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, yen, "-"));
}

/* The typed amount stands as a total on one of the pages; or the pages are parts of it, or it is a part of the one paper. */
static bool total_agrees(const struct checking *k, struct yen others)
{
        const struct yen typed = k->receipt->amount;
        struct yen sum = {0}, with_others;
        const char *last = "";

        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];

                if (!c->page || !c->paper.total.level)
                        continue;
                if (c->paper.total.amount.n == typed.n)
                        return true;
                if (others.n && yen_add(&with_others, typed, others) && c->paper.total.amount.n == with_others.n)
                        return true;
                if (strcmp(last, c->sha256) != 0 && c->paper.total.level == READ_SURE)
                        (void)yen_add(&sum, sum, c->paper.total.amount);
                last = c->sha256;
        }
        return sum.n == typed.n;
}

/* A paper that is a breakdown or no receipt has another total with good reason. */
static bool speaks_of_total(const struct check_page *c)
{
        return c->page && c->paper.total.level == READ_SURE && c->paper.kind.kind != PAPER_BREAKDOWN;
}

static enum check_state check_total(const struct checking *k, struct yen others)
{
        if (total_agrees(k, others))
                return CHECK_AGREES;
        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];
                const struct read_total *total = &c->paper.total;
                struct finding *f;

                if (!speaks_of_total(c) || k->receipt->amount.n <= 0)
                        continue;
                f = raise(k, C260, in_yen(k->arena, k->receipt->amount), "amount", c, &total->place,
                          read_total_why(total, k->arena));
                f->args[0] = f->value;
                f->args[1] = in_yen(k->arena, total->amount);
                return CHECK_DIFFERS;
        }
        return CHECK_NOT_SURE;
}

/* ---- the kind */

/* What the table says is no receipt anyway has its finding already. */
static bool is_typed_as_other(enum document document, enum paper_kind kind)
{
        switch (document) {
        case DOC_TRANSFER:
        case DOC_CARD:
                return kind == PAPER_TRANSFER;
        case DOC_RECEIPT:
                return false;
        default:
                return true;
        }
}

static void check_kind(const struct checking *k)
{
        const struct check_page *other = NULL;

        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];

                if (!c->page || !c->paper.kind.kind)
                        continue;
                if (c->paper.kind.kind == PAPER_RECEIPT || c->paper.kind.kind == PAPER_BREAKDOWN)
                        return;
                if (c->paper.kind.level == READ_SURE && !is_typed_as_other(k->receipt->document, c->paper.kind.kind))
                        other = c;
        }
        if (other)
                raise(k, C261, document_word(k->receipt->document, JAPANESE), "document", other,
                      &other->paper.kind.place, NULL)
                        ->args[0] = paper_kind_word(other->paper.kind.kind);
}

/* ---- the date, the number: quiet as soon as the typed one stands anywhere on the pages */

static void check_date(const struct checking *k)
{
        const struct receipt *r = k->receipt;
        const struct check_page *other = NULL;
        char day[DATE_TEXT];
        struct finding *f;

        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];

                if (!c->page)
                        continue;
                if (paper_has_date(&c->paper, r->date) || paper_has_date(&c->paper, r->paid_on))
                        return;
                if (c->paper.date.level == READ_SURE)
                        other = c;
        }
        if (!other || !date_is_set(r->date))
                return;
        f = raise(k, W360, arena_strdup(k->arena, date_iso(day, r->date)), "date", other, &other->paper.date.place,
                  NULL);
        f->args[0] = f->value;
        f->args[1] = arena_strdup(k->arena, date_iso(day, other->paper.date.date));
}

static void check_number(const struct checking *k)
{
        const struct check_page *other = NULL;
        const char *typed = k->receipt->registration_number;
        struct finding *f;

        if (!*typed)
                return;
        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];

                if (!c->page)
                        continue;
                if (paper_has_number(&c->paper, typed))
                        return;
                if (c->paper.number.level == READ_SURE)
                        other = c;
        }
        if (!other)
                return;
        f = raise(k, W361, typed, "registration_number", other, &other->paper.number.place, NULL);
        f->args[0] = typed;
        f->args[1] = arena_strdup(k->arena, other->paper.number.value);
}

/* ---- the addressee: another facility of this workspace */

/* Is one of the pages addressed to the facility itself? */
static bool is_for_own(const struct checking *k, const struct known_names *names)
{
        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];

                for (size_t a = 0; c->page && a < c->paper.addressees.n; a++)
                        if (name_is_own(names, k->receipt->facility, c->paper.addressees.at[a].words, k->arena))
                                return true;
        }
        return false;
}

/* A receipt that others share is theirs as well; and whoever typed the other's name knows. */
static void check_addressee(const struct checking *k, const struct known_names *names)
{
        const struct receipt *r = k->receipt;

        if (!names || r->shared || is_for_own(k, names))
                return;
        for (size_t i = 0; i < k->pages->n; i++) {
                const struct check_page *c = &k->pages->at[i];

                for (size_t a = 0; c->page && a < c->paper.addressees.n; a++) {
                        const struct addressee_seen *seen = &c->paper.addressees.at[a];
                        const struct known_name *other = name_of_another(names, r->facility, seen->words, k->arena);
                        struct finding *f;

                        if (!other || (*r->addressee && name_share(other, r->addressee, k->arena) >= 85))
                                continue;
                        f = raise(k, W362, other->name, "addressee", c, &seen->place, NULL);
                        f->args[0] = other->name;
                        f->args[1] = other->code;
                        return;
                }
        }
}

static bool is_read(const struct check_pages *pages)
{
        for (size_t i = 0; i < pages->n; i++)
                if (pages->at[i].page && pages->at[i].page->source != READING_NONE)
                        return true;
        return false;
}

struct receipt_checked check_receipt(struct findings *out, const struct receipt *receipt,
                                     const struct check_pages *pages, struct yen others,
                                     const struct known_names *names)
{
        const struct checking k = {out, receipt, pages, out->arena};

        if (!is_read(pages))
                return (struct receipt_checked){CHECK_NOT_READ};
        check_kind(&k);
        check_date(&k);
        check_number(&k);
        check_addressee(&k, names);
        return (struct receipt_checked){check_total(&k, others)};
}

/* ---- as numbers */

/* A field of a page: how sure, and whether it is what was typed, and if that stands anywhere. */
struct said {
        enum read_level level;
        bool same, seen;
};

static struct said said_of(const struct read_paper *p, const struct receipt *r, enum compared_field field)
{
        switch (field) {
        case COMPARE_TOTAL:
                return (struct said){p->total.level, p->total.amount.n == r->amount.n, paper_has_amount(p, r->amount)};
        case COMPARE_DATE:
                return (struct said){p->date.level, date_compare(p->date.date, r->date) == 0,
                                     paper_has_date(p, r->date)};
        case COMPARE_NUMBER:
                return (struct said){p->number.level, strcmp(p->number.value, r->registration_number) == 0,
                                     paper_has_number(p, r->registration_number)};
        default:
                return (struct said){p->kind.level,
                                     r->document == DOC_RECEIPT ? p->kind.kind == PAPER_RECEIPT
                                                                : p->kind.kind != PAPER_RECEIPT,
                                     false};
        }
}

static void compare_field(struct compared *c, const struct receipt *r, const struct check_pages *pages,
                          enum compared_field field)
{
        struct said best = {READ_NOTHING, false, false};

        for (size_t i = 0; i < pages->n; i++) {
                struct said here;

                if (!pages->at[i].page)
                        continue;
                here = said_of(&pages->at[i].paper, r, field);
                best.seen |= here.seen;
                if (here.level > best.level) {
                        best.level = here.level;
                        best.same = here.same;
                }
        }
        if (best.level ? best.same : best.seen)
                c->same[field][best.level]++;
        else
                c->other[field][best.level]++;
}

void compare_receipt(struct compared *c, const struct receipt *r, const struct check_pages *pages)
{
        c->papers++;
        if (!is_read(pages))
                return;
        c->read++;
        for (int field = 0; field < COMPARE_FIELDS; field++)
                if (field != COMPARE_NUMBER || *r->registration_number)
                        compare_field(c, r, pages, (enum compared_field)field);
}
