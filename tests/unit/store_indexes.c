/* A large import into new tables makes their indexes at its end: what is there afterwards is what a new workspace has, however
 * the import ends. */
#include "workspace.h"

#include "plain_rows.h"

#include "core/store/store_private.h"

#include "core/store/kept/import_memory.h"

#include "core/banned.h"

#define INDEXES                                                                                                        \
        "FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ('receipt', 'receipt_evidence', " \
        "'purchase')"

static const struct store_author author = {"事務長", "2025-12-22T10:00:00+09:00", "import"};

static int indexes(const struct opened *o)
{
        return count(o, "SELECT count(*) " INDEXES);
}

/* As this connection sees it, within its transaction. */
static int indexes_within(const struct opened *o)
{
        sqlite3_stmt *s = NULL;
        int n = -1;

        assert_int_equal(store_errands_done(o->store), OK);
        if (sqlite3_prepare_v2(o->store->db, "SELECT count(*) " INDEXES, -1, &s, NULL) == SQLITE_OK &&
            sqlite3_step(s) == SQLITE_ROW)
                n = sqlite3_column_int(s, 0);
        sqlite3_finalize(s);
        return n;
}

static enum put put(struct opened *o, const char *number, int64_t amount, int line)
{
        const struct store_source source = plain_source("receipts");
        struct receipt receipt = plain_receipt("0118010016", number, "東和", amount);
        struct put_result result;
        int64_t id;

        receipt.origin.line = line;
        assert_int_equal(store_source(&id, o->store, &source), OK);
        assert_int_equal(store_put_receipt(&result, o->store, &receipt, id, &author, o->arena), OK);
        return result.put;
}

static void begin(struct opened *o)
{
        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_import_begin(o->store), OK);
        assert_int_equal(store_import_index_later(o->store), OK);
}

static void end(struct opened *o)
{
        assert_int_equal(store_import_receipts_in(o->store), OK);
        assert_int_equal(store_import_rows_in(o->store), OK);
        assert_int_equal(store_import_end(o->store), OK);
}

static void they_are_the_schemas_own(void **state)
{
        struct opened *o = *state;
        const int all = indexes(o);
        char *before;

        assert_true(all >= 6);
        before = arena_printf(o->arena, "SELECT count(*) " INDEXES " AND length(sql) > 0");
        begin(o);
        assert_int_equal(indexes_within(o), 0);
        assert_int_equal(indexes(o), all); /* nobody else sees them go */
        assert_int_equal(put(o, "R-1", 1000, 2), PUT_ADDED);
        /* one receipt for one number: what says so is no index that can be taken down */
        assert_int_equal(put(o, "R-1", 2000, 3), PUT_CONFLICT);
        end(o);
        assert_int_equal(indexes_within(o), all);
        assert_int_equal(store_commit(o->store), OK);
        assert_int_equal(count(o, before), all);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt INDEXED BY receipt_number WHERE number = 'R-1'"), 1);
}

/* Receipts are asked for by the lines that follow: theirs are there before. */
static void those_of_receipts_come_first(void **state)
{
        struct opened *o = *state;

        begin(o);
        assert_int_equal(store_import_receipts_in(o->store), OK);
        assert_int_equal(put(o, "R-1", 1000, 2), PUT_ADDED);
        assert_int_equal(indexes_within(o), 3); /* by number; by date, amount and issuer; by registration number */
        store_rollback(o->store);
}

static void whatever_ends_the_import_brings_them_back(void **state)
{
        struct opened *o = *state;
        const int all = indexes(o);
        struct store *other = NULL;

        begin(o);
        put(o, "R-1", 1000, 2);
        store_rollback(o->store);
        assert_int_equal(indexes_within(o), all);

        /* a process that dies commits nothing: its connection ends within the transaction */
        begin(o);
        put(o, "R-1", 1000, 2);
        store_close(o->store);
        o->store = NULL;
        assert_int_equal(store_open(&other, o->folder, &o->findings), OK);
        o->store = other;
        assert_int_equal(indexes(o), all);
        assert_int_equal(count(o, "SELECT count(*) FROM receipt"), 0);
}

/* Rows that are there already are looked for by them. */
static void a_table_with_rows_keeps_its_own(void **state)
{
        struct opened *o = *state;
        const int all = indexes(o);

        begin(o);
        put(o, "R-1", 1000, 2);
        end(o);
        assert_int_equal(store_commit(o->store), OK);
        begin(o);
        assert_int_equal(indexes_within(o), 3);
        end(o);
        assert_int_equal(indexes_within(o), all);
        store_rollback(o->store);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(they_are_the_schemas_own, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(those_of_receipts_come_first, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(whatever_ends_the_import_brings_them_back, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(a_table_with_rows_keeps_its_own, open_new, close_and_remove),
        };

        return cmocka_run_group_tests_name("store_indexes", tests, NULL, NULL);
}
