#include "receipts/table/row_cell.h"

#include <string.h>

#include "core/base/text.h"

#include "receipts/table/cell_text.h"

#include "core/banned.h"

enum { MOST_CODES = 5 /* private-use characters named of one cell */ };

static const struct field_table *const tables[TABLE_KINDS] = {
        [TABLE_FACILITIES] = &fields_facility, [TABLE_RECEIPTS] = &fields_receipt, [TABLE_PURCHASES] = &fields_purchase,
        [TABLE_APPLICATIONS] = &fields_claim,  [TABLE_MARKS] = &fields_mark_line,
};

/* Every text of a record is a string, also those the file has no column for. */
static void clear(struct row *row, enum table_kind kind)
{
        memset(row, 0, sizeof *row);
        row->import_place = "";
        for (size_t i = 0; i < tables[kind]->n; i++) {
                const struct field *f = &tables[kind]->all[i];

                if (field_cell(f) && field_is_text(f->type))
                        *(const char **)((char *)&row->as + f->offset) = "";
        }
}

static size_t characters(const char *s)
{
        size_t n = 0;

        for (; *s; s++)
                n += ((unsigned char)*s & 0xc0) != 0x80;
        return n;
}

/* A character that is no text: U+0007. False: there is one. */
static bool check_controls(const struct row_cell *cell)
{
        const char *s = cell->text;
        struct finding *f;
        int32_t c;

        if (text_is_valid(cell->text))
                return true;
        f = row_cell_complain(cell, E004);
        while (*s) {
                const char *at = s;
                char one[8] = "";

                if ((c = text_next(&s)) < 0 || s - at >= (ptrdiff_t)sizeof one)
                        break;
                memcpy(one, at, (size_t)(s - at));
                if (text_is_valid(one))
                        continue;
                f->args[0] = arena_printf(cell->arena, "U+%04X", (unsigned)c);
                f->mark =
                        (struct mark){(size_t)(at - cell->text), (size_t)(s - at), "制御文字です¦a control character"};
                break;
        }
        return false;
}

/* 外字, by its code point and the code that a CP932 file has for it. */
static void warn_private(const struct row_cell *cell)
{
        struct buffer codes = buffer_in(cell->arena);
        struct finding *f = NULL;
        int n = 0;

        if (!strpbrk(cell->text, "\xEE\xEF\xF3\xF4")) /* with which all of them begin */
                return;
        for (const char *s = cell->text; *s;) {
                const char *at = s;
                int32_t c = text_next(&s);
                struct bytes cp932;

                if (c < 0)
                        break;
                if (!text_is_private_use(c))
                        continue;
                if (!f) {
                        f = row_cell_complain(cell, W034);
                        f->mark = (struct mark){(size_t)(at - cell->text), (size_t)(s - at), NULL};
                }
                if (++n > MOST_CODES)
                        continue;
                buffer_printf(&codes, "%sU+%04X", n > 1 ? ", " : "", (unsigned)c);
                cp932 = text_encode(arena_strndup(cell->arena, at, (size_t)(s - at)), ENC_CP932, cell->arena);
                if (cp932.n == 2 && cp932.at[0] >= 0xF0)
                        buffer_printf(&codes, "/CP932 %02X%02X", cp932.at[0], cp932.at[1]);
        }
        if (!f)
                return;
        if (n > MOST_CODES)
                buffer_printf(&codes, ", … %d", n);
        f->args[1] = f->args[0];
        f->args[0] = codes.at;
}

/* Checks what may be wrong with any cell, whatever it means. False: it must not be read further. */
static bool check_text(const struct row_cell *cell)
{
        if (!check_controls(cell))
                return false;
        if (strlen(cell->text) > CELL_MOST_CHARS && characters(cell->text) > CELL_MOST_CHARS) {
                row_cell_complain(cell, E013)->args[0] = arena_printf(cell->arena, "%d", CELL_MOST_CHARS);
                return false;
        }
        warn_private(cell);
        return true;
}

const char *row_column_words(const struct map_table *table, const struct map_column *column, struct arena *arena)
{
        const struct field *f = *column->field ? field_of_cell(tables[table->kind], column->field) : NULL;

        if (!f && table->journal)
                f = field_of_cell(&fields_purchase, column->field);
        return f ? arena_printf(arena, "%s¦%s (%s)", column->header, column->header, f->words[1]) : column->header;
}

bool row_has_field(enum table_kind kind, const char *field)
{
        return field_of_cell(tables[kind], field) != NULL;
}

enum field_type row_field_type(const struct map_table *table, const char *field)
{
        const struct field *f = field_of_cell(tables[table->kind], field);

        if (!f && table->journal)
                f = field_of_cell(&fields_receipt, field);
        return f ? f->type : FIELD_TEXT;
}

/* May a dash or なし in this column mean that there is no value? Not where the column is required, nor where a code,
 * a kind, or yes or no is wanted; and a remark may say anything. */
static bool may_say_none(const struct field *field, const struct map_column *column)
{
        return !column->required && field->type != FIELD_CODE && field->type != FIELD_YES_NO &&
               field->type != FIELD_KIND && strcmp(field->id, "note") != 0;
}

/* The value as it is read. False: a mark stands in its place, and the row is rejected. */
static bool take_text(struct row_cell *cell, struct row *row, const struct field *field, size_t column)
{
        struct finding *f;

        if (!*cell->text)
                return true;
        if (field->type != FIELD_SCANS && field->type != FIELD_BREAKDOWNS)
                cell->text = cell_text(cell->text, field->type <= FIELD_LIST, cell->arena);
        if (!cell_may_be_mark(cell->text))
                return true;
        if (cell_is_ditto(cell->text, cell->arena)) {
                f = row_cell_complain(cell, E028);
                row->ditto = true;
                f->args[1] = cell->row->above && *cell->row->above[column]
                                     ? arena_strdup(cell->arena, cell->row->above[column])
                                     : "なし¦none";
                return false;
        }
        if (may_say_none(field, cell->column) &&
            cell_is_none(cell->text, field->type == FIELD_REGISTRATION, cell->arena)) {
                cell->text = "";
                row->nones++;
        }
        return true;
}

static bool has_error(const struct findings *findings, size_t from)
{
        for (size_t i = from; i < findings->n; i++)
                if (finding_severity(findings->at[i].id) == ERROR)
                        return true;
        return false;
}

/* What a machine read becomes a record only once somebody has said that it is right. */
static void check_confirmed(const struct row_cell *cell)
{
        static const char *const no[] = {"", "×", "✕", "✗", "x", "-", "ー", "no", "ng", "いいえ", "未", "未確認", "否"};
        const char *key = text_key(cell->arena, cell->text);

        for (size_t i = 0; i < sizeof no / sizeof *no; i++)
                if (strcmp(key, text_key(cell->arena, no[i])) == 0) {
                        row_cell_complain(cell, E075);
                        return;
                }
}

bool row_read_cells(struct row *out, const struct row_input *in, struct arena *arena, struct findings *findings)
{
        enum table_kind kind = in->header->table->kind;
        size_t before = findings->n;

        clear(out, kind);
        for (size_t i = 0; i < in->header->n; i++) {
                const struct map_column *column = in->header->columns[i];
                struct row_cell cell = {in, column, in->cells[i], arena, findings};
                const struct field *field;

                if (!column || !*column->field)
                        continue;
                if (column->ignored) {
                        if (strcmp(column->field, "import-place") == 0)
                                out->import_place = cell.text;
                        else if (strcmp(column->field, "confirmed") == 0)
                                check_confirmed(&cell);
                        continue;
                }
                field = field_of_cell(tables[kind], column->field);
                if (!take_text(&cell, out, field, i))
                        continue;
                if (column->required && !*cell.text)
                        row_cell_complain(&cell, E005);
                else if (check_text(&cell))
                        row_cell_read(out, field, &cell);
        }
        return !has_error(findings, before);
}

const char *row_key(const struct row *row, enum table_kind kind, struct arena *arena)
{
        const struct receipt *r = &row->as.receipt;
        const struct purchase *p = &row->as.purchase;

        switch (kind) {
        case TABLE_FACILITIES:
                return *row->as.facility.code ? arena_printf(arena, "facility:%s", row->as.facility.code) : "";
        case TABLE_RECEIPTS:
                return *r->number ? arena_printf(arena, "receipt:%s/%s%s", r->facility, r->number,
                                                 r->is_breakdown ? "/b" : "")
                                  : "";
        case TABLE_APPLICATIONS:
                return *row->as.claim.facility ? arena_printf(arena, "application:%s/%s", row->as.claim.facility,
                                                              row->as.claim.category_text)
                                               : "";
        case TABLE_PURCHASES:
                return *p->receipt_number
                               ? arena_printf(arena, "%s:%s/%s#%d", p->of_breakdown ? "vendor-line" : "purchase",
                                              p->facility, p->receipt_number, p->position)
                               : "";
        case TABLES:
        case TABLE_MARKS:
        case TABLE_KINDS:
                break;
        }
        return "";
}

const char *row_subject(const struct row *row, enum table_kind kind, struct arena *arena)
{
        switch (kind) {
        case TABLE_FACILITIES:
                return row->as.facility.code;
        case TABLE_RECEIPTS:
                return subject_receipt(arena, &row->as.receipt);
        case TABLE_APPLICATIONS:
                return subject_application(arena, row->as.claim.facility, row->as.claim.category_text);
        case TABLE_PURCHASES:
                return arena_printf(arena, "%s/%s#%d", row->as.purchase.facility, row->as.purchase.receipt_number,
                                    row->as.purchase.position);
        case TABLES:
        case TABLE_MARKS:
        case TABLE_KINDS:
                break;
        }
        return "";
}
