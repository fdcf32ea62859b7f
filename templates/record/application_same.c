#include "templates/record/application.h"

#include <string.h>

#include "core/record/field.h"

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

/* Is it white space between the elements? */
static bool is_blank(const xmlNode *node)
{
        return node->type == XML_TEXT_NODE && xmlIsBlankNode(node);
}

static const xmlNode *next_node(const xmlNode *node)
{
        while (node && (is_blank(node) || xml_is(node, "file") || xml_is(node, "made-by") || xml_is(node, "history")))
                node = node->next;
        return node;
}

/* Where two documents part: the element of the old one, of the new one (NULL: there is none), and the attribute. */
struct parting {
        const xmlNode *old, *now;
        const char *name;
};

static bool same_attributes(struct parting *at, const xmlNode *a, const xmlNode *b, struct arena *arena)
{
        const xmlAttr *x = next_attr(a, a->properties), *y = next_attr(b, b->properties);

        while (x || y) {
                /* attributes are written in one order: of two that differ in name, one has none of the other's */
                const char *name = (const char *)(x ? x : y)->name;
                const bool both = x && y && strcmp(name, (const char *)y->name) == 0;

                if (!both || strcmp(xml_attr(a, name, arena), xml_attr(b, name, arena)) != 0) {
                        *at = (struct parting){a, b, arena_strdup(arena, name)};
                        return false;
                }
                x = next_attr(a, x->next);
                y = next_attr(b, y->next);
        }
        return true;
}

/* As deep as a document may be (XML_MOST_DEPTH). */
static bool same_nodes(struct parting *at, const xmlNode *a, const xmlNode *b, struct arena *arena)
{
        a = next_node(a);
        b = next_node(b);
        for (; a && b; a = next_node(a->next), b = next_node(b->next)) {
                const bool both = a->type == b->type && (a->type != XML_ELEMENT_NODE ||
                                                         strcmp((const char *)a->name, (const char *)b->name) == 0);

                if (both && a->type != XML_ELEMENT_NODE &&
                    strcmp((const char *)a->content, (const char *)b->content) == 0)
                        continue;
                if (!both || a->type != XML_ELEMENT_NODE) {
                        *at = (struct parting){a, b, NULL};
                        return false;
                }
                if (!same_attributes(at, a, b, arena) || !same_nodes(at, a->children, b->children, arena))
                        return false;
        }
        if (!a && !b)
                return true;
        *at = (struct parting){a, b, NULL};
        return false;
}

/* ---- what differs, in words */

/* The record that an element is, or belongs to. */
static const xmlNode *record_of(const xmlNode *node)
{
        while (node && (node->type != XML_ELEMENT_NODE || !node->parent || !xml_is(node->parent, "records")))
                node = node->parent;
        return node;
}

static const char *or_empty(const char *text)
{
        return text ? text : "";
}

static char *called(const xmlNode *node, enum language language, struct arena *arena)
{
        const char *kind = (const char *)node->name, *word;
        const char *key = or_empty(xml_attr(node, "number", arena));

        if (xml_is(node, "claim"))
                kind = "application";
        if (xml_is(node, "purchase"))
                key = arena_printf(arena, "%s#%s", or_empty(xml_attr(node, "receipt", arena)),
                                   or_empty(xml_attr(node, "position", arena)));
        else if (xml_is(node, "facility"))
                key = or_empty(xml_attr(node, "code", arena));
        word = record_kind_word(kind, language);
        return arena_printf(arena, "%s%s%s", word ? word : kind, *key ? " " : "", key);
}

static char *value_words(const xmlNode *record, const struct parting *at, enum language language, struct arena *arena)
{
        char *field = arena_strdup(arena, at->name);
        const char *old = xml_attr(at->old, at->name, arena), *now = xml_attr(at->now, at->name, arena);

        for (char *c = field; *c; c++)
                *c = (char)(*c == '-' ? '_' : *c);
        return arena_printf(arena, "%s %s: %s -> %s", called(record, language, arena),
                            field_word((const char *)at->old->name, field, language), old && *old ? old : "-",
                            now && *now ? now : "-");
}

static const char *words_of(const struct parting *at, struct arena *arena)
{
        const xmlNode *record = record_of(at->now ? at->now : at->old);

        if (!record)
                return "記録のほか(判定か規則)¦something else than the records (the judgement or the rules)";
        if (at->old && at->now && at->name)
                return arena_printf(arena, "%s¦%s", value_words(record, at, JAPANESE, arena),
                                    value_words(record, at, ENGLISH, arena));
        return arena_printf(arena,
                            at->now == record && !at->old   ? "%sが増えた¦%s is new"
                            : at->old == record && !at->now ? "%sがない¦%s is gone"
                                                            : "%sのところ¦at %s",
                            called(record, JAPANESE, arena), called(record, ENGLISH, arena));
}

static const xmlNode *records_in(xmlDoc *doc)
{
        return xml_child(xmlDocGetRootElement(doc), "records");
}

/* Looks at the records first, because everything else follows from them. */
static const char *difference(xmlDoc *x, xmlDoc *y, struct arena *arena)
{
        const xmlNode *a = records_in(x), *b = records_in(y);
        struct parting at = {0};

        if (a && b && !same_nodes(&at, a->children, b->children, arena))
                return words_of(&at, arena);
        if (!same_nodes(&at, xmlDocGetRootElement(x), xmlDocGetRootElement(y), arena))
                return words_of(&at, arena);
        return NULL;
}

const char *application_difference(struct bytes a, struct bytes b, struct arena *arena)
{
        struct xml_error error;
        xmlDoc *x = NULL, *y = NULL;
        const char *words = "読めない¦not to be read";

        if (a.n == b.n && memcmp(a.at, b.at, a.n) == 0)
                return NULL;
        if (xml_parse(&x, a, arena, &error) == OK && xml_parse(&y, b, arena, &error) == OK)
                words = difference(x, y, arena);
        xmlFreeDoc(x);
        xmlFreeDoc(y);
        return words;
}

bool application_same(struct bytes a, struct bytes b, struct arena *arena)
{
        return !application_difference(a, b, arena);
}
