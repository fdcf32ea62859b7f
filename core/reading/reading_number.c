#include "core/reading/reading_number.h"

#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { DIGITS = 13 };

/* The T is often read as 1 or 7: the last thirteen figures count. NULL: not so many. */
static const char *last_digits(const char *digits)
{
        size_t n = strlen(digits);

        return n == DIGITS || n == DIGITS + 1 ? digits + n - DIGITS : NULL;
}

static bool passes(const char *digits)
{
        char typed[CODE_TEXT], number[CODE_TEXT];

        if (!digits)
                return false;
        snprintf(typed, sizeof typed, "T%s", digits);
        return registration_parse(number, typed) == REGISTRATION_OK;
}

/* A number of thirteen figures is one where its line or the run itself says so; else it may be a bank account or a telephone. */
static bool is_told(const struct read_sheet *s, size_t run)
{
        static const char *const told[] = {"登録", "番号", "T", NULL};

        return sheet_says(s->lines[s->page->runs.at[run].line], told) || sheet_says(s->runs[run].first, told) ||
               sheet_says(s->runs[run].second, told);
}

static struct read_number of_run(const struct read_sheet *s, size_t run)
{
        const char *first = last_digits(s->runs[run].first_digits), *second = last_digits(s->runs[run].second_digits);
        struct read_number found = {READ_NOTHING, "", sheet_place(s, s->page->runs.at[run].box)};
        const char *taken = NULL;

        if (!is_told(s, run))
                return found;
        if (first && second && strcmp(first, second) == 0) {
                taken = first;
                found.level = passes(first) ? READ_SURE : READ_GUESS;
        } else if (passes(second) || passes(first)) {
                taken = passes(second) ? second : first;
                found.level = READ_GUESS;
        }
        if (taken)
                snprintf(found.value, sizeof found.value, "T%s", taken);
        return found;
}

struct read_number read_number(const struct read_sheet *s)
{
        struct read_number best = {READ_NOTHING, "", {0}};
        bool several = false;

        for (size_t i = 0; i < s->page->runs.n; i++) {
                struct read_number here = of_run(s, i);

                several |= here.level == READ_SURE && best.level == READ_SURE && strcmp(here.value, best.value) != 0;
                if (here.level > best.level)
                        best = here;
        }
        if (several) /* the vendor's and its agent's: which is meant is not said */
                best.level = READ_GUESS;
        return best;
}

struct texts read_numbers_seen(const struct read_sheet *s)
{
        struct texts seen = {0};

        for (size_t i = 0; i < s->page->runs.n; i++) {
                const char *both[] = {last_digits(s->runs[i].first_digits), last_digits(s->runs[i].second_digits)};

                for (int k = 0; k < 2; k++)
                        if (both[k])
                                *vec_add(s->arena, &seen) = arena_printf(s->arena, "T%s", both[k]);
        }
        return seen;
}
