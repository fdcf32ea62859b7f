/* The form of a record (docs/formats.md, Packet): which pairs of form and program can exist, and what each form enclosed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "templates/record/forms.h"

#include "version.h"

#include "core/banned.h"

/* "Packets that say exactly soroe 0.1.0 are form 1, soroe 0.2.0 form 2; the next is 3 and says so itself." */
static void a_pair_that_was_never_released_is_told(void **state)
{
        static const struct {
                const char *form, *program;
                enum form_told told;
                enum record_form is;
        } rows[] = {
                {"", "soroe 0.1.0", FORM_TOLD, FORM_1},
                {"", "soroe 0.2.0", FORM_TOLD, FORM_2},
                {"3", "soroe 0.3.0", FORM_TOLD, FORM_3},
                {"3", "soroe 0.3.1", FORM_TOLD, FORM_3},
                /* versions that never were */
                {"", "soroe 0.1.9", FORM_NEVER, 0},
                {"", "soroe 0.2.1", FORM_NEVER, 0},
                {"3", "soroe 0.2.9", FORM_NEVER, 0},
                {"", "soroe 9.0.0", FORM_NEVER, 0},
                /* of another form */
                {"", "soroe 0.3.0", FORM_NEVER, 0},
                {"3", "soroe 0.2.0", FORM_NEVER, 0},
                {"2", "soroe 0.2.0", FORM_NEVER, 0},
                {"1", "soroe 0.1.0", FORM_NEVER, 0},
                {"4", "soroe 0.3.0", FORM_NEVER, 0},
                {"2", "soroe 9.0.0", FORM_NEVER, 0},
                /* later than what is known here */
                {"4", "soroe 0.4.0", FORM_NEWER, 0},
                {"3", "soroe 0.3.2", FORM_NEWER, 0},
                {"9999", "soroe 10.0.0", FORM_NEWER, 0},
                /* other spellings are none */
                {"3", "soroe 0.3.0 ", FORM_NEVER, 0},
                {"3", " soroe 0.3.0", FORM_NEVER, 0},
                {"3", "soroe 00.3.0", FORM_NEVER, 0},
                {"3", "soroe 0.3", FORM_NEVER, 0},
                {"3", "soroe 0.3.-1", FORM_NEVER, 0},
                {"3", "Soroe 0.3.0", FORM_NEVER, 0},
                {"3", "soroe 0.4000.0", FORM_NEVER, 0},
                {"3", "", FORM_NEVER, 0},
                {"03", "soroe 0.3.0", FORM_NEVER, 0},
                {"0", "soroe 0.3.0", FORM_NEVER, 0},
                {"+3", "soroe 0.3.0", FORM_NEVER, 0},
                {"3x", "soroe 0.3.0", FORM_NEVER, 0},
                {"99999", "soroe 10.0.0", FORM_NEVER, 0},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                enum record_form form;

                if (form_tell(&form, rows[i].form, rows[i].program) != rows[i].told || form != rows[i].is)
                        fail_msg("form \"%s\" of \"%s\"", rows[i].form, rows[i].program);
        }
}

/* What this program seals, it knows again. */
static void this_version_stands_among_the_released(void **state)
{
        enum record_form form;

        (void)state;
        assert_int_equal(form_tell(&form, "3", "soroe " VERSION), FORM_TOLD);
        assert_int_equal(form, FORM_NEWEST);
}

static void each_form_has_its_texts(void **state)
{
        static const char *const names[] = {"README.txt", "schema/application.xsd", "schema/programme.xsd"};

        (void)state;
        for (int form = FORM_TODAY; form <= FORM_NEWEST; form++) {
                for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                        const struct embedded *e = form_member((enum record_form)form, names[i]);

                        assert_non_null(e);
                        assert_true(form_member_is((enum record_form)form, names[i], (struct bytes){e->bytes, e->n}));
                        assert_false(
                                form_member_is((enum record_form)form, names[i], (struct bytes){e->bytes, e->n - 1}));
                }
                assert_null(form_member((enum record_form)form, "summary.pdf"));
        }
}

/* As they were released; of form 1 application.xsd twice. */
static void released_texts_never_change(void **state)
{
        static const struct {
                enum record_form form;
                const char *name, *sha256;
        } rows[] = {
                {FORM_1, "README.txt", "eb6bf861f6b33d35f1550d6630641d6b23905fe1ccbf9f13e116a822d12921b1"},
                {FORM_1, "schema/application.xsd", "14d3637c842639b92369b2ecadc9fb469da8107c60946185f35a54423ce048f9"},
                {FORM_1, "schema/programme.xsd", "af3ae1456d06201321d52fd8fbc1c79c7533a276cae32030f3ac4bf6abb75ef5"},
                {FORM_2, "README.txt", "659c5e9bdc702e6d4426daa3810849a42c8d5c4f2a9612622d05b0c38d83da24"},
                {FORM_2, "schema/application.xsd", "e51485826938ac11634760fa9f142337b58f621881e79359dc4b2865e99826ae"},
                {FORM_2, "schema/programme.xsd", "9cb7596a15d1502d90999f6de3fc64858b14faf2bf9e1ee5ab1c9cf6f4e5120a"},
                {FORM_3, "README.txt", "659c5e9bdc702e6d4426daa3810849a42c8d5c4f2a9612622d05b0c38d83da24"},
                {FORM_3, "schema/application.xsd", "ee02c3900a25d982a02126949aff3a2aa26e601c20fa4abd69f7a7a9043f63e3"},
                {FORM_3, "schema/programme.xsd", "5da2d26013b10de9e809927e139f570102d59fe80d566dab5b138f0394acd2b6"},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                assert_string_equal(form_member(rows[i].form, rows[i].name)->sha256, rows[i].sha256);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(a_pair_that_was_never_released_is_told),
                cmocka_unit_test(this_version_stands_among_the_released),
                cmocka_unit_test(each_form_has_its_texts),
                cmocka_unit_test(released_texts_never_change),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
