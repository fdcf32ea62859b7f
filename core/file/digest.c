#include "core/file/digest.h"

#include <openssl/evp.h>
#include <string.h>

#include "core/platform/platform.h"

#include "core/banned.h"

static void put_hex(char *out, const unsigned char *raw, unsigned n)
{
        static const char hex[] = "0123456789abcdef";

        for (unsigned i = 0; i < n; i++) {
                *out++ = hex[raw[i] >> 4];
                *out++ = hex[raw[i] & 15];
        }
        *out = '\0';
}

static struct digest in_hex(const unsigned char *raw, unsigned n)
{
        struct digest out = {""};

        put_hex(out.hex, raw, n);
        return out;
}

struct digest digest_of(struct bytes bytes)
{
        unsigned char raw[EVP_MAX_MD_SIZE] = {0};
        unsigned n = 0;

        /* an empty digest compares equal to none, so a failing libcrypto fails closed */
        if (EVP_Digest(bytes.at ? bytes.at : raw, bytes.n, raw, &n, EVP_sha256(), NULL) != 1 || n != 32)
                return (struct digest){""};
        return in_hex(raw, n);
}

/* It is libcrypto's own context; NULL where there is none. */
struct digest_stream *digest_begin(void)
{
        EVP_MD_CTX *md = EVP_MD_CTX_new();

        if (md && EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1)
                return (struct digest_stream *)md;
        EVP_MD_CTX_free(md);
        return NULL;
}

void digest_add(struct digest_stream *stream, struct bytes bytes)
{
        /* a piece that was not added shows in the digest */
        if (stream && bytes.n && EVP_DigestUpdate((EVP_MD_CTX *)stream, bytes.at, bytes.n) != 1)
                (void)EVP_MD_CTX_reset((EVP_MD_CTX *)stream);
}

struct digest digest_end(struct digest_stream *stream)
{
        unsigned char raw[EVP_MAX_MD_SIZE] = {0};
        unsigned n = 0;
        bool good = stream && EVP_DigestFinal_ex((EVP_MD_CTX *)stream, raw, &n) == 1 && n == 32;

        EVP_MD_CTX_free((EVP_MD_CTX *)stream);
        return good ? in_hex(raw, n) : (struct digest){""};
}

static bool add_pieces(EVP_MD_CTX *md, struct bytes bytes, bytes_read *read)
{
        for (size_t at = 0; at < bytes.n; at += BYTES_PIECE) {
                struct bytes piece = {bytes.at + at, bytes.n - at < BYTES_PIECE ? bytes.n - at : BYTES_PIECE};

                if (EVP_DigestUpdate(md, piece.at, piece.n) != 1)
                        return false;
                if (read)
                        read(piece);
        }
        return true;
}

bool digest_by(char hex[DIGEST_MOST_TEXT], const char *algorithm, struct bytes bytes, bytes_read *read)
{
        unsigned char raw[EVP_MAX_MD_SIZE] = {0};
        const EVP_MD *type = EVP_get_digestbyname(algorithm);
        EVP_MD_CTX *md = type ? EVP_MD_CTX_new() : NULL;
        unsigned n = 0;
        bool good = md && EVP_DigestInit_ex(md, type, NULL) == 1 && add_pieces(md, bytes, read) &&
                    EVP_DigestFinal_ex(md, raw, &n) == 1;

        EVP_MD_CTX_free(md);
        put_hex(hex, raw, good ? n : 0);
        return good;
}

struct digest digest_of_pieces(struct bytes bytes, bytes_read *read)
{
        struct digest out = {""};
        char hex[DIGEST_MOST_TEXT];

        if (!read)
                return digest_of(bytes);
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
        return st == OK && !*out->hex ? fault_set(findings, F_INTERNAL, path, "libcrypto") : st;
}

void digest_check_code(char out[CHECK_CODE_TEXT], const struct digest *digest)
{
        memcpy(out, digest->hex, CHECK_CODE_TEXT - 1);
        out[CHECK_CODE_TEXT - 1] = '\0';
}
