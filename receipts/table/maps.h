/* All column maps of an import: those compiled in, and those a person gave with --map. A file is told to one of them by its
 * exact header or its flags, never by the number of its columns; what fits several, or none but nearly one, is a question.
 * Where one that was given fits, the others are not asked. */
#ifndef SOROE_MAPS_H
#define SOROE_MAPS_H

#include "receipts/table/map_header.h"

struct maps {
        struct map_list {
                VEC(struct map);
        } all;         /* those compiled in by id, then the person's own */
        bool of_marks; /* else of records */
};

/* `chosen`: ids of maps compiled in, or paths of files. ERR_INPUT: there is no such file, or E059 says what is wrong with it. */
enum status maps_open(struct maps *out, const struct texts *chosen, struct arena *, struct findings *);
/* Opens the maps of lists that say what became of applications (table "marks"). Such lists hold no records, and no
 * import reads them. */
enum status maps_open_marks(struct maps *out, const struct texts *chosen, struct arena *, struct findings *);
struct header maps_header(const struct maps *, const struct texts *cells, struct arena *);
/* Returns the ids of all maps, "entry、e-invoice、…", for messages. */
const char *maps_ids(const struct maps *, struct arena *);

#endif
