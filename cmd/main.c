#include "cmd/frame/command.h"

#include <getopt.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/format/image_job.h"
#include "core/format/xml/xml.h"
#include "core/paper/paper_child.h"

#include "cmd/commands.h"
#include "cmd/members/home.h"
#include "cmd/read/read_papers.h"
#include "cmd/help.h"
#include "cmd/window.h"
#include "cmd/frame/options.h"

#include "core/platform/platform.h"

#include "version.h"

#include "core/banned.h"

_Noreturn static void memory_exhausted(void)
{
        static const char text[] =
                "soroe: メモリーが足りません。記録は元のままです。 / out of memory; the records are as they were\n";

        /* nothing may be allocated here */
        platform_last_words(text, sizeof text - 1);
        platform_leave(EXIT_FAULT);
}

/* jansson drops what it has no memory for, and the report would lack it. */
static void *json_memory(size_t n)
{
        void *p = malloc(n);

        if (!p)
                memory_exhausted();
        return p;
}

/* Japanese unless the locale says another language: the C locale of a server says nothing. */
static enum language locale_language(void)
{
        static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const char *value = platform_env(names[i]);

                if (value && *value)
                        return strncmp(value, "en", 2) == 0 ? ENGLISH : JAPANESE;
        }
        return JAPANESE;
}

/* How many letters must change: for naming the nearest command. */
static size_t distance(const char *a, const char *b)
{
        size_t row[32];
        size_t n = strlen(b);

        if (n >= 32 || strlen(a) >= 32)
                return 99;
        for (size_t j = 0; j <= n; j++)
                row[j] = j;
        for (size_t i = 1; a[i - 1]; i++) {
                size_t corner = row[0];

                row[0] = i;
                for (size_t j = 1; j <= n; j++) {
                        size_t best = corner + (a[i - 1] != b[j - 1]);

                        corner = row[j];
                        best = row[j] + 1 < best ? row[j] + 1 : best;
                        row[j] = row[j - 1] + 1 < best ? row[j - 1] + 1 : best;
                }
        }
        return row[n];
}

/* A scan or a table, dropped on the program or typed: it belongs into a folder. */
static int one_file(const struct context *c, const char *name)
{
        fprintf(stderr,
                say(c,
                    "soroe: %s は1つのファイルです。領収書は、フォルダーごとお渡しください。\n"
                    "することは: 写真や表をフォルダーに入れて、そのフォルダーを落とすか、soroe フォルダー\n",
                    "soroe: %s is one file; receipts are given as a folder\n"
                    "what to do: put scans and tables into a folder and drop that folder, or: soroe FOLDER\n"),
                name);
        return EXIT_USAGE;
}

static int unknown_command(const struct context *c, const char *name)
{
        const struct command *nearest = NULL;
        size_t best = 3;

        for (size_t i = 0; commands[i]; i++) {
                size_t d = distance(name, commands[i]->name);

                if (d < best) {
                        best = d;
                        nearest = commands[i];
                }
        }
        if (c->language == JAPANESE)
                fprintf(stderr, "soroe: \"%s\" というコマンドはありません。%s%s%s\nコマンドの一覧: soroe --help\n",
                        name, nearest ? "soroe " : "", nearest ? nearest->name : "", nearest ? " のことですか。" : "");
        else
                fprintf(stderr, "soroe: there is no command \"%s\"%s%s%s\nlist of commands: soroe --help\n", name,
                        nearest ? "; did you mean soroe " : "", nearest ? nearest->name : "", nearest ? "?" : "");
        return EXIT_USAGE;
}

/* Options before the command: -C DIR, --lang, --help, --version. Returns where the command stands; -1: done, *status. */
static int global_options(struct context *c, int argc, char **argv, int *status)
{
        static const struct option longs[] = {{"lang", required_argument, NULL, 'l'},
                                              {"directory", required_argument, NULL, 'C'},
                                              {"help", no_argument, NULL, 'h'},
                                              {"version", no_argument, NULL, 'V'},
                                              {0}};
        int letter;

        *status = EXIT_USAGE;
        optind = 0; /* begins anew */
        opterr = 0;
        while ((letter = getopt_long(argc, argv, "+C:hV", longs, NULL)) != -1) {
                if (letter == 'C') {
                        platform_slashes(optarg);
                        c->folder = *vec_add(c->arena, &c->options.values[OPT_DIR]) = optarg;
                } else if (letter == 'V') {
                        puts("soroe " VERSION);
                        *status = EXIT_GOOD;
                        return -1;
                } else if (letter == 'h') {
                        help_all(c);
                        *status = EXIT_GOOD;
                        return -1;
                } else if (letter == 'l' && !options_language(c, optarg)) {
                        usage_error(c, "--lang は ja か en です", "--lang is ja or en", optarg);
                        return -1;
                } else if (letter != 'l') {
                        usage_error(c, "このオプションは使えません", "this option cannot be used", argv[optind - 1]);
                        return -1;
                }
        }
        return optind;
}

/* soroe help [COMMAND]; `argv` begins with "help". Options may stand before the name and behind it. */
static int help(struct context *c, int argc, char **argv)
{
        int status, at = global_options(c, argc, argv, &status);
        const char *name = at >= 0 && at < argc ? argv[at] : NULL;

        if (at < 0 || (name && global_options(c, argc - at, argv + at, &status) < 0))
                return status;
        if (name && !(c->command = command_by_name(name)))
                return unknown_command(c, name);
        if (name)
                help_command(c);
        else
                help_all(c);
        return EXIT_GOOD;
}

static bool is_there(const char *name, int kind)
{
        struct platform_state state;

        return platform_state(&state, name) && (int)state.kind == kind;
}

/* soroe FOLDER is soroe go FOLDER, unless it is a command's name. Returns where what belongs to the command begins. */
static int choose_command(struct context *c, int at, char **argv)
{
        platform_slashes(argv[at]);
        c->command = command_by_name(argv[at]);
        if (c->command || !is_there(argv[at], IS_FOLDER))
                return at;
        c->command = &command_go;
        return at - 1;
}

/* The icon was opened: the folder is asked for, and it goes on as if it had been dropped. */
static int run_asked(struct context *c)
{
        const char *folder = window_ask_folder(c);

        if (!folder) {
                help_all(c);
                return EXIT_USAGE;
        }
        *vec_add(c->arena, &c->options.arguments) = folder;
        c->command = &command_go;
        return c->command->run(c);
}

static int run(struct context *c, int argc, char **argv)
{
        int status, at = global_options(c, argc, argv, &status);

        if (at < 0)
                return status;
        if (at >= argc)
                return run_asked(c);
        if (strcmp(argv[at], "help") == 0)
                return help(c, argc - at, argv + at);
        at = choose_command(c, at, argv);
        if (!c->command)
                return is_there(argv[at], IS_FILE) ? one_file(c, argv[at]) : unknown_command(c, argv[at]);
        if (!options_parse(c, argc - at, argv + at))
                return EXIT_USAGE;
        if (has_option(c, OPT_HELP)) {
                help_command(c);
                return EXIT_GOOD;
        }
        if (c->command != &command_go)
                c->folder = home_workspace(c->folder, c->arena);
        return c->command->run(c);
}

int main(int argc, char **argv)
{
        static const struct platform_job *const jobs[] = {&image_pdf_job, &paper_job, &read_papers_job, NULL};
        struct context context = {0};
        int status;

        platform_begin(&argc, &argv, jobs);
        context.language = locale_language();
        context.folder = platform_env("SOROE_DIR");
        xml_start();
        json_set_alloc_funcs(json_memory, free);
        context.arena = arena_new(memory_exhausted);
        context.findings = findings_in(context.arena);
        if (!context.folder || !*context.folder)
                context.folder = ".";
        status = run(&context, argc, argv);
        /* a report that did not reach the disk or the pipe is no report */
        if (fflush(stdout) || ferror(stdout)) {
                if (!platform_reader_is_gone(stdout))
                        fprintf(stderr, "soroe: %s\n",
                                say(&context, "出力を書き込めません。", "cannot write the output"));
                status = EXIT_FAULT;
        }
        window_end(&context, status);
        arena_free(context.arena);
        xml_stop();
        return status;
}
