/* soroe-reader: grey pixels on stdin, what is read on them on stdout (core/reading/reading.h). A program of its own, for it links
 * what Soroe must not: tesseract, leptonica, ZBar, and what they link. It opens its two models, then gives up everything but
 * computing: no file, no connection, no process, and only so much memory and time.
 *
 *     soroe-reader <pixels           "soroe-pixels 1 WIDTH HEIGHT FULL-WIDTH FULL-HEIGHT\n", then WIDTH × HEIGHT bytes
 *     soroe-reader --version
 *     soroe-reader --try WHAT        tries what it may not, from inside: file, path, connection, process, program, code, memory, time
 */
#include "core/platform/platform.h"
#include "reader/codes.h"
#include "reader/memory.h"
#include "reader/pixels.h"
#include "reader/recognise.h"
#include "reader/try.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum {
        MOST_WORK = 30,
        MOST_WAIT = 600
}; /* seconds, of a processor and by the clock; the slowest page measured took 5 */
#define MOST_MEMORY         ((size_t)900 << 20)
#define VERSION_PREPARATION "prep 2"

enum { NO_MODELS = 3, NOT_CONFINED = 4, NO_PIXELS = 5 };

static char reader_name[READING_MOST_NAME], out_of_memory[READING_MOST_NAME + 60];

/* What a reading depends on: the engine, its models, and how the page was prepared. */
static void name_reader(void)
{
        snprintf(reader_name, sizeof reader_name, "tesseract %s / jpn+eng / %s", TessVersion(), VERSION_PREPARATION);
        snprintf(out_of_memory, sizeof out_of_memory, "R\t%s\nP\t1\tnone\t0\t0\t0\nN\tmemory\nE\n", reader_name);
}

/* The networks work in one thread: more of them may not be made later, and would not be faster on small pages. Their library
 * reads the variable before main. */
static void in_one_thread(char **argv)
{
        const char *limit = getenv("OMP_THREAD_LIMIT");

        if (limit && strcmp(limit, "1") == 0)
                return;
        setenv("OMP_THREAD_LIMIT", "1", 1);
        platform_again(argv);
}

struct attempt {
        struct page page;
        struct text text;
};

static struct attempt attempt_at(const struct page *picture, bool whole, const struct networks *networks,
                                 struct arena *arena)
{
        struct attempt a = {.page = page_copy(picture)};

        page_prepare(&a.page, whole);
        recognise(&a.text, networks, &a.page, arena);
        return a;
}

/* Keeps the better one in *a. */
static void better_of(struct attempt *a, struct attempt other, int by)
{
        struct attempt *worse = &other;

        if (other.text.confidence > a->text.confidence + by) {
                struct attempt better = other;

                other = *a;
                *a = better;
        }
        page_free(&worse->page);
}

static void try_upside_down(struct attempt *a, int below, const struct networks *networks, struct arena *arena)
{
        struct attempt over;

        if (a->text.confidence >= below)
                return;
        over = (struct attempt){.page = page_copy(&a->page)};
        turn_over(&over.page);
        recognise(&over.text, networks, &over.page, arena);
        better_of(a, over, 0);
}

enum { DOUBTFUL = 55, POOR = 65, VERY_POOR = 45, CLEARLY = 3 };

/* Upside down, or the paper's edge was mistaken for a shadow across it: confidences tell. */
static struct attempt read_picture(const struct page *picture, const struct networks *networks, struct arena *arena)
{
        struct attempt a = attempt_at(picture, false, networks, arena), whole;

        try_upside_down(&a, DOUBTFUL, networks, arena);
        if (a.text.confidence >= POOR)
                return a;
        whole = attempt_at(picture, true, networks, arena);
        try_upside_down(&whole, VERY_POOR, networks, arena);
        better_of(&a, whole, CLEARLY);
        return a;
}

static void read_page(struct reading_page *out, const struct pixels *pixels, const struct networks *networks,
                      struct arena *arena)
{
        struct page picture = {pixels->grey, place_same, 0};
        struct attempt a = read_picture(&picture, networks, arena);
        struct place place = place_same;

        *out = (struct reading_page){.number = 1,
                                     .source = READING_PIXELS,
                                     .turned = a.page.turned,
                                     .width = pixGetWidth(a.page.grey),
                                     .height = pixGetHeight(a.page.grey)};
        add_lines(out, &a.text, networks, &a.page, arena);
        add_codes(out, pixels->grey, &a.page.place, arena);
        if (out->lines.n + out->codes.n == 0)
                *out = (struct reading_page){.number = 1, .source = READING_NONE, .why = "blank"};
        place_scaled(&place, (double)pixGetWidth(pixels->grey) / pixels->full_width);
        place_step(&place, a.page.place.m);
        (void)place_numbers(out->map, &place);
        page_free(&a.page);
}

/* From here on the process may compute and nothing else. */
static bool confine(void)
{
        (void)platform_hush();
        (void)platform_limit(MOST_MEMORY, MOST_WORK, MOST_WAIT);
        memory_end_with(out_of_memory);
        return platform_confine();
}

static void read_and_write(const struct networks *networks)
{
        struct arena *arena = arena_new(memory_end);
        struct reading reading = {.reader = reader_name};
        struct buffer out = buffer_in(arena);
        struct pixels pixels;

        if (!pixels_read(&pixels))
                platform_leave(NO_PIXELS);
        read_page(vec_add(arena, &reading.pages), &pixels, networks, arena);
        reading_write(&out, &reading);
        platform_leave(platform_write(platform_number(stdout), out.at, out.n) ? 0 : 1);
}

int main(int argc, char **argv)
{
        struct networks networks;

        name_reader();
        if (argc == 2 && strcmp(argv[1], "--version") == 0) {
                puts(reader_name);
                return 0;
        }
        in_one_thread(argv);
        setMsgSeverity(L_SEVERITY_NONE);
        codes_open();
        if (!networks_open(&networks)) {
                fputs("soroe-reader: tesseract's models jpn and eng are missing: apt-get install tesseract-ocr-jpn "
                      "tesseract-ocr-eng\n",
                      stderr);
                return NO_MODELS;
        }
        if (!confine())
                return NOT_CONFINED;
        if (argc == 3 && strcmp(argv[1], "--try") == 0)
                try_from_inside(argv[2]);
        if (argc != 1)
                return 2;
        read_and_write(&networks);
}
