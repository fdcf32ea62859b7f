#include "cmd/members/home.h"

#include <stdlib.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum { HASH_DIGITS = 8 };

static bool is_folder(const char *path)
{
        struct platform_state state;

        return platform_state(&state, path) && state.kind == IS_FOLDER;
}

static bool has_records(const char *folder, struct arena *arena)
{
        struct platform_state state;

        return platform_state(&state, file_join(arena, folder, "soroe.db")) && state.kind == IS_FILE;
}

/* What people call their folders may hold a slash at the end; the root keeps its own. */
static const char *without_slash(const char *folder, struct arena *arena)
{
        return arena_strndup(arena, folder, file_bare_length(folder));
}

/* $XDG_DATA_HOME where it is a path from the root, else ~/.local/share (on Windows %LOCALAPPDATA%); NULL: nobody says. */
static const char *data_folder(struct arena *arena)
{
        const char *xdg = platform_env("XDG_DATA_HOME"), *home = platform_env("HOME"),
                   *local = platform_env("LOCALAPPDATA");

        if (xdg && file_root(xdg))
                return xdg;
        if (home && *home)
                return file_join(arena, home, ".local/share");
        return local && *local ? local : NULL;
}

/* 補助金-3f9c0b12: two folders of one name are two. */
static const char *away(const char *folder, struct arena *arena)
{
        const char *data = data_folder(arena), *label = file_absolute(arena, folder);
        const struct digest digest = digest_of(bytes_of(label));

        if (!data)
                return NULL;
        return file_join(arena, file_join(arena, data, "soroe"),
                         arena_printf(arena, "%s-%.*s", file_base_name(label), HASH_DIGITS, digest.hex));
}

static enum status find_beside(struct home *out, struct arena *arena, struct findings *findings)
{
        struct platform_state state;

        out->workspace = file_join(arena, out->folder, HOME_FOLDER);
        if (platform_state(&state, out->workspace) && state.kind != IS_FOLDER)
                return fault_set(findings, F_IN_THE_WAY, out->workspace, NULL);
        return OK;
}

enum status home_find(struct home *out, const char *folder, struct arena *arena, struct findings *findings)
{
        const char *elsewhere;
        struct platform_state state;
        enum status st = OK;

        *out = (struct home){.folder = without_slash(folder, arena)};
        if (!platform_state(&state, out->folder) && !file_error_is_of_name(platform_code()))
                return fault_set(findings, F_OPEN, out->folder, platform_why());
        if (!is_folder(out->folder))
                return ERR_USAGE;
        out->name = file_base_name(file_absolute(arena, out->folder));
        elsewhere = platform_is_network(out->folder) ? away(out->folder, arena) : NULL;
        if (has_records(out->folder, arena)) {
                out->workspace = out->folder;
        } else if (elsewhere) {
                out->workspace = elsewhere;
                out->is_away = true;
        } else {
                st = find_beside(out, arena, findings);
        }
        out->is_there = st == OK && has_records(out->workspace, arena);
        return st;
}

/* One that was only copied into the folder is found by its name on Windows, where programs are carried about so. */
bool home_holds_program(const char *folder, struct arena *arena)
{
        char *program = platform_program();
        struct platform_state own, there;
        bool same = false;

        if (program && platform_state(&own, program) &&
            platform_state(&there, file_join(arena, folder, file_base_name(program))))
                same = own.volume == there.volume && own.node == there.node;
        free(program);
        return same || (platform_state(&there, file_join(arena, folder, "soroe.exe")) && there.kind == IS_FILE);
}

const char *home_workspace(const char *folder, struct arena *arena)
{
        const char *beside = file_join(arena, folder, HOME_FOLDER), *elsewhere;

        if (has_records(folder, arena) || !is_folder(folder))
                return folder;
        if (has_records(beside, arena))
                return beside;
        elsewhere = platform_is_network(folder) ? away(folder, arena) : NULL;
        return elsewhere && has_records(elsewhere, arena) ? elsewhere : folder;
}
