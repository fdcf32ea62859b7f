#include "templates/reread/merge_guide.h"

#include "core/banned.h"

static qpdf_oh destination_of(qpdf_data pdf, qpdf_oh page)
{
        qpdf_oh out = qpdf.oh_new_array(pdf);

        qpdf.oh_append_item(pdf, out, page);
        qpdf.oh_append_item(pdf, out, qpdf.oh_new_name(pdf, "/XYZ"));
        for (int i = 0; i < 3; i++)
                qpdf.oh_append_item(pdf, out, qpdf.oh_new_null(pdf));
        return out;
}

void merge_add_bookmark(qpdf_data pdf, qpdf_oh page, const char *title)
{
        qpdf_oh outlines = qpdf.oh_get_key(pdf, qpdf.get_root(pdf), "/Outlines"), last, item;
        int count;

        if (!qpdf.oh_is_dictionary(pdf, outlines))
                return;
        last = qpdf.oh_get_key(pdf, outlines, "/Last");
        count = qpdf.oh_get_int_value_as_int(pdf, qpdf.oh_get_key(pdf, outlines, "/Count"));
        item = qpdf.make_indirect_object(pdf, qpdf.oh_new_dictionary(pdf));
        qpdf.oh_replace_key(pdf, item, "/Title", qpdf.oh_new_unicode_string(pdf, title));
        qpdf.oh_replace_key(pdf, item, "/Dest", destination_of(pdf, page));
        qpdf.oh_replace_key(pdf, item, "/Parent", outlines);
        qpdf.oh_replace_key(pdf, item, "/Prev", last);
        qpdf.oh_replace_key(pdf, last, "/Next", item);
        qpdf.oh_replace_key(pdf, outlines, "/Last", item);
        qpdf.oh_replace_key(pdf, outlines, "/Count", qpdf.oh_new_integer(pdf, count + 1));
}

void merge_add_labels(qpdf_data pdf, int first, const char *prefix)
{
        qpdf_oh labels = qpdf.oh_get_key(pdf, qpdf.get_root(pdf), "/PageLabels"), numbers, range;

        if (!qpdf.oh_is_dictionary(pdf, labels))
                return;
        numbers = qpdf.oh_get_key(pdf, labels, "/Nums");
        range = qpdf.oh_new_dictionary(pdf);
        qpdf.oh_replace_key(pdf, range, "/S", qpdf.oh_new_name(pdf, "/D"));
        qpdf.oh_replace_key(pdf, range, "/P", qpdf.oh_new_unicode_string(pdf, prefix));
        qpdf.oh_append_item(pdf, numbers, qpdf.oh_new_integer(pdf, first));
        qpdf.oh_append_item(pdf, numbers, range);
}

void merge_drop_claim(qpdf_data pdf)
{
        qpdf.oh_remove_key(pdf, qpdf.get_root(pdf), "/Metadata");
        qpdf.oh_remove_key(pdf, qpdf.get_root(pdf), "/OutputIntents");
}
