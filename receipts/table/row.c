#include "receipts/table/row.h"

#include <stdio.h>
#include <string.h>

#include "core/value/identifier.h"
#include "core/value/mark.h"
#include "core/record/fields.h"
#include "core/base/text.h"

#include "receipts/table/cell_text.h"

#include "core/banned.h"

enum { MOST_CODES = 5 /* private-use characters named of one cell */ };

static const struct field_table *const tables[TABLE_KINDS] = {
        [TABLE_FACILITIES] = &fields_facility, [TABLE_RECEIPTS] = &fields_receipt, [TABLE_PURCHASES] = &fields_purchase,
        [TABLE_APPLICATIONS] = &fields_claim,  [TABLE_MARKS] = &fields_mark_line,
};

/* What one cell's reading needs. */
struct row_cell {
        const struct row_input *row;
        const struct map_column *column;
        const char *text;
        struct arena *arena;
        struct findings *findings;
};

static struct finding *complain(const struct row_cell *cell, enum finding_id id)
{
        struct finding *f = finding_add(cell->findings, id, NULL, cell->text,
                                        origin_place(cell->arena, cell->row->origin, cell->column->field));

        f->args[0] = row_column_words(cell->row->header->table, cell->column, cell->arena);
        return f;
}

/* The words to choose from; in English each with its meaning. */
static const char *choice(const struct row_cell *cell, const char *ja, const char *en)
{
        return arena_printf(cell->arena, "%s¦%s", ja, en);
}

/* Complains of a code that a spreadsheet has spoiled. The completed code is offered, never taken. */
static void complain_code(const struct row_cell *cell, enum code_verdict verdict, const char *digits)
{
        static const enum finding_id ids[] = {
                [CODE_SHORT] = E024, [CODE_EXCEL] = E025, [CODE_NUMBER] = E070, [CODE_UNREADABLE] = E011};
        const char *completed = code_completion(cell->arena, cell->text), *offer = NULL;
        struct finding *f = complain(cell, ids[verdict]);

        if (completed)
                offer = arena_printf(cell->arena, "%s のことですか。¦%s?", completed, completed);
        if (verdict != CODE_SHORT) {
                f->args[0] = verdict == CODE_UNREADABLE ? f->args[0] : offer;
                f->mark = mark_code(cell->text, cell->arena);
                return;
        }
        f->args[0] = arena_printf(cell->arena, "%zu", strlen(digits));
        f->args[1] = offer;
        f->mark = (struct mark){0, completed ? strlen(cell->text) : 0,
                                "Excel が先頭の 0 を落としたようです¦Excel seems to have dropped the leading 0"};
}

static void read_code(const char **out, const struct row_cell *cell)
{
        char digits[CODE_TEXT];
        enum code_verdict verdict = code_parse(digits, cell->text);

        *out = "";
        if (!*cell->text)
                return;
        if (verdict <= CODE_NO_PREFECTURE)
                *out = arena_strdup(cell->arena, digits);
        else if (verdict == CODE_SHORT && cell->row->short_code && strcmp(cell->row->short_code, digits) == 0)
                *out = cell->row->whole_code;
        else
                complain_code(cell, verdict, digits);
}

/* A year such as H7 for R7 or 1925 for 2025 is read as it stands, and a question asks whether it is right. */
static void ask_year(struct date day, const struct row_cell *cell)
{
        char ja[DATE_TEXT], iso[DATE_TEXT];

        if (!date_is_plausible(day))
                complain(cell, C002)->args[1] =
                        arena_printf(cell->arena, "%s¦%s", date_japanese(ja, day), date_iso(iso, day));
}

static void read_date(struct date *out, const struct row_cell *cell)
{
        static const enum finding_id ids[] = {
                [DATE_UNREADABLE] = E006, [DATE_AMBIGUOUS] = E017, [DATE_NO_SUCH] = E018, [DATE_OUTSIDE_ERA] = W032};
        enum date_fault fault = *cell->text ? date_parse(out, cell->text) : DATE_EMPTY;
        char ja[DATE_TEXT], iso[DATE_TEXT];
        struct finding *f;

        if (fault == DATE_READ)
                ask_year(*out, cell);
        if (fault == DATE_READ)
                return;
        if (fault != DATE_EMPTY) {
                f = complain(cell, ids[fault]);
                f->mark = mark_date(cell->text, fault, cell->arena);
                if (fault == DATE_OUTSIDE_ERA)
                        f->args[0] = arena_printf(cell->arena, "%s¦%s", date_japanese(ja, *out), date_iso(iso, *out));
        }
        if (fault != DATE_OUTSIDE_ERA)
                *out = (struct date){0};
}

/* False: nothing was written there. */
static bool read_yen(struct yen *out, const struct row_cell *cell)
{
        enum yen_fault fault = *cell->text ? yen_parse(out, cell->text) : YEN_EMPTY;
        struct finding *f;

        if (fault == YEN_READ || fault == YEN_EMPTY)
                return fault == YEN_READ;
        f = complain(cell, fault == YEN_CURRENCY ? E019 : E007);
        if (fault == YEN_CURRENCY)
                f->args[0] = cell->text;
        f->mark = mark_amount(cell->text, fault);
        return false;
}

/* A number that Excel has rewritten cannot be corrected, for nothing of it is left. What looks like a date may be
 * somebody's own way of numbering. */
static void check_number(const struct row_cell *cell)
{
        const char *text = cell->text;
        struct finding *f;

        if (text[0] == '#' &&
            (!text[strspn(text, "#")] || strcmp(text, "#NAME?") == 0 || strcmp(text, "#N/A") == 0 ||
             strcmp(text, "#REF!") == 0 || strcmp(text, "#VALUE!") == 0 || strcmp(text, "#DIV/0!") == 0)) {
                complain(cell, E048);
                return;
        }
        if (!cell->row->as_saved)
                return;
        if (cell_is_changed_date(text))
                complain(cell, C003);
        if (!cell_is_changed_number(text))
                return;
        f = complain(cell, E054);
        f->args[1] = "数値として¦as a number";
}

/* T and 13 digits in any width and grouping, if they are right; anything else as it was typed, for the check to say so. */
static const char *registration_of(const struct row_cell *cell)
{
        char number[CODE_TEXT];

        if (registration_parse(number, cell->text) == REGISTRATION_OK ||
            registration_parse(number, arena_printf(cell->arena, "T%s", cell->text)) == REGISTRATION_OK)
                return arena_strdup(cell->arena, number);
        return cell->text;
}

static void read_yes_no(enum answer3 *out, const struct row_cell *cell)
{
        const char *key = text_key(cell->arena, cell->text);
        struct finding *f;

        if (!*key)
                *out = NOT_SAID;
        else if (strcmp(key, "はい") == 0)
                *out = YES;
        else if (strcmp(key, "いいえ") == 0)
                *out = NO;
        else {
                f = complain(cell, E012);
                f->args[1] = "はい、いいえ¦はい (yes), いいえ (no)";
        }
}

/* The first `n` kinds of document. */
static const char *document_choice(const struct row_cell *cell, int n)
{
        struct buffer ja = buffer_in(cell->arena), en = buffer_in(cell->arena);

        for (int d = 0; d < n; d++) {
                const char *word = document_word((enum document)d, JAPANESE);

                buffer_printf(&ja, "%s%s", d ? "、" : "", word);
                buffer_printf(&en, "%s%s (%s)", d ? ", " : "", word, document_word((enum document)d, ENGLISH));
        }
        return choice(cell, ja.at, en.at);
}

static void read_document(enum document *out, const struct row_cell *cell)
{
        if (!document_by_word(out, text_key(cell->arena, cell->text)))
                complain(cell, E012)->args[1] = document_choice(cell, DOCUMENTS);
}

static void read_line_document(bool *of_breakdown, const struct row_cell *cell)
{
        enum document document = DOC_RECEIPT;

        if (!document_by_word(&document, text_key(cell->arena, cell->text)) ||
            (document != DOC_RECEIPT && document != DOC_BREAKDOWN))
                complain(cell, E012)->args[1] = document_choice(cell, DOC_BREAKDOWN + 1);
        *of_breakdown = document == DOC_BREAKDOWN;
}

static void check_kind(const struct row_cell *cell)
{
        if (*cell->text && !programme_kind(cell->row->programme, cell->text, cell->arena))
                complain(cell, E008)->args[0] =
                        choice(cell, programme_kind_words(cell->row->programme, JAPANESE, cell->arena),
                               programme_kind_words(cell->row->programme, ENGLISH, cell->arena));
}

/* Completes a category whose end is missing, where nothing else can be meant. */
static const char *read_category(const struct row_cell *cell)
{
        const char *variant, *meant;
        bool none = false;

        if (!*cell->text || programme_category(cell->row->programme, cell->text, &variant, &none, cell->arena) || none)
                return cell->text;
        meant = programme_category_meant(cell->row->programme, cell->text, cell->arena);
        if (meant)
                return meant;
        complain(cell, E009)->args[0] =
                choice(cell, programme_category_words(cell->row->programme, JAPANESE, cell->arena),
                       programme_category_words(cell->row->programme, ENGLISH, cell->arena));
        return cell->text;
}

static const char *read_item(const struct row_cell *cell)
{
        const char *meant = NULL;

        if (*cell->text && !programme_item(cell->row->programme, cell->text, cell->arena))
                meant = programme_item_meant(cell->row->programme, cell->text, cell->arena);
        return meant ? meant : cell->text;
}

static void add_scans(struct evidence_list *list, const struct row_cell *cell, bool breakdown)
{
        struct texts names = scan_names(cell->arena, cell->text);

        for (size_t i = 0; i < names.n; i++) {
                struct evidence *e = vec_add(cell->arena, list);

                e->name = text_nfc(cell->arena, names.at[i]);
                e->is_breakdown = breakdown;
        }
}

static void read_quantity(struct purchase *line, const struct row_cell *cell)
{
        line->has_quantity = count_parse(&line->quantity, cell->text);
        if (*cell->text && !line->has_quantity)
                complain(cell, E022)->mark = mark_count(cell->text);
}

static void read_cell(struct row *row, const struct field *field, const struct row_cell *cell)
{
        void *at = (char *)&row->as + field->offset;
        bool *has = (bool *)((char *)&row->as + field->has_offset); /* of optional cells alone */

        switch (field->type) {
        case FIELD_CODE:
                read_code(at, cell);
                return;
        case FIELD_DATE:
                read_date(at, cell);
                return;
        case FIELD_YEN:
                read_yen(at, cell);
                return;
        case FIELD_OPTIONAL_YEN:
                *has = read_yen(at, cell);
                return;
        case FIELD_YES_NO:
                read_yes_no(at, cell);
                return;
        case FIELD_DOCUMENT:
                read_document(at, cell);
                row->as.receipt.is_breakdown = row->as.receipt.document == DOC_BREAKDOWN;
                return;
        case FIELD_LINE_DOCUMENT:
                read_line_document(&row->as.purchase.of_breakdown, cell);
                break;
        case FIELD_QUANTITY:
                read_quantity(&row->as.purchase, cell);
                break;
        case FIELD_KIND:
                check_kind(cell);
                break;
        case FIELD_ITEM:
                *(const char **)at = read_item(cell);
                return;
        case FIELD_CATEGORY:
                *(const char **)at = read_category(cell);
                return;
        case FIELD_SCANS:
                add_scans(&row->as.receipt.evidence, cell, false);
                break;
        case FIELD_BREAKDOWNS:
                add_scans(&row->as.receipt.evidence, cell, true);
                break;
        case FIELD_NUMBER:
                check_number(cell);
                break;
        case FIELD_REGISTRATION:
                *(const char **)at = registration_of(cell);
                return;
        default:
                break;
        }
        *(const char **)at = cell->text;
}

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
        f = complain(cell, E004);
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
                        f = complain(cell, W034);
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
        if (characters(cell->text) > CELL_MOST_CHARS) {
                complain(cell, E013)->args[0] = arena_printf(cell->arena, "%d", CELL_MOST_CHARS);
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
                cell->text = cell_text(cell->text, field->type == FIELD_TEXT, cell->arena);
        if (!cell_may_be_mark(cell->text))
                return true;
        if (cell_is_ditto(cell->text, cell->arena)) {
                f = complain(cell, E028);
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
                        complain(cell, E075);
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
                        complain(&cell, E005);
                else if (check_text(&cell))
                        read_cell(out, field, &cell);
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
