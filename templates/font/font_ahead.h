/* The typefaces of a run, with what many documents share of them, opened by a helper while the caller opens the rest: they are a third
 * of the start. No process is copied in between. */
#ifndef SOROE_FONT_AHEAD_H
#define SOROE_FONT_AHEAD_H

#include "templates/font/font.h"

struct fonts_ahead; /* opaque */

struct fonts_ahead *fonts_ahead_begin(arena_exhausted *);
/* Waits for them and frees the rest. It fails as fonts_open does; *out is NULL then. */
enum status fonts_ahead_end(struct fonts **out, struct fonts_ahead *, struct findings *);

#endif
