#include "core/record/records.h"

#include <string.h>

#include "core/banned.h"

const struct receipt *records_receipt(const struct records *records, const struct purchase *line)
{
        if (!*line->payer)
                return NULL;
        for (size_t i = 0; i < records->receipts.n; i++) {
                const struct receipt *receipt = &records->receipts.at[i];

                if (strcmp(receipt->number, line->receipt_number) == 0 && strcmp(receipt->facility, line->payer) == 0)
                        return receipt;
        }
        return NULL;
}

char *subject_receipt(struct arena *arena, const struct receipt *receipt)
{
        return arena_printf(arena, "%s/%s", receipt->facility, receipt->number);
}

/* A line that has no receipt yet is named by the facility whose share it is. */
char *subject_purchase(struct arena *arena, const struct purchase *line)
{
        const char *payer = *line->payer ? line->payer : line->facility;

        return arena_printf(arena, "%s/%s#%d", payer, line->receipt_number, (int)line->position);
}

char *subject_application(struct arena *arena, const char *facility, const char *category)
{
        return arena_printf(arena, "%s/%s", facility, category);
}

const char *records_words(const struct records *records, const char *text, struct arena *arena)
{
        return form_since(records->form, FORM_3) ? text : text_marks_kept(arena, text);
}
