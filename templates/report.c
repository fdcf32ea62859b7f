#include "templates/report.h"

#include "core/yen.h"

#include "core/banned.h"

enum { ASIDES_NAMED = 200 };

void report_head(struct buffer *out, enum language language, const char *title, const char *line, const char *under,
                 struct arena *arena)
{
        html_head(out, language == JAPANESE ? "ja" : "en", title, "status/status.css", NULL, arena);
        HTML(out,
             "<div class=\"wrap\">\n<header>\n<div>\n<h1>%</h1>\n<p>%</p>\n<p class=\"quiet\">%</p>\n</div>\n</header>\n"
             "<main>\n",
             title, line, under);
}

void report_foot(struct buffer *out)
{
        buffer_text(out, "</main>\n</div>\n</body>\n</html>\n");
}

const char *report_yen(struct arena *arena, int64_t n)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, (struct yen){n}, "-"));
}

void report_tiles(struct buffer *out, const struct report_tile *tiles, size_t n, struct arena *arena)
{
        buffer_text(out, "<ul class=\"tiles\">\n");
        for (size_t i = 0; i < n; i++) {
                const struct report_tile *t = &tiles[i];

                HTML(out, "<li class=\"%\"><span class=\"key\">%</span><span class=\"count\">%<small>%</small></span>",
                     t->class_name, t->name, report_yen(arena, t->n), t->unit);
                if (t->under)
                        HTML(out, "<span class=\"yen\">%</span>", t->under);
                buffer_text(out, "</li>\n");
        }
        buffer_text(out, "</ul>\n");
}

void report_table(struct buffer *out, const char *id, const char *title, const char *const *columns, size_t n,
                  unsigned numbers)
{
        HTML(out, "<section>\n<h2 id=\"%\">%</h2>\n<table class=\"report\" aria-labelledby=\"%\">\n<thead><tr>", id, title,
             id);
        for (size_t i = 0; i < n; i++) {
                const char *markup = numbers & 1u << i ? "<th scope=\"col\" class=\"n\">%</th>" : "<th scope=\"col\">%</th>";

                HTML(out, markup, columns[i]);
        }
        buffer_text(out, "</tr></thead>\n<tbody>\n");
}

void report_table_end(struct buffer *out)
{
        buffer_text(out, "</tbody>\n</table>\n</section>\n");
}

void report_asides(struct buffer *out, const struct asides *asides, const char *const *words, enum language language,
                   struct arena *arena)
{
        const char *const columns[] = {language == JAPANESE ? "名前" : "name", language == JAPANESE ? "何か" : "what it is"};
        int64_t n = 0;

        for (int kind = 0; kind < ASIDE_KINDS; kind++)
                n += asides->of[kind];
        if (!n)
                return;
        report_table(out, "aside", language == JAPANESE ? "見ていないもの" : "Not looked into", columns, 2, 0);
        for (size_t i = 0; i < asides->n && i < ASIDES_NAMED; i++)
                HTML(out, "<tr><th scope=\"row\">%</th><td data-l=\"%\">%</td></tr>\n", asides->at[i].path, columns[1],
                     words[asides->at[i].kind]);
        report_table_end(out);
        if (n > ASIDES_NAMED) {
                buffer_text(out, "<p class=\"quiet\">");
                HTML(out, language == JAPANESE ? "ほか %件" : "% more", report_yen(arena, n - ASIDES_NAMED));
                buffer_text(out, "</p>\n");
        }
}
