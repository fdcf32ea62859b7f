#include "cmd/packets/mark_list.h"

#include <stdio.h>
#include <string.h>

#include "cmd/members/workspace.h"

#include "core/file/file.h"
#include "core/store/kept/records.h"

#include "core/banned.h"

/* A row as it is looked at. */
struct at_row {
        struct list_taking *t;
        const struct mark_row *row;
        struct row_told *told;
        struct marking m;
};

/* ---- why a row is left */

#define LEAVE(a, which, shown, ...) leave((a), (which), (shown), (struct marking_refusal){__VA_ARGS__})

static enum status leave(struct at_row *a, const char *field, const char *value, struct marking_refusal why)
{
        *a->told = (struct row_told){LEFT, field, value && *value ? value : NULL, why};
        return OK;
}

static const char *day(const struct at_row *a, struct date date)
{
        char text[DATE_TEXT];

        return arena_strdup(a->t->c->arena, date_iso(text, date));
}

static const char *reason_of(const struct at_row *a)
{
        return *a->row->line.reason ? a->row->line.reason : a->t->reason;
}

/* ---- writing */

static enum status write_step(struct at_row *a, enum filing_state state, struct date on)
{
        const struct mark_line *l = &a->row->line;
        struct marking_refusal why;
        enum status st;

        a->m.mark =
                (struct filing){.state = state, .on = on, .number = l->number, .reason = reason_of(a), .by = a->t->by};
        a->m.keep_number = !*l->number;
        if (state == FILING_GRANTED) {
                a->m.mark.has_amount = true;
                a->m.mark.amount = l->amount;
        }
        st = marking_write(&a->m, &why);
        if (st == OK && why.words[0])
                return leave(a, "facility", l->facility, why);
        return st;
}

static enum row_outcome outcome_of(enum filing_state state)
{
        return state == FILING_GRANTED    ? GRANTED
               : state == FILING_REFUSED  ? REFUSED
               : state == FILING_DECLINED ? DECLINED
                                          : SUBMITTED;
}

/* ---- a facility that will not apply */

static enum status take_declined(struct at_row *a)
{
        const struct mark_line *l = &a->row->line;
        bool found;
        enum status st;

        if (date_is_set(l->submitted_on) || date_is_set(l->decided_on) || l->has_amount || *l->number)
                return LEAVE(a, "declined", l->declined,
                             {"申請しないのに、申請した日、受付番号か決定があります",
                              "it will not apply, and yet there is a day, a number or a decision"},
                             {"どちらかを空けてください。", "empty one of the two"});
        a->m.category = NULL;
        st = marking_look(&a->m, &found);
        if (st != OK || a->m.old.state == FILING_DECLINED)
                return st;
        a->told->outcome = DECLINED;
        return write_step(a, FILING_DECLINED, a->t->today);
}

/* Is it said that it will not? A cell holds a word, a mark, or nothing. False: it says neither. */
static bool read_declined(bool *out, const struct at_row *a)
{
        static const char *const yes[] = {"はい", "yes", "y", "○",          "〇",   "◯",   "o",
                                          "1",    "レ",  "✓", "申請しない", "辞退", "true"};
        static const char *const no[] = {"", "いいえ", "no", "n", "-", "×", "0", "申請する", "false"};
        const char *key = text_key(a->t->c->arena, a->row->line.declined);

        for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
                if (strcmp(yes[i], key) == 0)
                        return *out = true;
        *out = false;
        for (size_t i = 0; i < sizeof no / sizeof *no; i++)
                if (strcmp(no[i], key) == 0)
                        return true;
        return false;
}

/* ---- an application */

/* What the row says that became of it in the end. */
static enum filing_state decision_of(const struct at_row *a)
{
        const struct mark_line *l = &a->row->line;
        enum filing_state state = FILING_NONE;

        if (!date_is_set(l->decided_on) && !l->has_amount)
                return FILING_SUBMITTED;
        filing_state_by_word(&state, text_key(a->t->c->arena, l->state));
        return state == FILING_REFUSED && !l->amount.n ? FILING_REFUSED : FILING_GRANTED;
}

/* The first part of the row that cannot be so; told->outcome is LEFT then. */
static enum status check_submission(struct at_row *a)
{
        const struct mark_line *l = &a->row->line;
        const struct date deadline = a->t->programme->deadline;

        if (!date_is_set(l->submitted_on)) {
                if (a->m.old.state != FILING_NONE)
                        return OK;
                return LEAVE(a, "submitted_on", NULL,
                             {"申請した日がありません", "the day of the submission is missing"},
                             {"申請した日を書いてください。", "write the day of the submission"});
        }
        if (date_compare(l->submitted_on, a->t->today) > 0)
                return LEAVE(a, "submitted_on", day(a, l->submitted_on),
                             {"申請した日が、まだ来ていません", "the day of the submission is still to come"},
                             {"日付を直してください。", "mend the day"});
        if (date_is_set(deadline) && date_compare(l->submitted_on, deadline) > 0)
                return LEAVE(a, "submitted_on", day(a, l->submitted_on),
                             {"申請した日が、申請期限のあとです", "the day of the submission is after the deadline"},
                             {"日付を直してください。期限のあとに受け付けられたのなら、soroe mark "
                              "で1件ずつ記録してください。",
                              "mend the day; if it was accepted all the same, record it by itself with soroe mark"});
        return OK;
}

static enum status check_decision(struct at_row *a, enum filing_state state)
{
        const struct mark_line *l = &a->row->line;
        const struct date submitted = date_is_set(l->submitted_on) ? l->submitted_on : a->m.old.submitted_on;

        if (state == FILING_SUBMITTED)
                return OK;
        if (!date_is_set(l->decided_on))
                return LEAVE(a, "decided_on", NULL, {"決定の日がありません", "the day of the decision is missing"},
                             {"決定の日を書いてください。", "write the day of the decision"});
        if (state == FILING_GRANTED && (!l->has_amount || l->amount.n < 0))
                return LEAVE(a, "amount", NULL, {"交付決定額がありません", "the amount granted is missing"},
                             {"交付決定額を書いてください。不交付なら、状態の列に 不交付 と書いてください。",
                              "write the amount; if it was refused, write 不交付 (refused) under the state"});
        if (date_compare(l->decided_on, submitted) < 0)
                return LEAVE(a, "decided_on", day(a, l->decided_on),
                             {"決定の日が、申請した日より前です",
                              "the day of the decision is before that of the submission"},
                             {"日付を直してください。", "mend the day"});
        if (date_compare(l->decided_on, a->t->today) > 0)
                return LEAVE(a, "decided_on", day(a, l->decided_on),
                             {"決定の日が、まだ来ていません", "the day of the decision is still to come"},
                             {"日付を直してください。", "mend the day"});
        if (state == FILING_REFUSED && !*reason_of(a))
                return LEAVE(a, "state", l->state, {"不交付の理由がありません", "the reason of the refusal is missing"},
                             {"「理由」の列に書くか、--reason を付けてください。",
                              "write it under 理由 (reason), or give --reason"});
        return OK;
}

static bool is_decided(const struct filing *f)
{
        return f->state == FILING_GRANTED || f->state == FILING_REFUSED;
}

/* What is recorded already is changed by a reason alone, never by a list that is merely older. */
static enum status check_recorded(struct at_row *a, enum filing_state state)
{
        static const char *const remedy[2] = {
                "記録が正しければ、一覧を直してください。記録を直すなら、--reason を付けてもう一度。",
                "mend the list if the records are right; to correct the records, run it again with --reason"};
        const struct mark_line *l = &a->row->line;
        const struct filing *old = &a->m.old;
        struct arena *arena = a->t->c->arena;
        char yen[YEN_TEXT];

        if (old->state == FILING_NONE || *reason_of(a))
                return OK;
        if (date_is_set(l->submitted_on) && date_compare(l->submitted_on, old->submitted_on) != 0)
                return LEAVE(a, "submitted_on", day(a, l->submitted_on),
                             {arena_printf(arena, "記録では、申請した日は %s です", day(a, old->submitted_on)),
                              arena_printf(arena, "the records say it was submitted on %s", day(a, old->submitted_on))},
                             {remedy[0], remedy[1]});
        if (*l->number && *old->number && strcmp(l->number, old->number) != 0)
                return LEAVE(a, "number", l->number,
                             {arena_printf(arena, "記録では、番号は %s です", old->number),
                              arena_printf(arena, "the number in the records is %s", old->number)},
                             {remedy[0], remedy[1]});
        if (!is_decided(old) || state == FILING_SUBMITTED)
                return OK;
        if (old->state != state || date_compare(old->on, l->decided_on) != 0)
                return LEAVE(
                        a, "decided_on", day(a, l->decided_on),
                        {arena_printf(arena, "記録では、%s %s です", filing_state_word(old->state, JAPANESE),
                                      day(a, old->on)),
                         arena_printf(arena, "the records say %s on %s", filing_state_id(old->state), day(a, old->on))},
                        {remedy[0], remedy[1]});
        if (old->amount.n != l->amount.n)
                return LEAVE(
                        a, "amount", arena_printf(arena, "%lld", (long long)l->amount.n),
                        {arena_printf(arena, "記録では、交付決定額は %s円です", yen_format(yen, old->amount, "-")),
                         arena_printf(arena, "the records say %s yen were granted", yen_format(yen, old->amount, "-"))},
                        {remedy[0], remedy[1]});
        return OK;
}

static bool says_nothing_new(const struct at_row *a, enum filing_state state)
{
        const struct mark_line *l = &a->row->line;
        const struct filing *old = &a->m.old;

        if (old->state == FILING_NONE || (*l->number && strcmp(l->number, old->number) != 0) ||
            (date_is_set(l->submitted_on) && date_compare(l->submitted_on, old->submitted_on) != 0))
                return false;
        return state == FILING_SUBMITTED ||
               (old->state == state && date_compare(old->on, l->decided_on) == 0 && old->amount.n == l->amount.n);
}

/* The day of the submission first, where it is new; then the decision. Both were looked at before. */
static enum status write_application(struct at_row *a, enum filing_state state)
{
        const struct mark_line *l = &a->row->line;
        const struct filing old = a->m.old;
        const bool moved = date_is_set(l->submitted_on) && date_compare(l->submitted_on, old.submitted_on) != 0;
        const bool only_number = state == FILING_SUBMITTED && !moved && is_decided(&old);
        enum status st = OK;

        a->told->outcome = outcome_of(state);
        if (old.state == FILING_NONE || moved || (state == FILING_SUBMITTED && old.state == FILING_SUBMITTED))
                st = write_step(a, FILING_SUBMITTED,
                                moved || old.state == FILING_NONE ? l->submitted_on : old.submitted_on);
        if (st != OK || a->told->outcome == LEFT || (state == FILING_SUBMITTED && !only_number))
                return st;
        if (only_number) { /* the number alone of what is decided */
                struct marking_refusal why;

                a->told->outcome = outcome_of(old.state);
                a->m.mark = old;
                a->m.mark.number = l->number;
                a->m.mark.by = a->t->by;
                a->m.keep_number = false;
                st = marking_write(&a->m, &why);
                return st == OK && why.words[0] ? leave(a, "number", l->number, why) : st;
        }
        return write_step(a, state, l->decided_on);
}

static enum status take_application(struct at_row *a)
{
        const struct mark_line *l = &a->row->line;
        const enum filing_state state = decision_of(a);
        bool found;
        enum status st;

        if (!*l->category)
                return LEAVE(
                        a, "category", NULL, {"事業区分がありません", "the category is missing"},
                        {"事業区分を書いてください。施設が申請しないのなら、申請しない の列に書いてください。",
                         "write the category; if the facility will not apply, say so under 申請しない (declined)"});
        a->m.category = marking_find_category(a->t->programme, l->category, a->t->c->arena);
        if (!a->m.category)
                return LEAVE(a, "category", l->category,
                             {"補助事業にない区分です", "the programme has no such category"},
                             {arena_printf(a->t->c->arena, "区分は %s のどれかです。",
                                           programme_category_words(a->t->programme, JAPANESE, a->t->c->arena)),
                              arena_printf(a->t->c->arena, "it is one of %s",
                                           programme_category_words(a->t->programme, ENGLISH, a->t->c->arena))});
        st = marking_look(&a->m, &found);
        if (st != OK)
                return st;
        if (!found)
                return LEAVE(a, "facility", l->facility, {"確定した書類がありません", "no packet was sealed for it"},
                             {"施設のコードと区分を確かめ、soroe packet で確定してください。",
                              "check the code and the category, and seal it with soroe packet"});
        if (says_nothing_new(a, state))
                return OK;
        st = check_submission(a);
        if (st == OK && a->told->outcome != LEFT)
                st = check_decision(a, state);
        if (st == OK && a->told->outcome != LEFT)
                st = check_recorded(a, state);
        return st == OK && a->told->outcome != LEFT ? write_application(a, state) : st;
}

/* ---- rows */

static enum status take_row(struct list_taking *t, size_t i)
{
        struct at_row a = {.t = t, .row = &t->list.at[i], .told = &t->told[i]};
        const char *code = a.row->line.facility;
        bool found = false, declined = false;
        struct facility facility;
        enum status st;

        *a.told = (struct row_told){.outcome = a.row->wrong ? LEFT : UNCHANGED};
        if (a.row->wrong)
                return OK;
        st = store_facility(&facility, &found, t->store, code, t->c->arena);
        if (st != OK)
                return st;
        if (!found)
                return leave(
                        &a, "facility", code,
                        (struct marking_refusal){{"記録にない施設です", "no such facility in the records"},
                                                 {"医療機関コードを確かめてください。", "check the institution code"}});
        a.m = (struct marking){.c = t->c, .store = t->store, .programme = t->programme, .code = code};
        if (!read_declined(&declined, &a))
                return leave(&a, "declined", a.row->line.declined,
                             (struct marking_refusal){{"はい か いいえ か、わかりません", "neither yes nor no"},
                                                      {"申請しないのなら はい と書き、そうでなければ空けてください。",
                                                       "write yes (はい) if it will not apply, else leave it empty"}});
        return declined ? take_declined(&a) : take_application(&a);
}

static enum status take_rows(struct list_taking *t)
{
        enum status st = OK;

        t->told = arena_alloc(t->c->arena, (t->list.n + 1) * sizeof *t->told);
        for (size_t i = 0; st == OK && i < t->list.n; i++) {
                st = take_row(t, i);
                t->n[t->told[i].outcome]++;
        }
        return st;
}

/* ---- the command line */

static bool read_command_line(struct list_taking *t)
{
        struct context *c = t->c;
        static const enum option_id others[] = {OPT_ON, OPT_NUMBER, OPT_AMOUNT};

        if (c->options.arguments.n) {
                usage_error(c, "--from のときは、コードも区分も書きません", "--from takes neither code nor category",
                            c->options.arguments.at[0]);
                return false;
        }
        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
                if (has_option(c, others[i])) {
                        usage_error(c, "日付、番号、金額は、一覧に書きます",
                                    "days, numbers and amounts stand in the list", option(c, others[i]));
                        return false;
                }
        if (!words_option(c, OPT_MARK_REASON, "--reason", &t->reason) ||
            !words_option(c, OPT_MARKED_BY, "--by", &t->by))
                return false;
        t->by = *t->by ? t->by : login();
        return true;
}

int mark_from_list(struct context *c)
{
        struct list_taking t = {.c = c, .today = date_today_in_japan()};
        const char *path = option(c, OPT_MARK_LIST);
        enum status st;

        if (!read_command_line(&t))
                return EXIT_USAGE;
        st = open_workspace(&t.store, &t.programme, c);
        if (st == OK)
                st = mark_list_read(&t.list, path, &c->options.values[OPT_MARK_MAP], t.programme, c->arena,
                                    &c->findings);
        if (st == OK)
                st = store_begin(t.store);
        if (st == OK)
                st = take_rows(&t);
        if (st == OK && !has_option(c, OPT_DRY_RUN))
                st = store_commit(t.store);
        if (t.store)
                store_rollback(t.store);
        store_close(t.store);
        if (st == ERR_INPUT)
                return mark_list_refused(c, file_base_name(path));
        if (st != OK)
                return finish(c, st);
        if (is_format(c, "json"))
                mark_list_json(&t, file_base_name(path));
        else
                mark_list_text(&t, file_base_name(path));
        if (!is_format(c, "json") && !has_option(c, OPT_DRY_RUN) &&
            t.n[SUBMITTED] + t.n[GRANTED] + t.n[REFUSED] + t.n[DECLINED])
                suggest(c, "次に:", "next:", command_here(c, "status"));
        return t.n[LEFT] ? EXIT_FINDINGS : EXIT_GOOD;
}
