#include "core/format/xlsx_xml.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"
#include "core/format/xml_pieces.h"

#include "core/banned.h"

struct xml_stream {
        struct xml_stream_handler handler;
        xmlParserCtxt *ctxt;
        struct xml_pieces pieces;
        struct arena *arena;
        const char *words;
        bool stopped;
        int depth;
};

enum { MOST_WORDS = 200, ATTR_SLOTS = 5 }; /* libxml2 gives localname, prefix, URI, value, end */

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

void xml_stream_stop(struct xml_stream *s, const char *words)
{
        if (!s->stopped)
                s->words = words;
        s->stopped = true;
        xmlStopParser(s->ctxt);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                     const xmlChar **namespace_at, int attributes, int defaulted, const xmlChar **attribute_at)
{
        struct xml_stream *s = data;
        struct xml_stream_element e = {(const char *)name, uri ? (const char *)uri : "", ++s->depth, (size_t)attributes,
                                       attribute_at};

        (void)prefix;
        (void)namespaces;
        (void)namespace_at;
        (void)defaulted;
        if (s->stopped)
                return;
        if (s->depth > XML_STREAM_DEPTH)
                xml_stream_stop(s, "XMLの入れ子が深すぎます¦its XML is nested too deeply");
        else if (attributes > XML_STREAM_ATTRIBUTES)
                xml_stream_stop(s, "XMLの属性が多すぎます¦its XML has too many attributes");
        else
                s->handler.start(s->handler.data, &e);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
        struct xml_stream *s = data;

        (void)prefix;
        (void)uri;
        if (!s->stopped)
                s->handler.end(s->handler.data, (const char *)name, s->depth);
        s->depth--;
}

static void on_text(void *data, const xmlChar *text, int n)
{
        struct xml_stream *s = data;

        if (!s->stopped)
                s->handler.text(s->handler.data, (const char *)text, (size_t)n);
}

/* Before anything of the DTD is read: without one there is no entity but the five of XML. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system_id)
{
        (void)name;
        (void)external;
        (void)system_id;
        xml_stream_stop(data, "DOCTYPE は受け付けません¦a DOCTYPE is not accepted");
}

static void on_error(void *data, xmlErrorPtr e)
{
        struct xml_stream *s = data;
        char *words;

        if (s->words || e->level < XML_ERR_ERROR)
                return;
        words = arena_strndup(s->arena, e->message ? e->message : "",
                              strnlen(e->message ? e->message : "", MOST_WORDS));
        words[strcspn(words, "\r\n")] = '\0';
        s->words = arena_printf(s->arena, "line %d: %s", e->line, text_is_valid(words) ? words : "not well-formed");
}

struct xml_stream *xml_stream_new(const struct xml_stream_handler *handler, struct arena *arena)
{
        struct xml_stream *s = ARENA_NEW(arena, struct xml_stream);
        xmlSAXHandler sax = {.internalSubset = on_doctype,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_text,
                             .cdataBlock = on_text,
                             .serror = on_error,
                             .initialized = XML_SAX2_MAGIC};

        s->handler = *handler;
        s->arena = arena;
        s->ctxt = xmlCreatePushParserCtxt(&sax, s, NULL, 0, NULL);
        if (!s->ctxt) {
                arena_handler(arena)();
                abort();
        }
        xmlCtxtUseOptions(s->ctxt, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
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
        if (s->stopped)
                return false;
        if (!s->ctxt->wellFormed || !s->ctxt->nsWellFormed || s->ctxt->disableSAX) {
                if (n == 0) /* libxml2 speaks of extra content then */
                        s->words = "XMLが途中で終わっています¦its XML ends too early";
                else if (!s->words)
                        s->words = "XMLとして読めません¦not well-formed XML";
                s->stopped = true;
                return false;
        }
        return true;
}

const char *xml_stream_words(const struct xml_stream *s)
{
        return s->words ? s->words : "";
}
