/* core/xml: what is refused, what is read, and that what is written is read back. */
#include "core/format/xml/xml_schema.h"
#include "core/format/xml/xml_pieces.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT(table) (sizeof(table) / sizeof *(table))

struct bench {
        struct arena *arena;
        struct xml_error error;
};

static int set_up(void **state)
{
        struct bench *b = calloc(1, sizeof *b);

        b->arena = arena_new(abort);
        *state = b;
        return 0;
}

static int tear_down(void **state)
{
        struct bench *b = *state;

        arena_free(b->arena);
        free(b);
        return 0;
}

static xmlDoc *parsed(struct bench *b, const char *text)
{
        xmlDoc *doc = NULL;

        assert_int_equal(xml_parse(&doc, bytes_of(text), b->arena, &b->error), OK);
        assert_non_null(doc);
        return doc;
}

/* SECURITY.md: no network, no entities, no DTD (a DOCTYPE is refused). The words name the fault, the line its place. */
static void refuses(void **state)
{
        static const struct {
                const char *claim, *text, *words;
                int line;
        } rows[] = {
                {"a DOCTYPE", "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a/>", "a DOCTYPE is not accepted", 2},
                {"an external DTD", "<!DOCTYPE a SYSTEM \"http://127.0.0.1/a.dtd\"><a/>", "a DOCTYPE is not accepted", 1},
                {"entities that grow", "<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]>\n<a>&c;</a>",
                 "a DOCTYPE is not accepted", 1},
                {"a file as entity", "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/hostname\">]>\n<a>&b;</a>",
                 "a DOCTYPE is not accepted", 1},
                {"an entity of nowhere", "<a>\n&b;</a>", "Entity 'b' not defined", 2},
                {"a tag left open", "<a>\n<b>\n</a>", "Opening and ending tag mismatch: b line 2 and a", 3},
                {"an unknown prefix", "<a>\n<x:b/></a>", "Namespace prefix x on b is not defined", 2},
                {"text behind the end", "<a/>\nmore", "Extra content at the end of the document", 2},
                {"no XML", "領収書番号,発行者", "Start tag expected, '<' not found", 1},
                {"nothing", "", "the document is empty", 0},
        };

        for (size_t i = 0; i < COUNT(rows); i++) {
                struct bench *b = *state;
                xmlDoc *doc = NULL;

                assert_int_equal(xml_parse(&doc, bytes_of(rows[i].text), b->arena, &b->error), ERR_INPUT);
                assert_null(doc);
                assert_string_equal(b->error.words, rows[i].words);
                assert_int_equal(b->error.line, rows[i].line);
                if (rows[i].line)
                        assert_string_equal(b->error.text,
                                            arena_printf(b->arena, "line %d: %s", rows[i].line, rows[i].words));
        }
}

/* `depth` elements, one in the other. */
static struct bytes nested(struct bench *b, int depth)
{
        struct buffer out = buffer_in(b->arena);

        for (int i = 0; i < depth; i++)
                buffer_text(&out, "<a>\n");
        for (int i = 0; i < depth; i++)
                buffer_text(&out, "</a>");
        return buffer_bytes(&out);
}

static void limits_depth(void **state)
{
        struct bench *b = *state;
        xmlDoc *doc = NULL;

        assert_int_equal(xml_parse(&doc, nested(b, XML_MOST_DEPTH), b->arena, &b->error), OK);
        xmlFreeDoc(doc);
        assert_int_equal(xml_parse(&doc, nested(b, XML_MOST_DEPTH + 1), b->arena, &b->error), ERR_INPUT);
        assert_string_equal(b->error.words, "elements are nested too deeply");
        assert_int_equal(b->error.line, XML_MOST_DEPTH + 1);
}

static void limits_size_and_number(void **state)
{
        struct bench *b = *state;
        struct buffer out = buffer_in(b->arena);
        xmlDoc *doc = NULL;

        buffer_text(&out, "<a>");
        for (int i = 0; i < XML_MOST_NODES; i++) /* with the root one too many */
                buffer_text(&out, "<b/>");
        buffer_text(&out, "</a>");
        assert_int_equal(xml_parse(&doc, buffer_bytes(&out), b->arena, &b->error), ERR_INPUT);
        assert_string_equal(b->error.words, "too many elements and attributes");

        /* the size is looked at before the content */
        assert_int_equal(xml_parse(&doc, (struct bytes){(const unsigned char *)"<a/>", XML_MOST_BYTES + 1}, b->arena, &b->error),
                         ERR_INPUT);
        assert_string_equal(b->error.words, "the document is too large");
}

static const char *dump(xmlDoc *doc, struct arena *arena)
{
        xmlChar *out = NULL;
        const char *text;
        int n = 0;

        xmlDocDumpMemory(doc, &out, &n);
        text = arena_strndup(arena, (const char *)out, (size_t)n);
        xmlFree(out);
        return text;
}

/* A kept parser answers as a new one does, whatever it read before: each of these follows each. */
static void kept_parser_answers_as_new(void **state)
{
        static const char *const texts[] = {
                "<a><b/></a>",
                "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<a b=\"\xe9\"/>",
                "<a xmlns=\"urn:one\" b=\"1\">text</a>",
                "<p:a xmlns:p=\"urn:two\"><p:b c=\"&lt;\"/></p:a>",
                "<a xmlns=\"urn:one\" xmlns:p=\"urn:two\" p:b=\"1\" xml:lang=\"ja\"> x<p:c/>&amp;y<![CDATA[<z>]]>&#65;<d xmlns=\"\"/>\n</a>",
                "<a xmlns:p=\"urn:two\"><b>", /* cut off with a prefix in scope */
                "<a>\n<p:b/></a>",             /* which this one does not have */
                "<a>\n<b>\n</a>",
                "<a b=\"&amp;\" c='x&lt;b>y&#38;z&quot;&amp;amp;&#38;#38;&amp;#x26;&#60;&#10;'>&lt;&amp;#38;&amp;amp;</a>",
                "<a b=\"&none;\"/>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE a>\n<a/>",
                "<a/>\nmore",
                "no XML",
                "",
        };

        for (size_t first = 0; first < COUNT(texts); first++)
                for (size_t then = 0; then < COUNT(texts); then++) {
                        struct bench *b = *state;
                        struct xml_error error = {0}, error_new = {0};
                        struct xml_parser parser = {0};
                        xmlDoc *doc = NULL, *doc_new = NULL;
                        enum status st;

                        xml_parse_next(&parser, &doc, bytes_of(texts[first]), b->arena, &error);
                        st = xml_parse_next(&parser, &doc, bytes_of(texts[then]), b->arena, &error);
                        assert_int_equal(st, xml_parse(&doc_new, bytes_of(texts[then]), b->arena, &error_new));
                        if (st == OK) {
                                assert_string_equal(dump(doc, b->arena), dump(doc_new, b->arena));
                                assert_int_equal(xmlGetLineNo(xmlDocGetRootElement(doc)->last),
                                                 xmlGetLineNo(xmlDocGetRootElement(doc_new)->last));
                                xmlFreeDoc(doc_new);
                        } else {
                                assert_string_equal(error.text, error_new.text);
                                assert_int_equal(error.line, error_new.line);
                        }
                        xml_parser_clear(&parser);
                }
}

/* Of names without end only so much is kept: libxml2 would refuse the documents that follow. */
static void kept_parser_gives_up_names(void **state)
{
        struct bench *b = *state;
        struct xml_parser parser = {0};
        struct buffer out = buffer_in(b->arena);
        xmlDoc *doc = NULL;

        assert_int_equal(xml_parse_next(&parser, &doc, bytes_of("<a/>"), b->arena, &b->error), OK);
        assert_non_null(parser.kept);
        buffer_text(&out, "<a>");
        for (size_t i = 0; i < XML_KEPT_NAMES / 8; i++) /* names of nine bytes and more */
                buffer_printf(&out, "<name%05zu/>", i);
        buffer_text(&out, "</a>");
        assert_int_equal(xml_parse_next(&parser, &doc, buffer_bytes(&out), b->arena, &b->error), OK);
        assert_null(parser.kept);
}

/* SECURITY.md: named limits. libxml2 compares each attribute of an element with all others: of 100,000 the start tag is refused
 * before it is read, in every encoding, and 512 are read. How long a value is says nothing. */
static void limits_attributes(void **state)
{
        static const struct {
                const char *claim;
                int attributes, value;
                const char *name, *words; /* NULL: read */
        } rows[] = {
                {"as many as there may be", XML_MOST_ATTRIBUTES, 1, "a%d", NULL},
                {"one long value", 1, 4 << 20, "a%d", NULL},
                {"too many, in several pieces", 100000, 1, "a%d", "too many attributes in one element"},
                {"too many, and each with a long value", 600, 5000, "a%d", "too many attributes in one element"},
                {"too many namespaces", XML_MOST_NAMESPACES + 1, 1, "xmlns:a%d", "too many namespaces"},
        };
        struct bench *b = *state;

        for (size_t i = 0; i < COUNT(rows); i++)
                for (int wide = 0; wide < 2; wide++) {
                        struct buffer text = buffer_in(b->arena), out = buffer_in(b->arena);
                        xmlDoc *doc = NULL;
                        char name[24];

                        buffer_text(&text, "<a");
                        for (int k = 0; k < rows[i].attributes; k++) {
                                snprintf(name, sizeof name, rows[i].name[0] == 'x' ? "xmlns:a%d" : "a%d", k);
                                buffer_printf(&text, " %s=\"", name);
                                for (int n = 0; n < rows[i].value; n++)
                                        buffer_char(&text, 'u');
                                buffer_char(&text, '"');
                        }
                        buffer_text(&text, "/>");
                        if (wide && text.n > (size_t)3 << 20) /* twice as many bytes are too many */
                                continue;
                        if (wide)
                                buffer_add(&out, "\xff\xfe", 2);
                        for (size_t k = 0; k < text.n; k++) {
                                buffer_char(&out, text.at[k]);
                                if (wide)
                                        buffer_add(&out, "", 1);
                        }
                        b->error = (struct xml_error){0};
                        if (xml_parse(&doc, buffer_bytes(&out), b->arena, &b->error) == OK
                                    ? rows[i].words != NULL
                                    : !rows[i].words || strcmp(b->error.words, rows[i].words) != 0)
                                fail_msg("%s: %s", rows[i].claim, b->error.words ? b->error.words : "read");
                        xmlFreeDoc(doc);
                }
}

/* libxml2 cuts some values between the bytes of a character, and words may hold line ends. */
static void words_are_one_line_of_text(void **state)
{
        struct bench *b = *state;
        xmlDoc *doc = NULL;

        assert_int_equal(xml_parse(&doc, bytes_of("<a>\xff\xfe</a>"), b->arena, &b->error), ERR_INPUT);
        assert_string_equal(b->error.words, "Input is not proper UTF-8, indicate encoding ! Bytes: 0xFF 0xFE 0x3C 0x2F");
}

static void reads(void **state)
{
        struct bench *b = *state;
        xmlDoc *doc = parsed(b, "<p:a xmlns:p='urn:x' n='-12' bad='12x' huge='99999999999999999999' d='2026-01-15'\n"
                                "  never='2026-02-30' loose='2026/1/15' p:t='other' t='a&#10;b&amp;c'>\n"
                                "  <!-- skipped --><b>一</b><?skipped?><p:c/><b> 二<![CDATA[<&]]><d>三</d></b>\n</p:a>");
        const xmlNode *a = xmlDocGetRootElement(doc), *first = xml_child(a, "b"), *second = xml_next(first, "b");

        assert_true(xml_is(a, "a"));
        assert_string_equal(xml_attr(a, "t", b->arena), "a\nb&c");
        assert_string_equal(xml_attr(a, "absent", b->arena), "");
        assert_true(xml_has_attr(a, "n"));
        assert_false(xml_has_attr(a, "absent"));

        assert_int_equal(xml_attr_int(a, "n", 7), -12);
        assert_int_equal(xml_attr_int(a, "bad", 7), 7);
        assert_int_equal(xml_attr_int(a, "huge", 7), 7);
        assert_int_equal(xml_attr_int(a, "absent", 7), 7);

        assert_int_equal(date_compare(xml_attr_date(a, "d"), (struct date){2026, 1, 15}), 0);
        assert_false(date_is_set(xml_attr_date(a, "never")));
        assert_false(date_is_set(xml_attr_date(a, "loose")));
        assert_false(date_is_set(xml_attr_date(a, "absent")));

        assert_string_equal(xml_text(first, b->arena), "一");
        assert_string_equal(xml_text(second, b->arena), " 二<&"); /* its own, not that of <d> */
        assert_null(xml_next(second, "b"));
        assert_non_null(xml_child(a, "c"));
        assert_null(xml_child(a, "absent"));
        xmlFreeDoc(doc);
}

static struct bytes written(struct bench *b, const char *text)
{
        struct xml_writer w = xml_writer_in(b->arena);

        xml_open(&w, "a");
        xml_put(&w, "t", text);
        xml_put_if(&w, "empty", "");
        xml_put_if(&w, "null", NULL);
        xml_put_int(&w, "yen", -128000);
        xml_put_date(&w, "on", (struct date){2026, 1, 15});
        xml_put_date(&w, "unset", (struct date){0});
        xml_open(&w, "b");
        xml_put_text(&w, text);
        xml_close(&w);
        xml_open(&w, "c");
        xml_close(&w);
        xml_close(&w);
        return xml_finish(&w);
}

static void writes_one_form(void **state)
{
        struct bench *b = *state;

        assert_string_equal((const char *)written(b, "1 < 2 & \"3\" > 2\t\r\n").at,
                            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                            "<a t=\"1 &lt; 2 &amp; &quot;3&quot; &gt; 2&#9;&#13;&#10;\" yen=\"-128000\" on=\"2026-01-15\">\n"
                            "  <b>1 &lt; 2 &amp; \"3\" &gt; 2\t&#13;\n</b>\n"
                            "  <c/>\n"
                            "</a>\n");
}

/* Names hold 𠮷 and variation sequences; notes hold line ends of three kinds (docs/field.md 5). */
static void reads_back_what_it_wrote(void **state)
{
        static const char *const texts[] = {
                "", " ", "  two  spaces ", "\t", "\n", "\r", "\r\n", "a\tb\nc\rd", "]]>", "<!DOCTYPE a>", "&amp;", "'\"'",
                "髙橋 﨑 𠮷野家 葛\xf3\xa0\x84\x80飾区", "か\xe3\x82\x99", "\xc2\xa0\xc2\x85\xe2\x80\xa8",
        };

        for (size_t i = 0; i < COUNT(texts); i++) {
                struct bench *b = *state;
                xmlDoc *doc = NULL;
                const xmlNode *a;

                assert_int_equal(xml_parse(&doc, written(b, texts[i]), b->arena, &b->error), OK);
                a = xmlDocGetRootElement(doc);
                assert_string_equal(xml_attr(a, "t", b->arena), texts[i]);
                assert_string_equal(xml_text(xml_child(a, "b"), b->arena), texts[i]);
                xmlFreeDoc(doc);
        }
}

static const char schema_text[] =
        "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' targetNamespace='urn:x-test:1' elementFormDefault='qualified'>"
        "<xs:element name='a'><xs:complexType><xs:sequence>"
        "<xs:element name='n' type='xs:int' maxOccurs='9'/>"
        "</xs:sequence></xs:complexType></xs:element></xs:schema>";

static void validates_again_and_again(void **state)
{
        static const struct {
                const char *text, *words;
                int line;
        } rows[] = {
                {"<a xmlns='urn:x-test:1'>\n<n>1</n></a>", NULL, 0},
                {"<a xmlns='urn:x-test:1'>\n\n<n>one</n></a>", "Element 'n': 'one' is not a valid value of the atomic type 'xs:int'", 3},
                {"<a xmlns='urn:x-test:1'>\n<m/></a>", "Element 'm': This element is not expected. Expected is ( n )", 2},
                {"<a>\n<n>1</n></a>", "Element 'a': No matching global declaration available for the validation root", 1},
                {"<a xmlns='urn:x-test:1'><n>2</n></a>", NULL, 0},
        };
        struct bench *b = *state;
        struct xml_schema *schema = NULL;

        assert_int_equal(xml_schema_new(&schema, bytes_of(schema_text), b->arena, &b->error), OK);
        for (size_t i = 0; i < COUNT(rows); i++) {
                xmlDoc *doc = parsed(b, rows[i].text);
                struct xml_error error = {0};

                assert_int_equal(xml_validate(schema, doc, b->arena, &error), rows[i].words ? ERR_INPUT : OK);
                if (rows[i].words)
                        assert_string_equal(error.words, rows[i].words);
                assert_int_equal(error.line, rows[i].line);
                xmlFreeDoc(doc);
        }
        xml_schema_free(schema);
}

/* Nothing is fetched: neither for a schema nor because a document names one. */
static void loads_nothing_else(void **state)
{
        static const char *const elements[] = {
                "<xs:import namespace='urn:y' schemaLocation='/etc/hostname'/>",
                "<xs:include schemaLocation='http://127.0.0.1/a.xsd'/>",
                "<xs:redefine schemaLocation='a.xsd'/>",
        };
        struct bench *b = *state;
        struct xml_schema *schema = NULL;
        xmlDoc *doc;

        for (size_t i = 0; i < COUNT(elements); i++) {
                char *xsd = arena_printf(b->arena, "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n%s</xs:schema>",
                                         elements[i]);

                assert_int_equal(xml_schema_new(&schema, bytes_of(xsd), b->arena, &b->error), ERR_INPUT);
                assert_string_equal(b->error.text, "line 2: a schema may not load another one");
                assert_null(schema);
        }

        assert_int_equal(xml_schema_new(&schema, bytes_of(schema_text), b->arena, &b->error), OK);
        doc = parsed(b, "<a xmlns='urn:x-test:1' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                        " xsi:schemaLocation='urn:x-test:1 /tmp/other.xsd'><n>1</n></a>");
        assert_int_equal(xml_validate(schema, doc, b->arena, &b->error), ERR_INPUT);
        assert_string_equal(b->error.text, "line 1: attributes of XMLSchema-instance are not accepted");
        xmlFreeDoc(doc);
        xml_schema_free(schema);
}

/* A document in the encoding that it names, longer than the pieces it is pushed in, which part a character somewhere. */
static void reads_what_japan_writes(void **state)
{
        static const struct {
                const char *name, *bytes, *text;
        } rows[] = {
                {"Shift_JIS", "\x97\xcc\x8e\xfb\x8f\x91\x81\x60\xb1\x87\x8a", "領収書〜ｱ㈱"},
                {"shift_jis", "\x97\xcc\x8e\xfb\x8f\x91", "領収書"},
                {"Windows-31J", "\x97\xcc\x8e\xfb\x8f\x91\x81\x60\xb1\x87\x8a", "領収書～ｱ㈱"},
                {"EUC-JP", "\xce\xce\xbc\xfd\xbd\xf1\xa1\xc1\x8e\xb1", "領収書〜ｱ"},
                {"ISO-8859-1", "a\xe4", "aä"},
                {"Shift_JIS", "\x97\xcc\x8e ", NULL}, /* half of a character */
                {"EUC-JP", "\xce\xce\xff\xff", NULL},
        };

        for (size_t i = 0; i < 2 * COUNT(rows); i++) {
                struct bench *b = *state;
                struct buffer out = buffer_in(b->arena), wanted = buffer_in(b->arena);
                xmlDoc *doc = NULL;
                enum status st;

                buffer_printf(&out, "<?xml version=\"1.0\" encoding=\"%s\"?><a>%s", rows[i / 2].name, i % 2 ? "!" : "");
                buffer_text(&wanted, i % 2 ? "!" : "");
                for (int k = 0; k < 2000; k++) {
                        buffer_text(&out, rows[i / 2].bytes);
                        buffer_text(&wanted, rows[i / 2].text ? rows[i / 2].text : "");
                }
                buffer_text(&out, "</a>");
                st = xml_parse(&doc, buffer_bytes(&out), b->arena, &b->error);
                if (st != (rows[i / 2].text ? OK : ERR_INPUT))
                        fail_msg("%zu %s: %s", i, rows[i / 2].name, st == OK ? "" : b->error.text);
                if (st == OK)
                        assert_string_equal(xml_text(xmlDocGetRootElement(doc), b->arena), wanted.at);
                xmlFreeDoc(doc);
        }
}

static void refuses_what_is_no_schema(void **state)
{
        struct bench *b = *state;
        struct xml_schema *schema = NULL;

        assert_int_equal(xml_schema_new(&schema, bytes_of("<a/>"), b->arena, &b->error), ERR_INPUT);
        assert_string_equal(b->error.words, "The XML document 'in_memory_buffer' is not a schema document");
        assert_int_equal(xml_schema_new(&schema, bytes_of("<a"), b->arena, &b->error), ERR_INPUT);
        assert_null(schema);
        xml_schema_free(NULL);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(refuses, set_up, tear_down),
                cmocka_unit_test_setup_teardown(limits_depth, set_up, tear_down),
                cmocka_unit_test_setup_teardown(limits_size_and_number, set_up, tear_down),
                cmocka_unit_test_setup_teardown(kept_parser_answers_as_new, set_up, tear_down),
                cmocka_unit_test_setup_teardown(kept_parser_gives_up_names, set_up, tear_down),
                cmocka_unit_test_setup_teardown(limits_attributes, set_up, tear_down),
                cmocka_unit_test_setup_teardown(words_are_one_line_of_text, set_up, tear_down),
                cmocka_unit_test_setup_teardown(reads, set_up, tear_down),
                cmocka_unit_test_setup_teardown(writes_one_form, set_up, tear_down),
                cmocka_unit_test_setup_teardown(reads_back_what_it_wrote, set_up, tear_down),
                cmocka_unit_test_setup_teardown(validates_again_and_again, set_up, tear_down),
                cmocka_unit_test_setup_teardown(loads_nothing_else, set_up, tear_down),
                cmocka_unit_test_setup_teardown(refuses_what_is_no_schema, set_up, tear_down),
                cmocka_unit_test_setup_teardown(reads_what_japan_writes, set_up, tear_down),
        };
        int failed;

        xml_start();
        failed = cmocka_run_group_tests(tests, NULL, NULL);
        xml_stop();
        return failed;
}
