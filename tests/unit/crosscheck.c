/* What several facilities have in common: one finding per scan or paper, with a count, never one per pair. */
#include "core/assess/crosscheck.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define A            "0118010016"
#define B            "0418010146"
#define C            "1518910011"

/* "W308 0118010016/R-1 a.jpg receipts.csv:2:12 <- 0418010146/R-7 | …" */
static const char *said(const struct findings *list)
{
        struct buffer out = buffer_in(list->arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < list->n; i++) {
                const struct finding *f = &list->at[i];

                buffer_printf(&out, "%s%s %s %s %s <- %s", i ? " | " : "", finding_name(f->id), f->subject, f->value,
                              f->place ? f->place : "-", f->args[0]);
        }
        return out.at;
}

static const char *run(struct arena *arena, enum crosscheck_kind kind, const char *viewpoint,
                       const struct crosscheck_row *rows, size_t n)
{
        struct findings findings = findings_in(arena);
        struct crosscheck check;

        crosscheck_start(&check, kind, viewpoint, &findings);
        for (size_t i = 0; i < n; i++)
                crosscheck_row(&check, &rows[i]);
        crosscheck_end(&check);
        return said(&findings);
}

static void scans_and_papers(void **state)
{
        static const struct crosscheck_row one_facility[] = {{"aa", A, "R-1", "a.jpg", "receipts.csv:2:12"},
                                                             {"aa", A, "R-2", "a.jpg", NULL},
                                                             {"bb", B, "R-1", "b.jpg", NULL}};
        static const struct crosscheck_row two[] = {{"aa", A, "R-1", "a.jpg", "receipts.csv:2:12"},
                                                    {"aa", B, "R-7", "x.jpg", "receipts.csv:9:12"}};
        /* a shared receipt has one payer and one number; it comes once for each of its lines or scans */
        static const struct crosscheck_row shared[] = {
                {"aa", A, "R-1", "a.jpg", NULL}, {"aa", A, "R-1", "a.jpg", NULL}, {"aa", A, "R-1", "b.jpg", NULL}};
        static const struct crosscheck_row five[] = {{"aa", A, "R-1", "a.jpg", NULL}, {"aa", A, "R-2", "a.jpg", NULL},
                                                     {"aa", B, "R-3", "a.jpg", NULL}, {"aa", B, "R-3", "a.jpg", NULL},
                                                     {"aa", B, "R-4", "a.jpg", NULL}, {"aa", C, "R-5", "a.jpg", NULL},
                                                     {"aa", C, "R-6", "a.jpg", NULL}, {"bb", A, "R-1", "b.jpg", NULL},
                                                     {"cc", A, "R-1", "c.jpg", NULL}, {"cc", C, "R-1", "c.jpg", NULL}};
        static const struct {
                const char *claim;
                enum crosscheck_kind kind;
                const char *viewpoint;
                const struct crosscheck_row *rows;
                size_t n;
                const char *said;
        } cases[] = {
                {"no rows", CROSSCHECK_SCAN, NULL, two, 0, ""},
                {"two receipts of one facility are not this check's affair", CROSSCHECK_SCAN, NULL, one_facility, 3,
                 ""},
                {"two facilities", CROSSCHECK_SCAN, NULL, two, 2,
                 "W308 " A "/R-1 a.jpg receipts.csv:2:12 <- " B "/R-7"},
                {"seen from the other", CROSSCHECK_SCAN, B, two, 2,
                 "W308 " B "/R-7 x.jpg receipts.csv:9:12 <- " A "/R-1"},
                {"seen from a third", CROSSCHECK_SCAN, C, two, 2, ""},
                {"the same paper", CROSSCHECK_PAPER, NULL, two, 2,
                 "W310 " A "/R-1 a.jpg receipts.csv:2:12 <- " B "/R-7"},
                {"a shared receipt is one receipt", CROSSCHECK_SCAN, NULL, shared, 3, ""},
                {"one finding per key; three named, the rest counted", CROSSCHECK_SCAN, NULL, five, COUNT(five),
                 "W308 " A "/R-1 a.jpg - <- " B "/R-3, " B "/R-4, " C "/R-5 (+1) | W308 " A "/R-1 c.jpg - <- " C
                 "/R-1"},
                {"from the middle", CROSSCHECK_SCAN, B, five, COUNT(five),
                 "W308 " B "/R-3 a.jpg - <- " A "/R-1, " A "/R-2, " C "/R-5 (+1)"},
        };
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < COUNT(cases); i++)
                assert_string_equal(run(arena, cases[i].kind, cases[i].viewpoint, cases[i].rows, cases[i].n),
                                    cases[i].said);
        arena_free(arena);
}

/* Half the country on one scan: one finding, and the count. */
static void a_scan_of_everybody(void **state)
{
        struct arena *arena = arena_new(abort), *scratch = arena_child(arena);
        struct findings findings = findings_in(arena);
        struct crosscheck check;

        (void)state;
        crosscheck_start(&check, CROSSCHECK_SCAN, NULL, &findings);
        for (int i = 0; i < 100000; i++) {
                crosscheck_row(&check,
                               &(struct crosscheck_row){"aa", arena_printf(scratch, "%010d", i), "R-1", "a.jpg", NULL});
                arena_reset(scratch); /* nothing of the row is kept */
        }
        crosscheck_end(&check);
        assert_int_equal(findings.n, 1);
        assert_string_equal(said(&findings),
                            "W308 0000000000/R-1 a.jpg - <- 0000000001/R-1, 0000000002/R-1, 0000000003/R-1 (+99996)");
        arena_free(scratch);
        arena_free(arena);
}

/* Who looks reads its own receipts and three of the others'; the rest is a number. */
static void counted_without_being_read(void **state)
{
        static const struct crosscheck_row rows[] = {{"aa", B, "R-3", "b.jpg", NULL},
                                                     {"aa", A, "R-1", NULL, NULL},
                                                     {"aa", C, "R-5", NULL, NULL},
                                                     {"aa", C, "R-6", NULL, NULL}};
        struct arena *arena = arena_new(abort);
        struct findings findings = findings_in(arena);
        struct crosscheck check;

        (void)state;
        crosscheck_start(&check, CROSSCHECK_SCAN, B, &findings);
        for (size_t i = 0; i < COUNT(rows); i++)
                crosscheck_row(&check, &rows[i]);
        crosscheck_more(&check, 2497);
        crosscheck_end(&check);
        assert_string_equal(said(&findings),
                            "W308 " B "/R-3 b.jpg - <- " A "/R-1, " C "/R-5, " C "/R-6 (+2497)");
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(scans_and_papers),
                cmocka_unit_test(a_scan_of_everybody),
                cmocka_unit_test(counted_without_being_read),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
