/* What a page of somebody else's PDF shows as text: its letters, and where they stand. Text that is not shown (the hidden layer that
 * a scanner lays under its picture) is left out: another machine read it, and nobody has looked at it. */
#ifndef SOROE_FOREIGN_PAGE_H
#define SOROE_FOREIGN_PAGE_H

#include "core/base/vec.h"
#include "core/reading/figures.h"

#include "core/format/qpdf.h"

#define FOREIGN_MOST_LETTERS   20000   /* of a page */
#define FOREIGN_MOST_OPERATORS 1000000 /* of a page, with the forms it draws */
#define FOREIGN_MOST_DEPTH     12      /* of forms within forms */
#define FOREIGN_MOST_FONTS     60      /* of a file */

/* In three hundredths of an inch, from the page's upper left, as it is looked at. */
struct shown_letter {
        double x, base, width, size;
        int direction; /* quarter turns clockwise from the left to the right */
        const char *text;
};
struct shown_letters {
        VEC(struct shown_letter);
        size_t unknown;        /* letters whose font does not say what they are */
        int32_t width, height; /* of the page */
};

/* Fonts that were read, for all pages of a file. */
struct foreign_fonts {
        struct foreign_font_known {
                int id, generation;
                struct foreign_font *font;
        } at[FOREIGN_MOST_FONTS];
        size_t n;
};

void foreign_page_letters(struct shown_letters *out, qpdf_data, qpdf_oh page, struct foreign_fonts *, struct arena *);

/* The letters in lines from the top down, with their figures. */
void shown_letters_to_lines(struct reading_page *, struct shown_letters *, struct arena *);

#endif
