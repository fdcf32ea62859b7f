#include "cmd/frame/command.h"

#include <stddef.h>

#include "core/value/identifier.h"

#include "receipts/import/import.h"

#include "cmd/prepare/import_report.h"
#include "cmd/prepare/matches.h"
#include "cmd/prepare/import_telling.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

static const enum option_id import_options[] = {OPT_FACILITY,  OPT_MAP, OPT_SCANS,  OPT_REPLACE,  OPT_DRY_RUN,
                                                OPT_PROGRAMME, OPT_WHY, OPT_FORMAT, OPT_PROGRESS, OPTIONS};

/* A file of which nothing was read, as when it is not certain what it is (C056, C057), is not imported. */
static bool is_taken(const struct import_report *r)
{
        for (size_t i = 0; i < r->files.n; i++)
                if (!r->files.at[i].is_table && !r->files.at[i].is_scan)
                        return false;
        return true;
}

static int run(struct context *c)
{
        struct import_options options = {.facility = option(c, OPT_FACILITY),
                                         .scan_folders = c->options.values[OPT_SCANS],
                                         .maps = c->options.values[OPT_MAP],
                                         .replace = has_option(c, OPT_REPLACE),
                                         .dry_run = has_option(c, OPT_DRY_RUN),
                                         .language = c->language};
        struct import_report report = {0};
        struct progress progress;
        struct import_telling telling = {.progress = &progress};
        struct match_telling matches;
        const struct programme *programme;
        struct store *store = NULL;
        struct arena *scratch;
        const char *why;
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
        if (!progress_open(&progress, c))
                return EXIT_USAGE;
        if (progress_is_on(&progress)) {
                options.progress = import_told;
                options.user = &telling;
        }
        why = option(c, OPT_WHY);
        options.author = author(c, login(), why ? why : options.replace ? "import --replace" : "import");
        scratch = arena_child(c->arena);
        arena_alloc(scratch, 1);
        matches = match_telling_new(c->arena);
        st = open_workspace(&store, &programme, c);
        if (st == OK)
                st = import_files(&report, store, programme, &options, &c->options.arguments, c->arena, &c->findings);
        progress_close(&progress);
        if (st == OK && is_format(c, "json"))
                import_report_json(c, &report, scratch);
        else if (st == OK)
                import_report_text(c, &report, scratch);
        if (st == OK && !is_format(c, "json") && report.evidence.loose && !has_option(c, OPT_DRY_RUN))
                print_matches(beside(), c, store, c->folder, &matches);
        store_close(store);
        match_telling_free(&matches);
        arena_free(scratch);
        return st == OK && (findings_have(&c->findings, ERROR) || !is_taken(&report)) ? EXIT_FINDINGS : finish(c, st);
}

const struct command command_import = {
        "import",
        run,
        import_options,
        "text json",
        {"[--scans フォルダー] [--facility コード] [--map 対応] [--replace] [--dry-run] ファイル・フォルダー・ZIP...",
         "[--scans DIR] [--facility CODE] [--map MAP] [--replace] [--dry-run] FILE|FOLDER|ZIP..."},
        {"施設、領収書、購入明細、申請の表と、領収書の写しを取り込みます。",
         "Brings in the tables of facilities, receipts, purchases and applications, and the scans."},
        "import 記入表.xlsx¦entry.xlsx --scans 領収書¦scans\t記入表と写し\tan entry workbook and scans\n"
        "import facilities.csv receipts.csv purchases.csv --scans scans\tCSV の表と写し\ttables and scans\n"
        "import returned/ mail.zip\t送られてきたフォルダーや ZIP\ta folder or a ZIP as it was sent\n"
        "import --dry-run receipts.csv\t何が変わるかだけを見る\tsee what would change\n",
};
