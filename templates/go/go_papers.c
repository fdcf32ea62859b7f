#include "templates/go/go_page_private.h"

#include <string.h>

#include "core/banned.h"

enum { SHORT_LIST = 12, MOST_NAMES = 12, MOST_ROWS = 400 };

/* How each state is called on a badge, in the count, and its colour. */
static const struct {
        enum go_word badge, row;
        const char *colour;
} states[GO_PAPER_STATES] = {
        [GO_PAPER_DIFFERS] = {WORD_PAPER_DIFFERS, WORD_ROW_DIFFERS, "confirm"},
        [GO_PAPER_DAMAGED] = {WORD_PAPER_DAMAGED, WORD_ROW_DAMAGED, "error"},
        [GO_PAPER_DOUBTFUL] = {WORD_PAPER_DOUBTFUL, WORD_ROW_DOUBTFUL, "confirm"},
        [GO_PAPER_OTHER] = {WORD_PAPER_OTHER, WORD_ROW_OTHER, "plain"},
        [GO_PAPER_UNREAD] = {WORD_PAPER_UNREAD, WORD_ROW_UNREAD, "plain"},
        [GO_PAPER_READ] = {WORD_PAPER_READ, WORD_ROW_READ, "ready"},
        [GO_PAPER_USED] = {WORD_PAPER_USED, WORD_ROW_USED, "plain"},
        [GO_PAPER_AGREES] = {WORD_PAPER_AGREES, WORD_ROW_AGREES, "ready"},
};

static size_t count(const struct go_page *page, enum go_paper_state from, enum go_paper_state to)
{
        size_t n = 0;

        for (size_t i = 0; i < page->papers.n; i++)
                n += page->papers.at[i].state >= from && page->papers.at[i].state <= to;
        return n;
}

static bool has_values(const struct go_paper *p)
{
        return p->state == GO_PAPER_DIFFERS || p->state == GO_PAPER_DOUBTFUL || p->state == GO_PAPER_OTHER ||
               p->state == GO_PAPER_READ;
}

static void add_file(struct buffer *out, const struct go_paper *p, struct arena *arena)
{
        if (p->link)
                HTML(out, "<a class=\"file\" href=\"%\"><bdi>%</bdi></a>", html_path(arena, p->link), p->file);
        else
                HTML(out, "<span class=\"file\"><bdi>%</bdi></span>", p->file);
}

/* ---- one by one */

static void add_dunno(struct buffer *out, const struct go_page *page)
{
        HTML(out, "<span class=\"dunno\">?<span class=\"heard\">%</span></span>", SAY(HEARD_DUNNO));
}

static void add_value(struct buffer *out, const struct go_page *page, const char *class, const char *name, bool sure,
                      const char *value)
{
        HTML(out, "<div class=\"%\"><dt>%</dt><dd>", class, name);
        if (sure && go_said(value))
                HTML(out, strcmp(class, "wide") == 0 ? "<bdi>%</bdi>" : "<span class=\"nb\"><bdi>%</bdi></span>",
                     value);
        else
                add_dunno(out, page);
        buffer_text(out, "</dd></div>\n");
}

static const char *day_of(const struct go_page *page, const struct go_paper *p, struct arena *arena)
{
        char text[DATE_TEXT];

        if (!p->date.sure || !date_is_set(p->date.date))
                return NULL;
        return arena_strdup(arena, page->language == JAPANESE ? date_japanese(text, p->date.date)
                                                              : date_iso(text, p->date.date));
}

static void add_values(struct buffer *out, const struct go_page *page, const struct go_paper *p, struct arena *arena)
{
        buffer_text(out, "<dl class=\"read\">\n");
        if (go_said(p->issuer))
                add_value(out, page, "wide", SAY(ISSUER), true, p->issuer);
        add_value(out, page, "day", SAY(DATE), p->date.sure, day_of(page, p, arena));
        add_value(out, page, "number", SAY(REGISTRATION), p->registration.sure, p->registration.text);
        add_value(out, page, "yen", SAY(AMOUNT), p->amount.sure, go_yen(arena, page, p->amount.yen.n));
        buffer_text(out, "</dl>\n");
}

/* Where there is no picture, the kind of file: PDF. */
static void add_thumb(struct buffer *out, const struct go_page *page, const struct go_paper *p, struct arena *arena)
{
        const char *kind = go_said(p->kind) ? p->kind : SAY(PAPER), *dot = strrchr(p->file, '.');

        buffer_text(out, "<div class=\"thumb\">");
        if (p->picture.jpeg.n)
                go_add_image(out, &p->picture,
                             arena_printf(arena, page->language == JAPANESE ? "%sの写し" : "a copy: %s", kind));
        else
                HTML(out, "<span aria-hidden=\"true\">%</span>", dot && strlen(dot) <= 5 ? dot + 1 : "?");
        buffer_text(out, "</div>\n");
}

static void add_paper(struct buffer *out, const struct go_page *page, const struct go_paper *p, struct arena *arena)
{
        buffer_text(out, "<li>\n");
        add_thumb(out, page, p, arena);
        buffer_text(out, "<div><p class=\"name\">");
        add_file(out, p, arena);
        if (go_said(p->kind))
                HTML(out, " <span class=\"quiet\">%</span>", p->kind);
        buffer_char(out, ' ');
        go_add_badge(out, states[p->state].colour, go_word(page->language, states[p->state].badge));
        buffer_text(out, "</p>\n");
        if (has_values(p))
                add_values(out, page, p, arena);
        if (go_said(p->remark))
                HTML(out, "<p class=\"remark\">%</p>\n", p->remark);
        buffer_text(out, "</div>\n</li>\n");
}

/* Those of some states, in the order of the states and of the folder, as many as may stand in full. */
static void add_list(struct buffer *out, const struct go_page *page, enum go_paper_state last, struct arena *arena)
{
        size_t shown = 0;

        buffer_text(out, "<ul class=\"papers\">\n");
        for (int state = 0; state <= (int)last; state++)
                for (size_t i = 0; i < page->papers.n && shown < GO_MOST_PICTURES; i++)
                        if ((int)page->papers.at[i].state == state) {
                                add_paper(out, page, &page->papers.at[i], arena);
                                shown++;
                        }
        buffer_text(out, "</ul>\n");
}

static void add_left_out(struct buffer *out, const struct go_page *page, size_t n, struct arena *arena)
{
        if (!n)
                return;
        buffer_text(out, "<p class=\"quiet small note\">");
        if (go_said(page->form))
                TELL(out, MORE_PAPERS, go_number(arena, (int64_t)n), page->form);
        else
                TELL(out, MORE_PAPERS_BARE, go_number(arena, (int64_t)n));
        buffer_text(out, "</p>\n");
}

/* ---- those that were read, where there are many: a line each */

static void add_line(struct buffer *out, const struct go_page *page, const struct go_paper *p, struct arena *arena)
{
        const char *day = day_of(page, p, arena);

        buffer_text(out, "<tr><th scope=\"row\">");
        add_file(out, p, arena);
        HTML(out,
             "</th><td class=\"t\">%</td><td class=\"nb\">%</td><td class=\"nb\">%</td><td class=\"n\" "
             "data-l=\"%\">%</td></tr>\n",
             go_said(p->kind) ? p->kind : "", day ? day : "",
             p->registration.sure && go_said(p->registration.text) ? p->registration.text : "", SAY(AMOUNT),
             p->amount.sure ? go_yen(arena, page, p->amount.yen.n) : "");
}

static void add_lines(struct buffer *out, const struct go_page *page, size_t n, struct arena *arena)
{
        size_t shown = 0;

        buffer_text(out, "<h2 id=\"sure\">");
        TELL(out, SURE_PAPERS, go_number(arena, (int64_t)n));
        HTML(out,
             "</h2>\n<table aria-labelledby=\"sure\">\n<thead><tr><th scope=\"col\">%</th><th scope=\"col\">%</th><th "
             "scope=\"col\">%</th><th scope=\"col\">%</th>"
             "<th scope=\"col\" class=\"n\">%</th></tr></thead>\n<tbody>\n",
             SAY(FILE), SAY(KIND), SAY(DATE), SAY(REGISTRATION), SAY(AMOUNT));
        for (size_t i = 0; i < page->papers.n; i++)
                if (page->papers.at[i].state >= GO_PAPER_READ && shown++ < MOST_ROWS)
                        add_line(out, page, &page->papers.at[i], arena);
        buffer_text(out, "</tbody>\n</table>\n");
        add_left_out(out, page, n > MOST_ROWS ? n - MOST_ROWS : 0, arena);
}

/* What was not read, and how to have it read. */
static void add_unread(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const size_t n = count(page, GO_PAPER_UNREAD, GO_PAPER_UNREAD);

        if (!n || page->reads)
                return;
        TELL(out, UNREAD_NOTE, go_number(arena, (int64_t)n));
        if (go_said(page->get_reader)) {
                buffer_char(out, ' ');
                TELL(out, GET_READER, page->get_reader);
        }
}

static void add_counts(struct buffer *out, const struct go_page *page, size_t sure, size_t doubtful,
                       struct arena *arena)
{
        buffer_text(out, "<p class=\"quiet\">");
        if (sure)
                TELL(out, FOUND_COUNTS, go_number(arena, (int64_t)sure), go_number(arena, (int64_t)doubtful));
        if (count(page, GO_PAPER_DOUBTFUL, GO_PAPER_OTHER))
                buffer_text(out, SAY(DUNNO));
        add_unread(out, page, arena);
        buffer_text(out, "</p>\n");
}

void go_add_papers(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const size_t n = page->papers.n, sure = count(page, GO_PAPER_READ, GO_PAPER_AGREES), doubtful = n - sure;
        const bool is_short = n <= SHORT_LIST;

        if (!n)
                return;
        if (is_short || doubtful) {
                buffer_text(out, "<h2>");
                if (is_short)
                        TELL(out, FOUND_PAPERS, go_number(arena, (int64_t)n));
                else
                        TELL(out, DOUBTFUL_PAPERS, go_number(arena, (int64_t)doubtful));
                buffer_text(out, "</h2>\n");
                add_counts(out, page, sure, doubtful, arena);
                add_list(out, page, is_short ? GO_PAPER_AGREES : GO_PAPER_UNREAD, arena);
                add_left_out(out, page, !is_short && doubtful > GO_MOST_PICTURES ? doubtful - GO_MOST_PICTURES : 0,
                             arena);
        }
        if (!is_short && sure)
                add_lines(out, page, sure, arena);
}

/* ---- counted */

static void add_names(struct buffer *out, const struct go_page *page, enum go_paper_state state, size_t n,
                      struct arena *arena)
{
        size_t shown = 0;

        for (size_t i = 0; i < page->papers.n && shown < MOST_NAMES; i++) {
                if (page->papers.at[i].state != state)
                        continue;
                buffer_text(out, shown++ ? SAY(AND) : "");
                add_file(out, &page->papers.at[i], arena);
        }
        if (n > shown) {
                buffer_text(out, SAY(AND));
                TELL(out, OTHERS, go_number(arena, (int64_t)(n - shown)));
        }
}

void go_add_compared(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        if (!page->papers.n)
                return;
        buffer_text(out, "<h2 id=\"compared\">");
        if (count(page, GO_PAPER_DIFFERS, GO_PAPER_DIFFERS) || count(page, GO_PAPER_AGREES, GO_PAPER_AGREES))
                TELL(out, COMPARED, go_number(arena, (int64_t)page->papers.n));
        else
                TELL(out, FOUND_PAPERS, go_number(arena, (int64_t)page->papers.n));
        HTML(out,
             "</h2>\n<table aria-labelledby=\"compared\">\n<thead><tr><th scope=\"col\">%</th><th "
             "scope=\"col\">%</th><th scope=\"col\" class=\"n\">%</th></tr></thead>\n<tbody>\n",
             SAY(RESULT), SAY(PAPERS), SAY(SHEETS));
        for (enum go_paper_state state = 0; state < GO_PAPER_STATES; state++) {
                const size_t n = count(page, state, state);

                if (!n)
                        continue;
                HTML(out, "<tr><th scope=\"row\">%</th><td class=\"t\">", go_word(page->language, states[state].row));
                add_names(out, page, state, n, arena);
                HTML(out, "</td><td class=\"n\" data-l=\"%\">%</td></tr>\n", SAY(SHEETS), go_number(arena, (int64_t)n));
        }
        buffer_text(out, "</tbody>\n</table>\n");
}
