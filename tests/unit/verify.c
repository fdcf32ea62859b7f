/* Verification: a packet of the demo data, then every way of changing it. What is changed must be found by the check
 * that is there for it, also where all digests are made again. */
#include "templates/packet/packet_make.h"
#include "templates/verify/verify.h"

#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/file/file.h"
#include "core/store/kept/records.h"
#include "core/store/store.h"
#include "core/format/xml/xml.h"

#include "receipts/import/import.h"

#include "templates/packet/bag.h"
#include "templates/packet/copies.h"

#include "version.h"

#include "core/banned.h"

#define DEMO     "tests/cases/demo"
#define FACILITY "1919990026" /* 髙橋内科クリニック: home-visit 96,000 yen (tests/cases/demo/README.md) */
#define NAME     FACILITY "-home-visit"
#define STEP     1999 /* of the bytes of a PDF: a prime, so that no table is passed over */

struct made {
        struct arena *arena;
        struct findings findings;
        struct verifier *verifier;
        struct fonts *fonts;
        struct packet_file file;
        struct bytes pdf; /* to upload */
        char folder[64];
};

static struct made made;

static void import_demo(struct store *store, const struct programme *programme)
{
        static const char *const names[] = {"facilities.csv", "receipts.csv", "purchases.csv", "applications.csv"};
        struct import_options options = {.author = {"tester", "2025-12-22T00:00:00+09:00", "import"}};
        struct import_report report = {0};
        struct texts paths = {0};

        for (size_t i = 0; i < 4; i++)
                *vec_add(made.arena, &paths) = file_join(made.arena, DEMO, names[i]);
        *vec_add(made.arena, &options.scan_folders) = DEMO "/scans";
        assert_int_equal(import_files(&report, store, programme, &options, &paths, made.arena, &made.findings), OK);
}

static struct bytes payload(struct bytes zip, const char *name)
{
        struct zip_members members = {0};
        struct zip_fault fault;
        struct date day;

        assert_int_equal(zip_read_strict(&members, &day, zip, made.arena, &fault), OK);
        return zip_find(&members, arena_printf(made.arena, NAME "/data/%s", name))->bytes;
}

static int start(void **state)
{
        struct store *store;
        struct programme *programme;
        struct records records;
        struct assessment assessment;
        struct packet packet = {.records = &records, .assessment = &assessment};
        bool found;

        (void)state;
        xml_start();
        made.arena = arena_new(abort);
        made.findings = findings_in(made.arena);
        snprintf(made.folder, sizeof made.folder, "/tmp/soroe-verify-XXXXXX");
        assert_non_null(mkdtemp(made.folder));
        assert_int_equal(store_create(made.folder, "r7-online-qualification", false, made.arena, &made.findings), OK);
        assert_int_equal(store_open(&store, made.folder, &made.findings), OK);
        assert_int_equal(programme_open(&programme, "r7-online-qualification", made.arena, &made.findings), OK);
        import_demo(store, programme);
        assert_int_equal(store_records(&records, &found, store, FACILITY, made.arena), OK);
        assert_true(found);
        programme_resolve(programme, &records, made.arena);
        assess_application(&assessment, programme, &records, programme_category_by_id(programme, "home-visit"),
               (struct date){2025, 12, 22}, made.arena);
        packet.facts = findings_in(made.arena);
        assert_int_equal(fonts_open(&made.fonts, false, abort, &made.findings), OK);
        packet.versions = packet_versions(made.fonts);
        assert_int_equal(packet_enclose(&packet, file_join(made.arena, made.folder, "evidence"), made.arena, &made.findings), OK);
        assert_int_equal(packet_make(&made.file, &packet, made.fonts, made.arena, &made.findings), OK);
        assert_int_equal(copies_append(&made.pdf, payload(made.file.zip, "summary.pdf"), &packet, made.file.check_code,
                                       made.fonts, made.arena, &made.findings),
                         OK);
        assert_int_equal(verifier_new(&made.verifier, made.arena, &made.findings), OK);
        store_close(store);
        return 0;
}

static int remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
        (void)st;
        (void)flag;
        (void)ftw;
        return remove(path);
}

static int stop(void **state)
{
        (void)state;
        nftw(made.folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
        verifier_free(made.verifier);
        fonts_close(made.fonts);
        arena_free(made.arena);
        return 0;
}

/* The id of the first check that did not pass, or "" if all did. */
static const char *first_failure(struct bytes zip, enum verify_level level, struct arena *arena)
{
        struct verification v;

        verify_packet(&v, made.verifier, NAME ".zip", zip, level, arena);
        for (size_t i = 0; i < v.checks.n; i++) {
                if (v.checks.at[i].result == CHECK_FAILED) {
                        assert_int_equal(v.verdict, VERDICT_FAILED);
                        return v.checks.at[i].id;
                }
        }
        assert_int_equal(v.verdict, VERDICT_OK);
        return "";
}

static void an_untouched_packet_passes(void **state)
{
        struct verification v;

        (void)state;
        verify_packet(&v, made.verifier, NAME ".zip", made.file.zip, LEVEL_ALL, made.arena);
        assert_int_equal(v.verdict, VERDICT_OK);
        assert_string_equal(v.facility, FACILITY);
        assert_string_equal(v.category, "home-visit");
        assert_int_equal(v.subsidy, 96000); /* 128,700 × 3/4 = 96,525, cut below 1,000 */
        for (size_t i = 0; i < v.checks.n; i++)
                assert_int_not_equal(v.checks.at[i].result, CHECK_NOT_RUN);
}

/* The whole structure byte by byte, contents at every 61st: CRC and SHA-256 leave no byte out. */
static void every_changed_byte_is_found(void **state)
{
        struct bytes zip = {(const unsigned char *)arena_strndup(made.arena, (const char *)made.file.zip.at, made.file.zip.n),
                            made.file.zip.n};
        unsigned char *bytes = (unsigned char *)(uintptr_t)zip.at;
        struct arena *arena = arena_child(made.arena);

        (void)state;
        for (size_t i = 0; i < zip.n; i += i < 2000 || i + 3000 > zip.n ? 1 : 61) {
                unsigned char was = bytes[i];

                bytes[i] = (unsigned char)(was ^ (1u << (i % 8)));
                if (!*first_failure(zip, LEVEL_BAG, arena))
                        fail_msg("byte %zu changed and nobody noticed", i);
                bytes[i] = was;
                arena_reset(arena);
        }
        arena_free(arena);
}

/* ---- changes with every digest made again, as a forger would */

static struct zip_members payload_of(struct bytes zip)
{
        struct zip_members members = {0};
        struct zip_fault zip_fault;
        struct bag_fault fault;
        struct date day;
        struct bag bag;

        assert_int_equal(zip_read_strict(&members, &day, zip, made.arena, &zip_fault), OK);
        assert_true(bag_check(&bag, &fault, &members, NULL, made.arena));
        return bag.payload;
}

static struct bytes rebuild(const struct zip_members *payload)
{
        struct zip_members members = {0};
        struct bag_info info = {{2025, 12, 22}, "soroe " VERSION, NAME};
        struct buffer zip = buffer_in(made.arena);

        assert_true(bag_make(&members, NAME, payload, &info, NULL, made.arena));
        assert_true(zip_write(&zip, &members, info.day));
        return buffer_bytes(&zip);
}

static struct zip_member *find(struct zip_members *payload, const char *name)
{
        for (size_t i = 0; i < payload->n; i++)
                if (strcmp(payload->at[i].name, name) == 0)
                        return &payload->at[i];
        fail_msg("no member %s", name);
        return NULL;
}

/* `old` becomes `new_text` once in a member. */
static void edit(struct zip_member *member, const char *old, const char *new_text)
{
        const char *text = (const char *)member->bytes.at, *at = memmem(text, member->bytes.n, old, strlen(old));
        struct buffer out = buffer_in(made.arena);

        assert_non_null(at);
        buffer_add(&out, text, (size_t)(at - text));
        buffer_text(&out, new_text);
        buffer_add(&out, at + strlen(old), member->bytes.n - (size_t)(at - text) - strlen(old));
        member->bytes = buffer_bytes(&out);
}

static void a_rebuilt_packet_is_the_same(void **state)
{
        struct zip_members payload = payload_of(made.file.zip);
        struct bytes again = rebuild(&payload);

        (void)state;
        assert_int_equal(again.n, made.file.zip.n);
        assert_memory_equal(again.at, made.file.zip.at, again.n);
}

static void forged_values_are_found(void **state)
{
        static const struct {
                const char *member, *old, *new_text, *found_by;
        } rows[] = {
                {"application.xml", "subsidy=\"96000\"", "subsidy=\"97000\"", "assessment"},
                {"application.xml", "eligible-cost=\"128700\"", "eligible-cost=\"128800\"", "assessment"},
                {"application.xml", "claimed=\"128700\"", "claimed=\"128701\"", "assessment"},
                {"application.xml", "result=\"96525\"", "result=\"97525\"", "assessment"},
                {"application.xml", "applied-on=\"2025-12-22\"", "applied-on=\"2025-12-21\"", "schema"},
                {"application.xml", "category=\"home-visit\"", "category=\"online\"", "schema"},
                {"application.xml", "severity=\"info\"", "severity=\"error\"", "assessment"},
                {"application.xml", " verdict=\"counts\"", " verdict=\"held\"", "assessment"},
                {"application.xml", "status=\"sealed\"", "status=\"draft\"", "check-code"},
                {"application.xml", "<records>", "<records note=\"x\">", "schema"},
                {"programme.xml", "41000", "42000", "programme"},
                {"README.txt", "BagIt", "bagit", "render"},
                {"schema/application.xsd", "Everything", "Something", NULL},
                {"summary.pdf", "/Page", "/page", NULL},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct zip_members payload = payload_of(made.file.zip);
                struct zip_member *member = find(&payload, rows[i].member);
                const char *found;

                if (!memmem(member->bytes.at, member->bytes.n, rows[i].old, strlen(rows[i].old))) {
                        if (rows[i].found_by)
                                fail_msg("row %zu: %s is not in %s", i, rows[i].old, rows[i].member);
                        continue;
                }
                edit(member, rows[i].old, rows[i].new_text);
                found = first_failure(rebuild(&payload), LEVEL_ALL, made.arena);
                if (!*found || (rows[i].found_by && strcmp(found, rows[i].found_by) != 0))
                        fail_msg("row %zu (%s): found by \"%s\"", i, rows[i].new_text, found);
        }
}

static void forged_files_are_found(void **state)
{
        struct zip_members payload = payload_of(made.file.zip), more;
        struct zip_member *evidence = NULL;

        (void)state;
        for (size_t i = 0; i < payload.n && !evidence; i++)
                if (strncmp(payload.at[i].name, "evidence/", 9) == 0)
                        evidence = &payload.at[i];
        assert_non_null(evidence);
        evidence->bytes.n--; /* one byte less of a scan */
        assert_string_equal(first_failure(rebuild(&payload), LEVEL_ALL, made.arena), "evidence");
        evidence->bytes.n++;

        more = payload;
        more.room = 0;
        more.at = NULL;
        more.n = 0;
        for (size_t i = 0; i < payload.n; i++)
                *vec_add(made.arena, &more) = payload.at[i];
        *vec_add(made.arena, &more) = (struct zip_member){"extra.txt", bytes_of("x")};
        assert_string_equal(first_failure(rebuild(&more), LEVEL_ALL, made.arena), "evidence");

        for (size_t drop = 0; drop < payload.n; drop++) {
                struct zip_members less = {0};

                for (size_t i = 0; i < payload.n; i++)
                        if (i != drop)
                                *vec_add(made.arena, &less) = payload.at[i];
                if (!*first_failure(rebuild(&less), LEVEL_ALL, made.arena))
                        fail_msg("%s is missing and nobody noticed", payload.at[drop].name);
        }
}

static void what_is_no_packet_fails(void **state)
{
        struct bytes cut = made.file.zip;

        (void)state;
        assert_string_equal(first_failure((struct bytes){0}, LEVEL_ALL, made.arena), "container");
        assert_string_equal(first_failure(bytes_of("PK\3\4 and no more"), LEVEL_ALL, made.arena), "container");
        for (size_t n = 1; n < 64; n++) {
                cut.n = made.file.zip.n - n;
                assert_string_equal(first_failure(cut, LEVEL_CONTAINER, made.arena), "container");
        }
}

/* ---- the PDF to upload */

static enum verdict verdict_of_pdf(struct bytes pdf, struct arena *arena)
{
        struct verification v;

        verify_uploaded(&v, made.verifier, NAME ".pdf", pdf, made.file.zip, LEVEL_PAPERS, arena);
        return v.verdict;
}

/* Where a byte may be another one and no page shows it: titles of bookmarks (unlike the document's own), names of pages,
 * what a reader is free to call the file, each in a line with the word; and a line end (10) that becomes another white space (11). */
static bool is_shown(struct bytes pdf, size_t at)
{
        static const char *const free_words[] = {"/Title <", "/P <", "/ID [", "/Dest [", "/Count ", "/Nums ["};
        size_t line = at, end = at;

        while (line > 0 && pdf.at[line - 1] != '\n')
                line--;
        while (end < pdf.n && pdf.at[end] != '\n')
                end++;
        if (pdf.at[at] == '\n')
                return false;
        for (size_t i = 0; i < sizeof free_words / sizeof *free_words; i++)
                if (memmem(pdf.at + line, end - line, free_words[i], strlen(free_words[i])))
                        return false;
        return true;
}

static void changes_of_the_pdf_are_found(void **state)
{
        struct bytes pdf = {(const unsigned char *)arena_strndup(made.arena, (const char *)made.pdf.at, made.pdf.n), made.pdf.n};
        unsigned char *bytes = (unsigned char *)(uintptr_t)pdf.at;
        struct arena *arena = arena_child(made.arena);

        (void)state;
        assert_int_equal(verdict_of_pdf(made.pdf, arena), VERDICT_OK);
        for (size_t i = 0; i < pdf.n; i += STEP) {
                unsigned char was = bytes[i];

                bytes[i] = (unsigned char)(was ^ 1u);
                if (verdict_of_pdf(pdf, arena) == VERDICT_OK && is_shown(made.pdf, i))
                        fail_msg("byte %zu of the PDF changed and nobody noticed", i);
                bytes[i] = was;
                arena_reset(arena);
        }
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(an_untouched_packet_passes), cmocka_unit_test(every_changed_byte_is_found),
                cmocka_unit_test(a_rebuilt_packet_is_the_same), cmocka_unit_test(forged_values_are_found),
                cmocka_unit_test(forged_files_are_found),       cmocka_unit_test(what_is_no_packet_fails),
                cmocka_unit_test(changes_of_the_pdf_are_found),
        };

        return cmocka_run_group_tests(tests, start, stop);
}
