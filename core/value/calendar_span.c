/* Spans of days as people name them: what is missing of a date is put behind it, and it is read as any date is. */
#include "core/value/calendar.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { WITH_REST = TYPED_MOST + 32, APRIL = 4 };

static bool read_with(struct date *out, const char *text, size_t n, const char *rest)
{
        char whole[WITH_REST];

        if (n > TYPED_MOST)
                return false;
        snprintf(whole, sizeof whole, "%.*s%s", (int)n, text, rest);
        return date_parse(out, whole) == DATE_READ;
}

/* The day before `first` of the year and month named. */
static bool until(struct date *last, int32_t year, int32_t month)
{
        struct date next;

        return date_make(&next, month > 12 ? year + 1 : year, month > 12 ? 1 : month, 1) && date_shift(last, next, -1);
}

static bool read_month(struct date *first, struct date *last, const char *text)
{
        static const char *const rests[] = {"1日", "-1", "/1", ".1"};

        for (size_t i = 0; i < sizeof rests / sizeof *rests; i++)
                if (read_with(first, text, strlen(text), rests[i]))
                        return until(last, first->year, first->month + 1);
        return false;
}

/* A year begins in January, a fiscal year (年度) in April. December 1 is in every era's first year. */
static bool read_year(struct date *first, struct date *last, const char *text)
{
        static const char *const rests[] = {"12月1日", "年12月1日"};
        static const char fiscal[] = "年度";
        size_t n = strlen(text), end = sizeof fiscal - 1;
        bool is_fiscal = n > end && strcmp(text + n - end, fiscal) == 0;
        struct date day;

        if (is_fiscal)
                n -= strlen("度");
        for (size_t i = 0; i < sizeof rests / sizeof *rests; i++)
                if (read_with(&day, text, n, rests[i]))
                        return date_make(first, day.year, is_fiscal ? APRIL : 1, 1) &&
                               until(last, day.year + 1, is_fiscal ? APRIL : 1);
        return false;
}

enum date_fault date_parse_span(struct date *first, struct date *last, const char *text)
{
        struct date day = {0}, end = {0};
        enum date_fault fault = date_parse_instant(&day, text);

        if (fault == DATE_READ)
                end = day;
        else if ((fault != DATE_UNREADABLE && fault != DATE_AMBIGUOUS) ||
                 (!read_month(&day, &end, text) && !read_year(&day, &end, text)))
                return fault;
        *first = day;
        *last = end;
        return DATE_READ;
}
