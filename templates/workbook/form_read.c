#include "templates/workbook/form_read.h"

#include "core/banned.h"

enum { CONFIRMED, PICTURE, BEFORE, PICTURE_ROW = 80 /* points: 107 pixels */ };

int form_read_before(const struct form_input *in)
{
        for (size_t i = 0; in->scans && !in->records && i < in->scans->n; i++)
                if (in->scans->at[i].known)
                        return BEFORE;
        return 0;
}

size_t form_read_columns(struct book_column *out, size_t n)
{
        out[CONFIRMED] = (struct book_column){
                .header = "確認",
                .type = BOOK_TEXT,
                .width = 6,
                .required = true,
                .note = "黄色の値を左の紙と見比べて、同じなら ○、違えば正しい値に直して ○ を記入します。\n"
                        "空いている行は取り込みません。"};
        out[PICTURE] = (struct book_column){.header = "紙", .type = BOOK_TEXT, .width = 33};
        out[n] = (struct book_column){
                .header = "読み取りについて", .type = BOOK_TEXT, .width = 40, .note = "取り込みません。"};
        return n + 1;
}

void form_read_rules(struct sheet *sheet)
{
        sheet_rule(sheet, CONFIRMED,
                   &(struct book_rule){.test = TEST_LIST,
                                       .of = "\"○\"",
                                       .open = true,
                                       .title = "確認",
                                       .prompt = "黄色の値が紙と同じなら ○。違えば直してから ○。"});
}

void form_read_row(struct sheet *sheet, int row, int last, const struct form_scan *scan)
{
        if (scan->crop.jpeg.n)
                sheet_picture(sheet, row, PICTURE, scan->crop.jpeg, PICTURE_ROW);
        if (scan->remark)
                sheet_text(sheet, row, last, scan->remark);
}
