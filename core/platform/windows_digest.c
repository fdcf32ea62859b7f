#include "core/platform/windows_private.h"

#include <bcrypt.h>
#include <string.h>

#include "core/banned.h"

/* Digests, by Windows' own library (CNG). It has neither SHA-224 nor SHA-3. */

enum { MOST_PIECE = 1 << 30 }; /* its lengths have 32 bits */

static BCRYPT_ALG_HANDLE provider(const char *algorithm)
{
        static const struct {
                const char *name;
                const wchar_t *id;
        } known[] = {
                {"sha256", BCRYPT_SHA256_ALGORITHM}, {"sha512", BCRYPT_SHA512_ALGORITHM},
                {"sha384", BCRYPT_SHA384_ALGORITHM}, {"sha1", BCRYPT_SHA1_ALGORITHM},
                {"md5", BCRYPT_MD5_ALGORITHM},
        };
        enum { KNOWN = sizeof known / sizeof *known };
        static BCRYPT_ALG_HANDLE open[KNOWN];

        for (size_t i = 0; i < KNOWN; i++)
                if (strcmp(algorithm, known[i].name) == 0) {
                        if (!open[i] && BCryptOpenAlgorithmProvider(&open[i], known[i].id, NULL, 0) != 0)
                                open[i] = NULL;
                        return open[i];
                }
        return NULL;
}

bool platform_digest_begin(struct platform_digest *digest, const char *algorithm)
{
        BCRYPT_ALG_HANDLE from = provider(algorithm);

        *digest = (struct platform_digest){0};
        return from && BCryptCreateHash(from, &digest->library, NULL, 0, NULL, 0, 0) == 0;
}

bool platform_digest_add(struct platform_digest *digest, const void *at, size_t n)
{
        const unsigned char *from = at;

        while (n) {
                ULONG piece = n > MOST_PIECE ? MOST_PIECE : (ULONG)n;

                if (BCryptHashData(digest->library, (PUCHAR)(uintptr_t)from, piece, 0) != 0)
                        return false;
                from += piece;
                n -= piece;
        }
        return true;
}

size_t platform_digest_end(struct platform_digest *digest, unsigned char out[PLATFORM_DIGEST])
{
        BCRYPT_HASH_HANDLE hash = digest->library;
        DWORD n = 0, told = 0;

        if (BCryptGetProperty(hash, BCRYPT_HASH_LENGTH, (PUCHAR)&n, sizeof n, &told, 0) != 0 || n > PLATFORM_DIGEST ||
            BCryptFinishHash(hash, out, n, 0) != 0)
                n = 0;
        BCryptDestroyHash(hash);
        return n;
}
