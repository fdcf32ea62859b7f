#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/members/workspace.h"

#include "cmd/terminal/status_text.h"

#include "core/file/embedded.h"
#include "core/file/file.h"

#include "core/banned.h"

static const enum option_id init_options[] = {OPT_PROGRAMME, OPT_SHARED, OPTIONS};

static const char default_programme[] = DEFAULT_PROGRAMME;

/* A programme given as a file is kept in the workspace, so that it is judged by the same one next year. */
static enum status keep_programme(const char **name, const struct programme *programme, struct context *c)
{
        struct bytes known;

        if (embedded_find(&known, arena_printf(c->arena, "programmes/%s.xml", *name)))
                return OK;
        *name = "programme.xml";
        return file_write(file_join(c->arena, c->folder, *name), programme->file,
                          has_option(c, OPT_SHARED) ? 0660 : 0600, c->arena, &c->findings);
}

static int run(struct context *c)
{
        const char *name = option(c, OPT_PROGRAMME) ? option(c, OPT_PROGRAMME) : default_programme;
        struct programme *programme;
        bool there = false;
        enum status st;

        if (c->options.arguments.n)
                return usage_error(c, "init に引数はありません", "init takes no arguments", c->options.arguments.at[0]);
        st = name_programme(&programme, name, c);
        if (st == OK)
                st = file_there(&there, file_join(c->arena, c->folder, "soroe.db"), &c->findings);
        if (st == OK && there)
                st = fault_set(&c->findings, F_WORKSPACE_EXISTS, c->folder, NULL);
        if (has_option(c, OPT_SHARED))
                share_files();
        if (st == OK)
                st = file_make_folders(c->folder, c->arena, &c->findings);
        if (st == OK)
                st = keep_programme(&name, programme, c);
        if (st == OK)
                st = store_create(c->folder, name, has_option(c, OPT_SHARED), c->arena, &c->findings);
        if (st == OK) {
                printf("%s: %s\n%s: %s (%s)\n", say(c, "作業フォルダーを用意しました", "the workspace is ready"),
                       c->folder, say(c, "補助事業", "programme"), say(c, programme->ja, programme->en), programme->id);
                status_print_over(c, beside(), programme, date_today_in_japan());
                suggest(c, "次に:", "next:",
                        arena_printf(c->arena, "soroe -C %s form %s.xlsx", c->folder, say(c, "記入表", "form")));
        }
        return finish(c, st);
}

const struct command command_init = {
        "init",
        run,
        init_options,
        "text",
        {"[--programme ID|ファイル] [--shared]", "[--programme ID|FILE] [--shared]"},
        {"記録を置く作業フォルダーを用意します。", "Makes the workspace, the folder that holds the records."},
        "init\t今のフォルダーに\tin this folder\n"
        "-C hojo init\tフォルダー hojo に\tin the folder hojo\n",
};
