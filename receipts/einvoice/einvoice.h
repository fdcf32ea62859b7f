/* One JP PINT e-invoice (UBL 2.1: invoice, credit note, summary invoice; also of businesses that are not registered for the tax),
 * as a receipt that is no proof of payment and its lines. Read as a stream; a foreign currency, sums that do not hold, and XML
 * that is damaged or made to harm are refused.
 *
 * An invoice states its lines without tax, and the tax of each rate for all of them together. A line's amount with tax is
 * taken only where the invoice leaves no choice (receipts/einvoice/einvoice_lines.c); else the lines stay as stated, the rest of the tax
 * is a line of its own, and that line carries a question. So the lines always add up to the amount, and no yen is guessed. */
#ifndef SOROE_EINVOICE_H
#define SOROE_EINVOICE_H

#include "core/base/finding.h"
#include "core/format/xml/xml_elements.h"
#include "core/value/yen.h"

#define EINVOICE_MOST_BYTES      ((size_t)36 << 20)
#define EINVOICE_MOST_LINES      10000
#define EINVOICE_MOST_SUBTOTALS  50
#define EINVOICE_MOST_ATTACHED   100
#define EINVOICE_MOST_ATTACHMENT ((size_t)24 << 20) /* bytes, decoded */

/* The sums an invoice states (cac:LegalMonetaryTotal). */
enum einvoice_total {
        TOTAL_LINES,
        TOTAL_ALLOWANCES,
        TOTAL_CHARGES,
        TOTAL_WITHOUT_TAX,
        TOTAL_WITH_TAX,
        TOTAL_PREPAID,
        TOTAL_ROUNDING,
        TOTAL_PAYABLE,
        TOTALS
};

/* Bytes of the file: as struct xml_handler.bytes. */
struct einvoice_source {
        int64_t (*bytes)(void *user, void *out, int64_t at, size_t n);
        void *user;
        const char *file; /* its name, for places */
        int64_t size;
};

enum einvoice_kind {
        EINVOICE_LINE,
        EINVOICE_ALLOWANCE,
        EINVOICE_CHARGE,
        EINVOICE_TAX,
        EINVOICE_PREPAID,
        EINVOICE_ROUNDING
};

/* What is to be paid, or not: a line of the invoice, an allowance or a charge on the whole of it, and what the sums need. */
struct einvoice_line {
        enum einvoice_kind kind;
        int line;                           /* of the file */
        const char *name, *note, *quantity; /* quantity "" where it is no whole number */
        const char *tax_category;           /* "S" "AA" "E" "O" …; "" */
        int32_t percent;                    /* in hundredths */
        struct yen net, amount;             /* without tax as stated; as it comes in */
        bool with_tax;                      /* amount holds its tax */
        const char *question; /* EINVOICE_TAX: the lines whose share nobody can tell, joined by 、; else NULL */
};

struct einvoice_subtotal {
        int line;
        const char *tax_category;
        int32_t percent;
        struct yen taxable, tax;
};

struct einvoice_attachment {
        const char *name, *mime; /* a file name without folders; "invoice.pdf" where it has none */
        int line;
};

struct einvoice {
        bool credit;                                   /* a credit note: every amount is negative */
        int line, registration_line;                   /* of the root element, and of that one */
        const char *profile;                           /* CustomizationID */
        const char *number, *issued, *due, *preceding; /* dates as ISO; "" */
        const char *issuer, *issuer_address, *issuer_phone, *addressee;
        const char *registration, *registration_typed; /* cleaned of a stray sign; as it stands */
        struct einvoice_sum {
                int line; /* 0: not stated */
                struct yen yen;
        } totals[TOTALS];
        struct einvoice_lines {
                VEC(struct einvoice_line);
        } lines;
        struct einvoice_subtotals {
                VEC(struct einvoice_subtotal);
        } subtotals;
        struct einvoice_attachments {
                VEC(struct einvoice_attachment);
        } attachments;
};

/* Does the file begin like a UBL invoice or credit note? */
bool einvoice_is(struct bytes head);

/* ERR_INPUT: refused, findings say why. */
enum status einvoice_read(struct einvoice *out, const struct einvoice_source *, struct arena *, struct findings *);

/* Decodes the n-th attachment. ERR_INPUT: its base64 is damaged or too large, and *wrong says so in words. */
enum status einvoice_attachment(struct bytes *out, const char **wrong, const struct einvoice_source *, size_t n,
                                struct arena *);

/* Works out the amounts that come in from those that the invoice states. False: the sums of the invoice do not hold, and a finding says
 * which. Pure. */
bool einvoice_settle(struct einvoice *, const char *file, struct arena *, struct findings *);

#endif
