/* Programme files that lie, each with one thing changed: refused with the line, the reason and what to do about it. And
 * that every file compiled in loads, with a source behind every value that is not unknown. */
#include "core/programme/programme.h"

#include "core/file/embedded.h"
#include "core/file/file.h"
#include "core/format/xml/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define PMH          "programmes/r7-pmh.xml"
#define ERX          "programmes/e-prescription-2024.xml"
#define R6           "programmes/r6-different-flow.xml"
#define EHR          "programmes/ehr-sharing.xml"

static const char *const ids[] = {"r7-online-qualification", "r6-different-flow", "r7-pmh",
                                  "r7-occupational-clinic",  "therapist-reader",  "e-prescription-2024",
                                  "ehr-sharing"};
static const char *const revisions[][2] = {{"3", "2026-11-28"}, {"2", "2026-11-28"}, {"2", "2026-11-28"},
                                           {"2", "2026-11-28"}, {"2", "2026-11-28"}, {"2", "2026-11-28"},
                                           {"1", "2026-11-28"}};

static int set_up(void **state)
{
        *state = arena_new(abort);
        return 0;
}

static int tear_down(void **state)
{
        arena_free(*state);
        return 0;
}

static void every_file_loads(void **state)
{
        for (size_t i = 0; i < COUNT(ids); i++) {
                struct findings findings = findings_in(*state);
                struct programme *p;

                if (programme_open(&p, ids[i], *state, &findings) != OK)
                        fail_msg("%s: %s", findings.fault.what, findings.fault.detail);
                assert_string_equal(p->id, ids[i]);
                assert_string_equal(p->revision, revisions[i][0]);
                assert_string_equal(p->reviewed, revisions[i][1]);
        }
}

/* What is not stated is not there: no file guesses a rate, a limit or a day. */
static void what_is_unknown_has_no_value(void **state)
{
        for (size_t i = 0; i < COUNT(ids); i++) {
                struct findings findings = findings_in(*state);
                struct programme *p;

                assert_int_equal(programme_open(&p, ids[i], *state, &findings), OK);
                assert_int_equal(p->deadline_basis.how == HOW_UNKNOWN, !date_is_set(p->deadline));
                assert_int_equal(p->opens_basis.how == HOW_UNKNOWN, !date_is_set(p->opens));
                for (size_t c = 0; c < p->categories.n; c++) {
                        for (size_t g = 0; g < p->categories.at[c].grants.n; g++) {
                                const struct grant *grant = &p->categories.at[c].grants.at[g];

                                assert_int_equal(grant->rate_basis.how == HOW_UNKNOWN, grant->rate.num == 0);
                                assert_int_equal(grant->limit_basis.how == HOW_UNKNOWN, !grant->has_limit);
                                assert_int_equal(grant->limit.n > 0, grant->has_limit);
                                assert_int_equal(grant->cost_cap.n > 0, grant->has_cost_cap);
                        }
                }
        }
}

/* docs/field.md 6: the deadlines of FY2024, in the order announced. */
static void keeps_the_history_of_a_deadline(void **state)
{
        struct findings findings = findings_in(*state);
        struct programme *p;

        assert_int_equal(programme_open(&p, "r6-different-flow", *state, &findings), OK);
        assert_int_equal(p->deadline_history.n, 2);
        assert_int_equal(date_compare(p->deadline_history.at[0].date, (struct date){2025, 1, 15}), 0);
        assert_int_equal(date_compare(p->deadline_history.at[1].date, (struct date){2025, 2, 1}), 0);
        assert_int_equal(date_compare(p->deadline, (struct date){2025, 2, 1}), 0);
}

/* The example of soroe-programme(5) is a programme. (Tests run at the root of the tree.) */
static void the_manual_gives_a_file_that_loads(void **state)
{
        struct findings findings = findings_in(*state);
        struct programme *p;
        struct bytes page;
        const char *text, *begins, *ends;

        assert_int_equal(file_read(&page, "man/soroe-programme.5", 1 << 20, *state, &findings), OK);
        text = arena_strndup(*state, (const char *)page.at, page.n);
        begins = strstr(text, "<?xml");
        assert_non_null(begins);
        ends = strstr(begins, "\n.Ed");
        assert_non_null(ends);
        if (programme_load(&p, (struct bytes){(const unsigned char *)begins, (size_t)(ends - begins)}, "example.xml",
                           *state, &findings) != OK)
                fail_msg("%s: %s", findings.fault.what, findings.fault.detail);
        assert_string_equal(p->id, "example");
        assert_int_equal(p->categories.at[0].grants.n, 4);
}

/* ---- refused */

/* The file with the first `was` replaced, and the line where that stands. */
static struct bytes changed(struct arena *arena, const char *name, const char *was, const char *becomes, int *line)
{
        struct buffer out = buffer_in(arena);
        struct bytes file;
        const char *text, *at;

        assert_true(embedded_find(&file, name));
        text = arena_strndup(arena, (const char *)file.at, file.n);
        at = strstr(text, was);
        if (!at)
                fail_msg("%s has no %s", name, was);
        *line = 1;
        for (const char *s = text; s < at; s++)
                *line += *s == '\n';
        buffer_add(&out, text, (size_t)(at - text));
        buffer_text(&out, becomes);
        buffer_text(&out, at + strlen(was));
        return buffer_bytes(&out);
}

#define IN_GRANT "</kinds>\n        "
#define WHEN     "<when option=\"revisit-machine\" how=\"stated\" source=\"pmh\"/>"
#define LARGE    "<when attribute=\"hospital-size\" value=\"large\" how=\"stated\" source=\"page\"/>"
#define OTHER    "<when attribute=\"hospital-size\" value=\"other\" how=\"stated\" source=\"page\"/>"

enum { NO_LINE = -1000 }; /* it is the file as a whole */

static const struct {
        const char *claim, *file, *was, *becomes, *reason, *remedy;
        int lines_on; /* from the change to the line named */
} rows[] = {
        /* 566,000 × 1/2 = 283,000 */
        {"a limit above cap × rate", PMH, "yen=\"283000\"", "yen=\"283001\"",
         "the limit lies above what cap and rate give: 283001 > 283000 = 566000 × 1/2", "say why in deviation", 0},
        /* 387,000 × 1/2 = 193,500, half up 194,000: what the rounding adds is no deviation, a yen more is */
        {"a limit above what half up gives", ERX, "yen=\"194000\"", "yen=\"194001\"", "194001 > 194000 = 387000 × 1/2",
         "check the amounts", 0},
        /* the item caps bound the cost too: (1 + 781,000) × 1/2 = 390,500.5 → 390,000 */
        {"a limit above the item caps × rate", R6, "yen=\"41000\"", "yen=\"1\"", "411000 > 390000 = 781001 × 1/2",
         "deviation", 6},
        {"a deviation that is none", PMH, "yen=\"283000\"", "yen=\"283000\" deviation=\"通知のとおり\"",
         "a deviation is declared", "remove the deviation", 0},
        {"two rates for one kind", PMH, IN_GRANT WHEN, IN_GRANT,
         "two rates for one kind of facility, and nothing tells them apart: pmh", "part them by when or in-force", -3},
        {"two rates for one value", ERX, OTHER, LARGE, "two rates for one kind", "part them", -4},
        {"two rates on one day", PMH, "<kind ref=\"large-chain-pharmacy\"/>\n        </kinds>",
         "<kind ref=\"clinic\"/>\n        </kinds><in-force from=\"2025-10-01\" how=\"stated\" source=\"pmh\"/>",
         "two windows of the same thing overlap: pmh", "part the days", -2},
        {"no source", PMH, "yen=\"1200000\" how=\"stated\" source=\"pmh\"", "yen=\"1200000\" how=\"stated\"",
         "a stated or inferred value needs a source", "name one of the sources", 0},
        {"a condition without a source", PMH, WHEN, "<when option=\"revisit-machine\" how=\"stated\"/>",
         "needs a source", "how=\"unknown\"", 0},
        {"an option nobody declared", PMH, WHEN, "<when option=\"revisit\" how=\"stated\" source=\"pmh\"/>",
         "option-known", "soroe-programme(5)", 0},
        {"a value nobody declared", ERX, OTHER,
         "<when attribute=\"hospital-size\" value=\"small\" how=\"stated\" source=\"page\"/>",
         "the attribute has no such value: small", "check the ids", 0},
        {"a condition of two things", ERX, OTHER,
         "<when attribute=\"hospital-size\" value=\"other\" kind=\"clinic\" how=\"stated\" source=\"page\"/>",
         "a condition asks for one thing", "several conditions", 0},
        {"a condition of nothing", ERX, OTHER, "<when how=\"unknown\"/>", "a condition asks for one thing",
         "several conditions", 0},
        {"chosen, of an attribute", ERX, OTHER,
         "<when attribute=\"hospital-size\" value=\"other\" chosen=\"true\" how=\"stated\" source=\"page\"/>",
         "a condition asks for one thing", "several conditions", 0},
        {"a grant that asks for a category", PMH, IN_GRANT WHEN,
         IN_GRANT "<when category=\"pmh\" how=\"stated\" source=\"pmh\"/>", "cannot stand here",
         "attribute or an option", -3},
        {"conditions that never hold together", ERX, OTHER, LARGE OTHER, "can never hold together", "remove one", 0},
        {"chosen and not chosen", PMH, WHEN,
         WHEN "<when option=\"revisit-machine\" chosen=\"false\" how=\"stated\" source=\"pmh\"/>",
         "can never hold together", "remove one", 0},
        {"no such day", R6, "date=\"2025-02-01\"", "date=\"2025-02-29\"", "'2025-02-29'", "write the line as", 0},
        {"an extension that shortens", R6, "date=\"2025-02-01\"", "date=\"2025-01-15\"",
         "does not lie after the deadline before it: 2025-01-15", "as they were announced", 0},
        {"an extension of nothing", R6, "<deadline date=\"2025-01-15\" how=\"stated\" source=\"kb-deadline\">",
         "<deadline how=\"unknown\">", "does not lie after", "check the dates", 1},
        {"in force from nowhere to nowhere", R6, "<in-force to=\"2024-11-04\"", "<in-force", "must be given: from, to",
         "give the value", 0},
        {"in force backwards", R6, "<in-force to=\"2024-11-04\"", "<in-force from=\"2024-11-05\" to=\"2024-11-04\"",
         "ends before it begins", "first and last day", 0},
        {"the same rule twice on a day", R6, "<once id=\"online-once\" category=\"online\"",
         "<once id=\"online-once\" category=\"home-visit\"", "two windows of the same thing overlap: home-visit-once",
         "remove one", 0},
        {"two counts of the same on a day", R6,
         "<at-most id=\"three-from-november\" n=\"3\" year=\"R6\" how=\"stated\" source=\"kb-opening\">\n"
         "      <in-force from=\"2024-11-05\" how=\"stated\" source=\"kb-opening\"/>\n      <category "
         "ref=\"home-visit\"/>\n"
         "      <category ref=\"online\"/>\n      <category ref=\"different-flow\"/>",
         "<at-most id=\"again\" n=\"2\" year=\"R6\" how=\"unknown\">\n      <in-force from=\"2024-11-04\" "
         "how=\"unknown\"/>\n"
         "      <category ref=\"online\"/>\n      <category ref=\"home-visit\"/>",
         "overlap: one-of-two-before-november", "part the days", 0},
        {"five of three", R6, "n=\"3\"", "n=\"5\"", "more than the categories named", "check n", 0},
        {"a category nobody has", R6, "<category ref=\"online\"/>", "<category ref=\"offline\"/>", "counted-known",
         "soroe-programme(5)", 0},
        {"two deadlines for one facility", ERX, "<deadline how=\"unknown\"/>",
         "<deadline how=\"unknown\"/>\n<deadline-where date=\"2025-03-31\" how=\"stated\" source=\"page\">" LARGE
         "</deadline-where>\n<deadline-where date=\"2025-04-30\" how=\"stated\" source=\"page\">" LARGE
         "</deadline-where>",
         "two windows of the same thing overlap: deadline-where", "remove one", 2},
        {"receipts only from after the deadline", PMH, "<purchase first=\"2024-04-01\" how=\"inferred\" source=\"pmh-since\"/>",
         "<purchase first=\"2026-01-16\" how=\"stated\" source=\"pmh\"/>", "nothing can ever use it: first",
         "use it, or remove it", 0},
        {"an item class that no category lists", PMH, "id=\"delivery\" ja=\"配送\" en=\"delivery\" eligibility=\"ask\"",
         "id=\"delivery\" ja=\"配送\" en=\"delivery\" eligibility=\"class\"", "nothing can ever use it: delivery",
         "remove it", 0},
        {"an option that changes nothing", PMH, "</options>",
         "<option id=\"gift\" ja=\"贈答\" en=\"gift\" how=\"unknown\"/></options>", "nothing can ever use it: gift",
         "remove it", 0},
        {"an attribute that changes nothing", ERX, "</attributes>",
         "<attribute id=\"colour\" ja=\"色\" en=\"colour\" how=\"unknown\"><value id=\"red\" ja=\"赤\" en=\"red\"/>"
         "<value id=\"blue\" ja=\"青\" en=\"blue\"/></attribute></attributes>",
         "nothing can ever use it: colour", "remove it", 0},
        {"an attribute of one value", ERX,
         "<value id=\"large\" ja=\"大規模病院\" en=\"large hospital\">\n        <alias>大規模</alias>\n      </value>",
         "", "Element 'attribute'", "write the line as", -2},
        {"one document twice", PMH, "<document id=\"vendor-checklist\"", "<document id=\"breakdown\"",
         "overlap: breakdown", "remove one", 0},
        {"a rounding that is unknown and given", PMH, "mode=\"down\" how=\"stated\" source=\"pmh\"",
         "mode=\"down\" how=\"unknown\"", "an unknown value cannot be given: unit", "remove the value", 0},
        {"zero in a fraction", PMH, "num=\"1\" den=\"2\"", "num=\"1\" den=\"0\"", "'0'", "write the line as", 0},
        {"a rounding up to nothing", PMH, "unit=\"1000\"", "unit=\"0\"", "'0'", "write the line as", 0},
        /* amounts per unit, and bounds: of numbers alone */
        {"so many yen per what is no number", EHR, "yen=\"6579000\"", "yen=\"6579000\" per=\"documents\"",
         "the attribute has no such value: documents", "check the ids", 0},
        {"so many yen per an attribute nobody declared", EHR, "yen=\"6579000\"", "yen=\"6579000\" per=\"rooms\"",
         "per-known", "soroe-programme(5)", 0},
        {"a cost cap per what is no number", EHR, "yen=\"13158000\"", "yen=\"13158000\" per=\"documents\"",
         "no such value: documents", "check the ids", 0},
        {"nobody knows how much per bed", EHR, "<limit how=\"unknown\"/>", "<limit per=\"beds\" how=\"unknown\"/>",
         "no such value: beds", "check the ids", 0},
        {"at least so many of what is no number", EHR, "attribute=\"documents\" value=\"two\"",
         "attribute=\"documents\" least=\"2\"", "no such value: documents", "check the ids", 0},
        {"a word for a number", EHR, "attribute=\"beds\" least=\"200\"", "attribute=\"beds\" value=\"many\"",
         "no such value: many", "check the ids", 0},
        {"a word and a bound", EHR, "attribute=\"beds\" least=\"200\"",
         "attribute=\"beds\" value=\"many\" least=\"200\"", "a condition asks for one thing", "several conditions", 0},
        {"a number without a bound", EHR, "attribute=\"beds\" least=\"200\"", "attribute=\"beds\"",
         "a condition asks for one thing", "several conditions", 0},
        {"a bound of nothing", EHR, "attribute=\"beds\" least=\"200\"", "least=\"200\"",
         "a condition asks for one thing", "several conditions", 0},
        {"a bound of an option", PMH, WHEN,
         "<when option=\"revisit-machine\" least=\"1\" how=\"stated\" source=\"pmh\"/>",
         "a condition asks for one thing", "several conditions", 0},
        {"at most fewer than at least", EHR, "least=\"20\" most=\"199\"", "least=\"199\" most=\"20\"",
         "can never hold together", "remove one", 0},
        {"bounds that hold no number together", EHR, "<when attribute=\"beds\" least=\"200\"",
         "<when attribute=\"beds\" most=\"199\" how=\"stated\" source=\"paper\"/>"
         "<when attribute=\"beds\" least=\"200\"",
         "can never hold together", "remove one", 0},
        {"two rates for 200 beds", EHR, "most=\"199\"", "most=\"200\"", "two rates for one kind", "part them", -5},
        {"at least no number", EHR, "least=\"200\"", "least=\"many\"", "'many'", "write the line as", 0},
        /* what stands before the kinds */
        {"amounts with half their tax", EHR, "<kinds>",
         "<tax amounts=\"half\" how=\"stated\" source=\"paper\"/><kinds>", "'half'", "write the line as", 0},
        {"a tax that says nothing of amounts", EHR, "<kinds>", "<tax how=\"stated\" source=\"paper\"/><kinds>",
         "amounts", "write the line as", 0},
        {"a tax without a source", EHR, "<kinds>", "<tax amounts=\"excluded\" how=\"stated\"/><kinds>",
         "needs a source", "name one of the sources", 0},
        {"a number without a name", EHR, "<kinds>",
         "<institution-number how=\"stated\" source=\"paper\"/><kinds>", "'ja'", "write the line as", 0},
        {"a number without a source", EHR, "<kinds>",
         "<institution-number ja=\"介護事業所番号\" en=\"care provider number\" how=\"stated\"/><kinds>",
         "needs a source", "name one of the sources", 0},
        {"a number behind the kinds", EHR, "</kinds>",
         "</kinds><institution-number ja=\"介護事業所番号\" en=\"care provider number\" how=\"stated\" "
         "source=\"paper\"/>",
         "institution-number", "write the line as", 0},
        {"the grant of a programme nobody declared", EHR, "attribute=\"beds\" least=\"200\"", "grant=\"national\"",
         "other-grant-known", "soroe-programme(5)", 0},
        {"other grants, and none named", EHR, "<items>",
         "<other-grants/><items>", "other-grants", "write the line as", 0},
        {"one other grant twice", EHR, "<items>",
         "<other-grants><grant-of id=\"n\" ja=\"国の事業\" en=\"national\"/><grant-of id=\"n\" ja=\"県の事業\" "
         "en=\"of the prefecture\"/></other-grants><items>",
         "'n'", "write the line as", 0},
        {"two other grants of one word", EHR, "<items>",
         "<other-grants><grant-of id=\"n\" ja=\"国の事業\" en=\"national\"/><grant-of id=\"m\" ja=\"国の事業\" "
         "en=\"of the state\"/></other-grants><items>",
         "a word stands twice", "change one", NO_LINE},
};

static void refuses(void **state)
{
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct findings findings = findings_in(*state);
                struct programme *p = NULL;
                int line;
                struct bytes file = changed(*state, rows[i].file, rows[i].was, rows[i].becomes, &line);
                const char *place = rows[i].lines_on == NO_LINE
                                            ? "own.xml"
                                            : arena_printf(*state, "own.xml:%d", line + rows[i].lines_on);

                if (programme_load(&p, file, "own.xml", *state, &findings) == OK)
                        fail_msg("%s: loaded", rows[i].claim);
                assert_int_equal(findings.fault.id, F_PROGRAMME);
                if (!strstr(findings.fault.detail, rows[i].reason) || !strstr(findings.fault.detail, rows[i].remedy))
                        fail_msg("%s: %s", rows[i].claim, findings.fault.detail);
                if (strcmp(findings.fault.what, place) != 0)
                        fail_msg("%s: %s instead of %s (%s)", rows[i].claim, findings.fault.what, place,
                                 findings.fault.detail);
                assert_non_null(findings.fault.detail_ja);
        }
}

static void says_it_in_both_languages(void **state)
{
        struct findings findings = findings_in(*state);
        struct programme *p;
        int line;
        struct bytes file = changed(*state, PMH, "yen=\"283000\"", "yen=\"283001\"", &line);

        assert_int_equal(programme_load(&p, file, "own.xml", *state, &findings), ERR_SYSTEM);
        assert_string_equal(
                fault_message(*state, &findings.fault, JAPANESE),
                arena_printf(
                        *state,
                        "補助事業のファイルが使えません: own.xml:%d (補助限度額が、上限×補助率より大きくなっています: "
                        "283001 > 283000 = 566000 × 1/2。額を確かめてください。資料がそう定めるなら deviation "
                        "に理由を書きます)",
                        line));
        assert_non_null(
                strstr(fault_message(*state, &findings.fault, ENGLISH), "the limit lies above what cap and rate give"));
}

/* What the source says may be odd, if the file says that it is. */
static void a_declared_deviation_is_accepted(void **state)
{
        struct findings findings = findings_in(*state);
        struct programme *p;
        int line;
        struct bytes file = changed(*state, PMH, "yen=\"283000\"", "yen=\"284000\" deviation=\"案内のとおり\"", &line);

        assert_int_equal(programme_load(&p, file, "own.xml", *state, &findings), OK);
        assert_string_equal(p->categories.at[0].grants.at[0].limit_deviation, "案内のとおり");
        assert_int_equal(p->categories.at[0].grants.at[0].limit.n, 284000);
}

/* A million categories are too large a file; those that still fit into it are too many elements. Neither takes long. */
static void refuses_floods(void **state)
{
        static const char one[] = "<c/>";
        struct buffer out = buffer_in(*state);
        struct findings findings = findings_in(*state);
        struct programme *p;
        clock_t began = clock();

        buffer_text(&out, "<programme xmlns=\"urn:x-soroe:programme:1\"><categories>");
        while (out.n < PROGRAMME_MOST_BYTES - 100)
                buffer_text(&out, one);
        buffer_text(&out, "</categories></programme>");
        assert_int_equal(programme_load(&p, buffer_bytes(&out), "own.xml", *state, &findings), ERR_SYSTEM);
        assert_string_equal(findings.fault.detail, "too many elements; keep them to 4,000");
        assert_string_equal(findings.fault.what, "own.xml:1");

        findings = findings_in(*state);
        for (int i = 0; i < 1000000; i++)
                buffer_text(&out, one);
        assert_int_equal(programme_load(&p, buffer_bytes(&out), "own.xml", *state, &findings), ERR_SYSTEM);
        assert_string_equal(findings.fault.detail, "the file is too large; keep it within 256 KiB");
        assert_true(clock() - began < 5 * CLOCKS_PER_SEC);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(every_file_loads, set_up, tear_down),
                cmocka_unit_test_setup_teardown(what_is_unknown_has_no_value, set_up, tear_down),
                cmocka_unit_test_setup_teardown(keeps_the_history_of_a_deadline, set_up, tear_down),
                cmocka_unit_test_setup_teardown(the_manual_gives_a_file_that_loads, set_up, tear_down),
                cmocka_unit_test_setup_teardown(refuses, set_up, tear_down),
                cmocka_unit_test_setup_teardown(says_it_in_both_languages, set_up, tear_down),
                cmocka_unit_test_setup_teardown(a_declared_deviation_is_accepted, set_up, tear_down),
                cmocka_unit_test_setup_teardown(refuses_floods, set_up, tear_down),
        };
        int failed;

        xml_start();
        failed = cmocka_run_group_tests(tests, NULL, NULL);
        xml_stop();
        return failed;
}
