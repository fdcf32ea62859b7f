#include "cmd/frame/options.h"

#include <getopt.h>
#include <string.h>

#include "core/assess/standing.h"
#include "core/platform/platform.h"

#include "core/banned.h"

const struct option_row option_rows[OPTIONS] = {
#define O(id, name, letter, argument, ja, en) [OPT_##id] = {name, argument, letter, {ja, en}},
#include "cmd/frame/option_list.h"
#undef O
};

enum { LONG = 256 }; /* getopt's value of a long option is LONG and its id */

bool options_listed(const struct command *command, enum option_id id)
{
        for (const enum option_id *o = command->options; *o != OPTIONS; o++)
                if (*o == id)
                        return true;
        return false;
}

static bool takes(const struct command *command, enum option_id id)
{
        return id == OPT_HELP || id == OPT_LANG || id == OPT_DIR || options_listed(command, id);
}

/* ---- days: one word for one day */

static const enum option_id days[] = {OPT_APPLIED_ON, OPT_GO_APPLIED_ON, OPT_AS_OF, OPT_LETTERS_AS_OF, OPT_ON};
enum { DAYS = sizeof days / sizeof *days };
static const char *const names_of_days[] = {"on", "as-of", "applied-on"};
enum { NAMES_OF_DAYS = sizeof names_of_days / sizeof *names_of_days };

static bool is_day(enum option_id id)
{
        for (size_t i = 0; i < DAYS; i++)
                if (days[i] == id)
                        return true;
        return false;
}

/* The first of them is the one that --on means. */
static int days_of(enum option_id *first, const struct command *command)
{
        int n = 0;

        for (size_t i = 0; i < DAYS; i++)
                if (options_listed(command, days[i]) && n++ == 0)
                        *first = days[i];
        return n;
}

const char *option_name(const struct command *command, enum option_id id)
{
        enum option_id first = id;

        return is_day(id) && days_of(&first, command) == 1 ? names_of_days[0] : option_rows[id].name;
}

static bool has_name(const struct option *longs, size_t n, const char *name)
{
        for (size_t i = 0; i < n; i++)
                if (strcmp(longs[i].name, name) == 0)
                        return true;
        return false;
}

static size_t add_names_of_days(const struct command *command, struct option *longs, size_t n)
{
        enum option_id first = OPTIONS;

        if (!days_of(&first, command))
                return n;
        for (size_t i = 0; i < NAMES_OF_DAYS; i++)
                if (!has_name(longs, n, names_of_days[i]))
                        longs[n++] = (struct option){names_of_days[i], required_argument, NULL, LONG + (int)first};
        return n;
}

/* ---- */

static void build(const struct command *command, struct option longs[OPTIONS + NAMES_OF_DAYS + 1], char *shorts)
{
        size_t n = 0, s = 0;

        shorts[s++] = ':';
        for (int i = 0; i < OPTIONS; i++) {
                if (!takes(command, (enum option_id)i))
                        continue;
                longs[n++] = (struct option){option_name(command, (enum option_id)i),
                                             option_rows[i].argument ? required_argument : no_argument, NULL, LONG + i};
                if (!option_rows[i].letter)
                        continue;
                shorts[s++] = option_rows[i].letter;
                if (option_rows[i].argument)
                        shorts[s++] = ':';
        }
        n = add_names_of_days(command, longs, n);
        longs[n] = (struct option){0};
        shorts[s] = '\0';
}

/* Two options may share a letter, as they may share a name: a command takes one of them. */
static int id_of(const struct command *command, int value)
{
        if (value >= LONG)
                return value - LONG;
        for (int i = 0; i < OPTIONS; i++)
                if (option_rows[i].letter == value && takes(command, (enum option_id)i))
                        return i;
        return -1;
}

const char *example_read(struct command_example *out, enum language language, const char *at, struct arena *arena)
{
        const char *ja = strchr(at, '\t') + 1, *en = strchr(ja, '\t') + 1;
        const size_t end = strcspn(en, "\n");

        char typed[EXAMPLE_TEXT];

        out->typed = arena_strdup(arena, example_command(typed, at, language));
        out->words =
                language == JAPANESE ? arena_strndup(arena, ja, (size_t)(en - 1 - ja)) : arena_strndup(arena, en, end);
        return en + end + (en[end] == '\n');
}

bool options_language(struct context *c, const char *value)
{
        if (strcmp(value, "ja") != 0 && strcmp(value, "en") != 0)
                return false;
        c->language = strcmp(value, "en") == 0 ? ENGLISH : JAPANESE;
        return true;
}

/* What the options mean for every command. */
static bool check_common(struct context *c)
{
        const char *format = option(c, OPT_FORMAT);

        if (option(c, OPT_DIR))
                c->folder = option(c, OPT_DIR);
        if (option(c, OPT_LANG) && !options_language(c, option(c, OPT_LANG))) {
                usage_error(c, "--lang は ja か en です", "--lang is ja or en", option(c, OPT_LANG));
                return false;
        }
        if (format) {
                const char *at = strstr(c->command->formats, format);
                size_t n = strlen(format);

                if (!n || !at || (at > c->command->formats && at[-1] != ' ') || (at[n] && at[n] != ' ')) {
                        usage_error(c, "この形式では出力できません", "no such format", format);
                        return false;
                }
        }
        return true;
}

/* What an option takes by its id it also takes by the word that the screen shows. */
static const char *id_of_word(const struct context *c, enum option_id id, const char *typed)
{
        static const struct {
                enum option_id option;
                const char *word, *id;
        } words[] = {
                {OPT_ONLY_VERDICT, "合格", "ok"},
                {OPT_ONLY_VERDICT, "不合格", "failed"},
                {OPT_ONLY_VERDICT, "未完", "incomplete"},
                {OPT_LEVEL, "容器", "container"},
                {OPT_LEVEL, "目録", "bag"},
                {OPT_LEVEL, "記録", "record"},
                {OPT_LEVEL, "算定", "assessment"},
                {OPT_LEVEL, "紙面", "papers"},
                {OPT_LEVEL, "全部", "all"},
                {OPT_MISSING_GLYPH, "止める", "stop"},
                {OPT_MISSING_GLYPH, "〓", "geta"},
        };
        const char *key = text_key(c->arena, typed);

        for (int i = 0; id == OPT_ONLY && i < STANDINGS; i++)
                if (strcmp(standing_word((enum standing)i, JAPANESE), key) == 0)
                        return standing_id((enum standing)i);
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (words[i].option == id && strcmp(words[i].word, key) == 0)
                        return words[i].id;
        return typed;
}

/* Is what is typed for it a path? What only may be one has no letter that a path could change. */
static bool is_path(enum option_id id)
{
        const char *argument = option_rows[id].argument;

        return argument && (strstr(argument, "DIR") || strstr(argument, "FILE"));
}

bool options_parse(struct context *c, int argc, char **argv)
{
        struct option longs[OPTIONS + NAMES_OF_DAYS + 1];
        char shorts[2 * OPTIONS + 2];
        int value;

        build(c->command, longs, shorts);
        optind = 0;
        opterr = 0;
        while ((value = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
                int id = value == '?' || value == ':' ? -1 : id_of(c->command, value);

                if (id < 0) {
                        usage_error(c, value == ':' ? "値がありません" : "このオプションは使えません",
                                    value == ':' ? "the option needs a value" : "this option cannot be used",
                                    argv[optind - 1]);
                        return false;
                }
                if (optarg && is_path((enum option_id)id))
                        platform_slashes(optarg);
                *vec_add(c->arena, &c->options.values[id]) = optarg ? id_of_word(c, (enum option_id)id, optarg) : "";
        }
        for (; optind < argc; optind++) {
                platform_slashes(argv[optind]);
                *vec_add(c->arena, &c->options.arguments) = argv[optind];
        }
        return check_common(c);
}
