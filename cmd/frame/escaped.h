/* What reaches a person: names of files, values and reasons may hold anything, and a terminal obeys control characters: they clear
 * the screen, hide or recolour lines. In cmd/ printf and fprintf are these: each %s comes out escaped, what the format itself
 * says as it is. */
#ifndef SOROE_ESCAPED_H
#define SOROE_ESCAPED_H

#include <stddef.h>
#include <stdio.h>

/* Control characters and bytes that are no text as \x1B, marks that turn the line as {U+202E}. */
void print_escaped(FILE *, const char *text);
void print_escaped_n(FILE *, const char *text, size_t n); /* at most n bytes */
/* Of the conversions of printf those for texts, characters and whole numbers. */
int print_f(FILE *, const char *format, ...) __attribute__((format(printf, 2, 3)));

#define printf(...)       print_f(stdout, __VA_ARGS__)
#define fprintf(out, ...) print_f(out, __VA_ARGS__)

#endif
