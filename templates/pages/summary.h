/* summary.pdf: what the office manager types into the portal, how every yen was worked out, the
 * breakdown, and the list of receipts. A pure function of the packet, its check code and the fonts. */
#ifndef SOROE_SUMMARY_H
#define SOROE_SUMMARY_H

#include "templates/font/font.h"
#include "templates/record/packet.h"
#include "templates/pdf/pdf.h"

/* Characters that cannot be printed: findings E117 naming field, character and code point; ERR_INPUT. Run it before rendering. */
enum status summary_check(const struct packet *, const struct fonts *, struct arena *, struct findings *);

/* The title of the document. */
const char *summary_title(const struct packet *, struct arena *);

/* The pages as drawn, not yet written. */
struct pdf *summary_draw(const struct packet *, const char *check_code, struct fonts *, struct arena *);

enum status summary_render(struct buffer *out, const struct packet *, const char *check_code, struct fonts *,
                           struct arena *, struct findings *);

#endif
