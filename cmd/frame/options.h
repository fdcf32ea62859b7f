/* Reading what was typed behind a command, by its options of cmd/frame/option_list.h. */
#ifndef SOROE_OPTIONS_H
#define SOROE_OPTIONS_H

#include "cmd/frame/command.h"

/* What cmd/frame/option_list.h says of an option. */
struct option_row {
        const char *name, *argument; /* NULL: it has none */
        char letter;                 /* 0: it has none */
        const char *words[2];
};
extern const struct option_row option_rows[OPTIONS];

/* The word that is typed for it. A command that works with one day calls it --on; --as-of and --applied-on are the same there.
 * Where there are two days (soroe go) they keep these names, and --on is the day of the application. */
const char *option_name(const struct command *, enum option_id);
/* What it does in this command (cmd/frame/option_words.c), else what the list says. */
const char *option_words(const struct command *, enum option_id, enum language);
/* 日付, DATE: what stands for its value; NULL: it has none. */
const char *option_argument(enum option_id, enum language);

/* An example of a command: "check --on 2025-12-22", and what it does. What is typed may differ by language: "ja¦en". */
struct command_example {
        const char *typed, *words;
};
/* The first of `at`; returns where the next begins, "" where there is none. */
const char *example_read(struct command_example *, enum language, const char *at, struct arena *);

/* Is it one of the command's own? --help, --lang and -C are of every command. */
bool options_listed(const struct command *, enum option_id);

/* Fills c->options. False: the usage error is printed. */
bool options_parse(struct context *, int argc, char **argv);
bool options_language(struct context *, const char *value);

#endif
