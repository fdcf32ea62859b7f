#include "core/record/field.h"

#include <inttypes.h>
#include <string.h>

#include "core/record/filing.h"
#include "core/record/receipt.h"
#include "core/record/fields.h"
#include "core/value/yen.h"

#include "core/banned.h"

enum value_form { AS_IT_IS, YEN_FORM, YES_NO, YES_NO_NOT_SAID, DOCUMENT_WORD, SHORT_DIGEST, MARK_WORD };

/* The fields of things that are no records of an entry table. The fields of records stand in core/record/fields.h. */
struct other_field {
        const char *kind, *id;
        const char *words[2];
        enum value_form form;
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

static const struct other_field rows[] = {
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

static enum value_form shown_as(enum field_type type)
{
        switch (type) {
        case FIELD_YEN:
        case FIELD_OPTIONAL_YEN:
                return YEN_FORM;
        case FIELD_BOOL:
                return YES_NO;
        case FIELD_YES_NO:
                return YES_NO_NOT_SAID;
        case FIELD_DOCUMENT:
                return DOCUMENT_WORD;
        default:
                return AS_IT_IS;
        }
}

static const struct field *find_field(const char *kind, const char *id)
{
        const struct field_table *table = fields_of_kind(kind);

        return table ? field_kept(table, id) : NULL;
}

/* False: no such field. */
static bool find(struct other_field *out, const char *kind, const char *id)
{
        const struct field *field = find_field(kind, id);

        if (field)
                *out = (struct other_field){kind, id, {field->words[0], field->words[1]}, shown_as(field->type)};
        for (size_t i = 0; !field && i < sizeof rows / sizeof *rows; i++)
                if (strcmp(rows[i].id, id) == 0 && strcmp(rows[i].kind, kind) == 0) {
                        *out = rows[i];
                        return true;
                }
        return field != NULL;
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
        struct other_field row;

        if (find(&row, kind, field))
                return row.words[language];
        if (strcmp(field, "source") == 0) /* of no table: by which file it came in */
                return language == JAPANESE ? "取込元" : "source";
        return field;
}

const char *field_in_table(const char *kind, const char *id)
{
        const struct field *field = find_field(kind, id);

        return field && field_cell(field) ? field_cell(field) : id;
}

static const char *show_number(enum value_form form, int64_t n, enum language language, struct arena *arena)
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
static const char *show_text(enum value_form form, const char *text, enum language language, struct arena *arena)
{
        enum document document;
        enum filing_state state;

        if (form == DOCUMENT_WORD && document_by_id(&document, text))
                return document_word(document, language);
        if (form == MARK_WORD && filing_state_by_id(&state, text))
                return filing_state_word(state, language);
        return form == SHORT_DIGEST ? arena_printf(arena, "%.16s", text) : text;
}

const char *field_show(const char *kind, const char *field, const struct field_value *value, enum language language,
                       struct arena *arena)
{
        struct other_field row = {.form = AS_IT_IS};
        enum value_form form = find(&row, kind, field) ? row.form : AS_IT_IS;

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
