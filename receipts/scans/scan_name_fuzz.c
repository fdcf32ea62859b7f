/* Fuzz target: a label's code has ten digits; a receipt whose number is all of the rest fits it; nothing fits better. The
 * input is a file name, and behind a line end a receipt number. */
#include "receipts/scans/scan_name.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base/text.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

void fuzz_target(struct bytes in, struct arena *arena)
{
        char *name = arena_strndup(arena, (const char *)in.at, in.n < 255 ? in.n : 255);
        char *end = strchr(name, '\n');
        const char *number = end ? end + 1 : "R-1";
        struct scan_label label;

        if (end)
                *end = '\0';
        scan_name_key(arena, name);
        if (scan_label_read(&label, name, arena)) {
                size_t whole = scan_label_fits(&label, label.rest, arena),
                       fits = scan_label_fits(&label, number, arena);

                if (strlen(label.code) != 10 || fits > 2 * strlen(label.rest) + 1)
                        abort();
                if (whole && fits > whole)
                        abort();
        }
}
