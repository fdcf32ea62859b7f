/* Reads back the text of the PDFs that templates/pdf/pdf.h writes, so that `verify` can compare the papers with the XML.
 * Nothing else is read: fonts are Type0 with Identity-H and a ToUnicode of bfchar (ISO 32000-1, 9.7 and 9.10.3), pages
 * draw with the operators of templates/pdf/pdf.c. Anything else (an annotation, a form, another operator, a repair, a password) is a
 * fault and never skipped: text is reported only from pages that were understood to the last byte.
 *
 * The file may be hostile: every step has the limits below. (qpdf, which reads all other PDFs, would take half of the time that
 * sealing a packet takes.) */
#ifndef SOROE_PDF_READ_H
#define SOROE_PDF_READ_H

#include "core/base/buffer.h"
#include "core/base/status.h"
#include "core/base/vec.h"
#include "templates/reread/pdf_inflate.h"

#include <stdbool.h>
#include <stdint.h>

#define PDF_MOST_BYTES    ((size_t)1 << 30) /* scans included; as much as a packet */
#define PDF_MOST_PAGES    1000
#define PDF_MOST_DEPTH    16                 /* of the page tree */
#define PDF_MOST_NODES    4000               /* of it, pages included */
#define PDF_MOST_FONTS    16                 /* of one page */
#define PDF_MOST_IMAGES   64                 /* likewise */
#define PDF_MOST_FACES    64                 /* of the document */
#define PDF_MOST_CONTENT  ((size_t)1 << 20)  /* of one page, inflated */
#define PDF_MOST_CMAP     ((size_t)4 << 20)  /* of one font, inflated */
#define PDF_MOST_OUTLINES ((size_t)16 << 20) /* likewise */
#define PDF_MOST_INFLATED ((size_t)32 << 20) /* of the document */

struct pdf_codes;
struct pdf_faces;

/* A font as it lies in the file. Two that are the same object are one. */
struct pdf_read_font {
        int32_t id;                                   /* its object; 0: it has none of its own */
        const char *name;                             /* "QWERTY+BIZUDPGothic" */
        const struct pdf_codes *codes;                /* its ToUnicode */
        struct pdf_stream unicode, file, glyphs, set; /* ToUnicode, FontFile2, CIDToGIDMap, CIDSet */
        /* of its codes; NULL where they, or its outlines, are told in another way than ours */
        const int32_t *widths;
};
struct pdf_read_fonts {
        VEC(struct pdf_read_font);
};
struct pdf_read_page {
        struct bytes content;          /* inflated */
        struct pdf_stream stream;      /* the same as it lies there */
        const struct pdf_faces *faces; /* templates/reread/pdf_content.h */
};

/* One string per page, UTF-8, in the order of drawing: its runs, separated by '\n'. A run is what is shown in one go on
 * one line, i.e. one call of pdf_text or pdf_figures, also where characters of it come from several fonts. */
struct pdf_text {
        VEC(const char *);
        struct pdf_read_pages {
                VEC(struct pdf_read_page);
        } pages; /* as many */
        struct pdf_read_fonts fonts;
};

struct pdf_read_fault {
        const char *ja, *en;
};

/* ERR_INPUT, with the fault, if it cannot be read. *out is set on success only. */
enum status pdf_read_text(struct pdf_text *out, struct bytes pdf, struct arena *, struct pdf_read_fault *);

/* The ToUnicode tables of fonts that were read before, known by their bytes. Those of the repertoire are the same in most documents. */
#define PDF_MOST_KNOWN       8
#define PDF_MOST_KNOWN_BYTES ((size_t)1 << 18) /* of each, as it lies in the file */
struct pdf_known {
        struct arena *arena; /* in which they are kept */
        VEC(struct pdf_known_codes);
};
/* The same, but tables that are known already are not read again. */
enum status pdf_read_known(struct pdf_text *out, struct bytes pdf, struct pdf_known *, struct arena *,
                           struct pdf_read_fault *);

/* Reads only the pages for which `wanted` is set, of a document with that many pages. The others may hold anything. */
enum status pdf_read_some(struct pdf_text *out, struct bytes pdf, const bool *wanted, size_t pages, struct arena *,
                          struct pdf_read_fault *);

/* Is there a run of exactly this text? Pages count from 0. */
bool pdf_text_has(const struct pdf_text *, size_t page, const char *run);

#endif
