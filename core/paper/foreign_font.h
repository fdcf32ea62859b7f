/* A font of somebody else's PDF: which text its codes stand for, and how wide they are. What a font does not say is not guessed:
 * such a code has no text. */
#ifndef SOROE_FOREIGN_FONT_H
#define SOROE_FOREIGN_FONT_H

#include "core/base/buffer.h"

#include <stdbool.h>
#include <stdint.h>

#include "core/format/qpdf.h"

struct foreign_font;

struct foreign_letter {
        const char *text; /* UTF-8; "" if the font does not say */
        double width;     /* of the font's size */
        bool is_space;    /* code 32 of one byte, to which word spacing applies */
};

struct foreign_font *foreign_font_read(qpdf_data, qpdf_oh font, struct arena *);
/* The letter at *at, which is advanced; false at the end. */
bool foreign_letter_next(struct foreign_letter *out, const struct foreign_font *, struct bytes string, size_t *at,
                         struct arena *);

#endif
