#include "templates/application.h"

#include <string.h>

#include "core/banned.h"

static bool is_provenance(const xmlNode *parent, const xmlAttr *attr)
{
        const char *name = (const char *)attr->name;

        return strcmp(name, "from") == 0 || strcmp(name, "line") == 0 ||
               (strcmp(name, "place") == 0 && xml_is(parent, "finding"));
}

static const xmlAttr *next_attr(const xmlNode *parent, const xmlAttr *attr)
{
        while (attr && is_provenance(parent, attr))
                attr = attr->next;
        return attr;
}

static const xmlNode *next_node(const xmlNode *node)
{
        while (node && (xml_is(node, "file") || xml_is(node, "made-by")))
                node = node->next;
        return node;
}

static bool same_attributes(const xmlNode *a, const xmlNode *b, struct arena *arena)
{
        const xmlAttr *x = next_attr(a, a->properties), *y = next_attr(b, b->properties);

        for (; x && y; x = next_attr(a, x->next), y = next_attr(b, y->next)) {
                const char *name = (const char *)x->name;

                if (strcmp(name, (const char *)y->name) != 0 ||
                    strcmp(xml_attr(a, name, arena), xml_attr(b, name, arena)) != 0)
                        return false;
        }
        return !x && !y;
}

/* As deep as a document may be (XML_MOST_DEPTH). */
static bool same_nodes(const xmlNode *a, const xmlNode *b, struct arena *arena)
{
        a = next_node(a);
        b = next_node(b);
        for (; a && b; a = next_node(a->next), b = next_node(b->next)) {
                if (a->type != b->type)
                        return false;
                if (a->type != XML_ELEMENT_NODE) {
                        if (strcmp((const char *)a->content, (const char *)b->content) != 0)
                                return false;
                        continue;
                }
                if (strcmp((const char *)a->name, (const char *)b->name) != 0 || !same_attributes(a, b, arena) ||
                    !same_nodes(a->children, b->children, arena))
                        return false;
        }
        return !a && !b;
}

bool application_same(struct bytes a, struct bytes b, struct arena *arena)
{
        struct xml_error error;
        xmlDoc *x = NULL, *y = NULL;
        bool same = a.n == b.n && memcmp(a.at, b.at, a.n) == 0;

        if (!same && xml_parse(&x, a, arena, &error) == OK && xml_parse(&y, b, arena, &error) == OK)
                same = same_nodes(xmlDocGetRootElement(x), xmlDocGetRootElement(y), arena);
        xmlFreeDoc(x);
        xmlFreeDoc(y);
        return same;
}
