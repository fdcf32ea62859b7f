/* Any bytes: parsed, validated as a programme, walked, and its root written and read back. */
#include "core/file/embedded.h"
#include "core/format/xml.h"

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

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct xml_error error = {0};
        struct xml_schema *schema = NULL;
        struct bytes xsd;
        xmlDoc *doc = NULL;

        if (xml_parse(&doc, in, arena, &error) != OK) {
                if (!error.text || doc)
                        abort();
                goto done;
        }
        if (!embedded_find(&xsd, "schema/programme.xsd") || xml_schema_new(&schema, xsd, arena, &error) != OK)
                abort();
        if (xml_validate(schema, doc, arena, &error) != OK && !error.text)
                abort();
        write_and_read_back(xmlDocGetRootElement(doc), arena);
done:
        xml_schema_free(schema);
        xmlFreeDoc(doc);
}
