#include "receipts/einvoice/einvoice.h"

#include <stdlib.h>
#include <string.h>

#include "receipts/einvoice/einvoice_private.h"

#include "core/banned.h"

#define INVOICE_SPACE "urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
#define CREDIT_SPACE  "urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
#define ENVELOPE      "StandardBusinessDocument" /* what Peppol carries an invoice in */

enum { NARROWED = 8192 };

static bool is_invoice(struct bytes head)
{
        static const char bom[] = "\xef\xbb\xbf";
        size_t i = head.n >= 3 && memcmp(head.at, bom, 3) == 0 ? 3 : 0;

        while (i < head.n && strchr(" \t\r\n", head.at[i]) && head.at[i])
                i++;
        return i < head.n && head.at[i] == '<' &&
               (memmem(head.at, head.n, INVOICE_SPACE, sizeof INVOICE_SPACE - 1) ||
                memmem(head.at, head.n, CREDIT_SPACE, sizeof CREDIT_SPACE - 1));
}

/* Every second byte of UTF-16: what ASCII is in it. */
static struct bytes narrowed(struct bytes head, size_t from, unsigned char out[NARROWED])
{
        size_t n = 0;

        for (size_t i = from; i < head.n && n < NARROWED; i += 2)
                out[n++] = head.at[i];
        return (struct bytes){out, n};
}

bool einvoice_is(struct bytes head)
{
        unsigned char narrow[NARROWED];

        if (head.n >= 2 && memcmp(head.at, "\xff\xfe", 2) == 0)
                return is_invoice(narrowed(head, 2, narrow));
        if (head.n >= 2 && memcmp(head.at, "\xfe\xff", 2) == 0)
                return is_invoice(narrowed(head, 3, narrow));
        return is_invoice(head);
}

/* ---- which element is which value: of several, the first counts (JP PINT allows one of each) */

struct slot {
        const char *path;
        size_t offset;
};

#define SUPPLIER   "/AccountingSupplierParty/Party"
#define AT(member) offsetof(struct raw_invoice, member)

static const struct slot invoice_slots[] = {
        {"/CustomizationID", AT(profile)},
        {"/ID", AT(number)},
        {"/IssueDate", AT(issued)},
        {"/DueDate", AT(due)},
        {"/PaymentMeans/PaymentDueDate", AT(due)},
        {"/InvoiceTypeCode", AT(kind_code)},
        {"/CreditNoteTypeCode", AT(kind_code)},
        {"/DocumentCurrencyCode", AT(currency)},
        {"/BillingReference/InvoiceDocumentReference/ID", AT(preceding)},
        {SUPPLIER "/PartyLegalEntity/RegistrationName", AT(issuer_legal)},
        {SUPPLIER "/PartyName/Name", AT(issuer_trade)},
        {SUPPLIER "/PartyTaxScheme/CompanyID", AT(registration)},
        {SUPPLIER "/Contact/Telephone", AT(phone)},
        {SUPPLIER "/PostalAddress/CountrySubentity", AT(address[0])},
        {SUPPLIER "/PostalAddress/CityName", AT(address[1])},
        {SUPPLIER "/PostalAddress/StreetName", AT(address[2])},
        {SUPPLIER "/PostalAddress/AdditionalStreetName", AT(address[3])},
        {SUPPLIER "/PostalAddress/AddressLine/Line", AT(address[4])},
        {"/AccountingCustomerParty/Party/PartyLegalEntity/RegistrationName", AT(buyer_legal)},
        {"/AccountingCustomerParty/Party/PartyName/Name", AT(buyer_trade)},
        {"/LegalMonetaryTotal/LineExtensionAmount", AT(totals[TOTAL_LINES])},
        {"/LegalMonetaryTotal/AllowanceTotalAmount", AT(totals[TOTAL_ALLOWANCES])},
        {"/LegalMonetaryTotal/ChargeTotalAmount", AT(totals[TOTAL_CHARGES])},
        {"/LegalMonetaryTotal/TaxExclusiveAmount", AT(totals[TOTAL_WITHOUT_TAX])},
        {"/LegalMonetaryTotal/TaxInclusiveAmount", AT(totals[TOTAL_WITH_TAX])},
        {"/LegalMonetaryTotal/PrepaidAmount", AT(totals[TOTAL_PREPAID])},
        {"/LegalMonetaryTotal/PayableRoundingAmount", AT(totals[TOTAL_ROUNDING])},
        {"/LegalMonetaryTotal/PayableAmount", AT(totals[TOTAL_PAYABLE])},
};
#undef AT
#define AT(member) offsetof(struct raw_line, member)

/* Below /InvoiceLine or /CreditNoteLine. */
static const struct slot line_slots[] = {
        {"/ID", AT(id)},
        {"/InvoicedQuantity", AT(quantity)},
        {"/CreditedQuantity", AT(quantity)},
        {"/LineExtensionAmount", AT(amount)},
        {"/InvoicePeriod/EndDate", AT(delivered)},
        {"/OrderLineReference/OrderReference/ID", AT(order)},
        {"/DocumentReference/ID", AT(document)},
        {"/Item/Name", AT(name)},
        {"/Item/SellersItemIdentification/ID", AT(product)},
        {"/Item/ClassifiedTaxCategory/ID", AT(tax_category)},
        {"/Item/ClassifiedTaxCategory/Percent", AT(percent)},
};
/* Below /AllowanceCharge. */
static const struct slot charge_slots[] = {
        {"/ChargeIndicator", AT(is_charge)},   {"/AllowanceChargeReason", AT(name)},  {"/Amount", AT(amount)},
        {"/TaxCategory/ID", AT(tax_category)}, {"/TaxCategory/Percent", AT(percent)},
};
#undef AT
#define AT(member) offsetof(struct raw_subtotal, member)

/* Below /TaxTotal/TaxSubtotal. */
static const struct slot subtotal_slots[] = {
        {"/TaxableAmount", AT(taxable)},
        {"/TaxAmount", AT(tax)},
        {"/TaxCategory/ID", AT(tax_category)},
        {"/TaxCategory/Percent", AT(percent)},
};
#undef AT

struct einvoice_reading {
        struct raw_invoice *raw;
        const struct einvoice_source *source;
        struct arena *arena;
        bool envelope;
        const char *inside;  /* the invoice's path in its envelope, "/Invoice"; NULL: not there yet, or no envelope */
        const char *refused; /* why reading stopped, in words of both languages */
        int refused_line;
};

static enum xml_go refuse(struct einvoice_reading *r, int line, const char *words)
{
        r->refused = words;
        r->refused_line = line;
        return XML_STOP;
}

static void keep(void *record, const struct slot *slots, size_t n, const char *path, const struct xml_element *e,
                 struct arena *arena)
{
        for (size_t i = 0; i < n; i++) {
                struct raw_text *text = (struct raw_text *)((char *)record + slots[i].offset);

                if (strcmp(slots[i].path, path) == 0 && !text->line)
                        *text = (struct raw_text){arena_strdup(arena, e->text), e->line};
        }
}

#define KEEP(record, slots, path, e, arena)                                                                            \
        keep((record), (slots), sizeof(slots) / sizeof *(slots), (path), (e), (arena))

/* Returns what follows `group` in the path; NULL where the path lies elsewhere. */
static const char *below(const char *path, const char *group)
{
        size_t n = strlen(group);

        return strncmp(path, group, n) == 0 && (path[n] == '/' || !path[n]) ? path + n : NULL;
}

static const char *line_group(const struct raw_invoice *raw)
{
        return raw->credit ? "/CreditNoteLine" : "/InvoiceLine";
}

static enum xml_go open_root(struct einvoice_reading *r, const struct xml_element *e)
{
        r->raw->credit = strcmp(e->space, CREDIT_SPACE) == 0;
        r->raw->line = e->line;
        if (strcmp(e->name, r->raw->credit ? "CreditNote" : "Invoice") != 0 ||
            (!r->raw->credit && strcmp(e->space, INVOICE_SPACE) != 0))
                return refuse(r, e->line,
                              "UBL の Invoice でも CreditNote でもありません¦neither a UBL Invoice nor a CreditNote");
        return XML_GO;
}

static const char too_many[] = "明細か添付が多すぎます¦too many lines or attachments";

/* In an envelope, an element of the invoice is read as if there were no envelope. Other elements of the envelope say
 * nothing. */
static bool unwrap(struct xml_element *out, struct einvoice_reading *r, const struct xml_element *e)
{
        *out = *e;
        if (!*e->path && strcmp(e->name, ENVELOPE) == 0)
                r->envelope = true;
        if (!r->envelope)
                return true;
        if (!r->inside && (strcmp(e->path, "/Invoice") == 0 || strcmp(e->path, "/CreditNote") == 0))
                r->inside = arena_strdup(r->arena, e->path);
        out->path = r->inside ? below(e->path, r->inside) : NULL;
        return out->path != NULL;
}

static enum xml_go on_open(void *user, const struct xml_element *element)
{
        struct einvoice_reading *r = user;
        struct raw_invoice *raw = r->raw;
        struct xml_element inner;
        const struct xml_element *e = &inner;

        if (!unwrap(&inner, r, element))
                return XML_GO;
        if (!*e->path)
                return open_root(r, e);
        if (strcmp(e->path, line_group(raw)) == 0 || strcmp(e->path, "/AllowanceCharge") == 0) {
                if (raw->lines.n == EINVOICE_MOST_LINES)
                        return refuse(r, e->line, too_many);
                *vec_add(r->arena, &raw->lines) = (struct raw_line){.line = e->line, .of_whole = e->path[1] == 'A'};
        } else if (strcmp(e->path, "/TaxTotal/TaxSubtotal") == 0) {
                if (raw->subtotals.n == EINVOICE_MOST_SUBTOTALS)
                        return refuse(r, e->line, too_many);
                vec_add(r->arena, &raw->subtotals)->line = e->line;
        } else if (strcmp(e->path, ATTACHED) == 0) {
                if (raw->attachments.n == EINVOICE_MOST_ATTACHED)
                        return refuse(r, e->line, too_many);
                *vec_add(r->arena, &raw->attachments) =
                        (struct einvoice_attachment){arena_strdup(r->arena, xml_element_attr(e, "filename")),
                                                     arena_strdup(r->arena, xml_element_attr(e, "mimeCode")), e->line};
                return XML_STREAM; /* its bytes are read when they are wanted */
        }
        return XML_GO;
}

/* Any amount in another currency: the invoice is refused as a whole. */
static void watch_currency(struct einvoice_reading *r, const struct xml_element *e)
{
        const char *currency = xml_element_attr(e, "currencyID");

        if (*currency && strcmp(currency, "JPY") != 0 && !r->raw->foreign.line)
                r->raw->foreign = (struct raw_text){arena_strdup(r->arena, currency), e->line};
}

static enum xml_go on_close(void *user, const struct xml_element *element)
{
        struct einvoice_reading *r = user;
        struct raw_invoice *raw = r->raw;
        const char *in_line, *in_charge, *in_subtotal;
        struct xml_element inner;
        const struct xml_element *e = &inner;

        if (!unwrap(&inner, r, element))
                return XML_GO;
        in_line = below(e->path, line_group(raw));
        in_charge = below(e->path, "/AllowanceCharge");
        in_subtotal = below(e->path, "/TaxTotal/TaxSubtotal");
        watch_currency(r, e);
        if (in_line && raw->lines.n)
                KEEP(&raw->lines.at[raw->lines.n - 1], line_slots, in_line, e, r->arena);
        else if (in_charge && raw->lines.n)
                KEEP(&raw->lines.at[raw->lines.n - 1], charge_slots, in_charge, e, r->arena);
        else if (in_subtotal && raw->subtotals.n)
                KEEP(&raw->subtotals.at[raw->subtotals.n - 1], subtotal_slots, in_subtotal, e, r->arena);
        else
                KEEP(raw, invoice_slots, e->path, e, r->arena);
        return XML_GO;
}

static enum xml_go pass_over(void *user, const char *text, size_t n)
{
        (void)user;
        (void)text;
        (void)n;
        return XML_GO;
}

static int64_t source_bytes(void *user, void *out, int64_t at, size_t n)
{
        const struct einvoice_source *source = ((struct einvoice_reading *)user)->source;

        return source->bytes(source->user, out, at, n);
}

static char *place(struct findings *findings, const char *file, int line)
{
        return arena_printf(findings->arena, "%s:%d:1", file, line ? line : 1);
}

static enum status read_raw(struct einvoice_reading *r, struct findings *findings)
{
        const struct xml_handler handler = {r, on_open, on_close, pass_over, source_bytes};
        struct xml_error error = {0};
        enum status st = xml_elements(&handler, r->arena, &error);
        struct finding *f;

        if (st == OK && r->envelope && !r->inside)
                refuse(r, 1, "封筒の中に請求書がありません¦no invoice in its envelope");
        if (st == ERR_SYSTEM || (st == OK && !r->refused))
                return st;
        f = finding_add(findings, E056, NULL, r->source->file,
                        place(findings, r->source->file, st == OK ? r->refused_line : error.line));
        f->args[0] = st == OK ? r->refused : arena_strdup(findings->arena, error.words);
        return ERR_INPUT;
}

enum status einvoice_read(struct einvoice *out, const struct einvoice_source *source, struct arena *arena,
                          struct findings *findings)
{
        struct raw_invoice raw = {0};
        struct einvoice_reading r = {.raw = &raw, .source = source, .arena = arena};
        enum status st = read_raw(&r, findings);

        *out = (struct einvoice){0};
        if (st != OK)
                return st;
        if (!einvoice_values(out, &raw, source->file, arena, findings) ||
            !einvoice_settle(out, source->file, arena, findings))
                return ERR_INPUT;
        return OK;
}

/* ---- attachments */

struct decoding {
        const struct einvoice_source *source;
        size_t wanted, seen;
        bool active;
        struct buffer out;
        const char *wrong;
        uint32_t bits;
        int n_bits, padding;
};

/* Also in an envelope. */
static bool is_attached(const char *path)
{
        const char *const roots[] = {"/Invoice", "/CreditNote"};

        for (size_t i = 0; i < 2; i++)
                if (below(path, roots[i]) && strcmp(below(path, roots[i]), ATTACHED) == 0)
                        return true;
        return strcmp(path, ATTACHED) == 0;
}

static enum xml_go find_attachment(void *user, const struct xml_element *e)
{
        struct decoding *d = user;

        if (!is_attached(e->path))
                return XML_GO;
        d->active = d->seen++ == d->wanted;
        return XML_STREAM;
}

static enum xml_go end_attachment(void *user, const struct xml_element *e)
{
        const struct decoding *d = user;

        return is_attached(e->path) && d->active ? XML_STOP : XML_GO;
}

/* RFC 4648, 4. -1: not of the alphabet. */
static int sextet(unsigned char c)
{
        if (c >= 'A' && c <= 'Z')
                return c - 'A';
        if (c >= 'a' && c <= 'z')
                return c - 'a' + 26;
        if (c >= '0' && c <= '9')
                return c - '0' + 52;
        return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static enum xml_go decode(void *user, const char *text, size_t n)
{
        struct decoding *d = user;

        for (size_t i = 0; d->active && i < n && !d->wrong; i++) {
                unsigned char c = (unsigned char)text[i];
                int six = sextet(c);

                if (strchr(" \t\r\n", c) && c)
                        continue;
                d->padding += c == '=';
                if ((six < 0 && c != '=') || (six >= 0 && d->padding) || d->padding > 2)
                        d->wrong = "base64 が壊れています¦its base64 is damaged";
                if (six < 0)
                        continue;
                d->bits = (d->bits << 6 | (uint32_t)six) & 0xffffff;
                d->n_bits += 6;
                if (d->n_bits >= 8) {
                        d->n_bits -= 8;
                        buffer_char(&d->out, (char)(d->bits >> d->n_bits & 0xff));
                }
                if (d->out.n > EINVOICE_MOST_ATTACHMENT)
                        d->wrong = "大きすぎます(24MBまで)¦larger than 24 MB";
        }
        return d->wrong ? XML_STOP : XML_GO;
}

static int64_t decoding_bytes(void *user, void *out, int64_t at, size_t n)
{
        const struct einvoice_source *source = ((struct decoding *)user)->source;

        return source->bytes(source->user, out, at, n);
}

/* Four characters are three bytes. Text that was cut leaves six bits over, or padding that does not fit. */
static bool is_whole(const struct decoding *d)
{
        return (d->n_bits == 0 && d->padding == 0) || (d->n_bits == 2 && d->padding == 1) ||
               (d->n_bits == 4 && d->padding == 2);
}

enum status einvoice_attachment(struct bytes *out, const char **wrong, const struct einvoice_source *source, size_t n,
                                struct arena *arena)
{
        struct decoding d = {.source = source, .wanted = n, .out = buffer_in(arena)};
        const struct xml_handler handler = {&d, find_attachment, end_attachment, decode, decoding_bytes};
        struct xml_error error = {0};
        enum status st;

        /* once: a buffer that grows leaves its old copies in the arena */
        buffer_reserve(&d.out, source->size / 4 * 3 < (int64_t)EINVOICE_MOST_ATTACHMENT
                                       ? (size_t)source->size / 4 * 3 + 4
                                       : EINVOICE_MOST_ATTACHMENT + 4);
        st = xml_elements(&handler, arena, &error);
        if (st == ERR_SYSTEM)
                return st;
        if (st != OK || d.seen <= n)
                d.wrong = "XML を読めません¦the XML cannot be read";
        else if (!d.wrong && !is_whole(&d))
                d.wrong = "base64 が途中で切れています¦its base64 is cut short";
        *wrong = d.wrong;
        *out = buffer_bytes(&d.out);
        return d.wrong ? ERR_INPUT : OK;
}
