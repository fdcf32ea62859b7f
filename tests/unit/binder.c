/* Many PDFs of our own in one (templates/reread/binder.h): all pages in their order, a bookmark to each document, what they share
 * once; sound for other readers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/file/part_file.h"
#include "templates/reread/binder.h"
#include "templates/pdf/pdf.h"
#include "tests/unit/pdf_tools.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DAY          ((struct date){2025, 12, 22})

struct binding {
        struct arena *arena;
        struct findings findings;
        struct fonts *fonts;
        char folder[32];
        struct part_file file;
        struct binder *binder;
};

static const char *path_in(struct binding *b, const char *name)
{
        return file_join(b->arena, b->folder, name);
}

static int open_binding(void **state)
{
        struct arena *arena = arena_new(abort);
        struct binding *b = ARENA_NEW(arena, struct binding);

        b->arena = arena;
        b->findings = findings_in(arena);
        memcpy(b->folder, "/tmp/soroe-test-XXXXXX", sizeof "/tmp/soroe-test-XXXXXX");
        *state = b;
        if (!mkdtemp(b->folder) || fonts_open(&b->fonts, false, abort, &b->findings) != OK ||
            part_file_open(&b->file, path_in(b, "all.pdf"), 0600, arena, &b->findings) != OK)
                return -1;
        b->binder = binder_new(&b->file, arena);
        return 0;
}

static int close_binding(void **state)
{
        struct binding *b = *state;

        part_file_drop(&b->file);
        (void)unlink(path_in(b, "all.pdf"));
        (void)unlink(path_in(b, ".all.pdf.part"));
        fonts_close(b->fonts);
        if (rmdir(b->folder) != 0)
                return -1;
        arena_free(b->arena);
        return 0;
}

/* A document that says its number on each of its pages, in characters of the common fonts and one of its own. */
static struct bytes document(struct binding *b, int number, int pages)
{
        struct pdf *pdf = pdf_new(b->fonts, b->arena);
        struct buffer out = buffer_in(b->arena);

        pdf_title(pdf, "一通", DAY);
        for (int i = 1; i <= pages; i++) {
                pdf_page(pdf);
                pdf_text(pdf, 20, 30, FACE_GOTHIC, 10, LEFT, arena_printf(b->arena, "領収書%d枚目%d", number, i));
                pdf_text(pdf, 20, 40, FACE_MINCHO, 12, LEFT, number % 2 ? "𠮷" : "葛󠄀城");
                pdf_bookmark(pdf, "中のしおり");
        }
        assert_int_equal(pdf_finish(pdf, &out, &b->findings), OK);
        return buffer_bytes(&out);
}

static struct bytes finished(struct binding *b, const char *title)
{
        struct bytes out;

        binder_finish(b->binder, title, DAY);
        assert_int_equal(part_file_close(&b->file, &b->findings), OK);
        assert_int_equal(file_name_parts(b->folder, &b->findings), OK);
        assert_int_equal(file_read(&out, path_in(b, "all.pdf"), (size_t)64 << 20, b->arena, &b->findings), OK);
        return out;
}

/* Documents of 1, 2, 3, 1, 2, 3 … pages: more than a node of the tree of pages holds (64). */
static void all_in_order(void **state)
{
        struct binding *b = *state;
        const char *words, *at, *json;
        struct bytes all;
        int pages = 0, marks = 0;

        for (int i = 0; i < 70; i++) {
                struct arena *scratch = arena_child(b->arena);

                assert_true(binder_add(b->binder, document(b, i, 1 + i % 3),
                                       arena_printf(b->arena, "47%08d 𠮷野医院", i), scratch));
                pages += 1 + i % 3;
                arena_free(scratch);
        }
        assert_int_equal(binder_pages(b->binder), pages);
        all = finished(b, "会員への手紙");
        assert_non_null(tool_says(b->arena, all, "qpdf", "--check", NULL));
        words = pdf_words(b->arena, all);
        assert_non_null(words);
        assert_int_equal(pdf_page_count(words), pages);
        at = words;
        for (int i = 0; i < 70; i++)
                for (int k = 1; k <= 1 + i % 3; k++) {
                        at = strstr(at, arena_printf(b->arena, "領収書%d枚目%d\n", i, k));
                        assert_non_null(at);
                }
        json = tool_says(b->arena, all, "qpdf", "--json", NULL);
        assert_non_null(json);
        for (at = json; (at = strstr(at, "𠮷野医院")); at++)
                marks++;
        assert_true(marks >= 70);
        assert_null(strstr(json, "中のしおり"));
        assert_non_null(strstr(tool_says(b->arena, all, "pdfinfo", NULL, NULL), "会員への手紙"));
}

/* The fonts of all papers are written once: nine more documents cost less than three times the first. */
static void shared_once(void **state)
{
        struct binding *b = *state;
        size_t first = 0;

        for (int i = 0; i < 10; i++) {
                assert_true(binder_add(b->binder, document(b, 0, 1), "x", b->arena));
                first = i ? first : b->file.written;
        }
        assert_true(first > 20000);
        assert_true(b->file.written < 3 * first);
        assert_non_null(tool_says(b->arena, finished(b, "x"), "qpdf", "--check", NULL));
}

static void same_bytes(void **state)
{
        struct binding *b = *state;
        struct bytes first, second;

        for (int run = 0; run < 2; run++) {
                for (int i = 0; i < 3; i++)
                        assert_true(binder_add(b->binder, document(b, i, 2), "手紙", b->arena));
                if (run == 0) {
                        first = finished(b, "手紙");
                        assert_int_equal(part_file_open(&b->file, path_in(b, "all.pdf"), 0600, b->arena, &b->findings),
                                         OK);
                        b->binder = binder_new(&b->file, b->arena);
                }
        }
        second = finished(b, "手紙");
        assert_int_equal(first.n, second.n);
        assert_memory_equal(first.at, second.at, first.n);
}

static void not_our_own(void **state)
{
        static const char *const rows[] = {
                "",
                "%PDF-1.4\n",
                "%PDF-1.4\nxref\n0 1\n0000000000 65535 f\r\ntrailer\n<< /Size 1 >>\nstartxref\n9\n%%EOF\n",
                "%PDF-1.4\nxref\n0 2\n0000000000 65535 f\r\n0000000009 00000 n\r\ntrailer\n<< /Size 2 /Root 1 0 R "
                ">>\nstartxref\n9\n%%EOF\n",
        };
        struct binding *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++)
                assert_false(binder_add(b->binder, bytes_of(rows[i]), "x", b->arena));
        assert_int_equal(binder_pages(b->binder), 0);
}

/* ---- files in pieces */

static void appear_together(void **state)
{
        struct binding *b = *state;
        struct part_file second;
        int lock = -1, other = -1;

        assert_int_equal(part_folder_lock(&lock, b->folder, &b->findings), OK);
        assert_int_equal(part_folder_lock(&other, b->folder, &b->findings), ERR_SYSTEM);
        assert_int_equal(b->findings.fault.id, F_BUSY);
        part_folder_unlock(other);
        b->findings.fault = (struct fault){0};
        part_file_add(&b->file, bytes_of("一"));
        assert_false(file_exists(path_in(b, "all.pdf")));
        /* a part that is being written is not taken over */
        assert_int_equal(part_file_open(&second, path_in(b, "all.pdf"), 0600, b->arena, &b->findings), ERR_SYSTEM);
        assert_int_equal(b->findings.fault.id, F_WRITE);
        assert_int_equal(part_file_close(&b->file, &b->findings), OK);
        assert_int_equal(file_name_parts(b->folder, &b->findings), OK);
        assert_true(file_exists(path_in(b, "all.pdf")));
        part_folder_unlock(lock);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(all_in_order, open_binding, close_binding),
                cmocka_unit_test_setup_teardown(shared_once, open_binding, close_binding),
                cmocka_unit_test_setup_teardown(same_bytes, open_binding, close_binding),
                cmocka_unit_test_setup_teardown(not_our_own, open_binding, close_binding),
                cmocka_unit_test_setup_teardown(appear_together, open_binding, close_binding),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
