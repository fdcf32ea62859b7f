/* Corrected keys (docs/formats.md, Keys). A file that is imported again may hold a record under another institution code or receipt
 * number. If nothing else can be meant, the record of the old key is withdrawn into the history. If it is less certain, it is asked. */
#ifndef SOROE_STORE_KEYS_H
#define SOROE_STORE_KEYS_H

#include "core/store/kept/store_take.h"

/* Called for each source of an import, with the path it came from (the same bytes may be known from another path); then, before the
 * rows are put, store_watch_keys. From then on what is added is remembered, if other files stood in these paths before. */
enum status store_watch_source(struct store *, int64_t source, const char *path);
enum status store_watch_keys(struct store *);
/* Called if the file of this source could not be read to its end: then nothing that stood in it before counts as missing. */
enum status store_unwatch_path(struct store *, int64_t source);

enum key_event_what {
        KEY_CORRECTED,       /* the old record was withdrawn */
        KEY_LINES_CORRECTED, /* the lines of the old receipt number, or an application, alone */
        KEY_UNSURE,          /* they may be one; both stay */
        KEY_SUBMITTED,       /* they may be one; the old one stays because it was submitted */
};
struct key_event {
        enum key_event_what what;
        const char *old, *now; /* "4710123458", "4710123458/R-0412" */
        const char *old_facility;
        const char *place; /* of the new record */
        const char *why;   /* of KEY_UNSURE, "日本語¦English" */
        int64_t source;    /* of the new record */
};
struct key_correction {
        const struct store_author *author;
        enum status (*on_event)(void *user, const struct key_event *);
        void (*on_withdrawn)(void *user, const struct taken *);
        void *user;
};
/* Corrects the keys. Called when all rows and scans of the command are in. */
enum status store_correct_keys(struct store *, const struct key_correction *, struct arena *scratch);

#endif
