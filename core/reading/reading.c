#include "core/reading/reading.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

/* ---- a line, field by field */

struct fields {
        char *at; /* NULL: nothing is left */
        bool ok;  /* all so far were what they should be */
};

static char *field(struct fields *f)
{
        char *this = f->at, *tab;

        if (!this) {
                f->ok = false;
                return "";
        }
        tab = strchr(this, '\t');
        if (tab)
                *tab = '\0';
        f->at = tab ? tab + 1 : NULL;
        return this;
}

static const char *text_field(struct fields *f, size_t most)
{
        const char *text = field(f);

        f->ok = f->ok && strlen(text) <= most;
        return text;
}

/* Written as this program writes it and in no other way, so that what was kept is what was read. */
static int64_t number_field(struct fields *f, int64_t least, int64_t most)
{
        const char *text = field(f), *p = text;
        bool minus = *p == '-';
        int64_t value = 0;

        p += minus;
        if (*p == '\0' || strlen(p) > 18 || (*p == '0' && (minus || p[1])))
                f->ok = false;
        for (; f->ok && *p; p++) {
                f->ok = *p >= '0' && *p <= '9';
                value = value * 10 + (*p - '0');
        }
        value = minus ? -value : value;
        f->ok = f->ok && value >= least && value <= most;
        return f->ok ? value : 0;
}

static struct reading_box box_field(struct fields *f)
{
        int32_t at[4];

        for (int i = 0; i < 4; i++)
                at[i] = (int32_t)number_field(f, 0, READING_MOST_PLACE);
        f->ok = f->ok && at[0] <= at[2] && at[1] <= at[3];
        return (struct reading_box){at[0], at[1], at[2], at[3]};
}

static int32_t confidence_field(struct fields *f)
{
        return (int32_t)number_field(f, 0, 100);
}

/* ---- the lines of a page */

struct parse {
        struct arena *arena;
        struct reading *reading;   /* NULL: of one page's lines */
        struct reading_page *page; /* NULL: none has begun */
        bool ended;
};

static bool has_map(const struct reading_page *page)
{
        for (int i = 0; i < 9; i++)
                if (page->map[i])
                        return true;
        return false;
}

static void take_map(struct parse *p, struct fields *f)
{
        const int64_t most = INT64_C(1000000000000000);

        f->ok = f->ok && p->page->lines.n + p->page->codes.n == 0 && !has_map(p->page);
        for (int i = 0; i < 9; i++)
                p->page->map[i] = number_field(f, -most, most);
}

static void take_line(struct parse *p, struct fields *f)
{
        struct reading_line line = {.box = box_field(f), .run = p->page->runs.n};

        line.confidence = confidence_field(f);
        line.text = text_field(f, READING_MOST_TEXT);
        f->ok = f->ok && p->page->lines.n < READING_MOST_LINES;
        if (f->ok)
                *vec_add(p->arena, &p->page->lines) = line;
}

static void take_run(struct parse *p, struct fields *f)
{
        struct reading_run run = {.box = box_field(f)};

        run.first_confidence = confidence_field(f);
        run.second_confidence = confidence_field(f);
        run.first = text_field(f, READING_MOST_FIGURES);
        run.second = text_field(f, READING_MOST_FIGURES);
        f->ok = f->ok && p->page->lines.n > 0 && p->page->runs.n < READING_MOST_RUNS;
        if (!f->ok)
                return;
        run.line = p->page->lines.n - 1;
        p->page->lines.at[run.line].runs++;
        *vec_add(p->arena, &p->page->runs) = run;
}

static void take_code(struct parse *p, struct fields *f)
{
        struct reading_code code = {.box = box_field(f)};

        code.text = text_field(f, READING_MOST_TEXT);
        f->ok = f->ok && p->page->codes.n < READING_MOST_CODES;
        if (f->ok)
                *vec_add(p->arena, &p->page->codes) = code;
}

/* ---- a reading */

static void take_reader(struct parse *p, struct fields *f)
{
        f->ok = f->ok && !p->reading->reader;
        p->reading->reader = text_field(f, READING_MOST_NAME);
        f->ok = f->ok && *p->reading->reader;
}

static const char *const sources[] = {[READING_NONE] = "none", [READING_PIXELS] = "pixels", [READING_TEXT] = "text"};

static enum reading_source source_field(struct fields *f)
{
        const char *word = field(f);

        for (int i = 0; i < 3; i++)
                if (strcmp(word, sources[i]) == 0)
                        return (enum reading_source)i;
        f->ok = false;
        return READING_NONE;
}

/* Pages are counted upwards; a page of which nothing is said says why. */
static void take_page(struct parse *p, struct fields *f)
{
        const struct reading_page *before = p->page;
        struct reading_page page = {
                .number = (int32_t)number_field(f, before ? before->number + 1 : 1, READING_MOST_PAGES)};

        page.source = source_field(f);
        page.width = (int32_t)number_field(f, 0, READING_MOST_PLACE);
        page.height = (int32_t)number_field(f, 0, READING_MOST_PLACE);
        page.turned = (int32_t)number_field(f, 0, 270);
        f->ok = f->ok && p->reading->reader && page.turned % 90 == 0;
        f->ok = f->ok && !(before && before->source == READING_NONE && !before->why);
        if (!f->ok)
                return;
        p->page = vec_add(p->arena, &p->reading->pages);
        *p->page = page;
}

static void take_why(struct parse *p, struct fields *f)
{
        const char *why = text_field(f, READING_MOST_NAME), *ja, *en;

        f->ok = f->ok && p->page->source == READING_NONE && !p->page->why && reading_why(&ja, &en, why);
        p->page->why = why;
}

static void take_end(struct parse *p, struct fields *f)
{
        f->ok = f->ok && p->reading->reader && !(p->page && p->page->source == READING_NONE && !p->page->why);
        p->ended = true;
}

/* What a line may be, by its letter: in what it may stand, and what takes it. */
enum where { IN_READING = 1, IN_PAGE = 2, OF_LINES = 4 };
static const struct {
        char letter;
        int where;
        void (*take)(struct parse *, struct fields *);
} kinds[] = {
        {'R', IN_READING, take_reader}, {'P', IN_READING, take_page}, {'N', IN_PAGE, take_why},
        {'M', OF_LINES, take_map},      {'L', OF_LINES, take_line},   {'D', OF_LINES, take_run},
        {'Q', OF_LINES, take_code},     {'E', IN_READING, take_end},
};

static bool may_stand(const struct parse *p, int where)
{
        switch (where) {
        case IN_READING:
                return p->reading;
        case IN_PAGE:
                return p->reading && p->page;
        default:
                return p->page && p->page->source != READING_NONE;
        }
}

static bool take(struct parse *p, char *line)
{
        struct fields f = {line, true};
        const char *letter = field(&f);

        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
                if (*letter != kinds[i].letter || letter[1])
                        continue;
                if (p->ended || !may_stand(p, kinds[i].where))
                        return false;
                kinds[i].take(p, &f);
                return f.ok && !f.at;
        }
        return false;
}

/* The texts point into one copy of the bytes. */
static bool take_all(struct parse *p, struct bytes bytes)
{
        char *at, *end;

        if (bytes.n > READING_MOST_BYTES || (bytes.n && memchr(bytes.at, '\0', bytes.n)))
                return false;
        at = arena_strndup(p->arena, bytes.n ? (const char *)bytes.at : "", bytes.n);
        if (!text_is_valid(at) || strchr(at, '\r'))
                return false;
        for (; *at; at = end + 1) {
                end = strchr(at, '\n');
                if (!end)
                        return false;
                *end = '\0';
                if (!take(p, at))
                        return false;
        }
        return true;
}

bool reading_parse(struct reading *out, struct bytes bytes, struct arena *arena)
{
        struct parse p = {.arena = arena, .reading = out};

        *out = (struct reading){0};
        if (take_all(&p, bytes) && p.ended)
                return true;
        *out = (struct reading){0};
        return false;
}

bool reading_parse_lines(struct reading_page *page, struct bytes lines, struct arena *arena)
{
        struct parse p = {.arena = arena, .page = page};

        return take_all(&p, lines);
}

/* ---- the other way */

static void put_box(struct buffer *b, char letter, struct reading_box box)
{
        buffer_printf(b, "%c\t%d\t%d\t%d\t%d\t", letter, box.x0, box.y0, box.x1, box.y1);
}

void reading_write_lines(struct buffer *b, const struct reading_page *page)
{
        if (has_map(page)) {
                buffer_char(b, 'M');
                for (int i = 0; i < 9; i++)
                        buffer_printf(b, "\t%lld", (long long)page->map[i]);
                buffer_char(b, '\n');
        }
        for (size_t i = 0; i < page->lines.n; i++) {
                const struct reading_line *line = &page->lines.at[i];

                put_box(b, 'L', line->box);
                buffer_printf(b, "%d\t%s\n", line->confidence, line->text);
                for (size_t k = line->run; k < line->run + line->runs; k++) {
                        const struct reading_run *run = &page->runs.at[k];

                        put_box(b, 'D', run->box);
                        buffer_printf(b, "%d\t%d\t%s\t%s\n", run->first_confidence, run->second_confidence, run->first,
                                      run->second);
                }
        }
        for (size_t i = 0; i < page->codes.n; i++) {
                put_box(b, 'Q', page->codes.at[i].box);
                buffer_printf(b, "%s\n", page->codes.at[i].text);
        }
}

void reading_write_page(struct buffer *b, const struct reading_page *page)
{
        buffer_printf(b, "P\t%d\t%s\t%d\t%d\t%d\n", page->number, sources[page->source], page->width, page->height,
                      page->turned);
        if (page->source == READING_NONE)
                buffer_printf(b, "N\t%s\n", page->why ? page->why : "damaged");
        else
                reading_write_lines(b, page);
}

void reading_write(struct buffer *b, const struct reading *reading)
{
        buffer_printf(b, "R\t%s\n", reading->reader);
        for (size_t i = 0; i < reading->pages.n; i++)
                reading_write_page(b, &reading->pages.at[i]);
        buffer_text(b, "E\n");
}

/* ---- places */

/* All within 64 bits: a factor is below 10^15 only where it is a shift; where it multiplies a place it must leave room. */
static bool map_point(int64_t *x, int64_t *y, const int64_t m[9], int64_t px, int64_t py)
{
        const int64_t most = INT64_C(10000000000000); /* 10^13, times 2·10^5 twice, is below 2^63 */
        int64_t w;

        for (int i = 0; i < 9; i++)
                if (i % 3 != 2 && (m[i] > most || m[i] < -most))
                        return false;
        w = m[6] * px + m[7] * py + m[8];
        if (w < 1000) /* behind the picture, or at its horizon */
                return false;
        *x = (m[0] * px + m[1] * py + m[2]) / w;
        *y = (m[3] * px + m[4] * py + m[5]) / w;
        return true;
}

static int32_t within(int64_t at)
{
        return at < 0 ? 0 : at > READING_MOST_PLACE ? READING_MOST_PLACE : (int32_t)at;
}

bool reading_on_file(struct reading_box *out, const struct reading_page *page, struct reading_box box)
{
        int64_t x0 = INT64_MAX, y0 = INT64_MAX, x1 = INT64_MIN, y1 = INT64_MIN;

        if (!has_map(page))
                return false;
        for (int corner = 0; corner < 4; corner++) {
                int64_t x, y;

                if (!map_point(&x, &y, page->map, corner & 1 ? box.x1 : box.x0, corner & 2 ? box.y1 : box.y0))
                        return false;
                x0 = x < x0 ? x : x0;
                y0 = y < y0 ? y : y0;
                x1 = x > x1 ? x : x1;
                y1 = y > y1 ? y : y1;
        }
        *out = (struct reading_box){within(x0), within(y0), within(x1), within(y1)};
        return true;
}

bool reading_why(const char **ja, const char **en, const char *why)
{
        static const struct {
                const char *why, *ja, *en;
        } words[] = {
                {"damaged", "壊れたファイル", "a damaged file"},
                {"unopened", "開けないファイル", "a file that cannot be opened"},
                {"large", "大きすぎる画像", "a picture too large"},
                {"unreadable", "大きすぎるか壊れたPDF", "a PDF damaged, or too large to read"},
                {"time", "時間がかかりすぎました", "it took too long"},
                {"memory", "メモリーが足りません", "out of memory"},
                {"blank", "文字が見つかりません", "no text was found"},
                {"no-reader", "画像を読むプログラム soroe-reader がありません",
                 "the program that reads pictures, soroe-reader, is not installed"},
                {"kind", "読めない形式の画像", "a picture of a kind that is not read"},
        };

        for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                if (strcmp(words[i].why, why) != 0)
                        continue;
                *ja = words[i].ja;
                *en = words[i].en;
                return true;
        }
        return false;
}
