#include "templates/record/packet.h"

#include <string.h>

#include "core/banned.h"

bool packet_uses_receipt(const struct packet *p, const struct receipt *receipt)
{
        const struct records *r = p->records;

        for (size_t i = 0; i < r->purchases.n; i++) {
                const struct purchase *line = &r->purchases.at[i];

                if (strcmp(line->category, p->assessment->category->label.id) == 0 &&
                    records_receipt(r, line) == receipt)
                        return true;
        }
        return false;
}

const char *packet_name(const struct packet *p, struct arena *arena)
{
        return arena_printf(arena, "%s-%s", p->records->facility.code, p->assessment->category->label.id);
}

/* The same texts in every packet of a form. */
