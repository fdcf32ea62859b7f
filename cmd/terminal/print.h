/* Printing for people: cells of the terminal, findings, dates. */
#ifndef SOROE_PRINT_H
#define SOROE_PRINT_H

#include "cmd/terminal/colour.h"

#include "core/assess/assess.h"
#include "core/value/calendar.h"
#include "core/base/finding.h"
#include "core/record/records.h"
#include "core/value/yen.h"

#include "cmd/frame/escaped.h"

enum side { LEFT_SIDE, RIGHT_SIDE };

/* Prints text of a record as one line. Characters that would move the cursor or turn the line come out as spaces. */
void print_in_line(FILE *, const char *text);
/* Prints text in a column of so many cells (East Asian W and F are 2 cells). It is padded, never cut. */
void print_cells(FILE *, const char *text, int cells, enum side);
void print_cells_in(FILE *, enum colour, const char *text, int cells, enum side);
/* Is it a terminal? In a pipe or a file nothing is cut. */
bool is_terminal(FILE *);
/* Like print_cells, but a name that is too long is cut, with "..". */
void print_name(FILE *, const char *text, int cells, struct arena *);
char *cut_name(struct arena *, const char *text, int cells); /* cut to so many cells, ".." included */
void print_yen(FILE *, struct yen, int cells);

/* Text in lines of at most `width` cells, each behind `indent` spaces; the first begins where the cursor stands, `used`
 * cells from the left. Words stay whole, no line begins with 、 or 。. Ends the last line. */
void print_wrapped(FILE *, const char *text, int used, int indent, int width);
/* Does the same without ending the line. Returns where the cursor stands. */
int print_flow(FILE *, const char *text, int used, int indent, int width);

/* 令和8年1月15日(木), or 2026-01-15 (Thu). */
char *date_words(struct arena *, struct date, enum language);

const char *status_word(enum application_status, enum language); /* 提出可 要確認 不備; ready confirm error */

/* A line below a finding: "対処: …". On a terminal it goes on below its own words; into a pipe it stays a line. */
void print_detail(FILE *, const char *head, const char *text);

/* A finding in the terminal: place, severity, id, text, value; remedy and source once per id and run. */
struct finding_printer {
        FILE *out;
        enum language language;
        struct arena *arena;
        uint64_t said[FINDING_IDS]; /* of the remedy last printed for an id; 0: none */
};
/* `answer` NULL: none. */
void print_finding(struct finding_printer *, const struct finding *, const struct answer *);

#endif
