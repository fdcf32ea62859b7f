/* A receipt (領収書): proof of payment; never a レセプト. Key: payer's code and number.
 * A vendor's breakdown (領収書内訳書) of the same number hangs on its receipt. */
#ifndef SOROE_RECEIPT_H
#define SOROE_RECEIPT_H

#include "core/value/calendar.h"
#include "core/file/digest.h"
#include "core/record/origin.h"
#include "core/base/text.h"
#include "core/base/vec.h"
#include "core/value/yen.h"

#include <stdbool.h>

enum document {
        DOC_RECEIPT,
        DOC_BREAKDOWN,
        DOC_TRANSFER,
        DOC_CARD,
        DOC_INVOICE,
        DOC_ESTIMATE,
        DOC_DELIVERY,
        DOCUMENTS
};

const char *document_id(enum document); /* "receipt" "breakdown" "transfer-statement" … */
/* 領収書 領収書内訳書 振込明細 カード明細 請求書 見積書 納品書; "receipt" */
const char *document_word(enum document, enum language);
bool document_by_id(enum document *out, const char *id);
bool document_by_word(enum document *out, const char *word_key); /* `word_key` from text_key; "" is DOC_RECEIPT */

/* How a scan came to its receipt: a table names it, its own file name does, somebody said so. */
enum tie_how { TIE_TABLE, TIE_NAME, TIE_HAND };

enum evidence_state { EVIDENCE_MISSING, EVIDENCE_OK, EVIDENCE_DAMAGED };

/* A scan or a PDF as received. It lies in the workspace under evidence/<sha256>.<ext>. */
struct evidence {
        const char *name;   /* file name as typed */
        const char *sha256; /* "" while missing */
        const char *ext;    /* jpg png pdf; "" while missing */
        enum evidence_state state;
        const char *reason; /* why it is damaged; "" */
        int64_t size;       /* bytes */
        /* pixels of an image, 0 if not said; degrees clockwise to turn it upright */
        int32_t width, height, dpi, rotation;
        int32_t carries;   /* of a PDF: enum pdf_carries (core/format/image.h) */
        bool is_breakdown; /* the vendor's 内訳書, not the receipt itself */
};
struct evidence_list {
        VEC(struct evidence);
};

/* Splits a cell into file names. A semicolon always parts them; 、 , and a line break do only if every part ends like the name of a
 * scan, because a name may hold a comma itself. */
struct texts scan_names(struct arena *, const char *cell);

/* A line that was entered from the vendor's 領収書内訳書. If the receipt is shared, it comes from this facility's breakdown. */
struct vendor_line {
        int32_t position; /* from 1 */
        const char *category_text, *item, *description;
        struct yen amount;
        const char *category; /* id, as of purchases */
        bool excluded;        /* its category is 対象外 (programme_resolve): it stands in column ②, else in ① */
        struct origin origin;
};
struct vendor_line_list {
        VEC(struct vendor_line);
};

struct receipt {
        const char *facility; /* payer's code */
        const char *number;
        const char *issuer, *issuer_address, *issuer_phone; /* "" if empty */
        struct date date, paid_on;                          /* paid_on may be unset */
        struct yen amount;
        const char *registration_number, *addressee, *note;
        enum document document;
        bool is_breakdown; /* document is DOC_BREAKDOWN: this row hangs on the receipt of the same number */
        const char *evidence_names, *breakdown_names; /* 画像ファイル名 and 内訳書ファイル名 as typed */
        struct evidence_list evidence;
        bool has_breakdown_total;
        struct yen breakdown_total;           /* 領収金額 of the breakdown's own row */
        struct vendor_line_list vendor_lines; /* of the breakdown, where they were entered */
        /* facts of the day about the same receipt elsewhere, filled by the store: */
        bool shared;             /* other facilities have lines on it */
        struct yen others_total; /* the sum of their lines */
        struct origin origin;
        const char *spoilt; /* as of facilities; also where it is a line of its breakdown */
};
struct receipt_list {
        VEC(struct receipt);
};

#endif
