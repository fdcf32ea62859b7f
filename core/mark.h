/* The part of a value that is wrong, and what about it in a few words: printed with carets under the value.
 *
 *   領収書.csv:88:4: 不備 E007: 領収金額が読めません: "52,8OO"
 *                                                          ^^ 英字の O です
 *
 * The parsers say that a value cannot be read; what follows looks for the likeliest reason afterwards, and only then. It
 * changes no verdict: a mark is a help to the eye. */
#ifndef SOROE_MARK_H
#define SOROE_MARK_H

#include "core/arena.h"
#include "core/calendar.h"
#include "core/yen.h"

struct mark {
        size_t at, n;     /* bytes of the value; n 0: no part of it */
        const char *hint; /* "日本語¦English", or NULL */
};

struct mark mark_amount(const char *text, enum yen_fault);
/* Of what can be read in two ways both readings, the likelier first. */
struct mark mark_date(const char *text, enum date_fault, struct arena *);
struct mark mark_code(const char *text, struct arena *);
struct mark mark_count(const char *text);

/* ---- what the functions above share (core/mark.c) */

/* A value's characters with where they stand, their width folded. Longer values are cut. */
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
/* A letter where a digit is meant: O, l, ○. n 0: there is none. */
struct mark mark_look_alike(const struct spelled *);
/* The first run of characters that stand neither in `allowed` nor in the numbers of the language. n 0: there is none. */
struct mark mark_foreign(const struct spelled *, const char *allowed);

#endif
