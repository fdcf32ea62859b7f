#include "templates/report/verify_page.h"

#include <string.h>

#include "templates/record/application.h"
#include "templates/report/report.h"

#include "version.h"

#include "core/banned.h"

enum { COLUMNS = 4, NUMBERS = 1 << 2 };

static const char *pick(enum language language, const char *ja, const char *en)
{
        return language == JAPANESE ? ja : en;
}

/* ---- the row of one packet */

static const char *name_of(const struct verification *v)
{
        return v->application ? v->application->records.facility.name : "";
}

static const char *category_words(const struct verification *v, enum language language)
{
        const struct category *c = v->programme ? programme_category_by_id(v->programme, v->category) : NULL;

        return !c ? v->category : language == JAPANESE ? c->label.ja : *c->label.en ? c->label.en : c->label.id;
}

/* Every check that did not hold, each with what it found. */
static void add_reasons(struct buffer *out, const struct verification *v, enum language language)
{
        buffer_text(out, "<ul>");
        for (size_t i = 0; i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                /* what was not run because another check failed has nothing to say */
                if (check->result != CHECK_FAILED && !(check->result == CHECK_NOT_RUN && *check->detail[language]))
                        continue;
                HTML(out, "<li><span class=\"what\">%</span> <span class=\"detail\">%</span></li>",
                     check->name[language], check->detail[language]);
        }
        buffer_text(out, "</ul>");
}

void verify_page_row(struct buffer *out, const struct verification *v, enum language language, struct arena *arena)
{
        static const char *const classes[] = {
                [VERDICT_OK] = "ready", [VERDICT_FAILED] = "error", [VERDICT_INCOMPLETE] = "confirm"};
        const char *const words[] = {[VERDICT_OK] = pick(language, "合格", "ok"),
                                     [VERDICT_FAILED] = pick(language, "不合格", "failed"),
                                     [VERDICT_INCOMPLETE] = pick(language, "未完", "incomplete")};

        HTML(out, "<tr><th scope=\"row\"><span class=\"state %\">%</span></th><td><span class=\"name\">%</span>%",
             classes[v->verdict], words[v->verdict], name_of(v), v->file);
        if (v->application)
                HTML(out, "<span class=\"under\">% / %</span>", v->facility, category_words(v, language));
        HTML(out, "</td><td class=\"n\">%</td><td>", v->has_subsidy ? report_yen(arena, v->subsidy) : "");
        if (v->verdict != VERDICT_OK)
                add_reasons(out, v, language);
        else if (v->record_sha256)
                HTML(out, "<span class=\"code\">%</span>", arena_strndup(arena, v->record_sha256, CHECK_CODE_TEXT - 1));
        buffer_text(out, "</td></tr>\n");
}

/* ---- the page */

static void add_lead(struct buffer *out, const struct verify_page *p, struct arena *arena)
{
        const int64_t bad = p->packets - p->by_verdict[VERDICT_OK];

        buffer_text(out, "<p class=\"lead\">");
        if (!p->packets)
                html_text(out, pick(p->language, "確かめる書類が1つもありません。", "There is no packet to verify."));
        else if (!bad)
                HTML(out,
                     pick(p->language, "%件すべてが、この段階の検査に合格しました。",
                          "All % packets hold at this level."),
                     report_yen(arena, p->packets));
        else
                HTML(out,
                     pick(p->language, "%件のうち %件が合格していません。下に1件ずつ理由があります。",
                          "Of % packets, % do not hold; each is listed below with its reason."),
                     report_yen(arena, p->packets), report_yen(arena, bad));
        buffer_text(out, "</p>\n");
}

static void add_counts(struct buffer *out, const struct verify_page *p, struct arena *arena)
{
        const char *unit = pick(p->language, "件", "");
        const struct report_tile tiles[] = {
                {"ready", pick(p->language, "合格", "ok"), p->by_verdict[VERDICT_OK], unit, NULL},
                {"error", pick(p->language, "不合格", "failed"), p->by_verdict[VERDICT_FAILED], unit, NULL},
                {"confirm", pick(p->language, "未完", "incomplete"), p->by_verdict[VERDICT_INCOMPLETE], unit, NULL},
                {"no-data", pick(p->language, "未実施の検査", "checks not run"), p->not_run, "", NULL}};

        report_tiles(out, tiles, sizeof tiles / sizeof *tiles, arena);
        HTML(out,
             pick(p->language,
                  "<dl class=\"sum\"><div><dt>合格した申請</dt><dd>%件</dd></div>"
                  "<div class=\"big\"><dt>補助額の合計</dt><dd>%円</dd></div>",
                  "<dl class=\"sum\"><div><dt>applications that hold</dt><dd>%</dd></div>"
                  "<div class=\"big\"><dt>subsidy in all</dt><dd>% yen</dd></div>"),
             report_yen(arena, p->applications), report_yen(arena, p->subsidy));
        if (p->weaker)
                HTML(out, "<div><dt>%</dt><dd>%</dd></div>",
                     pick(p->language, "一部を弱い方法で照合", "in part by a weaker way"),
                     report_yen(arena, p->weaker));
        if (p->against)
                HTML(out,
                     pick(p->language, "<div><dt>% なら</dt><dd>%件が違い、差の合計 %%円</dd></div>",
                          "<div><dt>by %</dt><dd>% differ, by %% yen in all</dd></div>"),
                     p->against, report_yen(arena, p->different), p->difference > 0 ? "+" : "",
                     report_yen(arena, p->difference));
        buffer_text(out, "</dl>\n");
}

static void add_packets(struct buffer *out, const struct verify_page *p, const char *id, const char *title,
                        const char *last, struct bytes rows)
{
        const char *const columns[COLUMNS] = {pick(p->language, "結果", "verdict"), pick(p->language, "書類", "packet"),
                                              pick(p->language, "補助額(円)", "subsidy (yen)"), last};

        if (!rows.n)
                return;
        report_table(out, id, title, columns, COLUMNS, NUMBERS);
        buffer_add(out, rows.at, rows.n);
        report_table_end(out);
}

void verify_page(struct buffer *out, const struct verify_page *p, struct arena *arena)
{
        report_head(out, p->language, pick(p->language, "申請書類の検証", "Verification of packets"),
                    arena_printf(arena, "%s %s", pick(p->language, "検査の段階:", "level:"), p->level),
                    "soroe " VERSION, arena);
        add_lead(out, p, arena);
        add_counts(out, p, arena);
        add_packets(out, p, "bad", pick(p->language, "合格していない書類", "Packets that do not hold"),
                    pick(p->language, "理由", "reason"), p->bad);
        for (size_t i = 0; i < p->n_indexes; i++)
                report_index(out, &p->indexes[i], p->language, arena);
        add_packets(out, p, "sample",
                    pick(p->language, "抜き取りの一覧(紙と照合番号を見比べる)",
                         "A sample, to compare with the papers by check code"),
                    pick(p->language, "照合番号", "check code"), p->sample);
        report_asides(out, p->asides, p->aside_words, p->language, arena);
        report_foot(out);
}
