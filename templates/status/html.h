/* Text for HTML that is well-formed XML as well. Markup is written as it is in the source; every value goes through here. */
#ifndef SOROE_HTML_H
#define SOROE_HTML_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/value/calendar.h"

/* A value, as text or in quotes: & < > " ' escaped; what is not to be seen or moves other text about is spelt out: control
 * characters as \x09, marks of direction and private use as {U+202E}; bytes that are no UTF-8 as U+FFFD. */
void html_text(struct buffer *, const char *);

/* `markup`, in which each % stands for the next value, escaped. */
void html_fill(struct buffer *, const char *markup, const char *const *values, size_t n);
#define HTML(out, markup, ...)                                                                                         \
        html_fill((out), (markup), (const char *const[]){__VA_ARGS__},                                                 \
                  sizeof(const char *const[]){__VA_ARGS__} / sizeof(const char *))

/* From <!DOCTYPE to <body>. Its Content-Security-Policy allows the style sheet and the script, by their digests, pictures that
 * stand in the page itself where it has any, and nothing else. */
struct html_page {
        enum language language;
        const char *title;
        const char *css, *js; /* among the embedded files; the script stands at the end of the body, NULL: none */
        const char *more_css; /* rules behind the style sheet; NULL */
        bool pictures;        /* data: URIs */
};
void html_head(struct buffer *, const struct html_page *, struct arena *scratch);
const char *html_file(const char *embedded, struct arena *); /* its text */

/* A path as the address of a link: slashes stay, all else that is no plain letter is %XX. */
char *html_path(struct arena *, const char *path);
/* Text as a string of a style sheet, quotes included. */
char *html_css_string(struct arena *, const char *);
/* 令和8年1月15日(木); 2026-01-15 (Thu) */
char *html_day(struct arena *, enum language, struct date);
void html_base64(struct buffer *, struct bytes);

#endif
