#include "core/field.h"

#include <inttypes.h>
#include <string.h>

#include "core/filing.h"
#include "core/receipt.h"
#include "core/yen.h"

#include "core/banned.h"

enum form { AS_IT_IS, YEN_FORM, YES_NO, YES_NO_NOT_SAID, DOCUMENT_WORD, SHORT_DIGEST, MARK_WORD };

struct row {
        const char *kind, *id;
        const char *words[2];
        enum form form;
};

static const struct {
        const char *kind, *words[2];
} kinds[] = {
        {"facility", {"施設", "facility"}},
        {"receipt", {"領収書", "receipt"}},
        {"purchase", {"購入明細", "purchase"}},
        {"application", {"申請", "application"}},
        {"vendor-line", {"内訳書の行", "vendor's line"}},
        {"answer", {"回答", "answer"}},
        {"evidence", {"証拠書類", "evidence"}},
        {"packet", {"申請書類一式", "packet"}},
        {"mark", {"申請の状態", "mark"}},
};

static const struct row rows[] = {
        {"facility", "code", {"医療機関コード", "code"}, AS_IT_IS},
        {"facility", "name", {"名称", "name"}, AS_IT_IS},
        {"facility", "kind", {"種別", "kind"}, AS_IT_IS},
        {"facility", "postal_code", {"郵便番号", "postal code"}, AS_IT_IS},
        {"facility", "address", {"所在地", "address"}, AS_IT_IS},
        {"facility", "founder", {"開設者", "founder"}, AS_IT_IS},
        {"facility", "representative", {"代表者", "representative"}, AS_IT_IS},
        {"facility", "phone", {"電話番号", "phone"}, AS_IT_IS},
        {"facility", "contact", {"担当者", "contact"}, AS_IT_IS},
        {"facility", "mail", {"メール", "mail"}, AS_IT_IS},
        {"facility", "outside_obligation", {"義務化対象外", "outside the obligation"}, YES_NO_NOT_SAID},
        {"facility", "earlier_grants", {"既交付", "earlier grants"}, AS_IT_IS},
        {"facility", "earlier_mods", {"既改修", "earlier modifications"}, AS_IT_IS},
        {"facility", "attributes", {"属性", "attributes"}, AS_IT_IS},
        {"receipt", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"receipt", "number", {"領収書番号", "number"}, AS_IT_IS},
        {"receipt", "breakdown", {"内訳書", "breakdown"}, YES_NO},
        {"receipt", "issuer", {"発行者", "issuer"}, AS_IT_IS},
        {"receipt", "issuer_address", {"発行者住所", "issuer's address"}, AS_IT_IS},
        {"receipt", "issuer_phone", {"発行者電話番号", "issuer's phone"}, AS_IT_IS},
        {"receipt", "date", {"発行日", "date"}, AS_IT_IS},
        {"receipt", "amount", {"領収金額", "amount"}, YEN_FORM},
        {"receipt", "registration_number", {"登録番号", "registration number"}, AS_IT_IS},
        {"receipt", "paid_on", {"支払日", "paid on"}, AS_IT_IS},
        {"receipt", "addressee", {"宛名", "addressee"}, AS_IT_IS},
        {"receipt", "document", {"書類種別", "document"}, DOCUMENT_WORD},
        {"receipt", "evidence", {"画像ファイル名", "scans"}, AS_IT_IS},
        {"receipt", "breakdown_evidence", {"内訳書ファイル名", "scans of the breakdown"}, AS_IT_IS},
        {"receipt", "note", {"備考", "note"}, AS_IT_IS},
        {"purchase", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"purchase", "number", {"領収書番号", "receipt"}, AS_IT_IS},
        {"purchase", "position", {"行の順番", "position"}, AS_IT_IS},
        {"purchase", "category", {"事業区分", "category"}, AS_IT_IS},
        {"purchase", "item", {"品目区分", "item"}, AS_IT_IS},
        {"purchase", "description", {"摘要", "description"}, AS_IT_IS},
        {"purchase", "model", {"型番", "model"}, AS_IT_IS},
        {"purchase", "quantity", {"数量", "quantity"}, AS_IT_IS},
        {"purchase", "unit_price", {"単価", "unit price"}, YEN_FORM},
        {"purchase", "amount", {"金額", "amount"}, YEN_FORM},
        {"purchase", "note", {"備考", "note"}, AS_IT_IS},
        {"vendor-line", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"vendor-line", "number", {"領収書番号", "receipt"}, AS_IT_IS},
        {"vendor-line", "position", {"行の順番", "position"}, AS_IT_IS},
        {"vendor-line", "category", {"事業区分", "category"}, AS_IT_IS},
        {"vendor-line", "item", {"品目区分", "item"}, AS_IT_IS},
        {"vendor-line", "description", {"摘要", "description"}, AS_IT_IS},
        {"vendor-line", "amount", {"金額", "amount"}, YEN_FORM},
        {"application", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"application", "category", {"事業区分", "category"}, AS_IT_IS},
        {"application", "completed_on", {"完了日", "completed on"}, AS_IT_IS},
        {"application", "options", {"選択", "options"}, AS_IT_IS},
        {"application", "note", {"備考", "note"}, AS_IT_IS},
        {"answer", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"answer", "finding", {"指摘", "finding"}, AS_IT_IS},
        {"answer", "subject", {"対象", "subject"}, AS_IT_IS},
        {"answer", "yes", {"回答", "answer"}, YES_NO},
        {"answer", "reason", {"理由", "reason"}, AS_IT_IS},
        {"answer", "by", {"答えた人", "by"}, AS_IT_IS},
        {"answer", "facts", {"質問の SHA-256", "SHA-256 of the question"}, SHORT_DIGEST},
        {"answer", "at", {"回答日", "on"}, AS_IT_IS},
        {"evidence", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"evidence", "number", {"領収書番号", "receipt"}, AS_IT_IS},
        {"evidence", "name", {"ファイル名", "file"}, AS_IT_IS},
        {"evidence", "sha256", {"SHA-256", "SHA-256"}, SHORT_DIGEST},
        {"packet", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"packet", "programme", {"補助事業", "programme"}, AS_IT_IS},
        {"packet", "category", {"事業区分", "category"}, AS_IT_IS},
        {"packet", "variant", {"区分の別", "variant"}, AS_IT_IS},
        {"packet", "applied_on", {"申請日", "applied on"}, AS_IT_IS},
        {"packet", "status", {"点検の結果", "status"}, AS_IT_IS},
        {"packet", "claimed", {"購入額", "claimed"}, YEN_FORM},
        {"packet", "eligible_total", {"総事業費(上限の適用前)", "eligible total"}, YEN_FORM},
        {"packet", "eligible_cost", {"総事業費(上限の適用後)", "eligible cost"}, YEN_FORM},
        {"packet", "subsidy", {"補助金申請額", "subsidy"}, YEN_FORM},
        {"packet", "xml_sha256", {"照合番号", "check code"}, SHORT_DIGEST},
        {"packet", "zip_sha256", {"ZIPのSHA-256", "SHA-256 of the ZIP"}, SHORT_DIGEST},
        {"packet", "file", {"ファイル名", "file"}, AS_IT_IS},
        {"mark", "facility", {"医療機関コード", "facility"}, AS_IT_IS},
        {"mark", "programme", {"補助事業", "programme"}, AS_IT_IS},
        {"mark", "category", {"事業区分", "category"}, AS_IT_IS},
        {"mark", "state", {"状態", "state"}, MARK_WORD},
        {"mark", "on_day", {"日付", "on"}, AS_IT_IS},
        {"mark", "submitted_on", {"申請した日", "submitted on"}, AS_IT_IS},
        {"mark", "number_given", {"番号", "number"}, AS_IT_IS},
        {"mark", "reason", {"理由", "reason"}, AS_IT_IS},
        {"mark", "granted", {"交付決定額", "granted"}, YEN_FORM},
        {"mark", "packet", {"照合番号", "check code"}, SHORT_DIGEST},
        {"mark", "by", {"記録した人", "by"}, AS_IT_IS},
        {"mark", "at", {"記録した日時", "at"}, AS_IT_IS},
};

static const struct row *find(const char *kind, const char *field)
{
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                if (strcmp(rows[i].id, field) == 0 && strcmp(rows[i].kind, kind) == 0)
                        return &rows[i];
        return NULL;
}

bool field_same(const struct field_value *a, const struct field_value *b)
{
        if (a->type != b->type)
                return false;
        return a->type == VALUE_TEXT ? strcmp(a->text, b->text) == 0 : a->number == b->number;
}

const char *record_kind(const char *word)
{
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (strcmp(kinds[i].kind, word) == 0 || strcmp(kinds[i].words[JAPANESE], word) == 0)
                        return kinds[i].kind;
        return NULL;
}

const char *record_kind_word(const char *kind, enum language language)
{
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (strcmp(kinds[i].kind, kind) == 0)
                        return kinds[i].words[language];
        return NULL;
}

const char *field_word(const char *kind, const char *field, enum language language)
{
        const struct row *row = find(kind, field);

        if (!row && strcmp(field, "source") == 0) /* of no table: by which file it came in */
                return language == JAPANESE ? "取込元" : "source";
        return row ? row->words[language] : field;
}

const char *field_in_table(const char *kind, const char *field)
{
        if (strcmp(kind, "facility") == 0 && strcmp(field, "code") == 0)
                return "facility";
        return strcmp(field, "breakdown_evidence") == 0 ? "breakdown" : field;
}

static const char *show_number(enum form form, int64_t n, enum language language, struct arena *arena)
{
        static const char *const answers[2][3] = {{"", "はい", "いいえ"}, {"", "yes", "no"}};
        char buf[YEN_TEXT];

        if (form == YEN_FORM)
                return arena_strdup(arena, yen_format(buf, (struct yen){n}, "-"));
        if (form == YES_NO)
                return answers[language][n ? 1 : 2];
        if (form == YES_NO_NOT_SAID && n >= 0 && n <= 2)
                return answers[language][n];
        return arena_printf(arena, "%" PRId64, n);
}

/* 16 digits tell two files apart for the eye; the whole digest stands in JSON and CSV. */
static const char *show_text(enum form form, const char *text, enum language language, struct arena *arena)
{
        enum document document;
        enum filing_state state;

        if (form == DOCUMENT_WORD && document_by_id(&document, text))
                return document_word(document);
        if (form == MARK_WORD && filing_state_by_id(&state, text))
                return filing_state_word(state, language);
        return form == SHORT_DIGEST ? arena_printf(arena, "%.16s", text) : text;
}

const char *field_show(const char *kind, const char *field, const struct field_value *value, enum language language,
                       struct arena *arena)
{
        const struct row *row = find(kind, field);
        enum form form = row ? row->form : AS_IT_IS;

        switch (value->type) {
        case VALUE_NUMBER:
                return show_number(form, value->number, language, arena);
        case VALUE_TEXT:
                return show_text(form, value->text, language, arena);
        case VALUE_NONE:
                break;
        }
        return "";
}
