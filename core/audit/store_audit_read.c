#include "core/audit/store_audit_private.h"

#include <string.h>

#include "core/value/yen.h"

#include "core/banned.h"

/* ---- what was found */

bool audit_gather(struct audit_gathered *g, const char *facility, const char *programme, const char *category,
                  struct audit_place place, struct arena *arena)
{
        bool other_facility = !g->facility || strcmp(g->facility, facility) != 0;
        bool other = other_facility || strcmp(g->programme, programme) != 0 || strcmp(g->category, category) != 0;

        place.leads = other_facility;
        g->facilities += other_facility;
        g->applications += other;
        if (other)
                *vec_add(arena, &g->places) = place;
        g->facility = facility;
        g->programme = programme;
        g->category = category;
        return other;
}

enum status audit_keep(struct audit_index *index, const struct finding *f, int64_t yen, const struct audit_gathered *g)
{
        int64_t finding;
        sqlite3_stmt *s = audit_sql(index, ASQL_ADD_FINDING);
        enum status st;

        sqlite3_bind_int(s, 1, finding_severity(f->id));
        audit_bind(s, 2, finding_name(f->id));
        audit_bind(s, 3, f->subject);
        audit_bind(s, 4, f->value);
        for (int i = 0; i < 3; i++)
                audit_bind(s, 5 + i, f->args[i]);
        audit_bind(s, 8, f->source);
        sqlite3_bind_int64(s, 9, yen);
        sqlite3_bind_int64(s, 10, g->applications);
        st = audit_run(index, s);
        finding = sqlite3_last_insert_rowid(index->db);
        for (size_t i = 0; st == OK && i < g->places.n; i++) {
                s = audit_sql(index, ASQL_ADD_PLACE);
                sqlite3_bind_int64(s, 1, finding);
                audit_bind(s, 2, g->places.at[i].file);
                audit_bind(s, 3, g->places.at[i].what);
                sqlite3_bind_int(s, 4, g->places.at[i].leads);
                st = audit_run(index, s);
        }
        return st;
}

static const char *text_or_null(sqlite3_stmt *s, int column, struct arena *arena)
{
        return arena_strdup(arena, (const char *)sqlite3_column_text(s, column));
}

static enum status read_places(struct audit_finding *out, struct audit_index *index, int64_t finding)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_PLACES);
        bool row;
        enum status st;

        sqlite3_bind_int64(s, 1, finding);
        while ((st = audit_step(&row, index, s)) == OK && row)
                *vec_add(index->scratch, &out->places) =
                        (struct audit_place){audit_text(s, 0, index->scratch), audit_text(s, 1, index->scratch),
                                             sqlite3_column_int(s, 2) != 0};
        return st;
}

enum status audit_each(struct audit_index *index, enum status (*each)(void *user, const struct audit_finding *),
                       void *user)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_FINDINGS);
        struct arena *arena = index->scratch;
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row) {
                struct audit_finding f = {.yen = sqlite3_column_int64(s, 8), .count = sqlite3_column_int64(s, 9)};

                if (!finding_by_name(&f.finding.id, audit_text(s, 1, arena)))
                        return fault_set(index->findings, F_INTERNAL, audit_text(s, 1, arena), NULL);
                f.finding.subject = text_or_null(s, 2, arena);
                f.finding.value = text_or_null(s, 3, arena);
                for (int i = 0; i < 3; i++)
                        f.finding.args[i] = text_or_null(s, 4 + i, arena);
                f.finding.source = text_or_null(s, 7, arena);
                st = read_places(&f, index, sqlite3_column_int64(s, 0));
                if (st == OK)
                        st = each(user, &f);
                arena_reset(arena);
                if (st != OK)
                        return st;
        }
        return st;
}

enum status audit_each_unused(struct audit_index *index, void (*each)(void *user, const struct audit_unused *),
                              void *user)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_UNUSED);
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row) {
                const struct audit_unused unused = {
                        audit_text(s, 0, index->scratch),
                        audit_text(s, 1, index->scratch),
                        {audit_text(s, 2, index->scratch), audit_text(s, 3, index->scratch)}};

                each(user, &unused);
                arena_reset(index->scratch);
        }
        return st;
}

static enum status count_unused(int64_t *out, struct audit_index *index, const char *verdict)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_COUNT_UNUSED);
        bool row;
        enum status st;

        audit_bind(s, 1, verdict);
        st = audit_step(&row, index, s);
        *out = st == OK && row ? sqlite3_column_int64(s, 0) : 0;
        return st;
}

/* An amount in a packet may be any number. One that makes the sum overflow is left out. */
static enum status add_up(struct audit_counts *out, struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_SUBSIDIES);
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row) {
                struct yen sum;

                out->applications++;
                if (yen_add(&sum, (struct yen){out->subsidy}, (struct yen){sqlite3_column_int64(s, 0)}))
                        out->subsidy = sum.n;
        }
        return st;
}

enum status audit_count(struct audit_counts *out, struct audit_index *index)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_COUNT_PACKETS);
        bool row;
        enum status st = audit_step(&row, index, s);

        *out = (struct audit_counts){.twice = index->twice};
        if (st == OK && row)
                out->used = sqlite3_column_int64(s, 0);
        if (st == OK)
                st = count_unused(&out->drafts, index, "draft");
        if (st == OK)
                st = count_unused(&out->failed, index, "failed");
        if (st == OK)
                st = count_unused(&out->incomplete, index, "incomplete");
        s = audit_sql(index, ASQL_COUNT_FINDINGS);
        while (st == OK && (st = audit_step(&row, index, s)) == OK && row) {
                int severity = sqlite3_column_int(s, 0);

                out->findings[severity] = sqlite3_column_int64(s, 1);
                if (severity == ERROR)
                        out->yen = sqlite3_column_int64(s, 2);
        }
        if (st == OK)
                st = add_up(out, index);
        out->packets = out->used + out->twice + out->drafts + out->failed + out->incomplete;
        return st;
}

enum status audit_each_copy(struct audit_index *index, void (*each)(void *user, const struct audit_copy *), void *user)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_COPIES);
        bool row;
        enum status st;

        while ((st = audit_step(&row, index, s)) == OK && row) {
                const struct audit_copy copy = {audit_text(s, 0, index->scratch), audit_text(s, 1, index->scratch)};

                each(user, &copy);
                arena_reset(index->scratch);
        }
        return st;
}

enum status audit_each_sample(struct audit_index *index, int most,
                              void (*each)(void *user, const struct audit_packet *), void *user)
{
        sqlite3_stmt *s = audit_sql(index, ASQL_SAMPLE);
        struct arena *arena = index->scratch;
        bool row;
        enum status st;

        sqlite3_bind_int(s, 1, most);
        while ((st = audit_step(&row, index, s)) == OK && row) {
                const struct audit_packet packet = {audit_text(s, 0, arena), audit_text(s, 1, arena),
                                                    audit_text(s, 2, arena), audit_text(s, 3, arena),
                                                    sqlite3_column_int64(s, 4)};

                each(user, &packet);
                arena_reset(arena);
        }
        return st;
}
