/* Readers: one interface between a file, whatever it is, and the import. A reader is chosen by the file's content, never
 * by its name, from the table in receipts/formats/reader_kinds.h (receipts/formats/readers.h opens by it): to add a format, write receipts/formats/reader_<format>.c
 * with one `const struct reader_kind reader_<format>` and add it there.
 *
 * A file gives one or more tables: a CSV file one, a workbook its sheets, an e-invoice a table of receipts and one of
 * purchases. A reader knows nothing of maps and programmes: it gives rows of cells, the header first as a row like any other;
 * receipts/table/table.c finds out what the columns mean. Tables are read one after another, in any order, and more than once
 * (the header is looked at first, the rows are taken later, facilities before receipts before purchases).
 *
 * A reader streams. It holds a window of the file and one row, whatever the size: at most a few MB. What it keeps for the whole
 * file (shared strings) has a limit of its own, named in its header, and lives in reader->arena.
 * The file may be damaged or made to harm, and may change while it is read: read it with file_at or through its descriptor,
 * never by mmap; the import compares the file before and after, a reader need not. */
#ifndef SOROE_READER_H
#define SOROE_READER_H

#include "core/base/finding.h"
#include "core/record/origin.h"
#include "core/base/status.h"
#include "core/base/text.h"

#include <stdint.h>

#define READER_HEAD          ((size_t)64 << 10)
#define READER_MOST_CELLS    500 /* columns of a table; more is E020 */
#define READER_MOST_TABLES   100
#define READER_HEADER_WITHIN 60 /* titles and notes stand above a header: it is looked for in so many rows */

/* The file before a reader. */
struct reader_file {
        const char *path; /* where its bytes lie: may be a copy unpacked from a ZIP */
        const char *name; /* as it is called in places: "receipts.csv", "batch.zip/receipts.csv" */
        int fd;           /* open for reading, seekable, at any offset; closed by the import, never by a reader */
        int64_t size;
        struct bytes head; /* its first READER_HEAD bytes */
};

/* One table of the file. */
struct reader_table {
        /* the sheet's name; for formats without sheets "" or any constant name, unique in the file */
        const char *name;
        enum origin_style style; /* how its places are written: file:line:column, file:Sheet!C14 or file:line */
        /* of the raw rows, and so of its file in rejected/; ENC_UTF8_BOM for what is no CSV */
        enum encoding encoding;
        bool crlf;           /* line ends of its file in rejected/ */
        char separator;      /* of its file in rejected/; 0: a comma */
        const char *written; /* how its file is written, for the report: "UTF-16"; NULL: its encoding says it */
        bool ragged;         /* a row may be shorter or longer than the header (workbooks); else that is E003 */
        bool hidden;         /* a hidden sheet: not read; W052 says so if it is one of our tables */
        /* the header is the first row (1), or the first that fits among so many (titles above) */
        int header_within;
};

/* What a workbook knows of a cell beyond its text; the import refuses it where the column is used. */
enum reader_fault {
        READER_GOOD,
        READER_NO_VALUE,    /* a formula whose value was not saved */
        READER_ERROR_VALUE, /* #N/A */
        READER_DATE,        /* a date: in a column of numbers and codes, what Excel made of 4-12 */
        READER_ROUNDED,     /* a number of more digits than Excel keeps: likewise */
        /* a number without a date format, where days count from 1904: in a column of dates, no day */
        READER_1904,
};

/* One row. Everything in it lives until the next call, or in the arena given to `next`, which is reset between rows. */
struct reader_row {
        int line;                 /* physical line of its start, or its row number in the sheet, from 1 */
        const char *const *cells; /* UTF-8, trimmed; cells[0] is column 1 (A). NULL after READ_BAD */
        size_t n;

        /* For rejected/: the record as it came, without its line end. Leave raw.at NULL where the file is no CSV: then `typed`
         * (or, NULL too, `cells`) is written as CSV. starts[i] is where cell i begins in raw; needed with raw alone. */
        struct bytes raw;
        const size_t *starts;
        const char *const *typed;
        const enum reader_fault *faults; /* per cell; NULL: none */
        /* per cell, NULL where it is the cell: a number with the words of its format, as a person sees it: 10000円(税抜); in a
         * column of amounts this is read. NULL: none */
        const char *const *shown;
        bool hidden; /* nobody who looks at the table sees it */
        /* the column (from 1) of a cell that stands under no header, and its text; by receipts/table/table.c; 0 */
        size_t beside;
        const char *beside_text;
        /* the cells where the row is a header: what is merged with a cell above stands here too; NULL: cells */
        const char *const *header;
        int64_t rest_at, rest_n; /* the rest of a record too long to hold: this range of the file follows raw */
};

/* READ_BAD: the row cannot be given as cells, findings say why, with its place; it is rejected and reading goes on.
 * READ_STOP: nothing more can be read of this table: an error finding says why (a damaged file), or findings->fault is set. */
enum read_result { READ_ROW, READ_BAD, READ_END, READ_STOP };

struct reader {
        const struct reader_kind *kind;
        struct reader_file file;
        struct reader_tables {
                VEC(struct reader_table);
        } tables;     /* filled by `open` */
        int pictures; /* in its sheets: they are no scans */
        /* of the header of the table being read, once it is known (receipts/table/table.c); else 0 */
        size_t columns;
        void *state;
        struct arena *arena; /* dies when the reader is closed */
};

struct reader_kind {
        const char *id; /* "csv" "xlsx" "e-invoice": printed as the file's kind */

        /* Is the file one of these? Looks at file->head first; may look into the file. Changes nothing, finds nothing. */
        bool (*is)(const struct reader_file *, struct arena *scratch);

        /* Fills reader->tables and reader->state. ERR_INPUT: it cannot be read at all; findings say why. Strings of findings
         * live in findings->arena (here, unlike in `next`). */
        enum status (*open)(struct reader *, struct findings *);

        /* To the first row of a table; also called again for the same one. */
        enum status (*start)(struct reader *, size_t table, struct findings *);

        /* The next row that is not blank. Strings of the row and of findings may live in `row`: the import settles findings. */
        enum read_result (*next)(struct reader_row *out, struct reader *, struct arena *row, struct findings *);

        /* How far in the current table, for the progress line: bytes of the file (or of what is unpacked), and of how many. */
        void (*progress)(int64_t *done, int64_t *of, const struct reader *);

        /* NULL, or: the bytes of a scan that the file itself carries (the PDF in an e-invoice), by the name a row gives it
         * under 画像ファイル名. ERR_INPUT without a finding: it carries none of that name. */
        enum status (*scan)(struct bytes *out, struct reader *, const char *name, struct arena *, struct findings *);

        /* "xml": the file itself is kept among the evidence, as received, under this extension; NULL: it is not. */
        const char *original;

        /* Frees what is not in reader->arena. NULL is fine. */
        void (*close)(struct reader *);
};

enum status reader_start(struct reader *, size_t table, struct findings *);
enum read_result reader_next(struct reader_row *out, struct reader *, struct arena *row, struct findings *);
void reader_close(struct reader *); /* fine on one that is not open */

/* The place of a cell (column from 1; 0: the row) of the table, for findings. */
char *reader_place(struct arena *, const struct reader *, size_t table, int line, size_t column);

/* Up to n bytes of the file from `at`; fewer at its end; -1: findings->fault is set. */
int64_t file_at(void *out, const struct reader_file *, int64_t at, size_t n, struct findings *);

#endif
