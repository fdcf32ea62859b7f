/* Text for HTML that is well-formed XML as well. Markup is written as it is in the source; every value goes through here. */
#ifndef SOROE_HTML_H
#define SOROE_HTML_H

#include "core/base/buffer.h"

/* A value, as text or in quotes: & < > " ' escaped; what is not to be seen or moves other text about is spelt out: control
 * characters as \x09, marks of direction and private use as {U+202E}; bytes that are no UTF-8 as U+FFFD. */
void html_text(struct buffer *, const char *);

/* `markup`, in which each % stands for the next value, escaped. */
void html_fill(struct buffer *, const char *markup, const char *const *values, size_t n);
#define HTML(out, markup, ...)                                                                                         \
        html_fill((out), (markup), (const char *const[]){__VA_ARGS__},                                                 \
                  sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

/* From <!DOCTYPE to <body>, with this style sheet and, where it is not NULL, leave for this script (which stands at the end of the
 * body), both among the embedded files: its Content-Security-Policy allows them, by their digests, and nothing else. */
void html_head(struct buffer *, const char *language, const char *title, const char *css, const char *js, struct arena *scratch);
const char *html_file(const char *embedded, struct arena *); /* its text */

/* A path as the address of a link: slashes stay, all else that is no plain letter is %XX. */
char *html_path(struct arena *, const char *path);

#endif
