/* The catalogue of findings is complete: every id has a message, a remedy and a long text in both languages, and a case
 * folder named after it in whose `expected` it is really shown. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>

#include "core/file/digest.h"
#include "core/file/embedded.h"
#include "core/file/file.h"
#include "core/file/finding_long.h"
#include "core/base/text.h"

#include "core/banned.h"

#define CASES "tests/cases"

enum { SHORTEST = 40, LONGEST = 480 /* cells: six lines of a terminal */, MOST_BYTES = 1 << 20 };

static const enum language languages[] = {JAPANESE, ENGLISH};

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

static void words_in_both_languages(void **state)
{
        struct arena *arena = *state;

        for (int id = 0; id < FINDING_IDS; id++) {
                const struct finding f = {.id = (enum finding_id)id, .args = {"1", "2", "3"}};

                for (size_t l = 0; l < 2; l++) {
                        const char *text = finding_long(f.id, languages[l], arena);
                        int width = text_width(text);

                        if (!*finding_message(arena, &f, languages[l]) || !*finding_remedy(arena, &f, languages[l]))
                                fail_msg("%s lacks a message or a remedy", finding_name(f.id));
                        if (width < SHORTEST || width > LONGEST)
                                fail_msg("%s: long text of %d cells", finding_name(f.id), width);
                }
                /* a translation is not a copy */
                assert_string_not_equal(finding_message(arena, &f, JAPANESE), finding_message(arena, &f, ENGLISH));
                assert_non_null(strstr(finding_long(f.id, JAPANESE, arena), "。"));
                assert_null(strstr(finding_long(f.id, ENGLISH, arena), "。"));
        }
}

static bool is_japanese(int32_t c)
{
        return (c >= 0x3000 && c < 0xA000) || (c >= 0xF900 && c < 0xFB00) || (c >= 0xFF00 && c < 0xFFF0);
}

/* docs/formats.md, "English output": a Japanese word stands in brackets behind its English, or its English in brackets behind it. */
static void explains_japanese(const char *text, const char *where)
{
        int depth = 0;

        for (const char *s = text; *s;) {
                const char *at = s;
                int32_t c = text_next(&s);

                depth += (c == '(') - (c == ')');
                if (!is_japanese(c))
                        continue;
                s = at + strcspn(at, " ");
                if (!depth && strncmp(s, " (", 2) != 0)
                        fail_msg("%s: Japanese without its English: %s", where, at);
                for (; at < s; at++)
                        depth += (*at == '(') - (*at == ')');
        }
}

static void english_explains_its_japanese(void **state)
{
        struct arena *arena = *state;

        for (int id = 0; id < FINDING_IDS; id++) {
                const struct finding f = {.id = (enum finding_id)id, .args = {"1", "2", "3"}};

                explains_japanese(finding_message(arena, &f, ENGLISH), finding_name(f.id));
                explains_japanese(finding_remedy(arena, &f, ENGLISH), finding_name(f.id));
                explains_japanese(finding_long(f.id, ENGLISH, arena), finding_name(f.id));
        }
}

/* And the texts of the programmes: what stands as en="…" or means-en="…". */
static void programmes_explain_their_japanese(void **state)
{
        int n = 0;

        for (const struct embedded *e = embedded_files; e->name; e++) {
                const char *text, *at;

                if (strncmp(e->name, "programmes/", 11) != 0 || strstr(e->name, "released"))
                        continue;
                text = arena_strndup(*state, (const char *)e->bytes, e->n);
                for (at = text; (at = strstr(at, "en=\"")); n++) {
                        at += 4;
                        explains_japanese(arena_strndup(*state, at, strcspn(at, "\"")), e->name);
                }
        }
        assert_true(n > 100);
}

/* Nothing in the files is about an id that does not exist, and none stands twice. */
static void texts_of_known_ids(void **state)
{
        static const char *const names[] = {"texts/findings.ja.txt", "texts/findings.en.txt"};

        (void)state;
        for (size_t i = 0; i < 2; i++) {
                int seen[FINDING_IDS] = {0}, n = 0;
                struct bytes file;
                const char *at, *end;
                char name[5];

                assert_true(embedded_find(&file, names[i]));
                at = (const char *)file.at;
                end = at + file.n;
                while (finding_long_id(&at, end, name)) {
                        enum finding_id id;

                        if (!finding_by_name(&id, name))
                                fail_msg("%s: %s is no finding", names[i], name);
                        assert_int_equal(seen[id]++, 0);
                        n++;
                }
                assert_int_equal(n, FINDING_IDS);
        }
}

static void how_a_text_is_read(void **state)
{
        static const char file[] = "# comment\nE001\nOne line\nand more.\n\nbehind a gap\n# comment\nE0012\nE002\nother\nE003";
        static const struct {
                const char *id, *en, *ja;
        } rows[] = {
                /* a line that only begins like an id is text */
                {"E001", "One line and more. behind a gap E0012", "One lineand more.behind a gapE0012"},
                {"E002", "other", "other"},
                {"E003", "", ""}, /* the last, empty */
                {"E004", "", ""}, /* not there */
        };
        const struct bytes bytes = {(const unsigned char *)file, sizeof file - 1};

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                assert_string_equal(finding_long_in(bytes, rows[i].id, ENGLISH, *state), rows[i].en);
                assert_string_equal(finding_long_in(bytes, rows[i].id, JAPANESE, *state), rows[i].ja);
        }
        assert_string_equal(finding_long_in((struct bytes){0}, "E001", ENGLISH, *state), "");
}

/* " E101: ", or "id":"E101" or id="E101": shown, not only mentioned. */
static bool shows(struct arena *arena, const char *expected, const char *id)
{
        return strstr(expected, arena_printf(arena, " %s: ", id)) || strstr(expected, arena_printf(arena, "id=\"%s\"", id)) ||
               strstr(expected, arena_printf(arena, "\"id\":\"%s\"", id));
}

static bool has_case(struct arena *arena, const char *id)
{
        struct findings findings = findings_in(arena);
        DIR *folder = opendir(CASES);
        const struct dirent *entry;
        bool found = false;

        assert_non_null(folder);
        while (!found && (entry = readdir(folder))) { /* NOLINT(concurrency-mt-unsafe): one thread */
                struct bytes expected;

                if (strstr(entry->d_name, id) &&
                    file_read(&expected, arena_printf(arena, CASES "/%s/expected", entry->d_name), MOST_BYTES, arena,
                              &findings) == OK)
                        found = shows(arena, arena_strndup(arena, (const char *)expected.at, expected.n), id);
        }
        closedir(folder);
        return found;
}

static void each_has_a_case(void **state)
{
        struct buffer missing = buffer_in(*state);

        buffer_text(&missing, "");
        for (int id = 0; id < FINDING_IDS; id++)
                if (!has_case(*state, finding_name((enum finding_id)id)))
                        buffer_printf(&missing, " %s", finding_name((enum finding_id)id));
        if (missing.n)
                fail_msg("no folder of " CASES " shows:%s", missing.at);
}

/* Packets of a released form print the words of that form, whatever the catalogue says today: so these files never change. */
static void words_of_released_forms(void **state)
{
        static const struct {
                const char *path, *sha256;
        } files[] = {
                {"core/base/finding_words_1.h", "e7dc38f69c0e57825327bf85552447702d9176668704e7b34d4643ff4be237e9"},
                {"core/base/finding_words_2.h", "dd4e9980b02cd7ec825672590b3fc063447ce6f99ace1a0ecdc8d5bbac803399"},
                {"core/base/finding_words_3.h", "9e1954999468c0c6911d2894a1047ff051c5daad2bfc1cd9fb5458a538b1d097"},
        };
        struct arena *arena = *state;

        for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
                struct findings findings = findings_in(arena);
                struct bytes file;

                assert_int_equal(file_read(&file, files[i].path, MOST_BYTES, arena, &findings), OK);
                assert_string_equal(digest_of(file).hex, files[i].sha256);
        }
        assert_string_equal(finding_words(C215, FORM_1), "領収書ではなく{1}です");
        assert_null(finding_words(C240, FORM_1)); /* came with form 2 */
        assert_non_null(finding_words(C240, FORM_2));
        assert_null(finding_words(C260, FORM_2)); /* came with form 3 */
        assert_string_equal(finding_words(C216, FORM_2), "この区分の前提: {1}");
        assert_string_equal(finding_words(C216, FORM_3), "申請の前に必要な手続き: {1}");
        assert_null(finding_words(E001, FORM_2)); /* no finding of a packet */
        assert_string_equal(finding_words(C240, FORM_NEWEST), finding_words(C240, FORM_TODAY));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(words_in_both_languages, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(english_explains_its_japanese, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(programmes_explain_their_japanese, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(texts_of_known_ids, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(how_a_text_is_read, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(words_of_released_forms, open_arena, close_arena),
                cmocka_unit_test_setup_teardown(each_has_a_case, open_arena, close_arena),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
