/* XML as a stream of elements and text, for documents too large for a tree. It is libxml2's push parser with the refusals of
 * core/format/xml/xml.h: no network, no entities, no DOCTYPE, limits on depth, attributes and namespaces. The caller gives the bytes in
 * pieces; the stream keeps none of them. (xmlTextReader builds a node for each element and takes twice the time.)
 * core/format/xml/xml_elements.h stands on it and adds paths and the text of elements. */
#ifndef SOROE_XML_STREAM_H
#define SOROE_XML_STREAM_H

#include "core/base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct xml_stream;

/* An attribute. Its value is not ended by NUL. */
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
/* Returns the value of an attribute without a prefix (or with one) as a string; NULL if it is absent. */
const char *xml_stream_get(const struct xml_stream_element *, const char *name, bool prefixed, struct arena *);

struct xml_stream_handler {
        void *data;
        void (*start)(void *data, const struct xml_stream_element *);
        void (*end)(void *data, const char *name, int depth); /* NULL: nobody asks */
        void (*text)(void *data, const char *, size_t);       /* in any number of pieces; NULL: nobody asks */
};

struct xml_stream *xml_stream_new(const struct xml_stream_handler *, struct arena *); /* yours: xml_stream_free */
void xml_stream_free(struct xml_stream *);                                            /* NULL is fine */
/* Reads the next bytes; n = 0 ends the document. False: not well-formed, refused, or stopped. */
bool xml_stream_feed(struct xml_stream *, const void *, size_t n);
/* Called by a handler: nothing more is read. `words` tell a person why; NULL: the handler keeps its own reason. */
void xml_stream_stop(struct xml_stream *, const char *words);
/* What is wrong, "日本語¦English" or libxml2's words; "" if nothing is or the handler keeps the reason. */
const char *xml_stream_error(const struct xml_stream *);
int xml_stream_error_line(const struct xml_stream *); /* 0 where no line is to blame */
int xml_stream_line(const struct xml_stream *);       /* the line that is read now, from 1 */
/* The same for a person who is told nothing else of the place: "line 3: …" before libxml2's words. */
const char *xml_stream_words(const struct xml_stream *);

#endif
