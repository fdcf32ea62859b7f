/* What an import must remember of its rows and cannot hold in memory: temporary tables, between store_import_begin and
 * store_import_end. `input` numbers the tables of the command. */
#ifndef SOROE_STORE_IMPORT_MEMORY_H
#define SOROE_STORE_IMPORT_MEMORY_H

#include "core/base/vec.h"
#include "core/store/store.h"

enum status store_import_begin(struct store *);
/* For a large import: takes down the indexes of tables that are still empty, until these tables are full. A rollback brings them
 * back. */
enum status store_import_index_later(struct store *);
enum status store_any_receipt(bool *out, struct store *);
enum status store_import_receipts_in(struct store *); /* no receipt follows: purchases may ask for them */
enum status store_import_rows_in(struct store *);     /* no row follows */
enum status store_import_end(struct store *);

/* ---- the scans that rows name */
struct wanted_scan {
        const char *name;
        int line; /* of the first row that names it */
        bool breakdown;
};
struct wanted_scans {
        VEC(struct wanted_scan);
};
enum status store_want_scan(struct store *, int input, const char *name, int line, bool breakdown);
/* Each name once, in order, those after `after` ("" to begin). A batch at a time; it is empty at the end. */
enum status store_wanted_scans(struct wanted_scans *out, struct store *, int input, const char *after, struct arena *);

/* ---- the position that the last line of a receipt had */
struct position_key {
        uint64_t high;
        uint32_t low;
};
enum status store_put_position(struct store *, int input, const struct position_key *, int32_t position);
enum status store_find_position(int32_t *out, struct store *, int input, const struct position_key *); /* 0: none */

#endif
