/* One paper claimed by two members (E155, C235). Receipts that are surely one form a group: the same scan with the same date and
 * amount; or the same registration number, number, date and amount. A group is found once and kept with what is claimed of it:
 * thousands of members may have the same scan, and each of them asks. */
#include "core/store/store_private.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/assess/assess.h"
#include "core/assess/crosscheck.h"
#include "core/store/kept/sealed.h"
#include "core/store/across/crosscheck.h"
#include "core/store/across/double_papers.h"

#include "core/banned.h"

/* Who claims of a receipt, and what others have it. */
struct claimant {
        const char *facility, *payer, *number;
};
struct group {
        VEC(struct claimant); /* in the order of the receipts; a facility once for each of them */
        struct yen sum;
        bool beyond; /* the sum is more than can be added, and so more than any total */
        size_t facilities;
};
struct member {
        int64_t id;
        const struct group *group; /* NULL: its receipt stands alone */
};
struct doubles {
        struct arena *arena;
        struct date as_of;  /* on which day the groups are as they are */
        VEC(struct member); /* by id */
};

void store_forget_doubles(struct store *store)
{
        if (store->doubles)
                arena_free(store->doubles->arena);
        store->doubles = NULL;
}

static struct doubles *doubles_of(struct store *store)
{
        struct arena *arena;

        if (!store->doubles) {
                arena = arena_child(store->arena);
                store->doubles = ARENA_NEW(arena, struct doubles);
                store->doubles->arena = arena;
        }
        return store->doubles;
}

/* Those of another day are forgotten. */
static void begin_day(struct store *store, struct date as_of)
{
        if (store->doubles && date_compare(store->doubles->as_of, as_of) != 0)
                store_forget_doubles(store);
        doubles_of(store)->as_of = as_of;
}

/* Returns the place of the receipt among the known ones, or the place where it belongs. */
static size_t position_of(bool *found, const struct doubles *all, int64_t id)
{
        size_t low = 0, high = all->n;

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (all->at[middle].id < id)
                        low = middle + 1;
                else
                        high = middle;
        }
        *found = low < all->n && all->at[low].id == id;
        return low;
}

static void remember(struct doubles *all, int64_t id, const struct group *group)
{
        bool found;
        size_t at = position_of(&found, all, id);

        if (found)
                return;
        (void)vec_add(all->arena, all);
        memmove(&all->at[at + 1], &all->at[at], (all->n - 1 - at) * sizeof *all->at);
        all->at[at] = (struct member){id, group};
}

/* ---- what is claimed of them */

/* Does the line count against the receipt? It does not if it applies for nothing, or if nobody will be paid for it. */
static enum status is_claimed(bool *out, struct store *store, const struct programme *programme, const char *facility,
                              const char *category_text, struct arena *arena)
{
        const char *variant;
        bool none = false;
        const struct category *category = programme_category(programme, category_text, &variant, &none, arena);
        struct filing filing;
        enum status st;

        *out = false;
        if (!category)
                return OK;
        st = store_filing(&filing, store, programme->id, facility, category->label.id, arena);
        filing = filing_as_of(&filing, doubles_of(store)->as_of);
        *out = filing.state != FILING_REFUSED && filing.state != FILING_DECLINED;
        return st;
}

/* What was once too large stays so: something taken from it later says nothing. */
static void add_yen(struct group *group, struct yen yen)
{
        if (!group->beyond && !yen_add(&group->sum, group->sum, yen)) {
                group->beyond = true;
                group->sum.n = INT64_MAX;
        }
}

static void add_claim(struct group *group, const struct claimant *claim, struct arena *arena)
{
        const struct claimant *last = group->n ? &group->at[group->n - 1] : NULL;

        if (!last || strcmp(last->facility, claim->facility) != 0 || strcmp(last->payer, claim->payer) != 0 ||
            strcmp(last->number, claim->number) != 0)
                *vec_add(arena, group) =
                        (struct claimant){arena_strdup(arena, claim->facility), arena_strdup(arena, claim->payer),
                                          arena_strdup(arena, claim->number)};
}

static enum status add_claims(struct group *group, struct store *store, const struct programme *programme,
                              const struct double_receipt *paper, struct arena *arena, struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_CLAIMS_ON);
        bool row = true, claimed = false;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":payer", paper->payer);
        store_bind_text(s, ":number", paper->number);
        while ((st = store_step(&row, store, s)) == OK && row) {
                const struct claimant claim = {store_column(s, 0, scratch), paper->payer, paper->number};

                st = is_claimed(&claimed, store, programme, claim.facility, store_column(s, 1, scratch), scratch);
                if (st != OK)
                        break;
                if (claimed) {
                        add_claim(group, &claim, arena);
                        add_yen(group, (struct yen){sqlite3_column_int64(s, 2)});
                }
        }
        return st;
}

static int by_facility(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void count_group(struct group *group, struct arena *scratch)
{
        const char **names = arena_alloc(scratch, (group->n + 1) * sizeof *names);

        for (size_t i = 0; i < group->n; i++)
                names[i] = group->at[i].facility;
        if (group->n)
                qsort(names, group->n, sizeof *names, by_facility);
        for (size_t i = 0; i < group->n; i++)
                group->facilities += !i || strcmp(names[i], names[i - 1]) != 0;
}

/* NULL: no other receipt is the same paper. */
static enum status group_of(const struct group **out, struct store *store, const struct programme *programme,
                            int64_t id, struct arena *scratch)
{
        struct doubles *all = doubles_of(store);
        struct double_receipts papers = {0};
        struct group *group;
        bool found;
        size_t at = position_of(&found, all, id);
        enum status st;

        *out = found ? all->at[at].group : NULL;
        if (found)
                return OK;
        st = double_papers_find(&papers, store, id, scratch);
        if (st != OK || papers.n < 2)
                return st;
        group = ARENA_NEW(all->arena, struct group);
        for (size_t i = 0; st == OK && i < papers.n; i++)
                st = add_claims(group, store, programme, &papers.at[i], all->arena, scratch);
        count_group(group, scratch);
        for (size_t i = 0; i < papers.n; i++)
                remember(all, papers.at[i].id, group);
        *out = group;
        return st;
}

/* ---- the findings of one facility */

struct looking {
        struct store *store;
        const struct programme *programme;
        const struct records *records;
        const struct receipt *receipt;
        int64_t id;
        const struct group *group; /* NULL: none */
        struct findings *out;
        struct arena *scratch;
};

static const char *in_yen(struct arena *arena, struct yen yen)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, yen, "-"));
}

/* "1414444442/K-77, …": what others claim of the paper. */
static const char *names_of(const struct looking *l, const struct group *group)
{
        struct buffer names = buffer_in(l->out->arena);
        size_t n = 0;

        buffer_text(&names, "");
        for (size_t i = 0; i < group->n; i++) {
                const struct claimant *c = &group->at[i];

                if (strcmp(c->facility, l->records->facility.code) == 0)
                        continue;
                if (n++ < CROSSCHECK_NAMED)
                        buffer_printf(&names, "%s%s/%s", n > 1 ? ", " : "", c->facility, c->number);
        }
        if (n > CROSSCHECK_NAMED)
                buffer_printf(&names, " (+%zu)", n - CROSSCHECK_NAMED);
        return names.at;
}

static struct finding *raise(const struct looking *l, enum finding_id id, const char *value)
{
        struct arena *arena = l->out->arena;

        return finding_add(l->out, id, subject_receipt(arena, l->receipt), value,
                           origin_place(arena, &l->receipt->origin, "amount"));
}

static void raise_double(const struct looking *l, const struct group *group)
{
        struct arena *arena = l->out->arena;
        struct finding *f;

        if (group->facilities < 2 || l->receipt->amount.n <= 0 || group->sum.n <= l->receipt->amount.n)
                return;
        f = raise(l, E155, names_of(l, group));
        f->args[0] = in_yen(arena, l->receipt->amount);
        f->args[1] = in_yen(arena, group->sum);
        f->args[2] = arena_printf(arena, "%zu", group->facilities);
}

static bool is_of_group(const struct looking *l, int64_t id)
{
        bool found;
        size_t at = position_of(&found, doubles_of(l->store), id);

        return found && l->group && doubles_of(l->store)->at[at].group == l->group;
}

/* Where nobody does, because it will not apply or was refused, nothing can be claimed twice. */
static enum status is_claimed_of(bool *out, const struct looking *l, const struct double_receipt *paper)
{
        struct group one = {0};
        enum status st = add_claims(&one, l->store, l->programme, paper, l->scratch, l->scratch);

        *out = one.n > 0;
        return st;
}

/* Others' receipts with the same issuer, number, date and amount, whose scans differ. */
static enum status find_like(struct double_receipts *out, const struct looking *l)
{
        struct double_receipts all = {0};
        bool claimed = false;
        enum status st = double_papers_add(&all, l->store, SQL_SAME_BY_ISSUER, l->id, NULL, l->scratch);

        for (size_t i = 0; st == OK && i < all.n; i++) {
                if (all.at[i].id == l->id || is_of_group(l, all.at[i].id) ||
                    strcmp(all.at[i].payer, l->receipt->facility) == 0)
                        continue;
                st = is_claimed_of(&claimed, l, &all.at[i]);
                if (claimed)
                        *vec_add(l->scratch, out) = all.at[i];
        }
        return st;
}

/* The answer "no" means that it is one paper. Then the claims of all of them are held against its total. */
static enum status judge_as_one(const struct looking *l, const struct double_receipts *like)
{
        const struct double_receipt own = {.id = l->id, .payer = l->receipt->facility, .number = l->receipt->number};
        struct group *one = ARENA_NEW(l->scratch, struct group);
        enum status st = add_claims(one, l->store, l->programme, &own, l->scratch, l->scratch);

        for (size_t i = 0; st == OK && i < like->n; i++)
                st = add_claims(one, l->store, l->programme, &like->at[i], l->scratch, l->scratch);
        count_group(one, l->scratch);
        if (st == OK)
                raise_double(l, one);
        return st;
}

/* Did the other say that it is one paper? Then it is for both. */
static enum status says_one(bool *out, const struct looking *l, const struct double_receipt *other)
{
        sqlite3_stmt *s = store_sql(l->store, SQL_ANSWER_GET);
        bool found = false;
        enum status st;

        store_bind_text(s, ":facility", other->payer);
        store_bind_text(s, ":finding", finding_name(C235));
        store_bind_text(s, ":subject", arena_printf(l->scratch, "%s/%s", other->payer, other->number));
        st = store_step(&found, l->store, s);
        *out = found && sqlite3_column_int(s, 3) == 0;
        sqlite3_reset(s);
        return st;
}

static enum status ask_like(const struct looking *l)
{
        struct double_receipts like = {0};
        struct buffer names = buffer_in(l->out->arena);
        const struct answer *answer;
        struct finding *f;
        bool one = false;
        enum status st = find_like(&like, l);

        if (st != OK || !like.n)
                return st;
        buffer_text(&names, "");
        for (size_t i = 0; i < like.n && i < CROSSCHECK_NAMED; i++)
                buffer_printf(&names, "%s%s/%s", i ? ", " : "", like.at[i].payer, like.at[i].number);
        if (like.n > CROSSCHECK_NAMED)
                buffer_printf(&names, " (+%zu)", like.n - CROSSCHECK_NAMED);
        f = raise(l, C235, in_yen(l->out->arena, l->receipt->amount));
        f->args[0] = names.at;
        one = assess_answered(l->records, f, &answer) && !answer->yes;
        for (size_t i = 0; st == OK && !one && i < like.n; i++)
                st = says_one(&one, l, &like.at[i]);
        return st == OK && one ? judge_as_one(l, &like) : st;
}

/* "2025-09-01 121000": whatever is one paper has them in common. */
static const char *sum_of(const struct looking *l)
{
        char day[DATE_TEXT];

        return arena_printf(l->scratch, "%s %lld", date_iso(day, l->receipt->date), (long long)l->receipt->amount.n);
}

/* 0: it is not there. */
static enum status find_receipt(struct looking *l)
{
        sqlite3_stmt *s = store_sql(l->store, SQL_RECEIPT_ID);
        bool found = false;
        enum status st;

        store_bind_text(s, ":facility", l->receipt->facility);
        store_bind_text(s, ":number", l->receipt->number);
        st = store_step(&found, l->store, s);
        l->id = found ? sqlite3_column_int64(s, 0) : 0;
        sqlite3_reset(s);
        return st;
}

static enum status may_be_one(bool *out, const struct looking *l, const char *sum)
{
        const struct receipt *r = l->receipt;
        enum status st = OK;

        *out = false;
        for (size_t i = 0; st == OK && !*out && i < r->evidence.n; i++)
                if (!r->evidence.at[i].is_breakdown && *r->evidence.at[i].sha256)
                        st = store_may_be_twice(out, l->store, TWICE_ONE,
                                                arena_printf(l->scratch, "s%s %s", r->evidence.at[i].sha256, sum));
        if (st == OK && !*out && *r->registration_number)
                st = store_may_be_twice(out, l->store, TWICE_ONE,
                                        arena_printf(l->scratch, "r%s %s %s", r->registration_number, r->number, sum));
        return st;
}

static enum status may_be_like(bool *out, const struct looking *l, const char *sum)
{
        const char *issuer = text_party_key(l->scratch, l->receipt->issuer);

        return store_may_be_twice(out, l->store, TWICE_LIKE,
                                  arena_printf(l->scratch, "%s %s %s", sum, issuer, l->receipt->number));
}

/* Most receipts are alone, and what is in memory of them says so. */
static enum status look(struct looking *l)
{
        const char *sum = sum_of(l);
        bool any = false, one = false, like = false;
        enum status st = store_may_be_twice(&any, l->store, TWICE_SUM, sum);

        if (st == OK && any)
                st = may_be_one(&one, l, sum);
        if (st == OK && any)
                st = may_be_like(&like, l, sum);
        if (st == OK && (one || like))
                st = find_receipt(l);
        if (st != OK || !(one || like) || !l->id)
                return st;
        if (one)
                st = group_of(&l->group, l->store, l->programme, l->id, l->scratch);
        if (st == OK && l->group)
                raise_double(l, l->group);
        return st == OK && like ? ask_like(l) : st;
}

/* Has a stronger finding named the receipt already? */
static bool is_said(const struct findings *out, size_t strong, const char *subject)
{
        for (size_t i = 0; i < strong; i++)
                if (strcmp(out->at[i].subject, subject) == 0)
                        return true;
        return false;
}

static enum status add_weaker(struct findings *out, struct store *store, const char *facility)
{
        struct findings weaker = findings_in(out->arena);
        const size_t strong = out->n;
        enum status st = store_crosscheck(store, facility, &weaker, out->arena);

        for (size_t i = 0; i < weaker.n; i++)
                if (!is_said(out, strong, weaker.at[i].subject))
                        *vec_add(out->arena, out) = weaker.at[i];
        return st;
}

enum status store_double_claims(struct findings *out, struct store *store, const struct programme *programme,
                                const struct records *records, struct date as_of)
{
        struct looking l = {store, programme, records, .out = out, .scratch = arena_child(out->arena)};
        enum status st = OK;

        begin_day(store, as_of);
        for (size_t i = 0; st == OK && i < records->receipts.n; i++) {
                l.receipt = &records->receipts.at[i];
                l.group = NULL;
                if (!l.receipt->is_breakdown && !l.receipt->spoilt)
                        st = look(&l);
                arena_reset(l.scratch);
        }
        arena_free(l.scratch);
        return st;
}

enum status store_shared_receipts(struct findings *out, struct store *store, const struct programme *programme,
                                  const struct records *records, struct date as_of)
{
        enum status st = store_double_claims(out, store, programme, records, as_of);

        return st == OK ? add_weaker(out, store, records->facility.code) : st;
}
