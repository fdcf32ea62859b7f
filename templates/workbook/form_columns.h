/* The sheets of the entry workbook and their columns, which are those of the entry tables (core/record/fields.h). */
#ifndef SOROE_FORM_COLUMNS_H
#define SOROE_FORM_COLUMNS_H

#include "core/record/fields.h"

enum form_tables { FORM_FACILITIES, FORM_RECEIPTS, FORM_PURCHASES, FORM_APPLICATIONS, FORM_TABLES };

struct form_table {
        const struct field_table *fields;
        const char *sheet, *about;
};
extern const struct form_table form_tables[FORM_TABLES];

struct form_columns {
        const struct field *at[FIELDS_MOST];
        size_t n;
        int first; /* the columns before them, which are those of no field */
};

void form_columns_take(struct form_columns out[FORM_TABLES]);
/* Where the column of a field stands, by its id in the maps; -1: nowhere. */
int form_column_of(const struct form_columns *, const char *cell);

#endif
