/* The attributes of application.xml as tables: name, type, and where the value stands in the record. */
#ifndef SOROE_APPLICATION_FIELDS_H
#define SOROE_APPLICATION_FIELDS_H

#include "core/record/fields.h"
#include "core/format/xml/xml.h"

enum attribute_type {
        ATTR_TEXT, /* absent when "" */
        ATTR_MUST, /* a text that is always written */
        ATTR_DATE,
        ATTR_YEN,
        ATTR_OPTIONAL_YEN,
        ATTR_INT32, /* absent when 0 */
        ATTR_INT64,
        ATTR_TRUE, /* absent when false */
        ATTR_BOOL,
        ATTR_DOCUMENT,
        ATTR_OBLIGATION,
        ATTR_STATE,
};
struct attribute {
        const char *name;
        enum attribute_type type;
        size_t offset, has_offset;
};

/* Each table ends with a NULL name. Those of records stand with their fields (core/record/fields.h). */
extern const struct attribute evidence_attributes[], answer_attributes[], finding_attributes[], versions_attributes[],
        correction_attributes[], vendor_line_attributes[];

void fields_put(struct xml_writer *, const struct field_table *, const void *record);
/* False: a word that is not known, named in *why. */
bool fields_get(void *record, const struct field_table *, const xmlNode *, struct arena *, const char **why);
void attributes_put(struct xml_writer *, const struct attribute *, const void *record);
/* False: a word that is not known, named in *why. */
bool attributes_get(void *record, const struct attribute *, const xmlNode *, struct arena *, const char **why);

#endif
