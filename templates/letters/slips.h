/* Slips to scan together with receipts: a QR code that says which receipt it is, so that the scan is tied for certain; ten on a page,
 * with the receipt's number, day and issuer beside it to find the paper by. */
#ifndef SOROE_SLIPS_H
#define SOROE_SLIPS_H

#include "templates/font/font.h"

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"
#include "core/base/vec.h"
#include "core/value/calendar.h"

struct slip {
        const char *facility, *name, *number, *issuer;
        struct date date;
};
struct slips {
        VEC(struct slip);
};

/* A PDF of the slips in their order. ERR_INPUT: a number is too long for a code (*bad is its slip). */
enum status slips_draw(struct buffer *out, const struct slip **bad, const struct slips *, struct date today,
                       struct fonts *, struct arena *, struct findings *);

#endif
