/* Dates of the Gregorian calendar, 1873-01-01 to 9999-12-31, and the Japanese eras. "Today" is an argument everywhere:
 * only date_today_in_japan reads the clock, and only cmd/ calls it. A zero year means "no date". */
#ifndef SOROE_CALENDAR_H
#define SOROE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

struct date {
        int16_t year;
        int8_t month, day;
};

enum date_fault {
        DATE_READ = 0,
        DATE_EMPTY,
        DATE_UNREADABLE,
        DATE_AMBIGUOUS,  /* 25/5/12, 310501: which year or era is meant */
        DATE_NO_SUCH,    /* 2025-02-30, 令和7年13月1日 */
        DATE_OUTSIDE_ERA /* 平成32年1月1日: the era had ended; sets *out all the same, the caller warns */
};

/* Reads a date as people type it (docs/field.md 5): R7.5.12 R07/05/12
 * 令7.5.12 令和7年5月12日 令和七年五月十二日 令和元年5月1日 ㋿7年5月12日 2025/5/12 2025-05-12 2025年5月12日
 * 20250512, an Excel serial 45789 (as a number alone: not ４５７８９; of a plausible day). UTF-8 in any width, at most 200 bytes. */
enum date_fault date_parse(struct date *out, const char *text);

/* 2026-01-15, 2026-01-15T23:59+09:00, 2026-01-15T14:59Z, or any form of date_parse:
 * the day it is in Japan at that instant. */
enum date_fault date_parse_instant(struct date *out, const char *text);

/* The same, with the minute of that day in Japan. The minute is 0 if no time is written; 24:00 is the last minute of the day. */
enum date_fault date_parse_minute(struct date *out, int32_t *minute, const char *text);

/* A day as date_parse_instant reads it, or the days of a month, a year or a fiscal year (from April): 令和7年10月, 2025-10,
 * R7.10, 令和7年, 2025, 令和7年度. Fills both only if it returns DATE_READ. */
enum date_fault date_parse_span(struct date *first, struct date *last, const char *text);

struct date date_today_in_japan(void); /* reads the clock; UTC + 9 h, whatever TZ says */

bool date_is_set(struct date);
/* Does the date lie in the years in which a receipt of today is likely to have been written, 2013 to 2036? Only day numbers of
 * these years are read as days: 25512 and 70512 were typed for 25-5-12 and R7.05.12, and no number typed like that lies among them. */
bool date_is_plausible(struct date);
int date_compare(struct date a, struct date b);              /* <0, 0, >0 */
int32_t date_days_between(struct date from, struct date to); /* to - from */
int date_weekday(struct date);                               /* 0 = Sunday */

/* Returns false, and leaves *out unchanged, if there is no such day from 1873-01-01 to 9999-12-31. */
bool date_make(struct date *out, int32_t year, int32_t month, int32_t day);
/* Moves a date by `days`, which may be negative. Returns false outside those years. */
bool date_shift(struct date *out, struct date from, int32_t days);

/* The eras, oldest first; each lasts until the next one's first day. */
struct era {
        const char *name, *kanji, *letter; /* 令和 令 R */
        struct date first;
        int16_t year_before; /* Gregorian year = year_before + year of the era */
};
enum { ERAS = 5 };
extern const struct era calendar_eras[ERAS];

#define DATE_TEXT 64
char *date_iso(char buf[DATE_TEXT], struct date);      /* 2026-01-15; "" if not set. Returns buf */
char *date_japanese(char buf[DATE_TEXT], struct date); /* 令和8年1月15日; 元年 for a first year. Returns buf */

#endif
