#include "receipts/import/delivery.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/base/text.h"

#include "core/banned.h"

bool delivery_is_litter(const char *name)
{
        static const char *const names[] = {"Thumbs.db", "ehthumbs.db", "desktop.ini",  "__MACOSX",
                                            "@eaDir",    "Icon\r",      "$RECYCLE.BIN", "System Volume Information"};
        const char *dot = strrchr(name, '.');

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                if (strcasecmp(names[i], name) == 0)
                        return true;
        return name[0] == '.' || strncmp(name, "~$", 2) == 0 || (dot && strcasecmp(dot, ".lnk") == 0);
}

static void complain(const struct delivered *at, const char *why, struct findings *findings)
{
        const char *name = arena_strdup(findings->arena, at->name);

        finding_add(findings, E001, NULL, name, name)->args[0] = why;
}

static bool holds(const struct texts *names, const char *name)
{
        for (size_t i = 0; i < names->n; i++)
                if (strcmp(names->at[i], name) == 0)
                        return true;
        return false;
}

/* The files of a workspace are nothing that somebody hands over. */
static bool is_of_workspace(const char *name)
{
        static const char *const names[] = {"soroe.lock", "evidence", "rejected",
                                            "packets",    "letters",  "programme.xml"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                if (strcmp(names[i], name) == 0)
                        return true;
        return strncmp(name, "soroe.db", 8) == 0;
}

/* Lists the names in a folder, without litter (which is counted) and without the files of a workspace. False: the
 * folder cannot be read. */
static bool list(struct texts *out, struct delivery *delivery, const char *folder, struct arena *arena)
{
        bool is_workspace;
        size_t kept = 0;

        if (!file_list(out, folder, arena))
                return false;
        is_workspace = holds(out, "soroe.db") && holds(out, "evidence");
        for (size_t i = 0; i < out->n; i++)
                if (delivery_is_litter(out->at[i]))
                        delivery->litter++;
                else if (!is_workspace || !is_of_workspace(out->at[i]))
                        out->at[kept++] = out->at[i];
        out->n = kept;
        return true;
}

/* A person can mend a missing permission; a machine that fails is a fault. */
static enum status lost(const struct delivered *at, int error, const char *why, struct findings *findings)
{
        if (!file_error_is_of_name(error))
                return fault_set(findings, F_OPEN, at->path, platform_words(error));
        complain(at, file_error_forbids(error) ? "権限がありません¦no permission" : why, findings);
        return OK;
}

static enum status walk(struct delivery *out, const struct delivered *folder, int depth, struct arena *arena,
                        struct findings *findings);

/* What cannot even be looked at is neither folder nor file; but a link that leads nowhere is left to whoever opens it. */
static enum status take(struct delivery *out, const struct delivered *at, int depth, struct arena *arena,
                        struct findings *findings)
{
        static const char gone[] = "ありません¦no such file";
        struct platform_state state, own;
        bool seen = platform_state(&state, at->path);

        if (!seen && platform_error() != PLATFORM_MISSING && platform_error() != PLATFORM_IS_LINK)
                return lost(at, platform_code(), gone, findings);
        if (!seen || state.kind != IS_FOLDER) {
                *vec_add(arena, out) = *at;
                return OK;
        }
        if (!platform_state_of_name(&own, at->path))
                return lost(at, platform_code(), gone, findings);
        if (own.kind != IS_LINK)
                return walk(out, at, depth + 1, arena, findings);
        /* it may lead back, or to what nobody meant to hand over */
        complain(at, "フォルダーへのリンクは開きません¦a link to a folder is not followed", findings);
        return OK;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as DELIVERY_MOST_DEPTH */
static enum status walk(struct delivery *out, const struct delivered *folder, int depth, struct arena *arena,
                        struct findings *findings)
{
        struct texts names;
        enum status st = OK;

        if (depth > DELIVERY_MOST_DEPTH) {
                complain(folder, "フォルダーが深すぎます¦folders too deep", findings);
                return OK;
        }
        if (!list(&names, out, folder->path, arena))
                return lost(folder, platform_code(), "フォルダーを開けません¦the folder cannot be opened", findings);
        for (size_t i = 0; st == OK && i < names.n; i++) {
                const char *name = folder->unpacked ? file_given_name(arena, names.at[i]) : names.at[i];
                const struct delivered at = {file_join(arena, folder->name, name),
                                             file_join(arena, folder->label, name),
                                             file_join(arena, folder->path, names.at[i]), folder->unpacked};

                if (out->n >= DELIVERY_MOST_FILES) {
                        complain(&at, "ファイルが多すぎます¦too many files", findings);
                        return OK;
                }
                st = take(out, &at, depth, arena, findings);
        }
        return st;
}

enum status delivery_walk(struct delivery *out, const struct delivered *folder, struct arena *arena,
                          struct findings *findings)
{
        return walk(out, folder, 0, arena, findings);
}
