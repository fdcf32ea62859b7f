#include "reader/page.h"

#include "core/banned.h"

enum { LETTER = 25, BORDER = 20, MOST_PIXELS = 16000000 };

/* Shadows and yellowed paper become white; what is printed keeps its darkness. */
static void whiten(struct page *page)
{
        PIX *even = pixBackgroundNormSimple(page->grey, NULL, NULL);

        if (even)
                page_put(page, pixGammaTRC(NULL, even, 1.0f, 40, 190));
        pixDestroy(&even);
}

/* Of what looks like letters, neither specks nor rules: the height that six in ten do not exceed. */
static float letter_height(PIX *grey)
{
        PIX *black = pixConvertTo1(grey, 150);
        BOXA *boxes = black ? pixConnComp(black, NULL, 8) : NULL;
        int n = boxes ? boxaGetCount(boxes) : 0;
        NUMA *heights = numaCreate(n + 1);
        l_float32 height = 0;

        for (int i = 0; i < n; i++) {
                l_int32 w = 0, h = 0;

                boxaGetBoxGeometry(boxes, i, NULL, NULL, &w, &h);
                if (h >= 8 && w >= 3 && h < 200 && w < 4 * h && h < 6 * w)
                        numaAddNumber(heights, (float)h);
        }
        if (numaGetCount(heights) > 0)
                numaGetRankValue(heights, 0.6f, NULL, 0, &height);
        numaDestroy(&heights);
        boxaDestroy(&boxes);
        pixDestroy(&black);
        return height;
}

static void resize(struct page *page)
{
        const float height = letter_height(page->grey);
        float factor = (float)LETTER / (height > 0 ? height : LETTER);
        PIX *sized;

        if (height <= 0 || (height >= 18 && height <= 36))
                return;
        factor = factor > 2.5f ? 2.5f : factor < 0.4f ? 0.4f : factor;
        if ((float)pixGetWidth(page->grey) * factor * (float)pixGetHeight(page->grey) * factor > (float)MOST_PIXELS)
                return;
        sized = pixScale(page->grey, factor, factor);
        if (sized)
                place_scaled(&page->place, (double)factor);
        page_put(page, sized);
}

/* A rule that touches figures makes them unreadable; what is long and straight is no letter. */
static void remove_rules(struct page *page)
{
        const int w = pixGetWidth(page->grey), least = w / 14 > 90 ? w / 14 : 90;
        PIX *black, *across, *down, *fat;

        page_put(page, pixCopy(NULL, page->grey)); /* it may be shared */
        black = pixConvertTo1(page->grey, 160);
        across = pixOpenBrick(NULL, black, least, 1);
        down = pixOpenBrick(NULL, black, 1, least);
        pixOr(across, across, down);
        fat = pixDilateBrick(NULL, across, 3, 3);
        pixSetMasked(page->grey, fat, 255);
        pixDestroy(&black);
        pixDestroy(&across);
        pixDestroy(&down);
        pixDestroy(&fat);
}

static void frame(struct page *page)
{
        PIX *framed = pixAddBorder(page->grey, BORDER, 255);

        if (framed)
                place_cut(&page->place, -BORDER, -BORDER);
        page_put(page, framed);
        pixSetResolution(page->grey, 300, 300);
}

void page_prepare(struct page *page, bool whole)
{
        if (!whole)
                paper_flatten(page);
        whiten(page);
        turn_upright(page);
        resize(page);
        remove_rules(page);
        frame(page);
}
