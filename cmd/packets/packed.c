#include "cmd/packets/packed.h"

#include <string.h>

#include "core/banned.h"

/* Between the processes: both are copies of one, so numbers lie as they are in memory. */

static void put_text(struct buffer *out, const char *text)
{
        size_t n = text ? strlen(text) : 0;

        buffer_add(out, &n, sizeof n);
        buffer_add(out, text ? text : "", n);
}

static const char *take_text(struct bytes *in, struct arena *arena)
{
        const char *text;
        size_t n;

        memcpy(&n, in->at, sizeof n);
        text = arena_strndup(arena, (const char *)in->at + sizeof n, n);
        in->at += sizeof n + n;
        in->n -= sizeof n + n;
        return text;
}

/* The texts of a seal, by their number. */
enum { SEAL_TEXTS = 8 };
static const char **seal_text(struct sealed *seal, size_t k)
{
        const char **texts[SEAL_TEXTS] = {&seal->facility, &seal->programme,  &seal->category,   &seal->variant,
                                          &seal->status,   &seal->xml_sha256, &seal->zip_sha256, &seal->file};

        return texts[k];
}

void packed_seal_copy(struct sealed *out, const struct sealed *seal, struct arena *arena)
{
        *out = *seal;
        for (size_t k = 0; k < SEAL_TEXTS; k++)
                *seal_text(out, k) = arena_strdup(arena, *seal_text(out, k));
}

void packed_write(struct buffer *out, const struct packed *p)
{
        buffer_add(out, p,
                   sizeof *p); /* its pointers mean nothing in another process; the strings behind it are read anew */
        put_text(out, p->fault.what);
        put_text(out, p->fault.detail);
        put_text(out, p->text);
        for (size_t i = 0; i < p->seals.n; i++) {
                const struct sealed *seal = &p->seals.at[i];

                buffer_add(out, seal, sizeof *seal);
                for (size_t k = 0; k < SEAL_TEXTS; k++)
                        put_text(out, *seal_text((struct sealed *)seal, k));
        }
}

void packed_read(struct packed *out, struct bytes *in, struct arena *arena)
{
        size_t seals;

        memcpy(out, in->at, sizeof *out);
        *in = (struct bytes){in->at + sizeof *out, in->n - sizeof *out};
        seals = out->seals.n;
        out->seals = (struct packed_seals){0};
        out->fault.detail_ja = NULL;
        out->fault.what = take_text(in, arena);
        out->fault.detail = take_text(in, arena);
        out->text = take_text(in, arena);
        for (size_t i = 0; i < seals; i++) {
                struct sealed *seal = vec_add(arena, &out->seals);

                memcpy(seal, in->at, sizeof *seal);
                *in = (struct bytes){in->at + sizeof *seal, in->n - sizeof *seal};
                for (size_t k = 0; k < SEAL_TEXTS; k++)
                        *seal_text(seal, k) = take_text(in, arena);
        }
}
