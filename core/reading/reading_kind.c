#include "core/reading/reading_kind.h"

#include <string.h>

#include "core/banned.h"

static const struct {
        const char *id, *word;
} kinds[PAPER_KINDS] = {
        [PAPER_UNKNOWN] = {"", "不明¦unknown"},
        [PAPER_RECEIPT] = {"receipt", "領収書¦a receipt"},
        [PAPER_BREAKDOWN] = {"breakdown", "領収書内訳書¦a breakdown"},
        [PAPER_QUOTE] = {"quote", "見積書¦a quotation"},
        [PAPER_BILL] = {"bill", "請求書¦a bill"},
        [PAPER_DELIVERY] = {"delivery", "納品書¦a delivery note"},
        [PAPER_TRANSFER] = {"transfer", "利用明細・振込明細¦a statement of a transfer"},
};

const char *paper_kind_id(enum paper_kind kind)
{
        return kinds[kind].id;
}

const char *paper_kind_word(enum paper_kind kind)
{
        return kinds[kind].word;
}

/* Words that speak of a kind, twice as loud in a heading. `unless`: the line means something else. */
struct sign {
        enum paper_kind kind;
        bool heading_only;
        const char *words[9], *unless[8];
};
static const struct sign signs[] = {
        {PAPER_BREAKDOWN, false, {"内訳書", NULL}, {NULL}},
        {PAPER_RECEIPT,
         false,
         {"領収書", "領収証", "収書", "収証", "領収い", "領収致", "領収金額", "領収日", NULL},
         {"内訳書", "内訳證", NULL}},
        {PAPER_QUOTE, false, {"見積", NULL}, {"領収", NULL}},
        {PAPER_BILL,
         false,
         {"請求書", "請求金額", "ご請求", NULL},
         {"請求書番号", "請求書No", "請求番号", "適格", "登録番号", "領収", NULL}},
        {PAPER_DELIVERY, false, {"納品書", "納品いた", NULL}, {"領収", "納品書番号", "納品書No", NULL}},
        {PAPER_DELIVERY, true, {"納品", NULL}, {"領収", "納品日", "納品書", NULL}},
        {PAPER_TRANSFER, false, {"利用明細", "お振込", "お取扱店", NULL}, {"振込先", "領収", NULL}},
};

/* Money was received, in words of a receipt or of a till. */
static const char *const received[] = {"領収", "収書", "収証", "収いた", "レシート", "お預", "お釣",
                                       "正に", "印紙", "現計", "お買上", "代として", NULL};
/* Sentences about another paper. */
static const char *const aside[] = {"領収書に代", "振込の", "もって", "代えさせ", NULL};
static const char *const terms[] = {"支払期限", "振込先", NULL};
static const char *const validity[] = {"有効期限", NULL};

struct votes {
        int of[PAPER_KINDS];
        bool titled[PAPER_KINDS]; /* a heading says so */
        bool received;
        struct read_place place[PAPER_KINDS];
};

static void vote(struct votes *v, const struct read_sheet *s, enum paper_kind kind, size_t line)
{
        const bool heading = sheet_is_heading(s, line);

        v->of[kind] += heading ? 2 : 1;
        if (!v->place[kind].page || (heading && !v->titled[kind]))
                v->place[kind] = sheet_place(s, s->page->lines.at[line].box);
        v->titled[kind] |= heading;
}

static void count(struct votes *v, const struct read_sheet *s, size_t line)
{
        const char *text = s->lines[line];

        if (s->page->lines.at[line].confidence < 30 || sheet_says(text, aside))
                return;
        for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
                if ((!signs[i].heading_only || sheet_is_heading(s, line)) && sheet_says(text, signs[i].words) &&
                    !sheet_says(text, signs[i].unless))
                        vote(v, s, signs[i].kind, line);
        v->of[PAPER_BILL] += sheet_says(text, terms);
        v->of[PAPER_QUOTE] += sheet_says(text, validity);
        v->received |= sheet_says(text, received) && !strstr(text, "内訳書");
}

/* Which other kind the page is, if it is none of a receipt; the first that is loud enough. */
static enum paper_kind other_kind(const struct votes *v, int least)
{
        static const enum paper_kind order[] = {PAPER_QUOTE, PAPER_DELIVERY, PAPER_BILL, PAPER_TRANSFER};

        for (size_t i = 0; i < sizeof order / sizeof *order; i++)
                if (v->of[order[i]] >= least && !(order[i] == PAPER_DELIVERY && v->of[PAPER_BILL]))
                        return order[i];
        return PAPER_UNKNOWN;
}

static struct read_kind said(const struct votes *v, enum paper_kind kind, enum read_level level)
{
        return (struct read_kind){kind ? level : READ_NOTHING, kind, v->place[kind]};
}

struct read_kind read_kind(const struct read_sheet *s)
{
        struct votes v = {0};
        enum paper_kind other;
        int traps;

        for (size_t i = 0; i < s->page->lines.n; i++)
                count(&v, s, i);
        if (v.titled[PAPER_BREAKDOWN] || (v.of[PAPER_BREAKDOWN] && !v.of[PAPER_RECEIPT]))
                return said(&v, PAPER_BREAKDOWN, v.titled[PAPER_BREAKDOWN] ? READ_SURE : READ_GUESS);
        other = other_kind(&v, 2);
        traps = v.of[PAPER_QUOTE] + v.of[PAPER_DELIVERY];
        if (other && !v.of[PAPER_RECEIPT])
                return said(&v, other, v.titled[other] && !v.received ? READ_SURE : READ_GUESS);
        if (v.of[PAPER_RECEIPT])
                return said(&v, traps > 1 ? PAPER_UNKNOWN : PAPER_RECEIPT,
                            v.of[PAPER_RECEIPT] >= 2 && !traps ? READ_SURE : READ_GUESS);
        return said(&v, other ? other : other_kind(&v, 1), READ_GUESS);
}
