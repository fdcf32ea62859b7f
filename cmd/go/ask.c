#include "cmd/go/ask.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/go/talk.h"
#include "cmd/terminal/print.h"

#include "core/backup/backup.h"
#include "core/file/file.h"
#include "core/store/kept/records.h"
#include "core/store/kept/sealed.h"

#include "core/banned.h"

enum { FEW = 4 /* questions of several facilities that are still asked */ };

/* ---- who answers, and how it was made sure */

static const char *ask_name(struct go *g)
{
        const char *usual = strcmp(login(), "-") == 0 ? NULL : login();

        if (!g->who)
                g->who = talk_words(g,
                                    usual ? arena_printf(g->c->arena, say(g->c, "お名前 [%s]", "your name [%s]"), usual)
                                          : say(g->c, "お名前", "your name"),
                                    usual ? usual : "-");
        return g->who;
}

static const char *ask_reason(struct go *g)
{
        const struct context *c = g->c;
        const char *prompt =
                say(c, "どう確かめましたか(書類に印刷します)", "how did you make sure? (printed on the papers)");
        const char *said =
                talk_words(g, g->reason ? arena_printf(c->arena, "%s [%s]", prompt, g->reason) : prompt, g->reason);

        if (*said)
                g->reason = said;
        return *said ? said : say(c, "(理由なし)", "(no reason given)");
}

/* ---- the open questions */

static bool decides(const struct found_item *item)
{
        for (size_t i = 0; i < item->asked.outcomes.n; i++)
                if (item->asked.outcomes.at[i].then.yes.stands || item->asked.outcomes.at[i].then.no.stands)
                        return true;
        return false;
}

static bool was_asked(const struct go *g, const struct found_item *item)
{
        for (size_t i = 0; i < g->asked.n; i++)
                if (strcmp(g->asked.at[i], item->facts) == 0)
                        return true;
        return false;
}

static bool is_to_be_asked(const struct go *g, const struct found_item *item)
{
        return item->is_question && decides(item) && !was_asked(g, item);
}

static int count_open(const struct go *g)
{
        int n = 0;

        for (size_t i = 0; i < g->view.items.n; i++)
                n += is_to_be_asked(g, &g->view.items.at[i]);
        return n;
}

static enum status record(struct go *g, const struct found_item *item, bool yes, const char *reason, const char *by)
{
        char today[DATE_TEXT];
        const struct answer answer = {.id = finding_name(item->finding.id),
                                      .subject = item->finding.subject ? item->finding.subject : "",
                                      .yes = yes,
                                      .reason = reason,
                                      .by = by,
                                      .at = date_iso(today, date_today_in_japan()),
                                      .facts = item->facts};
        const struct store_author who = author(g->c, by, reason);
        enum put put;
        enum status st = store_begin(g->store);

        if (st == OK)
                st = store_put_answer(&put, g->store, item->code, &answer, &who, g->c->arena);
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}

/* As it was recorded, and how to say something else. */
static void echo(const struct go *g, const struct found_item *item, bool yes, const char *reason, const char *by)
{
        const struct context *c = g->c;
        const char *slash = item->finding.subject ? strchr(item->finding.subject, '/') : NULL;

        fprintf(beside(), say(c, "記録しました: %s、%s、%s、%s。\n", "recorded: %s, %s, %s, %s\n"),
                yes ? say(c, "はい", "yes") : say(c, "いいえ", "no"), reason, by, go_day(g, date_today_in_japan()));
        fprintf(beside(),
                say(c, "変えるには: soroe -C %s answer %s %s%s%s %s --reason 理由\n",
                    "to change it: soroe -C %s answer %s %s%s%s %s --reason TEXT\n"),
                go_there(g), item->code, finding_name(item->finding.id), slash ? " " : "", slash ? slash + 1 : "",
                yes ? say(c, "いいえ", "no") : say(c, "はい", "yes"));
}

static void note_asked(struct go *g, const struct found_item *item)
{
        *vec_add(g->c->arena, &g->asked) = arena_strdup(g->c->arena, item->facts);
}

/* True: the answer changes what is known, and all is judged anew. */
static enum status ask_one(bool *answered, struct go *g, const struct found_item *item)
{
        const char *reason, *by;
        enum reply reply;
        enum status st;

        *answered = false;
        putchar('\n');
        go_print_item(g, ++g->numbered, item);
        reply = talk_answer(g, say(g->c, "[はい/いいえ/あとで]", "[yes/no/later]"), false);
        note_asked(g, item);
        if (reply == REPLY_LATER)
                return OK;
        reason = ask_reason(g);
        by = ask_name(g);
        st = record(g, item, reply == REPLY_YES, reason, by);
        if (st == OK)
                echo(g, item, reply == REPLY_YES, reason, by);
        *answered = st == OK;
        return st;
}

/* ---- the same question of several receipts */

static bool is_same(const struct found_item *a, const struct found_item *b)
{
        return a->finding.id == b->finding.id && strcmp(a->code, b->code) == 0;
}

static int count_same(const struct go *g, const struct found_item *like)
{
        int n = 0;

        for (size_t i = 0; i < g->view.items.n; i++)
                n += is_to_be_asked(g, &g->view.items.at[i]) && is_same(&g->view.items.at[i], like);
        return n;
}

/* What they are about, and what one answer to all of them brings. */
static void print_group(struct go *g, const struct found_item *like, int n)
{
        const struct context *c = g->c;
        struct buffer subjects = buffer_in(c->arena);

        putchar('\n');
        go_say(g, stdout, 0,
               arena_printf(c->arena, say(c, "%2zu おたずね %s(%s、%d件)", "%2zu question %s (%s, %d of them)"),
                            ++g->numbered, question_asked(like->finding.id, c->language),
                            finding_name(like->finding.id), n));
        for (size_t i = 0; i < g->view.items.n; i++) {
                const struct found_item *item = &g->view.items.at[i];

                if (is_to_be_asked(g, item) && is_same(item, like))
                        buffer_printf(&subjects, "%s%s", subjects.n ? say(c, "、", ", ") : "",
                                      *item->asked.subject ? item->asked.subject : say(c, "申請", "the application"));
        }
        go_say(g, stdout, 4, subjects.at);
        go_print_outcomes(g, like, &like->alike);
}

static enum status record_group(struct go *g, const struct found_item *like, bool yes)
{
        const char *reason = ask_reason(g), *by = ask_name(g);
        enum status st = OK;

        for (size_t i = 0; st == OK && i < g->view.items.n; i++) {
                const struct found_item *item = &g->view.items.at[i];

                if (is_to_be_asked(g, item) && is_same(item, like))
                        st = record(g, item, yes, reason, by);
        }
        if (st == OK)
                echo(g, like, yes, reason, by);
        return st;
}

static void put_group_off(struct go *g, const struct found_item *like)
{
        for (size_t i = 0; i < g->view.items.n; i++)
                if (g->view.items.at[i].is_question && is_same(&g->view.items.at[i], like) &&
                    !was_asked(g, &g->view.items.at[i]))
                        note_asked(g, &g->view.items.at[i]);
}

static enum status ask_group(bool *answered, struct go *g, const struct found_item *like, int n)
{
        enum reply reply;
        enum status st = OK;

        *answered = false;
        print_group(g, like, n);
        reply = talk_answer(g, say(g->c, "[はい/いいえ/1件ずつ/あとで]", "[yes/no/each/later]"), true);
        if (reply == REPLY_EACH) {
                g->one_by_one = true;
                return OK;
        }
        if (reply != REPLY_LATER)
                st = record_group(g, like, reply == REPLY_YES);
        *answered = st == OK && reply != REPLY_LATER;
        put_group_off(g, like);
        return st;
}

/* The next question; NULL: there is none. */
static const struct found_item *next_item(const struct go *g)
{
        for (size_t i = 0; i < g->view.items.n; i++)
                if (is_to_be_asked(g, &g->view.items.at[i]))
                        return &g->view.items.at[i];
        return NULL;
}

enum status ask_questions(struct go *g)
{
        const int open = count_open(g);
        const struct found_item *item;
        enum status st = OK;

        if (!open || (g->view.facilities > 1 && open >= FEW))
                return OK;
        putchar('\n');
        go_say(g, stdout, 0,
               arena_printf(g->c->arena,
                            say(g->c, "おたずねは %d件です。Enter だけなら「あとで」。やめても、お答えは残ります。",
                                "questions: %d. Enter alone is later; what was answered stays if you stop."),
                            open));
        for (int asked = 0; st == OK && asked < GO_MOST_ASKED && (item = next_item(g)) != NULL; asked++) {
                const int same = open > GO_MOST_ASKED && !g->one_by_one ? count_same(g, item) : 1;
                bool answered;

                st = same > 1 ? ask_group(&answered, g, item, same) : ask_one(&answered, g, item);
                if (st == OK && answered)
                        st = go_gather(g);
        }
        if (st == OK && count_open(g))
                go_say(g, stderr, 0,
                       arena_printf(
                               g->c->arena,
                               say(g->c, "ほかに %d件。次の実行でおたずねします。", "and %d more, asked next time"),
                               count_open(g)));
        return st;
}

/* ---- the day of application */

static struct date last_day(const struct go *g)
{
        struct date last = {0};

        for (size_t i = 0; i < g->view.applications.n; i++) {
                const struct date d = g->view.applications.at[i].deadline;

                if (date_is_set(d) && (!date_is_set(last) || date_compare(d, last) < 0))
                        last = d;
        }
        return last;
}

/* An application cannot be added to afterwards: first everything is mended. */
static bool can_be_made(const struct go *g)
{
        bool any = false;

        for (size_t i = 0; i < g->view.applications.n; i++) {
                const struct found_application *a = &g->view.applications.at[i];

                if (a->standing == STANDS_ERROR)
                        return false;
                any |= !a->is_packed && !a->stopped && (a->standing == STANDS_READY || a->standing == STANDS_CONFIRM);
        }
        return any && !g->view.errors;
}

static const char *ready_words(const struct go *g)
{
        const struct context *c = g->c;
        struct buffer out = buffer_in(c->arena);
        char yen[YEN_TEXT];

        for (size_t i = 0; i < g->view.applications.n; i++) {
                const struct found_application *a = &g->view.applications.at[i];

                if (!a->is_packed && (a->standing == STANDS_READY || a->standing == STANDS_CONFIRM))
                        buffer_printf(&out, say(c, "%s%s %s円", "%s%s %s yen"), out.n ? say(c, "、", ", ") : "",
                                      say(c, a->category->label.ja, a->category->label.en),
                                      yen_format(yen, a->subsidy, "-"));
        }
        return out.at;
}

void ask_day(struct go *g)
{
        const struct context *c = g->c;
        struct date day;

        if (date_is_set(g->applied_on) || !can_be_made(g) || g->view.facilities > 1)
                return;
        putchar('\n');
        go_say(g, stdout, 0, arena_printf(c->arena, say(c, "申請できます(%s)。", "ready (%s)"), ready_words(g)));
        if (!talk_day(
                    &day, g,
                    arena_printf(c->arena,
                                 say(c, "申請日はいつにしますか [今日、%s]", "on which day do you apply? [today, %s]"),
                                 go_day(g, g->today)),
                    last_day(g), false))
                return;
        fprintf(beside(), say(c, "%s にします。\n", "%s it is\n"), go_day(g, day));
        g->applied_on = day;
}

/* ---- what became of it */

static enum status mark(struct go *g, struct found_application *a, struct date day, const char *number)
{
        const char *by = ask_name(g);
        const struct store_author who = author(g->c, by, "go");
        struct filing filing = {.programme = g->programme->id,
                                .facility = a->code,
                                .category = a->category->label.id,
                                .state = FILING_SUBMITTED,
                                .on = day,
                                .submitted_on = day,
                                .number = number,
                                .reason = "",
                                .xml_sha256 = a->sealed.xml_sha256,
                                .by = by,
                                .at = who.at};
        enum put put;
        enum status st = store_begin(g->store);

        if (st == OK)
                st = store_put_filing(&put, g->store, &filing, &who, g->c->arena);
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}

static enum status ask_of(bool *marked, struct go *g, struct found_application *a)
{
        const struct context *c = g->c;
        const char *name = say(c, a->category->label.ja, a->category->label.en), *number;
        struct date day;
        enum status st;

        if (!talk_done(g, arena_printf(c->arena,
                                       say(c, "%s を申請しましたか [はい/まだ]", "%s: have you applied? [yes/not yet]"),
                                       name)))
                return OK;
        if (!talk_day(&day, g,
                      arena_printf(c->arena, say(c, "申請した日 [今日、%s]", "on which day? [today, %s]"),
                                   go_day(g, g->today)),
                      (struct date){0}, true))
                return OK;
        number = talk_line(g, say(c, "受付番号 [あとで]", "its number [later]"));
        if (!number || reply_read(number, c->arena) == REPLY_LATER)
                number = "";
        st = mark(g, a, day, number);
        if (st == OK)
                fprintf(beside(), say(c, "記録しました: %s、提出済、%s%s%s。\n", "recorded: %s, submitted, %s%s%s\n"),
                        name, go_day(g, day), *number ? say(c, "、", ", ") : "", number);
        *marked |= st == OK;
        return st;
}

enum status ask_submitted(struct go *g)
{
        bool marked = false;
        size_t waiting = 0;
        enum status st = OK;

        for (size_t i = 0; i < g->view.applications.n; i++)
                waiting +=
                        g->view.applications.at[i].is_sealed && g->view.applications.at[i].filing.state == FILING_NONE;
        if (!waiting || waiting > GO_MOST_ASKED)
                return OK;
        putchar('\n');
        go_say(g, stdout, 0,
               arena_printf(g->c->arena,
                            go_is_over(g)
                                    ? say(g->c, "期限までに作った書類が%zu件あります。",
                                          "packets that were made before the deadline: %zu")
                                    : say(g->c, "申請できる書類が%zu件あります。", "packets to be handed in: %zu"),
                            waiting));
        for (size_t i = 0; st == OK && i < g->view.applications.n; i++) {
                struct found_application *a = &g->view.applications.at[i];

                if (a->is_sealed && a->filing.state == FILING_NONE)
                        st = ask_of(&marked, g, a);
        }
        g->changed |= marked;
        return st == OK && marked ? go_gather(g) : st;
}

/* ---- a backup */

/* Beside her folder: 補助金-控え-20251222.tar, or the next free name. */
static const char *backup_path(const struct go *g)
{
        struct arena *arena = g->c->arena;
        const char *folder = file_absolute(arena, g->home.folder), *slash = strrchr(folder, '/');
        const char *parent = strchr(g->home.folder, '/') || strcmp(g->home.folder, ".") == 0
                                     ? arena_strndup(arena, folder, slash > folder ? (size_t)(slash - folder) : 1)
                                     : ".";
        const char *name = arena_printf(arena, say(g->c, "%s-控え-%04d%02d%02d", "%s-backup-%04d%02d%02d"),
                                        g->home.name, g->today.year, g->today.month, g->today.day);
        const char *path = arena_printf(arena, "%s.tar", name);

        for (int n = 2; n < 100; n++) {
                const char *full = strcmp(parent, ".") == 0 ? path : file_join(arena, parent, path);

                if (!file_exists(full))
                        return full;
                path = arena_printf(arena, "%s-%d.tar", name, n);
        }
        return NULL;
}

enum status ask_backup(struct go *g)
{
        const struct context *c = g->c;
        const char *path = g->changed ? backup_path(g) : NULL;
        struct findings own = findings_in(c->arena);
        struct backup_counts counts;
        int64_t tenths;
        enum status st;

        if (!path ||
            !talk_agrees(g, arena_printf(c->arena,
                                         say(c, "控えを作りますか [はい、%s/いいえ]", "make a backup? [yes, %s/no]"),
                                         path)))
                return OK;
        st = backup_write(&counts, path, g->store, NULL, c->arena, &own);
        if (own.fault.id)
                g->c->findings.fault = own.fault;
        if (st != OK)
                return st == ERR_INPUT ? OK : st;
        g->backup = path;
        tenths = (counts.bytes + 50000) / 100000;
        fprintf(beside(), say(c, "控えを作りました: %s(%d.%d MB)。\n", "made %s (%d.%d MB)\n"), path,
                (int)(tenths / 10), (int)(tenths % 10));
        fprintf(beside(), "%s\n",
                say(c, "USBメモリーなど、別の場所にも置いてください。", "keep a copy in another place, too"));
        return OK;
}
