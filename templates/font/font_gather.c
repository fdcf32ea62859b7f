#include "templates/font/font_gather.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum { TABLES = 6, DIRECTORY = 12, RECORD = 16, HEAD_SIZE = 54, HHEA_SIZE = 36, MAXP_SIZE = 32, GLYPH_HEADER = 10 };
enum { GLYF, HEAD, HHEA, HMTX, LOCA, MAXP };
enum { HEAD_CHECKSUM = 8, HEAD_LONG_PLACES = 50, HHEA_METRICS = 34, MAXP_GLYPHS = 4, MAXP_ZONES = 14 };
#define SHORT_PLACES 0x1FFFF /* bytes of all glyphs that places of two bytes reach */

/* A glyph without its instructions: what stands before their number, and what stands behind them. */
struct plain_glyph {
        struct bytes before, behind;
        size_t n; /* with the number; 0: it shows nothing */
        unsigned char metrics[FONT_METRICS];
};

struct gathering {
        const struct font_tables *whole;
        uint16_t *ids; /* of the whole face, in their order, .notdef first */
        struct plain_glyph *glyphs;
        size_t n, metrics;
        bool is_long; /* places have four bytes */
        struct bytes tables[TABLES];
        struct arena *arena;
};

static void put16(unsigned char *at, size_t n)
{
        at[0] = (unsigned char)(n >> 8);
        at[1] = (unsigned char)n;
}

static void put32(unsigned char *at, size_t n)
{
        put16(at, n >> 16);
        put16(at + 2, n);
}

static int by_id(const void *a, const void *b)
{
        return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* ---- which glyphs */

static void take_ids(struct gathering *g, const uint16_t *glyphs, size_t n)
{
        size_t kept = 1;

        g->ids = arena_alloc(g->arena, (n + 1) * sizeof *g->ids);
        memcpy(g->ids + 1, glyphs, n * sizeof *glyphs);
        qsort(g->ids, n + 1, sizeof *g->ids, by_id);
        for (size_t i = 1; i <= n; i++)
                if (g->ids[i] != g->ids[kept - 1])
                        g->ids[kept++] = g->ids[i];
        g->n = kept;
}

/* How many bytes the flags of a simple glyph and the coordinates behind them have (OpenType, glyf). False where they end early. */
static bool measure_points(size_t *out, struct bytes in, size_t points)
{
        /* both coordinates of a point, by bits 1 to 5 of its flag: x short, y short, repeated, x the same, y the same */
        static const unsigned char sizes[] = {4, 3, 3, 2, 4, 3, 3, 2, 2, 3, 1, 2, 2, 3, 1, 2,
                                              2, 1, 3, 2, 2, 1, 3, 2, 0, 1, 1, 2, 0, 1, 1, 2};
        enum { REPEAT = 8 };
        size_t at = 0, coordinates = 0;

        while (points) {
                size_t times = 1, size;
                unsigned flag;

                if (at >= in.n)
                        return false;
                flag = in.at[at++];
                size = sizes[flag >> 1 & 31];
                if (flag & REPEAT) {
                        if (at >= in.n)
                                return false;
                        times += in.at[at++];
                        times = times < points ? times : points;
                }
                points -= times;
                coordinates += times * size;
        }
        *out = at + coordinates;
        return *out <= in.n;
}

static bool take_simple(struct plain_glyph *out, struct bytes glyph)
{
        const size_t number = GLYPH_HEADER + 2 * (size_t)font_tables_number(glyph, 0, 2);
        const int64_t instructions = font_tables_number(glyph, number, 2);
        const size_t behind = number + 2 + (size_t)instructions;
        struct bytes rest;
        size_t n;

        if (instructions < 0 || behind > glyph.n)
                return false;
        rest = (struct bytes){glyph.at + behind, glyph.n - behind};
        if (!measure_points(&n, rest, (size_t)font_tables_number(glyph, number - 2, 2) + 1))
                return false;
        out->before = (struct bytes){glyph.at, number};
        out->behind = (struct bytes){rest.at, n};
        out->n = number + 2 + n;
        return true;
}

/* .notdef shows nothing. */
static bool take_glyph(struct plain_glyph *out, const struct gathering *g, uint16_t id)
{
        struct bytes glyph;

        if (!font_tables_glyph(&glyph, g->whole, id) || !font_tables_metrics(out->metrics, g->whole, id))
                return false;
        if (!id || !glyph.n)
                return true;
        return font_tables_is_simple(glyph) && take_simple(out, glyph);
}

static bool take_glyphs(struct gathering *g)
{
        g->glyphs = arena_alloc(g->arena, g->n * sizeof *g->glyphs);
        for (size_t i = 0; i < g->n; i++)
                if (!take_glyph(&g->glyphs[i], g, g->ids[i]))
                        return false;
        return true;
}

/* ---- the tables, each of its size */

static unsigned char *new_table(struct gathering *g, int table, size_t n)
{
        unsigned char *at = arena_alloc(g->arena, n);

        g->tables[table] = (struct bytes){at, n};
        return at;
}

static unsigned char *copy_table(struct gathering *g, int table, struct bytes from)
{
        return memcpy(new_table(g, table, from.n), from.at, from.n);
}

/* Short places count pairs of bytes. */
static void make_glyphs(struct gathering *g)
{
        size_t pairs = 0, all = 0, width;
        unsigned char *at, *places;

        for (size_t i = 0; i < g->n; i++) {
                all += g->glyphs[i].n;
                pairs += g->glyphs[i].n + g->glyphs[i].n % 2;
        }
        g->is_long = pairs >= SHORT_PLACES;
        width = g->is_long ? 4 : 2;
        at = new_table(g, GLYF, g->is_long ? all : pairs);
        places = new_table(g, LOCA, width * (g->n + 1)) + width;
        for (size_t i = 0; i < g->n; i++, places += width) {
                const struct plain_glyph *glyph = &g->glyphs[i];

                if (glyph->n) {
                        memcpy(at, glyph->before.at, glyph->before.n);
                        memcpy(at + glyph->before.n + 2, glyph->behind.at, glyph->behind.n);
                        at += g->is_long ? glyph->n : glyph->n + glyph->n % 2;
                }
                if (g->is_long)
                        put32(places, (size_t)(at - g->tables[GLYF].at));
                else
                        put16(places, (size_t)(at - g->tables[GLYF].at) / 2);
        }
}

/* The last glyphs may share an advance. */
static void make_metrics(struct gathering *g)
{
        unsigned char *at;

        g->metrics = g->n;
        while (g->metrics > 1 && memcmp(g->glyphs[g->metrics - 1].metrics, g->glyphs[g->metrics - 2].metrics, 2) == 0)
                g->metrics--;
        at = new_table(g, HMTX, FONT_METRICS * g->metrics + 2 * (g->n - g->metrics));
        for (size_t i = 0; i < g->n; i++) {
                const size_t from = i < g->metrics ? 0 : 2;

                memcpy(at, g->glyphs[i].metrics + from, FONT_METRICS - from);
                at += FONT_METRICS - from;
        }
}

static void make_headers(struct gathering *g)
{
        unsigned char *head = copy_table(g, HEAD, g->whole->head), *maxp = copy_table(g, MAXP, g->whole->maxp);

        put32(head + HEAD_CHECKSUM, 0);
        put16(head + HEAD_LONG_PLACES, g->is_long);
        put16(copy_table(g, HHEA, g->whole->hhea) + HHEA_METRICS, g->metrics);
        put16(maxp + MAXP_GLYPHS, g->n);
        /* of instructions there are none: one zone, and nothing up to the size of a glyph's (maxComponentElements follows) */
        memset(maxp + MAXP_ZONES, 0, 14);
        put16(maxp + MAXP_ZONES, 1);
}

/* ---- the file */

static size_t padded(size_t n)
{
        return (n + 3) / 4 * 4;
}

static uint32_t sum_of(const unsigned char *at, size_t n)
{
        uint32_t sum = 0;

        for (size_t i = 0; i < n; i += 4)
                sum += (uint32_t)at[i] << 24 | (uint32_t)at[i + 1] << 16 | (uint32_t)at[i + 2] << 8 | at[i + 3];
        return sum;
}

static void put_directory(unsigned char *at)
{
        static const unsigned char fixed[DIRECTORY] = {0, 1, 0, 0, 0, TABLES, 0, 64, 0, 2, 0, 32};

        memcpy(at, fixed, sizeof fixed);
}

/* The directory is in the order of the tags, and the tables in that of their sizes. */
static struct bytes make_file(const struct gathering *g)
{
        static const char *const tags[TABLES] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
        size_t place[TABLES], n = DIRECTORY + TABLES * RECORD;
        unsigned char *at;
        uint32_t sum = 0;

        for (int i = 0; i < TABLES; i++) {
                place[i] = n;
                for (int k = 0; k < TABLES; k++)
                        if (g->tables[k].n < g->tables[i].n || (k < i && g->tables[k].n == g->tables[i].n))
                                place[i] += padded(g->tables[k].n);
        }
        for (int i = 0; i < TABLES; i++)
                n += padded(g->tables[i].n);
        at = arena_alloc(g->arena, n);
        put_directory(at);
        for (int i = 0; i < TABLES; i++) {
                unsigned char *record = at + DIRECTORY + i * RECORD;
                uint32_t of_table;

                memcpy(at + place[i], g->tables[i].at, g->tables[i].n);
                of_table = sum_of(at + place[i], padded(g->tables[i].n));
                memcpy(record, tags[i], 4);
                put32(record + 4, of_table);
                put32(record + 8, place[i]);
                put32(record + 12, g->tables[i].n);
                sum += of_table;
        }
        sum += sum_of(at, DIRECTORY + TABLES * RECORD);
        put32(at + place[HEAD] + HEAD_CHECKSUM, UINT32_C(0xB1B0AFBA) - sum);
        return (struct bytes){at, n};
}

bool font_gather(struct font_cut *out, bool *is_long, const struct font_tables *whole, const uint16_t *glyphs, size_t n,
                 struct arena *arena)
{
        struct gathering g = {.whole = whole, .arena = arena};

        if (whole->head.n != HEAD_SIZE || whole->hhea.n != HHEA_SIZE || whole->maxp.n != MAXP_SIZE)
                return false;
        take_ids(&g, glyphs, n);
        if (!take_glyphs(&g))
                return false;
        make_glyphs(&g);
        make_metrics(&g);
        make_headers(&g);
        *is_long = g.is_long;
        out->file = make_file(&g);
        out->ids = arena_alloc(arena, n * sizeof *out->ids);
        for (size_t i = 0; i < n; i++)
                out->ids[i] =
                        (uint16_t)((const uint16_t *)bsearch(&glyphs[i], g.ids, g.n, sizeof *g.ids, by_id) - g.ids);
        return true;
}
