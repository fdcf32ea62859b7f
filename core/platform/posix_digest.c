/* SHA-256, which every start takes, is called as OpenSSL 1.1 has it: what took its place reads a configuration and lists every algorithm
 * of its providers first, which costs more than the digests of a whole check. */
#define OPENSSL_API_COMPAT 10101

#include "core/platform/platform.h"

#include <openssl/evp.h>
#include <openssl/sha.h>
#include <string.h>

#include "core/banned.h"

/* Digests, by libcrypto. */

_Static_assert(sizeof(SHA256_CTX) <= sizeof((struct platform_digest *)0)->sha256, "the state has room");

static EVP_MD_CTX *begin_other(const char *algorithm)
{
        const EVP_MD *type = EVP_get_digestbyname(algorithm);
        EVP_MD_CTX *md = type && EVP_MD_size(type) <= PLATFORM_DIGEST ? EVP_MD_CTX_new() : NULL;

        if (md && EVP_DigestInit_ex(md, type, NULL) == 1)
                return md;
        EVP_MD_CTX_free(md);
        return NULL;
}

static SHA256_CTX *sha256_of(struct platform_digest *digest)
{
        return (void *)digest->sha256;
}

bool platform_digest_begin(struct platform_digest *digest, const char *algorithm)
{
        *digest = (struct platform_digest){0};
        if (strcmp(algorithm, "sha256") == 0)
                return SHA256_Init(sha256_of(digest)) == 1;
        digest->library = begin_other(algorithm);
        return digest->library;
}

bool platform_digest_add(struct platform_digest *digest, const void *at, size_t n)
{
        return !n || (digest->library ? EVP_DigestUpdate(digest->library, at, n)
                                      : SHA256_Update(sha256_of(digest), at, n)) == 1;
}

size_t platform_digest_end(struct platform_digest *digest, unsigned char out[PLATFORM_DIGEST])
{
        unsigned n = SHA256_DIGEST_LENGTH;
        bool good = (digest->library ? EVP_DigestFinal_ex(digest->library, out, &n)
                                     : SHA256_Final(out, sha256_of(digest))) == 1;

        EVP_MD_CTX_free(digest->library);
        return good ? n : 0;
}
