#include "receipts/table/passed.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/value/yen.h"

#include "receipts/table/cell_text.h"
#include "receipts/table/row.h"

#include "core/banned.h"

enum { RUNNING_DIGITS = 4 }; /* of a running number */

enum finding_id passed_info(enum passed kind)
{
        static const enum finding_id ids[PASSED_KINDS] = {
                [PASSED_BLANK] = I001, [PASSED_TOTAL] = I002, [PASSED_HEADER] = I003, [PASSED_NOTE] = I005};
        return ids[kind];
}

static const struct map_column *column_of(const struct header *header, size_t i)
{
        const struct map_column *c = i < header->n ? header->columns[i] : NULL;

        return c && !c->ignored && *c->field ? c : NULL;
}

static bool is_figure(const struct map_column *c)
{
        static const char *const fields[] = {"amount", "unit_price", "quantity"};

        return CELL_IS_ONE_OF(c->field, fields);
}

/* A row with all that a record needs is one, whatever else it says. A list of marks needs one column alone, where 合計 may stand. */
static bool lacks_nothing(const struct header *header, const struct reader_row *row)
{
        if (header->table->kind == TABLE_MARKS)
                return false;
        for (size_t i = 0; i < header->n; i++)
                if (header->columns[i] && header->columns[i]->required && (i >= row->n || !*row->cells[i]))
                        return false;
        return header->n > 0;
}

/* ---- the kinds */

static bool is_empty(const struct reader_row *row)
{
        for (size_t i = 0; i < row->n; i++)
                if (*row->cells[i])
                        return false;
        return true;
}

static bool is_header_again(const struct header *header, const struct reader_row *top, const struct reader_row *row,
                            struct arena *scratch)
{
        size_t same = 0;

        /* comparing the last used column first rules out nearly every row */
        for (size_t i = row->n < header->n ? row->n : header->n; i-- > 0;)
                if (header->columns[i]) {
                        if (strcmp(row->cells[i], top->cells[i]) != 0)
                                return false;
                        break;
                }
        for (size_t i = 0; i < row->n; i++) {
                if (!*row->cells[i])
                        continue;
                if (i >= top->n || strcmp(text_key(scratch, row->cells[i]), text_key(scratch, top->cells[i])) != 0)
                        return false;
                same++;
        }
        return same > 1;
}

/* 合計, 小計(9月), 総合計: and 計3件 are words of a total; a firm called 合計システム is not. */
static bool is_total_word(const char *cell, struct arena *scratch)
{
        static const char *const words[] = {"計",     "小計",     "合計",   "総計",      "累計",
                                            "総合計", "合計金額", "合計額", "税込計",    "税込合計",
                                            "total",  "subtotal", "sum",    "grandtotal"};
        char *key;

        if (strlen(cell) > 60)
                return false;
        key = text_key(scratch, cell);
        key[strcspn(key, "(:=[0123456789")] = '\0';
        for (char *end = key + strlen(key); end > key && strchr("*-~.", end[-1]);)
                *--end = '\0';
        return CELL_IS_ONE_OF(key, words);
}

static bool is_total(const struct header *header, const struct reader_row *row, struct arena *scratch)
{
        bool word = false;

        for (size_t i = 0; i < row->n; i++) {
                const struct map_column *c = column_of(header, i);

                if (!*row->cells[i])
                        continue;
                if (is_total_word(row->cells[i], scratch))
                        word = true;
                else if (c && !is_figure(c))
                        return false;
        }
        return word;
}

static bool is_zero(const char *cell)
{
        struct yen yen;

        return yen_parse(&yen, cell) == YEN_READ && yen.n == 0;
}

static bool is_running_number(const char *cell)
{
        size_t n = strspn(cell, "0123456789");

        return !cell[n] && n <= RUNNING_DIGITS;
}

static bool has_letter(const char *cell)
{
        int32_t c;

        while ((c = text_next(&cell)) > 0)
                if (c >= 0x3041 || (c | 0x20) == 'x' || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
                        return true;
        return false;
}

/* What a formula, a fill handle, or the program itself (the name of each scan) leaves in rows that nobody filled in. */
static bool is_filled_down(const struct header *header, const struct map_column *c, const char *cell)
{
        bool facilities = header->table->kind == TABLE_FACILITIES;

        if (is_figure(c))
                return is_zero(cell);
        if (strcmp(c->field, "number") == 0 || (facilities && strcmp(c->field, "facility") == 0))
                return is_running_number(cell);
        return strcmp(c->field, "document") == 0 || strcmp(c->field, "evidence") == 0 ||
               (strcmp(c->field, "facility") == 0 && !has_letter(cell));
}

static bool is_blank(const struct header *header, const struct reader_row *row)
{
        for (size_t i = 0; i < row->n; i++) {
                const struct map_column *c = column_of(header, i);

                if (*row->cells[i] && c && !is_filled_down(header, c, row->cells[i]))
                        return false;
        }
        return true;
}

static bool begins_as_note(const char *cell)
{
        static const char *const marks[] = {"※",   "＊",   "*", "注)", "注）", "注:", "注：",
                                            "(注", "（注", "●", "■",   "◆",    "・",  "→"};
        static const char *const ends[] = {"以上", "以下余白", "余白", "以下空白", "end"};

        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                if (strncmp(cell, marks[i], strlen(marks[i])) == 0)
                        return true;
        return CELL_IS_ONE_OF(cell, ends);
}

static bool is_typed(enum field_type type)
{
        return type == FIELD_CODE || type == FIELD_DATE || type == FIELD_YEN || type == FIELD_OPTIONAL_YEN ||
               type == FIELD_QUANTITY;
}

/* One cell alone, which says by its mark that it is a note, or stands in words where a code, a day or a sum belongs. */
static bool is_note(const struct header *header, const struct reader_row *row)
{
        const struct map_column *c = NULL;
        const char *only = NULL;

        for (size_t i = 0; i < row->n; i++) {
                if (!*row->cells[i])
                        continue;
                if (only)
                        return false;
                only = row->cells[i];
                c = column_of(header, i);
        }
        if (!only || !c)
                return false;
        if (begins_as_note(only))
                return true;
        if (!is_typed(row_field_type(header->table, c->field)) || !has_letter(only))
                return false;
        return strcmp(c->field, "facility") == 0 || !strpbrk(only, "0123456789");
}

enum passed passed_kind(const struct header *header, const struct reader_row *header_row, const struct reader_row *row,
                        struct arena *scratch)
{
        if (!header->is_row && is_header_again(header, header_row, row, scratch))
                return PASSED_HEADER;
        if (is_empty(row))
                return PASSED_BLANK;
        if (header->map->by != MAP_BEST || lacks_nothing(header, row))
                return PASSED_NOT;
        if (is_total(header, row, scratch))
                return PASSED_TOTAL;
        if (is_note(header, row))
                return PASSED_NOTE;
        return is_blank(header, row) ? PASSED_BLANK : PASSED_NOT;
}

const char *passed_unit(const char *cell, struct arena *scratch)
{
        static const char *const units[] = {"百万円", "千円", "万円", "ドル", "usd", "ユーロ", "thousandyen"};
        const char *key;
        size_t n;

        if (!*cell || strlen(cell) > 200)
                return NULL;
        key = text_key(scratch, cell);
        n = strlen(key);
        for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
                const char *at = strstr(key, units[i]);
                bool alone = at && at - key <= 1 && n - (size_t)(at - key) - strlen(units[i]) <= 1;

                if (at && (alone || strstr(key, "単位")))
                        return units[i];
        }
        return NULL;
}
