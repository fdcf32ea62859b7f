#include "templates/workbook/form_columns.h"

#include <string.h>

#include "core/banned.h"

const struct form_table form_tables[FORM_TABLES] = {
        [FORM_FACILITIES] = {&fields_facility, "施設", "1つの施設を1行に記入します。"},
        [FORM_RECEIPTS] = {&fields_receipt, "領収書", "1枚の領収書を1行に記入します。"},
        [FORM_PURCHASES] =
                {&fields_purchase, "購入明細",
                 "領収書の1つの品目を1行に記入します。補助の対象にならない品目も記入し、合計を領収金額と合わせます。"},
        [FORM_APPLICATIONS] = {&fields_claim, "申請", "完了日や選択を求められたときだけ記入します。"},
};

void form_columns_take(struct form_columns out[FORM_TABLES])
{
        for (int i = 0; i < FORM_TABLES; i++) {
                out[i].n = fields_of_entry(out[i].at, form_tables[i].fields);
                out[i].first = 0;
        }
}

int form_column_of(const struct form_columns *columns, const char *cell)
{
        for (size_t i = 0; i < columns->n; i++)
                if (strcmp(field_cell(columns->at[i]), cell) == 0)
                        return columns->first + (int)i;
        return -1;
}
