/* Verification: the way back from a ZIP to its yen, with nothing but the packet. Each check is a row of
 * one table; the verdict follows from the rows, so a check that should have run and did not makes
 * the packet "incomplete", never "ok". Everything in a packet is untrusted. */
#ifndef SOROE_VERIFY_H
#define SOROE_VERIFY_H

#include "core/assess/comparison.h"
#include "core/base/status.h"
#include "core/format/zip.h"

#include "templates/font/font.h"

enum verify_level { LEVEL_CONTAINER, LEVEL_BAG, LEVEL_RECORD, LEVEL_ASSESSMENT, LEVEL_PAPERS, LEVEL_ALL, LEVELS };
const char *verify_level_id(enum verify_level);
bool verify_level_by_id(enum verify_level *out, const char *id);

enum check_result { CHECK_NOT_RUN, CHECK_OK, CHECK_FAILED, CHECK_NOT_APPLICABLE };
const char *check_result_word(enum check_result); /* "ok" "failed" "not run" "not applicable" */

struct verify_check {
        const char *id;      /* "container" "bag" "schema" … */
        const char *name[2]; /* for people, Japanese and English */
        enum check_result result;
        const char *detail[2]; /* why; "" */
        bool weaker;           /* compared by a weaker way than drawing again: the detail says how */
};
enum verdict { VERDICT_OK, VERDICT_FAILED, VERDICT_INCOMPLETE };
/* Is everything in order but its rules, which are a revision unknown here of a programme that is known? Only that then keeps it from
 * being "ok". */
struct verification;
bool verify_rules_unknown(const struct verification *);
const char *verdict_word(enum verdict); /* "ok" "failed" "incomplete" */

struct application;
struct verification {
        const char *file, *sha256;
        enum verdict verdict;
        struct verify_checks {
                VEC(struct verify_check);
        } checks;
        const char *facility, *category; /* NULL while not known */
        bool has_subsidy;
        int64_t subsidy;
        /* NULL: none was asked for, or the packet's own amounts could not be repeated */
        const struct comparison *against;
        int weaker;            /* checks that compared by a weaker way */
        const char *remedy[2]; /* what to do, where it is not to replace the packet; NULL */
        /* what was read of it; NULL where that check did not succeed. `record`: application.xml, among the bytes given */
        const struct application *application;
        const struct programme *programme;
        struct bytes record;
        const char *record_sha256; /* its digest begins with the check code */
};

/* Schemas, programmes and fonts, opened once for many packets. */
struct verifier;
enum status verifier_new(struct verifier **out, struct arena *, struct findings *); /* yours: verifier_free */
void verifier_free(struct verifier *);
/* Lends fonts that are open already; they must live as long as the verifier. */
void verifier_borrow_fonts(struct verifier *, struct fonts *);

/* From now on every packet is judged by this programme, too (from LEVEL_ASSESSMENT on). A difference is no fault of the packet. */
void verifier_against(struct verifier *, const struct programme *);

/* Says that the bytes given are those of mapped files. `read` is called with the pieces that may leave the memory. */
void verifier_maps(struct verifier *, bytes_read *read);

/* `file` is for naming only. Always fills *out. */
void verify_packet(struct verification *out, struct verifier *, const char *file, struct bytes zip, enum verify_level,
                   struct arena *);
/* A packet just made, before it gets its name: LEVEL_PAPERS, its pages held against those that were drawn, its record and
 * papers against the bytes that were meant. */
struct packet_file;
void verify_made(struct verification *out, struct verifier *, const char *file, const struct packet_file *made,
                 struct arena *);
/* The same for an unpacked bag. The members are the files of its folder; their names begin with the folder's own name. There is no
 * container to check. */
void verify_members(struct verification *out, struct verifier *, const char *file, const struct zip_members *,
                    enum verify_level, struct arena *);
/* Verifies the PDF to upload that lies beside its packet: the packet's checks, at least to LEVEL_PAPERS, and those of the PDF's pages. */
void verify_uploaded(struct verification *out, struct verifier *, const char *file, struct bytes pdf, struct bytes zip,
                     enum verify_level, struct arena *);
/* Fills *out for a packet whose verification was cut off: it is incomplete. */
void verify_cut_off(struct verification *out, const char *file, const char *ja, const char *en, enum verify_level,
                    struct arena *);
/* Fills *out for a file that could not even be read. */
void verify_unreadable(struct verification *out, const char *file, const char *ja, const char *en, enum verify_level,
                       struct arena *);

#endif
