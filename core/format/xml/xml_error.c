#include "core/format/xml/xml_error.h"

#include <libxml/xmlstring.h>
#include <string.h>

#include "core/base/buffer.h"

#include "core/banned.h"

/* What is told of an error; libxml2 quotes whole values. */
enum { MOST_WORDS = 400 };

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

void xml_fail(struct xml_first *first, int line, const char *words)
{
        if (first->failed)
                return;
        first->failed = true;
        first->error->line = line;
        first->error->words = words;
        first->error->text = line > 0 ? arena_printf(first->arena, "line %d: %s", line, words) : words;
}

void xml_fail_as(struct xml_first *first, const xmlError *e)
{
        if (e->level >= XML_ERR_ERROR && !first->failed)
                xml_fail(first, e->line, xml_words(first->arena, e->message));
}
