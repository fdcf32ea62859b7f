/* Taking records out of the workspace (soroe withdraw, corrected keys). They are kept in the history; the scans stay in
 * evidence/. Nothing that was submitted is touched. */
#ifndef SOROE_STORE_TAKE_H
#define SOROE_STORE_TAKE_H

#include "core/store/store.h"

/* A record that was taken out. */
struct taken {
        const char *kind, *subject, *place; /* kind: of core/record/field.h */
        int64_t successor;                  /* the source that has it under another key; 0 */
};
struct taking_out {
        const char *facility, *number; /* all of the facility; with a number, that receipt and its lines */
        const char *path;              /* or what the file or folder of this path brought; NULL */
        const struct store_author *author;
        void (*on_withdrawn)(void *user, const struct taken *);
        void *user;
};
struct taken_out {
        int n;
        const char *submitted; /* "4710123458/online" was submitted: nothing was taken; "" */
};
/* Takes records out, between store_begin and store_commit. A dry run rolls back. */
enum status store_take_out(struct taken_out *, struct store *, const struct taking_out *, struct arena *scratch);

/* Lists the paths that a person means by `path` (absolute). If nothing came from there: by `file`, the name that places show. */
enum status store_find_path(struct texts *out, struct store *, const char *path, const char *file, struct arena *);
/* Lists the files of the packets that were sealed for a facility. */
enum status store_packets_of(struct texts *out, struct store *, const char *facility, struct arena *);

#endif
