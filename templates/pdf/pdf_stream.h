/* What libharu reads from and writes to without copying: its own streams keep a copy, taken byte by byte. */
#ifndef SOROE_PDF_STREAM_H
#define SOROE_PDF_STREAM_H

#include "core/base/buffer.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* In place of *stream, one that reads these bytes where they lie; they must live until the document is saved. */
HPDF_STATUS pdf_stream_over(HPDF_Stream *stream, HPDF_Doc, struct bytes, struct arena *);
/* The whole document behind what the buffer holds. */
HPDF_STATUS pdf_stream_save(struct buffer *out, HPDF_Doc);

#endif
