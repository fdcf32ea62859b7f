/* Pages of several PDFs in one: in the order asked for, their streams untouched, the same bytes each time; a file that
 * cannot be appended is named and does no harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "templates/reread/merge.h"
#include "tests/unit/pdf_tools.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

struct merging {
        struct arena *arena;
        struct findings findings;
        struct bytes out;
        size_t bad;
};

static int open_merging(void **state)
{
        struct arena *arena = arena_new(abort);
        struct merging *m = ARENA_NEW(arena, struct merging);

        m->arena = arena;
        m->findings = findings_in(arena);
        m->bad = 999;
        *state = m;
        return 0;
}

static int close_merging(void **state)
{
        struct merging *m = *state;

        arena_free(m->arena);
        return 0;
}

/* ---- PDFs by hand: object 1 is the catalog, 2 the tree of pages */

struct by_hand {
        struct buffer out;
        size_t offsets[100];
        int n;
};

static struct by_hand begin(struct arena *arena, const char *version)
{
        struct by_hand pdf = {.out = buffer_in(arena)};

        buffer_printf(&pdf.out, "%%PDF-%s\n", version);
        return pdf;
}

static void object(struct by_hand *pdf, const char *text)
{
        pdf->offsets[pdf->n++] = pdf->out.n;
        buffer_printf(&pdf->out, "%d 0 obj\n%s\nendobj\n", pdf->n, text);
}

static struct bytes end(struct by_hand *pdf)
{
        size_t table = pdf->out.n;

        buffer_printf(&pdf->out, "xref\n0 %d\n0000000000 65535 f \n", pdf->n + 1);
        for (int i = 0; i < pdf->n; i++)
                buffer_printf(&pdf->out, "%010zu 00000 n \n", pdf->offsets[i]);
        buffer_printf(&pdf->out, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", pdf->n + 1, table);
        return buffer_bytes(&pdf->out);
}

/* Pages that say "<name>1", "<name>2" … . Size and font are inherited from the tree of pages. */
static struct bytes pages_saying(struct arena *arena, const char *version, const char *name, int n)
{
        struct by_hand pdf = begin(arena, version);
        struct buffer kids = buffer_in(arena);

        for (int i = 0; i < n; i++)
                buffer_printf(&kids, "%d 0 R ", 4 + 2 * i);
        object(&pdf, "<</Type /Catalog /Pages 2 0 R>>");
        object(&pdf, arena_printf(arena,
                                  "<</Type /Pages /Kids [%s] /Count %d /MediaBox [0 0 300 100] /Rotate 90 "
                                  "/Resources <</Font <</F 3 0 R>>>>>>",
                                  kids.at, n));
        object(&pdf, "<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>");
        for (int i = 0; i < n; i++) {
                const char *text = arena_printf(arena, "BT /F 24 Tf 20 40 Td (%s%d) Tj ET", name, i + 1);

                object(&pdf, arena_printf(arena, "<</Type /Page /Parent 2 0 R /Contents %d 0 R>>", 5 + 2 * i));
                object(&pdf, arena_printf(arena, "<</Length %zu>>\nstream\n%s\nendstream", strlen(text), text));
        }
        return end(&pdf);
}

/* One page, with a chain of `links` dictionaries hanging on it: direct ones, 50 to an object. */
static struct bytes chained(struct arena *arena, int links)
{
        struct by_hand pdf = begin(arena, "1.4");
        int objects = (links + 49) / 50;

        object(&pdf, "<</Type /Catalog /Pages 2 0 R>>");
        object(&pdf, "<</Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 300 100]>>");
        object(&pdf, "<</Type /Page /Parent 2 0 R /Chain 4 0 R>>");
        for (int i = 0; i < objects; i++) {
                struct buffer text = buffer_in(arena);
                int here = i < objects - 1 ? 50 : links - 50 * (objects - 1);

                for (int k = 0; k < here; k++)
                        buffer_text(&text, "<</N ");
                buffer_printf(&text, i < objects - 1 ? "%d 0 R" : "null", 5 + i);
                for (int k = 0; k < here; k++)
                        buffer_text(&text, ">>");
                object(&pdf, text.at);
        }
        return end(&pdf);
}

static bool holds(struct bytes whole, const char *part)
{
        return memmem(whole.at, whole.n, part, strlen(part)) != NULL;
}

static enum status join(struct merging *m, struct bytes base, const struct merge_run *runs, size_t n)
{
        return merge_pages(&m->out, base, runs, n, "写し ", &m->bad, m->arena, &m->findings);
}

/* ---- */

static void pages_stand_in_the_order_asked_for(void **state)
{
        static const char *const order[] = {"base1", "base2", "other2", "third1", "other1", "other2"};
        struct merging *m = *state;
        struct bytes other = pages_saying(m->arena, "1.4", "other", 3),
                     third = pages_saying(m->arena, "1.4", "third", 1);
        const struct merge_run runs[] = {{other, 1, 1, NULL}, {third, 0, 1, NULL}, {other, 0, 2, NULL}};
        const char *at;

        assert_int_equal(join(m, pages_saying(m->arena, "1.4", "base", 2), runs, COUNT(runs)), OK);
        at = tool_says(m->arena, m->out, "pdftotext", NULL, "-");
        assert_non_null(at);
        assert_int_equal(pdf_page_count(at), COUNT(order));
        for (size_t i = 0; i < COUNT(order); i++, at = strchr(at, '\f') + 1)
                assert_memory_equal(at, order[i], strlen(order[i]));
        assert_non_null(tool_says(m->arena, m->out, "qpdf", "--check", NULL));
}

/* "unchanged": what a page inherited it keeps, and its streams are the bytes they were. */
static void appended_pages_are_as_they_were(void **state)
{
        struct merging *m = *state;
        const struct merge_run run = {pages_saying(m->arena, "1.4", "other", 3), 2, 1, NULL};
        const char *sizes;

        assert_int_equal(join(m, pages_saying(m->arena, "1.4", "base", 1), &run, 1), OK);
        assert_true(holds(m->out, "stream\nBT /F 24 Tf 20 40 Td (other3) Tj ETendstream"));
        assert_false(holds(m->out, "(other1)"));
        sizes = tool_says(m->arena, m->out, "pdftotext", "-bbox", "-");
        assert_non_null(sizes);
        /* both pages are 300 x 100 and turned: the words begin 20 from the top, not from the left */
        for (int page = 0; page < 2; page++) {
                sizes = strstr(sizes, "<page width=\"300.000000\" height=\"100.000000\">");
                assert_non_null(sizes);
                sizes = strstr(sizes, "yMin=\"20.000000\"");
                assert_non_null(sizes);
        }
}

static void the_same_files_give_the_same_bytes(void **state)
{
        struct merging *m = *state;
        struct bytes base = pages_saying(m->arena, "1.4", "base", 2), first;
        const struct merge_run run = {pages_saying(m->arena, "1.4", "other", 3), 0, 3, NULL};
        const struct merge_run less = {run.file, 0, 2, NULL};

        assert_int_equal(join(m, base, &run, 1), OK);
        first = m->out;
        assert_int_equal(join(m, base, &run, 1), OK);
        assert_int_equal(m->out.n, first.n);
        assert_memory_equal(m->out.at, first.at, first.n);
        assert_int_equal(join(m, base, &less, 1), OK);
        assert_true(m->out.n != first.n);
}

/* The highest version of the files: a reader must not be told less than it has to understand. */
static void the_version_is_the_highest(void **state)
{
        static const struct {
                const char *base, *other, *third, *merged;
        } rows[] = {
                {"1.4", "1.3", "1.4", "%PDF-1.4"},
                {"1.4", "1.7", "1.5", "%PDF-1.7"},
                {"1.6", "1.4", "1.5", "%PDF-1.6"},
        };
        struct merging *m = *state;

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct merge_run runs[] = {{pages_saying(m->arena, rows[i].other, "other", 1), 0, 1, NULL},
                                                 {pages_saying(m->arena, rows[i].third, "third", 1), 0, 1, NULL}};

                assert_int_equal(join(m, pages_saying(m->arena, rows[i].base, "base", 1), runs, 2), OK);
                assert_memory_equal(m->out.at, rows[i].merged, strlen(rows[i].merged));
        }
}

static void a_font_of_one_file_is_carried_once(void **state)
{
        struct merging *m = *state;
        struct bytes other = pages_saying(m->arena, "1.4", "other", 2);
        const struct merge_run runs[] = {{other, 0, 1, NULL}, {other, 1, 1, NULL}};
        const unsigned char *at, *end_of;
        int fonts = 0;

        assert_int_equal(join(m, pages_saying(m->arena, "1.4", "base", 1), runs, 2), OK);
        end_of = m->out.at + m->out.n;
        for (at = m->out.at; (at = memmem(at, (size_t)(end_of - at), "/Helvetica", 10)); at++)
                fonts++;
        assert_int_equal(fonts, 2); /* the base's and the other's */
}

static void what_cannot_be_appended_is_named(void **state)
{
        struct merging *m = *state;
        struct bytes base = pages_saying(m->arena, "1.4", "base", 1), good = pages_saying(m->arena, "1.4", "good", 2);
        const struct {
                const char *what;
                struct bytes file;
                int first, pages;
        } rows[] = {
                {"no PDF", bytes_of("no PDF at all"), 0, 1},
                {"empty", {(const unsigned char *)"", 0}, 0, 1},
                {"cut off", {good.at, good.n / 3}, 0, 2},
                {"a page too many", good, 0, 3},
                {"behind the last page", good, 2, 1},
                {"before the first", good, -1, 1},
                {"fewer than none", good, 1, -1},
                {"3,000 deep", chained(m->arena, 3000), 0, 1},
        };

        for (size_t i = 0; i < COUNT(rows); i++) {
                const struct merge_run runs[] = {{good, 0, 1, NULL}, {rows[i].file, rows[i].first, rows[i].pages, NULL}};

                m->bad = 999;
                if (join(m, base, runs, 2) != ERR_INPUT)
                        fail_msg("taken all the same: %s", rows[i].what);
                assert_int_equal(m->bad, 1);
        }
        assert_int_equal(m->findings.fault.id, NO_FAULT);
}

static void ordinary_depth_is_taken(void **state)
{
        struct merging *m = *state;
        const struct merge_run run = {chained(m->arena, 1500), 0, 1, NULL};

        assert_int_equal(join(m, pages_saying(m->arena, "1.4", "base", 1), &run, 1), OK);
}

static void a_base_that_is_none_is_a_fault(void **state)
{
        struct merging *m = *state;

        assert_int_equal(join(m, bytes_of("no PDF at all"), NULL, 0), ERR_SYSTEM);
        assert_int_equal(m->findings.fault.id, F_PDF);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(pages_stand_in_the_order_asked_for, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(appended_pages_are_as_they_were, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(the_same_files_give_the_same_bytes, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(the_version_is_the_highest, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(a_font_of_one_file_is_carried_once, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(what_cannot_be_appended_is_named, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(ordinary_depth_is_taken, open_merging, close_merging),
                cmocka_unit_test_setup_teardown(a_base_that_is_none_is_a_fault, open_merging, close_merging),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
