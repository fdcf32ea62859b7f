#include "templates/status/status_page_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/banned.h"

enum { BAR = 1000, SEGMENT = 4 };

const char *page_word(const struct status_page *page, enum page_word word)
{
        static const char *const words[WORDS][2] = {
#define W(id, ja, en) [WORD_##id] = {ja, en},
#include "templates/status/status_page_words.h"
#undef W
        };
        return words[word][page->language];
}
char *page_yen(struct arena *arena, struct yen yen)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, yen, "-"));
}

char *page_number(struct arena *arena, int64_t n)
{
        return page_yen(arena, (struct yen){n});
}

char *page_date(struct arena *arena, const struct status_page *page, struct date date)
{
        return html_day(arena, page->language, date);
}

const char *page_label(const struct status_page *page, const struct label *label)
{
        return page->language == JAPANESE ? label->ja : *label->en ? label->en : label->id;
}

/* ---- the head of the file */

static void add_file_head(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        char day[DATE_TEXT];

        date_iso(day, page->as_of);
        html_head(out,
                  &(struct html_page){
                          .language = page->language,
                          .title = arena_printf(arena, "%s %s %s", SAY(TITLE), page->office->name,
                                                page->language == JAPANESE ? page_date(arena, page, page->as_of) : day),
                          .css = "status/status.css",
                          .js = "status/status.js"},
                  arena);
}

/* ---- the head of the page */

static void add_days(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const int32_t left = date_days_between(page->as_of, page->programme->deadline);

        HTML(out, "<div class=\"deadline%\">\n", left < 0 ? " past" : "");
        if (left == 0)
                HTML(out, "<p class=\"days\"><small>%</small></p>\n", SAY(LEFT_TODAY));
        else
                HTML(out, "<p class=\"days\"><small>%</small>%<small>%</small></p>\n",
                     left < 0 ? SAY(PAST_BEFORE) : SAY(LEFT_BEFORE), page_number(arena, left < 0 ? -left : left),
                     left < 0 ? SAY(PAST_AFTER) : SAY(LEFT_AFTER));
}

static void add_deadline(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct date deadline = page->programme->deadline;
        char day[DATE_TEXT];

        if (!date_is_set(deadline)) {
                HTML(out, "<div class=\"deadline\">\n<p class=\"quiet\">%</p>\n", SAY(NO_DEADLINE));
        } else {
                add_days(out, page, arena);
                HTML(out, "<p class=\"quiet\"><time datetime=\"%\">%</time> %%</p>\n", date_iso(day, deadline),
                     page_date(arena, page, deadline), programme_day_end(page->programme, page->language, arena),
                     SAY(UNTIL));
        }
        if (date_is_set(page->office->cut_off))
                HTML(out, "<p class=\"quiet\">% <time datetime=\"%\">%</time></p>\n", SAY(CUT_OFF),
                     date_iso(day, page->office->cut_off), page_date(arena, page, page->office->cut_off));
        if (page->programme->special_deadlines.n)
                HTML(out, "<p class=\"quiet\">%</p>\n", SAY(DEADLINES_DIFFER));
        buffer_text(out, "</div>\n");
}

static void add_header(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct standing_totals *t = page->totals;
        const bool ja = page->language == JAPANESE;
        char day[DATE_TEXT];

        HTML(out, "<a class=\"skip\" href=\"#list\">%</a>\n<div class=\"wrap\">\n<header>\n<div>\n", SAY(SKIP));
        if (*page->office->name)
                HTML(out, "<p class=\"office\">%</p>\n", page->office->name);
        HTML(out, "<h1>%</h1>\n<p>%</p>\n", SAY(TITLE), ja ? page->programme->ja : page->programme->en);
        HTML(out, "<p class=\"quiet\"><time datetime=\"%\">%</time>% %", date_iso(day, page->as_of),
             page_date(arena, page, page->as_of), SAY(AS_OF), page_number(arena, t->all.members));
        HTML(out, ja ? "% %%</p>\n</div>\n" : " %, % %</p>\n</div>\n", SAY(FACILITIES),
             page_number(arena, t->all.applications), SAY(APPLICATIONS));
        add_deadline(out, page, arena);
        buffer_text(out, "</header>\n<main>\n");
}

/* ---- how all stand */

/* Each fact has one sentence. A count of zero is not mentioned. */
static void add_lead(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct standing_count *by = page->totals->by;
        const struct {
                int64_t n;
                const char *words[2];
        } facts[] = {
                {by[STANDS_SUBMITTED].applications + by[STANDS_GRANTED].applications + by[STANDS_REFUSED].applications,
                 {"%件を提出しました。", "% submitted. "}},
                {page->totals->all_ran ? by[STANDS_READY].applications : 0,
                 {"%件はこのまま申請できます。", "% can be submitted as they are. "}},
                {by[STANDS_CONFIRM].applications, {"%件に確認が必要です。", "% need an answer. "}},
                {by[STANDS_ERROR].applications, {"%件に訂正が必要です。", "% must be mended. "}},
                {by[STANDS_BARE].members, {"%施設からは資料が届いていません。", "% sent nothing."}},
        };

        HTML(out,
             page->language == JAPANESE ? "<p class=\"lead\">%件の申請のうち、"
                                        : "<p class=\"lead\">Of % applications: ",
             page_number(arena, page->totals->all.applications));
        for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
                if (facts[i].n)
                        HTML(out, facts[i].words[page->language], page_number(arena, facts[i].n));
        buffer_text(out, "</p>\n");
        if (!page->totals->all_ran)
                HTML(out, "<p class=\"warning\">%</p>\n", SAY(NOT_ALL_RAN));
}

/* Of the applications, in the order of their way. */
static const enum standing way[] = {STANDS_GRANTED, STANDS_SUBMITTED, STANDS_READY, STANDS_CONFIRM,
                                    STANDS_ERROR,   STANDS_REFUSED,   STANDS_BARE,  STANDS_IDLE};
enum { WAY = sizeof way / sizeof *way };

static void add_bar(struct buffer *out, const struct status_page *page)
{
        int64_t all = page->totals->all.applications, at = 0;

        if (!all)
                return;
        buffer_printf(out,
                      "<svg class=\"bar\" viewBox=\"0 0 %d 18\" preserveAspectRatio=\"none\" aria-hidden=\"true\">",
                      BAR);
        for (int i = 0; i < WAY; i++) {
                const int64_t n = page->totals->by[way[i]].applications, from = at * BAR / all,
                              to = (at + n) * BAR / all;

                at += n;
                if (n)
                        buffer_printf(out, "<rect class=\"%s\" x=\"%" PRId64 "\" width=\"%" PRId64 "\" height=\"18\"/>",
                                      standing_id(way[i]), from, to - from > SEGMENT ? to - from - 2 : to - from + 1);
        }
        buffer_text(out, "</svg>\n");
}

static void add_tile(struct buffer *out, const struct status_page *page, enum standing standing, struct arena *arena)
{
        const struct standing_count *n = &page->totals->by[standing];
        const bool of_members = standing == STANDS_BARE || standing == STANDS_IDLE;

        HTML(out, "<li class=\"%\"><span class=\"key\">%</span><span class=\"count\">%<small>%</small></span>",
             standing_id(standing), standing_word(standing, page->language),
             page_number(arena, of_members ? n->members : n->applications),
             of_members ? SAY(FACILITIES) : SAY(COUNTED));
        if (standing == STANDS_ERROR || (!of_members && standing != STANDS_REFUSED))
                HTML(out, "<span class=\"yen\">%%%%</span>", standing == STANDS_ERROR ? SAY(IF_MENDED) : "",
                     page_yen(arena, standing == STANDS_ERROR ? n->if_mended : n->subsidy),
                     page->language == JAPANESE ? "" : " ", SAY(YEN));
        buffer_text(out, "</li>\n");
}

static void add_sum(struct buffer *out, const struct status_page *page, enum page_word word, const char *sign,
                    int64_t yen, struct arena *arena)
{
        HTML(out, "<div class=\"%\"><dt>%</dt><dd>%%%%</dd></div>\n", word == WORD_TOTAL_SUBSIDY ? "big" : "part",
             page_word(page, word), sign, page_number(arena, yen), page->language == JAPANESE ? "" : " ", SAY(YEN));
}

static void add_overview(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct standing_count *by = page->totals->by;

        add_lead(out, page, arena);
        HTML(out, "<section aria-label=\"%\">\n", SAY(OVERVIEW));
        add_bar(out, page);
        buffer_text(out, "<ul class=\"tiles\">\n");
        for (int i = 0; i < WAY; i++)
                if (way[i] < STANDS_REFUSED ? way[i] != STANDS_BARE || by[STANDS_BARE].members
                                            : by[way[i]].members || by[way[i]].applications)
                        add_tile(out, page, way[i], arena);
        buffer_text(out, "</ul>\n<dl class=\"sum\">\n");
        add_sum(out, page, WORD_TOTAL_SUBSIDY, "", page->totals->all.subsidy.n, arena);
        add_sum(out, page, WORD_OF_IT_FILED, "", by[STANDS_SUBMITTED].subsidy.n + by[STANDS_GRANTED].subsidy.n, arena);
        add_sum(out, page, WORD_MENDING, "+", page->totals->all.if_mended.n, arena);
        buffer_text(out, "</dl>\n</section>\n");
}

/* ---- by category */

static const enum standing columns[] = {STANDS_ERROR,     STANDS_CONFIRM, STANDS_READY,
                                        STANDS_SUBMITTED, STANDS_GRANTED, STANDS_REFUSED};
enum { COLUMNS = sizeof columns / sizeof *columns };

static bool has_column(const struct status_page *page, enum standing standing)
{
        return standing != STANDS_REFUSED || page->totals->by[STANDS_REFUSED].applications;
}

static void add_number(struct buffer *out, const char *class, const char *label, const char *number)
{
        HTML(out, "<td class=\"n% %\" data-l=\"%\">%</td>", strcmp(number, "0") == 0 ? " zero" : "", class, label,
             number);
}

static void add_counts(struct buffer *out, const struct status_page *page, const struct standing_count by[STANDINGS],
                       const struct standing_count *all, struct arena *arena)
{
        add_number(out, "", SAY(APPLICATIONS), page_number(arena, all->applications));
        for (int i = 0; i < COLUMNS; i++)
                if (has_column(page, columns[i]))
                        add_number(out, standing_id(columns[i]), standing_word(columns[i], page->language),
                                   page_number(arena, by[columns[i]].applications));
        add_number(out, "cost", SAY(COST), page_yen(arena, all->cost));
        add_number(out, "strong", SAY(SUBSIDY), page_yen(arena, all->subsidy));
        add_number(out, "", SAY(GRANTED), page_yen(arena, by[STANDS_GRANTED].subsidy));
}

static void add_category(struct buffer *out, const struct status_page *page, const struct standing_row *row,
                         struct arena *arena)
{
        const struct category *category = row->category;

        HTML(out, "<tr><th scope=\"row\">%", page_label(page, &category->label));
        if (row->variant)
                HTML(out, "<span class=\"variant\">%</span>", page_label(page, row->variant));
        else if (category->variants.n)
                HTML(out, "<span class=\"variant\">%</span>", SAY(NO_VARIANT));
        buffer_text(out, "</th>");
        add_counts(out, page, row->by, &row->all, arena);
        buffer_text(out, "</tr>\n");
}

static void add_categories(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct standing_totals *t = page->totals;

        HTML(out,
             "<section>\n<h2 id=\"by-category\">%</h2>\n<table class=\"categories\" aria-labelledby=\"by-category\">\n",
             SAY(BY_CATEGORY));
        HTML(out, "<thead><tr><th scope=\"col\">%</th><th scope=\"col\" class=\"n\">%</th>", SAY(CATEGORY),
             SAY(APPLICATIONS));
        for (int i = 0; i < COLUMNS; i++)
                if (has_column(page, columns[i]))
                        HTML(out, "<th scope=\"col\" class=\"n\">%</th>", standing_word(columns[i], page->language));
        HTML(out,
             "<th scope=\"col\" class=\"n cost\">%</th><th scope=\"col\" class=\"n\">%</th><th scope=\"col\" "
             "class=\"n\">%</th>"
             "</tr></thead>\n<tbody>\n",
             SAY(COST_YEN), SAY(SUBSIDY_YEN), SAY(GRANTED_YEN));
        for (size_t i = 0; i < t->rows.n; i++)
                if (t->rows.at[i].all.applications || (!t->rows.at[i].variant && !t->rows.at[i].category->variants.n))
                        add_category(out, page, &t->rows.at[i], arena);
        HTML(out, "</tbody>\n<tfoot><tr><th scope=\"row\">%</th>", SAY(TOTAL));
        add_counts(out, page, t->by, &t->all, arena);
        buffer_text(out, "</tr></tfoot>\n</table>\n</section>\n");
}

/* ---- the head of the list */

static void add_chips(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        HTML(out, "<fieldset><legend class=\"heard\">%</legend>\n", SAY(BY_STATE));
        for (int i = 0; i < STANDINGS; i++) {
                const struct standing_count *n = &page->totals->by[i];
                const int64_t count = i == STANDS_BARE || i == STANDS_IDLE ? n->members : n->applications;

                if (count)
                        HTML(out,
                             "<label class=\"chip\"><input type=\"checkbox\" name=\"state\" value=\"%\"/><span>% "
                             "%</span></label>\n",
                             standing_id((enum standing)i), standing_word((enum standing)i, page->language),
                             page_number(arena, count));
        }
        buffer_text(out, "</fieldset>\n");
}

static void add_choice(struct buffer *out, const char *id, const char *words)
{
        HTML(out, "<option value=\"%\">%</option>", id, words);
}

/* Hidden until the script that makes it work has run. */
static void add_tools(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        HTML(out,
             "<form class=\"tools\" id=\"tools\" hidden=\"hidden\" aria-label=\"%\" data-all=\"%\" data-some=\"%\">\n",
             SAY(FILTER), SAY(SHOWN_ALL), SAY(SHOWN_SOME));
        add_chips(out, page, arena);
        HTML(out, "<label class=\"field\"><span>%</span> <select id=\"tool-category\">", SAY(CATEGORY));
        add_choice(out, "", SAY(ALL));
        for (size_t i = 0; i < page->programme->categories.n; i++)
                add_choice(out, page->programme->categories.at[i].label.id,
                           page_label(page, &page->programme->categories.at[i].label));
        HTML(out, "</select></label>\n<label class=\"field\"><span>%</span> <select id=\"tool-sort\">", SAY(SORT));
        add_choice(out, "urgent", SAY(SORT_URGENT));
        add_choice(out, "code", SAY(SORT_CODE));
        add_choice(out, "amount", SAY(SORT_AMOUNT));
        add_choice(out, "findings", SAY(SORT_FINDINGS));
        HTML(out,
             "</select></label>\n<label class=\"field\"><span>%</span> <input type=\"search\" id=\"tool-search\" "
             "placeholder=\"%\"/></label>\n"
             "<button type=\"button\" id=\"tool-reset\">%</button>\n</form>\n<p id=\"shown\" role=\"status\" "
             "hidden=\"hidden\"></p>\n",
             SAY(SEARCH), SAY(SEARCH_WHAT), SAY(RESET));
}

static void add_list_head(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        HTML(out, "<section>\n<h2 id=\"facilities\">%</h2>\n", SAY(LIST));
        add_tools(out, page, arena);
        buffer_text(out, "<table class=\"list\" id=\"list\" aria-labelledby=\"facilities\" tabindex=\"-1\">\n<colgroup>"
                         "<col class=\"c-facility\"/><col class=\"c-category\"/><col class=\"c-state\"/><col "
                         "class=\"c-amount\"/>"
                         "<col/><col class=\"c-packet\"/></colgroup>\n");
        HTML(out,
             "<thead><tr><th scope=\"col\">%</th><th scope=\"col\">%</th><th scope=\"col\">%</th><th scope=\"col\" "
             "class=\"n\">%</th>"
             "<th scope=\"col\">%</th><th scope=\"col\">%</th></tr></thead>\n",
             SAY(FACILITY), SAY(CATEGORY), SAY(STATE), SAY(AMOUNT_YEN), SAY(FINDINGS), SAY(DOCUMENTS));
}

void status_page_head(struct buffer *out, const struct status_page *page, struct arena *scratch)
{
        add_file_head(out, page, scratch);
        add_header(out, page, scratch);
        add_overview(out, page, scratch);
        add_categories(out, page, scratch);
        add_list_head(out, page, scratch);
}
