/* XML by libxml2, for untrusted input: no network, no entities, no DTD (a DOCTYPE is refused), limits on size and depth. */
#ifndef SOROE_XML_H
#define SOROE_XML_H

#include "core/base/buffer.h"
#include "core/value/calendar.h"
#include "core/base/status.h"

#include <libxml/tree.h>
#include <stdbool.h>
#include <stdint.h>

/* A tree takes about ten times the bytes, and all of a run 64 MB. The largest application of the tests has 0.2 MB. */
#define XML_MOST_BYTES ((size_t)8 << 20)
#define XML_MOST_DEPTH 64
#define XML_MOST_NODES 150000             /* elements and attributes */
#define XML_OWN_BYTES  ((size_t)64 << 20) /* of what this program wrote */
#define XML_OWN_NODES  2000000

/* What was wrong, for a finding or a fault. Lives in the arena. */
struct xml_error {
        const char *text;  /* "line 14: …" */
        const char *words; /* the same without the line */
        int line;          /* 0 where no line is to blame */
};

/* libxml2's words on one line, without namespaces, as valid UTF-8 (it cuts some values between bytes). */
char *xml_words(struct arena *, const char *message);

/* Parses. On failure *error says what and where, and nothing is returned. Free with xmlFreeDoc.
 * Comments and processing instructions are left out of the tree; CDATA becomes text. */
enum status xml_parse(xmlDoc **out, struct bytes, struct arena *, struct xml_error *error);
/* The same for a file that this run has written and reads back. */
enum status xml_parse_own(xmlDoc **out, struct bytes, struct arena *, struct xml_error *error);
/* A parser kept for many documents of one kind: their names are known to it from the second on. It gives the same documents and the
 * same errors as xml_parse. What it knows is given up after a document that failed, and beyond XML_KEPT_NAMES. The documents live in the
 * arena: they are not freed, and are only read and validated. */
#define XML_KEPT_NAMES ((size_t)256 << 10) /* bytes; libxml2 refuses a document whose names take it above 10 MB, and one has at most 8 */
struct xml_parser {
        struct _xmlParserCtxt *kept; /* NULL to begin with */
};
enum status xml_parse_next(struct xml_parser *, xmlDoc **out, struct bytes, struct arena *, struct xml_error *error);
void xml_parser_clear(struct xml_parser *);
/* A schema, compiled once from bytes and used as often as needed, from several threads if need be. It may not
 * import or include another, and documents may not name one (xsi:schemaLocation): nothing is ever fetched. */
struct xml_schema;
enum status xml_schema_new(struct xml_schema **out, struct bytes xsd, struct arena *,
                           struct xml_error *error); /* yours: xml_schema_free */
void xml_schema_free(struct xml_schema *);
enum status xml_validate(const struct xml_schema *, xmlDoc *, struct arena *, struct xml_error *error);

/* Reading. Attributes come as arena strings; "" when absent. Elements are found by their local names, whatever
 * their namespace; attributes are those that have none. An element that is not there (NULL) has neither. */
const char *xml_attr(const xmlNode *, const char *name, struct arena *);
bool xml_has_attr(const xmlNode *, const char *name);
int64_t xml_attr_int(const xmlNode *, const char *name, int64_t when_absent); /* the schema has checked the form */
struct date xml_attr_date(const xmlNode *, const char *name);                 /* unset when absent */
const char *xml_text(const xmlNode *, struct arena *);                        /* its own text, without its children's */
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
