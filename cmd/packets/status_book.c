#include "cmd/packets/status_book.h"

#include <string.h>

#include "templates/workbook/workbook_sheet.h"

#include "core/banned.h"

/* With more rows no spreadsheet is pleasant to use, and the workbook, which is read back before it is handed out,
 * takes half a gigabyte. */
enum { MOST_MESSAGES = 10, MOST_ROWS = 20000 };

/* ---- the columns of an application */

/* What is printed comes first: whom to call about what, and what is at stake. */
enum column {
        CODE,
        NAME,
        CATEGORY,
        STATE,
        DAYS,
        SUBSIDY,
        MENDED,
        IDS,
        PHONE,
        CONTACT,
        LETTER,
        SUBMITTED,
        ON_PAPER,
        KIND = ON_PAPER,
        VARIANT,
        DEADLINE,
        CLAIMED,
        COST,
        NUMBER,
        DECIDED,
        GRANTED,
        DECLINED,
        MESSAGES,
        REMEDIES,
        PACKET,
        KEY,
        COLUMNS
};

static const struct {
        const char *header[2];
        enum book_type type;
        int width;
} table[COLUMNS] = {
        [CODE] = {{"医療機関コード", "code"}, BOOK_TEXT, 15},
        [NAME] = {{"名称", "name"}, BOOK_TEXT, 32},
        [CATEGORY] = {{"事業区分", "category"}, BOOK_TEXT, 18},
        [STATE] = {{"状態", "status"}, BOOK_TEXT, 10},
        [DAYS] = {{"残り日数", "days left"}, BOOK_COUNT, 9},
        [SUBSIDY] = {{"補助額(見込)", "subsidy"}, BOOK_YEN, 14},
        [MENDED] = {{"直した場合", "if mended"}, BOOK_YEN, 12},
        [IDS] = {{"指摘の番号", "finding ids"}, BOOK_TEXT, 13},
        [PHONE] = {{"電話番号", "phone"}, BOOK_TEXT, 15},
        [CONTACT] = {{"担当者", "contact"}, BOOK_TEXT, 14},
        [LETTER] = {{"最後の手紙", "last letter"}, BOOK_DATE, 12},
        [SUBMITTED] = {{"申請した日", "submitted on"}, BOOK_DATE, 12},
        [KIND] = {{"種別", "kind"}, BOOK_TEXT, 14},
        [VARIANT] = {{"種類", "variant"}, BOOK_TEXT, 20},
        [DEADLINE] = {{"申請期限", "deadline"}, BOOK_DATE, 12},
        [CLAIMED] = {{"購入額", "claimed"}, BOOK_YEN, 12},
        [COST] = {{"補助対象額", "eligible cost"}, BOOK_YEN, 12},
        [NUMBER] = {{"受付番号", "number"}, BOOK_TEXT, 16},
        [DECIDED] = {{"決定の日", "decided on"}, BOOK_DATE, 12},
        [GRANTED] = {{"交付決定額", "granted"}, BOOK_YEN, 12},
        [DECLINED] = {{"申請しない", "declined"}, BOOK_TEXT, 12},
        [MESSAGES] = {{"指摘", "findings"}, BOOK_TEXT, 50},
        [REMEDIES] = {{"対処", "what to do"}, BOOK_TEXT, 50},
        [PACKET] = {{"書類", "packet"}, BOOK_TEXT, 30},
        [KEY] = {{"照合番号", "check code"}, BOOK_TEXT, 20},
};

struct book_writing {
        struct standings *s;
        struct sheet *sheet;
        int row;
};

static void add_columns(struct sheet *sheet, enum language language)
{
        struct book_column out[COLUMNS] = {{0}};

        for (int i = 0; i < COLUMNS; i++)
                out[i] = (struct book_column){.header = table[i].header[language],
                                              .type = table[i].type,
                                              .width = table[i].width,
                                              .on_paper = i < ON_PAPER};
        sheet_columns(sheet, out, COLUMNS);
}

/* ---- findings in a cell */

struct finding_cells {
        struct buffer ids, messages, remedies;
};

static void add_once(struct buffer *out, const char *text, const char *between)
{
        if (out->n && strstr(out->at, text))
                return;
        buffer_printf(out, "%s%s", out->n ? between : "", text);
}

static struct finding_cells cells_of(const struct findings *list, enum language language, struct arena *scratch)
{
        struct finding_cells out = {buffer_in(scratch), buffer_in(scratch), buffer_in(scratch)};
        int n = 0;

        for (size_t i = 0; i < list->n && n < MOST_MESSAGES; i++) {
                const struct finding *f = &list->at[i];

                if (finding_severity(f->id) == INFO)
                        continue;
                n++;
                add_once(&out.ids, finding_name(f->id), " ");
                add_once(&out.messages, finding_message(scratch, f, language), "\n");
                add_once(&out.remedies, finding_remedy(scratch, f, language), "\n");
        }
        return out;
}

static const char *text_of(const struct buffer *b)
{
        return b->n ? b->at : "";
}

/* ---- rows */

static void add_facility(const struct book_writing *w, const struct member_standing *m, enum standing standing)
{
        const struct facility *f = &m->records->facility;
        const enum language language = w->s->c->language;

        sheet_text(w->sheet, w->row, CODE, f->code);
        sheet_text(w->sheet, w->row, NAME, f->name);
        sheet_text(w->sheet, w->row, KIND, language == JAPANESE || !*f->kind ? f->kind_text : f->kind);
        sheet_text(w->sheet, w->row, PHONE, f->phone);
        sheet_text(w->sheet, w->row, CONTACT, f->contact);
        sheet_date(w->sheet, w->row, LETTER, m->last_letter);
        sheet_text(w->sheet, w->row, STATE, standing_word(standing, language));
        if (standing == STANDS_DECLINED) /* what was submitted all the same is not declined */
                sheet_text(w->sheet, w->row, DECLINED, language == JAPANESE ? "はい" : "yes");
}

static const char *variant_of(const struct assessment *a, enum language language)
{
        for (size_t i = 0; a->variant && i < a->category->variants.n; i++)
                if (strcmp(a->category->variants.at[i].id, a->variant) == 0)
                        return language == JAPANESE ? a->category->variants.at[i].ja : a->variant;
        return "";
}

static void add_amounts(const struct book_writing *w, const struct application_standing *s)
{
        const struct assessment *a = s->assessment;

        sheet_date(w->sheet, w->row, DEADLINE, a->deadline);
        if (s->has_deadline && s->filing.state == FILING_NONE)
                sheet_count(w->sheet, w->row, DAYS, s->days_left);
        sheet_yen(w->sheet, w->row, CLAIMED,
                  s->is_sealed && s->sealed.has_claimed && s->filing.state != FILING_NONE ? s->sealed.claimed
                                                                                          : a->claimed);
        sheet_yen(w->sheet, w->row, COST, s->cost);
        sheet_yen(w->sheet, w->row, SUBSIDY, s->subsidy);
        if (s->standing == STANDS_ERROR)
                sheet_yen(w->sheet, w->row, MENDED, s->if_mended);
}

static void add_filing(const struct book_writing *w, const struct application_standing *s)
{
        const struct filing *filing = &s->filing;

        if (filing_handed_in(filing->state))
                sheet_date(w->sheet, w->row, SUBMITTED, filing->submitted_on);
        if (filing->state == FILING_GRANTED || filing->state == FILING_REFUSED)
                sheet_date(w->sheet, w->row, DECIDED, filing->on);
        if (filing->has_amount)
                sheet_yen(w->sheet, w->row, GRANTED, filing->amount);
        sheet_text(w->sheet, w->row, NUMBER, filing->number);
}

static void add_application(struct book_writing *w, const struct member_standing *m,
                            const struct application_standing *s, struct arena *scratch)
{
        const enum language language = w->s->c->language;
        const struct label *label = &s->assessment->category->label;
        const struct finding_cells cells = cells_of(&s->findings, language, scratch);

        w->row++;
        add_facility(w, m, s->standing);
        sheet_text(w->sheet, w->row, CATEGORY, language == JAPANESE ? label->ja : label->id);
        sheet_text(w->sheet, w->row, VARIANT, variant_of(s->assessment, language));
        add_amounts(w, s);
        add_filing(w, s);
        sheet_text(w->sheet, w->row, IDS, text_of(&cells.ids));
        sheet_text(w->sheet, w->row, MESSAGES, text_of(&cells.messages));
        sheet_text(w->sheet, w->row, REMEDIES, text_of(&cells.remedies));
        if (s->is_sealed) {
                sheet_text(w->sheet, w->row, PACKET, s->sealed.file);
                sheet_text(w->sheet, w->row, KEY, arena_printf(scratch, "%.16s", s->sealed.xml_sha256));
        }
}

static enum status add_member(void *user, const struct member_standing *m, struct arena *scratch)
{
        struct book_writing *w = user;

        for (size_t i = 0; i < m->applications.n; i++)
                add_application(w, m, &m->applications.at[i], scratch);
        if (!m->applications.n) {
                w->row++;
                add_facility(w, m, m->standing);
        }
        return OK;
}

/* ---- the other sheets */

static void add_categories(struct book *book, const struct standings *s)
{
        const bool ja = s->c->language == JAPANESE;
        struct sheet *sheet = book_sheet(book, ja ? "区分" : "categories");
        struct book_column columns[4 + STANDINGS + 3] = {
                {.header = ja ? "事業区分" : "category", .type = BOOK_TEXT, .width = 18},
                {.header = ja ? "種類" : "variant", .type = BOOK_TEXT, .width = 20},
                {.header = ja ? "申請" : "applications", .type = BOOK_COUNT, .width = 12}};
        int n = 3, row = 0;

        for (int i = 0; i < STANDINGS; i++)
                columns[n++] = (struct book_column){
                        .header = standing_word((enum standing)i, s->c->language), .type = BOOK_COUNT, .width = 9};
        columns[n++] =
                (struct book_column){.header = ja ? "補助対象額" : "eligible cost", .type = BOOK_YEN, .width = 14};
        columns[n++] = (struct book_column){.header = ja ? "補助額(見込)" : "subsidy", .type = BOOK_YEN, .width = 14};
        columns[n++] =
                (struct book_column){.header = ja ? "うち交付決定額" : "of it granted", .type = BOOK_YEN, .width = 15};
        sheet_columns(sheet, columns, n);
        for (size_t i = 0; i < s->totals.rows.n; i++) {
                const struct standing_row *r = &s->totals.rows.at[i];
                int at = 3;

                row++;
                sheet_text(sheet, row, 0, ja ? r->category->label.ja : r->category->label.id);
                if (r->variant)
                        sheet_text(sheet, row, 1, ja ? r->variant->ja : r->variant->id);
                sheet_count(sheet, row, 2, r->all.applications);
                for (int k = 0; k < STANDINGS; k++)
                        sheet_count(sheet, row, at++, r->by[k].applications);
                sheet_yen(sheet, row, at++, r->all.cost);
                sheet_yen(sheet, row, at++, r->all.subsidy);
                sheet_yen(sheet, row, at, r->by[STANDS_GRANTED].subsidy);
        }
}

static void add_findings(struct book *book, const struct standings *s)
{
        const bool ja = s->c->language == JAPANESE;
        struct sheet *sheet = book_sheet(book, ja ? "指摘" : "findings");
        const struct book_column columns[] = {
                {.header = ja ? "番号" : "id", .type = BOOK_TEXT, .width = 8},
                {.header = ja ? "重さ" : "severity", .type = BOOK_TEXT, .width = 10},
                {.header = ja ? "施設" : "facilities", .type = BOOK_COUNT, .width = 10},
                {.header = ja ? "申請" : "applications", .type = BOOK_COUNT, .width = 12}};
        int row = 0;

        sheet_columns(sheet, columns, sizeof columns / sizeof *columns);
        for (int id = 0; id < FINDING_IDS; id++) {
                if (!s->totals.findings[id].members)
                        continue;
                row++;
                sheet_text(sheet, row, 0, finding_name((enum finding_id)id));
                sheet_text(sheet, row, 1, severity_word(finding_severity((enum finding_id)id), s->c->language));
                sheet_count(sheet, row, 2, s->totals.findings[id].members);
                sheet_count(sheet, row, 3, s->totals.findings[id].applications);
        }
}

enum status status_book(struct bytes *out, struct standings *s)
{
        struct context *c = s->c;
        const struct book_about about = {say(c, "補助金の申請状況", "Subsidy applications"),
                                         say(c, s->programme->ja, s->programme->en), s->as_of};
        struct book_writing w = {.s = s};
        struct book *book;
        enum status st;

        if (s->totals.all.applications + s->totals.by[STANDS_BARE].members > MOST_ROWS) {
                usage_error(c, "ブックは 20,000件までです。--format csv を使うか、施設のコードを指定してください",
                            "a workbook takes 20,000 applications: use --format csv, or name the facilities", NULL);
                return ERR_USAGE;
        }
        book = book_new(&about, c->arena);
        w.sheet = book_sheet(book, say(c, "状況", "status"));
        add_columns(w.sheet, c->language);
        st = standings_walk(s, s->members.n, add_member, &w);
        add_categories(book, s);
        add_findings(book, s);
        if (st == OK)
                st = book_finish(out, book, c->arena, &c->findings);
        book_free(book);
        return st;
}
