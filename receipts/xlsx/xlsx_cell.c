#include "receipts/xlsx/xlsx.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

static const struct xlsx_format *format_of(const struct xlsx *book, const struct xlsx_raw_cell *cell)
{
        static const struct xlsx_format plain = {
                .kind = FORMAT_NUMBER, .before = "", .after = "", .shown_before = "", .shown_after = ""};

        return cell->style < book->formats.n ? &book->formats.at[cell->style] : &plain;
}

static const char *number_text(enum reader_fault *fault, const struct xlsx *book, const struct xlsx_raw_cell *cell,
                               const char *typed, struct arena *row)
{
        const struct xlsx_format *f = format_of(book, cell);
        const char *decimal = xlsx_decimal(typed, row), *date = NULL;
        int n = (int)strspn(decimal, "0123456789");

        if (f->kind == FORMAT_DATE || f->kind == FORMAT_MONTH)
                date = xlsx_date(decimal, book->from_1904, f->kind == FORMAT_MONTH, row);
        *fault = date ? READER_DATE : n > XLSX_KEPT_DIGITS ? READER_ROUNDED : READER_GOOD;
        if (date)
                return date;
        if (book->from_1904 && f->kind == FORMAT_NUMBER && (n == 4 || n == 5) && (!decimal[n] || decimal[n] == '.'))
                *fault = READER_1904;
        if (f->zeros > n && n > 0 && decimal[n] == '\0') /* shown with its leading zeros: 0118010016 */
                return arena_printf(row, "%0*d%s", f->zeros - n, 0, decimal);
        return *f->before || *f->after ? arena_printf(row, "%s%s%s", f->before, decimal, f->after) : decimal;
}

/* ISO 8601, which the strict edition may write: 2025-05-12T00:00:00. With a zone the day depends on the reader's place: it is
 * given as it stands, and refused like the same text of a CSV. */
static const char *iso_date(const char *typed, struct arena *row)
{
        const char *time = strchr(typed, 'T');

        return time && !strpbrk(time, "Zz+-") ? arena_strndup(row, typed, (size_t)(time - typed)) : typed;
}

const char *xlsx_cell_shown(const struct xlsx *book, const struct xlsx_raw_cell *cell, const char *text,
                            struct arena *row)
{
        const struct xlsx_format *f = format_of(book, cell);

        if (cell->type != TYPE_NUMBER || f->kind != FORMAT_NUMBER || !*text || (!*f->shown_before && !*f->shown_after))
                return NULL;
        return arena_printf(row, "%s%s%s", f->shown_before, xlsx_decimal(arena_strdup(row, text), row), f->shown_after);
}

const char *xlsx_cell_text(enum reader_fault *fault, bool *struck, const struct xlsx *book,
                           const struct xlsx_raw_cell *cell, const char *text, struct arena *row)
{
        const char *typed = cell->n ? arena_strndup(row, text, cell->n) : "", *shared;

        *fault = READER_GOOD;
        *struck = cell->struck;
        if (format_of(book, cell)->struck) {
                *struck = cell->n > 0;
                return "";
        }
        if (!cell->n && cell->formula && cell->type != TYPE_STRING) {
                *fault = READER_NO_VALUE;
                return "";
        }
        switch (cell->type) {
        case TYPE_NUMBER:
                return cell->n ? number_text(fault, book, cell, typed, row) : "";
        case TYPE_SHARED:
                shared = xlsx_string(struck, book->strings, text_trim(row, typed));
                return shared ? text_trim(row, shared) : NULL;
        case TYPE_STRING:
        case TYPE_INLINE:
                return text_trim(row, xlsx_unescape(text, cell->n, row));
        case TYPE_BOOLEAN:
                return strcmp(typed, "1") == 0 || strcmp(typed, "true") == 0 ? "TRUE" : "FALSE";
        case TYPE_DATE:
                *fault = READER_DATE;
                return iso_date(typed, row);
        case TYPE_ERROR:
                break;
        }
        *fault = READER_ERROR_VALUE;
        return typed;
}
