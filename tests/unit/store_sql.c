/* Every statement of core/store/store_sql.h is one that SQLite takes, and what reads rows finds each column at its place. */
#include "workspace.h"

#include "core/store/store_private.h"

#include "core/store/kept/import_memory.h"

#include "core/banned.h"

static const char *const names[] = {
#define S(name, text) #name,
#include "core/store/store_sql.h"
#undef S
};

static void every_statement_is_taken(void **state)
{
        struct opened *o = *state;

        assert_int_equal(store_import_begin(o->store), OK); /* the temporary tables */
        for (int i = 0; i < SQL_STATEMENTS; i++)
                if (!store_sql(o->store, (enum sql)i))
                        fail_msg("%s: %s", names[i], sqlite3_errmsg(o->store->db));
}

/* The columns begin at `first`; behind them stand source and line. */
static void rows_stand_in_order(void **state)
{
        static const struct {
                enum sql sql;
                int first;
                const struct row_type *type;
        } rows[] = {
                {SQL_FACILITY_GET, 0, &row_facility},
                {SQL_GOING_FACILITIES, 0, &row_facility},
                {SQL_RECEIPT_GET, 1, &row_receipt},
                {SQL_RECEIPTS_PAID, 1, &row_receipt},
                {SQL_RECEIPTS_OF, 1, &row_receipt},
                {SQL_SEARCH, 1, &row_receipt},
                {SQL_REPLACE_RECEIPTS, 0, &row_receipt},
                {SQL_GOING_RECEIPTS, 0, &row_receipt},
                {SQL_PURCHASE_GET, 0, &row_purchase},
                {SQL_PURCHASES_OF, 0, &row_purchase},
                {SQL_REPLACE_PURCHASES, 0, &row_purchase},
                {SQL_GOING_PURCHASES, 0, &row_purchase},
                {SQL_VENDOR_LINE_GET, 0, &row_vendor_line},
                {SQL_VENDOR_LINES_OF, 0, &row_vendor_line},
                {SQL_REPLACE_VENDOR_LINES, 0, &row_vendor_line},
                {SQL_GOING_VENDOR_LINES, 0, &row_vendor_line},
                {SQL_CLAIM_GET, 0, &row_claim},
                {SQL_CLAIMS_OF, 0, &row_claim},
                {SQL_REPLACE_CLAIMS, 0, &row_claim},
                {SQL_GOING_CLAIMS, 0, &row_claim},
        };
        struct opened *o = *state;

        assert_int_equal(store_import_begin(o->store), OK);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                sqlite3_stmt *s = store_sql(o->store, rows[i].sql);
                int source = rows[i].first + rows[i].type->n;

                assert_non_null(s);
                for (int c = 0; c < rows[i].type->n; c++)
                        assert_string_equal(sqlite3_column_name(s, rows[i].first + c), rows[i].type->columns[c].id);
                assert_string_equal(sqlite3_column_name(s, source), "source");
                assert_string_equal(sqlite3_column_name(s, source + 1), "line");
        }
}

/* The tables of the database have the columns of the fields, and nothing that no field knows. */
static void tables_have_the_fields(void **state)
{
        static const struct {
                const char *table;
                const struct row_type *type;
                int beside; /* source and line; of receipts also the id and the key of the issuer */
        } tables[] = {{"facility", &row_facility, 2},
                      {"receipt", &row_receipt, 4},
                      {"purchase", &row_purchase, 2},
                      {"vendor_line", &row_vendor_line, 2},
                      {"claim", &row_claim, 2}};
        struct opened *o = *state;

        for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
                const char *all = arena_printf(o->arena, "SELECT count(*) FROM pragma_table_info('%s')", tables[i].table);

                assert_int_equal(count(o, all), tables[i].type->n + tables[i].beside);
                for (int c = 0; c < tables[i].type->n; c++)
                        assert_int_equal(count(o, arena_printf(o->arena, "%s WHERE name = '%s'", all,
                                                               tables[i].type->columns[c].id)),
                                         1);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(every_statement_is_taken, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(rows_stand_in_order, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(tables_have_the_fields, open_new, close_and_remove),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
