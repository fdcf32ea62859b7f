/* SHA-256, by which everything is named and compared, comes out whatever memory libcrypto has; what it has none for is said to be missing.
 * The values are those of FIPS 180-4. */
#include "core/file/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <openssl/crypto.h>

#include "core/banned.h"

static void *none(size_t n, const char *file, int line)
{
        (void)n, (void)file, (void)line;
        return NULL;
}

static void *no_more(void *at, size_t n, const char *file, int line)
{
        (void)at, (void)n, (void)file, (void)line;
        return NULL;
}

static void ignore(void *at, const char *file, int line)
{
        (void)at, (void)file, (void)line;
}

static void sha256_needs_no_memory(void **state)
{
        static const struct {
                const char *text, *hex;
        } rows[] = {
                {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
                {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct bytes bytes = {(const unsigned char *)rows[i].text, strlen(rows[i].text)};

                assert_string_equal(digest_of(bytes).hex, rows[i].hex);
        }
}

static void another_is_not_had_without(void **state)
{
        char hex[DIGEST_MOST_TEXT];

        (void)state;
        assert_false(digest_by(hex, "sha512", (struct bytes){0}, NULL));
        assert_false(digest_has("sha512"));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(sha256_needs_no_memory),
                cmocka_unit_test(another_is_not_had_without),
        };

        if (CRYPTO_set_mem_functions(none, no_more, ignore) != 1)
                return 1;
        return cmocka_run_group_tests(tests, NULL, NULL);
}
