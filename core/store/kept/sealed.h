/* Sealed packets (core/store/kept/store_packets.c), and what became of them outside (core/store/kept/store_filings.c). */
#ifndef SOROE_STORE_SEALED_H
#define SOROE_STORE_SEALED_H

#include "core/record/filing.h"
#include "core/record/sealed.h"
#include "core/store/store.h"

/* Keeps what a packet was when it was sealed. A packet that it replaces goes into the history. */
enum status store_seal(struct store *, const struct sealed *, const struct store_author *, struct arena *scratch);
/* *found is false if none was sealed. */
enum status store_sealed(struct sealed *out, bool *found, struct store *, const char *programme, const char *facility,
                         const char *category, struct arena *);
typedef enum status store_on_sealed(void *user, const struct sealed *, struct arena *scratch);
/* All packets of a programme, by facility and category. */
enum status store_each_sealed(struct store *, const char *programme, store_on_sealed *, void *user,
                              struct arena *scratch);

/* Reads the mark of an application. out->state is FILING_NONE if there is none. Category "": the mark of the facility itself,
 * which may have declined. */
enum status store_filing(struct filing *out, struct store *, const char *programme, const char *facility,
                         const char *category, struct arena *);
/* Keeps a mark; FILING_NONE takes it back. An earlier mark goes into the history. */
enum status store_put_filing(enum put *, struct store *, const struct filing *, const struct store_author *,
                             struct arena *scratch);

#endif
