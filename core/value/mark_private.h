/* What the functions of core/value/mark.h share. Only core/value/mark*.c includes this. */
#ifndef SOROE_MARK_PRIVATE_H
#define SOROE_MARK_PRIVATE_H

#include "core/value/mark.h"

/* The characters of a value, their width folded, each with its place in the value. Longer values are cut. */
enum { MARK_MOST = 200 };
struct spelled {
        struct {
                size_t at;
                int32_t c;
        } ch[MARK_MOST + 1]; /* the last one is the end: c 0 */
        size_t n;
};
void mark_spell(struct spelled *out, const char *text);
struct mark mark_part(const struct spelled *, size_t from, size_t to, const char *hint); /* to: behind the part */
struct mark mark_whole(const struct spelled *, const char *hint);
/* Marks a letter where a digit is meant: O, l, ○. n is 0 if there is none. */
struct mark mark_look_alike(const struct spelled *);
/* Marks the first run of characters that are neither in `allowed` nor among the numbers of the language. n is 0 if there is none. */
struct mark mark_foreign(const struct spelled *, const char *allowed);

#endif
