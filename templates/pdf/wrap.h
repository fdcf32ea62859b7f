/* Breaking Japanese text into lines (禁則, as JIS X 4051 has it in short): no line starts with
 * 、。」 or small kana, none ends with （「 or △, and runs of ASCII stay whole while they fit a line. */
#ifndef SOROE_WRAP_H
#define SOROE_WRAP_H

#include "core/base/text.h"
#include "templates/pdf/pdf.h"

/* The lines of `text`, none wider than `width` mm; at least one. Spaces at the breaks are dropped. */
struct texts wrap_text(struct pdf *, enum face, double pt, double width, const char *text, struct arena *);

/* How a text of one field stands (docs/papers.md, Long): in its natural width, else condensed
 * down to 80 %, else in two lines, else in two condensed ones, and beyond that in as many as it takes. Never cut. */
struct fitted {
        struct texts lines;
        int per_cent;
};
struct fitted wrap_fit(struct pdf *, enum face, double pt, double width, const char *text, struct arena *);

#endif
