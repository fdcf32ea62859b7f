#include "core/format/xml/xml_elements.h"

#include <string.h>

#include "core/base/vec.h"
#include "core/format/xml/xml_stream.h"

#include "core/banned.h"

enum { PIECE = 64 << 10 };

/* One open element: its name, where that begins in the path, and its own text so far. */
struct open_element {
        const char *name, *space;
        size_t path_before, text_from;
        int line;
        bool streamed;
};

struct elements {
        const struct xml_handler *handler;
        struct arena *arena;
        struct xml_stream *xml;
        struct xml_error *error;
        bool stopped; /* the handler has what it wanted */
        int nodes, depth;
        char path[XML_ELEMENTS_MOST_PATH];
        size_t path_n;
        struct open_element open[XML_MOST_DEPTH];
        struct buffer text; /* the own texts of all open elements, one behind the other */
        struct {
                VEC(struct xml_attribute);
        } attributes;          /* of the element that opened last */
        struct arena *scratch; /* for them */
};

const char *xml_element_attr(const struct xml_element *e, const char *name)
{
        for (size_t i = 0; i < e->n_attributes; i++)
                if (strcmp(e->attributes[i].name, name) == 0)
                        return e->attributes[i].value;
        return "";
}

static void obey(struct elements *s, enum xml_go go)
{
        if (go != XML_STOP)
                return;
        s->stopped = true;
        xml_stream_stop(s->xml, NULL);
}

/* Has there been an error? Then the handler is told nothing more. */
static bool is_over(const struct elements *s)
{
        return *xml_stream_error(s->xml) != '\0';
}

static void keep_attributes(struct elements *s, const struct xml_stream_element *e)
{
        arena_reset(s->scratch);
        s->attributes.at = NULL;
        s->attributes.n = s->attributes.room = 0;
        for (size_t i = 0; i < e->attrs; i++) {
                struct xml_stream_attr a = xml_stream_attr_at(e, i);

                if (!a.prefixed) /* xsi:… and the like */
                        *vec_add(s->scratch, &s->attributes) = (struct xml_attribute){
                                arena_strdup(s->scratch, a.name), arena_strndup(s->scratch, a.value, a.n)};
        }
}

/* Returns false if the path is too long for the element. */
static bool enter(struct elements *s, const struct xml_stream_element *e)
{
        size_t n = strlen(e->name);

        if (s->path_n + n + 2 > sizeof s->path) {
                xml_stream_stop(s->xml, "XMLの要素の名前が長すぎます¦the names of elements are too long");
                return false;
        }
        s->open[s->depth] =
                (struct open_element){e->name, e->space, s->path_n, s->text.n, xml_stream_line(s->xml), false};
        if (s->depth++) { /* the root's name is no part of the path */
                s->path[s->path_n++] = '/';
                memcpy(s->path + s->path_n, e->name, n + 1);
                s->path_n += n;
        }
        return true;
}

static struct xml_element element_of(struct elements *s, const struct open_element *o)
{
        return (struct xml_element){
                .path = s->path,
                .name = o->name,
                .space = o->space,
                .line = o->line,
                .text = "",
                .attributes = s->attributes.at,
                .n_attributes = s->attributes.n,
        };
}

static void on_open(void *data, const struct xml_stream_element *e)
{
        struct elements *s = data;
        struct xml_element element;
        enum xml_go go;

        if (is_over(s))
                return;
        s->nodes += 1 + (int)e->attrs;
        if (s->nodes > XML_ELEMENTS_MOST_NODES) {
                xml_stream_stop(s->xml, "XMLの要素と属性が多すぎます¦too many elements and attributes");
                return;
        }
        if (!enter(s, e))
                return;
        keep_attributes(s, e);
        element = element_of(s, &s->open[s->depth - 1]);
        go = s->handler->open(s->handler->user, &element);
        s->open[s->depth - 1].streamed = go == XML_STREAM;
        obey(s, go);
}

static const char *own_text(struct elements *s, const struct open_element *o)
{
        const char *text = s->text.n > o->text_from ? s->text.at + o->text_from : "";
        size_t n = strlen(text);

        while (n && strchr(" \t\r\n", text[n - 1]))
                n--;
        s->text.n = o->text_from + (n ? (size_t)(text - (s->text.at + o->text_from)) + n : 0);
        if (s->text.at)
                s->text.at[s->text.n] = '\0';
        return text + strspn(text, " \t\r\n");
}

static void on_close(void *data, const char *name, int depth)
{
        struct elements *s = data;
        const struct open_element *o;
        struct xml_element element;

        (void)name;
        if (is_over(s))
                return;
        o = &s->open[depth - 1];
        element = element_of(s, o);
        element.text = own_text(s, o);
        obey(s, s->handler->close(s->handler->user, &element));
        s->text.n = o->text_from;
        if (s->text.at)
                s->text.at[s->text.n] = '\0';
        s->path_n = o->path_before;
        s->path[s->path_n] = '\0';
        s->attributes.n = 0; /* a parent's are gone by now */
        s->depth--;
}

static void on_text(void *data, const char *text, size_t n)
{
        struct elements *s = data;
        const struct open_element *o;

        if (is_over(s) || !s->depth)
                return;
        o = &s->open[s->depth - 1];
        if (o->streamed)
                obey(s, s->handler->text(s->handler->user, text, n));
        else if (s->text.n - o->text_from + n > XML_ELEMENTS_MOST_TEXT)
                xml_stream_stop(s->xml, "XMLの要素の文字列が長すぎます¦the text of an element is too long");
        else
                buffer_add(&s->text, text, n);
}

static enum status fail(struct elements *s, int line, const char *words)
{
        s->error->line = line;
        s->error->words = words;
        s->error->text = line > 0 ? arena_printf(s->arena, "line %d: %s", line, words) : words;
        return ERR_INPUT;
}

/* In pieces; the last call tells the parser that nothing follows. */
static enum status feed(struct elements *s)
{
        char *piece = arena_alloc(s->arena, PIECE);
        int64_t at = 0, n;
        bool good = true;

        while (good && (n = s->handler->bytes(s->handler->user, piece, at, PIECE)) != 0) {
                if (n < 0)
                        return ERR_SYSTEM;
                good = xml_stream_feed(s->xml, piece, (size_t)n);
                at += n;
        }
        if (at == 0)
                return fail(s, 0, "何も書かれていません¦the document is empty");
        if ((good && xml_stream_feed(s->xml, "", 0)) || s->stopped)
                return OK;
        return fail(s, xml_stream_error_line(s->xml), xml_stream_error(s->xml));
}

enum status xml_elements(const struct xml_handler *handler, struct arena *arena, struct xml_error *error)
{
        struct elements *s = ARENA_NEW(arena, struct elements);
        const struct xml_stream_handler events = {s, on_open, on_close, on_text};
        enum status st;

        s->handler = handler;
        s->arena = arena;
        s->error = error;
        s->text = buffer_in(arena);
        s->scratch = arena_child(arena);
        s->xml = xml_stream_new(&events, arena);
        st = feed(s);
        xml_stream_free(s->xml);
        arena_free(s->scratch);
        return st;
}
