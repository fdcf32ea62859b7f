#include "core/format/xml/xml_tree.h"

#include <libxml/parserInternals.h>
#include <stdbool.h>
#include <string.h>

#include "core/banned.h"

enum { OF_NAMESPACE = 2, OF_ATTRIBUTE = 5, MOST_LINE = 65535 };

struct xml_tree xml_tree_in(struct arena *arena)
{
        struct xml_tree tree = {.arena = arena, .doc = ARENA_NEW(arena, xmlDoc), .text = buffer_in(arena)};

        tree.doc->type = XML_DOCUMENT_NODE;
        tree.doc->doc = tree.doc;
        return tree;
}

/* The parser may give up its names before the tree is done with. */
static xmlChar *copy(struct xml_tree *t, const xmlChar *text)
{
        return (xmlChar *)arena_strdup(t->arena, (const char *)text);
}

/* libxml2 keeps lines beyond 65,535 with the texts. */
static void set_line(xmlNode *node, int line)
{
        node->line = (unsigned short)(line < MOST_LINE ? line : MOST_LINE);
        if (node->type == XML_TEXT_NODE && line >= MOST_LINE)
                node->psvi = (void *)(intptr_t)line;
}

static void add_child(struct xml_tree *t, xmlNode *node)
{
        xmlNode *parent = t->open ? t->open : (xmlNode *)t->doc; /* what both have begins alike */

        node->doc = t->doc;
        node->parent = parent;
        node->prev = parent->last;
        if (parent->last)
                parent->last->next = node;
        else
                parent->children = node;
        parent->last = node;
}

/* ---- texts */

static void set_text(struct xml_tree *t, xmlNode *node, const xmlChar *text, size_t n)
{
        node->type = XML_TEXT_NODE;
        node->name = xmlStringText;
        node->content = (xmlChar *)arena_strndup(t->arena, (const char *)text, n);
}

static void end_text(struct xml_tree *t)
{
        xmlNode *node;

        if (!t->text.n)
                return;
        node = ARENA_NEW(t->arena, xmlNode);
        set_text(t, node, (const xmlChar *)t->text.at, t->text.n);
        set_line(node, t->line);
        add_child(t, node);
        t->text.n = 0;
}

void xml_tree_text(struct xml_tree *t, const xmlChar *text, size_t n, int line)
{
        if (!t->open)
                return;
        if (!t->text.n)
                t->line = line;
        buffer_add(&t->text, text, n);
}

/* ---- elements */

static bool same_prefix(const xmlChar *a, const xmlChar *b)
{
        return a == b || (a && b && strcmp((const char *)a, (const char *)b) == 0);
}

/* The namespace in force; NULL: none, or a prefix that is not declared, which the parser refuses. */
static xmlNs *find_namespace(const xmlNode *node, const xmlChar *prefix)
{
        for (; node && node->type == XML_ELEMENT_NODE; node = node->parent)
                for (xmlNs *ns = node->nsDef; ns; ns = ns->next)
                        if (same_prefix(ns->prefix, prefix))
                                return ns->href && *ns->href ? ns : NULL;
        return NULL;
}

static xmlNs *new_namespace(struct xml_tree *t, const xmlChar *prefix, const xmlChar *uri)
{
        xmlNs *ns = ARENA_NEW(t->arena, xmlNs);

        ns->type = XML_NAMESPACE_DECL;
        ns->prefix = copy(t, prefix);
        ns->href = copy(t, uri);
        return ns;
}

static void add_namespaces(struct xml_tree *t, xmlNode *node, const struct xml_tree_tag *tag)
{
        xmlNs **at = &node->nsDef;

        for (int i = 0; i < tag->namespaces; i++, at = &(*at)->next) {
                const xmlChar **ns = tag->namespace_at + (ptrdiff_t)i * OF_NAMESPACE;

                *at = new_namespace(t, ns[0], ns[1]);
        }
}

/* The parser resolves all references of a value but those that mean an ampersand: it leaves each as the reference to its character. */
static void resolve_ampersands(xmlChar *value)
{
        static const char reference[] = "&#38;";
        const char *from = strchr((char *)value, '&');
        char *to = (char *)value + (from ? from - (char *)value : 0);

        if (!from)
                return;
        while (*from) {
                bool is = strncmp(from, reference, sizeof reference - 1) == 0;

                *to++ = *from;
                from += is ? sizeof reference - 1 : 1;
        }
        *to = '\0';
}

/* An attribute and its value. */
struct told_attribute {
        xmlAttr it;
        xmlNode value;
};

static xmlAttr *new_attribute(struct xml_tree *t, xmlNode *node, const xmlChar **told)
{
        const xmlChar *name = told[0], *prefix = told[1], *uri = told[2], *value = told[3], *end = told[4];
        struct told_attribute *a = ARENA_NEW(t->arena, struct told_attribute);

        a->it.type = XML_ATTRIBUTE_NODE;
        a->it.name = copy(t, name);
        a->it.parent = node;
        a->it.doc = t->doc;
        if (prefix)
                a->it.ns = find_namespace(node, prefix);
        if (prefix && uri && !a->it.ns) /* xml:… is declared nowhere */
                a->it.ns = new_namespace(t, prefix, uri);
        a->it.children = a->it.last = &a->value;
        set_text(t, &a->value, value, (size_t)(end - value));
        resolve_ampersands(a->value.content);
        a->value.parent = (xmlNode *)&a->it;
        a->value.doc = t->doc;
        return &a->it;
}

static void add_attributes(struct xml_tree *t, xmlNode *node, const struct xml_tree_tag *tag)
{
        xmlAttr *last = NULL;

        for (int i = 0; i < tag->attributes; i++) {
                xmlAttr *next = new_attribute(t, node, tag->attribute_at + (ptrdiff_t)i * OF_ATTRIBUTE);

                next->prev = last;
                if (last)
                        last->next = next;
                else
                        node->properties = next;
                last = next;
        }
}

void xml_tree_open(struct xml_tree *t, const struct xml_tree_tag *tag)
{
        xmlNode *node = ARENA_NEW(t->arena, xmlNode);

        end_text(t);
        node->type = XML_ELEMENT_NODE;
        node->name = copy(t, tag->name);
        set_line(node, tag->line);
        add_child(t, node);
        add_namespaces(t, node, tag);
        node->ns = find_namespace(node, tag->prefix);
        add_attributes(t, node, tag);
        t->open = node;
}

void xml_tree_close(struct xml_tree *t)
{
        end_text(t);
        if (t->open)
                t->open = t->open->parent->type == XML_ELEMENT_NODE ? t->open->parent : NULL;
}

xmlDoc *xml_tree_end(struct xml_tree *t, const xmlDoc *doc)
{
        t->doc->version = copy(t, doc->version);
        t->doc->encoding = copy(t, doc->encoding);
        t->doc->standalone = doc->standalone;
        return t->doc;
}
