#include "templates/record/application.h"

#include <string.h>

#include "templates/record/application_fields.h"

#include "core/banned.h"

struct application_reading {
        struct application *app;
        struct arena *arena;
        const char **why;
        struct files {
                VEC(struct origin);
        } files;
};

static bool fail(struct application_reading *r, const char *why)
{
        *r->why = why;
        return false;
}

static bool read_finding(struct application_reading *r, const xmlNode *node)
{
        enum finding_id id;
        const char *name = xml_attr(node, "id", r->arena);
        struct finding *f;

        if (!finding_by_name(&id, name) || !finding_words(id, r->app->records.form))
                return fail(r, arena_printf(r->arena, "finding/@id %s", name));
        f = finding_add(&r->app->facts, id, NULL, NULL, NULL);
        if (!attributes_get(f, finding_attributes, node, r->arena, r->why))
                return false;
        for (const xmlNode *c = xml_child(node, "arg"); c; c = xml_next(c, "arg")) {
                int64_t n = xml_attr_int(c, "n", 0);

                if (n < 1 || n > 3)
                        return fail(r, "arg/@n");
                f->args[n - 1] = xml_attr(c, "text", r->arena);
        }
        return true;
}

static bool read_origin(struct application_reading *r, struct origin *out, const xmlNode *node)
{
        int64_t from = xml_attr_int(node, "from", 0), line = xml_attr_int(node, "line", 0);

        if (!from)
                return true;
        if (from < 1 || (size_t)from > r->files.n || line < 0 || line > INT32_MAX)
                return fail(r, arena_printf(r->arena, "%s/@from", (const char *)node->name));
        *out = r->files.at[from - 1];
        out->line = (int)line;
        return true;
}

static void read_files(struct application_reading *r, const xmlNode *records)
{
        for (const xmlNode *n = xml_child(records, "file"); n; n = xml_next(n, "file"))
                *vec_add(r->arena, &r->files) = (struct origin){.file = xml_attr(n, "name", r->arena),
                                                                .sha256 = xml_attr(n, "sha256", r->arena),
                                                                .columns = xml_attr(n, "columns", r->arena),
                                                                .table = xml_attr(n, "table", r->arena),
                                                                .style = origin_style_of(xml_attr_int(n, "places", 0))};
}

static bool read_evidence(struct application_reading *r, struct receipt *receipt, const xmlNode *node)
{
        for (const xmlNode *n = xml_child(node, "evidence"); n; n = xml_next(n, "evidence")) {
                struct evidence *e = vec_add(r->arena, &receipt->evidence);

                if (!attributes_get(e, evidence_attributes, n, r->arena, r->why))
                        return false;
                if (xml_has_attr(n, "enclosed"))
                        *vec_add(r->arena, &r->app->enclosed) =
                                (struct enclosed){xml_attr(n, "enclosed", r->arena), e->sha256,
                                                  r->app->records.receipts.n - 1, receipt->evidence.n - 1};
        }
        return true;
}

static bool read_vendor_lines(struct application_reading *r, struct receipt *receipt, const xmlNode *node)
{
        for (const xmlNode *n = xml_child(node, "vendor-line"); n; n = xml_next(n, "vendor-line")) {
                struct vendor_line *line = vec_add(r->arena, &receipt->vendor_lines);

                if (!attributes_get(line, vendor_line_attributes, n, r->arena, r->why) ||
                    !read_origin(r, &line->origin, n))
                        return false;
        }
        return true;
}

static bool read_receipts(struct application_reading *r, const xmlNode *records)
{
        for (const xmlNode *n = xml_child(records, "receipt"); n; n = xml_next(n, "receipt")) {
                struct receipt *receipt = vec_add(r->arena, &r->app->records.receipts);
                bool shared;

                if (!fields_get(receipt, &fields_receipt, n, r->arena, r->why) ||
                    !read_origin(r, &receipt->origin, n) || !read_evidence(r, receipt, n) ||
                    !read_vendor_lines(r, receipt, n))
                        return false;
                shared = strcmp(xml_attr(n, "shared", r->arena), "true") == 0;
                if (shared != xml_has_attr(n, "others-total"))
                        return fail(r, "receipt/@others-total");
                receipt->evidence_names = receipt->breakdown_names = "";
        }
        return true;
}

static bool read_purchases(struct application_reading *r, const xmlNode *records)
{
        for (const xmlNode *n = xml_child(records, "purchase"); n; n = xml_next(n, "purchase")) {
                struct purchase *line = vec_add(r->arena, &r->app->records.purchases);

                if (!fields_get(line, &fields_purchase, n, r->arena, r->why) || !read_origin(r, &line->origin, n))
                        return false;
                line->facility = r->app->records.facility.code;
                line->has_quantity = count_parse(&line->quantity, line->quantity_text);
        }
        return true;
}

static bool read_rest(struct application_reading *r, const xmlNode *records)
{
        for (const xmlNode *n = xml_child(records, "claim"); n; n = xml_next(n, "claim")) {
                struct claim *claim = vec_add(r->arena, &r->app->records.claims);

                if (!fields_get(claim, &fields_claim, n, r->arena, r->why) || !read_origin(r, &claim->origin, n))
                        return false;
                claim->facility = r->app->records.facility.code;
        }
        for (const xmlNode *n = xml_child(records, "answer"); n; n = xml_next(n, "answer"))
                if (!attributes_get(vec_add(r->arena, &r->app->records.answers), answer_attributes, n, r->arena,
                                    r->why))
                        return false;
        return true;
}

static bool read_records(struct application_reading *r, const xmlNode *records)
{
        struct facility *facility = &r->app->records.facility;
        const xmlNode *node = xml_child(records, "facility");

        read_files(r, records);
        if (!fields_get(facility, &fields_facility, node, r->arena, r->why) || !read_origin(r, &facility->origin, node))
                return false;
        if (strcmp(facility->code, r->app->facility) != 0)
                return fail(r, "facility/@code");
        return read_receipts(r, records) && read_purchases(r, records) && read_rest(r, records);
}

static bool read_history(struct application_reading *r, const xmlNode *history)
{
        for (const xmlNode *n = xml_child(history, "change"); n; n = xml_next(n, "change")) {
                struct correction *change = vec_add(r->arena, &r->app->corrections);

                if (!attributes_get(change, correction_attributes, n, r->arena, r->why))
                        return false;
                for (const xmlNode *f = xml_child(n, "field"); f; f = xml_next(f, "field"))
                        *vec_add(r->arena, &change->fields) =
                                (struct corrected_field){xml_attr(f, "name", r->arena),
                                                         xml_has_attr(f, "old") ? xml_attr(f, "old", r->arena) : NULL,
                                                         xml_has_attr(f, "now") ? xml_attr(f, "now", r->arena) : NULL};
        }
        return true;
}

enum form_told application_form(struct application *out, const xmlDoc *doc, struct arena *arena)
{
        const xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc);

        *out = (struct application){.form = xml_attr(root, "form", arena)};
        out->versions.program = xml_attr(xml_child(root, "made-by"), "program", arena);
        out->told = form_tell(&out->records.form, out->form, out->versions.program);
        return out->told;
}

bool application_read(struct application *out, const xmlDoc *doc, struct arena *arena, const char **why)
{
        const xmlNode *root = xmlDocGetRootElement((xmlDoc *)doc), *node;
        struct application_reading r = {.app = out, .arena = arena, .why = why};

        *why = "made-by/@program";
        if (application_form(out, doc, arena) != FORM_TOLD)
                return false;
        *why = "";
        out->facility = xml_attr(root, "facility", arena);
        out->category = xml_attr(root, "category", arena);
        out->facts = findings_in(arena);
        out->draft = strcmp(xml_attr(root, "status", arena), "draft") == 0;
        out->geta = xml_has_attr(root, "missing-glyph");
        out->applied_on = xml_attr_date(root, "applied-on");
        if (!attributes_get(&out->versions, versions_attributes, xml_child(root, "made-by"), arena, why))
                return false;
        node = xml_child(root, "programme");
        out->programme_id = xml_attr(node, "id", arena);
        out->programme_revision = xml_attr(node, "revision", arena);
        out->programme_sha256 = xml_attr(node, "sha256", arena);
        node = xml_child(root, "assessment");
        out->claimed.n = xml_attr_int(node, "claimed", 0);
        out->eligible_total.n = xml_attr_int(node, "eligible-total", 0);
        out->eligible_cost.n = xml_attr_int(node, "eligible-cost", 0);
        out->subsidy.n = xml_attr_int(node, "subsidy", 0);
        for (node = xml_child(xml_child(root, "facts"), "finding"); node; node = xml_next(node, "finding"))
                if (!read_finding(&r, node))
                        return false;
        return read_records(&r, xml_child(root, "records")) && read_history(&r, xml_child(root, "history"));
}
