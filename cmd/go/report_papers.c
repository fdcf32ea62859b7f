/* The papers that no receipt has: what was read of them, as far as it is sure. */
#include "cmd/go/go.h"

#include <string.h>

#include "cmd/terminal/print.h"

#include "core/base/text.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum { MOST_PAPERS = 12, NAME = 28, KIND = 14, DAY = 22, YEN = 12 };

/* The ending of a name is kept: 医療法人社団..領収書.pdf */
static const char *short_name(const struct go *g, const char *name)
{
        const int over = text_width(name) - NAME;
        const size_t n = strlen(name), ending = strlen("領収書.pdf");
        const char *last = name + (n > ending ? n - ending : 0);

        if (over <= 0)
                return name;
        while (((unsigned char)*last & 0xC0) == 0x80)
                last++;
        return arena_printf(g->c->arena, "%s%s", cut_name(g->c->arena, name, NAME - text_width(last)), last);
}

/* What is sure of it; a question mark where something was read that is not. */
static void print_paper(const struct go *g, const struct loose_scan *scan, const struct found_read *read)
{
        const struct context *c = g->c;
        const struct read_paper *p = read && read->was_read ? &read->paper : NULL;
        char yen[YEN_TEXT];

        fputs("  ", stdout);
        if (*scan->reason || !p) {
                print_in_line(stdout, scan->name);
                if (*scan->reason)
                        printf("  %s%s", say(c, "開けません: ", "cannot be opened: "),
                               finding_word(c->arena, scan->reason, c->language));
                putchar('\n');
                return;
        }
        print_cells(stdout, short_name(g, scan->name), NAME + 1, LEFT_SIDE);
        print_cells(stdout,
                    p->kind.level == READ_SURE ? finding_word(c->arena, paper_kind_word(p->kind.kind), c->language)
                                               : "?",
                    KIND, LEFT_SIDE);
        print_cells(stdout, p->date.level == READ_SURE ? go_day(g, p->date.date) : "?", DAY, LEFT_SIDE);
        print_cells(stdout,
                    p->total.level == READ_SURE
                            ? arena_printf(c->arena, say(c, "%s円", "%s"), yen_format(yen, p->total.amount, "-"))
                            : "?",
                    YEN, RIGHT_SIDE);
        putchar('\n');
}

/* Without the reader a picture stays what it is. */
static void print_unread(const struct go *g)
{
        const struct context *c = g->c;
        const char *own;
        size_t pictures = 0;

        for (size_t i = 0; i < g->view.loose.n; i++)
                pictures += !*g->view.loose.at[i].reason && strcmp(g->view.loose.at[i].ext, "pdf") != 0;
        if (*g->readers.program || !pictures || g->view.receipts)
                return;
        go_say(g, stdout, 0,
               arena_printf(c->arena, say(c, "写真 %zu枚は読んでいません。", "pictures that were not read: %zu"),
                            pictures));
        own = platform_own_words("reader", c->language == ENGLISH);
        go_say(g, stdout, 0,
               own ? own
                   : say(c, "写真も読むには: sudo apt install soroe-reader (なくても、手で記入できます)",
                         "to read pictures, too: sudo apt install soroe-reader (you can type them without it)"));
}

static void print_reading_words(const struct go *g)
{
        const struct context *c = g->c;
        size_t read = 0, others = 0;

        for (size_t i = 0; i < g->view.reads.n; i++) {
                read += g->view.reads.at[i].was_read;
                others += g->view.reads.at[i].kind != PAPER_UNKNOWN;
        }
        if (read)
                go_say(g, stdout, 0,
                       say(c, "? は、確かに読み取れなかったところです。",
                           "A ? is what could not be read for certain."));
        if (others)
                go_say(g, stdout, 0,
                       say(c, "見積書、請求書、納品書は、領収書になりません。",
                           "A quotation, a bill or a delivery note is no receipt."));
}

void go_report_papers(const struct go *g)
{
        const struct context *c = g->c;
        const struct go_view *v = &g->view;

        if (!v->loose.n || v->facilities > 1)
                return;
        putchar('\n');
        go_say(g, stdout, 0,
               arena_printf(
                       c->arena,
                       v->receipts ? say(c, "表に行のない紙が%zu枚あります(領収書でなければ、そのままでかまいません)。",
                                         "papers without a row in a table: %zu (fine where they are no receipts)")
                                   : say(c, "紙が%zu枚見つかりました。", "papers found: %zu"),
                       v->loose.n));
        for (size_t i = 0; i < v->loose.n && i < MOST_PAPERS; i++)
                print_paper(g, &v->loose.at[i], i < v->reads.n ? &v->reads.at[i] : NULL);
        if (v->loose.n > MOST_PAPERS)
                printf(say(c, "  ほかに %zu枚\n", "  and %zu more\n"), v->loose.n - MOST_PAPERS);
        print_reading_words(g);
        print_unread(g);
}
