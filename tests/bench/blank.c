/* blank FILE...: writes into each a readable page with hardly any bytes, each another one: the scans of a bench that does not measure
 * scans. A PNG of 1,240 × 1,754 points of one bit, 150 dpi. */
#include <png.h>
#include <stdio.h>
#include <string.h>

#include "core/banned.h"

enum { WIDTH = 1240, HEIGHT = 1754, DOTS_A_METRE = 5906 };

static int write_page(const char *path, int mark)
{
        png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
        png_infop info = png ? png_create_info_struct(png) : NULL;
        FILE *out = fopen(path, "wb");
        unsigned char row[WIDTH / 8];

        if (!info || !out || setjmp(png_jmpbuf(png)))
                return 1;
        memset(row, 0xff, sizeof row);
        png_init_io(png, out);
        png_set_IHDR(png, info, WIDTH, HEIGHT, 1, PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                     PNG_FILTER_TYPE_DEFAULT);
        png_set_pHYs(png, info, DOTS_A_METRE, DOTS_A_METRE, PNG_RESOLUTION_METER);
        png_write_info(png, info);
        for (int y = 0; y < HEIGHT; y++) {
                row[0] = y == mark ? 0 : 0xff;
                png_write_row(png, row);
        }
        png_write_end(png, info);
        png_destroy_write_struct(&png, &info);
        return fclose(out) != 0;
}

int main(int argc, char **argv)
{
        int failed = argc < 2;

        for (int i = 1; i < argc; i++)
                failed |= write_page(argv[i], i % HEIGHT);
        return failed;
}
