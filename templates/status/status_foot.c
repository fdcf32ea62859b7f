#include "templates/status/status_page_private.h"

#include <string.h>

#include "core/file/finding_long.h"

#include "core/banned.h"

/* Of findings of no application: a workspace of the whole country may have very many. */
enum { MOST_UNATTACHED = 200 };

static void add_findings(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        bool any = false;

        for (int id = 0; id < FINDING_IDS; id++) {
                const char *name = finding_name((enum finding_id)id);
                const char severity[2] = {*name, '\0'};

                if (!page->totals->findings[id].members || finding_severity((enum finding_id)id) == INFO)
                        continue;
                if (!any)
                        HTML(out,
                             "<section>\n<h2 id=\"by-finding\">%</h2>\n<table class=\"findings\" "
                             "aria-labelledby=\"by-finding\">\n<thead><tr>"
                             "<th scope=\"col\">%</th><th scope=\"col\" class=\"n\">%</th><th "
                             "scope=\"col\">%</th></tr></thead>\n<tbody>\n",
                             SAY(BY_FINDING), SAY(FINDING), SAY(FACILITIES), SAY(MEANING));
                any = true;
                HTML(out,
                     "<tr id=\"%\"><th scope=\"row\"><span class=\"id %\">%</span> %</th><td class=\"n\" "
                     "data-l=\"%\">%</td>"
                     "<td class=\"meaning\" data-l=\"%\">%</td></tr>\n",
                     name, severity, name, severity_word(finding_severity((enum finding_id)id), page->language),
                     SAY(FACILITIES), page_number(arena, page->totals->findings[id].members), SAY(MEANING),
                     finding_long((enum finding_id)id, page->language, arena));
        }
        if (any)
                buffer_text(out, "</tbody>\n</table>\n</section>\n");
}

static void add_unattached(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct findings *list = page->unattached;

        if (!list->n)
                return;
        HTML(out,
             "<section>\n<h2 id=\"unattached\">%</h2>\n<table class=\"unattached\" "
             "aria-labelledby=\"unattached\">\n<thead><tr>"
             "<th scope=\"col\">%</th><th scope=\"col\">%</th><th scope=\"col\">%</th></tr></thead>\n<tbody>\n",
             SAY(UNATTACHED), SAY(FINDING), SAY(PLACE), SAY(REMEDY));
        for (size_t i = 0; i < list->n && i < MOST_UNATTACHED; i++) {
                const struct finding *f = &list->at[i];
                const char *name = finding_name(f->id);
                const char severity[2] = {*name, '\0'};

                HTML(out, "<tr><th scope=\"row\"><span class=\"id %\">%</span> %", severity, name,
                     finding_message(arena, f, page->language));
                if (f->value && *f->value)
                        HTML(out, "<span class=\"detail\">%<bdi>%</bdi>%</span>", SAY(QUOTE), f->value, SAY(UNQUOTE));
                HTML(out, "</th><td data-l=\"%\">%</td><td data-l=\"%\">%</td></tr>\n", SAY(PLACE),
                     f->place     ? f->place
                     : f->subject ? f->subject
                                  : "",
                     SAY(REMEDY), finding_remedy(arena, f, page->language));
        }
        buffer_text(out, "</tbody>\n</table>\n");
        if (findings_total(list) > MOST_UNATTACHED) {
                buffer_text(out, "<p class=\"quiet\">");
                HTML(out, page->language == JAPANESE ? "ほか %件: soroe check" : "% more: soroe check",
                     page_number(arena, findings_total(list) - MOST_UNATTACHED));
                buffer_text(out, "</p>\n");
        }
        buffer_text(out, "</section>\n");
}

static void add_note(struct buffer *out, const char *title, const char *text)
{
        HTML(out, "<dt>%</dt><dd>%</dd>\n", title, text);
}

static void add_office(struct buffer *out, const struct status_page *page)
{
        const struct office *office = page->office;
        const char *const ways[] = {office->name, office->contact, office->phone, office->mail};
        bool any = false;

        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
                if (!*ways[i])
                        continue;
                HTML(out, any ? " %" : "<dt>%</dt><dd>", any ? ways[i] : SAY(ASK));
                if (!any)
                        html_text(out, ways[i]);
                any = true;
        }
        buffer_text(out, any ? "</dd>\n" : "");
}

static void add_footer(struct buffer *out, const struct status_page *page, struct arena *arena)
{
        const struct standing_totals *t = page->totals;
        const bool ja = page->language == JAPANESE;

        buffer_text(out, "<footer>\n<dl>\n");
        add_note(out, SAY(ABOUT_AMOUNTS), SAY(ABOUT_AMOUNTS_TEXT));
        add_note(out, SAY(ABOUT_ORDER), SAY(ABOUT_ORDER_TEXT));
        HTML(out, "<dt>%</dt><dd>", SAY(ABOUT_RULES));
        HTML(out, ja ? "規則 %件を記録 %件に適用しました。" : "% rules ran on % records. ",
             page_number(arena, t->rules), page_number(arena, t->records));
        html_text(out, t->all_ran ? SAY(ALL_RAN) : SAY(NOT_ALL_RAN));
        HTML(out, ja ? "補助事業 % 第%版。</dd>\n" : " Programme %, revision %.</dd>\n", page->programme->id,
             page->programme->revision);
        add_office(out, page);
        add_note(out, SAY(ABOUT_USE), SAY(ABOUT_USE_TEXT));
        buffer_text(out, "</dl>\n</footer>\n</div>\n");
}

void status_page_foot(struct buffer *out, const struct status_page *page, struct arena *scratch)
{
        const int64_t left = page->totals->all.members - page->shown;

        HTML(out, "</table>\n<p id=\"nohit\" hidden=\"hidden\">%</p>\n", SAY(NO_HIT));
        if (left > 0)
                HTML(out, "<p class=\"quiet\">% %</p>\n", SAY(NOT_LISTED), page_number(scratch, left));
        buffer_text(out, "</section>\n");
        add_findings(out, page, scratch);
        add_unattached(out, page, scratch);
        buffer_text(out, "</main>\n");
        add_footer(out, page, scratch);
        buffer_printf(out, "<script>%s</script>\n</body>\n</html>\n", html_file("status/status.js", scratch));
}
