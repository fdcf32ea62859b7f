#include "reader/codes.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>
#include <zbar.h>

#include "core/base/text.h"

#include "core/banned.h"

/* ZBar asks iconv for these when it has found a code; once they are open, the C library has them. */
void codes_open(void)
{
        static const char *const charsets[] = {"ISO8859-1", "SJIS", "UTF-8", "BIG5", "CP437"};

        for (size_t i = 0; i < sizeof charsets / sizeof *charsets; i++)
                (void)iconv_open("UTF-8", charsets[i]);
}

/* Rows of bytes, as ZBar wants them. */
static unsigned char *plain_rows(PIX *picture, unsigned w, unsigned h)
{
        unsigned char *rows = malloc((size_t)w * h);

        for (unsigned y = 0; rows && y < h; y++)
                for (unsigned x = 0; x < w; x++)
                        rows[(size_t)y * w + x] =
                                GET_DATA_BYTE(pixGetData(picture) + (size_t)y * (size_t)pixGetWpl(picture), x);
        return rows;
}

static int32_t on_page(double at)
{
        return at < 0 ? 0 : at > READING_MOST_PLACE ? READING_MOST_PLACE : (int32_t)at;
}

static struct reading_box box_of(const zbar_symbol_t *symbol, const struct place *place)
{
        struct reading_box box = {READING_MOST_PLACE, READING_MOST_PLACE, 0, 0};

        for (unsigned i = 0; i < zbar_symbol_get_loc_size(symbol); i++) {
                double x = zbar_symbol_get_loc_x(symbol, i), y = zbar_symbol_get_loc_y(symbol, i);

                if (!place_back(&x, &y, place))
                        return (struct reading_box){0, 0, 0, 0};
                box.x0 = on_page(x) < box.x0 ? on_page(x) : box.x0;
                box.y0 = on_page(y) < box.y0 ? on_page(y) : box.y0;
                box.x1 = on_page(x) > box.x1 ? on_page(x) : box.x1;
                box.y1 = on_page(y) > box.y1 ? on_page(y) : box.y1;
        }
        return box.x0 <= box.x1 ? box : (struct reading_box){0, 0, 0, 0};
}

static void add_code(struct reading_page *out, const zbar_symbol_t *symbol, const struct place *place,
                     struct arena *arena)
{
        const char *text = zbar_symbol_get_data(symbol);
        size_t n = zbar_symbol_get_data_length(symbol);
        struct reading_code *code;

        if (!text || n == 0 || n > READING_MOST_TEXT || strlen(text) != n || strpbrk(text, "\t\r\n") ||
            !text_is_valid(text) || out->codes.n >= READING_MOST_CODES)
                return;
        code = vec_add(arena, &out->codes);
        *code = (struct reading_code){box_of(symbol, place), arena_strdup(arena, text)};
}

void add_codes(struct reading_page *out, PIX *picture, const struct place *place, struct arena *arena)
{
        const unsigned w = (unsigned)pixGetWidth(picture), h = (unsigned)pixGetHeight(picture);
        zbar_image_scanner_t *scanner = zbar_image_scanner_create();
        zbar_image_t *image = zbar_image_create();
        unsigned char *rows = plain_rows(picture, w, h);

        zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
        zbar_image_scanner_set_config(scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
        zbar_image_set_format(image, zbar_fourcc('Y', '8', '0', '0'));
        zbar_image_set_size(image, w, h);
        zbar_image_set_data(image, rows, (unsigned long)w * h, NULL);
        if (rows && zbar_scan_image(scanner, image) > 0)
                for (const zbar_symbol_t *s = zbar_image_first_symbol(image); s; s = zbar_symbol_next(s))
                        add_code(out, s, place, arena);
        zbar_image_destroy(image);
        zbar_image_scanner_destroy(scanner);
        free(rows);
}
