#include "core/reading/reading_total.h"

#include "core/banned.h"

/* How much speaks for an amount, in tenths. */
static int weight(const struct amount_seen *a, int32_t ordinary)
{
        int w = 0;

        if (!a->grouped && !a->kanji)
                return 0;
        w += a->labelled ? 20 : 0;
        w += a->labelled > 1 ? 7 : 0;
        w += a->runs > 1 ? 10 : 0;
        w += a->agreed ? 12 : 0;
        w += a->tax.n || a->net_alone.n ? 20 : 0;
        w += a->net.n ? 25 : 0;
        w += a->kanji ? 25 : 0;
        w -= a->contrary > a->labelled ? 12 : 0;
        w += 20 * a->height > 27 * ordinary ? 15 : 0;
        return w;
}

/* `ahead`: of the next best, in tenths. The last figures are guarded by a second place or a second reader, the first ones by the
 * tax. */
static bool is_sure(const struct amount_seen *a, int ahead, int32_t ordinary)
{
        const bool arithmetic = a->tax.n || a->net.n || a->net_alone.n;
        /* on a counter pad the amount stands tall in a frame, without a word */
        const bool told = a->labelled || (a->closed && 20 * a->height > 27 * ordinary);

        if (told && arithmetic && a->agreed && ahead >= 10)
                return true;
        if (a->labelled && a->agreed >= 2 && ahead >= 15) /* two places, each read alike by both */
                return true;
        if (a->labelled && a->kanji && (a->runs > 1 || a->net.n))
                return true;
        return a->net.n && a->grouped && ahead >= 10 && !(a->contrary > a->labelled && a->runs < 2);
}

/* A paper with these words has several totals: before and after what was paid already, or in another way. */
static bool has_several_totals(const struct read_sheet *s)
{
        static const char *const words[] = {"内金",         "手付",         "前受",         "前払", "充当",
                                            "繰越",         "相殺",         "残金",         "源泉", "ポイント利用",
                                            "利用ポイント", "ポイント値引", "ポイント支払", "分割", NULL};

        for (size_t i = 0; i < s->page->lines.n; i++)
                if (sheet_says(s->lines[i], words))
                        return true;
        return false;
}

struct read_total read_total(const struct read_sheet *s, const struct amounts_seen *seen)
{
        const struct amount_seen *best = NULL;
        struct read_total total = {READ_NOTHING, {0}, {0}, 0, {0}, {0}, false};
        int most = 0, next = 0;

        for (size_t i = 0; i < seen->n; i++) {
                int w = weight(&seen->at[i], s->height);

                if (w > most) {
                        next = most;
                        most = w;
                        best = &seen->at[i];
                } else if (w > next) {
                        next = w;
                }
        }
        if (!best || most < 25)
                return total;
        total = (struct read_total){READ_GUESS, best->amount, sheet_place(s, best->box),
                                    best->runs, best->tax,    best->net.n ? best->net : best->net_alone,
                                    best->kanji};
        if (!seen->cut && !has_several_totals(s) && is_sure(best, most - next, s->height))
                total.level = READ_SURE;
        return total;
}

const char *read_total_why(const struct read_total *t, struct arena *arena)
{
        struct buffer ja = buffer_in(arena), en = buffer_in(arena);
        char yen[YEN_TEXT];

        buffer_printf(&ja, "%dか所", t->places);
        buffer_printf(&en, "in %d place%s", t->places, t->places == 1 ? "" : "s");
        if (t->kanji) {
                buffer_text(&ja, "、漢字の金額も同じ");
                buffer_text(&en, ", also written in kanji");
        }
        if (t->tax.n) {
                yen_format(yen, t->tax, "-");
                buffer_printf(&ja, "、消費税 %s円と合う", yen);
                buffer_printf(&en, ", fits the tax of %s yen", yen);
        }
        if (t->net.n) {
                yen_format(yen, t->net, "-");
                buffer_printf(&ja, "、税抜などの %s円とも合う", yen);
                buffer_printf(&en, ", and the part of %s yen", yen);
        }
        return arena_printf(arena, "%s¦%s", ja.at, en.at);
}
