#include "templates/pdf/pdf_private.h"

#include <math.h>
#include <stdlib.h>

#include "core/banned.h"

/* Text: how wide it is, and how it is written (ISO 32000-1, 9.4); across a page, too. */

#define MOST_GAP 80 /* between two letters of a digest, 1/1000 em */

/* How wide a character stands: its own width, or a cell. In thousandths of an em. */
struct setting {
        enum face face;
        double pt;
        int condense; /* per cent */
        int spacing;  /* after each character */
        int cell;     /* of a digit; 0 = every character in its own width */
};

static int cell_of(const struct setting *set, int32_t u, int advance)
{
        if (!set->cell)
                return advance;
        if (u >= '0' && u <= '9')
                return set->cell;
        /* a gap of a tenth of an em reads as a space: an f keeps less than its cell, so that a digest stays one word */
        if (u >= 'a' && u <= 'f')
                return advance + MOST_GAP < set->cell ? advance + MOST_GAP : set->cell;
        if (u == ',' || u == '.')
                return 320;
        return u == ' ' ? 450 : advance;
}

/* The width in thousandths of an em, without condensing. */
static int64_t measure(struct pdf *pdf, const struct setting *set, const char *text)
{
        const struct font_quick quick = font_base_quick(pdf->fonts, set->face);
        int64_t wide = 0;
        struct cluster c;

        while (*text) {
                const uint16_t code = font_quick_next(&c.code_point, &quick, &text);
                int advance;

                if (code)
                        advance = quick.characters[code - 1].glyph.advance;
                else if (cluster_next(&c, &text))
                        advance = pdf_character_advance(pdf, &c, set->face);
                else
                        break;
                wide += cell_of(set, c.code_point, advance) + (*text ? set->spacing : 0);
        }
        return wide;
}

/* A string of CIDs being written: [(..)-30(..)]TJ, two bytes each, broken where the font changes. */
struct string {
        struct buffer *out;
        bool open, array;
        int64_t shift; /* still to be moved right, in thousandths of an em */
};

static void end_string(struct string *s)
{
        if (s->open)
                buffer_text(s->out, ")]TJ\n");
        s->open = false;
}

/* A byte that would end the string, or would be read as another end of line, is escaped (ISO 32000-1, 7.3.4.2). */
static char *put_byte(char *at, unsigned byte)
{
        if (byte == '(' || byte == ')' || byte == '\\' || byte == '\r' || byte == '\n')
                *at++ = '\\';
        *at++ = (char)(byte == '\r' ? 'r' : byte == '\n' ? 'n' : byte);
        return at;
}

static void put_cid(struct string *s, uint16_t cid)
{
        char *at;

        buffer_reserve(s->out, PDF_NUMBER_MOST);
        at = s->out->at + s->out->n;
        if (!s->open)
                *at++ = '[';
        else if (s->shift)
                *at++ = ')';
        if (s->shift > 0)
                *at++ = '-';
        if (s->shift)
                at = pdf_put_whole(at, (unsigned long)llabs(s->shift));
        if (!s->open || s->shift)
                *at++ = '(';
        at = put_byte(put_byte(at, cid >> 8), cid & 255);
        s->out->n = (size_t)(at - s->out->at);
        s->open = true;
        s->shift = 0;
}

static void use_font(struct pdf_page *page, int font, double pt)
{
        page->uses[font] = true;
        if (page->font_set && page->font == font && fabs(page->pt - pt) < 0.005)
                return;
        buffer_text(&page->layers[TEXT], "/F");
        buffer_char(&page->layers[TEXT], (char)('1' + font));
        buffer_char(&page->layers[TEXT], ' ');
        PDF_PUT(&page->layers[TEXT], "Tf", pt);
        page->font = font;
        page->pt = pt;
        page->font_set = true;
}

/* The next character of a text; it is the document's from now on. */
struct drawing {
        struct pdf *pdf;
        enum face face;
        struct font_quick quick;
        bool *of_base;
};

static bool next_drawn(struct drawn *out, int32_t *code_point, const struct drawing *d, const char **text)
{
        const uint16_t code = font_quick_next(code_point, &d->quick, text);
        struct cluster c;

        if (code) {
                d->of_base[code] = true;
                *out = (struct drawn){&d->quick.characters[code - 1].glyph, BASE_FONT(d->face), code};
                return true;
        }
        if (!cluster_next(&c, text))
                return false;
        *code_point = c.code_point;
        *out = pdf_character_drawn(d->pdf, &c, d->face);
        return true;
}

/* Returns the width as `measure` does. */
static int64_t put_text(struct pdf *pdf, struct pdf_page *page, const struct setting *set, const char *text)
{
        const struct drawing d = {pdf, set->face, font_base_quick(pdf->fonts, set->face),
                                  pdf_base_drawn(pdf, set->face)};
        struct string s = {.out = &page->layers[TEXT]};
        int64_t wide = 0;
        int32_t code_point;
        struct drawn drawn;

        while (next_drawn(&drawn, &code_point, &d, &text)) {
                const struct glyph *g = drawn.glyph;
                int cell = cell_of(set, code_point, g->advance), before = (cell - g->advance) / 2;

                wide += cell + (*text ? set->spacing : 0);
                if (!drawn.cid) {
                        s.shift += cell;
                        continue;
                }
                if (s.open && page->font != drawn.font)
                        end_string(&s);
                use_font(page, drawn.font, set->pt);
                s.shift += before;
                put_cid(&s, drawn.cid);
                s.shift = cell - g->advance - before + set->spacing;
        }
        end_string(&s);
        return wide;
}

static double in_mm(const struct setting *set, int64_t wide)
{
        return (double)wide / 1000 * set->pt / PDF_POINTS_PER_MM * set->condense / 100;
}

static double draw(struct pdf *pdf, double x, double y, enum align align, const struct setting *set, const char *text)
{
        struct pdf_page *page = pdf_current(pdf);
        struct buffer *out = &page->layers[TEXT];
        double wide = align == LEFT ? 0 : in_mm(set, measure(pdf, set, text));

        if (!*text)
                return 0;
        x -= align == RIGHT ? wide : align == CENTRE ? wide / 2 : 0;
        buffer_text(out, "BT\n");
        PDF_PUT(out, "Td", pdf_across(x), pdf_up(y));
        if (set->condense != 100)
                PDF_PUT(out, "Tz", set->condense);
        wide = in_mm(set, put_text(pdf, page, set, text));
        if (set->condense != 100)
                PDF_PUT(out, "Tz", 100);
        buffer_text(out, "ET\n");
        return wide;
}

double pdf_text(struct pdf *pdf, double x, double y, enum face face, double pt, enum align align, const char *text)
{
        return draw(pdf, x, y, align, &(struct setting){.face = face, .pt = pt, .condense = 100}, text);
}

double pdf_text_condensed(struct pdf *pdf, double x, double y, enum face face, double pt, enum align align,
                          int per_cent, const char *text)
{
        return draw(pdf, x, y, align, &(struct setting){.face = face, .pt = pt, .condense = per_cent}, text);
}

double pdf_text_spaced(struct pdf *pdf, double x, double y, enum face face, double pt, enum align align, double em,
                       const char *text)
{
        const struct setting set = {.face = face, .pt = pt, .condense = 100, .spacing = (int)lround(em * 1000)};

        return draw(pdf, x, y, align, &set, text);
}

double pdf_figures_in(struct pdf *pdf, double x, double y, enum face face, double pt, enum align align, double cell,
                      const char *text)
{
        const struct setting set = {.face = face, .pt = pt, .condense = 100, .cell = (int)lround(cell * 1000)};

        return draw(pdf, x, y, align, &set, text);
}

double pdf_figures(struct pdf *pdf, double x, double y, enum face face, double pt, enum align align, const char *text)
{
        return pdf_figures_in(pdf, x, y, face, pt, align, 0.70, text);
}

double pdf_width(struct pdf *pdf, enum face face, double pt, const char *text)
{
        const struct setting set = {.face = face, .pt = pt};

        return (double)measure(pdf, &set, text) / 1000 * pt / PDF_POINTS_PER_MM;
}

double pdf_figures_width(struct pdf *pdf, enum face face, double pt, const char *text)
{
        const struct setting set = {.face = face, .pt = pt, .cell = 700};

        return (double)measure(pdf, &set, text) / 1000 * pt / PDF_POINTS_PER_MM;
}

void pdf_ink(struct pdf *pdf, double grey)
{
        struct pdf_page *page = pdf_current(pdf);

        if (fabs(page->grey - grey) >= 0.0005)
                PDF_PUT(&page->layers[TEXT], "g", grey);
        page->grey = grey;
}

/* Bold 100 pt, spaced by 0.35 em, turned by 54.7° about the middle of the page (docs/papers.md, Draft). `state` sets its colour. */
static void put_diagonal(struct pdf *pdf, enum layer layer, const char *state, const char *text)
{
        static const struct setting set = {.face = FACE_BOLD, .pt = 100, .condense = 100, .spacing = 350};
        const double c = 0.5779, s = 0.8161, x = pdf_across(PDF_PAGE_WIDTH_MM / 2), y = pdf_up(PDF_PAGE_HEIGHT_MM / 2);
        const double left = (double)measure(pdf, &set, text) / 1000 * set.pt / 2, low = 0.38 * set.pt;
        struct pdf_page *page = pdf_current(pdf), keep = *page;
        struct buffer *out = &page->layers[layer];

        buffer_text(out, state);
        buffer_text(out, "BT\n0.5779 0.8161 -0.8161 0.5779 ");
        PDF_PUT(out, "Tm", x - c * left + s * low, y - s * left - c * low);
        /* the text layer's state stays as it was */
        page->layers[TEXT] = *out;
        page->font_set = false;
        put_text(pdf, page, &set, text);
        page->layers[layer] = page->layers[TEXT];
        buffer_text(&page->layers[layer], "ET\n");
        page->layers[TEXT] = keep.layers[TEXT];
        page->font_set = keep.font_set;
        page->font = keep.font;
        page->pt = keep.pt;
}

void pdf_watermark(struct pdf *pdf, const char *text)
{
        put_diagonal(pdf, WATERMARK, "0.89 g\n", text);
}

/* The word is stroked only, K50, 0.35 mm, so that the scan stays readable through it. */
void pdf_outline(struct pdf *pdf, const char *text)
{
        put_diagonal(pdf, LINES, "q\n0.5 G 0.99 w 1 Tr\n", text);
        buffer_text(&pdf_current(pdf)->layers[LINES], "Q\n");
}
