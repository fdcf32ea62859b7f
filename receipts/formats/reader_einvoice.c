/* An e-invoice as two tables: the invoice, and its lines. Their headers are those of templates/maps/e-invoice.xml. */
#include <stdio.h>
#include <string.h>

#include "core/format/image.h"

#include "receipts/einvoice/einvoice.h"
#include "receipts/reader/reader.h"
#include "receipts/formats/reader_kinds.h"

#include "core/banned.h"

enum { INVOICES, LINES };

static const char *const headers[][11] = {
        [INVOICES] = {"IBT-001 請求書番号", "IBT-027 発行者", "IBG-05 発行者住所", "IBT-042 発行者電話番号",
                      "IBT-002 発行日", "IBT-115 請求金額", "IBT-031 登録番号", "IBT-044 宛名",
                      "IBT-125 添付ファイル名", "備考"},
        [LINES] = {"IBT-001 請求書番号", "IBT-153 品名", "IBT-129 数量", "IBT-131 税込金額", "備考"},
};

struct invoice_reader {
        struct einvoice invoice;
        size_t table, row;         /* the next row of the current table; 0 is its header */
        struct findings *findings; /* of the call under way */
        const struct reader_file *file;
};

static bool is_einvoice(const struct reader_file *file, struct arena *scratch)
{
        (void)scratch;
        return einvoice_is(file->head);
}

static int64_t file_bytes(void *user, void *out, int64_t at, size_t n)
{
        const struct invoice_reader *r = user;

        return file_at(out, r->file, at, n, r->findings);
}

static struct einvoice_source source_of(struct reader *reader, struct findings *findings)
{
        struct invoice_reader *r = reader->state;

        r->file = &reader->file;
        r->findings = findings;
        return (struct einvoice_source){file_bytes, r, reader->file.name, reader->file.size};
}

static char *place(struct arena *arena, const struct reader *reader, int line)
{
        return reader_place(arena, reader, 0, line ? line : 1, 1);
}

static void add_table(struct reader *reader, const char *name)
{
        *vec_add(reader->arena, &reader->tables) = (struct reader_table){
                .name = name, .style = ORIGIN_LINES, .encoding = ENC_UTF8_BOM, .crlf = true, .header_within = 1};
}

static enum status open_einvoice(struct reader *reader, struct findings *findings)
{
        struct invoice_reader *r = ARENA_NEW(reader->arena, struct invoice_reader);
        struct einvoice_source source;

        reader->state = r;
        add_table(reader, "invoice");
        add_table(reader, "lines");
        if (reader->file.size > (int64_t)EINVOICE_MOST_BYTES) {
                finding_add(findings, E020, NULL, reader->file.name, place(findings->arena, reader, 1))->args[0] =
                        "36 MB";
                return ERR_INPUT;
        }
        source = source_of(reader, findings);
        return einvoice_read(&r->invoice, &source, reader->arena, findings);
}

static enum status start(struct reader *reader, size_t table, struct findings *findings)
{
        struct invoice_reader *r = reader->state;

        (void)findings;
        r->table = table;
        r->row = 0;
        return OK;
}

/* ---- the invoice */

static bool is_scan(const struct einvoice_attachment *a)
{
        static const char *const kinds[] = {"application/pdf", "image/jpeg", "image/png"};

        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (strcmp(kinds[i], a->mime) == 0)
                        return true;
        return false;
}

static const char *scan_names(const struct einvoice *in, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < in->attachments.n; i++)
                if (is_scan(&in->attachments.at[i]))
                        buffer_printf(&out, "%s%s", out.n ? ";" : "", in->attachments.at[i].name);
        return out.at;
}

static const char *invoice_note(const struct einvoice *in, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, in->credit ? "電子請求書(返金)" : "電子請求書");
        if (*in->due)
                buffer_printf(&out, "、支払期限 %s", in->due);
        if (*in->preceding)
                buffer_printf(&out, "、元の請求書 %s", in->preceding);
        return out.at;
}

static const char *yen_text(struct arena *arena, struct yen yen)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, yen, "-"));
}

/* JP PINT: the specification's identifier names Japan. */
static bool is_jp_pint(const char *profile)
{
        static const char pint[] = "urn:peppol:pint:";

        return strncmp(profile, pint, sizeof pint - 1) == 0 && strstr(profile, "@jp-1");
}

static void say_of_invoice(const struct reader *reader, const struct einvoice *in, struct arena *arena,
                           struct findings *findings)
{
        if (!is_jp_pint(in->profile))
                finding_add(findings, W056, NULL, in->profile, place(arena, reader, in->line));
        if (strcmp(in->registration, in->registration_typed) != 0)
                finding_add(findings, W058, NULL, in->registration_typed, place(arena, reader, in->registration_line))
                        ->args[0] = in->registration;
        if (in->totals[TOTAL_PREPAID].yen.n)
                finding_add(findings, C058, NULL, in->number, place(arena, reader, in->totals[TOTAL_PREPAID].line))
                        ->args[0] = yen_text(arena, in->totals[TOTAL_PREPAID].yen);
        for (size_t i = 0; i < in->attachments.n; i++) {
                const struct einvoice_attachment *a = &in->attachments.at[i];

                if (!is_scan(a))
                        finding_add(findings, I055, NULL, a->name, place(arena, reader, a->line))->args[0] = a->mime;
        }
}

static const char *digits(struct arena *arena, struct yen yen)
{
        return arena_printf(arena, "%lld", (long long)yen.n);
}

static void invoice_row(struct reader_row *out, const struct reader *reader, struct arena *arena,
                        struct findings *findings)
{
        const struct einvoice *in = &((const struct invoice_reader *)reader->state)->invoice;
        const char **cells = arena_alloc(arena, sizeof headers[INVOICES]);
        const char *const row[] = {in->number,
                                   in->issuer,
                                   in->issuer_address,
                                   in->issuer_phone,
                                   in->issued,
                                   digits(arena, in->totals[TOTAL_PAYABLE].yen),
                                   in->registration,
                                   in->addressee,
                                   scan_names(in, arena),
                                   invoice_note(in, arena)};

        memcpy(cells, row, sizeof row);
        *out = (struct reader_row){.line = in->line, .cells = cells, .n = sizeof row / sizeof *row};
        say_of_invoice(reader, in, arena, findings);
}

/* ---- its lines */

static const char *line_note(const struct einvoice_line *line, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        if (line->kind <= EINVOICE_CHARGE && line->percent)
                buffer_printf(&out, "%s %s円、税率 %d%%", line->with_tax ? "税抜" : "税抜のまま",
                              yen_text(arena, line->net), (int)(line->percent / 100));
        if (line->kind <= EINVOICE_CHARGE && !line->percent)
                buffer_text(&out, "消費税なし");
        if (line->question)
                buffer_printf(&out, "次の明細の分: %s", line->question);
        if (*line->note)
                buffer_printf(&out, "%s%s", out.n ? "、" : "", line->note);
        return out.at;
}

static void line_row(struct reader_row *out, const struct reader *reader, size_t i, struct arena *arena,
                     struct findings *findings)
{
        const struct einvoice *in = &((const struct invoice_reader *)reader->state)->invoice;
        const struct einvoice_line *line = &in->lines.at[i];
        const char **cells = arena_alloc(arena, sizeof headers[LINES]);
        const char *const row[] = {in->number, line->name, line->quantity, digits(arena, line->amount),
                                   line_note(line, arena)};

        memcpy(cells, row, sizeof row);
        *out = (struct reader_row){
                .line = line->line ? line->line : in->line, .cells = cells, .n = sizeof row / sizeof *row};
        if (line->question)
                finding_add(findings, C055, NULL, line->question, place(arena, reader, line->line))->args[0] =
                        yen_text(arena, line->amount);
}

static enum read_result next(struct reader_row *out, struct reader *reader, struct arena *row,
                             struct findings *findings)
{
        struct invoice_reader *r = reader->state;
        size_t at = r->row++, rows = r->table == INVOICES ? 1 : r->invoice.lines.n, n = 0;

        if (at > rows)
                return READ_END;
        if (at == 0) {
                while (n < sizeof headers[0] / sizeof *headers[0] && headers[r->table][n])
                        n++;
                *out = (struct reader_row){.line = 1, .cells = headers[r->table], .n = n};
        } else if (r->table == INVOICES) {
                invoice_row(out, reader, row, findings);
        } else {
                line_row(out, reader, at - 1, row, findings);
        }
        return READ_ROW;
}

static void progress(int64_t *done, int64_t *of, const struct reader *reader)
{
        const struct invoice_reader *r = reader->state;

        *done = (int64_t)r->row;
        *of = (int64_t)r->invoice.lines.n + 1;
}

/* Decodes the PDF in the invoice from its text. A damaged one is not kept: it comes out empty, and a finding says
 * so. */
static enum status attached(struct bytes *out, struct reader *reader, const char *name, struct arena *arena,
                            struct findings *findings)
{
        const struct einvoice *in = &((const struct invoice_reader *)reader->state)->invoice;
        struct einvoice_source source = source_of(reader, findings);

        for (size_t i = 0; i < in->attachments.n; i++) {
                const struct einvoice_attachment *a = &in->attachments.at[i];
                const char *wrong = NULL;
                enum status st;

                if (!is_scan(a) || strcmp(a->name, name) != 0)
                        continue;
                st = einvoice_attachment(out, &wrong, &source, i, arena);
                if (st == ERR_INPUT)
                        finding_add(findings, E016, NULL, name, place(arena, reader, a->line))->args[0] = wrong;
                return st;
        }
        return ERR_INPUT;
}

const struct reader_kind reader_einvoice = {
        .id = "e-invoice",
        .is = is_einvoice,
        .open = open_einvoice,
        .start = start,
        .next = next,
        .progress = progress,
        .scan = attached,
        .original = "xml",
};
