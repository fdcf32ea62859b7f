/* A reading: what a machine read on the pages of one file, as text with boxes. It says nothing of what the text means; the rules
 * beside it do. It changes no amount and is in no packet.
 *
 * It travels and is kept as lines of UTF-8, each ended by a line feed, its fields apart by a tab:
 *
 *     R  reader                                     first; name and version of what read
 *     P  page  source  width  height  turned        a page begins; source: "pixels", "text" (of a PDF) or "none"
 *     N  why                                        the page was not read; nothing else is said of it
 *     M  nine numbers                               where the page lies on the file's picture (reading_on_file)
 *     L  x0 y0 x1 y1  confidence  text              a line of text
 *     D  x0 y0 x1 y1  first second  first second    a run of figures in the line before it: two confidences, two readings
 *     Q  x0 y0 x1 y1  text                          a QR code
 *     E                                             last: the reading is whole
 *
 * Boxes are pixels of the page as it was prepared: flattened, turned upright, its letters about 25 pixels high; of a PDF's text
 * they are three hundredths of an inch. x1 and y1 lie outside. Confidences are 0 to 100, and worthless for figures: a run counts
 * where both readings agree. Of a PDF's text both are the same. Lines come from the top down, as far as the page has an order. */
#ifndef SOROE_READING_H
#define SOROE_READING_H

#include "core/base/buffer.h"
#include "core/base/vec.h"

#include <stdbool.h>
#include <stdint.h>

#define READING_MOST_BYTES   ((size_t)8 << 20) /* of a reading with all its pages */
#define READING_MOST_PAGES   50                /* of a file; those behind are not read */
#define READING_MOST_LINES   2000              /* of a page */
#define READING_MOST_RUNS    2000              /* of a page */
#define READING_MOST_CODES   20                /* of a page */
#define READING_MOST_TEXT    1200              /* bytes of a line's text */
#define READING_MOST_FIGURES 400               /* bytes of one reading of a run */
#define READING_MOST_NAME    200               /* bytes of the reader's name */
#define READING_MOST_PLACE   200000            /* of a coordinate */

struct reading_box {
        int32_t x0, y0, x1, y1;
};

struct reading_line {
        struct reading_box box;
        int32_t confidence;
        const char *text; /* one space: a gap; two: a gap wider than a letter and a half */
        size_t run, runs; /* its runs of figures: page->runs.at[run] and those behind it, from the left */
};

struct reading_run {
        struct reading_box box;
        int32_t first_confidence, second_confidence;
        const char *first; /* as the line has it, without gaps */
        /* by another reader, which knows figures alone: 0-9 , . - / T \ and ¥; "" if it saw none */
        const char *second;
        size_t line; /* page->lines.at[line] */
};

struct reading_code {
        struct reading_box box;
        const char *text;
};

/* READING_NONE: the page was not read; `why` says it in one word of reading_why. */
enum reading_source { READING_NONE, READING_PIXELS, READING_TEXT };

struct reading_page {
        int32_t number; /* from 1 */
        enum reading_source source;
        const char *why; /* NULL if it was read */
        int32_t width, height;
        int32_t turned; /* degrees clockwise by which the file's picture was turned: 0 90 180 270 */
        int64_t map[9]; /* rows of a projective map, in billionths; all 0: not said */
        struct {
                VEC(struct reading_line);
        } lines;
        struct {
                VEC(struct reading_run);
        } runs;
        struct {
                VEC(struct reading_code);
        } codes;
};

struct reading {
        const char *reader;
        struct {
                VEC(struct reading_page);
        } pages;
};

/* Takes the protocol apart. Nothing is mended: a line that the protocol does not know, a number outside its range, a text that
 * is not UTF-8, a page twice or an end that is missing is false, and *out is empty. The texts are in the arena. */
bool reading_parse(struct reading *out, struct bytes, struct arena *);
/* The lines of one page alone (M, L, D, Q), as they are kept; the page's own numbers are there already. */
bool reading_parse_lines(struct reading_page *, struct bytes, struct arena *);
/* And the other way; what was written is read as the same. */
void reading_write(struct buffer *, const struct reading *);
void reading_write_page(struct buffer *, const struct reading_page *);
void reading_write_lines(struct buffer *, const struct reading_page *);

/* Where a box of the page lies on the file's own picture, upright as its EXIF says: the rectangle around it, in pixels.
 * False: the page does not say. */
bool reading_on_file(struct reading_box *out, const struct reading_page *, struct reading_box);

/* Why a page was not read: "damaged", "large", "unreadable" (one of the two), "unopened" (the system says no), "time", "memory", "blank" (nothing was recognised), "no-reader" (the program
 * that reads pixels is not installed), "kind" (neither JPEG, PNG nor PDF; of a PDF's page: no text, and no picture that can be decoded). In both languages. */
bool reading_why(const char **ja, const char **en, const char *why);

#endif
