#include "templates/reread/merge_guide.h"

#include "core/banned.h"

static qpdf_oh destination_of(qpdf_data pdf, qpdf_oh page)
{
        qpdf_oh out = qpdf_oh_new_array(pdf);

        qpdf_oh_append_item(pdf, out, page);
        qpdf_oh_append_item(pdf, out, qpdf_oh_new_name(pdf, "/XYZ"));
        for (int i = 0; i < 3; i++)
                qpdf_oh_append_item(pdf, out, qpdf_oh_new_null(pdf));
        return out;
}

void merge_add_bookmark(qpdf_data pdf, qpdf_oh page, const char *title)
{
        qpdf_oh outlines = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/Outlines"), last, item;
        int count;

        if (!qpdf_oh_is_dictionary(pdf, outlines))
                return;
        last = qpdf_oh_get_key(pdf, outlines, "/Last");
        count = qpdf_oh_get_int_value_as_int(pdf, qpdf_oh_get_key(pdf, outlines, "/Count"));
        item = qpdf_make_indirect_object(pdf, qpdf_oh_new_dictionary(pdf));
        qpdf_oh_replace_key(pdf, item, "/Title", qpdf_oh_new_unicode_string(pdf, title));
        qpdf_oh_replace_key(pdf, item, "/Dest", destination_of(pdf, page));
        qpdf_oh_replace_key(pdf, item, "/Parent", outlines);
        qpdf_oh_replace_key(pdf, item, "/Prev", last);
        qpdf_oh_replace_key(pdf, last, "/Next", item);
        qpdf_oh_replace_key(pdf, outlines, "/Last", item);
        qpdf_oh_replace_key(pdf, outlines, "/Count", qpdf_oh_new_integer(pdf, count + 1));
}

void merge_add_labels(qpdf_data pdf, int first, const char *prefix)
{
        qpdf_oh labels = qpdf_oh_get_key(pdf, qpdf_get_root(pdf), "/PageLabels"), numbers, range;

        if (!qpdf_oh_is_dictionary(pdf, labels))
                return;
        numbers = qpdf_oh_get_key(pdf, labels, "/Nums");
        range = qpdf_oh_new_dictionary(pdf);
        qpdf_oh_replace_key(pdf, range, "/S", qpdf_oh_new_name(pdf, "/D"));
        qpdf_oh_replace_key(pdf, range, "/P", qpdf_oh_new_unicode_string(pdf, prefix));
        qpdf_oh_append_item(pdf, numbers, qpdf_oh_new_integer(pdf, first));
        qpdf_oh_append_item(pdf, numbers, range);
}

void merge_drop_claim(qpdf_data pdf)
{
        qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/Metadata");
        qpdf_oh_remove_key(pdf, qpdf_get_root(pdf), "/OutputIntents");
}
