/* The columns of the entry workbook: headers and which are required from templates/maps/entry.xml, how a value of each is written,
 * and what a person is told about it. */
#ifndef SOROE_FORM_COLUMNS_H
#define SOROE_FORM_COLUMNS_H

#include "core/finding.h"
#include "core/status.h"
#include "core/vec.h"

enum form_value {
        FORM_TEXT,
        FORM_CODE,
        FORM_DATE,
        FORM_YEN,
        FORM_OPTIONAL_YEN,
        FORM_QUANTITY,
        FORM_YES_NO,
        FORM_DOCUMENT,
};

/* The words to choose from; they stand on the page 選択肢. */
enum form_choice {
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

struct form_field {
        const char *id; /* as in the map */
        enum form_value value;
        size_t offset, has_offset; /* in the record */
        enum form_choice choice;
        int width;
        const char *note, *example; /* Japanese; the example may be "" */
};

enum form_tables { FORM_FACILITIES, FORM_RECEIPTS, FORM_PURCHASES, FORM_APPLICATIONS, FORM_TABLES };

struct form_table {
        const char *id, *sheet, *about;
        const struct form_field *fields; /* ends with a NULL id */
};
extern const struct form_table form_tables[FORM_TABLES];

struct form_column {
        const char *header;
        bool required;
        const struct form_field *field; /* NULL: the map has a column of which this program knows nothing */
};
struct form_columns {
        VEC(struct form_column);
};

/* The columns of every table in the order of the map, without those that import ignores. */
enum status form_columns_read(struct form_columns out[FORM_TABLES], struct arena *, struct findings *);
/* Where the column of a field stands; -1: nowhere. */
int form_column_of(const struct form_columns *, const char *field);

#endif
