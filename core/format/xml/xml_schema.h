/* A schema (XSD), compiled once from bytes and used as often as needed, from several threads if need be. It may not import or include
 * another, and documents may not name one (xsi:schemaLocation): nothing is ever fetched. */
#ifndef SOROE_XML_SCHEMA_H
#define SOROE_XML_SCHEMA_H

#include "core/format/xml/xml.h"

struct xml_schema;

enum status xml_schema_new(struct xml_schema **out, struct bytes xsd, struct arena *, struct xml_error *);
void xml_schema_free(struct xml_schema *); /* NULL is fine */
/* ERR_INPUT, with the error, if the document does not match. */
enum status xml_validate(const struct xml_schema *, xmlDoc *, struct arena *, struct xml_error *);

#endif
