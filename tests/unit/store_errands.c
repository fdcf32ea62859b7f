/* What a large import has a second thread do is done as if it had been done at once: in its order, before anything is asked, and
 * a fault of it is a fault of the import. */
#include "workspace.h"

#include "plain_rows.h"

#include "core/store/store_private.h"

#include "core/store/kept/import_memory.h"

#include "core/banned.h"

static const struct store_author author = {"事務長", "2025-12-22T10:00:00+09:00", "import"};
enum { MANY = 60000 }; /* receipts; more bytes than may be on their way at a time */

static const char *of = "0118010016";

static int64_t source(struct opened *o)
{
        const struct store_source source = plain_source("receipts");
        int64_t id;

        assert_int_equal(store_source(&id, o->store, &source), OK);
        return id;
}

static enum status put(struct put_result *out, struct opened *o, const char *number, int64_t amount, int64_t from,
                       int line, const char *note, struct arena *arena)
{
        struct receipt receipt = plain_receipt(of, number, "東和医療システム", amount);

        receipt.note = note;
        receipt.evidence_names = "a.jpg";
        receipt.origin.line = line;
        *vec_add(arena, &receipt.evidence) = (struct evidence){.name = "a.jpg"};
        *vec_add(arena, &receipt.evidence) = (struct evidence){.name = number};
        return store_put_receipt(out, o->store, &receipt, from, &author, arena);
}

static void put_of(struct opened *o, const char *facility, const char *number, int64_t from, int line)
{
        struct put_result result;

        of = facility;
        assert_int_equal(put(&result, o, number, 1000, from, line, "", o->arena), OK);
        assert_int_equal(result.put, PUT_ADDED);
        of = "0118010016";
}

static void put_line_of(struct opened *o, const char *facility, const char *number, int64_t from, int line)
{
        struct purchase purchase = plain_line(facility, number, 1, "", 0);
        struct put_result result;

        purchase.origin.line = line;
        assert_int_equal(store_put_purchase(&result, o->store, &purchase, from, &author, o->arena), OK);
        assert_int_equal(result.put, PUT_ADDED);
}

static enum put put_one(struct opened *o, const char *number, int64_t amount, int64_t from, int line)
{
        struct put_result result;

        assert_int_equal(put(&result, o, number, amount, from, line, "", o->arena), OK);
        return result.put;
}

static void begin(struct opened *o)
{
        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_import_begin(o->store), OK);
        assert_int_equal(store_import_index_later(o->store), OK);
        assert_non_null(o->store->errands);
}

static void end(struct opened *o)
{
        assert_int_equal(store_import_receipts_in(o->store), OK);
        assert_int_equal(store_import_rows_in(o->store), OK);
        assert_null(o->store->errands);
        assert_int_equal(store_import_end(o->store), OK);
        assert_int_equal(store_commit(o->store), OK);
}

static void put_many(struct opened *o, int64_t from)
{
        struct arena *arena = arena_child(o->arena);
        struct put_result result;

        for (int i = 0; i < MANY; i++) {
                assert_int_equal(put(&result, o, arena_printf(arena, "R-%d", i), i, from, i + 2, "", arena), OK);
                assert_int_equal(result.put, PUT_ADDED);
                arena_reset(arena);
        }
        arena_free(arena);
}

/* Members in no order, two receipts of each with the same scan, the second one at the end, and a line of each: those of a member lie
 * together, and in the order in which they came. */
static void the_rows_of_a_member_lie_together(void **state)
{
        enum { MEMBERS = 500 };
        struct opened *o = *state;
        int64_t from;

        begin(o);
        from = source(o);
        for (int i = 0; i < 2 * MEMBERS; i++)
                put_of(o, arena_printf(o->arena, "01180%05d", i * 7919 % MEMBERS), arena_printf(o->arena, "R-%d", i),
                       from, i + 2);
        assert_int_equal(store_import_receipts_in(o->store), OK);
        assert_int_equal(store_place_purchases(o->store, "R-0", "0118000000"), OK); /* no line waits for its receipt */
        for (int i = 0; i < 2 * MEMBERS; i++)
                put_line_of(o, arena_printf(o->arena, "01180%05d", i * 7919 % MEMBERS),
                            arena_printf(o->arena, "R-%d", i), from, i + 2);
        end(o);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt a JOIN receipt b ON b.id = a.id + 1 WHERE (b.facility, "
                                  "b.line) > (a.facility, a.line)"),
                         2 * MEMBERS - 1);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt r JOIN receipt_evidence e ON e.receipt = r.id AND "
                                  "e.name = r.number"),
                         2 * MEMBERS);
        assert_int_equal(count(o, "SELECT count(*) FROM purchase a JOIN purchase b ON b.rowid = a.rowid + 1 WHERE (b.facility, "
                                  "b.line) > (a.facility, a.line)"),
                         2 * MEMBERS - 1);
}

static void rows_come_in_their_order_with_their_scans(void **state)
{
        struct opened *o = *state;

        begin(o);
        put_many(o, source(o));
        end(o);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt WHERE number = 'R-' || (id - 1) AND amount = id - 1 "
                                  "AND line = id + 1"),
                         MANY);
        assert_int_equal(
                count(o, "SELECT count(*) FROM receipt r JOIN receipt_evidence a ON a.receipt = r.id AND a.position = 0"
                         " AND a.name = 'a.jpg' JOIN receipt_evidence b ON b.receipt = r.id AND b.position = 1"
                         " AND b.name = r.number"),
                MANY);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt_evidence"), 2 * MANY);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt INDEXED BY receipt_number WHERE number >= ''"), MANY);
}

/* A key that came before is found, wherever it is on its way: the same file says it twice. */
static void a_row_that_came_before_is_met(void **state)
{
        struct opened *o = *state;
        int64_t from;

        begin(o);
        from = source(o);
        put_many(o, from);
        assert_int_equal(put_one(o, "R-59999", 59999, from, 90000), PUT_TWIN);
        assert_int_equal(put_one(o, "R-59999", 1, from, 90001), PUT_CONFLICT);
        assert_int_equal(put_one(o, "R-0", 1, from, 90002), PUT_CONFLICT);
        assert_int_equal(put_one(o, "R-60000", 1, from, 90003), PUT_ADDED); /* and a new one behind it is new */
        assert_int_equal(put_one(o, "R-60000", 1, from, 90004), PUT_TWIN);
        end(o);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt"), MANY + 1);
}

static void whoever_asks_sees_all(void **state)
{
        struct opened *o = *state;
        const char *payer;
        bool any = false;

        begin(o);
        put_one(o, "R-1", 1000, source(o), 2);
        assert_int_equal(store_any_receipt(&any, o->store), OK);
        assert_true(any);
        assert_int_equal(store_only_payer(&payer, o->store, "R-1", NULL, 0, o->arena), OK);
        assert_string_equal(payer, "0118010016");
        store_rollback(o->store);
}

/* A row that is larger than what is handed over at a time is put at once, behind those before it. */
static void a_large_row_comes_in_its_order(void **state)
{
        enum { LARGE = 300000 };
        struct opened *o = *state;
        char *note = arena_alloc(o->arena, LARGE + 1);
        struct put_result result;
        int64_t from;

        memset(note, 'x', LARGE);
        begin(o);
        from = source(o);
        put_one(o, "R-1", 1000, from, 2);
        assert_int_equal(put(&result, o, "R-2", 1000, from, 3, note, o->arena), OK);
        assert_int_equal(result.put, PUT_ADDED);
        put_one(o, "R-3", 1000, from, 4);
        assert_int_equal(put_one(o, "R-2", 1000, from, 5), PUT_CONFLICT);
        end(o);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt WHERE number = 'R-' || id AND line = id + 1"), 3);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt r JOIN receipt_evidence e ON e.receipt = r.id AND "
                                  "e.name = r.number"),
                         3);
}

/* No such source: the fault is told at the latest when the rows are in, and nothing of the import stays. */
static void a_fault_is_told(void **state)
{
        struct opened *o = *state;

        begin(o);
        (void)put(&(struct put_result){0}, o, "R-1", 1000, 77, 2, "", o->arena);
        assert_int_equal(store_import_rows_in(o->store), ERR_SYSTEM);
        assert_int_equal(o->findings.fault.id, F_DATABASE);
        store_rollback(o->store);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt"), 0);
}

static void an_import_that_ends_early_leaves_nothing(void **state)
{
        struct opened *o = *state;

        begin(o);
        put_many(o, source(o));
        store_rollback(o->store);
        assert_null(o->store->errands);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt"), 0);
        begin(o);
        put_many(o, source(o)); /* close_and_remove ends it */
}

/* Where rows were there before, each is looked for. */
static void of_a_table_with_rows_none_is_surely_new(void **state)
{
        struct opened *o = *state;
        int64_t from;

        begin(o);
        from = source(o);
        put_one(o, "R-1", 1000, from, 2);
        end(o);
        begin(o);
        assert_int_equal(put_one(o, "R-1", 1000, from, 2), PUT_UNCHANGED);
        assert_int_equal(put_one(o, "R-2", 1000, from, 3), PUT_ADDED);
        end(o);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt"), 2);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(rows_come_in_their_order_with_their_scans, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(the_rows_of_a_member_lie_together, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(a_row_that_came_before_is_met, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(whoever_asks_sees_all, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(a_large_row_comes_in_its_order, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(a_fault_is_told, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(an_import_that_ends_early_leaves_nothing, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(of_a_table_with_rows_none_is_surely_new, open_new, close_and_remove),
        };

        return cmocka_run_group_tests_name("store_errands", tests, NULL, NULL);
}
