/* Why a date cannot be read, and in which ways an ambiguous one can (core/value/calendar_parse.c says that it cannot). */
#include "core/value/mark_private.h"

#include "core/base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Readings are told by their distance from here: what people hand in now lies around it. Only the words of a hint hang on it. */
enum { READINGS_NEAR = 2020, LATEST_READING = 2099, MOST_READINGS = 8, MOST_RUNS = 4 };

/* Digits in a row. */
struct run {
        size_t from, to;
        int32_t n;
};
struct runs {
        struct run at[MOST_RUNS];
        size_t n;
};

static struct runs runs_of(const struct spelled *s)
{
        struct runs runs = {0};

        for (size_t i = 0; i < s->n && runs.n < MOST_RUNS; i++) {
                struct run run = {i, i, 0};

                for (; s->ch[run.to].c >= '0' && s->ch[run.to].c <= '9'; run.to++)
                        if (run.n < 100000000)
                                run.n = run.n * 10 + s->ch[run.to].c - '0';
                if (run.to == i)
                        continue;
                runs.at[runs.n++] = run;
                i = run.to;
        }
        return runs;
}

static size_t digits(const struct run *run)
{
        return run->to - run->from;
}

struct date_reading {
        struct date date;
        int era; /* -1: of the West */
};
struct date_readings {
        struct date_reading at[MOST_READINGS];
        size_t n;
};

/* A year of an era that ended less than a year before still counts: 平成31年5月 stands on many forms. */
static void add_reading(struct date_readings *list, int era, int32_t year, int32_t month, int32_t day)
{
        struct date date, end;

        if (list->n == MOST_READINGS || (era < 0 && year > LATEST_READING) ||
            !date_make(&date, era < 0 ? year : year + calendar_eras[era].year_before, month, day))
                return;
        if (era >= 0 && (year < 1 || date_compare(date, calendar_eras[era].first) < 0))
                return;
        if (era >= 0 && era + 1 < ERAS && date_shift(&end, calendar_eras[era + 1].first, 365) &&
            date_compare(date, end) > 0)
                return;
        list->at[list->n++] = (struct date_reading){date, era};
}

static void add_short_year(struct date_readings *list, int32_t year, int32_t month, int32_t day)
{
        add_reading(list, -1, 2000 + year, month, day);
        for (int era = ERAS - 1; era >= 2; era--) /* Reiwa, Heisei, Showa */
                add_reading(list, era, year, month, day);
}

static int distance(const struct date_reading *r)
{
        return abs(r->date.year - READINGS_NEAR);
}

/* The sort is stable: of equals the one added first. */
static void sort_readings(struct date_readings *list)
{
        for (size_t i = 1; i < list->n; i++)
                for (size_t k = i; k && distance(&list->at[k]) < distance(&list->at[k - 1]); k--) {
                        struct date_reading r = list->at[k];

                        list->at[k] = list->at[k - 1];
                        list->at[k - 1] = r;
                }
}

static const char *reading_ja(const struct date_reading *r, struct arena *arena)
{
        const int year = r->date.year - (r->era < 0 ? 0 : calendar_eras[r->era].year_before);

        return arena_printf(arena, "%s%d年%d月%d日", r->era < 0 ? "" : calendar_eras[r->era].name, year, r->date.month,
                            r->date.day);
}

static const char *reading_en(const struct date_reading *r, struct arena *arena)
{
        char iso[DATE_TEXT];

        if (r->era < 0)
                return arena_strdup(arena, date_iso(iso, r->date));
        return arena_printf(arena, "%s (%s%d)", date_iso(iso, r->date), calendar_eras[r->era].name,
                            r->date.year - calendar_eras[r->era].year_before);
}

static const char *say_readings(struct date_readings *list, struct arena *arena)
{
        const struct date_reading *a = &list->at[0], *b = &list->at[1];

        sort_readings(list);
        if (list->n < 2)
                return list->n ? arena_printf(arena, "%sのことですか¦%s?", reading_ja(a, arena), reading_en(a, arena))
                               : NULL;
        return arena_printf(arena, "%sか、%sか¦%s or %s?", reading_ja(a, arena), reading_ja(b, arena),
                            reading_en(a, arena), reading_en(b, arena));
}

/* 310501; 5070512, where the first digit is the number of an era: 3 Showa, 4 Heisei, 5 Reiwa. */
static struct mark digits_alone(const struct spelled *s, const struct run *run, struct arena *arena)
{
        struct date_readings list = {0};
        int32_t n = run->n;

        if (digits(run) == 7) {
                if (n / 1000000 >= 3 && n / 1000000 <= 5)
                        add_reading(&list, n / 1000000 - 1, n / 10000 % 100, n / 100 % 100, n % 100);
                add_reading(&list, -1, n / 1000, n / 100 % 10, n % 100);
                add_reading(&list, -1, n / 1000, n / 10 % 100, n % 10);
                return mark_whole(s, say_readings(&list, arena));
        }
        add_short_year(&list, n / 10000, n / 100 % 100, n % 100);
        return mark_part(s, run->from, run->from + 2, say_readings(&list, arena));
}

static struct mark ambiguous(const struct spelled *s, struct arena *arena)
{
        struct runs runs = runs_of(s);
        const struct run *r = runs.at;
        struct date_readings list = {0};

        if (runs.n == 1 && (digits(r) == 6 || digits(r) == 7))
                return digits_alone(s, r, arena);
        if (runs.n < 3)
                return mark_whole(s, "年がありません¦there is no year");
        if (digits(&r[2]) == 4) {
                add_reading(&list, -1, r[2].n, r[0].n, r[1].n);
                if (r[0].n != r[1].n)
                        add_reading(&list, -1, r[2].n, r[1].n, r[0].n);
                return mark_whole(s, say_readings(&list, arena));
        }
        add_short_year(&list, r[0].n, r[1].n, r[2].n);
        return mark_part(s, r[0].from, r[0].to, say_readings(&list, arena));
}

/* 2025/5/12(火): what stands before the bracket is a day, and the bracket names another one. */
static bool wrong_weekday(struct mark *out, const struct spelled *s, const char *text, struct arena *arena)
{
        static const char *const days[2][7] = {{"日", "月", "火", "水", "木", "金", "土"},
                                               {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}};
        struct date date;
        char ja[DATE_TEXT], iso[DATE_TEXT];
        size_t i = 0;
        int day;

        while (i < s->n && s->ch[i].c != '(')
                i++;
        if (i == s->n || date_parse(&date, arena_strndup(arena, text, s->ch[i].at)) != DATE_READ)
                return false;
        day = date_weekday(date);
        *out = mark_part(s, i, s->n,
                         arena_printf(arena, "%sは%s曜日です¦%s is a %s", date_japanese(ja, date), days[0][day],
                                      date_iso(iso, date), days[1][day]));
        return true;
}

static struct mark no_such_day(const struct spelled *s, const char *text, struct arena *arena)
{
        struct runs runs = runs_of(s);
        const struct run *month = &runs.at[1], *day = &runs.at[2];
        struct date date;
        struct mark mark;
        int last = 31;

        if (wrong_weekday(&mark, s, text, arena))
                return mark;
        if (runs.n < 3)
                return mark_whole(s, NULL);
        if (month->n < 1 || month->n > 12)
                return mark_part(s, month->from, month->to, "月は1から12までです¦months are 1 to 12");
        while (last > 28 && !date_make(&date, 2024, month->n, last)) /* 2024 is a leap year */
                last--;
        if (month->n == 2 && day->n == 29)
                return mark_part(s, day->from, day->to, "この年の2月は28日までです¦February has 28 days in that year");
        if (day->n > 0 && day->n <= last)
                return mark_whole(s, NULL);
        return mark_part(
                s, day->from, day->to,
                arena_printf(arena, "%d月は%d日までです¦month %d has %d days", month->n, last, month->n, last));
}

/* 平成32年: until when the era went. */
static struct mark era_ended(const struct spelled *s, const char *text, struct arena *arena)
{
        struct runs runs = runs_of(s);
        struct date end;
        char ja[DATE_TEXT], iso[DATE_TEXT];
        const char *start = text + strspn(text, " ");

        for (int i = 0; i + 1 < ERAS; i++) {
                if (strncmp(start, calendar_eras[i].name, strlen(calendar_eras[i].name)) != 0 &&
                    strncmp(start, calendar_eras[i].kanji, strlen(calendar_eras[i].kanji)) != 0 &&
                    *start != *calendar_eras[i].letter)
                        continue;
                if (!date_shift(&end, calendar_eras[i + 1].first, -1))
                        break;
                return mark_part(s, 0, runs.n ? runs.at[0].to : s->n,
                                 arena_printf(arena, "%sまでです¦it lasted until %s", date_japanese(ja, end),
                                              date_iso(iso, end)));
        }
        return mark_whole(s, NULL);
}

struct mark mark_date(const char *text, enum date_fault fault, struct arena *arena)
{
        struct spelled s;
        struct mark mark;

        mark_spell(&s, text);
        if (fault == DATE_AMBIGUOUS)
                return ambiguous(&s, arena);
        if (fault == DATE_NO_SUCH)
                return no_such_day(&s, text, arena);
        if (fault == DATE_OUTSIDE_ERA)
                return era_ended(&s, text, arena);
        mark = mark_look_alike(&s);
        if (!mark.n)
                mark = mark_foreign(&s, "/.-年月日元明治大正昭和平成令西暦MTSHRmtshr()火水木金土曜祝・:時分秒Z+ "
                                        "\u2010\u2212\u30FC㋿㍻㍼㍽㍾");
        return mark.n ? mark : mark_whole(&s, NULL);
}
