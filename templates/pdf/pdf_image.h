/* A picture as an object of a libharu document. libharu's own readers abort on a damaged PNG, free twice on an interlaced
 * one and decode what could be passed through: here its stream object carries the bytes as they are.
 * Only templates/pdf/pdf_write.c includes this. */
#ifndef SOROE_PDF_IMAGE_H
#define SOROE_PDF_IMAGE_H

#include "templates/pdf/picture.h"

#include <hpdf.h>
#include <hpdf_doc.h>

/* The image XObject, entered in the document; the picture must live until the document is saved. NULL where libharu fails. */
HPDF_Dict pdf_image_new(HPDF_Doc, const struct picture *);

#endif
