#include "templates/go/go_page_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/banned.h"

void go_add_portal(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const struct programme *p = page->programme;
        const struct go_sums s = go_sums_of(page);

        (void)arena;
        if (!go_said(p->portal_url) || !s.made || s.filed == page->applications.n)
                return;
        HTML(out, "<div class=\"go\"><a class=\"portal\" href=\"%\">", p->portal_url);
        TELL(out, PORTAL_OPEN, page->language == JAPANESE ? p->portal_ja : p->portal_en);
        HTML(out, "</a><p class=\"quiet small url\">%</p></div>\n", p->portal_url);
}

/* ---- a packet */

/* 1.9 MB, 340 KB */
static const char *size_of(int64_t bytes, struct arena *arena)
{
        const int64_t kb = (bytes + 1023) / 1024, tenths = (bytes * 10 + (1 << 19)) >> 20;

        return tenths >= 10 ? arena_printf(arena, "%" PRId64 ".%" PRId64 " MB", tenths / 10, tenths % 10)
                            : arena_printf(arena, "%" PRId64 " KB", kb);
}

static void add_pdf(struct buffer *out, const struct go_page *page, const struct go_file *pdf, struct arena *arena)
{
        if (!pdf->name)
                return;
        HTML(out, "<dt>%</dt><dd><a href=\"%\">", SAY(PRINTED), html_path(arena, pdf->link));
        if (pdf->pages)
                TELL(out, READ_PDF, go_number(arena, pdf->pages));
        else
                buffer_text(out, SAY(READ_PDF_BARE));
        buffer_text(out, "</a></dd>");
}

static void add_inside(struct buffer *out, const struct go_page *page, const struct go_application *a,
                       struct arena *arena)
{
        const char *code = a->check_code;

        HTML(out, "<dl class=\"inside\"><dt>%</dt><dd>", SAY(ENCLOSED));
        TELL(out, ENCLOSED_RECEIPTS, go_number(arena, a->receipts));
        if (a->breakdowns)
                TELL(out, ENCLOSED_BREAKDOWNS, go_number(arena, a->breakdowns));
        buffer_text(out, "</dd>");
        add_pdf(out, page, &a->pdf, arena);
        if (go_said(code) && strlen(code) >= 16)
                HTML(out, "<dt>%</dt><dd><span class=\"nb\">%</span></dd>", SAY(CHECK_CODE),
                     arena_printf(arena, "%.4s %.4s %.4s %.4s", code, code + 4, code + 8, code + 12));
        buffer_text(out, "</dl>");
}

static void add_files(struct buffer *out, const struct go_page *page, const struct go_application *a,
                      struct arena *arena)
{
        HTML(out, "<div><p class=\"quiet small\">%</p><p class=\"upload\"><a href=\"%\">%</a></p>\n<p>",
             filing_handed_in(a->filing.state) ? SAY(UPLOADED) : SAY(UPLOAD), html_path(arena, a->zip.link),
             a->zip.name);
        TELL(out, IN_FOLDER, go_said(page->packets) ? page->packets : page->folder, size_of(a->zip.bytes, arena));
        buffer_text(out, "</p>\n");
        add_inside(out, page, a, arena);
        buffer_text(out, "</div>\n");
}

/* The comma is drawn, not written: what is copied is 156800. */
static void add_box(struct buffer *out, const struct go_page *page, int64_t yen)
{
        const char *digits = arena_printf(out->arena, "%" PRId64, yen);
        const size_t n = strlen(digits);

        buffer_text(out, "<dd><span class=\"copy\">");
        for (size_t i = 0; i < n; i++) {
                const bool group = i && digits[i - 1] != '-' && (n - i) % 3 == 0;

                buffer_text(out, !group ? "" : i > 3 ? "</i><i>" : "<i>");
                buffer_char(out, digits[i]);
        }
        buffer_text(out, n > 3 && yen >= 1000 ? "</i>" : "");
        HTML(out, "</span><span class=\"yenmark\">%</span></dd></div>\n", SAY(YEN));
}

static void add_cost(struct buffer *out, const struct go_page *page, const char *mark, const char *what, int64_t yen)
{
        HTML(out, "<div><dt><span class=\"k\">%</span>%<span class=\"under\">%</span></dt>", mark, SAY(TOTAL_COST),
             what);
        add_box(out, page, yen);
}

static void add_amounts(struct buffer *out, const struct go_page *page, const struct go_application *a,
                        struct arena *arena)
{
        const enum portal_total total = page->programme->portal_total;

        HTML(out, "<div><p class=\"quiet small\">%</p>\n<dl class=\"amounts\">\n", SAY(TO_TYPE));
        if (total != TOTAL_AFTER_CAPS)
                add_cost(out, page, "①", SAY(BEFORE_CAPS), a->eligible_total.n);
        if (total != TOTAL_BEFORE_CAPS)
                add_cost(out, page, total == TOTAL_NOT_SAID ? "②" : "①", SAY(AFTER_CAPS), a->eligible_cost.n);
        HTML(out, "<div><dt><span class=\"k\">%</span>", total == TOTAL_NOT_SAID ? "③" : "②");
        buffer_text(out, SAY(APPLIED_FOR));
        HTML(out,
             "<span class=\"under\">%</span></dt><dd><span class=\"shown\">%</span><span "
             "class=\"yenmark\">%</span></dd></div>\n</dl></div>\n",
             SAY(COMPARE_PORTAL), go_number(arena, a->subsidy.n), SAY(YEN));
}

static void add_filed(struct buffer *out, const struct go_page *page, const struct go_application *a)
{
        char day[DATE_TEXT];

        buffer_text(out, "<p class=\"fill\"><span>");
        html_text(out, filing_state_word(a->filing.state, page->language));
        HTML(out, " %", page->language == JAPANESE ? date_japanese(day, a->filing.on) : date_iso(day, a->filing.on));
        buffer_text(out, "</span>");
        if (go_said(a->filing.number))
                HTML(out, "<span>% <span class=\"nb\">%</span></span>", SAY(FILED_NUMBER), a->filing.number);
        buffer_text(out, "</p>\n");
}

static void add_title(struct buffer *out, const struct go_page *page, const struct go_application *a,
                      struct arena *arena)
{
        const bool filed = filing_handed_in(a->filing.state);

        HTML(out, "<div class=\"top\"><h3 id=\"%\">% ", a->category, a->name);
        go_add_badge(out,
                     filed                         ? "plain"
                     : a->standing == STANDS_READY ? "ready"
                                                   : "confirm",
                     standing_word(a->standing, page->language));
        buffer_text(out, "</h3><p class=\"gain\">");
        if (a->filing.state == FILING_GRANTED && a->filing.has_amount)
                TELL(out, GRANTED, go_yen(arena, page, a->filing.amount.n));
        else
                TELL(out, SUBSIDY, go_yen(arena, page, a->subsidy.n));
        buffer_text(out, "</p></div>\n");
}

static void add_packet(struct buffer *out, const struct go_page *page, const struct go_application *a,
                       struct arena *arena)
{
        const bool filed = filing_handed_in(a->filing.state);

        HTML(out, "<section class=\"box apply\" aria-labelledby=\"%\">\n", a->category);
        add_title(out, page, a, arena);
        if (a->unanswered && !filed) {
                buffer_text(out, "<p class=\"note\">");
                TELL(out, UNANSWERED, go_number(arena, a->unanswered));
                buffer_text(out, "</p>\n");
        }
        buffer_text(out, "<div class=\"cols\">\n");
        add_files(out, page, a, arena);
        if (!filed)
                add_amounts(out, page, a, arena);
        buffer_text(out, "</div>\n");
        if (filed)
                add_filed(out, page, a);
        else
                HTML(out, "<p class=\"fill\"><span>%<i></i></span><span>%<i></i></span></p>\n", SAY(FILED_DAY),
                     SAY(FILED_NUMBER));
        if (a->changed_since)
                HTML(out, "<p class=\"note\">%</p>\n", SAY(CHANGED_SINCE));
        buffer_text(out, "</section>\n");
}

static void add_packets_head(struct buffer *out, const struct go_page *page, bool filed)
{
        const char *kinds = page->programme->upload_kinds;

        HTML(out, "<h2>%</h2>\n", filed ? SAY(APPLIED_WITH) : SAY(TO_APPLY));
        if (filed)
                return;
        HTML(out, "<p class=\"quiet\">%", SAY(TO_APPLY_NOTE));
        if (go_said(kinds) && strstr(kinds, "zip") && strstr(kinds, "pdf"))
                HTML(out, "%%", page->language == JAPANESE ? "" : " ", SAY(EITHER));
        buffer_text(out, "</p>\n");
}

void go_add_packets(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const struct go_sums s = go_sums_of(page);

        if (!s.made)
                return;
        add_packets_head(out, page, s.filed >= s.made);
        for (size_t i = 0; i < page->applications.n; i++)
                if (page->applications.at[i].zip.name)
                        add_packet(out, page, &page->applications.at[i], arena);
        if (page->programme->portal_total == TOTAL_NOT_SAID && s.filed < s.made)
                HTML(out, "<p class=\"quiet small note\">%</p>\n", SAY(TOTAL_UNKNOWN));
}

/* ---- afterwards */

static void open_step(struct buffer *out, int *n, const char *title)
{
        buffer_printf(out, "<li><span class=\"no\">%d</span><div>", ++*n);
        HTML(out, "<h3>%</h3><p>", title);
}

/* The first that has not been handed in. */
static const struct go_application *next_of(const struct go_page *page)
{
        for (size_t i = 0; i < page->applications.n; i++)
                if (page->applications.at[i].zip.name && !filing_handed_in(page->applications.at[i].filing.state))
                        return &page->applications.at[i];
        return NULL;
}

static void add_mark(struct buffer *out, const struct go_page *page, const struct go_application *a, int *n)
{
        char day[DATE_TEXT];

        open_step(out, n, SAY(AFTER_NUMBER));
        HTML(out, "%</p></div></li>\n", SAY(AFTER_NUMBER_NOTE));
        open_step(out, n, SAY(AFTER_MARK));
        HTML(out, "%</p>", SAY(AFTER_MARK_NOTE));
        if (page->facility)
                HTML(out, "<code class=\"cmd\">% mark % % % --on % --number %</code>", page->command,
                     page->facility->code, go_category(page, a->category),
                     page->language == JAPANESE ? filing_state_word(FILING_SUBMITTED, JAPANESE)
                                                : filing_state_id(FILING_SUBMITTED),
                     date_iso(day, date_is_set(page->applied_on) ? page->applied_on : page->as_of), SAY(FILED_NUMBER));
        buffer_text(out, "</div></li>\n");
}

static void add_backup(struct buffer *out, const struct go_page *page, int *n)
{
        if (!go_said(page->backup) && !go_said(page->backup_made))
                return;
        open_step(out, n, SAY(AFTER_BACKUP));
        if (go_said(page->backup_made)) {
                TELL(out, AFTER_BACKUP_MADE, page->backup_made);
                buffer_text(out, "</p>");
        } else {
                TELL(out, AFTER_BACKUP_NOTE, page->backup);
                HTML(out, "</p><code class=\"cmd\">% backup %</code>", page->command, page->backup);
        }
        buffer_text(out, "</div></li>\n");
}

void go_add_after(struct buffer *out, const struct go_page *page, struct arena *arena)
{
        const struct go_application *next = next_of(page);
        int n = 0;

        (void)arena;
        if (!go_sums_of(page).made)
                return;
        HTML(out, "<h2>%</h2>\n<ol class=\"after\">\n", SAY(AFTER));
        if (next)
                add_mark(out, page, next, &n);
        open_step(out, &n, SAY(AFTER_ORIGINALS));
        HTML(out, "%</p></div></li>\n", SAY(AFTER_ORIGINALS_NOTE));
        add_backup(out, page, &n);
        buffer_text(out, "</ol>\n");
}
