#include "cmd/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/identifier.h"

#include "receipts/import.h"

#include "cmd/print.h"

#include "core/banned.h"

static const enum option_id import_options[] = {OPT_FACILITY, OPT_SCANS,     OPT_REPLACE,
                                                OPT_DRY_RUN,  OPT_PROGRAMME, OPTIONS};

static void print_file(const struct context *c, const struct import_file *f)
{
        static const char *const words[TABLES][2] = {
                [TABLE_FACILITIES] = {"施設", "facilities"},
                [TABLE_RECEIPTS] = {"領収書", "receipts"},
                [TABLE_APPLICATIONS] = {"申請", "applications"},
                [TABLE_PURCHASES] = {"購入明細", "purchases"},
        };
        const struct {
                int n;
                const char *ja, *en;
        } counts[] = {
                {f->added, "追加", "added"},
                {f->changed, "変更", "changed"},
                {f->unchanged, "変わらず", "unchanged"},
                {f->withdrawn, "取り下げ", "withdrawn"},
                {f->ignored, "読み飛ばし", "ignored"},
                {f->rejected, "受け付けなかった行", "rejected"},
        };

        if (!f->is_table)
                return;
        print_cells(stdout, f->name, 20, LEFT_SIDE);
        printf(" %-5s ", f->encoding);
        print_cells(stdout, words[f->kind][c->language], c->language == JAPANESE ? 8 : 12, LEFT_SIDE);
        printf("%6d%s", f->rows, say(c, "行", " rows"));
        for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
                if (counts[i].n)
                        printf("  %s %d", say(c, counts[i].ja, counts[i].en), counts[i].n);
        putchar('\n');
}

static void print_report(const struct context *c, const struct import_report *r)
{
        bool rejected = false;

        for (size_t i = 0; i < r->files.n; i++)
                print_file(c, &r->files.at[i]);
        if (r->scans_added || r->scans_linked || r->scans_missing)
                printf("%s %d  %s %d  %s %d\n", say(c, "画像: 追加", "scans: added"), r->scans_added,
                       say(c, "領収書に結び付け", "tied to receipts"), r->scans_linked,
                       say(c, "見つからない", "not found"), r->scans_missing);
        for (size_t i = 0; i < r->files.n; i++) {
                const struct import_file *f = &r->files.at[i];

                if (!f->rejects)
                        continue;
                rejected = true;
                fprintf(beside(), "%s rejected/%s\n",
                        say(c, "受け付けなかった行を、元のまま残しました:", "the rejected rows are kept as they were:"),
                        f->rejects);
        }
        if (rejected)
                fprintf(beside(), "%s\n",
                        say(c, "次に: その行を直して、もう一度取り込んでください。",
                            "next: correct those rows and import them again"));
        else
                fprintf(beside(), "%s soroe -C %s check\n", say(c, "次に:", "next:"), c->folder);
}

static int print_result(struct context *c, const struct import_report *report)
{
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = c->arena};

        for (size_t i = 0; i < c->findings.n; i++)
                print_finding(&printer, &c->findings.at[i], NULL);
        print_report(c, report);
        if (has_option(c, OPT_DRY_RUN))
                puts(say(c, "試しに読んだだけで、何も書き込んでいません。", "a dry run: nothing was written."));
        return findings_have(&c->findings, ERROR) ? EXIT_FINDINGS : EXIT_GOOD;
}

static int run(struct context *c)
{
        struct import_options options = {.facility = option(c, OPT_FACILITY),
                                         .scan_folders = c->options.values[OPT_SCANS],
                                         .replace = has_option(c, OPT_REPLACE),
                                         .dry_run = has_option(c, OPT_DRY_RUN)};
        struct import_report report = {0};
        const struct programme *programme;
        struct store *store = NULL;
        char code[CODE_TEXT];
        enum status st;

        if (!c->options.arguments.n)
                return usage_error(c, "取り込むファイルがありません", "no file to import", NULL);
        if (options.facility) {
                if (code_parse(code, options.facility) > CODE_NO_PREFECTURE)
                        return usage_error(c, "医療機関コードではありません", "not an institution code",
                                           options.facility);
                options.facility = arena_strdup(c->arena, code);
        }
        options.author = author(c, login(), "import");
        st = open_workspace(&store, &programme, c);
        if (st == OK)
                st = import_files(&report, store, programme, &options, &c->options.arguments, c->arena, &c->findings);
        store_close(store);
        return st == OK ? print_result(c, &report) : finish(c, st);
}

const struct command command_import = {
        "import",
        run,
        import_options,
        "text",
        {"[--facility コード] [--scans フォルダー] [--replace] [--dry-run] ファイル...",
         "[--facility CODE] [--scans DIR] [--replace] [--dry-run] FILE..."},
        {"施設、領収書、購入明細、申請の表と、領収書の画像を取り込みます。",
         "brings in the tables of facilities, receipts, purchases and applications, and the scans."},
        "import facilities.csv receipts.csv purchases.csv --scans scans\t表と画像を取り込む\tbring in tables and "
        "scans\n"
        "import --dry-run receipts.csv\t何が変わるかだけを見る\tsee what would change\n",
};
