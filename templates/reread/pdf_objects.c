#include "templates/reread/pdf_objects.h"

#include "core/paper/pdf_token.h"

#include <string.h>

#include "core/banned.h"

#define ENTRY     20 /* bytes of the table: "0000000015 00000 n" and a line end of two */
#define END_LINES 64 /* startxref, the place, %%EOF */

static const struct pdf_object nothing = {.kind = PDF_NULL};

/* ---- one value */

static bool parse(struct pdf_object *out, struct pdf_objects *, struct pdf_tokens *, struct pdf_token, int depth);

static bool parse_array(struct pdf_object *out, struct pdf_objects *o, struct pdf_tokens *t, int depth)
{
        struct pdf_token token;

        out->kind = PDF_ARRAY;
        while ((token = pdf_token_next(t)).kind != PDF_CLOSE) {
                struct pdf_object item = {.kind = PDF_NULL};

                if (!parse(&item, o, t, token, depth))
                        return false;
                *vec_add(o->arena, &out->items) = item;
        }
        return true;
}

static bool parse_dict(struct pdf_object *out, struct pdf_objects *o, struct pdf_tokens *t, int depth)
{
        struct pdf_token token;

        out->kind = PDF_DICT;
        while ((token = pdf_token_next(t)).kind != PDF_DICT_CLOSE) {
                struct pdf_object key = {.kind = PDF_NAME_OF, .name = token.text}, value = {.kind = PDF_NULL};

                if (token.kind != PDF_NAME || !parse(&value, o, t, pdf_token_next(t), depth))
                        return false;
                *vec_add(o->arena, &out->items) = key;
                *vec_add(o->arena, &out->items) = value;
        }
        return true;
}

/* May the generation of a reference follow, which is 0? Most often one byte tells that it does not. */
static bool may_be_reference(const struct pdf_tokens *t)
{
        const unsigned char *at = t->from.at + t->at, *end = t->from.at + t->from.n;

        while (at < end && (*at == ' ' || *at == '\n' || *at == '\r'))
                at++;
        return at < end && (*at < '1' || *at > '9') && *at != '/' && *at != ']' && *at != '>';
}

/* "5 0 R" begins like a number. */
static void parse_number(struct pdf_object *out, struct pdf_tokens *t, struct pdf_token token)
{
        const size_t back = t->at;
        struct pdf_token generation, word;

        *out = (struct pdf_object){.kind = PDF_NUMBER_OF, .number = token.whole};
        if (token.whole <= 0 || !may_be_reference(t) || memchr(token.text.at, '.', token.text.n))
                return;
        generation = pdf_token_next(t);
        if (generation.kind == PDF_NUMBER && generation.whole == 0) {
                word = pdf_token_next(t);
                if (pdf_token_is(&word, "R")) {
                        out->kind = PDF_REFERENCE;
                        return;
                }
        }
        t->at = back;
}

static bool parse(struct pdf_object *out, struct pdf_objects *o, struct pdf_tokens *t, struct pdf_token token,
                  int depth)
{
        if (depth >= PDF_MOST_NESTED)
                return false;
        switch (token.kind) {
        case PDF_NUMBER:
                parse_number(out, t, token);
                return true;
        case PDF_NAME:
                *out = (struct pdf_object){.kind = PDF_NAME_OF, .name = token.text};
                return true;
        case PDF_STRING:
                *out = (struct pdf_object){.kind = PDF_OTHER};
                return true;
        case PDF_OPEN:
                return parse_array(out, o, t, depth + 1);
        case PDF_DICT_OPEN:
                return parse_dict(out, o, t, depth + 1);
        case PDF_WORD:
                out->kind = pdf_token_is(&token, "null") ? PDF_NULL : PDF_OTHER;
                return out->kind == PDF_NULL || pdf_token_is(&token, "true") || pdf_token_is(&token, "false");
        default:
                return false;
        }
}

/* ---- one object */

static bool is_figure(int c)
{
        return c >= '0' && c <= '9';
}

/* "5 0 obj", exactly at its place. */
static bool open_object(struct pdf_tokens *t, struct pdf_objects *o, size_t number)
{
        struct pdf_token a, b, word;

        *t = pdf_tokens_in(o->file, o->arena);
        t->at = o->places.at[number];
        if (t->at >= o->file.n || !is_figure(o->file.at[t->at]))
                return false;
        a = pdf_token_next(t);
        b = pdf_token_next(t);
        if (a.kind != PDF_NUMBER || a.whole < 0 || (size_t)a.whole != number || b.kind != PDF_NUMBER || b.whole)
                return false;
        word = pdf_token_next(t);
        return pdf_token_is(&word, "obj");
}

static bool is_place(const struct pdf_objects *o, const struct pdf_object *reference)
{
        return reference->number > 0 && (size_t)reference->number < o->places.n && o->places.at[reference->number];
}

/* The length of a stream may be an object of its own: nothing but a number, so that no stream asks for another. */
static bool stream_length(size_t *out, struct pdf_objects *o, const struct pdf_object *dict)
{
        const struct pdf_object *length = pdf_entry_as_is(o, dict, "/Length");
        struct pdf_token number, word;
        struct pdf_tokens t;

        if (length->kind == PDF_NUMBER_OF && length->number >= 0) {
                *out = (size_t)length->number;
                return true;
        }
        if (length->kind != PDF_REFERENCE || !is_place(o, length) || !open_object(&t, o, (size_t)length->number))
                return false;
        number = pdf_token_next(&t);
        word = pdf_token_next(&t);
        if (number.kind != PDF_NUMBER || number.whole < 0 || !pdf_token_is(&word, "endobj"))
                return false;
        *out = (size_t)number.whole;
        return true;
}

/* Behind "stream": LF or CR LF, the bytes, "endstream", "endobj". */
static bool take_stream(struct pdf_object *out, struct pdf_objects *o, struct pdf_tokens *t)
{
        struct pdf_token word;
        size_t n;

        t->at += t->at < o->file.n && o->file.at[t->at] == '\r';
        if (out->kind != PDF_DICT || t->at >= o->file.n || o->file.at[t->at] != '\n' || !stream_length(&n, o, out))
                return false;
        t->at++;
        if (n > o->file.n - t->at)
                return false;
        out->is_stream = true;
        out->stream = (struct bytes){o->file.at + t->at, n};
        t->at += n;
        word = pdf_token_next(t);
        if (!pdf_token_is(&word, "endstream"))
                return false;
        word = pdf_token_next(t);
        return pdf_token_is(&word, "endobj");
}

static bool read_object(struct pdf_object *out, struct pdf_objects *o, size_t number)
{
        struct pdf_tokens t;
        struct pdf_token word;
        bool ok;

        if (!open_object(&t, o, number))
                return false;
        ok = parse(out, o, &t, pdf_token_next(&t), 0);
        o->work += t.at - o->places.at[number];
        if (!ok || o->work > PDF_MOST_WORK)
                return false;
        word = pdf_token_next(&t);
        return pdf_token_is(&word, "endobj") || (pdf_token_is(&word, "stream") && take_stream(out, o, &t));
}

const struct pdf_object *pdf_resolve(struct pdf_objects *o, const struct pdf_object *object)
{
        struct pdf_object *read;
        size_t number = (size_t)object->number;

        if (object->kind != PDF_REFERENCE)
                return object;
        if (!is_place(o, object)) /* a reference to nothing is null (7.3.10) */
                return &nothing;
        if (o->known[number])
                return o->known[number];
        read = ARENA_NEW(o->arena, struct pdf_object);
        if (o->damaged || !read_object(read, o, number)) {
                o->damaged = true;
                *read = nothing;
        }
        o->known[number] = read;
        return read;
}

/* ---- dictionaries */

const struct pdf_object *pdf_entry_as_is(struct pdf_objects *o, const struct pdf_object *dict, const char *key)
{
        const struct pdf_object *found = NULL;
        const size_t n = strlen(key);

        for (size_t i = 0; dict->kind == PDF_DICT && i + 1 < dict->items.n; i += 2) {
                struct bytes name = dict->items.at[i].name;

                if (name.n != n || memcmp(name.at, key, n) != 0)
                        continue;
                if (found) /* one reader would take the first, another the last */
                        o->damaged = true;
                found = &dict->items.at[i + 1];
        }
        return found ? found : &nothing;
}

const struct pdf_object *pdf_entry(struct pdf_objects *o, const struct pdf_object *dict, const char *key)
{
        return pdf_resolve(o, pdf_entry_as_is(o, dict, key));
}

bool pdf_has(struct pdf_objects *o, const struct pdf_object *dict, const char *key)
{
        return pdf_entry_as_is(o, dict, key) != &nothing;
}

bool pdf_is_name(const struct pdf_object *object, const char *name)
{
        return object->kind == PDF_NAME_OF && object->name.n == strlen(name) &&
               memcmp(object->name.at, name, object->name.n) == 0;
}

/* ---- the table */

/* Ten figures, a space, five, a space, n or f, two bytes of a line end. */
static bool take_entry(struct pdf_objects *o, const unsigned char *at)
{
        size_t place = 0;

        for (size_t i = 0; i < 16; i++)
                if (i != 10 && !is_figure(at[i]))
                        return false;
        for (size_t i = 0; i < 10; i++)
                place = place * 10 + (size_t)(at[i] - '0');
        if (at[10] != ' ' || at[16] != ' ' || (at[17] != 'n' && at[17] != 'f') ||
            (at[17] == 'n' && memcmp(at + 11, "00000", 5) != 0))
                return false;
        *vec_add(o->arena, &o->places) = at[17] == 'n' ? place : 0;
        return (at[18] == ' ' || at[18] == '\r') && (at[19] == '\n' || at[19] == '\r');
}

/* "0 66" and as many entries; libharu writes one section. */
static bool take_section(struct pdf_objects *o, struct pdf_tokens *t, int32_t first, int32_t n)
{
        if (first < 0 || (size_t)first != o->places.n || n < 0 || n > PDF_MOST_OBJECTS - first)
                return false;
        while (t->at < o->file.n && (o->file.at[t->at] == ' ' || o->file.at[t->at] == '\r'))
                t->at++;
        if (t->at >= o->file.n || o->file.at[t->at] != '\n')
                return false;
        t->at++;
        if ((size_t)n > (o->file.n - t->at) / ENTRY)
                return false;
        for (int32_t i = 0; i < n; i++, t->at += ENTRY)
                if (!take_entry(o, o->file.at + t->at))
                        return false;
        return true;
}

/* The place of the table, from the last lines. */
static bool find_table(size_t *out, const struct pdf_objects *o)
{
        const size_t n = o->file.n < END_LINES ? o->file.n : END_LINES;
        const unsigned char *tail = o->file.at + o->file.n - n, *at = NULL;
        struct pdf_tokens t;
        struct pdf_token number;

        for (const unsigned char *next = tail; (next = memmem(next, (size_t)(tail + n - next), "startxref", 9)); next++)
                at = next;
        if (!at || !memmem(at, (size_t)(tail + n - at), "%%EOF", 5))
                return false;
        t = pdf_tokens_in((struct bytes){at + 9, (size_t)(tail + n - at) - 9}, o->arena);
        number = pdf_token_next(&t);
        *out = (size_t)number.whole;
        return number.kind == PDF_NUMBER && number.whole > 0 && *out < o->file.n;
}

bool pdf_objects_open(struct pdf_objects *out, struct bytes file, struct arena *arena)
{
        struct pdf_tokens t = pdf_tokens_in(file, arena);
        struct pdf_token token, n;

        *out = (struct pdf_objects){.file = file, .arena = arena};
        if (!find_table(&t.at, out) || file.at[t.at] != 'x')
                return false;
        token = pdf_token_next(&t);
        if (!pdf_token_is(&token, "xref"))
                return false;
        for (token = pdf_token_next(&t); token.kind == PDF_NUMBER; token = pdf_token_next(&t)) {
                n = pdf_token_next(&t);
                if (n.kind != PDF_NUMBER || !take_section(out, &t, token.whole, n.whole))
                        return false;
        }
        if (!pdf_token_is(&token, "trailer") || !parse(&out->trailer, out, &t, pdf_token_next(&t), 0) ||
            out->trailer.kind != PDF_DICT)
                return false;
        out->known = arena_alloc(arena, out->places.n * sizeof *out->known);
        out->encrypted = pdf_has(out, &out->trailer, "/Encrypt");
        return !pdf_has(out, &out->trailer, "/Prev") && !pdf_has(out, &out->trailer, "/XRefStm");
}
