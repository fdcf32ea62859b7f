#include "templates/go/go_page_private.h"

#include "core/banned.h"

static void add_pair(struct buffer *out, const char *class, const char *name, const char *value)
{
        HTML(out, "<div class=\"%\"><dt>%</dt><dd>%</dd></div>\n", class, name, value);
}

static const char *how_many(const struct go_page *page, size_t n, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        TELL(&out, COUNT_APPLICATIONS, go_number(arena, (int64_t)n));
        return out.at;
}

/* What is on the papers where there are any; else what it would come to. */
void go_add_sum(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const struct go_sums s = go_sums_of(page);

        buffer_text(out, "<dl class=\"box sum\">\n");
        if (go_page_stage(page) == GO_APPLY && s.made) {
                add_pair(out, "big", SAY(SUM_APPLIED), go_yen(arena, page, s.applied));
                add_pair(out, "part", SAY(SUM_COUNT), how_many(page, s.made, arena));
                if (date_is_set(page->applied_on))
                        add_pair(out, "part", SAY(SUM_DAY), html_day(arena, page->language, page->applied_on));
        } else if (s.if_mended) {
                add_pair(out, "big", SAY(SUM_ALL), go_yen(arena, page, s.today + s.if_mended));
                add_pair(out, "part", SAY(SUM_NOW), go_yen(arena, page, s.today));
                add_pair(out, "part", SAY(SUM_GAIN), arena_printf(arena, "+%s", go_yen(arena, page, s.if_mended)));
        } else {
                add_pair(out, "big", SAY(SUM_NOW), go_yen(arena, page, s.today));
        }
        buffer_text(out, "</dl>\n");
}

/* ---- by category */

static const char *colour(enum standing standing)
{
        switch (standing) {
        case STANDS_ERROR:
                return "error";
        case STANDS_CONFIRM:
                return "confirm";
        case STANDS_READY:
                return "ready";
        default:
                return "plain";
        }
}

static void add_row(struct buffer *out, const struct go_page *page, int64_t claimed, int64_t today, int64_t then,
                    struct arena *arena)
{
        HTML(out,
             "<td class=\"n\" data-l=\"%\">%</td><td class=\"n\" data-l=\"%\">%</td><td class=\"n\" "
             "data-l=\"%\"><b>%</b></td></tr>\n",
             SAY(CLAIMED_YEN), go_number(arena, claimed), SAY(NOW_YEN), go_number(arena, today), SAY(THEN_YEN),
             go_number(arena, then));
}

void go_add_categories(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const struct go_sums s = go_sums_of(page);

        HTML(out,
             "<h2 id=\"by-category\">%</h2>\n<table aria-labelledby=\"by-category\">\n<thead><tr><th "
             "scope=\"col\">%</th><th scope=\"col\">%</th>",
             SAY(BY_CATEGORY), SAY(CATEGORY), SAY(STATE));
        HTML(out,
             "<th scope=\"col\" class=\"n\">%</th><th scope=\"col\" class=\"n\">%</th><th scope=\"col\" "
             "class=\"n\">%</th></tr></thead>\n<tbody>\n",
             SAY(CLAIMED_YEN), SAY(NOW_YEN), SAY(THEN_YEN));
        for (size_t i = 0; i < page->applications.n; i++) {
                const struct go_application *a = &page->applications.at[i];

                HTML(out, "<tr><th scope=\"row\">%</th><td class=\"s\">", a->name);
                go_add_badge(out, colour(a->standing), standing_word(a->standing, page->language));
                buffer_text(out, "</td>");
                add_row(out, page, a->claimed.n, a->today.n, a->today.n + a->if_mended.n, arena);
        }
        HTML(out, "</tbody>\n<tfoot><tr><th scope=\"row\">%</th><td></td>", SAY(TOTAL));
        add_row(out, page, s.claimed, s.today, s.today + s.if_mended, arena);
        buffer_text(out, "</tfoot>\n</table>\n");
}

/* ---- what a category pays at most, while nothing is known of what was bought */

/* What counts in the category as it is, and not only as something else or under a condition. */
static const char *words_of(const struct go_page *page, const struct category *category, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < category->eligible.n; i++) {
                const struct eligible *e = &category->eligible.at[i];

                if (!*e->as && !e->conditions.n)
                        buffer_printf(&out, "%s%s", out.n ? SAY(AND) : "",
                                      page->language == JAPANESE || !go_said(e->en) ? e->ja : e->en);
        }
        return out.n ? out.at : "";
}

/* Of the facility; while none is known, the grant that is for the most kinds. */
static const struct grant *grant_for(const struct go_page *page, const struct category *category, struct arena *arena)
{
        const struct label *kind =
                page->facility ? programme_kind(page->programme, page->facility->kind_text, arena) : NULL;
        const struct grant *best = kind ? category_grant(category, kind->id) : NULL;

        for (size_t i = 0; !kind && i < category->grants.n; i++)
                if (!best || category->grants.at[i].kinds.n > best->kinds.n)
                        best = &category->grants.at[i];
        return best && best->has_limit && best->limit_basis.how != HOW_UNKNOWN && !grant_is_per_unit(best) ? best
                                                                                                           : NULL;
}

/* 診療所・薬局; "" where the grant is for any. */
static const char *kinds_of(const struct go_page *page, const struct grant *g, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < page->programme->kinds.n; i++) {
                const struct label *kind = &page->programme->kinds.at[i];

                if (g->kinds.n && grant_is_for(g, kind->id))
                        buffer_printf(&out, "%s%s",
                                      !out.n                       ? ""
                                      : page->language == JAPANESE ? "・"
                                                                   : ", ",
                                      page->language == JAPANESE || !go_said(kind->en) ? kind->ja : kind->en);
        }
        return out.n ? out.at : "";
}

static void open_limits(struct buffer *out, const struct go_page *page, const char *kinds)
{
        buffer_text(out, "<h2 id=\"limits\">");
        if (*kinds)
                TELL(out, LIMITS_FOR, kinds);
        else
                buffer_text(out, SAY(LIMITS));
        HTML(out,
             "</h2>\n<table aria-labelledby=\"limits\">\n<thead><tr><th scope=\"col\">%</th><th scope=\"col\">%</th>"
             "<th scope=\"col\" class=\"n\">%</th></tr></thead>\n<tbody>\n",
             SAY(CATEGORY), SAY(ITEMS), SAY(LIMIT_YEN));
}

void go_add_limits(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        size_t n = 0;

        for (size_t i = 0; i < page->programme->categories.n; i++) {
                const struct category *category = &page->programme->categories.at[i];
                const struct grant *g = grant_for(page, category, arena);

                if (!g)
                        continue;
                if (!n++)
                        open_limits(out, page, kinds_of(page, g, arena));
                HTML(out,
                     "<tr><th scope=\"row\" class=\"nb\">%</th><td class=\"t\">%</td><td class=\"n\" "
                     "data-l=\"%\">%</td></tr>\n",
                     page->language == JAPANESE || !*category->label.en ? category->label.ja : category->label.en,
                     words_of(page, category, arena), SAY(LIMIT_YEN), go_number(arena, g->limit.n));
        }
        if (n)
                HTML(out, "</tbody>\n</table>\n<p class=\"quiet small note\">%</p>\n", SAY(LIMITS_NOTE));
}
