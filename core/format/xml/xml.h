/* XML by libxml2, for untrusted input: no network, no entities, no DTD (a DOCTYPE is refused), limits on size and depth. */
#ifndef SOROE_XML_H
#define SOROE_XML_H

#include "core/base/buffer.h"
#include "core/value/calendar.h"
#include "core/base/status.h"
#include "core/format/xml/xml_error.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

/* A tree takes about ten times the bytes, and all of a run 64 MB. The largest application of the tests has 0.2 MB. */
#define XML_MOST_BYTES ((size_t)8 << 20)
#define XML_MOST_DEPTH 64
#define XML_MOST_NODES 150000             /* elements and attributes */
#define XML_OWN_BYTES  ((size_t)64 << 20) /* of what this program wrote */
#define XML_OWN_NODES  2000000

/* Parses. On failure *error says what and where, and nothing is returned. Free with xmlFreeDoc.
 * Comments and processing instructions are left out of the tree; CDATA becomes text. */
enum status xml_parse(xmlDoc **out, struct bytes, struct arena *, struct xml_error *error);
/* The same for a file that this run has written and reads back. */
enum status xml_parse_own(xmlDoc **out, struct bytes, struct arena *, struct xml_error *error);
/* A parser kept for many documents of one kind: their names are known to it from the second on. It gives the same documents and the
 * same errors as xml_parse. What it knows is given up after a document that failed, and beyond XML_KEPT_NAMES. The documents live in the
 * arena: they are not freed, and are only read and validated. */
/* bytes; libxml2 refuses a document whose names take it above 10 MB, and one has at most 8 */
#define XML_KEPT_NAMES ((size_t)256 << 10)
struct xml_parser {
        struct _xmlParserCtxt *kept; /* NULL to begin with */
};
enum status xml_parse_next(struct xml_parser *, xmlDoc **out, struct bytes, struct arena *, struct xml_error *error);
void xml_parser_clear(struct xml_parser *);

/* Reading. Attributes come as arena strings; "" when absent. Elements are found by their local names, whatever
 * their namespace; attributes are those that have none. An element that is not there (NULL) has neither. */
const char *xml_attr(const xmlNode *, const char *name, struct arena *);
bool xml_has_attr(const xmlNode *, const char *name);
int64_t xml_attr_int(const xmlNode *, const char *name, int64_t when_absent); /* the schema has checked the form */
struct date xml_attr_date(const xmlNode *, const char *name);                 /* unset when absent */
/* its own text, without its children's */
const char *xml_text(const xmlNode *, struct arena *);
bool xml_is(const xmlNode *, const char *name);
const xmlNode *xml_child(const xmlNode *, const char *name); /* the first of that name, or NULL; of NULL none */
const xmlNode *xml_next(const xmlNode *, const char *name);  /* the next sibling of that name, or NULL */

/* Writing: indented by two spaces, attributes in the order given, UTF-8, LF. The same calls give the same bytes.
 * An element holds either elements or text. Text must be valid (text_is_valid); what is read back equals what was put. */
struct xml_writer {
        struct buffer out;
        int depth;
        bool open; /* the start tag still takes attributes */
        bool text; /* the element holds text */
        const char *names[XML_MOST_DEPTH];
};
struct xml_writer xml_writer_in(struct arena *);
void xml_open(struct xml_writer *, const char *name);
void xml_put(struct xml_writer *, const char *attr, const char *value);    /* always written */
void xml_put_if(struct xml_writer *, const char *attr, const char *value); /* not when NULL or "" */
void xml_put_int(struct xml_writer *, const char *attr, int64_t);
void xml_put_date(struct xml_writer *, const char *attr, struct date); /* not when unset */
void xml_put_text(struct xml_writer *, const char *);
void xml_close(struct xml_writer *);
struct bytes xml_finish(struct xml_writer *);

/* Once per process: memory and entity loader. */
void xml_start(void);
void xml_stop(void);

#endif
