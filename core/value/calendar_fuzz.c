/* Fuzz target: what is read is a day of the calendar, and reads the same when written in either way; codes too. */
#include "core/value/calendar.h"

#include <stdlib.h>
#include <string.h>

#include "core/value/identifier.h"
#include "core/value/mark.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

static void check(enum date_fault fault, struct date d)
{
        char written[DATE_TEXT];
        struct date again;

        if (fault != DATE_READ && fault != DATE_OUTSIDE_ERA)
                return;
        if (!date_make(&again, d.year, d.month, d.day))
                abort();
        if (date_parse(&again, date_iso(written, d)) != DATE_READ || date_compare(again, d) != 0)
                abort();
        if (d.year < 3018 &&
            (date_parse(&again, date_japanese(written, d)) != DATE_READ || date_compare(again, d) != 0))
                abort();
}

/* Whatever fault a value is marked for, the mark lies in the text; a completed code passes the check. */
static void check_marks(const char *text, size_t size)
{
        struct arena *arena = arena_new(abort);
        const char *code = code_completion(arena, text);
        char digits[CODE_TEXT];

        for (int fault = DATE_UNREADABLE; fault <= DATE_OUTSIDE_ERA + 1; fault++) {
                struct mark mark = fault > DATE_OUTSIDE_ERA ? mark_code(text, arena)
                                                            : mark_date(text, (enum date_fault)fault, arena);

                if (mark.at > size || mark.n > size - mark.at)
                        abort();
        }
        if (code && code_parse(digits, code) != CODE_OK)
                abort();
        arena_free(arena);
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        char *text = arena_strndup(arena, (const char *)in.at, in.n), digits[CODE_TEXT];
        struct date d = {0};

        check(date_parse(&d, text), d);
        check(date_parse_instant(&d, text), d);
        check_marks(text, in.n);
        if (code_parse(digits, text) <= CODE_NO_PREFECTURE && strlen(digits) != 10)
                abort();
        if (registration_parse(digits, text) != REGISTRATION_UNREADABLE && strlen(digits) != 14)
                abort();
}
