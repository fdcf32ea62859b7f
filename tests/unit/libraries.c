/* What a packet was made with, against what is here: rows of versions that are the same, known, to come, or never were. */
#include "templates/verify/libraries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "core/banned.h"

#define FACES12 "BIZ UDPGothic 1.05; BIZ UDPGothic Bold 1.05; BIZ UDPMincho 1.05; IPAmjMincho 005.01"
#define FACES13 "BIZ UDPGothic 1.051; BIZ UDPGothic Bold 1.051; BIZ UDPMincho 1.06; IPAmjMincho 005.01"

static const struct versions here = {"soroe 0.3.0", "2.3.0", "6.0.0", "1.2.13", "1.14", FACES12};

static void versions_are_told(void **state)
{
        static const struct {
                enum record_form form;
                const char *libharu, *harfbuzz, *zlib, *libdeflate, *fonts;
                enum made_told told;
                const char *what;
        } rows[] = {
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14", FACES12, MADE_HERE, ""},
                /* Debian 13 */
                {FORM_3, "2.3.0", "10.2.0", "1.3.1", "1.23", FACES13, MADE_THERE, ""},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14", FACES13, MADE_THERE, ""},
                /* libdeflate 1.15 was released, 1.14.1 never; 1.3 is older than all that any form was made with */
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.15", FACES12, MADE_THERE, ""},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14.1", FACES12, MADE_NEVER, "libdeflate 1.14.1"},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.3", FACES12, MADE_NEVER, "libdeflate 1.3"},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.100", FACES12, MADE_NEWER, "libdeflate 1.100"},
                {FORM_3, "2.3.0", "99.0.0", "1.2.13", "1.14", FACES12, MADE_NEWER, "harfbuzz 99.0.0"},
                {FORM_3, "2.4.0", "6.0.0", "1.2.13", "1.14", FACES12, MADE_NEWER, "libharu 2.4.0"},
                {FORM_3, "2.2.0", "6.0.0", "1.2.13", "1.14", FACES12, MADE_NEVER, "libharu 2.2.0"},
                {FORM_3, "2.3.0", "6.0.0", "one", "1.14", FACES12, MADE_NEVER, "zlib one"},
                {FORM_3, "2.3.0", "", "1.2.13", "1.14", FACES12, MADE_NEVER, "harfbuzz "},
                {FORM_3, "2.3.0", "6..0", "1.2.13", "1.14", FACES12, MADE_NEVER, "harfbuzz 6..0"},
                /* what never was weighs more than what is to come */
                {FORM_3, "2.3.0", "99.0.0", "1.2.13", "1.2.3.4", FACES12, MADE_NEVER, "libdeflate 1.2.3.4"},
                /* form 1 recorded no libdeflate */
                {FORM_1, "2.3.0", "6.0.0", "1.2.13", "", FACES12, MADE_HERE, ""},
                /* typefaces: decimals, in this order, these four and no more */
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14",
                 "BIZ UDPGothic 1.09; BIZ UDPGothic Bold 1.05; BIZ UDPMincho 1.05; IPAmjMincho 005.01", MADE_NEWER,
                 "BIZ UDPGothic 1.09"},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14",
                 "BIZ UDPGothic 1.04; BIZ UDPGothic Bold 1.05; BIZ UDPMincho 1.05; IPAmjMincho 005.01", MADE_NEVER,
                 "BIZ UDPGothic 1.04"},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14",
                 "BIZ UDPGothic Bold 1.05; BIZ UDPGothic 1.05; BIZ UDPMincho 1.05; IPAmjMincho 005.01", MADE_NEVER, NULL},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14", "BIZ UDPGothic 1.05", MADE_NEVER, NULL},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14", FACES12 "; Arial 7.00", MADE_NEVER, "Arial 7.00"},
                {FORM_3, "2.3.0", "6.0.0", "1.2.13", "1.14", "", MADE_NEVER, NULL},
        };
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const struct versions recorded = {"soroe 0.3.0",      rows[i].libharu,    rows[i].harfbuzz,
                                                  rows[i].zlib,       rows[i].libdeflate, rows[i].fonts};
                const char *what;
                enum made_told told = made_tell(&what, &recorded, &here, rows[i].form, arena);

                if (told != rows[i].told)
                        fail_msg("row %zu: told %d", i, (int)told);
                if (rows[i].what)
                        assert_string_equal(what, rows[i].what);
        }
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test(versions_are_told)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
