/* A document given to libxml2 in pieces, so that a start tag of very many attributes is seen before libxml2 reads it: it
 * compares each attribute with all others, and 6 MB of them take minutes. Its code stands in
 * core/format/xml/xml_stream.c; core/format/xml/xml.c uses it, too. */
#ifndef SOROE_XML_PIECES_H
#define SOROE_XML_PIECES_H

#include "core/base/buffer.h"

#include <libxml/parser.h>
#include <stdbool.h>

/* of one element, namespaces included; a workbook has some thirty, an e-invoice four */
#define XML_MOST_ATTRIBUTES 512
#define XML_MOST_NAMESPACES 512 /* in scope of one element: each name looks through them */

/* What was looked at of the start tag that libxml2 waits for the end of. All zero to begin with. */
struct xml_pieces {
        size_t tag;    /* where it begins in the document, as libxml2 counts */
        size_t looked; /* how much of it was looked at */
        int attributes;
        char quote; /* within a value: its mark */
};

/* Gives all of the bytes to libxml2; no bytes: nothing follows. Returns false if an element has too many attributes: the parser is
 * then stopped, and the caller says why. libxml2 reports every other error as usual. */
bool xml_push(struct xml_pieces *, xmlParserCtxt *, struct bytes);

#endif
