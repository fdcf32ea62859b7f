#include "templates/reread/pdf_inflate.h"

#include <libdeflate.h>
#include <stdint.h>

#include "core/banned.h"

#define FIRST_RATIO  4  /* what pages are deflated to; outlines less */
#define BLOCK_STORED 0U /* the kind of the first block, behind the two bytes of zlib (RFC 1951, 3.2.3) */

/* Nothing but one stored block (RFC 1950, 2.2; RFC 1951, 3.2.4), as soroe writes pages and outlines: the bytes lie there as they are.
 * Whatever else it may be is left to libdeflate. */
static bool is_stored(struct bytes *out, struct bytes z)
{
        enum { HEAD = 7, SUM = 4 };
        const unsigned char *at = z.at, *sum;
        size_t n;

        if (z.n < HEAD + SUM || (at[0] & 15) != 8 || at[0] > 0x78 || (at[1] & 0x20) || (at[0] << 8 | at[1]) % 31 ||
            at[2] != 1)
                return false;
        n = (size_t)(at[3] | at[4] << 8);
        sum = at + z.n - SUM;
        *out = (struct bytes){at + HEAD, n};
        return (at[5] | at[6] << 8) == (at[3] ^ 255) + ((at[4] ^ 255) << 8) && z.n == HEAD + n + SUM &&
               libdeflate_adler32(1, out->at, n) ==
                       ((uint32_t)sum[0] << 24 | (uint32_t)sum[1] << 16 | (uint32_t)sum[2] << 8 | sum[3]);
}

/* The room is doubled until it is enough, so that the work is at most twice the result. */
static bool inflate_all(struct buffer *out, struct bytes deflated, size_t most)
{
        struct libdeflate_decompressor *z = libdeflate_alloc_decompressor();
        enum libdeflate_result got = z ? LIBDEFLATE_INSUFFICIENT_SPACE : LIBDEFLATE_BAD_DATA;
        const bool stored = deflated.n > 2 && (deflated.at[2] >> 1 & 3U) == BLOCK_STORED;
        const size_t ratio = stored ? 1 : FIRST_RATIO;
        size_t room = deflated.n < most / ratio ? deflated.n * ratio + 1 : most + 1, taken = 0, n = 0;

        while (got == LIBDEFLATE_INSUFFICIENT_SPACE && room <= most + 1) {
                buffer_reserve(out, room);
                got = libdeflate_zlib_decompress_ex(z, deflated.at, deflated.n, out->at, room, &taken, &n);
                room = room > most / 2 && room <= most ? most + 1 : room * 2;
        }
        libdeflate_free_decompressor(z);
        if (got == LIBDEFLATE_INSUFFICIENT_SPACE)
                n = most + 1; /* more than may be */
        out->n = got == LIBDEFLATE_BAD_DATA ? 0 : n;
        return got == LIBDEFLATE_SUCCESS && taken == deflated.n && n <= most;
}

bool pdf_stream_content(struct bytes *out, const struct pdf_stream *stream, size_t most, struct arena *arena)
{
        struct buffer inflated = buffer_in(arena);

        if (!stream->deflated) {
                *out = stream->raw;
                return stream->raw.n <= most;
        }
        if (is_stored(out, stream->raw))
                return out->n <= most;
        if (!inflate_all(&inflated, stream->raw, most)) {
                *out = (struct bytes){.n = inflated.n};
                return false;
        }
        *out = buffer_bytes(&inflated);
        return true;
}
