#include "cmd/frame/command.h"

#include "cmd/members/bare_slips.h"
#include "cmd/members/workspace.h"

#include "core/value/identifier.h"

#include "core/banned.h"

static const enum option_id slips_options[] = {OPTIONS};

static enum status gather(struct slips *out, struct store *store, const struct texts *codes, struct arena *arena)
{
        enum status st = OK;

        if (!codes->n)
                st = bare_slips_add(out, store, "", arena);
        for (size_t i = 0; st == OK && i < codes->n; i++)
                st = bare_slips_add(out, store, codes->at[i], arena);
        return st;
}

static bool read_codes(struct texts *codes, struct context *c)
{
        for (size_t i = 1; i < c->options.arguments.n; i++) {
                char digits[CODE_TEXT];

                if (code_parse(digits, c->options.arguments.at[i]) > CODE_NO_PREFECTURE) {
                        usage_error(c, "医療機関コードではありません", "not an institution code",
                                    c->options.arguments.at[i]);
                        return false;
                }
                *vec_add(c->arena, codes) = arena_strdup(c->arena, digits);
        }
        return true;
}

static int run(struct context *c)
{
        struct store *store = NULL;
        struct slips slips = {0};
        struct texts codes = {0};
        enum status st;

        if (!c->options.arguments.n)
                return usage_error(c, "書き出すPDFの名がありません", "no name for the PDF", NULL);
        if (!read_codes(&codes, c))
                return EXIT_USAGE;
        st = open_records(&store, c);
        if (st == OK)
                st = gather(&slips, store, &codes, c->arena);
        if (st == OK)
                st = bare_slips_write(c->options.arguments.at[0], &slips, c);
        store_close(store);
        if (st != OK)
                return finish(c, st);
        bare_slips_tell(c, c->options.arguments.at[0], &slips);
        return EXIT_GOOD;
}

const struct command command_slips = {
        "slips",
        run,
        slips_options,
        NULL,
        {"ファイル.pdf [コード...]", "FILE.pdf [CODE...]"},
        {"写しのない領収書に付ける、QR の札を印刷します。札と一緒にスキャンすれば、必ずその領収書に結び付きます。",
         "Prints slips with a QR code for receipts without a scan: scanned together, the scan is tied for certain."},
        "slips 札.pdf¦slips.pdf\t写しのない、すべての領収書に\tfor all receipts without a scan\n"
        "slips 札.pdf¦slips.pdf 4710123458\t1施設だけ\tof one facility\n",
};
