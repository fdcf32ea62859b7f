#include "cmd/go/go.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/terminal/print.h"
#include "cmd/terminal/status_text.h"

#include "core/base/text.h"
#include "core/file/file.h"

#include "core/banned.h"

enum { MOST_URGENT = 8 };

/* ---- what was sent back */

struct deliveries {
        int64_t folders, zips, files; /* at the top of her folder */
        struct texts seen;
};

static bool ends_in_zip(const char *name)
{
        const size_t n = strlen(name);

        return n > 4 && name[n - 4] == '.' && (name[n - 3] | 32) == 'z' && (name[n - 2] | 32) == 'i' &&
               (name[n - 1] | 32) == 'p';
}

/* Files come folder by folder: what lies in one delivery follows another. */
static void count_deliveries(struct deliveries *out, const struct go *g)
{
        const char *last = "";

        for (size_t i = 0; i < g->paths.n; i++) {
                const char *path = go_name(g, g->paths.at[i]), *slash = strchr(path, '/');
                const char *top = slash ? arena_strndup(g->view.arena, path, (size_t)(slash - path)) : path;

                if (slash && strcmp(top, GO_PACKETS) == 0)
                        continue;
                if (slash && strcmp(last, top) != 0)
                        out->folders++;
                else if (!slash)
                        *(ends_in_zip(path) ? &out->zips : &out->files) += 1;
                last = top;
        }
}

static void print_deliveries(const struct go *g)
{
        const struct context *c = g->c;
        const struct go_view *v = &g->view;
        struct deliveries d = {0};

        count_deliveries(&d, g);
        go_say(g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "返送 %" PRId64 "件を読みました(フォルダー %" PRId64 "、ZIP %" PRId64 ")。",
                                "%" PRId64 " returns read (%" PRId64 " folders, %" PRId64 " ZIPs)"),
                            d.folders + d.zips, d.folders, d.zips));
        go_say(g, stdout, 2,
               arena_printf(c->arena,
                            say(c, "施設 %" PRId64 "、領収書 %zu、購入明細 %zu、行のない写し %zu",
                                "%" PRId64 " facilities, %zu receipts, %zu purchase lines, %zu scans without a row"),
                            v->facilities, v->receipts, v->lines, v->loose.n));
}

/* ---- the most urgent */

/* Whose a thing is, as her folder calls it: 055_あざみ台内科.zip, or the facility. */
static const char *whose(const struct go *g, const struct found_item *item)
{
        const char *place = item->finding.place ? item->finding.place : item->finding.value ? item->finding.value : "";
        const size_t n = strlen(g->home.name);
        const char *slash;

        if (*item->facility)
                return item->facility;
        if (strncmp(place, g->home.name, n) == 0 && place[n] == '/')
                place += n + 1;
        slash = strchr(place, '/');
        return slash ? arena_strndup(g->view.arena, place, (size_t)(slash - place))
                     : arena_strndup(g->view.arena, place, strcspn(place, ":"));
}

static bool is_named(const struct texts *names, const char *name)
{
        for (size_t i = 0; i < names->n; i++)
                if (strcmp(names->at[i], name) == 0)
                        return true;
        return false;
}

/* What could not be read, of nobody known, stands before what a member can mend: a member's most urgent alone. */
static int64_t print_items(const struct go *g, bool of_nobody, struct texts *told, int64_t room)
{
        const struct context *c = g->c;
        int64_t left = 0;
        char yen[YEN_TEXT];

        for (size_t i = 0; i < g->view.items.n; i++) {
                const struct found_item *item = &g->view.items.at[i];
                const char *name;

                if (finding_severity(item->finding.id) != ERROR || (*item->facility == '\0') != of_nobody)
                        continue;
                name = whose(g, item);
                if (is_named(told, name))
                        continue;
                *vec_add(g->view.arena, told) = name;
                if (room-- <= 0) {
                        left++;
                        continue;
                }
                go_say(g, stdout, 2,
                       arena_printf(c->arena, "%s  %s(%s)%s", name,
                                    finding_message(c->arena, &item->finding, c->language),
                                    finding_name(item->finding.id),
                                    item->stake.n ? arena_printf(c->arena, say(c, " +%s円", " +%s yen"),
                                                                 yen_format(yen, item->stake, "-"))
                                                  : ""));
        }
        return left;
}

/* A scan that lies in a member's folder lacks its row; of another nobody knows the sender. */
static int64_t print_loose(const struct go *g, struct texts *told, int64_t room)
{
        const struct context *c = g->c;
        int64_t left = 0;

        for (size_t i = 0; i < g->view.loose.n; i++) {
                const struct loose_scan *scan = &g->view.loose.at[i];
                const bool known = scan->from.facility && *scan->from.facility && strcmp(scan->from.facility, "-") != 0;
                const char *path = scan->from.path && *scan->from.path ? scan->from.path : scan->name;
                const size_t n = strlen(g->home.name);

                if (strncmp(path, g->home.name, n) == 0 && path[n] == '/')
                        path += n + 1;
                if (is_named(told, path))
                        continue;
                *vec_add(g->view.arena, told) = path;
                if (room-- <= 0) {
                        left++;
                        continue;
                }
                go_say(g, stdout, 2,
                       arena_printf(c->arena, "%s  %s", path,
                                    known ? say(c, "表に行がありません。会員に記入表をご依頼ください",
                                                "no row in a table; ask the member for the entry form")
                                          : say(c, "送り主がわかりません", "nobody knows who sent it")));
        }
        return left;
}

static int64_t room_left(const struct texts *told)
{
        return told->n < MOST_URGENT ? (int64_t)(MOST_URGENT - told->n) : 0;
}

static void print_urgent(const struct go *g)
{
        const struct context *c = g->c;
        struct texts told = {0};
        int64_t left;

        if (!g->view.errors && !g->view.loose.n)
                return;
        putchar('\n');
        puts(say(c, "急ぐもの", "urgent"));
        left = print_items(g, true, &told, room_left(&told));
        left += print_loose(g, &told, room_left(&told));
        left += print_items(g, false, &told, room_left(&told));
        if (left)
                printf(say(c, "ほかに %" PRId64 "件。会員ごとに、急ぐ順で、%s にあります。\n",
                           "%" PRId64 " more; by member, the most urgent first: %s\n"),
                       left, say(c, "結果.html", "result.html"));
}

/* ---- what to do about it */

static void print_offers(const struct go *g)
{
        const struct context *c = g->c;
        const char *folder = go_there(g);
        char day[DATE_TEXT];

        putchar('\n');
        if (g->view.questions)
                go_say(g, stdout, 0,
                       arena_printf(c->arena,
                                    say(c, "おたずねは %zu件あります。会員に確かめる手紙を作れます。",
                                        "%zu questions are open; letters can ask the members"),
                                    g->view.questions));
        printf(say(c, "手紙を作るには: soroe -C %s letters --all --on %s --hand-out 手紙\n",
                   "letters: soroe -C %s letters --all --on %s --hand-out letters\n"),
               folder, date_iso(day, g->today));
        if (!date_is_set(g->applied_on))
                printf(say(c, "書類を作るには: %s --applied-on 日付\n", "packets: %s --applied-on DATE\n"),
                       go_again(g));
}

void go_report_many(struct go *g)
{
        print_deliveries(g);
        putchar('\n');
        (void)status_print_states(g->c, &g->view.totals);
        print_urgent(g);
        print_offers(g);
}
