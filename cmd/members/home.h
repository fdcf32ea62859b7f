/* Where the records of a folder of papers are kept: in the folder itself if it is a workspace, else in soroe-data/ in it; on a network
 * drive, where no database can be, in this user's own data folder. */
#ifndef SOROE_HOME_H
#define SOROE_HOME_H

#include "core/base/arena.h"
#include "core/base/finding.h"
#include "core/base/status.h"

#include <stdbool.h>

#define HOME_FOLDER "soroe-data"

struct home {
        const char *folder;    /* as it was typed, without a slash at its end */
        const char *name;      /* its own name, for headings */
        const char *workspace; /* the folder of soroe.db */
        bool is_away;          /* the folder lies on a network drive, its records do not */
        bool is_there;         /* soroe.db is */
};

/* ERR_USAGE where `folder` is none; ERR_SYSTEM with F_IN_THE_WAY where a file stands in the place of soroe-data. Makes nothing. */
enum status home_find(struct home *out, const char *folder, struct arena *, struct findings *);

/* Does the folder hold the program that runs, or one like it? Nobody's papers belong there. */
bool home_holds_program(const char *folder, struct arena *);

/* For commands that are told the folder and mean its records: the workspace that belongs to it, or the folder as it is. */
const char *home_workspace(const char *folder, struct arena *);

#endif
