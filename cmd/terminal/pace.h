/* How far a long piece of work is, and how long it still takes, in one line. Pure: whoever prints it asks the clock and
 * the terminal (cmd/terminal/progress.h).
 *
 *   取り込み [========>           ]  45%  450,123行  152,311/秒  残り 0:12
 *   取り込み: 45%  450,123行  152,311/秒  残り 0:12                                (plain)
 *
 * The time left follows from what is done of all (bytes, say); the rate is of what people count (rows). Nothing is
 * guessed: what is not known is left out. */
#ifndef SOROE_PACE_H
#define SOROE_PACE_H

#include "core/base/arena.h"
#include "core/base/finding.h"

#include <stdbool.h>
#include <stdint.h>

enum pace_unit { PACE_ROWS, PACE_SCANS, PACE_FACILITIES, PACE_PACKETS, PACE_FILES, PACE_NOTHING };

struct pace {
        const char *what[2]; /* 取り込み, import */
        int64_t done, of;    /* of: 0 where it is not known */
        int64_t count;       /* of what people count */
        enum pace_unit unit; /* PACE_NOTHING: it cannot be counted */
        bool of_is_count;    /* done and of are the counts themselves: "900/2,000" */
        int64_t ms;          /* since it began */
};

/* Returns the line for a terminal of so many columns. It is at least one cell shorter, so that no terminal breaks
 * it. */
char *pace_bar(struct arena *, const struct pace *, enum language, int columns);
/* Returns the line for a log. */
char *pace_words(struct arena *, const struct pace *, enum language);

/* Is another line of the log due? `told` is how it was at the last line. It is due after a tenth more and one
 * second, or after five seconds. */
bool pace_due(const struct pace *now, const struct pace *told);

#endif
