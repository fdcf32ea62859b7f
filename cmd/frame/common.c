#include "cmd/frame/command.h"
#include "cmd/frame/options.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/file/embedded.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum { MOST_WORDS = 1000 /* bytes */ };

bool has_option(const struct context *c, enum option_id id)
{
        return c->options.values[id].n > 0;
}

const char *option(const struct context *c, enum option_id id)
{
        const struct texts *values = &c->options.values[id];

        return values->n ? values->at[values->n - 1] : NULL;
}

const char *command_here(const struct context *c, const char *command)
{
        return has_option(c, OPT_DIR) ? arena_printf(c->arena, "soroe -C %s %s", c->folder, command)
                                      : arena_printf(c->arena, "soroe %s", command);
}

bool is_format(const struct context *c, const char *name)
{
        const char *format = option(c, OPT_FORMAT), *formats = c->command->formats;
        size_t first = strcspn(formats, " ");

        if (format)
                return strcmp(format, name) == 0;
        return strlen(name) == first && strncmp(formats, name, first) == 0;
}

FILE *beside(void)
{
        fflush(stdout);
        return stderr;
}

const char *say(const struct context *c, const char *ja, const char *en)
{
        return c->language == JAPANESE ? ja : en;
}

const char *example_command(char out[EXAMPLE_TEXT], const char *line, enum language language)
{
        static const char bar[] = "¦";
        size_t n = 0, word = 0; /* where the word begins */

        for (const char *s = line; *s && *s != '\t' && n < EXAMPLE_TEXT - 1; s++) {
                if (strncmp(s, bar, strlen(bar)) != 0) {
                        out[n++] = *s;
                        word = *s == ' ' ? n : word;
                        continue;
                }
                s += strlen(bar) - 1;
                if (language == ENGLISH)
                        n = word;
                else
                        s += strcspn(s + 1, " \t");
        }
        out[n] = '\0';
        return out;
}

/* Of the command's examples the one that has most of the options given; else the first. */
static const char *fitting_example(const struct context *c)
{
        const char *best = NULL;
        int most = -1;

        for (const char *at = c->command->examples; *at;) {
                struct command_example e;
                int n = 0;

                at = example_read(&e, c->language, at, c->arena);
                for (int i = 0; i < OPTIONS; i++)
                        if (has_option(c, (enum option_id)i) && options_listed(c->command, (enum option_id)i) &&
                            strstr(e.typed, arena_printf(c->arena, "--%s", option_name(c->command, (enum option_id)i))))
                                n++;
                if (n > most) {
                        most = n;
                        best = e.typed;
                }
        }
        return best;
}

int usage_error(const struct context *c, const char *ja, const char *en, const char *word)
{
        const char *name = c->command ? c->command->name : "";

        fprintf(beside(), "soroe%s%s: %s%s%s%s\n", *name ? " " : "", name, say(c, ja, en), word ? ": \"" : "",
                word ? word : "", word ? "\"" : "");
        if (c->command)
                fprintf(beside(), "%s soroe %s\n", say(c, "例:", "example:"), fitting_example(c));
        else
                fprintf(beside(), "%s soroe --help\n", say(c, "説明:", "help:"));
        return EXIT_USAGE;
}

int no_such_programme(const struct context *c, const char *name)
{
        const struct texts ids = embedded_programmes(c->arena);

        usage_error(c, "補助事業の ID でもファイルでもありません", "neither the id of a programme nor a file", name);
        fputs(say(c, "ID:", "ids:"), stderr);
        for (size_t i = 0; i < ids.n; i++)
                fprintf(stderr, " %s", ids.at[i]);
        fputc('\n', stderr);
        return EXIT_USAGE;
}

int finish(struct context *c, enum status st)
{
        const struct fault *fault = &c->findings.fault;

        if (st == OK && fault->id == NO_FAULT)
                return EXIT_GOOD;
        if (st == ERR_INPUT)
                return EXIT_FINDINGS;
        if (st == ERR_USAGE) /* it is said where it is found, but for the programme, which any command may be given */
                return fault->id == F_PROGRAMME ? no_such_programme(c, fault->what) : EXIT_USAGE;
        fprintf(beside(), "soroe: %s\n%s%s\n", fault_message(c->arena, fault, c->language), say(c, "次に: ", "next: "),
                fault_remedy(fault->id, c->language));
        return EXIT_FAULT;
}

/* 今日 昨日 明日, as they are said; false: another word. */
static bool day_word(struct date *out, const char *key)
{
        static const struct {
                const char *word;
                int32_t days;
        } words[] = {{"今日", 0},       {"本日", 0}, {"today", 0},   {"昨日", -1},
                     {"yesterday", -1}, {"明日", 1}, {"tomorrow", 1}};

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (strcmp(words[i].word, key) == 0)
                        return date_shift(out, date_today_in_japan(), words[i].days);
        return false;
}

/* A number of one or two digits; *text behind it. 0: there is none. */
static int two_digits(const char **text)
{
        int n = 0;

        for (int i = 0; i < 2 && **text >= '0' && **text <= '9'; i++)
                n = n * 10 + (*(*text)++ - '0');
        return n;
}

/* Does the rest begin so? Then it is behind that. */
static bool skips(const char **text, const char *word)
{
        size_t n = strlen(word);

        if (strncmp(*text, word, n) != 0)
                return false;
        *text += n;
        return true;
}

/* 12/22 12-22 12月22日: the day of that name that is nearest to today. False: not written so. */
static bool day_without_year(struct date *out, const char *key)
{
        const struct date today = date_today_in_japan();
        int month, day, nearest = 0;
        bool words;

        month = two_digits(&key);
        words = skips(&key, "月");
        if (!words && !skips(&key, "/") && !skips(&key, "-"))
                return false;
        day = two_digits(&key);
        if (!month || !day || (words && !skips(&key, "日")) || *key)
                return false;
        for (int year = today.year - 1; year <= today.year + 1; year++) {
                struct date d;
                char text[64];
                int away;

                snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day);
                if (date_parse(&d, text) != DATE_READ)
                        continue;
                away = abs(date_days_between(today, d));
                if (nearest && away >= nearest)
                        continue;
                nearest = away ? away : 1;
                *out = d;
        }
        return nearest > 0;
}

bool date_option(struct date *out, const struct context *c, enum option_id id, struct date fallback)
{
        const char *text = option(c, id), *key;
        char iso[DATE_TEXT];

        *out = fallback;
        if (!text || date_parse_instant(out, text) == DATE_READ)
                return true;
        key = text_key(c->arena, text);
        if (day_word(out, key) || day_without_year(out, key)) {
                fprintf(beside(), say(c, "%s は %s とみなします。\n", "%s is taken to be %s\n"), text,
                        date_iso(iso, *out));
                return true;
        }
        usage_error(c, "日付が読めません", "not a date that can be read", text);
        return false;
}

void mind_the_hour(struct date *as_of, const struct context *c, enum option_id id, const struct programme *p)
{
        const char *text = option(c, id), *end = programme_day_end(p, c->language, c->arena);
        int32_t minute = (int32_t)((time(NULL) + 9 * 3600) / 60 % (24 * 60));
        char was[DATE_TEXT], is[DATE_TEXT];
        struct date day;

        if (text && date_parse_minute(&day, &minute, text) != DATE_READ)
                return;
        day = programme_day(p, *as_of, minute);
        if (date_compare(day, *as_of) == 0)
                return;
        fprintf(beside(),
                say(c, "%s の受付は %s で終わっています。翌日(%s)の申請として点検します。\n",
                    "%s ended at %s for applications: judged as of the next day (%s).\n"),
                date_iso(was, *as_of), end, date_iso(is, day));
        *as_of = day;
}

bool count_option(int *out, const struct context *c, enum option_id id, int fallback)
{
        const char *text = option(c, id);
        int n = 0;

        *out = fallback;
        if (!text)
                return true;
        for (const char *s = text; *s >= '0' && *s <= '9' && n < 100000; s++)
                n = n * 10 + (*s - '0');
        *out = n;
        if (n > 0 && n < 100000 && strspn(text, "0123456789") == strlen(text))
                return true;
        usage_error(c, "1 以上の数を書いてください", "a number from 1 is wanted", text);
        return false;
}

bool words_option(const struct context *c, enum option_id id, const char *name, const char **out)
{
        const char *text = option(c, id);

        *out = text ? text : "";
        if (!text || (*text && strlen(text) <= MOST_WORDS && text_is_valid(text) && !strpbrk(text, "\t\r\n")))
                return true;
        usage_error(c, arena_printf(c->arena, "%s は、1行、300字までで書いてください", name),
                    arena_printf(c->arena, "%s is one line of at most 1000 bytes", name), *text ? NULL : "");
        return false;
}

const char *login(void)
{
        const char *who = platform_user();

        return *who ? who : "-";
}

struct store_author author(const struct context *c, const char *who, const char *why)
{
        char iso[DATE_TEXT];
        time_t now = time(NULL) + 9 * 3600;
        int in_day = (int)(now % 86400);

        return (struct store_author){who,
                                     arena_printf(c->arena, "%sT%02d:%02d:%02d+09:00",
                                                  date_iso(iso, date_today_in_japan()), in_day / 3600, in_day / 60 % 60,
                                                  in_day % 60),
                                     why};
}
