/* The objects of a PDF as templates/pdf/pdf.h writes them: one table of places, generation 0, nothing encrypted, no objects
 * within streams, no later additions (ISO 32000-1, 7.3 and 7.5). An object stands exactly where the table says, or the
 * file is damaged: nothing is searched for, nothing repaired.
 *
 * The file may be hostile. An object is read once, when it is first asked for; nesting and the whole work have limits.
 * An object that fails sets `damaged` and reads as null, so that a walk may look at the mark when it likes. */
#ifndef SOROE_PDF_OBJECTS_H
#define SOROE_PDF_OBJECTS_H

#include "core/base/buffer.h"
#include "core/base/vec.h"

#include <stdbool.h>
#include <stdint.h>

#define PDF_MOST_OBJECTS 1000000
#define PDF_MOST_NESTED  24                 /* arrays and dictionaries within one another */
#define PDF_MOST_WORK    ((size_t)64 << 20) /* bytes of all objects, without what streams hold */

enum pdf_kind {
        PDF_NULL,
        PDF_NUMBER_OF,
        PDF_NAME_OF,
        PDF_ARRAY,
        PDF_DICT,
        PDF_REFERENCE,
        PDF_OTHER /* string, boolean */
};

struct pdf_object {
        enum pdf_kind kind;
        int32_t number;    /* a number without its decimals, or that of the object referred to */
        struct bytes name; /* with its slash */
        struct pdf_items {
                VEC(struct pdf_object);
        } items;        /* of an array; of a dictionary key, value, key, value … */
        bool is_stream; /* a dictionary with bytes behind it */
        struct bytes stream;
};

struct pdf_objects {
        struct bytes file;
        struct arena *arena;
        struct {
                VEC(size_t);
        } places;                        /* by number; 0: no such object */
        const struct pdf_object **known; /* by number; NULL: not read yet */
        struct pdf_object trailer;
        size_t work;
        bool damaged, encrypted;
};

/* False where there is no such table. */
bool pdf_objects_open(struct pdf_objects *out, struct bytes file, struct arena *);

/* Returns the object to which a reference refers (one step); any other object is returned itself. Never NULL. */
const struct pdf_object *pdf_resolve(struct pdf_objects *, const struct pdf_object *);
/* Returns an entry of a dictionary, resolved. It is the null object if there is no such entry or no dictionary. `key` has its slash. */
const struct pdf_object *pdf_entry(struct pdf_objects *, const struct pdf_object *dict, const char *key);
bool pdf_has(struct pdf_objects *, const struct pdf_object *dict, const char *key); /* also where it is null */
/* Returns the entry as it stands there, not resolved. */
const struct pdf_object *pdf_entry_as_is(struct pdf_objects *, const struct pdf_object *dict, const char *key);
bool pdf_is_name(const struct pdf_object *, const char *name);

#endif
