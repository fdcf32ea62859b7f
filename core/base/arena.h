/* An arena: memory that dies together. One command (or one facility of a bulk run) fills an
 * arena with its model and frees it at its single exit; nothing points out of it.
 *
 * Memory is zeroed and never NULL: when the machine has none left, the handler given to
 * arena_new is called and must not return (cmd/ reports and ends with exit 3; the database
 * transaction rolls back and unfinished files have not got their name yet, so nothing is
 * half done). That is the only failure in the program that is not a value.
 *
 * Built with -DARENA_MALLOC every allocation stands alone, so that sanitizers see each. */
#ifndef SOROE_ARENA_H
#define SOROE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;
typedef void arena_exhausted(void); /* must not return */

struct arena *arena_new(arena_exhausted *);
struct arena *arena_child(const struct arena *);      /* a new one with the same handler; free it too */
arena_exhausted *arena_handler(const struct arena *); /* for libraries that take one */
void arena_reset(struct arena *);                     /* everything in it dies; the arena stays */
void arena_free(struct arena *);                      /* NULL is fine */

void *arena_alloc(struct arena *, size_t);        /* zeroed */
void *arena_alloc_unset(struct arena *, size_t);  /* not zeroed: for bytes that are written before they are read */
char *arena_strdup(struct arena *, const char *); /* NULL stays NULL */
char *arena_strndup(struct arena *, const char *, size_t n); /* copies n bytes, adds NUL */
char *arena_printf(struct arena *, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *, const char *format, va_list) __attribute__((format(printf, 2, 0)));

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))

#endif
