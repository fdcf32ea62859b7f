/* Every field of every kind of record, in one place. A row says what the field is called in the database, in the history and in
 * JSON, in application.xml and in the entry tables, and where its value stands in the struct. Whatever reads, keeps, compares,
 * shows or writes records takes its columns from here, the SQL too (core/store/store_columns.h).
 *
 * A list calls one macro a row: KEY for the columns by which a record is known, KEPT for the other columns of its table in the
 * database, LOOSE for what is in no table: it follows from other records, or serves while a file is read. Rows stand in the order
 * of application.xml, of JSON and of the SELECTs, and with few exceptions (`leads`) in that of the entry tables.
 *
 *     ROW(id, member, type, .words = {"発行者", "issuer"}, …)
 *
 * id: the column of the database, and the name in the history and in JSON. member: of the struct. type: enum field_type. The
 * rest are members of struct field. */
#ifndef SOROE_FIELDS_H
#define SOROE_FIELDS_H
/* clang-format off */

#include <stdbool.h>
#include <stddef.h>

/* What a value is, and how a cell of it is read. The types up to FIELD_QUANTITY are texts. */
enum field_type {
        FIELD_TEXT,
        FIELD_LIST,   /* of words, parted by ";" */
        FIELD_NUMBER, /* of a receipt: text, and what Excel changes */
        FIELD_REGISTRATION,
        FIELD_CODE,
        FIELD_KIND,
        FIELD_CATEGORY,
        FIELD_ITEM,
        FIELD_SCANS,
        FIELD_BREAKDOWNS,
        FIELD_LINE_DOCUMENT, /* of a line: the receipt, or the vendor's breakdown */
        FIELD_QUANTITY,      /* as typed; its number stands beside it */
        FIELD_DATE,
        FIELD_YEN,
        FIELD_OPTIONAL_YEN,
        FIELD_INT, /* int32_t */
        FIELD_BOOL,
        FIELD_DOCUMENT,
        FIELD_YES_NO, /* enum answer3 */
};

/* The words that a cell of the entry workbook offers; they stand on its page 選択肢. */
enum field_choice {
        CHOICE_NONE,
        CHOICE_KINDS,
        CHOICE_CATEGORIES,
        CHOICE_ITEMS,
        CHOICE_DOCUMENTS,
        CHOICE_LINE_DOCUMENTS,
        CHOICE_YES_NO,
        CHOICE_OPTIONS,
        CHOICE_ATTRIBUTES,
        CHOICES,
        CHOICE_NUMBERS = CHOICES, /* of the receipts in the same workbook */
};

enum field_print { PRINT_NOT, PRINT_PLAIN, PRINT_NAME /* in the typeface of names */ };

struct field {
        const char *id, *param; /* "issuer", ":issuer" */
        size_t offset, has_offset; /* in the record; has_offset: the bool beside an optional value */
        const char *words[2];      /* 発行者, "issuer"; the first heads the column of the entry table */
        const char *attribute;     /* in application.xml; NULL: it has none */
        const char *cell;          /* its id in the maps, where that is another one */
        const char *note, *example; /* of the entry table's column: what a person is told; the example may be "" */
        enum field_type type;
        enum field_print printed; /* of a text that pages print: the typeface must have its characters */
        enum field_choice choice;
        int width;     /* of the workbook's column; 0: the entry table has no such column */
        bool required; /* in the entry table */
        bool leads;    /* stands before all others there */
        bool always;   /* a text that is written to application.xml also when it is "" */
};

struct field_table {
        const char *kind, *table; /* "receipt"; "receipts", as maps name it, or NULL */
        const struct field *all, *kept;
        size_t n;
        int n_kept, keys; /* the first of `kept` are the key */
};
extern const struct field_table fields_facility, fields_receipt, fields_purchase, fields_vendor_line, fields_claim;

const struct field_table *fields_of_kind(const char *kind);   /* "receipt"; NULL: no such kind of record */
const struct field_table *fields_of_table(const char *table); /* "receipts"; NULL: no such entry table */

/* A column of the database. NULL: there is none. */
const struct field *field_kept(const struct field_table *, const char *id);
/* A column of the entry table, by its id in the maps. NULL: there is none. */
const struct field *field_of_cell(const struct field_table *, const char *cell);
/* Its id in the maps; NULL: the entry table has no such column. */
const char *field_cell(const struct field *);

enum { FIELDS_MOST = 32 };
/* The columns of the entry table in their order. Returns how many there are. */
size_t fields_of_entry(const struct field *out[FIELDS_MOST], const struct field_table *);

bool field_is_text(enum field_type);
size_t field_size(enum field_type); /* of the member */

/* A column of a table that is no entry table (answers, marks, packets): only what keeping it needs. */
#define FIELD_OF(record, name, member, kind) \
        {.id = #name, .param = ":" #name, .type = (kind), .offset = offsetof(struct record, member)}
#define FIELD_OPTIONAL(record, name, member, has_member) \
        {.id = #name, .param = ":" #name, .type = FIELD_OPTIONAL_YEN, .offset = offsetof(struct record, member), \
         .has_offset = offsetof(struct record, has_member)}

#define FACILITY_FIELDS(KEY, KEPT, LOOSE) \
        KEY(code, code, FIELD_CODE, .words = {"医療機関コード", "code"}, .printed = PRINT_PLAIN, \
            .attribute = "code", .always = true, \
            .cell = "facility", .required = true, .width = 13, .example = "1919990018", \
            .note = "10桁の医療機関コードです。都道府県番号2桁、点数表1桁、医療機関番号7桁の順に続けて記入します。") \
        KEPT(name, name, FIELD_TEXT, .words = {"名称", "name"}, .printed = PRINT_NAME, \
             .attribute = "name", .always = true, .required = true, \
             .width = 24, .note = "届け出ている正式な名称を記入します。", .example = "霞野診療所") \
        KEPT(kind, kind_text, FIELD_KIND, .words = {"種別", "kind"}, .printed = PRINT_PLAIN, \
             .attribute = "kind", .always = true, .required = true, \
             .choice = CHOICE_KINDS, .width = 15, .note = "一覧から選びます。", .example = "") \
        KEPT(postal_code, postal_code, FIELD_TEXT, .words = {"郵便番号", "postal code"}, .printed = PRINT_PLAIN, \
             .attribute = "postal-code", \
             .width = 10, .note = "郵便番号です。", .example = "100-0001") \
        KEPT(address, address, FIELD_TEXT, .words = {"所在地", "address"}, .printed = PRINT_PLAIN, \
             .attribute = "address", .width = 28, \
             .note = "都道府県から記入します。", .example = "霞野市中央1-2-3") \
        KEPT(founder, founder, FIELD_TEXT, .words = {"開設者", "founder"}, .printed = PRINT_NAME, \
             .attribute = "founder", .width = 18, \
             .note = "開設者の氏名か法人の名称です。領収書の宛名と照らし合わせます。", .example = "医療法人霞会") \
        KEPT(representative, representative, FIELD_TEXT, .words = {"代表者", "representative"}, \
             .attribute = "representative", .width = 14, .note = "法人のときは、代表者の氏名です。", .example = "霞野 一") \
        KEPT(phone, phone, FIELD_TEXT, .words = {"電話番号", "phone"}, .printed = PRINT_PLAIN, \
             .attribute = "phone", .width = 14, \
             .note = "電話番号です。", .example = "03-0000-0000") \
        KEPT(contact, contact, FIELD_TEXT, .words = {"担当者", "contact"}, .attribute = "contact", .width = 12, \
             .note = "記入した方の氏名です。", .example = "霞野 花子") \
        KEPT(mail, mail, FIELD_TEXT, .words = {"メール", "mail"}, .attribute = "mail", .width = 20, \
             .note = "連絡のつくメールアドレスです。", .example = "jimu@example.jp") \
        KEPT(outside_obligation, outside_obligation, FIELD_YES_NO, .words = {"義務化対象外", "outside the obligation"}, \
             .attribute = "outside-obligation", .choice = CHOICE_YES_NO, .width = 14, .example = "いいえ", \
             .note = "オンライン資格確認の義務化の対象外なら「はい」、対象なら「いいえ」を選びます。") \
        KEPT(earlier_grants, earlier_grants_text, FIELD_LIST, .words = {"既交付", "earlier grants"}, \
             .attribute = "earlier-grants", .width = 20, .example = "R6:区分の名前", \
             .note = "これまでに(今年度を含む)補助金を受けた区分です。今回の申請は書きません。年度と区分を「:」でつなぎ、いくつもあれば" \
                     "「;」で区切ります。") \
        KEPT(earlier_mods, earlier_mods_text, FIELD_LIST, .words = {"既改修", "earlier modifications"}, \
             .attribute = "earlier-modifications", .width = 20, .example = "R6:区分の名前", \
             .note = "これまでに(今年度を含む)システムを改修した区分です。補助を受けなかった改修も書き、今回申請する改修は書きません。" \
                     "書き方は既交付と同じです。") \
        KEPT(attributes, attributes, FIELD_TEXT, .words = {"属性", "attributes"}, .attribute = "attributes", \
             .choice = CHOICE_ATTRIBUTES, .width = 20, .example = "", \
             .note = "補助事業が施設について尋ねることです。一覧にあれば選び、いくつもあれば「;」で区切ります。なければ空けておきます。")

#define RECEIPT_FIELDS(KEY, KEPT, LOOSE) \
        KEY(facility, facility, FIELD_CODE, .words = {"医療機関コード", "facility"}, .attribute = "payer", .always = true, \
            .width = 13, .example = "1919990018", \
            .note = "支払った施設の医療機関コードです。「施設」が1つだけなら、空けておいてかまいません。") \
        KEY(number, number, FIELD_NUMBER, .words = {"領収書番号", "number"}, .printed = PRINT_PLAIN, \
            .attribute = "number", .always = true, \
            .required = true, .width = 12, .example = "R-0412", \
            .note = "領収書に印刷された番号です。なければ R-1、R-2 のように自分で付け、写しにも書いておきます。") \
        KEY(breakdown, is_breakdown, FIELD_BOOL, .words = {"内訳書", "breakdown"}) \
        KEPT(issuer, issuer, FIELD_TEXT, .words = {"発行者", "issuer"}, .printed = PRINT_PLAIN, \
             .attribute = "issuer", .always = true, \
             .required = true, .width = 24, .note = "領収書を出した会社です。", .example = "みどり電算株式会社") \
        KEPT(issuer_address, issuer_address, FIELD_TEXT, .words = {"発行者住所", "issuer's address"}, \
             .attribute = "issuer-address", .width = 24, .note = "領収書のとおりに記入します。", \
             .example = "霞野市港町4-5") \
        KEPT(issuer_phone, issuer_phone, FIELD_TEXT, .words = {"発行者電話番号", "issuer's phone"}, \
             .attribute = "issuer-phone", .width = 14, .note = "領収書のとおりに記入します。", .example = "03-0000-0001") \
        KEPT(date, date, FIELD_DATE, .words = {"発行日", "date"}, .attribute = "date", .required = true, .width = 12, \
             .note = "領収書の日付です。年は4桁の西暦か、元号を付けて記入します。", .example = "2025/10/6、令和7年10月6日") \
        KEPT(amount, amount, FIELD_YEN, .words = {"領収金額", "amount"}, .attribute = "amount", .required = true, \
             .width = 12, .note = "領収書の合計額です。税込みの円で記入します。", .example = "121000") \
        KEPT(registration_number, registration_number, FIELD_REGISTRATION, .words = {"登録番号", "registration number"}, \
             .printed = PRINT_PLAIN, \
             .attribute = "registration-number", .width = 16, .example = "T7999901000001", \
             .note = "適格請求書発行事業者の登録番号です。T と13桁の数字です。") \
        KEPT(paid_on, paid_on, FIELD_DATE, .words = {"支払日", "paid on"}, .attribute = "paid-on", .width = 12, \
             .note = "発行日とちがう日に支払ったときに記入します。", .example = "2025/9/30") \
        KEPT(addressee, addressee, FIELD_TEXT, .words = {"宛名", "addressee"}, .attribute = "addressee", .width = 18, \
             .note = "領収書の宛名のとおりに記入します。", .example = "霞野診療所") \
        KEPT(document, document, FIELD_DOCUMENT, .words = {"書類種別", "document"}, .attribute = "document", \
             .choice = CHOICE_DOCUMENTS, .width = 14, .example = "領収書", \
             .note = "書類の種類を選びます。空けておくと領収書になります。請求書、見積書、納品書は支払いの証拠になりません。") \
        KEPT(evidence, evidence_names, FIELD_SCANS, .words = {"画像ファイル名", "scans"}, .width = 20, \
             .note = "領収書の写し(JPEG、PNG、PDF)のファイル名です。何枚もあれば「;」で区切ります。", \
             .example = "r-0412.jpg") \
        KEPT(breakdown_evidence, breakdown_names, FIELD_BREAKDOWNS, \
             .words = {"内訳書ファイル名", "scans of the breakdown"}, .cell = "breakdown", .width = 20, \
             .note = "業者の領収書内訳書があれば、その写しのファイル名です。", .example = "r-0412-uchiwake.pdf") \
        KEPT(note, note, FIELD_TEXT, .words = {"備考", "note"}, .attribute = "note", .width = 18, \
             .note = "控えておきたいことを記入します。", .example = "") \
        LOOSE(breakdown_total, breakdown_total, FIELD_OPTIONAL_YEN, \
              .has_offset = offsetof(struct receipt, has_breakdown_total), .attribute = "breakdown-total") \
        LOOSE(shared, shared, FIELD_BOOL, .attribute = "shared") \
        LOOSE(others_total, others_total, FIELD_OPTIONAL_YEN, .has_offset = offsetof(struct receipt, shared), \
              .attribute = "others-total")

#define PURCHASE_FIELDS(KEY, KEPT, LOOSE) \
        LOOSE(payer, payer, FIELD_TEXT, .attribute = "payer") \
        KEY(facility, facility, FIELD_CODE, .words = {"医療機関コード", "facility"}, .width = 13, .example = "1919990018", \
            .note = "品目を使う施設の医療機関コードです。「施設」が1つだけなら、空けておいてかまいません。") \
        KEY(number, receipt_number, FIELD_NUMBER, .words = {"領収書番号", "receipt"}, .attribute = "receipt", \
            .always = true, .required = true, .leads = true, .choice = CHOICE_NUMBERS, .width = 12, .example = "R-0412", \
            .note = "「領収書」のシートに記入した番号です。1枚の領収書に品目がいくつもあれば、同じ番号を繰り返します。") \
        KEY(position, position, FIELD_INT, .words = {"行の順番", "position"}, .attribute = "position") \
        KEPT(category, category_text, FIELD_CATEGORY, .words = {"事業区分", "category"}, .printed = PRINT_PLAIN, \
             .attribute = "category", \
             .always = true, .required = true, .choice = CHOICE_CATEGORIES, .width = 30, .example = "", \
             .note = "どの区分で申請するかを一覧から選びます。申請しない品目は、一覧の最後の語を選びます。") \
        KEPT(item, item_text, FIELD_ITEM, .words = {"品目区分", "item"}, .printed = PRINT_PLAIN, \
             .attribute = "item", .always = true, \
             .required = true, .choice = CHOICE_ITEMS, .width = 24, .example = "", \
             .note = "品目の種類を一覧から選びます。当てはまるものがなければ、そのまま言葉で記入します。") \
        KEPT(description, description, FIELD_TEXT, .words = {"摘要", "description"}, .printed = PRINT_PLAIN, \
             .attribute = "description", \
             .always = true, .required = true, .width = 32, .example = "訪問診療用の端末", \
             .note = "領収書や内訳書に書かれた品名と、何のためのものかを記入します。「一式」だけでは足りません。") \
        KEPT(model, model, FIELD_TEXT, .words = {"型番", "model"}, .printed = PRINT_PLAIN, \
             .attribute = "model", .width = 14, \
             .note = "機器の型番です。", .example = "MT-100") \
        KEPT(quantity, quantity_text, FIELD_QUANTITY, .words = {"数量", "quantity"}, .printed = PRINT_PLAIN, \
             .attribute = "quantity", .width = 7, \
             .note = "数だけを記入します。", .example = "1") \
        KEPT(unit_price, unit_price, FIELD_OPTIONAL_YEN, .has_offset = offsetof(struct purchase, has_unit_price), \
             .words = {"単価", "unit price"}, .attribute = "unit-price", .width = 11, \
             .note = "1つの値段です。税込みの円で記入します。", .example = "33000") \
        KEPT(amount, amount, FIELD_YEN, .words = {"金額", "amount"}, .attribute = "amount", .required = true, .width = 11, \
             .note = "税込みの円で記入します。いくつもの施設で分ける領収書では、この施設の分です。値引きは -5500 のように記入します。", \
             .example = "33000") \
        LOOSE(document, document_text, FIELD_LINE_DOCUMENT, .words = {"書類種別", "document"}, \
              .choice = CHOICE_LINE_DOCUMENTS, .width = 14, .example = "", \
              .note = "業者の領収書内訳書を写した行では「領収書内訳書」を選びます。領収書の品目の行は空けておきます。両方を1行ずつ" \
                      "照らし合わせます。") \
        KEPT(note, note, FIELD_TEXT, .words = {"備考", "note"}, .attribute = "note", .width = 20, \
             .note = "控えておきたいことを記入します。", .example = "")

/* A line of the vendor's breakdown is entered as a purchase, and kept in a table of its own. */
#define VENDOR_LINE_FIELDS(KEY, KEPT, LOOSE) \
        KEY(facility, facility, FIELD_CODE, .words = {"医療機関コード", "facility"}) \
        KEY(number, receipt_number, FIELD_NUMBER, .words = {"領収書番号", "receipt"}) \
        KEY(position, position, FIELD_INT, .words = {"行の順番", "position"}) \
        KEPT(category, category_text, FIELD_CATEGORY, .words = {"事業区分", "category"}) \
        KEPT(item, item_text, FIELD_TEXT, .words = {"品目区分", "item"}) \
        KEPT(description, description, FIELD_TEXT, .words = {"摘要", "description"}) \
        KEPT(amount, amount, FIELD_YEN, .words = {"金額", "amount"})

#define CLAIM_FIELDS(KEY, KEPT, LOOSE) \
        KEY(facility, facility, FIELD_CODE, .words = {"医療機関コード", "facility"}, .required = true, .width = 13, \
            .note = "申請する施設の医療機関コードです。", .example = "1919990018") \
        KEY(category, category_text, FIELD_CATEGORY, .words = {"事業区分", "category"}, .attribute = "category", \
            .always = true, .required = true, .choice = CHOICE_CATEGORIES, .width = 30, \
            .note = "申請する区分を一覧から選びます。", .example = "") \
        KEPT(completed_on, completed_on, FIELD_DATE, .words = {"完了日", "completed on"}, .attribute = "completed-on", \
             .width = 12, .note = "導入が終わり、使い始めた日です。", .example = "2025/10/6、令和7年10月6日") \
        KEPT(options, options, FIELD_TEXT, .words = {"選択", "options"}, .attribute = "options", .choice = CHOICE_OPTIONS, \
             .width = 26, .example = "", \
             .note = "補助事業が選ばせることです。一覧にあれば選び、いくつもあれば「;」で区切ります。なければ空けておきます。") \
        KEPT(note, note, FIELD_TEXT, .words = {"備考", "note"}, .attribute = "note", .width = 26, \
             .note = "控えておきたいことを記入します。", .example = "")

/* How many columns each table of the database has, source and line not counted. */
#define FIELD_COUNTED(...) +1
#define FIELD_LEFT_OUT(...)
enum {
        FACILITY_COLUMNS = 0 FACILITY_FIELDS(FIELD_COUNTED, FIELD_COUNTED, FIELD_LEFT_OUT),
        RECEIPT_COLUMNS = 0 RECEIPT_FIELDS(FIELD_COUNTED, FIELD_COUNTED, FIELD_LEFT_OUT),
        PURCHASE_COLUMNS = 0 PURCHASE_FIELDS(FIELD_COUNTED, FIELD_COUNTED, FIELD_LEFT_OUT),
        VENDOR_LINE_COLUMNS = 0 VENDOR_LINE_FIELDS(FIELD_COUNTED, FIELD_COUNTED, FIELD_LEFT_OUT),
        CLAIM_COLUMNS = 0 CLAIM_FIELDS(FIELD_COUNTED, FIELD_COUNTED, FIELD_LEFT_OUT),
        FACILITY_KEYS = 0 FACILITY_FIELDS(FIELD_COUNTED, FIELD_LEFT_OUT, FIELD_LEFT_OUT),
        RECEIPT_KEYS = 0 RECEIPT_FIELDS(FIELD_COUNTED, FIELD_LEFT_OUT, FIELD_LEFT_OUT),
        PURCHASE_KEYS = 0 PURCHASE_FIELDS(FIELD_COUNTED, FIELD_LEFT_OUT, FIELD_LEFT_OUT),
        VENDOR_LINE_KEYS = 0 VENDOR_LINE_FIELDS(FIELD_COUNTED, FIELD_LEFT_OUT, FIELD_LEFT_OUT),
        CLAIM_KEYS = 0 CLAIM_FIELDS(FIELD_COUNTED, FIELD_LEFT_OUT, FIELD_LEFT_OUT),
};
extern const struct field facility_columns[FACILITY_COLUMNS], receipt_columns[RECEIPT_COLUMNS],
        purchase_columns[PURCHASE_COLUMNS], vendor_line_columns[VENDOR_LINE_COLUMNS], claim_columns[CLAIM_COLUMNS];

#endif
