#include "templates/report/report.h"

#include "core/value/yen.h"

#include "core/banned.h"

enum { ASIDES_NAMED = 200 };

void report_head(struct buffer *out, enum language language, const char *title, const char *line, const char *under,
                 struct arena *arena)
{
        html_head(out, &(struct html_page){.language = language, .title = title, .css = "status/status.css"}, arena);
        HTML(out,
             "<div class=\"wrap\">\n<header>\n<div>\n<h1>%</h1>\n<p>%</p>\n<p "
             "class=\"quiet\">%</p>\n</div>\n</header>\n"
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
        HTML(out, "<section>\n<h2 id=\"%\">%</h2>\n<table class=\"report\" aria-labelledby=\"%\">\n<thead><tr>", id,
             title, id);
        for (size_t i = 0; i < n; i++) {
                const char *const column = columns[i];

                if (numbers & 1u << i)
                        HTML(out, "<th scope=\"col\" class=\"n\">%</th>", column);
                else
                        HTML(out, "<th scope=\"col\">%</th>", column);
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
        const char *const columns[] = {language == JAPANESE ? "名前" : "name",
                                       language == JAPANESE ? "何か" : "what it is"};
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

static const char *pick(enum language language, const char *ja, const char *en)
{
        return language == JAPANESE ? ja : en;
}

static const char *fault_words(enum index_fault_kind kind, enum language language)
{
        switch (kind) {
        case INDEX_MISSING:
                return pick(language, "一覧にあり、ここにありません", "listed, but not here");
        case INDEX_REPLACED:
                return pick(language, "一覧の書類と違います", "not the packet that is listed");
        default:
                return pick(language, "一覧にありません", "not listed");
        }
}

void report_index(struct buffer *out, const struct index_check *check, enum language language, struct arena *arena)
{
        const char *const columns[] = {pick(language, "書類", "packet"), pick(language, "違い", "difference")};

        HTML(out, "<section>\n<h2>%</h2>\n<p class=\"%\">%</p>\n",
             arena_printf(arena, "%s %s", pick(language, "一覧", "List"), check->file),
             index_check_holds(check) ? "quiet" : "warning",
             check->why[0] ? check->why[language]
             : check->faults.n
                     ? pick(language, "フォルダーの中身と違います。", "It is not what the folder holds.")
                     : arena_printf(arena, "%s: %lld", pick(language, "すべて一覧のとおりです", "all are as listed"),
                                    (long long)check->listed));
        HTML(out, "<p class=\"key-code\">SHA-256 %</p>\n</section>\n", check->digest.hex);
        if (!check->faults.n)
                return;
        report_table(out, "index", pick(language, "一覧との違い", "Differences from the list"), columns, 2, 0);
        for (size_t i = 0; i < check->faults.n; i++)
                HTML(out, "<tr><th scope=\"row\">%</th><td>%</td></tr>\n", check->faults.at[i].file,
                     fault_words(check->faults.at[i].kind, language));
        report_table_end(out);
}
