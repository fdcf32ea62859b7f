/* SHA-256, which every start takes, is called as OpenSSL 1.1 has it: what took its place reads a configuration and lists every algorithm
 * of its providers first, which costs more than the digests of a whole check. */
#define OPENSSL_API_COMPAT 10101

#include "core/platform/platform.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/sha.h>
#include <string.h>

#include "core/banned.h"

/* Digests, by libcrypto. */

struct platform_digest {
        SHA256_CTX sha256;
        EVP_MD_CTX *other; /* NULL: it is SHA-256 */
};

static EVP_MD_CTX *begin_other(const char *algorithm)
{
        const EVP_MD *type = EVP_get_digestbyname(algorithm);
        EVP_MD_CTX *md = type && EVP_MD_size(type) <= PLATFORM_DIGEST ? EVP_MD_CTX_new() : NULL;

        if (md && EVP_DigestInit_ex(md, type, NULL) == 1)
                return md;
        EVP_MD_CTX_free(md);
        return NULL;
}

struct platform_digest *platform_digest_begin(const char *algorithm)
{
        struct platform_digest *digest = OPENSSL_zalloc(sizeof *digest);

        if (digest && (strcmp(algorithm, "sha256") == 0 ? SHA256_Init(&digest->sha256)
                                                        : !!(digest->other = begin_other(algorithm))))
                return digest;
        OPENSSL_free(digest);
        return NULL;
}

bool platform_digest_add(struct platform_digest *digest, const void *at, size_t n)
{
        return !n ||
               (digest->other ? EVP_DigestUpdate(digest->other, at, n) : SHA256_Update(&digest->sha256, at, n)) == 1;
}

size_t platform_digest_end(struct platform_digest *digest, unsigned char out[PLATFORM_DIGEST])
{
        unsigned n = SHA256_DIGEST_LENGTH;
        bool good =
                (digest->other ? EVP_DigestFinal_ex(digest->other, out, &n) : SHA256_Final(out, &digest->sha256)) == 1;

        EVP_MD_CTX_free(digest->other);
        OPENSSL_free(digest);
        return good ? n : 0;
}
