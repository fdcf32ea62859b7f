#include "core/paper/paper.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/format/image.h"
#include "core/format/qpdf.h"
#include "core/paper/paper_child.h"
#include "core/platform/platform.h"

#include "core/banned.h"

/* ---- soroe-reader */

/* Everything it writes, up to what a reading may have. */
static void read_all(struct buffer *out, int line)
{
        char some[1 << 14];
        int64_t n;

        while (out->n <= READING_MOST_BYTES && (n = platform_read(line, some, sizeof some)) > 0)
                buffer_add(out, some, (size_t)n);
}

static void ask_version(char name[READING_MOST_NAME], const char *program, struct arena *arena)
{
        struct platform_child child;
        struct platform_end end;
        struct buffer out = buffer_in(arena);

        name[0] = '\0';
        if (platform_start_program(&child, program, "--version"))
                return;
        buffer_text(&out, "");
        read_all(&out, child.line);
        platform_end(&end, &child);
        if (!end.signal && !end.status && out.n > 1 && out.n < READING_MOST_NAME - 20 && out.at[out.n - 1] == '\n' &&
            !memchr(out.at, '\n', out.n - 1) && !strchr(out.at, '\t'))
                snprintf(name, READING_MOST_NAME, "%.*s", (int)(out.n - 1), out.at);
}

void paper_find_readers(struct paper_readers *out)
{
        const char *named = platform_env("SOROE_READER");
        char folder[PAPER_PATH - sizeof PAPER_READER - 1];
        struct arena *arena = arena_new(abort);

        *out = (struct paper_readers){.text = PAPER_TEXT_READER};
        if (named)
                snprintf(out->program, sizeof out->program, "%s", named);
        else if (platform_own_folder(folder, sizeof folder))
                snprintf(out->program, sizeof out->program, "%s/" PAPER_READER, folder);
        if (*out->program)
                ask_version(out->pixels, out->program, arena);
        if (!*out->pixels)
                out->program[0] = '\0';
        else
                snprintf(out->both, sizeof out->both, PAPER_TEXT_READER " + %.*s", READING_MOST_NAME - 20, out->pixels);
        arena_free(arena);
}

/* ---- pages */

struct paper_work {
        const struct paper_readers *readers;
        struct reading *out;
        struct arena *arena;
        bool has_text, has_pixels;
};

static struct reading_page *add_page(struct paper_work *w, int number)
{
        struct reading_page *page = vec_add(w->arena, &w->out->pages);

        *page = (struct reading_page){.number = number, .source = READING_NONE};
        return page;
}

static void add_unread(struct paper_work *w, int number, const char *why)
{
        const char *ja, *en;

        add_page(w, number)->why = reading_why(&ja, &en, why) ? why : "damaged";
}

/* How it ended tells why nothing came. Its own limits end it: those are time, or the memory that it lacked. */
static const char *why_of(const struct platform_end *end)
{
        static const int timed_out[] = {9, 14, 24}; /* SIGKILL, SIGALRM, SIGXCPU */

        for (size_t i = 0; i < sizeof timed_out / sizeof *timed_out; i++)
                if (end->signal == timed_out[i])
                        return "time";
        return end->status == 3 || end->status == 127 ? "no-reader" : end->status == 4 ? "memory" : "damaged";
}

static void take_read(struct paper_work *w, const struct paper_part_head *head, struct bytes text,
                      const struct platform_end *end)
{
        struct reading reading;

        if (!reading_parse(&reading, text, w->arena) || reading.pages.n != 1) {
                add_unread(w, head->page, why_of(end));
                return;
        }
        w->has_pixels = true;
        *add_page(w, head->page) = reading.pages.at[0];
        w->out->pages.at[w->out->pages.n - 1].number = head->page;
}

static void ask_reader(struct paper_work *w, const struct paper_part_head *head, const unsigned char *pixels)
{
        struct platform_child child;
        struct platform_end end;
        struct buffer text = buffer_in(w->arena);
        char line[100];

        if (platform_start_program(&child, w->readers->program, NULL)) {
                add_unread(w, head->page, "memory");
                return;
        }
        snprintf(line, sizeof line, "soroe-pixels 1 %d %d %d %d\n", head->width, head->height, head->full_width,
                 head->full_height);
        buffer_text(&text, "");
        if (platform_send(child.line, line, strlen(line)) && platform_send(child.line, pixels, (size_t)head->n))
                read_all(&text, child.line);
        platform_end(&end, &child);
        take_read(w, head, buffer_bytes(&text), &end);
}

static void take_lines(struct paper_work *w, const struct paper_part_head *head, struct bytes lines)
{
        struct reading_page page = {.number = head->page,
                                    .source = READING_TEXT,
                                    .turned = head->turned,
                                    .width = head->width,
                                    .height = head->height};

        if (!reading_parse_lines(&page, lines, w->arena)) {
                add_unread(w, head->page, "damaged");
                return;
        }
        w->has_text = true;
        *add_page(w, head->page) = page;
}

/* ---- what the child says */

static bool is_within(int32_t value, int32_t least, int32_t most)
{
        return value >= least && value <= most;
}

static bool may_be(const struct paper_work *w, const struct paper_part_head *h)
{
        const size_t n = w->out->pages.n;
        const int32_t last = n ? w->out->pages.at[n - 1].number : 0;

        if (h->part == PART_END)
                return h->n == 0;
        if (!is_within(h->page, last + 1, READING_MOST_PAGES) || h->n < 0 ||
            !is_within(h->width, 0, READING_MOST_PLACE) || !is_within(h->height, 0, READING_MOST_PLACE) ||
            !is_within(h->turned, 0, 270) || h->turned % 90)
                return false;
        if (h->part == PART_PIXELS)
                return h->n > 0 && h->n <= GREY_MOST_PIXELS && h->n == (int64_t)h->width * h->height &&
                       is_within(h->full_width, 1, READING_MOST_PLACE) &&
                       is_within(h->full_height, 1, READING_MOST_PLACE);
        return (h->part == PART_LINES || h->part == PART_WHY) && h->n <= (int64_t)READING_MOST_BYTES;
}

static bool read_whole(int line, void *to, size_t n)
{
        unsigned char *at = to;

        while (n) {
                int64_t got = platform_read(line, at, n);

                if (got <= 0)
                        return false;
                at += got;
                n -= (size_t)got;
        }
        return true;
}

/* One part. False: that was the last, or it is none. */
static bool take_part(bool *ended, struct paper_work *w, int line, struct arena *scratch)
{
        struct paper_part_head head;
        unsigned char *bytes;

        if (!read_whole(line, &head, sizeof head) || !may_be(w, &head))
                return false;
        *ended = head.part == PART_END;
        if (*ended)
                return false;
        bytes = arena_alloc(scratch, (size_t)head.n + 1);
        if (!read_whole(line, bytes, (size_t)head.n))
                return false;
        if (head.part == PART_PIXELS)
                ask_reader(w, &head, bytes);
        else if (head.part == PART_LINES)
                take_lines(w, &head, (struct bytes){bytes, (size_t)head.n});
        else
                add_unread(w, head.page, arena_strdup(w->arena, (const char *)bytes));
        return true;
}

static void ask_child(struct paper_work *w, struct bytes file, const struct paper_facts *facts)
{
        const struct platform_given given = {facts, file.at, sizeof *facts, file.n};
        struct platform_child child;
        struct platform_end end;
        struct arena *scratch = arena_child(w->arena);
        bool ended = false;

        if (facts->image.kind == IMAGE_PDF)
                qpdf_load(); /* the child may open no file */
        if (platform_start(&child, &paper_job, &given, false)) {
                add_unread(w, 1, "memory");
                arena_free(scratch);
                return;
        }
        while (take_part(&ended, w, child.line, scratch))
                arena_reset(scratch);
        platform_end(&end, &child);
        if (!ended && w->out->pages.n < READING_MOST_PAGES)
                add_unread(w, w->out->pages.n ? w->out->pages.at[w->out->pages.n - 1].number + 1 : 1, why_of(&end));
        arena_free(scratch);
}

static const char *why_not(const struct image *image, struct arena *arena)
{
        if (image->unchecked)
                return "memory";
        if (image->reason_en && image_may_be_good(arena_printf(arena, "%s¦%s", image->reason_ja, image->reason_en)))
                return "unreadable";
        if (image->kind != IMAGE_JPEG && image->kind != IMAGE_PNG && image->kind != IMAGE_PDF)
                return "kind";
        return image->reason_en && (strstr(image->reason_en, "too many") || strstr(image->reason_en, "too large") ||
                                    strstr(image->reason_en, "larger"))
                       ? "large"
                       : "damaged";
}

void paper_read(struct reading *out, struct bytes file, const struct paper_readers *readers, struct arena *arena)
{
        struct paper_facts facts = {.wants_pixels = *readers->program};
        struct paper_work w = {.readers = readers, .out = out, .arena = arena};

        *out = (struct reading){0};
        image_check(&facts.image, file, arena);
        if (!facts.image.ok)
                add_unread(&w, 1, why_not(&facts.image, arena));
        else if (facts.image.kind != IMAGE_PDF && !facts.wants_pixels)
                add_unread(&w, 1, "no-reader");
        else
                ask_child(&w, file, &facts);
        if (out->pages.n == 0)
                add_unread(&w, 1, "blank");
        out->reader = facts.image.kind != IMAGE_PDF ? (*readers->pixels ? readers->pixels : readers->text)
                      : w.has_pixels                ? (w.has_text ? readers->both : readers->pixels)
                                                    : readers->text;
}

bool paper_is_final(const struct reading *reading)
{
        static const char *const of_the_day[] = {"no-reader", "memory", "unopened", "unreadable"};

        for (size_t i = 0; i < reading->pages.n; i++)
                for (size_t k = 0; k < sizeof of_the_day / sizeof *of_the_day; k++)
                        if (reading->pages.at[i].why && strcmp(reading->pages.at[i].why, of_the_day[k]) == 0)
                                return false;
        return true;
}
