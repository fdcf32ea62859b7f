#include "reader/recognise.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { LEAST_SYMBOLS = 8, MOST_SYMBOLS = 20000, FIGURE_HEIGHT = 42, FIGURE_BORDER = 12 };

/* OEM_LSTM_ONLY: the models are read from files now, and no file after this. */
static TessBaseAPI *open_network(const char *model)
{
        TessBaseAPI *api = TessBaseAPICreate();

        if (api && TessBaseAPIInit2(api, NULL, model, OEM_LSTM_ONLY) == 0)
                return api;
        TessBaseAPIDelete(api);
        return NULL;
}

bool networks_open(struct networks *out)
{
        *out = (struct networks){open_network("jpn"), open_network("eng")};
        if (!out->page || !out->figures)
                return false;
        TessBaseAPISetVariable(out->page, "preserve_interword_spaces", "1");
        TessBaseAPISetVariable(out->figures, "tessedit_char_whitelist", "0123456789,.-/T\\\xC2\xA5");
        return true;
}

static struct reading_box box_of(const TessPageIterator *at, TessPageIteratorLevel level)
{
        int x0 = 0, y0 = 0, x1 = 0, y1 = 0;

        TessPageIteratorBoundingBox(at, level, &x0, &y0, &x1, &y1);
        return (struct reading_box){x0 < 0 ? 0 : x0, y0 < 0 ? 0 : y0, x1 < x0 || x1 < 0 ? x0 < 0 ? 0 : x0 : x1,
                                    y1 < y0 || y1 < 0 ? y0 < 0 ? 0 : y0 : y1};
}

static int percent(float confidence)
{
        return confidence > 100 ? 100 : confidence > 0 ? (int)(confidence + 0.5f) : 0;
}

static void add_line(struct text *text, const TessResultIterator *it, const TessPageIterator *at, struct arena *arena)
{
        struct text_line *line = vec_add(arena, &text->lines);

        line->box = box_of(at, RIL_TEXTLINE);
        line->confidence = percent(TessResultIteratorConfidence(it, RIL_TEXTLINE));
        line->first = text->symbols.n;
}

/* Spaces are made again from the gaps; what is no text a reading may hold is left out. */
static void add_symbol(struct text *text, const TessResultIterator *it, const TessPageIterator *at, struct arena *arena)
{
        char *what = TessResultIteratorGetUTF8Text(it, RIL_SYMBOL);

        if (what && *what && !strchr(" \t\n\r", *what) && strlen(what) < READING_SYMBOL_TEXT && text_is_valid(what)) {
                struct reading_symbol *symbol = vec_add(arena, &text->symbols);

                symbol->box = box_of(at, RIL_SYMBOL);
                symbol->confidence = percent(TessResultIteratorConfidence(it, RIL_SYMBOL));
                snprintf(symbol->text, sizeof symbol->text, "%s", what);
                text->lines.at[text->lines.n - 1].count++;
        }
        TessDeleteText(what);
}

static int mean_confidence(const struct text *text)
{
        size_t sum = 0;

        for (size_t i = 0; i < text->lines.n; i++)
                sum += (size_t)text->lines.at[i].confidence * text->lines.at[i].count;
        return text->symbols.n >= LEAST_SYMBOLS ? (int)(sum / text->symbols.n) : 0;
}

void recognise(struct text *out, const struct networks *networks, const struct page *page, struct arena *arena)
{
        TessResultIterator *it = NULL;

        *out = (struct text){0};
        /* Of 77 papers, columns (4) with Sauvola's threshold find 84 totals in a hundred, one block 90. */
        TessBaseAPISetPageSegMode(networks->page, PSM_SINGLE_BLOCK);
        TessBaseAPISetImage2(networks->page, page->grey);
        if (TessBaseAPIRecognize(networks->page, NULL) == 0)
                it = TessBaseAPIGetIterator(networks->page);
        if (!it)
                return;
        do {
                const TessPageIterator *at = TessResultIteratorGetPageIteratorConst(it);

                if (out->symbols.n >= MOST_SYMBOLS || out->lines.n > READING_MOST_LINES)
                        break;
                if (TessPageIteratorIsAtBeginningOf(at, RIL_TEXTLINE) || out->lines.n == 0)
                        add_line(out, it, at, arena);
                add_symbol(out, it, at, arena);
        } while (TessResultIteratorNext(it, RIL_SYMBOL));
        TessResultIteratorDelete(it);
        out->confidence = mean_confidence(out);
}

/* ---- figures once more */

static PIX *cut_line(const struct page *page, struct reading_box box, int height)
{
        const float factor = (float)FIGURE_HEIGHT / (float)(height > 1 ? height : 1);
        BOX *where = boxCreate(box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0);
        PIX *cut = where ? pixClipRectangle(page->grey, where, NULL) : NULL, *sized = NULL, *framed = NULL;

        if (cut)
                sized = factor > 1.25f || factor < 0.7f ? pixScale(cut, factor, factor) : pixClone(cut);
        if (sized)
                framed = pixAddBorder(sized, FIGURE_BORDER, 255);
        if (framed)
                pixSetResolution(framed, 300, 300);
        boxDestroy(&where);
        pixDestroy(&cut);
        pixDestroy(&sized);
        return framed;
}

static const char *read_line(int *confidence, TessBaseAPI *api, PIX *line, TessPageSegMode mode, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        char *text;

        TessBaseAPISetPageSegMode(api, mode);
        TessBaseAPISetImage2(api, line);
        text = TessBaseAPIGetUTF8Text(api);
        *confidence = TessBaseAPIMeanTextConf(api);
        buffer_text(&out, "");
        for (const char *p = text; p && *p && out.n < READING_MOST_FIGURES - 10; p++)
                if (!strchr(" \t\r\n\f", *p))
                        buffer_char(&out, *p);
        TessDeleteText(text);
        return out.at && text_is_valid(out.at) ? out.at : "";
}

const char *read_figures(int *confidence, const struct networks *networks, const struct page *page,
                         struct reading_box box, struct arena *arena)
{
        const int height = box.y1 - box.y0, margin = height / 4;
        const int top = box.y0 - margin > 0 ? box.y0 - margin : 0;
        PIX *line = cut_line(
                page, (struct reading_box){box.x0, top, box.x1, box.y0 + height + margin + (box.y0 - margin - top)},
                height);
        const char *text = "";

        *confidence = 0;
        if (!line)
                return text;
        text = read_line(confidence, networks->figures, line, PSM_SINGLE_LINE, arena);
        if (!*text)
                text = read_line(confidence, networks->figures, line, PSM_RAW_LINE, arena);
        pixDestroy(&line);
        *confidence = *confidence < 0 ? 0 : *confidence > 100 ? 100 : *confidence;
        return text;
}
