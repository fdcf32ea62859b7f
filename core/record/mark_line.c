#include "core/record/mark_line.h"

#include "core/banned.h"

/* clang-format off */
/* A width stands for "a table may have this column" (field_cell); nothing is drawn by it. */
#define COLUMN(name, kind, ja, en)                                                                                     \
        {                                                                                                              \
                .id = #name, .param = ":" #name, .offset = offsetof(struct mark_line, name), .words = {ja, en},        \
                .type = kind, .width = 1                                                                               \
        }
static const struct field columns[] = {
        COLUMN(facility, FIELD_CODE, "医療機関コード", "facility"),
        COLUMN(category, FIELD_TEXT, "事業区分", "category"),
        COLUMN(state, FIELD_TEXT, "状態", "state"),
        COLUMN(submitted_on, FIELD_DATE, "申請した日", "submitted on"),
        COLUMN(number, FIELD_NUMBER, "受付番号", "number"),
        COLUMN(decided_on, FIELD_DATE, "決定の日", "decided on"),
        {.id = "amount", .param = ":amount", .offset = offsetof(struct mark_line, amount), .has_offset = offsetof(struct mark_line, has_amount),
         .words = {"交付決定額", "granted"}, .type = FIELD_OPTIONAL_YEN, .width = 1},
        COLUMN(declined, FIELD_TEXT, "申請しない", "declined"),
        COLUMN(reason, FIELD_TEXT, "理由", "reason"),
};
/* clang-format on */

const struct field_table fields_mark_line = {
        .kind = "mark", .table = "marks", .all = columns, .n = sizeof columns / sizeof *columns};
