#include "cmd/commands.h"

#include <stddef.h>

#include "core/banned.h"

/* The subcommands. A new one: a file cmd/<name>.c with its row, and a line here. */
/* clang-format off */
const struct command *const commands[] = {
        &command_go,
        &command_init,
        &command_form,
        &command_import,
        &command_attach,
        &command_withdraw,

        &command_check,
        &command_explain,
        &command_answer,
        &command_search,
        &command_history,

        &command_packet,
        &command_index,
        &command_mark,
        &command_status,

        &command_office,
        &command_letters,

        &command_verify,
        &command_audit,
        &command_programme,

        &command_backup,
        &command_restore,
        NULL,
};

const struct command_group command_groups[] = {
        {{"用意する", "prepare"}, &command_withdraw},
        {{"点検する", "judge"}, &command_history},
        {{"提出する", "file"}, &command_status},
        {{"会員へ", "members"}, &command_letters},
        {{"確かめる", "prove"}, &command_programme},
        {{"守る", "keep"}, &command_restore},
        {{NULL, NULL}, NULL},
};

const struct command *const first_steps[] = {
        &command_init, &command_form, &command_import, &command_check, &command_packet, &command_verify, NULL,
};
/* clang-format on */
