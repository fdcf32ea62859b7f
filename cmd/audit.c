#include "cmd/command.h"

#include <string.h>

#include "templates/audit.h"
#include "templates/folder.h"

#include "cmd/csv_out.h"
#include "cmd/json.h"
#include "cmd/print.h"
#include "cmd/progress.h"
#include "cmd/workers.h"

#include "core/banned.h"

static const enum option_id audit_options[] = {OPT_JOBS, OPT_LEVEL, OPT_STRICT, OPT_FORMAT, OPT_PROGRESS, OPTIONS};

struct auditing {
        struct context *c;
        struct verifier *verifier;
        struct folder_walk *walk;
        struct audit_index *index;
        enum verify_level level;
        struct progress progress;
        int64_t done;
        struct finding_printer printer;
        struct arena *scratch; /* of one thing that is printed */
        bool begun;            /* of a list of JSON */
};

/* ---- in a worker: a path in, the rows of its packet out */

static void verify_found(struct verification *out, struct auditing *a, struct found_packet *found, struct arena *arena)
{
        if (found->why[0])
                verify_unreadable(out, found->path, found->why[0], found->why[1], a->level, arena);
        else if (found->is_folder)
                verify_members(out, a->verifier, found->path, &found->members, a->level, arena);
        else
                verify_packet(out, a->verifier, found->path, found->zip, a->level, arena);
}

static void read_one(void *user, const char *path, struct buffer *result, struct arena *scratch)
{
        struct auditing *a = user;
        struct found_packet found;
        struct verification v;
        size_t before = result->n;

        found_open(&found, path, scratch);
        verify_found(&v, a, &found, scratch);
        audit_write(result, &v, scratch);
        if (found_changed(&found)) {
                result->n = before;
                verify_unreadable(&v, path, "確かめている間に変わりました", "it changed while it was checked", a->level,
                                  scratch);
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

/* A packet whose process died was not compared, whatever the reason. */
static enum status take_dead(struct auditing *a, const char *path, const struct worked *worked)
{
        /* without memory, say: the system failed, and the packet may be good */
        if (!worked->signal)
                fault_set(&a->c->findings, F_INTERNAL, path, NULL);
        return audit_add(a->index, AUDIT_UNUSED,
                         (const char *[]){path, verdict_word(VERDICT_INCOMPLETE), "確かめる処理が異常終了しました",
                                          "the process that checked it died"});
}

static enum status take_rows(void *user, const char *path, const struct worked *worked)
{
        struct auditing *a = user;
        struct bytes rows = worked->result;
        const char *fields[AUDIT_MOST_FIELDS];
        enum audit_row kind;
        enum status st = OK;

        if (worked->died)
                return take_dead(a, path, worked);
        while (st == OK && audit_next(&kind, fields, &rows))
                st = audit_add(a->index, kind, fields);
        if (st == OK && rows.n)
                st = (enum status)fault_set(&a->c->findings, F_INTERNAL, path, NULL);
        progress_done(&a->progress, ++a->done);
        return st;
}

/* ---- for people */

static const char *why_unused(const struct context *c, const struct audit_unused *unused)
{
        return unused->why[c->language];
}

static void unused_text(void *user, const struct audit_unused *unused)
{
        const struct auditing *a = user;
        const bool failed = strcmp(unused->verdict, verdict_word(VERDICT_FAILED)) == 0;

        printf("%s %s\n", failed ? say(a->c, "不合格", "failed") : say(a->c, "未完", "incomplete"), unused->file);
        printf("      %s\n", why_unused(a->c, unused));
        printf("      %s\n", say(a->c, "照合に使っていません。", "it was not compared"));
}

static void print_where(const struct auditing *a, const struct audit_finding *f)
{
        const char *where = say(a->c, "場所: ", "where: ");
        const int indent = 6 + text_width(where);

        for (int i = 0; i < f->n; i++) {
                printf("%*s%s%s\n", i ? indent : 6, "", i ? "" : where, f->places[i].file);
                if (*f->places[i].what)
                        printf("%*s%s\n", indent, "", f->places[i].what);
        }
        if (f->count > f->n)
                printf(say(a->c, "%*s… 申請は全部で %lld件\n", "%*s... %lld applications in all\n"), indent, "",
                       (long long)f->count);
}

static enum status finding_text(void *user, const struct audit_finding *f)
{
        struct auditing *a = user;

        print_finding(&a->printer, &f->finding, NULL);
        print_where(a, f);
        arena_reset(a->printer.arena);
        return OK;
}

static void end_text(const struct context *c, const struct audit_counts *n)
{
        if (c->language == JAPANESE)
                printf("書類 %lld件: 照合 %lld、重複 %lld、下書き %lld、不合格 %lld、未完 %lld。\n"
                       "指摘: 不備 %lld、要確認 %lld、注意 %lld。\n",
                       (long long)n->packets, (long long)n->used, (long long)n->twice, (long long)n->drafts,
                       (long long)n->failed, (long long)n->incomplete, (long long)n->findings[ERROR],
                       (long long)n->findings[CONFIRM], (long long)n->findings[WARNING]);
        else
                printf("%lld packets: %lld compared, %lld twice, %lld drafts, %lld failed, %lld incomplete.\n"
                       "findings: %lld error, %lld confirm, %lld warning.\n",
                       (long long)n->packets, (long long)n->used, (long long)n->twice, (long long)n->drafts,
                       (long long)n->failed, (long long)n->incomplete, (long long)n->findings[ERROR],
                       (long long)n->findings[CONFIRM], (long long)n->findings[WARNING]);
        if (n->failed || n->incomplete)
                puts(say(c, "照合していない書類があります。指摘がなくても、全部を確かめたことにはなりません。",
                         "some packets were not compared: what they would show is not known."));
}

/* ---- for machines */

static void begin_item(struct auditing *a)
{
        if (is_format(a->c, "json") && a->begun)
                putchar(',');
        a->begun = true;
}

static void end_item(const struct auditing *a)
{
        if (is_format(a->c, "jsonl"))
                putchar('\n');
}

static void unused_json(void *user, const struct audit_unused *unused)
{
        struct auditing *a = user;

        begin_item(a);
        json_write_to(stdout, json_pack("{s:s, s:s, s:s}", "file", unused->file, "verdict", unused->verdict, "detail",
                                        why_unused(a->c, unused)));
        end_item(a);
}

static enum status finding_json(void *user, const struct audit_finding *f)
{
        struct auditing *a = user;
        json_t *o = json_finding(a->c->language, &f->finding, a->scratch), *places = json_array();

        for (int i = 0; i < f->n; i++)
                json_array_append_new(places,
                                      json_pack("{s:s, s:s}", "file", f->places[i].file, "subject", f->places[i].what));
        json_object_del(o, "place");
        json_object_set_new(o, "yen", json_integer(f->yen));
        json_object_set_new(o, "count", json_integer(f->count));
        json_object_set_new(o, "places", places);
        begin_item(a);
        json_write_to(stdout, o);
        end_item(a);
        arena_reset(a->scratch);
        return OK;
}

static void end_json(const struct audit_counts *n)
{
        printf("],\"summary\":{\"packets\":%lld,\"compared\":%lld,\"twice\":%lld,\"drafts\":%lld,\"failed\":%lld,"
               "\"incomplete\":%lld,\"error\":%lld,\"confirm\":%lld,\"warning\":%lld,\"yen\":%lld}}\n",
               (long long)n->packets, (long long)n->used, (long long)n->twice, (long long)n->drafts,
               (long long)n->failed, (long long)n->incomplete, (long long)n->findings[ERROR],
               (long long)n->findings[CONFIRM], (long long)n->findings[WARNING], (long long)n->yen);
}

enum { CSV_COLUMNS = 6 + 2 * AUDIT_NAMED, CSV_NUMBERS = 1 << 2 | 1 << 5 };

static void unused_csv(void *user, const struct audit_unused *unused)
{
        struct auditing *a = user;
        const char *cells[CSV_COLUMNS] = {unused->verdict, "", "", "", why_unused(a->c, unused), "", unused->file};

        csv_out(cells, CSV_COLUMNS, CSV_NUMBERS, a->scratch);
        arena_reset(a->scratch);
}

static enum status finding_csv(void *user, const struct audit_finding *f)
{
        struct auditing *a = user;
        const char *cells[CSV_COLUMNS] = {severity_word(finding_severity(f->finding.id), ENGLISH),
                                          finding_name(f->finding.id),
                                          arena_printf(a->scratch, "%lld", (long long)f->yen),
                                          f->finding.subject,
                                          finding_message(a->scratch, &f->finding, a->c->language),
                                          arena_printf(a->scratch, "%lld", (long long)f->count)};

        for (int i = 0; i < f->n; i++) {
                cells[6 + 2 * i] = f->places[i].file;
                cells[7 + 2 * i] = f->places[i].what;
        }
        csv_out(cells, CSV_COLUMNS, CSV_NUMBERS, a->scratch);
        arena_reset(a->scratch);
        return OK;
}

static void begin_csv(struct auditing *a)
{
        static const char *const head[CSV_COLUMNS] = {"severity", "id",        "yen",    "subject",
                                                      "message",  "count",     "file 1", "subject 1",
                                                      "file 2",   "subject 2", "file 3", "subject 3"};

        csv_out(head, CSV_COLUMNS, 0, a->scratch);
}

/* ---- the report */

static enum status report(struct auditing *a, const struct audit_counts *counts)
{
        const struct context *c = a->c;
        const bool text = is_format(c, "text"), csv = is_format(c, "csv"), json = is_format(c, "json");
        enum status st;

        if (json)
                printf("{\"schema\":\"soroe.audit/1\",\"level\":\"%s\",\"not_compared\":[", verify_level_id(a->level));
        else if (csv)
                begin_csv(a);
        st = audit_each_unused(a->index, text ? unused_text : csv ? unused_csv : unused_json, a);
        a->begun = false;
        if (json)
                printf("],\"findings\":[");
        if (st == OK)
                st = audit_each(a->index, text ? finding_text : csv ? finding_csv : finding_json, a);
        if (st == OK && text)
                end_text(c, counts);
        else if (st == OK && json)
                end_json(counts);
        return st;
}

static int audit_all(struct auditing *a, int jobs)
{
        static const struct work work = {NULL, next_path, read_one, true, take_rows};
        struct context *c = a->c;
        struct audit_counts n;
        enum status st = workers_run(&work, a, jobs, c->arena, &c->findings);

        progress_close(&a->progress);
        if (st == OK && c->findings.fault.id != NO_FAULT)
                st = ERR_SYSTEM;
        if (st == OK)
                st = audit_find(a->index);
        if (st == OK)
                st = audit_count(&n, a->index);
        if (st == OK)
                st = report(a, &n);
        if (st != OK)
                return finish(c, st);
        /* nothing compared is nothing found */
        return n.findings[ERROR] || n.failed || n.incomplete || !n.used ||
                               (has_option(c, OPT_STRICT) && n.findings[CONFIRM])
                       ? EXIT_FINDINGS
                       : EXIT_GOOD;
}

/* How many packets there are is asked only where somebody looks on. */
static void begin_progress(struct auditing *a)
{
        struct folder_walk *walk = folder_walk_new(&a->c->options.arguments, a->c->arena);
        int64_t n = 0;

        while (progress_is_on(&a->progress) && folder_next(walk))
                n++;
        folder_walk_free(walk);
        progress_stage(&a->progress, "照合", "audit", PACE_PACKETS, n);
}

static int run(struct context *c)
{
        struct auditing a = {.c = c, .level = LEVEL_RECORD};
        int status, jobs;
        enum status st;

        if (!c->options.arguments.n)
                return usage_error(c, "照合する ZIP かフォルダーがありません", "no ZIP or folder to audit", NULL);
        if (option(c, OPT_LEVEL) && (!verify_level_by_id(&a.level, option(c, OPT_LEVEL)) || a.level < LEVEL_RECORD))
                return usage_error(c, "検査の段階は record assessment papers all のどれかです",
                                   "the level is one of record, assessment, papers, all", option(c, OPT_LEVEL));
        if (!count_option(&jobs, c, OPT_JOBS, workers_default()) || !progress_open(&a.progress, c))
                return EXIT_USAGE;
        a.scratch = arena_child(c->arena);
        a.printer = (struct finding_printer){.out = stdout, .language = c->language, .arena = arena_child(c->arena)};
        st = verifier_new(&a.verifier, c->arena, &c->findings);
        if (st == OK)
                verifier_maps(a.verifier, found_drop);
        if (st == OK)
                st = audit_open(&a.index, c->arena, &c->findings);
        begin_progress(&a);
        a.walk = folder_walk_new(&c->options.arguments, c->arena);
        status = st == OK ? audit_all(&a, jobs) : finish(c, st);
        folder_walk_free(a.walk);
        audit_close(a.index);
        verifier_free(a.verifier);
        arena_free(a.printer.arena);
        arena_free(a.scratch);
        return status;
}

const struct command command_audit = {
        "audit",
        run,
        audit_options,
        "text json jsonl csv",
        {"[--level 段階] [--format 形式] ZIPかフォルダー...", "[--level LEVEL] [--format FORMAT] PACKET.zip|DIR..."},
        {"多くの書類どうしを、作業フォルダーなしで照らし合わせます。",
         "holds many packets against each other, with nothing but the packets."},
        "audit packets-r6 packets-r7\t年度や施設をまたいで、重なりを探す\tfind what is claimed twice, across years and "
        "facilities\n"
        "audit --format csv --level all packets\t全部の検査に合格した書類だけを比べ、表にする\tcompare only packets "
        "that "
        "pass every check; as a table\n",
};
