#include "core/store/across/papers.h"

#include <string.h>

#include "core/base/text.h"
#include "core/store/kept/readings.h"
#include "core/store/store_private.h"

#include "core/banned.h"

/* ---- readings */

/* Of a reading without a day any date may be right that is plausible at all. */
static struct read_days days_of(const char *made_on)
{
        struct date day;

        if (!made_on || date_parse_instant(&day, made_on) != DATE_READ)
                return (struct read_days){{1873, 1, 1}, {9999, 12, 31}};
        return read_days_before(day);
}

enum status store_scan_papers(struct scan_papers *out, struct store *store, const char *sha256, struct arena *arena)
{
        const char *made_on = NULL;
        enum status st = store_find_reading(&out->reading, &made_on, store, sha256, arena);
        const size_t n = out->reading.pages.n;

        out->at = arena_alloc(arena, (n + 1) * sizeof *out->at);
        for (size_t i = 0; st == OK && i < n; i++)
                out->at[i] = paper_of(&out->reading.pages.at[i], days_of(made_on), arena);
        return st;
}

enum status store_known_issuers(struct known_names *out, struct store *store, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_KNOWN_ISSUERS);
        bool row = true;
        enum status st;

        *out = (struct known_names){0};
        if (!s)
                return ERR_SYSTEM;
        while ((st = store_step(&row, store, s)) == OK && row)
                known_name_add(out, store_column(s, 1, arena), store_column(s, 0, arena), arena);
        return st;
}

enum status store_any_reading(bool *out, struct store *store)
{
        sqlite3_stmt *s = store_sql(store, SQL_READING_ANY);
        enum status st;

        *out = false;
        st = store_step(out, store, s);
        sqlite3_reset(s);
        return st;
}

void checked_papers_add(struct checked_papers *to, const struct checked_papers *more)
{
        for (int i = 0; i < CHECK_STATES; i++)
                to->n[i] += more->n[i];
}

bool checked_papers_any(const struct checked_papers *p)
{
        return p->n[CHECK_NOT_SURE] + p->n[CHECK_AGREES] + p->n[CHECK_DIFFERS] > 0;
}

/* ---- which receipt */

enum status store_match_rows(struct match_rows *out, struct store *store, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_MATCH_ROWS);
        enum status st = OK;

        *out = (struct match_rows){0};
        while (store_next(&st, store, s)) {
                struct match_row *r = vec_add(arena, out);

                *r = (struct match_row){.facility = store_column(s, 0, arena),
                                        .number = store_column(s, 1, arena),
                                        .amount = {sqlite3_column_int64(s, 2)},
                                        .registration_number = store_column(s, 4, arena),
                                        .has_scan = sqlite3_column_int(s, 6) != 0};
                if (date_parse(&r->date, store_column(s, 3, arena)) != DATE_READ)
                        r->date = (struct date){0};
                if (!document_by_id(&r->document, store_column(s, 5, arena)))
                        r->document = DOC_RECEIPT;
        }
        if (st == OK)
                match_rows_ready(out, arena);
        return st;
}

enum status store_match_scan(struct match *out, const struct match_rows *rows, struct store *store, const char *sha256,
                             const char *facility, struct arena *arena)
{
        struct scan_papers papers;
        enum status st = store_scan_papers(&papers, store, sha256, arena);

        *out = (struct match){0};
        if (st == OK && papers.reading.pages.n)
                *out = match_scan(rows, papers.at, papers.reading.pages.n, facility);
        return st;
}

/* ---- what was typed */

/* Names of all facilities, read once for a workspace and kept until its records change. */
struct paper_names {
        struct arena *arena;
        struct known_names names;
};

void store_forget_names(struct store *store)
{
        if (store->names)
                arena_free(store->names->arena);
        store->names = NULL;
}

static enum status names_of(const struct known_names **out, struct store *store)
{
        sqlite3_stmt *s;
        struct paper_names *kept;
        bool row = true;
        enum status st = OK;

        if (!store->names) {
                struct arena *arena = arena_child(store->arena);

                kept = store->names = ARENA_NEW(arena, struct paper_names);
                kept->arena = arena;
                s = store_sql(store, SQL_FACILITY_NAMES);
                while (s && (st = store_step(&row, store, s)) == OK && row) {
                        const char *code = store_column(s, 0, arena);

                        known_name_add(&kept->names, code, store_column(s, 1, arena), arena);
                        known_name_add_own(&kept->names, code, store_column(s, 2, arena), arena);
                        known_name_add_own(&kept->names, code, store_column(s, 3, arena), arena);
                }
                st = s ? st : ERR_SYSTEM;
        }
        *out = &store->names->names;
        return st;
}

static enum status add_pages(struct check_pages *out, struct store *store, const struct evidence *e,
                             struct arena *arena)
{
        struct scan_papers papers;
        enum status st = store_scan_papers(&papers, store, e->sha256, arena);

        if (st == OK && !papers.reading.pages.n)
                *vec_add(arena, out) = (struct check_page){.name = e->name, .sha256 = e->sha256};
        for (size_t i = 0; st == OK && i < papers.reading.pages.n; i++) {
                struct reading_page *page = ARENA_NEW(arena, struct reading_page);

                *page = papers.reading.pages.at[i];
                *vec_add(arena, out) = (struct check_page){page->source == READING_NONE ? NULL : page, papers.at[i],
                                                           e->name, e->sha256};
        }
        return st;
}

static enum status pages_of(struct check_pages *out, struct store *store, const struct receipt *r, struct arena *arena)
{
        enum status st = OK;

        *out = (struct check_pages){0};
        for (size_t i = 0; st == OK && i < r->evidence.n; i++)
                if (!r->evidence.at[i].is_breakdown && r->evidence.at[i].state == EVIDENCE_OK)
                        st = add_pages(out, store, &r->evidence.at[i], arena);
        return st;
}

/* What other receipts that have the same scan come to. */
static enum status others_of(struct yen *out, struct store *store, const struct receipt *r)
{
        enum status st = OK;

        out->n = 0;
        for (size_t i = 0; st == OK && i < r->evidence.n; i++) {
                sqlite3_stmt *s = store_sql(store, SQL_OTHERS_OF_SCAN);
                bool row;

                if (!s)
                        return ERR_SYSTEM;
                store_bind_text(s, ":sha256", r->evidence.at[i].sha256);
                store_bind_text(s, ":facility", r->facility);
                store_bind_text(s, ":number", r->number);
                st = store_step(&row, store, s);
                if (st == OK && sqlite3_column_int64(s, 0) > out->n)
                        out->n = sqlite3_column_int64(s, 0);
                sqlite3_reset(s);
        }
        return st;
}

static bool is_checked(const struct receipt *r)
{
        return !r->is_breakdown && !r->spoilt && r->evidence.n;
}

static enum status check_one(struct findings *out, struct checked_papers *counts, struct store *store,
                             const struct records *records, const struct receipt *r, const struct known_names *names,
                             struct arena *arena)
{
        struct check_pages pages;
        struct receipt_checked checked;
        struct yen others = {0};
        enum status st = pages_of(&pages, store, r, arena);

        if (st == OK)
                st = others_of(&others, store, r);
        if (st != OK)
                return st;
        checked = check_receipt(out, r, &pages, others, names);
        if (counts && strcmp(r->facility, records->facility.code) == 0)
                counts->n[checked.total]++;
        return OK;
}

enum status store_check_papers(struct findings *out, struct checked_papers *counts, struct store *store,
                               const struct records *records)
{
        const struct known_names *names = NULL;
        struct arena *scratch;
        bool any = false;
        enum status st = store_any_reading(&any, store);

        if (st == OK && any)
                st = names_of(&names, store);
        if (st != OK || !any)
                return st;
        scratch = arena_child(out->arena);
        for (size_t i = 0; st == OK && i < records->receipts.n; i++) {
                const size_t before = out->n;

                if (is_checked(&records->receipts.at[i]))
                        st = check_one(out, counts, store, records, &records->receipts.at[i], names, scratch);
                findings_settle(out, before);
                arena_reset(scratch);
        }
        arena_free(scratch);
        return st;
}

enum status store_compare_papers(struct compared *c, struct store *store, const struct records *records,
                                 struct arena *scratch)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < records->receipts.n; i++) {
                struct check_pages pages;

                if (!is_checked(&records->receipts.at[i]) ||
                    strcmp(records->receipts.at[i].facility, records->facility.code) != 0)
                        continue;
                st = pages_of(&pages, store, &records->receipts.at[i], scratch);
                if (st == OK)
                        compare_receipt(c, &records->receipts.at[i], &pages);
        }
        return st;
}
