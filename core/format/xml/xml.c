#include "core/format/xml/xml.h"

#include <inttypes.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/charset.h"
#include "core/format/xml/xml_pieces.h"
#include "core/format/xml/xml_tree.h"

#include "core/banned.h"

/* A document on its way into a tree. */
struct intake {
        struct xml_first first;
        int nodes, most_nodes, namespaces;
        struct xml_tree *tree; /* NULL: libxml2 makes one of its own */
};

static void on_parse_error(void *data, xmlErrorPtr e)
{
        const xmlParserCtxt *ctxt = data;
        struct intake *in = ctxt->_private;
        const xmlNode *open = in->tree ? in->tree->open : ctxt->node;

        if (e->code == XML_ERR_DOCUMENT_END && open && !in->first.failed) /* libxml2 speaks of extra content */
                xml_fail(&in->first, e->line,
                         xml_words(in->first.arena,
                                   arena_printf(in->first.arena, "Premature end of data in tag %s line %ld",
                                                (const char *)open->name, xmlGetLineNo(open))));
        if (e->code == XML_ERR_DOCUMENT_EMPTY) /* an empty one was refused before: it is something else than XML */
                xml_fail(&in->first, e->line, "Start tag expected, '<' not found");
        else
                xml_fail_as(&in->first, e);
}

static int line_of(const xmlParserCtxt *ctxt)
{
        return ctxt->input ? ctxt->input->line : 0;
}

static void stop(xmlParserCtxt *ctxt, const char *words)
{
        struct intake *in = ctxt->_private;

        xml_fail(&in->first, line_of(ctxt), words);
        xmlStopParser(ctxt);
}

/* Called before anything of the DTD is read: without a DTD there is no entity but the five of XML. */
static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system_id)
{
        (void)name;
        (void)external;
        (void)system_id;
        stop(data, "a DOCTYPE is not accepted");
}

static void on_element(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespaces,
                       const xmlChar **namespace_at, int attributes, int defaulted, const xmlChar **attribute_at)
{
        xmlParserCtxt *ctxt = data;
        struct intake *in = ctxt->_private;

        in->nodes += 1 + attributes;
        in->namespaces += namespaces;
        if (ctxt->nameNr >= XML_MOST_DEPTH)
                stop(ctxt, "elements are nested too deeply");
        else if (in->nodes > in->most_nodes)
                stop(ctxt, "too many elements and attributes");
        else if (in->namespaces > XML_MOST_NAMESPACES)
                stop(ctxt, "too many namespaces");
        else if (in->tree)
                xml_tree_open(in->tree, &(struct xml_tree_tag){name, prefix, namespaces, attributes, namespace_at,
                                                               attribute_at, line_of(ctxt)});
        else
                xmlSAX2StartElementNs(data, name, prefix, uri, namespaces, namespace_at, attributes, defaulted,
                                      attribute_at);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
        const xmlParserCtxt *ctxt = data;
        const struct intake *in = ctxt->_private;

        (void)name;
        (void)prefix;
        (void)uri;
        xml_tree_close(in->tree);
}

static void on_text(void *data, const xmlChar *text, int n)
{
        const xmlParserCtxt *ctxt = data;
        const struct intake *in = ctxt->_private;

        xml_tree_text(in->tree, text, (size_t)n, line_of(ctxt));
}

static void set_up(xmlParserCtxt *ctxt, struct intake *in)
{
        xmlCtxtUseOptions(ctxt, XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR |
                                        XML_PARSE_NOWARNING);
        ctxt->_private = in;
        ctxt->sax->serror = on_parse_error;
        ctxt->sax->internalSubset = on_doctype;
        ctxt->sax->startElementNs = on_element;
        /* nobody reads them, and each would cost a node */
        ctxt->sax->comment = NULL;
        ctxt->sax->processingInstruction = NULL;
        if (in->tree) {
                ctxt->sax->endElementNs = on_end;
                ctxt->sax->characters = ctxt->sax->ignorableWhitespace = on_text;
        }
}

void xml_parser_clear(struct xml_parser *parser)
{
        xmlFreeParserCtxt(parser->kept);
        parser->kept = NULL;
}

/* NULL: out of memory. */
static xmlParserCtxt *begin(struct xml_parser *parser, struct intake *in)
{
        if (parser->kept && xmlCtxtResetPush(parser->kept, NULL, 0, NULL, NULL) != 0)
                xml_parser_clear(parser);
        if (!parser->kept)
                parser->kept = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
        if (parser->kept)
                set_up(parser->kept, in);
        return parser->kept;
}

static enum status parse(struct xml_parser *parser, xmlDoc **out, struct bytes bytes, size_t most_bytes,
                         struct intake in)
{
        struct xml_pieces pieces = {0};
        xmlParserCtxt *ctxt;
        xmlDoc *doc;

        if (bytes.n == 0 || bytes.n > most_bytes) {
                xml_fail(&in.first, 0, bytes.n ? "the document is too large" : "the document is empty");
                return ERR_INPUT;
        }
        ctxt = begin(parser, &in);
        if (!ctxt) {
                xml_fail(&in.first, 0, "out of memory");
                return ERR_SYSTEM;
        }
        if (!xml_push(&pieces, ctxt, bytes))
                stop(ctxt, "too many attributes in one element");
        if (!in.first.failed)
                xml_push(&pieces, ctxt, (struct bytes){0});
        if (ctxt->disableSAX && ctxt->wellFormed) /* libxml2 only halts, and has half a document */
                xml_fail(&in.first, line_of(ctxt), "bytes that are none of its encoding");
        doc = ctxt->myDoc;
        if (!doc || !ctxt->wellFormed || !ctxt->nsWellFormed)
                xml_fail(&in.first, 0, "not well-formed");
        ctxt->myDoc = NULL;
        if (in.first.failed || xmlDictGetUsage(ctxt->dict) > XML_KEPT_NAMES)
                xml_parser_clear(parser); /* what a broken document left open would be the next one's */
        if (!in.first.failed)
                *out = in.tree ? xml_tree_end(in.tree, doc) : doc;
        if (in.first.failed || in.tree)
                xmlFreeDoc(doc);
        return in.first.failed ? ERR_INPUT : OK;
}

enum status xml_parse_next(struct xml_parser *parser, xmlDoc **out, struct bytes bytes, struct arena *arena,
                           struct xml_error *error)
{
        struct xml_tree tree = xml_tree_in(arena);

        return parse(parser, out, bytes, XML_MOST_BYTES,
                     (struct intake){.first = {arena, error, false}, .most_nodes = XML_MOST_NODES, .tree = &tree});
}

enum status xml_parse(xmlDoc **out, struct bytes bytes, struct arena *arena, struct xml_error *error)
{
        struct xml_parser parser = {0};
        enum status st = parse(&parser, out, bytes, XML_MOST_BYTES,
                               (struct intake){.first = {arena, error, false}, .most_nodes = XML_MOST_NODES});

        xml_parser_clear(&parser);
        return st;
}

enum status xml_parse_own(xmlDoc **out, struct bytes bytes, struct arena *arena, struct xml_error *error)
{
        struct xml_parser parser = {0};
        enum status st = parse(&parser, out, bytes, XML_OWN_BYTES,
                               (struct intake){.first = {arena, error, false}, .most_nodes = XML_OWN_NODES});

        xml_parser_clear(&parser);
        return st;
}

/* ---- reading */

static const xmlAttr *find_attr(const xmlNode *node, const char *name)
{
        for (const xmlAttr *a = node ? node->properties : NULL; a; a = a->next)
                if (!a->ns && strcmp((const char *)a->name, name) == 0)
                        return a;
        return NULL;
}

static const char *gather(const xmlNode *child, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        if (child && !child->next && child->type == XML_TEXT_NODE)
                return arena_strdup(arena, child->content ? (const char *)child->content : "");
        for (; child; child = child->next)
                if ((child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE) && child->content)
                        buffer_text(&out, (const char *)child->content);
        return out.n ? out.at : "";
}

const char *xml_attr(const xmlNode *node, const char *name, struct arena *arena)
{
        const xmlAttr *a = find_attr(node, name);

        return a ? gather(a->children, arena) : "";
}

bool xml_has_attr(const xmlNode *node, const char *name)
{
        return find_attr(node, name) != NULL;
}

/* A number or a date is one short text node. NULL: absent or something else. */
static const char *short_value(const xmlNode *node, const char *name)
{
        const xmlAttr *a = find_attr(node, name);

        if (!a || !a->children || a->children->next || a->children->type != XML_TEXT_NODE)
                return NULL;
        return (const char *)a->children->content;
}

int64_t xml_attr_int(const xmlNode *node, const char *name, int64_t when_absent)
{
        const char *text = short_value(node, name);
        char *end;
        intmax_t n;

        if (!text)
                return when_absent;
        n = strtoimax(text, &end, 10);
        return n == INTMAX_MAX || n == INTMAX_MIN /* it had no room */ || end == text || *end ? when_absent : n;
}

struct date xml_attr_date(const xmlNode *node, const char *name)
{
        const char *text = short_value(node, name);
        struct date none = {0}, date = {0};
        char again[DATE_TEXT];

        /* only the ISO form, of all that date_parse reads */
        if (!text || date_parse(&date, text) != DATE_READ || strcmp(date_iso(again, date), text) != 0)
                return none;
        return date;
}

const char *xml_text(const xmlNode *node, struct arena *arena)
{
        return gather(node ? node->children : NULL, arena);
}

bool xml_is(const xmlNode *node, const char *name)
{
        return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *first_named(const xmlNode *node, const char *name)
{
        while (node && !xml_is(node, name))
                node = node->next;
        return node;
}

const xmlNode *xml_child(const xmlNode *node, const char *name)
{
        return node ? first_named(node->children, name) : NULL;
}

const xmlNode *xml_next(const xmlNode *node, const char *name)
{
        return first_named(node->next, name);
}

/* ---- once per process */

enum { NOT_DECODED = -2 };
static bool charsets_named;

static xmlParserInput *refuse(const char *url, const char *id, xmlParserCtxt *ctxt)
{
        (void)url;
        (void)id;
        (void)ctxt;
        return NULL;
}

static void keep_silent(void *data, const char *format, ...)
{
        (void)data;
        (void)format;
}

/* libxml2's words: *n is what there is, then what was taken; *room what may be written, then what was. The last byte may be half
 * of a character; the rest comes. */
static int decode(unsigned char *out, int *room, const unsigned char *in, int *n, enum charset charset)
{
        struct bytes rest = {in, (size_t)*n};
        int written = 0, most = *room;
        bool whole = true;

        while (rest.n && whole && most - written >= CHARSET_UTF8) {
                size_t length, taken = charset_take((char *)out + written, &length, rest, charset);

                whole = taken != 0;
                if (whole)
                        written += (int)length;
                rest = (struct bytes){rest.at + taken, rest.n - taken};
        }
        *n -= (int)rest.n;
        *room = written;
        return whole || rest.n < 2 ? written : NOT_DECODED;
}

static int decode_cp932(unsigned char *out, int *room, const unsigned char *in, int *n)
{
        return decode(out, room, in, n, CHARSET_CP932);
}

static int decode_shift_jis(unsigned char *out, int *room, const unsigned char *in, int *n)
{
        return decode(out, room, in, n, CHARSET_SHIFT_JIS);
}

static int decode_euc_jp(unsigned char *out, int *room, const unsigned char *in, int *n)
{
        return decode(out, room, in, n, CHARSET_EUC_JP);
}

/* Of what is not Unicode or Latin-1 it asks here, whether it has iconv or not. */
static void name_charsets(void)
{
        static const struct {
                const char *name;
                xmlCharEncodingInputFunc decode;
        } charsets[] = {
                {"Shift_JIS", decode_shift_jis}, {"Shift-JIS", decode_shift_jis},  {"SJIS", decode_shift_jis},
                {"MS_Kanji", decode_shift_jis},  {"csShiftJIS", decode_shift_jis}, {"Windows-31J", decode_cp932},
                {"csWindows31J", decode_cp932},  {"CP932", decode_cp932},          {"MS932", decode_cp932},
                {"x-sjis", decode_cp932},        {"EUC-JP", decode_euc_jp},        {"EUCJP", decode_euc_jp},
                {"x-euc-jp", decode_euc_jp},
        };

        for (size_t i = 0; i < sizeof charsets / sizeof *charsets && !charsets_named; i++)
                xmlNewCharEncodingHandler(charsets[i].name, charsets[i].decode, NULL);
        charsets_named = true;
}

void xml_start(void)
{
        LIBXML_TEST_VERSION
        name_charsets();
        xmlSetExternalEntityLoader(refuse);
        xmlSetGenericErrorFunc(NULL, keep_silent);
        xmlThrDefSetGenericErrorFunc(NULL, keep_silent);
        xmlSchemaInitTypes(); /* else the first two threads would race for it */
}

void xml_stop(void)
{
        xmlSchemaCleanupTypes();
        xmlCleanupParser();
        charsets_named = false;
}
