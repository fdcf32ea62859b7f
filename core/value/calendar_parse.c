/* Dates as people type them (docs/field.md 5). A year of two digits without an era can be one of
 * Reiwa, Heisei or the West: refused, never guessed. */
#include "core/value/calendar.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { DAY_MINUTES = 24 * 60, JAPAN = 9 * 60, NO_OFFSET = INT32_MAX, NO_ERA = -1 };
/* Excel's day 60 never was, hence day 0 here. Of the plausible years no day number is a day typed as YYMMDD or YMMDD: 4MMDD ends
 * with 41231 in 2012, 5MMDD begins with 50101 in 2037. */
enum { YEAR_FIRST = 2013, YEAR_LAST = 2036 };
static const struct date serial_zero = {1899, 12, 30};

/* A number and how many digits wrote it (of a kanji number: as many as its value has). */
struct figure {
        int32_t n;
        int digits;
};

struct moment {
        struct date day;
        int32_t minute, offset; /* of the day; east of Greenwich */
        bool day_end;           /* 24:00 was written */
};

/* At most `most` digits; what stands behind them is for the caller to refuse. */
static bool take_figure(struct figure *out, const int32_t **at, int most)
{
        int digit;

        *out = (struct figure){0};
        while (out->digits < most && typed_take_digit(at, &digit)) {
                out->n = out->n * 10 + digit;
                out->digits++;
        }
        return out->digits > 0;
}

/* 二〇二五, 十二, 三十一, 二千二十五. The units must fall. */
static bool take_kanji(struct figure *out, const int32_t **at)
{
        int32_t total = 0, run = -1;
        int digit, unit, last = 10000, digits = 0;

        for (;; ++*at) {
                if ((digit = typed_kanji_digit(**at)) >= 0) {
                        if (++digits > 4)
                                return false;
                        run = (run < 0 ? 0 : run) * 10 + digit;
                } else if ((unit = typed_kanji_unit(**at)) != 0) {
                        if (unit >= last || digits > 1 || run == 0)
                                return false;
                        total += (run < 0 ? 1 : run) * unit;
                        last = unit;
                        run = -1;
                        digits = 0;
                } else {
                        break;
                }
        }
        if ((last == 10000 && run < 0) || (last != 10000 && digits > 1))
                return false;
        out->n = total + (run < 0 ? 0 : run);
        out->digits = out->n < 100 && digits < 3 ? 2 : out->n < 1000 && digits < 4 ? 3 : 4;
        return true;
}

static bool take_number(struct figure *out, const int32_t **at)
{
        typed_skip_spaces(at);
        return **at >= '0' && **at <= '9' ? take_figure(out, at, 9) : take_kanji(out, at);
}

static int take_era(const int32_t **at)
{
        for (int i = 0; i < ERAS; i++) {
                if (typed_take(at, calendar_eras[i].name) || typed_take(at, calendar_eras[i].kanji) ||
                    typed_take(at, calendar_eras[i].letter)) {
                        typed_take(at, ".");
                        typed_skip_spaces(at);
                        return i;
                }
        }
        return NO_ERA;
}

/* The separator behind a figure: '/', '-', '.', 年 or 月; 0 if there is none. */
static int32_t take_separator(const int32_t **at)
{
        static const char *const words[] = {"/", ".", "年", "月"};
        static const int32_t kinds[] = {'/', '.', 'y', 'm'};

        typed_skip_spaces(at);
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (typed_take(at, words[i]))
                        return kinds[i];
        return typed_take_dash(at) ? '-' : 0;
}

/* The day is one of the calendar: does the era hold it? */
static enum date_fault in_era(struct date *out, int era, int32_t year, int32_t month, int32_t day)
{
        if (year < 1 || !date_make(out, year + calendar_eras[era].year_before, month, day))
                return DATE_NO_SUCH;
        if (date_compare(*out, calendar_eras[era].first) < 0)
                return DATE_OUTSIDE_ERA;
        if (era + 1 < ERAS && date_compare(*out, calendar_eras[era + 1].first) >= 0)
                return DATE_OUTSIDE_ERA;
        return DATE_READ;
}

static enum date_fault in_calendar(struct date *out, int32_t year, int32_t month, int32_t day)
{
        return date_make(out, year, month, day) ? DATE_READ : DATE_NO_SUCH;
}

/* Digits alone: 20250512, R070512, a serial; six or seven of them leave the year open (310501: Heisei 31 or Showa 31). */
static enum date_fault from_digits(struct date *out, int era, struct figure all, bool number, const int32_t **at)
{
        int32_t n = all.n;
        int digit;

        if (era != NO_ERA)
                return all.digits == 6 ? in_era(out, era, n / 10000, n / 100 % 100, n % 100) : DATE_UNREADABLE;
        if (all.digits == 8)
                return in_calendar(out, n / 10000, n / 100 % 100, n % 100);
        if (all.digits == 6 || all.digits == 7)
                return DATE_AMBIGUOUS;
        if (!number || all.digits != 5)
                return DATE_UNREADABLE;
        if (typed_take(at, ".")) /* the time, as a part of the day */
                while (typed_take_digit(at, &digit))
                        continue;
        return date_shift(out, serial_zero, n) && date_is_plausible(*out) ? DATE_READ : DATE_AMBIGUOUS;
}

/* 5月12日 and 5/12 have no year; 25/5/12 and 5/12/2025 have one that cannot be told. */
static enum date_fault without_year(const struct figure f[3], bool day_stands)
{
        bool small = f[0].digits <= 2 && f[1].digits <= 2;

        return small && (!day_stands || f[2].digits <= 2 || f[2].digits == 4) ? DATE_AMBIGUOUS : DATE_UNREADABLE;
}

/* 2025/5/12, 2025-05-12, 2025年5月12日, R7.5.12: the same separator twice, or 年 and 月. */
static enum date_fault from_parts(struct date *out, int era, struct figure first, const int32_t **at)
{
        struct figure f[3] = {first};
        int32_t separator = take_separator(at);
        bool kanji = separator == 'y';
        const int32_t *behind;

        if (!separator || !take_number(&f[1], at))
                return DATE_UNREADABLE;
        if (separator == 'm') {
                typed_take(at, "日");
                return era == NO_ERA ? without_year(f, false) : DATE_UNREADABLE;
        }
        behind = *at;
        if (take_separator(at) != (kanji ? 'm' : separator)) {
                *at = behind;
                return era == NO_ERA && !kanji ? without_year(f, false) : DATE_UNREADABLE;
        }
        if (!take_number(&f[2], at))
                return DATE_UNREADABLE;
        behind = *at;
        typed_skip_spaces(at);
        if (!kanji || !typed_take(at, "日"))
                *at = behind;
        if (era == NO_ERA && f[0].digits != 4)
                return without_year(f, true);
        if (f[0].digits > (era == NO_ERA ? 4 : 3) || f[1].digits > 2 || f[2].digits > 2)
                return DATE_UNREADABLE;
        return era == NO_ERA ? in_calendar(out, f[0].n, f[1].n, f[2].n) : in_era(out, era, f[0].n, f[1].n, f[2].n);
}

static enum date_fault take_day(struct date *out, bool number, const int32_t **at)
{
        bool western = typed_take(at, "西暦");
        int era = western ? NO_ERA : take_era(at);
        struct figure first = {1, 1};
        bool arabic = false;

        if (era == NO_ERA || !typed_take(at, "元")) {
                typed_skip_spaces(at);
                arabic = **at >= '0' && **at <= '9';
                if (!take_number(&first, at))
                        return DATE_UNREADABLE;
        }
        return arabic && first.digits >= 5 ? from_digits(out, era, first, number, at) : from_parts(out, era, first, at);
}

/* (月), (月曜日), (月・祝), 月曜日; -1 if none stands there. */
static int take_weekday(const int32_t **at)
{
        static const char *const words[] = {"日", "月", "火", "水", "木", "金", "土"};
        static const char *const english[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
        const int32_t *start = *at;
        bool open, long_form;

        typed_skip_spaces(at);
        open = typed_take(at, "(");
        for (int i = 0; i < 7; i++) {
                if (!typed_take(at, words[i]) && !(open && typed_take(at, english[i])))
                        continue;
                long_form = typed_take(at, "曜日") || typed_take(at, "曜");
                if (open && (typed_take(at, "・祝") || typed_take(at, "祝")))
                        typed_take(at, "日");
                if (open ? typed_take(at, ")") : long_form)
                        return i;
                break;
        }
        *at = start;
        return -1;
}

static bool take_two(int32_t *out, const int32_t **at, int32_t most)
{
        struct figure f;

        if (!take_figure(&f, at, 2) || f.digits != 2 || f.n > most)
                return false;
        *out = f.n;
        return true;
}

/* Z, +09:00, +0900, +09; without one it is Japan time. */
static bool take_offset(int32_t *out, const int32_t **at)
{
        int32_t hour, minute = 0, sign = 1;

        typed_skip_spaces(at);
        if (typed_take(at, "Z")) {
                *out = 0;
                return true;
        }
        if (!typed_take(at, "+")) {
                if (!typed_take_dash(at))
                        return **at == 0;
                sign = -1;
        }
        if (!take_two(&hour, at, 14))
                return false;
        if ((typed_take(at, ":") || **at) && !take_two(&minute, at, 59))
                return false;
        *out = sign * (hour * 60 + minute);
        return true;
}

/* T10:30, 10:30:00.000, 9時30分. 24:00 is the end of its day; a table may not say it, where it is in dispute whether it belongs to
 * the day before or after. */
static bool take_time(struct moment *m, const int32_t **at)
{
        struct figure hour, ignored;
        int32_t minute, second = 0;
        bool kanji;

        if (!typed_take(at, "T"))
                typed_skip_spaces(at);
        if (!take_figure(&hour, at, 2) || hour.n > 24)
                return false;
        kanji = typed_take(at, "時");
        if ((!kanji && !typed_take(at, ":")) || !take_two(&minute, at, 59) || (kanji && !typed_take(at, "分")))
                return false;
        if (!kanji && typed_take(at, ":")) {
                if (!take_two(&second, at, 59))
                        return false;
                if (typed_take(at, ".") && !take_figure(&ignored, at, 9))
                        return false;
        }
        m->day_end = hour.n == 24;
        if (m->day_end && (minute || second))
                return false;
        m->minute = hour.n * 60 + minute - m->day_end;
        return take_offset(&m->offset, at);
}

/* Excel's day numbers are numbers: 45789 or 45789.4375, as a spreadsheet writes them. ４５７８９ was typed by somebody who
 * meant something else. */
static bool is_number(const char *text)
{
        size_t n = strspn(text, " ");

        n += strspn(text + n, "0123456789");
        if (text[n] == '.')
                n += 1 + strspn(text + n + 1, "0123456789");
        return !text[n + strspn(text + n, " ")];
}

static enum date_fault read_moment(struct moment *out, const char *text)
{
        struct typed typed;
        const int32_t *at = typed.at;
        enum date_fault fault;
        int weekday;

        *out = (struct moment){.offset = NO_OFFSET};
        if (!typed_read(&typed, text))
                return DATE_UNREADABLE;
        if (typed.n == 0)
                return DATE_EMPTY;
        fault = take_day(&out->day, is_number(text), &at);
        weekday = take_weekday(&at);
        if (*at && !take_time(out, &at))
                return DATE_UNREADABLE;
        if (*at)
                return DATE_UNREADABLE;
        /* no Tuesday is 2025-05-12: day or weekday is a slip of the pen */
        if (weekday >= 0 && date_is_set(out->day) && date_weekday(out->day) != weekday)
                return DATE_NO_SUCH;
        return fault;
}

static int32_t number_at(const char *digits, int n)
{
        int32_t number = 0;

        for (int i = 0; i < n; i++)
                number = number * 10 + (digits[i] - '0');
        return number;
}

/* 2025-09-01: what the records hold and what nearly all of a large table is. Anything else is read at length. */
static bool is_plain(struct date *out, const char *text)
{
        static const char form[] = "0000-00-00";

        for (int i = 0; form[i]; i++)
                if (form[i] == '-' ? text[i] != '-' : text[i] < '0' || text[i] > '9')
                        return false;
        return !text[sizeof form - 1] && number_at(text, 4) >= 1950 &&
               date_make(out, number_at(text, 4), number_at(text + 5, 2), number_at(text + 8, 2));
}

bool date_is_plausible(struct date day)
{
        return day.year >= YEAR_FIRST && day.year <= YEAR_LAST;
}

enum date_fault date_parse(struct date *out, const char *text)
{
        struct moment m;
        enum date_fault fault;

        if (is_plain(out, text))
                return DATE_READ;
        fault = read_moment(&m, text);
        if (m.offset != NO_OFFSET || m.day_end) /* the day would depend on the reader's place, or on the reader */
                return DATE_UNREADABLE;
        if (fault == DATE_READ || fault == DATE_OUTSIDE_ERA)
                *out = m.day;
        return fault;
}

enum date_fault date_parse_instant(struct date *out, const char *text)
{
        int32_t minute;

        return date_parse_minute(out, &minute, text);
}

enum date_fault date_parse_minute(struct date *out, int32_t *of_day, const char *text)
{
        struct moment m;
        enum date_fault fault = read_moment(&m, text);
        int32_t minute, days;

        if (fault != DATE_READ && fault != DATE_OUTSIDE_ERA)
                return fault;
        minute = m.offset == NO_OFFSET ? m.minute : m.minute - m.offset + JAPAN;
        days = minute < 0 ? -1 : minute / DAY_MINUTES;
        if (!date_shift(&m.day, m.day, days))
                return DATE_NO_SUCH;
        *out = m.day;
        *of_day = minute - days * DAY_MINUTES;
        return fault;
}
