#include "templates/workbook/form_pages.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

/* ---- 使い方 */

static const char *deadline(const struct programme *p, struct arena *arena)
{
        static const char *const weekdays[] = {"日", "月", "火", "水", "木", "金", "土"};
        char day[DATE_TEXT];

        if (!date_is_set(p->deadline))
                return "申請期限: 通知に定めがありません";
        return arena_printf(arena, "申請期限: %s(%s)まで", date_japanese(day, p->deadline),
                            weekdays[date_weekday(p->deadline) % 7]);
}

/* What this programme has otherwise than most. */
static int say_own(struct sheet *s, int row, const struct programme *p, struct arena *arena)
{
        if (p->other_number)
                sheet_say(s, row++, 0, LOOK_STRONG,
                          arena_printf(arena, "「医療機関コード」の列には、10桁の%sを記入します。", p->number_ja));
        if (p->tax_excluded)
                sheet_say(s, row++, 0, LOOK_STRONG,
                          "購入明細の金額は税抜きの円で記入し、消費税は事業区分を「対象外」とした1行に分けます。領収書"
                          "の合計額は税込みです。");
        for (size_t i = 0; i < p->attributes.n; i++)
                if (p->attributes.at[i].is_number)
                        sheet_say(s, row++, 0, LOOK_PLAIN,
                                  arena_printf(arena,
                                               "「属性」には、%s=19%s のように記入します。いくつかあるときは、; "
                                               "で区切ります。",
                                               p->attributes.at[i].label.ja, p->attributes.at[i].unit_ja));
        return row;
}

static int say_what(struct sheet *s, const struct form_input *in, struct arena *arena)
{
        const struct programme *p = in->programme;
        int row = 0;

        sheet_say(s, row++, 0, LOOK_TITLE, arena_printf(arena, "%s 記入表", p->ja));
        sheet_say(s, row++, 0, LOOK_STRONG, deadline(p, arena));
        if (p->special_deadlines.n)
                sheet_say(s, row++, 0, LOOK_PLAIN, "施設や区分によって期限が違うことがあります。");
        if (in->records)
                sheet_say(s, row++, 0, LOOK_PLAIN,
                          arena_printf(arena,
                                       "%s(%s)の表です。分かっていることは記入してあります。"
                                       "違うところは書き直してください。",
                                       in->records->facility.name, in->records->facility.code));
        return say_own(s, row, p, arena);
}

static int say_how(struct sheet *s, int row, const struct programme *p)
{
        static const char without_tax[] = "4  日付は 2025/10/6 でも 令和7年10月6日 "
                                          "でもかまいません。金額は、購入明細は税抜き、領収書は税込みの円です。";
        static const char *const steps[] = {
                "1  画面の下で「施設」「領収書」「購入明細」の順にシートを選び、2行目から記入します。",
                "2  橙色の見出しの列は必ず記入します。水色の見出しの列は、分かるものだけでかまいません。",
                "3  書き方は、見出しにポインターを合わせるか、記入する欄を選ぶと出ます。下の表にもあります。",
                "4  日付は 2025/10/6 でも 令和7年10月6日 でもかまいません。金額は税込みの円です。",
                "5  領収書の写しのファイル名を「画像ファイル名」に記入し、写しをこの表と一緒に渡します。",
                "6  見出しの文字は変えないでください。列の幅と順番、行の数は変えてもかまいません。",
                "7  「使い方」と「選択肢」に書いたことは取り込まれません。",
        };

        sheet_say(s, row++, 0, LOOK_HEADING, "記入のしかた");
        for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
                sheet_say(s, row++, 0, LOOK_PLAIN, p->tax_excluded && *steps[i] == '4' ? without_tax : steps[i]);
        return row;
}

const char *form_tax(const struct field *field, const struct programme *p, const char *words, struct arena *arena)
{
        /* what the receipt is for in all holds its tax in any programme */
        const bool without = p->tax_excluded && strncmp(field->note, "領収書", strlen("領収書")) != 0;
        const char *tax = without ? strstr(words, "税込み") : NULL;

        if (!tax)
                return words;
        return arena_printf(arena, "%.*s%s%s", (int)(tax - words), words, programme_tax_words(p, JAPANESE),
                            tax + strlen("税込み"));
}

const char *form_note(const struct field *field, const struct programme *p, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        if (p->other_number && field->type == FIELD_CODE)
                return arena_printf(arena, "10桁の%sです。", p->number_ja);
        buffer_text(&out, form_tax(field, p, field->note, arena));
        for (size_t i = 0; field->choice == CHOICE_KINDS && i < p->kinds.n; i++)
                if (*p->kinds.at[i].means_ja)
                        buffer_printf(&out, "%s: %s。", p->kinds.at[i].ja, p->kinds.at[i].means_ja);
        return out.at;
}

/* The name of a column in 「」: a header of a table must stand on no other page. */
static int say_columns(struct sheet *s, int row, const struct form_input *in, const struct form_table *table,
                       const struct form_columns *columns, struct arena *arena)
{
        static const char *const heads[] = {"列", "記入", "書き方", "例"};

        sheet_say(s, row++, 0, LOOK_HEADING, arena_printf(arena, "シート「%s」", table->sheet));
        sheet_say(s, row++, 0, LOOK_PLAIN, table->about);
        for (int i = 0; i < 4; i++)
                sheet_say(s, row, i, LOOK_HEADER, heads[i]);
        row++;
        for (size_t i = 0; i < columns->n; i++, row++) {
                const struct field *c = columns->at[i];
                const char *example = *c->example ? c->example : " ";

                sheet_say(s, row, 0, c->required ? LOOK_REQUIRED : LOOK_HEADER,
                          arena_printf(arena, "「%s」", c->words[0]));
                sheet_say(s, row, 1, LOOK_CELL, c->required ? "必ず" : "任意");
                sheet_say(s, row, 2, LOOK_CELL, form_note(c, in->programme, arena));
                sheet_say(s, row, 3, LOOK_CELL, example);
        }
        return row + 1;
}

void form_guide(struct sheet *s, const struct form_input *in, const struct form_columns columns[FORM_TABLES],
                struct arena *arena)
{
        static const int widths[] = {24, 8, 94, 30};
        int row;

        sheet_widths(s, widths, 4);
        row = say_what(s, in, arena) + 1;
        row = say_how(s, row, in->programme) + 1;
        for (int i = 0; i < FORM_TABLES; i++)
                row = say_columns(s, row, in, &form_tables[i], &columns[i], arena);
}

/* ---- 選択肢 */

static const char *const choice_titles[CHOICES] = {
        [CHOICE_KINDS] = "種別に書く語",
        [CHOICE_CATEGORIES] = "事業区分に書く語",
        [CHOICE_ITEMS] = "品目区分に書く語",
        [CHOICE_DOCUMENTS] = "書類種別に書く語",
        [CHOICE_LINE_DOCUMENTS] = "品目の書類種別に書く語",
        [CHOICE_YES_NO] = "義務化対象外に書く語",
        [CHOICE_OPTIONS] = "選択に書く語",
        [CHOICE_ATTRIBUTES] = "属性に書く語",
};

static void add(struct form_choices *c, enum field_choice choice, const char *word, struct arena *arena)
{
        *vec_add(arena, &c->words[choice]) = word;
}

/* What may count in a category (NULL: in none): its items, and those that are asked about everywhere. */
static struct texts items_of(const struct programme *p, const struct category *category, struct arena *arena)
{
        struct texts items = {0};

        for (size_t i = 0; i < p->items.n; i++)
                if (!category || p->items.at[i].eligibility == ITEM_ASK ||
                    category_eligible(category, p->items.at[i].label.id))
                        *vec_add(arena, &items) = p->items.at[i].label.ja;
        if (!category)
                *vec_add(arena, &items) = p->none.ja;
        return items;
}

/* The items of each word of 事業区分 stand in a column under that word, from `first` on. */
static void add_items_of_categories(struct form_choices *c, const struct programme *p, int first, int all,
                                    struct arena *arena)
{
        const struct texts *words = &c->words[CHOICE_CATEGORIES];
        char from[BOOK_LETTERS], to[BOOK_LETTERS];
        const char *nth;
        bool none;
        const char *variant;

        c->items = arena_alloc(arena, words->n * sizeof *c->items);
        for (size_t i = 0; i < words->n; i++)
                c->items[i] = items_of(p, programme_category(p, words->at[i], &variant, &none, arena), arena);
        book_letters(from, first);
        book_letters(to, first + (int)words->n - 1);
        nth = arena_printf(arena, "IFERROR(MATCH(#2,'" FORM_CHOICES "'!$%s$1:$%s$1,0)-1,%d)", from, to, all - first);
        c->items_for = arena_printf(
                arena, "OFFSET('" FORM_CHOICES "'!$%s$2,0,%s,COUNTA(OFFSET('" FORM_CHOICES "'!$%s$2,0,%s,%zu,1)),1)",
                from, nth, from, nth, p->items.n + 1);
}

static void add_categories(struct form_choices *c, const struct programme *p, struct arena *arena)
{
        for (size_t i = 0; i < p->categories.n; i++) {
                const struct category *category = &p->categories.at[i];

                for (size_t k = 0; k < category->variants.n; k++)
                        add(c, CHOICE_CATEGORIES,
                            arena_printf(arena, "%s(%s)", category->label.ja, category->variants.at[k].ja), arena);
                add(c, CHOICE_CATEGORIES, category->label.ja, arena);
        }
        add(c, CHOICE_CATEGORIES, p->none.ja, arena);
}

static void add_attributes(struct form_choices *c, const struct programme *p, struct arena *arena)
{
        for (size_t i = 0; i < p->attributes.n; i++)
                for (size_t k = 0; k < p->attributes.at[i].values.n; k++)
                        add(c, CHOICE_ATTRIBUTES,
                            arena_printf(arena, "%s=%s", p->attributes.at[i].label.ja,
                                         p->attributes.at[i].values.at[k].ja),
                            arena);
}

void form_choices_of(struct form_choices *out, const struct programme *p, struct arena *arena)
{
        char letters[BOOK_LETTERS];
        int column = 0, all = 0;

        *out = (struct form_choices){0};
        for (size_t i = 0; i < p->kinds.n; i++)
                add(out, CHOICE_KINDS, p->kinds.at[i].ja, arena);
        add_categories(out, p, arena);
        for (size_t i = 0; i < p->items.n; i++)
                add(out, CHOICE_ITEMS, p->items.at[i].label.ja, arena);
        add(out, CHOICE_ITEMS, p->none.ja, arena);
        for (int d = 0; d < DOCUMENTS; d++)
                add(out, CHOICE_DOCUMENTS, document_word((enum document)d, JAPANESE), arena);
        add(out, CHOICE_LINE_DOCUMENTS, document_word(DOC_RECEIPT, JAPANESE), arena);
        add(out, CHOICE_LINE_DOCUMENTS, document_word(DOC_BREAKDOWN, JAPANESE), arena);
        add(out, CHOICE_YES_NO, "はい", arena);
        add(out, CHOICE_YES_NO, "いいえ", arena);
        for (size_t i = 0; i < p->options.n; i++)
                add(out, CHOICE_OPTIONS, p->options.at[i].label.ja, arena);
        add_attributes(out, p, arena);
        for (int i = 0; i < CHOICES; i++) {
                if (!out->words[i].n)
                        continue;
                all = i == CHOICE_ITEMS ? column : all;
                book_letters(letters, column++);
                out->ranges[i] =
                        arena_printf(arena, "'" FORM_CHOICES "'!$%s$2:$%s$%zu", letters, letters, out->words[i].n + 1);
        }
        add_items_of_categories(out, p, column, all, arena);
}

static void say_words(struct sheet *s, int column, const char *title, const struct texts *words)
{
        sheet_say(s, 0, column, LOOK_HEADER, title);
        for (size_t k = 0; k < words->n; k++)
                sheet_say(s, (int)k + 1, column, LOOK_CELL, words->at[k]);
}

void form_choices_page(struct sheet *s, const struct form_choices *choices)
{
        static const int widths[CHOICES] = {24, 34, 34, 20, 26, 24, 34, 34};
        int column = 0;

        sheet_widths(s, widths, CHOICES);
        for (int i = 0; i < CHOICES; i++)
                if (choices->words[i].n)
                        say_words(s, column++, choice_titles[i], &choices->words[i]);
        for (size_t i = 0; i < choices->words[CHOICE_CATEGORIES].n; i++)
                say_words(s, column++, choices->words[CHOICE_CATEGORIES].at[i], &choices->items[i]);
}
