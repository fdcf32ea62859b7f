#include "core/value/calendar.h"

#include <stdio.h>
#include <time.h>

#include "core/banned.h"

enum { FIRST_YEAR = 1873, LAST_YEAR = 9999, EPOCH = 719468 /* days from 0000-03-01 to 1970-01-01 */ };

/* Cabinet orders name the day from which the new era counts; Meiji has dates of this calendar from its year 6. */
const struct era calendar_eras[ERAS] = {
        {"明治", "明", "M", {1868, 1, 25}, 1867},  {"大正", "大", "T", {1912, 7, 30}, 1911},
        {"昭和", "昭", "S", {1926, 12, 25}, 1925}, {"平成", "平", "H", {1989, 1, 8}, 1988},
        {"令和", "令", "R", {2019, 5, 1}, 2018},
};

static bool is_leap(int32_t year)
{
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int32_t month_length(int32_t year, int32_t month)
{
        static const int8_t lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

        return lengths[month - 1] + (month == 2 && is_leap(year));
}

/* Days since 1970-01-01. Years are counted from March, so that a leap day is the last of its year. */
static int32_t days_of(struct date d)
{
        int32_t year = d.month > 2 ? d.year : d.year - 1;
        int32_t month = d.month > 2 ? d.month - 3 : d.month + 9;
        int32_t century = year / 400, of_cycle = year % 400;

        return century * 146097 + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + (153 * month + 2) / 5 + d.day - 1 -
               EPOCH;
}

bool date_make(struct date *out, int32_t year, int32_t month, int32_t day)
{
        if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1 ||
            day > month_length(year, month))
                return false;
        *out = (struct date){(int16_t)year, (int8_t)month, (int8_t)day};
        return true;
}

/* The inverse of days_of, for days from 1873 to 9999. */
static struct date date_of(int32_t days)
{
        int32_t since = days + EPOCH, cycle = since / 146097, of_cycle = since % 146097;
        int32_t year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
        int32_t day = of_cycle - (365 * year + year / 4 - year / 100), month = (5 * day + 2) / 153;

        year += cycle * 400 + (month >= 10);
        day -= (153 * month + 2) / 5;
        return (struct date){(int16_t)year, (int8_t)(month < 10 ? month + 3 : month - 9), (int8_t)(day + 1)};
}

bool date_shift(struct date *out, struct date from, int32_t days)
{
        const int32_t first = days_of((struct date){FIRST_YEAR, 1, 1}),
                      last = days_of((struct date){LAST_YEAR, 12, 31});
        int64_t day = (int64_t)days_of(from) + days;

        if (day < first || day > last)
                return false;
        *out = date_of((int32_t)day);
        return true;
}

struct date date_today_in_japan(void)
{
        const struct date epoch = {1970, 1, 1};
        int64_t days = ((int64_t)time(NULL) + INT64_C(9) * 3600) / 86400;
        struct date today = {0};

        if (days >= 0 && days <= INT32_MAX)
                date_shift(&today, epoch, (int32_t)days);
        return today;
}

bool date_is_set(struct date d)
{
        return d.year != 0;
}

int date_compare(struct date a, struct date b)
{
        int by = a.year - b.year;

        if (!by)
                by = a.month - b.month;
        return by ? by : a.day - b.day;
}

int32_t date_days_between(struct date from, struct date to)
{
        return days_of(to) - days_of(from);
}

int date_weekday(struct date d)
{
        int32_t days = days_of(d) + 4; /* 1970-01-01 was a Thursday */

        return (int)((days % 7 + 7) % 7);
}

char *date_iso(char buf[DATE_TEXT], struct date d)
{
        buf[0] = '\0';
        if (date_is_set(d))
                snprintf(buf, DATE_TEXT, "%04d-%02d-%02d", d.year, d.month, d.day);
        return buf;
}

char *date_japanese(char buf[DATE_TEXT], struct date d)
{
        const struct era *era = calendar_eras;
        int year;

        buf[0] = '\0';
        if (!date_is_set(d))
                return buf;
        for (int i = 1; i < ERAS; i++)
                if (date_compare(d, calendar_eras[i].first) >= 0)
                        era = &calendar_eras[i];
        year = d.year - era->year_before;
        if (year == 1)
                snprintf(buf, DATE_TEXT, "%s元年%d月%d日", era->name, d.month, d.day);
        else
                snprintf(buf, DATE_TEXT, "%s%d年%d月%d日", era->name, year, d.month, d.day);
        return buf;
}
