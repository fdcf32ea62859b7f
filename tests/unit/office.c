/* The office's own data, as a workspace keeps them. */
#include "tests/unit/workspace.h"

#include "core/store/kept/store_office.h"

#include "core/banned.h"

static void keep(struct opened *o, const struct office *office)
{
        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(office_write(o->store, office), OK);
        assert_int_equal(store_commit(o->store), OK);
}

static void comes_back_as_kept(void **state)
{
        static const struct office rows[] = {
                {"那覇市医師会", "事務局 髙良", "098-000-0000", "jimu@example.jp", {2025, 12, 26}},
                {"葛󠄀城薬剤師会", "", "", "", {0}},
                {"", "", "", "", {0}}, /* cleared */
        };
        struct opened *o = *state;
        struct office got;

        assert_int_equal(office_read(&got, o->store, o->arena), OK);
        assert_string_equal(got.name, ""); /* a new workspace has none */
        assert_false(date_is_set(got.cut_off));
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                keep(o, &rows[i]);
                assert_int_equal(office_read(&got, o->store, o->arena), OK);
                assert_string_equal(got.name, rows[i].name);
                assert_string_equal(got.contact, rows[i].contact);
                assert_string_equal(got.phone, rows[i].phone);
                assert_string_equal(got.mail, rows[i].mail);
                assert_int_equal(date_compare(got.cut_off, rows[i].cut_off), 0);
        }
}

static void what_a_letter_needs(void **state)
{
        static const struct {
                struct office office;
                bool enough;
        } rows[] = {
                {{"那覇市医師会", "", "098-000-0000", "", {0}}, true},
                {{"那覇市医師会", "", "", "a@example.jp", {0}}, true},
                {{"那覇市医師会", "事務局", "", "", {0}}, false}, /* no way to answer */
                {{"", "事務局", "098-000-0000", "", {0}}, false},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                assert_int_equal(office_can_write(&rows[i].office), rows[i].enough);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(comes_back_as_kept, open_new, close_and_remove),
                cmocka_unit_test(what_a_letter_needs),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
