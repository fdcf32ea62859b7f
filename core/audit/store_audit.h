/* What many packets have in common (soroe audit): an index that lives as long as one command, in a file without a name
 * that the system removes. Memory grows by four bytes a receipt and not otherwise.
 *
 * Rows come in packet by packet (templates/verify/audit.h makes them): a packet, what it says of its facility, which earlier
 * grants speak against it, and its receipts, each with its keys and lines. A packet that comes twice (the same record)
 * counts once. audit_find then compares them; the findings come back ranked, whatever the order of the packets.
 *
 *      application: facility, category and programme; packets of one application (one was sealed again) count once
 *      receipt:     packets' receipts are the same where payer and number are (with issuer, date and amount), or
 *                   registration number, number, date and amount, or scan, date and amount */
#ifndef SOROE_STORE_AUDIT_H
#define SOROE_STORE_AUDIT_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

/* The kinds of row and their fields, all as text. */
enum audit_row {
        AUDIT_UNUSED, /* file, verdict, why in Japanese, in English: a packet that was not compared */
        AUDIT_PACKET, /* digest of the record, file, facility, programme, category, applied on, subsidy, key and key with
                         variant of the category, its name */
        AUDIT_VALUE,  /* of the facility: field, its name, value, key of the value */
        AUDIT_RULE,   /* finding, key of the category granted before, source */
        /* digest of its rules and their revision, where that revision of a known programme is not known here */
        AUDIT_RULES,
        AUDIT_USE, /* a receipt: payer, number, amount, its lines here, its lines in this application */
        AUDIT_KEY, /* of the receipt: kind, key */
        /* of the receipt: position, what it is (a key), amount, description, 1 where it is of this application */
        AUDIT_LINE,
        AUDIT_ROWS
};
#define AUDIT_MOST_FIELDS 10
int audit_fields(enum audit_row);

/* Kinds of AUDIT_KEY: by the first the receipts are the same; the others are asked about. */
#define AUDIT_SAME       "1"
#define AUDIT_SAME_DAY   "2" /* registration number, date and amount, whatever the number */
#define AUDIT_SCAN       "3"
#define AUDIT_SAME_PAPER "4" /* issuer, number, date and amount */
#define AUDIT_PAPER      "5" /* issuer, date and amount, whatever the number and the scan */

struct audit_index;
enum status audit_open(struct audit_index **out, struct arena *, struct findings *); /* yours: audit_close */
void audit_close(struct audit_index *);                                              /* NULL is fine */
enum status audit_add(struct audit_index *, enum audit_row, const char *const *fields);

/* Compares what was added. Nothing may be added afterwards. */
enum status audit_find(struct audit_index *);

struct audit_place {
        const char *file, *what; /* a packet, and a receipt or line in it; "" where the packet itself is meant */
        bool leads;              /* the first of its facility */
};
struct audit_finding {
        struct finding finding; /* its place is NULL */
        int64_t yen;            /* at stake */
        int64_t count;          /* of the applications concerned */
        struct audit_places {   /* all of them */
                VEC(struct audit_place);
        } places;
};
struct audit_copy { /* the same packet once more */
        const char *file, *of;
};
struct audit_packet { /* one that was compared */
        /* category: its name, "日本語¦English"; digest: of the record */
        const char *file, *facility, *category, *digest;
        int64_t subsidy;
};
struct audit_unused {
        const char *file, *verdict, *why[2];
};
struct audit_counts {
        int64_t packets, used, twice, drafts, failed, incomplete, findings[4],
                yen;                   /* findings by severity; yen of the errors */
        int64_t applications, subsidy; /* compared: each application once, its highest amount */
};
enum status audit_count(struct audit_counts *out, struct audit_index *);
/* Gives the findings in the order of severity, yen, id and key, and the others in the order of their files. What is given dies with
 * the call. */
enum status audit_each(struct audit_index *, enum status (*each)(void *user, const struct audit_finding *), void *user);
enum status audit_each_unused(struct audit_index *, void (*each)(void *user, const struct audit_unused *), void *user);

enum status audit_each_copy(struct audit_index *, void (*each)(void *user, const struct audit_copy *), void *user);
/* Gives some of the packets that were compared, chosen whatever their order, for somebody who looks at the papers. */
enum status audit_each_sample(struct audit_index *, int most, void (*each)(void *user, const struct audit_packet *),
                              void *user);

#endif
