/* Errands: statements of an import of which nothing is asked but that they are run: rows that are surely new, their scans, what was
 * found of a row. A helper runs them in their order while the rows behind them are read. The database is the helper's as long as an
 * errand is under way: whoever asks it anything waits until all of them are done (store_sql, store_step, store_script see to it), so
 * that nobody can tell errands from statements run at once, but for one thing: facilities, receipts and lines of a batch are put in the order of
 * their facilities, so that a member's rows lie together. Those of one facility keep their order. Whoever goes through all members by
 * their codes then goes through each batch once, from its beginning to its end. */
#include "core/store/store_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

/* A batch is what the helper is given at a time. One is being filled, all others may be on their way. */
enum { BATCH = 1 << 21, BATCHES = PLATFORM_ERRANDS + 1, UNITS = 1 << 14 };

/* What stays together: an errand, or a receipt and its scans. */
struct unit {
        uint64_t high,
                low; /* the beginning of its facility's code, as a number that sorts like it; 0 of anything else */
        uint32_t at, n;
};
struct batch {
        struct errands *of;
        unsigned char *at;
        size_t n;
        struct unit *units;
        size_t units_n;
        bool sorts; /* there are facilities, receipts or lines in it */
};

struct errands {
        struct store *store;
        struct arena *arena;
        struct platform_helper *helper;
        struct batch batches[BATCHES];
        size_t filling;
        bool helps;    /* the helper was given something since everything was done */
        bool complete; /* what is being written fits into its batch */
        int code;      /* SQLite's, of the first that failed; SQLITE_OK */
        bool lost;     /* a row was there already that was surely new */
};

/* ---- an errand as bytes: its head, and its values */

struct head {
        uint16_t sql; /* SQL_STATEMENTS: a script, whose pointer stands behind it */
        uint8_t n, adds;
};
enum errand_kind { VALUE_IS_NULL, VALUE_IS_NUMBER, VALUE_IS_TEXT, VALUE_IS_LAST };

static void put(struct errands *e, const void *from, size_t n)
{
        struct batch *b = &e->batches[e->filling];

        if (n > BATCH - b->n) {
                e->complete = false;
                return;
        }
        if (n)
                memcpy(b->at + b->n, from, n);
        b->n += n;
}

static void put_value(struct errands *e, const struct errand_value *v)
{
        uint8_t kind = v->text      ? VALUE_IS_TEXT
                       : v->is_last ? VALUE_IS_LAST
                       : v->is_null ? VALUE_IS_NULL
                                    : VALUE_IS_NUMBER;
        size_t length = v->text ? strlen(v->text) : 0;

        put(e, &kind, sizeof kind);
        if (kind == VALUE_IS_NUMBER)
                put(e, &v->number, sizeof v->number);
        if (!v->text)
                return;
        put(e, &length, sizeof length);
        put(e, v->text, length);
}

static void get(void *to, const unsigned char **at, size_t n)
{
        memcpy(to, *at, n);
        *at += n;
}

static void bind(sqlite3_stmt *s, int i, const unsigned char **at)
{
        sqlite3 *db = sqlite3_db_handle(s);
        uint8_t kind;
        int64_t number;
        size_t length;

        get(&kind, at, sizeof kind);
        switch ((enum errand_kind)kind) {
        case VALUE_IS_NULL:
                sqlite3_bind_null(s, i);
                break;
        case VALUE_IS_NUMBER:
                get(&number, at, sizeof number);
                sqlite3_bind_int64(s, i, number);
                break;
        case VALUE_IS_TEXT:
                get(&length, at, sizeof length);
                sqlite3_bind_text(s, i, (const char *)*at, (int)length, SQLITE_STATIC);
                *at += length;
                break;
        case VALUE_IS_LAST:
                sqlite3_bind_int64(s, i, sqlite3_last_insert_rowid(db));
                break;
        }
}

static int run_script(sqlite3 *db, const unsigned char **at)
{
        const char *sql;

        get(&sql, at, sizeof sql);
        return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static int run_statement(struct errands *e, const struct head *head, const unsigned char **at)
{
        sqlite3_stmt *s = e->store->statements[head->sql];
        int code;

        for (int i = 1; i <= head->n; i++)
                bind(s, i, at);
        code = sqlite3_step(s);
        if (code == SQLITE_DONE && head->adds && sqlite3_changes(e->store->db) != 1)
                e->lost = true;
        sqlite3_reset(s);
        return code == SQLITE_DONE ? SQLITE_OK : code;
}

static void run_unit(struct errands *e, const unsigned char *at, const unsigned char *end)
{
        while (at < end && e->code == SQLITE_OK && !e->lost) {
                struct head head;

                get(&head, &at, sizeof head);
                e->code = head.sql == SQL_STATEMENTS ? run_script(e->store->db, &at) : run_statement(e, &head, &at);
        }
}

/* By the helper, or by whoever waits for it. */
static void run(void *given)
{
        struct batch *b = given;

        for (size_t i = 0; i < b->units_n; i++)
                run_unit(b->of, b->at + b->units[i].at, b->at + b->units[i].at + b->units[i].n);
        b->n = b->units_n = 0;
        b->sorts = false;
}

/* ---- giving them */

static int by_facility(const void *a, const void *b)
{
        const struct unit *x = a, *y = b;

        if (x->high != y->high)
                return x->high < y->high ? -1 : 1;
        if (x->low != y->low)
                return x->low < y->low ? -1 : 1;
        return (x->at > y->at) - (x->at < y->at);
}

static void sort(struct batch *b)
{
        if (b->sorts)
                qsort(b->units, b->units_n, sizeof *b->units, by_facility);
}

static void hand_over(struct errands *e)
{
        struct batch *b = &e->batches[e->filling];

        if (!b->units_n)
                return;
        sort(b);
        platform_helper_do(e->helper, run, b);
        e->helps = true;
        e->filling = (e->filling + 1) % BATCHES;
}

/* The last unit goes on in the next batch. */
static void hand_over_but_last(struct errands *e)
{
        struct batch *from = &e->batches[e->filling], *to;
        struct unit last = from->units[from->units_n - 1];

        if (from->units_n == 1)
                return;
        from->units_n--;
        hand_over(e);
        to = &e->batches[e->filling];
        memcpy(to->at, from->at + last.at, last.n);
        last.at = 0;
        to->units[to->units_n++] = last;
        to->n = last.n;
        to->sorts = true;
}

static uint64_t eight_of(const char *text, size_t length)
{
        uint64_t n = 0;

        for (size_t i = 0; i < 8; i++)
                n = n << 8 | (i < length ? (unsigned char)text[i] : 0);
        return n;
}

/* Codes have ten digits. */
static void key_of(struct unit *unit, const char *facility)
{
        size_t length = strlen(facility);

        unit->high = eight_of(facility, length);
        unit->low = length > 8 ? eight_of(facility + 8, length - 8) : 0;
}

static void add_unit(struct batch *b, size_t from, const struct head *head, const struct errand_value *values)
{
        struct unit *unit = &b->units[b->units_n++];

        *unit = (struct unit){.at = (uint32_t)from, .n = (uint32_t)(b->n - from)};
        if (head->sql != SQL_FACILITY_ADD && head->sql != SQL_RECEIPT_ADD && head->sql != SQL_PURCHASE_ADD)
                return;
        key_of(unit, values[0].text);
        b->sorts = true;
}

/* False if the batch has no room for it. */
static bool write_errand(struct errands *e, const struct head *head, const struct errand_value *values)
{
        struct batch *b = &e->batches[e->filling];
        const size_t from = b->n;
        const bool joins = head->n && values[0].is_last;

        e->complete = joins || b->units_n < UNITS;
        put(e, head, sizeof *head);
        for (int i = 0; i < head->n; i++)
                put_value(e, &values[i]);
        if (!e->complete)
                b->n = from;
        else if (joins)
                b->units[b->units_n - 1].n += (uint32_t)(b->n - from);
        else
                add_unit(b, from, head, values);
        return e->complete;
}

bool store_errand(struct store *store, enum sql sql, const struct errand_value *values, int n, bool adds)
{
        const struct head head = {(uint16_t)sql, (uint8_t)n, adds};
        struct errands *e = store->errands;

        if (!e || (!store->statements[sql] && !store_sql(store, sql)))
                return false;
        if (write_errand(e, &head, values))
                return true;
        if (values[0].is_last)
                hand_over_but_last(e);
        else
                hand_over(e);
        return write_errand(e, &head, values);
}

/* Behind what came before, and before what follows. */
bool store_errand_script(struct store *store, const char *sql)
{
        const struct head head = {SQL_STATEMENTS, 0, 0};
        struct errands *e = store->errands;

        if (!e)
                return false;
        hand_over(e);
        (void)write_errand(e, &head, NULL);
        put(e, &sql, sizeof sql);
        e->batches[e->filling].units[0].n += (uint32_t)sizeof sql;
        hand_over(e);
        return true;
}

enum status store_errands_done(struct store *store)
{
        struct errands *e = store->errands;

        if (!e)
                return OK;
        if (e->helps)
                platform_helper_wait(e->helper);
        e->helps = false;
        sort(&e->batches[e->filling]);
        run(&e->batches[e->filling]);
        if (e->lost)
                return fault_set(store->findings, F_INTERNAL, store->folder, "a row was there that was taken for new");
        return e->code == SQLITE_OK ? OK : store_fault(store, store->folder);
}

/* ---- from when to when */

/* What joins the unit before it must be ready then. */
static bool is_ready(struct store *store)
{
        return store_sql(store, SQL_FACILITY_ADD) && store_sql(store, SQL_RECEIPT_ADD) &&
               store_sql(store, SQL_LINK_ADD);
}

void store_errands_begin(struct store *store)
{
        struct platform_helper *helper = is_ready(store) ? platform_helper_start() : NULL;
        struct arena *arena = helper ? arena_child(store->arena) : NULL;
        struct errands *e;

        if (!helper)
                return;
        e = ARENA_NEW(arena, struct errands);
        *e = (struct errands){.store = store, .arena = arena, .helper = helper};
        for (size_t i = 0; i < BATCHES; i++)
                e->batches[i] = (struct batch){.of = e,
                                               .at = arena_alloc_unset(arena, BATCH),
                                               .units = arena_alloc_unset(arena, UNITS * sizeof(struct unit))};
        store->errands = e;
}

void store_errands_end(struct store *store)
{
        struct errands *e = store->errands;

        if (!e)
                return;
        platform_helper_end(e->helper);
        store->errands = NULL;
        arena_free(e->arena);
}
