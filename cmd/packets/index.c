#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/terminal/csv_out.h"
#include "cmd/members/workspace.h"
#include "cmd/packets/marking.h"

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/base/text.h"
#include "core/store/kept/records.h"
#include "core/store/kept/sealed.h"

#include "templates/workbook/packet_index.h"

#include "core/banned.h"

static const enum option_id index_options[] = {OPT_INDEX_FILE, OPT_FOUNDER, OPT_PROGRAMME, OPT_FORMAT, OPTIONS};

enum { MOST_ENTRIES = 1000000 };

struct indexing {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct index_entries entries;
        size_t left_out; /* of facilities that the records no longer have */
};

static struct sealed copy_sealed(const struct sealed *s, struct arena *arena)
{
        struct sealed out = *s;

        out.facility = arena_strdup(arena, s->facility);
        out.programme = arena_strdup(arena, s->programme);
        out.category = arena_strdup(arena, s->category);
        out.variant = arena_strdup(arena, s->variant);
        out.status = arena_strdup(arena, s->status);
        out.xml_sha256 = arena_strdup(arena, s->xml_sha256);
        out.zip_sha256 = arena_strdup(arena, s->zip_sha256);
        out.file = arena_strdup(arena, s->file);
        return out;
}

static enum status take_sealed(void *user, const struct sealed *sealed, struct arena *scratch)
{
        struct indexing *x = user;

        (void)scratch;
        if (x->entries.n < MOST_ENTRIES)
                vec_add(x->c->arena, &x->entries)->sealed = copy_sealed(sealed, x->c->arena);
        return OK;
}

/* Adds to a sealed packet whose it is, and what became of it. */
static enum status complete(struct indexing *x, struct index_entry *e)
{
        struct records records = {0};
        bool found = false;
        enum status st = store_filing(&e->filing, x->store, e->sealed.programme, e->sealed.facility, e->sealed.category,
                                      x->c->arena);

        e->programme = x->programme;
        if (st == OK)
                st = store_facility(&records.facility, &found, x->store, e->sealed.facility, x->c->arena);
        if (found)
                e->facility = records.facility;
        return st;
}

/* Of a facility whose code was mistyped, or that was withdrawn, nothing is to be applied for; what was handed in stays on the list. */
static void leave_out_strays(struct indexing *x)
{
        size_t kept = 0;

        for (size_t i = 0; i < x->entries.n; i++) {
                const struct index_entry *e = &x->entries.at[i];

                if (e->facility.code || filing_handed_in(e->filing.state))
                        x->entries.at[kept++] = *e;
        }
        x->left_out = x->entries.n - kept;
        x->entries.n = kept;
}

/* Names of firms are compared as a search does: ㈱ and 株式会社 are one. */
static void keep_those_of(struct indexing *x, const char *founder)
{
        struct arena *arena = x->c->arena;
        const char *wanted = text_party_key(arena, founder);
        size_t kept = 0;

        for (size_t i = 0; i < x->entries.n; i++) {
                const char *name = x->entries.at[i].facility.founder;

                if (name && strcmp(text_party_key(arena, name), wanted) == 0)
                        x->entries.at[kept++] = x->entries.at[i];
        }
        x->entries.n = kept;
}

static enum status gather(struct indexing *x)
{
        enum status st = store_read_begin(x->store);

        if (st == OK)
                st = store_each_sealed(x->store, x->programme->id, take_sealed, x, x->c->arena);
        for (size_t i = 0; st == OK && i < x->entries.n; i++)
                st = complete(x, &x->entries.at[i]);
        store_rollback(x->store);
        if (st == OK)
                leave_out_strays(x);
        if (st == OK && has_option(x->c, OPT_FOUNDER))
                keep_those_of(x, option(x->c, OPT_FOUNDER));
        return st;
}

/* ---- CSV */

static const char *csv_text(const struct index_value *v, struct arena *arena)
{
        char date[DATE_TEXT];

        if (v->has_yen)
                return arena_printf(arena, "%lld", (long long)v->yen.n);
        return date_is_set(v->date) ? arena_strdup(arena, date_iso(date, v->date)) : v->text;
}

static struct bytes index_csv(const struct index_entries *entries, enum language language, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        const size_t n = index_columns();
        const char **cells = arena_alloc(arena, n * sizeof *cells);
        unsigned numbers = 0;

        for (size_t i = 0; i < n; i++) {
                cells[i] = language == JAPANESE ? index_column(i)->header : index_column(i)->attribute;
                if (index_column(i)->type != INDEX_TEXT)
                        numbers |= 1u << i;
        }
        buffer_text(&out, CSV_BOM);
        csv_line(&out, cells, n, 0, arena);
        for (size_t r = 0; r < entries->n; r++) {
                for (size_t i = 0; i < n; i++) {
                        struct index_value v = index_value(&entries->at[r], i, language == JAPANESE, arena);

                        cells[i] = csv_text(&v, arena);
                }
                csv_line(&out, cells, n, numbers, arena);
        }
        return buffer_bytes(&out);
}

/* ---- the command line */

static enum status make(struct bytes *out, struct indexing *x)
{
        struct context *c = x->c;

        if (is_format(c, "xlsx"))
                return index_workbook(out, &x->entries, x->programme, c->arena, &c->findings);
        if (is_format(c, "xml"))
                return index_xml(out, &x->entries, x->programme, option(c, OPT_FOUNDER), c->arena, &c->findings);
        *out = index_csv(&x->entries, c->language, c->arena);
        return OK;
}

/* A list is not signed: who keeps its digest can tell later that it is the one that was made. */
static void say_digest(const struct context *c, const char *path, struct bytes bytes)
{
        const struct digest digest = digest_of(bytes);

        if (!is_format(c, "xml"))
                return;
        fprintf(path ? stdout : beside(),
                say(c,
                    "一覧の SHA-256: %s\n書類とは別に控えておくと、後で soroe verify --index "
                    "で一覧ごと確かめられます。\n",
                    "SHA-256 of the list: %s\nkept apart from the packets it proves the list later: soroe verify "
                    "--index\n"),
                digest.hex);
}

static enum status deliver(const struct indexing *x, struct bytes bytes)
{
        struct context *c = x->c;
        const char *path = option(c, OPT_INDEX_FILE);
        enum status st;

        if (!path) {
                fwrite(bytes.at, 1, bytes.n, stdout);
                say_digest(c, path, bytes);
                return OK;
        }
        st = file_write(path, bytes, 0644, c->arena, &c->findings);
        if (st == OK)
                printf(say(c, "%s を作りました(申請書類一式 %zu件)。\n", "wrote %s (%zu packets)\n"), path,
                       x->entries.n);
        if (st == OK)
                say_digest(c, path, bytes);
        if (st == OK && x->entries.n)
                suggest_mark_list(c, path);
        return st;
}

static int run(struct context *c)
{
        struct indexing x = {.c = c};
        struct bytes bytes = {0};
        enum status st;

        if (c->options.arguments.n)
                return usage_error(c, "index に引数はありません。ファイルに書くには -o です",
                                   "index takes no arguments; a file to write is given with -o",
                                   c->options.arguments.at[0]);
        if (is_format(c, "xlsx") && !has_option(c, OPT_INDEX_FILE) && platform_is_terminal(stdout))
                return usage_error(c, "ブックは画面に出せません。-o FILE.xlsx を付けてください",
                                   "a workbook cannot be shown on a terminal: give -o FILE.xlsx", NULL);
        st = open_workspace(&x.store, &x.programme, c);
        if (st == OK)
                st = gather(&x);
        store_close(x.store);
        if (st == OK && x.left_out)
                fprintf(beside(),
                        say(c, "いまの記録にない施設の書類 %zu件は、載せていません。\n",
                            "packets of facilities that the records no longer have are left out: %zu\n"),
                        x.left_out);
        if (st == OK && !x.entries.n)
                fprintf(beside(), "%s\n",
                        has_option(c, OPT_FOUNDER)
                                ? say(c, "この開設者の確定した書類はありません: soroe index --format csv",
                                      "no sealed packet of this founder: soroe index --format csv")
                                : say(c, "確定した書類はまだありません: soroe packet --all --on 日付",
                                      "no packet is sealed yet: soroe packet --all --on DATE"));
        if (st == OK)
                st = make(&bytes, &x);
        if (st == OK)
                st = deliver(&x, bytes);
        return st == OK ? EXIT_GOOD : finish(c, st);
}

const struct command command_index = {
        "index",
        run,
        index_options,
        "xml csv xlsx",
        {"[-o ファイル] [--founder 開設者] [--format 形式]", "[-o FILE] [--founder NAME] [--format FORMAT]"},
        {"作った書類すべての一覧(金額、申請の状態、SHA-256)を作ります。",
         "Lists all sealed packets, with amounts, digests, and what became of them."},
        "index --format xlsx -o 提出一覧.xlsx¦index.xlsx\t書き込むための一覧\tthe list to fill in\n"
        "index -o packets/r7-online-qualification/index.xml\t書類に添える一覧\tthe index to go with the packets\n"
        "index --founder 霞会¦Kasumi --format xlsx -o 一括申請.xlsx¦bulk.xlsx\t一括申請の施設の一覧\tthe list for a "
        "bulk application\n"
        "index --format csv\t画面に\tto the terminal\n",
};
