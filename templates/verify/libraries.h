/* The libraries and typefaces with which a packet was made, as its record says. They are held against those that are here and against
 * the released versions (texts/libraries.txt). */
#ifndef SOROE_LIBRARIES_H
#define SOROE_LIBRARIES_H

#include "templates/record/packet.h"

enum made_told {
        MADE_HERE,  /* the same versions as here: the same bytes */
        MADE_THERE, /* other versions, known here */
        MADE_NEWER, /* one that is newer than all known here */
        MADE_NEVER, /* one that was never released */
};

/* `what`: the first library or typeface of those two, with its version ("libdeflate 9.9"); "". Form 1 recorded no libdeflate. */
enum made_told made_tell(const char **what, const struct versions *recorded, const struct versions *here,
                         enum record_form, struct arena *);

#endif
