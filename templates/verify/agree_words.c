#include "templates/verify/agree_words.h"

#include "core/value/calendar.h"

#include <string.h>

#include "core/banned.h"

#define LEAST_CODE    8
#define LEAST_FIGURES 4
#define MOST_DATE     40 /* bytes of 令和12年12月31日, with room */

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
        static const char *const era_names[] = {"令和", "平成", "昭和"};
        const size_t most = n < MOST_DATE ? n : MOST_DATE;

        for (size_t i = 0; i < sizeof era_names / sizeof *era_names; i++) {
                const char *day;

                if (n < strlen(era_names[i]) || memcmp(at, era_names[i], strlen(era_names[i])) != 0)
                        continue;
                day = memmem(at, most, "日", strlen("日"));
                if (day && memmem(at, (size_t)(day - at), "年", strlen("年")) &&
                    memmem(at, (size_t)(day - at), "月", strlen("月")))
                        return (size_t)(day - at) + strlen("日");
        }
        return 0;
}

/* Can a word begin with this byte? Of other text the eras begin with 令 E4, 平 E5, 昭 E6. */
static bool may_begin(char c)
{
        const unsigned char byte = (unsigned char)c;

        return is_figure(c) || is_ascii_letter(c) || (byte >= 0xE4 && byte <= 0xE6);
}

static size_t code_length(const char *at, size_t n, size_t *figures)
{
        size_t i = 0;

        for (*figures = 0; i < n && (is_figure(at[i]) || is_ascii_letter(at[i])); i++)
                *figures += is_figure(at[i]);
        return i;
}

bool word_next(struct word *out, const char *run, size_t n, size_t *from)
{
        for (size_t i = *from; i < n;) {
                size_t figures, amount, date, code;
                bool is_code;

                if (!may_begin(run[i])) {
                        i++;
                        continue;
                }
                amount = amount_length(run + i, n - i);
                date = word_date(run + i, n - i);
                code = code_length(run + i, n - i, &figures);
                is_code = code >= LEAST_CODE && figures >= LEAST_FIGURES;

                if (amount || date || is_code) {
                        *out = (struct word){amount ? WORD_AMOUNT
                                             : date ? WORD_DATE
                                                    : WORD_CODE,
                                             run + i,
                                             amount ? amount
                                             : date ? date
                                                    : code};
                        *from = i + out->n;
                        return true;
                }
                i += code ? code : 1;
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
