#include "cmd/frame/options.h"

#include <getopt.h>
#include <string.h>

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

static void build(const struct command *command, struct option longs[OPTIONS + 1], char *shorts)
{
        size_t n = 0, s = 0;

        shorts[s++] = ':';
        for (int i = 0; i < OPTIONS; i++) {
                if (!takes(command, (enum option_id)i))
                        continue;
                longs[n++] = (struct option){option_rows[i].name,
                                             option_rows[i].argument ? required_argument : no_argument, NULL, LONG + i};
                if (!option_rows[i].letter)
                        continue;
                shorts[s++] = option_rows[i].letter;
                if (option_rows[i].argument)
                        shorts[s++] = ':';
        }
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

bool options_parse(struct context *c, int argc, char **argv)
{
        struct option longs[OPTIONS + 1];
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
                *vec_add(c->arena, &c->options.values[id]) = optarg ? optarg : "";
        }
        for (; optind < argc; optind++)
                *vec_add(c->arena, &c->options.arguments) = argv[optind];
        return check_common(c);
}
