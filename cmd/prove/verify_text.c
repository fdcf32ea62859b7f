#include "cmd/prove/verify_forms.h"

#include <string.h>

#include "core/value/yen.h"

#include "templates/record/application.h"

#include "cmd/prove/against.h"
#include "cmd/terminal/asides.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

/* ---- one packet */

static const char *remedy_for(const struct context *c, const struct verification *v)
{
        if (v->remedy[0])
                return v->remedy[c->language];
        return say(c, "使わずに取り分け、控えの同じ書類と取り替えてください。",
                   "put it aside and replace it by another copy of the same packet");
}

static void print_head(FILE *out, const struct context *c, const struct verification *v)
{
        char yen[YEN_TEXT];

        print_coloured(out, v->verdict == VERDICT_OK ? GREEN : RED, verify_verdict_word(c, v->verdict));
        putc(' ', out);
        print_in_line(out, v->file);
        if (v->application) {
                fputs("  ", out);
                print_in_line(out, v->application->records.facility.name);
        }
        if (v->has_subsidy)
                fprintf(out, "  %s%s", yen_format(yen, (struct yen){v->subsidy}, "-"), say(c, "円", " yen"));
        if (v->application && v->application->draft)
                fputs(say(c, "  下書き", "  draft"), out);
        if (v->weaker)
                fputs(say(c, "  一部は弱い方法で照合", "  in part by a weaker way"), out);
        putc('\n', out);
}

static void print_checks(FILE *out, const struct context *c, const struct verification *v)
{
        static const char *const results[][2] = {[CHECK_NOT_RUN] = {"未実施", "not run"},
                                                 [CHECK_OK] = {"合格", "ok"},
                                                 [CHECK_FAILED] = {"不合格", "failed"},
                                                 [CHECK_NOT_APPLICABLE] = {"対象外", "n/a"}};
        static const enum colour colours[] = {
                [CHECK_NOT_RUN] = YELLOW, [CHECK_OK] = GREEN, [CHECK_FAILED] = RED, [CHECK_NOT_APPLICABLE] = PLAIN};

        for (size_t i = 0; v->verdict == VERDICT_OK && i < v->checks.n; i++)
                if (v->checks.at[i].weaker)
                        fprintf(out, "      %s\n", v->checks.at[i].detail[c->language]);
        for (size_t i = 0; v->verdict != VERDICT_OK && i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                fputs("      ", out);
                print_cells_in(out, colours[check->result], results[check->result][c->language], 8, LEFT_SIDE);
                print_cells(out, check->name[c->language], 14, LEFT_SIDE);
                if (*check->detail[c->language] && strlen(check->name[c->language]) >= 14 && c->language == ENGLISH)
                        putc(' ', out);
                print_in_line(out, check->detail[c->language]);
                putc('\n', out);
        }
}

void verify_text(FILE *out, const struct context *c, const struct verification *v, struct arena *arena)
{
        const char *name = verify_other_name(v, arena);

        print_head(out, c, v);
        if (name)
                fprintf(out, say(c, "      名前は記録では %s です。\n", "      by its record it is called %s\n"), name);
        print_checks(out, c, v);
        if (v->verdict != VERDICT_OK)
                fprintf(out, "      %s%s\n", say(c, "対処: ", "fix: "), remedy_for(c, v));
        if (v->against)
                against_print(c, out, v->against, arena);
}

/* ---- all of them */

void verify_text_end(const struct verify_report *r)
{
        const struct context *c = r->c;
        const struct verify_sums *s = &r->sums;
        const int *n = s->by_verdict;
        char yen[YEN_TEXT];

        for (size_t i = 0; i < r->indexes.n; i++)
                index_text(c, &r->indexes.at[i]);
        asides_text(c, r->asides);
        printf(say(c, "%d件: 合格 %d、不合格 %d、未完 %d。検査 %d項目、未実施 %d。\n",
                   "%d packets: %d ok, %d failed, %d incomplete. %d checks, %d not run.\n"),
               n[0] + n[1] + n[2], n[VERDICT_OK], n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], s->checks, s->not_run);
        if (s->applications)
                printf(say(c, "合格した申請 %lld件、補助額の合計 %s円。\n",
                           "%lld applications are ok; their subsidy is %s yen in all.\n"),
                       (long long)s->applications, yen_format(yen, (struct yen){s->subsidy}, "-"));
        if (s->not_applicable)
                printf(say(c, "照らし合わせていない検査 %d項目(別の版や規則のため。理由: --format json)。\n",
                           "%d checks not applicable: another version or other rules (why: --format json).\n"),
                       s->not_applicable);
        if (s->weaker)
                printf(say(c, "一部を弱い方法で照合したもの %d件。\n", "%d compared in part by a weaker way.\n"),
                       s->weaker);
        if (r->against)
                printf(say(c, "規則が変わると違うもの %d件、補助額の差の合計 %s%s円(違いは不合格ではありません)。\n",
                           "%d would be judged otherwise, by %s%s yen of subsidy in all (which is no failure).\n"),
                       s->different, s->change > 0 ? "+" : "", yen_format(yen, (struct yen){s->change}, "-"));
}
