/* Workbooks (XLSX) out, by libxlsxwriter: their sheets (templates/workbook/workbook_sheet.h), and the bytes of the whole at the end.
 * Reading them back is the matter of receipts/.
 *
 * The same calls give the same bytes, whatever the clock, time zone and locale. Text never becomes a formula: every text cell is
 * a string, and its column has the format 文字列 (@), so that it stays one when somebody edits it.
 * Failures stick: the calls need no checking, book_finish says what went wrong. Memory that libxlsxwriter does not get ends
 * the process by the arena's handler, as everywhere.
 *
 * Order of calls: book_new · book_sheet, and for each sheet its columns, rules and cells · book_finish · book_free.
 * Strings need not outlive the call. */
#ifndef SOROE_WORKBOOK_H
#define SOROE_WORKBOOK_H

#include "core/base/buffer.h"
#include "core/value/calendar.h"
#include "core/base/finding.h"
#include "core/base/status.h"

struct book;
struct sheet;

struct book_about {
        const char *title, *subject;
        struct date made; /* printed as the day of its creation; a fixed day of the records, never the clock's */
};

struct book *book_new(const struct book_about *, struct arena *);
void book_free(struct book *); /* NULL is fine */

/* `name`: at most 31 characters, none of []:*?/\ . */
struct sheet *book_sheet(struct book *, const char *name);

/* "A", "AA" of a column. */
#define BOOK_LETTERS 8
const char *book_letters(char out[BOOK_LETTERS], int column);

/* The workbook, read back and found whole. ERR_SYSTEM with F_WORKBOOK or F_WRITE. Call it once. */
enum status book_finish(struct bytes *out, struct book *, struct arena *, struct findings *);

#endif
