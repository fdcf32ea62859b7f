#include "cmd/go/talk.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum { MOST_LINE = 2000, MOST_WORDS = 1000, TRIES = 3, MOST_TRIES = 9 /* of days that are read and do not fit, too */ };

const char *talk_line(const struct go *g, const char *prompt)
{
        char line[MOST_LINE];
        size_t n;

        fprintf(beside(), "%s > ", prompt);
        fflush(stderr);
        if (!platform_read_line(line, sizeof line)) {
                fputc('\n', stderr);
                return NULL;
        }
        n = strlen(line);
        if (n && line[n - 1] != '\n') /* longer than anything that is understood */
                for (int c = 0; c != '\n' && c != EOF;)
                        c = getchar();
        while (n && (line[n - 1] == '\n' || line[n - 1] == '\r'))
                line[--n] = '\0';
        return text_trim(g->c->arena, line);
}

static void put_off(const struct go *g)
{
        fprintf(beside(), "%s\n", say(g->c, "「あとで」にしました。", "put off"));
}

enum reply talk_answer(const struct go *g, const char *prompt, bool each)
{
        for (int i = 0; i < TRIES; i++) {
                const char *line = talk_line(g, prompt);
                const enum reply reply = line ? reply_read(line, g->c->arena) : REPLY_LATER;

                if (reply == REPLY_LATER)
                        put_off(g);
                if (reply != REPLY_UNCLEAR && (each || reply != REPLY_EACH))
                        return reply;
                prompt = each ? say(g->c, "はい、いいえ、1件ずつ、あとで のどれかで、お答えください。",
                                    "please answer yes, no, each or later")
                              : say(g->c, "はい、いいえ、あとで のどれかで、お答えください。",
                                    "please answer yes, no or later");
        }
        put_off(g);
        return REPLY_LATER;
}

/* Yes or no, where Enter is one of them. What was never understood, and the end of the input, are no. */
static bool yes_or_no(const struct go *g, const char *prompt, bool enter, const char *again)
{
        for (int i = 0; i < TRIES; i++) {
                const char *line = talk_line(g, prompt);
                enum reply reply;

                if (!line)
                        return false;
                if (!*line)
                        return enter;
                reply = reply_read(line, g->c->arena);
                if (reply != REPLY_UNCLEAR && reply != REPLY_EACH)
                        return reply == REPLY_YES;
                prompt = again;
        }
        return false;
}

bool talk_done(const struct go *g, const char *prompt)
{
        const bool done = yes_or_no(g, prompt, false,
                                    say(g->c, "はい か まだ で、お答えください。", "please answer yes or not yet"));

        if (!done)
                fprintf(beside(), "%s\n", say(g->c, "「まだ」にしました。", "not yet"));
        return done;
}

bool talk_agrees(const struct go *g, const char *prompt)
{
        return yes_or_no(g, prompt, true, say(g->c, "はい か いいえ で、お答えください。", "please answer yes or no"));
}

/* Says what is wrong with it; returns the next prompt. */
static const char *day_again(const struct go *g, enum reply_day verdict, struct date day, struct date last)
{
        const struct context *c = g->c;

        switch (verdict) {
        case REPLY_DAY_PAST:
                go_say(g, beside(), 0,
                       arena_printf(c->arena, say(c, "%s は過ぎています。", "%s is past"), go_day(g, day)));
                return say(c, "今日か、これからの日を記入してください [今日]", "type today or a day to come [today]");
        case REPLY_DAY_AHEAD:
                go_say(g, beside(), 0,
                       arena_printf(c->arena, say(c, "%s はこれからです。", "%s is still to come"), go_day(g, day)));
                return say(c, "申請した日を記入してください [今日]", "type the day on which it was done [today]");
        case REPLY_DAY:
                go_say(g, beside(), 0,
                       arena_printf(c->arena, say(c, "%s は、申請期限 %s のあとです。", "%s is after the deadline, %s"),
                                    go_day(g, day), go_day(g, last)));
                return say(c, "申請期限までの日を記入してください [今日]", "type a day up to it [today]");
        case REPLY_DAY_YEAR:
                return say(c, "年がわかりません。12/22 のように記入してください",
                           "which year is meant? type it like 12/22");
        default:
                return say(c, "日付が読めません。12/22、明日 のように記入してください",
                           "not a day that can be read; type it like 12/22 or tomorrow");
        }
}

bool talk_day(struct date *out, const struct go *g, const char *prompt, struct date last, bool happened)
{
        int unread = 0;

        for (int i = 0; i < MOST_TRIES && unread < TRIES; i++) {
                const char *line = talk_line(g, prompt);
                enum reply_day verdict;

                if (line && !*line)
                        line = "今日";
                verdict = line ? reply_day_read(out, line, g->today, happened, g->c->arena) : REPLY_DAY_LATER;
                if (verdict == REPLY_DAY_LATER)
                        break;
                if (verdict == REPLY_DAY && (!date_is_set(last) || date_compare(*out, last) <= 0))
                        return true;
                unread += verdict == REPLY_DAY_YEAR || verdict == REPLY_DAY_UNCLEAR;
                prompt = day_again(g, verdict, *out, last);
        }
        put_off(g);
        return false;
}

/* It is printed: one line, and no more than a line holds. */
static bool is_printable(const char *line)
{
        return strlen(line) <= MOST_WORDS && text_is_valid(line) && !strpbrk(line, "\t\r\n");
}

const char *talk_words(const struct go *g, const char *prompt, const char *usual)
{
        for (int i = 0; i < TRIES; i++) {
                const char *line = talk_line(g, prompt);

                if (!line)
                        return usual ? usual : "";
                if (*line && is_printable(line))
                        return line;
                if (!*line && usual)
                        return usual;
                if (!*line && i > 0)
                        return "";
        }
        return "";
}
