/* Any bytes: parsed, validated as a programme, walked, and its root written and read back. A kept parser says the same of them. */
#include "core/file/embedded.h"
#include "core/format/xml/xml_schema.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/fuzz.h"

#include "core/banned.h"

static void write_and_read_back(const xmlNode *root, struct arena *arena)
{
        struct xml_writer w = xml_writer_in(arena);
        struct xml_error error = {0};
        const char *text = xml_text(root, arena);
        xmlDoc *again = NULL;

        xml_open(&w, "again");
        xml_put(&w, "text", text);
        xml_put_text(&w, text);
        xml_close(&w);
        if (xml_parse(&again, xml_finish(&w), arena, &error) != OK)
                abort();
        if (strcmp(xml_attr(xmlDocGetRootElement(again), "text", arena), text) != 0 ||
            strcmp(xml_text(xmlDocGetRootElement(again), arena), text) != 0)
                abort();
        xmlFreeDoc(again);
}

static bool same_dump(xmlDoc *a, xmlDoc *b)
{
        xmlChar *of_a = NULL, *of_b = NULL;
        int n_a = 0, n_b = 0;
        bool same;

        xmlDocDumpMemoryEnc(a, &of_a, &n_a, "UTF-8");
        xmlDocDumpMemoryEnc(b, &of_b, &n_b, "UTF-8");
        same = n_a == n_b && xmlStrEqual(of_a, of_b);
        xmlFree(of_a);
        xmlFree(of_b);
        return same;
}

/* The tree in the arena is that of libxml2, and is found right or wrong with the same words. */
static void parse_kept(struct bytes in, enum status parsed, xmlDoc *doc, const struct xml_error *of_doc,
                       const struct xml_schema *schema, struct arena *arena)
{
        struct xml_parser parser = {0};
        struct xml_error error = {0}, error_doc = {0};
        xmlDoc *kept = NULL;

        if (xml_parse_next(&parser, &kept, in, arena, &error) != parsed)
                abort();
        if (parsed != OK && (strcmp(error.text, of_doc->text) != 0 || kept))
                abort();
        if (parsed == OK &&
            (!same_dump(kept, doc) ||
             xml_validate(schema, kept, arena, &error) != xml_validate(schema, doc, arena, &error_doc) ||
             (error.text && strcmp(error.text, error_doc.text) != 0)))
                abort();
        xml_parser_clear(&parser);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct xml_error error = {0};
        struct xml_schema *schema = NULL;
        struct bytes xsd;
        xmlDoc *doc = NULL;

        if (xml_parse(&doc, in, arena, &error) != OK) {
                if (!error.text || doc)
                        abort();
                parse_kept(in, ERR_INPUT, NULL, &error, NULL, arena);
                goto done;
        }
        if (!embedded_find(&xsd, "schema/programme.xsd") || xml_schema_new(&schema, xsd, arena, &error) != OK)
                abort();
        if (xml_validate(schema, doc, arena, &error) != OK && !error.text)
                abort();
        parse_kept(in, OK, doc, NULL, schema, arena);
        write_and_read_back(xmlDocGetRootElement(doc), arena);
done:
        xml_schema_free(schema);
        xmlFreeDoc(doc);
}
