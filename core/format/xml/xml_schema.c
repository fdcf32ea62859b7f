#include "core/format/xml/xml_schema.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define XSI "http://www.w3.org/2001/XMLSchema-instance"
#define XSD "http://www.w3.org/2001/XMLSchema"

struct xml_schema {
        xmlDoc *doc; /* the compiled schema points into it */
        xmlSchema *schema;
};

static void on_error(void *first, xmlErrorPtr e)
{
        xml_fail_as(first, e);
}

/* The next node in document order below `root`; NULL after the last. */
static const xmlNode *walk(const xmlNode *node, const xmlNode *root)
{
        if (node->type == XML_ELEMENT_NODE && node->children)
                return node->children;
        while (node != root && !node->next)
                node = node->parent;
        return node == root ? NULL : node->next;
}

/* A schema stands alone: nothing is fetched for it, whatever entity loader is in force. */
static void check_alone(struct xml_first *wrong, const xmlDoc *doc)
{
        static const char *const fetching[] = {"import", "include", "redefine"};
        const xmlNode *root = xmlDocGetRootElement(doc);

        for (const xmlNode *n = root; n; n = walk(n, root)) {
                if (n->type != XML_ELEMENT_NODE || !n->ns || strcmp((const char *)n->ns->href, XSD) != 0)
                        continue;
                for (size_t i = 0; i < sizeof fetching / sizeof *fetching; i++)
                        if (xml_is(n, fetching[i]))
                                xml_fail(wrong, (int)xmlGetLineNo(n), "a schema may not load another one");
        }
}

enum status xml_schema_new(struct xml_schema **out, struct bytes xsd, struct arena *arena, struct xml_error *error)
{
        struct xml_first wrong = {arena, error, false};
        struct xml_schema *schema = calloc(1, sizeof *schema);
        xmlSchemaParserCtxt *ctxt = NULL;
        enum status st = ERR_SYSTEM;

        if (!schema) { /* no word of the schema: it would read as a fault of the document */
                arena_handler(arena)();
                abort();
        }
        if ((st = xml_parse(&schema->doc, xsd, arena, error)) != OK)
                goto done;
        st = ERR_INPUT;
        check_alone(&wrong, schema->doc);
        if (wrong.failed)
                goto done;
        if (!(ctxt = xmlSchemaNewDocParserCtxt(schema->doc))) {
                xml_fail(&wrong, 0, "out of memory");
                st = ERR_SYSTEM;
                goto done;
        }
        xmlSchemaSetParserStructuredErrors(ctxt, on_error, &wrong);
        if (!(schema->schema = xmlSchemaParse(ctxt)))
                xml_fail(&wrong, 0, "this is no schema");
        st = wrong.failed ? ERR_INPUT : OK;
done:
        xmlSchemaFreeParserCtxt(ctxt);
        if (st == OK)
                *out = schema;
        else
                xml_schema_free(schema);
        return st;
}

void xml_schema_free(struct xml_schema *schema)
{
        if (!schema)
                return;
        if (schema->schema)
                xmlSchemaFree(schema->schema);
        xmlFreeDoc(schema->doc);
        free(schema);
}

/* libxml2 would follow xsi:schemaLocation and add what it finds to the schema, which others use. */
static void check_no_location(struct xml_first *wrong, const xmlDoc *doc)
{
        const xmlNode *root = xmlDocGetRootElement(doc);

        for (const xmlNode *n = root; n && !wrong->failed; n = walk(n, root)) {
                if (n->type != XML_ELEMENT_NODE)
                        continue;
                for (const xmlAttr *a = n->properties; a; a = a->next)
                        if (a->ns && strcmp((const char *)a->ns->href, XSI) == 0)
                                xml_fail(wrong, (int)xmlGetLineNo(n),
                                         "attributes of XMLSchema-instance are not accepted");
        }
}

enum status xml_validate(const struct xml_schema *schema, xmlDoc *doc, struct arena *arena, struct xml_error *error)
{
        struct xml_first wrong = {arena, error, false};
        xmlSchemaValidCtxt *ctxt;
        int verdict;

        check_no_location(&wrong, doc);
        if (wrong.failed)
                return ERR_INPUT;
        ctxt = xmlSchemaNewValidCtxt(schema->schema);
        if (!ctxt) {
                xml_fail(&wrong, 0, "out of memory");
                return ERR_SYSTEM;
        }
        xmlSchemaSetValidStructuredErrors(ctxt, on_error, &wrong);
        verdict = xmlSchemaValidateDoc(ctxt, doc);
        xmlSchemaFreeValidCtxt(ctxt);
        if (verdict != 0)
                xml_fail(&wrong, 0, verdict < 0 ? "the check against the schema failed" : "does not match its schema");
        return wrong.failed ? ERR_INPUT : OK;
}
