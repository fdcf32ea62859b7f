#include "cmd/letters/letters.h"

#include <stdio.h>

#include "cmd/terminal/json.h"

#include "core/file/file.h"

#include "core/banned.h"

/* ---- one letter */

static void print_letter(const struct letters *l, const struct written *w)
{
        const struct letter *letter = w->letter;
        char today[YEN_TEXT], then[YEN_TEXT];

        yen_format(today, letter->today, "-");
        yen_format(then, letter->then, "-");
        if (l->c->language == JAPANESE)
                printf("%s  %s  %zu点、%s %s円、すべて整うと %s円\n", w->path, letter_subject(letter), letter->points.n,
                       letter->granted ? LETTER_GRANTED : "今の見込み", today, then);
        else
                printf("%s  %s: %zu points, %s yen %s, %s yen once all is in order\n", w->path,
                       letter_kind_id(letter->kind), letter->points.n, today, letter->granted ? "granted" : "today",
                       then);
        if (w->slips.n && !l->hand_out)
                printf("%s  %s\n", file_join(l->c->arena, l->folder, letter->slips),
                       say(l->c, "写しのない領収書のための札", "slips for receipts without a scan"));
}

static void print_json(const struct letters *l, const struct written *w)
{
        const struct letter *letter = w->letter;

        if (l->n[LETTER_ASK] + l->n[LETTER_SEND] + l->n[LETTER_READY] + l->n[LETTER_NONE] > 1)
                putchar(',');
        json_write(json_pack(
                "{s:s, s:s, s:o, s:i, s:i, s:I, s:I, s:o, s:o, s:o}", "facility", letter->facility->code, "kind",
                letter_kind_id(letter->kind), "file", w->pdf.n ? json_string(w->path) : json_null(), "errors",
                (int)letter->errors, "questions", (int)letter->questions, "today", (json_int_t)letter->today.n, "then",
                (json_int_t)letter->then.n, "by", json_date(letter->by), "before", json_date(w->before.day), "answered",
                w->before.asked ? json_boolean(w->before.answered) : json_null()));
}

void letters_tell(struct letters *l, const struct written *w)
{
        const struct letter *letter = w->letter;

        l->n[letter->kind]++;
        if (letter->kind == LETTER_ASK) {
                yen_add(&l->today, l->today, letter->today);
                yen_add(&l->then, l->then, letter->then);
        }
        if (l->json || !l->all)
                progress_wipe(&l->progress); /* it may go to the same screen */
        if (l->json)
                print_json(l, w);
        else if (!l->all && w->pdf.n)
                print_letter(l, w);
}

/* ---- all of them */

static void print_findings(const struct letters *l)
{
        struct finding_printer printer = {.out = stdout, .language = l->c->language, .arena = l->c->arena};

        for (size_t i = 0; i < l->found.n; i++)
                print_finding(&printer, &l->found.at[i], NULL);
}

static void print_summary(const struct letters *l)
{
        const struct context *c = l->c;
        const int *n = l->n, letters = n[LETTER_ASK] + n[LETTER_SEND] + n[LETTER_READY];
        const char *beside_it = l->all && letters ? ", " PRINT_FILE ", " MAIL_FILE : "";
        char gain[YEN_TEXT];

        yen_format(gain, (struct yen){l->then.n - l->today.n}, "-");
        printf(say(c, "手紙 %d通: お願い %d、資料のお願い %d、そろった知らせ %d。要らない %d、書けない %d\n",
                   "letters %d: to mend or answer %d, to send everything %d, all is there %d; not needed %d, not "
                   "written %d\n"),
               letters, n[LETTER_ASK], n[LETTER_SEND], n[LETTER_READY], n[LETTER_NONE], l->left_out);
        if (l->since[0] + l->since[1])
                printf(say(c, "前の手紙から: 返事のあった会員 %d、まだの会員 %d\n",
                           "since the letter before: %d answered, %d have not\n"),
                       l->since[true], l->since[false]);
        if (l->then.n > l->today.n)
                printf(say(c, "お願いがすべて整うと、補助額は +%s円\n", "what is asked for would bring +%s yen\n"),
                       gain);
        if (letters)
                fprintf(beside(), "%s %s%s\n", say(c, "場所:", "in"), l->folder, beside_it);
        if (l->hand_out)
                fprintf(beside(), "%s %s\n", say(c, "配るもの:", "to hand out:"), l->hand_out);
        if (!letters && !n[LETTER_NONE] && !l->left_out)
                fprintf(beside(), "%s\n",
                        say(c, "施設の表をまだ取り込んでいません。次に: soroe import 施設.csv",
                            "no table of facilities was imported yet; next: soroe import facilities.csv"));
}

static void finish_json(const struct letters *l)
{
        struct context *c = l->c;

        fputs("],\"findings\":", stdout);
        json_write(json_findings(c->language, &l->found, c->arena));
        fputs(",\"summary\":", stdout);
        json_write(json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:I, s:I}", "ask", l->n[LETTER_ASK], "send",
                             l->n[LETTER_SEND], "ready", l->n[LETTER_READY], "none", l->n[LETTER_NONE], "left_out",
                             l->left_out, "answered", l->since[true], "unanswered", l->since[false], "today",
                             (json_int_t)l->today.n, "then", (json_int_t)l->then.n));
        puts("}");
}

void letters_begin(const struct letters *l)
{
        if (!l->json)
                return;
        fputs("{\"schema\":\"soroe.letters/1\",\"as_of\":", stdout);
        json_write(json_date(l->as_of));
        fputs(",\"folder\":", stdout);
        json_write(json_string(l->folder));
        fputs(",\"letters\":[", stdout);
}

void letters_end(const struct letters *l)
{
        if (l->json) {
                finish_json(l);
                return;
        }
        print_findings(l);
        print_summary(l);
}
