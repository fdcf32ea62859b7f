/* E-invoices: what is read, how the tax comes to the lines, and what is refused. The two invoices at the head are laid out like
 * the examples that Peppol publishes for JP PINT 1.1.3; the sums are worked out beside the rows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/base/text.h"

#include "receipts/einvoice/einvoice.h"

#include "core/banned.h"

static int open_arena(void **state)
{
        xml_start();
        *state = arena_new(abort);
        return 0;
}

static int close_arena(void **state)
{
        arena_free(*state);
        return 0;
}

/* ---- an invoice from a few lines of text */

struct memory {
        const char *at;
        size_t n, most; /* most: bytes given at a time; 0: as many as asked for */
};

static int64_t memory_bytes(void *user, void *out, int64_t at, size_t n)
{
        const struct memory *m = user;
        size_t left = m->n - (size_t)at;

        if (m->most && n > m->most)
                n = m->most;
        if (n > left)
                n = left;
        memcpy(out, m->at + at, n);
        return (int64_t)n;
}

#define CBC "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
#define CAC "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"

struct parts {
        const char *root;   /* "Invoice" */
        const char *head;   /* after the number; NULL: the usual */
        const char *seller; /* inside Party; NULL */
        const char *more;   /* allowances, charges, attachments */
        const char *taxes;  /* "S 10 1000 100;…": category, percent, taxable, tax */
        const char *lines;  /* "name|quantity|net|category|percent;…" */
        const char *
                totals; /* "LineExtension TaxExclusive TaxInclusive Allowance Charge Prepaid Rounding Payable"; - is left out */
};

static const char *nth(struct arena *arena, const char *s, char between, int n)
{
        for (; n > 0 && s; n--) {
                s = strchr(s, between);
                s = s ? s + 1 : NULL;
        }
        return s ? arena_strndup(arena, s, strcspn(s, (char[]){between, ';', 0})) : "";
}

static void put_lines(struct buffer *out, const struct parts *p, struct arena *arena)
{
        const char *word = strcmp(p->root, "CreditNote") == 0 ? "Credit" : "Invoice";
        const char *quantity = strcmp(word, "Credit") == 0 ? "Credited" : "Invoiced";

        for (const char *s = p->lines; s && *s; s += strcspn(s, ";"), s += *s == ';')
                buffer_printf(out,
                              "<cac:%s%sLine>\n<cbc:ID>1</cbc:ID><cbc:%sQuantity unitCode=\"H87\">%s</cbc:%sQuantity>"
                              "<cbc:LineExtensionAmount currencyID=\"JPY\">%s</cbc:LineExtensionAmount><cac:Item>"
                              "<cbc:Name>%s</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>%s</cbc:ID><cbc:Percent>%s"
                              "</cbc:Percent></cac:ClassifiedTaxCategory></cac:Item></cac:%s%sLine>\n",
                              word, *word == 'C' ? "Note" : "", quantity, nth(arena, s, '|', 1), quantity,
                              nth(arena, s, '|', 2), nth(arena, s, '|', 0), nth(arena, s, '|', 3),
                              nth(arena, s, '|', 4), word, *word == 'C' ? "Note" : "");
}

static void put_taxes(struct buffer *out, const struct parts *p, struct arena *arena)
{
        buffer_text(out, "<cac:TaxTotal>");
        for (const char *s = p->taxes; s && *s; s += strcspn(s, ";"), s += *s == ';')
                buffer_printf(out,
                              "<cac:TaxSubtotal><cbc:TaxableAmount currencyID=\"JPY\">%s</cbc:TaxableAmount>"
                              "<cbc:TaxAmount currencyID=\"JPY\">%s</cbc:TaxAmount><cac:TaxCategory><cbc:ID>%s</cbc:ID>"
                              "<cbc:Percent>%s</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal>",
                              nth(arena, s, ' ', 2), nth(arena, s, ' ', 3), nth(arena, s, ' ', 0),
                              nth(arena, s, ' ', 1));
        buffer_text(out, "</cac:TaxTotal>\n");
}

static void put_totals(struct buffer *out, const struct parts *p, struct arena *arena)
{
        static const char *const names[] = {"LineExtension", "TaxExclusive", "TaxInclusive",    "AllowanceTotal",
                                            "ChargeTotal",   "Prepaid",      "PayableRounding", "Payable"};

        buffer_text(out, "<cac:LegalMonetaryTotal>");
        for (int i = 0; i < 8; i++) {
                const char *yen = nth(arena, p->totals, ' ', i);

                if (*yen && strcmp(yen, "-") != 0)
                        buffer_printf(out, "<cbc:%sAmount currencyID=\"JPY\">%s</cbc:%sAmount>", names[i], yen,
                                      names[i]);
        }
        buffer_text(out, "</cac:LegalMonetaryTotal>\n");
}

static const char *build(const struct parts *p, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_printf(&out,
                      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s "
                      "xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:%s-2\""
                      " xmlns:cac=\"" CAC "\" xmlns:cbc=\"" CBC "\">\n",
                      p->root, p->root);
        buffer_printf(&out,
                      "<cbc:CustomizationID>urn:peppol:pint:billing-1@jp-1</cbc:CustomizationID>\n<cbc:ID>INV-7</"
                      "cbc:ID>\n%s\n",
                      p->head ? p->head
                              : "<cbc:IssueDate>2025-10-06</cbc:IssueDate>"
                                "<cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>");
        buffer_printf(&out,
                      "<cac:AccountingSupplierParty><cac:Party>%s</cac:Party></cac:AccountingSupplierParty>\n"
                      "<cac:AccountingCustomerParty><cac:Party><cac:PartyLegalEntity><cbc:RegistrationName>霞野診療所"
                      "</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:AccountingCustomerParty>\n%s\n",
                      p->seller ? p->seller
                                : "<cac:PartyLegalEntity><cbc:RegistrationName>ミナモ電算</cbc:RegistrationName>"
                                  "</cac:PartyLegalEntity>",
                      p->more ? p->more : "");
        put_taxes(&out, p, arena);
        put_totals(&out, p, arena);
        put_lines(&out, p, arena);
        buffer_printf(&out, "</%s>\n", p->root);
        return out.at;
}

static enum status read(struct einvoice *out, const char *xml, size_t most, struct arena *arena,
                        struct findings *findings)
{
        struct memory memory = {xml, strlen(xml), most};
        struct einvoice_source source = {memory_bytes, &memory, "i.xml", (int64_t)memory.n};

        return einvoice_read(out, &source, arena, findings);
}

/* "name=amount name=amount", a ? behind what carries the question. */
static const char *amounts(const struct einvoice *in, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < in->lines.n; i++)
                buffer_printf(&out, "%s%s=%lld%s", i ? " " : "", in->lines.at[i].name,
                              (long long)in->lines.at[i].amount.n, in->lines.at[i].question ? "?" : "");
        return out.at;
}

#define ALLOWANCE(yen)                                                                                                 \
        "<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:AllowanceChargeReason>値引"       \
        "</cbc:AllowanceChargeReason><cbc:Amount currencyID=\"JPY\">" yen "</cbc:Amount><cac:TaxCategory><cbc:ID>S"    \
        "</cbc:ID><cbc:Percent>10</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge>"
#define CHARGE(yen)                                                                                                    \
        "<cac:AllowanceCharge><cbc:ChargeIndicator>true</cbc:ChargeIndicator><cbc:AllowanceChargeReason>配送"        \
        "</cbc:AllowanceChargeReason><cbc:Amount currencyID=\"JPY\">" yen "</cbc:Amount><cac:TaxCategory><cbc:ID>S"    \
        "</cbc:ID><cbc:Percent>10</cbc:Percent></cac:TaxCategory></cac:AllowanceCharge>"

static void tax_comes_to_the_lines(void **state)
{
        static const struct {
                const char *why;
                struct parts parts;
                const char *amounts; /* they add up to the last of the totals */
        } rows[] = {
                {"every share is whole: 250,000 + 25,000; 2,500 + 250; 3,490 without tax",
                 {"Invoice", NULL, NULL, NULL, "S 10 252500 25250;E 0 3490 0",
                  "椅子|5|250000|S|10;紙|5|2500|S|10;教科書|10|3490|E|0", "255990 255990 281240 0 0 0 0 281240"},
                 "椅子=275000 紙=2750 教科書=3490"},
                {"the shares of -179 (17.9) and 7,679 (767.9) are not: 26,000 - 25,000 - 250 = 750 is theirs together",
                 {"Invoice", NULL, NULL, ALLOWANCE("179") CHARGE("7679"), "S 10 260000 26000;E 0 3490 0",
                  "椅子|5|250000|S|10;紙|5|2500|S|10;教科書|10|3490|E|0", "255990 263490 289490 179 7679 0 0 289490"},
                 "椅子=275000 紙=2750 教科書=3490 値引=-179 配送=7679 消費税 10%=750?"},
                {"one share is not whole (99.9): the rest, 100, is its share to the yen",
                 {"Invoice", NULL, NULL, NULL, "S 10 1999 199", "A|1|1000|S|10;B|1|999|S|10",
                  "1999 1999 2198 - - - - 2198"},
                 "A=1100 B=1098"},
                {"three of 333, 333, 334: 33.3 + 33.3 + 33.4 = 100; nobody says which line bears it",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100", "A|1|333|S|10;B|1|333|S|10;C|1|334|S|10",
                  "1000 1000 1100 - - - - 1100"},
                 "A=333 B=333 C=334 消費税 10%=100?"},
                {"two rates, each by itself: 10% of 1,000; 8% of 1,250 = 100",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100;AA 8 1250 100", "A|1|1000|S|10;B|1|1250|AA|8",
                  "2250 2250 2450 - - - - 2450"},
                 "A=1100 B=1350"},
                {"the stated tax is not that of the line: 10% of 1,000 is not 90",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 90", "A|1|1000|S|10", "1000 1000 1090 - - - - 1090"},
                 "A=1000 消費税 10%=90?"},
                {"not registered for the tax: none is stated, none is added",
                 {"Invoice", NULL, NULL, NULL, "O 0 5000 0", "A|1|5000|O|0", "5000 5000 5000 - - - - 5000"},
                 "A=5000"},
                {"the same without any subtotal",
                 {"Invoice", NULL, NULL, NULL, "", "A|1|5000|O|", "5000 5000 5000 - - - - 5000"},
                 "A=5000"},
                {"1,100 paid before, 3 taken off the whole: 11,000 - 1,100 - 3 = 9,897",
                 {"Invoice", NULL, NULL, NULL, "S 10 10000 1000", "A|1|10000|S|10",
                  "10000 10000 11000 0 0 1100 -3 9897"},
                 "A=11000 前払金=-1100 端数調整=-3"},
                {"a credit note takes off: every amount is negative",
                 {"CreditNote", NULL, NULL, NULL, "S 10 3000 300", "返品|1|3000|S|10", "3000 3000 3300 - - - - 3300"},
                 "返品=-3300"},
                {"a credit note with an allowance: what was taken off is given back less",
                 {"CreditNote", NULL, NULL, ALLOWANCE("1000"), "S 10 2000 200", "返品|1|3000|S|10",
                  "3000 2000 2200 1000 - - - 2200"},
                 "返品=-3300 値引=1100"},
                {"decimals that are none",
                 {"Invoice", NULL, NULL, NULL, "S 10.00 1000.00 100.0", "A|1.000|1000.00|S|10.0",
                  "1000 1000 1100 - - - - 1100.00"},
                 "A=1100"},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                for (size_t most = 0; most < 14; most += 13) { /* at once, and 13 bytes at a time */
                        struct findings findings = findings_in(*state);
                        struct einvoice in;
                        int64_t sum = 0;

                        if (read(&in, build(&rows[i].parts, *state), most, *state, &findings) != OK)
                                fail_msg("%s: %s", rows[i].why, finding_message(*state, &findings.at[0], ENGLISH));
                        if (strcmp(amounts(&in, *state), rows[i].amounts) != 0)
                                fail_msg("%s: %s", rows[i].why, amounts(&in, *state));
                        for (size_t k = 0; k < in.lines.n; k++)
                                sum += in.lines.at[k].amount.n;
                        assert_int_equal(sum, in.totals[TOTAL_PAYABLE].yen.n);
                        assert_int_equal(findings.n, 0);
                }
}

static void the_question_names_the_lines(void **state)
{
        const struct parts parts = {"Invoice",
                                    NULL,
                                    NULL,
                                    ALLOWANCE("179") CHARGE("7679"),
                                    "S 10 17500 1750",
                                    "椅子|1|10000|S|10",
                                    "10000 17500 19250 179 7679 - - 19250"};
        struct findings findings = findings_in(*state);
        struct einvoice in;

        assert_int_equal(read(&in, build(&parts, *state), 0, *state, &findings), OK);
        assert_int_equal(in.lines.n, 4);
        assert_string_equal(in.lines.at[3].question, "値引、配送"); /* the chair's share is whole */
        assert_true(in.lines.at[0].with_tax);
        assert_false(in.lines.at[1].with_tax);
}

static void who_and_when(void **state)
{
        const struct parts parts = {
                "Invoice",
                "<cbc:IssueDate>2025-10-06</cbc:IssueDate><cbc:DueDate>2025-11-20+09:00</cbc:DueDate>"
                "<cbc:DocumentCurrencyCode>JPY</"
                "cbc:DocumentCurrencyCode><cac:BillingReference><cac:InvoiceDocumentReference>"
                "<cbc:ID>INV-6</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>",
                "<cac:PartyName><cbc:Name>ミナモ</cbc:Name></"
                "cac:PartyName><cac:PostalAddress><cbc:StreetName>四谷4-29</cbc:StreetName>"
                "<cbc:AdditionalStreetName>水面ビル</cbc:AdditionalStreetName><cbc:CityName>新宿区</cbc:CityName>"
                "<cbc:CountrySubentity>東京都</cbc:CountrySubentity></"
                "cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>"
                ">T7010705000725</cbc:CompanyID></cac:PartyTaxScheme><cac:PartyLegalEntity><cbc:RegistrationName>"
                "株式会社ミナモ電算</cbc:RegistrationName></"
                "cac:PartyLegalEntity><cac:Contact><cbc:Telephone>03-0000-0001"
                "</cbc:Telephone></cac:Contact>",
                NULL,
                "S 10 1000 100",
                "A|2.5|1000|S|10",
                "1000 1000 1100 - - - - 1100"};
        struct findings findings = findings_in(*state);
        struct einvoice in;

        assert_int_equal(read(&in, build(&parts, *state), 0, *state, &findings), OK);
        assert_string_equal(in.number, "INV-7");
        assert_string_equal(in.issued, "2025-10-06");
        assert_string_equal(in.due, "2025-11-20");
        assert_string_equal(in.preceding, "INV-6");
        assert_string_equal(in.issuer, "株式会社ミナモ電算"); /* the legal name before the trading name */
        assert_string_equal(in.issuer_address, "東京都新宿区四谷4-29 水面ビル");
        assert_string_equal(in.issuer_phone, "03-0000-0001");
        assert_string_equal(in.addressee, "霞野診療所");
        assert_string_equal(in.registration, "T7010705000725");
        assert_string_equal(in.registration_typed, ">T7010705000725");
        assert_string_equal(in.lines.at[0].quantity, ""); /* no whole number */
        assert_string_equal(in.lines.at[0].note, "数量 2.5");
}

#define USUAL "<cbc:IssueDate>2025-10-06</cbc:IssueDate><cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>"
#define GOOD  "S 10 1000 100", "A|1|1000|S|10", "1000 1000 1100 - - - - 1100"

static void refused(void **state)
{
        static const struct {
                const char *why;
                struct parts parts;
                enum finding_id id;
                const char *arg; /* of the message */
        } rows[] = {
                {"another currency is named",
                 {"Invoice",
                  "<cbc:IssueDate>2025-10-06</cbc:IssueDate><cbc:DocumentCurrencyCode>USD</cbc:DocumentCurrencyCode>",
                  NULL, NULL, GOOD},
                 E019,
                 "USD"},
                {"also of one amount alone",
                 {"Invoice", USUAL, NULL, "<cac:X><cbc:Amount currencyID=\"EUR\">1</cbc:Amount></cac:X>", GOOD},
                 E019,
                 "EUR"},
                {"no currency",
                 {"Invoice", "<cbc:IssueDate>2025-10-06</cbc:IssueDate>", NULL, NULL, GOOD},
                 E005,
                 "通貨"},
                {"no date",
                 {"Invoice", "<cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>", NULL, NULL, GOOD},
                 E005,
                 "発行日"},
                {"no such date",
                 {"Invoice",
                  "<cbc:IssueDate>2025-02-30</cbc:IssueDate><cbc:DocumentCurrencyCode>JPY</cbc:DocumentCurrencyCode>",
                  NULL, NULL, GOOD},
                 E006,
                 "発行日"},
                {"no seller", {"Invoice", NULL, "<cac:Contact/>", NULL, GOOD}, E005, "発行者"},
                {"the lines do not add up to what is stated: 1,000, not 1,001",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100", "A|1|1000|S|10", "1001 1000 1100 - - - - 1100"},
                 E055,
                 "明細の合計"},
                {"1,000 + 100 - 50 is 1,050",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100", "A|1|1000|S|10", "1000 1000 1100 - - 50 - 1100"},
                 E055,
                 "請求金額"},
                {"the taxable amount of a rate is not that of its lines",
                 {"Invoice", NULL, NULL, NULL, "S 10 900 100", "A|1|1000|S|10", "1000 1000 1100 - - - - 1100"},
                 E055,
                 "税率ごとの対象額"},
                {"a rate whose tax is not stated",
                 {"Invoice", NULL, NULL, NULL, "", "A|1|1000|S|10", "1000 1000 1000 - - - - 1000"},
                 E055,
                 "この税率の税額"},
                {"yen have no sen",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100", "A|1|1000.5|S|10", "1000 1000 1100 - - - - 1100"},
                 E007,
                 "明細の金額"},
                {"an amount beyond all receipts",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100", "A|1|1000000000001|S|10",
                  "1000 1000 1100 - - - - 1100"},
                 E007,
                 "明細の金額"},
                {"no name",
                 {"Invoice", NULL, NULL, NULL, "S 10 1000 100", "|1|1000|S|10", "1000 1000 1100 - - - - 1100"},
                 E005,
                 "品名"},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct findings findings = findings_in(*state);
                struct einvoice in;

                assert_int_equal(read(&in, build(&rows[i].parts, *state), 0, *state, &findings), ERR_INPUT);
                if (!findings.n || findings.at[0].id != rows[i].id ||
                    strncmp(findings.at[0].args[0], rows[i].arg, strlen(rows[i].arg)) != 0)
                        fail_msg("%s: %s", rows[i].why,
                                 findings.n ? finding_message(*state, &findings.at[0], JAPANESE) : "taken");
        }
}

static void made_to_harm(void **state)
{
        struct buffer deep = buffer_in(*state), text = buffer_in(*state);
        const struct {
                const char *xml, *words;
        } rows[] = {
                {"<!DOCTYPE Invoice [<!ENTITY a \"aaaa\">]><Invoice "
                 "xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>",
                 "DOCTYPE"},
                {"<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">&a;</Invoice>", "Entity"},
                {"<Order xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>", "UBL"},
                {"<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">", ""},
                {"", "empty"},
                {deep.at, "nested"},
                {text.at, "too long"},
        };
        struct findings findings = findings_in(*state);
        struct einvoice in;

        buffer_text(&deep, "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">");
        for (int i = 0; i < XML_MOST_DEPTH; i++)
                buffer_text(&deep, "<a>");
        buffer_text(&text, "<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>");
        for (int i = 0; i < 10000; i++)
                buffer_char(&text, 'x');
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const char *xml = rows[i].xml ? rows[i].xml : i == 5 ? deep.at : text.at;

                findings.n = 0;
                assert_int_equal(read(&in, xml, 0, *state, &findings), ERR_INPUT);
                assert_int_equal(findings.n, 1);
                assert_int_equal(findings.at[0].id, E056);
                if (!strstr(findings.at[0].args[0], rows[i].words))
                        fail_msg("row %zu: %s", i, findings.at[0].args[0]);
        }
}

#define ATTACHED(name, mime, base64)                                                                                   \
        "<cac:AdditionalDocumentReference><cac:Attachment><cbc:EmbeddedDocumentBinaryObject filename=\"" name          \
        "\" mimeCode=\"" mime "\">" base64                                                                             \
        "</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>"

/* RFC 4648, 10: the test vectors. */
static void attachments(void **state)
{
        static const struct {
                const char *base64, *bytes, *wrong;
        } rows[] = {
                {"", "", NULL},
                {"Zg==", "f", NULL},
                {"Zm8=", "fo", NULL},
                {"Zm9v", "foo", NULL},
                {"Zm9v\n YmFy", "foobar", NULL},
                {"Zm9vYg", NULL, "cut short"},
                {"Zg=a", NULL, "damaged"},
                {"Zm9v!", NULL, "damaged"},
                {"Z===", NULL, "damaged"},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const struct parts parts = {"Invoice", NULL, NULL,
                                            arena_printf(*state,
                                                         ATTACHED("a.csv", "text/csv", "Zm9vYmFy")
                                                                 ATTACHED("x/請求書.pdf", "application/pdf", "%s"),
                                                         rows[i].base64),
                                            GOOD};
                const char *xml = build(&parts, *state), *wrong = NULL;
                struct memory memory = {xml, strlen(xml), 0};
                struct einvoice_source source = {memory_bytes, &memory, "i.xml", (int64_t)memory.n};
                struct findings findings = findings_in(*state);
                struct einvoice in;
                struct bytes bytes;

                assert_int_equal(einvoice_read(&in, &source, *state, &findings), OK);
                assert_int_equal(in.attachments.n, 2);
                assert_string_equal(in.attachments.at[1].name, "請求書.pdf"); /* without the folder */
                if (rows[i].wrong) {
                        assert_int_equal(einvoice_attachment(&bytes, &wrong, &source, 1, *state), ERR_INPUT);
                        assert_non_null(strstr(wrong, rows[i].wrong));
                        continue;
                }
                assert_int_equal(einvoice_attachment(&bytes, &wrong, &source, 1, *state), OK);
                assert_int_equal(bytes.n, strlen(rows[i].bytes));
                assert_memory_equal(bytes.at ? (const char *)bytes.at : "", rows[i].bytes, bytes.n);
        }
}

static void recognised_by_content(void **state)
{
        static const struct {
                const char *head;
                bool is;
        } rows[] = {
                {"<?xml version=\"1.0\"?>\n<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\">",
                 true},
                {"\xef\xbb\xbf <CreditNote xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2\">", true},
                {"<programme xmlns=\"urn:x-soroe:programme:1\">", false},
                {"領収書番号,urn:oasis:names:specification:ubl:schema:xsd:Invoice-2", false},
                {"", false},
                {" ", false},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                assert_int_equal(einvoice_is(bytes_of(rows[i].head)), rows[i].is);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(tax_comes_to_the_lines, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(the_question_names_the_lines, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(who_and_when, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(refused, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(made_to_harm, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(attachments, open_arena, close_arena),
                cmocka_unit_test(recognised_by_content),
        };

        return cmocka_run_group_tests_name("einvoice", tests, NULL, NULL);
}
