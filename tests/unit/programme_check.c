/* What can be proved of a programme file: caps that add up, limits that follow, the subsidies at the edges, and every value. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file/embedded.h"
#include "core/programme/programme_check.h"

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int open_arena(void **state)
{
        *state = arena_new(abort);
        return 0;
}

static int close_arena(void **state)
{
        arena_free(*state);
        return 0;
}

/* The published programme, with one text replaced by another wherever it stands; NULL: as it is. */
static const struct programme *programme_with(struct arena *arena, const char *from, const char *to)
{
        struct findings findings = findings_in(arena);
        struct buffer changed = buffer_in(arena);
        struct bytes file;
        struct programme *programme;
        const char *at, *hit;

        assert_true(embedded_find(&file, "programmes/r7-online-qualification.xml"));
        at = arena_strndup(arena, (const char *)file.at, file.n);
        while (from && (hit = strstr(at, from))) {
                buffer_add(&changed, at, (size_t)(hit - at));
                buffer_text(&changed, to);
                at = hit + strlen(from);
        }
        buffer_text(&changed, at);
        if (programme_load(&programme, buffer_bytes(&changed), "own.xml", arena, &findings) != OK)
                fail_msg("%s", fault_message(arena, &findings.fault, ENGLISH));
        return programme;
}

static const struct grant_proof *proof_of(const struct programme_proof *proof, const char *category, const char *grant,
                                          struct arena *arena)
{
        for (size_t i = 0; i < proof->grants.n; i++)
                if (strcmp(proof->grants.at[i].category->label.id, category) == 0 &&
                    strcmp(grant_path(proof->grants.at[i].grant, arena), grant) == 0)
                        return &proof->grants.at[i];
        fail_msg("no grant %s of %s", grant, category);
        return NULL;
}

/* Each deviation by one changed figure; the arithmetic stands beside it. */
static const struct {
        const char *from, *to, *category, *grant;
        enum caps_verdict caps;
        enum limit_verdict limit;
        int64_t caps_sum, full_cost, full;
} rows[] = {
        /* 41,000 + 130,000 = 171,000 × 3/4 = 128,250 → 128,000 */
        {NULL, NULL, "home-visit", "clinic+pharmacy", CAPS_MEET, LIMIT_MEETS, 171000, 171000, 128000},
        /* 41,000 + 781,000 = 822,000 / 2 */
        {NULL, NULL, "outpatient", "hospital", CAPS_MEET, LIMIT_MEETS, 822000, 822000, 411000},
        /* 781,000 / 2 = 390,500 → 390,000 */
        {NULL, NULL, "online", "hospital", CAPS_MEET, LIMIT_MEETS, 781000, 781000, 390000},
        {NULL, NULL, "eligibility-only", "any", CAPS_NONE, LIMIT_ALONE, 0, 0, 0},
        /* a limit of 120,000 cuts 128,000 */
        {"<limit yen=\"128000\"", "<limit yen=\"120000\"", "home-visit", "clinic+pharmacy", CAPS_MEET, LIMIT_FIRST, 171000,
         171000, 128000},
        /* a limit of 130,000, explained, is never reached */
        {"<limit yen=\"128000\"", "<limit deviation=\"printed so\" yen=\"130000\"", "home-visit", "clinic+pharmacy", CAPS_MEET,
         LIMIT_ABOVE, 171000, 171000, 128000},
        /* a cost cap of 180,000 is never reached: 41,000 + 130,000 = 171,000 count at most */
        {"<cost-cap yen=\"171000\"", "<cost-cap yen=\"180000\"", "home-visit", "clinic+pharmacy", CAPS_BELOW, LIMIT_MEETS,
         171000, 171000, 128000},
        /* item caps of 50,000 + 130,000 = 180,000 are cut to 171,000 */
        {"item=\"mobile-terminal\" yen=\"41000\"", "item=\"mobile-terminal\" yen=\"50000\"", "home-visit", "clinic+pharmacy",
         CAPS_ABOVE, LIMIT_MEETS, 180000, 171000, 128000},
        /* without a cost cap the item caps end it all the same */
        {"<cost-cap yen=\"171000\" how=\"stated\" source=\"annex1-grant\"/>", "<cost-cap how=\"unknown\"/>", "home-visit",
         "clinic+pharmacy", CAPS_NONE, LIMIT_MEETS, 171000, 171000, 128000},
        /* no limit, or no rate, stated: nothing to prove */
        {"<limit yen=\"31000\" how=\"stated\" source=\"annex4-grant\"/>", "<limit how=\"unknown\"/>", "eligibility-only", "any",
         CAPS_NONE, LIMIT_UNPROVEN, 0, 0, 0},
        {"<rate num=\"3\" den=\"4\" how=\"stated\" source=\"annex4-grant\"/>", "<rate how=\"unknown\"/>", "eligibility-only", "any",
         CAPS_NONE, LIMIT_UNPROVEN, 0, 0, 0},
};

static void caps_and_limits(void **state)
{
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct programme_proof proof;
                const struct grant_proof *g;

                programme_prove(&proof, programme_with(*state, rows[i].from, rows[i].to), *state);
                assert_int_equal(proof.grants.n, 10);
                g = proof_of(&proof, rows[i].category, rows[i].grant, *state);
                assert_int_equal(g->caps, rows[i].caps);
                assert_int_equal(g->limit, rows[i].limit);
                assert_int_equal(g->caps_sum.n, rows[i].caps_sum);
                assert_int_equal(g->full_cost.n, rows[i].full_cost);
                assert_int_equal(g->full.n, rows[i].full);
        }
}

/* A clinic's 訪問診療等: 1,334 × 3/4 = 1,000.5; 41,000 × 3/4 = 30,750; 130,000 × 3/4 = 97,500; 170,666 × 3/4 = 127,999.5;
 * 170,667 × 3/4 = 128,000.25. And 資格確認限定型, without caps: 41,333 × 3/4 = 30,999.75. */
static const struct edge clinic[] = {
        {EDGE_FIRST, "", {1334}, {1000}},
        {EDGE_ITEM_CAP, "mobile-terminal", {41000}, {30000}},
        {EDGE_ITEM_CAP, "receipt-computer", {130000}, {97000}},
        {EDGE_BELOW_LIMIT, "", {170666}, {127000}},
        {EDGE_LIMIT, "", {170667}, {128000}},
        {EDGE_BELOW_CAP, "", {170999}, {128000}},
        {EDGE_CAP, "", {171000}, {128000}},
        {EDGE_ABOVE_CAP, "", {171001}, {128000}},
};
static const struct edge any[] = {
        {EDGE_FIRST, "", {1334}, {1000}},
        {EDGE_BELOW_LIMIT, "", {41333}, {30000}},
        {EDGE_LIMIT, "", {41334}, {31000}},
};

static void assert_edges(const struct grant_proof *g, const struct edge *want, size_t n)
{
        assert_int_equal(g->edges.n, n);
        for (size_t i = 0; i < n; i++) {
                assert_int_equal(g->edges.at[i].kind, want[i].kind);
                assert_string_equal(g->edges.at[i].item, want[i].item);
                assert_int_equal(g->edges.at[i].cost.n, want[i].cost.n);
                assert_int_equal(g->edges.at[i].subsidy.n, want[i].subsidy.n);
        }
}

static void subsidies_at_the_edges(void **state)
{
        struct programme_proof proof;

        programme_prove(&proof, programme_with(*state, NULL, NULL), *state);
        assert_edges(proof_of(&proof, "home-visit", "clinic+pharmacy", *state), clinic, COUNT(clinic));
        assert_edges(proof_of(&proof, "eligibility-only", "any", *state), any, COUNT(any));
}

static int unknown_at(const struct programme_proof *proof, const char *path)
{
        int n = 0;

        for (size_t i = 0; i < proof->values.n; i++)
                n += strcmp(proof->values.at[i].path, path) == 0 && proof->values.at[i].basis.how == HOW_UNKNOWN;
        return n;
}

/* Every value is counted once under how sure it is; one made unknown moves over; a source nobody names is told. */
static void values_and_sources(void **state)
{
        struct programme_proof before, after;

        programme_prove(&before, programme_with(*state, NULL, NULL), *state);
        assert_int_equal(before.by_how[HOW_STATED] + before.by_how[HOW_INFERRED] + before.by_how[HOW_UNKNOWN],
                         (int)before.values.n);
        assert_int_equal(unknown_at(&before, "purchase"), 1);
        assert_int_equal(unknown_at(&before, "eligibility-only/any/cost-cap"), 1);
        assert_int_equal(unknown_at(&before, "eligibility-only/any/limit"), 0);
        assert_int_equal(before.unused.n, 0);
        assert_int_equal(before.kinds_without_grant.n, 0);

        programme_prove(&after,
                        programme_with(*state, "<limit yen=\"31000\" how=\"stated\" source=\"annex4-grant\"/>",
                                       "<limit how=\"unknown\"/>"),
                        *state);
        assert_int_equal(unknown_at(&after, "eligibility-only/any/limit"), 1);
        assert_int_equal(after.by_how[HOW_UNKNOWN], before.by_how[HOW_UNKNOWN] + 1);
        assert_int_equal(after.by_how[HOW_STATED], before.by_how[HOW_STATED] - 1);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(caps_and_limits, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(subsidies_at_the_edges, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(values_and_sources, open_arena, close_arena),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
