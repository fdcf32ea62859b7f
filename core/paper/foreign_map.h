/* Which text each code stands for: a ToUnicode CMap (ISO 32000-1, 9.10.3), the names of glyphs, a Latin encoding. */
#ifndef SOROE_FOREIGN_MAP_H
#define SOROE_FOREIGN_MAP_H

#include "core/base/buffer.h"

#include <stdint.h>

enum { FOREIGN_CODES = 65536, READING_TEXT_ROOM = 16 };

struct foreign_map {
        const char **at; /* FOREIGN_CODES of them; NULL: the map is empty */
};

const char *foreign_map_text(const struct foreign_map *, uint32_t code); /* "": it is not said */
void foreign_map_put(struct foreign_map *, uint32_t code, const char *text, struct arena *);
/* As far as it can be read; a map that says nothing stays empty. */
void foreign_map_read(struct foreign_map *, struct bytes cmap, struct arena *);
void foreign_map_latin(struct foreign_map *, struct arena *); /* WinAnsi, as far as receipts need it */

const char *foreign_glyph_text(const char *name, struct arena *); /* "/yen"; "" if it is not known */
/* "" of what is too long or wrong, " " of what is known and shows nothing. */
const char *foreign_utf16_text(struct bytes big_endian, struct arena *);

#endif
