/* What the program itself wrote where people keep their files (soroe go): by its bytes, so that such a file counts as theirs once
 * they changed it, whatever it is called by then. And the scans that have got a row in an entry workbook, so that none gets two. */
#ifndef SOROE_STORE_OWN_H
#define SOROE_STORE_OWN_H

#include "core/base/text.h"
#include "core/store/store.h"

/* Written before the file is, in a transaction of its own: one that was never written harms nobody. */
enum status store_put_own(struct store *, const char *sha256, int64_t size, const char *name);
enum status store_is_own(bool *out, struct store *, const char *sha256);
/* Is any of them so large? For those that are not, nobody needs to read the file. */
enum status store_is_own_size(bool *out, struct store *, int64_t size);

/* Was a file of this base name ever ours? */
enum status store_was_own_name(bool *out, struct store *, const char *name);

/* `form`: the workbook's base name. */
enum status store_put_offered(struct store *, const char *sha256, const char *form);
/* The workbooks in which the scan has a row. */
enum status store_offered_in(struct texts *out, struct store *, const char *sha256, struct arena *);

#endif
