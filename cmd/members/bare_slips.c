#include "cmd/members/bare_slips.h"

#include <stdio.h>

#include "core/file/file.h"
#include "core/store/across/ties.h"

#include "core/banned.h"

enum status bare_slips_add(struct slips *out, struct store *store, const char *facility, struct arena *arena)
{
        int64_t after = 0;
        struct bare_receipts bare;
        enum status st;

        while ((st = store_bare_receipts(&bare, store, facility, false, after, arena)) == OK && bare.n) {
                for (size_t i = 0; i < bare.n; i++) {
                        const struct bare_receipt *r = &bare.at[i];

                        *vec_add(arena, out) = (struct slip){.facility = r->ref.facility,
                                                             .name = "",
                                                             .number = r->ref.number,
                                                             .issuer = r->issuer,
                                                             .date = r->date};
                }
                after = bare.at[bare.n - 1].ref.id;
        }
        return st;
}

enum status bare_slips_draw(struct bytes *out, const struct slips *slips, struct date today, struct fonts *fonts,
                            struct context *c, struct arena *arena)
{
        struct buffer buffer = buffer_in(arena);
        const struct slip *bad = NULL;
        enum status st = slips_draw(&buffer, &bad, slips, today, fonts, arena, &c->findings);

        if (st == ERR_INPUT && bad)
                fprintf(beside(),
                        say(c, "soroe: 領収書番号が長すぎて QR にできません: %s\n",
                            "soroe: the receipt's number is too long for a QR code: %s\n"),
                        bad->number);
        *out = buffer_bytes(&buffer);
        return st;
}

enum status bare_slips_write(const char *path, const struct slips *slips, struct context *c)
{
        struct fonts *fonts = NULL;
        struct bytes bytes;
        enum status st;

        if (!slips->n)
                return OK;
        st = fonts_open(&fonts, false, arena_handler(c->arena), &c->findings);
        if (st == OK)
                st = bare_slips_draw(&bytes, slips, date_today_in_japan(), fonts, c, c->arena);
        if (st == OK)
                st = file_write(path, bytes, 0644, c->arena, &c->findings);
        fonts_close(fonts);
        return st;
}

void bare_slips_tell(const struct context *c, const char *path, const struct slips *slips)
{
        if (slips->n)
                printf(say(c, "画像のない領収書 %zu枚の札を書きました: %s\n",
                           "slips for %zu receipts without a scan: %s\n"),
                       slips->n, path);
        else
                puts(say(c, "画像のない領収書はありません", "every receipt has a scan"));
}
