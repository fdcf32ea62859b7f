/* The position of a line among the lines of its receipt in its file: in memory, and where a file has more receipts than are kept there,
 * in the store. */
#include "receipts/table/position.h"

#include "workspace.h"

#include "core/banned.h"

static int32_t next_position(struct positions *p, const char *facility, const char *number)
{
        int32_t n = 0;

        assert_int_equal(positions_next(&n, p, facility, number), OK);
        return n;
}

/* A line's key is its receipt and its position there, whatever stands between. */
static void are_counted_per_receipt(void **state)
{
        struct opened *o = *state;
        struct positions *p = positions_new(NULL, 0, o->arena);

        assert_int_equal(next_position(p, "", "R-1"), 1);
        assert_int_equal(next_position(p, "", "R-2"), 1);
        assert_int_equal(next_position(p, "", "R-1"), 2);
        assert_int_equal(next_position(p, "4710123458", "R-1"), 1);
        assert_int_equal(next_position(p, "4710123458R", "-1"), 1); /* no other way of joining them */
        for (int i = 0; i < 1000; i++)
                assert_int_equal(next_position(p, "x", arena_printf(o->arena, "%d", i)), 1);
        assert_int_equal(next_position(p, "", "R-1"), 3);
        positions_free(p);
}

static void number_them(struct positions *p, int from, int to, int32_t expected)
{
        char number[16];

        for (int i = from; i < to; i++) {
                snprintf(number, sizeof number, "R-%d", i);
                if (next_position(p, "", number) != expected)
                        fail_msg("%s is not at %d", number, expected);
        }
}

/* Memory holds 393,216 receipts (three quarters of 2^19); what left it goes on where it was. */
static void leave_for_the_store_and_go_on(void **state)
{
        enum { MANY = 400000, BACK = 5000 };
        struct opened *o = *state;
        struct positions *p;

        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_import_begin(o->store), OK);
        p = positions_new(o->store, 1, o->arena);
        number_them(p, 0, MANY, 1);
        number_them(p, 0, BACK, 2);
        number_them(p, MANY - BACK, MANY, 2);
        number_them(p, 0, BACK, 3);
        positions_free(p);
        assert_int_equal(store_commit(o->store), OK);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(are_counted_per_receipt, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(leave_for_the_store_and_go_on, open_new, close_and_remove),
        };

        return cmocka_run_group_tests_name("position", tests, NULL, NULL);
}
