#include "core/format/xml/xml_stream.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "core/format/xml/xml.h"
#include "core/format/xml/xml_pieces.h"

#include "core/banned.h"

/* ---- pieces */

/* A tag that lies within one piece has at most a sixth of its bytes in attributes. */
enum { PIECE = 4 << 10 };

/* The text is the one that libxml2 has decoded, so nothing that the document's encoding hides escapes here. */
static void look(struct xml_pieces *p, const char *tag, size_t n)
{
        for (size_t i = p->looked; i < n; i++) {
                if (p->quote) {
                        const char *end = memchr(tag + i, p->quote, n - i);

                        if (!end)
                                break;
                        i = (size_t)(end - tag);
                        p->quote = '\0';
                } else if (tag[i] == '"' || tag[i] == '\'') {
                        p->quote = tag[i];
                        p->attributes++;
                }
        }
        p->looked = n;
}

/* Looks at the start tag, if there is one, whose end libxml2 waits for. */
static bool look_at_rest(struct xml_pieces *p, const xmlParserCtxt *ctxt)
{
        const xmlParserInput *input = ctxt->input;
        const char *rest = input ? (const char *)input->cur : NULL;
        size_t n = input && input->end > input->cur ? (size_t)(input->end - input->cur) : 0, at;

        if (n < 2 || rest[0] != '<' || strchr("!?/", rest[1]))
                return true;
        at = (size_t)input->consumed + (size_t)(input->cur - input->base);
        if (at != p->tag)
                *p = (struct xml_pieces){.tag = at};
        look(p, rest, n);
        return p->attributes <= XML_MOST_ATTRIBUTES;
}

bool xml_push(struct xml_pieces *p, xmlParserCtxt *ctxt, struct bytes bytes)
{
        if (!bytes.n)
                xmlParseChunk(ctxt, "", 0, 1);
        for (size_t at = 0; at < bytes.n && !ctxt->disableSAX;) {
                size_t n = bytes.n - at < PIECE ? bytes.n - at : PIECE;

                xmlParseChunk(ctxt, (const char *)bytes.at + at, (int)n, 0);
                at += n;
                if (!look_at_rest(p, ctxt)) {
                        xmlStopParser(ctxt);
                        return false;
                }
        }
        return true;
}

/* ---- events */

struct xml_stream {
        struct xml_stream_handler handler;
        xmlParserCtxt *ctxt;
        struct xml_pieces pieces;
        struct arena *arena;
        const char *error; /* NULL: nothing is wrong */
        int error_line;
        bool by_libxml; /* the error's words are libxml2's */
        bool cut_short; /* it was found when the document ended */
        bool stopped;
        int depth;
        int namespaces[XML_MOST_DEPTH + 1]; /* by depth: declared there and further out */
};

enum { ATTR_SLOTS = 5 }; /* libxml2 gives localname, prefix, URI, value, end */

struct xml_stream_attr xml_stream_attr_at(const struct xml_stream_element *e, size_t i)
{
        const xmlChar *const *raw = (const xmlChar *const *)e->raw_attrs + i * ATTR_SLOTS;

        return (struct xml_stream_attr){(const char *)raw[0], raw[1] != NULL, (const char *)raw[3],
                                        (size_t)(raw[4] - raw[3])};
}

const char *xml_stream_get(const struct xml_stream_element *e, const char *name, bool prefixed, struct arena *arena)
{
        for (size_t i = 0; i < e->attrs; i++) {
                struct xml_stream_attr a = xml_stream_attr_at(e, i);

                if (a.prefixed == prefixed && strcmp(a.name, name) == 0)
                        return arena_strndup(arena, a.value, a.n);
        }
        return NULL;
}

int xml_stream_line(const struct xml_stream *s)
{
        return s->ctxt->input ? s->ctxt->input->line : 0;
}

void xml_stream_stop(struct xml_stream *s, const char *words)
{
        if (!s->stopped && !s->error) {
                s->error = words;
                s->error_line = xml_stream_line(s);
        }
        s->stopped = true;
        xmlStopParser(s->ctxt);
}

/* NULL, or why the element that opens is refused. */
static const char *refused(struct xml_stream *s, int namespaces, int attributes)
{
        if (s->depth > XML_MOST_DEPTH)
                return "XMLの入れ子が深すぎます¦its XML is nested too deeply";
        s->namespaces[s->depth] = s->namespaces[s->depth - 1] + namespaces;
        if (attributes > XML_MOST_ATTRIBUTES)
                return "XMLの属性が多すぎます¦its XML has too many attributes";
        if (s->namespaces[s->depth] > XML_MOST_NAMESPACES)
                return "XMLの名前空間が多すぎます¦its XML has too many namespaces";
        return NULL;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **namespace_at, int attributes, int defaulted, const xmlChar **attribute_at)
{
        struct xml_stream *s = data;
        struct xml_stream_element e = {(const char *)name, uri ? (const char *)uri : "", ++s->depth, (size_t)attributes,
                                       attribute_at};
        const char *why;

        (void)prefix;
        (void)namespace_at;
        (void)defaulted;
        if (s->stopped)
                return;
        why = refused(s, namespaces, attributes);
        if (why)
                xml_stream_stop(s, why);
        else
                s->handler.start(s->handler.data, &e);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
        struct xml_stream *s = data;

        (void)prefix;
        (void)uri;
        if (!s->stopped && s->handler.end)
                s->handler.end(s->handler.data, (const char *)name, s->depth);
        s->depth--;
}

static void on_text(void *data, const xmlChar *text, int n)
{
        struct xml_stream *s = data;

        if (!s->stopped && s->handler.text)
                s->handler.text(s->handler.data, (const char *)text, (size_t)n);
}

/* Called before anything of the DTD is read: without a DTD there is no entity but the five of XML. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system_id)
{
        (void)name;
        (void)external;
        (void)system_id;
        xml_stream_stop(data, "DOCTYPE は受け付けません¦a DOCTYPE is not accepted");
}

/* The first one counts. A fatal one stops libxml2; after another the piece is read to its end. */
static void on_error(void *data, xmlErrorPtr e)
{
        struct xml_stream *s = data;
        const char *message = e->message ? e->message : "";

        if (s->error || s->stopped || e->level < XML_ERR_ERROR)
                return;
        s->error = xml_words(s->arena, arena_strndup(s->arena, message, strcspn(message, "\r\n")));
        s->error_line = e->line;
        s->by_libxml = true;
}

struct xml_stream *xml_stream_new(const struct xml_stream_handler *handler, struct arena *arena)
{
        struct xml_stream *s = ARENA_NEW(arena, struct xml_stream);
        xmlSAXHandler sax = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_text,
                             .ignorableWhitespace = on_text,
                             .cdataBlock = on_text,
                             .internalSubset = on_doctype,
                             .serror = on_error};

        s->handler = *handler;
        s->arena = arena;
        s->ctxt = xmlCreatePushParserCtxt(&sax, s, NULL, 0, NULL);
        if (!s->ctxt) {
                arena_handler(arena)();
                abort();
        }
        xmlCtxtUseOptions(s->ctxt, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
        s->ctxt->sax->serror = on_error; /* the options silence it */
        return s;
}

void xml_stream_free(struct xml_stream *s)
{
        if (!s || !s->ctxt)
                return;
        xmlFreeParserCtxt(s->ctxt);
        s->ctxt = NULL;
}

bool xml_stream_feed(struct xml_stream *s, const void *bytes, size_t n)
{
        if (s->stopped)
                return false;
        if (!xml_push(&s->pieces, s->ctxt, (struct bytes){bytes, n}))
                xml_stream_stop(s, "XMLの属性が多すぎます¦its XML has too many attributes");
        if (!s->stopped && (!s->ctxt->wellFormed || !s->ctxt->nsWellFormed || s->ctxt->disableSAX)) {
                if (!s->error)
                        s->error = "XMLになっていません¦not well-formed";
                s->cut_short = n == 0;
                s->stopped = true;
        }
        return !s->stopped;
}

const char *xml_stream_error(const struct xml_stream *s)
{
        return s->error ? s->error : "";
}

int xml_stream_error_line(const struct xml_stream *s)
{
        return s->error_line;
}

const char *xml_stream_words(const struct xml_stream *s)
{
        if (s->cut_short) /* libxml2 speaks of extra content then */
                return "XMLが途中で終わっています¦its XML ends too early";
        return s->by_libxml ? arena_printf(s->arena, "line %d: %s", s->error_line, s->error) : xml_stream_error(s);
}
