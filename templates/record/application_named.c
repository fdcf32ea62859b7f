#include "templates/record/application_named.h"

#include <string.h>

#include "core/banned.h"

void named_facility(struct xml_writer *w, const struct facility *facility)
{
        xml_put_if(w, "kind-id", facility->kind);
}

void named_purchase(struct xml_writer *w, const struct purchase *line)
{
        xml_put_if(w, "category-id", line->category);
        xml_put_if(w, "variant-id", line->variant);
        xml_put_if(w, "item-id", line->item);
}

void named_purchase_key(struct xml_writer *w, const struct purchase *line)
{
        xml_put_if(w, "payer", line->payer);
        xml_put(w, "receipt", line->receipt_number);
        xml_put_int(w, "position", line->position);
}

void named_vendor_line(struct xml_writer *w, const struct vendor_line *line)
{
        xml_put_if(w, "category-id", line->category);
}

void named_claim(struct xml_writer *w, const struct claim *claim, struct arena *arena)
{
        struct buffer ids = buffer_in(arena);

        for (size_t i = 0; i < claim->options_said.n; i++)
                if (*claim->options_said.at[i].id)
                        buffer_printf(&ids, "%s%s", ids.n ? " " : "", claim->options_said.at[i].id);
        xml_put_if(w, "category-id", claim->category);
        xml_put_if(w, "option-ids", ids.n ? ids.at : NULL);
}

/* A question may be answered and yet open: if no answer settles it, or if the answer is "no" and concerns the application itself. */
void named_question(struct xml_writer *w, const struct packet *p, const struct finding *f)
{
        if (finding_severity(f->id) != CONFIRM)
                return;
        xml_put(w, "answered", assess_answered(p->records, f, NULL) ? "true" : "false");
        xml_put(w, "open", assess_open(p->records, f) ? "true" : "false");
}

/* ---- steps */

/* The names of inputs, for the kinds of step that always have the same ones (core/assess/assess.h). A cap or limit that is not set has
 * no input. */
static const char *const input_names[][4] = {
        [STEP_ITEM_CAP] = {"sum", "cap"},
        [STEP_COST_CAP] = {"sum", "cap"},
        [STEP_RATE] = {"cost", "numerator", "denominator"},
        [STEP_ROUNDING] = {"yen", "rest", "denominator", "unit"},
        [STEP_LIMIT] = {"yen", "limit"},
};

static void open_input(struct xml_writer *w, const char *name, int64_t value)
{
        xml_open(w, "input");
        xml_put(w, "name", name);
        xml_put_int(w, "value", value);
}

/* The lines that count, in the order in which the assessment added them up. */
static void line_inputs(struct xml_writer *w, const struct packet *p, const struct step *step)
{
        const struct purchase_list *lines = &p->records->purchases;

        for (size_t i = 0; i < lines->n; i++) {
                if (p->assessment->lines[i] != LINE_COUNTS || strcmp(lines->at[i].item, step->item) != 0)
                        continue;
                open_input(w, "purchase", lines->at[i].amount.n);
                named_purchase_key(w, &lines->at[i]);
                xml_close(w);
        }
}

/* What each item class came to after its cap. */
static void class_inputs(struct xml_writer *w, const struct step_list *steps)
{
        for (size_t i = 0; i < steps->n; i++) {
                if (steps->at[i].kind != STEP_ITEM_CAP)
                        continue;
                open_input(w, "item", steps->at[i].result.n);
                xml_put(w, "item", steps->at[i].item);
                xml_close(w);
        }
}

void named_inputs(struct xml_writer *w, const struct packet *p, size_t i)
{
        const struct step *step = &p->assessment->steps.at[i];

        if (step->kind == STEP_LINES) {
                line_inputs(w, p, step);
        } else if (step->kind == STEP_SUM) {
                class_inputs(w, &p->assessment->steps);
        } else {
                for (size_t k = 0; k < step->inputs.n; k++) {
                        open_input(w, input_names[step->kind][k], step->inputs.at[k]);
                        xml_close(w);
                }
        }
}
