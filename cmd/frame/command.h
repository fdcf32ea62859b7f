/* A subcommand: its row in the table of cmd/commands.c, its options, and what it is given to run.
 * A command opens what it needs, makes one call into the floors below, prints and cleans up;
 * it decides nothing about money. */
#ifndef SOROE_COMMAND_H
#define SOROE_COMMAND_H

#include "core/base/finding.h"
#include "core/programme/programme.h"
#include "core/store/store.h"
#include "core/base/text.h"

#include "cmd/frame/escaped.h"

enum exit_status { EXIT_GOOD, EXIT_FINDINGS, EXIT_USAGE, EXIT_FAULT };

enum option_id {
#define O(id, name, letter, argument, ja, en) OPT_##id,
#include "cmd/frame/option_list.h"
#undef O
        OPTIONS
};

/* What was typed behind the command. */
struct options {
        struct texts values[OPTIONS]; /* every value given; "" for an option without argument */
        struct texts arguments;
};

struct context {
        const struct command *command;
        enum language language;
        const char *folder; /* the workspace */
        struct options options;
        struct arena *arena;
        struct findings findings;
        const char *page; /* what the run wrote for the person to look at; NULL */
};

struct command {
        const char *name;
        int (*run)(struct context *);
        const enum option_id *options; /* ends with OPTIONS; --help, --lang and -C are always there */
        const char *formats;           /* of --format: "text json"; the first is the default */
        const char *usage[2];          /* behind the name */
        const char *summary[2];
        /* Lines of command and, behind a tab, what it does in Japanese, tab, in English. A word of the command may be of both
         * languages: 記入表.xlsx¦entry.xlsx. */
        const char *examples;
};

extern const struct command command_init, command_form, command_import, command_attach, command_check, command_explain,
        command_answer, command_packet, command_verify, command_audit, command_mark, command_search, command_history,
        command_programme, command_index, command_office, command_status, command_letters, command_backup,
        command_restore, command_withdraw, command_read, command_slips, command_go;

bool has_option(const struct context *, enum option_id);
const char *option(const struct context *, enum option_id); /* the last value, or NULL */
/* "index" as it is typed for the same workspace: "soroe index", with -C DIR where this command had it. */
const char *command_here(const struct context *, const char *command);
bool is_format(const struct context *, const char *name);

/* Says what is wrong with the command line, and one right example; returns EXIT_USAGE. */
int usage_error(const struct context *, const char *ja, const char *en, const char *word);

/* The same of a word that is neither a programme nor a file, with the ids of the programmes. */
int no_such_programme(const struct context *, const char *name);

enum { EXAMPLE_TEXT = 300 };
/* The command of a line of `examples`, in one language; returns `out`. */
const char *example_command(char out[EXAMPLE_TEXT], const char *line, enum language);

/* Prints the fault of the system or the programme that is none, if any, and returns the exit status for `st`. */
int finish(struct context *, enum status st);

/* stderr, for what stands beside the report: the report so far is out first, so that a log keeps the order. */
FILE *beside(void);

/* The words in the language of the run; both may be formats of printf. */
const char *say(const struct context *, const char *ja, const char *en) __attribute__((format_arg(2), format_arg(3)));

/* Who changes records is kept; the clock and the login are asked here and nowhere below. */
const char *login(void); /* "-" where there is none */
struct store_author author(const struct context *, const char *who, const char *why);

/* A reason or a name: one line of text; "" if it is not given. False: the usage error is printed. */
bool words_option(const struct context *, enum option_id, const char *name, const char **out);

/* Reads a date option; false: the usage error is printed. `fallback` when it is not given. */
bool date_option(struct date *out, const struct context *, enum option_id, struct date fallback);
/* Moves the day of the option (or today) on to the next where the programme's last day had ended by the time given with it
 * (or by now), and says so beside the output. */
void mind_the_hour(struct date *, const struct context *, enum option_id, const struct programme *);
/* The same of a number from 1. */
bool count_option(int *out, const struct context *, enum option_id, int fallback);

#endif
