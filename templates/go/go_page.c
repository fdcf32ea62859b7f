#include "templates/go/go_page_private.h"

#include <string.h>

#include "core/banned.h"

const char *go_word(enum language language, enum go_word word)
{
        static const char *const words[GO_WORDS][2] = {
#define W(id, ja, en) [WORD_##id] = {ja, en},
#include "templates/go/go_page_words.h"
#undef W
        };

        return words[word][language];
}

char *go_number(struct arena *arena, int64_t n)
{
        char text[YEN_TEXT];

        return arena_strdup(arena, yen_format(text, (struct yen){n}, "-"));
}

char *go_yen(struct arena *arena, const struct go_page *page, int64_t n)
{
        return arena_printf(arena, "%s%s%s", go_number(arena, n), page->language == JAPANESE ? "" : " ", SAY(YEN));
}

bool go_said(const char *text)
{
        return text && *text;
}

const char *go_category(const struct go_page *page, const char *id)
{
        const struct category *c = programme_category_by_id(page->programme, id);

        return c && page->language == JAPANESE && !strchr(c->label.ja, ' ') ? c->label.ja : id;
}

void go_add_image(struct buffer *out, const struct thumbnail *picture, const char *shows)
{
        buffer_reserve(out, picture->jpeg.n / 3 * 4 + 256);
        buffer_printf(out, "<img width=\"%d\" height=\"%d\" src=\"data:image/jpeg;base64,", (int)picture->width,
                      (int)picture->height);
        html_base64(out, picture->jpeg);
        HTML(out, "\" alt=\"%\"/>", shows);
}

void go_add_badge(struct buffer *out, const char *colour, const char *word)
{
        HTML(out, "<span class=\"badge %\">%</span>", colour, word);
}

/* ---- where she is */

static bool is_settled(const struct go_application *a)
{
        return a->zip.name || a->standing == STANDS_READY || filing_handed_in(a->filing.state);
}

enum go_stage go_page_stage(const struct go_page *page)
{
        bool made = true, settled = true;

        if (!page->applications.n)
                return GO_GATHER;
        for (size_t i = 0; i < page->applications.n; i++) {
                const struct go_application *a = &page->applications.at[i];

                settled = settled && is_settled(a);
                made = made && (a->zip.name || filing_handed_in(a->filing.state));
        }
        return page->all_ran && settled && (made || !page->items.n) ? GO_APPLY : GO_CHECK;
}

struct go_sums go_sums_of(const struct go_page *page)
{
        struct go_sums s = {0};

        for (size_t i = 0; i < page->applications.n; i++) {
                const struct go_application *a = &page->applications.at[i];

                s.claimed += a->claimed.n;
                s.today += a->today.n;
                s.if_mended += a->if_mended.n;
                s.filed += filing_handed_in(a->filing.state);
                if (!a->zip.name)
                        continue;
                s.made++;
                s.applied += a->subsidy.n;
                s.unanswered += a->unanswered;
        }
        return s;
}

/* ---- the head */

static const char *whose(const struct go_page *page, struct arena *arena)
{
        if (page->facility)
                return page->facility->name;
        return arena_printf(arena, page->language == JAPANESE ? "フォルダー「%s」" : "folder “%s”", page->folder);
}

static const char *plain_day(const struct go_page *page, struct date date, struct arena *arena)
{
        char text[DATE_TEXT];

        return arena_strdup(arena, page->language == JAPANESE ? date_japanese(text, date) : date_iso(text, date));
}

static void add_file_head(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const char *name = page->facility ? page->facility->name : page->folder,
                   *day = plain_day(page, page->as_of, arena),
                   *foot = arena_printf(arena, page->language == JAPANESE ? "%s %s %s現在" : "%s %s, as of %s", name,
                                        SAY(TITLE), day);

        html_head(out,
                  &(struct html_page){.language = page->language,
                                      .title = arena_printf(arena, "%s %s %s", SAY(TITLE), name, day),
                                      .css = "go/go.css",
                                      .more_css = arena_printf(arena,
                                                               "@page { @bottom-left { content: %s; font-size: 8pt; } "
                                                               "@bottom-right { content: counter(page) \" / \" "
                                                               "counter(pages); font-size: 8pt; } }\n",
                                                               html_css_string(arena, foot)),
                                      .pictures = true},
                  arena);
}

static void add_days(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const int32_t left = date_days_between(page->as_of, page->deadline);
        char day[DATE_TEXT];

        HTML(out, "<div class=\"deadline%\">\n<p class=\"days\">", left < 0 ? " past" : "");
        if (left == 0)
                buffer_text(out, SAY(LEFT_TODAY));
        else if (left > 0)
                TELL(out, LEFT, go_number(arena, left));
        else
                TELL(out, LEFT_PAST, go_number(arena, -left));
        HTML(out, "</p>\n<p class=\"quiet\"><time datetime=\"%\">", date_iso(day, page->deadline));
        TELL(out, UNTIL, html_day(arena, page->language, page->deadline),
             programme_day_end(page->programme, page->language, arena));
        buffer_text(out, "</time></p>\n</div>\n");
}

static void add_header(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const struct facility *f = page->facility;
        const bool ja = page->language == JAPANESE;
        char day[DATE_TEXT];

        HTML(out, "<a class=\"skip\" href=\"#main\">%</a>\n<div class=\"wrap\">\n<header>\n<div>\n", SAY(SKIP));
        HTML(out, "<p class=\"who\"><bdi>%</bdi></p>\n<h1>%</h1>\n<p>%</p>\n", whose(page, arena), SAY(TITLE),
             ja ? page->programme->ja : page->programme->en);
        HTML(out, "<p class=\"quiet\"><time datetime=\"%\">", date_iso(day, page->as_of));
        TELL(out, AS_OF, html_day(arena, page->language, page->as_of));
        buffer_text(out, "</time>");
        if (f)
                HTML(out, " % <span class=\"nb\">%</span>", ja || !*f->kind ? f->kind_text : f->kind, f->code);
        buffer_text(out, "</p>\n</div>\n");
        if (date_is_set(page->deadline))
                add_days(out, page, arena);
        else
                HTML(out, "<div class=\"deadline\">\n<p class=\"quiet\">%</p>\n</div>\n", SAY(NO_DEADLINE));
        buffer_text(out, "</header>\n");
}

static void add_stage(struct buffer *out, const struct go_page *page)
{
        static const enum go_word names[] = {WORD_STAGE_GATHER, WORD_STAGE_CHECK, WORD_STAGE_APPLY};
        const enum go_stage now = go_page_stage(page);

        HTML(out, "<ol class=\"stage\" aria-label=\"%\">\n", SAY(PROGRESS));
        for (enum go_stage i = GO_GATHER; i <= GO_APPLY; i++) {
                buffer_text(out, i < now    ? "<li class=\"done\">"
                                 : i == now ? "<li class=\"now\" aria-current=\"step\">"
                                            : "<li>");
                HTML(out, i > now ? "%" : "% <span class=\"nb\">%</span>", go_word(page->language, names[i]),
                     i < now ? SAY(DONE) : SAY(HERE));
                buffer_text(out, "</li>\n");
        }
        buffer_text(out, "</ol>\n");
}

/* ---- the lead: one sentence, and where it needs one a second */

static size_t errors_of(const struct go_page *page)
{
        size_t n = 0;

        for (size_t i = 0; i < page->items.n; i++)
                n += finding_severity(page->items.at[i].id) == ERROR;
        return n;
}

static void add_check_lead(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const size_t mends = errors_of(page), asks = page->items.n - mends + page->questions.n;
        const char *m = go_number(arena, (int64_t)mends), *a = go_number(arena, (int64_t)asks);

        if (mends && asks)
                TELL(out, LEAD_MENDS_ASKS, m, a);
        else if (mends)
                TELL(out, LEAD_MENDS, m);
        else if (asks)
                TELL(out, LEAD_ASKS, a);
        else
                buffer_text(out, SAY(LEAD_CHECK));
}

static void add_apply_lead(struct buffer *out, const struct go_page *page, const char **note, struct arena *arena)
{
        const struct go_sums s = go_sums_of(page);

        if (s.filed == page->applications.n) {
                buffer_text(out, SAY(LEAD_FILED));
        } else if (!s.made && !s.filed) {
                buffer_text(out, SAY(LEAD_DATE));
                *note = SAY(LEAD_DATE_NOTE);
        } else {
                if (errors_of(page))
                        TELL(out, LEAD_APPLY_MENDS, go_number(arena, (int64_t)errors_of(page)));
                else
                        buffer_text(out, SAY(LEAD_APPLY));
                if (s.unanswered) {
                        struct buffer more = buffer_in(arena);

                        TELL(&more, LEAD_OPEN, go_number(arena, s.unanswered));
                        *note = more.at;
                }
        }
}

static void add_gather_lead(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        if (page->papers.n)
                TELL(out, LEAD_FOUND, go_number(arena, (int64_t)page->papers.n));
        else
                buffer_text(out, SAY(LEAD_STEPS));
}

static bool is_past(const struct go_page *page)
{
        return date_is_set(page->deadline) && date_compare(page->as_of, page->deadline) > 0 &&
               go_sums_of(page).filed < page->applications.n + !page->applications.n;
}

static void add_lead(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const enum go_stage stage = go_page_stage(page);
        const char *note = NULL;

        buffer_text(out, "<p class=\"lead\">");
        if (!page->all_ran) {
                buffer_text(out, SAY(LEAD_NOT_ALL_RAN));
                note = SAY(LEAD_NOT_ALL_RAN_NOTE);
        } else if (is_past(page)) {
                buffer_text(out, SAY(LEAD_PAST));
                note = SAY(LEAD_PAST_NOTE);
        } else if (stage == GO_GATHER) {
                add_gather_lead(out, page, arena);
        } else if (stage == GO_CHECK) {
                add_check_lead(out, page, arena);
        } else {
                add_apply_lead(out, page, &note, arena);
        }
        buffer_text(out, "</p>\n");
        if (note)
                buffer_printf(out, "<p>%s</p>\n", note);
}

/* ---- what to do next, while something must still be given */

/* `form` is named in the title; `command` is what to type. */
static void add_step(struct buffer *out, int n, const char *title, const char *form, const char *text,
                     const char *command)
{
        buffer_printf(out, "<li><span class=\"no\">%d</span><h3>", n);
        HTML(out, title, form);
        HTML(out, "</h3><div><p>%</p>", text);
        if (command)
                HTML(out, "<code class=\"cmd\">%</code>", command);
        buffer_text(out, "</div></li>\n");
}

static void add_steps(struct buffer *out, const struct go_page *page)
{
        const char *form = go_said(page->form) ? page->form : "";

        if (!page->wants_facility && !page->wants_receipts && !page->wants_lines)
                return;
        HTML(out, "<h2 class=\"heard\">%</h2>\n<ol class=\"steps\">\n", SAY(NEXT));
        if (*form)
                add_step(out, 1, SAY(STEP_OPEN), form,
                         page->form_has_readings ? SAY(STEP_OPEN_READ)
                         : page->papers.n        ? SAY(STEP_OPEN_TYPE)
                                                 : SAY(STEP_OPEN_ROWS),
                         NULL);
        else
                add_step(out, 1, SAY(STEP_PUT), "", SAY(STEP_PUT_NOTE), NULL);
        add_step(out, 2, SAY(STEP_REST), "",
                 page->wants_facility && page->wants_lines ? SAY(STEP_REST_BOTH)
                 : page->wants_facility                    ? SAY(STEP_REST_FACILITY)
                 : page->wants_lines                       ? SAY(STEP_REST_LINES)
                                                           : SAY(STEP_REST_NONE),
                 NULL);
        add_step(out, 3, SAY(STEP_AGAIN), "", page->dropped ? SAY(STEP_AGAIN_DROP) : SAY(STEP_AGAIN_RUN),
                 page->dropped ? NULL : page->again);
        buffer_text(out, "</ol>\n");
}

/* ---- what changed, and the foot */

/* Sentences; `command` shows those for which there is no room. */
static void add_list(struct buffer *out, const struct go_page *page, const struct texts *list, const char *command,
                     struct arena *arena)
{
        buffer_text(out, "<ul class=\"box news\">\n");
        for (size_t i = 0; i < list->n && i < GO_MOST_CHANGES; i++) {
                const char *sentence = list->at[i];

                HTML(out, "<li>%</li>\n", sentence);
        }
        if (list->n > GO_MOST_CHANGES) {
                buffer_text(out, "<li>");
                TELL(out, MORE_CHANGES, go_number(arena, (int64_t)(list->n - GO_MOST_CHANGES)));
                HTML(out, ": <code>% %</code></li>\n", page->command, command);
        }
        buffer_text(out, "</ul>\n");
}

static void add_cautions(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        if (!page->cautions.n)
                return;
        HTML(out, "<h2>%</h2>\n", SAY(CAUTIONS));
        add_list(out, page, &page->cautions, "check", arena);
}

static void add_changes(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        if (!page->changes.n)
                return;
        buffer_text(out, "<h2>");
        if (date_is_set(page->last_run))
                TELL(out, CHANGED, plain_day(page, page->last_run, arena));
        else
                buffer_text(out, SAY(CHANGED_DONE));
        buffer_text(out, "</h2>\n");
        add_list(out, page, &page->changes, "history", arena);
}

static void add_note(struct buffer *out, const char *title, const char *text)
{
        HTML(out, "<dt>%</dt><dd>%</dd>\n", title, text);
}

static void add_your_files(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        struct buffer names = buffer_in(arena);

        HTML(out, "<dt>%</dt><dd>", SAY(YOUR_FILES));
        for (size_t i = 0; i < page->written.n; i++)
                buffer_printf(&names, "%s%s", i ? SAY(AND) : "", page->written.at[i]);
        if (go_sums_of(page).made && go_said(page->packets))
                buffer_printf(&names, "%s%s", names.n ? SAY(AND) : "", page->packets);
        if (names.n)
                TELL(out, YOUR_FILES_TEXT, names.at);
        else
                buffer_text(out, SAY(YOUR_FILES_BARE));
        buffer_text(out, "</dd>\n");
}

static void add_checks(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        HTML(out, "<dt>%</dt><dd>", SAY(CHECKS));
        TELL(out, CHECKS_TEXT, go_number(arena, page->rules), go_number(arena, page->records));
        buffer_text(out, page->all_ran ? SAY(ALL_RAN) : SAY(NOT_ALL_RAN));
        if (page->verified || page->failed)
                TELL(out, VERIFIED, go_number(arena, page->verified), go_number(arena, page->failed));
        buffer_text(out, "</dd>\n");
}

static bool has_pictures(const struct go_page *page)
{
        bool any = false;

        for (size_t i = 0; i < page->papers.n; i++)
                any = any || (page->papers.at[i].picture.jpeg.n && go_page_stage(page) == GO_GATHER);
        for (size_t i = 0; i < page->items.n; i++)
                any = any || page->items.at[i].picture.jpeg.n || page->items.at[i].comparison;
        for (size_t i = 0; i < page->questions.n; i++)
                any = any || page->questions.at[i].picture.jpeg.n || page->questions.at[i].comparison;
        return any;
}

static void add_foot(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const enum go_stage stage = go_page_stage(page);

        buffer_text(out, "</main>\n<footer>\n<dl>\n");
        add_your_files(out, page, arena);
        if (page->form_has_readings)
                add_note(out, SAY(READINGS), SAY(READINGS_TEXT));
        if (stage != GO_GATHER) {
                add_checks(out, page, arena);
                add_note(out, SAY(AMOUNTS), stage == GO_APPLY ? SAY(AMOUNTS_MADE) : SAY(AMOUNTS_TEXT));
                if (page->facility)
                        add_note(out, SAY(WORKINGS),
                                 arena_printf(arena, "%s explain %s %s", page->command, page->facility->code,
                                              go_category(page, page->applications.at[0].category)));
        }
        add_note(out, SAY(HANDLING), has_pictures(page) ? SAY(HANDLING_TEXT) : SAY(HANDLING_BARE));
        buffer_text(out, "</dl>\n</footer>\n</div>\n</body>\n</html>\n");
}

/* ---- the whole, in the order of the questions it answers */

static void add_gather(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        add_steps(out, page);
        go_add_items(out, page, arena);
        go_add_questions(out, page, arena);
        go_add_papers(out, page, arena);
        go_add_limits(out, page, arena);
}

static void add_check(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        go_add_sum(out, page, arena);
        add_steps(out, page);
        go_add_categories(out, page, arena);
        go_add_items(out, page, arena);
        go_add_questions(out, page, arena);
        go_add_packets(out, page, arena);
        go_add_compared(out, page, arena);
}

static void add_apply(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        go_add_sum(out, page, arena);
        if (!is_past(page))
                go_add_portal(out, page, arena);
        add_steps(out, page);
        go_add_packets(out, page, arena);
        go_add_after(out, page, arena);
        if (!go_sums_of(page).made)
                go_add_categories(out, page, arena);
        go_add_items(out, page, arena);
        go_add_questions(out, page, arena);
        go_add_compared(out, page, arena);
}

void go_page_write(struct buffer *out, const struct go_page *page, struct arena *scratch)
{
        static void (*const parts[])(struct buffer *, const struct go_page *, struct arena *) = {add_gather, add_check,
                                                                                                 add_apply};

        add_file_head(out, page, scratch);
        add_header(out, page, scratch);
        buffer_text(out, "<main id=\"main\">\n");
        add_stage(out, page);
        add_lead(out, page, scratch);
        parts[go_page_stage(page)](out, page, scratch);
        add_cautions(out, page, scratch);
        add_changes(out, page, scratch);
        add_foot(out, page, scratch);
}
