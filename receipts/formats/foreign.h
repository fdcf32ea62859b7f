/* Files that no reader reads and that are told what they are: people send them because they think there is a table or a receipt
 * in them, and there may be. */
#ifndef SOROE_FOREIGN_H
#define SOROE_FOREIGN_H

#include "receipts/reader/reader.h"

struct foreign {
        const char *name;   /* "HTML¦HTML"; in both languages */
        const char *remedy; /* how it is saved so that it can be read */
        bool is_common;     /* systems leave such files behind, so among other files it gets no warning of its own */
        bool is_table;      /* it was surely meant to be read: an error, not a warning, even among other files */
};

/* Is the file one of these? Its content decides. */
bool foreign_is(struct foreign *out, const struct reader_file *, struct arena *scratch);

#endif
