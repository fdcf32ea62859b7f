#include "templates/reread/pdf_content.h"

#include "core/paper/pdf_token.h"

#include <string.h>

#include "core/banned.h"

#define MOST_OPERANDS 0777777         /* six */
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
        unsigned operands;         /* their kinds, an octal digit each */
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

                if (strncmp(name, (const char *)c->name.at, c->name.n) == 0 && !name[c->name.n]) {
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

/* All of a code's bytes are copied, because that takes one instruction; those behind its text are written over by what follows. */
static bool show(struct content *c)
{
        const struct buffer *shown = &c->codes_shown;
        const unsigned char *at = (const unsigned char *)shown->at;
        char *out;

        if (!c->in_text || !c->codes)
                return refuse(c, "フォントか BT のない文字があります", "text without a font, or outside BT and ET");
        if (!shown->n)
                return true;
        buffer_reserve(&c->out, 1 + (shown->n / 2 + 1) * PDF_MOST_TYPED);
        out = c->out.at + c->out.n;
        if (!c->in_run && c->out.n)
                *out++ = '\n';
        for (const unsigned char *end = at + shown->n; at < end; at += 2) {
                const struct pdf_code *code = find_code(c->codes, (unsigned)at[0] << 8 | at[1]);

                if (!code)
                        return refuse(c, "読みの分からない字形があります", "a glyph that stands for no text");
                memcpy(out, code->text, PDF_MOST_TYPED);
                out += code->n;
        }
        *out = '\0';
        c->out.n = (size_t)(out - c->out.at);
        c->in_run = true;
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

/* Operands by their kinds, an octal digit each. */
enum { NUMBER = 01, NAME = 02, STRING = 03, ARRAY = 04, NUMBERS_2 = 011, NUMBERS_4 = 01111, NUMBERS_6 = 0111111 };

/* Each operator has a place of its own; the compiler refuses two of them in one. */
#define PLACES      64
#define PLACE(a, b) (((a) + (b)) % PLACES)

/* What templates/pdf/pdf.c writes, with the operands each takes. What Do draws is an image (pdf_read.c has seen to it). Operators
 * that show or hide in another way stay out. */
static const struct instruction {
        char name[3];
        unsigned operands;
        bool (*run)(struct content *);
} instructions[PLACES] = {
        [PLACE('B', 'T')] = {"BT", 0, begin_text},
        [PLACE('E', 'T')] = {"ET", 0, end_text},
        [PLACE('T', 'd')] = {"Td", NUMBERS_2, move},
        [PLACE('T', 'm')] = {"Tm", NUMBERS_6, move},
        [PLACE('T', 'f')] = {"Tf", NAME << 3 | NUMBER, set_font},
        [PLACE('T', 'J')] = {"TJ", ARRAY, show},
        [PLACE('T', 'j')] = {"Tj", STRING, show},
        [PLACE('T', 'z')] = {"Tz", NUMBER, NULL},
        [PLACE('T', 'r')] = {"Tr", NUMBER, set_rendering},
        [PLACE('q', 0)] = {"q", 0, save},
        [PLACE('Q', 0)] = {"Q", 0, restore},
        [PLACE('c', 'm')] = {"cm", NUMBERS_6, NULL},
        [PLACE('D', 'o')] = {"Do", NAME, NULL},
        [PLACE('g', 0)] = {"g", NUMBER, NULL},
        [PLACE('G', 0)] = {"G", NUMBER, NULL},
        [PLACE('w', 0)] = {"w", NUMBER, NULL},
        [PLACE('m', 0)] = {"m", NUMBERS_2, NULL},
        [PLACE('l', 0)] = {"l", NUMBERS_2, NULL},
        [PLACE('r', 'e')] = {"re", NUMBERS_4, NULL},
        [PLACE('S', 0)] = {"S", 0, NULL},
        [PLACE('f', 0)] = {"f", 0, NULL},
};

/* NULL: none of them. */
static const struct instruction *find_instruction(struct bytes word)
{
        const unsigned char first = word.at[0], second = word.n > 1 ? word.at[1] : 0;
        const struct instruction *found = &instructions[PLACE(first, second)];

        return word.n <= 2 && found->name[0] == (char)first && found->name[1] == (char)second ? found : NULL;
}

static bool operate(struct content *c, const struct pdf_token *token)
{
        const struct instruction *known = find_instruction(token->text);

        if (!known)
                return refuse(c, "soroe の使わない描画の指示があります", "an operator that soroe does not use");
        if (c->operands != known->operands)
                return refuse(c, "描画の指示の引数が違います", "an operator with other operands than its own");
        c->operands = 0;
        return !known->run || known->run(c);
}

/* ---- operands */

static bool add_operand(struct content *c, unsigned kind)
{
        c->operands = c->operands << 3 | kind;
        return c->operands <= MOST_OPERANDS || refuse(c, "引数が多すぎます", "too many operands");
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
                struct pdf_token token;

                pdf_token_read(&token, &c->tokens);
                if (token.kind == PDF_CLOSE)
                        return add_operand(c, ARRAY);
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
                return add_operand(c, NUMBER);
        case PDF_NAME:
                c->name = token->text;
                return add_operand(c, NAME);
        case PDF_STRING:
                c->codes_shown.n = 0;
                return add_codes(c, token) && add_operand(c, STRING);
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

        for (;;) {
                pdf_token_read(&token, &c.tokens);
                if (token.kind == PDF_END)
                        break;
                if (!take(&c, &token))
                        return NULL;
        }
        if (c.in_text || c.depth || c.operands) {
                refuse_bytes(&c);
                return NULL;
        }
        return c.out.n ? c.out.at : "";
}
