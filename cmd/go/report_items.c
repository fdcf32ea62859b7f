#include "cmd/go/go.h"

#include <string.h>

#include "cmd/terminal/print.h"

#include "core/base/text.h"

#include "core/banned.h"

enum { IN_FULL = 12, INDENT = 4, VERB = 24, CATEGORY = 24, YEN = 11, OUTCOME = 12 /* where it begins, behind はい */ };

static const char *kind_word(const struct go *g, const struct found_item *item)
{
        const struct context *c = g->c;

        return finding_severity(item->finding.id) == ERROR ? say(c, "ご訂正", "to mend:")
               : item->is_question                         ? say(c, "おたずね", "question:")
                                                           : say(c, "ご確認", "to check:");
}

static enum colour colour_of(const struct found_item *item)
{
        return finding_severity(item->finding.id) == ERROR ? RED : YELLOW;
}

/* ---- both outcomes of a question */

/* はい  : 数える, padded to where the amounts stand; one that is longer has a line of its own. */
static void print_verb(const struct go *g, const char *verb, bool yes)
{
        const struct context *c = g->c;

        print_cells(stdout, yes ? say(c, "    はい  : ", "    yes: ") : say(c, "    いいえ: ", "    no:  "), OUTCOME,
                    LEFT_SIDE);
        if (text_width(verb) < VERB) {
                print_cells(stdout, verb, VERB, LEFT_SIDE);
                return;
        }
        print_wrapped(stdout, verb, OUTCOME, OUTCOME, GO_WIDTH);
        print_cells(stdout, "", OUTCOME + VERB, LEFT_SIDE);
}

static void print_outcome(const struct go *g, const struct found_item *item, const struct go_outcomes *all, bool yes)
{
        const struct context *c = g->c;

        for (size_t i = 0; i < all->n; i++) {
                const struct go_outcome *o = &all->at[i];
                const struct yen yen = yes ? o->then.yes.subsidy : o->then.no.subsidy;

                if (i == 0)
                        print_verb(g, yes ? item->asked.yes : item->asked.no, yes);
                else
                        print_cells(stdout, "", OUTCOME + VERB, LEFT_SIDE);
                print_name(stdout, o->category, CATEGORY, c->arena);
                print_yen(stdout, yen, YEN);
                fputs(say(c, "円", " yen"), stdout);
                if (yen.n == o->now.n)
                        fputs(say(c, "(いま)", " (now)"), stdout);
                putchar('\n');
        }
}

void go_print_outcomes(const struct go *g, const struct found_item *item, const struct go_outcomes *all)
{
        print_outcome(g, item, all, true);
        print_outcome(g, item, all, false);
}

static void print_question(const struct go *g, const struct found_item *item)
{
        go_say(g, stdout, INDENT, question_asked(item->finding.id, g->c->language));
        go_print_outcomes(g, item, &item->asked.outcomes);
}

/* ---- an item */

/* 領収書 K-1 of "1919990018/K-1#2": what the finding is about, where its place does not say it. */
static const char *about(const struct go *g, const struct found_item *item)
{
        const struct finding *f = &item->finding;
        const char *slash = f->subject ? strchr(f->subject, '/') : NULL, *line = slash ? strchr(slash, '#') : NULL;
        struct arena *arena = g->c->arena;

        if (!slash || programme_category_by_id(g->programme, slash + 1))
                return "";
        if (line)
                return arena_printf(arena, say(g->c, "領収書 %.*s の%s行目: ", "receipt %.*s, line %s: "),
                                    (int)(line - slash - 1), slash + 1, line + 1);
        return arena_printf(arena, say(g->c, "領収書 %s: ", "receipt %s: "), slash + 1);
}

/* `alike`: how many of them say the same of other places. */
static void print_what(const struct go *g, size_t number, const struct found_item *item, size_t alike)
{
        const struct finding *f = &item->finding;
        struct arena *arena = g->c->arena;
        const char *head = arena_printf(arena, "%2zu %s ", number, kind_word(g, item));
        const char *who = g->view.facilities > 1 ? arena_printf(arena, "%s ", item->facility) : "";
        const char *many = alike < 2 ? "" : arena_printf(arena, say(g->c, " %zu件", " %zu times"), alike);

        printf("%2zu ", number);
        print_coloured(stdout, colour_of(item), kind_word(g, item));
        putchar(' ');
        print_wrapped(stdout,
                      arena_printf(arena, "%s%s%s%s(%s)%s", who, about(g, item),
                                   finding_message(arena, f, g->c->language), say(g->c, "", " "), finding_name(f->id),
                                   many),
                      text_width(head), INDENT, GO_WIDTH);
}

void go_print_item(const struct go *g, size_t number, const struct found_item *item)
{
        const struct finding *f = &item->finding;
        const struct context *c = g->c;
        char yen[YEN_TEXT];

        print_what(g, number, item, 1);
        if (f->place)
                go_say(g, stdout, INDENT,
                       arena_printf(c->arena, f->value && *f->value ? say(c, "%s: 「%s」", "%s: \"%s\"") : "%s",
                                    go_place(g, f->place), f->value ? f->value : ""));
        if (item->is_question) {
                print_question(g, item);
                return;
        }
        go_say(g, stdout, INDENT,
               arena_printf(c->arena, "%s%s%s", say(c, "対処: ", "remedy: "), finding_remedy(c->arena, f, c->language),
                            item->stake.n ? arena_printf(c->arena, say(c, " 直すと +%s円", " brings +%s yen"),
                                                         yen_format(yen, item->stake, "-"))
                                          : ""));
}

/* ---- all of them */

static void print_counts(const struct go *g)
{
        const struct context *c = g->c;
        const struct go_view *v = &g->view;

        putchar('\n');
        if (c->language == ENGLISH)
                printf("to mend: %zu, to check: %zu; the most urgent first\n", v->errors, v->questions);
        else if (v->errors && v->questions)
                printf("ご訂正 %zu件、ご確認 %zu件があります。急ぐものから並べます。\n", v->errors, v->questions);
        else if (v->errors)
                printf("ご訂正 %zu件があります。急ぐものから並べます。\n", v->errors);
        else
                printf("ご確認 %zu件があります。急ぐものから並べます。\n", v->questions);
}

/* How many from `i` on say the same, and would fill the screen with one line again and again. */
static size_t alike_from(const struct go *g, size_t i)
{
        const struct found_items *items = &g->view.items;
        const struct found_item *a = &items->at[i];
        const char *message = finding_message(g->c->arena, &a->finding, g->c->language);
        size_t n = 1;

        for (; i + n < items->n; n++) {
                const struct found_item *b = &items->at[i + n];

                if (a->finding.id != b->finding.id || strcmp(a->code, b->code) != 0 ||
                    strcmp(about(g, a), about(g, b)) != 0 ||
                    strcmp(message, finding_message(g->c->arena, &b->finding, g->c->language)) != 0)
                        break;
        }
        return n;
}

void go_report_items(struct go *g)
{
        const struct found_items *items = &g->view.items;
        size_t shown = 0, listed = 0, alike;

        if (!items->n)
                return;
        for (size_t i = 0; i < items->n; i++)
                listed += !g->asks || !items->at[i].is_question;
        if (!listed)
                return;
        print_counts(g);
        for (size_t i = 0; i < items->n; i += alike) {
                alike = 1;
                if (g->asks && items->at[i].is_question)
                        continue; /* asked one by one */
                if (shown < IN_FULL)
                        putchar('\n');
                if (shown++ < IN_FULL)
                        go_print_item(g, ++g->numbered, &items->at[i]);
                else {
                        alike = alike_from(g, i);
                        print_what(g, g->numbered + 1, &items->at[i], alike);
                        g->numbered += alike;
                }
        }
}
