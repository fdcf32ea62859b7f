#include "cmd/go/go.h"

#include <stdio.h>
#include <string.h>

#include "cmd/go/ask.h"
#include "cmd/members/workspace.h"
#include "cmd/members/workers.h"
#include "cmd/prepare/import_telling.h"
#include "cmd/read/read_papers.h"
#include "cmd/terminal/print.h"

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

static const enum option_id go_options[] = {OPT_GO_APPLIED_ON, OPT_AS_OF,    OPT_NO_INPUT, OPT_PROGRAMME,
                                            OPT_FORMAT,        OPT_PROGRESS, OPTIONS};

static const char default_programme[] = "r7-online-qualification";

/* ---- the folder */

static void refuse_folder(const struct context *c, const char *why, const char *next)
{
        fprintf(beside(), "soroe: %s\n%s%s\n", why, say(c, "次に: ", "next: "), next);
}

static bool is_empty(const struct go *g)
{
        struct texts names = {0};

        return !g->home.is_there && file_list(&names, g->home.folder, g->c->arena) && names.n == 0;
}

/* EXIT_GOOD: it is a folder of papers. */
static int find_folder(struct go *g, enum status *st)
{
        struct context *c = g->c;
        const struct texts *arguments = &c->options.arguments;
        const char *folder = arguments->n ? arguments->at[0] : c->folder;

        if (arguments->n > 1)
                return usage_error(c, "フォルダーは1つだけ書いてください", "name one folder", arguments->at[1]);
        *st = home_find(&g->home, folder, c->arena, &c->findings);
        if (*st == ERR_USAGE)
                return usage_error(c, "フォルダーがありません", "there is no such folder", folder);
        if (*st != OK)
                return EXIT_FAULT;
        if (home_holds_program(g->home.folder, c->arena)) {
                refuse_folder(c,
                              arena_printf(c->arena,
                                           say(c, "%s には soroe のプログラムがあります。領収書は別のフォルダーへ。",
                                               "%s holds the program itself; papers belong into another folder"),
                                           folder),
                              say(c, "新しいフォルダーに領収書を入れて、soroe go そのフォルダー",
                                  "put the papers into a new folder: soroe go FOLDER"));
                return EXIT_USAGE;
        }
        if (is_empty(g)) {
                refuse_folder(
                        c,
                        arena_printf(c->arena,
                                     say(c, "%s に、領収書の写真や表がありません。", "%s holds no scans and no tables"),
                                     folder),
                        arena_printf(c->arena,
                                     say(c, "写真、PDF、表、ZIP を入れて、もう一度 %s",
                                         "put scans, PDFs, tables or ZIPs into it, then %s again"),
                                     go_again(g)));
                return EXIT_FINDINGS;
        }
        return EXIT_GOOD;
}

/* She renames her folder, or takes it to another machine: a file in it is still the one that brought its rows, and a row that she strikes
 * out there is struck out. */
static enum status follow_folder(struct go *g)
{
        struct context *c = g->c;
        const char *old, *now = file_absolute(c->arena, g->home.folder);
        enum status st = store_setting(&old, g->store, STORE_GO_FOLDER, c->arena);

        if (st != OK || strcmp(old, now) == 0)
                return st;
        st = store_begin(g->store);
        if (st == OK && *old)
                st = store_moved(g->store, old, now);
        if (st == OK)
                st = store_set(g->store, STORE_GO_FOLDER, now);
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}

static enum status open_home(struct go *g)
{
        struct context *c = g->c;
        enum status st = OK;

        c->folder = g->home.workspace;
        if (!g->home.is_there) {
                g->is_first = true;
                st = file_make_folders(c->folder, c->arena, &c->findings);
                if (st == OK)
                        st = store_create(c->folder, default_programme, false, c->arena, &c->findings);
        }
        if (st == OK)
                st = open_workspace(&g->store, &g->programme, c);
        return st == OK ? follow_folder(g) : st;
}

/* ---- the papers */

static enum status take_in(struct go *g)
{
        struct import_telling telling = {.progress = &g->progress};
        const struct import_options options = {.replace_file = true,
                                               .author = author(g->c, login(), "go"),
                                               .is_own = go_is_own,
                                               .own_user = g,
                                               .short_code = g->short_code && *g->short_code ? g->short_code : NULL,
                                               .whole_code = g->code,
                                               .progress = progress_is_on(&g->progress) ? import_told : NULL,
                                               .user = &telling};
        struct texts paths = {0};
        enum status st;

        *vec_add(g->c->arena, &paths) = g->home.folder;
        st = import_files(&g->imported, g->store, g->programme, &options, &paths, g->c->arena, &g->import_findings);
        if (g->import_findings.fault.id)
                g->c->findings.fault = g->import_findings.fault;
        return st;
}

/* What is not read yet is read; what was read is kept, whatever ends the run. */
static enum status read_papers_in(struct go *g)
{
        static const struct texts all = {0};
        struct context *c = g->c;
        struct workspace_papers papers;
        enum status st;

        paper_find_readers(&g->readers);
        st = list_workspace_papers(&papers, g->store, &all, &g->readers, c->arena);
        if (st != OK || !papers.unread)
                return st;
        st = read_workspace_papers(c, g->store, &papers, &g->readers, workers_default(), &g->progress);
        if (!progress_is_on(&g->progress))
                (void)progress_open(&g->progress, c); /* it is closed behind the papers */
        return st;
}

/* ---- the days */

/* The day of application is the day it is taken to be, unless another one is said. */
static bool read_days(struct go *g)
{
        struct context *c = g->c;
        const struct date today = date_today_in_japan();

        return date_option(&g->applied_on, c, OPT_GO_APPLIED_ON, (struct date){0}) &&
               date_option(&g->today, c, OPT_AS_OF, date_is_set(g->applied_on) ? g->applied_on : today);
}

static bool may_ask(const struct context *c)
{
        return !has_option(c, OPT_NO_INPUT) && is_format(c, "text") && is_terminal(stdin) && is_terminal(stderr);
}

/* Where somebody is asked: what was handed in comes first, then what is open, then the day. */
static enum status ask(struct go *g)
{
        enum status st = ask_submitted(g);

        if (st == OK)
                st = ask_questions(g);
        if (st == OK)
                st = go_pack(g);
        if (st == OK)
                ask_day(g);
        return st;
}

/* Her table has seven digits of the code: with what she says of them it is read once more. */
static enum status settle_code(struct go *g)
{
        bool again = false;
        enum status st = ask_code(&again, g);

        if (st != OK || !again)
                return st;
        g->imported = (struct import_report){0};
        g->import_findings = findings_in(g->c->arena);
        g->names = g->paths = (struct texts){0};
        st = take_in(g);
        return st == OK ? go_gather(g) : st;
}

static enum status write_page(struct go *g)
{
        const enum status st = g->view.facilities > 1 ? go_write_page_of_many(g) : go_write_page(g);

        g->c->page = g->page;
        return st;
}

static enum status tell(struct go *g)
{
        enum status st = OK;

        go_report_packets(g);
        if (g->asks)
                st = ask_backup(g);
        if (st == OK)
                st = write_page(g);
        if (st == OK)
                go_report_end(g);
        return st;
}

static enum status go(struct go *g)
{
        const bool json = is_format(g->c, "json");
        enum status st = ask_code_read(g);

        if (st == OK)
                st = take_in(g);
        if (st == OK)
                st = read_papers_in(g);
        if (st == OK)
                st = go_gather(g);
        if (st == OK && g->asks)
                st = settle_code(g);
        if (st == OK)
                st = go_read_changes(g);
        if (st == OK)
                st = go_write_entry(g);
        if (st == OK && !json)
                go_report(g);
        if (st == OK && g->asks)
                st = ask(g);
        if (st == OK)
                st = go_pack(g);
        if (st == OK && !json)
                return tell(g);
        if (st == OK)
                st = write_page(g);
        if (st == OK)
                go_report_json(g);
        return st;
}

static int run(struct context *c)
{
        struct go g = {.c = c};
        enum status st = OK;
        int status;

        g.import_findings = findings_in(c->arena);
        if (!read_days(&g) || !progress_open(&g.progress, c))
                return EXIT_USAGE;
        g.asks = may_ask(c);
        status = find_folder(&g, &st);
        if (status != EXIT_GOOD && st != ERR_SYSTEM)
                return status;
        if (st == OK)
                st = open_home(&g);
        if (st == OK)
                mind_the_hour(&g.today, c, has_option(c, OPT_AS_OF) ? OPT_AS_OF : OPT_GO_APPLIED_ON, g.programme);
        if (st == OK)
                st = go(&g);
        if (st == OK)
                st = go_keep_changes(&g);
        progress_close(&g.progress);
        store_close(g.store);
        status = st != OK ? finish(c, st) : go_is_done(&g) ? EXIT_GOOD : EXIT_FINDINGS;
        if (g.view.arena)
                arena_free(g.view.arena);
        return status;
}

const struct command command_go = {
        "go",
        run,
        go_options,
        "text json",
        {"[フォルダー] [--applied-on 日付] [--no-input]", "[FOLDER] [--applied-on DATE] [--no-input]"},
        {"領収書を入れたフォルダーから、足りないもの、補助額、申請書類まで。何度でも実行できます。",
         "From a folder of receipts to what is missing, the subsidy and the packets; run it as often as you like."},
        "go 補助金¦papers\t領収書や表を入れたフォルダーで\tin a folder of receipts and tables\n"
        "go 補助金¦papers --applied-on 2025-12-22\tこの日に申請する書類まで作る\tmake the packets of that day, too\n"
        "go 補助金¦papers --no-input\t何もたずねない\task nothing\n",
};
