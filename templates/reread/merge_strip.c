#include "templates/reread/merge_strip.h"

#include "core/format/pdf_active.h"

#include <stdbool.h>
#include <stddef.h>

#include "core/banned.h"

/* ISO 32000-1, 12.5.6: annotations that are marks on the paper, and no more. */
static bool is_drawn(qpdf_data pdf, qpdf_oh note)
{
        static const char *const kinds[] = {"/Link",     "/Text",      "/FreeText", "/Line",      "/Square",
                                            "/Circle",   "/Polygon",   "/PolyLine", "/Highlight", "/Underline",
                                            "/Squiggly", "/StrikeOut", "/Stamp",    "/Caret",     "/Ink",
                                            "/Widget",   "/Watermark", "/Redact"};
        qpdf_oh kind =
                qpdf.oh_is_dictionary(pdf, note) ? qpdf.oh_get_key(pdf, note, "/Subtype") : qpdf.oh_new_null(pdf);

        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (qpdf.oh_is_name_and_equals(pdf, kind, kinds[i]))
                        return true;
        return false;
}

/* Returns what is needed to draw the annotation. Entries that lead to other objects (actions, parents, answers to it) are left behind. */
static qpdf_oh drawing_of(qpdf_data pdf, qpdf_oh note)
{
        static const char *const keys[] = {"/Type",   "/Subtype", "/Rect",     "/Contents", "/F",  "/AP", "/AS",
                                           "/Border", "/C",       "/CA",       "/BS",       "/BE", "/IC", "/QuadPoints",
                                           "/L",      "/LE",      "/Vertices", "/InkList",  "/MK", "/DA", "/Q",
                                           "/RD",     "/Name",    "/FT",       "/V"};
        qpdf_oh out = qpdf.oh_new_dictionary(pdf);

        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
                if (qpdf.oh_has_key(pdf, note, keys[i]))
                        qpdf.oh_replace_key(pdf, out, keys[i], qpdf.oh_get_key(pdf, note, keys[i]));
        return out;
}

static bool does_something(qpdf_data pdf, qpdf_oh page, qpdf_oh notes, int n)
{
        if (qpdf.oh_has_key(pdf, page, "/AA") || qpdf.oh_has_key(pdf, page, "/AF"))
                return true;
        for (int i = 0; i < n; i++) {
                qpdf_oh note = qpdf.oh_get_array_item(pdf, notes, i);

                /* a field's parents lead to all fields of the form */
                if (pdf_note_carries(pdf, note) ||
                    (qpdf.oh_is_dictionary(pdf, note) &&
                     qpdf.oh_is_name_and_equals(pdf, qpdf.oh_get_key(pdf, note, "/Subtype"), "/Widget") &&
                     qpdf.oh_has_key(pdf, note, "/Parent")))
                        return true;
        }
        return false;
}

void merge_strip_page(qpdf_data pdf, qpdf_oh page)
{
        qpdf_oh notes = qpdf.oh_get_key(pdf, page, "/Annots"), kept;
        int n = qpdf.oh_is_array(pdf, notes) ? qpdf.oh_get_array_n_items(pdf, notes) : 0;

        if (!does_something(pdf, page, notes, n))
                return;
        qpdf.oh_remove_key(pdf, page, "/AA");
        qpdf.oh_remove_key(pdf, page, "/AF");
        kept = qpdf.oh_new_array(pdf);
        for (int i = 0; i < n; i++) {
                qpdf_oh note = qpdf.oh_get_array_item(pdf, notes, i);

                if (is_drawn(pdf, note))
                        qpdf.oh_append_item(pdf, kept, drawing_of(pdf, note));
        }
        qpdf.oh_replace_key(pdf, page, "/Annots", kept);
}
