#include "core/platform/platform.h"

#include <openssl/evp.h>
#include <string.h>

#include "core/banned.h"

/* Digests, by libcrypto. It is its own context. */

struct platform_digest *platform_digest_begin(const char *algorithm)
{
        const EVP_MD *type = strcmp(algorithm, "sha256") == 0 ? EVP_sha256() : EVP_get_digestbyname(algorithm);
        EVP_MD_CTX *md = type && EVP_MD_get_size(type) <= PLATFORM_DIGEST ? EVP_MD_CTX_new() : NULL;

        if (md && EVP_DigestInit_ex(md, type, NULL) == 1)
                return (struct platform_digest *)md;
        EVP_MD_CTX_free(md);
        return NULL;
}

bool platform_digest_add(struct platform_digest *digest, const void *at, size_t n)
{
        return !n || EVP_DigestUpdate((EVP_MD_CTX *)digest, at, n) == 1;
}

size_t platform_digest_end(struct platform_digest *digest, unsigned char out[PLATFORM_DIGEST])
{
        unsigned n = 0;
        bool good = EVP_DigestFinal_ex((EVP_MD_CTX *)digest, out, &n) == 1;

        EVP_MD_CTX_free((EVP_MD_CTX *)digest);
        return good ? n : 0;
}
