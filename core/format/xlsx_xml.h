/* XML as a stream of elements and text, for parts of a workbook that are too large for a tree. libxml2's SAX2 push parser with
 * the hardening of core/format/xml.h: no network, no entities, a DOCTYPE refused, a limit on depth. It takes the bytes as they are
 * unpacked and keeps none. (xmlTextReader builds a node for each element and takes twice the time.) */
#ifndef SOROE_XLSX_XML_H
#define SOROE_XLSX_XML_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

#define XML_STREAM_DEPTH      64
#define XML_STREAM_ATTRIBUTES 200 /* of one element */

struct xml_stream;

/* An attribute's value is no string: it is not ended by NUL. */
struct xml_stream_attr {
        const char *name; /* local */
        bool prefixed;    /* r:id */
        const char *value;
        size_t n;
};
struct xml_stream_element {
        const char *name;  /* local; the same pointer for the same name throughout a document */
        const char *space; /* its namespace, or ""; the same pointer likewise */
        int depth;         /* the root is 1 */
        size_t attrs;
        const void *raw_attrs; /* for xml_stream_attr_at */
};
struct xml_stream_attr xml_stream_attr_at(const struct xml_stream_element *, size_t i);
/* The value of an attribute without a prefix (or with one) as a string; NULL: absent. */
const char *xml_stream_get(const struct xml_stream_element *, const char *name, bool prefixed, struct arena *);

struct xml_stream_handler {
        void *data;
        void (*start)(void *data, const struct xml_stream_element *);
        void (*end)(void *data, const char *name, int depth);
        void (*text)(void *data, const char *, size_t); /* in any number of pieces */
};

struct xml_stream *xml_stream_new(const struct xml_stream_handler *, struct arena *); /* free it */
void xml_stream_free(struct xml_stream *);                                            /* NULL is fine */
/* The next bytes; n = 0 ends the document. False: not well-formed, or stopped: xml_stream_words says what is wrong. */
bool xml_stream_feed(struct xml_stream *, const void *, size_t n);
/* From a handler: no more. `words` for a person, or NULL where the handler keeps its own reason. */
void xml_stream_stop(struct xml_stream *, const char *words);
const char *xml_stream_words(const struct xml_stream *); /* "日本語¦English", or libxml2's words with the line */

#endif
