#include "templates/workbook/form.h"

#include <string.h>

#include "core/base/text.h"

#include "templates/workbook/form_columns.h"
#include "templates/workbook/form_pages.h"
#include "templates/workbook/form_read.h"
#include "templates/workbook/workbook_sheet.h"

#include "core/banned.h"

struct form {
        const struct form_input *in;
        struct form_columns columns[FORM_TABLES];
        struct form_choices choices;
        struct arena *arena;
};

const char *form_sheet(size_t i)
{
        return i < FORM_TABLES ? form_tables[i].sheet : NULL;
}

const char *form_sheet_table(size_t i)
{
        return form_tables[i].fields->table;
}

/* ---- rules */

/* What a value must be like, as a formula for row 2 (#: the letters of its column), and what is said when it is not. The person
 * may go on: people write dates and amounts in more forms than a formula can tell, and import reads most of them. */
static const struct {
        const char *formula, *wrong;
} tests[] = {
        [FIELD_CODE] = {"LEN(SUBSTITUTE(SUBSTITUTE(#2,\"-\",\"\"),\" \",\"\"))=10",
                        "医療機関コードは10桁です。7桁の番号の前に、都道府県番号2桁と点数表1桁を付けてください。"},
        /* 36526 to 73050: the days of 2000 to 2099, a year typed wrong lies outside; text begins with an era or the year */
        [FIELD_DATE] = {"IF(ISTEXT(#2),ISNUMBER(FIND(LEFT(#2,1),\"令平昭㋿RHSrhsＲＨＳ12１２\")),"
                        "AND(#2>=36526,#2<=73050))",
                        "日付として読めないかもしれません。2025/10/6 か 令和7年10月6日 のように書いてください。"
                        "正しければ、このまま続けてください。"},
        [FIELD_YEN] =
                {"IF(ISNUMBER(#2),AND(#2=INT(#2),ABS(#2)<=1000000000000),FALSE)",
                 "金額は税込みの円を、121000 のように数字だけで書いてください。正しければ、このまま続けてください。"},
};

static const char *formula_for(const char *formula, int column, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        char letters[BOOK_LETTERS];

        book_letters(letters, column);
        for (const char *s = formula; *s; s++)
                if (*s == '#')
                        buffer_text(&out, letters);
                else
                        buffer_char(&out, *s);
        return out.at;
}

/* How strictly the words of a list are meant: a kind or category may have another name, an item any. */
static const struct {
        bool advised, open;
        const char *wrong;
} lists[CHOICES + 1] = {
        [CHOICE_KINDS] = {true, false, "一覧にない種別です。一覧から選んでください。"},
        [CHOICE_CATEGORIES] = {true, false, "一覧にない区分です。一覧から選んでください。"},
        [CHOICE_ITEMS] = {true, true, NULL},
        [CHOICE_DOCUMENTS] = {false, false, "一覧から選んでください。領収書のときは、空けておいてかまいません。"},
        [CHOICE_LINE_DOCUMENTS] = {false, false,
                                   "一覧から選んでください。領収書の品目の行は、空けておいてかまいません。"},
        [CHOICE_YES_NO] = {false, false, "「はい」か「いいえ」を選んでください。"},
        [CHOICE_OPTIONS] = {true, true, NULL},
        [CHOICE_ATTRIBUTES] = {true, true, NULL},
        [CHOICE_NUMBERS] = {true, true, NULL},
};

/* The numbers that stand in the sheet of receipts, as far down as it is filled. */
static const char *numbers_range(const struct form *f)
{
        char c[BOOK_LETTERS];
        int column = form_column_of(&f->columns[FORM_RECEIPTS], "number");
        const char *sheet = form_tables[FORM_RECEIPTS].sheet;

        if (column < 0)
                return NULL;
        book_letters(c, column);
        return arena_printf(f->arena, "OFFSET('%s'!$%s$2,0,0,MAX(1,COUNTA('%s'!$%s:$%s)-1),1)", sheet, c, sheet, c, c);
}

/* The items that may count in the category of the row. */
static const char *items_range(const struct form *f)
{
        int column = form_column_of(&f->columns[FORM_PURCHASES], "category");

        return column < 0 ? f->choices.ranges[CHOICE_ITEMS] : formula_for(f->choices.items_for, column, f->arena);
}

static const char *range_of(const struct form *f, enum field_choice choice)
{
        return choice == CHOICE_NUMBERS ? numbers_range(f)
               : choice == CHOICE_ITEMS ? items_range(f)
                                        : f->choices.ranges[choice];
}

/* As the programme names facilities, and counts amounts. */
static const char *wrong_words(const struct field *field, const struct programme *p, const char *most,
                               struct arena *arena)
{
        if (field->type == FIELD_CODE && p->other_number)
                return arena_printf(arena, "%sは10桁です。10桁の番号をそのまま書いてください。", p->number_ja);
        return form_tax(field, p, most, arena);
}

static void set_rule(const struct form *f, struct sheet *sheet, int column, const struct field *field)
{
        struct book_rule rule = {.title = field->words[0], .prompt = form_note(field, f->in->programme, f->arena)};
        enum field_type value = field->type == FIELD_OPTIONAL_YEN ? FIELD_YEN : field->type;
        const char *range = range_of(f, field->choice);

        if (range) {
                rule.test = TEST_LIST;
                rule.of = range;
                rule.advised = lists[field->choice].advised;
                rule.open = lists[field->choice].open;
                rule.wrong = lists[field->choice].wrong;
        } else if (value < sizeof tests / sizeof *tests && tests[value].formula) {
                rule.test = TEST_FORMULA;
                rule.of = formula_for(tests[value].formula, column, f->arena);
                rule.advised = true;
                rule.wrong = wrong_words(field, f->in->programme, tests[value].wrong, f->arena);
        }
        sheet_rule(sheet, column, &rule);
}

/* ---- columns */

static enum book_type book_type_of(enum field_type type)
{
        switch (type) {
        case FIELD_DATE:
                return BOOK_DATE;
        case FIELD_YEN:
        case FIELD_OPTIONAL_YEN:
                return BOOK_YEN;
        case FIELD_QUANTITY:
                return BOOK_COUNT;
        default:
                return BOOK_TEXT;
        }
}

static struct book_column column_of(const struct form *f, const struct field *field, struct arena *arena)
{
        return (struct book_column){
                .header = field->words[0],
                .type = book_type_of(field->type),
                .width = field->width,
                .required = field->required,
                .note = arena_printf(
                        arena, "%s\n%s%s%s", field->required ? "必ず記入します。" : "分かるときに記入します。",
                        form_note(field, f->in->programme, arena), *field->example ? "\n例: " : "", field->example)};
}

static struct sheet *add_table(const struct form *f, struct book *book, enum form_tables table)
{
        const struct form_columns *columns = &f->columns[table];
        struct book_column *out = arena_alloc(f->arena, (columns->n + FORM_READ_COLUMNS) * sizeof *out);
        struct sheet *sheet = book_sheet(book, form_tables[table].sheet);
        size_t n = (size_t)columns->first + columns->n;

        for (size_t i = 0; i < columns->n; i++)
                out[(size_t)columns->first + i] = column_of(f, columns->at[i], f->arena);
        if (columns->first)
                n = form_read_columns(out, n);
        sheet_columns(sheet, out, (int)n);
        for (size_t i = 0; i < columns->n; i++)
                set_rule(f, sheet, columns->first + (int)i, columns->at[i]);
        if (columns->first)
                form_read_rules(sheet);
        return sheet;
}

/* ---- values */

/* A number only where it comes back as the same characters: 2, not 02 or 2台. */
static bool is_plain_count(const char *s, int64_t *n)
{
        *n = 0;
        if (!*s || *s == '0' || strlen(s) > 9)
                return false;
        for (; *s >= '0' && *s <= '9'; s++)
                *n = *n * 10 + (*s - '0');
        return !*s;
}

static void put_value(struct sheet *sheet, int row, int column, const struct field *f, const void *record)
{
        static const char *const answers[] = {[NOT_SAID] = "", [YES] = "はい", [NO] = "いいえ"};
        const char *base = record;
        const void *at = base + f->offset;
        int64_t n;

        switch (f->type) {
        case FIELD_DATE:
                sheet_date(sheet, row, column, *(const struct date *)at);
                break;
        case FIELD_OPTIONAL_YEN:
                if (!*(const bool *)(base + f->has_offset))
                        break;
                sheet_yen(sheet, row, column, *(const struct yen *)at);
                break;
        case FIELD_YEN:
                sheet_yen(sheet, row, column, *(const struct yen *)at);
                break;
        case FIELD_QUANTITY:
                if (is_plain_count(*(const char *const *)at, &n))
                        sheet_count(sheet, row, column, n);
                else
                        sheet_text(sheet, row, column, *(const char *const *)at);
                break;
        case FIELD_YES_NO:
                sheet_text(sheet, row, column, answers[*(const enum answer3 *)at]);
                break;
        case FIELD_DOCUMENT:
                sheet_text(sheet, row, column, document_word(*(const enum document *)at, JAPANESE));
                break;
        default:
                sheet_text(sheet, row, column, *(const char *const *)at);
                break;
        }
}

static void put_row(struct sheet *sheet, int row, const struct form_columns *columns, const void *record)
{
        for (size_t i = 0; i < columns->n; i++)
                put_value(sheet, row, columns->first + (int)i, columns->at[i], record);
}

/* A line is known by its position among those of its receipt. Where one is missing (its row was rejected), its place is kept by a
 * row that has nothing but the number: filled in, it becomes that line; left so, import says what it lacks. */
enum { MOST_GAP = 1000 }; /* more is no table of a person */

static int put_gap(struct sheet *sheet, int row, const struct form_columns *columns, const struct purchase *line, int n)
{
        const struct purchase gap = {.receipt_number = line->receipt_number,
                                     .facility = line->facility,
                                     .document_text = line->document_text,
                                     .category_text = "",
                                     .item_text = "",
                                     .description = "",
                                     .model = "",
                                     .quantity_text = "",
                                     .note = ""};

        for (n = n > MOST_GAP ? 0 : n; n > 0; n--, row++)
                for (size_t i = 0; i < columns->n; i++)
                        if (columns->at[i]->type != FIELD_YEN)
                                put_value(sheet, row, (int)i, columns->at[i], &gap);
        return row;
}

/* Behind what stands in rows up to `row`; `position` is that of the line before, of the same receipt, or 0. */
static int put_line(struct sheet *sheet, int row, const struct form_columns *columns, const struct purchase *line,
                    int position)
{
        row = put_gap(sheet, row, columns, line, line->position - position - 1);
        put_row(sheet, row, columns, line);
        return row + 1;
}

static int put_purchases(struct sheet *sheet, int row, const struct form_columns *columns,
                         const struct purchase_list *list)
{
        int position = 0;

        for (size_t i = 0; i < list->n; i++) {
                const struct purchase *line = &list->at[i];

                if (i == 0 || strcmp(list->at[i - 1].receipt_number, line->receipt_number) != 0)
                        position = 0;
                row = put_line(sheet, row, columns, line, position);
                position = line->position;
        }
        return row;
}

/* The vendor's lines are counted apart from those of the receipt. */
static int put_vendor_lines(struct sheet *sheet, int row, const struct form_columns *columns,
                            const struct records *records, const struct receipt *receipt)
{
        int position = 0;

        for (size_t i = 0; i < receipt->vendor_lines.n; i++) {
                const struct vendor_line *v = &receipt->vendor_lines.at[i];
                const struct purchase line = {.receipt_number = receipt->number,
                                              .facility = records->facility.code,
                                              .position = v->position,
                                              .category_text = v->category_text,
                                              .item_text = v->item,
                                              .description = v->description,
                                              .amount = v->amount,
                                              .document_text = document_word(DOC_BREAKDOWN, JAPANESE),
                                              .model = "",
                                              .quantity_text = "",
                                              .note = ""};

                row = put_line(sheet, row, columns, &line, position);
                position = v->position;
        }
        return row;
}

/* What is not known is left empty: no day, no amount of 0. */
static bool is_said(const struct field *f, const void *record)
{
        const void *at = (const char *)record + f->offset;

        switch (f->type) {
        case FIELD_DATE:
                return date_is_set(*(const struct date *)at);
        case FIELD_YEN:
                return ((const struct yen *)at)->n != 0;
        case FIELD_OPTIONAL_YEN:
                return false;
        default:
                return true;
        }
}

static void put_scan(struct sheet *sheet, int row, const struct form_columns *columns, const struct form_scan *scan)
{
        const struct receipt named = {.evidence_names = scan->name};
        int at = form_column_of(columns, "evidence");

        for (size_t i = 0; scan->known && i < columns->n; i++) {
                sheet_paint(sheet, columns->first + (int)i != at);
                if (is_said(columns->at[i], scan->known))
                        put_value(sheet, row, columns->first + (int)i, columns->at[i], scan->known);
        }
        sheet_paint(sheet, false);
        if (!scan->known && at >= 0)
                put_value(sheet, row, at, columns->at[at - columns->first], &named);
        if (columns->first)
                form_read_row(sheet, row, columns->first + (int)columns->n, scan);
}

static void fill_wanted(const struct form *f, struct sheet *const sheets[FORM_TABLES], int row)
{
        const struct form_columns *lines = &f->columns[FORM_PURCHASES];
        const struct form_columns *facilities = &f->columns[FORM_FACILITIES];
        int at = form_column_of(lines, "number"), code = form_column_of(facilities, "facility");

        if (f->in->code && code >= 0)
                put_value(sheets[FORM_FACILITIES], 1, code, facilities->at[code],
                          &(struct facility){.code = f->in->code});
        for (size_t i = 0; f->in->scans && i < f->in->scans->n; i++)
                put_scan(sheets[FORM_RECEIPTS], row++, &f->columns[FORM_RECEIPTS], &f->in->scans->at[i]);
        for (size_t i = 0; f->in->bare && at >= 0 && i < f->in->bare->n; i++)
                put_value(sheets[FORM_PURCHASES], (int)i + 1, at, lines->at[at],
                          &(struct purchase){.receipt_number = f->in->bare->at[i]});
}

static void fill(const struct form *f, struct sheet *const sheets[FORM_TABLES])
{
        const struct records *records = f->in->records;
        int row;

        put_row(sheets[FORM_FACILITIES], 1, &f->columns[FORM_FACILITIES], &records->facility);
        for (size_t i = 0; i < f->in->receipts->n; i++)
                put_row(sheets[FORM_RECEIPTS], (int)i + 1, &f->columns[FORM_RECEIPTS], &f->in->receipts->at[i]);
        row = put_purchases(sheets[FORM_PURCHASES], 1, &f->columns[FORM_PURCHASES], &records->purchases);
        for (size_t i = 0; i < records->receipts.n; i++)
                row = put_vendor_lines(sheets[FORM_PURCHASES], row, &f->columns[FORM_PURCHASES], records,
                                       &records->receipts.at[i]);
        for (size_t i = 0; i < records->claims.n; i++)
                put_row(sheets[FORM_APPLICATIONS], (int)i + 1, &f->columns[FORM_APPLICATIONS], &records->claims.at[i]);
}

/* The day of the programme file: the only one that is the same whenever the form is written. */
static struct date made_on(const struct programme *p)
{
        struct date day = {0};

        if (date_parse(&day, p->reviewed) != DATE_READ)
                day = (struct date){0};
        return day;
}

enum status form_write(struct bytes *out, const struct form_input *in, struct arena *arena, struct findings *findings)
{
        struct book_about about = {"記入表", in->programme->ja, made_on(in->programme)};
        struct form form = {.in = in, .arena = arena};
        struct sheet *guide, *sheets[FORM_TABLES];
        struct book *book;
        enum status st;

        *out = (struct bytes){0};
        form_columns_take(form.columns);
        form.columns[FORM_RECEIPTS].first = form_read_before(in);
        form_choices_of(&form.choices, in->programme, arena);
        book = book_new(&about, arena);
        guide = book_sheet(book, "使い方");
        form_guide(guide, in, form.columns, arena);
        for (int i = 0; i < FORM_TABLES; i++)
                sheets[i] = add_table(&form, book, (enum form_tables)i);
        form_choices_page(book_sheet(book, FORM_CHOICES), &form.choices);
        if (in->records)
                fill(&form, sheets);
        else
                fill_wanted(&form, sheets, 1);
        st = book_finish(out, book, arena, findings);
        book_free(book);
        return st;
}
