#include "core/format/xml_stream.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "core/format/xml_pieces.h"

#include "core/banned.h"

enum { PIECE = 64 << 10 };

/* One open element: where its name begins in the path, and its own text so far. */
struct open_element {
        size_t path_before, text_from;
        int line, namespaces; /* declared here and further out */
        bool streamed;
};

struct stream {
        const struct xml_handler *handler;
        struct arena *arena;
        struct xml_error *error;
        xmlParserCtxt *ctxt;
        struct xml_pieces pieces;
        bool failed, stopped;
        int nodes, depth;
        char path[XML_STREAM_MOST_PATH];
        size_t path_n;
        struct open_element open[XML_MOST_DEPTH];
        struct buffer text; /* the own texts of all open elements, one behind the other */
        struct xml_attribute attributes[XML_STREAM_ATTRIBUTES];
        size_t n_attributes;
        struct arena *scratch; /* attributes of the element that opened last */
};

const char *xml_element_attr(const struct xml_element *e, const char *name)
{
        for (size_t i = 0; i < e->n_attributes; i++)
                if (strcmp(e->attributes[i].name, name) == 0)
                        return e->attributes[i].value;
        return "";
}

static void fail(struct stream *s, int line, const char *words)
{
        if (!s->failed && !s->stopped) {
                s->failed = true;
                s->error->line = line;
                s->error->words = words;
                s->error->text = line > 0 ? arena_printf(s->arena, "line %d: %s", line, words) : words;
        }
        xmlStopParser(s->ctxt);
}

static int line_of(const struct stream *s)
{
        return s->ctxt->input ? s->ctxt->input->line : 0;
}

static void obey(struct stream *s, enum xml_go go)
{
        if (go != XML_STOP)
                return;
        s->stopped = true;
        xmlStopParser(s->ctxt);
}

static void keep_attributes(struct stream *s, int n, const xmlChar **at)
{
        arena_reset(s->scratch);
        s->n_attributes = 0;
        for (int i = 0; i < n && s->n_attributes < XML_STREAM_ATTRIBUTES; i++, at += 5) {
                if (at[2]) /* xsi:… and the like */
                        continue;
                s->attributes[s->n_attributes++] =
                        (struct xml_attribute){arena_strdup(s->scratch, (const char *)at[0]),
                                               arena_strndup(s->scratch, (const char *)at[3], (size_t)(at[4] - at[3]))};
        }
}

/* False: the element cannot be told any more. */
static bool enter(struct stream *s, const char *name, int namespaces)
{
        size_t n = strlen(name);

        if (s->depth)
                namespaces += s->open[s->depth - 1].namespaces;
        if (s->depth >= XML_MOST_DEPTH) {
                fail(s, line_of(s), "XMLの入れ子が深すぎます¦elements are nested too deeply");
                return false;
        }
        if (s->path_n + n + 2 > sizeof s->path) {
                fail(s, line_of(s), "XMLの要素の名前が長すぎます¦the names of elements are too long");
                return false;
        }
        if (namespaces > XML_MOST_NAMESPACES) {
                fail(s, line_of(s), "XMLの名前空間が多すぎます¦too many namespaces");
                return false;
        }
        s->open[s->depth] = (struct open_element){s->path_n, s->text.n, line_of(s), namespaces, false};
        if (s->depth++) { /* the root's name is no part of the path */
                s->path[s->path_n++] = '/';
                memcpy(s->path + s->path_n, name, n + 1);
                s->path_n += n;
        }
        return true;
}

static struct xml_element element_of(struct stream *s, const xmlChar *name, const xmlChar *uri)
{
        return (struct xml_element){
                .path = s->path,
                .name = (const char *)name,
                .space = uri ? (const char *)uri : "",
                .line = s->open[s->depth - 1].line,
                .text = "",
                .attributes = s->attributes,
                .n_attributes = s->n_attributes,
        };
}

static void on_open(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                    const xmlChar **namespace_at, int attributes, int defaulted, const xmlChar **attribute_at)
{
        struct stream *s = data;
        struct xml_element element;
        enum xml_go go;

        (void)prefix;
        (void)namespace_at;
        (void)defaulted;
        if (s->failed || s->stopped)
                return;
        s->nodes += 1 + attributes;
        if (s->nodes > XML_STREAM_MOST_NODES) {
                fail(s, line_of(s), "XMLの要素と属性が多すぎます¦too many elements and attributes");
                return;
        }
        if (!enter(s, (const char *)name, namespaces))
                return;
        keep_attributes(s, attributes, attribute_at);
        element = element_of(s, name, uri);
        go = s->handler->open(s->handler->user, &element);
        s->open[s->depth - 1].streamed = go == XML_STREAM;
        obey(s, go);
}

static const char *own_text(struct stream *s, const struct open_element *o)
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

static void on_close(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
        struct stream *s = data;
        struct open_element *o;
        struct xml_element element;

        (void)prefix;
        if (s->failed || s->stopped || !s->depth)
                return;
        o = &s->open[s->depth - 1];
        element = element_of(s, name, uri);
        element.text = own_text(s, o);
        obey(s, s->handler->close(s->handler->user, &element));
        s->text.n = o->text_from;
        if (s->text.at)
                s->text.at[s->text.n] = '\0';
        s->path_n = o->path_before;
        s->path[s->path_n] = '\0';
        s->n_attributes = 0; /* a parent's are gone by now */
        s->depth--;
}

static void on_text(void *data, const xmlChar *text, int n)
{
        struct stream *s = data;
        const struct open_element *o;

        if (s->failed || s->stopped || !s->depth)
                return;
        o = &s->open[s->depth - 1];
        if (o->streamed)
                obey(s, s->handler->text(s->handler->user, (const char *)text, (size_t)n));
        else if (s->text.n - o->text_from + (size_t)n > XML_STREAM_MOST_TEXT)
                fail(s, line_of(s), "XMLの要素の文字列が長すぎます¦the text of an element is too long");
        else
                buffer_add(&s->text, text, (size_t)n);
}

/* Called before anything of the DTD is read: without a DTD there is no entity but the five of XML. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system_id)
{
        (void)name;
        (void)external;
        (void)system_id;
        fail(data, line_of(data), "DOCTYPE は受け付けません¦a DOCTYPE is not accepted");
}

static void on_error(void *data, xmlErrorPtr e)
{
        struct stream *s = data;

        if (e->level >= XML_ERR_ERROR && !s->failed && !s->stopped)
                fail(s, e->line, xml_words(s->arena, e->message));
}

/* In pieces; the last call tells the parser that nothing follows. */
static enum status feed(struct stream *s)
{
        char *piece = arena_alloc(s->arena, PIECE);
        int64_t at = 0, n;

        while (!s->failed && !s->stopped && (n = s->handler->bytes(s->handler->user, piece, at, PIECE)) != 0) {
                if (n < 0)
                        return ERR_SYSTEM;
                if (!xml_push(&s->pieces, s->ctxt, (struct bytes){(unsigned char *)piece, (size_t)n}))
                        fail(s, line_of(s), "1つの要素の属性が多すぎます¦too many attributes in one element");
                at += n;
        }
        if (at == 0)
                fail(s, 0, "何も書かれていません¦the document is empty");
        if (!s->failed && !s->stopped) {
                xml_push(&s->pieces, s->ctxt, (struct bytes){0});
                if (!s->ctxt->wellFormed || !s->ctxt->nsWellFormed)
                        fail(s, 0, "XMLになっていません¦not well-formed");
        }
        return s->failed ? ERR_INPUT : OK;
}

enum status xml_stream(const struct xml_handler *handler, struct arena *arena, struct xml_error *error)
{
        xmlSAXHandler sax = {
                .initialized = XML_SAX2_MAGIC,
                .startElementNs = on_open,
                .endElementNs = on_close,
                .characters = on_text,
                .ignorableWhitespace = on_text,
                .cdataBlock = on_text,
                .internalSubset = on_doctype,
                .serror = on_error,
        };
        struct stream *s = ARENA_NEW(arena, struct stream);
        enum status st;

        s->handler = handler;
        s->arena = arena;
        s->error = error;
        s->text = buffer_in(arena);
        s->scratch = arena_child(arena);
        s->ctxt = xmlCreatePushParserCtxt(&sax, s, NULL, 0, NULL);
        if (!s->ctxt) {
                arena_free(s->scratch);
                arena_handler(arena)();
                abort();
        }
        xmlCtxtUseOptions(s->ctxt, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        s->ctxt->sax->serror = on_error; /* the options silence it */
        st = feed(s);
        xmlFreeParserCtxt(s->ctxt);
        arena_free(s->scratch);
        return st;
}
