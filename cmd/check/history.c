#include "cmd/frame/command.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/value/identifier.h"
#include "core/store/kept/history.h"

#include "cmd/terminal/change.h"
#include "cmd/terminal/csv_out.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/frame/range.h"
#include "cmd/members/workspace.h"

#include "core/banned.h"

static const enum option_id history_options[] = {OPT_FROM, OPT_TO, OPT_KIND, OPT_PARTY, OPT_FORMAT, OPTIONS};

enum { WIDTH = 80, INDENT = 6 };

struct printing {
        struct context *c;
        struct arena *scratch;
        int64_t n;
};

static const char *what_word(enum history_what what, enum language language)
{
        static const char *const words[][2] = {[HISTORY_CHANGED] = {"変更", "changed"},
                                               [HISTORY_WITHDRAWN] = {"取り下げ", "withdrawn"},
                                               [HISTORY_RETURNED] = {"再び追加", "returned"}};
        return words[what][language];
}

/* ---- text */

/* 2025-12-22 10:15:03, in Japan. */
static void print_moment(const char *at)
{
        const char *time = strchr(at, 'T');

        printf("%.10s %.8s", at, time ? time + 1 : "");
}

static bool in_subject(const char *field)
{
        static const char *const keys[] = {"code", "facility", "number", "position", "breakdown"};

        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
                if (strcmp(keys[i], field) == 0)
                        return true;
        return false;
}

/* receipts.csv:2:5 -> corrected.csv:7:5 */
static void add_places(struct buffer *out, const struct history_entry *e, const struct context *c)
{
        bool old = e->old_place && (!e->place || strcmp(e->old_place, e->place) != 0);

        if (!e->old_place && !e->place)
                return;
        buffer_printf(out, "  %s %s%s%s", say(c, "表:", "file:"), old ? e->old_place : "",
                      old && e->place ? " -> " : "", e->place ? e->place : "");
}

/* Prints a line for each field that changed. Of a record that was withdrawn or came back, prints all fields. */
static void print_fields(const struct history_entry *e, const struct context *c, struct arena *scratch)
{
        bool one_side = e->what != HISTORY_CHANGED;
        struct buffer all = buffer_in(scratch);

        for (size_t i = 0; i < e->fields.n; i++) {
                const struct field_change *f = &e->fields.at[i];
                const struct field_value *value = e->what == HISTORY_WITHDRAWN ? &f->old : &f->now;
                const char *text = field_show(e->kind, f->field, value, c->language, scratch);

                if (one_side && *text && !in_subject(f->field))
                        buffer_printf(&all, "%s%s: %s", all.n ? say(c, "、", ", ") : "",
                                      field_word(e->kind, f->field, c->language), text);
                if (one_side || field_same(&f->old, &f->now))
                        continue;
                printf("%*s", INDENT, "");
                print_wrapped(stdout, change_words(e->kind, f, c->language, scratch), INDENT, INDENT + 2, WIDTH);
        }
        if (all.n) {
                printf("%*s", INDENT, "");
                print_wrapped(stdout, all.at, INDENT, INDENT, WIDTH);
        }
}

static enum status print_entry(void *user, const struct history_entry *e)
{
        struct printing *p = user;
        const struct context *c = p->c;
        const char *kind = record_kind_word(e->kind, c->language);
        struct buffer from = buffer_in(p->scratch);

        arena_reset(p->scratch);
        p->n++;
        print_moment(e->at);
        printf("  %s  ", what_word(e->what, c->language));
        print_wrapped(stdout, arena_printf(p->scratch, "%s %s", kind ? kind : e->kind, e->subject), 23, INDENT, WIDTH);
        print_fields(e, c, p->scratch);
        buffer_printf(&from, "%s %s  %s %s", say(c, "変えた人:", "by:"), e->who, say(c, "理由:", "why:"), e->why);
        add_places(&from, e, c);
        printf("%*s", INDENT, "");
        print_wrapped(stdout, from.at, INDENT, INDENT + 2, WIDTH);
        return OK;
}

/* ---- JSON and CSV */

static json_t *json_side(const struct history_entry *e, bool now)
{
        json_t *o;

        if (e->what == (now ? HISTORY_WITHDRAWN : HISTORY_RETURNED))
                return json_null();
        o = json_object();
        for (size_t i = 0; i < e->fields.n; i++) {
                const struct field_change *f = &e->fields.at[i];

                json_object_set_new(o, f->field, json_value(now ? &f->now : &f->old));
        }
        return o;
}

static enum status json_entry(void *user, const struct history_entry *e)
{
        struct printing *p = user;
        json_t *o = json_object(), *changes = json_array();

        for (size_t i = 0; e->what == HISTORY_CHANGED && i < e->fields.n; i++)
                if (!field_same(&e->fields.at[i].old, &e->fields.at[i].now))
                        json_array_append_new(changes, json_change(&e->fields.at[i]));
        json_object_set_new(o, "entry", json_integer(e->entry));
        json_object_set_new(o, "at", json_string(e->at));
        json_object_set_new(o, "who", json_string(e->who));
        json_object_set_new(o, "why", json_string(e->why));
        json_object_set_new(o, "what", json_string(what_word(e->what, ENGLISH)));
        json_object_set_new(o, "kind", json_string(e->kind));
        json_object_set_new(o, "subject", json_string(e->subject));
        json_object_set_new(o, "facility", json_said(e->facility));
        json_object_set_new(o, "number", json_said(e->number));
        json_object_set_new(o, "changes", changes);
        json_object_set_new(o, "old", json_side(e, false));
        json_object_set_new(o, "new", json_side(e, true));
        json_object_set_new(o, "old_place", json_said(e->old_place));
        json_object_set_new(o, "old_sha256", json_said(e->old_sha256));
        json_object_set_new(o, "place", json_said(e->place));
        json_object_set_new(o, "sha256", json_said(e->sha256));
        if (p->n++)
                putchar(',');
        json_write(o);
        return OK;
}

static const char *raw(const struct field_value *v, struct arena *arena)
{
        return v->type == VALUE_TEXT     ? v->text
               : v->type == VALUE_NUMBER ? arena_printf(arena, "%" PRId64, v->number)
                                         : "";
}

/* Is it a field that said nothing, of a record that was withdrawn or came back? */
static bool is_empty(const struct field_change *f)
{
        const struct field_value *said = f->old.type == VALUE_NONE ? &f->now : &f->old;

        return f->old.type != f->now.type && said->type == VALUE_TEXT && !*said->text;
}

enum csv_column { ENTRY, AT, WHO, WHY, WHAT, KIND, SUBJECT, FIELD, OLD, NEW, OLD_PLACE, PLACE, CSV_COLUMNS };

/* A record for each field that differs. */
static enum status csv_entry(void *user, const struct history_entry *e)
{
        struct printing *p = user;

        arena_reset(p->scratch);
        for (size_t i = 0; i < e->fields.n; i++) {
                const struct field_change *f = &e->fields.at[i];
                const char *cells[CSV_COLUMNS];

                if (field_same(&f->old, &f->now) || is_empty(f))
                        continue;
                cells[ENTRY] = arena_printf(p->scratch, "%" PRId64, e->entry);
                cells[AT] = e->at;
                cells[WHO] = e->who;
                cells[WHY] = e->why;
                cells[WHAT] = what_word(e->what, ENGLISH);
                cells[KIND] = e->kind;
                cells[SUBJECT] = e->subject;
                cells[FIELD] = f->field;
                cells[OLD] = raw(&f->old, p->scratch);
                cells[NEW] = raw(&f->now, p->scratch);
                cells[OLD_PLACE] = e->old_place;
                cells[PLACE] = e->place;
                csv_out(cells, CSV_COLUMNS,
                        1u << ENTRY | (unsigned)(f->old.type == VALUE_NUMBER) << OLD |
                                (unsigned)(f->now.type == VALUE_NUMBER) << NEW,
                        p->scratch);
        }
        return OK;
}

static enum status print_history(struct printing *p, struct store *store, const struct history_query *query)
{
        const struct context *c = p->c;
        enum status st;

        if (is_format(c, "json")) {
                fputs("{\"schema\":\"soroe.history/1\",\"entries\":[", stdout);
                st = store_history(store, query, json_entry, p, c->arena);
                puts("]}");
                return st;
        }
        if (is_format(c, "csv")) {
                fputs(CSV_BOM, stdout);
                fputs(say(c, "番号,日時,記録した人,理由,何を,種類,対象,項目,前,後,前の場所,場所\r\n",
                          "entry,at,who,why,what,kind,subject,field,old,new,old_place,place\r\n"),
                      stdout);
                return store_history(store, query, csv_entry, p, c->arena);
        }
        st = store_history(store, query, print_entry, p, c->arena);
        if (st != OK)
                return st;
        if (c->language == JAPANESE)
                printf("履歴 %" PRId64 "件\n", p->n);
        else
                printf("%" PRId64 " entries\n", p->n);
        return OK;
}

/* CODE, or CODE/NUMBER: a receipt with its lines and scans. */
static bool whose(struct history_query *query, const struct context *c)
{
        const struct texts *arguments = &c->options.arguments;
        char code[CODE_TEXT];
        const char *typed = arguments->n ? arguments->at[0] : NULL, *slash = typed ? strchr(typed, '/') : NULL;
        const char *facility = slash ? arena_strndup(c->arena, typed, (size_t)(slash - typed)) : typed;

        if (arguments->n > 1) {
                usage_error(c, "施設は1つだけ指定します", "one facility at most", arguments->at[1]);
                return false;
        }
        if (!typed)
                return true;
        if (code_parse(code, facility) > CODE_NO_PREFECTURE) {
                usage_error(c, "医療機関コードではありません", "not an institution code", typed);
                return false;
        }
        query->facility = arena_strdup(c->arena, code);
        query->number = slash ? slash + 1 : NULL;
        return true;
}

static bool which_kind(struct history_query *query, const struct context *c)
{
        const char *word = option(c, OPT_KIND);

        query->kind = word ? record_kind(word) : NULL;
        if (!word || query->kind)
                return true;
        usage_error(c, "--kind は 施設 領収書 購入明細 申請 回答 証拠書類 申請書類一式 申請の状態 のどれかです",
                    "--kind is one of facility receipt purchase application answer evidence packet mark", word);
        return false;
}

static int run(struct context *c)
{
        struct history_query query = {.party = option(c, OPT_PARTY)};
        struct printing printing = {.c = c};
        struct store *store = NULL;
        enum status st;

        if (!whose(&query, c) || !which_kind(&query, c) || !day_range(&query.from, &query.to, c))
                return EXIT_USAGE;
        printing.scratch = arena_child(c->arena);
        st = open_records(&store, c);
        if (st == OK)
                st = print_history(&printing, store, &query);
        store_close(store);
        arena_free(printing.scratch);
        return finish(c, st);
}

const struct command command_history = {
        "history",
        run,
        history_options,
        "text json csv",
        {"[--from 日付] [--to 日付] [--kind 種類] [--party 語] [コード[/領収書番号]]",
         "[--from DATE] [--to DATE] [--kind KIND] [--party TEXT] [CODE[/NUMBER]]"},
        {"訂正と取り下げの履歴を見ます。いつ、誰が、なぜ、何を、どう変えたか。",
         "Shows what was corrected and withdrawn: when, by whom, why, what it was and is."},
        "history 4710123458/R-0412\t領収書1枚の履歴\tof one receipt\n"
        "history --from 令和7年10月¦2025-10 --kind 領収書¦receipt\t10月からの領収書の訂正\treceipts corrected since "
        "October\n",
};
