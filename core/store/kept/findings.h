/* Findings of imports that the workspace keeps: of rejected and doubtful rows, until a corrected row comes in. */
#ifndef SOROE_STORE_FINDINGS_H
#define SOROE_STORE_FINDINGS_H

#include "core/record/purchase.h"
#include "core/store/store.h"

/* `record` is the row's key ("" if it is not known). */
enum status store_keep_finding(struct store *, int64_t source, const char *record, const struct finding *);
/* Forgets the findings of a source, before its file is read again. */
enum status store_clear_findings(struct store *, int64_t source);
/* Forgets what earlier versions of a file left: files of the same path, and the rows that `file` brings back from rejected/. */
enum status store_clear_earlier_findings(struct store *, int64_t source, const struct store_source *file);
/* Forgets the findings of a record: an accepted row mends a rejected one. */
enum status store_clear_record(struct store *, const char *record);

/* Lists what is kept. `facility` "": everything; else what concerns that facility and no other's file. */
enum status store_kept_findings(struct store *, const char *facility, struct findings *out, struct arena *);
/* The same, but a rejected row's findings have the record that it would have become as their subject. */
enum status store_kept_by_row(struct store *, struct findings *out, struct arena *);

/* An open question of an import about a record or, with `record` "", about all that a table brought. */
struct import_question {
        const char *record, *sha256, *part;
};
struct import_questions {
        VEC(struct import_question);
};
/* Sorted by record. */
enum status store_import_questions(struct import_questions *out, struct store *, struct arena *);

/* ---- rejected rows */

/* *out is false if there is nothing to mend. */
enum status store_any_rejected(bool *out, struct store *);
/* *out says whether a rejected row of a table of facilities waits to be mended. */
enum status store_any_facility_rejected(bool *out, struct store *);
/* The position of a line that comes back from a file of rejected rows: it must not displace a line that came in.
 * `place` is what that file says of where the line was rejected. */
enum status store_rejected_position(int32_t *out, struct store *, const struct purchase *, int64_t source,
                                    const char *place);
/* The name in rejected/ of what was rejected of a source (by its path, file and part). *name is the name it had before; else a new
 * one, if something was rejected now; else "". */
enum status store_name_rejects(const char **name, struct store *, int64_t id, const struct store_source *,
                               bool rejected, struct arena *);

#endif
