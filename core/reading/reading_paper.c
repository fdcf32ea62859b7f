#include "core/reading/reading_paper.h"

#include <string.h>

#include "core/banned.h"

struct read_paper paper_of(const struct reading_page *page, struct read_days days, struct arena *arena)
{
        struct read_paper p = {.kind = {READ_NOTHING, PAPER_UNKNOWN, {0}}};
        struct read_sheet s;

        if (page->source == READING_NONE)
                return p;
        s = sheet_of(page, arena);
        p.amounts = read_amounts(&s);
        p.dates = read_dates(&s);
        p.numbers = read_numbers_seen(&s);
        p.addressees = read_addressees(&s);
        p.kind = read_kind(&s);
        p.total = read_total(&s, &p.amounts);
        p.date = read_date(&s, &p.dates, days);
        p.number = read_number(&s);
        return p;
}

bool paper_has_amount(const struct read_paper *p, struct yen amount)
{
        return find_amount(&p->amounts, amount.n) != NULL;
}

bool paper_has_date(const struct read_paper *p, struct date date)
{
        for (size_t i = 0; i < p->dates.n; i++)
                if (date_compare(p->dates.at[i].date, date) == 0)
                        return true;
        return false;
}

bool paper_has_number(const struct read_paper *p, const char *number)
{
        for (size_t i = 0; i < p->numbers.n; i++)
                if (strcmp(p->numbers.at[i], number) == 0)
                        return true;
        return false;
}
