#include "core/store/store_private.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "core/record/records.h"
#include "core/base/text.h"

#include "core/banned.h"

#define ROW(name, record, NAME, id, select_first)                                                                      \
        const struct row_type row_##name = {.kind = id,                                                                \
                                            .get = SQL_##NAME##_GET,                                                   \
                                            .put = SQL_##NAME##_PUT,                                                   \
                                            .add = SQL_##NAME##_ADD,                                                   \
                                            .move = SQL_##NAME##_MOVE,                                                 \
                                            .columns = name##_columns,                                                 \
                                            .first = select_first,                                                     \
                                            .keys = NAME##_KEYS,                                                       \
                                            .n = NAME##_COLUMNS,                                                       \
                                            .size = sizeof(struct record),                                             \
                                            .origin = offsetof(struct record, origin)}

enum { ROW_MOST_COLUMNS = 24 }; /* with source and line */
_Static_assert((int)FACILITY_COLUMNS + 2 <= (int)ROW_MOST_COLUMNS &&
                       (int)RECEIPT_COLUMNS + 2 <= (int)ROW_MOST_COLUMNS &&
                       (int)PURCHASE_COLUMNS + 2 <= (int)ROW_MOST_COLUMNS,
               "a row has its place");

ROW(facility, facility, FACILITY, "facility", 0);
ROW(receipt, receipt, RECEIPT, "receipt", 1); /* its SELECT begins with the id */
ROW(purchase, purchase, PURCHASE, "purchase", 0);
ROW(vendor_line, purchase, VENDOR_LINE, "vendor-line", 0);
ROW(claim, claim, CLAIM, "application", 0);

static const void *member(const struct field *c, const void *record)
{
        return (const char *)record + c->offset;
}

/* A value as text or number, the form in which it is bound, compared and kept. */
struct column_value {
        const char *text; /* NULL: a number, or nothing */
        int64_t number;
        bool is_null;
        char buf[DATE_TEXT];
};

static void value_of(struct column_value *v, const struct field *c, const void *record)
{
        const void *at = member(c, record);

        *v = (struct column_value){0};
        switch (c->type) {
        case FIELD_DATE:
                v->text = date_iso(v->buf, *(const struct date *)at);
                break;
        case FIELD_YEN:
                v->number = ((const struct yen *)at)->n;
                break;
        case FIELD_OPTIONAL_YEN:
                v->number = ((const struct yen *)at)->n;
                v->is_null = !*(const bool *)((const char *)record + c->has_offset);
                break;
        case FIELD_INT:
                v->number = *(const int32_t *)at;
                break;
        case FIELD_BOOL:
                v->number = *(const bool *)at;
                break;
        case FIELD_DOCUMENT:
                v->text = document_id(*(const enum document *)at);
                break;
        case FIELD_YES_NO:
                v->number = *(const enum answer3 *)at;
                break;
        default: /* a text */
                v->text = *(const char *const *)at ? *(const char *const *)at : "";
                break;
        }
}

/* Statements name their parameters mostly in the order of the columns: then there is nothing to look for. */
static int parameter_of(sqlite3_stmt *s, int guess, const char *name)
{
        const char *there = sqlite3_bind_parameter_name(s, guess);

        return there && strcmp(there, name) == 0 ? guess : sqlite3_bind_parameter_index(s, name);
}

/* Does the statement give the columns at their places, with source and line behind them? */
static bool has_columns(sqlite3_stmt *s, const struct row_type *type)
{
        if (sqlite3_column_count(s) != type->first + type->n + 2)
                return false;
        for (int i = 0; i < type->n; i++)
                if (strcmp(sqlite3_column_name(s, type->first + i), type->columns[i].id) != 0)
                        return false;
        return strcmp(sqlite3_column_name(s, type->first + type->n), "source") == 0;
}

/* Does it have a parameter for each of the first `n` columns, for source and line, and no other? */
static bool has_parameters(sqlite3_stmt *s, const struct row_type *type, int n)
{
        for (int i = 0; i < n; i++)
                if (!sqlite3_bind_parameter_index(s, type->columns[i].param))
                        return false;
        return sqlite3_bind_parameter_count(s) == n + 2 && sqlite3_bind_parameter_index(s, ":source") &&
               sqlite3_bind_parameter_index(s, ":line");
}

/* Of what is added: in the order of the columns, so that row_bind_added need not ask for any. */
static bool has_parameters_in_order(sqlite3_stmt *s, const struct row_type *type)
{
        for (int i = 0; i < type->n; i++)
                if (sqlite3_bind_parameter_index(s, type->columns[i].param) != i + 1)
                        return false;
        return sqlite3_bind_parameter_count(s) == type->n + 2 &&
               sqlite3_bind_parameter_index(s, ":source") == type->n + 1 &&
               sqlite3_bind_parameter_index(s, ":line") == type->n + 2;
}

static enum status check_row(struct store *store, const struct row_type *type)
{
        sqlite3_stmt *get = store_sql(store, type->get), *add = get ? store_sql(store, type->add) : NULL;
        sqlite3_stmt *put = add ? store_sql(store, type->put) : NULL, *move = put ? store_sql(store, type->move) : NULL;

        if (!move)
                return ERR_SYSTEM;
        if (has_columns(get, type) && has_parameters_in_order(add, type) && has_parameters(put, type, type->n) &&
            has_parameters(move, type, type->keys))
                return OK;
        return fault_set(store->findings, F_INTERNAL, type->kind, "its statements are not those of its fields");
}

enum status store_check_rows(struct store *store)
{
        static const struct row_type *const types[] = {&row_facility, &row_receipt, &row_purchase, &row_vendor_line,
                                                       &row_claim};
        enum status st = OK;

        for (size_t i = 0; st == OK && i < sizeof types / sizeof *types; i++)
                st = check_row(store, types[i]);
        return st;
}

static void bind_value(sqlite3_stmt *s, int parameter, const struct field *c, const void *record)
{
        struct column_value v;

        value_of(&v, c, record);
        if (v.text)
                sqlite3_bind_text(s, parameter, v.text, -1, v.text == v.buf ? SQLITE_TRANSIENT : SQLITE_STATIC);
        else if (!v.is_null)
                sqlite3_bind_int64(s, parameter, v.number);
}

void row_bind(sqlite3_stmt *s, const struct row_type *type, int n, const void *record)
{
        for (int i = 0; i < n; i++)
                bind_value(s, parameter_of(s, i + 1, type->columns[i].param), &type->columns[i], record);
}

void row_bind_added(sqlite3_stmt *s, const struct row_type *type, const void *record, int64_t source, int line)
{
        for (int i = 0; i < type->n; i++)
                bind_value(s, i + 1, &type->columns[i], record);
        sqlite3_bind_int64(s, type->n + 1, source);
        sqlite3_bind_int64(s, type->n + 2, line);
}

bool row_add_later(struct store *store, const struct row_type *type, const void *record, int64_t source, int line)
{
        struct column_value v[ROW_MOST_COLUMNS];
        struct errand_value values[ROW_MOST_COLUMNS];
        int n = type->n;

        for (int i = 0; i < n; i++) {
                value_of(&v[i], &type->columns[i], record);
                values[i] = (struct errand_value){v[i].text, v[i].number, v[i].is_null, false};
        }
        values[n] = (struct errand_value){.number = source};
        values[n + 1] = (struct errand_value){.number = line};
        return store_errand(store, type->add, values, n + 2, true);
}

/* FNV-1a of the keys, mixed so that each bit depends on all. */
uint64_t row_key_hash(const struct row_type *type, const void *record)
{
        uint64_t h = UINT64_C(14695981039346656037);

        for (int i = 0; i < type->keys; i++) {
                struct column_value v;

                value_of(&v, &type->columns[i], record);
                for (const char *s = v.text; s && *s; s++)
                        h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
                h = (h ^ (v.text ? 0xff : (uint64_t)v.number + 0x100)) * UINT64_C(1099511628211);
        }
        h = (h ^ (h >> 32)) * UINT64_C(0xd6e8feb86659fd93);
        return h ^ (h >> 32);
}

static bool is_text(const char *s)
{
        while (text_next(&s) >= 0)
                ;
        return !*s;
}

/* Returns false if the value is not in the form in which values are put. */
static bool read_value(void *record, const struct field *c, sqlite3_stmt *s, int i, struct arena *arena)
{
        void *at = (char *)record + c->offset;
        const char *text;

        switch (c->type) {
        case FIELD_DATE:
                text = store_column(s, i, arena);
                return !*text || date_parse(at, text) == DATE_READ; /* "" leaves it unset */
        case FIELD_YEN:
                ((struct yen *)at)->n = sqlite3_column_int64(s, i);
                return sqlite3_column_type(s, i) == SQLITE_INTEGER;
        case FIELD_OPTIONAL_YEN:
                ((struct yen *)at)->n = sqlite3_column_int64(s, i);
                *(bool *)((char *)record + c->has_offset) = sqlite3_column_type(s, i) != SQLITE_NULL;
                return true;
        case FIELD_INT:
                *(int32_t *)at = sqlite3_column_int(s, i);
                return true;
        case FIELD_BOOL:
                *(bool *)at = sqlite3_column_int(s, i) != 0;
                return true;
        case FIELD_DOCUMENT:
                return document_by_id(at, store_column(s, i, arena));
        case FIELD_YES_NO:
                *(enum answer3 *)at = (enum answer3)sqlite3_column_int(s, i);
                return *(enum answer3 *)at <= NO;
        default:
                *(const char **)at = text = store_column(s, i, arena);
                return is_text(text);
        }
}

const char *row_read(void *record, sqlite3_stmt *s, int first, const struct row_type *type, struct arena *arena)
{
        const char *spoilt = NULL;

        for (int i = 0; i < type->n; i++)
                if (!read_value(record, &type->columns[i], s, first + i, arena) && !spoilt)
                        spoilt = type->columns[i].id;
        return spoilt;
}

static bool column_equal(const struct field *c, const void *a, const void *b)
{
        struct column_value v, w;

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
        static const char *const identity[] = {"description", "amount"};

        if (type != &row_purchase && type != &row_vendor_line)
                return true;
        for (int i = 0; i < type->n; i++)
                for (size_t k = 0; k < sizeof identity / sizeof *identity; k++)
                        if (strcmp(type->columns[i].id, identity[k]) == 0 && !column_equal(&type->columns[i], a, b))
                                return false;
        return true;
}

static void copy_value(const struct field *c, void *to, const void *from)
{
        memcpy((char *)to + c->offset, (const char *)from + c->offset, field_size(c->type));
        if (c->has_offset)
                memcpy((char *)to + c->has_offset, (const char *)from + c->has_offset, sizeof(bool));
}

void row_keep_unsaid(const struct row_type *type, void *now, const void *old)
{
        const struct origin *origin = (const struct origin *)((const char *)now + type->origin);

        if (!origin->said || !is_same_line(type, old, now))
                return;
        for (int i = type->keys; i < type->n; i++)
                if (!origin_says(origin, field_in_table(type->kind, type->columns[i].id)))
                        copy_value(&type->columns[i], now, old);
}

static struct field_value kept_value(const struct field *c, const void *record, struct arena *arena)
{
        struct column_value v;

        value_of(&v, c, record);
        if (v.text)
                return (struct field_value){VALUE_TEXT, v.text == v.buf ? arena_strdup(arena, v.text) : v.text, 0};
        return (struct field_value){v.is_null ? VALUE_NONE : VALUE_NUMBER, NULL, v.number};
}

struct field_changes row_changes(const struct row_type *type, const void *old, const void *now, struct arena *arena)
{
        struct field_changes changes = {0};

        for (int i = 0; i < type->n; i++) {
                const struct field *c = &type->columns[i];

                if (!column_equal(c, old, now))
                        *vec_add(arena, &changes) =
                                (struct field_change){c->id, kept_value(c, old, arena), kept_value(c, now, arena)};
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
                struct column_value v;

                value_of(&v, &type->columns[i], record);
                json_object_set_new(object, type->columns[i].id,
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

char *row_subject_of(const struct row_type *type, const void *record, struct arena *arena)
{
        if (type == &row_receipt)
                return subject_receipt(arena, record);
        if (type == &row_purchase || type == &row_vendor_line) {
                const struct purchase *line = record;

                return arena_printf(arena, "%s/%s#%d", line->facility, line->receipt_number, line->position);
        }
        if (type == &row_claim) {
                const struct claim *claim = record;

                return subject_application(arena, claim->facility, claim->category_text);
        }
        return arena_strdup(arena, ((const struct facility *)record)->code);
}
