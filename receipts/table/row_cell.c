#include "receipts/table/row_cell.h"

#include <string.h>

#include "core/value/identifier.h"
#include "core/value/mark.h"
#include "core/base/text.h"

#include "receipts/table/cell_text.h"

#include "core/banned.h"

struct finding *row_cell_complain(const struct row_cell *cell, enum finding_id id)
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
        struct finding *f = row_cell_complain(cell, ids[verdict]);

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
                row_cell_complain(cell, C002)->args[1] =
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
                f = row_cell_complain(cell, ids[fault]);
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
        f = row_cell_complain(cell, fault == YEN_CURRENCY ? E019 : E007);
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
                row_cell_complain(cell, E048);
                return;
        }
        if (!cell->row->as_saved)
                return;
        if (cell_is_changed_date(text))
                row_cell_complain(cell, C003);
        if (!cell_is_changed_number(text))
                return;
        f = row_cell_complain(cell, E054);
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
                f = row_cell_complain(cell, E012);
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
                row_cell_complain(cell, E012)->args[1] = document_choice(cell, DOCUMENTS);
}

static void read_line_document(bool *of_breakdown, const struct row_cell *cell)
{
        enum document document = DOC_RECEIPT;

        if (!document_by_word(&document, text_key(cell->arena, cell->text)) ||
            (document != DOC_RECEIPT && document != DOC_BREAKDOWN))
                row_cell_complain(cell, E012)->args[1] = document_choice(cell, DOC_BREAKDOWN + 1);
        *of_breakdown = document == DOC_BREAKDOWN;
}

static void check_kind(const struct row_cell *cell)
{
        if (*cell->text && !programme_kind(cell->row->programme, cell->text, cell->arena))
                row_cell_complain(cell, E008)->args[0] =
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
        row_cell_complain(cell, E009)->args[0] =
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
                row_cell_complain(cell, E022)->mark = mark_count(cell->text);
}

void row_cell_read(struct row *row, const struct field *field, const struct row_cell *cell)
{
        void *at = (char *)&row->as + field->offset;
        bool *has = (bool *)((char *)&row->as + field->has_offset); /* of optional cells alone */

        switch (field->type) {
        case FIELD_LIST:
                *(const char **)at = cell_list(cell->text, cell->arena);
                return;
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
