/* What a scan's own name says (receipts/scans/scan_name.h). */
#include "receipts/scans/scan_name.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int open_arena(void **state)
{
        *state = arena_new(abort);
        return 0;
}

static int close_arena(void **state)
{
        arena_free(*state);
        return 0;
}

static void a_name_begins_with_a_code(void **state)
{
        static const struct {
                const char *name, *code, *rest;
                bool breakdown;
        } rows[] = {
                {"4710123458_R-0412.jpg", "4710123458", "R-0412", false},
                {"4710123458_R-0412_2.png", "4710123458", "R-0412_2", false},
                {"４７１０１２３４５８＿R-0412.JPEG", "4710123458", "R-0412", false},
                {"47-1-0123458_7.pdf", "4710123458", "7", false},
                {"4710123458_R-0412_内訳書.pdf", "4710123458", "R-0412_内訳書", true},
                {"4710123458_R-0412 Breakdown.pdf", "4710123458", "R-0412 Breakdown", true},
                {"4710123458_R.0412", "4710123458", "R.0412", false}, /* digits are no extension */
                {"IMG_0001.jpg", "", "", false},
                {"471012345_R-1.jpg", "", "", false},
                {"4710123458.jpg", "", "", false},
                {"4710123458_.jpg", "", "", false},
                {"4710123458-R-1.jpg", "", "", false},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct scan_label label = {0};
                bool found = scan_label_read(&label, rows[i].name, arena);

                if (found != (*rows[i].code != '\0'))
                        fail_msg("%s: %d", rows[i].name, found);
                if (found && (strcmp(label.code, rows[i].code) != 0 || strcmp(label.rest, rows[i].rest) != 0 ||
                              label.is_breakdown != rows[i].breakdown))
                        fail_msg("%s: %s %s %d", rows[i].name, label.code, label.rest, label.is_breakdown);
        }
}

/* Twice the bytes of the rest that the number takes up, and one if it stands as it is. */
static void a_number_fits(void **state)
{
        static const struct {
                const char *rest, *number;
                size_t fit;
        } rows[] = {
                {"R-0412", "R-0412", 13},
                {"r0412", "R-0412", 10},
                {"R_0412", "R/0412", 12},
                {"2025年-0007", "2025年/0007", 24},
                {"Ｒ－０４１２", "R-0412", 37},   /* as it is but for its width: 6 characters of 3 bytes */
                {"R-0412_2", "R-0412", 13},       /* a page */
                {"R-0412 (2)", "R-0412", 13},     /* a copy */
                {"R-0412_裏", "R-0412", 13},      /* a remark */
                {"R-0412_2", "R-0412_2", 17},     /* a number of its own fits better */
                {"R-0412_20250901", "R-0412", 0}, /* that may be more of the number */
                {"R-0412-2", "R-0412", 0},        /* so may this */
                {"R-04123", "R-0412", 0},
                {"R-0412", "R-04", 0},
                {"\u30cf\u309a-1", "\u30d1-1", 17}, /* ハ and its mark, as a Mac writes パ; 8 bytes */
                {"-", "-", 0},                      /* nothing is left of it */
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct scan_label label = {.rest = rows[i].rest};
                size_t fit = scan_label_fits(&label, rows[i].number, arena);

                if (fit != rows[i].fit)
                        fail_msg("%s, %s: %zu, expected %zu", rows[i].rest, rows[i].number, fit, rows[i].fit);
        }
}

static void names_that_differ_in_their_joints_alone(void **state)
{
        struct arena *arena = *state;

        assert_string_equal(scan_name_key(arena, "r-1104.jpg"), scan_name_key(arena, "R1104.PNG"));
        assert_string_equal(scan_name_key(arena, "領収書～1.jpg"), scan_name_key(arena, "領収書\u301c1.jpg"));
        assert_string_not_equal(scan_name_key(arena, "r1.jpg"), scan_name_key(arena, "r2.jpg"));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_name_begins_with_a_code),
                cmocka_unit_test(a_number_fits),
                cmocka_unit_test(names_that_differ_in_their_joints_alone),
        };
        return cmocka_run_group_tests(tests, open_arena, close_arena);
}
