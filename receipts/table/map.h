/* Column maps as data (templates/maps/, soroe-map(5)): how a file is recognised, and which of its columns feed which fields. */
#ifndef SOROE_MAP_H
#define SOROE_MAP_H

#include "core/base/finding.h"
#include "core/base/status.h"
#include "core/base/text.h"
#include "core/base/vec.h"
#include "core/format/xml/xml.h"

#define MAP_MOST_BYTES   ((size_t)1 << 20)
#define MAP_MOST_COLUMNS 500

/* The tables of records, TABLES of them; and lists of what became of applications, which no import takes (receipts/marks/). */
enum table_kind {
        TABLE_FACILITIES,
        TABLE_RECEIPTS,
        TABLE_APPLICATIONS,
        TABLE_PURCHASES,
        TABLES,
        TABLE_MARKS,
        TABLE_KINDS
};

struct map_column {
        /* field "": the column is known but not used; key: text_key of the header */
        const char *field, *header, *key;
        bool required, ignored;
        bool spare; /* a file without this column still has this layout */
};

/* What a journal's columns say of an entry; receipts/table/journal.h makes a purchase of it. */
enum journal_field {
        JOURNAL_FLAG,
        JOURNAL_SLIP,
        JOURNAL_DATE,
        JOURNAL_ACCOUNT,
        JOURNAL_PARTY,
        JOURNAL_FLOW,
        JOURNAL_TAX_CLASS,
        JOURNAL_TAX_MODE,
        JOURNAL_TAX,
        JOURNAL_AMOUNT,
        JOURNAL_DESCRIPTION,
        JOURNAL_FACILITY,
        JOURNAL_FIELDS
};
const char *journal_field_id(enum journal_field); /* "tax-class" */

enum journal_line { LINE_SINGLE, LINE_FIRST, LINE_MIDDLE, LINE_LAST };

struct map_journal {
        const char *number, *otherwise, *note; /* templates; "" if none */
        struct journal_flags {
                VEC(struct journal_flag {
                        const char *value;
                        enum journal_line line;
                });
        } flags;
        int blank;                    /* the field whose blank makes a row a further line; -1 */
        bool carried[JOURNAL_FIELDS]; /* fields that a further line leaves blank */
        struct journal_takes {
                VEC(struct journal_take {
                        enum journal_field field;
                        struct texts words; /* keys */
                });
        } takes;
        struct journal_taxes {
                VEC(struct journal_tax {
                        enum journal_field field;
                        const char *is; /* keys; "" if not asked for */
                        const char *has;
                        bool included;
                });
        } taxes;
};

struct map_constant {
        const char *field, *value;
};

struct map_table {
        enum table_kind kind;
        const char *id;
        struct map_journal *journal; /* NULL: a row is a record as it stands */
        struct map_constants {
                VEC(struct map_constant);
        } constants;
        VEC(struct map_column);
};

/* How a file is recognised (map.xsd). */
enum map_by { MAP_BEST, MAP_HEADER, MAP_COLUMNS, MAP_FLAGS };
struct map {
        const char *id, *ja, *en;
        enum map_by by;
        bool chosen; /* by --map */
        VEC(struct map_table);
};

/* A map compiled in, by its name "maps/entry.xml". */
enum status map_open(struct map *out, const char *name, struct arena *, struct findings *);
/* A map from bytes. ERR_INPUT: *error says what is wrong with it. */
enum status map_load(struct map *out, struct bytes, struct arena *, struct xml_error *error);

#endif
