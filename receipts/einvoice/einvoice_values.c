/* An e-invoice's texts as values. Amounts and rates are written as XML Schema decimals, not as people type them. */
#include "receipts/einvoice/einvoice_private.h"

#include <string.h>

#include "core/value/calendar.h"
#include "core/base/text.h"

#include "core/banned.h"

struct values {
        struct einvoice *out;
        const char *file;
        struct arena *arena;
        struct findings *findings;
        bool good;
};

static struct finding *complain(struct values *v, enum finding_id id, const char *what, const struct raw_text *text)
{
        struct finding *f = finding_add(
                v->findings, id, NULL, text->line && *text->at ? arena_strdup(v->findings->arena, text->at) : NULL,
                arena_printf(v->findings->arena, "%s:%d:1", v->file, text->line ? text->line : v->out->line));

        f->args[0] = arena_strdup(v->findings->arena, what);
        v->good = false;
        return f;
}

static const char *text_of(const struct raw_text *text)
{
        return text->line ? text->at : "";
}

static const char *must(struct values *v, const struct raw_text *text, const char *what)
{
        if (!*text_of(text))
                complain(v, E005, what, text);
        return text_of(text);
}

/* Digits, then perhaps a point and more digits: the whole part, and up to `places` digits behind the point as one number.
 * False: something else, or a digit beyond those places that is not 0. */
static bool read_decimal(int64_t *out, const char *s, int places)
{
        bool negative = *s == '-';
        int digits = 0;
        int64_t n = 0;

        s += negative || *s == '+';
        for (; *s >= '0' && *s <= '9'; s++, digits++)
                if (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *s - '0', &n))
                        return false;
        if (*s == '.' && s[1])
                s++;
        for (; *s >= '0' && *s <= '9'; s++, digits++) {
                if (places-- <= 0 && *s != '0')
                        return false;
                if (places >= 0 && (__builtin_mul_overflow(n, 10, &n) || __builtin_add_overflow(n, *s - '0', &n)))
                        return false;
        }
        for (; places > 0; places--)
                if (__builtin_mul_overflow(n, 10, &n))
                        return false;
        *out = negative ? -n : n;
        return digits && !*s;
}

/* Yen have no decimals; a credit note's are taken off. */
static struct yen read_yen(struct values *v, const struct raw_text *text, const char *what)
{
        int64_t n = 0;

        if (!text->line)
                complain(v, E005, what, text);
        else if (!read_decimal(&n, text->at, 0) || n > YEN_MOST || n < -YEN_MOST) {
                complain(v, E007, what, text);
                n = 0;
        }
        return (struct yen){v->out->credit ? -n : n};
}

/* In hundredths; none is none. */
static int32_t read_percent(struct values *v, const struct raw_text *text)
{
        int64_t n = 0;

        if (text->line && *text->at && (!read_decimal(&n, text->at, 2) || n < 0 || n > 10000)) {
                complain(v, E007, "税率¦the rate of the tax", text);
                n = 0;
        }
        return (int32_t)n;
}

static const char *read_date(struct values *v, const struct raw_text *text, const char *what)
{
        char iso[DATE_TEXT];
        struct date date;
        /* xs:date may carry a time zone: 2025-10-06+09:00 */
        const char *day = arena_strndup(v->arena, text_of(text), strnlen(text_of(text), 10));

        if (!*day)
                return "";
        if (strlen(day) != 10 || day[4] != '-' || date_parse(&date, day) != DATE_READ) {
                complain(v, E006, what, text);
                return "";
        }
        return arena_strdup(v->arena, date_iso(iso, date));
}

/* Prefecture, city and street run on; a building and what follows stand apart. */
static const char *join_address(struct values *v, const struct raw_text *parts)
{
        struct buffer out = buffer_in(v->arena);

        buffer_text(&out, "");
        for (int i = 0; i < 5; i++)
                if (*text_of(&parts[i]))
                        buffer_printf(&out, "%s%s", i > 2 && out.n ? " " : "", text_of(&parts[i]));
        return out.at;
}

/* A stray sign of the markup beside the number: published examples have it. */
static const char *clean_registration(struct values *v, const char *typed)
{
        size_t n;

        typed += strspn(typed, "<> ");
        n = strlen(typed);
        while (n && strchr("<> ", typed[n - 1]))
                n--;
        return arena_strndup(v->arena, typed, n);
}

static const char *first_of(const struct raw_text *a, const struct raw_text *b)
{
        return *text_of(a) ? text_of(a) : text_of(b);
}

static void add_note(struct buffer *note, const char *what, const struct raw_text *text)
{
        if (*text_of(text))
                buffer_printf(note, "%s%s %s", note->n ? "、" : "", what, text_of(text));
}

static void read_line(struct values *v, const struct raw_line *raw)
{
        struct einvoice_line *line = vec_add(v->arena, &v->out->lines);
        struct buffer note = buffer_in(v->arena);
        int64_t quantity;

        line->line = raw->line;
        line->kind = !raw->of_whole                                  ? EINVOICE_LINE
                     : strcmp(text_of(&raw->is_charge), "true") == 0 ? EINVOICE_CHARGE
                                                                     : EINVOICE_ALLOWANCE;
        line->net = read_yen(v, &raw->amount, "明細の金額¦the amount of a line");
        if (line->kind == EINVOICE_ALLOWANCE)
                line->net.n = -line->net.n;
        line->name = text_of(&raw->name);
        if (!*line->name)
                line->name = line->kind == EINVOICE_ALLOWANCE ? "値引き"
                             : line->kind == EINVOICE_CHARGE  ? "追加料金"
                                                              : must(v, &raw->name, "品名¦the name of an item");
        line->tax_category = text_of(&raw->tax_category);
        line->percent = read_percent(v, &raw->percent);
        line->quantity = "";
        if (raw->quantity.line && read_decimal(&quantity, raw->quantity.at, 0) && quantity >= 0)
                line->quantity = arena_printf(v->arena, "%lld", (long long)quantity);
        else
                add_note(&note, "数量", &raw->quantity);
        add_note(&note, "品番", &raw->product);
        add_note(&note, "注文", &raw->order);
        add_note(&note, "伝票", &raw->document);
        add_note(&note, "納品", &raw->delivered);
        line->note = note.n ? note.at : "";
}

static void read_subtotal(struct values *v, const struct raw_subtotal *raw)
{
        *vec_add(v->arena, &v->out->subtotals) = (struct einvoice_subtotal){
                .line = raw->line,
                .tax_category = text_of(&raw->tax_category),
                .percent = read_percent(v, &raw->percent),
                .taxable = read_yen(v, &raw->taxable, "税率ごとの対象額¦the taxable amount of a rate"),
                .tax = read_yen(v, &raw->tax, "税率ごとの税額¦the tax of a rate"),
        };
}

/* The name without the folders that a sender may have left in it. */
static const char *file_name(struct values *v, const struct einvoice_attachment *a)
{
        const char *base = a->name;

        for (const char *s = a->name; *s; s++)
                if (*s == '/' || *s == '\\')
                        base = s + 1;
        base = text_nfc(v->arena, base);
        return *base && !strchr(base, ';') ? base : "請求書";
}

static void read_attachments(struct values *v, const struct raw_invoice *raw)
{
        for (size_t i = 0; i < raw->attachments.n; i++) {
                struct einvoice_attachment *a = vec_add(v->arena, &v->out->attachments);

                *a = raw->attachments.at[i];
                a->name = file_name(v, a);
                /* two of one name: the second is told apart */
                for (size_t k = 0; k < i; k++)
                        if (strcmp(v->out->attachments.at[k].name, a->name) == 0) {
                                a->name = arena_printf(v->arena, "%zu-%s", i + 1, a->name);
                                break;
                        }
        }
}

static void read_totals(struct values *v, const struct raw_invoice *raw)
{
        static const char what[] = "合計の金額¦a total";

        for (int t = 0; t < TOTALS; t++) {
                if (raw->totals[t].line || t == TOTAL_PAYABLE)
                        v->out->totals[t].yen =
                                read_yen(v, &raw->totals[t], t == TOTAL_PAYABLE ? "請求金額¦the payable amount" : what);
                v->out->totals[t].line = raw->totals[t].line;
        }
}

/* docs/formats.md, search: amounts in another currency than JPY are refused with the currency named. */
static bool check_currency(struct values *v, const struct raw_invoice *raw)
{
        const struct raw_text *currency = raw->foreign.line ? &raw->foreign : &raw->currency;

        if (!*text_of(currency))
                complain(v, E005, "通貨(DocumentCurrencyCode)¦the currency (DocumentCurrencyCode)", currency);
        else if (strcmp(currency->at, "JPY") != 0)
                complain(v, E019, currency->at, currency);
        return v->good;
}

/* An Invoice may say by its type that it gives money back (UNTDID 1001). Its amounts bear no sign: they must not be taken for paid. */
static void check_kind(struct values *v, const struct raw_invoice *raw)
{
        static const char *const credits[] = {"81",  "83",  "261", "262", "296", "308", "381",
                                              "396", "420", "458", "502", "503", "532"};

        for (size_t i = 0; !raw->credit && i < sizeof credits / sizeof *credits; i++)
                if (strcmp(text_of(&raw->kind_code), credits[i]) == 0)
                        complain(v, E056,
                                 "種類が返金なのに、Invoice です¦an Invoice whose type is that of a credit note",
                                 &raw->kind_code);
}

bool einvoice_values(struct einvoice *out, const struct raw_invoice *raw, const char *file, struct arena *arena,
                     struct findings *findings)
{
        struct values v = {out, file, arena, findings, true};

        out->credit = raw->credit;
        out->line = raw->line;
        if (!check_currency(&v, raw))
                return false;
        check_kind(&v, raw);
        out->profile = text_of(&raw->profile);
        out->number = must(&v, &raw->number, "請求書番号¦the invoice number");
        must(&v, &raw->issued, "発行日¦the date of issue");
        out->issued = read_date(&v, &raw->issued, "発行日¦the date of issue");
        out->due = read_date(&v, &raw->due, "支払期限¦the due date");
        out->preceding = text_of(&raw->preceding);
        out->issuer = first_of(&raw->issuer_legal, &raw->issuer_trade);
        if (!*out->issuer)
                complain(&v, E005, "発行者¦the seller's name", &raw->issuer_legal);
        out->issuer_address = join_address(&v, raw->address);
        out->issuer_phone = text_of(&raw->phone);
        out->addressee = first_of(&raw->buyer_legal, &raw->buyer_trade);
        out->registration_typed = text_of(&raw->registration);
        out->registration = clean_registration(&v, out->registration_typed);
        out->registration_line = raw->registration.line;
        read_totals(&v, raw);
        for (int whole = 0; whole < 2; whole++) /* the lines, then what is on the whole of them */
                for (size_t i = 0; i < raw->lines.n; i++)
                        if (raw->lines.at[i].of_whole == whole)
                                read_line(&v, &raw->lines.at[i]);
        for (size_t i = 0; i < raw->subtotals.n; i++)
                read_subtotal(&v, &raw->subtotals.at[i]);
        read_attachments(&v, raw);
        return v.good;
}
