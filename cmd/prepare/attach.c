#include "cmd/frame/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/value/identifier.h"
#include "core/store/kept/records.h"
#include "core/store/across/ties.h"

#include "receipts/scans/attach.h"
#include "receipts/scans/scan_name.h"

#include "cmd/prepare/matches.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

static const enum option_id attach_options[] = {OPT_LIST,    OPT_REMOVE, OPT_BREAKDOWN, OPT_TIE_REASON,
                                                OPT_TIED_BY, OPT_FORMAT, OPTIONS};

enum { DIGEST_SHOWN = 12, ISSUER = 30 /* cells */ };

/* ---- --list: batches, so that a hundred thousand of them need no memory */

struct listing {
        struct context *c;
        struct store *store;
        const char *facility; /* "": all */
        const char *sender;   /* of the scan at hand; "": not known */
        struct arena *scratch;
        int64_t scans, receipts;
        bool one; /* the workspace has one facility: every scan is its own */
        struct matches matches;
        struct match match; /* of the scan at hand */
        int64_t matched;
        struct examples {
                VEC(struct example); /* scans whose sender is known, for the example at the end */
        } examples;
        char name[512], number[512], code[CODE_TEXT];
};

struct example {
        const char *code, *name, *sha256;
};
enum { MOST_EXAMPLES = 1000 };

/* One more word of whose it is: two that differ say nothing. Of a code somewhere in a path (`guessed`) the facility must be known. */
static enum status agree(struct listing *l, const char *code, bool guessed, bool *differ)
{
        bool known = true;
        enum status st = guessed ? store_knows_facility(&known, l->store, code) : OK;

        if (st != OK || !known)
                return st;
        *differ |= *l->sender && strcmp(l->sender, code) != 0;
        l->sender = code;
        return OK;
}

/* The codes that stand in a path: ten digits by themselves. */
static enum status agree_with_path(struct listing *l, const char *path, bool *differ)
{
        enum { DIGITS = 10 };
        enum status st = OK;

        for (const char *s = text_nfkc(l->scratch, path); st == OK && *s;) {
                size_t n = strspn(s, "0123456789");
                char code[CODE_TEXT];

                if (n == DIGITS && code_parse(code, arena_strndup(l->scratch, s, n)) == CODE_OK)
                        st = agree(l, arena_strdup(l->scratch, code), true, differ);
                s += n ? n : 1;
        }
        return st;
}

/* Whose scan it is, where that is certain: by its own name, by the tables beside which it came, by a code in its path. */
static enum status find_sender(struct listing *l, const struct loose_scan *scan)
{
        struct scan_label label;
        bool differ = false;
        enum status st = OK;

        l->sender = "";
        if (scan_label_read(&label, scan->name, l->scratch))
                st = agree(l, arena_strdup(l->scratch, label.code), false, &differ);
        if (st == OK && *scan->from.facility)
                st = agree(l, scan->from.facility, true, &differ);
        if (st == OK)
                st = agree_with_path(l, scan->from.path, &differ);
        if (differ || strcmp(scan->from.facility, "-") == 0)
                l->sender = "";
        return st;
}

typedef void on_scan(struct listing *, const struct loose_scan *);
typedef void on_receipt(struct listing *, const struct bare_receipt *);

static enum status each_scan(struct listing *l, on_scan *act)
{
        struct arena *last_batch = arena_child(l->c->arena);
        struct loose_scan last = {0};
        struct loose_scans scans;
        enum status st;

        while ((st = store_loose_scans(&scans, l->store, last.name ? &last : NULL, l->scratch)) == OK && scans.n) {
                for (size_t i = 0; i < scans.n; i++) {
                        st = find_sender(l, &scans.at[i]);
                        if (st == OK)
                                st = matches_of(&l->match, &l->matches, &scans.at[i], l->sender, l->scratch);
                        if (st != OK)
                                break;
                        act(l, &scans.at[i]);
                        l->scans++;
                }
                if (st != OK)
                        break;
                arena_reset(last_batch);
                last.name = arena_strdup(last_batch, scans.at[scans.n - 1].name);
                last.sha256 = arena_strdup(last_batch, scans.at[scans.n - 1].sha256);
                arena_reset(l->scratch);
        }
        arena_free(last_batch);
        return st;
}

static enum status each_receipt(struct listing *l, on_receipt *act)
{
        struct bare_receipts receipts;
        int64_t after = 0;
        enum status st;

        while ((st = store_bare_receipts(&receipts, l->store, l->facility, false, after, l->scratch)) == OK &&
               receipts.n) {
                for (size_t i = 0; i < receipts.n; i++) {
                        act(l, &receipts.at[i]);
                        l->receipts++;
                }
                after = receipts.at[receipts.n - 1].ref.id;
                arena_reset(l->scratch);
        }
        return st;
}

/* With which receipt its reading agrees, and in what. */
static void print_match(struct listing *l, const struct loose_scan *scan)
{
        const struct context *c = l->c;

        if (!l->match.row)
                return;
        l->matched++;
        printf(say(c, "      読み取りでは %s\n", "      reads like %s\n"),
               match_says(&l->match, c->language, l->scratch));
        printf("      %s\n", match_command(c->folder, l->store, scan, &l->match, l->scratch));
}

static void print_scan(struct listing *l, const struct loose_scan *scan)
{
        const struct context *c = l->c;
        const char *sender = l->sender;

        if (!l->scans)
                puts(say(c, "領収書のわからない画像", "scans without a receipt"));
        if (l->examples.n < MOST_EXAMPLES && (*sender || l->one))
                *vec_add(c->arena, &l->examples) =
                        (struct example){arena_strdup(c->arena, sender), arena_strdup(c->arena, scan->name),
                                         arena_strdup(c->arena, scan->sha256)};
        printf("  %.*s  ", DIGEST_SHOWN, scan->sha256);
        if (!l->one)
                printf("%-10s  ", *sender ? sender : "-");
        fputs(scan->name, stdout);
        if (*scan->from.path && strcmp(scan->from.path, scan->name) != 0) {
                printf("  %s", say(c, "元: ", "from: "));
                print_escaped(stdout, scan->from.path);
        }
        if (*scan->reason)
                printf("  %s%s", say(c, "読めません: ", "cannot be read: "),
                       finding_word(l->scratch, scan->reason, c->language));
        putchar('\n');
        print_match(l, scan);
}

static void print_receipt(struct listing *l, const struct bare_receipt *r)
{
        char day[DATE_TEXT];

        if (!l->receipts)
                puts(say(l->c, "画像のない領収書", "receipts without a scan"));
        /* of one facility both: another member's scan is no example */
        for (size_t i = 0; i < l->examples.n && !*l->code; i++) {
                const struct example *e = &l->examples.at[i];

                if (*e->code ? strcmp(e->code, r->ref.facility) != 0 : !l->one)
                        continue;
                snprintf(l->code, sizeof l->code, "%s", r->ref.facility);
                snprintf(l->number, sizeof l->number, "%s", r->ref.number);
                snprintf(l->name, sizeof l->name, "%s", scan_word(l->store, e->name, e->sha256, l->scratch));
        }
        printf("  %-10s  ", *r->ref.facility ? r->ref.facility : "-");
        print_cells(stdout, r->ref.number, 14, LEFT_SIDE);
        printf("  %s", date_iso(day, r->date));
        print_yen(stdout, r->amount, 13);
        fputs("  ", stdout);
        print_escaped(stdout, text_width(r->issuer) > ISSUER ? cut_name(l->scratch, r->issuer, ISSUER) : r->issuer);
        putchar('\n');
}

static enum status list_text(struct listing *l)
{
        const struct context *c = l->c;
        enum status st = each_scan(l, print_scan);

        if (st == OK)
                st = each_receipt(l, print_receipt);
        if (st != OK)
                return st;
        printf(say(c, "領収書のわからない画像 %" PRId64 "、画像のない領収書 %" PRId64 "。\n",
                   "%" PRId64 " scans without a receipt, %" PRId64 " receipts without a scan.\n"),
               l->scans, l->receipts);
        if (l->matched)
                puts(say(c, "読み取りによる候補です。画像を見て、正しければ上のコマンドで結び付けてください。",
                         "These are suggestions by what was read: look at the scan, and tie it with the command "
                         "above."));
        if (*l->code)
                fprintf(beside(),
                        say(c, "結び付け: soroe -C %s attach %s '%s' '%s'\n",
                            "to tie: soroe -C %s attach %s '%s' '%s'\n"),
                        c->folder, l->code, l->number, l->name);
        return OK;
}

static json_t *json_match(struct listing *l, const struct loose_scan *scan)
{
        static const char *const words[] = {"amount", "date", "registration_number"};
        json_t *agree = json_array();

        for (int i = 0; i < 3; i++)
                if (l->match.agree & (1 << i))
                        json_array_append_new(agree, json_string(words[i]));
        return json_pack("{s:s, s:s, s:o, s:b, s:s}", "facility", l->match.row->facility, "number",
                         l->match.row->number, "agree", agree, "breakdown", l->match.is_breakdown, "command",
                         match_command(l->c->folder, l->store, scan, &l->match, l->scratch));
}

static void write_scan(struct listing *l, const struct loose_scan *scan)
{
        bool ok = !*scan->reason;

        if (l->scans)
                putchar(',');
        json_write(json_pack("{s:s, s:s, s:o, s:o, s:s, s:b, s:o, s:o*}", "sha256", scan->sha256, "name", scan->name,
                             "from", *scan->from.path ? json_string(scan->from.path) : json_null(), "facility",
                             *l->sender ? json_string(l->sender) : json_null(), "ext", scan->ext, "ok", ok, "reason",
                             ok ? json_null() : json_string(finding_word(l->scratch, scan->reason, l->c->language)),
                             "match", l->match.row ? json_match(l, scan) : NULL));
}

static void write_receipt(struct listing *l, const struct bare_receipt *r)
{
        if (l->receipts)
                putchar(',');
        json_write(json_pack("{s:s, s:s, s:s, s:o, s:I, s:o}", "facility", r->ref.facility, "number", r->ref.number,
                             "issuer", r->issuer, "date", json_date(r->date), "amount", (json_int_t)r->amount.n,
                             "place", r->place ? json_string(r->place) : json_null()));
}

static enum status list_json(struct listing *l)
{
        enum status st;

        fputs("{\"schema\":\"soroe.attach/1\",\"scans\":[", stdout);
        st = each_scan(l, write_scan);
        fputs("],\"receipts\":[", stdout);
        if (st == OK)
                st = each_receipt(l, write_receipt);
        puts("]}");
        return st;
}

/* ---- tying */

static void print_attached(const struct context *c, const struct attach_report *r, struct arena *scratch)
{
        static const char *const words[][2] = {[PUT_ADDED] = {"結び付けました", "tied"},
                                               [PUT_CHANGED] = {"結び付けを外しました", "taken away"},
                                               [PUT_UNCHANGED] = {"前から結び付いています", "tied already"}};
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = scratch};
        bool removed = false;

        for (size_t i = 0; i < c->findings.n; i++)
                print_finding(&printer, &c->findings.at[i], NULL);
        for (size_t i = 0; i < r->scans.n; i++) {
                const struct attached *a = &r->scans.at[i];

                removed |= a->put == PUT_CHANGED;
                printf("%s/%s: %s (%.*s) %s\n", r->receipt.facility, r->receipt.number, a->name, DIGEST_SHOWN,
                       a->sha256, words[a->put][c->language]);
        }
        if (removed)
                puts(say(c, "画像は evidence に残り、外したことは履歴に残ります。",
                         "the scan stays in evidence, and the history keeps what was done"));
        if (r->scans.n)
                suggest(c, "次に:", "next:",
                        arena_printf(c->arena, "soroe -C %s check %s", c->folder, r->receipt.facility));
}

static void write_attached(const struct context *c, const struct attach_report *r, struct arena *scratch)
{
        static const char *const words[] = {
                [PUT_ADDED] = "tied", [PUT_CHANGED] = "removed", [PUT_UNCHANGED] = "unchanged"};
        json_t *scans = json_array();

        for (size_t i = 0; i < r->scans.n; i++) {
                const struct attached *a = &r->scans.at[i];

                json_array_append_new(scans, json_pack("{s:s, s:s, s:b, s:s}", "name", a->name, "sha256", a->sha256,
                                                       "ok", !*a->reason, "result", words[a->put]));
        }
        json_write(json_pack("{s:s, s:o, s:o, s:o, s:o}", "schema", "soroe.attach/1", "facility",
                             r->receipt.number ? json_string(r->receipt.facility) : json_null(), "number",
                             r->receipt.number ? json_string(r->receipt.number) : json_null(), "scans", scans,
                             "findings", json_findings(c->language, &c->findings, scratch)));
        putchar('\n');
}

static enum status attach(struct context *c, struct store *store, const char *code, const char *why, const char *by)
{
        const struct texts *words = &c->options.arguments;
        struct attach_request request = {.facility = code,
                                         .number = words->at[1],
                                         .is_breakdown = has_option(c, OPT_BREAKDOWN),
                                         .remove = has_option(c, OPT_REMOVE)};
        struct arena *scratch = arena_child(c->arena);
        struct attach_report report;
        enum status st;

        arena_alloc(scratch, 1); /* the report asks for no memory after the commit */
        for (size_t i = 2; i < words->n; i++)
                *vec_add(c->arena, &request.files) = words->at[i];
        request.author = author(c, *by ? by : login(), *why ? why : "attach");
        st = attach_scans(&report, store, &request, c->arena, &c->findings);
        if (st == OK && is_format(c, "json"))
                write_attached(c, &report, scratch);
        else if (st == OK)
                print_attached(c, &report, scratch);
        arena_free(scratch);
        return st == OK && findings_have(&c->findings, ERROR) ? ERR_INPUT : st;
}

static enum status list(struct context *c, struct store *store, const char *code)
{
        struct listing l = {.c = c, .store = store, .facility = code, .scratch = arena_child(c->arena)};
        struct texts codes = {0};
        enum status st = store_read_begin(store);

        if (st == OK)
                st = matches_open(&l.matches, store, c->arena);
        if (st == OK)
                st = store_facility_codes(&codes, store, "", l.scratch);
        l.one = codes.n == 1;
        if (st == OK)
                st = is_format(c, "json") ? list_json(&l) : list_text(&l);
        arena_free(l.scratch);
        return st;
}

/* The code, if one was typed. False: the usage error is printed. */
static bool read_code(const char **out, const struct context *c)
{
        const struct texts *words = &c->options.arguments;
        char code[CODE_TEXT];

        *out = "";
        if (!words->n)
                return true;
        if (code_parse(code, words->at[0]) > CODE_NO_PREFECTURE) {
                usage_error(c, "医療機関コードではありません", "not an institution code", words->at[0]);
                return false;
        }
        *out = arena_strdup(c->arena, code);
        return true;
}

static int run(struct context *c)
{
        const bool lists = has_option(c, OPT_LIST);
        const size_t n = c->options.arguments.n;
        struct store *store = NULL;
        const char *code, *why, *by;
        enum status st;

        if (lists && (n > 1 || has_option(c, OPT_REMOVE)))
                return usage_error(c, "--list では、ほかに医療機関コード1つだけを書けます",
                                   "--list takes at most one institution code", NULL);
        if (!lists && n < 3)
                return usage_error(c, "コード、領収書番号、画像の順に書いてください",
                                   "give the institution code, the receipt's number and the scans", NULL);
        if (!read_code(&code, c) || !words_option(c, OPT_TIE_REASON, "--reason", &why) ||
            !words_option(c, OPT_TIED_BY, "--by", &by))
                return EXIT_USAGE;
        st = open_records(&store, c);
        if (st == OK)
                st = lists ? list(c, store, code) : attach(c, store, code, why, by);
        store_close(store);
        return finish(c, st);
}

const struct command command_attach = {
        "attach",
        run,
        attach_options,
        "text json",
        {"コード 領収書番号 画像...\n--remove コード 領収書番号 画像...\n--list [コード]",
         "CODE RECEIPT FILE...\n--remove CODE RECEIPT FILE...\n--list [CODE]"},
        {"領収書の写しを、領収書に結び付けます。", "Ties scans to a receipt."},
        "attach 4710123458 R-0412 scans/IMG_0001.jpg\t写しを領収書に\ttie a scan to a receipt\n"
        "attach --list\t相手のわからない写しと領収書\twhat has no counterpart\n"
        "attach --remove 4710123458 R-0412 IMG_0001.jpg\t誤った結び付けを外す\ttake a wrong tie away\n",
};
