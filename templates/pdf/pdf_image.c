#include "templates/pdf/pdf_image.h"

#include <string.h>

#include "core/banned.h"

/* libharu drops a /Filter that is not its own; what is written here stands behind its entries. */
static HPDF_STATUS write_entries(HPDF_Dict dict, HPDF_Stream stream)
{
        const struct picture *picture = dict->attr;

        return HPDF_Stream_Write(stream, (const HPDF_BYTE *)picture->entries, (HPDF_UINT)strlen(picture->entries));
}

HPDF_Dict pdf_image_new(HPDF_Doc doc, const struct picture *picture)
{
        HPDF_Dict dict = HPDF_DictStream_New(doc->mmgr, doc->xref);

        if (!dict)
                return NULL;
        dict->attr = (void *)(uintptr_t)picture;
        dict->write_fn = write_entries;
        dict->filter = HPDF_STREAM_FILTER_NONE;
        if (HPDF_Stream_Write(dict->stream, picture->data.at, (HPDF_UINT)picture->data.n) != HPDF_OK)
                return NULL;
        return dict;
}
