#include "core/reading/reading_amount.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { MOST_JOINED = 4, MOST_AMOUNTS = 400, MOST_DIGITS = 9, LEAST = 100 };

static bool is_digit(char c)
{
        return c >= '0' && c <= '9';
}

/* ---- one amount */

/* Before the figures of an amount only a yen sign and strokes may stand. False: something else does. */
static bool skip_sign(const char **at, bool *yen)
{
        for (; **at && !is_digit(**at); ++*at) {
                if (**at == '\\')
                        *yen = true;
                else if (!strchr("-.,", **at))
                        return false;
        }
        return **at && **at != '0';
}

/* Figures in groups of three, or in one. False: a comma stands where none may. */
static bool take_figures(const char **at, int64_t *value, int *digits, bool *grouped)
{
        int group = 0;

        for (; **at; ++*at) {
                if (is_digit(**at)) {
                        *value = *value * 10 + (**at - '0');
                        if (++*digits > MOST_DIGITS || (++group > 3 && *grouped))
                                return false;
                } else if ((**at == ',' || **at == '.') && is_digit((*at)[1])) {
                        if (*grouped ? group != 3 : group > 3)
                                return false;
                        *grouped = true;
                        group = 0;
                } else {
                        break;
                }
        }
        return !*grouped || group == 3;
}

/* \12,800- 12,800 380: an amount; -1: anything else. Four figures and more without comma or yen sign are an amount only where
 * 円 stands in the line (`bare`): else they are a year or a number. */
static int64_t amount_in(const char *text, bool bare, bool *grouped)
{
        bool yen = false, commas = false;
        int64_t value = 0;
        int digits = 0;

        *grouped = false;
        if (!skip_sign(&text, &yen) || !take_figures(&text, &value, &digits, &commas))
                return -1;
        text += strspn(text, "-./,");
        if (*text || (!commas && !yen && !bare && digits > 3))
                return -1;
        *grouped = commas || yen;
        return value >= LEAST ? value : -1;
}

/* 壱拾弐万参千: at most below a hundred million; -1: something else stands there. */
static int64_t kanji_value(const char *from, const char *end)
{
        int64_t total = 0, part = 0;
        int digit = -1;

        while (from < end) {
                int32_t c = text_next(&from);
                int d = typed_kanji_digit(c), unit = c == 0x9621 ? 1000 : typed_kanji_unit(c); /* 阡 */

                if (d >= 0 && digit < 0) {
                        digit = d;
                } else if (unit) {
                        part += (digit < 0 ? 1 : digit) * unit;
                        digit = -1;
                } else if (c == 0x4E07 || c == 0x842C) { /* 万 萬 */
                        total += (part + (digit < 0 ? 0 : digit)) * 10000;
                        part = 0;
                        digit = -1;
                } else {
                        return -1;
                }
                if (part > 99999 || total > 99999999)
                        return -1;
        }
        return total + part + (digit < 0 ? 0 : digit);
}

static int64_t kanji_amount(const char *line)
{
        static const char money[] = "金", end_mark[] = "円也";
        const char *from = strstr(line, money), *end = from ? strstr(from, end_mark) : NULL;

        if (!end)
                return -1;
        for (const char *next; (next = strstr(from + 1, money)) && next < end;) /* 領収金額 金七千円也 */
                from = next;
        return kanji_value(from + sizeof money - 1, end);
}

/* ---- what stands beside it */

static const char *const total_words[] = {"合計", NULL};
static const char *const good_words[] = {"計", "金額", "円也", "お買上", "税込", NULL};
static const char *const contrary_words[] = {"小計", "税抜",   "預",       "釣",  "残高", "消費税",
                                             "対象", "手数料", "電子マネ", "TEL", NULL};
static const char *const part_words[] = {"小計", "消費税", "対象", NULL};
static const char *const fee_words[] = {"手数料", NULL};

struct beside {
        bool good, contrary, total, fee;
};

static struct beside beside(const char *line)
{
        const bool total = sheet_says(line, total_words) && !sheet_says(line, part_words);
        const bool contrary = sheet_says(line, contrary_words) && !total;

        return (struct beside){sheet_says(line, good_words) && !contrary, contrary, total, sheet_says(line, fee_words)};
}

/* ---- the list */

/* Where the amount stands or would stand. */
static size_t position_of(const struct amounts_seen *list, int64_t yen)
{
        size_t low = 0, high = list->n;

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (list->at[middle].amount.n < yen)
                        low = middle + 1;
                else
                        high = middle;
        }
        return low;
}

const struct amount_seen *find_amount(const struct amounts_seen *list, int64_t yen)
{
        size_t at = position_of(list, yen);

        return at < list->n && list->at[at].amount.n == yen ? &list->at[at] : NULL;
}

static struct amount_seen *amount_of(struct amounts_seen *list, int64_t yen, struct arena *arena)
{
        size_t at = position_of(list, yen);

        if (at < list->n && list->at[at].amount.n == yen)
                return &list->at[at];
        if (list->n == MOST_AMOUNTS) {
                list->cut = true;
                return NULL;
        }
        (void)vec_add(arena, list);
        memmove(&list->at[at + 1], &list->at[at], (list->n - 1 - at) * sizeof *list->at);
        list->at[at] = (struct amount_seen){.amount = {yen}};
        return &list->at[at];
}

/* 金12,800円 and \12,800- are how the total of a receipt is written. */
static bool is_closed(const char *line, const char *text)
{
        static const char money[] = "金";
        const size_t n = strlen(text);
        const char *at = strstr(line, money);

        return (n > 4 && text[n - 1] == '-') ||
               (at && (is_digit(at[sizeof money - 1]) || at[sizeof money - 1] == '\\'));
}

static struct amount_seen *note(struct amounts_seen *list, const struct read_sheet *s, const struct reading_run *run,
                                int64_t yen, bool grouped, bool agreed)
{
        const struct beside b = beside(s->lines[run->line]);
        struct amount_seen *a = amount_of(list, yen, s->arena);

        if (!a)
                return NULL;
        a->runs++;
        a->agreed += agreed;
        a->labelled += b.good;
        a->contrary += b.contrary;
        a->totalled += b.total;
        a->fee |= b.fee;
        a->grouped |= grouped;
        if (run->box.y1 - run->box.y0 > a->height) {
                a->height = run->box.y1 - run->box.y0;
                a->box = run->box;
        }
        return a;
}

/* Runs that a gap behind a comma has parted: "12," "800". Returns the run behind the last one taken. */
static size_t joined(const char **first, const char **second, const struct read_sheet *s, size_t i)
{
        const struct reading_page *page = s->page;
        const size_t last = i + MOST_JOINED; /* an amount has no more groups */

        *first = s->runs[i].first;
        *second = s->runs[i].second;
        while (i + 1 < last && i + 1 < page->runs.n && page->runs.at[i + 1].line == page->runs.at[i].line && **first &&
               strchr(",.", (*first)[strlen(*first) - 1]) &&
               page->runs.at[i + 1].box.x0 - page->runs.at[i].box.x1 <
                       3 * (page->runs.at[i].box.y1 - page->runs.at[i].box.y0)) {
                i++;
                *first = arena_printf(s->arena, "%s%s", *first, s->runs[i].first);
                *second = arena_printf(s->arena, "%s%s", *second, s->runs[i].second);
        }
        return i + 1;
}

static size_t note_run(struct amounts_seen *list, const struct read_sheet *s, size_t i)
{
        const struct reading_run *run = &s->page->runs.at[i];
        const bool bare = strstr(s->lines[run->line], "円") != NULL;
        const char *texts[2];
        bool grouped[2];
        int64_t values[2];
        size_t next = joined(&texts[0], &texts[1], s, i);

        for (int k = 0; k < 2; k++)
                values[k] = amount_in(texts[k], bare, &grouped[k]);
        for (int k = 0; k < 2; k++) {
                struct amount_seen *a;

                if (values[k] <= 0 || (k == 1 && values[1] == values[0]))
                        continue;
                a = note(list, s, run, values[k], grouped[k], values[0] == values[1]);
                if (a)
                        a->closed |= is_closed(s->lines[run->line], texts[k]);
        }
        return next;
}

static void note_kanji(struct amounts_seen *list, const struct read_sheet *s, size_t line)
{
        int64_t yen = kanji_amount(s->lines[line]);
        struct amount_seen *a = yen >= LEAST ? amount_of(list, yen, s->arena) : NULL;

        if (!a)
                return;
        a->kanji = true;
        a->runs++;
        a->labelled++;
        if (!a->height) {
                a->height = s->page->lines.at[line].box.y1 - s->page->lines.at[line].box.y0;
                a->box = s->page->lines.at[line].box;
        }
}

/* ---- arithmetic: 10/110 of the whole is its tax, rounded as anybody rounds */

static bool is_tax_inside(int64_t tax, int64_t whole)
{
        return tax == whole * 10 / 110 || tax == (whole * 10 + 109) / 110 || tax == (whole * 20 + 110) / 220;
}

static bool is_tax_upon(int64_t tax, int64_t net)
{
        return tax == net / 10 || tax == (net + 9) / 10 || tax == (net * 2 + 10) / 20;
}

/* Two parts at 10 % and at 8 %, each with the tax inside it on the page. */
static bool are_two_rates(const struct amounts_seen *list, int64_t ten, int64_t eight)
{
        return find_amount(list, ten * 10 / 110) && find_amount(list, eight * 8 / 108);
}

static void fit(const struct amounts_seen *list, struct amount_seen *whole)
{
        if (whole->amount.n < 2 * LEAST)
                return;
        for (size_t k = 0; k < list->n && list->at[k].amount.n < whole->amount.n; k++) {
                int64_t part = list->at[k].amount.n, rest = whole->amount.n - part;

                if (is_tax_inside(part, whole->amount.n))
                        whole->tax.n = part;
                if (is_tax_upon(rest, part) && (list->at[k].agreed || list->at[k].contrary))
                        whole->net_alone.n = part;
                if (rest == part || !find_amount(list, rest))
                        continue;
                if (is_tax_upon(rest, part) || are_two_rates(list, part, rest)) {
                        whole->net.n = part;
                        if (is_tax_upon(rest, part))
                                whole->tax.n = rest;
                }
        }
}

struct amounts_seen read_amounts(const struct read_sheet *s)
{
        struct amounts_seen list = {0};

        for (size_t i = 0; i < s->page->runs.n;)
                i = note_run(&list, s, i);
        for (size_t i = 0; i < s->page->lines.n; i++)
                note_kanji(&list, s, i);
        for (size_t i = 0; i < list.n; i++)
                fit(&list, &list.at[i]);
        return list;
}
