#include "receipts/xlsx/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum { WINDOW = 32 << 10, MOST_LINES = 1000000000 };

/* ---- references: C14 */

bool xlsx_reference(int *column, int *line, const char *s, size_t n)
{
        size_t i = 0;

        *column = *line = 0;
        for (; i < n && ((s[i] >= 'A' && s[i] <= 'Z') || (s[i] >= 'a' && s[i] <= 'z')); i++) {
                *column = *column * 26 + (s[i] & 0x1f);
                if (*column > XLSX_LAST_COLUMN)
                        return false;
        }
        for (; i < n && s[i] >= '0' && s[i] <= '9'; i++) {
                if (*line > MOST_LINES / 10)
                        *line = MOST_LINES / 10;
                *line = *line * 10 + (s[i] - '0');
        }
        return n && i == n;
}

/* ---- merged cells, and whether all of it can be unpacked */

struct survey {
        struct xlsx *book;
        struct xlsx_sheet *sheet;
};

static void on_merge(void *data, const struct xml_stream_element *e)
{
        struct survey *s = data;
        struct xlsx_merge m = {0};
        const char *ref, *colon;
        int last_column;

        if (e->depth != 3 || strcmp(e->name, "mergeCell") != 0 || !xlsx_is_main(e->space))
                return;
        ref = xml_stream_get(e, "ref", false, s->book->arena);
        colon = ref ? strchr(ref, ':') : NULL;
        if (!colon || !xlsx_reference(&m.column, &m.row, ref, (size_t)(colon - ref)) ||
            !xlsx_reference(&last_column, &m.last_row, colon + 1, strlen(colon + 1)))
                return;
        if (m.row < 1 || m.last_row <= m.row || m.column < 1 || m.column > XLSX_MOST_COLUMNS)
                return;
        if (s->sheet->merges.n == XLSX_MOST_MERGES)
                xlsx_stop(s->book, E020, "行をまたぐ結合が1万¦10,000 merged cells");
        else
                *vec_add(s->book->arena, &s->sheet->merges) = m;
}

static int by_row(const void *a, const void *b)
{
        const struct xlsx_merge *x = a, *y = b;

        return x->row != y->row ? (x->row > y->row) - (x->row < y->row)
                                : (x->column > y->column) - (x->column < y->column);
}

/* They stand behind the rows they are about. Whether there are any is seen without parsing. */
static enum archive_fault look(bool *merged, const struct xlsx *book, size_t member)
{
        static const char word[] = "mergeCell";
        enum { KEEP = sizeof word - 2 };
        struct archive_stream stream = {0};
        unsigned char *window = arena_alloc(book->arena, WINDOW + KEEP);
        enum archive_fault fault = archive_stream_open(&stream, book->zip, member, XLSX_MOST_SHEET_BYTES);
        size_t got = 1, kept = 0;

        while (fault == ARCHIVE_OK && got) {
                fault = archive_stream_read(&got, &stream, window + kept, WINDOW);
                *merged = *merged || memmem(window, kept + got, word, sizeof word - 1);
                kept += got;
                if (kept > KEEP) {
                        memmove(window, window + kept - KEEP, KEEP);
                        kept = KEEP;
                }
        }
        archive_stream_close(&stream);
        return fault;
}

enum status xlsx_sheet_survey(struct xlsx *book, size_t i)
{
        struct xlsx_sheet *sheet = &book->sheets.at[i];
        struct survey s = {book, sheet};
        struct xml_stream_handler handler = {&s, on_merge, NULL, NULL};
        const char *words;
        bool merged = false;
        enum archive_fault fault = look(&merged, book, (size_t)sheet->member);
        enum status st;

        if (fault != ARCHIVE_OK) {
                enum finding_id id = archive_fault_finding(fault, &words);

                return xlsx_refuse(book, id, words, sheet->part);
        }
        if (!merged)
                return OK;
        st = xlsx_parse(book, (size_t)sheet->member, sheet->part, XLSX_MOST_SHEET_BYTES, &handler);
        if (sheet->merges.n > 1)
                qsort(sheet->merges.at, sheet->merges.n, sizeof *sheet->merges.at, by_row);
        return st;
}
