/* A list of applications in which somebody wrote what became of them: the one that soroe index or soroe status wrote, filled in, or
 * another that a column map explains (table "marks", soroe-map(5)). Here it is read; what it may change is decided elsewhere. */
#ifndef SOROE_MARK_LIST_H
#define SOROE_MARK_LIST_H

#include "core/base/finding.h"
#include "core/programme/programme.h"
#include "core/record/mark_line.h"
#include "core/record/origin.h"
#include "core/base/text.h"

#define MARK_LIST_MOST_ROWS 100000

/* A row, and what is wrong with its cells: findings from..to of the list given. One that is wrong says nothing else. */
struct mark_row {
        struct mark_line line;
        struct origin origin;
        size_t from, to;
        bool wrong;
};
struct mark_list {
        VEC(struct mark_row);
        size_t silent; /* rows that say nothing */
};
/* The place of a field of the row, for what is said of it: list.xlsx:状況!P14. */
char *mark_row_place(const struct mark_row *, const char *field, struct arena *);

/* `maps`: as of an import (--map). ERR_INPUT: no list can be found in the file; the findings say why. */
enum status mark_list_read(struct mark_list *out, const char *path, const struct texts *maps, const struct programme *,
                           struct arena *, struct findings *);

#endif
