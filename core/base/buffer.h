/* Bytes. `struct bytes` is a borrowed view; `struct buffer` grows in its arena and keeps a
 * NUL behind its content, so that text in it can be read as a string. */
#ifndef SOROE_BUFFER_H
#define SOROE_BUFFER_H

#include "core/base/arena.h"

#include <stdint.h>
#include <string.h>

struct bytes {
        const unsigned char *at;
        size_t n;
};
/* Called with each piece of some bytes after the piece has been read. The piece of a mapped file may then leave the memory; it is
 * read from the file again when it is needed again. */
typedef void bytes_read(struct bytes);
enum { BYTES_PIECE = 4 << 20 };

struct buffer {
        struct arena *arena;
        char *at;
        size_t n, room;
};

struct buffer buffer_in(struct arena *);
void buffer_reserve(struct buffer *, size_t more); /* room for `more` bytes, so that large content is copied once */
void buffer_int(struct buffer *, int64_t);         /* in figures, as %PRId64 has them */
void buffer_printf(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct bytes buffer_bytes(const struct buffer *); /* borrowed; valid until the next addition */
struct bytes bytes_of(const char *);              /* a view of a string, without its NUL */

/* Here, because most of what is written goes through them, a few bytes at a time whose number is known where they are called. */
static inline void buffer_add(struct buffer *b, const void *bytes, size_t n)
{
        if (b->room <= b->n || b->room - b->n <= n)
                buffer_reserve(b, n);
        if (n)
                memcpy(b->at + b->n, bytes, n);
        b->n += n;
        b->at[b->n] = '\0';
}

static inline void buffer_text(struct buffer *b, const char *s)
{
        buffer_add(b, s, strlen(s));
}

static inline void buffer_char(struct buffer *b, char c)
{
        buffer_add(b, &c, 1);
}

#endif
