/* The PDF that is uploaded where a PDF is preferred (packet --pdf), held against the packet beside which it lies: the pages of
 * summary.pdf, then for each enclosed copy a label page with the scan, or a label page and the pages of the PDF. */
#ifndef SOROE_UPLOAD_H
#define SOROE_UPLOAD_H

#include "templates/font/font.h"
#include "templates/record/packet.h"

struct upload_packet { /* what the ZIP holds, checked before */
        struct bytes summary;
        const struct packet *packet; /* with the bytes of its enclosures */
        const char *check_code;
};
struct upload_fault {
        int page; /* from 1; 0: the document as a whole */
        const char *ja, *en;
};

/* Each of these returns false with its first fault. */
struct upload;
bool upload_open(struct upload **out, struct upload_fault *, struct bytes pdf, const struct upload_packet *,
                 struct arena *);
void upload_close(struct upload *); /* NULL is fine */
/* It has the expected number of pages, first those of summary.pdf, unchanged, and nothing that no page shows. */
bool upload_pages(struct upload *, struct upload_fault *);
/* It is the file that packet --pdf writes of these pages: the same bookmarks, page labels and catalogue, no object and no byte more.
 * `exactly`: the libraries that are here wrote it. Other libraries may have written the same objects in other bytes. */
bool upload_whole(struct upload *, struct upload_fault *, bool exactly);
/* Every copy is the evidence in the ZIP: the pixels of the scans, the pages of the PDFs. */
bool upload_copies(struct upload *, struct upload_fault *);
/* Every page of ours bears the check code. */
bool upload_code(struct upload *, struct upload_fault *);
/* The label pages are those that this version draws. */
bool upload_labels(struct upload *, struct upload_fault *, struct fonts *);
/* The same for a PDF that other libraries wrote: every operator of the label pages and the outlines of their fonts. */
bool upload_labels_drawn(struct upload *, struct upload_fault *, struct fonts *);

#endif
