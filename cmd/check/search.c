#include "cmd/frame/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/csv_out.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/frame/range.h"
#include "cmd/members/workspace.h"

#include "core/store/kept/records.h"

#include "core/banned.h"

static const enum option_id search_options[] = {OPT_FROM, OPT_TO, OPT_MIN, OPT_MAX, OPT_PARTY, OPT_FORMAT, OPTIONS};

/* Of a line: day 10, amount 13, facility 10, number 14, two cells between; the name gets the rest of 80. */
enum { NUMBER_CELLS = 14, NAME_CELLS = 25 };

struct printing {
        struct context *c;
        struct arena *scratch;
        int64_t n;
        struct yen sum;
};

static void count(struct printing *p, const struct receipt *r)
{
        p->n++;
        yen_add(&p->sum, p->sum, r->amount);
}

static enum status print_receipt(void *user, const struct receipt *r)
{
        struct printing *p = user;
        char iso[DATE_TEXT];

        arena_reset(p->scratch);
        count(p, r);
        printf("%s  ", date_iso(iso, r->date));
        print_yen(stdout, r->amount, 13);
        printf("  %-10s  ", *r->facility ? r->facility : "-");
        print_cells(stdout, r->number, NUMBER_CELLS, LEFT_SIDE);
        fputs("  ", stdout);
        if (is_terminal(stdout))
                print_name(stdout, r->issuer, NAME_CELLS, p->scratch);
        else
                print_escaped(stdout, r->issuer);
        putchar('\n');
        return OK;
}

static enum status print_json(void *user, const struct receipt *r)
{
        struct printing *p = user;

        arena_reset(p->scratch);
        if (p->n)
                putchar(',');
        count(p, r);
        json_write(json_receipt(r, p->scratch));
        return OK;
}

static const char *digests(const struct receipt *r, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < r->evidence.n; i++)
                if (*r->evidence.at[i].sha256)
                        buffer_printf(&out, "%s%s", out.n ? ";" : "", r->evidence.at[i].sha256);
        return out.at;
}

static enum status print_csv(void *user, const struct receipt *r)
{
        enum { AMOUNT = 4, COLUMNS = 9 };
        struct printing *p = user;
        char iso[DATE_TEXT];
        const char *cells[COLUMNS];

        arena_reset(p->scratch);
        count(p, r);
        cells[0] = r->number;
        cells[1] = r->facility;
        cells[2] = r->issuer;
        cells[3] = date_iso(iso, r->date);
        cells[AMOUNT] = arena_printf(p->scratch, "%" PRId64, r->amount.n);
        cells[5] = r->registration_number;
        cells[6] = document_word(r->document, JAPANESE);
        cells[7] = digests(r, p->scratch);
        cells[8] = origin_place(p->scratch, &r->origin, NULL);
        csv_out(cells, COLUMNS, 1u << AMOUNT, p->scratch);
        return OK;
}

static void print_total(const struct printing *p)
{
        const struct context *c = p->c;
        char buf[YEN_TEXT];

        yen_format(buf, p->sum, "-");
        if (c->language == JAPANESE)
                printf("領収書 %" PRId64 "件  合計 %s円\n", p->n, buf);
        else
                printf("%" PRId64 " receipts  total %s yen\n", p->n, buf);
        if (!p->n)
                fprintf(beside(), "%s soroe -C %s history\n",
                        say(c,
                            "直す前の値と、取り下げた記録:", "what was before a correction, and what was withdrawn:"),
                        c->folder);
}

static enum status search(struct printing *p, struct store *store, const struct search *query)
{
        const struct context *c = p->c;
        enum status st;

        if (is_format(c, "json")) {
                fputs("{\"schema\":\"soroe.search/1\",\"receipts\":[", stdout);
                st = store_search(store, query, print_json, p, c->arena);
                puts("]}");
                return st;
        }
        if (is_format(c, "csv")) {
                fputs(CSV_BOM, stdout);
                fputs(say(c, "領収書番号,医療機関コード,発行者,発行日,領収金額,登録番号,書類種別,写し,場所\r\n",
                          "number,facility,issuer,date,amount,registration_number,document,evidence,place\r\n"),
                      stdout);
                return store_search(store, query, print_csv, p, c->arena);
        }
        st = store_search(store, query, print_receipt, p, c->arena);
        if (st == OK)
                print_total(p);
        return st;
}

static int run(struct context *c)
{
        struct search query = {.party = option(c, OPT_PARTY)};
        struct printing printing = {.c = c};
        struct store *store = NULL;
        enum status st;

        if (c->options.arguments.n)
                return usage_error(c, "search に引数はありません", "search takes no arguments",
                                   c->options.arguments.at[0]);
        if (!day_range(&query.from, &query.to, c) || !yen_range(&query.min, &query.max, c))
                return EXIT_USAGE;
        printing.scratch = arena_child(c->arena);
        st = open_records(&store, c);
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
        "text json csv",
        {"[--from 日付] [--to 日付] [--min 円] [--max 円] [--party 語]",
         "[--from DATE] [--to DATE] [--min YEN] [--max YEN] [--party TEXT]"},
        {"領収書を、日付、金額、発行者で探します。", "Finds receipts by day, amount and issuer."},
        "search --party みどり¦Midori --min 100000\t発行者と金額で\tby issuer and amount\n"
        "search --from 令和7年10月¦2025-10 --to 令和7年12月¦2025-12\t10月から12月の領収書\tOctober to December\n"
        "search\tすべての領収書\tall receipts\n",
};
