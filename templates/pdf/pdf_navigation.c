#include "templates/pdf/pdf_archive.h"
#include "templates/pdf/pdf_navigation.h"

#include "core/banned.h"

/* The page as it is, in the zoom the reader has chosen. */
static HPDF_Array destination_new(HPDF_Doc doc, HPDF_Page page)
{
        HPDF_Array out = HPDF_Array_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!out)
                return NULL;
        bad = HPDF_Array_Add(out, page);
        bad |= HPDF_Array_AddName(out, "XYZ");
        for (int i = 0; i < 3; i++)
                bad |= HPDF_Array_Add(out, HPDF_Null_New(doc->mmgr));
        return bad ? NULL : out;
}

static HPDF_Dict item_new(HPDF_Doc doc, const struct pdf *pdf, const struct pdf_bookmark *mark, const HPDF_Page *pages)
{
        HPDF_Dict out = HPDF_Dict_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!out)
                return NULL;
        bad = HPDF_Xref_Add(doc->xref, out);
        bad |= HPDF_Dict_Add(out, "Title", pdf_text_object(doc, mark->title, pdf->arena));
        bad |= HPDF_Dict_Add(out, "Dest", destination_new(doc, pages[mark->page]));
        return bad ? NULL : out;
}

/* One level, in the order of the pages. */
static HPDF_STATUS write_bookmarks(HPDF_Doc doc, const struct pdf *pdf, const HPDF_Page *pages)
{
        HPDF_Dict root = HPDF_Dict_New(doc->mmgr), before = NULL;
        HPDF_STATUS bad;

        if (!root)
                return HPDF_FAILD_TO_ALLOC_MEM;
        bad = HPDF_Xref_Add(doc->xref, root);
        bad |= HPDF_Dict_AddName(root, "Type", "Outlines");
        bad |= HPDF_Dict_AddNumber(root, "Count", (HPDF_INT32)pdf->bookmarks.n);
        for (size_t i = 0; !bad && i < pdf->bookmarks.n; i++) {
                HPDF_Dict item = item_new(doc, pdf, &pdf->bookmarks.at[i], pages);

                if (!item)
                        return HPDF_FAILD_TO_ALLOC_MEM;
                bad |= HPDF_Dict_Add(item, "Parent", root);
                bad |= before ? HPDF_Dict_Add(before, "Next", item) : HPDF_Dict_Add(root, "First", item);
                if (before)
                        bad |= HPDF_Dict_Add(item, "Prev", before);
                before = item;
        }
        bad |= HPDF_Dict_Add(root, "Last", before);
        bad |= HPDF_Dict_Add(doc->catalog, "Outlines", root);
        return bad | HPDF_Dict_AddName(doc->catalog, "PageMode", "UseOutlines");
}

/* 1, 2, …, as the foot of each page has it, behind the prefix. */
static HPDF_STATUS write_labels(HPDF_Doc doc, const struct pdf *pdf)
{
        HPDF_Dict labels = HPDF_Dict_New(doc->mmgr), range = HPDF_Dict_New(doc->mmgr);
        HPDF_Array numbers = HPDF_Array_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!labels || !range || !numbers)
                return HPDF_FAILD_TO_ALLOC_MEM;
        bad = HPDF_Dict_AddName(range, "S", "D");
        if (*pdf->label_prefix)
                bad |= HPDF_Dict_Add(range, "P", pdf_text_object(doc, pdf->label_prefix, pdf->arena));
        bad |= HPDF_Array_AddNumber(numbers, 0);
        bad |= HPDF_Array_Add(numbers, range);
        bad |= HPDF_Dict_Add(labels, "Nums", numbers);
        return bad | HPDF_Dict_Add(doc->catalog, "PageLabels", labels);
}

HPDF_STATUS pdf_write_navigation(HPDF_Doc doc, const struct pdf *pdf, const HPDF_Page *pages)
{
        HPDF_Dict preferences = HPDF_Dict_New(doc->mmgr);
        HPDF_STATUS bad;

        if (!preferences)
                return HPDF_FAILD_TO_ALLOC_MEM;
        bad = HPDF_Dict_AddBoolean(preferences, "DisplayDocTitle", HPDF_TRUE);
        bad |= HPDF_Dict_Add(doc->catalog, "ViewerPreferences", preferences);
        bad |= HPDF_Dict_Add(doc->catalog, "Lang", HPDF_String_New(doc->mmgr, "ja-JP", NULL));
        bad |= write_labels(doc, pdf);
        return pdf->bookmarks.n ? bad | write_bookmarks(doc, pdf, pages) : bad;
}
