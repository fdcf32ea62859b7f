#include "core/paper/foreign_font.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/charset.h"
#include "core/base/text.h"
#include "core/paper/foreign_map.h"
#include "core/paper/pdf_token.h"

#include "core/banned.h"

/* How bytes become codes. */
enum coding { ONE_BYTE, TWO_BYTES, UTF_16, SHIFT_JIS, UNKNOWN };

struct foreign_font {
        enum coding coding;
        struct foreign_map map; /* by code; empty: as the coding says */
        uint16_t *widths;       /* thousandths, by code; NULL: all as the default */
        uint16_t default_width;
        double unit; /* what the widths count by: thousandths of the size, but of a font of drawings */
};

/* ---- widths */

static uint16_t thousandths(qpdf_data pdf, qpdf_oh number)
{
        double width = qpdf.oh_is_number(pdf, number) ? qpdf.oh_get_numeric_value(pdf, number) : 0;

        return width > 0 && width < 10000 ? (uint16_t)width : 0;
}

static int whole(qpdf_data pdf, qpdf_oh number)
{
        return qpdf.oh_is_integer(pdf, number) ? qpdf.oh_get_int_value_as_int(pdf, number) : -1;
}

static void set_width(struct foreign_font *font, int code, uint16_t width)
{
        if (code >= 0 && code < FOREIGN_CODES)
                font->widths[code] = width;
}

static void start_widths(struct foreign_font *font, struct arena *arena)
{
        font->widths = arena_alloc(arena, FOREIGN_CODES * sizeof *font->widths);
        for (size_t i = 0; i < FOREIGN_CODES; i++)
                font->widths[i] = font->default_width;
}

/* [first last width] or [first [width …]], one after the other (ISO 32000-1, 9.7.4.3). */
static void read_cid_widths(struct foreign_font *font, qpdf_data pdf, qpdf_oh w, struct arena *arena)
{
        const int n = qpdf.oh_is_array(pdf, w) ? qpdf.oh_get_array_n_items(pdf, w) : 0;

        start_widths(font, arena);
        for (int i = 0; i + 1 < n && i < FOREIGN_CODES;) {
                const int first = whole(pdf, qpdf.oh_get_array_item(pdf, w, i));
                const qpdf_oh next = qpdf.oh_get_array_item(pdf, w, i + 1);

                if (qpdf.oh_is_array(pdf, next)) {
                        const int items = qpdf.oh_get_array_n_items(pdf, next);

                        for (int k = 0; k < items && k < FOREIGN_CODES; k++)
                                set_width(font, first + k, thousandths(pdf, qpdf.oh_get_array_item(pdf, next, k)));
                        i += 2;
                } else {
                        const int last = whole(pdf, next);
                        const uint16_t width = i + 2 < n ? thousandths(pdf, qpdf.oh_get_array_item(pdf, w, i + 2)) : 0;

                        for (int k = first; k >= 0 && k <= last && k < FOREIGN_CODES; k++)
                                set_width(font, k, width);
                        i += 3;
                }
        }
}

static void read_simple_widths(struct foreign_font *font, qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
        const qpdf_oh w = qpdf.oh_get_key(pdf, dict, "/Widths");
        const int n = qpdf.oh_is_array(pdf, w) ? qpdf.oh_get_array_n_items(pdf, w) : 0;
        const int first = whole(pdf, qpdf.oh_get_key(pdf, dict, "/FirstChar"));

        start_widths(font, arena);
        for (int i = 0; i < n && i < 256; i++)
                set_width(font, first + i, thousandths(pdf, qpdf.oh_get_array_item(pdf, w, i)));
}

/* ---- texts */

static bool read_to_unicode(struct foreign_font *font, qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
        const qpdf_oh stream = qpdf.oh_get_key(pdf, dict, "/ToUnicode");
        unsigned char *bytes = NULL;
        QPDF_BOOL filtered = QPDF_FALSE;
        size_t n = 0;

        if (!qpdf.oh_is_stream(pdf, stream) ||
            qpdf.oh_get_stream_data(pdf, stream, qpdf_dl_generalized, &filtered, &bytes, &n) != QPDF_SUCCESS)
                return false;
        foreign_map_read(&font->map, (struct bytes){bytes, n}, arena);
        free(bytes);
        return font->map.at != NULL;
}

static bool name_is(qpdf_data pdf, qpdf_oh name, const char *beginning)
{
        return qpdf.oh_is_name(pdf, name) && strncmp(qpdf.oh_get_name(pdf, name), beginning, strlen(beginning)) == 0;
}

/* The predefined ones whose codes are a text's own (ISO 32000-1, table 118). Those that run downwards are not read. */
static enum coding coding_of(qpdf_data pdf, qpdf_oh encoding)
{
        static const struct {
                const char *beginning;
                enum coding coding;
        } known[] = {{"/UniJIS-UTF16-H", UTF_16},      {"/UniJIS-UCS2-H", UTF_16},  {"/UniJIS2004-UTF16-H", UTF_16},
                     {"/UniJISX0213-UTF16-H", UTF_16}, {"/90ms-RKSJ-H", SHIFT_JIS}, {"/90msp-RKSJ-H", SHIFT_JIS}};

        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                if (name_is(pdf, encoding, known[i].beginning))
                        return known[i].coding;
        return UNKNOWN;
}

static void read_composite(struct foreign_font *font, qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
        const qpdf_oh encoding = qpdf.oh_get_key(pdf, dict, "/Encoding");
        qpdf_oh descendants = qpdf.oh_get_key(pdf, dict, "/DescendantFonts"), descendant;
        int dw;

        font->coding = coding_of(pdf, encoding);
        if (read_to_unicode(font, pdf, dict, arena) && font->coding == UNKNOWN &&
            (!qpdf.oh_is_name(pdf, encoding) || name_is(pdf, encoding, "/Identity-H")))
                font->coding = TWO_BYTES;
        font->default_width = 1000;
        if (!qpdf.oh_is_array(pdf, descendants) || qpdf.oh_get_array_n_items(pdf, descendants) < 1)
                return;
        descendant = qpdf.oh_get_array_item(pdf, descendants, 0);
        dw = qpdf.oh_is_dictionary(pdf, descendant) ? whole(pdf, qpdf.oh_get_key(pdf, descendant, "/DW")) : -1;
        if (dw > 0 && dw < 10000)
                font->default_width = (uint16_t)dw;
        if (font->coding == TWO_BYTES && qpdf.oh_is_dictionary(pdf, descendant))
                read_cid_widths(font, pdf, qpdf.oh_get_key(pdf, descendant, "/W"), arena);
}

/* [code /name /name … code /name …] (ISO 32000-1, 9.6.6.1). */
static void read_differences(struct foreign_font *font, qpdf_data pdf, qpdf_oh encoding, struct arena *arena)
{
        const qpdf_oh list = qpdf.oh_get_key(pdf, encoding, "/Differences");
        const int n = qpdf.oh_is_array(pdf, list) ? qpdf.oh_get_array_n_items(pdf, list) : 0;
        int code = 0;

        for (int i = 0; i < n && i < 1000; i++) {
                const qpdf_oh item = qpdf.oh_get_array_item(pdf, list, i);

                if (qpdf.oh_is_integer(pdf, item))
                        code = whole(pdf, item);
                else if (qpdf.oh_is_name(pdf, item) && code >= 0 && code < 256)
                        foreign_map_put(&font->map, (uint32_t)code++,
                                        foreign_glyph_text(qpdf.oh_get_name(pdf, item), arena), arena);
        }
}

/* A subset that names no encoding has codes of its own. */
static bool is_subset(qpdf_data pdf, qpdf_oh dict)
{
        const qpdf_oh name = qpdf.oh_get_key(pdf, dict, "/BaseFont");

        return !qpdf.oh_is_name(pdf, name) || strchr(qpdf.oh_get_name(pdf, name), '+');
}

static void read_simple(struct foreign_font *font, qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
        const qpdf_oh encoding = qpdf.oh_get_key(pdf, dict, "/Encoding");

        font->default_width = 556; /* a figure of Helvetica */
        font->coding = ONE_BYTE;
        read_simple_widths(font, pdf, dict, arena);
        if (read_to_unicode(font, pdf, dict, arena))
                return;
        if (!qpdf.oh_is_name(pdf, encoding) && !qpdf.oh_is_dictionary(pdf, encoding) && is_subset(pdf, dict)) {
                font->coding = UNKNOWN;
                return;
        }
        foreign_map_latin(&font->map, arena);
        if (qpdf.oh_is_dictionary(pdf, encoding))
                read_differences(font, pdf, encoding, arena);
}

/* A font of drawings (9.6.5): its codes mean something only where they are told, and its matrix says how wide they are. */
static void read_drawn(struct foreign_font *font, qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
        const qpdf_oh matrix = qpdf.oh_get_key(pdf, dict, "/FontMatrix");

        if (!read_to_unicode(font, pdf, dict, arena))
                return;
        font->coding = ONE_BYTE;
        read_simple_widths(font, pdf, dict, arena);
        if (qpdf.oh_is_array(pdf, matrix) && qpdf.oh_get_array_n_items(pdf, matrix) == 6 &&
            qpdf.oh_is_number(pdf, qpdf.oh_get_array_item(pdf, matrix, 0)))
                font->unit = fabs(qpdf.oh_get_numeric_value(pdf, qpdf.oh_get_array_item(pdf, matrix, 0)));
}

struct foreign_font *foreign_font_read(qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
        struct foreign_font *font = ARENA_NEW(arena, struct foreign_font);

        font->coding = UNKNOWN;
        font->unit = 0.001;
        if (!qpdf.oh_is_dictionary(pdf, dict))
                return font;
        if (name_is(pdf, qpdf.oh_get_key(pdf, dict, "/Subtype"), "/Type0"))
                read_composite(font, pdf, dict, arena);
        else if (name_is(pdf, qpdf.oh_get_key(pdf, dict, "/Subtype"), "/Type3"))
                read_drawn(font, pdf, dict, arena);
        else
                read_simple(font, pdf, dict, arena);
        return font;
}

/* ---- letters */

static size_t length_of(const struct foreign_font *font, struct bytes rest)
{
        const unsigned char c = rest.at[0];

        if (font->coding == ONE_BYTE || rest.n < 2)
                return 1;
        if (font->coding == SHIFT_JIS)
                return (c >= 0x81 && c <= 0x9f) || (c >= 0xe0 && c <= 0xfc) ? 2 : 1;
        if (font->coding == UTF_16 && c >= 0xd8 && c <= 0xdb && rest.n >= 4)
                return 4;
        return 2;
}

static const char *shift_jis_text(struct bytes code, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        if (charset_decode(&out, code, CHARSET_CP932) != code.n || !out.n || out.n >= READING_TEXT_ROOM)
                return "";
        return out.at;
}

static const char *text_of(const struct foreign_font *font, struct bytes code, uint32_t value, struct arena *arena)
{
        if (font->map.at)
                return foreign_map_text(&font->map, value);
        if (font->coding == UTF_16)
                return foreign_utf16_text(code, arena);
        return font->coding == SHIFT_JIS ? shift_jis_text(code, arena) : "";
}

static double width_of(const struct foreign_font *font, struct bytes code, uint32_t value)
{
        if (font->coding == SHIFT_JIS)
                return code.n == 1 ? 0.5 : 1;
        if (font->coding == UTF_16) /* narrow letters, and full ones */
                return value < 0x250 || (value >= 0xff61 && value < 0xffa0) ? 0.5 : 1;
        return (font->widths && value < FOREIGN_CODES ? font->widths[value] : font->default_width) * font->unit;
}

bool foreign_letter_next(struct foreign_letter *out, const struct foreign_font *font, struct bytes string, size_t *at,
                         struct arena *arena)
{
        struct bytes code;
        uint32_t value = 0;

        if (*at >= string.n)
                return false;
        code = (struct bytes){string.at + *at, string.n - *at};
        code.n = length_of(font, code);
        for (size_t i = 0; i < code.n && i < 2; i++)
                value = value << 8 | code.at[i];
        *out = (struct foreign_letter){text_of(font, code, value, arena), width_of(font, code, value),
                                       code.n == 1 && code.at[0] == ' '};
        if (!text_is_valid(out->text) || strpbrk(out->text, "\t\r\n"))
                out->text = "";
        *at += code.n;
        return true;
}
