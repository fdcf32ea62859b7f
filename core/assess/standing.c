#include "core/assess/standing.h"

#include <string.h>

#include "core/assess/prospect.h"
#include "core/base/text.h"

#include "core/banned.h"

static const struct {
        const char *id, *words[2];
} standings[STANDINGS] = {
        [STANDS_ERROR] = {"error", {"不備", "error"}},
        [STANDS_CONFIRM] = {"confirm", {"要確認", "confirm"}},
        [STANDS_BARE] = {"no-data", {"資料なし", "no data"}},
        [STANDS_READY] = {"ready", {"提出可", "ready"}},
        [STANDS_SUBMITTED] = {"submitted", {"提出済", "submitted"}},
        [STANDS_GRANTED] = {"granted", {"交付決定", "granted"}},
        [STANDS_REFUSED] = {"refused", {"不交付", "refused"}},
        [STANDS_DECLINED] = {"declined", {"申請しない", "declined"}},
        [STANDS_IDLE] = {"no-claim", {"申請なし", "no claim"}},
};

const char *standing_id(enum standing standing)
{
        return standings[standing].id;
}

const char *standing_word(enum standing standing, enum language language)
{
        return standings[standing].words[language];
}

bool standing_by_id(enum standing *out, const char *id)
{
        for (int i = 0; i < STANDINGS; i++) {
                if (strcmp(standings[i].id, id) == 0) {
                        *out = (enum standing)i;
                        return true;
                }
        }
        return false;
}

/* ---- one application */

static enum standing standing_of(const struct assessment *a, const struct filing *filing)
{
        static const enum standing assessed[] = {
                [READY] = STANDS_READY, [NEEDS_ANSWER] = STANDS_CONFIRM, [HAS_ERROR] = STANDS_ERROR};
        static const enum standing filed[FILING_STATES] = {[FILING_SUBMITTED] = STANDS_SUBMITTED,
                                                           [FILING_GRANTED] = STANDS_GRANTED,
                                                           [FILING_REFUSED] = STANDS_REFUSED,
                                                           [FILING_DECLINED] = STANDS_DECLINED};

        return filing->state == FILING_NONE ? assessed[a->status] : filed[filing->state];
}

static bool is_same_amount(bool known, struct yen a, struct yen b)
{
        return !known || a.n == b.n;
}

/* Would the records still give the same packet, as far as its amounts tell? */
static bool is_as_sealed(const struct sealed *s, const struct assessment *a)
{
        return strcmp(s->variant, a->variant ? a->variant : "") == 0 && s->subsidy.n == a->subsidy.n &&
               is_same_amount(s->has_claimed, s->claimed, a->claimed) &&
               is_same_amount(s->has_eligible_total, s->eligible_total, a->eligible_total) &&
               is_same_amount(s->has_eligible_cost, s->eligible_cost, a->eligible_cost);
}

static const char *words_of(struct yen yen, struct arena *arena)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, yen, "-"));
}

static void note_change(struct application_standing *s, const char *facility, struct arena *arena)
{
        const struct assessment *a = s->assessment;
        struct finding *f;

        if (is_as_sealed(&s->sealed, a))
                return;
        f = finding_add(&s->findings, W370, subject_application(arena, facility, a->category->label.id), NULL, NULL);
        f->args[0] = words_of(s->sealed.subsidy, arena);
        f->args[1] = words_of(a->subsidy, arena);
}

/* A submitted application counts with the amounts that were sealed, a granted one with those of the decision. */
static void set_amounts(struct application_standing *s, const struct records *records)
{
        const struct assessment *a = s->assessment;

        s->cost = s->is_sealed && s->sealed.has_eligible_cost ? s->sealed.eligible_cost : a->eligible_cost;
        switch (s->standing) {
        case STANDS_ERROR:
                s->cost = (struct yen){0};
                s->if_mended = prospect_gain(a, records, &s->filing);
                return;
        case STANDS_REFUSED:
        case STANDS_DECLINED:
                s->cost = (struct yen){0};
                return;
        case STANDS_SUBMITTED:
                s->subsidy = s->is_sealed ? s->sealed.subsidy : a->subsidy;
                return;
        case STANDS_GRANTED:
                s->subsidy = s->filing.amount;
                return;
        default:
                s->cost = a->eligible_cost;
                s->subsidy = a->subsidy;
                s->if_mended = prospect_gain(a, records, &s->filing);
        }
}

static struct yen stake(const struct application_standing *s)
{
        return s->standing == STANDS_ERROR ? s->if_mended : s->subsidy;
}

/* The member stands as its most urgent application. */
static void rank_member(struct member_standing *m, const struct application_standing *s)
{
        const int32_t days = s->has_deadline ? s->days_left : INT32_MAX;

        if (m->applications.n > 1 && s->standing > m->standing)
                return;
        if (m->applications.n == 1 || s->standing < m->standing) {
                m->standing = s->standing;
                m->days_left = days;
                m->at_stake = stake(s);
                return;
        }
        m->days_left = days < m->days_left ? days : m->days_left;
        yen_add(&m->at_stake, m->at_stake, stake(s));
}

struct member_standing standing_member(const struct records *records, bool declined)
{
        const bool entered = records->receipts.n || records->purchases.n || records->claims.n;

        return (struct member_standing){.records = records,
                                        .declined = declined,
                                        .standing = declined  ? STANDS_DECLINED
                                                    : entered ? STANDS_IDLE
                                                              : STANDS_BARE,
                                        .days_left = INT32_MAX};
}

/* Open questions stand before answered ones. */
static void put_answered_last(struct application_standing *s, const struct records *records, struct arena *arena)
{
        struct findings answered = findings_in(arena);

        s->open = 0;
        for (size_t i = 0; i < s->findings.n; i++) {
                if (assess_answered(records, &s->findings.at[i], NULL))
                        *vec_add(arena, &answered) = s->findings.at[i];
                else
                        s->findings.at[s->open++] = s->findings.at[i];
        }
        for (size_t i = 0; i < answered.n; i++)
                s->findings.at[s->open + i] = answered.at[i];
}

void standing_add(struct member_standing *m, const struct assessment *a, const struct sealed *sealed,
                  const struct filing *filing, struct date as_of, struct arena *arena)
{
        struct application_standing *s = vec_add(arena, &m->applications);

        s->assessment = a;
        s->filing = *filing;
        s->standing = standing_of(a, filing);
        s->findings = findings_in(arena);
        s->has_deadline = date_is_set(a->deadline);
        s->days_left = s->has_deadline ? date_days_between(as_of, a->deadline) : 0;
        if (sealed) {
                s->is_sealed = true;
                s->sealed = *sealed;
                note_change(s, m->records->facility.code, arena);
        }
        for (size_t i = 0; filing->state == FILING_NONE && i < a->findings.n; i++)
                *vec_add(arena, &s->findings) = a->findings.at[i];
        findings_sort(&s->findings);
        put_answered_last(s, m->records, arena);
        set_amounts(s, m->records);
        rank_member(m, s);
}

/* ---- the order */

struct standing_rank standing_rank_of(const struct member_standing *m)
{
        return (struct standing_rank){m->standing, m->days_left, m->at_stake, m->records->facility.code};
}

int standing_compare(const struct standing_rank *a, const struct standing_rank *b)
{
        if (a->standing != b->standing)
                return a->standing < b->standing ? -1 : 1;
        if (a->days_left != b->days_left)
                return a->days_left < b->days_left ? -1 : 1;
        if (a->at_stake.n != b->at_stake.n)
                return a->at_stake.n > b->at_stake.n ? -1 : 1;
        return strcmp(a->code, b->code);
}

/* ---- totals */

void standing_totals_start(struct standing_totals *t, const struct programme *programme, struct arena *arena)
{
        memset(t, 0, sizeof *t);
        t->all_ran = true;
        for (size_t i = 0; i < programme->categories.n; i++) {
                const struct category *category = &programme->categories.at[i];

                for (size_t v = 0; v < category->variants.n; v++)
                        *vec_add(arena, &t->rows) =
                                (struct standing_row){.category = category, .variant = &category->variants.at[v]};
                vec_add(arena, &t->rows)->category = category;
        }
}

static void add_count(struct standing_count *to, const struct application_standing *s)
{
        to->applications++;
        yen_add(&to->cost, to->cost, s->cost);
        yen_add(&to->subsidy, to->subsidy, s->subsidy);
        yen_add(&to->if_mended, to->if_mended, s->if_mended);
}

static struct standing_row *row_of(struct standing_totals *t, const struct assessment *a)
{
        for (size_t i = 0; i < t->rows.n; i++) {
                const struct label *variant = t->rows.at[i].variant;

                if (t->rows.at[i].category == a->category &&
                    (variant ? a->variant && strcmp(variant->id, a->variant) == 0 : !a->variant))
                        return &t->rows.at[i];
        }
        return NULL;
}

/* Each id counts once for an application and once for the member. */
static void count_findings(struct standing_totals *t, const struct member_standing *m)
{
        bool of_member[FINDING_IDS] = {false};

        for (size_t i = 0; i < m->applications.n; i++) {
                const struct findings *list = &m->applications.at[i].findings;
                bool of_application[FINDING_IDS] = {false};

                for (size_t k = 0; k < list->n; k++) {
                        const enum finding_id id = list->at[k].id;

                        t->findings[id].applications += !of_application[id];
                        t->findings[id].members += !of_member[id];
                        of_application[id] = of_member[id] = true;
                }
        }
}

void standing_count(struct standing_totals *t, const struct member_standing *m)
{
        const struct records *r = m->records;

        t->records += 1 + (int64_t)r->receipts.n + (int64_t)r->purchases.n + (int64_t)r->claims.n;
        t->by[m->standing].members++;
        t->all.members++;
        if (text_width(r->facility.name) > t->widest)
                t->widest = text_width(r->facility.name);
        for (size_t i = 0; i < m->applications.n; i++) {
                const struct application_standing *s = &m->applications.at[i];
                struct standing_row *row = row_of(t, s->assessment);
                const struct yen most = stake(s);

                add_count(&t->by[s->standing], s);
                add_count(&t->all, s);
                if (row) {
                        add_count(&row->by[s->standing], s);
                        add_count(&row->all, s);
                }
                t->rules = s->assessment->checks_total;
                t->all_ran &= s->assessment->checks_run == s->assessment->checks_total;
                t->largest = most.n > t->largest.n ? most : t->largest;
        }
        count_findings(t, m);
}
