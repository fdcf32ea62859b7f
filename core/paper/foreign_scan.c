#include "core/paper/foreign_scan.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum { MOST_PICTURES = 200, LEAST_SIDE = 200, MOST_COLOURS = 256 };

struct scan {
        qpdf_data pdf;
        qpdf_oh stream, dict;
        int width, height, bits, channels;
        bool inverted;
        unsigned char palette[MOST_COLOURS]; /* grey by index; channels 1 */
        bool has_palette;
};

static int whole(qpdf_data pdf, qpdf_oh dict, const char *key)
{
        const qpdf_oh value = qpdf.oh_get_key(pdf, dict, key);

        return qpdf.oh_is_integer(pdf, value) ? qpdf.oh_get_int_value_as_int(pdf, value) : 0;
}

/* ---- which one */

static qpdf_oh pictures_of(qpdf_data pdf, qpdf_oh page)
{
        for (int up = 0; up < 50 && qpdf.oh_is_dictionary(pdf, page); up++) {
                const qpdf_oh resources = qpdf.oh_get_key(pdf, page, "/Resources");

                if (qpdf.oh_is_dictionary(pdf, resources))
                        return qpdf.oh_get_key(pdf, resources, "/XObject");
                page = qpdf.oh_get_key(pdf, page, "/Parent");
        }
        return qpdf.oh_new_null(pdf);
}

static bool find_largest(struct scan *scan, qpdf_oh pictures)
{
        qpdf_data pdf = scan->pdf;
        int64_t most = 0;

        if (!qpdf.oh_is_dictionary(pdf, pictures))
                return false;
        qpdf.oh_begin_dict_key_iter(pdf, pictures);
        for (int i = 0; i < MOST_PICTURES && qpdf.oh_dict_more_keys(pdf); i++) {
                const qpdf_oh stream = qpdf.oh_get_key(pdf, pictures, qpdf.oh_dict_next_key(pdf));
                qpdf_oh dict;
                int w, h;

                if (!qpdf.oh_is_stream(pdf, stream))
                        continue;
                dict = qpdf.oh_get_dict(pdf, stream);
                w = whole(pdf, dict, "/Width");
                h = whole(pdf, dict, "/Height");
                if (!qpdf.oh_is_name_and_equals(pdf, qpdf.oh_get_key(pdf, dict, "/Subtype"), "/Image") ||
                    w < LEAST_SIDE || h < LEAST_SIDE || (int64_t)w * h <= most)
                        continue;
                most = (int64_t)w * h;
                scan->stream = stream;
                scan->dict = dict;
                scan->width = w;
                scan->height = h;
        }
        return most > 0 && most <= IMAGE_MOST_PIXELS;
}

/* ---- JPEG */

static bool is_jpeg(const struct scan *scan)
{
        const qpdf_oh filter = qpdf.oh_get_key(scan->pdf, scan->dict, "/Filter");

        if (qpdf.oh_is_array(scan->pdf, filter) && qpdf.oh_get_array_n_items(scan->pdf, filter) == 1)
                return qpdf.oh_is_name_and_equals(scan->pdf, qpdf.oh_get_array_item(scan->pdf, filter, 0),
                                                  "/DCTDecode");
        return qpdf.oh_is_name_and_equals(scan->pdf, filter, "/DCTDecode");
}

static bool decode_jpeg(struct grey *out, const struct scan *scan, struct arena *arena)
{
        struct image image = {0};
        QPDF_BOOL filtered = QPDF_FALSE;
        unsigned char *bytes = NULL;
        size_t n = 0;
        bool decoded = false;

        if (qpdf.oh_get_stream_data(scan->pdf, scan->stream, qpdf_dl_none, &filtered, &bytes, &n) == QPDF_SUCCESS) {
                image_check(&image, (struct bytes){bytes, n}, arena);
                decoded = image.ok && image.kind == IMAGE_JPEG &&
                          grey_decode_jpeg(out, (struct bytes){bytes, n}, 0, arena);
        }
        free(bytes);
        return decoded;
}

/* ---- rows */

static unsigned char grey_of(const unsigned char *p, int channels)
{
        if (channels == 1)
                return p[0];
        if (channels == 4) /* inks */
                return (unsigned char)((255 - p[0]) * (255 - p[3]) / 765 + (255 - p[1]) * (255 - p[3]) / 765 +
                                       (255 - p[2]) * (255 - p[3]) / 765);
        return (unsigned char)((p[0] * 299 + p[1] * 587 + p[2] * 114) / 1000);
}

static int channels_of(qpdf_data pdf, qpdf_oh space)
{
        static const struct {
                const char *name;
                int channels;
        } known[] = {{"/DeviceGray", 1}, {"/CalGray", 1}, {"/DeviceRGB", 3}, {"/CalRGB", 3}, {"/DeviceCMYK", 4}};
        qpdf_oh name = space;

        if (qpdf.oh_is_array(pdf, space) && qpdf.oh_get_array_n_items(pdf, space) > 0)
                name = qpdf.oh_get_array_item(pdf, space, 0);
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                if (qpdf.oh_is_name_and_equals(pdf, name, known[i].name))
                        return known[i].channels;
        if (qpdf.oh_is_name_and_equals(pdf, name, "/ICCBased") && qpdf.oh_get_array_n_items(pdf, space) > 1) {
                const qpdf_oh profile = qpdf.oh_get_array_item(pdf, space, 1);
                const int n = qpdf.oh_is_stream(pdf, profile) ? whole(pdf, qpdf.oh_get_dict(pdf, profile), "/N") : 0;

                return n == 1 || n == 3 || n == 4 ? n : 0;
        }
        return 0;
}

/* [/Indexed base hival lookup] */
static bool read_palette(struct scan *scan, qpdf_oh space)
{
        qpdf_data pdf = scan->pdf;
        const qpdf_oh lookup = qpdf.oh_get_array_item(pdf, space, 3);
        const int channels = channels_of(pdf, qpdf.oh_get_array_item(pdf, space, 1));
        QPDF_BOOL filtered = QPDF_FALSE;
        unsigned char *table = NULL;
        const unsigned char *at;
        size_t n = 0;

        if (qpdf.oh_is_stream(pdf, lookup)) {
                if (qpdf.oh_get_stream_data(pdf, lookup, qpdf_dl_generalized, &filtered, &table, &n) != QPDF_SUCCESS)
                        n = 0;
                at = table;
        } else {
                at = (const unsigned char *)qpdf.oh_get_binary_string_value(pdf, lookup, &n);
        }
        for (size_t i = 0; channels && i < MOST_COLOURS && (i + 1) * (size_t)channels <= n; i++)
                scan->palette[i] = grey_of(at + i * (size_t)channels, channels);
        free(table);
        scan->has_palette = true;
        scan->channels = 1;
        return channels && n > 0;
}

static bool read_colours(struct scan *scan)
{
        qpdf_data pdf = scan->pdf;
        const qpdf_oh space = qpdf.oh_get_key(pdf, scan->dict, "/ColorSpace"),
                      decode = qpdf.oh_get_key(pdf, scan->dict, "/Decode");
        const qpdf_oh mask = qpdf.oh_get_key(pdf, scan->dict, "/ImageMask");
        const bool is_mask = qpdf.oh_is_bool(pdf, mask) && qpdf.oh_get_bool_value(pdf, mask);

        scan->bits = is_mask ? 1 : whole(pdf, scan->dict, "/BitsPerComponent");
        scan->inverted = qpdf.oh_is_array(pdf, decode) && qpdf.oh_get_array_n_items(pdf, decode) > 0 &&
                         qpdf.oh_is_number(pdf, qpdf.oh_get_array_item(pdf, decode, 0)) &&
                         qpdf.oh_get_numeric_value(pdf, qpdf.oh_get_array_item(pdf, decode, 0)) > 0.5;
        if (scan->bits != 1 && scan->bits != 2 && scan->bits != 4 && scan->bits != 8)
                return false;
        if (qpdf.oh_is_array(pdf, space) && qpdf.oh_get_array_n_items(pdf, space) == 4 &&
            qpdf.oh_is_name_and_equals(pdf, qpdf.oh_get_array_item(pdf, space, 0), "/Indexed"))
                return read_palette(scan, space);
        scan->channels = is_mask ? 1 : channels_of(pdf, space);
        return scan->channels == 1 || (scan->channels && scan->bits == 8);
}

static void take_row(struct grey_rows *rows, const struct scan *scan, const unsigned char *from, unsigned char *row)
{
        const int most = (1 << scan->bits) - 1;

        for (int x = 0; x < scan->width; x++) {
                int value;

                if (scan->channels > 1) {
                        value = grey_of(from + (size_t)x * (size_t)scan->channels, scan->channels);
                } else {
                        const int bit = x * scan->bits;

                        value = from[bit / 8] >> (8 - scan->bits - bit % 8) & most;
                        value = scan->has_palette ? scan->palette[value] : value * 255 / most;
                }
                row[x] = (unsigned char)(scan->inverted ? 255 - value : value);
        }
        grey_rows_take(rows, row);
}

static bool decode_rows(struct grey *out, struct scan *scan, struct arena *arena)
{
        QPDF_BOOL filtered = QPDF_FALSE;
        unsigned char *bytes = NULL, *row;
        struct grey_rows rows;
        size_t n = 0, stride;
        bool decoded = false;

        if (!read_colours(scan))
                return false;
        stride = ((size_t)scan->width * (size_t)scan->channels * (size_t)scan->bits + 7) / 8;
        if (qpdf.oh_get_stream_data(scan->pdf, scan->stream, qpdf_dl_specialized, &filtered, &bytes, &n) ==
                    QPDF_SUCCESS &&
            filtered && n >= stride * (size_t)scan->height &&
            grey_rows_start(&rows, out, scan->width, scan->height, 0, arena)) {
                row = arena_alloc(arena, (size_t)scan->width);
                for (int y = 0; y < scan->height; y++)
                        take_row(&rows, scan, bytes + stride * (size_t)y, row);
                decoded = true;
        }
        free(bytes);
        return decoded;
}

bool foreign_scan_is_there(qpdf_data pdf, qpdf_oh page)
{
        struct scan scan = {.pdf = pdf};

        return find_largest(&scan, pictures_of(pdf, page));
}

bool foreign_scan_decode(struct grey *out, qpdf_data pdf, qpdf_oh page, struct arena *arena)
{
        struct scan scan = {.pdf = pdf};

        *out = (struct grey){0};
        if (!find_largest(&scan, pictures_of(pdf, page)))
                return false;
        return is_jpeg(&scan) ? decode_jpeg(out, &scan, arena) : decode_rows(out, &scan, arena);
}
