#include "core/format/xml_pieces.h"

#include <string.h>

#include "core/banned.h"

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
