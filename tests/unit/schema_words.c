/* The schemas are the documentation of what a packet says: every element and attribute has its meaning in Japanese and English. What is
 * compiled in matches them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file/embedded.h"
#include "core/format/xml/xml_schema.h"

#include "core/banned.h"

static bool has_words(const xmlNode *node, const char *language, struct arena *arena)
{
        const xmlNode *annotation = xml_child(node, "annotation");

        for (const xmlNode *d = xml_child(annotation, "documentation"); d; d = xml_next(d, "documentation")) {
                xmlChar *said = xmlGetNsProp((xmlNode *)d, (const xmlChar *)"lang", XML_XML_NAMESPACE);
                bool it = said && strcmp((const char *)said, language) == 0 && *xml_text(d, arena);

                xmlFree(said);
                if (it)
                        return true;
        }
        return false;
}

/* Declared here, not only referred to. */
static int check_below(const xmlNode *parent, struct arena *arena)
{
        int n = 0;

        for (const xmlNode *node = parent->children; node; node = node->next) {
                bool named = (xml_is(node, "element") || xml_is(node, "attribute")) && xml_has_attr(node, "name");

                if (node->type != XML_ELEMENT_NODE)
                        continue;
                if (named && (!has_words(node, "ja", arena) || !has_words(node, "en", arena)))
                        fail_msg("%s %s has no words", (const char *)node->name, xml_attr(node, "name", arena));
                n += named + check_below(node, arena);
        }
        return n;
}

static void every_name_has_its_meaning(void **state)
{
        static const struct {
                const char *name, *version;
                int least;
        } rows[] = {{"schema/application.xsd", "1.2", 120}, {"schema/index.xsd", "1.0", 30}};
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct xml_error error;
                struct bytes xsd;
                xmlDoc *doc = NULL;

                assert_true(embedded_find(&xsd, rows[i].name));
                assert_int_equal(xml_parse(&doc, xsd, arena, &error), OK);
                assert_string_equal(xml_attr(xmlDocGetRootElement(doc), "version", arena), rows[i].version);
                assert_true(check_below(xmlDocGetRootElement(doc), arena) >= rows[i].least);
                xmlFreeDoc(doc);
        }
        arena_free(arena);
}

/* What is compiled in is not held against its schema when it is read: it is here. Beside it a file that is not there, nor one of
 * another folder. */
static void what_is_compiled_in_matches_its_schema(void **state)
{
        static const struct {
                const char *folder, *schema;
                int least;
        } rows[] = {{"programmes/", "schema/programme.xsd", 14}, {"maps/", "schema/map.xsd", 7}};
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct xml_error error;
                struct xml_schema *schema;
                struct bytes xsd;
                int n = 0;

                assert_true(embedded_find(&xsd, rows[i].schema));
                assert_false(embedded_below(rows[i].folder, xsd));
                assert_int_equal(xml_schema_new(&schema, xsd, arena, &error), OK);
                for (const struct embedded *e = embedded_files; e->name; e++) {
                        struct bytes file = {e->bytes, e->n};
                        xmlDoc *doc;

                        if (!embedded_below(rows[i].folder, file))
                                continue;
                        assert_int_equal(xml_parse(&doc, file, arena, &error), OK);
                        if (xml_validate(schema, doc, arena, &error) != OK)
                                fail_msg("%s: %s", e->name, error.text);
                        assert_false(embedded_below(rows[i].folder, (struct bytes){e->bytes, e->n - 1}));
                        xmlFreeDoc(doc);
                        n++;
                }
                assert_true(n >= rows[i].least);
                xml_schema_free(schema);
        }
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test(every_name_has_its_meaning),
                                           cmocka_unit_test(what_is_compiled_in_matches_its_schema)};

        xml_start();
        return cmocka_run_group_tests(tests, NULL, NULL);
}
