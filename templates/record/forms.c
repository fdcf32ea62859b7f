#include "templates/record/forms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* Every version that was released, or is to be, with the form that it writes. To add a version: a row. */
static const struct released {
        enum record_form form;
        int version[3];
} released[] = {{FORM_1, {0, 1, 0}}, {FORM_2, {0, 2, 0}}, {FORM_3, {0, 3, 0}}, {FORM_3, {0, 3, 1}}};
#define RELEASED (sizeof released / sizeof *released)

#define APPLICATION_XSD "schema/application.xsd"
#define PROGRAMME_XSD   "schema/programme.xsd"

/* Where the texts of a form lie below templates/. */
static const struct member {
        enum record_form form;
        const char *name, *path;
} members[] = {
        {FORM_1, "README.txt", "forms/1/README.txt"},
        {FORM_1, APPLICATION_XSD, "forms/1/schema/application.xsd"},
        {FORM_1, APPLICATION_XSD, "forms/1/schema/application-0.xsd"},
        {FORM_1, PROGRAMME_XSD, "forms/1/schema/programme.xsd"},
        {FORM_2, "README.txt", "forms/2/README.txt"},
        {FORM_2, APPLICATION_XSD, "forms/2/schema/application.xsd"},
        {FORM_2, PROGRAMME_XSD, "forms/2/schema/programme.xsd"},
        {FORM_3, "README.txt", "texts/readme.txt"},
        {FORM_3, APPLICATION_XSD, APPLICATION_XSD},
        {FORM_3, PROGRAMME_XSD, PROGRAMME_XSD},
};
#define MEMBERS (sizeof members / sizeof *members)

/* "soroe 0.3.0" and nothing else: no sign, no leading zero, no more digits than a version has. */
static bool version_read(int out[3], const char *program)
{
        char again[32];
        const char *s = program + strcspn(program, "0123456789");

        for (int i = 0; i < 3; i++) {
                out[i] = 0;
                for (int k = 0; k < 3 && *s >= '0' && *s <= '9'; k++)
                        out[i] = out[i] * 10 + (*s++ - '0');
                s += *s == '.';
        }
        /* whatever was read: only one writing of it is a version */
        snprintf(again, sizeof again, "soroe %d.%d.%d", out[0], out[1], out[2]);
        return strcmp(again, program) == 0;
}

static int version_compare(const int a[3], const int b[3])
{
        for (int i = 0; i < 3; i++)
                if (a[i] != b[i])
                        return a[i] < b[i] ? -1 : 1;
        return 0;
}

/* The number in its one spelling; 0: none is said; -1: it is not one. */
static int form_number(const char *form)
{
        size_t n = strspn(form, "0123456789");

        if (!*form)
                return 0;
        return form[n] || n > 4 || *form == '0' ? -1 : (int)strtol(form, NULL, 10);
}

enum form_told form_tell(enum record_form *out, const char *form, const char *program)
{
        int version[3], n = form_number(form);

        *out = FORM_TODAY;
        if (n < 0 || !version_read(version, program) || (n && n < FORM_3))
                return FORM_NEVER; /* the first two forms say nothing of themselves */
        for (size_t i = 0; i < RELEASED; i++) {
                int said = released[i].form < FORM_3 ? 0 : (int)released[i].form;

                if (version_compare(version, released[i].version) == 0 && n == said) {
                        *out = released[i].form;
                        return FORM_TOLD;
                }
        }
        return n >= FORM_3 && version_compare(version, released[RELEASED - 1].version) > 0 ? FORM_NEWER : FORM_NEVER;
}

const struct embedded *form_member(enum record_form form, const char *member)
{
        for (size_t i = 0; i < MEMBERS; i++)
                if (members[i].form == form_of(form) && strcmp(members[i].name, member) == 0)
                        return embedded_file(members[i].path);
        return NULL;
}

bool form_member_is(enum record_form form, const char *member, struct bytes bytes)
{
        for (size_t i = 0; i < MEMBERS; i++) {
                struct bytes known;

                if (members[i].form == form_of(form) && strcmp(members[i].name, member) == 0 &&
                    embedded_find(&known, members[i].path) && known.n == bytes.n &&
                    memcmp(known.at, bytes.at, bytes.n) == 0)
                        return true;
        }
        return false;
}
