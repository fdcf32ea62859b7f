#include "cmd/letters/letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum status letters_open_files(struct letters *l)
{
        struct context *c = l->c;
        enum status st;

        if (!l->all)
                return OK;
        st = part_file_open(&l->print, file_join(c->arena, l->folder, PRINT_FILE), 0644, c->arena, &c->findings);
        if (st == OK)
                st = part_file_open(&l->mails, file_join(c->arena, l->folder, MAIL_FILE), 0644, c->arena, &c->findings);
        if (st != OK)
                return st;
        l->binder = binder_new(&l->print, l->bound);
        mails_head(l, c->arena);
        return OK;
}

enum status letters_close_files(struct letters *l)
{
        struct context *c = l->c;
        enum status st = OK;

        if (l->all && binder_pages(l->binder)) {
                binder_finish(l->binder, arena_printf(c->arena, "%s %s", l->programme->ja, "会員への手紙"), l->as_of);
                st = part_file_close(&l->print, &c->findings);
        } else if (l->all) { /* a document without pages is none, and must not get its name with the others */
                const char *part = file_join(c->arena, l->folder, "." PRINT_FILE ".part");

                part_file_drop(&l->print);
                if (file_unlink(part) != 0 && platform_error() != PLATFORM_MISSING)
                        st = fault_set(&c->findings, F_WRITE, part, platform_why());
        }
        if (st == OK && l->all)
                st = part_file_close(&l->mails, &c->findings);
        return st == OK ? file_name_parts(l->folder, &c->findings) : st;
}

static int by_text(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

enum { CODE_DIGITS = 10 };

/* Is it one of an earlier run, which this one has not written? */
static bool is_old(const struct letters *l, const char *name, struct arena *arena)
{
        const char *code = arena_strndup(arena, name, strspn(name, "0123456789")), *ending = name + strlen(code);

        if (strcmp(name, PRINT_FILE) == 0)
                return !binder_pages(l->binder);
        if (strlen(code) != CODE_DIGITS || (strcmp(ending, ".pdf") != 0 && strcmp(ending, "-slips.pdf") != 0))
                return false;
        return !l->files.n || !bsearch(&name, l->files.at, l->files.n, sizeof *l->files.at, by_text);
}

enum status letters_find_old(struct letters *l)
{
        struct context *c = l->c;
        struct texts names;
        const char *first = NULL, *last = "";
        int n = 0;

        if (!l->all)
                return OK;
        if (!file_list(&names, l->folder, c->arena))
                return platform_error() == PLATFORM_MISSING
                               ? OK
                               : fault_set(&c->findings, F_OPEN, l->folder, platform_why());
        if (l->files.n)
                qsort(l->files.at, l->files.n, sizeof *l->files.at, by_text);
        for (size_t i = 0; i < names.n; i++) {
                if (!is_old(l, names.at[i], c->arena))
                        continue;
                n += strncmp(last, names.at[i], CODE_DIGITS) != 0; /* a letter and its slips are one */
                last = names.at[i];
                first = first ? first : last;
        }
        if (n)
                finding_add(&l->found, W375, NULL, file_join(c->arena, l->folder, first), NULL)->args[0] =
                        arena_printf(c->arena, "%d", n);
        return OK;
}
