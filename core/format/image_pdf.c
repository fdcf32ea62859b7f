#include "core/format/image_decode.h"
#include "core/format/image_job.h"
#include "core/format/pdf_active.h"

#include "core/format/qpdf.h"
#include <stdio.h>
#include <stdlib.h>

#include "core/banned.h"

/* qpdf inflates object streams whole, and 800 kB of them can become gigabytes. It has no limit of its own, so a child
 * process reads the PDF under a limit of memory and time, and only its verdict comes back. */
enum pdf_verdict { UNREADABLE, UNCHECKED, WHOLE, PASSWORD, DAMAGED, REPAIR, NO_PAGES, MANY_PAGES };

static const struct {
        const char *ja, *en;
} reasons[] = {
        [UNREADABLE] = {IMAGE_UNREADABLE_JA, IMAGE_UNREADABLE_EN},
        [WHOLE] = {NULL, NULL},
        [PASSWORD] = {"パスワードの付いたPDF。開いて「PDFに印刷」で保存し直す",
                      "a PDF with a password; open it and print it to a PDF"},
        [DAMAGED] = {"壊れたPDF", "a damaged PDF"},
        [REPAIR] = {"修復が必要なPDF。開いて「PDFに印刷」で保存し直す",
                    "a PDF that needs repair; open it and print it to a PDF"},
        [NO_PAGES] = {"ページのないPDF", "a PDF without pages"},
        [MANY_PAGES] = {"ページが多すぎるPDF", "a PDF of too many pages"},
};

struct report {
        enum pdf_verdict verdict;
        int pages, carries;
};

static enum pdf_verdict verdict_of_error(qpdf_data pdf)
{
        switch (qpdf.get_error_code(pdf, qpdf.get_error(pdf))) {
        case qpdf_e_password:
                return PASSWORD;
        case qpdf_e_internal: /* no memory left, among others */
        case qpdf_e_system:
                return UNREADABLE;
        default:
                return DAMAGED;
        }
}

/* ---- what it carries besides its pages. Objects are released page by page. */

static int items(qpdf_data pdf, qpdf_oh array)
{
        int n = qpdf.oh_is_array(pdf, array) ? qpdf.oh_get_array_n_items(pdf, array) : 0;

        return n < IMAGE_MOST_NOTES ? n : IMAGE_MOST_NOTES;
}

/* A field that is no signature is there to be filled in. */
static bool has_form(qpdf_data pdf, qpdf_oh root)
{
        qpdf_oh form = qpdf.oh_get_key(pdf, root, "/AcroForm"), fields;

        if (!qpdf.oh_is_dictionary(pdf, form))
                return false;
        if (qpdf.oh_has_key(pdf, form, "/XFA"))
                return true;
        fields = qpdf.oh_get_key(pdf, form, "/Fields");
        for (int i = 0; i < items(pdf, fields); i++) {
                qpdf_oh field = qpdf.oh_get_array_item(pdf, fields, i);

                if (!qpdf.oh_is_dictionary(pdf, field) ||
                    !qpdf.oh_is_name_and_equals(pdf, qpdf.oh_get_key(pdf, field, "/FT"), "/Sig"))
                        return true;
        }
        return false;
}

/* Bookmarks may hold actions, too. They hang together by /First and /Next; a ring ends with the count. */
static int bookmarks_carry(qpdf_data pdf, qpdf_oh item, int *left)
{
        int carries = 0;

        while (qpdf.oh_is_dictionary(pdf, item)) {
                if (--*left < 0)
                        return PDF_SCRIPT; /* not looked at: not said to be harmless */
                carries |= pdf_action_carries(pdf, qpdf.oh_get_key(pdf, item, "/A"));
                carries |= bookmarks_carry(pdf, qpdf.oh_get_key(pdf, item, "/First"), left);
                item = qpdf.oh_get_key(pdf, item, "/Next");
        }
        return carries;
}

static int document_carries(qpdf_data pdf)
{
        qpdf_oh root = qpdf.get_root(pdf), names;
        int carries = 0, left = IMAGE_MOST_BOOKMARKS;

        if (!qpdf.oh_is_dictionary(pdf, root))
                return 0;
        names = qpdf.oh_get_key(pdf, root, "/Names");
        if (qpdf.oh_is_dictionary(pdf, names) && qpdf.oh_has_key(pdf, names, "/JavaScript"))
                carries |= PDF_SCRIPT;
        carries |= pdf_action_carries(pdf, qpdf.oh_get_key(pdf, root, "/OpenAction")) |
                   pdf_events_carry(pdf, qpdf.oh_get_key(pdf, root, "/AA"));
        if (qpdf.oh_is_dictionary(pdf, qpdf.oh_get_key(pdf, root, "/Outlines")))
                carries |= bookmarks_carry(pdf, qpdf.oh_get_key(pdf, qpdf.oh_get_key(pdf, root, "/Outlines"), "/First"),
                                           &left);
        if ((qpdf.oh_is_dictionary(pdf, names) && qpdf.oh_has_key(pdf, names, "/EmbeddedFiles")) ||
            qpdf.oh_has_key(pdf, root, "/AF"))
                carries |= PDF_FILES;
        if (has_form(pdf, root))
                carries |= PDF_FORM;
        qpdf.oh_release_all(pdf);
        return carries;
}

static int page_carries(qpdf_data pdf, qpdf_oh page)
{
        qpdf_oh notes = qpdf.oh_get_key(pdf, page, "/Annots");
        int carries = pdf_events_carry(pdf, qpdf.oh_get_key(pdf, page, "/AA"));

        if (qpdf.oh_has_key(pdf, page, "/AF"))
                carries |= PDF_FILES;
        if (qpdf.oh_is_array(pdf, notes) && qpdf.oh_get_array_n_items(pdf, notes) > IMAGE_MOST_NOTES)
                carries |= PDF_SCRIPT; /* not looked at: not said to be harmless */
        for (int i = 0; i < items(pdf, notes); i++)
                carries |= pdf_note_carries(pdf, qpdf.oh_get_array_item(pdf, notes, i));
        return carries;
}

/* Resolves what a page draws, without inflating it: the ends of its streams must be where they say. */
static int touch_page(qpdf_data pdf, int number)
{
        qpdf_oh page = qpdf.get_page_n(pdf, (size_t)number);
        qpdf_oh contents = qpdf.oh_get_key(pdf, page, "/Contents");
        int n = qpdf.oh_is_array(pdf, contents) ? qpdf.oh_get_array_n_items(pdf, contents) : 0;
        int carries = page_carries(pdf, page);

        for (int i = 0; i < n; i++)
                qpdf.oh_release(pdf, qpdf.oh_get_dict(pdf, qpdf.oh_get_array_item(pdf, contents, i)));
        qpdf.oh_release_all(pdf);
        return carries;
}

static enum pdf_verdict check(qpdf_data pdf, struct bytes bytes, int *pages, int *carries)
{
        /* with the empty password, as every viewer tries: a PDF that only forbids editing is readable */
        if (qpdf.read_memory(pdf, "", (const char *)bytes.at, bytes.n, "") & QPDF_ERRORS)
                return verdict_of_error(pdf);
        *pages = qpdf.get_num_pages(pdf);
        if (*pages > IMAGE_MOST_PAGES)
                return MANY_PAGES;
        *carries = document_carries(pdf);
        for (int i = 0; i < *pages && !qpdf.has_error(pdf); i++)
                *carries |= touch_page(pdf, i);
        if (qpdf.has_error(pdf))
                return verdict_of_error(pdf);
        if (qpdf.more_warnings(pdf)) /* qpdf has mended it in silence; another reader may not */
                return REPAIR;
        return *pages < 1 ? NO_PAGES : WHOLE;
}

/* In the child. */
static void look(const struct platform_given *given, int line)
{
        const struct bytes bytes = {given->bytes, given->bytes_n};
        struct report report = {UNREADABLE, 0, 0};
        /* false: the machine leaves less than is due, and what fails for want of it says nothing of the file */
        bool enough = platform_limit(image_memory(bytes.n), IMAGE_MOST_SECONDS, IMAGE_MOST_WAIT);
        qpdf_data pdf;

        if (!platform_hush()) /* a library's last words are not ours to print */
                platform_leave(1);
        pdf = qpdf.init();
        qpdf.silence_errors(pdf);
        qpdf.set_suppress_warnings(pdf, QPDF_TRUE);
        report.verdict = check(pdf, bytes, &report.pages, &report.carries);
        if (report.verdict == UNREADABLE && !enough)
                report.verdict = UNCHECKED;
        (void)platform_write(line, &report, sizeof report);
}

const struct platform_job image_pdf_job = {"pdf", look};

static void ask_child(struct report *out, struct bytes bytes)
{
        const struct platform_given given = {.bytes = bytes.at, .bytes_n = bytes.n};
        struct platform_child child;
        struct platform_end end;
        struct report report;
        int64_t got;

        qpdf_load(); /* once, not in each child */
        if (platform_start(&child, &image_pdf_job, &given, false))
                return;
        got = platform_read(child.line, &report, sizeof report);
        platform_end(&end, &child);
        if (got == (int64_t)sizeof report)
                *out = report;
        else if (end.broke_down) /* over the file itself, or for want of time: that says something of it */
                out->verdict = UNREADABLE;
}

void image_check_pdf(struct image *image, struct bytes bytes)
{
        struct report report = {UNCHECKED, 0, 0};

        ask_child(&report, bytes);
        if (report.verdict == WHOLE) {
                image->ok = true;
                image->pages = report.pages;
                image->carries = report.carries;
        } else if (report.verdict == UNCHECKED) {
                image_leave_unchecked(image, "PDFを確かめる処理が始められないか、止められました",
                                      "the process that looks at a PDF could not be started, or was stopped");
        } else {
                image_refuse(image, reasons[report.verdict].ja, reasons[report.verdict].en);
        }
}
