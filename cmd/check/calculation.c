#include "cmd/check/calculation.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/notes.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { LABEL = 14, AMOUNT_END = 69, GAP = 2 };

/* One line of the sheet; a label begins a section. */
struct entry {
        const char *text, *detail, *amount, *note;
};
struct calculation_sheet {
        const struct context *c;
        const struct records *records;
        const struct assessment *a;
        struct arena *arena;
        struct notes notes;
        struct entries {
                VEC(struct entry);
        } section;
        int number;
};

static const char *yen(struct calculation_sheet *s, int64_t n)
{
        char text[YEN_TEXT];

        return arena_printf(s->arena, "%s%s", yen_format(text, (struct yen){n}, "-"), say(s->c, "円", ""));
}

static void add(struct calculation_sheet *s, const char *text, const char *detail, struct yen amount, const char *note)
{
        *vec_add(s->arena, &s->section) = (struct entry){text, detail, yen(s, amount.n), note};
}

/* Do the entries fit beside each other, the details one below the other? */
static bool in_columns(const struct calculation_sheet *s, int *detail_at)
{
        int text = 0, rest = 0;

        for (size_t i = 0; i < s->section.n; i++) {
                const struct entry *e = &s->section.at[i];
                int more = text_width(e->detail) + GAP + text_width(e->amount);

                text = text_width(e->text) > text ? text_width(e->text) : text;
                rest = more > rest ? more : rest;
        }
        *detail_at = LABEL + (text ? text + GAP : 0);
        return *detail_at + rest <= AMOUNT_END;
}

static void print_amount(const struct entry *e, int used)
{
        if (used + text_width(e->amount) >= AMOUNT_END)
                putchar(' ');
        print_cells(stdout, e->amount, AMOUNT_END - used, RIGHT_SIDE);
        printf("%s\n", e->note);
}

/* Prints the section and empties it. */
static void print_section(struct calculation_sheet *s, const char *name)
{
        int detail_at;
        bool columns = in_columns(s, &detail_at);

        print_cells(stdout, arena_printf(s->arena, "%d %s", ++s->number, name), LABEL, LEFT_SIDE);
        for (size_t i = 0; i < s->section.n; i++) {
                const struct entry *e = &s->section.at[i];
                int at = columns ? detail_at : *e->text ? LABEL + 2 : LABEL;
                bool again = i && strcmp(e->text, s->section.at[i - 1].text) == 0;

                if (i && (columns || !again))
                        printf("%*s", LABEL, "");
                if (columns)
                        print_cells(stdout, e->text, detail_at - LABEL, LEFT_SIDE);
                else if (*e->text && !again)
                        printf("%s\n", e->text);
                if (!columns && *e->text)
                        printf("%*s", at, "");
                print_escaped(stdout, e->detail);
                print_amount(e, at + text_width(e->detail));
        }
        if (!s->section.n)
                puts(say(s->c, "なし", "none"));
        s->section = (struct entries){0};
}

/* ---- the steps */

static const char *item_name(const struct calculation_sheet *s, const char *id)
{
        const struct eligible *e = category_eligible(s->a->category, id);
        const struct item *item = programme_item_by_id(s->a->programme, id);

        return e && *e->ja ? say(s->c, e->ja, e->en) : item ? say(s->c, item->label.ja, item->label.en) : id;
}

static const char *line_name(struct calculation_sheet *s, const struct purchase *line)
{
        return arena_printf(s->arena, s->c->language == JAPANESE ? "%s 明細%d" : "%s line %d", line->receipt_number,
                            line->position);
}

static void add_lines(struct calculation_sheet *s, const struct step *step)
{
        const char *note = note_mark(&s->notes, step->basis, s->c->language);

        for (size_t i = 0; i < s->records->purchases.n; i++) {
                const struct purchase *line = &s->records->purchases.at[i];

                if (s->a->lines[i] == LINE_COUNTS &&
                    strcmp(category_class(s->a->category, line->item), step->item) == 0)
                        add(s, item_name(s, step->item), line_name(s, line), line->amount, note);
        }
}

/* 760,000円(40,000円 × 許可病床数 19床) */
static const char *most_of(struct calculation_sheet *s, const struct step *step)
{
        const char *units = step_unit_words(s->a, step, s->c->language, s->arena), *most = yen(s, step->inputs.at[1]);

        return *units ? arena_printf(s->arena, s->c->language == JAPANESE ? "%s(%s)" : "%s (%s)", most, units) : most;
}

static const char *smaller(struct calculation_sheet *s, const struct step *step, const char *ja, const char *en)
{
        return arena_printf(s->arena, s->c->language == JAPANESE ? "%s、%s %s" : "%s, %s %s",
                            yen(s, step->inputs.at[0]), say(s->c, ja, en), most_of(s, step));
}

static const char *added_up(struct calculation_sheet *s, const struct step *step)
{
        struct buffer out = buffer_in(s->arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < step->inputs.n; i++)
                buffer_printf(&out, "%s%s", i ? " + " : "", yen(s, step->inputs.at[i]));
        return out.at;
}

/* 90,750円, or 30,999 3/4円 where the rate leaves a rest. */
static const char *exact(struct calculation_sheet *s, int64_t n, int64_t rest, int64_t den)
{
        char text[YEN_TEXT];

        if (!rest)
                return yen(s, n);
        return arena_printf(s->arena, "%s %" PRId64 "/%" PRId64 "%s", yen_format(text, (struct yen){n}, "-"), rest, den,
                            say(s->c, "円", ""));
}

static const char *rounding(struct calculation_sheet *s, const struct step *step)
{
        static const char *const how[][2] = {
                [ROUND_DOWN] = {"を切り捨て", "cut off"},
                [ROUND_HALF_UP] = {"を四捨五入", "half and more go up"},
                [ROUND_UP] = {"を切り上げ", "go up"},
        };
        return arena_printf(s->arena, s->c->language == JAPANESE ? "%s未満%s" : "below %s: %s",
                            yen(s, step->inputs.at[3]), how[step->rounding][s->c->language]);
}

static void add_step(struct calculation_sheet *s, const struct step *step)
{
        static const char *const unset[][2] = {
                [STEP_ITEM_CAP] = {"品目の上限の定めなし", "no cap"},
                [STEP_COST_CAP] = {"事業額上限の定めなし", "no cost cap"},
                [STEP_RATE] = {"補助率の定めなし", "no rate"},
                [STEP_ROUNDING] = {"端数の定めなし、1円未満を切り捨て", "no rounding stated: whole yen"},
                [STEP_LIMIT] = {"補助限度額の定めなし", "no limit"},
        };
        const char *name = step->kind == STEP_ITEM_CAP ? item_name(s, step->item) : "", *detail;
        /* where nothing is capped first, adding up needs no source */
        bool needs_none = step->kind == STEP_SUM && step->basis.how == HOW_UNKNOWN;
        const char *note = needs_none || !step->applies ? "" : note_mark(&s->notes, step->basis, s->c->language);
        const int64_t *in = step->inputs.at;

        if (!step->applies && step->kind >= STEP_ITEM_CAP && step->kind != STEP_SUM) {
                add(s, name, say(s->c, unset[step->kind][JAPANESE], unset[step->kind][ENGLISH]), step->result, "");
                return;
        }
        if (step->kind == STEP_ITEM_CAP || step->kind == STEP_COST_CAP)
                detail = smaller(s, step, "上限", "at most");
        else if (step->kind == STEP_LIMIT)
                detail = smaller(s, step, "限度", "at most");
        else if (step->kind == STEP_SUM)
                detail = added_up(s, step);
        else if (step->kind == STEP_ROUNDING)
                detail = rounding(s, step);
        else if (s->c->language == JAPANESE)
                detail = arena_printf(s->arena, "%sの %" PRId64 "分の%" PRId64, yen(s, in[0]), in[2], in[1]);
        else
                detail = arena_printf(s->arena, "%s x %" PRId64 "/%" PRId64, yen(s, in[0]), in[1], in[2]);
        add(s, name, detail, step->result, note);
        if (step->kind == STEP_RATE)
                s->section.at[s->section.n - 1].amount = exact(s, step->result.n, step->rest, step->den);
}

static void print_steps(struct calculation_sheet *s)
{
        static const char *const names[][2] = {
                [STEP_LINES] = {"対象の明細", "lines"}, [STEP_ITEM_CAP] = {"品目の上限", "item caps"},
                [STEP_SUM] = {"合計", "sum"},           [STEP_COST_CAP] = {"事業額上限", "cost cap"},
                [STEP_RATE] = {"補助率", "rate"},       [STEP_ROUNDING] = {"端数", "rounding"},
                [STEP_LIMIT] = {"補助限度額", "limit"},
        };
        const struct step_list *steps = &s->a->steps;

        for (enum step_kind kind = STEP_LINES; kind <= STEP_LIMIT; kind++) {
                if (!s->a->grant && kind > STEP_SUM)
                        break;
                for (size_t i = 0; i < steps->n; i++) {
                        if (steps->at[i].kind != kind)
                                continue;
                        if (kind == STEP_LINES)
                                add_lines(s, &steps->at[i]);
                        else
                                add_step(s, &steps->at[i]);
                }
                print_section(s, names[kind][s->c->language]);
        }
        if (!s->a->grant)
                puts(say(s->c, "この施設への補助率と限度額が決まらないので、補助額は 0円です。",
                         "No rate and limit is known for this facility: the subsidy is 0."));
}

/* ---- the pocket calculator */

static const struct step *find(const struct assessment *a, enum step_kind kind)
{
        for (size_t i = 0; i < a->steps.n; i++)
                if (a->steps.at[i].kind == kind)
                        return &a->steps.at[i];
        return NULL;
}

static void key_sum(struct buffer *out, const struct step *step)
{
        if (step->inputs.n < 2)
                return;
        for (size_t i = 0; i < step->inputs.n; i++) {
                int64_t n = step->inputs.at[i];

                if (!i)
                        buffer_printf(out, "%s%" PRId64, out->n ? "\n" : "", n);
                else
                        buffer_printf(out, " %c %" PRId64, n < 0 ? '-' : '+', n < 0 ? -n : n);
        }
        buffer_printf(out, " = %" PRId64, step->result.n);
}

/* As a calculator shows it: two places after the point, cut. */
static void key_rate(struct buffer *out, const struct step *rate)
{
        const int64_t *in = rate->inputs.at;
        int64_t hundredths = (int64_t)rate->rest * 100 / rate->den;

        buffer_printf(out, "%s%" PRId64 " x %" PRId64 " / %" PRId64 " = %" PRId64, out->n ? "\n" : "", in[0], in[1],
                      in[2], rate->result.n);
        if (rate->rest)
                buffer_printf(out, ".%02" PRId64 "%s", hundredths, (int64_t)rate->rest * 100 % rate->den ? ".." : "");
}

char *calculation_keys(const struct assessment *a, struct arena *arena)
{
        const struct step *sum = find(a, STEP_SUM), *rate = find(a, STEP_RATE);
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < a->steps.n; i++)
                if (a->steps.at[i].kind == STEP_LINES)
                        key_sum(&out, &a->steps.at[i]);
        if (sum)
                key_sum(&out, sum);
        if (rate && rate->applies && rate->inputs.n == 3)
                key_rate(&out, rate);
        return out.at;
}

static void print_keys(const struct calculation_sheet *s)
{
        const char *label = say(s->c, "電卓で: ", "on a calculator: ");
        const char *keys = calculation_keys(s->a, s->arena);
        int indent = text_width(label);

        while (*keys) {
                size_t n = strcspn(keys, "\n");

                print_escaped(stdout, label);
                print_wrapped(stdout, arena_strndup(s->arena, keys, n), indent, indent, 80);
                label = arena_printf(s->arena, "%*s", indent, "");
                keys += n + (keys[n] == '\n');
        }
}

/* ---- lines of the category that do not count */

static void print_left_out(struct calculation_sheet *s)
{
        bool first = true;

        for (size_t i = 0; i < s->records->purchases.n; i++) {
                const struct purchase *line = &s->records->purchases.at[i];

                if (s->a->lines[i] == LINE_COUNTS || strcmp(line->category, s->a->category->label.id) != 0)
                        continue;
                if (first)
                        puts(say(s->c, "数えない明細:", "lines that do not count:"));
                first = false;
                fputs("  ", stdout);
                print_name(stdout, arena_printf(s->arena, "%s  %s", line_name(s, line), line->description), 40,
                           s->arena);
                print_cells(stdout, yen(s, line->amount.n), 14, RIGHT_SIDE);
                printf("  %s\n", line_verdict_word(s->a->lines[i], s->c->language));
        }
}

/* An amount is worked out whatever the status; what stands in its way is said, and where to read more. */
static void print_status(const struct calculation_sheet *s)
{
        enum finding_id last = FINDING_IDS;

        if (s->a->status == READY)
                return;
        printf("%s %s (", say(s->c, "状態:", "status:"), status_word(s->a->status, s->c->language));
        for (size_t i = 0; i < s->a->findings.n; i++) {
                const struct finding *f = &s->a->findings.at[i];
                bool stops = s->a->status == HAS_ERROR ? finding_severity(f->id) == ERROR : assess_open(s->records, f);

                if (stops && f->id != last) {
                        printf("%s%s", last == FINDING_IDS ? "" : " ", finding_name(f->id));
                        last = f->id;
                }
        }
        printf("): soroe check %s\n", s->records->facility.code);
}

void calculation_print(const struct context *c, const struct records *records, const struct assessment *a,
                       struct arena *scratch)
{
        struct calculation_sheet s = {
                .c = c, .records = records, .a = a, .arena = scratch, .notes = {.arena = scratch}};
        const struct facility *f = &records->facility;

        print_in_line(stdout, f->name);
        if (c->language == JAPANESE)
                printf("(%s)、%s、補助額(見込) %s\n", f->kind_text, a->category->label.ja, yen(&s, a->subsidy.n));
        else
                printf(" (%s), %s, subsidy (estimate) %s yen\n", *f->kind ? f->kind : f->kind_text,
                       a->category->label.id, yen(&s, a->subsidy.n));
        print_status(&s);
        print_steps(&s);
        print_keys(&s);
        print_left_out(&s);
        calculation_room(c, records, a, scratch);
        notes_print(&s.notes, c->language);
}
