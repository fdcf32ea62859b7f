/* The two pages of the entry workbook that are no tables: 使い方 and 選択肢. */
#ifndef SOROE_FORM_PAGES_H
#define SOROE_FORM_PAGES_H

#include "core/text.h"

#include "templates/form.h"
#include "templates/form_columns.h"
#include "templates/workbook.h"

void form_guide(struct sheet *, const struct form_input *, const struct form_columns columns[FORM_TABLES],
                struct arena *);

#define FORM_CHOICES "選択肢"
/* Where the words of each choice stand, as a range of that page; NULL: there are none. */
struct form_choices {
        const char *ranges[CHOICES];
        struct texts words[CHOICES];
};
void form_choices_of(struct form_choices *out, const struct programme *, struct arena *);
void form_choices_page(struct sheet *, const struct form_choices *);

#endif
