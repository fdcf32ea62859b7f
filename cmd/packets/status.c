#include "cmd/frame/command.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/standings.h"
#include "cmd/packets/marking.h"
#include "cmd/packets/status_book.h"
#include "cmd/packets/status_json.h"
#include "cmd/terminal/status_text.h"
#include "cmd/members/workspace.h"

#include "core/file/file.h"
#include "core/store/kept/store_office.h"

#include "templates/status/status_page.h"

#include "core/banned.h"

static const enum option_id status_options[] = {OPT_ONLY,   OPT_ALL,        OPT_AS_OF,    OPT_PROGRAMME,
                                                OPT_FORMAT, OPT_INDEX_FILE, OPT_PROGRESS, OPTIONS};

/* Text: so many members are shown one by one; of more, the most urgent ones, on one screen. A page that a browser can show
 * lists so many. --all shows all. */
enum { MOST_IN_FULL = 20, SCREEN = 24, LEAST_URGENT = 3, MOST_ON_PAGE = 5000 };

struct status_run {
        struct context *c;
        struct standings s;
        struct office office;
        struct findings unattached;
        struct status_page page;
        struct progress progress;
        FILE *out;
};

/* ---- text */

struct listing {
        struct status_run *run;
        struct status_columns columns;
        int left; /* lines */
};

static enum status print_member(void *user, const struct member_standing *m, struct arena *scratch)
{
        struct listing *l = user;

        for (size_t i = 0; i < m->applications.n && l->left > 0; i++, l->left--)
                status_print_application(l->run->c, &l->columns, &m->records->facility, &m->applications.at[i],
                                         scratch);
        if (!m->applications.n && l->left > 0) {
                status_print_member(l->run->c, &l->columns, m, scratch);
                l->left--;
        }
        return OK;
}

/* Counts what the summary leaves out, and names the command that shows it. */
static void print_rest(const struct status_run *run)
{
        const struct context *c = run->c;
        const int64_t n = findings_total(&run->unattached);

        if (n)
                printf(c->language == JAPANESE ? "どの申請のものでもない指摘 %" PRId64 "件: soroe check\n"
                                               : "findings of no application: %" PRId64 "; see soroe check\n",
                       n);
        status_print_papers(c, &run->s.papers);
        status_print_rules(c, run->s.totals.rules, run->s.totals.records, run->s.totals.all_ran);
}

static void print_head(const struct status_run *run)
{
        const struct context *c = run->c;
        const struct programme *p = run->s.programme;

        status_print_programme(c, p);
        status_print_deadline(c, p, run->s.as_of, p->deadline, c->arena);
        status_print_over(c, stdout, p, run->s.as_of);
        putchar('\n');
}

static enum status write_text(struct status_run *run)
{
        struct context *c = run->c;
        struct standings *s = &run->s;
        const bool in_full = has_option(c, OPT_ALL) || s->has_only || s->members.n <= MOST_IN_FULL;
        struct listing l = {
                .run = run, .columns = status_columns_of(&s->totals, s->programme, c->language), .left = INT32_MAX};
        int lines = 9;
        enum status st = OK;

        print_head(run);
        lines += status_print_states(c, &s->totals);
        putchar('\n');
        lines += status_print_categories(c, &s->totals);
        if (s->members.n) {
                puts(say(c, "\n急ぐ順", "\nmost urgent first"));
                status_print_columns(c, &l.columns);
                if (!in_full)
                        l.left = SCREEN - lines > LEAST_URGENT ? SCREEN - lines : LEAST_URGENT;
                st = standings_walk(s, in_full ? s->members.n : (size_t)l.left, print_member, &l);
        }
        print_rest(run);
        if (!in_full)
                suggest(c, "すべて見る:", "to see everything:",
                        arena_printf(c->arena, "soroe -C %s status --all", c->folder));
        return st;
}

/* ---- JSON, CSV */

static void render_json(void *user, const struct member_standing *m, struct buffer *out, struct arena *scratch)
{
        const struct status_run *run = user;
        json_t *o = status_json_member(run->c->language, m, scratch);
        char *text = json_dumps(o, JSON_COMPACT);

        buffer_text(out, text ? text : "null");
        free(text);
        json_decref(o);
}

static void render_csv(void *user, const struct member_standing *m, struct buffer *out, struct arena *scratch)
{
        const struct status_run *run = user;

        status_csv_member(out, run->c->language, m, scratch);
}

static void key(FILE *out, const char *name, json_t *value)
{
        fprintf(out, ",\"%s\":", name);
        json_write_to(out, value);
}

static enum status write_json(struct status_run *run)
{
        const struct programme *p = run->s.programme;
        enum status st;

        fputs("{\"schema\":\"soroe.status/1\"", run->out);
        key(run->out, "programme",
            json_pack("{s:s, s:s, s:s}", "id", p->id, "revision", p->revision, "sha256", p->digest.hex));
        key(run->out, "as_of", json_date(run->s.as_of));
        key(run->out, "deadline", json_date(p->deadline));
        key(run->out, "office", *run->office.name ? json_string(run->office.name) : json_null());
        key(run->out, "summary", status_json_summary(&run->s.totals));
        if (checked_papers_any(&run->s.papers))
                key(run->out, "papers", json_papers(&run->s.papers));
        key(run->out, "categories", status_json_categories(&run->s.totals));
        fputs(",\"facilities\":[", run->out);
        st = standings_write(&run->s, ",", run->out);
        fputs("]", run->out);
        key(run->out, "findings", json_findings(run->c->language, &run->unattached, run->c->arena));
        key(run->out, "findings_left_out", json_left_out(&run->unattached));
        key(run->out, "rules_run", json_integer(run->s.totals.rules));
        key(run->out, "all_ran", json_boolean(run->s.totals.all_ran));
        key(run->out, "records", json_integer(run->s.totals.records));
        fputs("}\n", run->out);
        return st;
}

static enum status write_csv(struct status_run *run)
{
        struct buffer header = buffer_in(run->c->arena);

        status_csv_header(&header, run->c->language, run->c->arena);
        fwrite(header.at, 1, header.n, run->out);
        return standings_write(&run->s, "", run->out);
}

/* ---- the page */

static void render_page(void *user, const struct member_standing *m, struct buffer *out, struct arena *scratch)
{
        const struct status_run *run = user;

        status_page_member(out, &run->page, m, scratch);
}

static enum status write_page(struct status_run *run)
{
        const struct standings *s = &run->s;
        struct buffer head = buffer_in(run->c->arena), foot = buffer_in(run->c->arena);
        enum status st;

        run->page.shown = (int64_t)(s->members.n < s->most ? s->members.n : s->most);
        status_page_head(&head, &run->page, run->c->arena);
        fwrite(head.at, 1, head.n, run->out);
        st = standings_write(&run->s, "", run->out);
        status_page_foot(&foot, &run->page, run->c->arena);
        fwrite(foot.at, 1, foot.n, run->out);
        return st == OK && run->c->findings.fault.id != NO_FAULT ? ERR_SYSTEM : st;
}

/* Links of the page are relative to the folder in which it will lie. */
static void set_page(struct status_run *run)
{
        struct context *c = run->c;
        const char *path = option(c, OPT_INDEX_FILE), *slash = path ? strrchr(path, '/') : NULL;
        const char *here = slash ? arena_strndup(c->arena, path, (size_t)(slash - path) + 1) : ".";
        const char *packets = workspace_packets(c, run->s.programme, NULL, c->arena);

        run->page = (struct status_page){.language = c->language,
                                         .programme = run->s.programme,
                                         .as_of = run->s.as_of,
                                         .office = &run->office,
                                         .totals = &run->s.totals,
                                         .unattached = &run->unattached,
                                         .packets = packets,
                                         .packets_from_here = file_relative(c->arena, here, packets),
                                         .findings = &c->findings};
}

static enum status write_book(struct status_run *run)
{
        struct bytes bytes = {0};
        enum status st = status_book(&bytes, &run->s);

        if (st == OK)
                fwrite(bytes.at, 1, bytes.n, run->out);
        return st;
}

/* ---- the command */

static const struct format {
        const char *name;
        standings_render *render;
        enum status (*write)(struct status_run *);
        bool unattached; /* shows findings of no application */
        size_t most;     /* members, without --all; 0: all */
} formats[] = {
        {"text", NULL, write_text, true, 0},
        {"csv", render_csv, write_csv, false, 0},
        {"json", render_json, write_json, true, 0},
        {"xlsx", NULL, write_book, false, 0},
        {"html", render_page, write_page, true, MOST_ON_PAGE},
};

static const struct format *chosen(const struct context *c)
{
        for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
                if (is_format(c, formats[i].name))
                        return &formats[i];
        return &formats[0];
}

static enum status gather(struct status_run *run, const struct format *format)
{
        struct context *c = run->c;
        enum status st = office_read(&run->office, run->s.store, c->arena);

        set_page(run);
        run->s.render = format->render;
        run->s.most = format->most && !has_option(c, OPT_ALL) ? format->most : SIZE_MAX;
        run->s.progress = &run->progress;
        run->s.user = run;
        if (st == OK)
                st = store_read_begin(run->s.store); /* one view of the records, whatever others import meanwhile */
        if (st == OK && format->unattached)
                st = judge_unattached(&run->unattached, run->s.store, &(struct texts){0}, JUDGE_MOST_READ, c->arena);
        return st == OK ? standings_read(&run->s, &c->options.arguments) : st;
}

struct status_output {
        struct status_run *run;
        const struct format *format;
};

static enum status deliver_to(void *user, FILE *out)
{
        const struct status_output *d = user;
        enum status st;

        d->run->out = out;
        st = d->format->write(d->run);
        d->run->out = stdout;
        return st;
}

/* Into a file all or nothing. */
static enum status deliver(struct status_run *run, const struct format *format)
{
        struct context *c = run->c;
        const char *path = option(c, OPT_INDEX_FILE);
        struct status_output delivery = {run, format};

        return path ? file_write_by(path, deliver_to, &delivery, 0644, c->arena, &c->findings) : format->write(run);
}

static bool only_option(struct status_run *run)
{
        const char *word = option(run->c, OPT_ONLY);

        run->s.has_only = word != NULL;
        if (!word || standing_by_id(&run->s.only, word))
                return true;
        usage_error(run->c,
                    "--only は 不備 要確認 資料なし 提出可 提出済 交付決定 不交付 申請しない 申請なし のどれかです",
                    "--only is one of error confirm no-data ready submitted granted refused declined no-claim", word);
        return false;
}

static bool output_option(const struct context *c)
{
        const char *path = option(c, OPT_INDEX_FILE);

        if (path && is_format(c, "text")) {
                usage_error(c, "-o は csv json xlsx html のときだけです", "-o goes with csv, json, xlsx and html",
                            path);
                return false;
        }
        if (!path && is_format(c, "xlsx") && is_terminal(stdout)) {
                usage_error(c, "ブックは画面に出せません。-o 状況.xlsx のように指定してください",
                            "a workbook is nothing for a terminal: name a file with -o", NULL);
                return false;
        }
        return true;
}

static int run(struct context *c)
{
        struct status_run run = {.c = c, .s = {.c = c}, .out = stdout};
        const struct format *format = chosen(c);
        enum status st;

        run.unattached = findings_in(c->arena);
        if (!date_option(&run.s.as_of, c, OPT_AS_OF, date_today_in_japan()) || !only_option(&run) ||
            !output_option(c) || !progress_open(&run.progress, c))
                return EXIT_USAGE;
        st = open_workspace(&run.s.store, &run.s.programme, c);
        if (st == OK)
                mind_the_hour(&run.s.as_of, c, OPT_AS_OF, run.s.programme);
        if (st == OK)
                st = gather(&run, format);
        if (st == OK)
                st = deliver(&run, format);
        if (st == OK && option(c, OPT_INDEX_FILE))
                suggest_mark_list(c, option(c, OPT_INDEX_FILE));
        progress_close(&run.progress);
        standings_end(&run.s);
        store_close(run.s.store);
        return finish(c, st);
}

const struct command command_status = {
        "status",
        run,
        status_options,
        "text csv json xlsx html",
        {"[--only 状態] [--on 日付] [--format 形式] [-o ファイル] [コード...]",
         "[--only STATE] [--on DATE] [--format FORMAT] [-o FILE] [CODE...]"},
        {"全施設の状況を、急ぐ順に見ます。一覧は、書き込んで soroe mark --from に戻せます。",
         "Shows how all facilities stand, the most urgent first. The list can be filled in and given back: soroe mark "
         "--from."},
        "status\t全施設の状況\thow all facilities stand\n"
        "status --only 不備¦error\t不備のある申請だけ\tthe applications in error\n"
        "status --format html -o 状況.html¦status.html\tブラウザーで見るページ\ta page for the browser\n"
        "status --format xlsx -o 状況.xlsx¦status.xlsx\tExcel の一覧\ta workbook\n",
};
