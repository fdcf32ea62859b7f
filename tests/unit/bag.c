/* The packet as a bag: RFC 8493 (BagIt 1.0), as templates/packet/bag.h narrows it. */
#include "templates/packet/bag.h"

#include "core/file/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define TOP          "4710123458-online"

static const struct bag_info info = {{2026, 1, 15}, "soroe 0.1.0", TOP};

static struct arena *arena;

static int start(void **state)
{
        (void)state;
        arena = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        arena_free(arena);
        return 0;
}

static void put(struct zip_members *members, const char *name, const char *text)
{
        struct zip_member *m = vec_add(arena, members);

        m->name = name;
        m->bytes = bytes_of(text);
}

static struct zip_members bag_of_two(void)
{
        struct zip_members payload = {0}, bag = {0};

        put(&payload, "evidence/01-e3b0c442.pdf", "");
        put(&payload, "application.xml", "abc");
        assert_true(bag_make(&bag, TOP, &payload, &info, NULL, arena));
        return bag;
}

static const struct zip_member *member(const struct zip_members *members, const char *name)
{
        const struct zip_member *m = zip_find(members, arena_printf(arena, TOP "/%s", name));

        assert_non_null(m);
        return m;
}

/* SHA-256 of "abc" and of nothing are the examples of FIPS 180-4; the digests in the tag manifest are those that
 * sha256sum prints for the three texts above it. Payload-Oxum: 3 + 0 bytes in 2 files. */
static void a_bag_has_these_texts_in_this_order(void **state)
{
        static const struct {
                const char *name, *text;
        } rows[] = {
                {TOP "/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"},
                {TOP "/bag-info.txt", "Bagging-Date: 2026-01-15\n"
                                      "Bag-Software-Agent: soroe 0.1.0\n"
                                      "External-Identifier: 4710123458-online\n"
                                      "Payload-Oxum: 3.2\n"},
                {TOP "/manifest-sha256.txt",
                 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  data/application.xml\n"
                 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/evidence/01-e3b0c442.pdf\n"},
                {TOP "/tagmanifest-sha256.txt",
                 "d5bc107a8c0547d5861712b5e8b38e2b580e86f9b2c7f01c5431ee0da5729d37  bag-info.txt\n"
                 "1712ecfb074bf29c4188ad3421032509159a09739fd604f8fe57038b4ddefcc9  bagit.txt\n"
                 "38f0b520a0d9bc89905340f564ec26ffdcebf1eb016f292955f35ca5e1c47af0  manifest-sha256.txt\n"},
                {TOP "/data/application.xml", "abc"},
                {TOP "/data/evidence/01-e3b0c442.pdf", ""},
        };
        struct zip_members bag = bag_of_two();

        (void)state;
        assert_int_equal(bag.n, COUNT(rows));
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_string_equal(bag.at[i].name, rows[i].name);
                assert_int_equal(bag.at[i].bytes.n, strlen(rows[i].text));
                assert_memory_equal(bag.at[i].bytes.at, rows[i].text, bag.at[i].bytes.n);
        }
}

static void what_is_made_is_found_whole(void **state)
{
        struct zip_members members = bag_of_two();
        struct bag_fault fault;
        struct bag bag;

        (void)state;
        assert_true(bag_check(&bag, &fault, &members, TOP, arena));
        assert_true(bag_check(&bag, &fault, &members, NULL, arena));
        assert_string_equal(bag.top, TOP);
        assert_int_equal(date_compare(bag.info.day, info.day), 0);
        assert_string_equal(bag.info.software, "soroe 0.1.0");
        assert_string_equal(bag.info.identifier, TOP);
        assert_int_equal(bag.payload.n, 2);
        assert_string_equal(bag.payload.at[0].name, "application.xml");
        assert_string_equal(bag.payload.at[1].name, "evidence/01-e3b0c442.pdf");
        assert_int_equal(bag.payload.at[0].bytes.n, 3);
        assert_true(bag_in_order(&members, &bag));
}

/* An unpacked bag comes in any order. */
static void order_is_free_but_can_be_asked_for(void **state)
{
        struct zip_members members = bag_of_two();
        struct bag_fault fault;
        struct bag bag;

        (void)state;
        for (size_t i = 1; i < members.n; i++) {
                struct zip_member first = members.at[0];

                members.at[0] = members.at[i];
                members.at[i] = first;
                assert_true(bag_check(&bag, &fault, &members, TOP, arena));
                assert_false(bag_in_order(&members, &bag));
                first = members.at[0];
                members.at[0] = members.at[i];
                members.at[i] = first;
        }
}

/* Somebody who knows SHA-256 repairs the tag manifest after a change. */
static void repair_tag_manifest(struct zip_members *members)
{
        static const char *const covered[] = {"bag-info.txt", "bagit.txt", "manifest-sha256.txt"};
        struct buffer text = buffer_in(arena);

        for (size_t i = 0; i < COUNT(covered); i++)
                buffer_printf(&text, "%s  %s\n", digest_of(member(members, covered[i])->bytes).hex, covered[i]);
        members->at[3].bytes = buffer_bytes(&text);
}

static const char *const hex_abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char *const hex_nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/* Members by their place: 0 bagit.txt, 1 bag-info.txt, 2 manifest, 3 tag manifest, 4 application.xml, 5 the scan. */
enum { RENAME, REPLACE, DROP, ADD };

static void every_departure_is_refused(void **state)
{
        const char *lines = arena_printf(arena, "%s  data/application.xml\n%s  data/evidence/01-e3b0c442.pdf\n",
                                         hex_abc, hex_nothing);
        const struct {
                int change;
                size_t which;
                const char *text;
                bool repaired;
                const char *reason, *path;
        } rows[] = {
                /* the declaration (2.1.1) is exact */
                {REPLACE, 0, "BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n", true,
                 "not the text that BagIt 1.0 asks for", "bagit.txt"},
                {REPLACE, 0, "BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8\r\n", true,
                 "not the text that BagIt 1.0 asks for", "bagit.txt"},
                {REPLACE, 0, "", true, "not the text that BagIt 1.0 asks for", "bagit.txt"},
                /* nothing missing */
                {DROP, 0, NULL, false, "the file is missing", "bagit.txt"},
                {DROP, 1, NULL, false, "the file is missing", "bag-info.txt"},
                {DROP, 2, NULL, false, "the file is missing", "manifest-sha256.txt"},
                {DROP, 3, NULL, false, "the file is missing", "tagmanifest-sha256.txt"},
                {DROP, 4, NULL, false, "listed, but missing", "data/application.xml"},
                {DROP, 5, NULL, false, "listed, but missing", "data/evidence/01-e3b0c442.pdf"},
                /* nothing extra, before, between and after; and nothing to be fetched from elsewhere (2.2.3) */
                {ADD, 0, TOP "/data/a", false, "not listed in the manifest", "data/a"},
                {ADD, 0, TOP "/data/b", false, "not listed in the manifest", "data/b"},
                {ADD, 0, TOP "/data/z", false, "not listed in the manifest", "data/z"},
                {ADD, 0, TOP "/fetch.txt", false, "a file that does not belong here", "fetch.txt"},
                {ADD, 0, TOP "/manifest-md5.txt", false, "a file that does not belong here", "manifest-md5.txt"},
                {ADD, 0, TOP "/data", false, "a file that does not belong here", "data"},
                {ADD, 0, "other/data/a", false, "outside the top folder", "other/data/a"},
                {ADD, 0, TOP "s/data/a", false, "outside the top folder", TOP "s/data/a"},
                {ADD, 0, "4", false, "outside the top folder", "4"},
                {ADD, 0, TOP "/data/application.xml", false, "a name stands twice", NULL},
                {RENAME, 4, TOP "/data/Application.xml", false, "not listed in the manifest", "data/Application.xml"},
                /* nothing changed */
                {REPLACE, 4, "abd", false, "its content has changed", "data/application.xml"},
                {REPLACE, 5, " ", false, "its content has changed", "data/evidence/01-e3b0c442.pdf"},
                {REPLACE, 1, "Bagging-Date: 2026-01-16\n", false, "its content has changed", "bag-info.txt"},
                {REPLACE, 2, lines + 1, false, "its content has changed", "manifest-sha256.txt"},
                /* manifests of the form, sorted, each name once */
                {REPLACE, 2, lines + 1, true, "a line that is not of the form", "manifest-sha256.txt"},
                {REPLACE, 2, "\n", true, "a line that is not of the form", "manifest-sha256.txt"},
                {REPLACE, 2, "", true, "not listed in the manifest", "data/application.xml"},
                {REPLACE, 2, arena_strndup(arena, lines, strlen(lines) - 1), true, "a line that is not of the form",
                 "manifest-sha256.txt"},
                {REPLACE, 2, arena_printf(arena, "%s *data/application.xml\n", hex_abc), true,
                 "a line that is not of the form", "manifest-sha256.txt"},
                {REPLACE, 2, arena_printf(arena, "%s  \n", hex_abc), true, "a line that is not of the form",
                 "manifest-sha256.txt"},
                {REPLACE, 2, arena_printf(arena, "B%s  data/application.xml\n", hex_abc + 1), true,
                 "a line that is not of the form", "manifest-sha256.txt"},
                {REPLACE, 2, arena_printf(arena, "%s%s", lines, lines), true,
                 "its lines are out of order, or one stands twice", "manifest-sha256.txt"},
                {REPLACE, 2,
                 arena_printf(arena, "%s  data/evidence/01-e3b0c442.pdf\n%s  data/application.xml\n", hex_nothing,
                              hex_abc),
                 true, "its lines are out of order, or one stands twice", "manifest-sha256.txt"},
                {REPLACE, 3, "", false, "not listed in the manifest", "bag-info.txt"},
                /* bag-info: right sums, the four labels in order */
                {REPLACE, 1,
                 "Bagging-Date: 2026-01-15\nBag-Software-Agent: soroe 0.1.0\n"
                 "External-Identifier: 4710123458-online\nPayload-Oxum: 4.2\n",
                 true, "Payload-Oxum or the form is wrong", "bag-info.txt"},
                {REPLACE, 1,
                 "Bagging-Date: 2026-01-15\nBag-Software-Agent: soroe 0.1.0\n"
                 "External-Identifier: 4710123458-online\nPayload-Oxum: 3.1\n",
                 true, "Payload-Oxum or the form is wrong", "bag-info.txt"},
                {REPLACE, 1,
                 "Bagging-Date: 2026-01-15\nBag-Software-Agent: soroe 0.1.0\n"
                 "External-Identifier: 4710123458-online\nPayload-Oxum: 3.2\nContact-Name: x\n",
                 true, "Payload-Oxum or the form is wrong", "bag-info.txt"},
                {REPLACE, 1,
                 "Bagging-Date: 2026-1-15\nBag-Software-Agent: soroe 0.1.0\n"
                 "External-Identifier: 4710123458-online\nPayload-Oxum: 3.2\n",
                 true, "Payload-Oxum or the form is wrong", "bag-info.txt"},
                {REPLACE, 1,
                 "Bagging-Date: 2026-02-30\nBag-Software-Agent: soroe 0.1.0\n"
                 "External-Identifier: 4710123458-online\nPayload-Oxum: 3.2\n",
                 true, "not of the form", "bag-info.txt"},
                {REPLACE, 1, "Bag-Software-Agent: soroe 0.1.0\n", true, "not of the form", "bag-info.txt"},
                {REPLACE, 1, "", true, "not of the form", "bag-info.txt"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct zip_members members = bag_of_two();
                struct bag_fault fault = {0};
                struct bag bag;

                if (rows[i].change == REPLACE)
                        members.at[rows[i].which].bytes = bytes_of(rows[i].text);
                else if (rows[i].change == RENAME)
                        members.at[rows[i].which].name = rows[i].text;
                else if (rows[i].change == ADD)
                        put(&members, rows[i].text, "");
                if (rows[i].repaired)
                        repair_tag_manifest(&members);
                if (rows[i].change == DROP)
                        members.at[rows[i].which] = members.at[--members.n];
                assert_false(bag_check(&bag, &fault, &members, TOP, arena));
                assert_string_equal(fault.en, rows[i].reason);
                assert_non_null(fault.ja);
                if (rows[i].path)
                        assert_string_equal(fault.path, rows[i].path);
                else
                        assert_null(fault.path);
        }
}

static void another_top_folder_than_expected_is_refused(void **state)
{
        static const char *const rows[] = {"4710123458-onlin", "4710123458-online2", "", "4710123458-outpatient"};
        struct zip_members members = bag_of_two(), none = {0};
        struct bag_fault fault;
        struct bag bag;

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_false(bag_check(&bag, &fault, &members, rows[i], arena));
                assert_string_equal(fault.en, "the top folder has another name");
        }
        assert_false(bag_check(&bag, &fault, &none, NULL, arena));
        assert_string_equal(fault.en, "the bag is empty");
}

static void every_changed_bit_is_refused(void **state)
{
        struct zip_members whole = bag_of_two();
        struct bag_fault fault;
        struct bag bag;

        (void)state;
        for (size_t i = 0; i < whole.n; i++) {
                for (size_t bit = 0; bit < 8 * whole.at[i].bytes.n; bit++) {
                        struct zip_members members = bag_of_two();
                        char *copy = arena_strndup(arena, (const char *)members.at[i].bytes.at, members.at[i].bytes.n);

                        copy[bit / 8] = (char)((unsigned char)copy[bit / 8] ^ 1u << bit % 8);
                        members.at[i].bytes.at = (const unsigned char *)copy;
                        assert_false(bag_check(&bag, &fault, &members, TOP, arena));
                }
        }
}

static void what_cannot_be_a_bag_is_not_made(void **state)
{
        static const struct {
                const char *top, *a, *b;
                struct bag_info info;
                bool made;
        } rows[] = {
                {"top", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", "x"}, true},
                {"top/x", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", "x"}, false},
                {"..", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", "x"}, false},
                {"", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", "x"}, false},
                {"top", "a", "a", {{2026, 1, 15}, "soroe 0.1.0", "x"}, false},
                {"top", "a", "../b", {{2026, 1, 15}, "soroe 0.1.0", "x"}, false},
                {"top", "a", "b\nc", {{2026, 1, 15}, "soroe 0.1.0", "x"}, false},
                {"top", "a", "b", {{0, 0, 0}, "soroe 0.1.0", "x"}, false},
                {"top", "a", "b", {{2026, 1, 15}, "soroe\nPayload-Oxum: 1.1", "x"}, false},
                {"top", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", ""}, false},
                {"top", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", " x"}, false},
                {"top", "a", "b", {{2026, 1, 15}, "soroe 0.1.0", "診療所"}, false},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct zip_members payload = {0}, bag = {0};

                put(&payload, rows[i].a, "");
                put(&payload, rows[i].b, "");
                assert_int_equal(bag_make(&bag, rows[i].top, &payload, &rows[i].info, NULL, arena), rows[i].made);
                assert_int_equal(bag.n, rows[i].made ? 6 : 0);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_bag_has_these_texts_in_this_order),
                cmocka_unit_test(what_is_made_is_found_whole),
                cmocka_unit_test(order_is_free_but_can_be_asked_for),
                cmocka_unit_test(every_departure_is_refused),
                cmocka_unit_test(another_top_folder_than_expected_is_refused),
                cmocka_unit_test(every_changed_bit_is_refused),
                cmocka_unit_test(what_cannot_be_a_bag_is_not_made),
        };
        return cmocka_run_group_tests(tests, start, stop);
}
