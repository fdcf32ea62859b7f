/* Fuzz target: a ZIP that others made. Whatever it holds, nothing is written outside the room, what is refused has a
 * reason, and the room is gone afterwards. */
#include "receipts/import/unpack.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "receipts/import/delivery.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

static const char *make_workspace(void)
{
        static char path[] = "/tmp/soroe-unpack-XXXXXX";

        if (!platform_make_private_folder(path))
                abort();
        return path;
}

static void check_files(const char *folder, struct arena *arena, struct findings *findings)
{
        const char *inside = file_absolute(arena, folder);
        struct delivery delivery = {0};

        (void)delivery_walk(&delivery, &(struct delivered){"fuzz.zip", "/fuzz.zip", folder, true}, arena, findings);
        for (size_t i = 0; i < delivery.n; i++) {
                struct platform_state state;

                if (!platform_state_of_name(&state, delivery.at[i].path) || state.kind != IS_FILE ||
                    strncmp(file_absolute(arena, delivery.at[i].path), inside, strlen(inside)) != 0)
                        abort();
        }
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        static const char *workspace;
        struct findings findings = findings_in(arena);
        struct unpack_room room = {0};
        const char *folder;
        const int fd = fuzz_file(in);
        enum status st;

        if (!workspace)
                workspace = make_workspace();
        st = unpack_zip(&folder, &room, workspace, fd, (int64_t)in.n, "fuzz.zip", arena, &findings);
        if (st == OK)
                check_files(folder, arena, &findings);
        else if (st == ERR_INPUT && !findings.n)
                abort();
        unpack_clear(&room);
        if (remove(workspace) != 0 || !platform_make_folder(workspace, 0700))
                abort(); /* something lay there */
        platform_close(fd);
}
