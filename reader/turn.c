#include "reader/page.h"

#include "core/banned.h"

void page_put(struct page *page, PIX *grey)
{
        if (!grey)
                return;
        pixDestroy(&page->grey);
        page->grey = grey;
}

struct page page_copy(const struct page *page)
{
        struct page copy = *page;

        copy.grey = pixClone(page->grey);
        return copy;
}

void page_free(struct page *page)
{
        pixDestroy(&page->grey);
}

/* How much of the page forms long words in one direction once near neighbours are joined. */
static double long_words(PIX *black, bool across)
{
        PIX *joined = across ? pixCloseSafeBrick(NULL, black, 11, 1) : pixCloseSafeBrick(NULL, black, 1, 11);
        BOXA *boxes = joined ? pixConnComp(joined, NULL, 8) : NULL;
        double sum = 0;

        for (int i = 0; boxes && i < boxaGetCount(boxes); i++) {
                l_int32 w = 0, h = 0, along, thick;

                boxaGetBoxGeometry(boxes, i, NULL, NULL, &w, &h);
                along = across ? w : h;
                thick = across ? h : w;
                if (thick >= 5 && thick <= 60 && along > 5 * thick / 2)
                        sum += along - thick;
        }
        boxaDestroy(&boxes);
        pixDestroy(&joined);
        return sum;
}

/* Rules of tables run both ways and say nothing. */
static void drop_rules(PIX *black)
{
        PIX *across = pixOpenBrick(NULL, black, 70, 1), *down = pixOpenBrick(NULL, black, 1, 70), *fat;

        pixOr(across, across, down);
        fat = pixDilateBrick(NULL, across, 3, 3);
        pixSubtract(black, black, fat);
        pixDestroy(&across);
        pixDestroy(&down);
        pixDestroy(&fat);
}

static bool lies_on_its_side(PIX *grey)
{
        const int w = pixGetWidth(grey), h = pixGetHeight(grey);
        const float scale = 1200.0f / (float)(w > h ? w : h);
        PIX *small = pixScale(grey, scale, scale), *black = small ? pixConvertTo1(small, 190) : NULL;
        bool side = false;

        if (black) {
                drop_rules(black);
                side = long_words(black, false) > long_words(black, true);
        }
        pixDestroy(&small);
        pixDestroy(&black);
        return side;
}

static void straighten(struct page *page)
{
        PIX *black = pixConvertTo1(page->grey, 150), *straight = NULL;
        l_float32 angle = 0, sure = 0;

        if (black && pixFindSkew(black, &angle, &sure) == 0 && sure > 2.5f && (angle > 0.1f || angle < -0.1f))
                straight = pixRotateAMGray(page->grey, angle * 3.14159265f / 180.0f, 255);
        if (straight)
                place_leant(&page->place, pixGetWidth(page->grey), pixGetHeight(page->grey), angle * 3.14159265 / 180);
        page_put(page, straight);
        pixDestroy(&black);
}

void turn_upright(struct page *page)
{
        if (lies_on_its_side(page->grey)) {
                PIX *turned = pixRotate90(page->grey, 1);

                if (turned) {
                        place_turned(&page->place, pixGetWidth(page->grey), pixGetHeight(page->grey));
                        page->turned = (page->turned + 90) % 360;
                }
                page_put(page, turned);
        }
        straighten(page);
}

void turn_over(struct page *page)
{
        PIX *over = pixRotate180(NULL, page->grey);

        if (!over)
                return;
        place_over(&page->place, pixGetWidth(page->grey), pixGetHeight(page->grey));
        page->turned = (page->turned + 180) % 360;
        page_put(page, over);
        pixSetResolution(page->grey, 300, 300);
}
