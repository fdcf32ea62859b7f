#include "core/record/fields.h"

#include <string.h>

#include "core/record/records.h"

#include "core/banned.h"

#define ROW(name, member, kind, ...)                                                                                   \
        {.id = #name, .param = ":" #name, .type = kind, .offset = offsetof(struct RECORD, member), __VA_ARGS__},

#define RECORD facility
static const struct field facility_all[] = {FACILITY_FIELDS(ROW, ROW, ROW)};
const struct field facility_columns[] = {FACILITY_FIELDS(ROW, ROW, FIELD_LEFT_OUT)};
#undef RECORD
#define RECORD receipt
static const struct field receipt_all[] = {RECEIPT_FIELDS(ROW, ROW, ROW)};
const struct field receipt_columns[] = {RECEIPT_FIELDS(ROW, ROW, FIELD_LEFT_OUT)};
#undef RECORD
#define RECORD purchase
static const struct field purchase_all[] = {PURCHASE_FIELDS(ROW, ROW, ROW)};
const struct field purchase_columns[] = {PURCHASE_FIELDS(ROW, ROW, FIELD_LEFT_OUT)};
static const struct field vendor_line_all[] = {VENDOR_LINE_FIELDS(ROW, ROW, ROW)};
const struct field vendor_line_columns[] = {VENDOR_LINE_FIELDS(ROW, ROW, FIELD_LEFT_OUT)};
#undef RECORD
#define RECORD claim
static const struct field claim_all[] = {CLAIM_FIELDS(ROW, ROW, ROW)};
const struct field claim_columns[] = {CLAIM_FIELDS(ROW, ROW, FIELD_LEFT_OUT)};
#undef RECORD

#define TABLE(name, NAME, kind_id, table_id)                                                                           \
        const struct field_table fields_##name = {.kind = kind_id,                                                     \
                                                  .table = table_id,                                                   \
                                                  .all = name##_all,                                                   \
                                                  .kept = name##_columns,                                              \
                                                  .n = sizeof name##_all / sizeof *name##_all,                         \
                                                  .n_kept = NAME##_COLUMNS,                                            \
                                                  .keys = NAME##_KEYS}

TABLE(facility, FACILITY, "facility", "facilities");
TABLE(receipt, RECEIPT, "receipt", "receipts");
TABLE(purchase, PURCHASE, "purchase", "purchases");
TABLE(vendor_line, VENDOR_LINE, "vendor-line", NULL);
TABLE(claim, CLAIM, "application", "applications");

static const struct field_table *const tables[] = {&fields_facility, &fields_receipt, &fields_purchase,
                                                   &fields_vendor_line, &fields_claim};

const struct field_table *fields_of_kind(const char *kind)
{
        for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
                if (strcmp(tables[i]->kind, kind) == 0)
                        return tables[i];
        return NULL;
}

const struct field_table *fields_of_table(const char *table)
{
        for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
                if (tables[i]->table && strcmp(tables[i]->table, table) == 0)
                        return tables[i];
        return NULL;
}

const struct field *field_kept(const struct field_table *table, const char *id)
{
        for (int i = 0; i < table->n_kept; i++)
                if (strcmp(table->kept[i].id, id) == 0)
                        return &table->kept[i];
        return NULL;
}

const char *field_cell(const struct field *field)
{
        if (!field->width)
                return NULL;
        return field->cell ? field->cell : field->id;
}

const struct field *field_of_cell(const struct field_table *table, const char *cell)
{
        for (size_t i = 0; i < table->n; i++) {
                const char *id = field_cell(&table->all[i]);

                if (id && *id == *cell && strcmp(id, cell) == 0) /* asked of every cell of every row */
                        return &table->all[i];
        }
        return NULL;
}

size_t fields_of_entry(const struct field *out[FIELDS_MOST], const struct field_table *table)
{
        size_t n = 0;

        for (int leads = 1; leads >= 0; leads--)
                for (size_t i = 0; i < table->n && n < FIELDS_MOST; i++)
                        if (table->all[i].width && table->all[i].leads == (leads == 1))
                                out[n++] = &table->all[i];
        return n;
}

bool field_is_text(enum field_type type)
{
        return type <= FIELD_QUANTITY;
}

size_t field_size(enum field_type type)
{
        switch (type) {
        case FIELD_DATE:
                return sizeof(struct date);
        case FIELD_YEN:
        case FIELD_OPTIONAL_YEN:
                return sizeof(struct yen);
        case FIELD_INT:
                return sizeof(int32_t);
        case FIELD_BOOL:
                return sizeof(bool);
        case FIELD_DOCUMENT:
                return sizeof(enum document);
        case FIELD_YES_NO:
                return sizeof(enum answer3);
        default:
                return sizeof(const char *);
        }
}
