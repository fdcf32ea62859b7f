/* Ties scans to a receipt by hand, or takes a wrong tie away: in one transaction, with who and why in the history. The bytes
 * stay in evidence/ whatever happens to their ties. */
#ifndef SOROE_ATTACH_H
#define SOROE_ATTACH_H

#include "core/store/across/ties.h"
#include "core/store/store.h"

struct attach_request {
        const char *facility, *number; /* as typed */
        /* paths; or of what is kept already the name, or at least eight digits of its SHA-256 */
        struct texts files;
        bool is_breakdown, remove;
        struct store_author author;
};

struct attached {
        const char *name, *sha256, *reason; /* reason: why it cannot be read; "" */
        enum put put;                       /* PUT_ADDED tied, PUT_CHANGED taken away, PUT_UNCHANGED */
};
struct attach_report {
        struct receipt_ref receipt; /* number NULL: there is no such receipt */
        struct attached_list {
                VEC(struct attached);
        } scans;
};

/* A file that cannot be tied becomes a finding; the others are tied all the same. */
enum status attach_scans(struct attach_report *out, struct store *, const struct attach_request *, struct arena *,
                         struct findings *);

#endif
