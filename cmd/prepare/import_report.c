#include "cmd/prepare/import_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/change.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

enum {
        WIDTH = 80,
        INDENT = 6,
        MOST_OF_AN_ID = 100, /* findings of one id in full; the rest is counted */
        MOST_LINES = 10,     /* files in the summary; more are summed up per kind of table */
        MOST_REJECTS = 3,    /* files of rejected rows by name */
};

/* The counts of one file, of one kind of table, or of all. */
struct counts {
        int64_t tables, rows, added, changed, unchanged, withdrawn, ignored, passed, rejected;
};

static void add_file(struct counts *sum, const struct import_file *f)
{
        sum->tables++;
        sum->rows += f->rows;
        sum->added += f->added;
        sum->changed += f->changed;
        sum->unchanged += f->unchanged;
        sum->withdrawn += f->withdrawn;
        sum->ignored += f->ignored;
        sum->passed += f->passed;
        sum->rejected += f->rejected;
}

static const char *table_word(enum table_kind kind, enum language language)
{
        static const char *const words[TABLES][2] = {
                [TABLE_FACILITIES] = {"施設", "facilities"},
                [TABLE_RECEIPTS] = {"領収書", "receipts"},
                [TABLE_APPLICATIONS] = {"申請", "applications"},
                [TABLE_PURCHASES] = {"購入明細", "purchases"},
        };
        return words[kind][language];
}

/* ---- findings */

/* Says where all findings are kept: rejected rows in rejected/, the others in the report of check. */
static char *where_all(const struct context *c, const struct import_report *r, enum finding_id id,
                       struct arena *scratch)
{
        const char *rejects = NULL;
        int files = 0;

        if (has_option(c, OPT_DRY_RUN))
                return arena_strdup(scratch, "soroe import --dry-run --format json");
        for (size_t i = 0; i < r->files.n && finding_severity(id) == ERROR; i++) {
                if (!r->files.at[i].rejects)
                        continue;
                files++;
                rejects = r->files.at[i].rejects;
        }
        if (files == 0)
                return arena_printf(scratch, "soroe -C %s check --format json", c->folder);
        return files == 1 ? arena_printf(scratch, "rejected/%s", rejects) : arena_strdup(scratch, "rejected/");
}

static void print_findings(const struct context *c, const struct import_report *r, struct arena *scratch)
{
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = scratch};
        int64_t seen[FINDING_IDS] = {0}, printed[FINDING_IDS] = {0};

        for (size_t i = 0; i < c->findings.n; i++) {
                const struct finding *f = &c->findings.at[i];

                if (++seen[f->id] > MOST_OF_AN_ID)
                        continue;
                printed[f->id]++;
                print_finding(&printer, f, NULL);
                arena_reset(scratch);
        }
        for (size_t i = 0; i < r->more.n; i++)
                seen[r->more.at[i].id] += r->more.at[i].n;
        for (int id = 0; id < FINDING_IDS; id++)
                if (seen[id] > printed[id])
                        printf(say(c, "%s: ほかに %" PRId64 "件。すべて: %s\n",
                                   "%s: %" PRId64 " more; all of them: %s\n"),
                               finding_name((enum finding_id)id), seen[id] - printed[id],
                               where_all(c, r, (enum finding_id)id, scratch));
}

/* ---- changes */

static const char *field_words(const struct context *c, const struct import_change *change, struct arena *arena)
{
        const struct field_change f = {change->field, change->old, change->now};

        return change->field ? change_words(change->kind, &f, c->language, arena) : say(c, "取り下げ", "withdrawn");
}

static void print_changes(const struct context *c, const struct import_report *r, struct arena *scratch)
{
        int64_t left = 0;

        for (size_t i = 0; i < r->changes.n; i++) {
                const struct import_change *change = &r->changes.at[i];

                if (!change->shown)
                        continue;
                arena_reset(scratch);
                print_wrapped(stdout,
                              arena_printf(scratch, "%s: %s %s", change->place, change->subject,
                                           field_words(c, change, scratch)),
                              0, INDENT, WIDTH);
        }
        for (size_t i = 0; i < r->files.n; i++) {
                const struct import_file *f = &r->files.at[i];

                left += f->changed + f->withdrawn > IMPORT_SHOWN ? f->changed + f->withdrawn - IMPORT_SHOWN : 0;
        }
        if (left)
                printf(say(c, "ほかに変更と取り下げが %" PRId64 "件。すべて: %s\n",
                           "%" PRId64 " more changed or withdrawn; all of them: %s\n"),
                       left,
                       has_option(c, OPT_DRY_RUN) ? "soroe import --dry-run --format json"
                                                  : arena_printf(scratch, "soroe -C %s history", c->folder));
}

/* ---- the summary */

static void print_counts(const struct context *c, const char *name, const char *middle, const struct counts *n,
                         struct arena *scratch)
{
        const struct {
                int64_t n;
                const char *ja, *en;
        } counts[] = {
                {n->added, "追加", "added"},
                {n->changed, "変更", "changed"},
                {n->unchanged, "変わらず", "unchanged"},
                {n->withdrawn, "取り下げ", "withdrawn"},
                {n->ignored, "読み飛ばし", "ignored"},
                {n->passed, "ほかの科目", "other accounts"},
                {n->rejected, "受け付けなかった行", "rejected"},
        };
        struct buffer rest = buffer_in(scratch);
        int used = text_width(name) > 20 ? text_width(name) : 20;

        print_cells(stdout, name, 20, LEFT_SIDE);
        print_escaped(stdout, middle);
        buffer_printf(&rest, "%6" PRId64 "%s", n->rows, say(c, "行", " rows"));
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
                if (counts[i].n)
                        buffer_printf(&rest, "  %s %" PRId64, say(c, counts[i].ja, counts[i].en), counts[i].n);
        print_wrapped(stdout, rest.at, used + text_width(middle), INDENT, WIDTH);
}

static char *in_cells(const char *text, int cells, struct arena *scratch)
{
        int width = text_width(text);

        return arena_printf(scratch, "%s%*s", text, width < cells ? cells - width : 0, "");
}

static void print_each(const struct context *c, const struct import_report *r, struct arena *scratch)
{
        for (size_t i = 0; i < r->files.n; i++) {
                const struct import_file *f = &r->files.at[i];
                struct counts counts = {0};

                if (!f->is_table)
                        continue;
                add_file(&counts, f);
                print_counts(c, *f->sheet ? arena_printf(scratch, "%s:%s", f->name, f->sheet) : f->name,
                             arena_printf(scratch, " %-5s %s", f->encoding,
                                          in_cells(table_word(f->kind, c->language), c->language == JAPANESE ? 8 : 12,
                                                   scratch)),
                             &counts, scratch);
                arena_reset(scratch);
        }
}

static void print_kinds(const struct context *c, const struct import_report *r, struct arena *scratch)
{
        for (int kind = 0; kind < TABLES; kind++) {
                struct counts sum = {0};

                for (size_t i = 0; i < r->files.n; i++)
                        if (r->files.at[i].is_table && (int)r->files.at[i].kind == kind)
                                add_file(&sum, &r->files.at[i]);
                if (sum.tables)
                        print_counts(
                                c, table_word((enum table_kind)kind, c->language),
                                arena_printf(scratch, say(c, "%5" PRId64 "ファイル", "%5" PRId64 " files"), sum.tables),
                                &sum, scratch);
        }
}

static void print_rejects(const struct context *c, const struct import_report *r)
{
        int files = 0;

        if (r->abandoned)
                return; /* E040 says what to do */
        for (size_t i = 0; i < r->files.n; i++) {
                const struct import_file *f = &r->files.at[i];

                if (f->rejects && ++files <= MOST_REJECTS)
                        fprintf(beside(), "%s rejected/%s\n",
                                say(c, "受け付けなかった行を、元のまま残しました:",
                                    "the rejected rows are kept as they were:"),
                                f->rejects);
        }
        if (files > MOST_REJECTS)
                fprintf(beside(), say(c, "ほかに rejected/ に %dファイル\n", "and %d more files in rejected/\n"),
                        files - MOST_REJECTS);
        if (has_option(c, OPT_DRY_RUN) && findings_have(&c->findings, ERROR))
                fprintf(beside(), "%s\n",
                        say(c, "次に: 不備の行を直して、もう一度試してください。",
                            "next: correct those rows and try again"));
        else if (has_option(c, OPT_DRY_RUN))
                fprintf(beside(), "%s\n",
                        say(c, "次に: これでよければ --dry-run なしで、同じコマンドを実行してください。",
                            "next: if this is right, the same command without --dry-run"));
        else if (files)
                fprintf(beside(), "%s\n",
                        say(c, "次に: その行を直して、もう一度取り込んでください。",
                            "next: correct those rows and import them again"));
        else
                suggest(c, "次に:", "next:", arena_printf(c->arena, "soroe -C %s check", c->folder));
}

static int tables_of(const struct import_report *r)
{
        int n = 0;

        for (size_t i = 0; i < r->files.n; i++)
                n += r->files.at[i].is_table;
        return n;
}

/* "領収書のわからない画像 7: IMG_0001.jpg、IMG_0002.jpg …" */
static void print_left_over(const struct context *c, const char *what, int64_t n, const struct texts *first,
                            struct arena *scratch)
{
        struct buffer line = buffer_in(scratch);

        if (!n)
                return;
        buffer_printf(&line, "%s %" PRId64 ": ", what, n);
        for (size_t i = 0; i < first->n; i++)
                buffer_printf(&line, "%s%s", i ? say(c, "、", ", ") : "", first->at[i]);
        if ((int64_t)first->n < n)
                buffer_printf(&line, say(c, "、ほかに %" PRId64, " and %" PRId64 " more"), n - (int64_t)first->n);
        print_wrapped(stdout, line.at, 0, INDENT, WIDTH);
}

static void print_scans(const struct context *c, const struct import_report *r, struct arena *scratch)
{
        if (r->scans_added || r->scans_linked || r->scans_missing || r->scans_tied) {
                printf("%s %d  %s %d  %s %d", say(c, "画像: 追加", "scans: added"), r->scans_added,
                       say(c, "領収書に結び付け", "tied to receipts"), r->scans_linked + r->scans_tied,
                       say(c, "見つからない", "not found"), r->scans_missing);
                if (r->scans_tied)
                        printf(say(c, "  (ファイル名から %d)", "  (by file name %d)"), r->scans_tied);
                putchar('\n');
        }
        print_left_over(c, say(c, "領収書のわからない画像", "scans without a receipt"), r->evidence.loose, &r->loose,
                        scratch);
        print_left_over(c, say(c, "画像のない領収書", "receipts without a scan"), r->evidence.bare, &r->bare, scratch);
        if (r->evidence.loose && !has_option(c, OPT_DRY_RUN))
                fprintf(beside(),
                        say(c, "一覧と結び付け: soroe -C %s attach --list\n",
                            "to list and to tie: soroe -C %s attach --list\n"),
                        c->folder);
}

static void print_litter(const struct context *c, const struct import_report *r)
{
        if (r->litter)
                printf(say(c, "読み飛ばしたシステムのファイル: %d\n", "files of the system passed over: %d\n"),
                       r->litter);
}

void import_report_text(const struct context *c, const struct import_report *r, struct arena *scratch)
{
        print_findings(c, r, scratch);
        print_changes(c, r, scratch);
        if (tables_of(r) > MOST_LINES)
                print_kinds(c, r, scratch);
        else
                print_each(c, r, scratch);
        print_scans(c, r, scratch);
        print_litter(c, r);
        if (has_option(c, OPT_DRY_RUN))
                puts(say(c, "試しに読んだだけで、何も書き込んでいません。", "a dry run: nothing was written."));
        print_rejects(c, r);
}

/* ---- JSON */

static void set_counts(json_t *o, const struct counts *n)
{
        json_object_set_new(o, "rows", json_integer(n->rows));
        json_object_set_new(o, "added", json_integer(n->added));
        json_object_set_new(o, "changed", json_integer(n->changed));
        json_object_set_new(o, "unchanged", json_integer(n->unchanged));
        json_object_set_new(o, "withdrawn", json_integer(n->withdrawn));
        json_object_set_new(o, "ignored", json_integer(n->ignored));
        json_object_set_new(o, "passed", json_integer(n->passed));
        json_object_set_new(o, "rejected", json_integer(n->rejected));
}

static json_t *json_file(const struct import_file *f)
{
        json_t *o = json_object();
        struct counts counts = {0};

        add_file(&counts, f);
        json_object_set_new(o, "file", json_string(f->name));
        if (*f->sheet)
                json_object_set_new(o, "sheet", json_string(f->sheet));
        json_object_set_new(o, "sha256", json_said(f->sha256));
        json_object_set_new(o, "kind",
                            f->is_table  ? json_string(table_word(f->kind, ENGLISH))
                            : f->is_scan ? json_string("scan")
                                         : json_null());
        json_object_set_new(o, "encoding", json_said(f->encoding));
        set_counts(o, &counts);
        json_object_set_new(o, "rejects", f->rejects ? json_sprintf("rejected/%s", f->rejects) : json_null());
        return o;
}

static json_t *json_import_change(const struct import_change *change)
{
        json_t *o = json_object();

        json_object_set_new(o, "place", json_said(change->place));
        json_object_set_new(o, "kind", json_string(change->kind));
        json_object_set_new(o, "key", json_string(change->subject));
        json_object_set_new(o, "change", json_string(change->field ? "changed" : "withdrawn"));
        json_object_set_new(o, "field", change->field ? json_string(change->field) : json_null());
        json_object_set_new(o, "old", json_value(&change->old));
        json_object_set_new(o, "new", json_value(&change->now));
        return o;
}

static json_t *json_summary(const struct context *c, const struct import_report *r)
{
        json_t *o = json_object();
        struct counts sum = {0};
        int64_t findings = (int64_t)c->findings.n, errors = 0;

        for (size_t i = 0; i < r->files.n; i++)
                if (r->files.at[i].is_table)
                        add_file(&sum, &r->files.at[i]);
        for (size_t i = 0; i < c->findings.n; i++)
                errors += finding_severity(c->findings.at[i].id) == ERROR;
        for (size_t i = 0; i < r->more.n; i++) {
                findings += r->more.at[i].n;
                errors += finding_severity(r->more.at[i].id) == ERROR ? r->more.at[i].n : 0;
        }
        json_object_set_new(o, "files", json_integer((json_int_t)r->files.n));
        json_object_set_new(o, "tables", json_integer(sum.tables));
        set_counts(o, &sum);
        json_object_set_new(o, "findings", json_integer(findings));
        json_object_set_new(o, "errors", json_integer(errors));
        return o;
}

void import_report_json(const struct context *c, const struct import_report *r, struct arena *scratch)
{

        fputs("{\"schema\":\"soroe.import/1\",\"files\":[", stdout);
        for (size_t i = 0; i < r->files.n; i++) {
                if (i)
                        putchar(',');
                json_write(json_file(&r->files.at[i]));
        }
        printf("],\"litter\":%d,\"scans\":", r->litter);
        json_write(json_pack("{s:i, s:i, s:i, s:i, s:I, s:I}", "added", r->scans_added, "linked", r->scans_linked,
                             "missing", r->scans_missing, "tied_by_name", r->scans_tied, "without_receipt",
                             (json_int_t)r->evidence.loose, "receipts_without", (json_int_t)r->evidence.bare));
        fputs(",\"changes\":[", stdout);
        for (size_t i = 0; i < r->changes.n; i++) {
                if (i)
                        putchar(',');
                json_write(json_import_change(&r->changes.at[i]));
        }
        printf("],\"changes_total\":%" PRId64 ",\"findings\":[", r->changes_total);
        for (size_t i = 0; i < c->findings.n; i++) {
                if (i)
                        putchar(',');
                json_write(json_finding(c->language, &c->findings.at[i], scratch));
                arena_reset(scratch);
        }
        fputs("],\"summary\":", stdout);
        json_write(json_summary(c, r));
        printf(",\"dry_run\":%s}\n", has_option(c, OPT_DRY_RUN) ? "true" : "false");
}
