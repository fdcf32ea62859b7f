/* libxml2's tree of a document in an arena, made of what its parser tells: nothing of it is allocated or freed for itself, as most of the
 * time of a small document goes. It is read, validated and written like any other, and never given to what frees or changes a tree.
 * Only core/format/xml/xml.c includes this. */
#ifndef SOROE_XML_TREE_H
#define SOROE_XML_TREE_H

#include "core/base/buffer.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

struct xml_tree {
        struct arena *arena;
        xmlDoc *doc;
        xmlNode *open;      /* the element that is open; NULL */
        struct buffer text; /* of it, since its last child */
        int line;           /* where that began */
};

struct xml_tree xml_tree_in(struct arena *);

/* What the parser tells; the arguments are those of its startElementNs. */
struct xml_tree_tag {
        const xmlChar *name, *prefix;
        int namespaces, attributes;
        const xmlChar **namespace_at, **attribute_at; /* prefix, URI, … · name, prefix, URI, value, its end, … */
        int line;
};
void xml_tree_open(struct xml_tree *, const struct xml_tree_tag *);
void xml_tree_text(struct xml_tree *, const xmlChar *, size_t n, int line);
void xml_tree_close(struct xml_tree *);
/* Takes over what the document says of itself, from the empty one that libxml2 has made. */
xmlDoc *xml_tree_end(struct xml_tree *, const xmlDoc *);

#endif
