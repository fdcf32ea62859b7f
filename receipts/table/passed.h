/* Rows of a table that are no records: people leave them among the rows, and spreadsheets fill them down. They are passed over
 * and counted, each kind with one info; what may be a record half filled in is none of them and is rejected as it stands. */
#ifndef SOROE_PASSED_H
#define SOROE_PASSED_H

#include "receipts/table/map_header.h"
#include "receipts/reader/reader.h"

enum passed {
        PASSED_NOT,   /* it is a record */
        PASSED_BLANK, /* nothing in any column that is used, or only what was filled in before: a code, a running number,
                         zeros, the name of a scan */
        PASSED_TOTAL,  /* 小計, 合計, 計 */
        PASSED_HEADER, /* the header again */
        PASSED_NOTE,   /* one cell of words: ※ 原本は事務室 */
        PASSED_KINDS
};

/* `header` is the header of the table, header_cells the cells of the row in which it stands. */
enum passed passed_kind(const struct header *header, const struct reader_row *header_row, const struct reader_row *row,
                        struct arena *scratch);
enum finding_id passed_info(enum passed); /* the info that counts them */

/* 千円, 万円 or ドル where a cell above a table, or a note in it, says in what unit its amounts are: 単位:千円, (千円). NULL: it says nothing. */
const char *passed_unit(const char *cell, struct arena *scratch);

#endif
