/* What the files of the index share. Only core/audit/ includes this. */
#ifndef SOROE_STORE_AUDIT_PRIVATE_H
#define SOROE_STORE_AUDIT_PRIVATE_H

#include "core/audit/store_audit.h"

#include <sqlite3.h>

enum audit_sql {
#define S(name, text) ASQL_##name,
#include "core/audit/store_audit_sql.h"
#undef S
        ASQL_STATEMENTS
};

struct audit_index {
        sqlite3 *db;
        struct arena *arena, *scratch;
        struct findings *findings;
        sqlite3_stmt *statements[ASQL_STATEMENTS];
        int64_t packet, use, twice; /* the last ones added; packets that came twice */
        bool passing;               /* the packet at hand was there already: its rows are passed over */
};

sqlite3_stmt *audit_sql(struct audit_index *, enum audit_sql); /* reset, without parameters */
void audit_bind(sqlite3_stmt *, int at, const char *);         /* not copied: must live until the step */
enum status audit_step(bool *row, struct audit_index *, sqlite3_stmt *);
enum status audit_run(struct audit_index *, sqlite3_stmt *);
const char *audit_text(sqlite3_stmt *, int column, struct arena *);
enum status audit_fault(struct audit_index *);

/* A finding whose rows are coming in. It has a place for each of its applications. */
struct audit_gathered {
        struct audit_places places;
        int64_t applications, facilities;
        const char *facility, *programme, *category; /* of the last row */
};
/* Returns true if the row begins another application. */
bool audit_gather(struct audit_gathered *, const char *facility, const char *programme, const char *category,
                  struct audit_place, struct arena *);
enum status audit_keep(struct audit_index *, const struct finding *, int64_t yen, const struct audit_gathered *);

enum status audit_find_lines(struct audit_index *), audit_find_totals(struct audit_index *),
        audit_find_shared(struct audit_index *), audit_find_applications(struct audit_index *),
        audit_find_earlier(struct audit_index *), audit_find_values(struct audit_index *),
        audit_find_rules(struct audit_index *);

#endif
