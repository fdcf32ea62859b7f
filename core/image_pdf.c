#include "core/image_decode.h"

#include <qpdf/qpdf-c.h>

#include "core/banned.h"

static void refuse_for(struct image *image, qpdf_data pdf)
{
        qpdf_error error = qpdf_get_error(pdf);

        if (qpdf_get_error_code(pdf, error) == qpdf_e_password)
                image_refuse(image, "パスワードの付いたPDF", "a PDF with a password");
        else
                image_refuse(image, "壊れたPDF", "a damaged PDF");
}

/* Resolves what a page draws, without inflating it: the ends of its streams must be where they say. */
static void touch_page(qpdf_data pdf, int number)
{
        qpdf_oh page = qpdf_get_page_n(pdf, (size_t)number);
        qpdf_oh contents = qpdf_oh_get_key(pdf, page, "/Contents");
        int n = qpdf_oh_is_array(pdf, contents) ? qpdf_oh_get_array_n_items(pdf, contents) : 0;

        for (int i = 0; i < n; i++)
                qpdf_oh_release(pdf, qpdf_oh_get_dict(pdf, qpdf_oh_get_array_item(pdf, contents, i)));
        qpdf_oh_release_all(pdf);
}

static void check(struct image *image, qpdf_data pdf, struct bytes bytes)
{
        int pages;

        /* with the empty password, as every viewer tries: a PDF that only forbids editing is readable */
        if (qpdf_read_memory(pdf, "", (const char *)bytes.at, bytes.n, "") & QPDF_ERRORS) {
                refuse_for(image, pdf);
                return;
        }
        pages = qpdf_get_num_pages(pdf);
        if (pages > IMAGE_MOST_PAGES) {
                image_refuse(image, "ページが多すぎるPDF", "a PDF of too many pages");
                return;
        }
        for (int i = 0; i < pages && !qpdf_has_error(pdf); i++)
                touch_page(pdf, i);
        if (qpdf_has_error(pdf))
                refuse_for(image, pdf);
        else if (qpdf_more_warnings(pdf)) /* qpdf repairs silently; another reader may not */
                image_refuse(image, "修復が必要なPDF", "a PDF that needs repair");
        else if (pages < 1)
                image_refuse(image, "ページのないPDF", "a PDF without pages");
        else
                *image = (struct image){.kind = IMAGE_PDF, .ok = true, .pages = pages};
}

void image_check_pdf(struct image *image, struct bytes bytes)
{
        qpdf_data pdf = qpdf_init();

        qpdf_silence_errors(pdf);
        qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
        check(image, pdf, bytes);
        qpdf_cleanup(&pdf);
}
