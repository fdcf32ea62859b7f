#include "core/file/digest.h"

#include <stdlib.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

static void put_hex(char *out, const unsigned char *raw, size_t n)
{
        static const char hex[] = "0123456789abcdef";

        for (size_t i = 0; i < n; i++) {
                *out++ = hex[raw[i] >> 4];
                *out++ = hex[raw[i] & 15];
        }
        *out = '\0';
}

/* Adds all of the bytes, in pieces where somebody wants to know of them. */
static bool add(struct platform_digest *digest, struct bytes bytes, bytes_read *read)
{
        if (!read)
                return platform_digest_add(digest, bytes.at, bytes.n);
        for (size_t at = 0; at < bytes.n; at += BYTES_PIECE) {
                struct bytes piece = {bytes.at + at, bytes.n - at < BYTES_PIECE ? bytes.n - at : BYTES_PIECE};

                if (!platform_digest_add(digest, piece.at, piece.n))
                        return false;
                read(piece);
        }
        return true;
}

/* How many bytes, 0 where it failed or one of the pieces was not added. */
static size_t end(struct platform_digest *digest, unsigned char raw[PLATFORM_DIGEST], bool good)
{
        size_t n = platform_digest_end(digest, raw);

        return good ? n : 0;
}

bool digest_by(char hex[DIGEST_MOST_TEXT], const char *algorithm, struct bytes bytes, bytes_read *read)
{
        struct platform_digest digest;
        unsigned char raw[PLATFORM_DIGEST] = {0};
        size_t n = 0;

        if (platform_digest_begin(&digest, algorithm))
                n = end(&digest, raw, add(&digest, bytes, read));
        put_hex(hex, raw, n);
        return n != 0;
}

bool digest_has(const char *algorithm)
{
        char hex[DIGEST_MOST_TEXT];

        return digest_by(hex, algorithm, (struct bytes){0}, NULL);
}

struct digest digest_of(struct bytes bytes)
{
        return digest_of_pieces(bytes, NULL);
}

struct digest_stream {
        struct platform_digest digest;
        bool good;
};

struct digest_stream *digest_begin(void)
{
        struct digest_stream *stream = malloc(sizeof *stream);

        if (stream && platform_digest_begin(&stream->digest, "sha256")) {
                stream->good = true;
                return stream;
        }
        free(stream);
        return NULL;
}

void digest_add(struct digest_stream *stream, struct bytes bytes)
{
        if (stream)
                stream->good &= platform_digest_add(&stream->digest, bytes.at, bytes.n);
}

struct digest digest_end(struct digest_stream *stream)
{
        unsigned char raw[PLATFORM_DIGEST];
        struct digest out = {""};
        size_t n = stream ? end(&stream->digest, raw, stream->good) : 0;

        free(stream);
        if (n * 2 == DIGEST_TEXT - 1)
                put_hex(out.hex, raw, n);
        return out;
}

/* An empty digest compares equal to none, so a system that fails fails closed. */
struct digest digest_of_pieces(struct bytes bytes, bytes_read *read)
{
        struct digest out = {""};
        char hex[DIGEST_MOST_TEXT];

        if (digest_by(hex, "sha256", bytes, read) && strlen(hex) == DIGEST_TEXT - 1)
                memcpy(out.hex, hex, DIGEST_TEXT);
        return out;
}

enum status digest_of_file(struct digest *out, int fd, const char *path, struct findings *findings)
{
        unsigned char piece[1 << 16];
        struct digest_stream *stream = digest_begin();
        enum status st = OK;
        int64_t at = 0;

        for (;;) {
                int64_t got = platform_read_at(fd, piece, sizeof piece, at);

                if (got < 0)
                        st = fault_set(findings, F_READ, path, platform_why());
                if (got <= 0)
                        break;
                at += got;
                digest_add(stream, (struct bytes){piece, (size_t)got});
        }
        *out = digest_end(stream);
        return st == OK && !*out->hex ? fault_set(findings, F_INTERNAL, path, "SHA-256") : st;
}

void digest_check_code(char out[CHECK_CODE_TEXT], const struct digest *digest)
{
        memcpy(out, digest->hex, CHECK_CODE_TEXT - 1);
        out[CHECK_CODE_TEXT - 1] = '\0';
}
