#include "templates/workbook/packet_index.h"

#include <string.h>

#include "core/assess/assess.h"
#include "core/file/embedded.h"
#include "core/format/xml/xml_schema.h"

#include "templates/workbook/workbook_sheet.h"

#include "version.h"

#include "core/banned.h"

enum column {
        CODE,
        NAME,
        KIND,
        POSTAL_CODE,
        ADDRESS,
        FOUNDER,
        PHONE,
        CATEGORY,
        VARIANT,
        APPLIED_ON,
        CLAIMED,
        ELIGIBLE_TOTAL,
        ELIGIBLE_COST,
        SUBSIDY,
        STATUS,
        STATE,
        SUBMITTED_ON,
        DECIDED_ON,
        NUMBER,
        GRANTED,
        DECLINED,
        DIFFERENCE,
        CHECK_CODE,
        FILE_NAME,
        XML_SHA256,
        ZIP_SHA256,
        COLUMNS
};

static const struct index_column columns[COLUMNS] = {
        [CODE] = {"facility", "医療機関コード", INDEX_TEXT, 15, false, .on_paper = true},
        [NAME] = {"name", "名称", INDEX_TEXT, 32, false, .on_paper = true},
        [KIND] = {"kind", "種別", INDEX_TEXT, 14, false},
        [POSTAL_CODE] = {"postal-code", "郵便番号", INDEX_TEXT, 12, false},
        [ADDRESS] = {"address", "所在地", INDEX_TEXT, 40, false},
        [FOUNDER] = {"founder", "開設者", INDEX_TEXT, 24, false},
        [PHONE] = {"phone", "電話番号", INDEX_TEXT, 16, false},
        [CATEGORY] = {"category", "事業区分", INDEX_TEXT, 20, true, .on_paper = true},
        [VARIANT] = {"variant", "区分の別", INDEX_TEXT, 20, true},
        [APPLIED_ON] = {"applied-on", "申請日", INDEX_DATE, 13, false, .on_paper = true},
        [CLAIMED] = {"claimed", "購入額", INDEX_YEN, 13, false},
        [ELIGIBLE_TOTAL] = {"eligible-total", "総事業費(上限の適用前)", INDEX_YEN, 13, false},
        [ELIGIBLE_COST] = {"eligible-cost", "総事業費(上限の適用後)", INDEX_YEN, 13, false},
        [SUBSIDY] = {"subsidy", "補助金申請額", INDEX_YEN, 13, false, .on_paper = true},
        [STATUS] = {"status", "点検の結果", INDEX_TEXT, 12, true},
        [STATE] = {"state", "申請の状態", INDEX_TEXT, 12, true, .on_paper = true},
        [SUBMITTED_ON] = {"submitted-on", "申請した日", INDEX_DATE, 13, false, .on_paper = true},
        [DECIDED_ON] = {"decided-on", "決定の日", INDEX_DATE, 13, false, .on_paper = true},
        [NUMBER] = {"number", "受付番号", INDEX_TEXT, 18, false, .on_paper = true},
        [GRANTED] = {"granted", "交付決定額", INDEX_YEN, 13, false, .on_paper = true},
        [DECLINED] = {"declined", "申請しない", INDEX_TEXT, 12, true, true, .on_paper = true},
        [DIFFERENCE] = {"difference", "交付決定額と申請額の差", INDEX_YEN, 13, false},
        [CHECK_CODE] = {"check-code", "照合番号", INDEX_TEXT, 20, false},
        [FILE_NAME] = {"file", "ファイル名", INDEX_TEXT, 34, false},
        [XML_SHA256] = {"xml-sha256", "application.xmlのSHA-256", INDEX_TEXT, 20, false},
        [ZIP_SHA256] = {"zip-sha256", "ZIPのSHA-256", INDEX_TEXT, 20, false},
};

size_t index_columns(void)
{
        return COLUMNS;
}

const struct index_column *index_column(size_t i)
{
        return &columns[i];
}

static struct index_value text(const char *s)
{
        return (struct index_value){.text = s && *s ? s : NULL};
}

static struct index_value day(struct date date)
{
        return (struct index_value){.date = date};
}

static struct index_value yen(bool has, struct yen amount)
{
        return (struct index_value){.has_yen = has, .yen = amount};
}

static const char *category_words(const struct index_entry *e, bool for_people)
{
        const struct category *c = programme_category_by_id(e->programme, e->sealed.category);

        return for_people && c ? c->label.ja : e->sealed.category;
}

static const char *variant_words(const struct index_entry *e, bool for_people)
{
        const struct category *c = programme_category_by_id(e->programme, e->sealed.category);

        return for_people && c && *e->sealed.variant ? category_variant_name(c, e->sealed.variant) : e->sealed.variant;
}

static const char *status_words(const struct index_entry *e, bool for_people)
{
        const char *status = e->sealed.status;

        if (!for_people || !*status)
                return status;
        return strcmp(status, application_status_id(READY)) == 0 ? "提出可" : "要確認";
}

static struct index_value filing_value(const struct index_entry *e, enum column column, bool for_people)
{
        const struct filing *f = &e->filing;
        const bool decided = f->state == FILING_GRANTED || f->state == FILING_REFUSED;

        switch (column) {
        case STATE:
                return text(for_people ? filing_state_word(f->state, JAPANESE) : filing_state_id(f->state));
        case SUBMITTED_ON:
                return day(filing_handed_in(f->state) ? f->submitted_on : (struct date){0});
        case DECLINED:
                return text(f->state == FILING_DECLINED ? "はい" : NULL);
        case DECIDED_ON:
                return day(decided ? f->on : (struct date){0});
        case NUMBER:
                return text(f->number);
        case GRANTED:
                return yen(f->has_amount, f->amount);
        default:
                return yen(f->has_amount, (struct yen){f->amount.n - e->sealed.subsidy.n});
        }
}

struct index_value index_value(const struct index_entry *e, size_t column, bool for_people, struct arena *arena)
{
        const struct facility *f = &e->facility;
        const struct sealed *s = &e->sealed;

        switch ((enum column)column) {
        case CODE:
                return text(s->facility);
        case NAME:
                return text(f->name);
        case KIND:
                return text(f->kind_text);
        case POSTAL_CODE:
                return text(f->postal_code);
        case ADDRESS:
                return text(f->address);
        case FOUNDER:
                return text(f->founder);
        case PHONE:
                return text(f->phone);
        case CATEGORY:
                return text(category_words(e, for_people));
        case VARIANT:
                return text(variant_words(e, for_people));
        case APPLIED_ON:
                return day(s->applied_on);
        case CLAIMED:
                return yen(s->has_claimed, s->claimed);
        case ELIGIBLE_TOTAL:
                return yen(s->has_eligible_total, s->eligible_total);
        case ELIGIBLE_COST:
                return yen(s->has_eligible_cost, s->eligible_cost);
        case SUBSIDY:
                return yen(true, s->subsidy);
        case STATUS:
                return text(status_words(e, for_people));
        case CHECK_CODE:
                return text(arena_strndup(arena, s->xml_sha256, CHECK_CODE_TEXT - 1));
        case FILE_NAME:
                return text(s->file);
        case XML_SHA256:
                return text(s->xml_sha256);
        case ZIP_SHA256:
                return text(s->zip_sha256);
        default:
                return filing_value(e, (enum column)column, for_people);
        }
}

/* ---- XML */

static void write_entry(struct xml_writer *w, const struct index_entry *e, struct arena *arena)
{
        xml_open(w, "packet");
        for (size_t i = 0; i < COLUMNS; i++) {
                struct index_value v = index_value(e, i, false, arena);

                if (columns[i].to_fill_in)
                        continue;
                if (columns[i].type == INDEX_YEN) {
                        if (v.has_yen)
                                xml_put_int(w, columns[i].attribute, v.yen.n);
                } else if (columns[i].type == INDEX_DATE) {
                        xml_put_date(w, columns[i].attribute, v.date);
                } else {
                        xml_put_if(w, columns[i].attribute, v.text);
                }
        }
        xml_close(w);
}

/* Sums that cannot be formed are left out. */
static void put_sum(struct xml_writer *w, const struct index_entries *entries, enum column column, struct arena *arena)
{
        struct yen sum = {0};

        for (size_t i = 0; i < entries->n; i++) {
                struct index_value v = index_value(&entries->at[i], column, false, arena);

                if (v.has_yen && !yen_add(&sum, sum, v.yen))
                        return;
        }
        xml_put_int(w, columns[column].attribute, sum.n);
}

static enum status check_index(struct bytes xml, struct arena *arena, struct findings *findings)
{
        struct xml_error error = {.text = "schema/index.xsd"};
        struct xml_schema *schema = NULL;
        xmlDoc *doc = NULL;
        struct bytes xsd;
        enum status st = embedded_find(&xsd, "schema/index.xsd") ? OK : ERR_SYSTEM;

        if (st == OK)
                st = xml_schema_new(&schema, xsd, arena, &error);
        if (st == OK)
                st = xml_parse(&doc, xml, arena, &error);
        if (st == OK)
                st = xml_validate(schema, doc, arena, &error);
        if (st != OK)
                st = fault_set(findings, F_INTERNAL, "index.xml", error.text);
        xmlFreeDoc(doc);
        xml_schema_free(schema);
        return st;
}

enum status index_xml(struct bytes *out, const struct index_entries *entries, const struct programme *programme,
                      const char *founder, struct arena *arena, struct findings *findings)
{
        static const enum column sums[] = {CLAIMED, ELIGIBLE_TOTAL, ELIGIBLE_COST, SUBSIDY, GRANTED};
        struct xml_writer w = xml_writer_in(arena);

        xml_open(&w, "index");
        xml_put(&w, "xmlns", "urn:x-soroe:index:1");
        xml_put(&w, "program", "soroe " VERSION);
        xml_put(&w, "programme", programme->id);
        xml_put(&w, "name", programme->ja);
        xml_put_if(&w, "of-founder", founder);
        for (size_t i = 0; i < entries->n; i++)
                write_entry(&w, &entries->at[i], arena);
        xml_open(&w, "total");
        xml_put_int(&w, "packets", (int64_t)entries->n);
        for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
                put_sum(&w, entries, sums[i], arena);
        xml_close(&w);
        xml_close(&w);
        *out = xml_finish(&w);
        return check_index(*out, arena, findings);
}

/* ---- workbook */

static struct date last_day(const struct index_entries *entries)
{
        struct date last = {2000, 1, 1};

        for (size_t i = 0; i < entries->n; i++)
                if (date_compare(entries->at[i].sealed.applied_on, last) > 0)
                        last = entries->at[i].sealed.applied_on;
        return last;
}

/* What is printed stands before the rest. */
static void in_order_of_paper(size_t order[COLUMNS])
{
        size_t n = 0;

        for (int rest = 0; rest < 2; rest++)
                for (size_t i = 0; i < COLUMNS; i++)
                        if (columns[i].on_paper == !rest)
                                order[n++] = i;
}

enum status index_workbook(struct bytes *out, const struct index_entries *entries, const struct programme *programme,
                           struct arena *arena, struct findings *findings)
{
        static const enum book_type types[] = {
                [INDEX_TEXT] = BOOK_TEXT, [INDEX_DATE] = BOOK_DATE, [INDEX_YEN] = BOOK_YEN};
        const struct book_about about = {"申請書類の一覧", programme->ja, last_day(entries)};
        struct book_column heads[COLUMNS] = {0};
        size_t order[COLUMNS];
        struct book *book = book_new(&about, arena);
        struct sheet *sheet = book_sheet(book, "申請書類の一覧");
        enum status st;

        in_order_of_paper(order);
        for (size_t i = 0; i < COLUMNS; i++) {
                const struct index_column *c = &columns[order[i]];

                heads[i] = (struct book_column){
                        .header = c->header, .type = types[c->type], .width = c->width, .on_paper = c->on_paper};
        }
        sheet_columns(sheet, heads, COLUMNS);
        for (size_t r = 0; r < entries->n; r++)
                for (size_t i = 0; i < COLUMNS; i++) {
                        struct index_value v = index_value(&entries->at[r], order[i], true, arena);

                        if (v.has_yen)
                                sheet_yen(sheet, (int)r + 1, (int)i, v.yen);
                        else if (date_is_set(v.date))
                                sheet_date(sheet, (int)r + 1, (int)i, v.date);
                        else if (v.text)
                                sheet_text(sheet, (int)r + 1, (int)i, v.text);
                }
        st = book_finish(out, book, arena, findings);
        book_free(book);
        return st;
}
