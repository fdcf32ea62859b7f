/* A list of applications, filled in: which cells say what, and what is wrong with a cell. The columns are those of soroe index and
 * soroe status, in Japanese and English. */
#include "receipts/marks/mark_list.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/record/filing.h"
#include "core/base/text.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct fixture {
        struct arena *arena;
        struct findings findings;
        struct programme *programme;
        char path[64];
};

static void no_memory(void)
{
        abort();
}

static int set_up(void **state)
{
        struct fixture *f = calloc(1, sizeof *f);

        f->arena = arena_new(no_memory);
        f->findings = findings_in(f->arena);
        snprintf(f->path, sizeof f->path, "/tmp/mark-list-XXXXXX");
        assert_true(mkstemp(f->path) >= 0);
        assert_int_equal(programme_open(&f->programme, "r7-online-qualification", f->arena, &f->findings), OK);
        *state = f;
        return 0;
}

static int tear_down(void **state)
{
        struct fixture *f = *state;

        remove(f->path);
        arena_free(f->arena);
        free(f);
        return 0;
}

static struct mark_list read_list(struct fixture *f, const char *text)
{
        const struct texts no_maps = {0};
        struct mark_list list;
        FILE *file = fopen(f->path, "w");

        fputs(text, file);
        fclose(file);
        f->findings.n = 0;
        assert_int_equal(mark_list_read(&list, f->path, &no_maps, f->programme, f->arena, &f->findings), OK);
        return list;
}

#define INDEX "医療機関コード,名称,事業区分,申請の状態,申請した日,決定の日,受付番号,交付決定額,申請しない\n"
#define STATUS "facility,name,category,state,submitted_on,decided_on,granted,number,declined,phone\n"
#define CODE "1919990018"

/* A row, and what it says; days as 2025-12-22, "" for none, -1 for no amount. */
static const struct {
        const char *text, *submitted, *decided, *number;
        long long amount;
        const char *declined;
} rows[] = {
        {INDEX CODE ",霞野診療所,訪問診療等,未提出,令和7年12月22日,,2025-1,,\n", "2025-12-22", "", "2025-1", -1, ""},
        {INDEX CODE ",霞野診療所,訪問診療等,,R7.12.22,2026/2/10,,\"90,000円\",\n", "2025-12-22", "2026-02-10", "", 90000, ""},
        {INDEX CODE ",霞野診療所,訪問診療等,,,,,,○\n", "", "", "", -1, "○"},
        {STATUS CODE ",Kasumi,home-visit,ready,2025-12-22,,,2025-1,,03-0000-0000\n", "2025-12-22", "", "2025-1", -1, ""},
        {STATUS "１９１９９９００１８,Kasumi,home-visit,ready,2025-12-22,2026-02-10,90000,,,\n", "2025-12-22", "2026-02-10", "", 90000, ""},
        /* titles above, an unknown column, a total below */
        {"令和7年度の結果\n\n" INDEX CODE ",霞野診療所,訪問診療等,,2025-12-22,,,,\n合計,,,,,,,90000,\n", "2025-12-22", "", "", -1, ""},
};

static const char *iso(char *text, struct date date)
{
        return date_is_set(date) ? date_iso(text, date) : "";
}

static void cells_say_what_was_written(void **state)
{
        struct fixture *f = *state;
        char text[DATE_TEXT];

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct mark_list list = read_list(f, rows[i].text);
                const struct mark_line *l;

                if (list.n != 1)
                        fail_msg("row %zu: %zu rows", i, list.n);
                l = &list.at[0].line;
                assert_false(list.at[0].wrong);
                assert_string_equal(l->facility, CODE);
                assert_string_equal(iso(text, l->submitted_on), rows[i].submitted);
                assert_string_equal(iso(text, l->decided_on), rows[i].decided);
                assert_string_equal(l->number, rows[i].number);
                assert_int_equal(l->has_amount ? l->amount.n : -1, rows[i].amount);
                assert_string_equal(l->declined, rows[i].declined);
        }
}

/* What is wrong with a cell: its id, and the cell. */
static const struct {
        const char *text, *id, *place;
} wrong[] = {
        {INDEX CODE ",霞野診療所,訪問診療等,,12月の末,,,,\n", "E006", ":2:5"},
        {INDEX CODE ",霞野診療所,訪問診療等,,2025-12-22,2026-02-30,,1,\n", "E018", ":2:6"},
        {INDEX CODE ",霞野診療所,訪問診療等,,2025-12-22,2026-02-10,,9O000,\n", "E007", ":2:8"},
        {INDEX "191999001,霞野診療所,訪問診療等,,2025-12-22,,,,\n", "E024", ":2:1"},
        {INDEX CODE ",霞野診療所,訪問診療等,,H7.12.22,,,,\n", "C002", ":2:5"}, /* 平成7年: R7 is meant */
};

static void a_wrong_cell_says_nothing(void **state)
{
        struct fixture *f = *state;

        for (size_t i = 0; i < COUNT(wrong); i++) {
                const struct mark_list list = read_list(f, wrong[i].text);
                const struct finding *found;

                assert_int_equal(list.n, 1);
                assert_true(list.at[0].wrong && list.at[0].to > list.at[0].from);
                found = &f->findings.at[list.at[0].from];
                assert_string_equal(finding_name(found->id), wrong[i].id);
                if (!strstr(found->place, wrong[i].place))
                        fail_msg("row %zu: %s", i, found->place);
        }
}

static void a_row_that_names_only_says_nothing(void **state)
{
        const struct mark_list list = read_list(*state, INDEX CODE ",霞野診療所,訪問診療等,未提出,,,,,\n");

        assert_int_equal(list.n, 0);
        assert_int_equal(list.silent, 1);
}

/* Words of the screen and of the command line for one state. */
static void states_are_taken_as_they_are_shown(void **state)
{
        static const struct {
                const char *key;
                enum filing_state is;
        } words[] = {{"提出済", FILING_SUBMITTED},     {"申請済み", FILING_SUBMITTED}, {"submitted", FILING_SUBMITTED},
                     {"交付決定", FILING_GRANTED},     {"granted", FILING_GRANTED},    {"不交付", FILING_REFUSED},
                     {"申請しない", FILING_DECLINED}, {"取消", FILING_NONE},          {"未提出", FILING_NONE}};

        (void)state;
        for (size_t i = 0; i < COUNT(words); i++) {
                enum filing_state got = FILING_STATES;

                assert_true(filing_state_by_word(&got, words[i].key));
                assert_int_equal(got, words[i].is);
        }
        assert_false(filing_state_by_word(&(enum filing_state){0}, "申請中"));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(cells_say_what_was_written, set_up, tear_down),
                cmocka_unit_test_setup_teardown(a_wrong_cell_says_nothing, set_up, tear_down),
                cmocka_unit_test_setup_teardown(a_row_that_names_only_says_nothing, set_up, tear_down),
                cmocka_unit_test(states_are_taken_as_they_are_shown),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
