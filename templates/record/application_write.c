#include "templates/record/application.h"

#include <string.h>

#include "templates/record/application_fields.h"
#include "templates/record/application_named.h"

#include "core/banned.h"

/* The files that the records came from, of a workbook its sheets, each once. */
struct application_origins {
        VEC(const struct origin *);
};

static bool same_table(const struct origin *a, const struct origin *b)
{
        return strcmp(a->sha256, b->sha256) == 0 && strcmp(a->table ? a->table : "", b->table ? b->table : "") == 0;
}

static size_t origin_number(const struct application_origins *list, const struct origin *origin)
{
        for (size_t i = 0; i < list->n; i++)
                if (same_table(list->at[i], origin))
                        return i + 1;
        return 0;
}

static void collect(struct application_origins *list, const struct origin *origin, struct arena *arena)
{
        if (origin->file && *origin->file && !origin_number(list, origin))
                *vec_add(arena, list) = origin;
}

static struct application_origins collect_origins(const struct records *r, struct arena *arena)
{
        struct application_origins list = {0};

        collect(&list, &r->facility.origin, arena);
        for (size_t i = 0; i < r->receipts.n; i++) {
                const struct receipt *receipt = &r->receipts.at[i];

                collect(&list, &receipt->origin, arena);
                for (size_t k = 0; k < receipt->vendor_lines.n; k++)
                        collect(&list, &receipt->vendor_lines.at[k].origin, arena);
        }
        for (size_t i = 0; i < r->purchases.n; i++)
                collect(&list, &r->purchases.at[i].origin, arena);
        for (size_t i = 0; i < r->claims.n; i++)
                collect(&list, &r->claims.at[i].origin, arena);
        return list;
}

static void put_origin(struct xml_writer *w, const struct application_origins *list, const struct origin *origin)
{
        size_t n = origin->file && *origin->file ? origin_number(list, origin) : 0;

        if (!n)
                return;
        xml_put_int(w, "from", (int64_t)n);
        xml_put_int(w, "line", origin->line);
}

static bool is_named(const struct packet *p)
{
        return form_since(p->records->form, FORM_3);
}

static void write_finding(struct xml_writer *w, const struct packet *p, const struct finding *f, struct arena *arena)
{
        xml_open(w, "finding");
        xml_put(w, "id", finding_name(f->id));
        xml_put(w, "severity", severity_word(finding_severity(f->id), ENGLISH));
        attributes_put(w, finding_attributes, f);
        if (is_named(p))
                named_question(w, p, f);
        for (int i = 0; i < 3; i++) {
                if (!f->args[i])
                        continue;
                xml_open(w, "arg");
                xml_put_int(w, "n", i + 1);
                xml_put(w, "text", f->args[i]);
                xml_close(w);
        }
        xml_open(w, "message");
        xml_put_text(w, finding_message_then(arena, f, p->records->form));
        xml_close(w);
        xml_close(w);
}

static void write_step(struct xml_writer *w, const struct packet *p, size_t at, struct arena *arena)
{
        const struct step *step = &p->assessment->steps.at[at];
        static const char *const rounding[] = {[ROUND_DOWN] = "down", [ROUND_HALF_UP] = "half-up", [ROUND_UP] = "up"};
        struct buffer inputs = buffer_in(arena);

        for (size_t i = 0; i < step->inputs.n; i++) {
                buffer_text(&inputs, i ? " " : "");
                buffer_int(&inputs, step->inputs.at[i]);
        }
        xml_open(w, "step");
        xml_put(w, "what", step_id(step->kind));
        xml_put_if(w, "item", step->item);
        xml_put_if(w, "rule", step->rule);
        xml_put(w, "inputs", inputs.n ? inputs.at : "");
        if (step->kind == STEP_ROUNDING)
                xml_put(w, "rounding", rounding[step->rounding]);
        xml_put_int(w, "result", step->result.n);
        if (step->kind == STEP_RATE && step->den) {
                xml_put_int(w, "rest", step->rest);
                xml_put_int(w, "den", step->den);
        }
        xml_put(w, "applies", step->applies ? "true" : "false");
        xml_put(w, "how", how_word(step->basis.how, ENGLISH));
        xml_put_if(w, "source", step->basis.source ? step->basis.source->text : NULL);
        if (is_named(p))
                named_inputs(w, p, at);
        xml_close(w);
}

static void write_assessment(struct xml_writer *w, const struct packet *p, struct arena *arena)
{
        const struct assessment *a = p->assessment;

        xml_open(w, "assessment");
        xml_put_int(w, "claimed", a->claimed.n);
        xml_put_int(w, "eligible-total", a->eligible_total.n);
        xml_put_int(w, "eligible-cost", a->eligible_cost.n);
        xml_put_int(w, "subsidy", a->subsidy.n);
        xml_put(w, "status", application_status_id(a->status));
        xml_put_int(w, "rules-run", a->checks_run);
        xml_put_int(w, "rules-total", a->checks_total);
        for (size_t i = 0; i < a->steps.n; i++)
                write_step(w, p, i, arena);
        for (size_t i = 0; i < p->records->purchases.n; i++) {
                xml_open(w, "line");
                xml_put_int(w, "purchase", (int64_t)i + 1);
                if (is_named(p))
                        named_purchase_key(w, &p->records->purchases.at[i]);
                xml_put(w, "verdict", line_verdict_id(a->lines[i]));
                xml_close(w);
        }
        for (size_t i = 0; i < a->findings.n; i++)
                write_finding(w, p, &a->findings.at[i], arena);
        xml_close(w);
}

static const char *enclosed_path(const struct packet *p, const struct evidence *e)
{
        for (size_t i = 0; i < p->enclosures.n; i++)
                if (*e->sha256 && strcmp(p->enclosures.at[i].evidence->sha256, e->sha256) == 0)
                        return p->enclosures.at[i].path;
        return NULL;
}

static void write_receipt(struct xml_writer *w, const struct packet *p, const struct receipt *r,
                          const struct application_origins *origins)
{
        bool used = packet_uses_receipt(p, r); /* a receipt of another category may have the same scan */

        xml_open(w, "receipt");
        fields_put(w, &fields_receipt, r);
        put_origin(w, origins, &r->origin);
        for (size_t i = 0; i < r->evidence.n; i++) {
                xml_open(w, "evidence");
                attributes_put(w, evidence_attributes, &r->evidence.at[i]);
                xml_put_if(w, "enclosed", used ? enclosed_path(p, &r->evidence.at[i]) : NULL);
                xml_close(w);
        }
        for (size_t i = 0; i < r->vendor_lines.n; i++) {
                xml_open(w, "vendor-line");
                attributes_put(w, vendor_line_attributes, &r->vendor_lines.at[i]);
                if (is_named(p))
                        named_vendor_line(w, &r->vendor_lines.at[i]);
                put_origin(w, origins, &r->vendor_lines.at[i].origin);
                xml_close(w);
        }
        xml_close(w);
}

static void write_records(struct xml_writer *w, const struct packet *p, struct arena *arena)
{
        const struct records *r = p->records;
        struct application_origins origins = collect_origins(r, arena);

        xml_open(w, "records");
        for (size_t i = 0; i < origins.n; i++) {
                xml_open(w, "file");
                xml_put_int(w, "n", (int64_t)i + 1);
                xml_put(w, "name", origins.at[i]->file);
                xml_put(w, "sha256", origins.at[i]->sha256);
                xml_put(w, "columns", origins.at[i]->columns);
                xml_put_if(w, "table", origins.at[i]->table);
                if (origins.at[i]->style != ORIGIN_COLUMNS)
                        xml_put_int(w, "places", origins.at[i]->style);
                xml_close(w);
        }
        xml_open(w, "facility");
        fields_put(w, &fields_facility, &r->facility);
        if (is_named(p))
                named_facility(w, &r->facility);
        put_origin(w, &origins, &r->facility.origin);
        xml_close(w);
        for (size_t i = 0; i < r->receipts.n; i++)
                write_receipt(w, p, &r->receipts.at[i], &origins);
        for (size_t i = 0; i < r->purchases.n; i++) {
                xml_open(w, "purchase");
                fields_put(w, &fields_purchase, &r->purchases.at[i]);
                if (is_named(p))
                        named_purchase(w, &r->purchases.at[i]);
                put_origin(w, &origins, &r->purchases.at[i].origin);
                xml_close(w);
        }
        for (size_t i = 0; i < r->claims.n; i++) {
                xml_open(w, "claim");
                fields_put(w, &fields_claim, &r->claims.at[i]);
                if (is_named(p))
                        named_claim(w, &r->claims.at[i], arena);
                put_origin(w, &origins, &r->claims.at[i].origin);
                xml_close(w);
        }
        for (size_t i = 0; i < r->answers.n; i++) {
                xml_open(w, "answer");
                attributes_put(w, answer_attributes, &r->answers.at[i]);
                xml_close(w);
        }
        xml_close(w);
}

static void write_change(struct xml_writer *w, const struct correction *change)
{
        xml_open(w, "change");
        attributes_put(w, correction_attributes, change);
        for (size_t i = 0; i < change->fields.n; i++) {
                const struct corrected_field *f = &change->fields.at[i];

                xml_open(w, "field");
                xml_put(w, "name", f->name);
                if (f->old)
                        xml_put(w, "old", f->old);
                if (f->now)
                        xml_put(w, "now", f->now);
                xml_close(w);
        }
        xml_close(w);
}

static void write_history(struct xml_writer *w, const struct packet *p)
{
        if (!p->corrections.n)
                return;
        xml_open(w, "history");
        for (size_t i = 0; i < p->corrections.n; i++)
                write_change(w, &p->corrections.at[i]);
        xml_close(w);
}

struct bytes application_write(const struct packet *p, struct arena *arena)
{
        const struct assessment *a = p->assessment;
        struct xml_writer w = xml_writer_in(arena);

        xml_open(&w, "application");
        xml_put(&w, "xmlns", "urn:x-soroe:application:1");
        if (form_since(p->records->form, FORM_3))
                xml_put_int(&w, "form", form_of(p->records->form));
        xml_put(&w, "facility", p->records->facility.code);
        xml_put(&w, "category", a->category->label.id);
        xml_put_if(&w, "variant", a->variant);
        xml_put(&w, "status", p->draft ? "draft" : "sealed");
        xml_put_if(&w, "missing-glyph", p->geta ? "geta" : NULL);
        xml_put_date(&w, "applied-on", a->applied_on);
        xml_open(&w, "made-by");
        attributes_put(&w, versions_attributes, &p->versions);
        xml_close(&w);
        xml_open(&w, "programme");
        xml_put(&w, "id", a->programme->id);
        xml_put(&w, "revision", a->programme->revision);
        xml_put(&w, "sha256", a->programme->digest.hex);
        xml_close(&w);
        write_assessment(&w, p, arena);
        xml_open(&w, "facts");
        for (size_t i = 0; i < p->facts.n; i++)
                write_finding(&w, p, &p->facts.at[i], arena);
        xml_close(&w);
        write_records(&w, p, arena);
        write_history(&w, p);
        xml_close(&w);
        return xml_finish(&w);
}
