#include "cmd/frame/command.h"

#include <string.h>

#include "templates/verify/audit.h"
#include "templates/verify/folder.h"
#include "templates/verify/found.h"

#include "cmd/prove/audit_report.h"
#include "cmd/terminal/progress.h"
#include "cmd/members/workers.h"

#include "core/banned.h"

static const enum option_id audit_options[] = {OPT_JOBS, OPT_LEVEL, OPT_STRICT, OPT_FORMAT, OPT_PROGRESS, OPTIONS};

struct auditing {
        struct context *c;
        struct verifier *verifier;
        struct folder_walk *walk;
        struct audit_index *index;
        struct index_seen seen;
        enum verify_level level;
        struct progress progress;
        int64_t done;
};

/* ---- in a worker: a path in, the digest of its packet and its rows out */

static void verify_found(struct verification *out, struct auditing *a, struct found_packet *found, struct arena *arena)
{
        if (found->why[0])
                (found_is_unknown(found) ? verify_cut_off : verify_unreadable)(out, found->path, found->why[0],
                                                                               found->why[1], a->level, arena);
        else if (found->is_folder)
                verify_members(out, a->verifier, found->path, &found->members, a->level, arena);
        else
                verify_packet(out, a->verifier, found->path, found->zip, a->level, arena);
}

static void read_one(void *user, const char *item, struct buffer *result, struct arena *scratch)
{
        struct auditing *a = user;
        struct found_packet found;
        struct verification v;
        char sha256[DIGEST_TEXT] = "";
        size_t before;

        found_open(&found, item, scratch);
        verify_found(&v, a, &found, scratch);
        if (strlen(v.sha256) < sizeof sha256)
                memcpy(sha256, v.sha256, strlen(v.sha256));
        buffer_add(result, sha256, sizeof sha256);
        before = result->n;
        audit_write(result, &v, scratch);
        if (found_changed(&found, scratch)) {
                result->n = before;
                verify_found(&v, a, &found, scratch);
                audit_write(result, &v, scratch);
        }
        found_close(&found);
}

/* ---- here */

static const char *next_path(void *user, enum status *st)
{
        struct auditing *a = user;

        (void)st;
        return folder_next(a->walk);
}

/* A packet was not compared if the process that read it died, whatever the reason. */
static enum status take_dead(struct auditing *a, const char *path, const struct worked *worked)
{
        /* without memory, say: the system failed, and the packet may be good */
        if (!worked->signal)
                fault_set(&a->c->findings, F_INTERNAL, path, NULL);
        return audit_add(a->index, AUDIT_UNUSED,
                         (const char *[]){path, verdict_word(VERDICT_INCOMPLETE), "確かめる処理が異常終了しました",
                                          "the process that checked it died"});
}

static enum status take_rows(void *user, const char *item, const struct worked *worked)
{
        struct auditing *a = user;
        struct bytes rows = worked->result;
        const char *fields[AUDIT_MOST_FIELDS];
        enum audit_row kind;
        enum status st = OK;

        index_see(&a->seen, a->walk, folder_item_path(item), worked->died ? "" : (const char *)rows.at, a->c->arena);
        if (worked->died)
                return take_dead(a, folder_item_path(item), worked);
        rows = (struct bytes){rows.at + DIGEST_TEXT, rows.n - DIGEST_TEXT};
        while (st == OK && audit_next(&kind, fields, &rows))
                st = audit_add(a->index, kind, fields);
        if (st == OK && rows.n)
                st = fault_set(&a->c->findings, F_INTERNAL, folder_item_path(item), NULL);
        progress_done(&a->progress, ++a->done);
        return st;
}

/* ---- the command line */

static int audit_all(struct auditing *a, int jobs)
{
        static const struct work work = {.next = next_path, .run = read_one, .goes_on = true, .done = take_rows};
        struct context *c = a->c;
        struct audit_report report = {.c = c, .index = a->index, .asides = folder_asides(a->walk), .level = a->level};
        struct audit_counts n;
        bool as_listed;
        enum status st = workers_run(&work, a, jobs, c->arena, &c->findings);

        progress_close(&a->progress);
        as_listed = indexes_check(&report.indexes, a->walk, &a->seen, &(const struct texts){0}, c->arena);
        if (st == OK && c->findings.fault.id != NO_FAULT)
                st = ERR_SYSTEM;
        if (st == OK)
                st = audit_find(a->index);
        if (st == OK)
                st = audit_count(&n, a->index);
        if (st == OK)
                st = audit_report_print(&report, &n);
        if (st != OK)
                return finish(c, st);
        /* nothing compared is nothing found */
        return n.findings[ERROR] || n.failed || n.incomplete || !n.used || !as_listed ||
                               (has_option(c, OPT_STRICT) && n.findings[CONFIRM])
                       ? EXIT_FINDINGS
                       : EXIT_GOOD;
}

/* How many packets there are is asked only where somebody looks on. */
static void begin_progress(struct auditing *a)
{
        struct folder_walk *walk = folder_walk_new(&a->c->options.arguments, false, a->c->arena);
        int64_t n = 0;

        while (progress_is_on(&a->progress) && folder_next(walk))
                n++;
        folder_walk_free(walk);
        progress_stage(&a->progress, "照合", "audit", PACE_PACKETS, n);
}

static int run(struct context *c)
{
        struct auditing a = {.c = c, .level = LEVEL_ASSESSMENT};
        int status, jobs;
        enum status st;

        if (!c->options.arguments.n)
                return usage_error(c, "照合する ZIP かフォルダーがありません", "no ZIP or folder to audit", NULL);
        if (option(c, OPT_LEVEL) && (!verify_level_by_id(&a.level, option(c, OPT_LEVEL)) || a.level < LEVEL_RECORD))
                return usage_error(c, "検査の段階は record assessment papers all のどれかです",
                                   "the level is one of record, assessment, papers, all", option(c, OPT_LEVEL));
        if (!count_option(&jobs, c, OPT_JOBS, workers_default()) || !progress_open(&a.progress, c))
                return EXIT_USAGE;
        st = verifier_new(&a.verifier, c->arena, &c->findings);
        if (st == OK)
                verifier_maps(a.verifier, found_drop);
        if (st == OK)
                st = audit_open(&a.index, c->arena, &c->findings);
        begin_progress(&a);
        a.walk = folder_walk_new(&c->options.arguments, false, c->arena);
        status = st == OK ? audit_all(&a, jobs) : finish(c, st);
        folder_walk_free(a.walk);
        audit_close(a.index);
        verifier_free(a.verifier);
        return status;
}

const struct command command_audit = {
        "audit",
        run,
        audit_options,
        "text json jsonl csv html",
        {"[--level 段階] [--format 形式] ZIP・フォルダー...", "[--level LEVEL] [--format FORMAT] PACKET.zip|DIR..."},
        {"多くの書類どうしを、作業フォルダーなしで照らし合わせます。",
         "Holds many packets against each other, with nothing but the packets."},
        "audit packets-r6 packets-r7\t年度や施設をまたぐ重なり\twhat is claimed twice\n"
        "audit --format html packets > 照合.html¦report.html\t上司に渡す1ページ\tone page for a superior\n"
        "audit --format csv --level 全部¦all packets\t合格した書類だけを、表に\tof packets that pass; a table\n",
};
