/* The elements of an XML document, one by one, for files too large for a tree or of which a few values are wanted. Memory does not
 * grow with the file. A handler is told of every element when it opens and, with the element's own text, when it closes.
 * The document is read by core/format/xml/xml_stream.h, which says what is refused. */
#ifndef SOROE_XML_ELEMENTS_H
#define SOROE_XML_ELEMENTS_H

#include "core/format/xml/xml.h"

#define XML_ELEMENTS_MOST_NODES 2000000           /* elements and attributes; none of them is kept */
#define XML_ELEMENTS_MOST_TEXT  ((size_t)8 << 10) /* of one element, unless it is streamed */
#define XML_ELEMENTS_MOST_PATH  ((size_t)1 << 10)

struct xml_attribute {
        const char *name, *value;
};

/* An element as it opens or closes. Its strings live until the handler returns. */
struct xml_element {
        const char *path;  /* local names from below the root: "/InvoiceLine/Item/Name"; "" is the root */
        const char *name;  /* local name */
        const char *space; /* its namespace; "" */
        int line;          /* where it opens, from 1 */
        const char *text;  /* when it closes: its own text, trimmed; "" if its text was streamed */
        /* those without a prefix; of an element with children only as it opens */
        const struct xml_attribute *attributes;
        size_t n_attributes;
};
const char *xml_element_attr(const struct xml_element *, const char *name); /* "" when absent */

enum xml_go { XML_GO, XML_STREAM, XML_STOP }; /* STREAM: the handler gets the text of this element in pieces */

struct xml_handler {
        void *user;
        enum xml_go (*open)(void *user, const struct xml_element *);
        enum xml_go (*close)(void *user, const struct xml_element *);
        enum xml_go (*text)(void *user, const char *, size_t); /* of a streamed element; NULL if none is */
        /* Up to n bytes of the document from `at`; 0 at its end, -1 on a failure of the system. */
        int64_t (*bytes)(void *user, void *out, int64_t at, size_t n);
};

/* ERR_INPUT: the document is not well-formed or is refused, and *error says what and where. ERR_SYSTEM: `bytes` failed. OK also
 * after XML_STOP. */
enum status xml_elements(const struct xml_handler *, struct arena *, struct xml_error *error);

#endif
