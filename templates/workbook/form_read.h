/* What the sheet of receipts has beside its fields where a machine has read the papers: before them 確認 and the paper's picture,
 * behind them what is to be said of the reading. None of the three is a field of a record (docs/formats.md). */
#ifndef SOROE_FORM_READ_H
#define SOROE_FORM_READ_H

#include "templates/workbook/form.h"
#include "templates/workbook/workbook_sheet.h"

enum { FORM_READ_COLUMNS = 3 };

/* How many columns stand before the fields: none where nothing was read. */
int form_read_before(const struct form_input *);
/* Puts the columns around those of the fields, of which the last is n - 1. Returns how many there are then. */
size_t form_read_columns(struct book_column *, size_t n);
void form_read_rules(struct sheet *);
/* The picture and the remark of a row; the remark's column is `last`. */
void form_read_row(struct sheet *, int row, int last, const struct form_scan *);

#endif
