/* Search by day, amount and party (電子帳簿保存法), and what facilities have in common: by index, one key at a time. */
#include "workspace.h"

#include "core/store/store_private.h"

#include "core/store/kept/records.h"
#include "core/store/kept/evidence.h"
#include "core/store/across/crosscheck.h"

#include "core/banned.h"

#define A "0118010016"
#define B "0418010146"
#define C "1518910011"

static void put(struct opened *o, const char *facility, const char *number, const char *issuer, struct date date,
                int64_t amount, const char *scan)
{
        const struct store_author author = {"-", "2025-12-22T10:00:00+09:00", ""};
        const struct store_source source = {.path = "/r.csv",
                                            .file = "r.csv",
                                            .sha256 = "00",
                                            .kind = "receipts",
                                            .columns = "facility,number",
                                            .part = "",
                                            .rejects = ""};
        struct receipt r = {.facility = facility,
                            .number = number,
                            .issuer = issuer,
                            .issuer_address = "",
                            .issuer_phone = "",
                            .date = date,
                            .amount = {amount},
                            .registration_number = "",
                            .addressee = "",
                            .note = "",
                            .evidence_names = scan ? scan : "",
                            .breakdown_names = "",
                            .origin = {.line = 1}};
        struct put_result result;
        int64_t id;
        int links;

        if (scan)
                vec_add(o->arena, &r.evidence)->name = scan;
        assert_int_equal(store_source(&id, o->store, &source), OK);
        assert_int_equal(store_put_receipt(&result, o->store, &r, id, &author, o->arena), OK);
        if (scan)
                assert_int_equal(store_link_evidence(&links, o->store, scan, scan, id, &author, o->arena), OK);
}

static enum status write_number(void *user, const struct receipt *r)
{
        buffer_printf(user, " %s", r->number);
        return OK;
}

static const char *found(struct opened *o, struct search query)
{
        struct buffer out = buffer_in(o->arena);

        buffer_text(&out, "");
        assert_int_equal(store_search(o->store, &query, write_number, &out, o->arena), OK);
        return out.at;
}

/* In the order of day, amount, payer, number; both ends of a range count. */
static void ranges(void **state)
{
        struct opened *o = *state;
        const struct yen least = {-YEN_MOST}, most = {YEN_MOST};
        const struct {
                struct search query;
                const char *numbers;
        } cases[] = {
                {{.min = least, .max = most}, " 1 3 2 5 4 6"},
                {{.from = {2025, 10, 1}, .min = least, .max = most}, " 3 2 5 4 6"},
                {{.to = {2025, 10, 1}, .min = least, .max = most}, " 1 3 2 5 4"},
                {{.from = {2025, 10, 1}, .to = {2025, 10, 1}, .min = {1000}, .max = {1000}}, " 2 5"},
                {{.min = {1001}, .max = most}, " 4 6"},
                {{.min = least, .max = {-1}}, " 3"},
                {{.min = least, .max = most, .party = "株式会社みどり"}, " 2"},
                {{.min = least, .max = most, .party = "みどり(株)"}, " 4"},
                {{.min = least, .max = most, .party = "ﾐﾄﾞﾘ"}, ""}, /* katakana is not hiragana */
                {{.min = least, .max = most, .party = "高崎"}, " 6"},
        };

        assert_int_equal(store_begin(o->store), OK);
        put(o, A, "1", "緑", (struct date){2025, 9, 30}, 1000, NULL);
        put(o, A, "2", "㈱みどり", (struct date){2025, 10, 1}, 1000, NULL);
        put(o, A, "3", "緑", (struct date){2025, 10, 1}, -500, NULL);
        put(o, A, "4", "みどり㈱", (struct date){2025, 10, 1}, 2000, NULL);
        put(o, B, "5", "緑", (struct date){2025, 10, 1}, 1000, NULL);
        put(o, B, "6", "髙﨑", (struct date){2025, 10, 2}, 2000, NULL);
        assert_int_equal(store_commit(o->store), OK);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
                assert_string_equal(found(o, cases[i].query), cases[i].numbers);
}

/* A range of days is read from the index, in its order: half a million receipts are not sorted for one of them. */
static void search_goes_by_the_index(void **state)
{
        struct opened *o = *state;
        struct buffer plan = buffer_in(o->arena);
        sqlite3_stmt *s = store_sql(o->store, SQL_SEARCH), *explain = NULL;

        assert_non_null(s);
        assert_int_equal(sqlite3_prepare_v2(o->store->db,
                                            arena_printf(o->arena, "EXPLAIN QUERY PLAN %s", sqlite3_sql(s)), -1,
                                            &explain, NULL),
                         SQLITE_OK);
        buffer_text(&plan, "");
        while (sqlite3_step(explain) == SQLITE_ROW)
                buffer_printf(&plan, "%s; ", (const char *)sqlite3_column_text(explain, 3));
        sqlite3_finalize(explain);
        /* day and amount stand in order; only receipts of one day and amount are put in order by payer and number */
        assert_true(strstr(plan.at, "SEARCH r USING INDEX receipt_paper (date>? AND date<?); USE TEMP B-TREE FOR ") ==
                    plan.at);
        /* in the words of SQLite 3.40, and of 3.46 */
        assert_true(strstr(plan.at, " FOR RIGHT PART OF ORDER BY; ") ||
                    strstr(plan.at, " FOR LAST 3 TERMS OF ORDER BY; "));
}

/* What walks over a whole table: asked once in a run, about everything. Whatever is asked for each facility, receipt or scan
 * finds its rows by an index, or the time of a run grows with the square of the records. */
static const char *const whole[] = {
        "FACILITY_ANY", /* one row */
        "RECEIPT_COUNT",
        "TWICE_SUMS",
        "TWICE_PAPERS",
        "TWICE_LIKES",
        "TWICE_SCANS",
        "TWICE_ONES",
        "TWICE_LINES",
        "REJECTS_TAKEN",
        "REJECTS_EARLIER",
        "SOURCE_MOVED", /* once, when its folder was renamed */
        "SCAN_MOVED",
        "LOOSE",
        "LOOSE_COUNT",
        "EVIDENCE_FIND",
        "BARE_COUNT",
        "CARRYING",
        "EVIDENCE_DAMAGED",
        "REJECTED_AT",
        "REPLACE_RECEIPTS",
        "REPLACE_CLAIMS",
        "REPLACE_PURCHASES",
        "REPLACE_VENDOR_LINES",
        "RECEIPTS_DROP",
        "PURCHASES_DROP",
        "VENDOR_LINES_DROP",
        "CLAIMS_DROP",
        "STRAY_PURCHASES",
        "UNSORTED",
        "STRAY_CODES",
        "SAME_SCANS",
        "SAME_PAPERS",
        "IMPORT_FINDINGS",
        "IMPORT_FINDING_ANY",
        "IMPORT_FINDING_CLEAR_EARLIER",
        "HISTORY",
        "HISTORY_ANY_WITHDRAWN",
        "INDEXES", /* of the schema */
        "RECEIPT_ANY",
        "PURCHASE_ANY",
        "LINK_ANY",
        "KNOWN_ISSUERS",
        "READING_ANY",
        "MATCH_ROWS",
        "FACILITY_NAMES",
        "READING_PAPERS",
        "READING_NAMES",
        "OWN_NAMED",  /* what soroe go wrote: few files */
        "PACKETS_OF", /* the programmes */
        "PATHS_OF",
        "PATHS_NAMED",
        "GONE_FILE_FINDINGS",
        "IMPORT_FINDINGS_OF",
        "IMPORT_FINDING_OF_FACILITIES",
        "IMPORT_QUESTIONS",     /* once a command */
        "FACILITY_ENDING",      /* of a screen of codes that have seven digits */
        "FACILITY_PREFECTURES", /* the same */
};
/* Of tables that live for one import: they are not there. */
static const char *const temporary[] = {
        "WANT_SCAN",
        "WANTED_SCANS",
        "POSITION_PUT",
        "POSITION_GET",
        "GOING_CLEAR",
        "GOING_FACILITY",
        "GOING_RECEIPT",
        "GOING_FILE",
        "GOING_SUBMITTED",
        "GOING_FACILITIES",
        "GOING_RECEIPTS",
        "GOING_PURCHASES",
        "GOING_VENDOR_LINES",
        "GOING_CLAIMS",
        "GONE_FACILITIES",
        "GONE_RECEIPTS",
        "GONE_PURCHASES",
        "GONE_VENDOR_LINES",
        "GONE_CLAIMS",
        "GONE_FINDINGS",
        "HERE_ADD",
        "SUPERSEDED_FILL",
        "SUPERSEDED_ANY",
        "SUPERSEDED_DROP",
        "SUPERSEDED_UNREAD",
        "CAME_NOTE",
        "CAME_ANY",
        "GONE_FILL_FACILITIES",
        "CAME_FILL_FACILITIES",
        "GONE_FILL_RECEIPTS",
        "GONE_FILL_SAME_ROWS",
        "CAME_FILL_RECEIPTS",
        "GONE_FILL_PURCHASES",
        "CAME_FILL_PURCHASES",
        "GONE_FILL_VENDOR_LINES",
        "CAME_FILL_VENDOR_LINES",
        "GONE_FILL_CLAIMS",
        "CAME_FILL_CLAIMS",
        "KEY_NAMES",
        "KEY_SCANS",
        "KEY_AGAINST",
        "PAIR_ADD",
        "KEY_PAYERS",
        "KEY_NUMBERS",
        "KEY_CROWDS",
        "PAIR_RECEIPT_ADD",
        "GOING_ADD",
        "GOING_ONE",
        "LINES_ALONG_PURCHASES",
        "LINES_ALONG_VENDOR_LINES",
        "CLAIMS_ALONG",
        "EVIDENCE_KEPT",
        "KEY_LINES",
        "GOING_LINES",
};
#define IS_AMONG(list, name) is_among(list, sizeof(list) / sizeof *(list), name)

static bool is_among(const char *const *list, size_t n, const char *name)
{
        for (size_t i = 0; i < n; i++)
                if (strcmp(list[i], name) == 0)
                        return true;
        return false;
}

static bool scans(struct opened *o, const char *sql)
{
        sqlite3_stmt *explain = NULL;
        bool found = false;

        assert_int_equal(sqlite3_prepare_v2(o->store->db, arena_printf(o->arena, "EXPLAIN QUERY PLAN %s", sql), -1,
                                            &explain, NULL),
                         SQLITE_OK);
        while (sqlite3_step(explain) == SQLITE_ROW)
                found |= strncmp((const char *)sqlite3_column_text(explain, 3), "SCAN ", 5) == 0;
        sqlite3_finalize(explain);
        return found;
}

static void only_the_whole_is_scanned(void **state)
{
        static const struct {
                const char *name, *sql;
        } statements[] = {
#define S(name, text) {#name, text},
#include "core/store/store_sql.h"
#undef S
        };

        for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
                const char *name = statements[i].name;

                if (IS_AMONG(temporary, name))
                        continue;
                if (scans(*state, statements[i].sql) != IS_AMONG(whole, name))
                        fail_msg("%s %s", name, IS_AMONG(whole, name) ? "no longer scans" : "scans a table");
        }
}

/* "W308 A/1 <- B/2, …" */
static const char *crosschecked(struct opened *o, const char *facility)
{
        struct findings findings = findings_in(o->arena);
        struct buffer out = buffer_in(o->arena);

        buffer_text(&out, "");
        assert_int_equal(store_crosscheck(o->store, facility, &findings, o->arena), OK);
        for (size_t i = 0; i < findings.n; i++)
                buffer_printf(&out, "%s%s %s <- %s", i ? " | " : "", finding_name(findings.at[i].id),
                              findings.at[i].subject, findings.at[i].args[0]);
        return out.at;
}

static void what_facilities_share(void **state)
{
        struct opened *o = *state;

        assert_int_equal(store_begin(o->store), OK);
        put(o, A, "1", "㈱みどり", (struct date){2025, 10, 1}, 1000, "x.png");
        put(o, A, "2", "みどり", (struct date){2025, 10, 1}, 1000, "y.png");
        put(o, B, "7", "株式会社 みどり", (struct date){2025, 10, 1}, 1000, "x.png");
        put(o, B, "8", "緑", (struct date){2025, 10, 1}, 1000, "z.png");
        assert_int_equal(store_commit(o->store), OK);
        assert_string_equal(crosschecked(o, ""), "W308 " A "/1 <- " B "/7 | W310 " A "/1 <- " B "/7");
        assert_string_equal(crosschecked(o, A), "W308 " A "/1 <- " B "/7 | W310 " A "/1 <- " B "/7");
        assert_string_equal(crosschecked(o, B), "W308 " B "/7 <- " A "/1 | W310 " B "/7 <- " A "/1");
        assert_string_equal(crosschecked(o, C), "");
}

/* One scan on two receipts of each of 100 facilities: 200 receipts; each facility sees the 198 of the others, three by name.
 * The uses are counted once, and again after a change. */
static void a_scan_of_many(void **state)
{
        struct opened *o = *state;
        static const struct {
                int facility;
                const char *said;
        } cases[] = {
                {0, "W308 0000000000/0-1 <- 0000000001/1-1, 0000000001/1-2, 0000000002/2-1 (+195)"},
                {1, "W308 0000000001/1-1 <- 0000000000/0-1, 0000000000/0-2, 0000000002/2-1 (+195)"},
                {99, "W308 0000000099/99-1 <- 0000000000/0-1, 0000000000/0-2, 0000000001/1-1 (+195)"},
        };

        assert_int_equal(store_begin(o->store), OK);
        for (int i = 0; i < 200; i++)
                put(o, arena_printf(o->arena, "%010d", i / 2), arena_printf(o->arena, "%d-%d", i / 2, i % 2 + 1), "緑",
                    (struct date){2025, 10, 1}, 1000 + i, "x.png");
        assert_int_equal(store_commit(o->store), OK);
        for (int again = 0; again < 2; again++)
                for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
                        assert_string_equal(crosschecked(o, arena_printf(o->arena, "%010d", cases[i].facility)),
                                            cases[i].said);
        assert_int_equal(store_begin(o->store), OK);
        put(o, "0000000100", "100-1", "緑", (struct date){2025, 10, 1}, 1, "x.png");
        assert_int_equal(store_commit(o->store), OK);
        assert_string_equal(crosschecked(o, "0000000000"),
                            "W308 0000000000/0-1 <- 0000000001/1-1, 0000000001/1-2, 0000000002/2-1 (+196)");
}

static const char *same(const struct opened *o, enum sql sql, int64_t receipt)
{
        struct buffer out = buffer_in(o->arena);
        sqlite3_stmt *s = store_sql(o->store, sql);
        enum status st = OK;

        buffer_text(&out, "");
        store_bind_int(s, ":receipt", receipt);
        store_bind_text(s, ":text", "x.png");
        while (store_next(&st, o->store, s))
                buffer_printf(&out, "%s/%s ", sqlite3_column_text(s, 1), sqlite3_column_text(s, 2));
        return out.at;
}

/* Which receipts are one paper does not depend on the way: over the scan, or, where more than 64 have it, over date and amount. */
static void one_paper_is_found_either_way(void **state)
{
        struct opened *o = *state;
        bool common = true;

        assert_int_equal(store_begin(o->store), OK);
        for (int i = 1; i <= 65; i++) {
                sqlite3_stmt *s = store_sql(o->store, SQL_SCAN_IS_COMMON);

                store_bind_text(s, ":text", "x.png");
                assert_int_equal(store_any(&common, o->store, s), OK);
                assert_false(common);
                /* three amounts; the other's scan is another */
                put(o, A, arena_printf(o->arena, "%d", i), "緑", (struct date){2025, 10, 1}, 1000 + i % 3, "x.png");
                put(o, B, arena_printf(o->arena, "%d", i), "緑", (struct date){2025, 10, 1}, 1000 + i % 30, "y.png");
        }
        store_bind_text(store_sql(o->store, SQL_SCAN_IS_COMMON), ":text", "x.png");
        assert_int_equal(store_any(&common, o->store, o->store->statements[SQL_SCAN_IS_COMMON]), OK);
        assert_true(common);
        for (int64_t i = 1; i <= 130; i++)
                assert_string_equal(same(o, SQL_SAME_BY_COMMON_SCAN, i), same(o, SQL_SAME_BY_SCAN, i));
        /* 1, 4, 7 … 64: 22 receipts of 1,001 yen */
        assert_int_equal(strncmp(same(o, SQL_SAME_BY_COMMON_SCAN, 1), A "/1 " A "/4 " A "/7 ", 39), 0);
        assert_int_equal(store_commit(o->store), OK);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(ranges, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(search_goes_by_the_index, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(only_the_whole_is_scanned, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(what_facilities_share, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(a_scan_of_many, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(one_paper_is_found_either_way, open_new, close_and_remove),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
