#include "templates/record/application_fields.h"

#include <string.h>

#include "templates/record/packet.h"

#include "core/banned.h"

/* clang-format off */
#define A(record, name, type, member) { name, type, offsetof(struct record, member), 0 }
/* clang-format on */

const struct attribute evidence_attributes[] = {
        A(evidence, "name", ATTR_MUST, name),
        A(evidence, "sha256", ATTR_TEXT, sha256),
        A(evidence, "ext", ATTR_TEXT, ext),
        A(evidence, "state", ATTR_STATE, state),
        A(evidence, "reason", ATTR_TEXT, reason),
        A(evidence, "size", ATTR_INT64, size),
        A(evidence, "width", ATTR_INT32, width),
        A(evidence, "height", ATTR_INT32, height),
        A(evidence, "dpi", ATTR_INT32, dpi),
        A(evidence, "rotation", ATTR_INT32, rotation),
        A(evidence, "breakdown", ATTR_TRUE, is_breakdown),
        {0},
};
const struct attribute vendor_line_attributes[] = {
        A(vendor_line, "position", ATTR_INT32, position), A(vendor_line, "category", ATTR_MUST, category_text),
        A(vendor_line, "item", ATTR_MUST, item),          A(vendor_line, "description", ATTR_MUST, description),
        A(vendor_line, "amount", ATTR_YEN, amount),       {0},
};
const struct attribute answer_attributes[] = {
        A(answer, "id", ATTR_MUST, id),       A(answer, "subject", ATTR_MUST, subject),
        A(answer, "yes", ATTR_BOOL, yes),     A(answer, "reason", ATTR_MUST, reason),
        A(answer, "by", ATTR_MUST, by),       A(answer, "at", ATTR_MUST, at),
        A(answer, "facts", ATTR_TEXT, facts), {0},
};
const struct attribute finding_attributes[] = {
        A(finding, "subject", ATTR_TEXT, subject),
        A(finding, "value", ATTR_TEXT, value),
        A(finding, "place", ATTR_TEXT, place),
        A(finding, "source", ATTR_TEXT, source),
        {0},
};
const struct attribute versions_attributes[] = {
        A(versions, "program", ATTR_MUST, program),
        A(versions, "libharu", ATTR_MUST, libharu),
        A(versions, "harfbuzz", ATTR_MUST, harfbuzz),
        A(versions, "zlib", ATTR_MUST, zlib),
        A(versions, "libdeflate", ATTR_TEXT, libdeflate),
        A(versions, "fonts", ATTR_MUST, fonts),
        {0},
};

const struct attribute correction_attributes[] = {
        A(correction, "kind", ATTR_MUST, kind),
        A(correction, "subject", ATTR_MUST, subject),
        A(correction, "what", ATTR_MUST, what),
        A(correction, "at", ATTR_MUST, at),
        A(correction, "who", ATTR_MUST, who),
        A(correction, "why", ATTR_MUST, why),
        {0},
};

static const char *const state_words[] = {
        [EVIDENCE_MISSING] = "missing", [EVIDENCE_OK] = "ok", [EVIDENCE_DAMAGED] = "damaged"};
static const char *const obligation_words[] = {[NOT_SAID] = NULL, [YES] = "yes", [NO] = "no"};

static void put(struct xml_writer *w, const struct attribute *a, const void *record)
{
        const void *at = (const char *)record + a->offset;
        const char *text;

        switch (a->type) {
        case ATTR_TEXT:
                xml_put_if(w, a->name, *(const char *const *)at);
                break;
        case ATTR_MUST:
                text = *(const char *const *)at;
                xml_put(w, a->name, text ? text : "");
                break;
        case ATTR_DATE:
                xml_put_date(w, a->name, *(const struct date *)at);
                break;
        case ATTR_YEN:
                xml_put_int(w, a->name, ((const struct yen *)at)->n);
                break;
        case ATTR_OPTIONAL_YEN:
                if (*(const bool *)((const char *)record + a->has_offset))
                        xml_put_int(w, a->name, ((const struct yen *)at)->n);
                break;
        case ATTR_INT32:
                if (*(const int32_t *)at)
                        xml_put_int(w, a->name, *(const int32_t *)at);
                break;
        case ATTR_INT64:
                if (*(const int64_t *)at)
                        xml_put_int(w, a->name, *(const int64_t *)at);
                break;
        case ATTR_TRUE:
                xml_put_if(w, a->name, *(const bool *)at ? "true" : NULL);
                break;
        case ATTR_BOOL:
                xml_put(w, a->name, *(const bool *)at ? "true" : "false");
                break;
        case ATTR_DOCUMENT:
                xml_put(w, a->name, document_id(*(const enum document *)at));
                break;
        case ATTR_OBLIGATION:
                xml_put_if(w, a->name, obligation_words[*(const enum answer3 *)at]);
                break;
        case ATTR_STATE:
                xml_put(w, a->name, state_words[*(const enum evidence_state *)at]);
                break;
        }
}

void attributes_put(struct xml_writer *w, const struct attribute *table, const void *record)
{
        for (const struct attribute *a = table; a->name; a++)
                put(w, a, record);
}

/* The index of a word, or -1. */
static int word_index(const char *const *words, size_t n, const char *word)
{
        for (size_t i = 0; i < n; i++)
                if (words[i] && strcmp(words[i], word) == 0)
                        return (int)i;
        return -1;
}

static bool is_number(enum attribute_type type)
{
        return type == ATTR_YEN || type == ATTR_OPTIONAL_YEN || type == ATTR_INT32 || type == ATTR_INT64;
}

static bool get_number(void *record, const struct attribute *a, const xmlNode *node)
{
        void *at = (char *)record + a->offset;
        const int64_t number = xml_attr_int(node, a->name, 0);

        if (a->type == ATTR_INT32) {
                *(int32_t *)at = (int32_t)number;
                return number >= 0 && number <= INT32_MAX;
        }
        if (a->type == ATTR_INT64) {
                *(int64_t *)at = number;
                return number >= 0;
        }
        ((struct yen *)at)->n = number;
        if (a->type == ATTR_OPTIONAL_YEN)
                *(bool *)((char *)record + a->has_offset) = xml_has_attr(node, a->name);
        return true;
}

static bool get(void *record, const struct attribute *a, const xmlNode *node, struct arena *arena)
{
        void *at = (char *)record + a->offset;
        const char *text;
        int i;

        if (is_number(a->type))
                return get_number(record, a, node);
        if (a->type == ATTR_DATE) {
                *(struct date *)at = xml_attr_date(node, a->name);
                return true;
        }
        text = xml_attr(node, a->name, arena);
        switch (a->type) {
        case ATTR_TEXT:
        case ATTR_MUST:
                *(const char **)at = text;
                return true;
        case ATTR_TRUE:
        case ATTR_BOOL:
                *(bool *)at = strcmp(text, "true") == 0 || strcmp(text, "1") == 0;
                return true;
        case ATTR_DOCUMENT:
                return document_by_id(at, text);
        case ATTR_OBLIGATION:
                i = *text ? word_index(obligation_words, 3, text) : NOT_SAID;
                *(enum answer3 *)at = (enum answer3)(i < 0 ? NOT_SAID : i);
                return i >= 0;
        case ATTR_STATE:
                i = word_index(state_words, 3, text);
                *(enum evidence_state *)at = (enum evidence_state)(i < 0 ? EVIDENCE_MISSING : i);
                return i >= 0;
        default:
                return false;
        }
}

/* Of a field without an attribute the name is NULL. */
static struct attribute attribute_of(const struct field *f)
{
        struct attribute a = {f->attribute, f->always ? ATTR_MUST : ATTR_TEXT, f->offset, f->has_offset};

        switch (f->type) {
        case FIELD_DATE:
                a.type = ATTR_DATE;
                break;
        case FIELD_YEN:
                a.type = ATTR_YEN;
                break;
        case FIELD_OPTIONAL_YEN:
                a.type = ATTR_OPTIONAL_YEN;
                break;
        case FIELD_INT:
                a.type = ATTR_INT32;
                break;
        case FIELD_BOOL:
                a.type = ATTR_TRUE;
                break;
        case FIELD_DOCUMENT:
                a.type = ATTR_DOCUMENT;
                break;
        case FIELD_YES_NO:
                a.type = ATTR_OBLIGATION;
                break;
        default:
                break;
        }
        return a;
}

void fields_put(struct xml_writer *w, const struct field_table *table, const void *record)
{
        for (size_t i = 0; i < table->n; i++) {
                struct attribute a = attribute_of(&table->all[i]);

                if (a.name)
                        put(w, &a, record);
        }
}

static bool get_or_say(void *record, const struct attribute *a, const xmlNode *node, struct arena *arena,
                       const char **why)
{
        if (get(record, a, node, arena))
                return true;
        *why = arena_printf(arena, "%s/@%s", (const char *)node->name, a->name);
        return false;
}

bool fields_get(void *record, const struct field_table *table, const xmlNode *node, struct arena *arena,
                const char **why)
{
        for (size_t i = 0; i < table->n; i++) {
                struct attribute a = attribute_of(&table->all[i]);

                if (a.name && !get_or_say(record, &a, node, arena, why))
                        return false;
        }
        return true;
}

bool attributes_get(void *record, const struct attribute *table, const xmlNode *node, struct arena *arena,
                    const char **why)
{
        for (const struct attribute *a = table; a->name; a++)
                if (!get_or_say(record, a, node, arena, why))
                        return false;
        return true;
}
