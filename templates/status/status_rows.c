#include "templates/status/status_page_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/file/file.h"
#include "core/assess/question.h"
#include "core/base/text.h"

#include "core/banned.h"

/* A page stays readable, and its size in proportion, whatever the records hold. */
enum { MOST_FINDINGS = 12, MOST_DETAILS = 6, MOST_VALUE = 60 };

/* ---- findings */

/* The first characters of a value, whole. */
static const char *shortened(struct arena *arena, const char *value)
{
        const char *s = value;

        for (int n = 0; *s && n < MOST_VALUE; n++)
                if (text_next(&s) < 0)
                        s++;
        return *s ? arena_printf(arena, "%.*s..", (int)(s - value), value) : value;
}

/* 領収書 R-0412 明細2, of a subject "4710123458/R-0412#2"; "" where it is about the whole application. */
static const char *about(const struct status_page *page, const struct application_standing *s, const char *subject,
                         struct arena *arena)
{
        const char *slash = subject ? strchr(subject, '/') : NULL, *line = slash ? strrchr(slash, '#') : NULL;

        if (!slash || strcmp(slash + 1, s->assessment->category->label.id) == 0)
                return "";
        if (!line)
                return arena_printf(arena, "%s %s", SAY(RECEIPT), slash + 1);
        return arena_printf(arena, "%s %.*s %s%s%s", SAY(RECEIPT), (int)(line - slash - 1), slash + 1, SAY(LINE),
                            page->language == JAPANESE ? "" : " ", line + 1);
}

static void add_detail(struct buffer *out, const struct status_page *page, const struct application_standing *s,
                       const struct finding *f, struct arena *arena)
{
        const char *what = about(page, s, f->subject, arena);
        const bool has_value = f->value && *f->value;

        if (!*what && !has_value)
                return;
        HTML(out, "<span class=\"detail\">%", what);
        if (has_value)
                HTML(out, "%<bdi>%</bdi>%", SAY(QUOTE), shortened(arena, f->value), SAY(UNQUOTE));
        if (f->place)
                HTML(out, " <span class=\"screen\">(%)</span>", f->place);
        buffer_text(out, "</span>");
}

/* The head of the page says it if the deadline of all has passed. */
static bool is_shown(const struct application_standing *s, const struct finding *f)
{
        return finding_severity(f->id) != INFO &&
               !(f->id == E101 && date_compare(s->assessment->deadline, s->assessment->programme->deadline) == 0);
}

/* Does the finding have the same words as the one before? Then only what it is about is added. */
static bool goes_on(const struct status_page *page, const struct finding *a, const struct finding *b,
                    struct arena *arena)
{
        return a->id == b->id &&
               strcmp(finding_message(arena, a, page->language), finding_message(arena, b, page->language)) == 0 &&
               strcmp(finding_remedy(arena, a, page->language), finding_remedy(arena, b, page->language)) == 0;
}

static void add_answer(struct buffer *out, const struct status_page *page, const struct records *records,
                       const struct finding *f)
{
        const struct answer *answer = NULL;

        if (assess_answered(records, f, &answer))
                HTML(out, "<span class=\"answer\"><span class=\"tag\">%</span>% (% %, %)</span>", SAY(ANSWERED),
                     page->language == JAPANESE ? (answer->yes ? "はい" : "いいえ") : (answer->yes ? "yes" : "no"),
                     answer->by, answer->at, answer->reason);
}

static void add_asked(struct buffer *out, const struct status_page *page, const struct records *records,
                      const struct application_standing *s, const struct finding *f, struct arena *arena)
{
        const char *asked = question_words(s->assessment, records, f, page->language, arena);

        if (asked)
                HTML(out, "<span class=\"detail\">%</span>", asked);
}

/* One entry for findings that say the same; returns how many. */
static size_t add_finding(struct buffer *out, const struct status_page *page, const struct records *records,
                          const struct application_standing *s, size_t at, struct arena *arena)
{
        const struct findings *list = &s->findings;
        const struct finding *f = &list->at[at];
        const char *name = finding_name(f->id);
        const char severity[2] = {*name, '\0'};
        size_t n = 1;

        while (at + n < list->n && goes_on(page, f, &list->at[at + n], arena))
                n++;
        HTML(out, "<li class=\"%\"><a class=\"id %\" href=\"#%\">%</a> <span class=\"what\">%</span>", severity,
             severity, name, name, finding_message(arena, f, page->language));
        for (size_t i = 0; i < n && i < MOST_DETAILS; i++) {
                add_detail(out, page, s, &list->at[at + i], arena);
                add_asked(out, page, records, s, &list->at[at + i], arena);
                add_answer(out, page, records, &list->at[at + i]);
        }
        if (n > MOST_DETAILS)
                HTML(out,
                     page->language == JAPANESE ? "<span class=\"detail\">ほか %件</span>"
                                                : "<span class=\"detail\">% more</span>",
                     page_number(arena, (int64_t)(n - MOST_DETAILS)));
        HTML(out, "<span class=\"remedy\"><span class=\"tag\">%</span>%</span></li>", SAY(REMEDY),
             finding_remedy(arena, f, page->language));
        return n;
}

static void add_findings(struct buffer *out, const struct status_page *page, const struct records *records,
                         const struct application_standing *s, struct arena *arena)
{
        size_t entries = 0, rest = 0;

        for (size_t i = 0; i < s->findings.n;) {
                if (!is_shown(s, &s->findings.at[i]) || entries == MOST_FINDINGS) {
                        rest += is_shown(s, &s->findings.at[i]);
                        i++;
                        continue;
                }
                buffer_text(out, entries++ ? "" : "<td class=\"found\"><ul>");
                i += add_finding(out, page, records, s, i, arena);
        }
        if (rest)
                HTML(out,
                     page->language == JAPANESE ? "<li>ほかに指摘 %件: soroe check %</li>"
                                                : "<li>% more findings: soroe check %</li>",
                     page_number(arena, (int64_t)rest), records->facility.code);
        if (entries)
                buffer_text(out, "</ul></td>");
        else
                HTML(out, "<td class=\"found empty\"><span class=\"none\">%</span></td>", SAY(NONE));
}

/* ---- state, amount, packet */

static void add_day(struct buffer *out, const struct status_page *page, struct date day)
{
        char iso[DATE_TEXT], words[DATE_TEXT];

        if (date_is_set(day))
                HTML(out, "<span class=\"under\"><time datetime=\"%\">%</time></span>", date_iso(iso, day),
                     page->language == JAPANESE ? date_japanese(words, day) : iso);
}

/* The days left, where they are not those in the head of the page. */
static void add_days_left(struct buffer *out, const struct status_page *page, const struct application_standing *s,
                          struct arena *arena)
{
        if (!s->has_deadline || date_compare(s->assessment->deadline, page->programme->deadline) == 0)
                return;
        if (s->days_left == 0)
                HTML(out, "<span class=\"under\">%</span>", SAY(DUE_TODAY));
        else
                HTML(out, "<span class=\"under\">%%%</span>", s->days_left < 0 ? SAY(DAYS_PAST) : SAY(DAYS_LEFT),
                     page_number(arena, s->days_left < 0 ? -s->days_left : s->days_left), SAY(DAYS));
}

static void add_state(struct buffer *out, const struct status_page *page, enum standing standing)
{
        HTML(out, "<td class=\"standing\"><span class=\"state %\">%</span>", standing_id(standing),
             standing_word(standing, page->language));
}

static void add_standing(struct buffer *out, const struct status_page *page, const struct application_standing *s,
                         struct arena *arena)
{
        add_state(out, page, s->standing);
        if (s->filing.state == FILING_NONE)
                add_days_left(out, page, s, arena);
        else
                add_day(out, page, s->filing.on);
        buffer_text(out, "</td>");
}

static void add_amount(struct buffer *out, const struct status_page *page, const struct application_standing *s,
                       struct arena *arena)
{
        const bool error = s->standing == STANDS_ERROR;

        HTML(out, "<td class=\"n %\" data-l=\"%\">%", error ? "mended" : "strong", SAY(AMOUNT),
             page_yen(arena, error ? s->if_mended : s->subsidy));
        if (error)
                HTML(out, "<span class=\"under\">%</span>", SAY(WHEN_MENDED));
        else if (s->standing == STANDS_GRANTED && s->is_sealed && s->sealed.subsidy.n != s->subsidy.n)
                HTML(out, "<span class=\"under\">% %</span>", SAY(ALREADY_APPLIED), page_yen(arena, s->sealed.subsidy));
        else if (s->standing != STANDS_REFUSED)
                HTML(out, "<span class=\"under screen\">% %</span>", SAY(ELIGIBLE), page_yen(arena, s->cost));
        buffer_text(out, "</td>");
}

/* A link to what lies beside the page. */
static void add_link(struct buffer *out, const struct status_page *page, const struct member_standing *m,
                     const struct application_standing *s, const char *ending, const char *word, struct arena *arena)
{
        const size_t stem = strlen(s->sealed.file) - strlen(".zip");
        const char *name = arena_printf(arena, "%.*s%s", (int)stem, s->sealed.file, ending);
        bool there;

        if (file_there(&there, file_join(arena, page->packets, name), page->findings) != OK || !there)
                return;
        HTML(out, "<a href=\"%\" aria-label=\"% % %\">%</a>",
             html_path(arena, file_join(arena, page->packets_from_here, name)), m->records->facility.name,
             page_label(page, &s->assessment->category->label), word, word);
}

static void add_packet(struct buffer *out, const struct status_page *page, const struct member_standing *m,
                       const struct application_standing *s, struct arena *arena)
{
        const size_t n = s->is_sealed ? strlen(s->sealed.file) : 0;
        const char *code = s->sealed.xml_sha256;

        if (n <= strlen(".zip") || strcmp(s->sealed.file + n - strlen(".zip"), ".zip") != 0 || strlen(code) < 16) {
                HTML(out, "<td class=\"packet empty\"><span class=\"none\">%</span></td>", SAY(NONE));
                return;
        }
        buffer_text(out, "<td class=\"packet\">");
        add_link(out, page, m, s, ".pdf", "PDF", arena);
        add_link(out, page, m, s, ".zip", "ZIP", arena);
        buffer_printf(out, "<span class=\"key-code\"><span>%.4s %.4s</span> <span>%.4s %.4s</span></span></td>", code,
                      code + 4, code + 8, code + 12);
}

/* ---- rows */

/* Whom to ring up, and when somebody wrote last. */
static void add_whom_to_ask(struct buffer *out, const struct status_page *page, const struct member_standing *m)
{
        const struct facility *f = &m->records->facility;

        if (*f->contact || *f->phone)
                HTML(out, "<span class=\"quiet\"><bdi>%</bdi>%<bdi>%</bdi></span>", f->contact,
                     *f->contact && *f->phone ? " " : "", f->phone);
        if (date_is_set(m->last_letter))
                HTML(out, "<span class=\"quiet\">% <span class=\"day\">%</span></span>", SAY(LAST_LETTER),
                     page_date(out->arena, page, m->last_letter));
}

static void add_facility(struct buffer *out, const struct status_page *page, const struct member_standing *m)
{
        const struct facility *f = &m->records->facility;

        buffer_printf(out, "<th scope=\"rowgroup\" rowspan=\"%zu\" class=\"facility\">",
                      m->applications.n ? m->applications.n : 1);
        HTML(out,
             "<span class=\"name\"><bdi>%</bdi></span><span class=\"quiet\"><span class=\"code\">%</span> "
             "%</span>",
             f->name, f->code, page->language == JAPANESE || !*f->kind ? f->kind_text : f->kind);
        add_whom_to_ask(out, page, m);
        buffer_text(out, "</th>");
}

static void add_category(struct buffer *out, const struct status_page *page, const struct assessment *a)
{
        const struct category *category = a->category;

        HTML(out, "<td class=\"category\">%", page_label(page, &category->label));
        for (size_t i = 0; i < category->variants.n; i++)
                if (a->variant && strcmp(category->variants.at[i].id, a->variant) == 0)
                        HTML(out, "<span class=\"variant\">%</span>", page_label(page, &category->variants.at[i]));
        if (category->variants.n && !a->variant)
                HTML(out, "<span class=\"variant\">%</span>", SAY(NO_VARIANT));
        buffer_text(out, "</td>");
}

static void add_application(struct buffer *out, const struct status_page *page, const struct member_standing *m,
                            size_t i, struct arena *arena)
{
        const struct application_standing *s = &m->applications.at[i];

        HTML(out, "<tr class=\"%\">", standing_id(s->standing));
        if (i == 0)
                add_facility(out, page, m);
        add_category(out, page, s->assessment);
        add_standing(out, page, s, arena);
        add_amount(out, page, s, arena);
        add_findings(out, page, m->records, s, arena);
        add_packet(out, page, m, s, arena);
        buffer_text(out, "</tr>\n");
}

static void add_bare(struct buffer *out, const struct status_page *page, const struct member_standing *m)
{
        const bool silent = m->standing == STANDS_BARE;

        HTML(out, "<tr class=\"%\">", standing_id(m->standing));
        add_facility(out, page, m);
        HTML(out, "<td class=\"category empty\"><span class=\"none\">%</span></td>", SAY(NONE));
        add_state(out, page, m->standing);
        HTML(out,
             "</td><td class=\"n empty\"></td><td class=\"found\"><ul><li class=\"W\"><span "
             "class=\"what\">%</span><span class=\"remedy\">"
             "<span class=\"tag\">%</span>%</span></li></ul></td><td class=\"packet empty\"><span "
             "class=\"none\">%</span></td></tr>\n",
             silent ? SAY(NOTHING_SENT) : SAY(NOTHING_CLAIMED), SAY(REMEDY),
             silent ? SAY(SEND_PLEASE) : SAY(CLAIM_PLEASE), SAY(NONE));
}

/* What the script filters and sorts by. */
static void add_data(struct buffer *out, const struct member_standing *m, struct arena *arena)
{
        struct buffer states = buffer_in(arena), categories = buffer_in(arena);
        struct yen amount = {0};
        int64_t findings = 0;

        buffer_text(&states, m->applications.n ? "" : standing_id(m->standing));
        buffer_text(&categories, "");
        for (size_t i = 0; i < m->applications.n; i++) {
                const struct application_standing *s = &m->applications.at[i];

                buffer_printf(&states, "%s%s", i ? " " : "", standing_id(s->standing));
                buffer_printf(&categories, "%s%s", i ? " " : "", s->assessment->category->label.id);
                yen_add(&amount, amount, s->standing == STANDS_ERROR ? s->if_mended : s->subsidy);
                for (size_t k = 0; k < s->findings.n; k++)
                        findings += is_shown(s, &s->findings.at[k]);
        }
        HTML(out, "<tbody data-code=\"%\" data-states=\"%\" data-categories=\"%\"", m->records->facility.code,
             states.n ? states.at : "", categories.n ? categories.at : "");
        buffer_printf(out, " data-amount=\"%" PRId64 "\" data-findings=\"%" PRId64 "\">\n", amount.n, findings);
}

void status_page_member(struct buffer *out, const struct status_page *page, const struct member_standing *m,
                        struct arena *scratch)
{
        add_data(out, m, scratch);
        for (size_t i = 0; i < m->applications.n; i++)
                add_application(out, page, m, i, scratch);
        if (!m->applications.n)
                add_bare(out, page, m);
        buffer_text(out, "</tbody>\n");
}
