#include "templates/reread/binder.h"

#include <stdio.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/base/text.h"

#include "templates/reread/pdf_objects.h"
#include "core/paper/pdf_token.h"

#include "core/banned.h"

enum {
        LEAF = 64,     /* pages under one node of the tree */
        SHARED = 4096, /* objects that are remembered, to be written once; those of all papers come with the first */
        MOST_DEEP = 16 /* of objects that refer to one another: a font has five levels */
};

struct shared {
        struct digest digest;
        int number;
};

struct binder {
        struct part_file *file;
        struct arena *arena;
        struct {
                VEC(size_t);
        } places; /* by number; 0: not written yet */
        struct numbers {
                VEC(int);
        } nodes, kids; /* of the tree of pages: all nodes; the pages of the one that is being filled */
        int tree, node, pages;
        int outlines, marks, first_mark;
        struct { /* the last bookmark, until it is known whether one follows */
                int number, previous, page;
                struct buffer title;
        } mark;
        struct shared shared[SHARED];
        size_t shared_n;
};

static int reserve(struct binder *b)
{
        vec_add(b->arena, &b->places);
        return (int)b->places.n - 1;
}

static void put(struct binder *b, const char *text)
{
        part_file_add(b->file, bytes_of(text));
}

static void put_object(struct binder *b, int number, const struct buffer *body)
{
        char head[32];

        snprintf(head, sizeof head, "%d 0 obj\n", number);
        b->places.at[number] = b->file->written;
        put(b, head);
        part_file_add(b->file, buffer_bytes(body));
        put(b, "\nendobj\n");
}

struct binder *binder_new(struct part_file *file, struct arena *arena)
{
        struct binder *b = ARENA_NEW(arena, struct binder);

        b->file = file;
        b->arena = arena;
        b->mark.title = buffer_in(arena);
        reserve(b); /* 0 is no object */
        b->tree = reserve(b);
        b->node = reserve(b);
        b->outlines = reserve(b);
        put(b, "%PDF-1.4\n%\xE3\x81\x9D\xE3\x82\x8D\n"); /* bytes above 127: no text (ISO 32000-1, 7.5.2) */
        return b;
}

int binder_pages(const struct binder *b)
{
        return b->pages;
}

/* ---- the objects of one PDF */

struct bound {
        struct binder *b;
        struct pdf_objects objects;
        int *numbers; /* by number there: the new one; 0: not copied yet */
        int first;    /* its first page */
        struct arena *scratch;
        bool good;
};

static int copy(struct bound *, int number, int depth);

/* The length of a stream is written into its dictionary and needs no object of its own. */
static void put_reference(struct buffer *out, struct bound *from, const char *key, int32_t number, int depth)
{
        const struct pdf_object as_is = {.kind = PDF_REFERENCE, .number = number};

        if (strcmp(key, "/Length") == 0)
                buffer_printf(out, " %d", (int)pdf_resolve(&from->objects, &as_is)->number);
        else if (strcmp(key, "/Parent") == 0)
                buffer_printf(out, " %d 0 R", from->b->node);
        else
                buffer_printf(out, " %d 0 R", copy(from, number, depth + 1));
}

/* Behind "5 0 obj". */
static struct pdf_tokens inside(struct bound *from, int number)
{
        struct pdf_tokens t = pdf_tokens_in(from->objects.file, from->scratch);

        t.at = from->objects.places.at[number];
        for (int i = 0; i < 3; i++)
                pdf_token_next(&t);
        return t;
}

/* The text of an object as it stands there, up to its end or its stream, with new numbers in its references ("5 0 R"). */
static void renumber(struct buffer *out, struct bound *from, int number, int depth)
{
        struct pdf_tokens t = inside(from, number);
        const unsigned char *bytes = from->objects.file.at;
        size_t copied = t.at, at[2] = {0, 0}; /* where the last two numbers begin */
        int32_t whole[2] = {0, 0};
        char key[16] = "";

        for (;;) {
                const size_t before = t.at;
                const struct pdf_token token = pdf_token_next(&t);

                if (token.kind == PDF_END || token.kind == PDF_BAD || !from->good) {
                        from->good = false;
                        return;
                }
                if (pdf_token_is(&token, "endobj") || pdf_token_is(&token, "stream")) {
                        buffer_add(out, bytes + copied, before - copied);
                        return;
                }
                if (token.kind == PDF_NAME)
                        snprintf(key, sizeof key, "%.*s", (int)token.text.n, (const char *)token.text.at);
                if (token.kind == PDF_NUMBER) {
                        at[0] = at[1];
                        whole[0] = whole[1];
                        at[1] = before;
                        whole[1] = token.whole;
                }
                if (!pdf_token_is(&token, "R"))
                        continue;
                buffer_add(out, bytes + copied, at[0] - copied);
                put_reference(out, from, key, whole[0], depth);
                copied = t.at;
        }
}

static bool is_there(const struct bound *from, int number)
{
        return number > 0 && (size_t)number < from->objects.places.n && from->objects.places.at[number];
}

static void put_body(struct buffer *out, struct bound *from, int number, int depth)
{
        const struct pdf_object as_is = {.kind = PDF_REFERENCE, .number = number};
        const struct pdf_object *object = pdf_resolve(&from->objects, &as_is);

        from->good &= !from->objects.damaged;
        if (from->good)
                renumber(out, from, number, depth);
        if (!object->is_stream)
                return;
        buffer_text(out, "stream\n");
        buffer_add(out, object->stream.at, object->stream.n);
        buffer_text(out, "\nendstream");
}

/* The number under which the same bytes were written before; 0: never, and now remembered as `number` if there is room. */
static int find_shared(struct binder *b, const struct buffer *body)
{
        const struct digest digest = digest_of(buffer_bytes(body));

        for (size_t i = 0; i < b->shared_n; i++)
                if (memcmp(digest.hex, b->shared[i].digest.hex, sizeof digest.hex) == 0)
                        return b->shared[i].number;
        if (b->shared_n < SHARED)
                b->shared[b->shared_n++] = (struct shared){digest, (int)b->places.n};
        return 0;
}

/* Writes an object, unless the same bytes were written before. */
static int put_once(struct bound *from, int number, int depth)
{
        struct buffer body = buffer_in(from->scratch);
        int shared, next;

        put_body(&body, from, number, depth);
        shared = find_shared(from->b, &body);
        if (shared)
                return shared;
        next = reserve(from->b);
        put_object(from->b, next, &body);
        return next;
}

static int copy(struct bound *from, int number, int depth)
{
        if (!is_there(from, number) || depth > MOST_DEEP) {
                from->good = false;
                return 0;
        }
        if (!from->numbers[number])
                from->numbers[number] = put_once(from, number, depth);
        return from->numbers[number];
}

/* ---- pages */

static void put_numbers(struct buffer *out, const struct numbers *numbers)
{
        buffer_text(out, "[");
        for (size_t i = 0; i < numbers->n; i++)
                buffer_printf(out, "%s%d 0 R", i ? " " : "", numbers->at[i]);
        buffer_text(out, "]");
}

/* Closes a node of the page tree. Further pages go into the next node. */
static void close_node(struct binder *b, struct arena *scratch)
{
        struct buffer body = buffer_in(scratch);

        if (!b->kids.n)
                return;
        buffer_printf(&body, "<< /Type /Pages /Parent %d 0 R /Count %zu /Kids ", b->tree, b->kids.n);
        put_numbers(&body, &b->kids);
        buffer_text(&body, " >>");
        put_object(b, b->node, &body);
        *vec_add(b->arena, &b->nodes) = b->node;
        b->kids.n = 0;
        b->node = reserve(b);
}

static void add_page(struct bound *from, int number)
{
        struct buffer body = buffer_in(from->scratch);
        int page;

        put_body(&body, from, number, 0);
        page = reserve(from->b);
        put_object(from->b, page, &body);
        *vec_add(from->b->arena, &from->b->kids) = page;
        from->b->pages++;
        from->first = from->first ? from->first : page;
        if (from->b->kids.n == LEAF)
                close_node(from->b, from->scratch);
}

static void add_pages(struct bound *from, const struct pdf_object *node, int depth)
{
        const struct pdf_object *kids = pdf_entry(&from->objects, node, "/Kids");

        from->good &= kids->kind == PDF_ARRAY && depth < MOST_DEEP;
        for (size_t i = 0; from->good && i < kids->items.n; i++) {
                const struct pdf_object *kid = pdf_resolve(&from->objects, &kids->items.at[i]);

                if (pdf_is_name(pdf_entry(&from->objects, kid, "/Type"), "/Pages"))
                        add_pages(from, kid, depth + 1);
                else if (is_there(from, kids->items.at[i].number))
                        add_page(from, kids->items.at[i].number);
                else
                        from->good = false;
        }
}

/* ---- bookmarks */

/* A text as UTF-16 with its mark, in hexadecimal (7.9.2.2). */
static void put_text(struct buffer *out, const char *text)
{
        int32_t u;

        buffer_text(out, "<FEFF");
        while ((u = text_next(&text)) >= 0) {
                if (u > 0xFFFF)
                        buffer_printf(out, "%04X%04X", 0xD800U + ((unsigned)(u - 0x10000) >> 10),
                                      0xDC00U + ((unsigned)(u - 0x10000) & 0x3FF));
                else
                        buffer_printf(out, "%04X", (unsigned)u);
        }
        buffer_text(out, ">");
}

static void put_mark(struct binder *b, int next, struct arena *scratch)
{
        struct buffer body = buffer_in(scratch);

        if (!b->marks)
                return;
        buffer_printf(&body, "<< /Parent %d 0 R /Dest [%d 0 R /XYZ null null null] /Title ", b->outlines, b->mark.page);
        put_text(&body, b->mark.title.at);
        if (b->mark.previous)
                buffer_printf(&body, " /Prev %d 0 R", b->mark.previous);
        if (next)
                buffer_printf(&body, " /Next %d 0 R", next);
        buffer_text(&body, " >>");
        put_object(b, b->mark.number, &body);
}

static void add_mark(struct binder *b, int page, const char *title, struct arena *scratch)
{
        int number = reserve(b);

        put_mark(b, number, scratch);
        b->mark.previous = b->marks ? b->mark.number : 0;
        b->mark.number = number;
        b->mark.page = page;
        b->mark.title.n = 0;
        buffer_text(&b->mark.title, title);
        b->first_mark = b->marks++ ? b->first_mark : number;
}

bool binder_add(struct binder *b, struct bytes pdf, const char *title, struct arena *scratch)
{
        struct bound from = {.b = b, .scratch = scratch, .good = true};
        const struct pdf_object *root;

        if (!pdf_objects_open(&from.objects, pdf, scratch))
                return false;
        from.numbers = arena_alloc(scratch, from.objects.places.n * sizeof *from.numbers);
        root = pdf_entry(&from.objects, &from.objects.trailer, "/Root");
        add_pages(&from, pdf_entry(&from.objects, root, "/Pages"), 0);
        if (from.good && from.first)
                add_mark(b, from.first, title, scratch);
        return from.good && from.first;
}

/* ---- the end of the file */

static void put_tree(struct binder *b)
{
        struct buffer body = buffer_in(b->arena);

        close_node(b, b->arena);
        buffer_printf(&body, "<< /Type /Pages /Count %d /Kids ", b->pages);
        put_numbers(&body, &b->nodes);
        buffer_text(&body, " >>");
        put_object(b, b->tree, &body);
}

static void put_outlines(struct binder *b)
{
        struct buffer body = buffer_in(b->arena);

        put_mark(b, 0, b->arena);
        buffer_printf(&body, "<< /Type /Outlines /Count %d /First %d 0 R /Last %d 0 R >>", b->marks, b->first_mark,
                      b->mark.number);
        put_object(b, b->outlines, &body);
}

static int put_root(struct binder *b)
{
        struct buffer body = buffer_in(b->arena);
        int number = reserve(b);

        buffer_printf(&body,
                      "<< /Type /Catalog /Pages %d 0 R /Outlines %d 0 R /PageMode /UseOutlines /Lang (ja-JP) "
                      "/ViewerPreferences << /DisplayDocTitle true >> >>",
                      b->tree, b->outlines);
        put_object(b, number, &body);
        return number;
}

static int put_information(struct binder *b, const char *title, struct date day)
{
        struct buffer body = buffer_in(b->arena);
        int number = reserve(b);

        buffer_text(&body, "<< /Title ");
        put_text(&body, title);
        buffer_printf(&body, " /Producer (soroe) /CreationDate (D:%04d%02d%02d000000+09'00') >>", (int)day.year,
                      (int)day.month, (int)day.day);
        put_object(b, number, &body);
        return number;
}

/* An object that was reserved and not needed stands in the table as free (7.5.4). */
static void put_table(struct binder *b, int root, int information)
{
        const size_t at = b->file->written;
        char line[64];

        snprintf(line, sizeof line, "xref\n0 %zu\n", b->places.n);
        put(b, line);
        for (size_t i = 0; i < b->places.n; i++) {
                if (b->places.at[i])
                        snprintf(line, sizeof line, "%010zu 00000 n\r\n", b->places.at[i]);
                else
                        snprintf(line, sizeof line, "%010d 65535 f\r\n", 0);
                put(b, line);
        }
        put(b, arena_printf(b->arena, "trailer\n<< /Size %zu /Root %d 0 R /Info %d 0 R >>\nstartxref\n%zu\n%%%%EOF\n",
                            b->places.n, root, information, at));
}

void binder_finish(struct binder *b, const char *title, struct date day)
{
        int root, information;

        put_tree(b);
        put_outlines(b);
        root = put_root(b);
        information = put_information(b, title, day);
        put_table(b, root, information);
}
