#include "cmd/members/workspace.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/colour.h"
#include "cmd/terminal/print.h"

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

char *workspace_packets(const struct context *c, const struct programme *programme, const char *out,
                        struct arena *arena)
{
        /* an id may be a word that Windows keeps for itself */
        return file_join(arena, out ? out : file_join(arena, c->folder, "packets"),
                         file_plain_name(arena, programme->id));
}

void suggest(const struct context *c, const char *ja, const char *en, const char *command)
{
        fprintf(beside(), "%s ", say(c, ja, en));
        print_coloured(stderr, CYAN, command);
        putc('\n', stderr);
}

enum status name_programme(struct programme **out, const char *name, struct context *c)
{
        struct finding_printer printer = {.out = stderr, .language = c->language, .arena = c->arena};
        enum status st = programme_open(out, name, c->arena, &c->findings);

        for (size_t i = 0; st == ERR_INPUT && i < c->findings.n; i++) /* a file that cannot be read at all */
                print_finding(&printer, &c->findings.at[i], NULL);
        return st;
}

enum status choose_programme(const struct programme **out, struct store *store, struct context *c)
{
        const char *name = option(c, OPT_PROGRAMME);
        struct programme *programme = NULL;
        enum status st = OK;

        if (!name) {
                st = store_setting(&name, store, "programme", c->arena);
                /* a file given to init was copied into the workspace */
                if (st == OK && strcmp(name, "programme.xml") == 0)
                        name = file_join(c->arena, store_folder(store), name);
        }
        if (st == OK)
                st = name_programme(&programme, name, c);
        *out = programme;
        return st;
}

/* "tanaka@pc-3, soroe import, 1234, 2025-12-22T10:15:00+09:00": who, what, its process, since when. */
static const char *owner(const struct context *c)
{
        char host[256] = "";

        if (!platform_host(host, sizeof host))
                host[0] = '\0';
        return arena_printf(c->arena, "%s@%s, soroe %s, %" PRId64 ", %s", login(), host, c->command->name,
                            platform_process(), author(c, "", "").at);
}

static void say_migrated(const struct context *c, struct store_migrated m)
{
        if (!m.from)
                return;
        fprintf(beside(),
                say(c, "soroe: 作業フォルダーを新しい形式にしました(%d → %d)。元のデータベース: %s\n",
                    "soroe: the workspace was brought up to date (%d -> %d); the old database: %s\n"),
                m.from, m.to, m.kept);
}

void share_files(void)
{
        platform_share_files();
}

enum status open_records(struct store **store, struct context *c)
{
        bool shared = false;
        enum status st = store_look_shared(&shared, c->folder, c->arena, &c->findings);

        if (st != OK)
                return st;
        if (shared) {
                share_files();
                file_guard(c->folder);
        }
        st = store_open(store, c->folder, &c->findings);
        if (st != OK)
                return st;
        store_announce(*store, owner(c));
        say_migrated(c, store_migrated(*store));
        return OK;
}

enum status open_workspace(struct store **store, const struct programme **programme, struct context *c)
{
        enum status st = open_records(store, c);

        return st == OK ? choose_programme(programme, *store, c) : st;
}
