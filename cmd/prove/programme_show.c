#include "cmd/prove/programme.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/print.h"

#include "core/programme/formula.h"

#include "core/banned.h"

enum { WIDTH = 80, LABEL = 14, INDENT = 2, KIND = 18, RATE = 8, MONEY = 12, CAP = 14, MOST_CAP_COLUMNS = 2 };

struct page {
        const struct context *c;
        const struct programme *p;
        struct arena *arena;
        struct notes notes;
};

static const char *mark(struct page *p, struct basis basis)
{
        return note_mark(&p->notes, basis, p->c->language);
}

/* "label   text [1]", wrapped. */
static void field(int indent, const char *label, const char *text, const char *marks)
{
        int used;

        printf("%*s", indent, "");
        print_cells(stdout, label, LABEL - indent, LEFT_SIDE);
        used = print_flow(stdout, text, LABEL, LABEL, WIDTH);
        if (used + text_width(marks) <= WIDTH)
                puts(marks);
        else /* a mark stands whole */
                printf("\n%*s%s\n", LABEL, "", marks + strspn(marks, " "));
}

static void line(const char *label, const char *text, const char *marks)
{
        field(0, label, text, marks);
}

static void inner(const char *label, const char *text, const char *marks)
{
        field(INDENT, label, text, marks);
}

__attribute__((format_arg(2), format_arg(3))) static const char *both(const struct page *p, const char *ja,
                                                                      const char *en)
{
        return say(p->c, ja, en);
}

/* ---- the windows */

static void window(struct page *p, const char *label, struct date first, struct date last, struct basis basis)
{
        const char *from = date_is_set(first) ? date_words(p->arena, first, p->c->language) : "";
        const char *to = date_is_set(last) ? date_words(p->arena, last, p->c->language) : "";
        const char *text = "";

        if (*from && *to)
                text = arena_printf(p->arena, both(p, "%s から %s まで", "%s to %s"), from, to);
        else if (*from)
                text = arena_printf(p->arena, both(p, "%s から", "from %s"), from);
        else if (*to)
                text = arena_printf(p->arena, both(p, "%s まで", "until %s"), to);
        line(label, text, *text ? mark(p, basis) : both(p, "記載なし", "not stated"));
}

static void deadlines(struct page *p, const char *label, const char *where, const struct extended_list *history)
{
        for (size_t i = 0; i < history->n; i++) {
                const struct extended *e = &history->at[i];
                const char *end = programme_day_end(p->p, p->c->language, p->arena);
                const char *day = date_words(p->arena, e->date, p->c->language);

                if (!date_is_set(e->date))
                        line(label, where, both(p, "記載なし", "not stated"));
                else
                        line(i ? both(p, "  延長", "  extended") : label,
                             arena_printf(p->arena, "%s%s%s%s", where, day, *end ? " " : "", end), mark(p, e->basis));
        }
}

static void windows(struct page *p)
{
        const struct programme *programme = p->p;

        window(p, both(p, "受付開始", "opens"), programme->opens, (struct date){0}, programme->opens_basis);
        deadlines(p, both(p, "申請期限", "deadline"), "", &programme->deadline_history);
        for (size_t i = 0; i < programme->special_deadlines.n; i++) {
                const struct special_deadline *s = &programme->special_deadlines.at[i];
                const char *where = condition_words(p->c, programme, &s->conditions, p->arena);

                deadlines(p, "", arena_printf(p->arena, "%s: ", where), &s->history);
        }
        window(p, both(p, "購入期間", "purchases"), programme->purchase_first, programme->purchase_last,
               programme->purchase_basis);
        window(p, both(p, "完了", "completion"), programme->completed_first, programme->completed_last,
               programme->completed_basis);
        if (date_is_set(programme->valid_first) || date_is_set(programme->valid_last))
                window(p, both(p, "適用期間", "file is for"), programme->valid_first, programme->valid_last,
                       programme->valid_basis);
}

/* ---- a category's amounts */

/* The classes with a cap in some grant get a column each, if they are few. */
struct cap_columns {
        const struct eligible *at[MOST_CAP_COLUMNS];
        size_t n;
        bool fit;
};

static struct cap_columns columns_of(const struct category *c)
{
        struct cap_columns columns = {.fit = true};

        for (size_t i = 0; i < c->eligible.n; i++) {
                bool capped = false;

                for (size_t k = 0; k < c->grants.n; k++)
                        capped |= formula_item_cap(&c->grants.at[k], c->eligible.at[i].item) != NULL;
                if (!capped)
                        continue;
                columns.fit = columns.n < MOST_CAP_COLUMNS;
                if (!columns.fit)
                        break;
                columns.at[columns.n++] = &c->eligible.at[i];
        }
        if (!columns.fit)
                columns.n = 0;
        return columns;
}

static void money_head(struct page *p, const char *text, int cells)
{
        print_cells(stdout, text_width(text) < cells ? text : cut_name(p->arena, text, cells - 1), cells, RIGHT_SIDE);
}

static void table_head(struct page *p, const struct cap_columns *columns)
{
        printf("%*s", INDENT, "");
        print_cells(stdout, both(p, "施設", "facility"), KIND, LEFT_SIDE);
        print_cells(stdout, both(p, "補助率", "rate"), RATE, RIGHT_SIDE);
        money_head(p, both(p, "補助限度額", "limit"), MONEY);
        money_head(p, both(p, "事業額上限", "cost cap"), MONEY);
        for (size_t i = 0; i < columns->n; i++) {
                const struct item *item = programme_item_by_id(p->p, columns->at[i]->item);

                money_head(p, both(p, item->label.ja, item->label.en), CAP);
        }
        putchar('\n');
}

static void money(bool is_set, struct yen yen, const struct per_unit *per, int cells)
{
        if (is_set && per && *per->attribute)
                print_cells(stdout, "*", cells, RIGHT_SIDE);
        else if (is_set)
                print_yen(stdout, yen, cells);
        else
                print_cells(stdout, "-", cells, RIGHT_SIDE);
}

/* Each source of the row once. */
static const char *row_marks(struct page *p, const struct grant *g)
{
        struct buffer out = buffer_in(p->arena);
        const struct basis bases[] = {g->kinds_basis, g->rate_basis, g->limit_basis, g->cost_cap_basis};
        const size_t n = sizeof bases / sizeof *bases;

        buffer_text(&out, "");
        for (size_t i = 0; i < n + g->item_caps.n; i++) {
                struct basis basis = i < n ? bases[i] : g->item_caps.at[i - n].basis;
                const char *one = basis.how == HOW_UNKNOWN ? "" : mark(p, basis) + 1;

                if (*one && !strstr(out.at, one))
                        buffer_text(&out, one);
        }
        return out.n ? out.at : both(p, "記載なし", "not stated");
}

static const char *cap_words(struct page *p, const struct item_cap *cap)
{
        const struct item *item = programme_item_by_id(p->p, cap->item);
        const char *per = per_unit_words(p->p, &cap->per, p->c->language, p->arena);
        char yen[YEN_TEXT];

        if (*per)
                return arena_printf(p->arena, "%s %s", both(p, item->label.ja, item->label.en), per);
        return arena_printf(p->arena, both(p, "%s %s円", "%s: %s yen"), both(p, item->label.ja, item->label.en),
                            yen_format(yen, cap->yen, "-"));
}

static void per_unit(struct page *p, const char *ja, const char *en, const struct per_unit *per)
{
        const char *words = per_unit_words(p->p, per, p->c->language, p->arena);

        if (*words)
                inner(both(p, ja, en), words, "");
}

static void grant_row(struct page *p, const struct grant *g, const struct cap_columns *columns)
{
        const char *name = grant_words(p->c, p->p, g, p->arena);
        bool wide = text_width(name) > KIND;
        const char *rate = g->rate_basis.how == HOW_UNKNOWN
                                   ? both(p, "記載なし", "unknown")
                                   : arena_printf(p->arena, "%" PRId32 "/%" PRId32, g->rate.num, g->rate.den);

        printf("%*s", INDENT, "");
        if (wide)
                print_wrapped(stdout, name, INDENT, INDENT, WIDTH);
        printf("%*s", wide ? INDENT : 0, "");
        print_cells(stdout, wide ? "" : name, KIND, LEFT_SIDE);
        print_cells(stdout, rate, RATE, RIGHT_SIDE);
        money(g->has_limit, g->limit, &g->limit_per, MONEY);
        money(g->has_cost_cap, g->cost_cap, &g->cost_cap_per, MONEY);
        for (size_t i = 0; i < columns->n; i++) {
                const struct item_cap *cap = formula_item_cap(g, columns->at[i]->item);

                money(cap != NULL, cap ? cap->yen : (struct yen){0}, cap ? &cap->per : NULL, CAP);
        }
        putchar('\n');
        per_unit(p, "* 限度額", "* limit", &g->limit_per);
        per_unit(p, "* 上限", "* cost cap", &g->cost_cap_per);
        for (size_t i = 0; columns->fit && i < g->item_caps.n; i++)
                per_unit(p, "* 品目上限", "* item cap", &g->item_caps.at[i].per);
        for (size_t i = 0; !columns->fit && i < g->item_caps.n; i++)
                inner(both(p, "  上限", "  cap"), cap_words(p, &g->item_caps.at[i]), "");
        printf("%*s%s %s\n", INDENT + 2, "", both(p, "根拠", "source"), row_marks(p, g));
        if (*g->limit_deviation)
                inner(both(p, "限度額", "limit"), g->limit_deviation, "");
}

static bool same_rounding(const struct grant *a, const struct grant *b)
{
        return a->round_unit == b->round_unit && a->rounding == b->rounding &&
               a->rounding_basis.how == b->rounding_basis.how && a->rounding_basis.source == b->rounding_basis.source;
}

/* Says once what holds for every grant of the category; what differs is said for each grant. */
static void roundings(struct page *p, const struct category *c)
{
        bool differ = false;

        for (size_t i = 1; i < c->grants.n; i++)
                differ |= !same_rounding(&c->grants.at[0], &c->grants.at[i]);
        for (size_t i = 0; i < (differ ? c->grants.n : 1); i++) {
                const struct grant *g = &c->grants.at[i];
                const char *whose = differ ? arena_printf(p->arena, "%s: ", grant_words(p->c, p->p, g, p->arena)) : "";

                inner(i ? "" : both(p, "端数", "rounding"),
                      arena_printf(p->arena, "%s%s", whose, rounding_words(p->c, g, p->arena)),
                      mark(p, g->rounding_basis));
        }
        for (size_t i = 0; i < c->grants.n; i++) {
                const struct grant *g = &c->grants.at[i];

                if (!g->item_caps.n)
                        continue;
                inner(both(p, "品目の上限", "item caps"),
                      both(p, "合計する前に、品目ごとに当てる", "applied before adding up"),
                      mark(p, g->caps_first_basis));
                break;
        }
}

/* ---- the rest of a category */

static void eligible_items(struct page *p, const struct category *c)
{
        for (size_t i = 0; i < c->eligible.n; i++) {
                const struct eligible *e = &c->eligible.at[i];
                const char *when = condition_words(p->c, p->p, &e->conditions, p->arena);

                inner(i ? "" : both(p, "対象品目", "items"),
                      arena_printf(p->arena, "%s%s%s%s", both(p, e->ja, e->en), *when ? " (" : "", when,
                                   *when ? ")" : ""),
                      mark(p, e->basis));
                if (e->ask_model)
                        inner("",
                              both(p, "  機種がポータルの一覧にあるかを確かめる",
                                   "  each model must stand on the portal's list"),
                              mark(p, e->ask_model_basis));
        }
}

static void rules_of(struct page *p, const char *category, int indent)
{
        bool first = true;

        for (size_t i = 0; i < p->p->rules.n; i++) {
                const struct rule *r = &p->p->rules.at[i];
                const char *note = both(p, r->note_ja, r->note_en);

                if (strcmp(r->category, category) != 0)
                        continue;
                field(indent, first ? both(p, "規則", "rules") : "", rule_words(p->c, p->p, r, p->arena),
                      mark(p, r->basis));
                if (*note) {
                        printf("%*s", LABEL + 2, "");
                        print_wrapped(stdout, note, LABEL + 2, LABEL + 2, WIDTH);
                }
                first = false;
        }
}

static void show_category(struct page *p, const struct category *c)
{
        const struct cap_columns columns = columns_of(c);

        printf("\n%s %s  %s\n", both(p, c->label.ja, c->label.en), c->label.id,
               both(p, c->annex, *c->annex_en ? c->annex_en : c->annex));
        if (*c->label.means_ja)
                inner(both(p, "内容", "means"), both(p, c->label.means_ja, c->label.means_en),
                      mark(p, c->label.means_basis));
        for (size_t i = 0; i < c->variants.n; i++) {
                const struct label *v = &c->variants.at[i];

                inner(i ? "" : both(p, "種類", "variants"),
                      arena_printf(p->arena, "%s%s%s", both(p, v->ja, v->en), *v->means_ja ? ": " : "",
                                   both(p, v->means_ja, v->means_en)),
                      *v->means_ja ? mark(p, v->means_basis) : "");
        }
        eligible_items(p, c);
        table_head(p, &columns);
        for (size_t i = 0; i < c->grants.n; i++)
                grant_row(p, &c->grants.at[i], &columns);
        roundings(p, c);
        for (size_t i = 0; i < c->prerequisites.n; i++)
                inner(both(p, "前提", "presupposes"), both(p, c->prerequisites.at[i].ja, c->prerequisites.at[i].en),
                      mark(p, c->prerequisites.at[i].basis));
        rules_of(p, c->label.id, INDENT);
}

/* ---- what holds for all categories */

static void asked_items(struct page *p)
{
        struct buffer out = buffer_in(p->arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < p->p->items.n; i++) {
                const struct item *item = &p->p->items.at[i];

                if (item->eligibility == ITEM_ASK)
                        buffer_printf(&out, "%s%s", out.n ? both(p, "、", ", ") : "",
                                      both(p, item->label.ja, item->label.en));
        }
        if (out.n)
                line(both(p, "要確認の品目", "asked items"), out.at, "");
}

static void documents(struct page *p)
{
        for (size_t i = 0; i < p->p->documents.n; i++) {
                const struct required_document *d = &p->p->documents.at[i];
                const char *when = condition_words(p->c, p->p, &d->conditions, p->arena);

                line(i ? "" : both(p, "書類", "documents"),
                     arena_printf(p->arena, both(p, "%s(%s%s%s)", "%s (%s%s%s)"), both(p, d->ja, d->en),
                                  d->required ? both(p, "必要", "required")
                                              : both(p, "求められることがある", "may be asked for"),
                                  *when ? both(p, "、", ", ") : "", when),
                     mark(p, d->basis));
        }
}

static void reminders(struct page *p)
{
        for (size_t i = 0; i < p->p->reminders.n; i++) {
                const struct reminder *r = &p->p->reminders.at[i];
                const struct category *c = *r->category ? programme_category_by_id(p->p, r->category) : NULL;
                const char *prefix = c ? arena_printf(p->arena, "%s: ", both(p, c->label.ja, c->label.id)) : "";

                line(i ? "" : both(p, "注意", "reminders"),
                     arena_printf(p->arena, "%s%s", prefix, both(p, r->ja, r->en)), mark(p, r->basis));
        }
}

static void attributes(struct page *p)
{
        for (size_t i = 0; i < p->p->attributes.n; i++) {
                const struct facility_attribute *a = &p->p->attributes.at[i];
                struct buffer values = buffer_in(p->arena);

                buffer_text(&values, "");
                if (a->is_number)
                        buffer_printf(&values, both(p, "数(%s)", "a number (%s)"), both(p, a->unit_ja, a->unit_en));
                for (size_t k = 0; k < a->values.n; k++)
                        buffer_printf(&values, "%s%s", k ? both(p, "、", ", ") : "",
                                      both(p, a->values.at[k].ja, a->values.at[k].en));
                line(i ? "" : both(p, "施設の属性", "attributes"),
                     arena_printf(p->arena, "%s: %s", both(p, a->label.ja, a->label.en), values.at), mark(p, a->basis));
        }
        for (size_t i = 0; i < p->p->options.n; i++)
                line(i ? "" : both(p, "申請の選択", "options"),
                     both(p, p->p->options.at[i].label.ja, p->p->options.at[i].label.en),
                     mark(p, p->p->options.at[i].basis));
}

/* Prints nothing if the programme does not know what the portal takes. */
static void upload(struct page *p)
{
        const struct programme *r = p->p;
        const char *mb = arena_printf(p->arena, "%lld", (long long)(r->upload_warn_bytes / 1000000));

        if (!r->upload_files || !*r->upload_kinds)
                return;
        line(both(p, "アップロード", "upload"),
             arena_printf(p->arena,
                          both(p, "%d件(%s)%s。大きさの上限は公表されておらず、%sMBを超えると注意する",
                               "%d file (%s)%s; no size limit is published, above %s MB is warned of"),
                          r->upload_files, r->upload_kinds,
                          r->upload_ascii_names ? both(p, "、ファイル名は英数字", ", ASCII name") : "", mb),
             mark(p, r->upload_basis));
}

int programme_show(struct context *c, const struct programme *programme)
{
        struct page p = {.c = c, .p = programme, .arena = c->arena, .notes = {.arena = c->arena}};

        if (is_format(c, "json"))
                return programme_show_json(c, programme);
        print_wrapped(stdout, say(c, programme->ja, programme->en), 0, 2, WIDTH);
        printf(say(c, "%s 第%s版、最後に見直した日 %s\n", "%s revision %s, last reviewed %s\n"), programme->id,
               programme->revision, programme->reviewed);
        windows(&p);
        if (programme->tax_basis.source)
                line(say(c, "金額", "amounts"), programme_tax_words(programme, c->language),
                     mark(&p, programme->tax_basis));
        if (programme->other_number)
                line(say(c, "施設の番号", "number"), say(c, programme->number_ja, programme->number_en),
                     mark(&p, programme->number_basis));
        attributes(&p);
        for (size_t i = 0; i < programme->categories.n; i++)
                show_category(&p, &programme->categories.at[i]);
        putchar('\n');
        asked_items(&p);
        rules_of(&p, "", 0);
        documents(&p);
        reminders(&p);
        line(say(c, "申請先", "portal"),
             arena_printf(c->arena, "%s%s%s", say(c, programme->portal_ja, programme->portal_en),
                          *programme->portal_url ? " " : "", programme->portal_url),
             programme->portal_basis.how == HOW_UNKNOWN ? "" : mark(&p, programme->portal_basis));
        upload(&p);
        putchar('\n');
        notes_print(&p.notes, c->language);
        return EXIT_GOOD;
}
