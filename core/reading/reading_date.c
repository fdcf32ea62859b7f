#include "core/reading/reading_date.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { MOST_DATES = 300, REIWA = ERAS - 1 };

static bool is_digit(char c)
{
        return c >= '0' && c <= '9';
}

static bool starts(const char *text, const char *word)
{
        return strncmp(text, word, strlen(word)) == 0;
}

/* ---- one date as it is written */

/* The figures as they stand: the year is one of the era where `era` says so. */
struct date_written {
        int year, month, day;
        bool era;
        bool short_month, short_day; /* written with one figure */
        const char *end;             /* behind it */
};

static const char *number(int *out, const char *at, int most)
{
        int n = 0;

        *out = 0;
        for (; is_digit(*at) && n < most; n++)
                *out = *out * 10 + (*at++ - '0');
        return n ? at : NULL;
}

static const char *part(const char *at, const char *kanji)
{
        if (starts(at, kanji))
                return at + strlen(kanji);
        return *at == '/' || *at == '.' || *at == '-' ? at + 1 : NULL;
}

/* 令和7年 (also where 令 was lost), R7, 2025, or the 7 before 年 of a form that has 令和 printed elsewhere. */
static const char *year_at(struct date_written *w, const char *at)
{
        static const char wa[] = "和", first[] = "元", year[] = "年";
        const char *end;

        w->era = true;
        if (starts(at, wa)) {
                at += sizeof wa - 1;
                w->year = 1;
                return starts(at, first) ? at + sizeof first - 1 : number(&w->year, at, 2);
        }
        if (*at == 'R' && is_digit(at[1]))
                return number(&w->year, at + 1, 2);
        if (!is_digit(*at) || !(end = number(&w->year, at, 4)))
                return NULL;
        w->era = end - at <= 2 && w->year >= 1 && starts(end, year);
        return end - at == 4 || w->era ? end : NULL;
}

/* False: no date begins here. `before` is the character before, 0 at the begin. */
static bool written_at(struct date_written *w, const char *at, char before)
{
        static const char day[] = "日";
        const char *from;

        if ((is_digit(before) && is_digit(*at)) || !(at = year_at(w, at)) || !(from = part(at, "年")) ||
            !(at = number(&w->month, from, 2)))
                return false;
        w->short_month = at - from == 1;
        if (!(from = part(at, "月")) || !(at = number(&w->day, from, 2)) || is_digit(*at))
                return false;
        w->short_day = at - from == 1;
        w->end = starts(at, day) ? at + sizeof day - 1 : at;
        return true;
}

static bool make(struct date *out, const struct date_written *w)
{
        struct date date;

        if (!date_make(&date, w->era ? calendar_eras[REIWA].year_before + w->year : w->year, w->month, w->day) ||
            !date_is_plausible(date))
                return false;
        *out = date;
        return true;
}

/* ---- what the second reader made of it */

/* The runs of a line, one after the other. */
struct again {
        const struct read_sheet *sheet;
        size_t at, end;
};

static struct again again_of(const struct read_sheet *s, size_t line)
{
        const struct reading_line *l = &s->page->lines.at[line];

        return (struct again){s, l->run, l->run + l->runs};
}

static int as_number(const char *digits)
{
        int value = 0;

        for (; *digits; digits++)
                value = value * 10 + (*digits - '0');
        return value;
}

/* What the second reader made of the run that the first one read as this month or day; -1: nothing that helps. */
static int month_or_day_again(struct again *a, int value)
{
        for (; a->at < a->end; a->at++) {
                const struct sheet_run *r = &a->sheet->runs[a->at];
                char wanted[16];
                size_t n = strlen(r->second_digits);

                if (!*r->first_digits || strlen(r->first_digits) > 4 || as_number(r->first_digits) != value)
                        continue;
                a->at++;
                snprintf(wanted, sizeof wanted, "%d", value);
                if (n == 3 && strlen(wanted) == 2 && starts(r->second_digits, wanted)) /* 28日 read as 288 */
                        return value;
                return n == 0 || n > 2 ? -1 : as_number(r->second_digits);
        }
        return -1;
}

/* The same of a year; its box often takes in what follows. */
static bool year_again(struct again *a, int year, bool era)
{
        for (; a->at < a->end; a->at++) {
                const struct sheet_run *r = &a->sheet->runs[a->at];
                char wanted[16];

                if (!*r->first_digits || strlen(r->first_digits) > 4 || as_number(r->first_digits) != year)
                        continue;
                a->at++;
                snprintf(wanted, sizeof wanted, era ? "%d" : "%02d", era ? year : year % 100);
                return era ? strcmp(r->second_digits, wanted) == 0
                           : strlen(r->second_digits) <= 12 && strstr(r->second_digits, wanted);
        }
        return false;
}

/* A date written with strokes is one run: the same figures from the end, at least all but two of them. */
static bool run_again(const struct sheet_run *r, const struct date_written *w)
{
        const size_t n = strlen(r->first_digits), m = strlen(r->second_digits);
        size_t need = w->era || n <= 6 ? n : n - 2;
        char padded[32], plain[32];

        snprintf(padded, sizeof padded, "%d%02d%02d", w->year, w->month, w->day);
        snprintf(plain, sizeof plain, "%d%d%d", w->year, w->month, w->day);
        if (n < 3 || (strcmp(r->first_digits, padded) != 0 && strcmp(r->first_digits, plain) != 0))
                return false;
        if (need > n)
                need = n;
        return m >= need && m <= n && strcmp(r->first_digits + (n - need), r->second_digits + (m - need)) == 0;
}

static bool same(const struct date_written *a, const struct date_written *b)
{
        return a->year == b->year && a->month == b->month && a->day == b->day;
}

/* ---- the list */

struct date_search {
        const struct read_sheet *sheet;
        struct dates_seen *out;
        size_t line;
        const char *text;
};

static void look_at_weekday(struct date_seen *seen, const char *behind)
{
        static const char *const days[] = {"日", "月", "火", "水", "木", "金", "土"};

        if (*behind != '(')
                return;
        for (int i = 0; i < 7; i++)
                if (starts(behind + 1, days[i])) {
                        seen->weekday = i == date_weekday(seen->date);
                        seen->no_weekday = !seen->weekday;
                }
}

static void note(struct date_search *f, const struct date_written *w, const char *behind, bool alike, bool second)
{
        static const char *const contrary[] = {"期限", "有効", "納品日", "まで", "完了", "保証", "次回", NULL};
        static const char *const labels[] = {"発行", "領収", "取引", NULL};
        struct date_seen seen = {.line = f->line, .alike = alike, .second = second};

        if (f->out->n == MOST_DATES || !make(&seen.date, w))
                return;
        look_at_weekday(&seen, behind);
        seen.contrary = sheet_says(f->text, contrary);
        seen.labelled = sheet_says(f->text, labels);
        *vec_add(f->sheet->arena, f->out) = seen;
}

/* Is the date among the line's runs as the second reader has them? Another one there is noted beside it. */
static bool second_has(struct date_search *f, const struct date_written *w)
{
        struct again a = again_of(f->sheet, f->line);
        bool alike = false;

        for (; a.at < a.end; a.at++) {
                const char *text = f->sheet->runs[a.at].second;
                struct date_written other;

                alike |= run_again(&f->sheet->runs[a.at], w);
                for (const char *p = text; *p; p++) {
                        if (!written_at(&other, p, (char)(p > text ? p[-1] : '\0')))
                                continue;
                        if (same(w, &other))
                                alike = true;
                        else
                                note(f, &other, w->end, false, true);
                        break;
                }
        }
        return alike;
}

/* 6.2 of 6.24: a figure may be lost at the end of it. */
static bool may_be_cut(const struct date_written *w)
{
        return w->day < 4 && is_digit(w->end[-1]) && w->end[-2] != '0';
}

/* Of 11日 both readers may see the 1 that is left where the other was taken for a stroke; a month of 10 to 12 leaves 1 or 2. In a
 * run with strokes between the figures none is lost but at its end. */
static bool may_have_lost(const struct date_written *w)
{
        static const char day[] = "日";
        const bool parted = strncmp(w->end - (sizeof day - 1), day, sizeof day - 1) == 0;

        return parted && (w->short_day || (w->short_month && w->month <= 2));
}

static void note_written(struct date_search *f, const struct date_written *w)
{
        const bool is_seen = f->sheet->page->source == READING_PIXELS; /* the text of a PDF loses nothing */
        struct again a = again_of(f->sheet, f->line);
        const bool year = year_again(&a, w->year, w->era);
        const int month = month_or_day_again(&a, w->month), day = month_or_day_again(&a, w->day);
        bool alike = second_has(f, w);

        alike |= year && month == w->month && day == w->day;
        note(f, w, w->end, alike && !may_be_cut(w) && !(is_seen && may_have_lost(w)), false);
        if (month > 0 && day > 0 && (month != w->month || day != w->day)) {
                struct date_written other = *w;

                other.month = month;
                other.day = day;
                note(f, &other, w->end, false, true);
        }
}

struct dates_seen read_dates(const struct read_sheet *s)
{
        struct dates_seen seen = {0};

        for (size_t i = 0; i < s->page->lines.n; i++) {
                struct date_search f = {s, &seen, i, s->lines[i]};
                struct date_written w;

                for (const char *p = f.text; *p; p++)
                        if (written_at(&w, p, (char)(p > f.text ? p[-1] : '\0')))
                                note_written(&f, &w);
        }
        return seen;
}

/* ---- the paper's date */

struct read_days read_days_before(struct date read_on)
{
        struct read_days days = {read_on, read_on};

        (void)date_shift(&days.from, read_on, -3 * 366);
        return days;
}

static bool is_within(struct date date, struct read_days days)
{
        return date_compare(date, days.from) >= 0 && date_compare(date, days.to) <= 0;
}

static bool stands_elsewhere(const struct dates_seen *seen, const struct date_seen *d)
{
        for (size_t i = 0; i < seen->n; i++)
                if (seen->at[i].line != d->line && date_compare(seen->at[i].date, d->date) == 0)
                        return true;
        return false;
}

static int weight(const struct read_sheet *s, const struct dates_seen *seen, const struct date_seen *d,
                  struct read_days days)
{
        return 3 * d->alike + 3 * d->weekday + stands_elsewhere(seen, d) + 2 * d->labelled - 4 * d->contrary -
               5 * d->no_weekday + 2 * is_within(d->date, days) - d->second +
               (s->page->lines.at[d->line].confidence >= 75);
}

struct read_date read_date(const struct read_sheet *s, const struct dates_seen *seen, struct read_days days)
{
        const struct date_seen *best = NULL;
        struct read_date found = {READ_NOTHING, {0}, {0}, false};
        bool tie = false;
        int most = 0;

        for (size_t i = 0; i < seen->n; i++) {
                const struct date_seen *d = &seen->at[i];
                int w = weight(s, seen, d, days);

                if (!best || w > most) {
                        best = d;
                        most = w;
                        tie = false;
                } else if (w == most && date_compare(d->date, best->date) != 0) {
                        tie = true;
                }
        }
        if (!best)
                return found;
        found = (struct read_date){READ_GUESS, best->date, sheet_place(s, s->page->lines.at[best->line].box),
                                   best->weekday};
        if (!tie && best->alike && is_within(best->date, days) && !best->no_weekday && !best->contrary)
                found.level = READ_SURE;
        return found;
}
