#include "core/reading/reading_crop.h"

#include "core/banned.h"

enum { LINE = 34 /* pixels of a prepared page: letters are about 25 high */ };

static struct picture_part part_of(struct reading_box box)
{
        return (struct picture_part){box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0};
}

bool reading_crop(struct picture_part *part, struct picture_part *frame, const struct reading_page *page,
                  struct reading_box box, int lines)
{
        const int32_t more = lines * LINE;
        struct reading_box around = {0, box.y0 - more > 0 ? box.y0 - more : 0, page->width,
                                     box.y1 + more < page->height ? box.y1 + more : page->height};
        struct reading_box out, in;

        if (!reading_on_file(&out, page, around) || !reading_on_file(&in, page, box) || out.x1 <= out.x0 ||
            out.y1 <= out.y0)
                return false;
        *part = part_of(out);
        if (frame) {
                *frame = part_of(in);
                frame->x -= part->x;
                frame->y -= part->y;
        }
        return true;
}

bool reading_crop_of(struct picture_part *part, const struct reading_page *page, const struct read_paper *p)
{
        struct reading_box box = p->total.level ? p->total.place.box : p->date.place.box;
        const struct reading_box date = p->date.place.box;

        if (!p->total.level && !p->date.level)
                return false;
        if (p->total.level && p->date.level) {
                struct reading_box both = {0, date.y0 < box.y0 ? date.y0 : box.y0, page->width,
                                           date.y1 > box.y1 ? date.y1 : box.y1};

                if (2 * (both.y1 - both.y0) < page->width) /* it fits a cell that is twice as wide as tall */
                        box = both;
        }
        return reading_crop(part, NULL, page, box, 2);
}
