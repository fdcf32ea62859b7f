/* The one PDF to upload where a PDF is preferred: the pages of summary.pdf, then the enclosed copies (領収書の写し). A scan
 * stands on a page with its label, upright; a PDF receipt follows unchanged behind a label page. */
#ifndef SOROE_COPIES_H
#define SOROE_COPIES_H

#include "templates/packet.h"

/* `summary`: the packet's own data/summary.pdf. ERR_INPUT with E016 where an enclosed copy cannot be appended. */
enum status copies_append(struct bytes *out, struct bytes summary, const struct packet *, const char *check_code,
                          struct fonts *, struct arena *, struct findings *);

#endif
