#include "cmd/prove/against.h"

#include <string.h>

#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { INDENT = 6, LABEL = 16, DEEPER = 9, WIDTH = 80 };

struct amount {
        const char *id, *ja, *en;
        struct yen before, after;
};
enum { AMOUNTS = 4 };

static void amounts_of(struct amount out[AMOUNTS], const struct comparison *c)
{
        const struct assessment none = {0}, *a = c->before, *b = c->after ? c->after : &none;

        out[0] = (struct amount){"claimed", "購入額", "claimed", a->claimed, b->claimed};
        out[1] = (struct amount){"eligible_total", "対象明細の合計", "eligible total", a->eligible_total,
                                 b->eligible_total};
        out[2] = (struct amount){"eligible_cost", "補助対象額", "eligible cost", a->eligible_cost, b->eligible_cost};
        out[3] = (struct amount){"subsidy", "補助額", "subsidy", a->subsidy, b->subsidy};
}

/* ---- for people */

struct printing {
        const struct context *c;
        const struct comparison *comparison;
        FILE *out;
        struct arena *arena;
};

static const char *yen(const struct printing *p, int64_t n)
{
        char text[YEN_TEXT];

        return arena_printf(p->arena, "%s%s", yen_format(text, (struct yen){n}, "-"), say(p->c, "円", ""));
}

static const char *change(const struct printing *p, int64_t by)
{
        return arena_printf(p->arena, "%s%s", by > 0 ? "+" : "", yen(p, by));
}

static void print_row(const struct printing *p, const char *label, const char *text)
{
        fprintf(p->out, "%*s", INDENT, "");
        print_cells(p->out, label, LABEL, LEFT_SIDE);
        if (text_width(label) >= LABEL)
                fputc(' ', p->out);
        print_wrapped(p->out, text, INDENT + (text_width(label) >= LABEL ? text_width(label) + 1 : LABEL),
                      INDENT + LABEL, WIDTH);
}

static void print_amounts(const struct printing *p)
{
        struct amount amounts[AMOUNTS];

        amounts_of(amounts, p->comparison);
        for (int i = 0; i < AMOUNTS; i++) {
                const struct amount *a = &amounts[i];

                if (a->before.n != a->after.n)
                        print_row(p, say(p->c, a->ja, a->en),
                                  arena_printf(p->arena, "%s -> %s (%s)", yen(p, a->before.n), yen(p, a->after.n),
                                               change(p, a->after.n - a->before.n)));
        }
}

static void print_state(const struct printing *p)
{
        const struct assessment *a = p->comparison->before, *b = p->comparison->after;
        enum language language = p->c->language;

        if (a->status != b->status)
                print_row(p, say(p->c, "状態", "status"),
                          arena_printf(p->arena, "%s -> %s", status_word(a->status, language),
                                       status_word(b->status, language)));
        if (date_compare(a->deadline, b->deadline) != 0) {
                const char *none = say(p->c, "記載なし", "not stated");

                print_row(p, say(p->c, "申請期限", "deadline"),
                          arena_printf(p->arena, "%s -> %s",
                                       date_is_set(a->deadline) ? date_words(p->arena, a->deadline, language) : none,
                                       date_is_set(b->deadline) ? date_words(p->arena, b->deadline, language) : none));
        }
}

static const char *joined(const struct printing *p, const struct step *step)
{
        struct buffer text = buffer_in(p->arena);

        for (size_t i = 0; i < step->inputs.n; i++)
                buffer_printf(&text, "%s%s", i ? " + " : "", yen(p, step->inputs.at[i]));
        return buffer_bytes(&text).n ? text.at : yen(p, 0);
}

static const char *none_set(const struct printing *p, const char *result)
{
        return arena_printf(p->arena, say(p->c, "%s (定めなし)", "%s (none set)"), result);
}

static const char *rate_words(const struct printing *p, const struct step *step, const char *result)
{
        const int64_t *in = step->inputs.at;

        if (step->inputs.n < 3 || step->basis.how == HOW_UNKNOWN)
                return none_set(p, result);
        return arena_printf(p->arena, "%s x %lld/%lld = %s%s", yen(p, in[0]), (long long)in[1], (long long)in[2],
                            result, step->rest ? arena_printf(p->arena, " + %d/%d", step->rest, step->den) : "");
}

/* What goes in and what comes out, to be followed with a pocket calculator. */
static const char *step_words(const struct printing *p, const struct step *step)
{
        const int64_t *in = step ? step->inputs.at : NULL;
        const char *result = step ? yen(p, step->result.n) : "";

        if (!step)
                return say(p->c, "なし", "none");
        switch (step->kind) {
        case STEP_LINES:
        case STEP_SUM:
                return step->inputs.n > 1 ? arena_printf(p->arena, "%s = %s", joined(p, step), result) : result;
        case STEP_RATE:
                return rate_words(p, step, result);
        default:
                break;
        }
        if (!step->applies || step->inputs.n < 2)
                return none_set(p, result);
        if (step->kind == STEP_ROUNDING)
                return arena_printf(p->arena, say(p->c, "%s (%s単位)", "%s (units of %s)"), result,
                                    yen(p, in[step->inputs.n - 1]));
        return arena_printf(p->arena, say(p->c, "%s (上限 %s)", "%s (at most %s)"), result, yen(p, in[1]));
}

static const char *step_source(const struct printing *p, const struct step *step)
{
        const struct source *source = step->basis.source;

        return arena_printf(p->arena, "%s%s%s", how_word(step->basis.how, p->c->language), source ? " " : "",
                            source ? source_words(source, p->c->language) : "");
}

static void print_sources(const struct printing *p, const struct step_change *change)
{
        const char *before = change->before ? step_source(p, change->before) : "";
        const char *after = change->after ? step_source(p, change->after) : "";
        const char *label = say(p->c, "根拠: ", "source: ");
        const char *texts[2] = {*before ? before : after, *before && strcmp(before, after) != 0 ? after : ""};

        for (int i = 0; i < 2 && *texts[i]; i++) {
                fprintf(p->out, "%*s%s%s", DEEPER, "", i ? "-> " : "", label);
                print_wrapped(p->out, texts[i], DEEPER + (i ? 3 : 0) + text_width(label), DEEPER + 3, WIDTH);
        }
}

static void print_step(const struct printing *p, const struct step_change *change)
{
        static const char *const names[][2] = {[STEP_LINES] = {"数える明細", "lines that count"},
                                               [STEP_ITEM_CAP] = {"品目の上限", "item cap"},
                                               [STEP_SUM] = {"合計", "sum"},
                                               [STEP_COST_CAP] = {"事業額上限", "cost cap"},
                                               [STEP_RATE] = {"補助率", "rate"},
                                               [STEP_ROUNDING] = {"端数", "rounding"},
                                               [STEP_LIMIT] = {"補助限度額", "limit"}};
        const struct step *step = change->before ? change->before : change->after;
        const struct programme *programme = p->comparison->programmes[change->before ? 0 : 1];
        const struct item *item = programme_item_by_id(programme, step->item);
        const char *label =
                arena_printf(p->arena, "%s%s%s%s", names[step->kind][p->c->language], *step->item ? " (" : "",
                             item ? say(p->c, item->label.ja, item->label.en) : step->item, *step->item ? ")" : "");

        fprintf(p->out, "%*s%s\n%*s", INDENT, "", label, DEEPER, "");
        print_wrapped(p->out,
                      arena_printf(p->arena, "%s -> %s", step_words(p, change->before), step_words(p, change->after)),
                      DEEPER, DEEPER + 3, WIDTH);
        print_sources(p, change);
}

static void print_finding_change(const struct printing *p, const struct finding_change *change)
{
        const struct finding *f = change->finding;
        const char *head = change->gained ? say(p->c, "増える指摘: ", "finding gained: ")
                                          : say(p->c, "なくなる指摘: ", "finding lost: ");
        const char *source = say(p->c, "根拠: ", "source: ");

        fprintf(p->out, "%*s%s", INDENT, "", head);
        print_wrapped(p->out,
                      arena_printf(p->arena, "%s %s: %s%s%s", severity_word(finding_severity(f->id), p->c->language),
                                   finding_name(f->id), finding_message(p->arena, f, p->c->language),
                                   f->subject ? ": " : "", f->subject ? f->subject : ""),
                      INDENT + text_width(head), DEEPER, WIDTH);
        if (!f->source)
                return;
        fprintf(p->out, "%*s%s", DEEPER, "", source);
        print_wrapped(p->out, finding_source(f, p->c->language), DEEPER + text_width(source), DEEPER + 3, WIDTH);
}

static const char *programme_words(const struct printing *p)
{
        const struct programme *a = p->comparison->programmes[0], *b = p->comparison->programmes[1];
        const char *first = arena_printf(p->arena, say(p->c, "%s 第%s版", "%s revision %s"), a->id, a->revision);
        const char *second = arena_printf(p->arena, say(p->c, "第%s版", "revision %s"), b->revision);

        return strcmp(a->id, b->id) == 0 ? arena_printf(p->arena, "%s -> %s", first, second)
                                         : arena_printf(p->arena, "%s -> %s %s", first, b->id, second);
}

void against_print(const struct context *c, FILE *out, const struct comparison *comparison, struct arena *arena)
{
        const struct printing p = {c, comparison, out, arena};

        print_row(&p, say(c, "比較", "compared"), programme_words(&p));
        if (comparison->same) {
                print_row(&p, "", say(c, "違いはありません", "no difference"));
                return;
        }
        if (!comparison->after) {
                print_row(&p, say(c, "区分", "category"),
                          arena_printf(arena, say(c, "%s -> なし", "%s -> none"),
                                       comparison->before->category->label.id));
                return;
        }
        print_amounts(&p);
        print_state(&p);
        for (size_t i = 0; i < comparison->steps.n; i++)
                print_step(&p, &comparison->steps.at[i]);
        for (size_t i = 0; i < comparison->findings.n; i++)
                print_finding_change(&p, &comparison->findings.at[i]);
}

/* ---- for machines */

static void add_value(json_t *values, const char *id, json_t *before, json_t *after)
{
        if (json_equal(before, after)) {
                json_decref(before);
                json_decref(after);
                return;
        }
        json_array_append_new(values, json_pack("{s:s, s:o, s:o}", "id", id, "before", before, "after", after));
}

static json_t *json_values(const struct comparison *c)
{
        const struct assessment *a = c->before, *b = c->after;
        json_t *values = json_array();
        struct amount amounts[AMOUNTS];

        if (!b)
                add_value(values, "category", json_string(a->category->label.id), json_null());
        amounts_of(amounts, c);
        for (int i = 0; i < AMOUNTS; i++)
                add_value(values, amounts[i].id, json_integer(amounts[i].before.n),
                          b ? json_integer(amounts[i].after.n) : json_null());
        add_value(values, "status", json_string(application_status_id(a->status)),
                  b ? json_string(application_status_id(b->status)) : json_null());
        add_value(values, "deadline", json_date(a->deadline), b ? json_date(b->deadline) : json_null());
        return values;
}

static json_t *step_or_null(const struct context *c, const struct step *step)
{
        return step ? json_step(c->language, step) : json_null();
}

json_t *against_json(const struct context *c, const struct comparison *comparison, struct arena *arena)
{
        const struct programme *other = comparison->programmes[1];
        json_t *steps = json_array(), *findings = json_array();

        for (size_t i = 0; i < comparison->steps.n; i++) {
                const struct step_change *s = &comparison->steps.at[i];

                json_array_append_new(steps, json_pack("{s:o, s:o}", "before", step_or_null(c, s->before), "after",
                                                       step_or_null(c, s->after)));
        }
        for (size_t i = 0; i < comparison->findings.n; i++) {
                const struct finding_change *f = &comparison->findings.at[i];

                json_array_append_new(findings, json_pack("{s:s, s:o}", "change", f->gained ? "gained" : "lost",
                                                          "finding", json_finding(c->language, f->finding, arena)));
        }
        return json_pack("{s:s, s:s, s:s, s:b, s:o, s:o, s:o}", "programme", other->id, "revision", other->revision,
                         "sha256", other->digest.hex, "same", comparison->same, "values", json_values(comparison),
                         "steps", steps, "findings", findings);
}
