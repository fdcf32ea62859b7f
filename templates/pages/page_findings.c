#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

static bool is_here(const struct paper *p, const struct reminder *r)
{
        return !*r->category || strcmp(r->category, p->assessment->category->label.id) == 0;
}

/* ---- findings: the cover begins with them, a page of their own takes what is left */

static const char *state_of(const struct paper_finding *f)
{
        if (finding_severity(f->finding->id) == ERROR)
                return "未解決";
        if (!f->answer)
                return "未回答";
        return f->open ? "未解決" : "回答済";
}

static void finding_cells(struct paper *p, struct cell out[3], const struct paper_finding *f)
{
        const char *text = arena_printf(p->arena, "%s%s。", paper_subject(p, f->finding->subject),
                                        finding_message_then(p->arena, f->finding, p->packet->records->form));

        out[0] = (struct cell){20, 16, LEFT, FACE_GOTHIC, 8.5, false, finding_name(f->finding->id)};
        out[1] = (struct cell){38, 136, LEFT, FACE_GOTHIC, 8.5, false, text};
        out[2] = (struct cell){190, 16, RIGHT, f->open ? FACE_BOLD : FACE_GOTHIC, 8.5, false, state_of(f)};
}

static struct cell answer_cell(struct paper *p, const struct paper_finding *f)
{
        return (struct cell){38, 152, LEFT, FACE_GOTHIC, 8.5, false, paper_answer(p, f->answer)};
}

static double finding_row(struct paper *p, double y, const struct paper_finding *f)
{
        struct cell cells[3], answer;

        finding_cells(p, cells, f);
        y = page_row(p, y, 6.5, cells, 3);
        if (!f->answer)
                return y;
        answer = answer_cell(p, f);
        return page_row(p, y - 1.25, 5.25, &answer, 1);
}

double page_finding_height(struct paper *p, size_t i)
{
        bool keep = p->dry;
        double height;

        p->dry = true;
        height = finding_row(p, 0, &p->findings.at[i]);
        p->dry = keep;
        return height;
}

double page_findings_rows(struct paper *p, double y, size_t first, size_t n)
{
        for (size_t i = first; i < first + n; i++) {
                if (i > first)
                        page_rule(p, y, HAIR);
                y = finding_row(p, y, &p->findings.at[i]);
        }
        return y;
}

/* ---- reminders; the last one is the portal's address */

size_t page_reminders_count(const struct paper *p)
{
        size_t n = *p->programme->portal_url != '\0';

        for (size_t i = 0; i < p->programme->reminders.n; i++)
                n += is_here(p, &p->programme->reminders.at[i]);
        return n;
}

/* A source is named without 〔明記〕: only what is inferred needs saying beside a reminder. */
static const char *reminder_source(struct paper *p, struct basis basis)
{
        if (basis.how == HOW_UNKNOWN || !basis.source)
                return "";
        return basis.how == HOW_STATED ? basis.source->text : paper_basis(p, basis);
}

static void reminder_at(struct paper *p, size_t wanted, const char **text, const char **source)
{
        for (size_t i = 0; i < p->programme->reminders.n; i++) {
                const struct reminder *r = &p->programme->reminders.at[i];

                if (!is_here(p, r) || wanted--)
                        continue;
                *text = r->ja;
                *source = reminder_source(p, r->basis);
                return;
        }
        *text = arena_printf(p->arena, "%s  %s", p->programme->portal_ja, p->programme->portal_url);
        *source = "";
}

/* Text and source share a line, the source condensed if need be; else the source stands below. */
static double reminder_row(struct paper *p, double y, size_t i)
{
        const char *text, *source;
        struct fitted beside;
        double left;

        reminder_at(p, i, &text, &source);
        left = 164 - pdf_width(p->pdf, FACE_GOTHIC, 8.5, text);
        beside = wrap_fit(p->pdf, FACE_GOTHIC, 7, left > 0 ? left : 1, source, p->arena);
        page_text(p, 20, page_middle(y, 4.6, 8.5), FACE_GOTHIC, 8.5, LEFT, "・");
        if (left > 0 && beside.lines.n == 1) {
                page_text(p, 24, page_middle(y, 4.6, 8.5), FACE_GOTHIC, 8.5, LEFT, text);
                page_row(p, y, 4.6, &(struct cell){190, left, RIGHT, FACE_GOTHIC, 7, false, source}, 1);
                return y + 4.6;
        }
        y = page_row(p, y, 4.6, &(struct cell){24, 166, LEFT, FACE_GOTHIC, 8.5, false, text}, 1);
        if (!*source)
                return y;
        return page_row(p, y - 0.8, 4.2, &(struct cell){190, 166, RIGHT, FACE_GOTHIC, 7, false, source}, 1);
}

double page_reminder_height(struct paper *p, size_t i)
{
        bool keep = p->dry;
        double height;

        p->dry = true;
        height = reminder_row(p, 0, i);
        p->dry = keep;
        return height;
}

double page_reminders_rows(struct paper *p, double y, size_t first, size_t n)
{
        for (size_t i = first; i < first + n; i++)
                y = reminder_row(p, y, i);
        return y;
}

/* ---- the page of what the cover has no room for */

const char *page_findings_title(const struct paper *p)
{
        return p->findings_on_cover < p->findings.n ? "要確認事項" : "留意事項";
}

static double next_page(struct paper *p)
{
        p->findings_last = page_new(p);
        page_title(p, 35, 16, 0.35, page_findings_title(p));
        return 38;
}

static double rest_of_findings(struct paper *p, double y)
{
        page_heading(p, y + 11, "4", "不備・要確認の続き", "");
        page_rule(p, y += 14, THIN);
        for (size_t i = p->findings_on_cover; i < p->findings.n; i++) {
                if (y + page_finding_height(p, i) > PAGE_BOTTOM) {
                        page_rule(p, y, THIN);
                        y = next_page(p) + 14;
                        page_rule(p, y, THIN);
                } else if (i > p->findings_on_cover) {
                        page_rule(p, y, HAIR);
                }
                y = page_findings_rows(p, y, i, 1);
        }
        page_rule(p, y, THIN);
        return y;
}

void page_findings_draw(struct paper *p)
{
        size_t reminders = page_reminders_count(p);
        double y;

        if (p->findings_on_cover == p->findings.n && p->reminders_on_cover == reminders)
                return;
        y = next_page(p);
        p->findings_page = p->findings_last;
        if (p->findings_on_cover < p->findings.n)
                y = rest_of_findings(p, y);
        if (p->reminders_on_cover == reminders)
                return;
        if (y + 20 > PAGE_BOTTOM)
                y = next_page(p);
        page_heading(p, y + 11, "5", p->reminders_on_cover ? "留意事項の続き" : "留意事項", "");
        page_rule(p, y += 14, THIN);
        for (size_t i = p->reminders_on_cover; i < reminders; i++) {
                if (y + page_reminder_height(p, i) > PAGE_BOTTOM)
                        y = next_page(p);
                y = page_reminders_rows(p, y + (i == p->reminders_on_cover ? 1 : 0), i, 1);
        }
}
