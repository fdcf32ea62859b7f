#include "templates/form_columns.h"

#include <string.h>

#include "core/embedded.h"
#include "core/records.h"
#include "core/xml.h"

#include "core/banned.h"

#define AT(record, member)    offsetof(struct record, member), 0
#define MAYBE(record, member) offsetof(struct record, member), offsetof(struct record, has_##member)

static const struct form_field facility_fields[] = {
        {"facility", FORM_CODE, AT(facility, code), CHOICE_NONE, 13,
         "10桁の医療機関コードです。都道府県番号2桁、点数表1桁、医療機関番号7桁の順に続けて記入します。", "1919990018"},
        {"name", FORM_TEXT, AT(facility, name), CHOICE_NONE, 24, "届け出ている正式な名称を記入します。", "霞野診療所"},
        {"kind", FORM_TEXT, AT(facility, kind_text), CHOICE_KINDS, 15, "一覧から選びます。", ""},
        {"postal_code", FORM_TEXT, AT(facility, postal_code), CHOICE_NONE, 10, "郵便番号です。", "100-0001"},
        {"address", FORM_TEXT, AT(facility, address), CHOICE_NONE, 28, "都道府県から記入します。", "霞野市中央1-2-3"},
        {"founder", FORM_TEXT, AT(facility, founder), CHOICE_NONE, 18,
         "開設者の氏名か法人の名称です。領収書の宛名と照らし合わせます。", "医療法人霞会"},
        {"representative", FORM_TEXT, AT(facility, representative), CHOICE_NONE, 14, "法人のときは、代表者の氏名です。",
         "霞野 一"},
        {"phone", FORM_TEXT, AT(facility, phone), CHOICE_NONE, 14, "電話番号です。", "03-0000-0000"},
        {"contact", FORM_TEXT, AT(facility, contact), CHOICE_NONE, 12, "記入した方の氏名です。", "霞野 花子"},
        {"mail", FORM_TEXT, AT(facility, mail), CHOICE_NONE, 20, "連絡のつくメールアドレスです。", "jimu@example.jp"},
        {"outside_obligation", FORM_YES_NO, AT(facility, outside_obligation), CHOICE_YES_NO, 14,
         "オンライン資格確認の義務化の対象外なら「はい」、対象なら「いいえ」を選びます。", "いいえ"},
        {"earlier_grants", FORM_TEXT, AT(facility, earlier_grants_text), CHOICE_NONE, 20,
         "これまでに(今年度を含む)補助金を受けた区分です。今回の申請は書きません。年度と区分を「:」でつなぎ、いくつもあれば「;」で区切ります。",
         "R6:区分の名前"},
        {"earlier_mods", FORM_TEXT, AT(facility, earlier_mods_text), CHOICE_NONE, 20,
         "これまでに(今年度を含む)システムを改修した区分です。補助を受けなかった改修も書き、今回申請する改修は書きません。書き方は既交付と同じです。", "R6:区分の名前"},
        {"attributes", FORM_TEXT, AT(facility, attributes), CHOICE_ATTRIBUTES, 20,
         "補助事業が施設について尋ねることです。一覧にあれば選び、いくつもあれば「;"
         "」で区切ります。なければ空けておきます。",
         ""},
        {0},
};
static const struct form_field receipt_fields[] = {
        {"facility", FORM_CODE, AT(receipt, facility), CHOICE_NONE, 13,
         "支払った施設の医療機関コードです。「施設」が1つだけなら、空けておいてかまいません。", "1919990018"},
        {"number", FORM_TEXT, AT(receipt, number), CHOICE_NONE, 12,
         "領収書に印刷された番号です。なければ R-1、R-2 のように自分で付け、写しにも書いておきます。", "R-0412"},
        {"issuer", FORM_TEXT, AT(receipt, issuer), CHOICE_NONE, 24, "領収書を出した会社です。", "みどり電算株式会社"},
        {"issuer_address", FORM_TEXT, AT(receipt, issuer_address), CHOICE_NONE, 24, "領収書のとおりに記入します。",
         "霞野市港町4-5"},
        {"issuer_phone", FORM_TEXT, AT(receipt, issuer_phone), CHOICE_NONE, 14, "領収書のとおりに記入します。",
         "03-0000-0001"},
        {"date", FORM_DATE, AT(receipt, date), CHOICE_NONE, 12,
         "領収書の日付です。年は4桁の西暦か、元号を付けて記入します。", "2025/10/6、令和7年10月6日"},
        {"amount", FORM_YEN, AT(receipt, amount), CHOICE_NONE, 12, "領収書の合計額です。税込みの円で記入します。",
         "121000"},
        {"registration_number", FORM_TEXT, AT(receipt, registration_number), CHOICE_NONE, 16,
         "適格請求書発行事業者の登録番号です。T と13桁の数字です。", "T7999901000001"},
        {"paid_on", FORM_DATE, AT(receipt, paid_on), CHOICE_NONE, 12, "発行日とちがう日に支払ったときに記入します。",
         "2025/9/30"},
        {"addressee", FORM_TEXT, AT(receipt, addressee), CHOICE_NONE, 18, "領収書の宛名のとおりに記入します。",
         "霞野診療所"},
        {"document", FORM_DOCUMENT, AT(receipt, document), CHOICE_DOCUMENTS, 14,
         "書類の種類を選びます。空けておくと領収書になります。請求書、見積書、納品書は支払いの証拠になりません。",
         "領収書"},
        {"evidence", FORM_TEXT, AT(receipt, evidence_names), CHOICE_NONE, 20,
         "領収書の写し(JPEG、PNG、PDF)のファイル名です。何枚もあれば「;」で区切ります。", "r-0412.jpg"},
        {"breakdown", FORM_TEXT, AT(receipt, breakdown_names), CHOICE_NONE, 20,
         "業者の領収書内訳書があれば、その写しのファイル名です。", "r-0412-uchiwake.pdf"},
        {"note", FORM_TEXT, AT(receipt, note), CHOICE_NONE, 18, "控えておきたいことを記入します。", ""},
        {0},
};
static const struct form_field purchase_fields[] = {
        {"number", FORM_TEXT, AT(purchase, receipt_number), CHOICE_NUMBERS, 12,
         "「領収書」のシートに記入した番号です。1枚の領収書に品目がいくつもあれば、同じ番号を繰り返します。", "R-0412"},
        {"facility", FORM_CODE, AT(purchase, facility), CHOICE_NONE, 13,
         "品目を使う施設の医療機関コードです。「施設」が1つだけなら、空けておいてかまいません。", "1919990018"},
        {"category", FORM_TEXT, AT(purchase, category_text), CHOICE_CATEGORIES, 30,
         "どの区分で申請するかを一覧から選びます。申請しない品目は、一覧の最後の語を選びます。", ""},
        {"item", FORM_TEXT, AT(purchase, item_text), CHOICE_ITEMS, 24,
         "品目の種類を一覧から選びます。当てはまるものがなければ、そのまま言葉で記入します。", ""},
        {"description", FORM_TEXT, AT(purchase, description), CHOICE_NONE, 32,
         "領収書や内訳書に書かれた品名と、何のためのものかを記入します。「一式」だけでは足りません。",
         "訪問診療用の端末"},
        {"model", FORM_TEXT, AT(purchase, model), CHOICE_NONE, 14, "機器の型番です。", "MT-100"},
        {"quantity", FORM_QUANTITY, AT(purchase, quantity_text), CHOICE_NONE, 7, "数だけを記入します。", "1"},
        {"unit_price", FORM_OPTIONAL_YEN, MAYBE(purchase, unit_price), CHOICE_NONE, 11,
         "1つの値段です。税込みの円で記入します。", "33000"},
        {"amount", FORM_YEN, AT(purchase, amount), CHOICE_NONE, 11,
         "税込みの円で記入します。いくつもの施設で分ける領収書では、この施設の分です。値引きは -5500 "
         "のように記入します。",
         "33000"},
        {"document", FORM_TEXT, AT(purchase, document_text), CHOICE_LINE_DOCUMENTS, 14,
         "業者の領収書内訳書を写した行では「領収書内訳書」を選びます。領収書の品目の行は空けておきます。両方を1行ずつ照"
         "らし"
         "合わせます。",
         ""},
        {"note", FORM_TEXT, AT(purchase, note), CHOICE_NONE, 20, "控えておきたいことを記入します。", ""},
        {0},
};
static const struct form_field claim_fields[] = {
        {"facility", FORM_CODE, AT(claim, facility), CHOICE_NONE, 13, "申請する施設の医療機関コードです。",
         "1919990018"},
        {"category", FORM_TEXT, AT(claim, category_text), CHOICE_CATEGORIES, 30, "申請する区分を一覧から選びます。",
         ""},
        {"completed_on", FORM_DATE, AT(claim, completed_on), CHOICE_NONE, 12, "導入が終わり、使い始めた日です。",
         "2025/10/6、令和7年10月6日"},
        {"options", FORM_TEXT, AT(claim, options), CHOICE_OPTIONS, 26,
         "補助事業が選ばせることです。一覧にあれば選び、いくつもあれば「;」で区切ります。なければ空けておきます。", ""},
        {"note", FORM_TEXT, AT(claim, note), CHOICE_NONE, 26, "控えておきたいことを記入します。", ""},
        {0},
};

const struct form_table form_tables[FORM_TABLES] = {
        [FORM_FACILITIES] = {"facilities", "施設", "1つの施設を1行に記入します。", facility_fields},
        [FORM_RECEIPTS] = {"receipts", "領収書", "1枚の領収書を1行に記入します。", receipt_fields},
        [FORM_PURCHASES] =
                {"purchases", "購入明細",
                 "領収書の1つの品目を1行に記入します。補助の対象にならない品目も記入し、合計を領収金額と合わせます。",
                 purchase_fields},
        [FORM_APPLICATIONS] = {"applications", "申請", "完了日や選択を求められたときだけ記入します。", claim_fields},
};

static const struct form_field *find_field(const struct form_table *table, const char *id)
{
        for (const struct form_field *f = table->fields; f->id; f++)
                if (strcmp(f->id, id) == 0)
                        return f;
        return NULL;
}

static void read_table(struct form_columns *out, const struct form_table *table, const xmlNode *node,
                       struct arena *arena)
{
        for (const xmlNode *c = xml_child(node, "column"); c; c = xml_next(c, "column")) {
                const char *use = xml_attr(c, "use", arena);
                struct form_column *column;

                if (strcmp(use, "ignored") == 0)
                        continue;
                column = vec_add(arena, out);
                column->header = xml_attr(c, "header", arena);
                column->required = strcmp(use, "required") == 0;
                column->field = find_field(table, xml_attr(c, "field", arena));
        }
}

enum status form_columns_read(struct form_columns out[FORM_TABLES], struct arena *arena, struct findings *findings)
{
        static const char name[] = "maps/entry.xml";
        struct xml_error error = {0};
        struct bytes file;
        xmlDoc *doc = NULL;

        memset(out, 0, FORM_TABLES * sizeof *out);
        if (!embedded_find(&file, name) || xml_parse(&doc, file, arena, &error) != OK)
                return (enum status)fault_set(findings, F_INTERNAL, name, error.text);
        for (const xmlNode *t = xml_child(xmlDocGetRootElement(doc), "table"); t; t = xml_next(t, "table"))
                for (int i = 0; i < FORM_TABLES; i++)
                        if (strcmp(form_tables[i].id, xml_attr(t, "id", arena)) == 0)
                                read_table(&out[i], &form_tables[i], t, arena);
        xmlFreeDoc(doc);
        return OK;
}

int form_column_of(const struct form_columns *columns, const char *field)
{
        for (size_t i = 0; i < columns->n; i++)
                if (columns->at[i].field && strcmp(columns->at[i].field->id, field) == 0)
                        return (int)i;
        return -1;
}
