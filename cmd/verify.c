#include "cmd/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "templates/folder.h"
#include "templates/verify.h"

#include "cmd/json.h"
#include "cmd/print.h"

#include "core/banned.h"

static const enum option_id verify_options[] = {OPT_JOBS, OPT_LEVEL, OPT_FORMAT, OPTIONS};

struct verifying_all {
        struct context *c;
        struct verifier *verifier;
        enum verify_level level;
        bool first;
        int by_verdict[3], checks, not_run;
};

static void count(struct verifying_all *all, const struct verification *v)
{
        all->by_verdict[v->verdict]++;
        all->checks += (int)v->checks.n;
        for (size_t i = 0; i < v->checks.n; i++)
                all->not_run += v->checks.at[i].result == CHECK_NOT_RUN;
}

static void print_text(const struct verifying_all *all, const struct verification *v)
{
        static const char *const verdicts[][2] = {[VERDICT_OK] = {"合格", "ok"},
                                                  [VERDICT_FAILED] = {"不合格", "failed"},
                                                  [VERDICT_INCOMPLETE] = {"未完", "incomplete"}};
        static const char *const results[][2] = {[CHECK_NOT_RUN] = {"未実施", "not run"},
                                                 [CHECK_OK] = {"合格", "ok"},
                                                 [CHECK_FAILED] = {"不合格", "failed"},
                                                 [CHECK_NOT_APPLICABLE] = {"対象外", "n/a"}};
        const struct context *c = all->c;
        char yen[YEN_TEXT];

        printf("%s %s", verdicts[v->verdict][c->language], v->file);
        if (v->has_subsidy)
                printf("  %s%s", yen_format(yen, (struct yen){v->subsidy}, "-"), say(c, "円", " yen"));
        putchar('\n');
        for (size_t i = 0; v->verdict != VERDICT_OK && i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                fputs("      ", stdout);
                print_cells(stdout, results[check->result][c->language], 8, LEFT_SIDE);
                print_cells(stdout, check->name[c->language], 14, LEFT_SIDE);
                printf("%s\n", check->detail[c->language]);
        }
        if (v->verdict != VERDICT_OK)
                printf("      %s\n", say(c, "対処: 使わずに取り分け、控えの同じ書類と取り替えてください。",
                                         "fix: put it aside and replace it by another copy of the same packet"));
}

static json_t *json_verification(const struct context *c, const struct verification *v)
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
        return o;
}

static void report(struct verifying_all *all, const struct verification *v)
{
        bool lines = is_format(all->c, "jsonl");

        count(all, v);
        if (!lines && !is_format(all->c, "json")) {
                print_text(all, v);
                return;
        }
        if (!lines && !all->first)
                putchar(',');
        all->first = false;
        json_write(json_verification(all->c, v));
        if (lines)
                putchar('\n');
}

/* One thing found: a ZIP, an unpacked bag, or what could not be read. */
static void verify_one(void *user, const struct found_packet *found, struct arena *scratch)
{
        struct verifying_all *all = user;
        struct verification v;

        if (found->why[0])
                verify_unreadable(&v, found->path, found->why[0], found->why[1], all->level, scratch);
        else if (found->is_folder)
                verify_members(&v, all->verifier, found->path, &found->members, all->level, scratch);
        else
                verify_packet(&v, all->verifier, found->path, found->zip, all->level, scratch);
        report(all, &v);
}

static void print_end(const struct verifying_all *all)
{
        const struct context *c = all->c;
        const int *n = all->by_verdict;
        int packets = n[VERDICT_OK] + n[VERDICT_FAILED] + n[VERDICT_INCOMPLETE];

        if (is_format(c, "json"))
                printf("],\"summary\":{\"packets\":%d,\"ok\":%d,\"failed\":%d,\"incomplete\":%d,\"checks\":%d,\"not_"
                       "run\":%d}}\n",
                       packets, n[VERDICT_OK], n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], all->checks, all->not_run);
        else if (is_format(c, "jsonl"))
                return;
        else if (c->language == JAPANESE)
                printf("%d件: 合格 %d、不合格 %d、未完 %d。検査 %d項目、未実施 %d。\n", packets, n[VERDICT_OK],
                       n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], all->checks, all->not_run);
        else
                printf("%d packets: %d ok, %d failed, %d incomplete. %d checks, %d not run.\n", packets, n[VERDICT_OK],
                       n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], all->checks, all->not_run);
}

static int verify_all(struct verifying_all *all)
{
        struct context *c = all->c;

        if (is_format(c, "json"))
                printf("{\"schema\":\"soroe.verify/1\",\"level\":\"%s\",\"packets\":[", verify_level_id(all->level));
        for (size_t i = 0; i < c->options.arguments.n; i++)
                folder_packets(c->options.arguments.at[i], verify_one, all, c->arena);
        print_end(all);
        /* nothing found is nothing verified */
        return all->by_verdict[VERDICT_FAILED] || all->by_verdict[VERDICT_INCOMPLETE] || !all->by_verdict[VERDICT_OK]
                       ? EXIT_FINDINGS
                       : EXIT_GOOD;
}

static int run(struct context *c)
{
        struct verifying_all all = {.c = c, .level = LEVEL_ALL, .first = true};
        enum status st;
        int status;

        if (!c->options.arguments.n)
                return usage_error(c, "確かめる ZIP かフォルダーがありません", "no ZIP or folder to verify", NULL);
        if (option(c, OPT_LEVEL) && !verify_level_by_id(&all.level, option(c, OPT_LEVEL)))
                return usage_error(c, "検査の段階がわかりません", "no such level", option(c, OPT_LEVEL));
        st = verifier_new(&all.verifier, c->arena, &c->findings);
        if (st != OK)
                return finish(c, st);
        status = verify_all(&all);
        verifier_free(all.verifier);
        return status;
}

const struct command command_verify = {
        "verify",
        run,
        verify_options,
        "text json jsonl",
        {"[--level 段階] [--format 形式] ZIPかフォルダー...", "[--level LEVEL] [--format FORMAT] PACKET.zip|DIR..."},
        {"できた書類を、作業フォルダーなしで確かめます。", "checks packets, with nothing but the packets."},
        "verify packets\tできた書類を確かめる\tcheck the packets\n"
        "verify --level bag 4710123458-online.zip\tファイルが変わっていないかだけを見る\tsee only whether a file was "
        "changed\n",
};
