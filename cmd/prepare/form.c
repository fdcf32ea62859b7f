#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/prepare/form_from.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/bare_slips.h"
#include "cmd/members/workspace.h"

#include "cmd/terminal/status_text.h"

#include "core/file/file.h"
#include "core/value/identifier.h"
#include "core/store/kept/records.h"

#include "templates/workbook/form.h"

#include "core/banned.h"

static const enum option_id form_options[] = {OPT_FROM_PAPERS, OPT_ALL,    OPT_OUTPUT,   OPT_SLIPS_FILE,
                                              OPT_PROGRAMME,   OPT_FORMAT, OPT_PROGRESS, OPTIONS};

#define FORM_MOST_BYTES ((size_t)64 << 20) /* the most bytes of a file that stands where one is to be written */

/* What became of a file. LEFT: another one of its name is there; nothing is overwritten. */
enum form_outcome { WRITTEN, SAME, LEFT, OUTCOMES };

struct forms {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        bool json;
        const char *slips_path; /* NULL: no slips */
        struct slips slips;
        int n[OUTCOMES];
};

/* One form: its file, and the code of its facility, "" for a form without data. */
struct made {
        const char *path, *code, *name;
        size_t receipts, purchases;
        enum form_outcome outcome;
};

static bool is_same(const char *path, struct bytes bytes, struct arena *arena)
{
        struct findings own = findings_in(arena); /* what cannot be read is another file */
        struct bytes there;

        return file_read(&there, path, FORM_MOST_BYTES, arena, &own) == OK && there.n == bytes.n &&
               memcmp(there.at, bytes.at, bytes.n) == 0;
}

static enum status write_form(struct made *made, struct forms *f, const struct form_input *in, struct arena *arena)
{
        struct bytes bytes;
        bool there = false;
        enum status st = form_write(&bytes, in, arena, &f->c->findings);

        if (st == OK)
                st = file_there(&there, made->path, &f->c->findings);
        if (st != OK)
                return st;
        if (there) {
                made->outcome = is_same(made->path, bytes, arena) ? SAME : LEFT;
        } else {
                st = file_write(made->path, bytes, 0644, arena, &f->c->findings);
                made->outcome = WRITTEN;
        }
        if (st == OK)
                f->n[made->outcome]++;
        return st;
}

/* Before anything is written: a slip says the number of a receipt that is recorded. */
static enum status gather_slips(struct forms *f, const char *code, size_t receipts, struct arena *arena)
{
        const struct context *c = f->c;

        if (!f->slips_path)
                return OK;
        if (receipts)
                return bare_slips_add(&f->slips, f->store, code, arena);
        fprintf(beside(), "soroe form: %s\n%s\n",
                say(c, "札(--slips)にする領収書が、まだ記録されていません",
                    "no receipt is recorded yet to print a slip for (--slips)"),
                say(c, "対処: 領収書を取り込んでから(soroe import)、もう一度実行してください。",
                    "remedy: import the receipts (soroe import), then run it again"));
        return ERR_USAGE;
}

/* A facility of the workspace. *found is false where there is none of this code. */
static enum status write_facility(struct made *made, bool *found, struct forms *f, const char *code,
                                  struct arena *arena)
{
        struct records records;
        struct receipt_list receipts = {0};
        struct form_input in = {.programme = f->programme, .records = &records, .receipts = &receipts};
        enum status st = store_records(&records, found, f->store, code, arena);

        if (st == OK && *found)
                st = store_receipts_paid(&receipts, f->store, code, arena);
        if (st != OK || !*found)
                return st;
        made->code = records.facility.code;
        made->name = records.facility.name;
        made->receipts = receipts.n;
        made->purchases = records.purchases.n;
        st = gather_slips(f, records.facility.code, receipts.n, arena);
        return st != OK ? st : write_form(made, f, &in, arena);
}

/* ---- what is said */

static void print_json(const struct forms *f, const struct made *m)
{
        static const char *const words[OUTCOMES] = {"written", "unchanged", "left"};
        json_t *file = json_object(), *sheets = json_array();

        for (size_t i = 0; form_sheet(i); i++)
                json_array_append_new(sheets, json_string(form_sheet(i)));
        json_object_set_new(file, "file", json_string(m->path));
        json_object_set_new(file, "facility", *m->code ? json_string(m->code) : json_null());
        json_object_set_new(file, "receipts", json_integer((json_int_t)m->receipts));
        json_object_set_new(file, "purchases", json_integer((json_int_t)m->purchases));
        json_object_set_new(file, "sheets", sheets);
        json_object_set_new(file, "result", json_string(words[m->outcome]));
        if (f->slips_path)
                json_object_set_new(file, "slips", json_integer((json_int_t)f->slips.n));
        if (f->n[WRITTEN] + f->n[SAME] + f->n[LEFT] > 1)
                putchar(',');
        json_write(file);
}

static const char *sheet_words(const struct context *c)
{
        struct buffer out = buffer_in(c->arena);

        for (size_t i = 0; form_sheet(i); i++) {
                buffer_printf(&out, "%s%s", !i ? "" : say(c, "、", ", "), form_sheet(i));
                if (c->language == ENGLISH)
                        buffer_printf(&out, " (%s)", form_sheet_table(i));
        }
        return out.at;
}

static void print_next(const struct context *c, const char *path)
{
        fprintf(beside(), "%s %s\n", say(c, "記入して保存したら:", "when it is filled in and saved:"),
                command_here(c, arena_printf(c->arena, "import %s --scans %s", path, say(c, "領収書", "DIR"))));
}

static void print_one(const struct forms *f, const struct made *m)
{
        const struct context *c = f->c;
        bool ja = c->language == JAPANESE;

        if (m->outcome == LEFT) {
                fprintf(beside(), "soroe form: %s: \"%s\"\n%s\n",
                        say(c, "同じ名前の、内容の違うファイルがあります", "another file of this name is there"),
                        m->path,
                        say(c, "上書きはしません。別の名前を指定するか、そのファイルを移してください。",
                            "it is not overwritten: give another name, or move that file away"));
                return;
        }
        if (m->outcome == SAME)
                printf(ja ? "%s はもうあり、内容は同じです(シート: %s)。\n"
                          : "%s is there already, and the same (sheets: %s)\n",
                       m->path, sheet_words(c));
        else
                printf(ja ? "%s を作りました(シート: %s)。\n" : "wrote %s (sheets: %s)\n", m->path, sheet_words(c));
        if (*m->code)
                printf(ja ? "%s(%s)の領収書 %zu、購入明細 %zu を記入してあります。\n"
                          : "filled in for %s (%s): %zu receipts, %zu purchases\n",
                       m->name, m->code, m->receipts, m->purchases);
        if (f->slips_path)
                bare_slips_tell(c, f->slips_path, &f->slips);
        print_next(c, m->path);
}

/* ---- one form */

/* Without a code: the only facility of the workspace, else a form without data. */
static enum status choose_facility(char code[CODE_TEXT], struct forms *f)
{
        struct context *c = f->c;
        const struct texts *arguments = &c->options.arguments;
        struct texts codes = {0};
        enum status st = OK;

        *code = '\0';
        if (arguments->n > 1) {
                if (code_parse(code, arguments->at[1]) > CODE_NO_PREFECTURE)
                        snprintf(code, CODE_TEXT, "-");
                return OK;
        }
        st = store_facility_codes(&codes, f->store, "", c->arena);
        if (st == OK && codes.n == 1)
                snprintf(code, CODE_TEXT, "%s", codes.at[0]);
        if (st == OK && codes.n > 1 && f->slips_path) {
                usage_error(c, "施設がいくつもあります。札(--slips)を作る1施設のコードも指定してください",
                            "there are several facilities: with --slips, name one, too", NULL);
                return ERR_USAGE;
        }
        if (st == OK && codes.n > 1 && !f->json)
                fprintf(beside(), "%s\n",
                        say(c,
                            "施設がいくつもあるので、何も記入していない表を作ります。1施設の分: soroe form FILE.xlsx "
                            "コード",
                            "there are several facilities: an empty form. For one of them: soroe form FILE.xlsx CODE"));
        return st;
}

static enum status one(struct forms *f)
{
        struct context *c = f->c;
        struct made made = {.path = c->options.arguments.at[0], .code = "", .name = ""};
        struct form_input blank = {.programme = f->programme};
        char code[CODE_TEXT];
        bool found = true;
        enum status st = choose_facility(code, f);

        if (st == OK && !*code)
                st = gather_slips(f, "", 0, c->arena);
        if (st == OK)
                st = *code ? write_facility(&made, &found, f, code, c->arena) : write_form(&made, f, &blank, c->arena);
        if (st == OK && !found) {
                usage_error(c, "施設の表にないコードです", "no facility of this code", c->options.arguments.at[1]);
                return ERR_USAGE;
        }
        if (st == OK && f->slips_path && made.outcome != LEFT)
                st = bare_slips_write(f->slips_path, &f->slips, c);
        if (st == OK && f->json)
                print_json(f, &made);
        else if (st == OK)
                print_one(f, &made);
        return st;
}

/* ---- a form with a row for each paper */

/* The last argument is the file to write; those before it are further papers. */
static enum status from_papers(struct forms *f)
{
        struct context *c = f->c;
        const struct texts *arguments = &c->options.arguments;
        struct form_papers papers;
        struct form_input in = {.programme = f->programme, .scans = &papers.scans};
        struct made made = {.path = arguments->at[arguments->n - 1], .code = "", .name = ""};
        struct texts from = {0};
        enum status st;

        *vec_add(c->arena, &from) = option(c, OPT_FROM_PAPERS);
        for (size_t i = 0; i + 1 < arguments->n; i++)
                *vec_add(c->arena, &from) = arguments->at[i];
        st = form_from(&papers, c, f->store, &from);
        if (st == OK)
                st = write_form(&made, f, &in, c->arena);
        made.receipts = papers.scans.n;
        if (st == OK && f->json) {
                print_json(f, &made);
        } else if (st == OK) {
                print_one(f, &made);
                form_from_tell(c, &papers);
        }
        return st;
}

/* ---- a form for each facility */

static enum status of_each(struct forms *f, const char *folder, struct arena *scratch)
{
        struct arena *batch = arena_child(scratch);
        struct texts codes;
        char last[CODE_TEXT] = "";
        enum status st;
        bool found;

        do {
                arena_reset(batch);
                st = store_facility_codes(&codes, f->store, last, batch);
                for (size_t i = 0; st == OK && i < codes.n; i++) {
                        struct made made = {.code = "", .name = ""};

                        arena_reset(scratch);
                        made.path = file_join(scratch, folder, arena_printf(scratch, "%s.xlsx", codes.at[i]));
                        st = write_facility(&made, &found, f, codes.at[i], scratch);
                        if (st == OK && f->json)
                                print_json(f, &made);
                        else if (st == OK && made.outcome == LEFT)
                                printf("%s  %s\n", made.path,
                                       say(f->c, "見送り: 内容の違うファイルがあります",
                                           "left alone: another file is there"));
                }
                if (codes.n)
                        snprintf(last, sizeof last, "%s", codes.at[codes.n - 1]);
        } while (st == OK && codes.n);
        arena_free(batch);
        return st;
}

static enum status all(struct forms *f)
{
        struct context *c = f->c;
        const char *folder = option(c, OPT_OUTPUT);
        struct arena *scratch = arena_child(c->arena);
        enum status st = file_make_folders(folder, c->arena, &c->findings);

        if (st == OK) {
                file_sweep(folder);
                st = of_each(f, folder, scratch);
        }
        arena_free(scratch);
        if (st != OK || f->json)
                return st;
        printf(c->language == JAPANESE ? "記入表: 作成 %d、変更なし %d、見送り %d。場所: %s\n"
                                       : "forms: %d written, %d unchanged, %d left alone, in %s\n",
               f->n[WRITTEN], f->n[SAME], f->n[LEFT], folder);
        if (!f->n[WRITTEN] && !f->n[SAME] && !f->n[LEFT])
                fprintf(beside(), "%s\n",
                        say(c, "施設の表をまだ取り込んでいません。次に: soroe import 施設.csv",
                            "no table of facilities was imported yet; next: soroe import facilities.csv"));
        if (f->n[WRITTEN] + f->n[SAME])
                print_next(c, folder);
        return st;
}

static bool ends_in(const char *name, const char *ending)
{
        const size_t n = strlen(name), k = strlen(ending);

        return n > k && strcmp(name + n - k, ending) == 0;
}

static bool check_slips(const struct context *c)
{
        const char *path = option(c, OPT_SLIPS_FILE);

        if (path && (has_option(c, OPT_ALL) || has_option(c, OPT_FROM_PAPERS)))
                usage_error(c, "--slips は1施設の記入表と使います。全施設の札は soroe slips ファイル.pdf",
                            "--slips goes with the form of one facility; for all facilities: soroe slips FILE.pdf",
                            NULL);
        else if (path && !ends_in(path, ".pdf"))
                usage_error(c, "札のファイルの名前(.pdf で終わるもの)を指定してください",
                            "name the file of the slips, ending in .pdf", path);
        else
                return true;
        return false;
}

static bool check_arguments(const struct context *c)
{
        const struct texts *arguments = &c->options.arguments;

        if (has_option(c, OPT_ALL)) {
                if (!has_option(c, OPT_OUTPUT))
                        usage_error(c, "書き出すフォルダー(-o)がありません", "the folder to write to (-o) is missing",
                                    NULL);
                else if (arguments->n)
                        usage_error(c, "--all のときは、ファイルも施設も指定しません",
                                    "with --all, name no file and no facility", arguments->at[0]);
                return has_option(c, OPT_OUTPUT) && !arguments->n;
        }
        if (!arguments->n || !ends_in(arguments->at[has_option(c, OPT_FROM_PAPERS) ? arguments->n - 1 : 0], ".xlsx")) {
                usage_error(c, "作るファイルの名前(.xlsx で終わるもの)を指定してください",
                            "name the file to write, ending in .xlsx", arguments->n ? arguments->at[0] : NULL);
                return false;
        }
        if ((arguments->n > 2 && !has_option(c, OPT_FROM_PAPERS)) || has_option(c, OPT_OUTPUT)) {
                usage_error(c, "1度に作れるのは1施設の分です。全施設なら --all -o フォルダー",
                            "one form at a time; for all facilities: --all -o DIR",
                            arguments->n > 2 ? arguments->at[2] : NULL);
                return false;
        }
        return true;
}

static int run(struct context *c)
{
        struct forms f = {.c = c, .json = is_format(c, "json"), .slips_path = option(c, OPT_SLIPS_FILE)};
        enum status st;

        if (!check_slips(c) || !check_arguments(c))
                return EXIT_USAGE;
        st = open_workspace(&f.store, &f.programme, c);
        if (st == OK)
                st = store_read_begin(f.store);
        if (st == OK)
                status_print_over(c, beside(), f.programme, date_today_in_japan());
        if (st == OK && f.json)
                fputs("{\"schema\":\"soroe.form/1\",\"files\":[", stdout);
        if (st == OK)
                st = has_option(c, OPT_ALL) ? all(&f) : has_option(c, OPT_FROM_PAPERS) ? from_papers(&f) : one(&f);
        if (st == OK && f.json)
                puts("]}");
        store_close(f.store);
        return st == OK && f.n[LEFT] ? EXIT_FINDINGS : finish(c, st);
}

const struct command command_form = {
        "form",
        run,
        form_options,
        "text json",
        {"ファイル.xlsx [コード] [--slips ファイル.pdf]\n--from フォルダー|画像 [画像...] ファイル.xlsx\n--all -o "
         "フォルダー",
         "FILE.xlsx [CODE] [--slips FILE.pdf]\n--from DIR|SCAN [SCAN...] FILE.xlsx\n--all -o DIR"},
        {"記入表(Excel)を作ります。分かっていることは記入してあります。",
         "Writes a workbook to fill in; what is known already stands in it."},
        "form 記入表.xlsx¦entry.xlsx\t空の記入表\tan empty one\n"
        "form 記入表.xlsx¦entry.xlsx 4710123458\t1施設の分\tof one facility\n"
        "form --from 領収書¦scans 記入表.xlsx¦entry.xlsx\t紙を読んで記入した表\tfilled in from papers\n"
        "form --all -o 記入表¦forms\t施設ごとに1冊ずつ\tone for each facility\n",
};
