#include "core/digest.h"

#include <errno.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

#include "core/banned.h"

static struct digest in_hex(const unsigned char *raw, unsigned n)
{
        static const char hex[] = "0123456789abcdef";
        struct digest out = {""};

        for (unsigned i = 0; i < n; i++) {
                out.hex[2 * i] = hex[raw[i] >> 4];
                out.hex[2 * i + 1] = hex[raw[i] & 15];
        }
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

enum status digest_of_file(struct digest *out, int fd, const char *path, struct findings *findings)
{
        unsigned char piece[1 << 16], raw[EVP_MAX_MD_SIZE] = {0};
        EVP_MD_CTX *md = EVP_MD_CTX_new();
        bool good = md && EVP_DigestInit_ex(md, EVP_sha256(), NULL) == 1;
        enum status st = OK;
        off_t at = 0;
        unsigned n = 0;

        while (good) {
                ssize_t got = pread(fd, piece, sizeof piece, at);

                if (got < 0 && errno == EINTR)
                        continue;
                if (got < 0)
                        st = (enum status)fault_set(findings, F_READ, path, strerror(errno));
                if (got <= 0)
                        break;
                at += got;
                good = EVP_DigestUpdate(md, piece, (size_t)got) == 1;
        }
        good = good && EVP_DigestFinal_ex(md, raw, &n) == 1 && n == 32;
        EVP_MD_CTX_free(md);
        if (st == OK && !good)
                st = (enum status)fault_set(findings, F_INTERNAL, path, "libcrypto");
        *out = good ? in_hex(raw, n) : (struct digest){""};
        return st;
}

void digest_check_code(char out[CHECK_CODE_TEXT], const struct digest *digest)
{
        memcpy(out, digest->hex, CHECK_CODE_TEXT - 1);
        out[CHECK_CODE_TEXT - 1] = '\0';
}
