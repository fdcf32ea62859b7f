/* What the checks of verify share. Only templates/verify/ includes this. */
#ifndef SOROE_VERIFY_PRIVATE_H
#define SOROE_VERIFY_PRIVATE_H

#include "core/programme/programme.h"
#include "core/format/xml/xml_schema.h"

#include "templates/record/application.h"
#include "templates/packet/bag.h"
#include "templates/reread/pdf_agree.h"
#include "templates/verify/upload.h"
#include "templates/verify/verify.h"

#define VERIFIER_MOST_PROGRAMMES 64

struct verifier {
        struct arena *arena;
        struct xml_parser parser;                    /* of application.xml */
        struct xml_schema *schemas[FORM_NEWEST + 1]; /* of application.xml, by form; by verifier_schema */
        struct fonts *fonts;                         /* by verifier_fonts */
        bool asked, borrowed;                        /* they are opened, or are missing; they are the caller's */
        struct fault no_fonts;                       /* why they are not open */
        struct programmes {
                VEC(const struct programme *);
        } programmes; /* already loaded, by their bytes */
        struct pdf_agreed agreed;
        struct pdf_known known;          /* ToUnicode of fonts */
        bytes_read *read;                /* what is given is mapped; NULL */
        const struct programme *against; /* to compare with; NULL */
};

/* One packet on its way: each check leaves what the next ones need. */
struct verifying {
        struct verifier *verifier;
        struct verification *out;
        struct verify_check *check; /* the one that runs */
        struct arena *arena;
        struct bytes zip;
        enum verify_level level;
        bool unpacked; /* a folder: there is no container */
        struct zip_members members;
        struct date day; /* of the container */
        struct bag bag;
        xmlDoc *doc;
        struct application app;
        const struct programme *programme;
        struct packet packet; /* assessed again */
        struct assessment assessment;
        /* a moment ago, from these bytes, and drawn: its pages; they are not drawn again */
        const struct bag_known *made;
        struct pdf *drawn;      /* its pages, once they are drawn; NULL */
        struct pdf_text papers; /* what summary.pdf says */
        char code[CHECK_CODE_TEXT];
        bool is_upload; /* a PDF beside its packet */
        struct bytes uploaded;
        struct upload_packet beside;
        struct upload *upload;
};

typedef enum check_result verify_run(struct verifying *);
verify_run verify_container, verify_bag, verify_schema, verify_evidence, verify_programme, verify_assessment,
        verify_installed, verify_code, verify_agreement, verify_render, verify_signature, verify_upload_pages,
        verify_upload_copies, verify_upload_code, verify_upload_labels, verify_upload_whole, verify_against;

/* Each returns its result, for `return verify_fail(…)`. The strings live in the packet's arena. */
enum check_result verify_fail(struct verifying *, const char *ja, const char *en);
enum check_result verify_not_run(struct verifying *, const char *ja, const char *en);
enum check_result verify_skip(struct verifying *, const char *ja, const char *en);

/* Returns the enclosed programme, loaded once; NULL with *why. */
const struct programme *verifier_programme(struct verifier *, struct bytes file, const char **why, struct arena *);
/* Returns the schema of application.xml in that form; NULL with what is wrong. */
struct xml_schema *verifier_schema(struct verifier *, enum record_form, struct xml_error *);
/* Returns NULL if the fonts are missing or cannot be opened; verifier_no_fonts says why, for `return verifier_no_fonts(v)`. */
struct fonts *verifier_fonts(struct verifier *);
enum check_result verifier_no_fonts(struct verifying *);
/* Says that the check compared in a weaker way. It keeps `result`, and its detail says so. */
enum check_result verify_weaker(struct verifying *, enum check_result, const char *ja, const char *en);
/* Pages of forms from this one on are drawn again. */
#define FORM_DRAWN FORM_2
const struct zip_member *payload_find(const struct verifying *, const char *name);

#endif
