/* What workbook.c and workbook_sheet.c share. Nobody else includes this. */
#ifndef SOROE_WORKBOOK_PRIVATE_H
#define SOROE_WORKBOOK_PRIVATE_H

#include <xlsxwriter.h>

#include "templates/workbook/workbook_sheet.h"

enum { BOOK_TYPES = BOOK_COUNT + 1, BOOK_LOOKS = LOOK_CELL + 1, BOOK_MOST_COLUMNS = 64 };

struct sheet {
        struct book *book;
        lxw_worksheet *sheet;
        enum book_type types[BOOK_MOST_COLUMNS];
        int widths[BOOK_MOST_COLUMNS]; /* of a page; 0: text runs on over the empty cells beside it */
        /* of a table: the width of a column of text on paper; 0: its text stays in one line */
        int wraps[BOOK_MOST_COLUMNS];
        int row; /* the one last written that had to be tall, and how tall it is */
        double height;
        bool yellow;
        int printed, last_row; /* of a table: so many columns, as far as this row; 0: all */
        struct sheet *before;  /* the sheet added before it */
};

struct book {
        struct arena *arena;
        int fd; /* the bytes, in memory: what has no name cannot be left half written */
        lxw_workbook *workbook;
        lxw_format *types[BOOK_TYPES], *looks[BOOK_LOOKS], *wrapped;
        lxw_format *yellow[BOOK_TYPES]; /* made where one is used: a workbook without keeps its bytes */
        struct sheet *last;
        lxw_error error;     /* the first */
        int system_error;    /* platform_code */
        char *font, *author; /* libxlsxwriter takes no const */
};

/* Keeps the first error. Memory that was not there ends the process. */
void book_keep(struct book *, lxw_error);
/* How a value of that type looks; yellow: see sheet_paint. */
lxw_format *book_format(struct book *, enum book_type, bool yellow);

#endif
