/* A sheet of a workbook: a table of typed columns that is filled cell by cell, or a page to be read. Rows and columns count from 0. Failures stick to the workbook (templates/workbook/workbook.h). */
#ifndef SOROE_WORKBOOK_SHEET_H
#define SOROE_WORKBOOK_SHEET_H

#include "core/value/yen.h"
#include "templates/workbook/workbook.h"

#include <stdbool.h>

#define BOOK_MOST_ROWS 1048576
#define BOOK_MOST_TEXT 32767 /* characters of a cell */

enum book_type { BOOK_TEXT, BOOK_DATE, BOOK_YEN, BOOK_COUNT };

struct book_column {
        const char *header;
        const char *note; /* shown beside the header; NULL: none */
        enum book_type type;
        int width;     /* half-width characters */
        bool required; /* a header in the strong colour */
        /* Of the columns of a table those on paper come first; if there are any, the others are not printed. A sheet is fitted to
         * the width of A4 across: the widths of those on paper add up to at most BOOK_PAPER, so that their letters stay readable. */
        bool on_paper;
};
/* So many half-width characters, 7 pixels each and 5 for each column, are 1,306 pixels in 11 columns; the page has 1,045 between
 * its margins: 80 %, letters of 8.8 points. */
#define BOOK_PAPER 178

/* How a cell of a sheet of text looks. */
enum book_look { LOOK_PLAIN, LOOK_TITLE, LOOK_HEADING, LOOK_STRONG, LOOK_HEADER, LOOK_REQUIRED, LOOK_CELL };

/* What may be typed into a column, below its header. ADVISED: the person is asked and may go on. */
enum book_test { TEST_NONE, TEST_LIST, TEST_FORMULA };
struct book_rule {
        enum book_test test;
        const char *of;             /* a range, or a formula for row 2: "選択肢!$A$2:$A$5"; NULL for TEST_NONE */
        bool advised;               /* else what fails is refused */
        bool open;                  /* of a list: other words are taken without a question */
        const char *title, *prompt; /* shown while the cell is chosen; NULL: none. At most 32 and 255 characters */
        const char *wrong;          /* shown when the test fails */
};

/* A table: headers in row 0, which stays in sight and is repeated on every printed page. */
void sheet_columns(struct sheet *, const struct book_column *, int n);
void sheet_rule(struct sheet *, int column, const struct book_rule *);
/* A page to be read: the widths of its columns. */
void sheet_widths(struct sheet *, const int *widths, int n);

/* A value in a column of a table; an empty text, an unset date leave the cell empty. */
void sheet_text(struct sheet *, int row, int column, const char *);
void sheet_date(struct sheet *, int row, int column, struct date);
void sheet_yen(struct sheet *, int row, int column, struct yen);
void sheet_count(struct sheet *, int row, int column, int64_t);
/* From here on the values of this sheet are yellow: a machine has read them, and nobody has confirmed it yet. */
void sheet_paint(struct sheet *, bool yellow);
/* A JPEG within a cell, which it moves with; the row becomes so tall. */
void sheet_picture(struct sheet *, int row, int column, struct bytes jpeg, int points);
/* Text of a page to be read. */
void sheet_say(struct sheet *, int row, int column, enum book_look, const char *);

#endif
