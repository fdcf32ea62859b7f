#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "core/file/file.h"
#include "core/value/identifier.h"
#include "core/record/field.h"
#include "core/store/kept/store_take.h"

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

enum {
        MOST_SHOWN = 20,     /* records by name in the text */
        MOST_LISTED = 10000, /* in the JSON */
        INDENT = 6,
        WIDTH = 80,
};

static const enum option_id withdraw_options[] = {OPT_WITHDRAWN_FILE, OPT_DRY_RUN, OPT_WITHDRAW_REASON,
                                                  OPT_WITHDRAWN_BY,   OPT_FORMAT,  OPTIONS};

static const char *const record_kinds[] = {"facility", "receipt", "purchase", "vendor-line", "application"};
enum { RECORD_KINDS = sizeof record_kinds / sizeof *record_kinds };

struct withdrawing {
        struct context *c;
        struct store *store;
        struct store_author author;
        struct withdrawn {
                VEC(struct taken);
        } shown;
        int total, counts[RECORD_KINDS];
        struct texts packets;
        const char *papers; /* the folder from which soroe go takes in; "" if it never did */
};

static void on_withdrawn(void *user, const struct taken *taken)
{
        struct withdrawing *w = user;
        struct arena *arena = w->c->arena;

        for (int i = 0; i < RECORD_KINDS; i++)
                w->counts[i] += strcmp(record_kinds[i], taken->kind) == 0;
        if (w->total++ < MOST_LISTED)
                *vec_add(arena, &w->shown) = (struct taken){taken->kind, arena_strdup(arena, taken->subject),
                                                            taken->place ? arena_strdup(arena, taken->place) : NULL, 0};
}

/* ---- what is printed */

static void print_records(const struct withdrawing *w)
{
        const struct context *c = w->c;

        for (size_t i = 0; i < w->shown.n && i < MOST_SHOWN; i++) {
                const struct taken *t = &w->shown.at[i];

                print_wrapped(stdout,
                              arena_printf(c->arena, "%s: %s %s %s", t->place ? t->place : "-",
                                           record_kind_word(t->kind, c->language), t->subject,
                                           say(c, "取り下げ", "withdrawn")),
                              0, INDENT, WIDTH);
        }
        if (w->total > MOST_SHOWN)
                printf(say(c, "ほかに %d件。すべて: --format json\n", "%d more; all of them: --format json\n"),
                       w->total - MOST_SHOWN);
}

static void print_text(const struct withdrawing *w)
{
        const struct context *c = w->c;
        const bool dry = has_option(c, OPT_DRY_RUN);
        struct buffer line = buffer_in(c->arena);

        print_records(w);
        for (int i = 0; i < RECORD_KINDS; i++)
                if (w->counts[i])
                        buffer_printf(&line, say(c, "%s%s %d", "%s%s %d"), line.n ? say(c, "、", ", ") : "",
                                      record_kind_word(record_kinds[i], c->language), w->counts[i]);
        if (w->total)
                printf("%s %s\n",
                       dry ? say(c, "取り下げるもの:", "to be withdrawn:")
                           : say(c, "取り下げました(履歴に残ります):", "withdrawn (the history keeps it):"),
                       line.at);
        for (size_t i = 0; i < w->packets.n; i++)
                printf("%s %s\n", say(c, "確定した書類はそのままです:", "a sealed packet is left as it is:"),
                       w->packets.at[i]);
        if (w->total && dry)
                fprintf(beside(), "%s\n",
                        say(c, "次に: これでよければ --dry-run なしで、同じコマンドを実行してください。",
                            "next: if this is right, the same command without --dry-run"));
        if (w->total && *w->papers)
                fprintf(beside(),
                        say(c,
                            "フォルダー「%s」に残っているファイルは、次の soroe go "
                            "がまた取り込みます。要らないものは外へ移してください。\n",
                            "What still lies in the folder %s is taken in again by the next soroe go: move out what is "
                            "not "
                            "wanted.\n"),
                        file_base_name(w->papers));
        if (w->total && !dry)
                suggest(c, "次に:", "next:", arena_printf(c->arena, "soroe -C %s check", c->folder));
}

static void print_findings(const struct context *c)
{
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = c->arena};

        for (size_t i = 0; i < c->findings.n; i++)
                print_finding(&printer, &c->findings.at[i], NULL);
}

static void write_json(const struct withdrawing *w)
{
        const struct context *c = w->c;
        json_t *records = json_array(), *packets = json_array();

        for (size_t i = 0; i < w->shown.n; i++)
                json_array_append_new(records, json_pack("{s:s, s:s, s:s?}", "kind", w->shown.at[i].kind, "subject",
                                                         w->shown.at[i].subject, "place", w->shown.at[i].place));
        for (size_t i = 0; i < w->packets.n; i++)
                json_array_append_new(packets, json_string(w->packets.at[i]));
        json_write(json_pack("{s:s, s:b, s:o, s:i, s:o, s:o}", "schema", "soroe.withdraw/1", "dry_run",
                             has_option(c, OPT_DRY_RUN), "records", records, "records_total", w->total, "packets",
                             packets, "findings", json_findings(c->language, &c->findings, c->arena)));
        putchar('\n');
}

/* ---- what is withdrawn */

static enum status take(struct withdrawing *w, struct taking_out *taking, const char *called)
{
        struct context *c = w->c;
        struct taken_out out;
        enum status st;

        taking->author = &w->author;
        taking->on_withdrawn = on_withdrawn;
        taking->user = w;
        st = store_take_out(&out, w->store, taking, c->arena);
        if (st == OK && *out.submitted)
                finding_add(&c->findings, E050, called, NULL, NULL)->args[0] = arena_strdup(c->arena, out.submitted);
        else if (st == OK && !out.n)
                finding_add(&c->findings, E051, called, NULL, NULL)->args[0] = called;
        if (st == OK && out.n && taking->facility && !taking->number)
                st = store_packets_of(&w->packets, w->store, taking->facility, c->arena);
        return st;
}

/* "4710123458", or as findings name a receipt: "4710123458/R-0412". */
static enum status take_subject(struct withdrawing *w, const char *typed)
{
        struct context *c = w->c;
        const char *slash = strchr(typed, '/');
        const char *word = slash ? arena_strndup(c->arena, typed, (size_t)(slash - typed)) : typed;
        struct taking_out taking = {.number = slash && slash[1] ? slash + 1 : NULL};
        char code[CODE_TEXT];

        taking.facility = code_parse(code, word) <= CODE_NO_PREFECTURE ? arena_strdup(c->arena, code) : word;
        return take(w, &taking, typed);
}

static enum status take_file(struct withdrawing *w, const char *file)
{
        struct context *c = w->c;
        struct taking_out taking = {0};
        struct texts paths = {0};
        enum status st = store_find_path(&paths, w->store, file_absolute(c->arena, file), file, c->arena);

        if (st != OK)
                return st;
        if (paths.n == 1) {
                taking.path = paths.at[0];
                return take(w, &taking, file);
        }
        if (!paths.n)
                finding_add(&c->findings, E051, file, NULL, NULL)->args[0] = file;
        for (size_t i = 0; i < paths.n; i++)
                finding_add(&c->findings, E052, file, paths.at[i], NULL)->args[0] = file;
        return OK;
}

static enum status take_all(struct withdrawing *w)
{
        const struct options *o = &w->c->options;
        enum status st = store_begin(w->store);

        for (size_t i = 0; st == OK && i < o->arguments.n; i++)
                st = take_subject(w, o->arguments.at[i]);
        for (size_t i = 0; st == OK && i < o->values[OPT_WITHDRAWN_FILE].n; i++)
                st = take_file(w, o->values[OPT_WITHDRAWN_FILE].at[i]);
        /* it is all or nothing: what could not be withdrawn is named, and nothing was withdrawn */
        if (st == OK && !findings_have(&w->c->findings, ERROR) && !has_option(w->c, OPT_DRY_RUN))
                return store_commit(w->store);
        store_rollback(w->store);
        if (st == OK && findings_have(&w->c->findings, ERROR)) {
                w->total = 0;
                w->shown.n = w->packets.n = 0;
        }
        return st;
}

static int run(struct context *c)
{
        struct withdrawing w = {.c = c};
        const char *why, *by;
        enum status st;

        if (!c->options.arguments.n && !c->options.values[OPT_WITHDRAWN_FILE].n)
                return usage_error(c, "取り下げる施設のコードか、--file ファイルを書いてください",
                                   "say which facility to withdraw, or --file FILE", NULL);
        if (!words_option(c, OPT_WITHDRAW_REASON, "--reason", &why) || !words_option(c, OPT_WITHDRAWN_BY, "--by", &by))
                return EXIT_USAGE;
        w.author = author(c, *by ? by : login(), *why ? why : "withdraw");
        st = open_records(&w.store, c);
        if (st == OK)
                st = store_setting(&w.papers, w.store, STORE_GO_FOLDER, c->arena);
        if (st == OK)
                st = take_all(&w);
        store_close(w.store);
        if (st != OK)
                return finish(c, st);
        if (is_format(c, "json")) {
                write_json(&w);
        } else {
                print_findings(c);
                print_text(&w);
        }
        return findings_have(&c->findings, ERROR) ? EXIT_FINDINGS : EXIT_GOOD;
}

const struct command command_withdraw = {
        "withdraw",
        run,
        withdraw_options,
        "text json",
        {"[--dry-run] [--reason 理由] コード...\n[--dry-run] [--reason 理由] コード/領収書番号...\n[--dry-run] "
         "[--reason 理由] --file ファイル",
         "[--dry-run] [--reason TEXT] CODE...\n[--dry-run] [--reason TEXT] CODE/RECEIPT...\n[--dry-run] [--reason "
         "TEXT] --file FILE"},
        {"施設、領収書、またはファイルが持ち込んだ記録を取り下げます。履歴に残ります。提出済のものには触れません。",
         "Takes a facility, a receipt, or what a file brought out of the records; the history keeps them. What was "
         "submitted is not touched."},
        "withdraw --dry-run 4710123458\t何が取り下げられるかを見る\twhat would be withdrawn\n"
        "withdraw 4710123458/R-0412 --reason 二重の入力¦twice\t領収書1枚とその明細\tone receipt and its lines\n"
        "withdraw --file 誤った名簿.xlsx¦wrong.xlsx\tそのファイルの持ち込んだものすべて\tall that the file brought\n",
};
