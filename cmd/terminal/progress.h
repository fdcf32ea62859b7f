/* How far a long command is, on stderr: a bar on a terminal, lines with --progress plain, else nothing.
 *
 * The bar comes after half a second and goes away at the end, so that what stays on the screen is the report. Whoever
 * prints anything in between wipes it first (progress_wipe). The width is asked each time it is drawn: a window may change.
 * Other forms than text that go to the same terminal have no bar among them. */
#ifndef SOROE_PROGRESS_H
#define SOROE_PROGRESS_H

#include "cmd/frame/command.h"

#include "cmd/terminal/pace.h"

struct progress {
        enum { PROGRESS_NONE, PROGRESS_BAR, PROGRESS_PLAIN } how;
        enum language language;
        struct arena *arena; /* of one line; NULL: none was drawn */
        struct pace pace, told;
        int64_t begun, stage_begun; /* ms */
        bool shown;                 /* the bar is on the screen */
        bool shares;                /* and so is what goes to stdout */
};

/* Opens the progress as --progress and the terminal have it. False: the usage error is printed. */
bool progress_open(struct progress *out, const struct context *);
bool progress_is_on(const struct progress *); /* counting beforehand pays only then */
/* Begins a stage, of which a command may have several. The names are borrowed. */
void progress_stage(struct progress *, const char *ja, const char *en, enum pace_unit, int64_t of);
/* Tells how much is done: the counts themselves, or (with `count`) another measure from which the time left follows. */
void progress_done(struct progress *, int64_t done);
void progress_done_of(struct progress *, int64_t done, int64_t of, int64_t count);
void progress_wipe(struct progress *);  /* before stdout; it is drawn again with the next progress_done */
void progress_close(struct progress *); /* twice is fine */

#endif
