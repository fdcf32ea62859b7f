#include "reader/page.h"

#include <stdlib.h>

#include "core/banned.h"

/* The paper is looked for on a small picture: the largest bright patch that is not the whole of it, on something darker. */

enum { SMALL = 600 };

struct corner {
        int x, y;
};

struct patch {
        PIX *mask;          /* of the small picture: the paper, cut out */
        l_int32 x, y, w, h; /* where it was cut out */
        int area;
};

static PIX *bright(PIX *blurred)
{
        PIX *dark = NULL, *light, *closed, *mask;

        pixOtsuAdaptiveThreshold(blurred, 4000, 4000, 0, 0, 0.1f, NULL, &dark);
        if (!dark)
                return NULL;
        light = pixInvert(NULL, dark);
        closed = pixCloseBrick(NULL, light, 25, 25);
        mask = pixOpenBrick(NULL, closed, 9, 9);
        pixDestroy(&dark);
        pixDestroy(&light);
        pixDestroy(&closed);
        return mask;
}

static bool largest(struct patch *out, PIX *mask)
{
        PIXA *parts = NULL;
        BOXA *boxes = pixConnComp(mask, &parts, 4);
        int best = -1;

        *out = (struct patch){0};
        for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
                PIX *part = pixaGetPix(parts, i, L_CLONE);
                l_int32 area = 0;

                pixCountPixels(part, &area, NULL);
                if (area > out->area) {
                        out->area = area;
                        best = i;
                }
                pixDestroy(&part);
        }
        if (best >= 0) {
                boxaGetBoxGeometry(boxes, best, &out->x, &out->y, &out->w, &out->h);
                out->mask = pixaGetPix(parts, best, L_CLONE);
        }
        pixaDestroy(&parts);
        boxaDestroy(&boxes);
        return best >= 0;
}

/* Paper is brighter than what it lies on; a shadow across a page that fills the picture is not that dark. */
static bool lies_on_darker(PIX *blurred, PIX *mask, const struct patch *patch)
{
        const int all = pixGetWidth(mask) * pixGetHeight(mask);
        l_float32 inside = 255, outside = 255;
        PIX *other;

        if (patch->area <= all / 5 || patch->area >= all * 96 / 100)
                return false;
        other = pixInvert(NULL, mask);
        pixGetAverageMasked(blurred, mask, 0, 0, 1, L_MEAN_ABSVAL, &inside);
        pixGetAverageMasked(blurred, other, 0, 0, 1, L_MEAN_ABSVAL, &outside);
        pixDestroy(&other);
        return outside < inside * 0.93f && outside < 215;
}

/* The four corners are the points farthest out on the diagonals. */
static void find_corners(struct corner out[4], const struct patch *patch)
{
        int far[4] = {-(1 << 30), -(1 << 30), -(1 << 30), -(1 << 30)};

        for (int y = 0; y < patch->h; y++)
                for (int x = 0; x < patch->w; x++) {
                        const int along[4] = {-x - y, x - y, x + y, y - x};
                        l_uint32 set = 0;

                        pixGetPixel(patch->mask, x, y, &set);
                        for (int i = 0; set && i < 4; i++)
                                if (along[i] > far[i]) {
                                        far[i] = along[i];
                                        out[i] = (struct corner){x, y};
                                }
                }
}

static bool is_quadrangle(const struct corner c[4], int area)
{
        int twice = 0;

        for (int i = 0; i < 4; i++)
                twice += c[i].x * c[(i + 1) & 3].y - c[(i + 1) & 3].x * c[i].y;
        twice = abs(twice);
        return 50 * twice > 85 * area && 50 * twice < 115 * area; /* 0.85 to 1.15 of it */
}

static void cut_out(struct page *page, int x, int y, int w, int h)
{
        BOX *box = boxCreate(x, y, w, h);
        PIX *cut = box ? pixClipRectangle(page->grey, box, NULL) : NULL;

        if (cut)
                place_cut(&page->place, x, y);
        page_put(page, cut);
        boxDestroy(&box);
}

static void pull(struct page *page, const struct corner from[4], const struct patch *patch, float scale)
{
        const int w = (int)((float)patch->w / scale), h = (int)((float)patch->h / scale);
        const int to[4][2] = {{0, 0}, {w - 1, 0}, {w - 1, h - 1}, {0, h - 1}};
        PTA *there = ptaCreate(4), *here = ptaCreate(4);
        l_float32 *c = NULL;

        for (int i = 0; i < 4; i++) {
                ptaAddPt(there, (float)(from[i].x + patch->x) / scale, (float)(from[i].y + patch->y) / scale);
                ptaAddPt(here, (float)to[i][0], (float)to[i][1]);
        }
        if (getProjectiveXformCoeffs(here, there, &c) == 0 && c) {
                PIX *wide = pixProjective(page->grey, c, L_BRING_IN_WHITE);

                if (wide)
                        place_step(&page->place, (const double[]){c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], 1});
                page_put(page, wide);
                if (wide)
                        cut_out(page, 0, 0, w, h);
        }
        lept_free(c);
        ptaDestroy(&there);
        ptaDestroy(&here);
}

static void flatten(struct page *page, PIX *blurred, float scale)
{
        PIX *mask = bright(blurred);
        struct patch patch;
        struct corner corners[4] = {{0, 0}};

        if (!mask)
                return;
        if (largest(&patch, mask) && lies_on_darker(blurred, mask, &patch)) {
                find_corners(corners, &patch);
                if (is_quadrangle(corners, patch.area))
                        pull(page, corners, &patch, scale);
                else
                        cut_out(page, (int)((float)patch.x / scale), (int)((float)patch.y / scale),
                                (int)((float)patch.w / scale), (int)((float)patch.h / scale));
        }
        pixDestroy(&patch.mask);
        pixDestroy(&mask);
}

void paper_flatten(struct page *page)
{
        const int w = pixGetWidth(page->grey), h = pixGetHeight(page->grey);
        const float scale = (float)SMALL / (float)(w > h ? w : h);
        PIX *small = pixScale(page->grey, scale, scale), *blurred = small ? pixBlockconv(small, 3, 3) : NULL;

        if (blurred)
                flatten(page, blurred, scale);
        pixDestroy(&small);
        pixDestroy(&blurred);
}
