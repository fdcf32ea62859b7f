/* Column maps as data (templates/maps/): which header names which field of which table. */
#ifndef SOROE_MAP_H
#define SOROE_MAP_H

#include "core/finding.h"
#include "core/status.h"
#include "core/text.h"
#include "core/vec.h"

enum table_kind { TABLE_FACILITIES, TABLE_RECEIPTS, TABLE_APPLICATIONS, TABLE_PURCHASES, TABLES };

struct map_column {
        const char *field, *header, *key; /* key: text_key of the header */
        bool required, ignored;
};
struct map_table {
        enum table_kind kind;
        const char *id;
        VEC(struct map_column);
};
struct map {
        VEC(struct map_table);
};

/* A map compiled in, by its name "maps/entry.xml". */
enum status map_open(struct map *out, const char *name, struct arena *, struct findings *);

/* How a file's header fits: the table most of whose headers it has. */
struct header {
        const struct map_table *table;      /* NULL: none fits */
        const struct map_column **columns;  /* per column of the file; NULL where unknown */
        size_t n;
        const char *missing;    /* required headers it lacks, joined by 、; "" if complete */
        int twice;              /* column (from 1) of a header that stands twice; 0 */
        const char *fields;     /* field ids in file order, "facility,number,,amount" */
};
struct header map_header(const struct map *, const struct texts *cells, struct arena *);

#endif
