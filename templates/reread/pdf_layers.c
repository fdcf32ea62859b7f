#include "templates/reread/pdf_layers.h"

#include "core/paper/pdf_token.h"

#include <string.h>

#include "core/banned.h"

#define MOST_OPERANDS 6

/* In hundredths, as the content has them: points, per cent of grey. */
enum {
        WIDTH = 59528,
        HEIGHT = 84189,
        LIGHTEST_TEXT = 50, /* of grey */
        DARKEST_FILL = 89,
        THICKEST_LINE = 200,
        SMALLEST = 400,
        LARGEST = 4000,  /* type, points */
        MOST_BACK = 150, /* thousandths of an em: a digit moved to the left is not moved over another */
        MOST_AHEAD = 1000,
        NARROWEST = 50, /* per cent */
};
/* The black box of a draft's label: 97 mm, 287.3 mm up, 16 by 5.2 mm. */
static const int32_t label_box[4] = {27496, 81439, 4535, 1474};

/* A draft's watermark, 下書き across the page: three characters of the bold face between the fills and the lines. */
#define WATERMARK "0.89 g\nBT\n0.5779 0.8161 -0.8161 0.5779 221.74 248.01 Tm\n/F2 100 Tf\n[<"
static const char *const watermark_rest[] = {">-350<", ">-350<", ">]TJ\nET\n"};
enum { CODE = 4 };

enum part { FILLS, LINES, TEXT };

struct layers {
        struct pdf_tokens tokens;
        struct pdf_read_fault *fault;
        bool draft;
        enum part part;
        bool in_text, in_array;
        bool has_font, has_shown;       /* since the last text was shown; within BT and ET */
        int32_t grey;                   /* of what follows */
        int32_t size, at_x, at_y;       /* of the text; where it begins */
        int32_t numbers[MOST_OPERANDS]; /* the operands, in hundredths */
        size_t n;
        int32_t shapes; /* rectangles and lines waiting to be painted */
        bool is_label;  /* the rectangle waiting is the label's box */
};

static bool refuse(struct layers *l, const char *ja, const char *en)
{
        *l->fault = (struct pdf_read_fault){ja, en};
        return false;
}

static bool refuse_order(struct layers *l)
{
        return refuse(l, "この形式にない描画の順です", "an order of drawing that this form does not have");
}

/* "-12.5" is -1250; decimals beyond two are none of ours. */
static bool hundredths(int32_t *out, const struct pdf_token *token)
{
        const unsigned char *s = token->text.at, *end = s + token->text.n;
        const bool minus = s < end && *s == '-';
        int64_t n = 0;
        int decimals = -1;

        for (s += minus; s < end; s++) {
                if (*s == '.' && decimals < 0)
                        decimals = 0;
                else if (*s < '0' || *s > '9' || decimals >= 2)
                        return false;
                else {
                        n = n * 10 + (*s - '0');
                        decimals += decimals >= 0;
                }
                if (n > 100000000)
                        return false;
        }
        for (decimals = decimals < 0 ? 0 : decimals; decimals < 2; decimals++)
                n *= 10;
        *out = (int32_t)(minus ? -n : n);
        return true;
}

/* ---- operators, each with its operands in l->numbers */

static bool is_box(const struct layers *l, const int32_t box[4])
{
        return l->n == 4 && memcmp(l->numbers, box, 4 * sizeof *box) == 0;
}

static bool set_grey(struct layers *l)
{
        if (l->in_text || l->shapes || l->n != 1 || l->numbers[0] < 0 || l->numbers[0] > 100)
                return refuse_order(l);
        /* black behind the fills begins the lines; another grey behind them, the text */
        if (l->part == FILLS && l->numbers[0] == 0)
                l->part = LINES;
        else if (l->part == LINES)
                l->part = TEXT;
        l->grey = l->numbers[0];
        return true;
}

static bool rectangle(struct layers *l)
{
        const int32_t *n = l->numbers;

        if (l->in_text || l->part == TEXT || l->n != 4 || l->shapes)
                return refuse_order(l);
        l->is_label = l->draft && is_box(l, label_box);
        l->shapes = 1;
        return (n[0] >= 0 && n[1] >= 0 && n[0] + n[2] <= WIDTH && n[1] + n[3] <= HEIGHT) || refuse_order(l);
}

static bool fill(struct layers *l)
{
        if (!l->shapes || l->n)
                return refuse_order(l);
        /* a draft's black box stands behind "0 g", which looks like the end of the fills */
        if (l->is_label && l->grey == 0 && l->part <= LINES)
                l->part = FILLS;
        else if (l->part != FILLS || l->grey < DARKEST_FILL)
                return refuse(l, "文字を隠せる塗りがあります", "a fill that could hide text");
        l->shapes = 0;
        return true;
}

static bool set_width(struct layers *l)
{
        return (!l->in_text && l->part == LINES && l->n == 1 && l->numbers[0] >= 0 && l->numbers[0] <= THICKEST_LINE) ||
               refuse_order(l);
}

static bool move_to(struct layers *l)
{
        if (l->in_text || l->part != LINES || l->n != 2 || l->shapes)
                return refuse_order(l);
        l->shapes = 2;
        return true;
}

static bool line_to(struct layers *l)
{
        return (l->shapes == 2 && l->n == 2) || refuse_order(l);
}

static bool stroke(struct layers *l)
{
        if (!l->shapes || l->n || l->part != LINES)
                return refuse_order(l);
        l->shapes = 0;
        return true;
}

static bool begin_text(struct layers *l)
{
        if (l->in_text || l->n || l->shapes)
                return refuse_order(l);
        l->in_text = true;
        l->has_font = l->has_shown = false;
        l->at_x = l->at_y = -1;
        if (l->part == LINES)
                l->part = TEXT;
        return true;
}

static bool end_text(struct layers *l)
{
        l->in_text = false;
        return (l->n == 0 && l->has_shown) || refuse_order(l);
}

static bool place(struct layers *l)
{
        const int32_t x = l->numbers[0], y = l->numbers[1];

        if (!l->in_text || l->part != TEXT || l->n != 2 || l->at_x >= 0 || x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT)
                return refuse(l, "頁の外の文字か、この形式にない位置があります",
                              "text outside the page, or placed in another way");
        l->at_x = x;
        l->at_y = y;
        return true;
}

static bool set_font(struct layers *l)
{
        if (!l->in_text || l->n != 1)
                return refuse_order(l);
        l->size = l->numbers[0];
        l->has_font = true;
        return (l->size >= SMALLEST && l->size <= LARGEST) ||
               refuse(l, "読めない大きさの文字があります", "text of a size that cannot be read");
}

static bool condense(struct layers *l)
{
        return (l->in_text && l->n == 1 && l->numbers[0] >= 100 * NARROWEST && l->numbers[0] <= 10000) ||
               refuse_order(l);
}

static bool in_label(const struct layers *l)
{
        return l->draft && l->at_x >= label_box[0] && l->at_x < label_box[0] + label_box[2] &&
               l->at_y >= label_box[1] && l->at_y < label_box[1] + label_box[3];
}

static bool show(struct layers *l)
{
        /* a run is shown in one go, in pieces only where the font changes */
        if (!l->in_text || (l->has_shown && !l->has_font) || l->at_x < 0 || !l->size)
                return refuse_order(l);
        l->has_shown = true;
        l->has_font = false;
        return l->grey <= LIGHTEST_TEXT || (l->grey == 100 && in_label(l)) ||
               refuse(l, "見えない色の文字があります", "text in a colour that cannot be seen");
}

static const struct operator
{
        const char *name;
        bool (*run)(struct layers *);
}
operators[] = {
        {"g", set_grey},  {"re", rectangle}, {"f", fill},        {"w", set_width}, {"m", move_to},
        {"l", line_to},   {"S", stroke},     {"BT", begin_text}, {"ET", end_text}, {"Td", place},
        {"Tf", set_font}, {"Tz", condense},  {"TJ", show},
};

static bool operate(struct layers *l, const struct pdf_token *token)
{
        for (size_t i = 0; i < sizeof operators / sizeof *operators; i++) {
                if (!pdf_token_is(token, operators[i].name))
                        continue;
                if (!operators[i].run(l))
                        return false;
                l->n = 0;
                return true;
        }
        return refuse(l, "この形式にない描画の指示があります", "an operator that this form does not have");
}

static bool shift(struct layers *l, const struct pdf_token *token)
{
        int32_t by;

        if (!hundredths(&by, token))
                return refuse_order(l);
        return (by <= 100 * MOST_BACK && by >= -100 * MOST_AHEAD) ||
               refuse(l, "文字を重ねるか、離しすぎています", "letters are moved over or away from one another");
}

static bool take(struct layers *l, const struct pdf_token *token)
{
        switch (token->kind) {
        case PDF_WORD:
                return operate(l, token);
        case PDF_NUMBER:
                if (l->in_array)
                        return shift(l, token);
                return (l->n < MOST_OPERANDS && hundredths(&l->numbers[l->n++], token)) || refuse_order(l);
        case PDF_OPEN:
        case PDF_CLOSE:
                l->in_array = token->kind == PDF_OPEN;
                return true;
        case PDF_NAME:
        case PDF_STRING:
                return true; /* what they may be, and where, templates/reread/pdf_content.c has seen to */
        default:
                return refuse_order(l);
        }
}

/* Is there exactly one space or line end between words? Then no message hides between them. */
static bool is_tight(struct bytes content)
{
        bool apart = true;

        for (size_t i = 0; i < content.n; i++) {
                bool space = content.at[i] == ' ' || content.at[i] == '\n';

                if (content.at[i] == '%' || content.at[i] == '\t' || content.at[i] == '\r' || (space && apart))
                        return false;
                apart = space;
        }
        return content.n && content.at[content.n - 1] == '\n';
}

/* Returns the length of the watermark that begins here; 0 if it is another one. */
static size_t watermark_length(struct bytes content, size_t from)
{
        size_t at = from + strlen(WATERMARK);

        for (size_t i = 0; i < sizeof watermark_rest / sizeof *watermark_rest; i++) {
                const size_t n = strlen(watermark_rest[i]);

                if (content.n < at + CODE + n || memcmp(content.at + at + CODE, watermark_rest[i], n) != 0)
                        return 0;
                for (size_t k = 0; k < CODE; k++)
                        if (!strchr("0123456789abcdef", content.at[at + k]) || !content.at[at + k])
                                return 0;
                at += CODE + n;
        }
        return at - from;
}

static bool take_all(struct layers *l, struct bytes content, struct arena *arena)
{
        struct pdf_token token;

        l->tokens = pdf_tokens_in(content, arena);
        while ((token = pdf_token_next(&l->tokens)).kind != PDF_END)
                if (!take(l, &token))
                        return false;
        return !l->in_text && !l->in_array && !l->shapes && !l->n;
}

/* The fills, then the watermark, then what a sealed page has behind its fills. */
static bool take_draft(struct layers *l, struct bytes content, struct arena *arena)
{
        const unsigned char *mark = memmem(content.at, content.n, WATERMARK, strlen(WATERMARK));
        const size_t at = mark ? (size_t)(mark - content.at) : 0, n = mark ? watermark_length(content, at) : 0;

        if (!n || (at && content.at[at - 1] != '\n'))
                return refuse(l, "下書きの印が違います", "the mark of a draft is another");
        if (!take_all(l, (struct bytes){content.at, at}, arena) || l->part != FILLS)
                return false;
        l->grey = DARKEST_FILL; /* as the watermark leaves it */
        return take_all(l, (struct bytes){content.at + at + n, content.n - at - n}, arena);
}

bool pdf_is_layered(struct pdf_read_fault *fault, struct bytes content, bool draft, struct arena *arena)
{
        struct layers l = {.fault = fault, .draft = draft, .part = FILLS};

        *fault = (struct pdf_read_fault){0};
        if (!is_tight(content))
                return refuse_order(&l);
        if (draft ? take_draft(&l, content, arena) : take_all(&l, content, arena))
                return l.part >= LINES || refuse_order(&l);
        return fault->ja ? false : refuse_order(&l);
}
