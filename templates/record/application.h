/* application.xml: the packet's model written down, and read back. Writing and reading use one
 * description of the attributes (templates/record/application_fields.c), so they cannot drift apart. */
#ifndef SOROE_APPLICATION_H
#define SOROE_APPLICATION_H

#include "core/format/xml/xml.h"

#include "templates/record/forms.h"
#include "templates/record/packet.h"

/* Writes application.xml in the form of the packet's records. The same packet gives the same bytes. */
struct bytes application_write(const struct packet *, struct arena *);

/* Do two documents say the same? The places of their records in the files may differ, because rows that are imported again in a
 * longer file are the same records. The `versions` of the program that made them may differ, too. */
bool application_same(struct bytes a, struct bytes b, struct arena *);
/* Returns the first value in which they differ, for people: "領収書 K-1 領収金額: 121,000 -> 121,001¦receipt K-1 amount: …"; NULL if they
 * do not. A value that was changed and changed back is no difference, though the history has grown. */
const char *application_difference(struct bytes a, struct bytes b, struct arena *);

/* A piece of evidence that the document says is enclosed. */
struct enclosed {
        const char *path, *sha256; /* path below data/ */
        size_t receipt, evidence;  /* indexes into records */
};

/* What a document says of itself; strings live in the arena. `records` are as entered, ids not yet resolved. */
struct application {
        enum form_told told;             /* records.form holds it where FORM_TOLD */
        const char *form;                /* as the root says it; "" in forms 1 and 2 */
        const char *facility, *category; /* of the root */
        bool draft, geta;
        struct date applied_on;
        struct versions versions;
        const char *programme_id, *programme_revision, *programme_sha256;
        struct yen claimed, eligible_total, eligible_cost, subsidy;
        struct findings facts;
        struct records records;
        struct correction_list corrections;
        struct enclosed_list {
                VEC(struct enclosed);
        } enclosed;
};
/* Reads what the root says of the document's form. This comes before the document is held against the schema of that form, so the
 * rest of it may be anything. */
enum form_told application_form(struct application *out, const xmlDoc *, struct arena *);
/* Reads a document that is valid against the schema/application.xsd of its form. Returns false if a value or a finding id is not
 * known; *why names it. */
bool application_read(struct application *out, const xmlDoc *, struct arena *, const char **why);

#endif
