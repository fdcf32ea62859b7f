#include "core/base/buffer.h"

#include <stdio.h>
#include <string.h>

#include "core/banned.h"

struct buffer buffer_in(struct arena *arena)
{
        return (struct buffer){.arena = arena};
}

void buffer_reserve(struct buffer *b, size_t more)
{
        size_t room = b->room ? b->room : 256;
        char *bigger;

        if (b->room > b->n && b->room - b->n > more)
                return;
        while (room - b->n <= more)
                room *= 2;
        bigger = arena_alloc_unset(b->arena, room);
        if (b->n)
                memcpy(bigger, b->at, b->n);
        bigger[b->n] = '\0';
        b->at = bigger;
        b->room = room;
}

void buffer_int(struct buffer *b, int64_t n)
{
        char figures[20];
        size_t at = sizeof figures;
        uint64_t rest = n < 0 ? 0 - (uint64_t)n : (uint64_t)n;

        do
                figures[--at] = (char)('0' + rest % 10);
        while (rest /= 10);
        if (n < 0)
                buffer_char(b, '-');
        buffer_add(b, figures + at, sizeof figures - at);
}

void buffer_printf(struct buffer *b, const char *format, ...)
{
        char text[256]; /* most are short */
        va_list args, again;
        int n;

        va_start(args, format);
        va_copy(again, args);
        n = vsnprintf(text, sizeof text, format, args);
        va_end(args);
        if (n > 0 && (size_t)n < sizeof text) {
                buffer_add(b, text, (size_t)n);
        } else if (n > 0) {
                buffer_reserve(b, (size_t)n);
                vsnprintf(b->at + b->n, (size_t)n + 1, format, again);
                b->n += (size_t)n;
        }
        va_end(again);
}

struct bytes buffer_bytes(const struct buffer *b)
{
        return (struct bytes){(const unsigned char *)b->at, b->n};
}

struct bytes bytes_of(const char *s)
{
        return (struct bytes){(const unsigned char *)s, strlen(s)};
}
