/* Whoever goes through all receipts is told which of them are surely alone with what stands on them. */
#include "workspace.h"

#include "plain_rows.h"

#include "core/store/store_private.h"

#include "core/banned.h"

static const struct store_author author = {"事務長", "2025-12-22T10:00:00+09:00", "import"};
enum { FEW = 256 }; /* so many questions are answered without a walk: they may be */

static void put(struct opened *o, const char *facility, const char *number, const char *issuer, int64_t amount,
                const char *scan)
{
        const struct store_source source = plain_source("receipts");
        struct receipt receipt = plain_receipt(facility, number, issuer, amount);
        struct put_result result;
        int64_t id;

        *vec_add(o->arena, &receipt.evidence) = (struct evidence){.name = "a.jpg", .sha256 = scan};
        assert_int_equal(store_source(&id, o->store, &source), OK);
        assert_int_equal(store_put_receipt(&result, o->store, &receipt, id, &author, o->arena), OK);
        assert_int_equal(result.put, PUT_ADDED);
}

static void put_facility(struct opened *o, const char *code)
{
        const struct store_source source = plain_source("facilities");
        const struct facility facility = plain_facility(code);
        struct put_result result;
        int64_t id;

        assert_int_equal(store_source(&id, o->store, &source), OK);
        assert_int_equal(store_put_facility(&result, o->store, &facility, id, &author, o->arena), OK);
        assert_int_equal(result.put, PUT_ADDED);
}

static void put_line(struct opened *o, const char *facility, const char *number)
{
        const struct store_source source = plain_source("purchases");
        const struct purchase line = plain_line(facility, number, 1, "", 1000);
        struct put_result result;
        int64_t id;

        assert_int_equal(store_source(&id, o->store, &source), OK);
        assert_int_equal(store_put_purchase(&result, o->store, &line, id, &author, o->arena), OK);
        assert_int_equal(result.put, PUT_ADDED);
}

static bool may_be_twice(struct opened *o, enum twice_kind kind, const char *key)
{
        bool twice = false;

        assert_int_equal(store_may_be_twice(&twice, o->store, kind, key), OK);
        return twice;
}

static void what_one_receipt_has_is_surely_alone(void **state)
{
        static const struct {
                enum twice_kind kind;
                const char *key;
                bool twice;
        } rows[] = {
                {TWICE_SUM, "2025-09-01 1000", true},
                {TWICE_SUM, "2025-09-01 2000", true},
                {TWICE_SUM, "2025-09-01 3000", false},
                {TWICE_SUM, "2025-09-01 4000", false}, /* nobody has it */
                {TWICE_PAPER, "2025-09-01 1000 東和", true},
                {TWICE_PAPER, "2025-09-01 2000 東和", false}, /* the other one is by 青葉 */
                {TWICE_PAPER, "2025-09-01 2000 青葉", false},
                {TWICE_LIKE, "2025-09-01 1000 東和 R-1", false}, /* the other one is R-2 */
                {TWICE_LIKE, "2025-09-01 5000 東和 R-7", true},
                {TWICE_ONE, "saa 2025-09-01 1000", false}, /* the other one with this scan is of 2,000 yen */
                {TWICE_ONE, "sdd 2025-09-01 5000", true},
                {TWICE_ONE, "rT1 R-7 2025-09-01 5000", false}, /* neither has a registration number */
                {TWICE_SCAN, "aa", true},
                {TWICE_SCAN, "bb", false},
                {TWICE_LINES, "R-1", false}, /* lines of its payer alone */
                {TWICE_LINES, "R-3", true},  /* lines of another, who has no receipt of this number */
                {TWICE_LINES, "R-7", false}, /* two receipts of this number, each with lines of its own payer */
                {TWICE_LINES, "R-5", false}, /* lines of nobody yet */
        };
        struct opened *o = *state;

        assert_int_equal(store_begin(o->store), OK);
        put(o, "0118010016", "R-1", "東和", 1000, "aa");
        put(o, "0118010024", "R-2", "東和", 1000, "bb");
        put(o, "0118010016", "R-3", "東和", 2000, "cc");
        put(o, "0118010024", "R-4", "青葉", 2000, "aa");
        put(o, "0118010032", "R-5", "東和", 3000, "");
        put(o, "0118010040", "R-6", "東和", 3001, "");
        put(o, "0118010057", "R-7", "東和", 5000, "dd");
        put(o, "0118010065", "R-7", "東和", 5000, "dd");
        put_line(o, "0118010016", "R-1");
        put_line(o, "0118010024", "R-3");
        put_line(o, "0118010057", "R-7");
        put_line(o, "0118010065", "R-7");
        put_line(o, "", "R-5");
        assert_int_equal(store_commit(o->store), OK);
        assert_int_equal(store_read_begin(o->store), OK);
        for (int kind = 0; kind < TWICE_KINDS; kind++)
                for (int i = 0; i < FEW; i++)
                        assert_true(may_be_twice(o, (enum twice_kind)kind, "2025-09-01 3000"));
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                assert_int_equal(may_be_twice(o, rows[i].kind, rows[i].key), rows[i].twice);
        store_rollback(o->store);
}

/* What was found holds for one view of the records. */
static void another_view_is_walked_through_again(void **state)
{
        struct opened *o = *state;

        assert_int_equal(store_begin(o->store), OK);
        put(o, "0118010016", "R-1", "東和", 1000, "aa");
        assert_int_equal(store_commit(o->store), OK);
        assert_int_equal(store_read_begin(o->store), OK);
        for (int i = 0; i < FEW; i++)
                (void)may_be_twice(o, TWICE_SUM, "");
        assert_false(may_be_twice(o, TWICE_SUM, "2025-09-01 1000"));
        store_rollback(o->store);

        assert_int_equal(store_begin(o->store), OK);
        put(o, "0118010024", "R-2", "東和", 1000, "aa");
        assert_true(may_be_twice(o, TWICE_SUM, "2025-09-01 1000"));
        for (int i = 0; i < FEW; i++)
                (void)may_be_twice(o, TWICE_SUM, "");
        assert_true(may_be_twice(o, TWICE_SUM, "2025-09-01 1000"));
        store_rollback(o->store);

        /* while this program writes, what was walked through would not stay as it is */
        assert_int_equal(store_begin(o->store), OK);
        for (int i = 0; i <= FEW; i++)
                (void)may_be_twice(o, TWICE_SUM, "");
        put(o, "0118010032", "R-3", "東和", 3000, "aa");
        put(o, "0118010040", "R-4", "東和", 3000, "aa");
        assert_true(may_be_twice(o, TWICE_SUM, "2025-09-01 3000"));
        store_rollback(o->store);
}

/* Among many members, when the lines of most are surely their own: one has a line of 1,000 yen on another's receipt. */
static void what_others_hold_is_found_among_many(void **state)
{
        enum { MEMBERS = FEW + 64, SHARED = FEW + 40 };
        struct opened *o = *state;
        struct records records;
        int shared = 0;
        bool found;

        assert_int_equal(store_begin(o->store), OK);
        put_facility(o, "0218010015");
        for (int i = 0; i < MEMBERS; i++) {
                const char *code = arena_printf(o->arena, "01%08d", i), *number = arena_printf(o->arena, "R-%d", i);

                put_facility(o, code);
                put(o, code, number, "東和", 3000 + i, "");
                put_line(o, code, number);
                if (i == SHARED)
                        put_line(o, "0218010015", number);
        }
        assert_int_equal(store_commit(o->store), OK);
        assert_int_equal(store_read_begin(o->store), OK);
        for (int i = 0; i < MEMBERS; i++) {
                assert_int_equal(store_records(&records, &found, o->store, arena_printf(o->arena, "01%08d", i), o->arena), OK);
                assert_true(found);
                assert_int_equal(records.receipts.n, 1);
                assert_int_equal(records.receipts.at[0].shared, i == SHARED);
                assert_int_equal(records.receipts.at[0].others_total.n, i == SHARED ? 1000 : 0);
                shared += records.receipts.at[0].shared;
        }
        assert_int_equal(shared, 1);
        assert_int_equal(store_records(&records, &found, o->store, "0218010015", o->arena), OK);
        assert_true(records.receipts.at[0].shared); /* for the other one it is the payer's lines that are others' */
        store_rollback(o->store);
}

static int stop(void *user)
{
        (void)user;
        return 1;
}

/* A walk that fails on its way says nothing: whoever asks again is not told that what it never came to is alone. */
static void a_walk_that_fails_says_nothing(void **state)
{
        struct opened *o = *state;
        bool twice = false;

        assert_int_equal(store_begin(o->store), OK);
        put(o, "0118010016", "R-1", "東和", 1000, "aa");
        put(o, "0118010024", "R-2", "東和", 1000, "bb");
        assert_int_equal(store_commit(o->store), OK);
        assert_int_equal(store_read_begin(o->store), OK);
        for (int i = 0; i <= FEW; i++) /* one walk that ends well: the receipts are counted */
                (void)may_be_twice(o, TWICE_SUM, "");
        for (int i = 0; i < FEW; i++)
                (void)may_be_twice(o, TWICE_PAPER, "");
        sqlite3_progress_handler(o->store->db, 1, stop, NULL);
        assert_int_equal(store_may_be_twice(&twice, o->store, TWICE_PAPER, "2025-09-01 1000 東和"), ERR_SYSTEM);
        sqlite3_progress_handler(o->store->db, 0, NULL, NULL);
        assert_true(may_be_twice(o, TWICE_PAPER, "2025-09-01 1000 東和"));
        assert_false(may_be_twice(o, TWICE_PAPER, "2025-09-01 2000 東和"));
        store_rollback(o->store);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(what_one_receipt_has_is_surely_alone, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(another_view_is_walked_through_again, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(what_others_hold_is_found_among_many, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(a_walk_that_fails_says_nothing, open_new, close_and_remove),
        };

        return cmocka_run_group_tests_name("store_twice", tests, NULL, NULL);
}
