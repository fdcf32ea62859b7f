#include "cmd/frame/command.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"

#include "templates/verify/folder.h"
#include "templates/verify/found.h"
#include "templates/verify/verify.h"

#include "cmd/terminal/progress.h"
#include "cmd/prove/verify_report.h"
#include "cmd/members/workers.h"
#include "cmd/members/workspace.h"

#include "core/platform/platform.h"

#include "core/banned.h"

static const enum option_id verify_options[] = {OPT_JOBS,         OPT_LEVEL,  OPT_AGAINST,  OPT_ONLY_VERDICT,
                                                OPT_INDEX_SHA256, OPT_FORMAT, OPT_PROGRESS, OPTIONS};

struct verifying_all {
        struct context *c;
        struct verifier *verifier;
        struct folder_walk *walk;
        enum verify_level level;
        struct verify_report report;
        struct index_seen seen; /* ZIP files, where there is an index */
        struct progress progress;
        int64_t done;
};

/* ---- in a worker: a path in, its counts and what is to be printed out */

/* A packet that merely could not be read must not be thrown away; of one that the machine failed to read, nothing is
 * said. */
static void refuse(struct verification *out, const struct verifying_all *all, const struct found_packet *found,
                   const char *path, struct arena *arena)
{
        (found_is_unknown(found) ? verify_cut_off : verify_unreadable)(out, path, found->why[0], found->why[1],
                                                                       all->level, arena);
        out->remedy[0] = "読めるようにして、もう一度確かめてください。";
        out->remedy[1] = "make it readable, and verify again";
}

static void check_found(struct verification *out, struct verifying_all *all, struct found_packet *found,
                        struct arena *arena)
{
        if (found->why[0]) {
                refuse(out, all, found, found->path, arena);
        } else if (found->is_folder) {
                verify_members(out, all->verifier, found->path, &found->members, all->level, arena);
        } else {
                verify_packet(out, all->verifier, found->path, found->zip, all->level, arena);
        }
}

/* A PDF holds no records of its own: they are in the ZIP from which it was made. */
static void check_pdf(struct verification *out, struct verifying_all *all, struct found_packet *pdf,
                      struct found_packet *zip, struct arena *arena)
{
        if (pdf->why[0] || pdf->is_folder) {
                check_found(out, all, pdf, arena);
        } else if (zip->error) {
                refuse(out, all, zip, pdf->path, arena);
        } else if (zip->why[0] || zip->is_folder) {
                verify_cut_off(out, pdf->path, "同じフォルダーに、同じ名前の ZIP がありません",
                               "no ZIP of the same name lies beside it", all->level, arena);
                out->remedy[0] =
                        arena_printf(arena, "確定した ZIP を %s に置いて、もう一度確かめてください。", zip->path);
                out->remedy[1] = arena_printf(arena, "put the sealed ZIP at %s and verify again", zip->path);
        } else {
                verify_uploaded(out, all->verifier, pdf->path, pdf->zip, zip->zip, all->level, arena);
        }
}

static void check_one(struct verification *out, struct verifying_all *all, const char *item, struct arena *arena)
{
        struct found_packet found, beside = {.fd = -1};
        const char *path = folder_item_path(item);

        found_open(&found, item, arena);
        if (folder_is_pdf(path)) {
                found_open_path(&beside, folder_zip_beside(path, arena), arena);
                check_pdf(out, all, &found, &beside, arena);
        } else {
                check_found(out, all, &found, arena);
        }
        if (found_changed(&found, arena))
                refuse(out, all, &found, path, arena);
        else if (found_changed(&beside, arena))
                refuse(out, all, &beside, path, arena);
        found_close(&beside);
        found_close(&found);
}

/* The worker sends the counts first, then what is to be printed. */
static void write_result(struct verifying_all *all, const struct verification *v, struct buffer *result)
{
        const struct verify_told told = verify_tell(v, result->arena);
        struct platform_text text;

        if (!platform_text_begin(&text))
                arena_handler(result->arena)();
        verify_write(text.out, &all->report, v, result->arena);
        if (!platform_text_end(&text))
                arena_handler(result->arena)();
        buffer_add(result, &told, sizeof told);
        buffer_add(result, text.at, text.n);
        free(text.at);
}

static void verify_one(void *user, const char *item, struct buffer *result, struct arena *scratch)
{
        struct verifying_all *all = user;
        struct verification v;

        check_one(&v, all, item, scratch);
        write_result(all, &v, result);
}

/* ---- here */

static const char *next_path(void *user, enum status *st)
{
        struct verifying_all *all = user;

        (void)st;
        return folder_next(all->walk);
}

/* A packet was not verified if the process that read it died, whatever the reason. */
static void report_dead(struct verifying_all *all, const char *path, const struct worked *worked, struct buffer *result)
{
        struct arena *arena = result->arena;
        struct verification v;
        const char *why[2];

        if (worked->unstarted) {
                why[0] = arena_printf(arena, "確かめる処理を始められませんでした(%s)",
                                      platform_words(worked->unstarted));
                why[1] = arena_printf(arena, "the process that was to check it could not be started (%s)",
                                      platform_words(worked->unstarted));
        } else if (worked->signal) {
                why[0] = arena_printf(arena, "確かめる処理が異常終了しました(シグナル %d)", worked->signal);
                why[1] = arena_printf(arena, "the process that checked it died (signal %d)", worked->signal);
        } else {
                why[0] = "確かめる処理が、メモリー不足などで終わりませんでした";
                why[1] = "the process that checked it did not end, for want of memory or the like";
        }
        verify_cut_off(&v, path, why[0], why[1], all->level, arena);
        v.remedy[0] = "メモリーとほかの処理の数を確かめ、もう一度確かめてください(-j 1 なら少なくて済みます)。";
        v.remedy[1] = "check free memory and the number of processes, then verify again (-j 1 takes less)";
        write_result(all, &v, result);
}

static enum status take_result(void *user, const char *item, const struct worked *worked)
{
        struct verifying_all *all = user;
        const char *path = folder_item_path(item);
        struct arena *arena = arena_child(all->c->arena);
        struct buffer made = buffer_in(arena);
        struct bytes result = worked->result;
        struct verify_told told;

        progress_wipe(&all->progress); /* the report may go to the same screen */
        if (worked->died) {
                report_dead(all, path, worked, &made);
                result = buffer_bytes(&made);
        }
        memcpy(&told, result.at, sizeof told);
        index_see(&all->seen, all->walk, path, told.sha256, all->c->arena);
        verify_report_packet(&all->report, &told, (struct bytes){result.at + sizeof told, result.n - sizeof told});
        progress_done(&all->progress, ++all->done);
        arena_free(arena);
        return OK;
}

/* ---- the lists of packets */

static bool is_found(const struct verifying_all *all, const char *sha256)
{
        for (size_t i = 0; i < all->report.indexes.n; i++)
                if (strcmp(all->report.indexes.at[i].digest.hex, sha256) == 0)
                        return true;
        return false;
}

/* Somebody holds the digest of a list that is not here. That list would have said which packets should be here. */
static bool miss_index(struct verifying_all *all)
{
        const struct texts *wanted = &all->c->options.values[OPT_INDEX_SHA256];
        const size_t before = all->report.indexes.n;

        for (size_t i = 0; i < wanted->n; i++)
                if (!is_found(all, wanted->at[i]))
                        *vec_add(all->c->arena, &all->report.indexes) = (struct index_check){
                                .file = "index.xml",
                                .why = {arena_printf(all->c->arena, "--index %s の一覧がありません", wanted->at[i]),
                                        arena_printf(all->c->arena, "the list of --index %s is not here",
                                                     wanted->at[i])}};
        return all->report.indexes.n > before;
}

static bool check_indexes(struct verifying_all *all)
{
        struct context *c = all->c;
        const bool good = indexes_check(&all->report.indexes, all->walk, &all->seen,
                                        &c->options.values[OPT_INDEX_SHA256], c->arena);

        return !miss_index(all) && good;
}

/* ---- the command line */

/* How many packets there are is asked only where somebody looks on. */
static void begin_progress(struct verifying_all *all)
{
        struct folder_walk *walk = folder_walk_new(&all->c->options.arguments, true, all->c->arena);
        int64_t n = 0;

        while (progress_is_on(&all->progress) && folder_next(walk))
                n++;
        folder_walk_free(walk);
        progress_stage(&all->progress, "検証", "verify", PACE_PACKETS, n);
}

static int verify_all(struct verifying_all *all, int jobs)
{
        static const struct work work = {.next = next_path, .run = verify_one, .goes_on = true, .done = take_result};
        struct context *c = all->c;
        const int *n = all->report.sums.by_verdict;
        enum status st;
        bool as_listed;

        verify_report_begin(&all->report);
        begin_progress(all);
        st = workers_run(&work, all, jobs, c->arena, &c->findings);
        progress_close(&all->progress);
        if (st != OK)
                return finish(c, st);
        as_listed = check_indexes(all);
        all->report.asides = folder_asides(all->walk);
        verify_report_end(&all->report);
        if (c->findings.fault.id != NO_FAULT)
                return finish(c, ERR_SYSTEM);
        /* nothing found is nothing verified */
        return n[VERDICT_FAILED] || n[VERDICT_INCOMPLETE] || !n[VERDICT_OK] || !as_listed ? EXIT_FINDINGS : EXIT_GOOD;
}

/* --only may be repeated; without it all are shown. */
static int read_only(struct verifying_all *all)
{
        const struct texts *only = &all->c->options.values[OPT_ONLY_VERDICT];
        static const enum verdict verdicts[] = {VERDICT_OK, VERDICT_FAILED, VERDICT_INCOMPLETE};

        for (int i = 0; i < 3; i++)
                all->report.only[verdicts[i]] = !only->n;
        for (size_t k = 0; k < only->n; k++) {
                bool known = false;

                for (int i = 0; i < 3; i++) {
                        if (strcmp(only->at[k], verdict_word(verdicts[i])) != 0)
                                continue;
                        known = all->report.only[verdicts[i]] = true;
                }
                if (!known)
                        return usage_error(all->c, "--only は 合格 不合格 未完(ok failed incomplete)のどれかです",
                                           "--only is one of ok, failed, incomplete", only->at[k]);
        }
        return EXIT_GOOD;
}

static int read_digests(struct context *c)
{
        struct texts *wanted = &c->options.values[OPT_INDEX_SHA256];

        for (size_t i = 0; i < wanted->n; i++) {
                char *hex = arena_strdup(c->arena, wanted->at[i]);

                for (char *s = hex; *s; s++)
                        *s = (char)tolower((unsigned char)*s);
                if (strlen(hex) != DIGEST_TEXT - 1 || strspn(hex, "0123456789abcdef") != strlen(hex))
                        return usage_error(c, "--index は SHA-256(64桁)です", "--index is a SHA-256 of 64 digits",
                                           wanted->at[i]);
                wanted->at[i] = hex;
        }
        return EXIT_GOOD;
}

static int read_options(struct verifying_all *all, int *jobs)
{
        struct context *c = all->c;

        if (!c->options.arguments.n)
                return usage_error(c, "確かめる ZIP かフォルダーがありません", "no ZIP or folder to verify", NULL);
        if (option(c, OPT_LEVEL) && !verify_level_by_id(&all->level, option(c, OPT_LEVEL)))
                return usage_error(c, "検査の段階がわかりません", "no such level", option(c, OPT_LEVEL));
        if (has_option(c, OPT_AGAINST) && all->level < LEVEL_ASSESSMENT)
                return usage_error(c, "--against には --level assessment か、その上が要ります",
                                   "--against needs --level assessment or a higher one", option(c, OPT_LEVEL));
        if (!count_option(jobs, c, OPT_JOBS, workers_default()) || !progress_open(&all->progress, c))
                return EXIT_USAGE;
        return read_only(all) == EXIT_GOOD ? read_digests(c) : EXIT_USAGE;
}

static int run(struct context *c)
{
        struct verifying_all all = {.c = c, .level = LEVEL_ALL, .report.c = c, .report.bad = buffer_in(c->arena)};
        enum status st;
        struct programme *against = NULL;
        int jobs = 1, status = read_options(&all, &jobs);

        if (status != EXIT_GOOD)
                return status;
        all.report.level = all.level;
        st = verifier_new(&all.verifier, c->arena, &c->findings);
        if (st != OK)
                return finish(c, st);
        verifier_maps(all.verifier, found_drop);
        if (has_option(c, OPT_AGAINST)) {
                st = name_programme(&against, option(c, OPT_AGAINST), c);
                verifier_against(all.verifier, against);
                all.report.against = against;
        }
        if (st != OK) {
                verifier_free(all.verifier);
                return finish(c, st);
        }
        all.walk = folder_walk_new(&c->options.arguments, true, c->arena);
        status = verify_all(&all, jobs);
        folder_walk_free(all.walk);
        verifier_free(all.verifier);
        return status;
}

const struct command command_verify = {
        "verify",
        run,
        verify_options,
        "text json jsonl csv html",
        {"[--level 段階] [--against ID|ファイル] [--only 結果] [--index SHA256] [--format 形式] "
         "ZIP・PDF・フォルダー...",
         "[--level LEVEL] [--against ID|FILE] [--only VERDICT] [--index SHA256] [--format FORMAT] "
         "PACKET.zip|PDF|DIR..."},
        {"できた書類を、作業フォルダーなしで確かめます。", "Checks packets, with nothing but the packets."},
        "verify packets\tできた書類を確かめる\tcheck the packets\n"
        "verify --format html packets > 検証.html¦report.html\t上司に渡す1ページ\tone page for a superior\n"
        "verify --level 目録¦bag 4710123458-online.zip\tファイルが変わっていないか\twas a file changed?\n"
        "verify 4710123458-online.pdf\tアップロードする PDF\tthe PDF to upload\n",
};
