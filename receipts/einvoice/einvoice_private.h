/* What the files of this room share: the texts of an e-invoice before they are values. Only they include this. */
#ifndef SOROE_EINVOICE_PRIVATE_H
#define SOROE_EINVOICE_PRIVATE_H

#include "receipts/einvoice/einvoice.h"

#define ATTACHED "/AdditionalDocumentReference/Attachment/EmbeddedDocumentBinaryObject"

/* The text of an element; line 0: it is not there. */
struct raw_text {
        const char *at;
        int line;
};

struct raw_line {
        int line;
        bool of_whole; /* an allowance or a charge on the document */
        struct raw_text id, name, quantity, amount, delivered, order, document, product, tax_category, percent,
                is_charge;
};
struct raw_subtotal {
        int line;
        struct raw_text taxable, tax, tax_category, percent;
};

struct raw_invoice {
        bool credit;
        int line;
        struct raw_text profile, number, issued, due, kind_code, currency, foreign, preceding;
        struct raw_text issuer_legal, issuer_trade, registration, phone, address[5], buyer_legal, buyer_trade;
        struct raw_text totals[TOTALS];
        struct raw_lines {
                VEC(struct raw_line);
        } lines;
        struct raw_subtotals {
                VEC(struct raw_subtotal);
        } subtotals;
        struct einvoice_attachments attachments;
};

/* Reads the texts as values. False: one is missing or cannot be read, and a finding says which. */
bool einvoice_values(struct einvoice *out, const struct raw_invoice *, const char *file, struct arena *,
                     struct findings *);

#endif
