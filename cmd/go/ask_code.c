#include "cmd/go/ask.h"

#include <string.h>

#include "cmd/go/talk.h"
#include "cmd/terminal/print.h"

#include "core/base/text.h"
#include "core/value/identifier.h"
#include "core/value/prefecture.h"

#include "core/banned.h"

/* What is asked, one after another. NULL or "" while it is not known. */
struct code_talk {
        struct go *g;
        char seven[CODE_TEXT];
        const char *prefecture;
        const char *doubted; /* what was typed once although its check digit is wrong */
        bool from_table;     /* the seven digits stand in a table of hers */
};
enum { TRIES = 3, SEVEN = 7, WHOLE = 10 };

static const struct {
        char digit;
        const char *words[2];
} tables[] = {{'1', {"医科", "medical"}}, {'3', {"歯科", "dental"}}, {'4', {"薬局", "pharmacy"}}};
enum { TABLES_OF_CODES = sizeof tables / sizeof *tables };

#define SETTING                                                                                                        \
        "go-code" /* "9990182 1919990182 2025-12-08T10:00:00+09:00 牧野": the first "-" where no table has it; when, and who */

/* ---- what is kept */

enum status ask_code_read(struct go *g)
{
        const char *kept = "", *space;
        enum status st = store_setting(&kept, g->store, SETTING, g->c->arena);

        space = strchr(kept, ' ');
        if (st != OK || !space)
                return st;
        g->short_code = *kept == '-' ? "" : arena_strndup(g->c->arena, kept, (size_t)(space - kept));
        g->code = arena_strndup(g->c->arena, space + 1, strcspn(space + 1, " "));
        return OK;
}

static enum status keep(const struct code_talk *t, const char *code)
{
        struct go *g = t->g;
        const struct store_author who = author(g->c, login(), "go");
        enum status st = store_begin(g->store);

        g->short_code = t->from_table ? arena_strdup(g->c->arena, t->seven) : "";
        g->code = arena_strdup(g->c->arena, code);
        if (st == OK)
                st = store_set(g->store, SETTING,
                               arena_printf(g->c->arena, "%s %s %s %s", t->from_table ? t->seven : "-", code, who.at,
                                            who.who));
        if (st == OK)
                st = store_commit(g->store);
        if (st != OK) {
                store_rollback(g->store);
                return st;
        }
        fprintf(beside(), say(g->c, "記録しました: 医療機関コード %s、%s。\n", "recorded: institution code %s, %s\n"),
                code, who.who);
        return OK;
}

/* ---- the digits */

/* The code of seven digits in a table of facilities that was rejected for it. */
static void find_in_tables(struct code_talk *t)
{
        for (size_t i = 0; i < t->g->view.items.n; i++) {
                const struct finding *f = &t->g->view.items.at[i].finding;
                char digits[CODE_TEXT];

                if (f->id != E024 || !f->value || code_parse(digits, f->value) != CODE_SHORT || strlen(digits) != SEVEN)
                        continue;
                memcpy(t->seven, digits, sizeof digits);
                t->from_table = true;
                return;
        }
}

/* 19 1 9990182 */
static const char *grouped(const struct code_talk *t, const char *code)
{
        return arena_printf(t->g->c->arena, "%.2s %.1s %s", code, code + 2, code + 3);
}

static bool agrees(const struct code_talk *t, const char *code)
{
        return talk_answer(t->g,
                           arena_printf(t->g->c->arena,
                                        say(t->g->c, "%s にしますか [はい/いいえ/あとで]", "%s? [yes/no/later]"), code),
                           false) == REPLY_YES;
}

static const char *ask_prefecture(struct code_talk *t)
{
        const char *prompt = say(t->g->c, "都道府県(山梨県 のように)", "prefecture (like 山梨県)");

        for (int i = 0; i < TRIES; i++) {
                const char *line = talk_line(t->g, prompt);
                const char *number;

                if (!line || reply_read(line, t->g->c->arena) == REPLY_LATER)
                        return "";
                number = prefecture_by_name(text_key(t->g->c->arena, line));
                if (*number)
                        return number;
                prompt = say(t->g->c, "都道府県の名前を記入してください", "type the name of a prefecture");
        }
        return "";
}

/* The only digit with which the last one would be right, behind the same six. */
static char right_digit(const struct code_talk *t, char table)
{
        char other[CODE_TEXT];

        memcpy(other, t->seven, sizeof other);
        for (const char *d = "0123456789"; *d; d++) {
                other[SEVEN - 1] = *d;
                if (code_with(t->g->c->arena, t->prefecture, table, other))
                        return *d;
        }
        return '?';
}

/* None of the tables' readings passes the check. Typed once more, it is believed. */
static const char *doubt(struct code_talk *t)
{
        const struct context *c = t->g->c;
        const char *code = arena_printf(c->arena, "%s1%s", t->prefecture, t->seven);

        if (t->doubted && strcmp(t->doubted, t->seven) == 0) {
                go_say(t->g, stdout, 0,
                       arena_printf(c->arena,
                                    say(c, "同じ番号を2回記入なさったので、%s を記録します(W301)。",
                                        "typed twice: %s is recorded (W301)"),
                                    code));
                return code;
        }
        go_say(t->g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "%sの医科なら %s ですが、検査数字が合いません。最後の数字が %c なら合います。",
                                "medical in %s it would be %s, but its check digit is wrong; %c would be right"),
                            prefecture_name(t->prefecture), grouped(t, code), right_digit(t, '1')));
        go_say(t->g, stdout, 0,
               say(c, "打ちまちがいかもしれません。保険医療機関指定通知書を見て、もう一度記入してください。",
                   "it may be mistyped: look at the notice of designation and type it again"));
        t->doubted = arena_strdup(c->arena, t->seven);
        return NULL;
}

static const char *choose_table(struct code_talk *t, const char *const codes[TABLES_OF_CODES])
{
        const struct context *c = t->g->c;
        const char *prompt = say(c, "1 医科  2 歯科  3 薬局 [あとで]", "1 medical  2 dental  3 pharmacy [later]");

        for (int i = 0; i < TRIES; i++) {
                const char *line = talk_line(t->g, prompt);
                const char *key = line ? text_key(c->arena, line) : "";

                if (!*key || strcmp(key, "あとで") == 0)
                        return NULL;
                for (int k = 0; k < TABLES_OF_CODES; k++)
                        if (codes[k] && (strcmp(key, arena_printf(c->arena, "%d", k + 1)) == 0 ||
                                         strcmp(key, tables[k].words[c->language]) == 0))
                                return codes[k];
        }
        return NULL;
}

/* Which tables' readings pass the check: one is offered; of several the kind is asked. */
static const char *complete(struct code_talk *t)
{
        const struct context *c = t->g->c;
        const char *codes[TABLES_OF_CODES];
        int n = 0, only = 0;

        for (int k = 0; k < TABLES_OF_CODES; k++) {
                codes[k] = code_with(c->arena, t->prefecture, tables[k].digit, t->seven);
                n += codes[k] != NULL;
                only = codes[k] ? k : only;
        }
        if (n == 0)
                return doubt(t);
        if (n > 1) {
                const char *code;

                go_say(t->g, stdout, 0,
                       arena_printf(c->arena,
                                    say(c, "%sの番号です。種別を選んでください。", "a number of %s: of which kind?"),
                                    prefecture_name(t->prefecture)));
                code = choose_table(t, codes);
                return code && agrees(t, code) ? code : "";
        }
        go_say(t->g, stdout, 0,
               arena_printf(c->arena,
                            say(c, "%sの%sなら、%s です。検査数字は合っています。",
                                "in %s, %s: %s; the check digit is right"),
                            prefecture_name(t->prefecture), tables[only].words[c->language], grouped(t, codes[only])));
        go_say(t->g, stdout, 0,
               say(c, "保険医療機関指定通知書と見比べてください。", "compare it with the notice of designation"));
        return agrees(t, codes[only]) ? codes[only] : "";
}

/* Ten digits typed: NULL where they are to be typed again. */
static const char *take_whole(struct code_talk *t, const char *digits, enum code_verdict verdict)
{
        const struct context *c = t->g->c;

        if (verdict <= CODE_LOOKS_DENTAL || (t->doubted && strcmp(t->doubted, digits) == 0))
                return arena_strdup(c->arena, digits);
        t->doubted = arena_strdup(c->arena, digits);
        go_say(t->g, stdout, 0,
               verdict == CODE_CHECK_FAILS
                       ? say(c, "検査数字が合いません。打ちまちがいでなければ、同じ番号をもう一度記入してください。",
                             "its check digit is wrong; if it is not mistyped, type the same again")
                       : say(c, "先頭の2桁が、都道府県の番号ではありません。",
                             "the first two digits are no prefecture"));
        return NULL;
}

/* The code, or "" where it is put off. */
static const char *talk(struct code_talk *t)
{
        const struct context *c = t->g->c;
        const char *prompt = say(c, "医療機関コード(10桁。7桁しかわからなければ、7桁で) [あとで]",
                                 "institution code (10 digits, or the 7 you know) [later]");
        const char *code = NULL;

        for (int i = 0; i < TRIES && !code; i++) {
                char digits[CODE_TEXT];
                const char *line = t->from_table && i == 0 ? t->seven : talk_line(t->g, prompt);
                enum code_verdict verdict;

                if (!line || reply_read(line, c->arena) == REPLY_LATER)
                        return "";
                verdict = code_parse(digits, line);
                if (verdict <= CODE_NO_PREFECTURE) {
                        code = take_whole(t, digits, verdict);
                } else if (verdict == CODE_SHORT && strlen(digits) == SEVEN) {
                        memcpy(t->seven, digits, sizeof digits);
                        if (!t->prefecture || !*t->prefecture)
                                t->prefecture = ask_prefecture(t);
                        code = *t->prefecture ? complete(t) : "";
                } else {
                        go_say(t->g, stdout, 0,
                               arena_printf(c->arena,
                                            say(c, "数字が%zu桁です。10桁か、下の7桁を記入してください。",
                                                "these are %zu digits; type ten, or the last seven"),
                                            strspn(digits, "0123456789")));
                }
        }
        return code ? code : "";
}

enum status ask_code(bool *again, struct go *g)
{
        struct code_talk t = {.g = g};
        const char *code;

        *again = false;
        if (g->view.facilities || (g->code && *g->code) || g->programme->other_number)
                return OK;
        find_in_tables(&t);
        if (!t.from_table && g->view.receipts)
                return OK; /* her tables lack a facility, not its code */
        if (t.from_table)
                go_say(g, stdout, 0,
                       arena_printf(g->c->arena,
                                    say(g->c, "医療機関コードは、%s と記入されています(7桁です。10桁が要ります)。",
                                        "the institution code is typed as %s: seven digits, and ten are needed"),
                                    t.seven));
        code = talk(&t);
        if (!*code)
                return OK;
        *again = t.from_table;
        return keep(&t, code);
}
