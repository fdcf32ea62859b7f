#include "core/reading/reading_entry.h"

#include <string.h>

#include "core/banned.h"

enum { IS_NAME = 90 };

static int says(const struct read_paper *p)
{
        return 2 * (int)p->total.level + (int)p->date.level + (int)p->number.level + (p->kind.kind == PAPER_RECEIPT);
}

static size_t best_page(const struct reading *reading, const struct read_paper *papers)
{
        size_t best = 0;

        for (size_t i = 1; i < reading->pages.n; i++)
                if (says(&papers[i]) > says(&papers[best]))
                        best = i;
        return best;
}

/* The longest of the known names that stands on a line. */
static const char *name_on(const struct reading_page *page, const struct known_names *issuers, struct arena *arena)
{
        const struct known_name *found = NULL;

        for (size_t i = 0; i < page->lines.n; i++) {
                const struct known_name *here = name_in(issuers, page->lines.at[i].text, IS_NAME, arena);

                if (here && (!found || here->n > found->n))
                        found = here;
        }
        return found ? found->name : "";
}

static const char *issuer_of(const struct read_paper *p, const struct reading_page *page,
                             const struct known_names *issuers, struct arena *arena)
{
        for (size_t k = 0; issuers && p->number.level && k < issuers->n; k++)
                if (strcmp(issuers->at[k].code, p->number.value) == 0)
                        return issuers->at[k].name;
        return issuers ? name_on(page, issuers, arena) : "";
}

/* "日付は不確かです。金額は読めません。" */
static const char *remark_of(const struct read_paper *p, const struct receipt *r, struct arena *arena)
{
        const struct {
                const char *ja;
                enum read_level level;
        } fields[] = {{"金額", p->total.level}, {"発行日", p->date.level}, {"登録番号", p->number.level}};
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        if (p->kind.kind == PAPER_BREAKDOWN)
                buffer_text(&out, "領収書内訳書のようです。");
        for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
                if (fields[i].level != READ_SURE && !(i == 2 && fields[i].level == READ_NOTHING))
                        buffer_printf(&out, "%sは%s。", fields[i].ja, fields[i].level ? "不確かです" : "読めません");
        if (!*r->issuer)
                buffer_text(&out, "領収書番号と発行者は、紙を見て記入してください。");
        else
                buffer_text(&out, "領収書番号は、紙を見て記入してください。");
        return out.at;
}

static bool is_other(const struct read_kind *kind)
{
        return kind->level == READ_SURE &&
               (kind->kind == PAPER_QUOTE || kind->kind == PAPER_BILL || kind->kind == PAPER_DELIVERY);
}

void read_entry_of(struct read_entry *out, const struct reading *reading, const struct read_paper *papers,
                   const char *file_name, const struct known_names *issuers, struct arena *arena)
{
        const size_t best = best_page(reading, papers);
        const struct read_paper *p = &papers[best];
        struct receipt *r = &out->receipt;

        *out = (struct read_entry){.page = best, .other = is_other(&p->kind) ? p->kind.kind : PAPER_UNKNOWN};
        *r = (struct receipt){.facility = "",
                              .number = "",
                              .issuer = "",
                              .issuer_address = "",
                              .issuer_phone = "",
                              .registration_number = "",
                              .addressee = "",
                              .note = "",
                              .evidence_names = file_name,
                              .breakdown_names = ""};
        if (p->total.level)
                r->amount = p->total.amount;
        if (p->date.level)
                r->date = p->date.date;
        if (p->number.level)
                r->registration_number = arena_strdup(arena, p->number.value);
        if (p->kind.kind == PAPER_TRANSFER)
                r->document = DOC_TRANSFER;
        r->issuer = issuer_of(p, &reading->pages.at[best], issuers, arena);
        out->remark = remark_of(p, r, arena);
}
