#include "templates/pdf/pdf_private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "version.h"

#include "core/banned.h"

#define FIRST_SLOTS 1024

struct pdf *pdf_new(struct fonts *fonts, struct arena *arena)
{
        struct pdf *pdf = ARENA_NEW(arena, struct pdf);

        pdf->fonts = fonts;
        pdf->arena = arena;
        pdf->title = pdf->label_prefix = "";
        pdf->program = "soroe " VERSION;
        pdf->room = FIRST_SLOTS;
        pdf->slots = arena_alloc(arena, pdf->room * sizeof *pdf->slots);
        return pdf;
}

void pdf_title(struct pdf *pdf, const char *title, struct date date)
{
        pdf->title = arena_strdup(pdf->arena, title);
        pdf->date = date;
}

void pdf_made_by(struct pdf *pdf, const char *program)
{
        if (program)
                pdf->program = program;
}

int pdf_page(struct pdf *pdf)
{
        struct pdf_page *page = vec_add(pdf->arena, &pdf->pages);

        for (int i = 0; i < LAYERS; i++)
                page->layers[i] = buffer_in(pdf->arena);
        pdf->current = pdf->pages.n - 1;
        return (int)pdf->pages.n;
}

int pdf_pages(const struct pdf *pdf)
{
        return (int)pdf->pages.n;
}

void pdf_go(struct pdf *pdf, int page)
{
        pdf->current = (size_t)page - 1;
}

void pdf_form(struct pdf *pdf, enum record_form form)
{
        pdf->form = form;
}

enum record_form pdf_form_of(const struct pdf *pdf)
{
        return pdf->form;
}

void pdf_store(struct pdf *pdf)
{
        pdf->stored = true;
}

void pdf_note_break(struct pdf *pdf)
{
        pdf->has_break = true;
}

bool pdf_has_break(const struct pdf *pdf)
{
        return pdf->has_break;
}

void pdf_geta(struct pdf *pdf)
{
        pdf->geta = true;
}

void pdf_bookmark(struct pdf *pdf, const char *title)
{
        *vec_add(pdf->arena, &pdf->bookmarks) = (struct pdf_bookmark){pdf->current, arena_strdup(pdf->arena, title)};
}

void pdf_label(struct pdf *pdf, const char *prefix)
{
        pdf->label_prefix = arena_strdup(pdf->arena, prefix);
}

struct pdf_page *pdf_current(struct pdf *pdf)
{
        return &pdf->pages.at[pdf->current];
}

char *pdf_put_whole(char *at, unsigned long n)
{
        char digits[24];
        size_t first = sizeof digits;

        do
                digits[--first] = (char)('0' + n % 10);
        while (n /= 10);
        memcpy(at, digits + first, sizeof digits - first);
        return at + (sizeof digits - first);
}

/* Coordinates carry two decimals, written from integers: no locale has a say in them. */
static char *put_number(char *at, double value)
{
        long hundredths = lround(value * 100);
        unsigned long rest = (unsigned long)labs(hundredths) % 100;

        if (hundredths < 0)
                *at++ = '-';
        at = pdf_put_whole(at, (unsigned long)labs(hundredths) / 100);
        if (rest) {
                *at++ = '.';
                *at++ = (char)('0' + rest / 10);
                if (rest % 10)
                        *at++ = (char)('0' + rest % 10);
        }
        *at++ = ' ';
        return at;
}

void pdf_put_numbers(struct buffer *out, const double *values, size_t n, const char *operator)
{
        char *at;

        buffer_reserve(out, n * PDF_NUMBER_MOST);
        at = out->at + out->n;
        for (size_t i = 0; i < n; i++)
                at = put_number(at, values[i]);
        out->n = (size_t)(at - out->at);
        buffer_text(out, operator);
        buffer_char(out, '\n');
}

double pdf_across(double x)
{
        return x * PDF_POINTS_PER_MM;
}

double pdf_up(double y)
{
        return (PDF_PAGE_HEIGHT_MM - y) * PDF_POINTS_PER_MM;
}

/* ---- lines and fills */

void pdf_line(struct pdf *pdf, double x1, double y1, double x2, double y2, double width_mm)
{
        struct buffer *out = &pdf_current(pdf)->layers[LINES];

        PDF_PUT(out, "w", pdf_across(width_mm));
        PDF_PUT(out, "m", pdf_across(x1), pdf_up(y1));
        PDF_PUT(out, "l S", pdf_across(x2), pdf_up(y2));
}

void pdf_frame(struct pdf *pdf, double x, double y, double w, double h, double width_mm)
{
        struct buffer *out = &pdf_current(pdf)->layers[LINES];

        PDF_PUT(out, "w", pdf_across(width_mm));
        PDF_PUT(out, "re S", pdf_across(x), pdf_up(y + h), pdf_across(w), pdf_across(h));
}

void pdf_fill(struct pdf *pdf, double x, double y, double w, double h, double grey)
{
        struct buffer *out = &pdf_current(pdf)->layers[FILLS];

        PDF_PUT(out, "g", grey);
        PDF_PUT(out, "re f", pdf_across(x), pdf_up(y + h), pdf_across(w), pdf_across(h));
}

/* Maps the unit square of the image onto the box, for each quarter turn clockwise (ISO 32000-1, 8.3.3). */
void pdf_picture(struct pdf *pdf, double x, double y, double w, double h, const struct picture *picture,
                 int32_t rotation)
{
        struct pdf_page *page = pdf_current(pdf);
        struct buffer *out = &page->layers[PICTURES];
        const double left = pdf_across(x), low = pdf_up(y + h), wide = pdf_across(w), high = pdf_across(h);

        buffer_text(out, "q\n");
        if (rotation == 90)
                PDF_PUT(out, "cm", 0, -high, wide, 0, left, low + high);
        else if (rotation == 180)
                PDF_PUT(out, "cm", -wide, 0, 0, -high, left + wide, low + high);
        else if (rotation == 270)
                PDF_PUT(out, "cm", 0, high, -wide, 0, left + wide, low);
        else
                PDF_PUT(out, "cm", wide, 0, 0, high, left, low);
        buffer_printf(out, "/I%zu Do\nQ\n", pdf->pictures.n + 1);
        *vec_add(pdf->arena, &page->pictures) = (uint32_t)pdf->pictures.n;
        *vec_add(pdf->arena, &pdf->pictures) = *picture;
}
