#include "templates/pages/summary.h"

#include "templates/pages/page.h"

#include <string.h>

#include "core/record/fields.h"

#include "core/banned.h"

/* ---- what cannot be printed */

struct checker {
        const struct fonts *fonts;
        struct arena *arena;
        struct findings *findings;
        const char *subject;
        const struct origin *origin;
        bool found;
};

static void check(struct checker *c, enum face face, const char *text, const char *name, const char *field)
{
        int32_t missing = text ? fonts_missing(c->fonts, face, text) : 0;
        struct arena *arena = c->findings->arena;
        struct finding *f;

        if (!missing)
                return;
        f = finding_add(c->findings, E117, arena_strdup(arena, c->subject), arena_strdup(arena, text),
                        c->origin ? origin_place(arena, c->origin, field) : NULL);
        f->args[0] = arena_printf(arena, "U+%04X", (unsigned)missing);
        f->args[1] = name;
        c->found = true;
}

/* Checks the texts of a record that pages print. */
static void check_fields(struct checker *c, const struct field_table *table, const void *record)
{
        for (size_t i = 0; i < table->n; i++) {
                const struct field *f = &table->all[i];

                if (f->printed != PRINT_NOT)
                        check(c, f->printed == PRINT_NAME ? FACE_MINCHO : FACE_GOTHIC,
                              *(const char *const *)((const char *)record + f->offset), f->words[0], field_cell(f));
        }
}

static void check_facility(struct checker *c, const struct facility *f)
{
        c->subject = f->code;
        c->origin = &f->origin;
        check_fields(c, &fields_facility, f);
}

static void check_receipt(struct checker *c, const struct receipt *r)
{
        c->subject = subject_receipt(c->arena, r);
        c->origin = &r->origin;
        check_fields(c, &fields_receipt, r);
        for (size_t i = 0; i < r->vendor_lines.n; i++) {
                const struct vendor_line *line = &r->vendor_lines.at[i];

                c->origin = &line->origin;
                check(c, FACE_GOTHIC, *line->description ? line->description : line->item, "摘要", "description");
        }
        c->origin = &r->origin;
        for (size_t i = 0; i < r->evidence.n; i++)
                if (r->evidence.at[i].state != EVIDENCE_OK)
                        check(c, FACE_GOTHIC, r->evidence.at[i].name, "画像ファイル名", "evidence");
}

static void check_line(struct checker *c, const struct purchase *line)
{
        c->subject = subject_purchase(c->arena, line);
        c->origin = &line->origin;
        check_fields(c, &fields_purchase, line);
}

/* Checks the answers that the papers print, which are those to findings of this packet. */
static void check_answers(struct checker *c, const struct packet *packet, const struct findings *asked)
{
        for (size_t i = 0; i < asked->n; i++) {
                const struct answer *answer = NULL;

                if (!assess_answered(packet->records, &asked->at[i], &answer))
                        continue;
                c->subject = answer->subject;
                c->origin = NULL;
                check(c, FACE_GOTHIC, answer->reason, "回答の理由", NULL);
                check(c, FACE_GOTHIC, answer->by, "回答者", NULL);
        }
}

/* The words of a finding come from the records as well: a model, a date as typed. */
static void check_findings(struct checker *c, const struct findings *printed, enum record_form form)
{
        for (size_t i = 0; i < printed->n; i++) {
                const struct finding *f = &printed->at[i];

                c->subject = f->subject ? f->subject : "";
                c->origin = NULL;
                check(c, FACE_GOTHIC, finding_message_then(c->arena, f, form), "指摘の文", NULL);
        }
}

enum status summary_check(const struct packet *packet, const struct fonts *fonts, struct arena *arena,
                          struct findings *findings)
{
        struct checker c = {.fonts = fonts, .arena = arena, .findings = findings};
        const struct records *records = packet->records;

        check_facility(&c, &records->facility);
        for (size_t i = 0; i < records->receipts.n; i++)
                if (packet_uses_receipt(packet, &records->receipts.at[i]))
                        check_receipt(&c, &records->receipts.at[i]);
        for (size_t i = 0; i < records->purchases.n; i++) {
                const struct receipt *r = records_receipt(records, &records->purchases.at[i]);
                if (r && packet_uses_receipt(packet, r))
                        check_line(&c, &records->purchases.at[i]);
        }
        check_answers(&c, packet, &packet->assessment->findings);
        check_answers(&c, packet, &packet->facts);
        if (!c.found) {
                check_findings(&c, &packet->assessment->findings, records->form);
                check_findings(&c, &packet->facts, records->form);
        }
        return c.found ? ERR_INPUT : OK;
}

/* ---- the pages, in their order; the cover last, because it names the others' numbers */

/* Adds a bookmark for a part that began on the next page. A part that has drawn no page gets none. */
static void mark_part(struct paper *p, int before, const char *title)
{
        if (pdf_pages(p->pdf) == before)
                return;
        pdf_go(p->pdf, before + 1);
        pdf_bookmark(p->pdf, title);
        pdf_go(p->pdf, pdf_pages(p->pdf));
}

static void draw_part(struct paper *p, void (*draw)(struct paper *), const char *title)
{
        int before = pdf_pages(p->pdf);

        draw(p);
        mark_part(p, before, title);
}

static void draw_breakdowns(struct paper *p, bool vendors, void (*draw)(struct paper *, struct paper_receipt *),
                            const char *title)
{
        for (size_t i = 0; i < p->receipts.n; i++) {
                struct paper_receipt *on = &p->receipts.at[i];
                int before = pdf_pages(p->pdf);

                if (on->has_breakdown != vendors)
                        continue;
                draw(p, on);
                mark_part(p, before, arena_printf(p->arena, "%s 領収書%d", title, on->number));
        }
}

static const char *title_of(const struct paper *p)
{
        return arena_printf(p->arena, "申請概要 %s %s", p->facility->name, p->category);
}

const char *summary_title(const struct packet *packet, struct arena *arena)
{
        struct paper p;

        paper_open(&p, packet, "", NULL, arena);
        return title_of(&p);
}

struct pdf *summary_draw(const struct packet *packet, const char *check_code, struct fonts *fonts, struct arena *arena)
{
        struct pdf *pdf = pdf_new(fonts, arena);
        struct paper p;
        int cover;

        pdf_made_by(pdf, packet->versions.program);
        pdf_form(pdf, packet->records->form);
        if (form_since(packet->records->form, FORM_3))
                pdf_store(pdf);
        if (packet->geta)
                pdf_geta(pdf);
        paper_open(&p, packet, check_code, pdf, arena);
        pdf_title(pdf, title_of(&p), packet->assessment->applied_on);
        cover_plan(&p);
        cover = page_new(&p);
        pdf_bookmark(pdf, "申請概要");
        draw_part(&p, calculation_draw, "補助額算定書");
        draw_part(&p, page_findings_draw, page_findings_title(&p));
        draw_breakdowns(&p, true, comparison_draw, "領収書内訳書の照合");
        draw_breakdowns(&p, false, form_draw, "領収書内訳書(別紙様式2)案");
        draw_part(&p, completion_draw, "事業完了報告書(別紙様式3)");
        draw_part(&p, receipts_draw, "領収書一覧");
        pdf_go(pdf, cover);
        cover_draw(&p);
        page_footers(&p);
        return pdf;
}

enum status summary_render(struct buffer *out, const struct packet *packet, const char *check_code, struct fonts *fonts,
                           struct arena *arena, struct findings *findings)
{
        return pdf_finish(summary_draw(packet, check_code, fonts, arena), out, findings);
}
