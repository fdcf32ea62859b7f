#include "cmd/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "templates/folder.h"
#include "templates/verify.h"

#include "cmd/against.h"
#include "cmd/json.h"
#include "cmd/print.h"
#include "cmd/progress.h"
#include "cmd/workers.h"

#include "core/banned.h"

static const enum option_id verify_options[] = {OPT_JOBS, OPT_LEVEL, OPT_AGAINST, OPT_FORMAT, OPT_PROGRESS, OPTIONS};

struct counts {
        int by_verdict[3], checks, not_run, not_applicable, weaker, different;
};
struct verifying_all {
        struct context *c;
        struct verifier *verifier;
        struct folder_walk *walk;
        enum verify_level level;
        struct counts counts;
        bool begun; /* a packet was printed */
        FILE *out;  /* of the packet at hand */
        struct progress progress;
        int64_t done;
};

static struct counts counts_of(const struct verification *v)
{
        struct counts counts = {.checks = (int)v->checks.n};

        counts.by_verdict[v->verdict] = 1;
        for (size_t i = 0; i < v->checks.n; i++) {
                counts.not_run += v->checks.at[i].result == CHECK_NOT_RUN;
                /* that there is no signature is nothing to be told of each packet */
                counts.not_applicable +=
                        v->checks.at[i].result == CHECK_NOT_APPLICABLE && strcmp(v->checks.at[i].id, "signature") != 0;
        }
        counts.weaker = v->weaker > 0;
        counts.different = v->against && !v->against->same;
        return counts;
}

static void add_counts(struct counts *sum, const struct counts *more)
{
        for (int i = 0; i < 3; i++)
                sum->by_verdict[i] += more->by_verdict[i];
        sum->checks += more->checks;
        sum->not_run += more->not_run;
        sum->not_applicable += more->not_applicable;
        sum->weaker += more->weaker;
        sum->different += more->different;
}

static void print_text(const struct verifying_all *all, const struct verification *v, struct arena *arena)
{
        static const char *const verdicts[][2] = {[VERDICT_OK] = {"合格", "ok"},
                                                  [VERDICT_FAILED] = {"不合格", "failed"},
                                                  [VERDICT_INCOMPLETE] = {"未完", "incomplete"}};
        static const char *const results[][2] = {[CHECK_NOT_RUN] = {"未実施", "not run"},
                                                 [CHECK_OK] = {"合格", "ok"},
                                                 [CHECK_FAILED] = {"不合格", "failed"},
                                                 [CHECK_NOT_APPLICABLE] = {"対象外", "n/a"}};
        static const enum colour colours[] = {
                [CHECK_NOT_RUN] = YELLOW, [CHECK_OK] = GREEN, [CHECK_FAILED] = RED, [CHECK_NOT_APPLICABLE] = PLAIN};
        const struct context *c = all->c;
        char yen[YEN_TEXT];

        print_coloured(all->out, v->verdict == VERDICT_OK ? GREEN : RED, verdicts[v->verdict][c->language]);
        fprintf(all->out, " %s", v->file);
        if (v->has_subsidy)
                fprintf(all->out, "  %s%s", yen_format(yen, (struct yen){v->subsidy}, "-"), say(c, "円", " yen"));
        if (v->weaker)
                fputs(say(c, "  一部は弱い方法で照合", "  in part by a weaker way"), all->out);
        putc('\n', all->out);
        for (size_t i = 0; v->verdict == VERDICT_OK && i < v->checks.n; i++)
                if (v->checks.at[i].weaker)
                        fprintf(all->out, "      %s\n", v->checks.at[i].detail[c->language]);
        for (size_t i = 0; v->verdict != VERDICT_OK && i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                fputs("      ", all->out);
                print_cells_in(all->out, colours[check->result], results[check->result][c->language], 8, LEFT_SIDE);
                print_cells(all->out, check->name[c->language], 14, LEFT_SIDE);
                if (*check->detail[c->language] && strlen(check->name[c->language]) >= 14 && c->language == ENGLISH)
                        putc(' ', all->out);
                fprintf(all->out, "%s\n", check->detail[c->language]);
        }
        if (v->verdict != VERDICT_OK && v->remedy[0])
                fprintf(all->out, "      %s%s\n", say(c, "対処: ", "fix: "), v->remedy[c->language]);
        else if (v->verdict != VERDICT_OK)
                fprintf(all->out, "      %s\n",
                        say(c, "対処: 使わずに取り分け、控えの同じ書類と取り替えてください。",
                            "fix: put it aside and replace it by another copy of the same packet"));
        if (v->against)
                against_print(c, all->out, v->against, arena);
}

static json_t *json_verification(const struct context *c, const struct verification *v, struct arena *arena)
{
        json_t *o = json_object(), *checks = json_array();

        for (size_t i = 0; i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                json_array_append_new(checks, json_pack("{s:s, s:s, s:s}", "id", check->id, "result",
                                                        check_result_word(check->result), "detail",
                                                        check->detail[c->language]));
        }
        json_object_set_new(o, "file", json_string(v->file));
        json_object_set_new(o, "sha256", *v->sha256 ? json_string(v->sha256) : json_null());
        json_object_set_new(o, "verdict", json_string(verdict_word(v->verdict)));
        json_object_set_new(o, "checks", checks);
        json_object_set_new(o, "facility", v->facility ? json_string(v->facility) : json_null());
        json_object_set_new(o, "category", v->category ? json_string(v->category) : json_null());
        json_object_set_new(o, "subsidy", v->has_subsidy ? json_integer(v->subsidy) : json_null());
        if (v->against)
                json_object_set_new(o, "against", against_json(c, v->against, arena));
        return o;
}

static void print_packet(const struct verifying_all *all, const struct verification *v, struct arena *arena)
{
        if (is_format(all->c, "json") || is_format(all->c, "jsonl"))
                json_write_to(all->out, json_verification(all->c, v, arena));
        else
                print_text(all, v, arena);
}

/* ---- in a worker: a path in, its counts and what is to be printed out */

static bool is_pdf_name(const char *path)
{
        size_t n = strlen(path);

        return n > 4 && strcmp(path + n - 4, ".pdf") == 0;
}

static void check_found(struct verification *out, struct verifying_all *all, struct found_packet *found,
                        struct arena *arena)
{
        if (found->why[0])
                verify_unreadable(out, found->path, found->why[0], found->why[1], all->level, arena);
        else if (found->is_folder)
                verify_members(out, all->verifier, found->path, &found->members, all->level, arena);
        else
                verify_packet(out, all->verifier, found->path, found->zip, all->level, arena);
}

/* The PDF says nothing of its own records: they are in the ZIP from which it was made. */
static void check_pdf(struct verification *out, struct verifying_all *all, struct found_packet *pdf,
                      struct found_packet *zip, struct arena *arena)
{
        if (pdf->why[0] || pdf->is_folder) {
                check_found(out, all, pdf, arena);
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

static void check_one(struct verification *out, struct verifying_all *all, const char *path, struct arena *arena)
{
        struct found_packet found, beside = {.fd = -1};

        found_open(&found, path, arena);
        if (is_pdf_name(path)) {
                found_open(&beside, arena_printf(arena, "%.*s.zip", (int)strlen(path) - 4, path), arena);
                check_pdf(out, all, &found, &beside, arena);
        } else {
                check_found(out, all, &found, arena);
        }
        if (found_changed(&found) || found_changed(&beside))
                verify_unreadable(out, path, "確かめている間に変わりました", "it changed while it was checked",
                                  all->level, arena);
        found_close(&beside);
        found_close(&found);
}

static void write_result(struct verifying_all *all, const struct verification *v, struct buffer *result)
{
        struct counts counts = counts_of(v);
        char *text = NULL;
        size_t n = 0;

        all->out = open_memstream(&text, &n);
        if (!all->out)
                arena_handler(result->arena)();
        print_packet(all, v, result->arena);
        if (fclose(all->out) != 0)
                arena_handler(result->arena)();
        buffer_add(result, &counts, sizeof counts);
        buffer_add(result, text, n);
        free(text);
}

static void verify_one(void *user, const char *path, struct buffer *result, struct arena *scratch)
{
        struct verifying_all *all = user;
        struct verification v;

        check_one(&v, all, path, scratch);
        write_result(all, &v, result);
}

/* ---- here */

static const char *next_path(void *user, enum status *st)
{
        struct verifying_all *all = user;

        (void)st;
        return folder_next(all->walk);
}

/* A packet whose process died was not verified, whatever the reason. */
static void report_dead(struct verifying_all *all, const char *path, const struct worked *worked, struct buffer *result)
{
        struct arena *arena = result->arena;
        struct verification v;
        const char *why[2];

        if (worked->unstarted) {
                why[0] = arena_printf(arena, "確かめる処理を始められませんでした(%s)", strerror(worked->unstarted));
                why[1] = arena_printf(arena, "the process that was to check it could not be started (%s)",
                                      strerror(worked->unstarted));
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

static enum status take_result(void *user, const char *path, const struct worked *worked)
{
        struct verifying_all *all = user;
        struct arena *arena = arena_child(all->c->arena);
        struct buffer made = buffer_in(arena);
        struct bytes result = worked->result;
        bool json = is_format(all->c, "json");
        struct counts counts;

        progress_wipe(&all->progress); /* the report may go to the same screen */
        if (worked->died) {
                report_dead(all, path, worked, &made);
                result = buffer_bytes(&made);
        }
        memcpy(&counts, result.at, sizeof counts);
        add_counts(&all->counts, &counts);
        if (json && all->begun)
                putchar(',');
        all->begun = true;
        fwrite(result.at + sizeof counts, 1, result.n - sizeof counts, stdout);
        if (is_format(all->c, "jsonl")) {
                putchar('\n');
                fflush(stdout); /* who reads a line is not made to wait for the next; a failure shows at the end */
        }
        progress_done(&all->progress, ++all->done);
        arena_free(arena);
        return OK;
}

static void print_end(const struct verifying_all *all)
{
        const struct context *c = all->c;
        const int *n = all->counts.by_verdict;
        int packets = n[VERDICT_OK] + n[VERDICT_FAILED] + n[VERDICT_INCOMPLETE];

        if (is_format(c, "json"))
                printf("],\"summary\":{\"packets\":%d,\"ok\":%d,\"failed\":%d,\"incomplete\":%d,\"checks\":%d,\"not_"
                       "run\":%d,\"weaker\":%d%s}}\n",
                       packets, n[VERDICT_OK], n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], all->counts.checks,
                       all->counts.not_run, all->counts.weaker,
                       has_option(c, OPT_AGAINST) ? arena_printf(c->arena, ",\"different\":%d", all->counts.different)
                                                  : "");
        else if (is_format(c, "jsonl"))
                return;
        else if (c->language == JAPANESE)
                printf("%d件: 合格 %d、不合格 %d、未完 %d。検査 %d項目、未実施 %d。\n", packets, n[VERDICT_OK],
                       n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], all->counts.checks, all->counts.not_run);
        else
                printf("%d packets: %d ok, %d failed, %d incomplete. %d checks, %d not run.\n", packets, n[VERDICT_OK],
                       n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], all->counts.checks, all->counts.not_run);
        if (all->counts.weaker && is_format(c, "text"))
                printf(say(c, "一部を弱い方法で照合したもの %d件。\n", "%d compared in part by a weaker way.\n"),
                       all->counts.weaker);
        if (all->counts.not_applicable && is_format(c, "text"))
                printf(say(c, "照らし合わせていない検査 %d項目(別の版や規則のため。理由: --format json)。\n",
                           "%d checks not applicable: another version or other rules (why: --format json).\n"),
                       all->counts.not_applicable);
        if (has_option(c, OPT_AGAINST) && is_format(c, "text"))
                printf(say(c, "規則が変わると違うもの %d件(違いは不合格ではありません)。\n",
                           "%d would be judged otherwise (which is no failure).\n"),
                       all->counts.different);
}

/* How many packets there are is asked only where somebody looks on. */
static void begin_progress(struct verifying_all *all)
{
        struct folder_walk *walk = folder_walk_new(&all->c->options.arguments, all->c->arena);
        int64_t n = 0;

        while (progress_is_on(&all->progress) && folder_next(walk))
                n++;
        folder_walk_free(walk);
        progress_stage(&all->progress, "検証", "verify", PACE_PACKETS, n);
}

static int verify_all(struct verifying_all *all, int jobs)
{
        static const struct work work = {NULL, next_path, verify_one, true, take_result};
        struct context *c = all->c;
        const int *n = all->counts.by_verdict;
        enum status st;

        if (is_format(c, "json"))
                printf("{\"schema\":\"soroe.verify/1\",\"level\":\"%s\",\"packets\":[", verify_level_id(all->level));
        begin_progress(all);
        st = workers_run(&work, all, jobs, c->arena, &c->findings);
        progress_close(&all->progress);
        if (st != OK)
                return finish(c, st);
        print_end(all);
        if (c->findings.fault.id != NO_FAULT)
                return finish(c, ERR_SYSTEM);
        /* nothing found is nothing verified */
        return n[VERDICT_FAILED] || n[VERDICT_INCOMPLETE] || !n[VERDICT_OK] ? EXIT_FINDINGS : EXIT_GOOD;
}

static int run(struct context *c)
{
        struct verifying_all all = {.c = c, .level = LEVEL_ALL};
        enum status st;
        struct programme *against = NULL;
        int status, jobs;

        if (!c->options.arguments.n)
                return usage_error(c, "確かめる ZIP かフォルダーがありません", "no ZIP or folder to verify", NULL);
        if (option(c, OPT_LEVEL) && !verify_level_by_id(&all.level, option(c, OPT_LEVEL)))
                return usage_error(c, "検査の段階がわかりません", "no such level", option(c, OPT_LEVEL));
        if (has_option(c, OPT_AGAINST) && all.level < LEVEL_ASSESSMENT)
                return usage_error(c, "--against には --level assessment か、その上が要ります",
                                   "--against needs --level assessment or a higher one", option(c, OPT_LEVEL));
        if (!count_option(&jobs, c, OPT_JOBS, workers_default()) || !progress_open(&all.progress, c))
                return EXIT_USAGE;
        st = verifier_new(&all.verifier, c->arena, &c->findings);
        if (st == OK)
                verifier_maps(all.verifier, found_drop);
        if (st == OK && has_option(c, OPT_AGAINST)) {
                st = programme_open(&against, option(c, OPT_AGAINST), c->arena, &c->findings);
                verifier_against(all.verifier, against);
        }
        if (st != OK) {
                verifier_free(all.verifier);
                return st == ERR_USAGE ? usage_error(c, "補助事業の ID でもファイルでもありません",
                                                     "neither the id of a programme nor a file", option(c, OPT_AGAINST))
                                       : finish(c, st);
        }
        all.walk = folder_walk_new(&c->options.arguments, c->arena);
        status = verify_all(&all, jobs);
        folder_walk_free(all.walk);
        verifier_free(all.verifier);
        return status;
}

const struct command command_verify = {
        "verify",
        run,
        verify_options,
        "text json jsonl",
        {"[--level 段階] [--against 事業] [--format 形式] ZIPかPDFかフォルダー...",
         "[--level LEVEL] [--against ID|FILE] [--format FORMAT] PACKET.zip|PDF|DIR..."},
        {"できた書類を、作業フォルダーなしで確かめます。", "checks packets, with nothing but the packets."},
        "verify packets\tできた書類を確かめる\tcheck the packets\n"
        "verify --level bag 4710123458-online.zip\tファイルが変わっていないかだけを見る\tsee only whether a file was "
        "changed\n"
        "verify 4710123458-online.pdf\tアップロードするPDFを、となりの ZIP と照らし合わせる\thold the PDF to upload "
        "against "
        "the ZIP beside it\n",
};
