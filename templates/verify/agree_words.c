#include "templates/verify/agree_words.h"

#include "core/value/calendar.h"

#include <string.h>

#include "core/banned.h"

#define LEAST_CODE    8
#define LEAST_FIGURES 4
#define MOST_DATE     40 /* bytes of 令和12年12月31日, with room */
#define ERA           6  /* of its first two characters */

const char *word_kind_name(enum word_kind kind, enum language language)
{
        static const char *const names[][2] = {
                [WORD_AMOUNT] = {"金額", "an amount"},
                [WORD_DATE] = {"日付", "a date"},
                [WORD_CODE] = {"番号", "a code"},
        };

        return names[kind][language];
}

static bool is_figure(char c)
{
        return c >= '0' && c <= '9';
}

static bool is_ascii_letter(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 1,234,567: at least one comma, three figures behind each. Returns its length, or 0. */
static size_t amount_length(const char *at, size_t n)
{
        size_t i = 0, groups = 0;

        while (i < n && is_figure(at[i]))
                i++;
        if (!i || i > 3)
                return 0;
        while (i + 3 < n && at[i] == ',' && is_figure(at[i + 1]) && is_figure(at[i + 2]) && is_figure(at[i + 3])) {
                i += 4;
                groups++;
        }
        return groups && (i == n || !is_figure(at[i])) ? i : 0;
}

/* An era's name, and behind it no further than 日. */
size_t word_date(const char *at, size_t n)
{
        static const char era_names[][ERA + 1] = {"令和", "平成", "昭和"};
        const size_t most = n < MOST_DATE ? n : MOST_DATE;

        for (size_t i = 0; n >= ERA && i < sizeof era_names / sizeof *era_names; i++) {
                const char *day;

                if (memcmp(at, era_names[i], ERA) != 0)
                        continue;
                day = memmem(at, most, "日", strlen("日"));
                if (day && memmem(at, (size_t)(day - at), "年", strlen("年")) &&
                    memmem(at, (size_t)(day - at), "月", strlen("月")))
                        return (size_t)(day - at) + strlen("日");
        }
        return 0;
}

static size_t code_length(const char *at, size_t n, size_t *figures)
{
        size_t i = 0;

        for (*figures = 0; i < n && (is_figure(at[i]) || is_ascii_letter(at[i])); i++)
                *figures += is_figure(at[i]);
        return i;
}

/* A word that begins with a figure or a letter; 0: none does. *code: how far figures and letters go. */
static size_t ascii_word(struct word *out, const char *at, size_t n, size_t *code)
{
        size_t figures, amount = amount_length(at, n);

        *code = code_length(at, n, &figures);
        out->kind = amount ? WORD_AMOUNT : WORD_CODE;
        return amount ? amount : *code >= LEAST_CODE && figures >= LEAST_FIGURES ? *code : 0;
}

/* Beyond ASCII a word begins with an era alone (令 E4, 平 E5, 昭 E6), and never within a character. */
bool word_next(struct word *out, const char *run, size_t n, size_t *from)
{
        for (size_t i = *from, step; i < n; i += step) {
                const unsigned char byte = (unsigned char)run[i];
                struct word word = {WORD_DATE, run + i, 0};

                step = byte >= 0xE0 ? 3 : 1;
                if (byte >= 0xE4 && byte <= 0xE6)
                        word.n = word_date(run + i, n - i);
                else if (is_figure(run[i]) || is_ascii_letter(run[i]))
                        word.n = ascii_word(&word, run + i, n - i, &step);
                if (word.n) {
                        *out = word;
                        *from = i + word.n;
                        return true;
                }
        }
        return false;
}

static bool in_files(const struct bytes *files, size_t n, const char *text, size_t length)
{
        for (size_t i = 0; i < n; i++)
                if (memmem(files[i].at, files[i].n, text, length))
                        return true;
        return false;
}

/* The figures as a whole number, not as a part of a longer one. */
static bool has_number(struct bytes file, const char *figures, size_t n)
{
        const char *at = (const char *)file.at, *end = at + file.n;

        while ((at = memmem(at, (size_t)(end - at), figures, n))) {
                bool open = at > (const char *)file.at && (is_figure(at[-1]) || at[-1] == ',');

                if (!open && (at + n == end || !is_figure(at[n])))
                        return true;
                at++;
        }
        return false;
}

static bool amount_known(const struct word *w, const struct bytes *files, size_t n, struct arena *arena)
{
        struct buffer figures = buffer_in(arena);

        for (size_t i = 0; i < w->n; i++)
                if (w->at[i] != ',')
                        buffer_char(&figures, w->at[i]);
        for (size_t i = 0; i < n; i++)
                if (has_number(files[i], figures.at, figures.n) || has_number(files[i], w->at, w->n))
                        return true;
        return false;
}

/* As files have most dates, or else as it is written. */
static bool date_known(const struct word *w, const struct bytes *files, size_t n, struct arena *arena)
{
        char iso[DATE_TEXT];
        struct date date;

        if (date_parse(&date, arena_strndup(arena, w->at, w->n)) == DATE_READ) {
                date_iso(iso, date);
                if (in_files(files, n, iso, strlen(iso)))
                        return true;
        }
        return in_files(files, n, w->at, w->n);
}

bool word_known(const struct word *w, const struct bytes *files, size_t n, struct arena *arena)
{
        switch (w->kind) {
        case WORD_AMOUNT:
                return amount_known(w, files, n, arena);
        case WORD_DATE:
                return date_known(w, files, n, arena);
        default:
                return in_files(files, n, w->at, w->n);
        }
}
