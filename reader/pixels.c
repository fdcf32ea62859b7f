#include "reader/pixels.h"

#include "core/platform/platform.h"

#include <string.h>

#include "core/banned.h"

enum { MOST_HEAD = 80 };

static bool read_all(unsigned char *to, size_t n)
{
        const int in = platform_number(stdin);

        while (n) {
                int64_t got = platform_read(in, to, n);

                if (got <= 0)
                        return false;
                to += got;
                n -= (size_t)got;
        }
        return true;
}

/* Byte by byte, for what follows are pixels. */
static bool read_head(char head[MOST_HEAD])
{
        for (size_t n = 0; n < MOST_HEAD - 1; n++) {
                if (!read_all((unsigned char *)head + n, 1) || head[n] == '\0')
                        return false;
                if (head[n] == '\n') {
                        head[n] = '\0';
                        return true;
                }
        }
        return false;
}

static bool take_number(const char **at, int *out)
{
        if (*(*at)++ != ' ')
                return false;
        for (*out = 0; **at >= '0' && **at <= '9' && *out <= PIXELS_MOST_SIDE; (*at)++)
                *out = *out * 10 + (**at - '0');
        return *out > 0 && *out <= PIXELS_MOST_SIDE;
}

static bool take_rows(PIX *grey)
{
        const size_t w = (size_t)pixGetWidth(grey), h = (size_t)pixGetHeight(grey), words = (size_t)pixGetWpl(grey);

        for (size_t y = 0; y < h; y++)
                if (!read_all((unsigned char *)(pixGetData(grey) + y * words), w))
                        return false;
        return pixEndianByteSwap(grey) == 0; /* leptonica's rows are words */
}

bool pixels_read(struct pixels *out)
{
        static const char name[] = "soroe-pixels 1";
        char head[MOST_HEAD];
        const char *at = head + sizeof name - 1;
        int w, h;

        if (!read_head(head) || strncmp(head, name, sizeof name - 1) != 0 || !take_number(&at, &w) ||
            !take_number(&at, &h) || !take_number(&at, &out->full_width) || !take_number(&at, &out->full_height) || *at)
                return false;
        if ((int64_t)w * h > PIXELS_MOST)
                return false;
        out->grey = pixCreate(w, h, 8);
        return out->grey && take_rows(out->grey);
}
