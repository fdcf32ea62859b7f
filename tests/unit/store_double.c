/* One paper that two members claim (E155): what is claimed of it is held against its total, however much it is. */
#include "workspace.h"

#include "plain_rows.h"

#include "core/format/xml/xml.h"
#include "core/programme/programme.h"
#include "core/store/across/crosscheck.h"

#include "core/banned.h"

#define OWN   "1919990018"
#define OTHER "1919990026"

static const struct store_author author = {"事務長", "2025-12-22T10:00:00+09:00", "import"};
/* A receipt of 121,000 yen, of the one scan that there is. */
static void put_receipt(struct opened *o, int64_t id, const char *facility, const char *number)
{
        struct receipt receipt = plain_receipt(facility, number, "株式会社ミナモ電算", 121000);
        struct put_result result;

        *vec_add(o->arena, &receipt.evidence) = (struct evidence){.name = "r1.png", .sha256 = "aa"};
        assert_int_equal(store_put_receipt(&result, o->store, &receipt, id, &author, o->arena), OK);
}

static void put_facility(struct opened *o, int64_t id, const char *code)
{
        const struct facility facility = plain_facility(code);
        struct put_result result;

        assert_int_equal(store_put_facility(&result, o->store, &facility, id, &author, o->arena), OK);
}

static void put_line(struct opened *o, int64_t id, const char *facility, const char *number, int position,
                     int64_t amount)
{
        const struct purchase line = plain_line(facility, number, position, "訪問診療等", amount);
        struct put_result result;

        assert_int_equal(store_put_purchase(&result, o->store, &line, id, &author, o->arena), OK);
}

/* What of the others' lines cannot be added to the own 121,000 yen is more than any total, whatever is taken from it afterwards. */
static void what_cannot_be_added_is_more_than_the_total(void **state)
{
        static const struct {
                int64_t others[3];
                const char *claimed; /* NULL: no E155 */
        } rows[] = {
                {{0, 0, 0}, NULL},                                         /* 121,000 of 121,000 */
                {{100000, 0, -100000}, NULL},                              /* with a discount of all of it */
                {{100000, 0, -99999}, "121,001"},                          /* 121,000 + 1 */
                {{INT64_MAX - 121000, 0, 0}, "9,223,372,036,854,775,807"}, /* the most that can be added */
                {{INT64_MAX - 120999, 0, 0}, "9,223,372,036,854,775,807"},
                {{INT64_MAX, 1, -INT64_MAX}, "9,223,372,036,854,775,807"},
                {{INT64_MAX, INT64_MAX, -INT64_MAX},
                 "9,223,372,036,854,775,807"}, /* INT64_MAX - INT64_MAX = 0, had one not counted */
        };
        struct opened *o = *state;
        const struct store_source source = plain_source("receipts");
        struct programme *programme;
        struct records records;
        int64_t id;
        bool found;

        assert_int_equal(programme_open(&programme, "r7-online-qualification", o->arena, &o->findings), OK);
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct findings said = findings_in(o->arena);

                assert_int_equal(store_begin(o->store), OK);
                assert_int_equal(store_source(&id, o->store, &source), OK);
                put_facility(o, id, OWN);
                put_facility(o, id, OTHER);
                put_receipt(o, id, OWN, "K-1");
                put_receipt(o, id, OTHER, "N-77");
                put_line(o, id, OWN, "K-1", 1, 121000);
                for (int k = 0; k < 3; k++)
                        put_line(o, id, OTHER, "N-77", k + 1, rows[i].others[k]);
                assert_int_equal(store_records(&records, &found, o->store, OWN, o->arena), OK);
                assert_int_equal(store_double_claims(&said, o->store, programme, &records, (struct date){2025, 12, 22}), OK);
                assert_int_equal(said.n, rows[i].claimed != NULL);
                if (rows[i].claimed) {
                        assert_int_equal(said.at[0].id, E155);
                        assert_string_equal(said.at[0].args[1], rows[i].claimed);
                }
                store_rollback(o->store);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(what_cannot_be_added_is_more_than_the_total, open_new,
                                                close_and_remove),
        };
        int failed;

        xml_start();
        failed = cmocka_run_group_tests_name("store_double", tests, NULL, NULL);
        xml_stop();
        return failed;
}
