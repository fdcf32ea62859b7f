/* The two pages of the entry workbook that are no tables: 使い方 and 選択肢. */
#ifndef SOROE_FORM_PAGES_H
#define SOROE_FORM_PAGES_H

#include "core/base/text.h"

#include "templates/workbook/form.h"
#include "templates/workbook/form_columns.h"
#include "templates/workbook/workbook_sheet.h"

void form_guide(struct sheet *, const struct form_input *, const struct form_columns columns[FORM_TABLES],
                struct arena *);

#define FORM_CHOICES "選択肢"
/* Where the words of each choice stand, as a range of that page; NULL: there are none. */
struct form_choices {
        const char *ranges[CHOICES];
        struct texts words[CHOICES];
        struct texts *items; /* per word of 事業区分: the items that may count there; of 対象外 all */
        /* the list for the row of a category, as a formula of its cell (#); NULL: there is none */
        const char *items_for;
};
/* The words, with 税抜き for 税込み where the field's amounts are without tax. */
const char *form_tax(const struct field *, const struct programme *, const char *words, struct arena *);
/* What a person is told about a column; of 種別 also what the programme's kinds mean. */
const char *form_note(const struct field *, const struct programme *, struct arena *);
void form_choices_of(struct form_choices *out, const struct programme *, struct arena *);
void form_choices_page(struct sheet *, const struct form_choices *);

#endif
