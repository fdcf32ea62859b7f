/* C244: packets judged by a revision of a known programme that is not known here. One finding for each such file of rules. */
#include "core/audit/store_audit_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/value/yen.h"

#include "core/banned.h"

struct unknown_rules {
        const char *rules, *programme, *revision, *subject;
        struct audit_gathered places;
        struct yen subsidy;
};

static enum status end_rules(struct unknown_rules *u, struct audit_index *index)
{
        if (!u->rules)
                return OK;
        return audit_keep(index,
                          &(struct finding){.id = C244,
                                            .subject = u->subject,
                                            .value = u->revision,
                                            .args = {u->programme, u->revision,
                                                     arena_printf(index->scratch, "%" PRId64, u->places.applications)}},
                          u->subsidy.n, &u->places);
}

static enum status add_rules(struct unknown_rules *u, struct audit_index *index, sqlite3_stmt *s)
{
        struct arena *arena = index->scratch;
        const char *rules = audit_text(s, 0, arena), *facility, *category;
        enum status st = OK;

        if (!u->rules || strcmp(rules, u->rules) != 0) {
                st = end_rules(u, index);
                arena_reset(arena);
                *u = (struct unknown_rules){.rules = audit_text(s, 0, arena),
                                            .programme = audit_text(s, 1, arena),
                                            .revision = audit_text(s, 2, arena)};
        }
        facility = audit_text(s, 3, arena);
        category = audit_text(s, 4, arena);
        if (!u->subject)
                u->subject = arena_printf(arena, "%s/%s", facility, category);
        /* packets of one application count once */
        if (audit_gather(&u->places, facility, u->programme, category,
                         (struct audit_place){audit_text(s, 5, arena), "", false}, arena) &&
            !yen_add(&u->subsidy, u->subsidy, (struct yen){sqlite3_column_int64(s, 6)}))
                u->subsidy.n = INT64_MAX;
        return st;
}

enum status audit_find_rules(struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_UNKNOWN_RULES);
        struct unknown_rules unknown = {0};
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row && (st = add_rules(&unknown, index, s)) == OK)
                ;
        return st == OK ? end_rules(&unknown, index) : st;
}
