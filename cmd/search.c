#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/json.h"
#include "cmd/print.h"

#include "core/banned.h"

static const enum option_id search_options[] = {OPT_FROM, OPT_TO, OPT_MIN, OPT_MAX, OPT_PARTY, OPT_FORMAT, OPTIONS};

struct printing {
        struct context *c;
        struct arena *scratch;
        bool json;
        int n;
        struct yen sum;
};

static enum status print_receipt(void *user, const struct receipt *r)
{
        struct printing *p = user;
        char iso[DATE_TEXT];

        arena_reset(p->scratch);
        if (p->json) {
                if (p->n)
                        putchar(',');
                json_write(json_receipt(r, p->scratch));
        } else {
                printf("%s  ", date_iso(iso, r->date));
                print_yen(stdout, r->amount, 13);
                printf("  %-10s  ", *r->facility ? r->facility : "-");
                print_name(stdout, r->number, 14, p->scratch);
                printf("  %s\n", r->issuer);
        }
        p->n++;
        yen_add(&p->sum, p->sum, r->amount);
        return OK;
}

static bool yen_option(struct yen *out, const struct context *c, enum option_id id, int64_t fallback)
{
        const char *text = option(c, id);

        out->n = fallback;
        if (!text || yen_parse(out, text) == YEN_READ)
                return true;
        usage_error(c, "金額が読めません", "not an amount that can be read", text);
        return false;
}

static enum status search(struct printing *p, struct store *store, const struct search *query)
{
        enum status st;

        if (p->json)
                fputs("{\"schema\":\"soroe.search/1\",\"receipts\":[", stdout);
        st = store_search(store, query, print_receipt, p, p->c->arena);
        if (p->json)
                puts("]}");
        else if (st == OK)
                printf("%s %d  %s %lld\n", say(p->c, "領収書", "receipts"), p->n, say(p->c, "合計(円)", "sum (yen)"),
                       (long long)p->sum.n);
        return st;
}

static int run(struct context *c)
{
        struct search query = {.party = option(c, OPT_PARTY)};
        struct printing printing = {.c = c, .json = is_format(c, "json")};
        struct store *store = NULL;
        enum status st;

        if (c->options.arguments.n)
                return usage_error(c, "search に引数はありません", "search takes no arguments",
                                   c->options.arguments.at[0]);
        if (!date_option(&query.from, c, OPT_FROM, (struct date){0}) ||
            !date_option(&query.to, c, OPT_TO, (struct date){0}) || !yen_option(&query.min, c, OPT_MIN, -YEN_MOST) ||
            !yen_option(&query.max, c, OPT_MAX, YEN_MOST))
                return EXIT_USAGE;
        printing.scratch = arena_child(c->arena);
        st = store_open(&store, c->folder, &c->findings);
        if (st == OK)
                st = search(&printing, store, &query);
        store_close(store);
        arena_free(printing.scratch);
        return finish(c, st);
}

const struct command command_search = {
        "search",
        run,
        search_options,
        "text json",
        {"[--from 日付] [--to 日付] [--min 円] [--max 円] [--party 語]",
         "[--from DATE] [--to DATE] [--min YEN] [--max YEN] [--party TEXT]"},
        {"領収書を、日付、金額、発行者で探します。", "finds receipts by date, amount and issuer."},
        "search --from 2025-10-01 --min 100000 --party みどり\t日付、金額、発行者で探す\tfind by date, amount, "
        "issuer\n",
};
