#include "cmd/prepare/form_from.h"

#include <stdio.h>
#include <string.h>

#include "cmd/members/workers.h"
#include "cmd/prepare/form_scan.h"
#include "cmd/read/read_papers.h"
#include "cmd/terminal/print.h"

#include "core/file/file.h"
#include "core/format/image.h"
#include "core/platform/platform.h"
#include "core/store/across/papers.h"

#include "core/banned.h"

enum { MOST_DEPTH = 8, MOST_FILES = 10000 };

/* ---- which files */

static bool may_be_paper(const char *name)
{
        static const char *const endings[] = {".jpg", ".jpeg", ".png", ".pdf", ".JPG", ".JPEG", ".PNG", ".PDF"};
        const size_t n = strlen(name);

        for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
                if (n > strlen(endings[i]) && strcmp(name + n - strlen(endings[i]), endings[i]) == 0)
                        return *name != '.';
        return false;
}

/* A folder is walked, its papers alone are taken; a file that is named is taken whatever it is called. */
static enum status gather(struct texts *out, struct context *c, const char *path, int depth)
{
        struct platform_state state;
        struct texts names;

        if (!platform_state(&state, path) || (depth == 0 && state.kind != IS_FILE && state.kind != IS_FOLDER)) {
                usage_error(c, "その名のファイルもフォルダーもありません", "there is no such file or folder", path);
                return ERR_USAGE;
        }
        if (state.kind == IS_FILE && (depth == 0 || may_be_paper(file_base_name(path))) && out->n < MOST_FILES)
                *vec_add(c->arena, out) = path;
        if (state.kind != IS_FOLDER || depth == MOST_DEPTH || !file_list(&names, path, c->arena))
                return OK;
        for (size_t i = 0; i < names.n; i++) {
                enum status st =
                        *names.at[i] == '.' ? OK : gather(out, c, file_join(c->arena, path, names.at[i]), depth + 1);

                if (st != OK)
                        return st;
        }
        return OK;
}

/* ---- what was read of them */

struct filling {
        struct context *c;
        struct form_papers *out;
        struct known_names issuers;
};

static enum status fill(void *user, const struct paper_read *read, struct arena *scratch)
{
        struct filling *f = user;
        struct arena *arena = f->c->arena;
        struct findings findings = findings_in(scratch);
        struct scan_read scan = {.name = arena_strdup(arena, file_base_name(read->path)),
                                 .reading = &read->reading,
                                 .read_on = date_today_in_japan()};
        struct form_scan row;
        enum paper_kind other;

        if (file_read(&scan.file, read->path, IMAGE_MOST_BYTES, scratch, &findings) != OK)
                scan.file.n = 0;
        other = form_scan_of(&row, &scan, &f->issuers, arena);
        if (other) {
                *vec_add(arena, &f->out->others) = arena_printf(
                        arena, "%s(%s)", scan.name, finding_word(arena, paper_kind_word(other), f->c->language));
                return OK;
        }
        f->out->unread += !row.known;
        *vec_add(arena, &f->out->scans) = row;
        return OK;
}

enum status form_from(struct form_papers *out, struct context *c, struct store *store, const struct texts *from)
{
        struct filling filling = {.c = c, .out = out};
        struct paper_readers readers;
        struct progress progress;
        struct texts paths = {0};
        enum status st = OK;

        *out = (struct form_papers){0};
        for (size_t i = 0; st == OK && i < from->n; i++)
                st = gather(&paths, c, from->at[i], 0);
        if (st == OK)
                st = store_known_issuers(&filling.issuers, store, c->arena);
        if (st != OK)
                return st;
        if (!progress_open(&progress, c))
                return ERR_USAGE;
        paper_find_readers(&readers);
        out->no_reader = !*readers.program;
        return read_papers(&(struct papers_reading){c, &readers, &progress, workers_default(), fill, &filling}, &paths);
}

/* ---- what is said of it */

void form_from_tell(const struct context *c, const struct form_papers *p)
{
        const size_t filled = p->scans.n - p->unread;

        printf(c->language == JAPANESE ? "画像 %zu枚の行を作り、%zu枚は読み取った値を記入しました。\n"
                                       : "rows for %zu scans; %zu have values that were read\n",
               p->scans.n, filled);
        for (size_t i = 0; i < p->others.n; i++)
                printf("  %s: %s\n", say(c, "領収書ではないので、行を作りません", "no receipt, and no row"),
                       p->others.at[i]);
        if (filled)
                puts(say(c, "黄色の値を紙と見比べて、「確認」に ○ を記入してください。○ のない行は取り込みません。",
                         "hold the yellow values against the papers, and write ○ into 確認: other rows are not taken "
                         "in."));
        if (p->no_reader && p->unread)
                fprintf(beside(), "%s\n",
                        say(c, "画像を読むプログラム soroe-reader がないので、画像の行は名前だけです。",
                            "soroe-reader is not installed: rows of pictures have the name alone"));
}
