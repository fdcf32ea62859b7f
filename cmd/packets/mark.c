#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/members/judge.h"
#include "cmd/packets/marking.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/store/kept/records.h"
#include "core/store/kept/sealed.h"

#include "core/banned.h"

static const enum option_id mark_options[] = {OPT_MARK_LIST, OPT_DRY_RUN, OPT_MARK_MAP,    OPT_ON,
                                              OPT_NUMBER,    OPT_AMOUNT,  OPT_MARK_REASON, OPT_MARKED_BY,
                                              OPT_PROGRAMME, OPT_FORMAT,  OPTIONS};

static int refuse(const struct marking *m, const struct marking_refusal *why)
{
        const enum language language = m->c->language;

        fprintf(beside(), "soroe mark: %s%s%s: %s\n", m->code, m->category ? " " : "", marking_category(m),
                why->words[language]);
        fprintf(beside(), "%s %s\n", say(m->c, "対処:", "remedy:"), why->remedy[language]);
        return EXIT_FINDINGS;
}

/* ---- what is printed */

static void print_day_warnings(const struct marking *m)
{
        const struct programme *r = m->programme;
        char day[DATE_TEXT];

        if (m->mark.state != FILING_SUBMITTED)
                return;
        if (date_compare(m->mark.on, m->sealed.applied_on) != 0)
                fprintf(beside(),
                        say(m->c, "注意: 書類の申請日は %s です。\n",
                            "note: the packet says it was applied for on %s\n"),
                        date_iso(day, m->sealed.applied_on));
        if (date_is_set(r->deadline) && date_compare(m->mark.on, r->deadline) > 0)
                fprintf(beside(),
                        say(m->c, "注意: 申請期限(%s)を過ぎています。\n", "note: that is after the deadline, %s\n"),
                        date_iso(day, r->deadline));
}

static void print_amounts(const struct marking *m)
{
        const bool ja = m->c->language == JAPANESE;
        char applied[YEN_TEXT], granted[YEN_TEXT], difference[YEN_TEXT];
        struct yen d = {0};

        yen_format(applied, m->sealed.subsidy, "-");
        if (!m->mark.has_amount) {
                printf(ja ? "  補助金申請額 %s円\n" : "  applied for %s yen\n", applied);
                return;
        }
        d.n = m->mark.amount.n - m->sealed.subsidy.n;
        yen_format(granted, m->mark.amount, "-");
        yen_format(difference, d, ja ? "△" : "-");
        printf(ja ? "  補助金申請額 %s円、交付決定額 %s円、差 %s円\n"
                  : "  applied for %s yen, granted %s yen, difference %s yen\n",
               applied, granted, difference);
}

static void print_text(const struct marking *m)
{
        const struct context *c = m->c;
        char day[DATE_TEXT];

        printf("%s %s  %s", m->code,
               m->category ? say(c, m->category->label.ja, m->category->label.id)
                           : say(c, "すべての区分", "all categories"),
               m->category || m->mark.state != FILING_NONE ? filing_state_word(m->mark.state, c->language)
                                                           : say(c, "申請しないことを取り消し", "no longer declined"));
        if (date_is_set(m->mark.on))
                printf(say(c, " %s", " on %s"), date_iso(day, m->mark.on));
        if (*m->mark.number)
                printf(say(c, " 番号 %s", " number %s"), m->mark.number);
        if (m->old.state != FILING_NONE && m->put == PUT_CHANGED)
                printf(say(c, "(前の記録: %s %s)", " (before: %s %s)"), filing_state_word(m->old.state, c->language),
                       date_iso(day, m->old.on));
        puts(m->put == PUT_UNCHANGED ? say(c, "  変更なし", "  unchanged") : "");
        if (m->mark.state == FILING_NONE)
                return;
        if (m->category)
                print_amounts(m);
        if (*m->mark.reason)
                printf(say(c, "  理由: %s\n", "  reason: %s\n"), m->mark.reason);
}

static json_t *state_json(const struct filing *mark)
{
        return json_pack("{s:s, s:o, s:o, s:s, s:s, s:o}", "state", filing_state_id(mark->state), "on",
                         json_date(mark->on), "submitted_on", json_date(mark->submitted_on), "number", mark->number,
                         "reason", mark->reason, "granted",
                         mark->has_amount ? json_integer((json_int_t)mark->amount.n) : json_null());
}

static void print_json(const struct marking *m)
{
        json_t *out = json_pack("{s:s, s:s, s:s, s:s, s:b, s:I, s:o, s:o, s:o}", "schema", "soroe.mark/1", "programme",
                                m->programme->id, "facility", m->code, "category", marking_category(m), "changed",
                                m->put != PUT_UNCHANGED, "applied", (json_int_t)m->sealed.subsidy.n, "difference",
                                m->mark.has_amount ? json_integer((json_int_t)(m->mark.amount.n - m->sealed.subsidy.n))
                                                   : json_null(),
                                "before", state_json(&m->old), "now", state_json(&m->mark));

        json_write(out);
        putchar('\n');
}

/* ---- the command line */

static bool read_amount(struct filing *mark, const struct context *c)
{
        const char *text = option(c, OPT_AMOUNT);

        if (!text)
                return true;
        if (mark->state != FILING_GRANTED) {
                usage_error(c, "--amount は granted のときだけです", "--amount goes with granted alone", text);
                return false;
        }
        mark->has_amount = yen_parse(&mark->amount, text) == YEN_READ && mark->amount.n >= 0;
        if (!mark->has_amount)
                usage_error(c, "金額が読めません", "not an amount that can be read", text);
        return mark->has_amount;
}

static bool needs(const struct context *c, bool there, const char *ja, const char *en)
{
        if (!there)
                usage_error(c, ja, en, NULL);
        return there;
}

static bool read_state(struct marking *m)
{
        const struct context *c = m->c;
        const struct texts *given = &c->options.arguments;
        const bool whole = given->n == 2;

        if (!needs(c, given->n == 2 || given->n == 3,
                   "施設のコード、区分、状態(提出済 交付決定 不交付 取消)か、コードと 申請しない が要ります",
                   "it takes an institution code, a category, and submitted, granted, refused or none; or a code and "
                   "declined"))
                return false;
        if (filing_state_by_word(&m->mark.state, text_key(c->arena, given->at[given->n - 1])) &&
            (m->mark.state == FILING_NONE || whole == (m->mark.state == FILING_DECLINED)))
                return true;
        usage_error(
                c,
                whole ? "施設の状態は 申請しない(declined)か 取消(none)です。区分の状態は、コードと区分の後に書きます"
                      : "区分の状態は 提出済 交付決定 不交付 取消(submitted granted refused none)です。申請しない "
                        "は施設の状態です",
                whole ? "of a facility it is declined or none; of an application it stands behind code and category"
                      : "of an application it is submitted, granted, refused or none; declined is of the facility",
                given->at[given->n - 1]);
        return false;
}

/* CODE CATEGORY submitted|granted|refused|none, or CODE declined|none: the day of that is today where none is said. */
static bool read_command_line(struct marking *m)
{
        struct context *c = m->c;
        const struct texts *given = &c->options.arguments;
        struct filing *mark = &m->mark;

        if (!read_state(m))
                return false;
        if (!date_option(&mark->on, c, OPT_ON,
                         mark->state == FILING_DECLINED ? date_today_in_japan() : (struct date){0}) ||
            !words_option(c, OPT_NUMBER, "--number", &mark->number) ||
            !words_option(c, OPT_MARK_REASON, "--reason", &mark->reason) ||
            !words_option(c, OPT_MARKED_BY, "--by", &mark->by) || !read_amount(mark, c))
                return false;
        m->code = given->at[0];
        mark->by = *mark->by ? mark->by : login();
        return needs(c, mark->state == FILING_NONE || date_is_set(mark->on), "日付(--on)がありません",
                     "the day (--on) is missing") &&
               needs(c, mark->state != FILING_GRANTED || mark->has_amount, "交付決定額(--amount)がありません",
                     "the amount granted (--amount) is missing") &&
               needs(c, mark->state != FILING_REFUSED || *mark->reason, "不交付の理由(--reason)がありません",
                     "the reason of the refusal (--reason) is missing");
}

static bool find_category(struct marking *m)
{
        const char *typed = m->c->options.arguments.at[1];

        if (m->c->options.arguments.n == 2)
                return true;
        m->category = marking_find_category(m->programme, typed, m->c->arena);
        if (m->category)
                return true;
        usage_error(m->c, "補助事業にない区分です", "the programme has no such category", typed);
        return false;
}

static enum status find_facility(const struct marking *m)
{
        struct facility facility;
        bool found = false;
        enum status st = store_facility(&facility, &found, m->store, m->code, m->c->arena);

        if (st != OK || found)
                return st;
        no_such_facility(m->c, m->code);
        return ERR_USAGE;
}

static int run(struct context *c)
{
        struct marking m = {.c = c, .keep_number = !option(c, OPT_NUMBER)};
        struct marking_refusal why = {0};
        enum status st;

        if (option(c, OPT_MARK_LIST))
                return mark_from_list(c);
        if (!read_command_line(&m))
                return EXIT_USAGE;
        st = open_workspace(&m.store, &m.programme, c);
        if (st == OK && !find_category(&m))
                st = ERR_USAGE;
        if (st == OK)
                st = store_begin(m.store);
        if (st == OK && !m.category)
                st = find_facility(&m);
        if (st == OK)
                st = marking_write(&m, &why);
        if (st == OK && !why.words[0] && !has_option(c, OPT_DRY_RUN))
                st = store_commit(m.store);
        if (m.store)
                store_rollback(m.store);
        store_close(m.store);
        if (st != OK)
                return finish(c, st);
        if (why.words[0])
                return refuse(&m, &why);
        print_day_warnings(&m);
        if (is_format(c, "json"))
                print_json(&m);
        else
                print_text(&m);
        return EXIT_GOOD;
}

const struct command command_mark = {
        "mark",
        run,
        mark_options,
        "text json",
        {"コード 区分 (提出済|交付決定|不交付|取消) --on 日付 [--number 番号] [--amount 円] [--reason 理由]\nコード "
         "(申請しない|取消) [--reason 理由]\n--from ファイル [--dry-run] [--map 対応] [--reason 理由]",
         "CODE CATEGORY (submitted|granted|refused|none) --on DATE [--number TEXT] [--amount YEN] [--reason "
         "TEXT]\nCODE (declined|none) [--reason TEXT]\n--from FILE [--dry-run] [--map MAP] [--reason TEXT]"},
        {"申請した、交付が決まった、不交付になった、申請しないことを記録します。提出済の書類は置き換えられません。",
         "Records that a packet was submitted, granted or refused, or that a facility will not apply. Submitted "
         "packets are never replaced."},
        "mark 4710123458 オンライン診療等¦online 提出済¦submitted --on 2025-12-25\t申請した\tsubmitted\n"
        "mark 4710123458 オンライン診療等¦online 交付決定¦granted --on 2026-02-10 --amount "
        "97000\t交付が決まった\tgranted\n"
        "mark 4710123458 申請しない¦declined\t申請しない施設。手紙も書類も作らない\tno letters, no packets\n"
        "mark 4710123458 オンライン診療等¦online 取消¦none --reason "
        "取り違え¦mistaken\t誤った記録を取り消す。履歴に残る\ttake it back; the history keeps it\n"
        "mark --from 提出一覧.xlsx¦index.xlsx --dry-run\t書き込んだ一覧から。まず見るだけ\tfrom a filled-in list; "
        "first look\n",
};
