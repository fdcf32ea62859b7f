#include "templates/letters/slips.h"

#include <string.h>

#include <qrencode.h>

#include "core/reading/slip_code.h"
#include "templates/pdf/pdf.h"
#include "templates/pdf/wrap.h"

#include "core/banned.h"

/* What is printed here is read on the scan, too: an amount or a whole date would say of the receipt what was typed of it, and a
 * slip of the pen would find itself confirmed. So there is none; number, month and day, and issuer are enough to find the paper.
 *
 * Two columns of five. A code is 32 mm wide with the white that a reader needs around it: four modules. */
enum { COLUMNS = 2, ROWS = 5, QUIET = 4 };
#define SLIP_WIDTH  90.0
#define SLIP_HEIGHT 52.0
#define SLIP_LEFT   15.0
#define SLIP_TOP    20.0
#define CODE_SIZE   40.0
#define TEXT_LEFT   43.0

static void draw_code(struct pdf *pdf, double x, double y, const QRcode *code)
{
        const double module = CODE_SIZE / (code->width + 2 * QUIET);

        for (int row = 0; row < code->width; row++)
                for (int from = 0, to; from < code->width; from = to) {
                        const unsigned char *modules = code->data + (size_t)row * (size_t)code->width;

                        for (to = from + 1; to < code->width && (modules[to] & 1) == (modules[from] & 1);)
                                to++;
                        if (modules[from] & 1) /* a row's neighbours as one, or the eye sees seams */
                                pdf_fill(pdf, x + (from + QUIET) * module, y + (row + QUIET) * module,
                                         (to - from) * module, module, 0);
                }
}

static void draw_line(struct pdf *pdf, double x, double y, enum face face, double pt, const char *text,
                      struct arena *arena)
{
        struct fitted fitted = wrap_fit(pdf, face, pt, SLIP_WIDTH - TEXT_LEFT, text, arena);

        pdf_text_condensed(pdf, x, y, face, pt, LEFT, fitted.per_cent, fitted.lines.at[0]);
}

static bool draw_slip(struct pdf *pdf, double x, double y, const struct slip *slip, struct arena *arena)
{
        const char *text = slip_code_write(&(struct slip_code){slip->facility, slip->number}, arena);
        QRcode *code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

        if (!code)
                return false;
        pdf_frame(pdf, x, y, SLIP_WIDTH, SLIP_HEIGHT, 0.1);
        draw_code(pdf, x + 1, y + 6, code);
        QRcode_free(code);
        draw_line(pdf, x + TEXT_LEFT, y + 12, FACE_BOLD, 11, slip->number, arena);
        draw_line(pdf, x + TEXT_LEFT, y + 19, FACE_GOTHIC, 9,
                  arena_printf(arena, "%d月%d日", slip->date.month, slip->date.day), arena);
        draw_line(pdf, x + TEXT_LEFT, y + 25, FACE_GOTHIC, 8.5, slip->issuer, arena);
        if (*slip->name)
                draw_line(pdf, x + TEXT_LEFT, y + 40, FACE_GOTHIC, 8.5, slip->name, arena);
        draw_line(pdf, x + TEXT_LEFT, y + 45, FACE_GOTHIC, 8.5, slip->facility, arena);
        return true;
}

static bool draw_all(const struct slip **bad, struct pdf *pdf, const struct slips *slips, struct arena *arena)
{
        for (size_t i = 0; i < slips->n; i++) {
                const size_t at = i % (COLUMNS * ROWS), row = at / COLUMNS;

                if (at == 0) {
                        pdf_page(pdf);
                        pdf_text(pdf, SLIP_LEFT, 14, FACE_GOTHIC, 9, LEFT,
                                 "切り離し、同じ番号の領収書に並べて(重ねずに)スキャンしてください。");
                }
                *bad = &slips->at[i];
                if (!draw_slip(pdf, SLIP_LEFT + SLIP_WIDTH * (double)(at % COLUMNS),
                               SLIP_TOP + SLIP_HEIGHT * (double)row, &slips->at[i], arena))
                        return false;
        }
        *bad = NULL;
        return true;
}

enum status slips_draw(struct buffer *out, const struct slip **bad, const struct slips *slips, struct date today,
                       struct fonts *fonts, struct arena *arena, struct findings *findings)
{
        struct pdf *pdf = pdf_new(fonts, arena);

        pdf_geta(pdf);
        pdf_title(pdf, "領収書に付ける札", today);
        if (!draw_all(bad, pdf, slips, arena))
                return ERR_INPUT;
        return pdf_finish(pdf, out, findings);
}
