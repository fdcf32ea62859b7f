/* The container of a backup: the pax form of tar (POSIX.1, pax, "pax interchange format"), uncompressed, so that it is written
 * and read as a stream of any length and opens with every tar. Regular files alone; a name of more than 100 bytes stands in
 * an extended header. Every byte of a header has one permitted value: what tar_header would not write is not read. */
#ifndef SOROE_TAR_H
#define SOROE_TAR_H

#include <stdint.h>
#include <stdio.h>

#define TAR_BLOCK       512
#define TAR_MOST_NAME   1000                     /* bytes */
#define TAR_MOST_SIZE   (((int64_t)8 << 30) - 1) /* eleven octal digits */
#define TAR_MOST_HEADER ((size_t)4 * TAR_BLOCK)  /* extended header, its two blocks, and the header itself */

struct tar_member {
        char name[TAR_MOST_NAME + 1];
        int64_t size;
        unsigned mode; /* permissions: rw alone */
};

/* Writes the header of a member and returns how many bytes it has. 0: the name is empty or too long, or the size or mode is not
 * permitted. */
size_t tar_header(unsigned char out[TAR_MOST_HEADER], const struct tar_member *);
/* Returns how many zero bytes follow a content of this size. */
size_t tar_padding(int64_t size);

enum tar_read {
        TAR_MEMBER,  /* the stream stands at its content */
        TAR_END,     /* two empty blocks, and nothing behind them */
        TAR_CUT,     /* the stream ends too early */
        TAR_FOREIGN, /* not what tar_header writes */
};
enum tar_read tar_read_header(struct tar_member *out, FILE *);
/* Reads the zero bytes behind a content. Returns false if they are not all zero, or cut. */
int tar_read_padding(FILE *, int64_t size);

#endif
