#include "core/backup/backup_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/backup/tar.h"

#include "core/banned.h"

enum { MOST_DEPTH = 3, NAMED = 5 };

/* ---- the other folders: regular files alone, in the order of their names */

static int by_name(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void leave_out(struct backup *b, const char *name, const char *why)
{
        if (b->left_out++ < BACKUP_MOST_TOLD)
                finding_add(b->findings, W356, NULL, NULL, arena_strdup(b->findings->arena, name))->args[0] = why;
}

/* Lists a folder. If it cannot be read to its end, that is noted. */
static void list_folder(struct texts *out, struct backup *b, const char *path)
{
        if (!file_list(out, path, b->arena) && platform_error() != PLATFORM_MISSING)
                (void)backup_unreadable(b, path, platform_code());
}

/* Is it an unfinished file, of a run that is under way or was interrupted? */
static bool is_part(const char *name)
{
        size_t n = strlen(name);

        return *name == '.' && n > strlen(".part") && strcmp(name + n - strlen(".part"), ".part") == 0;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as MOST_DEPTH */
static enum status add_name(struct backup *b, const char *folder, const char *name, int depth)
{
        const char *inner = arena_printf(b->arena, "%s/%s", folder, name);
        char path[PLATFORM_MOST_PATH];
        struct platform_state state;

        if (is_part(name))
                return OK;
        if (!platform_state_of_name(&state, backup_under(path, sizeof path, b, inner)))
                return platform_error() == PLATFORM_MISSING ? OK /* taken away meanwhile */
                                                            : backup_unreadable(b, path, platform_code());
        if (state.kind == IS_LINK)
                leave_out(b, inner, "リンクです¦a link");
        else if (state.kind != IS_FOLDER && state.kind != IS_FILE)
                leave_out(b, inner, "ファイルではありません¦no file");
        else if (state.kind == IS_FOLDER && depth == MOST_DEPTH)
                leave_out(b, inner, "フォルダーが深すぎます¦the folder is too deep");
        else if (strlen(inner) > TAR_MOST_NAME || !backup_name_permitted(inner))
                leave_out(b, inner, "使えない名前です¦a name that cannot be used");
        else if (state.kind == IS_FOLDER)
                return backup_add_folder(b, inner, depth + 1);
        else
                return backup_add_file(b, path, inner);
        return OK;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as MOST_DEPTH */
enum status backup_add_folder(struct backup *b, const char *name, int depth)
{
        char path[PLATFORM_MOST_PATH];
        struct texts names;
        enum status st = OK;

        list_folder(&names, b, backup_under(path, sizeof path, b, name));
        for (size_t i = 0; st == OK && i < names.n; i++)
                st = add_name(b, name, names.at[i], depth);
        return st;
}

/* ---- what is no record, and stays where it is */

struct others {
        struct buffer names;
        int64_t n;
};

static void add_other(struct others *o, const char *folder, const char *name)
{
        if (o->n++ < NAMED)
                buffer_printf(&o->names, "%s%s%s", o->n > 1 ? ", " : "", folder, name);
}

static bool is_ours(const char *name)
{
        static const char *const ours[] = {"soroe.db", "soroe.db-wal", "soroe.db-shm",  "soroe.db-journal", "evidence",
                                           "rejected", "packets",      "programme.xml", "soroe.lock"};

        for (size_t i = 0; i < sizeof ours / sizeof *ours; i++)
                if (strcmp(name, ours[i]) == 0)
                        return true;
        return *name == '.'; /* locks and rooms of runs */
}

static bool is_recorded(const struct backup *b, const char *scan)
{
        return b->scans.n && bsearch(&scan, b->scans.at, b->scans.n, sizeof *b->scans.at, by_name);
}

void backup_name_others(struct backup *b)
{
        struct others others = {.names = buffer_in(b->arena)};
        struct texts names;
        char path[PLATFORM_MOST_PATH];

        list_folder(&names, b, store_folder(b->store));
        for (size_t i = 0; i < names.n; i++)
                if (!is_ours(names.at[i]))
                        add_other(&others, "", names.at[i]);
        list_folder(&names, b, backup_under(path, sizeof path, b, "evidence"));
        for (size_t i = 0; i < names.n; i++)
                if (!is_part(names.at[i]) && !is_recorded(b, names.at[i]))
                        add_other(&others, "evidence/", names.at[i]);
        if (!others.n)
                return;
        finding_add(b->findings, I060, NULL,
                    arena_printf(b->findings->arena, others.n > NAMED ? "%s, …" : "%s", others.names.at), NULL)
                ->args[0] = arena_printf(b->findings->arena, "%lld", (long long)others.n);
}
