#include "core/digest.h"

#include <openssl/evp.h>
#include <string.h>

#include "core/banned.h"

struct digest digest_of(struct bytes bytes)
{
        static const char hex[] = "0123456789abcdef";
        unsigned char raw[EVP_MAX_MD_SIZE] = {0};
        unsigned n = 0;
        struct digest out = {""};

        /* an empty digest compares equal to none, so a failing libcrypto fails closed */
        if (EVP_Digest(bytes.at ? bytes.at : raw, bytes.n, raw, &n, EVP_sha256(), NULL) != 1 || n != 32)
                return out;
        for (unsigned i = 0; i < n; i++) {
                out.hex[2 * i] = hex[raw[i] >> 4];
                out.hex[2 * i + 1] = hex[raw[i] & 15];
        }
        return out;
}

void digest_check_code(char out[CHECK_CODE_TEXT], const struct digest *digest)
{
        memcpy(out, digest->hex, CHECK_CODE_TEXT - 1);
        out[CHECK_CODE_TEXT - 1] = '\0';
}
