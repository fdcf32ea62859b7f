/* Writing XML. */
#include "core/format/xml/xml.h"

#include <assert.h>
#include <string.h>

#include "core/banned.h"

struct xml_writer xml_writer_in(struct arena *arena)
{
        struct xml_writer w = {.out = buffer_in(arena)};

        buffer_text(&w.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        return w;
}

/* A parser turns raw tabs and line ends of an attribute into spaces and a raw CR into LF: they
 * are written as references, so that what is read is what was written. */
static const char *reference(char c, bool attribute)
{
        switch (c) {
        case '&':
                return "&amp;";
        case '<':
                return "&lt;";
        case '>':
                return "&gt;";
        case '\r':
                return "&#13;";
        case '"':
                return attribute ? "&quot;" : "\"";
        case '\t':
                return attribute ? "&#9;" : "\t";
        default:
                return attribute ? "&#10;" : "\n";
        }
}

static void escape(struct buffer *out, const char *text, bool attribute)
{
        for (;;) {
                const size_t plain = strcspn(text, "&<>\r\"\t\n");

                buffer_add(out, text, plain);
                text += plain;
                if (!*text)
                        return;
                buffer_text(out, reference(*text++, attribute));
        }
}

static void new_line(struct xml_writer *w)
{
        buffer_char(&w->out, '\n');
        for (int i = 0; i < w->depth; i++)
                buffer_text(&w->out, "  ");
}

void xml_open(struct xml_writer *w, const char *name)
{
        assert(w->depth < XML_MOST_DEPTH);
        if (w->open)
                buffer_char(&w->out, '>');
        new_line(w);
        buffer_char(&w->out, '<');
        buffer_text(&w->out, name);
        w->names[w->depth++] = name;
        w->open = true;
        w->text = false;
}

void xml_put(struct xml_writer *w, const char *attr, const char *value)
{
        assert(w->open);
        buffer_char(&w->out, ' ');
        buffer_text(&w->out, attr);
        buffer_text(&w->out, "=\"");
        escape(&w->out, value ? value : "", true);
        buffer_char(&w->out, '"');
}

void xml_put_if(struct xml_writer *w, const char *attr, const char *value)
{
        if (value && *value)
                xml_put(w, attr, value);
}

void xml_put_int(struct xml_writer *w, const char *attr, int64_t n)
{
        assert(w->open);
        buffer_char(&w->out, ' ');
        buffer_text(&w->out, attr);
        buffer_text(&w->out, "=\"");
        buffer_int(&w->out, n);
        buffer_char(&w->out, '"');
}

void xml_put_date(struct xml_writer *w, const char *attr, struct date date)
{
        char text[DATE_TEXT];

        if (date_is_set(date))
                xml_put(w, attr, date_iso(text, date));
}

void xml_put_text(struct xml_writer *w, const char *text)
{
        if (w->open)
                buffer_char(&w->out, '>');
        w->open = false;
        w->text = true;
        escape(&w->out, text ? text : "", false);
}

void xml_close(struct xml_writer *w)
{
        const char *name;

        assert(w->depth > 0);
        name = w->names[--w->depth];
        if (w->open) {
                buffer_text(&w->out, "/>");
        } else {
                if (!w->text)
                        new_line(w);
                buffer_text(&w->out, "</");
                buffer_text(&w->out, name);
                buffer_char(&w->out, '>');
        }
        w->open = false;
        w->text = false;
}

struct bytes xml_finish(struct xml_writer *w)
{
        assert(w->depth == 0);
        buffer_char(&w->out, '\n');
        return buffer_bytes(&w->out);
}
