#include "core/paper/foreign_view.h"

#include <math.h>
#include <stdbool.h>

#include "core/banned.h"

enum { INCH = 300, POINTS = 72, MOST_UP = 50 /* a ring of pages ends */ };

struct matrix matrix_times(struct matrix m, struct matrix n)
{
        return (struct matrix){m.a * n.a + m.b * n.c, m.a * n.b + m.b * n.d,       m.c * n.a + m.d * n.c,
                               m.c * n.b + m.d * n.d, m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
}

/* False where it is no list of so many; what of it is no number is 0. */
static bool read_numbers(double *out, qpdf_data pdf, qpdf_oh list, int n)
{
        if (!qpdf.oh_is_array(pdf, list) || qpdf.oh_get_array_n_items(pdf, list) != n)
                return false;
        for (int i = 0; i < n; i++) {
                const qpdf_oh item = qpdf.oh_get_array_item(pdf, list, i);

                out[i] = qpdf.oh_is_number(pdf, item) ? qpdf.oh_get_numeric_value(pdf, item) : 0;
        }
        return true;
}

struct matrix foreign_matrix(qpdf_data pdf, qpdf_oh form)
{
        double v[6];

        if (!read_numbers(v, pdf, qpdf.oh_get_key(pdf, form, "/Matrix"), 6))
                return MATRIX_SAME;
        return (struct matrix){v[0], v[1], v[2], v[3], v[4], v[5]};
}

qpdf_oh foreign_inherited(qpdf_data pdf, qpdf_oh page, const char *key)
{
        for (int up = 0; up < MOST_UP && qpdf.oh_is_dictionary(pdf, page); up++) {
                const qpdf_oh value = qpdf.oh_get_key(pdf, page, key);

                if (!qpdf.oh_is_null(pdf, value))
                        return value;
                page = qpdf.oh_get_key(pdf, page, "/Parent");
        }
        return qpdf.oh_new_null(pdf);
}

struct sheet_box {
        double x0, y0, x1, y1;
};

static bool read_box(struct sheet_box *out, qpdf_data pdf, qpdf_oh box)
{
        double v[4];

        if (!read_numbers(v, pdf, box, 4))
                return false;
        *out = (struct sheet_box){fmin(v[0], v[2]), fmin(v[1], v[3]), fmax(v[0], v[2]), fmax(v[1], v[3])};
        return out->x1 - out->x0 > 1 && out->y1 - out->y0 > 1 && out->x1 - out->x0 < 20000 && out->y1 - out->y0 < 20000;
}

struct matrix foreign_view(int32_t *width, int32_t *height, qpdf_data pdf, qpdf_oh page)
{
        const double scale = (double)INCH / POINTS;
        const qpdf_oh rotate = foreign_inherited(pdf, page, "/Rotate");
        const int turned =
                qpdf.oh_is_integer(pdf, rotate) ? ((qpdf.oh_get_int_value_as_int(pdf, rotate) % 360) + 360) % 360 : 0;
        struct sheet_box box;
        double w, h;

        if (!read_box(&box, pdf, foreign_inherited(pdf, page, "/CropBox")) &&
            !read_box(&box, pdf, foreign_inherited(pdf, page, "/MediaBox")))
                box = (struct sheet_box){0, 0, 595, 842};
        w = (box.x1 - box.x0) * scale;
        h = (box.y1 - box.y0) * scale;
        *width = (int32_t)(turned % 180 ? h : w);
        *height = (int32_t)(turned % 180 ? w : h);
        switch (turned) {
        case 90:
                return (struct matrix){0, scale, scale, 0, -box.y0 * scale, -box.x0 * scale};
        case 180:
                return (struct matrix){-scale, 0, 0, scale, box.x1 * scale, -box.y0 * scale};
        case 270:
                return (struct matrix){0, -scale, -scale, 0, box.y1 * scale, box.x1 * scale};
        default:
                return (struct matrix){scale, 0, 0, -scale, -box.x0 * scale, box.y1 * scale};
        }
}
