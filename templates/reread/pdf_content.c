#include "templates/reread/pdf_content.h"

#include "core/paper/pdf_token.h"

#include <string.h>

#include "core/banned.h"

#define MOST_OPERANDS 6
#define MOST_SAVED    8               /* q within q */
#define MOST_PIECES   PDF_MOST_STRING /* strings and numbers of one array */

/* One page on its way: the operands waiting for their operator, and the text so far. */
struct content {
        struct pdf_tokens tokens;
        const struct pdf_faces *faces;
        struct pdf_read_fault *fault;
        const struct pdf_codes *codes; /* of the font set; NULL before the first */
        bool in_text;                  /* between BT and ET */
        bool in_run;                   /* what is shown next goes on where the last text ended */
        const struct pdf_codes *saved[MOST_SAVED];
        size_t depth;
        char operands[MOST_OPERANDS + 1]; /* their kinds */
        size_t operands_n;
        int32_t number;            /* the last number among them, without decimals */
        struct bytes name;         /* the last name among them */
        struct buffer codes_shown; /* the last string or array among them */
        struct buffer out;
};

static bool refuse(struct content *c, const char *ja, const char *en)
{
        *c->fault = (struct pdf_read_fault){ja, en};
        return false;
}

static bool refuse_bytes(struct content *c)
{
        return refuse(c, "頁の内容が壊れています", "the content of a page is damaged");
}

/* ---- operators */

static bool begin_text(struct content *c)
{
        if (c->in_text)
                return refuse(c, "BT が二重です", "BT within BT");
        c->in_text = true;
        c->in_run = false;
        return true;
}

static bool end_text(struct content *c)
{
        if (!c->in_text)
                return refuse(c, "BT のない ET があります", "ET without BT");
        c->in_text = false;
        return true;
}

static bool move(struct content *c)
{
        if (!c->in_text)
                return refuse(c, "BT の外に文字の指示があります", "an operator of text outside BT and ET");
        c->in_run = false;
        return true;
}

static bool set_font(struct content *c)
{
        for (size_t i = 0; i < c->faces->n; i++) {
                const char *name = c->faces->at[i].name;

                if (strlen(name) == c->name.n && memcmp(name, c->name.at, c->name.n) == 0) {
                        c->codes = c->faces->at[i].codes;
                        return true;
                }
        }
        return refuse(c, "頁にないフォントを使っています", "a font that the page does not have");
}

/* Codes mostly go on from 1 without a gap. */
static const struct pdf_code *find_code(const struct pdf_codes *codes, unsigned code)
{
        if (code && code <= codes->n && codes->at[code - 1].code == code)
                return &codes->at[code - 1];
        return pdf_codes_find(codes, (uint16_t)code);
}

static bool show(struct content *c)
{
        const struct buffer *shown = &c->codes_shown;

        if (!c->in_text || !c->codes)
                return refuse(c, "フォントか BT のない文字があります", "text without a font, or outside BT and ET");
        if (!c->in_run && c->out.n && shown->n)
                buffer_char(&c->out, '\n');
        buffer_reserve(&c->out, shown->n / 2 * PDF_MOST_TYPED);
        for (size_t i = 0; i + 1 < shown->n; i += 2) {
                unsigned high = (unsigned char)shown->at[i], low = (unsigned char)shown->at[i + 1];
                const struct pdf_code *code = find_code(c->codes, high << 8 | low);

                if (!code)
                        return refuse(c, "読みの分からない字形があります", "a glyph that stands for no text");
                buffer_add(&c->out, code->text, code->n);
        }
        c->in_run = c->in_run || shown->n;
        return true;
}

/* The font is of the graphics state: after Q it is again what it was. */
static bool save(struct content *c)
{
        if (c->in_text || c->depth >= MOST_SAVED)
                return refuse(c, "q の入れ子が違います", "q too deep, or within text");
        c->saved[c->depth++] = c->codes;
        return true;
}

static bool restore(struct content *c)
{
        if (c->in_text || !c->depth)
                return refuse(c, "q のない Q があります", "Q without q, or within text");
        c->codes = c->saved[--c->depth];
        return true;
}

/* Text must be filled, stroked or both (9.3.6). From mode 3 on only programs like this one would see it. */
static bool set_rendering(struct content *c)
{
        return (c->number >= 0 && c->number <= 2) || refuse(c, "見えない文字があります", "invisible text");
}

/* What templates/pdf/pdf.c writes, with the operands each takes: n number, / name, s string, a array of strings and numbers.
 * What Do draws is an image (pdf_read.c has seen to it). Operators that show or hide in another way stay out. */
static const struct instruction {
        const char *name, *operands;
        bool (*run)(struct content *);
} instructions[] = {
        {"BT", "", begin_text}, {"ET", "", end_text},   {"Td", "nn", move},
        {"Tm", "nnnnnn", move}, {"Tf", "/n", set_font}, {"TJ", "a", show},
        {"Tj", "s", show},      {"Tz", "n", NULL},      {"Tr", "n", set_rendering},
        {"q", "", save},        {"Q", "", restore},     {"cm", "nnnnnn", NULL},
        {"Do", "/", NULL},      {"g", "n", NULL},       {"G", "n", NULL},
        {"w", "n", NULL},       {"m", "nn", NULL},      {"l", "nn", NULL},
        {"re", "nnnn", NULL},   {"S", "", NULL},        {"f", "", NULL},
};

static bool operate(struct content *c, const struct pdf_token *token)
{
        for (size_t i = 0; i < sizeof instructions / sizeof *instructions; i++) {
                const struct instruction *known = &instructions[i];

                if (known->name[0] != (char)token->text.at[0] || !pdf_token_is(token, known->name))
                        continue;
                if (strcmp(c->operands, known->operands) != 0)
                        return refuse(c, "描画の指示の引数が違います", "an operator with other operands than its own");
                memset(c->operands, 0, sizeof c->operands);
                c->operands_n = 0;
                return !known->run || known->run(c);
        }
        return refuse(c, "soroe の使わない描画の指示があります", "an operator that soroe does not use");
}

/* ---- operands */

static bool add_operand(struct content *c, char kind)
{
        if (c->operands_n >= MOST_OPERANDS)
                return refuse(c, "引数が多すぎます", "too many operands");
        c->operands[c->operands_n++] = kind;
        return true;
}

static bool add_codes(struct content *c, const struct pdf_token *string)
{
        if (string->text.n % 2)
                return refuse(c, "文字の番号が半端です", "half a code of a glyph");
        if (c->codes_shown.n + string->text.n > PDF_MOST_STRING)
                return refuse(c, "文字列が長すぎます", "a string too long");
        buffer_add(&c->codes_shown, string->text.at, string->text.n);
        return true;
}

/* [<00010002>-30<0003>], without an array within. */
static bool take_array(struct content *c)
{
        c->codes_shown.n = 0;
        for (size_t pieces = 0; pieces <= MOST_PIECES; pieces++) {
                struct pdf_token token = pdf_token_next(&c->tokens);

                if (token.kind == PDF_CLOSE)
                        return add_operand(c, 'a');
                if (token.kind != PDF_NUMBER && token.kind != PDF_STRING)
                        return refuse_bytes(c);
                if (token.kind == PDF_STRING && !add_codes(c, &token))
                        return false;
        }
        return refuse(c, "配列が長すぎます", "an array too long");
}

static bool take(struct content *c, const struct pdf_token *token)
{
        switch (token->kind) {
        case PDF_WORD:
                return operate(c, token);
        case PDF_NUMBER:
                c->number = token->whole;
                return add_operand(c, 'n');
        case PDF_NAME:
                c->name = token->text;
                return add_operand(c, '/');
        case PDF_STRING:
                c->codes_shown.n = 0;
                return add_codes(c, token) && add_operand(c, 's');
        case PDF_OPEN:
                return take_array(c);
        default:
                return refuse_bytes(c);
        }
}

const char *pdf_content_text(struct bytes content, const struct pdf_faces *faces, struct arena *arena,
                             struct pdf_read_fault *fault)
{
        struct content c = {.tokens = pdf_tokens_in(content, arena),
                            .faces = faces,
                            .fault = fault,
                            .codes_shown = buffer_in(arena),
                            .out = buffer_in(arena)};
        struct pdf_token token;

        while ((token = pdf_token_next(&c.tokens)).kind != PDF_END)
                if (!take(&c, &token))
                        return NULL;
        if (c.in_text || c.depth || *c.operands) {
                refuse_bytes(&c);
                return NULL;
        }
        return c.out.n ? c.out.at : "";
}
