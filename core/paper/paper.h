/* From a file to its reading. The file is foreign: a child of this program, which may do nothing but compute, takes the text out of
 * a PDF and makes pixels of a scan; soroe-reader, where it is installed, reads the pixels, itself in a process that may only compute.
 * Whatever they do, this program gets a reading, or a page that was not read and why. */
#ifndef SOROE_PAPER_H
#define SOROE_PAPER_H

#include "core/reading/reading.h"

#define PAPER_READER      "soroe-reader"
#define PAPER_TEXT_READER "pdf text 1" /* what reads the text of PDFs here; raised when it reads otherwise */
enum { PAPER_PATH = 4096 };

/* What reads here. */
struct paper_readers {
        char program[PAPER_PATH];       /* of soroe-reader; "" where it is not installed */
        char pixels[READING_MOST_NAME]; /* its name and version, or "" */
        char text[READING_MOST_NAME];
        char both[READING_MOST_NAME]; /* of a PDF with pages of each kind */
};

/* Looks beside this program; SOROE_READER in the environment names another place. It is asked for its version. */
void paper_find_readers(struct paper_readers *out);

/* Never without a page. A file that cannot be read at all has one page that says so. */
void paper_read(struct reading *out, struct bytes file, const struct paper_readers *, struct arena *);

/* Nothing is kept of a reading that another day, or a reader that is installed, would make better. */
bool paper_is_final(const struct reading *);

#endif
