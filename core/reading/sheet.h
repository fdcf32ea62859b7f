/* A page of a reading made ready for the rules: its texts folded, its ordinary line measured. The rules of this room
 * (reading_total.h, reading_date.h …) look at a sheet and say what may be said of the paper. They are pure: no library, no
 * clock, no file. */
#ifndef SOROE_SHEET_H
#define SOROE_SHEET_H

#include "core/reading/reading.h"
#include "core/value/calendar.h"

/* How much a rule says. A guess may fill a yellow cell that somebody confirms; what is sure may contradict a table. */
enum read_level { READ_NOTHING, READ_GUESS, READ_SURE };

/* Where on the file something stands. */
struct read_place {
        int32_t page; /* from 1; 0: nowhere */
        struct reading_box box;
};

/* Both readings of a run of figures. */
struct sheet_run {
        const char *first, *second;               /* folded */
        const char *first_digits, *second_digits; /* their figures alone */
};

struct read_sheet {
        const struct reading_page *page;
        const char **lines; /* the text of each line, folded */
        struct sheet_run *runs;
        int32_t height; /* of an ordinary line */
        struct arena *arena;
};

/* The page and the arena must outlive the sheet. */
struct read_sheet sheet_of(const struct reading_page *, struct arena *);

/* Without spaces, in half width, every yen sign a backslash, as the reader has it most often. */
char *sheet_fold(struct arena *, const char *text);

/* Does one of the words stand in the text? The list ends with NULL. */
bool sheet_says(const char *folded, const char *const words[]);

/* Is the line a heading: taller than the ordinary, or one of the first three? */
bool sheet_is_heading(const struct read_sheet *, size_t line);

struct read_place sheet_place(const struct read_sheet *, struct reading_box);

#endif
