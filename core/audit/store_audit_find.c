/* The searches of the index: each streams rows that are sorted by what they have in common, and keeps one finding for
 * each thing that should not be, never one for each pair. */
#include "core/audit/store_audit_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/value/yen.h"

#include "core/banned.h"

static bool same(const char *a, const char *b)
{
        return a && b && strcmp(a, b) == 0;
}

static const char *number(struct arena *arena, int64_t n)
{
        return arena_printf(arena, "%" PRId64, n);
}

static const char *yen(struct arena *arena, int64_t n)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, (struct yen){n}, "-"));
}

/* An amount in a packet may be any number. A sum that overflows stays at the end of the range. */
static void add(int64_t *sum, int64_t more)
{
        struct yen total;

        *sum = yen_add(&total, (struct yen){*sum}, (struct yen){more}) ? total.n : more < 0 ? INT64_MIN : INT64_MAX;
}

static int64_t times(int64_t a, int64_t b)
{
        int64_t product;

        return __builtin_mul_overflow(a, b, &product) ? INT64_MAX : product;
}

static int64_t less(int64_t a, int64_t b)
{
        int64_t rest;

        return __builtin_sub_overflow(a, b, &rest) ? INT64_MAX : rest;
}

/* ---- E156: the same purchase in two applications. A facility has as many of a purchase as one packet's record says. */

struct lines {
        struct audit_gathered places;
        const char *facility, *what, *subject, *description;
        int64_t root, amount;
        int64_t had, claimed, here; /* here: by the application at hand, whose packets count once */
};

static enum status end_lines(struct lines *l, struct audit_index *index)
{
        struct arena *arena = index->scratch;
        sqlite3_stmt *s = audit_sql(index, ASQL_ADD_AGAIN);
        int64_t again;
        enum status st;

        add(&l->claimed, l->here);
        if (!l->what || l->claimed <= l->had || l->places.applications < 2)
                return OK;
        again = times(l->claimed - l->had, l->amount);
        st = audit_keep(index,
                        &(struct finding){.id = E156,
                                          .subject = l->subject,
                                          .value = l->description,
                                          .args = {number(arena, l->places.applications), yen(arena, l->amount)}},
                        again, &l->places);
        sqlite3_bind_int64(s, 1, l->root);
        audit_bind(s, 2, l->facility);
        sqlite3_bind_int64(s, 3, again);
        return st == OK ? audit_run(index, s) : st;
}

static enum status add_line(struct lines *l, struct audit_index *index, sqlite3_stmt *s)
{
        struct arena *arena = index->scratch;
        const char *facility = audit_text(s, 1, arena), *what = audit_text(s, 2, arena);
        int64_t root = sqlite3_column_int64(s, 0), own = sqlite3_column_int64(s, 6), all = sqlite3_column_int64(s, 7);
        enum status st = OK;

        if (root != l->root || !same(facility, l->facility) || !same(what, l->what)) {
                st = end_lines(l, index);
                arena_reset(arena);
                *l = (struct lines){.facility = audit_text(s, 1, arena),
                                    .what = audit_text(s, 2, arena),
                                    .root = root,
                                    .amount = sqlite3_column_int64(s, 8),
                                    .subject = audit_text(s, 9, arena),
                                    .description = audit_text(s, 10, arena)};
        }
        l->had = all > l->had ? all : l->had;
        if (own && audit_gather(&l->places, l->facility, audit_text(s, 3, arena), audit_text(s, 4, arena),
                                (struct audit_place){audit_text(s, 5, arena), audit_text(s, 9, arena), false}, arena)) {
                add(&l->claimed, l->here);
                l->here = 0;
                l->subject = l->places.places.at[0].what;
        }
        l->here = own > l->here ? own : l->here;
        return st;
}

enum status audit_find_lines(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_LINES);
        struct lines lines = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row && (st = add_line(&lines, index, s)) == OK)
                ;
        return st == OK ? end_lines(&lines, index) : st;
}

/* ---- E155: facilities share a receipt where their shares add up to at most its total. C259: they claim no more than that, but
 * each has entered more of it, excluded lines included, than its share can be. */

struct totals {
        struct audit_gathered places;
        const char *facility;
        int64_t root, amount, copies; /* copies: receipts that one packet itself holds apart */
        int64_t sum, recorded;        /* what the facilities before this one claim, and have entered */
        int64_t share, claimed, here, again;
};

static void end_facility(struct totals *t)
{
        add(&t->claimed, t->here);
        /* what two applications both claim is said of the purchase (E156), and not again of the receipt */
        t->claimed = less(t->claimed, t->again);
        add(&t->sum, t->claimed);
        add(&t->recorded, t->share > t->claimed ? t->share : t->claimed);
        t->share = t->claimed = t->here = 0;
}

static enum status end_totals(struct totals *t, struct audit_index *index)
{
        struct arena *arena = index->scratch;
        int64_t total = times(t->amount, t->copies), sum, beyond;
        bool exceeded;

        if (!t->root)
                return OK;
        end_facility(t);
        exceeded = t->sum > total;
        sum = exceeded ? t->sum : t->recorded;
        if (t->amount <= 0 || sum <= total || t->places.applications < 2 || (!exceeded && t->places.facilities < 2))
                return OK;
        beyond = less(sum, total);
        return audit_keep(
                index,
                &(struct finding){.id = exceeded ? E155 : C259,
                                  .subject = t->places.places.at[0].what,
                                  .value = number(arena, t->amount),
                                  .args = {yen(arena, total), yen(arena, sum), number(arena, t->places.facilities)}},
                beyond < t->sum ? beyond : t->sum, &t->places);
}

static enum status add_use(struct totals *t, struct audit_index *index, sqlite3_stmt *s)
{
        struct arena *arena = index->scratch;
        int64_t root = sqlite3_column_int64(s, 0), share = sqlite3_column_int64(s, 7),
                claimed = sqlite3_column_int64(s, 8), copies = sqlite3_column_int64(s, 9);
        const char *facility;
        enum status st = OK;

        if (root != t->root) {
                st = end_totals(t, index);
                arena_reset(arena);
                *t = (struct totals){.root = root, .amount = sqlite3_column_int64(s, 6)};
        }
        facility = audit_text(s, 1, arena);
        if (t->facility && !same(facility, t->facility))
                end_facility(t);
        t->facility = facility;
        if (audit_gather(&t->places, facility, audit_text(s, 2, arena), audit_text(s, 3, arena),
                         (struct audit_place){audit_text(s, 4, arena), audit_text(s, 5, arena), false}, arena)) {
                add(&t->claimed, t->here);
                t->here = 0;
        }
        t->here = claimed > t->here ? claimed : t->here;
        t->share = share > t->share ? share : t->share;
        t->copies = copies > t->copies ? copies : t->copies;
        t->again = sqlite3_column_int64(s, 10);
        return st;
}

enum status audit_find_totals(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_USES);
        struct totals totals = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row && (st = add_use(&totals, index, s)) == OK)
                ;
        return st == OK ? end_totals(&totals, index) : st;
}

/* ---- C236, C255, C256: one key, several receipts */

struct shared {
        struct audit_gathered places;
        const char *kind, *key;
        int64_t amount;
        const char *registration;       /* of the first receipt; NULL */
        bool one_registration;          /* of all of them: C255 speaks of these */
        bool one_programme, one_number; /* the same number: C236 */
        const char *programme, *number;
};

static bool said_by_number(const struct shared *k)
{
        return k->registration && k->one_registration && (k->places.facilities > 1 || !k->one_programme);
}

static enum status end_shared(struct shared *k, struct audit_index *index)
{
        const enum finding_id id = !k->key                           ? FINDING_IDS
                                   : same(k->kind, AUDIT_SCAN)       ? C256
                                   : same(k->kind, AUDIT_SAME_DAY)   ? C255
                                   : same(k->kind, AUDIT_SAME_PAPER) ? C236
                                                                     : W358;

        if (id == FINDING_IDS || (id == W358 && (k->places.applications < 2 || k->one_number || said_by_number(k))))
                return OK;
        return audit_keep(index,
                          &(struct finding){.id = id,
                                            .subject = k->places.places.at[0].what,
                                            .value = k->key,
                                            .args = {number(index->scratch, k->places.applications)}},
                          k->amount, &k->places);
}

static enum status add_shared(struct shared *k, struct audit_index *index, sqlite3_stmt *s)
{
        struct arena *arena = index->scratch;
        const char *kind = audit_text(s, 0, arena), *key = audit_text(s, 1, arena);
        int64_t amount = sqlite3_column_int64(s, 7);
        enum status st = OK;

        if (!same(kind, k->kind) || !same(key, k->key)) {
                st = end_shared(k, index);
                arena_reset(arena);
                *k = (struct shared){.kind = audit_text(s, 0, arena),
                                     .key = audit_text(s, 1, arena),
                                     .registration = sqlite3_column_text(s, 8) ? audit_text(s, 8, arena) : NULL,
                                     .programme = audit_text(s, 3, arena),
                                     .number = audit_text(s, 9, arena),
                                     .one_number = true,
                                     .one_registration = true,
                                     .one_programme = true};
        }
        k->one_registration &= same((const char *)sqlite3_column_text(s, 8), k->registration);
        k->one_number &= same((const char *)sqlite3_column_text(s, 9), k->number);
        k->one_programme &= same((const char *)sqlite3_column_text(s, 3), k->programme);
        k->amount = amount > k->amount ? amount : k->amount;
        audit_gather(&k->places, audit_text(s, 2, arena), audit_text(s, 3, arena), audit_text(s, 4, arena),
                     (struct audit_place){audit_text(s, 5, arena), audit_text(s, 6, arena), false}, arena);
        return st;
}

enum status audit_find_shared(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_SHARED_KEYS);
        struct shared shared = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row && (st = add_shared(&shared, index, s)) == OK)
                ;
        return st == OK ? end_shared(&shared, index) : st;
}

/* ---- C257, W355: packets that say different things. Here each packet named is one, whatever its application. */

struct said {
        const char *facility, *about, *more; /* what they speak of */
        const char *subject, *name;
        struct audit_gathered places;
        const char *first, *last;
        int64_t low, high;
};

static void add_said(struct said *w, struct arena *arena, const char *value, const char *file)
{
        w->first = w->first ? w->first : value;
        w->last = value;
        audit_gather(&w->places, w->facility, arena_printf(arena, "%" PRId64, w->places.applications), "",
                     (struct audit_place){file, value, false}, arena);
}

static enum status end_applications(struct said *w, struct audit_index *index)
{
        struct arena *arena = index->scratch;

        if (!w->facility)
                return OK;
        return audit_keep(index,
                          &(struct finding){.id = C257,
                                            .subject = arena_printf(arena, "%s/%s", w->facility, w->about),
                                            .value = w->more,
                                            .args = {number(arena, w->places.applications), yen(arena, w->low),
                                                     yen(arena, w->high)}},
                          less(w->high, w->low), &w->places);
}

static enum status add_application(struct said *w, struct audit_index *index, sqlite3_stmt *s)
{
        struct arena *arena = index->scratch;
        int64_t subsidy = sqlite3_column_int64(s, 4);
        const char *facility = audit_text(s, 0, arena), *category = audit_text(s, 1, arena),
                   *programme = audit_text(s, 2, arena);
        enum status st = OK;

        if (!same(facility, w->facility) || !same(category, w->about) || !same(programme, w->more)) {
                st = end_applications(w, index);
                arena_reset(arena);
                *w = (struct said){.facility = audit_text(s, 0, arena),
                                   .about = audit_text(s, 1, arena),
                                   .more = audit_text(s, 2, arena),
                                   .low = subsidy};
        }
        w->high = subsidy;
        add_said(w, arena, yen(arena, subsidy), audit_text(s, 3, arena));
        return st;
}

enum status audit_find_applications(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_APPLICATIONS);
        struct said said = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row && (st = add_application(&said, index, s)) == OK)
                ;
        return st == OK ? end_applications(&said, index) : st;
}

static enum status end_values(struct said *w, struct audit_index *index)
{
        if (!w->facility)
                return OK;
        return audit_keep(index,
                          &(struct finding){.id = W355, .subject = w->facility, .args = {w->name, w->first, w->last}},
                          0, &w->places);
}

static enum status add_value(struct said *w, struct audit_index *index, sqlite3_stmt *s)
{
        struct arena *arena = index->scratch;
        const char *facility = audit_text(s, 0, arena), *field = audit_text(s, 1, arena);
        enum status st = OK;

        if (!same(facility, w->facility) || !same(field, w->about)) {
                st = end_values(w, index);
                arena_reset(arena);
                *w = (struct said){.facility = audit_text(s, 0, arena),
                                   .about = audit_text(s, 1, arena),
                                   .name = audit_text(s, 2, arena)};
        }
        add_said(w, arena, audit_text(s, 4, arena), audit_text(s, 5, arena));
        return st;
}

enum status audit_find_values(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_VALUES);
        struct said said = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row && (st = add_value(&said, index, s)) == OK)
                ;
        return st == OK ? end_values(&said, index) : st;
}

/* ---- E157, C258: what an earlier programme's packet excludes, or puts in question */

struct earlier_grants {
        const char *facility, *category, *programme, *finding;
        const char *file, *earlier_file, *name, *earlier, *source, *earlier_programme;
        int64_t yen;
};

static enum status end_earlier(const struct earlier_grants *e, struct audit_index *index)
{
        struct finding f = {.source = e->source && *e->source ? e->source : NULL, .args = {e->name, e->earlier}};
        struct audit_gathered places = {.applications = 2, .facilities = 1};
        struct audit_place both[2] = {{e->file, e->programme, true}, {e->earlier_file, e->earlier_programme, false}};

        if (!e->facility)
                return OK;
        if (!finding_by_name(&f.id, e->finding))
                return fault_set(index->findings, F_INTERNAL, e->finding, NULL);
        f.subject = arena_printf(index->scratch, "%s/%s", e->facility, e->category);
        places.places.at = both;
        places.places.n = 2;
        return audit_keep(index, &f, e->yen, &places);
}

enum status audit_find_earlier(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_EARLIER);
        struct arena *arena = index->scratch;
        struct earlier_grants e = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row) {
                if (same(audit_text(s, 0, arena), e.facility) && same(audit_text(s, 1, arena), e.category) &&
                    same(audit_text(s, 2, arena), e.programme) && same(audit_text(s, 3, arena), e.finding))
                        continue;
                st = end_earlier(&e, index);
                if (st != OK)
                        return st;
                arena_reset(arena);
                e = (struct earlier_grants){
                        audit_text(s, 0, arena),  audit_text(s, 1, arena),   audit_text(s, 2, arena),
                        audit_text(s, 3, arena),  audit_text(s, 4, arena),   audit_text(s, 5, arena),
                        audit_text(s, 6, arena),  audit_text(s, 7, arena),   audit_text(s, 9, arena),
                        audit_text(s, 10, arena), sqlite3_column_int64(s, 8)};
        }
        return st == OK ? end_earlier(&e, index) : st;
}
