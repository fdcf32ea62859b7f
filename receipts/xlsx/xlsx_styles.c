#include "receipts/xlsx/xlsx.h"

#include <string.h>

#include "core/banned.h"

/* <numFmts> name the workbook's own formats; each <xf> of <cellXfs> is a style, and a cell says which by its position. */
struct styles {
        struct xlsx *book;
        bool in_cells; /* in <cellXfs>, not <cellStyleXfs> */
        bool in_fonts;
        struct {
                VEC(bool);
        } struck; /* per font */
        struct {
                VEC(struct own {
                        int64_t id;
                        struct xlsx_format format;
                });
        } own;
};

static int64_t whole(const char *text)
{
        int64_t n = 0;

        if (!text || !*text)
                return -1;
        for (; *text >= '0' && *text <= '9' && n < INT32_MAX; text++)
                n = n * 10 + (*text - '0');
        return *text ? -1 : n;
}

/* A workbook's own format comes before the built-in one of that number. */
static struct xlsx_format find(const struct styles *s, int64_t id)
{
        for (size_t i = 0; i < s->own.n; i++)
                if (s->own.at[i].id == id)
                        return s->own.at[i].format;
        return xlsx_format_built_in(id);
}

static void on_start(void *data, const struct xml_stream_element *e)
{
        struct styles *s = data;
        struct arena *arena = s->book->arena;

        if (e->depth == 2) {
                s->in_cells = strcmp(e->name, "cellXfs") == 0;
                s->in_fonts = strcmp(e->name, "fonts") == 0;
        }
        if (e->depth == 4 && s->in_fonts && s->struck.n && xlsx_is_struck(e))
                s->struck.at[s->struck.n - 1] = true;
        if (e->depth != 3 || !xlsx_is_main(e->space))
                return;
        if (strcmp(e->name, "numFmt") == 0) {
                const char *code = xml_stream_get(e, "formatCode", false, arena);
                struct own *own = vec_add(arena, &s->own);

                own->id = whole(xml_stream_get(e, "numFmtId", false, arena));
                own->format = xlsx_format_of(code ? code : "", arena);
        } else if (s->in_fonts && strcmp(e->name, "font") == 0) {
                *vec_add(arena, &s->struck) = false;
        } else if (s->in_cells && strcmp(e->name, "xf") == 0) {
                struct xlsx_format *format = vec_add(arena, &s->book->formats);
                int64_t font = whole(xml_stream_get(e, "fontId", false, arena));

                *format = find(s, whole(xml_stream_get(e, "numFmtId", false, arena)));
                format->struck = font >= 0 && (size_t)font < s->struck.n && s->struck.at[font];
        }
        /* looking a format up takes as long as there are formats of the workbook's own */
        if (s->own.n > 2000 || s->struck.n > XLSX_MOST_FORMATS || s->book->formats.n > XLSX_MOST_FORMATS)
                xlsx_stop(s->book, E020, "書式の数¦number formats");
}

enum status xlsx_styles_read(struct xlsx *book, size_t member, const char *part)
{
        struct styles s = {.book = book};
        struct xml_stream_handler handler = {&s, on_start, NULL, NULL};

        return xlsx_parse(book, member, part, XLSX_MOST_PART_BYTES, &handler);
}
