#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/members/workspace.h"

#include "core/file/file.h"
#include "core/store/across/ties.h"
#include "core/store/kept/records.h"
#include "core/value/identifier.h"

#include "templates/letters/slips.h"

#include "core/banned.h"

static const enum option_id slips_options[] = {OPTIONS};

struct slips_run {
        struct context *c;
        struct store *store;
        struct slips slips;
};

static enum status add_facility(struct slips_run *run, const char *facility)
{
        struct arena *arena = run->c->arena;
        int64_t after = 0;
        struct bare_receipts bare;
        enum status st;

        while ((st = store_bare_receipts(&bare, run->store, facility, false, after, arena)) == OK && bare.n) {
                for (size_t i = 0; i < bare.n; i++) {
                        const struct bare_receipt *r = &bare.at[i];

                        *vec_add(arena, &run->slips) = (struct slip){.facility = r->ref.facility,
                                                                     .name = "",
                                                                     .number = r->ref.number,
                                                                     .issuer = r->issuer,
                                                                     .date = r->date};
                }
                after = bare.at[bare.n - 1].ref.id;
        }
        return st;
}

static enum status gather(struct slips_run *run, const struct texts *codes)
{
        enum status st = OK;

        if (!codes->n)
                st = add_facility(run, "");
        for (size_t i = 0; st == OK && i < codes->n; i++)
                st = add_facility(run, codes->at[i]);
        return st;
}

static enum status draw(struct slips_run *run, const char *path)
{
        struct context *c = run->c;
        struct buffer out = buffer_in(c->arena);
        const struct slip *bad = NULL;
        struct fonts *fonts = NULL;
        enum status st = fonts_open(&fonts, false, arena_handler(c->arena), &c->findings);

        if (st == OK)
                st = slips_draw(&out, &bad, &run->slips, date_today_in_japan(), fonts, c->arena, &c->findings);
        if (st == ERR_INPUT && bad)
                fprintf(beside(),
                        say(c, "soroe: 領収書番号が長すぎて QR にできません: %s\n",
                            "soroe: the receipt's number is too long for a QR code: %s\n"),
                        bad->number);
        if (st == OK)
                st = file_write(path, buffer_bytes(&out), 0644, c->arena, &c->findings);
        fonts_close(fonts);
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
        struct slips_run run = {.c = c};
        struct texts codes = {0};
        enum status st;

        if (!c->options.arguments.n)
                return usage_error(c, "書き出すPDFの名がありません", "no name for the PDF", NULL);
        if (!read_codes(&codes, c))
                return EXIT_USAGE;
        st = open_records(&run.store, c);
        if (st == OK)
                st = gather(&run, &codes);
        if (st == OK && run.slips.n)
                st = draw(&run, c->options.arguments.at[0]);
        store_close(run.store);
        if (st != OK)
                return finish(c, st);
        if (run.slips.n)
                printf(say(c, "画像のない領収書 %zu枚の札を書きました: %s\n",
                           "slips for %zu receipts without a scan: %s\n"),
                       run.slips.n, c->options.arguments.at[0]);
        else
                puts(say(c, "画像のない領収書はありません", "every receipt has a scan"));
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
