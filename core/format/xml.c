#include "core/format/xml.h"

#include <inttypes.h>
#include <libxml/SAX2.h>
#include <libxml/encoding.h>
#include <libxml/parser.h>
#include <libxml/xmlIO.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/charset.h"
#include "core/format/xml_pieces.h"
#include "core/format/xml_tree.h"

#include "core/banned.h"

#define XSI "http://www.w3.org/2001/XMLSchema-instance"
#define XSD "http://www.w3.org/2001/XMLSchema"

/* What is told of an error; libxml2 quotes whole values. */
enum { MOST_WORDS = 400 };

struct xml_schema {
        xmlDoc *doc; /* the compiled schema points into it */
        xmlSchema *schema;
};

/* One parse or validation under way: keeps the first error, which is the cause of the others. */
struct intake {
        struct arena *arena;
        struct xml_error *error;
        bool failed;
        int nodes, most_nodes, namespaces;
        struct xml_tree *tree; /* NULL: libxml2 makes one of its own */
};

static void fail(struct intake *in, int line, const char *words)
{
        if (in->failed)
                return;
        in->failed = true;
        in->error->line = line;
        in->error->words = words;
        in->error->text = line > 0 ? arena_printf(in->arena, "line %d: %s", line, words) : words;
}

/* '{urn:x-soroe:programme:1}rate' reads better as 'rate'. A namespace holds no space, and a name follows it. */
static const char *after_namespace(const char *s)
{
        size_t n = strcspn(s, "} ");
        unsigned char next = s[n] == '}' ? (unsigned char)s[n + 1] : 0;

        return *s == '{' && (next >= 0x80 || next == '_' || (next >= 'A' && next <= 'z')) ? s + n + 1 : s;
}

char *xml_words(struct arena *arena, const char *message)
{
        struct buffer out = buffer_in(arena);
        const char *words = message ? message : "";
        bool ascii = !xmlCheckUTF8((const unsigned char *)words);

        for (const char *s = words; *s; s++) {
                unsigned char c = (unsigned char)*s;

                if (out.n >= MOST_WORDS && c < 0x80) {
                        buffer_text(&out, " …");
                        break;
                }
                if (after_namespace(s) != s)
                        s = after_namespace(s) - 1;
                else
                        buffer_char(&out, (char)(c < 0x20 || c == 0x7f ? ' ' : ascii && c >= 0x80 ? '?' : c));
        }
        while (out.n && (out.at[out.n - 1] == ' ' || out.at[out.n - 1] == '.'))
                out.at[--out.n] = '\0';
        return out.n ? out.at : arena_strdup(arena, "not well-formed");
}

static void note_error(struct intake *in, const xmlError *e)
{
        if (e->level >= XML_ERR_ERROR && !in->failed)
                fail(in, e->line, xml_words(in->arena, e->message));
}

static void on_parse_error(void *data, xmlErrorPtr e)
{
        const xmlParserCtxt *ctxt = data;
        struct intake *in = ctxt->_private;
        const xmlNode *open = in->tree ? in->tree->open : ctxt->node;

        if (e->code == XML_ERR_DOCUMENT_END && open && !in->failed) /* libxml2 speaks of extra content */
                fail(in, e->line,
                     xml_words(in->arena, arena_printf(in->arena, "Premature end of data in tag %s line %ld",
                                                       (const char *)open->name, xmlGetLineNo(open))));
        if (e->code == XML_ERR_DOCUMENT_EMPTY) /* an empty one was refused before: it is something else than XML */
                fail(in, e->line, "Start tag expected, '<' not found");
        else
                note_error(in, e);
}

static void on_schema_error(void *in, xmlErrorPtr e)
{
        note_error(in, e);
}

static int line_of(const xmlParserCtxt *ctxt)
{
        return ctxt->input ? ctxt->input->line : 0;
}

static void stop(xmlParserCtxt *ctxt, const char *words)
{
        fail(ctxt->_private, line_of(ctxt), words);
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
                fail(&in, 0, bytes.n ? "the document is too large" : "the document is empty");
                return ERR_INPUT;
        }
        ctxt = begin(parser, &in);
        if (!ctxt) {
                fail(&in, 0, "out of memory");
                return ERR_SYSTEM;
        }
        if (!xml_push(&pieces, ctxt, bytes))
                stop(ctxt, "too many attributes in one element");
        if (!in.failed)
                xml_push(&pieces, ctxt, (struct bytes){0});
        if (ctxt->disableSAX && ctxt->wellFormed) /* libxml2 only halts, and has half a document */
                fail(&in, line_of(ctxt), "bytes that are none of its encoding");
        doc = ctxt->myDoc;
        if (!doc || !ctxt->wellFormed || !ctxt->nsWellFormed)
                fail(&in, 0, "not well-formed");
        ctxt->myDoc = NULL;
        if (in.failed || xmlDictGetUsage(ctxt->dict) > XML_KEPT_NAMES)
                xml_parser_clear(parser); /* what a broken document left open would be the next one's */
        if (!in.failed)
                *out = in.tree ? xml_tree_end(in.tree, doc) : doc;
        if (in.failed || in.tree)
                xmlFreeDoc(doc);
        return in.failed ? ERR_INPUT : OK;
}

enum status xml_parse_next(struct xml_parser *parser, xmlDoc **out, struct bytes bytes, struct arena *arena,
                           struct xml_error *error)
{
        struct xml_tree tree = xml_tree_in(arena);

        return parse(parser, out, bytes, XML_MOST_BYTES,
                     (struct intake){.arena = arena, .error = error, .most_nodes = XML_MOST_NODES, .tree = &tree});
}

enum status xml_parse(xmlDoc **out, struct bytes bytes, struct arena *arena, struct xml_error *error)
{
        struct xml_parser parser = {0};
        enum status st = parse(&parser, out, bytes, XML_MOST_BYTES,
                               (struct intake){.arena = arena, .error = error, .most_nodes = XML_MOST_NODES});

        xml_parser_clear(&parser);
        return st;
}

enum status xml_parse_own(xmlDoc **out, struct bytes bytes, struct arena *arena, struct xml_error *error)
{
        struct xml_parser parser = {0};
        enum status st = parse(&parser, out, bytes, XML_OWN_BYTES,
                               (struct intake){.arena = arena, .error = error, .most_nodes = XML_OWN_NODES});

        xml_parser_clear(&parser);
        return st;
}

/* The next node in document order below `root`; NULL after the last. */
static const xmlNode *walk(const xmlNode *node, const xmlNode *root)
{
        if (node->type == XML_ELEMENT_NODE && node->children)
                return node->children;
        while (node != root && !node->next)
                node = node->parent;
        return node == root ? NULL : node->next;
}

/* A schema stands alone: nothing is fetched for it, whatever entity loader is in force. */
static void check_alone(struct intake *in, const xmlDoc *doc)
{
        static const char *const fetching[] = {"import", "include", "redefine"};
        const xmlNode *root = xmlDocGetRootElement(doc);

        for (const xmlNode *n = root; n; n = walk(n, root)) {
                if (n->type != XML_ELEMENT_NODE || !n->ns || strcmp((const char *)n->ns->href, XSD) != 0)
                        continue;
                for (size_t i = 0; i < sizeof fetching / sizeof *fetching; i++)
                        if (xml_is(n, fetching[i]))
                                fail(in, (int)xmlGetLineNo(n), "a schema may not load another one");
        }
}

enum status xml_schema_new(struct xml_schema **out, struct bytes xsd, struct arena *arena, struct xml_error *error)
{
        struct intake in = {.arena = arena, .error = error};
        struct xml_schema *schema = calloc(1, sizeof *schema);
        xmlSchemaParserCtxt *ctxt = NULL;
        enum status st = ERR_SYSTEM;

        if (!schema) { /* no word of the schema: it would read as a fault of the document */
                arena_handler(arena)();
                abort();
        }
        if ((st = xml_parse(&schema->doc, xsd, arena, error)) != OK)
                goto done;
        st = ERR_INPUT;
        check_alone(&in, schema->doc);
        if (in.failed)
                goto done;
        if (!(ctxt = xmlSchemaNewDocParserCtxt(schema->doc))) {
                fail(&in, 0, "out of memory");
                st = ERR_SYSTEM;
                goto done;
        }
        xmlSchemaSetParserStructuredErrors(ctxt, on_schema_error, &in);
        if (!(schema->schema = xmlSchemaParse(ctxt)))
                fail(&in, 0, "this is no schema");
        st = in.failed ? ERR_INPUT : OK;
done:
        xmlSchemaFreeParserCtxt(ctxt);
        if (st == OK)
                *out = schema;
        else
                xml_schema_free(schema);
        return st;
}

void xml_schema_free(struct xml_schema *schema)
{
        if (!schema)
                return;
        if (schema->schema)
                xmlSchemaFree(schema->schema);
        xmlFreeDoc(schema->doc);
        free(schema);
}

/* libxml2 would follow xsi:schemaLocation and add what it finds to the schema, which others use. */
static void check_no_location(struct intake *in, const xmlDoc *doc)
{
        const xmlNode *root = xmlDocGetRootElement(doc);

        for (const xmlNode *n = root; n && !in->failed; n = walk(n, root)) {
                if (n->type != XML_ELEMENT_NODE)
                        continue;
                for (const xmlAttr *a = n->properties; a; a = a->next)
                        if (a->ns && strcmp((const char *)a->ns->href, XSI) == 0)
                                fail(in, (int)xmlGetLineNo(n), "attributes of XMLSchema-instance are not accepted");
        }
}

enum status xml_validate(const struct xml_schema *schema, xmlDoc *doc, struct arena *arena, struct xml_error *error)
{
        struct intake in = {.arena = arena, .error = error};
        xmlSchemaValidCtxt *ctxt;
        int verdict;

        check_no_location(&in, doc);
        if (in.failed)
                return ERR_INPUT;
        ctxt = xmlSchemaNewValidCtxt(schema->schema);
        if (!ctxt) {
                fail(&in, 0, "out of memory");
                return ERR_SYSTEM;
        }
        xmlSchemaSetValidStructuredErrors(ctxt, on_schema_error, &in);
        verdict = xmlSchemaValidateDoc(ctxt, doc);
        xmlSchemaFreeValidCtxt(ctxt);
        if (verdict != 0)
                fail(&in, 0, verdict < 0 ? "the check against the schema failed" : "does not match its schema");
        return in.failed ? ERR_INPUT : OK;
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
