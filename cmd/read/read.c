#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/members/judge.h"
#include "cmd/members/workers.h"
#include "cmd/members/workspace.h"
#include "cmd/read/read_compare.h"
#include "cmd/read/read_papers.h"
#include "cmd/read/read_report.h"

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/across/papers.h"
#include "core/value/identifier.h"

#include "core/banned.h"

static const enum option_id read_options[] = {OPT_ALL, OPT_COMPARE, OPT_JOBS, OPT_FORMAT, OPT_PROGRESS, OPTIONS};

struct read_command {
        struct context *c;
        struct paper_readers readers;
        struct progress progress;
        struct read_report report;
        int jobs;
};

/* ---- files, without a workspace */

static enum status tell_file(void *user, const struct paper_read *read, struct arena *scratch)
{
        struct read_command *run = user;
        const struct read_told told = {.file = read->path,
                                       .sha256 = read->digest.hex,
                                       .reading = &read->reading,
                                       .read_on = date_today_in_japan()};

        read_report_paper(&run->report, &told, scratch);
        return OK;
}

static int read_files(struct read_command *run, const struct texts *files)
{
        const struct papers_reading what = {run->c, &run->readers, &run->progress, run->jobs, tell_file, run};
        struct platform_state state;
        enum status st;

        for (size_t i = 0; i < files->n; i++)
                if (!platform_state(&state, files->at[i]) || state.kind != IS_FILE)
                        return usage_error(run->c, "その名のファイルはありません", "there is no such file",
                                           files->at[i]);
        read_report_begin(&run->report);
        st = read_papers(&what, files);
        progress_close(&run->progress);
        read_report_end(&run->report);
        if (st != OK)
                return finish(run->c, st);
        return run->report.unread ? EXIT_FINDINGS : EXIT_GOOD;
}

/* ---- a workspace */

/* The day on which it was read says which dates a paper may have. */
static struct date day_of(const char *made_on)
{
        struct date day;

        return date_parse(&day, made_on ? made_on : "") == DATE_READ ? day : date_today_in_japan();
}

static const char *first_ten(const char *made_on, struct arena *arena)
{
        return arena_strndup(arena, made_on, strlen(made_on) < 10 ? strlen(made_on) : 10);
}

static enum status tell_kept(struct read_command *run, struct store *store, const struct match_rows *rows,
                             const struct kept_paper *paper, struct arena *scratch)
{
        struct reading reading;
        struct texts names;
        struct match match = {0};
        const char *made_on = "";
        enum status st = store_find_reading(&reading, &made_on, store, paper->sha256, scratch);

        if (st == OK)
                st = store_paper_names(&names, store, paper->sha256, scratch);
        if (st == OK && reading.reader)
                st = store_match_scan(&match, rows, store, paper->sha256, "", scratch);
        if (st == OK && !reading.reader)
                *vec_add(scratch, &reading.pages) =
                        (struct reading_page){.number = 1, .why = *run->readers.program ? "memory" : "no-reader"};
        if (st == OK)
                read_report_paper(&run->report,
                                  &(struct read_told){.names = &names,
                                                      .sha256 = paper->sha256,
                                                      .reading = &reading,
                                                      .read_on = day_of(first_ten(made_on, scratch)),
                                                      .match = match},
                                  scratch);
        return st;
}

static enum status read_and_tell(struct read_command *run, struct store *store, const struct texts *facilities)
{
        struct context *c = run->c;
        struct arena *scratch = arena_child(c->arena);
        struct workspace_papers papers;
        struct match_rows rows;
        enum status st = list_workspace_papers(&papers, store, facilities, &run->readers, c->arena);

        if (st == OK)
                st = read_workspace_papers(c, store, &papers, &run->readers, run->jobs, &run->progress);
        progress_close(&run->progress);
        if (st == OK)
                st = store_match_rows(&rows, store, c->arena);
        if (st == OK)
                read_report_begin(&run->report);
        for (size_t i = 0; st == OK && i < papers.papers.n; i++) {
                arena_reset(scratch);
                st = tell_kept(run, store, &rows, &papers.papers.at[i], scratch);
        }
        if (st == OK)
                read_report_end(&run->report);
        arena_free(scratch);
        return st;
}

static int read_workspace(struct read_command *run, const struct texts *facilities)
{
        struct store *store = NULL;
        enum status st = open_records(&store, run->c);

        if (st == OK)
                st = codes_are_there(run->c, store, facilities);
        if (st == OK)
                st = has_option(run->c, OPT_COMPARE) ? read_compare(run->c, store, facilities)
                                                     : read_and_tell(run, store, facilities);
        store_close(store);
        if (st != OK)
                return finish(run->c, st);
        return run->report.unread ? EXIT_FINDINGS : EXIT_GOOD;
}

/* ---- the command line */

/* Ten digits are a facility's, whatever else lies there: a file of such a name is named with its folder, ./0118010016. */
static bool are_codes(struct texts *codes, struct context *c)
{
        const struct texts *arguments = &c->options.arguments;

        for (size_t i = 0; i < arguments->n; i++) {
                char digits[CODE_TEXT];

                if (strchr(arguments->at[i], '/') || code_parse(digits, arguments->at[i]) != CODE_OK)
                        return false;
                *vec_add(c->arena, codes) = arena_strdup(c->arena, digits);
        }
        return true;
}

static int run(struct context *c)
{
        struct read_command run = {.c = c};
        struct texts codes = {0};
        const bool is_workspace = are_codes(&codes, c);

        run.report = (struct read_report){.c = c, .readers = &run.readers};
        if (has_option(c, OPT_ALL) && c->options.arguments.n)
                return usage_error(c, "--all と一緒には指定できません", "not together with --all",
                                   c->options.arguments.at[0]);
        if (!count_option(&run.jobs, c, OPT_JOBS, workers_default()) || !progress_open(&run.progress, c))
                return EXIT_USAGE;
        paper_find_readers(&run.readers);
        return is_workspace ? read_workspace(&run, &codes) : read_files(&run, &c->options.arguments);
}

const struct command command_read = {
        "read",
        run,
        read_options,
        "text json",
        {"ファイル...\n[--all | コード...]", "FILE...\n[--all | CODE...]"},
        {"領収書の写しと PDF を読み、金額、日付、登録番号、種類を示します。記録は変えません。",
         "Reads scans and PDFs of receipts: total, date, registration number, kind. It changes no record."},
        "read r-0412.jpg 領収書.pdf¦receipt.pdf\tファイルを読む。作業フォルダーは要らない\tfiles, without a workspace\n"
        "read --all\tまだ読んでいない写しを読む\twhat is not read yet of the workspace\n"
        "read --all --compare\t表との一致を数で見る\thow it agrees with the tables\n"
        "read 4710123458 --format json\t1施設の読み取り結果\twhat was read of one facility\n",
};
