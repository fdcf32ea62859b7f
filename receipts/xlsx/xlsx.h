/* Workbooks (.xlsx: ISO/IEC 29500-1, transitional and strict) as Excel, LibreOffice, Numbers and libraries write them. What
 * a sheet shows is given as text: shared, inline and rich strings without their furigana; numbers as plain decimals; serial
 * dates as ISO dates, told by their number format; formulas by the value that was saved with them. Sheets are read as a
 * stream: a window of the file, one row, and the shared strings are held.
 *
 * Only receipts/xlsx/ and receipts/formats/reader_xlsx.c include this. */
#ifndef SOROE_XLSX_H
#define SOROE_XLSX_H

#include "core/base/finding.h"
#include "core/base/status.h"

#include "receipts/reader/archive.h"
#include "receipts/reader/reader.h"
#include "core/format/xml/xml_stream.h"

#define XLSX_MOST_SHEETS  100
#define XLSX_MOST_ROW     1048576 /* Excel's own last row */
#define XLSX_MOST_COLUMNS 500
#define XLSX_LAST_COLUMN  16384 /* XFD */
/* text of one row; Excel's longest cell has 32,767 characters */
#define XLSX_MOST_ROW_BYTES     ((size_t)512 << 10)
#define XLSX_MOST_SHEET_BYTES   ((int64_t)1 << 30)   /* unpacked */
#define XLSX_MOST_PART_BYTES    ((int64_t)16 << 20)  /* any other part, unpacked */
#define XLSX_MOST_STRINGS_BYTES ((int64_t)256 << 20) /* the part of the shared strings, unpacked */
#define XLSX_MOST_STRINGS       2000000
#define XLSX_MOST_STRING_TEXT   ((size_t)32 << 20)  /* their text */
#define XLSX_MOST_STRING        ((size_t)128 << 10) /* one of them */
#define XLSX_MOST_FORMATS       65536               /* cell formats; Excel allows 65,490 */
#define XLSX_KEPT_DIGITS        15                  /* of a number; what a file has beyond them is binary noise */
#define XLSX_MOST_MERGES        10000               /* merged over several rows, in one sheet */

/* ---- number formats (receipts/xlsx/xlsx_format.c) */

struct xlsx_format {
        enum { FORMAT_NUMBER, FORMAT_DATE, FORMAT_MONTH /* no day */, FORMAT_TIME } kind;
        int zeros;          /* a format of zeros alone, 0000000000, shows the leading zeros: so many digits */
        const char *before; /* a currency other than yen: $ € USD; "" */
        const char *after;  /* what multiplies the number for the eye: 千円 万円; "" */
        const char *shown_before, *shown_after; /* all words that stand beside the digits: 税抜, 円(税抜), %; "" */
        bool struck;                            /* the cell's font is struck out */
};
/* A format code, "yyyy/m/d"; strings live in the arena. */
struct xlsx_format xlsx_format_of(const char *code, struct arena *);
/* The formats that have a number and no code (ISO/IEC 29500-1, 18.8.30, and there those of Japanese). */
struct xlsx_format xlsx_format_built_in(int64_t id);

/* ---- numbers (receipts/xlsx/xlsx_number.c): decimal digits throughout, no floating point */

/* "41000.000000000007" "1.2E5" as plain decimals, "41000" "120000"; rounded to the 15 digits that Excel keeps, except a
 * whole number that is written out. What is no number, or too large to write out, stays as it is. */
const char *xlsx_decimal(const char *text, struct arena *);
/* A serial number as the date it is: "2025-05-12", "2025-05" for FORMAT_MONTH; 60 is "1900-02-29", which never was.
 * NULL: no serial number of a date. */
const char *xlsx_date(const char *decimal, bool from_1904, bool month, struct arena *);
/* _x000D_ and its like become the character they stand for (ISO/IEC 29500-1, 22.9.2.19); line ends become LF. */
char *xlsx_unescape(const char *, size_t n, struct arena *);

/* ---- the workbook (receipts/xlsx/xlsx_parts.c) */

struct xlsx_merge {
        int row, last_row, column; /* from 1 */
};
struct xlsx_sheet {
        const char *name, *part; /* part: "xl/worksheets/sheet1.xml" */
        int64_t member;
        bool hidden;
        struct xlsx_merges {
                VEC(struct xlsx_merge);
        } merges; /* those over several rows, by row */
};

struct xlsx_strings;

/* The part being read. */
struct xlsx_parsing {
        struct xml_stream *xml;
        enum finding_id id;
        const char *words;
};

struct xlsx {
        const char *file; /* as it is called in places */
        struct archive *zip;
        struct xlsx_sheets {
                VEC(struct xlsx_sheet);
        } sheets; /* in the order of their tabs */
        bool from_1904;
        struct xlsx_formats {
                VEC(struct xlsx_format);
        } formats; /* per cell style */
        struct xlsx_strings *strings;
        int pictures; /* pasted into its sheets */
        struct arena *arena;
        struct findings *findings;
        struct xlsx_parsing *parsing;
};

/* Is it for this reader: a ZIP that holds an office document, or an OLE file? */
bool xlsx_is(int fd, int64_t size, const unsigned char *head, size_t head_n, struct arena *);
/* Opens and reads all but the rows. ERR_INPUT: findings say why. Close it in either case. */
enum status xlsx_open(struct xlsx *, int fd, int64_t size, const unsigned char *head, size_t head_n);
void xlsx_close(struct xlsx *);

/* A finding about the file as a whole; `part` where one is to blame, else NULL. Always ERR_INPUT. */
enum status xlsx_refuse(const struct xlsx *, enum finding_id, const char *words, const char *part);
/* Feeds a part of the workbook to a handler. The handler may call xlsx_stop, which ends the parsing with that
 * finding. */
enum status xlsx_parse(const struct xlsx *, size_t member, const char *part, int64_t most,
                       const struct xml_stream_handler *);
void xlsx_stop(const struct xlsx *, enum finding_id, const char *words);
/* Is this the main namespace, in either edition? */
bool xlsx_is_main(const char *space);

/* ---- shared strings (receipts/xlsx/xlsx_strings.c) */

enum status xlsx_strings_read(struct xlsx *, size_t member, const char *part);
/* Returns a shared string; NULL: there is none of that number. *struck says that a part of it was struck out, and is
 * left out here. */
const char *xlsx_string(bool *struck, const struct xlsx_strings *, const char *index);

/* The text of <si> or <is>: its <t>, also in runs, without phonetic runs (furigana) and without runs that are struck out. Feed
 * it every start and end. */
struct xlsx_text {
        int phonetic;  /* depth of the <rPh> that is open, 0: none */
        bool struck;   /* the run that is open is struck out */
        bool left_out; /* such a run had text; set back by who reads it */
        bool open;     /* in a <t> that counts */
};
void xlsx_text_start(struct xlsx_text *, const struct xml_stream_element *);
bool xlsx_is_struck(const struct xml_stream_element *); /* is it a <strike/> that says yes? */
void xlsx_text_end(struct xlsx_text *, const char *name, int depth);

/* ---- the styles (receipts/xlsx/xlsx_styles.c) */
enum status xlsx_styles_read(struct xlsx *, size_t member, const char *part);

/* ---- rows (receipts/xlsx/xlsx_sheet.c) */

/* A cell as it stands in the file; its text is not ended by NUL. */
struct xlsx_raw_cell {
        int column;
        enum { TYPE_NUMBER, TYPE_SHARED, TYPE_STRING, TYPE_INLINE, TYPE_BOOLEAN, TYPE_ERROR, TYPE_DATE } type;
        bool formula, struck;  /* struck: a part of its own text was left out */
        size_t style, text, n; /* text: where it begins in the rows' buffer */
};
/* Its text as a person sees it, trimmed; lives in `row` or in the shared strings. NULL: the file is damaged. *struck: it, or
 * a part of it, is struck out and left out. */
const char *xlsx_cell_text(enum reader_fault *, bool *struck, const struct xlsx *, const struct xlsx_raw_cell *,
                           const char *text, struct arena *row);
/* Returns `text` between the words of its number format, as the sheet shows it; NULL where the format has no words. */
const char *xlsx_cell_shown(const struct xlsx *, const struct xlsx_raw_cell *, const char *text, struct arena *row);

/* "C14": column 3, line 14; a part that is missing stays 0. False: no reference. */
bool xlsx_reference(int *column, int *line, const char *, size_t n);

struct xlsx_row {
        int line;
        const char **cells;        /* from column A; "" where there is nothing */
        enum reader_fault *faults; /* per cell; NULL: all good */
        const char **shown;        /* per cell what its format adds to a number; NULL: none does */
        int struck;                /* the first column whose text is struck out; 0 */
        bool hidden;
        bool holds; /* cells with a formula or a text, even if nothing is seen of them */
        size_t n;   /* up to the last cell that holds something */
        /* a cell that holds something stands beyond the last column: its number; else 0 */
        int too_wide;
        bool too_long; /* its text passes the limit */
};

struct xlsx_rows;
/* Looks once over a sheet before it is read: finds its merged cells, and whether it can be unpacked at all. */
enum status xlsx_sheet_survey(struct xlsx *, size_t sheet);
struct xlsx_rows *xlsx_rows_new(struct xlsx *);
enum status xlsx_rows_start(struct xlsx_rows *, size_t sheet, struct findings *);
/* Reads the next row, blank or not, into `row`. *end: there is none. ERR_INPUT: nothing more can be read, and a
 * finding says why. */
enum status xlsx_rows_next(struct xlsx_row *out, bool *end, struct xlsx_rows *, struct arena *row, struct findings *);
void xlsx_rows_progress(int64_t *done, int64_t *of, const struct xlsx_rows *);
void xlsx_rows_close(struct xlsx_rows *);

#endif
