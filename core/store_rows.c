#include "core/store_private.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

#include "core/banned.h"

#define TEXT(type, field, param)                                                                                       \
        {                                                                                                              \
                ":" param, COL_TEXT, offsetof(struct type, field), 0                                                   \
        }

static const struct column facility_columns[] = {
        TEXT(facility, code, "code"),
        TEXT(facility, name, "name"),
        TEXT(facility, kind_text, "kind"),
        TEXT(facility, postal_code, "postal_code"),
        TEXT(facility, address, "address"),
        TEXT(facility, founder, "founder"),
        TEXT(facility, representative, "representative"),
        TEXT(facility, phone, "phone"),
        TEXT(facility, contact, "contact"),
        TEXT(facility, mail, "mail"),
        {":outside_obligation", COL_OBLIGATION, offsetof(struct facility, outside_obligation), 0},
        TEXT(facility, earlier_grants_text, "earlier_grants"),
        TEXT(facility, earlier_mods_text, "earlier_mods"),
        TEXT(facility, attributes, "attributes"),
};
static const struct column receipt_columns[] = {
        TEXT(receipt, facility, "facility"),
        TEXT(receipt, number, "number"),
        {":breakdown", COL_BOOL, offsetof(struct receipt, is_breakdown), 0},
        TEXT(receipt, issuer, "issuer"),
        TEXT(receipt, issuer_address, "issuer_address"),
        TEXT(receipt, issuer_phone, "issuer_phone"),
        {":date", COL_DATE, offsetof(struct receipt, date), 0},
        {":amount", COL_YEN, offsetof(struct receipt, amount), 0},
        TEXT(receipt, registration_number, "registration_number"),
        {":paid_on", COL_DATE, offsetof(struct receipt, paid_on), 0},
        TEXT(receipt, addressee, "addressee"),
        {":document", COL_DOCUMENT, offsetof(struct receipt, document), 0},
        TEXT(receipt, evidence_names, "evidence"),
        TEXT(receipt, breakdown_names, "breakdown_evidence"),
        TEXT(receipt, note, "note"),
};
static const struct column purchase_columns[] = {
        TEXT(purchase, facility, "facility"),
        TEXT(purchase, receipt_number, "number"),
        {":position", COL_INT, offsetof(struct purchase, position), 0},
        TEXT(purchase, category_text, "category"),
        TEXT(purchase, item_text, "item"),
        TEXT(purchase, description, "description"),
        TEXT(purchase, model, "model"),
        TEXT(purchase, quantity_text, "quantity"),
        {":unit_price", COL_OPTIONAL_YEN, offsetof(struct purchase, unit_price),
         offsetof(struct purchase, has_unit_price)},
        {":amount", COL_YEN, offsetof(struct purchase, amount), 0},
        TEXT(purchase, note, "note"),
};
static const struct column vendor_line_columns[] = {
        TEXT(purchase, facility, "facility"),
        TEXT(purchase, receipt_number, "number"),
        {":position", COL_INT, offsetof(struct purchase, position), 0},
        TEXT(purchase, category_text, "category"),
        TEXT(purchase, item_text, "item"),
        TEXT(purchase, description, "description"),
        {":amount", COL_YEN, offsetof(struct purchase, amount), 0},
};
static const struct column claim_columns[] = {
        TEXT(claim, facility, "facility"),
        TEXT(claim, category_text, "category"),
        {":completed_on", COL_DATE, offsetof(struct claim, completed_on), 0},
        TEXT(claim, options, "options"),
        TEXT(claim, note, "note"),
};

#define ROW(name, record, id, sql, key_columns)                                                                        \
        const struct row_type row_##name = {.kind = id,                                                                \
                                            .get = SQL_##sql##_GET,                                                    \
                                            .put = SQL_##sql##_PUT,                                                    \
                                            .add = SQL_##sql##_ADD,                                                    \
                                            .move = SQL_##sql##_MOVE,                                                  \
                                            .columns = name##_columns,                                                 \
                                            .keys = key_columns,                                                       \
                                            .n = (int)(sizeof name##_columns / sizeof *name##_columns),                \
                                            .size = sizeof(struct record),                                             \
                                            .origin = offsetof(struct record, origin)}

ROW(facility, facility, "facility", FACILITY, 1);
ROW(receipt, receipt, "receipt", RECEIPT, 3);
ROW(purchase, purchase, "purchase", PURCHASE, 3);
ROW(vendor_line, purchase, "vendor-line", VENDOR_LINE, 3);
ROW(claim, claim, "application", CLAIM, 2);

static const void *field(const struct column *c, const void *record)
{
        return (const char *)record + c->offset;
}

/* A value as text or number, the form in which it is bound, compared and kept. */
struct value {
        const char *text; /* NULL: a number, or nothing */
        int64_t number;
        bool is_null;
        char buf[DATE_TEXT];
};

static void value_of(struct value *v, const struct column *c, const void *record)
{
        const void *at = field(c, record);

        *v = (struct value){0};
        switch (c->type) {
        case COL_TEXT:
                v->text = *(const char *const *)at ? *(const char *const *)at : "";
                break;
        case COL_DATE:
                v->text = date_iso(v->buf, *(const struct date *)at);
                break;
        case COL_YEN:
                v->number = ((const struct yen *)at)->n;
                break;
        case COL_OPTIONAL_YEN:
                v->number = ((const struct yen *)at)->n;
                v->is_null = !*(const bool *)((const char *)record + c->has_offset);
                break;
        case COL_INT:
                v->number = *(const int32_t *)at;
                break;
        case COL_BOOL:
                v->number = *(const bool *)at;
                break;
        case COL_DOCUMENT:
                v->text = document_id(*(const enum document *)at);
                break;
        case COL_OBLIGATION:
                v->number = *(const enum answer3 *)at;
                break;
        }
}

/* Statements name their parameters mostly in the order of the columns: then there is nothing to look for. */
static int parameter_of(sqlite3_stmt *s, int guess, const char *name)
{
        const char *there = sqlite3_bind_parameter_name(s, guess);

        return there && strcmp(there, name) == 0 ? guess : sqlite3_bind_parameter_index(s, name);
}

void row_bind(sqlite3_stmt *s, const struct row_type *type, int n, const void *record)
{
        for (int i = 0; i < n; i++) {
                const struct column *c = &type->columns[i];
                struct value v;
                int parameter = parameter_of(s, i + 1, c->param);

                value_of(&v, c, record);
                if (v.text)
                        sqlite3_bind_text(s, parameter, v.text, -1, v.text == v.buf ? SQLITE_TRANSIENT : SQLITE_STATIC);
                else if (!v.is_null)
                        sqlite3_bind_int64(s, parameter, v.number);
        }
}

static bool is_text(const char *s)
{
        while (text_next(&s) >= 0)
                ;
        return !*s;
}

/* False: what stands there was not put there so. */
static bool read_value(void *record, const struct column *c, sqlite3_stmt *s, int i, struct arena *arena)
{
        void *at = (char *)record + c->offset;
        const char *text;

        switch (c->type) {
        case COL_TEXT:
                *(const char **)at = text = store_column(s, i, arena);
                return is_text(text);
        case COL_DATE:
                text = store_column(s, i, arena);
                return !*text || date_parse(at, text) == DATE_READ; /* "" leaves it unset */
        case COL_YEN:
                ((struct yen *)at)->n = sqlite3_column_int64(s, i);
                return sqlite3_column_type(s, i) == SQLITE_INTEGER;
        case COL_OPTIONAL_YEN:
                ((struct yen *)at)->n = sqlite3_column_int64(s, i);
                *(bool *)((char *)record + c->has_offset) = sqlite3_column_type(s, i) != SQLITE_NULL;
                return true;
        case COL_INT:
                *(int32_t *)at = sqlite3_column_int(s, i);
                return true;
        case COL_BOOL:
                *(bool *)at = sqlite3_column_int(s, i) != 0;
                return true;
        case COL_DOCUMENT:
                return document_by_id(at, store_column(s, i, arena));
        case COL_OBLIGATION:
                *(enum answer3 *)at = (enum answer3)sqlite3_column_int(s, i);
                return *(enum answer3 *)at <= NO;
        }
        return false;
}

const char *row_read(void *record, sqlite3_stmt *s, int first, const struct row_type *type, struct arena *arena)
{
        const char *spoilt = NULL;

        for (int i = 0; i < type->n; i++)
                if (!read_value(record, &type->columns[i], s, first + i, arena) && !spoilt)
                        spoilt = type->columns[i].param + 1;
        return spoilt;
}

static bool column_equal(const struct column *c, const void *a, const void *b)
{
        struct value v, w;

        value_of(&v, c, a);
        value_of(&w, c, b);
        if (v.is_null != w.is_null)
                return false;
        return v.text ? strcmp(v.text, w.text) == 0 : v.is_null || v.number == w.number;
}

bool row_equal(const struct row_type *type, const void *a, const void *b)
{
        for (int i = 0; i < type->n; i++)
                if (!column_equal(&type->columns[i], a, b))
                        return false;
        return true;
}

static bool is_same_line(const struct row_type *type, const void *a, const void *b)
{
        static const char *const identity[] = {":description", ":amount"};

        if (type != &row_purchase && type != &row_vendor_line)
                return true;
        for (int i = 0; i < type->n; i++)
                for (size_t k = 0; k < sizeof identity / sizeof *identity; k++)
                        if (strcmp(type->columns[i].param, identity[k]) == 0 && !column_equal(&type->columns[i], a, b))
                                return false;
        return true;
}

static void copy_value(const struct column *c, void *to, const void *from)
{
        static const size_t sizes[] = {[COL_TEXT] = sizeof(const char *),
                                       [COL_DATE] = sizeof(struct date),
                                       [COL_YEN] = sizeof(struct yen),
                                       [COL_OPTIONAL_YEN] = sizeof(struct yen),
                                       [COL_INT] = sizeof(int32_t),
                                       [COL_BOOL] = sizeof(bool),
                                       [COL_DOCUMENT] = sizeof(enum document),
                                       [COL_OBLIGATION] = sizeof(enum answer3)};

        memcpy((char *)to + c->offset, (const char *)from + c->offset, sizes[c->type]);
        if (c->has_offset)
                memcpy((char *)to + c->has_offset, (const char *)from + c->has_offset, sizeof(bool));
}

void row_keep_unsaid(const struct row_type *type, void *now, const void *old)
{
        const struct origin *origin = (const struct origin *)((const char *)now + type->origin);

        if (!origin->said || !is_same_line(type, old, now))
                return;
        for (int i = type->keys; i < type->n; i++)
                if (!origin_says(origin, field_in_table(type->kind, type->columns[i].param + 1)))
                        copy_value(&type->columns[i], now, old);
}

static struct field_value kept_value(const struct column *c, const void *record, struct arena *arena)
{
        struct value v;

        value_of(&v, c, record);
        if (v.text)
                return (struct field_value){VALUE_TEXT, v.text == v.buf ? arena_strdup(arena, v.text) : v.text, 0};
        return (struct field_value){v.is_null ? VALUE_NONE : VALUE_NUMBER, NULL, v.number};
}

struct field_changes row_changes(const struct row_type *type, const void *old, const void *now, struct arena *arena)
{
        struct field_changes changes = {0};

        for (int i = 0; i < type->n; i++) {
                const struct column *c = &type->columns[i];

                if (!column_equal(c, old, now))
                        *vec_add(arena, &changes) = (struct field_change){c->param + 1, kept_value(c, old, arena),
                                                                          kept_value(c, now, arena)};
        }
        return changes;
}

char *row_json(const struct row_type *type, const void *record, struct arena *arena)
{
        json_t *object;
        char *text, *copy;

        if (!record)
                return arena_strdup(arena, "null");
        object = json_object();
        for (int i = 0; i < type->n; i++) {
                struct value v;

                value_of(&v, &type->columns[i], record);
                json_object_set_new(object, type->columns[i].param + 1,
                                    v.is_null ? json_null()
                                    : v.text  ? json_string(v.text)
                                              : json_integer(v.number));
        }
        text = json_dumps(object, JSON_COMPACT);
        copy = arena_strdup(arena, text ? text : "{}");
        free(text);
        json_decref(object);
        return copy;
}
