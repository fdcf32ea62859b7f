#include "templates/pdf/pdf_stream.h"

#include <string.h>

#include "core/banned.h"

#define USUAL_BYTES (1 << 17) /* of a document */

struct place {
        struct bytes bytes;
        size_t at;
};

static HPDF_STATUS read_on(HPDF_Stream stream, HPDF_BYTE *to, HPDF_UINT *n)
{
        struct place *p = stream->attr;
        size_t left = p->bytes.n - p->at, take = *n < left ? *n : left;

        if (take)
                memcpy(to, p->bytes.at + p->at, take);
        p->at += take;
        *n = (HPDF_UINT)take;
        return p->at == p->bytes.n ? HPDF_STREAM_EOF : HPDF_OK;
}

/* libharu goes back to the start and nowhere else. */
static HPDF_STATUS seek(HPDF_Stream stream, HPDF_INT to, HPDF_WhenceMode mode)
{
        struct place *p = stream->attr;

        if (mode != HPDF_SEEK_SET || to < 0 || (size_t)to > p->bytes.n)
                return HPDF_FILE_IO_ERROR;
        p->at = (size_t)to;
        return HPDF_OK;
}

static HPDF_INT32 tell(HPDF_Stream stream)
{
        return (HPDF_INT32)((struct place *)stream->attr)->at;
}

static HPDF_UINT32 size(HPDF_Stream stream)
{
        return (HPDF_UINT32)((struct place *)stream->attr)->bytes.n;
}

HPDF_STATUS pdf_stream_over(HPDF_Stream *stream, HPDF_Doc doc, struct bytes bytes, struct arena *arena)
{
        struct place *place = ARENA_NEW(arena, struct place);

        place->bytes = bytes;
        HPDF_Stream_Free(*stream);
        *stream = HPDF_CallbackReader_New(doc->mmgr, read_on, seek, tell, size, place);
        return *stream ? HPDF_OK : HPDF_FAILD_TO_ALLOC_MEM;
}

static HPDF_STATUS add_to_buffer(HPDF_Stream stream, const HPDF_BYTE *at, HPDF_UINT n)
{
        buffer_add(stream->attr, at, n);
        return HPDF_OK;
}

/* As HPDF_SaveToStream does it. */
HPDF_STATUS pdf_stream_save(struct buffer *out, HPDF_Doc doc)
{
        HPDF_Stream stream = HPDF_CallbackWriter_New(doc->mmgr, add_to_buffer, out);
        HPDF_STATUS bad;

        if (!stream)
                return HPDF_FAILD_TO_ALLOC_MEM;
        buffer_reserve(out, USUAL_BYTES);
        bad = HPDF_Stream_WriteStr(stream, "%PDF-1.4\012%\267\276\255\252\012");
        bad |= HPDF_Dict_Add(doc->trailer, "Root", doc->catalog) | HPDF_Dict_Add(doc->trailer, "Info", doc->info);
        bad = bad ? bad : HPDF_Xref_WriteToStream(doc->xref, stream, NULL);
        HPDF_Stream_Free(stream);
        return bad;
}
