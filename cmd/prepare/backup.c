#include "cmd/frame/command.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/backup/backup.h"

#include "cmd/terminal/print.h"
#include "cmd/terminal/progress.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

static const enum option_id backup_options[] = {OPT_PROGRESS, OPTIONS};

static bool print_findings(const struct context *c)
{
        struct finding_printer printer = {.out = beside(), .language = c->language, .arena = c->arena};

        for (size_t i = 0; i < c->findings.n; i++)
                print_finding(&printer, &c->findings.at[i], NULL);
        return findings_have(&c->findings, ERROR) || findings_have(&c->findings, WARNING);
}

/* 1,234 or 1.2 of a thousand thousand: what a person compares with the free space of a disk. */
static void print_counts(const struct context *c, const struct backup_counts *n)
{
        int64_t tenths = (n->bytes + 50000) / 100000;

        printf(say(c, "  ファイル %" PRId64 "(うち画像 %" PRId64 ")、%" PRId64 ".%" PRId64 " MB\n",
                   "  %" PRId64 " files (%" PRId64 " of them scans), %" PRId64 ".%" PRId64 " MB\n"),
               n->files, n->scans, tenths / 10, tenths % 10);
}

/* Somebody who looks on, from where the copying is done. */
struct onlooker {
        struct progress progress;
        struct backup_watch watch;
};

static void tell(void *user, const struct backup_watch *watch)
{
        progress_done_of(user, watch->done, watch->of, watch->files);
}

static bool look_on(struct onlooker *out, const struct context *c, const char *ja, const char *en)
{
        if (!progress_open(&out->progress, c))
                return false;
        out->watch = (struct backup_watch){.told = tell, .user = &out->progress};
        progress_stage(&out->progress, ja, en, PACE_FILES, 0);
        return true;
}

/* NULL: nobody does. */
static struct backup_watch *watch_of(struct onlooker *onlooker)
{
        return progress_is_on(&onlooker->progress) ? &onlooker->watch : NULL;
}

static int run_backup(struct context *c)
{
        const struct texts *arguments = &c->options.arguments;
        struct backup_counts counts;
        struct onlooker onlooker;
        struct store *store = NULL;
        bool told;
        int status;
        enum status st;

        if (arguments->n != 1)
                return usage_error(c, "バックアップのファイル名を1つ書いてください", "name one file for the backup",
                                   arguments->n ? arguments->at[1] : NULL);
        if (!look_on(&onlooker, c, "バックアップ", "backup"))
                return EXIT_USAGE;
        st = open_records(&store, c);
        if (st == OK)
                st = backup_write(&counts, arguments->at[0], store, watch_of(&onlooker), c->arena, &c->findings);
        progress_close(&onlooker.progress);
        store_close(store);
        told = print_findings(c);
        if (st == OK) {
                printf("%s: %s\n", say(c, "バックアップしました", "backed up"), arguments->at[0]);
                print_counts(c, &counts);
                suggest(c,
                        "戻すとき:", "to restore:", arena_printf(c->arena, "soroe restore %s DIR", arguments->at[0]));
        }
        status = finish(c, st);
        return status == EXIT_GOOD && told ? EXIT_FINDINGS : status;
}

static int run_restore(struct context *c)
{
        const struct texts *arguments = &c->options.arguments;
        struct backup_counts counts;
        struct onlooker onlooker;
        bool told;
        int status;
        enum status st;

        if (arguments->n != 2)
                return usage_error(c, "バックアップのファイルと、新しいフォルダーを書いてください",
                                   "name the backup and a new folder", arguments->n > 2 ? arguments->at[2] : NULL);
        if (!look_on(&onlooker, c, "復元", "restore"))
                return EXIT_USAGE;
        st = backup_restore(&counts, arguments->at[0], arguments->at[1], watch_of(&onlooker), c->arena, &c->findings);
        progress_close(&onlooker.progress);
        told = print_findings(c);
        if (st == OK) {
                printf("%s: %s\n", say(c, "作業フォルダーを戻しました", "the workspace is restored"), arguments->at[1]);
                print_counts(c, &counts);
                suggest(c, "次に:", "next:", arena_printf(c->arena, "soroe -C %s check", arguments->at[1]));
        }
        status = finish(c, st);
        return status == EXIT_GOOD && told ? EXIT_FINDINGS : status;
}

const struct command command_backup = {
        "backup",
        run_backup,
        backup_options,
        "text",
        {"ファイル", "FILE"},
        {"作業フォルダーのすべてを、1つのファイルに写します。ほかの人が作業していても使えます。",
         "Copies all of the workspace into one file, while others use it."},
        "backup hojo-0115.tar\t記録、写し、書類を1つのファイルに\trecords, scans and packets in one file\n",
};

const struct command command_restore = {
        "restore",
        run_restore,
        backup_options,
        "text",
        {"ファイル フォルダー", "FILE DIR"},
        {"控えから、作業フォルダーを新しく作ります。", "Makes a new workspace of a backup."},
        "restore hojo-0115.tar hojo-2\tフォルダー hojo-2 に戻す\tinto the folder hojo-2\n",
};
