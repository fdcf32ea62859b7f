/* All sealed packets of a workspace in one list: what an association hands over beside its packets, and the list for a bulk
 * application (一括申請) of one organisation. One description of the columns serves XML (schema/index.xsd), CSV and workbook. */
#ifndef SOROE_PACKET_INDEX_H
#define SOROE_PACKET_INDEX_H

#include "core/record/facility.h"
#include "core/record/filing.h"
#include "core/programme/programme.h"
#include "core/record/sealed.h"

struct index_entry {
        const struct programme *programme;
        struct sealed sealed;
        struct filing filing;
        struct facility facility; /* as it is recorded today; "" where it is recorded no more */
};
struct index_entries {
        VEC(struct index_entry);
};

enum index_type { INDEX_TEXT, INDEX_DATE, INDEX_YEN };
struct index_value {
        const char *text; /* NULL: nothing */
        struct date date;
        bool has_yen;
        struct yen yen;
};
struct index_column {
        const char *attribute, *header; /* of XML; of CSV and workbook */
        enum index_type type;
        int width;       /* half-width characters */
        bool for_people; /* its text has words for people, and ids for machines */
        bool to_fill_in; /* it is there to be written into (soroe mark --from), and not in the XML */
        bool on_paper;   /* of the workbook: it stands before the others, and is printed */
};
size_t index_columns(void);
const struct index_column *index_column(size_t);
struct index_value index_value(const struct index_entry *, size_t column, bool for_people, struct arena *);

/* Valid against schema/index.xsd, or F_INTERNAL. `founder`: it lists those of one alone; NULL. */
enum status index_xml(struct bytes *out, const struct index_entries *, const struct programme *, const char *founder,
                      struct arena *, struct findings *);
enum status index_workbook(struct bytes *out, const struct index_entries *, const struct programme *, struct arena *,
                           struct findings *);

#endif
