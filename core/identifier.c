#include "core/identifier.h"

#include <string.h>

#include "core/text.h"

#include "core/banned.h"

enum { CODE_DIGITS = 10, TABLE_DIGIT = 2, REGISTRATION_DIGITS = 13 };

/* The Luhn digit behind `n` digits: weights 2, 1, 2 … from the right, the digits of a product added. */
static char luhn(const char *digits, size_t n)
{
        int sum = 0;

        for (size_t i = 0; i < n; i++) {
                int product = (digits[n - 1 - i] - '0') * (i % 2 ? 1 : 2);

                sum += product / 10 + product % 10;
        }
        return (char)('0' + (10 - sum % 10) % 10);
}

/* Variant A covers all nine digits and holds in 43 prefectures; in Saitama, Chiba, Tokyo and Kanagawa (11-14) the digit
 * was given over the six digits of area and serial, before prefecture and table were put in front (DOMAIN 3). */
static bool check_holds(const char digits[CODE_TEXT])
{
        bool six_digits = digits[0] == '1' && digits[1] >= '1' && digits[1] <= '4';

        return luhn(digits, 9) == digits[9] || (six_digits && luhn(digits + 3, 6) == digits[9]);
}

static bool has_prefecture(const char digits[CODE_TEXT])
{
        int prefecture = (digits[0] - '0') * 10 + (digits[1] - '0');

        return prefecture >= 1 && prefecture <= 47;
}

static enum code_verdict judge(const char digits[CODE_TEXT])
{
        char dental[CODE_TEXT];

        if (!has_prefecture(digits))
                return CODE_NO_PREFECTURE;
        if (check_holds(digits))
                return CODE_OK;
        if (digits[TABLE_DIGIT] != '1')
                return CODE_CHECK_FAILS;
        memcpy(dental, digits, CODE_TEXT);
        dental[TABLE_DIGIT] = '3';
        return luhn(dental, 9) == dental[9] ? CODE_LOOKS_DENTAL : CODE_CHECK_FAILS;
}

/* Collects digits, stepping over spaces and hyphens; *at stops at anything else. False: more than fit. */
static bool take_digits(char digits[CODE_TEXT], size_t *n, const int32_t **at)
{
        int digit;

        for (*n = 0; **at;) {
                if (typed_take_digit(at, &digit)) {
                        if (*n == CODE_TEXT - 1)
                                return false;
                        digits[(*n)++] = (char)('0' + digit);
                } else if (**at == ' ') {
                        typed_skip_spaces(at);
                } else if (!typed_take_dash(at)) {
                        break;
                }
        }
        digits[*n] = '\0';
        return true;
}

/* 1.31881E+09 */
static bool is_excel(const int32_t *at)
{
        int digit;

        if (!typed_take_digit(&at, &digit))
                return false;
        if (typed_take(&at, "."))
                while (typed_take_digit(&at, &digit))
                        continue;
        return typed_take(&at, "E+") && typed_take_digit(&at, &digit);
}

enum code_verdict code_parse(char digits[CODE_TEXT], const char *text)
{
        struct typed typed;
        const int32_t *at = typed.at;
        size_t n;

        memset(digits, 0, CODE_TEXT);
        if (!typed_read(&typed, text))
                return CODE_UNREADABLE;
        if (is_excel(at))
                return CODE_EXCEL;
        if (!take_digits(digits, &n, &at) || *at)
                return CODE_UNREADABLE;
        if (n == 7 || n == 9)
                return CODE_SHORT;
        return n == CODE_DIGITS ? judge(digits) : CODE_UNREADABLE;
}

const char *code_completion(struct arena *arena, const char *digits)
{
        char code[CODE_TEXT] = "0";

        if (strlen(digits) != CODE_DIGITS - 1)
                return NULL;
        memcpy(code + 1, digits, CODE_DIGITS);
        return judge(code) == CODE_OK ? arena_strdup(arena, code) : NULL;
}

char code_table(const char digits[CODE_TEXT])
{
        return digits[TABLE_DIGIT];
}

/* 9 - (sum of Pn·Qn mod 9): Pn the n-th digit of the base from the right, Qn 1 for odd n and 2 for even (DOMAIN 4). */
static bool registration_holds(const char digits[CODE_TEXT])
{
        int sum = 0;

        for (int n = 1; n < REGISTRATION_DIGITS; n++)
                sum += (digits[REGISTRATION_DIGITS - n] - '0') * (n % 2 ? 1 : 2);
        return digits[0] - '0' == 9 - sum % 9;
}

enum registration_verdict registration_parse(char number[CODE_TEXT], const char *text)
{
        struct typed typed;
        const int32_t *at = typed.at;
        char digits[CODE_TEXT];
        size_t n;

        number[0] = '\0';
        if (!typed_read(&typed, text) || !typed_take(&at, "T"))
                return REGISTRATION_UNREADABLE;
        if (!take_digits(digits, &n, &at) || *at || n != REGISTRATION_DIGITS)
                return REGISTRATION_UNREADABLE;
        number[0] = 'T';
        memcpy(number + 1, digits, REGISTRATION_DIGITS + 1);
        return registration_holds(digits) ? REGISTRATION_OK : REGISTRATION_CHECK_FAILS;
}
