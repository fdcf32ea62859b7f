/* Bytes. `struct bytes` is a borrowed view; `struct buffer` grows in its arena and keeps a
 * NUL behind its content, so that text in it can be read as a string. */
#ifndef SOROE_BUFFER_H
#define SOROE_BUFFER_H

#include "core/base/arena.h"

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
void buffer_add(struct buffer *, const void *, size_t);
void buffer_text(struct buffer *, const char *);
void buffer_char(struct buffer *, char);
void buffer_printf(struct buffer *, const char *format, ...) __attribute__((format(printf, 2, 3)));
struct bytes buffer_bytes(const struct buffer *); /* borrowed; valid until the next addition */
struct bytes bytes_of(const char *);              /* a view of a string, without its NUL */

#endif
