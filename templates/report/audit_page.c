#include "templates/report/audit_page.h"

#include <string.h>

#include "core/file/digest.h"

#include "templates/report/report.h"
#include "templates/verify/verify.h"

#include "version.h"

#include "core/banned.h"

enum { MOST_ROWS = 32 << 20, MOST_PLACES = 500 };

static const char *pick(enum language language, const char *ja, const char *en)
{
        return language == JAPANESE ? ja : en;
}

struct audit_page audit_page_new(enum language language, const char *level, const struct asides *asides,
                                 struct arena *arena)
{
        return (struct audit_page){.language = language,
                                   .level = level,
                                   .findings = buffer_in(arena),
                                   .unused = buffer_in(arena),
                                   .copies = buffer_in(arena),
                                   .sample = buffer_in(arena),
                                   .asides = asides};
}

/* ---- rows */

static void add_places(struct buffer *out, const struct audit_finding *f)
{
        buffer_text(out, "<ul>");
        for (size_t i = 0; i < f->places.n && i < MOST_PLACES; i++)
                HTML(out, "<li>%<span class=\"detail\">%</span></li>", f->places.at[i].file, f->places.at[i].what);
        if (f->places.n > MOST_PLACES)
                buffer_text(out, "<li>…</li>");
        buffer_text(out, "</ul>");
}

void audit_page_finding(struct audit_page *p, const struct audit_finding *f, struct arena *arena)
{
        const char *name = finding_name(f->finding.id);
        const char severity[2] = {*name, '\0'};

        if (p->findings.n > MOST_ROWS)
                return;
        HTML(&p->findings,
             "<tr><th scope=\"row\"><span class=\"id %\">%</span> %</th><td><span class=\"what\">%</span>"
             "<span class=\"detail\">%</span><span class=\"remedy\">%</span></td><td class=\"n\">%</td><td>",
             severity, name, severity_word(finding_severity(f->finding.id), p->language),
             finding_message(arena, &f->finding, p->language), f->finding.subject ? f->finding.subject : "",
             finding_remedy(arena, &f->finding, p->language), report_yen(arena, f->yen));
        add_places(&p->findings, f);
        buffer_text(&p->findings, "</td></tr>\n");
}

void audit_page_unused(struct audit_page *p, const struct audit_unused *unused, struct arena *arena)
{
        const bool failed = strcmp(unused->verdict, verdict_word(VERDICT_FAILED)) == 0;

        (void)arena;
        if (p->unused.n > MOST_ROWS)
                return;
        HTML(&p->unused, "<tr><th scope=\"row\"><span class=\"state %\">%</span></th><td>%</td><td>%</td></tr>\n",
             failed ? "error" : "confirm",
             failed ? pick(p->language, "不合格", "failed") : pick(p->language, "未完", "incomplete"), unused->file,
             unused->why[p->language]);
}

void audit_page_copy(struct audit_page *p, const struct audit_copy *copy)
{
        if (p->copies.n <= MOST_ROWS)
                HTML(&p->copies, "<tr><th scope=\"row\">%</th><td>%</td></tr>\n", copy->file, copy->of);
}

void audit_page_sample(struct audit_page *p, const struct audit_packet *packet, struct arena *arena)
{
        HTML(&p->sample,
             "<tr><th scope=\"row\">%</th><td>%<span class=\"under\">%</span></td><td class=\"n\">%</td>"
             "<td><span class=\"code\">%</span></td></tr>\n",
             packet->file, packet->facility, finding_word(arena, packet->category, p->language),
             report_yen(arena, packet->subsidy), arena_strndup(arena, packet->digest, CHECK_CODE_TEXT - 1));
}

/* ---- the page */

static void add_counts(struct buffer *out, const struct audit_page *p, const struct audit_counts *n,
                       struct arena *arena)
{
        const char *unit = pick(p->language, "件", "");
        const struct report_tile tiles[] = {
                {"ready", pick(p->language, "照合した書類", "packets compared"), n->used, unit, NULL},
                {"no-data", pick(p->language, "同じ書類", "copies"), n->twice, unit, NULL},
                {"no-data", pick(p->language, "下書き", "drafts"), n->drafts, unit, NULL},
                {"error", pick(p->language, "照合していない", "not compared"), n->failed + n->incomplete, unit, NULL}};
        const struct report_tile found[] = {
                {"error", severity_word(ERROR, p->language), n->findings[ERROR], unit, NULL},
                {"confirm", severity_word(CONFIRM, p->language), n->findings[CONFIRM], unit, NULL},
                {"no-data", severity_word(WARNING, p->language), n->findings[WARNING], unit, NULL}};

        report_tiles(out, tiles, sizeof tiles / sizeof *tiles, arena);
        report_tiles(out, found, sizeof found / sizeof *found, arena);
        HTML(out,
             pick(p->language,
                  "<dl "
                  "class=\"sum\"><div><dt>照合した申請</dt><dd>%件</dd></div><div><dt>補助額の合計</dt><dd>%円</dd></"
                  "div>"
                  "<div class=\"big\"><dt>不備の額</dt><dd>%円</dd></div></dl>\n",
                  "<dl class=\"sum\"><div><dt>applications</dt><dd>%</dd></div><div><dt>subsidy in all</dt><dd>% "
                  "yen</dd></div>"
                  "<div class=\"big\"><dt>at stake in errors</dt><dd>% yen</dd></div></dl>\n"),
             report_yen(arena, n->applications), report_yen(arena, n->subsidy), report_yen(arena, n->yen));
}

static void add_rows(struct buffer *out, const char *id, const char *title, const char *const *columns, size_t n,
                     unsigned numbers, const struct buffer *rows)
{
        if (!rows->n)
                return;
        report_table(out, id, title, columns, n, numbers);
        buffer_add(out, rows->at, rows->n);
        report_table_end(out);
}

void audit_page(struct buffer *out, const struct audit_page *p, const struct audit_counts *n, struct arena *arena)
{
        const enum language l = p->language;
        const char *const findings[] = {pick(l, "指摘", "finding"), pick(l, "内容", "what it is"), pick(l, "円", "yen"),
                                        pick(l, "書類", "packets")};
        const char *const unused[] = {pick(l, "結果", "verdict"), pick(l, "書類", "packet"), pick(l, "理由", "reason")};
        const char *const copies[] = {pick(l, "書類", "packet"), pick(l, "同じ書類", "the same as")};
        const char *const sample[] = {pick(l, "書類", "packet"), pick(l, "医療機関コード、区分", "facility, category"),
                                      pick(l, "補助額(円)", "subsidy (yen)"), pick(l, "照合番号", "check code")};

        report_head(out, l, pick(l, "申請書類の照合", "Packets held against each other"),
                    arena_printf(arena, "%s %s", pick(l, "検査の段階:", "level:"), p->level), "soroe " VERSION, arena);
        if (n->failed || n->incomplete || !n->used)
                HTML(out, "<p class=\"warning\">%</p>\n",
                     pick(l, "照合していない書類があります。指摘がなくても、全部を確かめたことにはなりません。",
                          "Some packets were not compared: what they would show is not known."));
        add_counts(out, p, n, arena);
        add_rows(out, "findings", pick(l, "指摘", "Findings"), findings, 4, 1 << 2, &p->findings);
        add_rows(out, "unused", pick(l, "照合していない書類", "Packets that were not compared"), unused, 3, 0,
                 &p->unused);
        add_rows(out, "copies", pick(l, "同じ書類(1件と数えています)", "The same packet once more, counted once"),
                 copies, 2, 0, &p->copies);
        add_rows(
                out, "sample",
                pick(l, "抜き取りの一覧(紙と照合番号を見比べる)", "A sample, to compare with the papers by check code"),
                sample, 4, 1 << 2, &p->sample);
        for (size_t i = 0; i < p->n_indexes; i++)
                report_index(out, &p->indexes[i], l, arena);
        report_asides(out, p->asides, p->aside_words, l, arena);
        report_foot(out);
}
