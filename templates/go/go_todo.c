#include "templates/go/go_page_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/finding_effect.h"

#include "core/banned.h"

/* ---- an item of a finding, and a question */

/* 領収書 R-0412 明細2, of a subject "4710123458/R-0412#2"; "" where it is about the application or the facility. */
static const char *about(const struct finding *f, const char *category, enum language language, struct arena *arena)
{
        const char *slash = f->subject ? strchr(f->subject, '/') : NULL, *line = slash ? strrchr(slash, '#') : NULL;

        if (!slash || (category && strcmp(slash + 1, category) == 0))
                return "";
        if (!line)
                return arena_printf(arena, "%s %s", go_word(language, WORD_RECEIPT), slash + 1);
        return arena_printf(arena, "%s %.*s %s%s%s", go_word(language, WORD_RECEIPT), (int)(line - slash - 1),
                            slash + 1, go_word(language, WORD_LINE), language == JAPANESE ? "" : " ", line + 1);
}

/* Headings end without a full stop. */
static const char *unended(const char *text, struct arena *arena)
{
        const size_t n = strlen(text), stop = strlen("。");

        return n >= stop && strcmp(text + n - stop, "。") == 0 ? arena_strndup(arena, text, n - stop) : text;
}

static const char *heading(const char *about, const char *said, struct arena *arena)
{
        return unended(*about ? arena_printf(arena, "%s: %s", about, said) : said, arena);
}

struct go_item go_item_of(const struct finding *f, enum language language, struct arena *arena)
{
        return (struct go_item){
                .id = f->id,
                .heading = heading(about(f, NULL, language, arena), finding_message(arena, f, language), arena),
                .found = go_said(f->value) ? arena_printf(arena, language == JAPANESE ? "「%s」" : "“%s”", f->value)
                                           : "",
                .remedy = finding_remedy(arena, f, language),
                .place = f->place,
        };
}

static enum go_word no_word(enum no_does does)
{
        switch (does) {
        case NO_LINE:
                return WORD_NO_LINE;
        case NO_RECEIPT:
                return WORD_NO_RECEIPT;
        case NO_HELD_WORK:
        case NO_MODIFICATION:
                return WORD_NO_WORK;
        case NO_STAYS_OPEN:
                return WORD_NO_OPEN;
        default:
                return WORD_NO_FALLS;
        }
}

struct go_question go_question_of(const struct finding *f, const char *category, enum language language,
                                  struct arena *arena)
{
        const enum go_word no = no_word(f->id == C235 ? NO_FALLS : finding_no(f->id, FORM_TODAY));
        const char *slash = f->subject ? strchr(f->subject, '/') : NULL;

        return (struct go_question){
                .id = f->id,
                .heading = heading(about(f, category, language, arena), question_asked(f->id, language), arena),
                .about = finding_message(arena, f, language),
                .subject = !slash || strcmp(slash + 1, category) == 0 ? "" : slash + 1,
                .yes = go_word(language, no == WORD_NO_FALLS ? WORD_YES_STANDS : WORD_YES_COUNTS),
                .no = go_word(language, no),
        };
}

/* ---- what both have */

static void open_entry(struct buffer *out, size_t n, const struct thumbnail *picture)
{
        buffer_printf(out, "<li%s><span class=\"no\">%zu</span><div>\n", picture->jpeg.n ? " class=\"pictured\"" : "",
                      n);
}

static void add_kind(struct buffer *out, const struct go_page *page, enum finding_id id)
{
        const bool error = finding_severity(id) == ERROR;

        buffer_text(out, "<p>");
        go_add_badge(out, error ? "error" : "confirm", error ? SAY(MEND) : SAY(CONFIRM));
        HTML(out, " <span class=\"id\">%</span></p>\n", finding_name(id));
}

static void close_entry(struct buffer *out, const struct go_page *page, const struct thumbnail *picture, const char *of)
{
        buffer_text(out, "</div>");
        if (picture->jpeg.n) {
                struct buffer shows = buffer_in(out->arena);

                /* the alternative text is escaped by the picture itself */
                buffer_printf(&shows, page->language == JAPANESE ? "%s の写し" : "a copy: %s", go_said(of) ? of : "");
                buffer_text(out, "<figure class=\"beside\"><div class=\"thumb\">");
                go_add_image(out, picture, shows.at);
                HTML(out, "</div><figcaption>%</figcaption></figure>", go_said(of) ? of : "");
        }
        buffer_text(out, "</li>\n");
}

/* ---- items */

static void add_crop(struct buffer *out, const struct go_page *page, const struct go_comparison *c)
{
        buffer_printf(out, "<svg class=\"crop\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"", (int)c->crop.width,
                      (int)c->crop.height);
        TELL(out, CROP_SAYS, c->paper, c->paper_says);
        buffer_printf(out, "\"><image width=\"%d\" height=\"%d\" href=\"data:image/jpeg;base64,", (int)c->crop.width,
                      (int)c->crop.height);
        html_base64(out, c->crop.jpeg);
        buffer_text(out, "\"/>");
        if (c->frame.width > 0)
                buffer_printf(out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>", (int)c->frame.x,
                              (int)c->frame.y, (int)c->frame.width, (int)c->frame.height);
        buffer_text(out, "</svg>");
}

static void add_comparison(struct buffer *out, const struct go_page *page, const struct go_comparison *c)
{
        HTML(out,
             "<div class=\"vs\">\n<div><p class=\"quiet small\">%</p><p class=\"cell\">%</p></div>\n<div><p "
             "class=\"quiet small\">%</p>",
             c->cell, c->cell_says, c->paper);
        if (c->crop.jpeg.n)
                add_crop(out, page, c);
        else
                HTML(out, "<p class=\"cell\">%</p>", c->paper_says);
        buffer_text(out, "</div>\n</div>\n");
}

static void add_item(struct buffer *out, const struct go_page *page, const struct go_item *item, size_t n,
                     struct arena *arena)
{
        open_entry(out, n, &item->picture);
        add_kind(out, page, item->id);
        HTML(out, "<div class=\"top\"><h3><bdi>%</bdi></h3>", item->heading);
        if (item->gain > 0) {
                buffer_text(out, "<p class=\"gain\">");
                TELL(out, GAIN, go_yen(arena, page, item->gain));
                buffer_text(out, "</p>");
        }
        buffer_text(out, "</div>\n");
        if (go_said(item->found))
                HTML(out, "<p class=\"what\"><bdi>%</bdi></p>\n", item->found);
        if (item->comparison)
                add_comparison(out, page, item->comparison);
        if (go_said(item->remedy) || go_said(item->place)) {
                HTML(out, "<p><span class=\"tag\">%</span>%", SAY(REMEDY), go_said(item->remedy) ? item->remedy : "");
                if (go_said(item->place))
                        HTML(out, " <span class=\"place\">%</span>", item->place);
                buffer_text(out, "</p>\n");
        }
        close_entry(out, page, &item->picture, item->picture_of);
}

/* What does not stand in full: a line each, and the command that shows them. */
static void add_rest_head(struct buffer *out, const struct go_page *page, size_t n, struct arena *arena)
{
        buffer_text(out, "<div class=\"box rest\">\n<h3>");
        TELL(out, OTHERS, go_number(arena, (int64_t)n));
        buffer_text(out, "</h3>\n<ul>\n");
}

static void add_rest_line(struct buffer *out, const struct go_page *page, enum finding_id id, const char *text)
{
        const bool error = finding_severity(id) == ERROR;

        buffer_text(out, "<li>");
        go_add_badge(out, error ? "error" : "confirm", error ? SAY(MEND) : SAY(CONFIRM));
        HTML(out, " <span class=\"id\">%</span> <bdi>%</bdi></li>\n", finding_name(id), text);
}

static void add_rest_foot(struct buffer *out, const struct go_page *page)
{
        HTML(out, "</ul>\n<p class=\"quiet small\">%</p>\n<code class=\"cmd\">% check%%</code>\n</div>\n",
             SAY(OTHERS_NOTE), page->command, page->facility ? " " : "", page->facility ? page->facility->code : "");
}

enum { MOST_LINES = 60 }; /* the page stays in proportion, whatever the records hold */

void go_add_items(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const size_t n = page->items.n;

        if (!n)
                return;
        HTML(out, "<h2>%</h2>\n<p class=\"quiet\">%</p>\n<ol class=\"todo\">\n", SAY(TODO), SAY(TODO_ORDER));
        for (size_t i = 0; i < n && i < GO_MOST_ITEMS; i++)
                add_item(out, page, &page->items.at[i], i + 1, arena);
        buffer_text(out, "</ol>\n");
        if (n <= GO_MOST_ITEMS)
                return;
        add_rest_head(out, page, n - GO_MOST_ITEMS, arena);
        for (size_t i = GO_MOST_ITEMS; i < n && i < GO_MOST_ITEMS + MOST_LINES; i++)
                add_rest_line(out, page, page->items.at[i].id, page->items.at[i].heading);
        add_rest_foot(out, page);
}

/* ---- questions */

static void add_answer(struct buffer *out, const struct go_page *page, const struct go_question *q, bool yes,
                       struct arena *arena)
{
        HTML(out, "<div><dt><b>%</b>%</dt>", yes ? SAY(YES) : SAY(NO), yes ? q->yes : q->no);
        for (size_t i = 0; i < q->outcomes.n; i++) {
                const struct go_outcome *o = &q->outcomes.at[i];
                const struct question_outcome *then = yes ? &o->then.yes : &o->then.no;
                const int64_t yen = then->stands ? then->subsidy.n : 0, more = yen - o->now.n;

                HTML(out, "<dd>% <span class=\"nb\">%</span>", o->category, go_yen(arena, page, yen));
                if (more == 0)
                        HTML(out, "<small>%</small></dd>", SAY(NOW));
                else
                        HTML(out, "<small>%%</small></dd>", more > 0 ? "+" : "", go_yen(arena, page, more));
        }
        buffer_text(out, "</div>\n");
}

/* An error that is open lets neither answer stand. */
static bool is_told(const struct go_question *q)
{
        bool any = false;

        for (size_t i = 0; i < q->outcomes.n; i++)
                any = any || q->outcomes.at[i].then.yes.stands || q->outcomes.at[i].then.no.stands;
        return any;
}

static void add_question(struct buffer *out, const struct go_page *page, const struct go_question *q, size_t n,
                         struct arena *arena)
{
        open_entry(out, n, &q->picture);
        add_kind(out, page, q->id);
        HTML(out, "<h3><bdi>%</bdi></h3>\n<p class=\"what\">%", q->heading, go_said(q->about) ? q->about : "");
        if (!is_told(q))
                buffer_printf(out, "%s%s", page->language == JAPANESE ? "。" : ". ", SAY(AFTER_MENDING));
        buffer_text(out, "</p>\n");
        if (q->comparison)
                add_comparison(out, page, q->comparison);
        if (is_told(q)) {
                buffer_text(out, "<dl class=\"said\">\n");
                add_answer(out, page, q, true, arena);
                add_answer(out, page, q, false, arena);
                buffer_text(out, "</dl>\n");
        }
        close_entry(out, page, &q->picture, q->picture_of);
}

/* An example that fits: the first question as it would be answered. */
static void add_how(struct buffer *out, const struct go_page *page)
{
        const struct go_question *q = &page->questions.at[0];

        HTML(out, "<h2>%</h2>\n<div class=\"box how\">\n<div><h3>%</h3><p>%</p>", SAY(HOW), SAY(HOW_AGAIN),
             page->dropped ? SAY(HOW_AGAIN_DROP) : SAY(HOW_AGAIN_RUN));
        if (!page->dropped)
                HTML(out, "<code class=\"cmd\">%</code>", page->again);
        HTML(out, "</div>\n<div><h3>%</h3><p>%</p><code class=\"cmd\">% answer % % ", SAY(HOW_COMMAND),
             SAY(HOW_COMMAND_NOTE), page->command, page->facility->code, finding_name(q->id));
        HTML(out, strchr(q->subject, ' ') ? "\"%\"%" : "%%", q->subject, *q->subject ? " " : "");
        HTML(out, "% --reason %</code></div>\n</div>\n", SAY(YES), SAY(HOW_REASON));
}

void go_add_questions(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const size_t n = page->questions.n, before = page->items.n < GO_MOST_ITEMS ? page->items.n : GO_MOST_ITEMS;

        if (!n)
                return;
        buffer_text(out, "<h2>");
        TELL(out, ASKED, go_number(arena, (int64_t)n));
        HTML(out, "</h2>\n<p class=\"quiet\">%</p>\n", SAY(ASKED_NOTE));
        buffer_printf(out, "<ol class=\"todo\" start=\"%zu\">\n", before + 1);
        for (size_t i = 0; i < n && i < GO_MOST_ITEMS; i++)
                add_question(out, page, &page->questions.at[i], before + i + 1, arena);
        buffer_text(out, "</ol>\n");
        if (n > GO_MOST_ITEMS) {
                add_rest_head(out, page, n - GO_MOST_ITEMS, arena);
                for (size_t i = GO_MOST_ITEMS; i < n && i < GO_MOST_ITEMS + MOST_LINES; i++)
                        add_rest_line(out, page, page->questions.at[i].id, page->questions.at[i].heading);
                add_rest_foot(out, page);
        }
        if (page->facility)
                add_how(out, page);
}
