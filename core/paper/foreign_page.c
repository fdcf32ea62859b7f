#include "core/paper/foreign_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/paper/foreign_font.h"
#include "core/paper/foreign_view.h"
#include "core/paper/pdf_token.h"

#include "core/banned.h"

/* The operators of a page that move text and show it (ISO 32000-1, 9.4), and the forms it draws. What it paints is passed over. */

enum { MOST_OPERANDS = 2000, MOST_SAVED = 64 };

struct operand {
        double number;
        struct bytes text; /* of a string or a name */
        enum pdf_token_kind kind;
};

struct graphics {
        struct matrix at;
        struct foreign_font *font;
        double size, letter_space, word_space, stretch, leading, rise;
        int mode;
};

struct walk {
        qpdf_data pdf;
        struct arena *arena;
        struct foreign_fonts *fonts;
        struct shown_letters *out;
        int left; /* operators that may still come */
        int depth;
        struct graphics now, saved[MOST_SAVED];
        int saved_n;
        struct matrix text, line;
        struct {
                VEC(struct operand);
        } operands;
};

/* ---- operands */

static double decimal(struct bytes text)
{
        double value = 0, place = 1;
        bool minus = text.n && text.at[0] == '-', behind = false;

        for (size_t i = 0; i < text.n; i++) {
                const unsigned char c = text.at[i];

                if (c == '.')
                        behind = true;
                if (c < '0' || c > '9')
                        continue;
                place = behind ? place / 10 : place;
                value = behind ? value + (c - '0') * place : value * 10 + (c - '0');
        }
        return minus ? -value : value;
}

/* The nth from the last; 0 where there are not so many. */
static double number(const struct walk *w, size_t from_last)
{
        const struct operand *o = w->operands.n > from_last ? &w->operands.at[w->operands.n - 1 - from_last] : NULL;
        const double value = o && o->kind == PDF_NUMBER ? o->number : 0;

        return fabs(value) < 1e6 ? value : 0;
}

static struct matrix matrix_operand(const struct walk *w)
{
        return (struct matrix){number(w, 5), number(w, 4), number(w, 3), number(w, 2), number(w, 1), number(w, 0)};
}

static void add_operand(struct walk *w, const struct pdf_token *token)
{
        struct operand *o;

        if (w->operands.n >= MOST_OPERANDS)
                return;
        o = vec_add(w->arena, &w->operands);
        *o = (struct operand){.kind = token->kind};
        if (token->kind == PDF_NUMBER)
                o->number = decimal(token->text);
        else if (token->kind == PDF_STRING || token->kind == PDF_NAME)
                o->text = (struct bytes){
                        (const unsigned char *)arena_strndup(w->arena, (const char *)token->text.at, token->text.n),
                        token->text.n};
}

/* ---- showing */

static void show_letter(struct walk *w, const struct foreign_letter *letter)
{
        const struct graphics *g = &w->now;
        const struct matrix size = {g->size * g->stretch, 0, 0, g->size, 0, g->rise};
        const struct matrix m = matrix_times(matrix_times(size, w->text), g->at);
        const double across = hypot(m.a, m.b), up = hypot(m.c, m.d);
        struct shown_letter *shown;

        w->out->unknown += !*letter->text && !letter->is_space;
        if (!*letter->text || *letter->text == ' ' || w->out->n >= FOREIGN_MOST_LETTERS || !(up > 0.5) ||
            !(up < 5000) || !(across < 5000))
                return;
        shown = vec_add(w->arena, w->out);
        *shown = (struct shown_letter){m.e, m.f, letter->width * across, up, 0, letter->text};
        /* the page's y runs downwards by now */
        shown->direction = fabs(m.a) >= fabs(m.b) ? (m.a >= 0 ? 0 : 2) : (m.b >= 0 ? 1 : 3);
}

static void advance(struct walk *w, double by)
{
        w->text = matrix_times((struct matrix){1, 0, 0, 1, by, 0}, w->text);
}

static void show(struct walk *w, struct bytes string)
{
        struct graphics *g = &w->now;
        struct foreign_letter letter;
        size_t at = 0;

        if (!g->font)
                return;
        while (foreign_letter_next(&letter, g->font, string, &at, w->arena)) {
                if (g->mode != 3 && g->mode != 7) /* neither painted nor a shape to paint through */
                        show_letter(w, &letter);
                advance(w, (letter.width * g->size + g->letter_space + (letter.is_space ? g->word_space : 0)) *
                                   g->stretch);
        }
}

static void show_all(struct walk *w)
{
        for (size_t i = 0; i < w->operands.n; i++) {
                const struct operand *o = &w->operands.at[i];

                if (o->kind == PDF_STRING)
                        show(w, o->text);
                else if (o->kind == PDF_NUMBER && fabs(o->number) < 1e6)
                        advance(w, -o->number / 1000 * w->now.size * w->now.stretch);
        }
}

static void next_line(struct walk *w, double x, double y)
{
        w->line = matrix_times((struct matrix){1, 0, 0, 1, x, y}, w->line);
        w->text = w->line;
}

/* ---- what a resource is called */

static qpdf_oh resource(const struct walk *w, qpdf_oh resources, const char *kind)
{
        const struct operand *o = NULL;
        qpdf_oh all = qpdf.oh_is_dictionary(w->pdf, resources) ? qpdf.oh_get_key(w->pdf, resources, kind)
                                                               : qpdf.oh_new_null(w->pdf);

        for (size_t i = 0; i < w->operands.n; i++)
                if (w->operands.at[i].kind == PDF_NAME)
                        o = &w->operands.at[i];
        if (!o || !qpdf.oh_is_dictionary(w->pdf, all))
                return qpdf.oh_new_null(w->pdf);
        return qpdf.oh_get_key(w->pdf, all, (const char *)o->text.at);
}

static struct foreign_font *font_of(struct walk *w, qpdf_oh dict)
{
        const int id = qpdf.oh_get_object_id(w->pdf, dict), generation = qpdf.oh_get_generation(w->pdf, dict);
        struct foreign_fonts *f = w->fonts;

        for (size_t i = 0; id && i < f->n; i++)
                if (f->at[i].id == id && f->at[i].generation == generation)
                        return f->at[i].font;
        if (f->n >= FOREIGN_MOST_FONTS)
                return NULL;
        f->at[f->n] = (struct foreign_font_known){id, generation, foreign_font_read(w->pdf, dict, w->arena)};
        return f->at[f->n++].font;
}

/* ---- operators */

static void walk_content(struct walk *, struct bytes content, qpdf_oh resources);

/* A form that draws itself ends with the depth, many that draw many with the operators. */
static void draw_form(struct walk *w, qpdf_oh form, qpdf_oh outer)
{
        const struct graphics before = w->now;
        const int saved = w->saved_n;
        qpdf_oh dict, subtype, resources;
        QPDF_BOOL filtered = QPDF_FALSE;
        unsigned char *content = NULL;
        size_t n = 0;

        if (!qpdf.oh_is_stream(w->pdf, form) || w->depth >= FOREIGN_MOST_DEPTH)
                return;
        dict = qpdf.oh_get_dict(w->pdf, form);
        subtype = qpdf.oh_get_key(w->pdf, dict, "/Subtype");
        if (!qpdf.oh_is_name_and_equals(w->pdf, subtype, "/Form") ||
            qpdf.oh_get_stream_data(w->pdf, form, qpdf_dl_generalized, &filtered, &content, &n) != QPDF_SUCCESS)
                return;
        resources = qpdf.oh_get_key(w->pdf, dict, "/Resources");
        w->now.at = matrix_times(foreign_matrix(w->pdf, dict), w->now.at);
        w->depth++;
        walk_content(w, (struct bytes){content, n}, qpdf.oh_is_dictionary(w->pdf, resources) ? resources : outer);
        w->depth--;
        w->now = before;
        w->saved_n = saved < w->saved_n ? saved : w->saved_n;
        free(content);
}

enum operator{
        BT,
        TC,
        TD,
        TD_LEADING,
        TF,
        TJ,
        TJ_ALL,
        TL,
        TM,
        TR,
        TS,
        TW,
        TZ,
        T_STAR,
        QUOTE,
        QUOTE_2,
        SAVE,
        RESTORE,
        CM,
        DO,
        OTHER
};

static enum operator operator_of(const struct pdf_token *token)
{
        static const char *const names[] = {"BT", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr",
                                            "Ts", "Tw", "Tz", "T*", "'",  "\"", "q",  "Q",  "cm", "Do"};

        for (int i = 0; i < OTHER; i++)
                if (pdf_token_is(token, names[i]))
                        return (enum operator)i;
        return OTHER;
}

static struct bytes last_string(const struct walk *w)
{
        const struct operand *o = w->operands.n ? &w->operands.at[w->operands.n - 1] : NULL;

        return o && o->kind == PDF_STRING ? o->text : (struct bytes){0};
}

static void set_state(struct walk *w, enum operator op, qpdf_oh resources)
{
        struct graphics *g = &w->now;

        switch (op) {
        case TC:
                g->letter_space = number(w, 0);
                break;
        case TW:
                g->word_space = number(w, 0);
                break;
        case TZ:
                g->stretch = number(w, 0) / 100;
                break;
        case TL:
                g->leading = number(w, 0);
                break;
        case TS:
                g->rise = number(w, 0);
                break;
        case TR:
                g->mode = (int)number(w, 0);
                break;
        case TF:
                g->size = number(w, 0);
                g->font = font_of(w, resource(w, resources, "/Font"));
                break;
        default:
                break;
        }
}

static void change_graphics(struct walk *w, enum operator op)
{
        if (op == SAVE && w->saved_n < MOST_SAVED)
                w->saved[w->saved_n] = w->now;
        if (op == SAVE)
                w->saved_n++;
        if (op == RESTORE && w->saved_n > 0 && --w->saved_n < MOST_SAVED)
                w->now = w->saved[w->saved_n];
        if (op == CM)
                w->now.at = matrix_times(matrix_operand(w), w->now.at);
}

static void apply(struct walk *w, enum operator op, qpdf_oh resources)
{
        switch (op) {
        case BT:
                w->text = w->line = MATRIX_SAME;
                break;
        case TM:
                w->text = w->line = matrix_operand(w);
                break;
        case TD_LEADING:
                w->now.leading = -number(w, 0);
                next_line(w, number(w, 1), number(w, 0));
                break;
        case TD:
                next_line(w, number(w, 1), number(w, 0));
                break;
        case QUOTE_2:
                w->now.word_space = number(w, 2);
                w->now.letter_space = number(w, 1);
                next_line(w, 0, -w->now.leading);
                show(w, last_string(w));
                break;
        case QUOTE:
                next_line(w, 0, -w->now.leading);
                show(w, last_string(w));
                break;
        case T_STAR:
                next_line(w, 0, -w->now.leading);
                break;
        case TJ:
                show(w, last_string(w));
                break;
        case TJ_ALL:
                show_all(w);
                break;
        case SAVE:
        case RESTORE:
        case CM:
                change_graphics(w, op);
                break;
        case DO:
                draw_form(w, resource(w, resources, "/XObject"), resources);
                break;
        default:
                set_state(w, op, resources);
                break;
        }
}

/* Over the bytes of a picture inside the content: to the word EI between spaces. */
static void skip_picture(struct pdf_tokens *t)
{
        for (; t->at + 4 <= t->from.n; t->at++) {
                const unsigned char *p = t->from.at + t->at;

                if (strchr(" \n\r\t", p[0]) && p[0] && p[1] == 'E' && p[2] == 'I' &&
                    (t->at + 3 == t->from.n || strchr(" \n\r\tQ", p[3]))) {
                        t->at += 3;
                        return;
                }
        }
        t->at = t->from.n;
}

static void walk_content(struct walk *w, struct bytes content, qpdf_oh resources)
{
        struct pdf_tokens tokens = pdf_tokens_in(content, w->arena);

        w->operands.n = 0;
        while (w->left > 0 && w->out->n < FOREIGN_MOST_LETTERS) {
                struct pdf_token token = pdf_token_next(&tokens);

                if (token.kind == PDF_END)
                        return;
                if (token.kind == PDF_BAD) { /* passed over, byte by byte */
                        tokens.at += tokens.at < content.n;
                        w->left--;
                        continue;
                }
                if (token.kind != PDF_WORD) {
                        add_operand(w, &token);
                        continue;
                }
                w->left--;
                if (pdf_token_is(&token, "ID"))
                        skip_picture(&tokens);
                else
                        apply(w, operator_of(&token), resources);
                w->operands.n = 0;
        }
}

/* ---- the page */

void foreign_page_letters(struct shown_letters *out, qpdf_data pdf, qpdf_oh page, struct foreign_fonts *fonts,
                          struct arena *arena)
{
        struct walk *w = ARENA_NEW(arena, struct walk);
        unsigned char *content = NULL;
        size_t n = 0;

        *out = (struct shown_letters){0};
        *w = (struct walk){.pdf = pdf,
                           .arena = arena,
                           .fonts = fonts,
                           .out = out,
                           .left = FOREIGN_MOST_OPERATORS,
                           .text = MATRIX_SAME,
                           .line = MATRIX_SAME};
        w->now = (struct graphics){.at = foreign_view(&out->width, &out->height, pdf, page), .stretch = 1};
        if (qpdf.oh_get_page_content_data(pdf, page, &content, &n) == QPDF_SUCCESS)
                walk_content(w, (struct bytes){content, n}, foreign_inherited(pdf, page, "/Resources"));
        free(content);
}
