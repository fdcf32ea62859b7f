#include "cmd/terminal/colour.h"
#include "cmd/frame/escaped.h"

#include <stdlib.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

static bool has_colours(FILE *out)
{
        const char *no = platform_env("NO_COLOR");

        /* what is printed into memory first goes to stdout */
        return platform_has_colours(platform_number(out) < 0 ? stdout : out) && !(no && *no);
}

/* ECMA-48 SGR */
void colour_on(FILE *out, enum colour colour)
{
        static const char *const codes[] = {
                [PLAIN] = "", [RED] = "31", [YELLOW] = "33", [GREEN] = "32", [CYAN] = "36", [BOLD] = "1"};

        if (colour != PLAIN && has_colours(out))
                fprintf(out, "\033[%sm", codes[colour]);
}

void colour_off(FILE *out, enum colour colour)
{
        if (colour != PLAIN && has_colours(out))
                fputs("\033[0m", out);
}

void print_coloured(FILE *out, enum colour colour, const char *text)
{
        colour_on(out, colour);
        print_escaped(out, text);
        colour_off(out, colour);
}

enum colour colour_of_severity(enum severity severity)
{
        static const enum colour colours[] = {[ERROR] = RED, [CONFIRM] = YELLOW, [WARNING] = YELLOW, [INFO] = PLAIN};

        return colours[severity];
}

enum colour colour_of_status(enum application_status status)
{
        static const enum colour colours[] = {[READY] = GREEN, [NEEDS_ANSWER] = YELLOW, [HAS_ERROR] = RED};

        return colours[status];
}

enum colour colour_of_standing(enum standing standing)
{
        switch (standing) {
        case STANDS_ERROR:
                return RED;
        case STANDS_CONFIRM:
                return YELLOW;
        case STANDS_READY:
                return GREEN;
        default:
                return PLAIN;
        }
}
