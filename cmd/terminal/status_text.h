/* How applications stand, for the terminal: a table of the states, of the categories, and a line for each application. */
#ifndef SOROE_STATUS_TEXT_H
#define SOROE_STATUS_TEXT_H

#include "cmd/frame/command.h"

#include "core/assess/standing.h"
#include "core/store/across/papers.h"

/* The widths of a line; a terminal wider than 80 cells widens the names, into a pipe nothing is cut. */
struct status_columns {
        int code, name, category, state, days, yen;
        bool has_days; /* the days left stand where not all have the same */
        bool cut;
};
struct status_columns status_columns_of(const struct standing_totals *, const struct programme *, enum language);

void status_print_columns(const struct context *, const struct status_columns *);
void status_print_application(const struct context *, const struct status_columns *, const struct facility *,
                              const struct application_standing *, struct arena *scratch);
/* A member without an application. */
void status_print_member(const struct context *, const struct status_columns *, const struct member_standing *,
                         struct arena *scratch);

/* Returns the lines printed. */
int status_print_states(const struct context *, const struct standing_totals *);
int status_print_categories(const struct context *, const struct standing_totals *);

void status_print_programme(const struct context *, const struct programme *);
/* The days to a deadline, in a line. */
void status_print_deadline(const struct context *, const struct programme *, struct date as_of, struct date deadline,
                           struct arena *scratch);
/* Prints behind a deadline that has passed: that it is over, how to look at a past day, where extensions are announced, and which other
 * programmes still take applications. */
void status_print_over(const struct context *, FILE *, const struct programme *, struct date as_of);
/* How the receipts stand to what was read on their papers: silence is not agreement. Nothing where none was read. */
void status_print_papers(const struct context *, const struct checked_papers *);
/* The last line of a report: what ran. */
void status_print_rules(const struct context *, int rules, int64_t records, bool all_ran);

/* Returns the width of a column of amounts up to this one, with a space before it. */
int status_yen_width(struct yen largest, int least);
int status_terminal_width(void); /* cells of stdout: 80 where it is no terminal */

#endif
