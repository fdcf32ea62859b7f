#include "core/value/identifier.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "core/base/text.h"

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
 * was given over the six digits of area and serial, before prefecture and table were put in front (docs/field.md 3). */
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

/* What a spreadsheet makes of a code that it takes for a number: 1.31881E+09, 118010016.0 */
struct spoiled {
        int64_t mantissa; /* all its digits, without the point */
        int digits;       /* of the mantissa */
        int lost;         /* digits behind them that Excel has dropped */
};

static bool read_spoiled(struct spoiled *out, const int32_t *at)
{
        int digit, behind = 0, exponent = 0;

        *out = (struct spoiled){0};
        for (; out->digits < CODE_DIGITS && typed_take_digit(&at, &digit); out->digits++)
                out->mantissa = out->mantissa * 10 + digit;
        if (!out->digits)
                return false;
        if (typed_take(&at, "."))
                for (; out->digits < CODE_DIGITS && typed_take_digit(&at, &digit); behind++) {
                        out->mantissa = out->mantissa * 10 + digit;
                        out->digits++;
                }
        if (!typed_take(&at, "E+"))
                return false;
        for (int i = 0; i < 2 && typed_take_digit(&at, &digit); i++)
                exponent = exponent * 10 + digit;
        out->lost = exponent - behind;
        return !*at;
}

/* 1310415067.0 and 1310415067.00. */
static bool ends_in_zeros(const int32_t *at)
{
        bool zeros = false;
        int digit;

        if (!typed_take(&at, "."))
                return false;
        for (; typed_take_digit(&at, &digit); zeros = true)
                if (digit)
                        return false;
        return zeros && !*at;
}

/* '0118010016 and ="0118010016": how a spreadsheet is told that a cell is text. */
static void strip_text_marks(struct typed *typed, const int32_t **at)
{
        size_t n = typed->n;

        if (typed_take(at, "'"))
                return;
        if (n > 3 && typed->at[n - 1] == '"' && typed_take(at, "=\""))
                typed->at[n - 1] = 0;
}

enum code_verdict code_parse(char digits[CODE_TEXT], const char *text)
{
        struct typed typed;
        struct spoiled spoiled;
        const int32_t *at = typed.at;
        size_t n;

        memset(digits, 0, CODE_TEXT);
        if (!typed_read(&typed, text))
                return CODE_UNREADABLE;
        strip_text_marks(&typed, &at);
        if (read_spoiled(&spoiled, at))
                return CODE_EXCEL;
        if (!take_digits(digits, &n, &at))
                return CODE_UNREADABLE;
        if (n == CODE_DIGITS && ends_in_zeros(at)) /* all ten are there */
                return judge(digits);
        if (n == CODE_DIGITS - 1 && ends_in_zeros(at))
                return CODE_NUMBER;
        if (*at)
                return CODE_UNREADABLE;
        if (n == 7 || n == 9)
                return CODE_SHORT;
        return n == CODE_DIGITS ? judge(digits) : CODE_UNREADABLE;
}

/* The code of a number, if it passes the check. */
static bool code_of(char code[CODE_TEXT], int64_t number)
{
        if (number < 0 || number > INT64_C(9999999999))
                return false;
        snprintf(code, CODE_TEXT, "%010" PRId64, number);
        return judge(code) == CODE_OK;
}

/* Nine of ten digits stand there, the last of them rounded: of the ten numbers that round to it, which passes? */
static bool undo_rounding(char code[CODE_TEXT], const struct spoiled *s)
{
        char one[CODE_TEXT];
        int found = 0;

        if (s->lost == 0)
                return code_of(code, s->mantissa);
        if (s->lost != 1)
                return false;
        for (int64_t n = s->mantissa * 10 - 5; n < s->mantissa * 10 + 5; n++) {
                if (!code_of(one, n))
                        continue;
                memcpy(code, one, CODE_TEXT);
                found++;
        }
        return found == 1;
}

const char *code_completion(struct arena *arena, const char *text)
{
        char digits[CODE_TEXT], code[CODE_TEXT] = "0";
        enum code_verdict verdict = code_parse(digits, text);
        struct spoiled spoiled;
        struct typed typed;
        bool good = false;

        if (verdict == CODE_EXCEL && typed_read(&typed, text) && read_spoiled(&spoiled, typed.at)) {
                good = undo_rounding(code, &spoiled);
        } else if (verdict == CODE_SHORT || verdict == CODE_NUMBER) {
                size_t n = strlen(digits), zero = n == CODE_DIGITS - 1;

                if (n + zero != CODE_DIGITS)
                        return NULL;
                memcpy(code + zero, digits, n + 1);
                good = judge(code) == CODE_OK;
        }
        return good ? arena_strdup(arena, code) : NULL;
}

const char *code_with(struct arena *arena, const char *prefecture, char table, const char *seven)
{
        char code[CODE_TEXT] = "";

        if (strlen(prefecture) != 2 || strlen(seven) != CODE_DIGITS - 3)
                return NULL;
        snprintf(code, sizeof code, "%s%c%s", prefecture, table, seven);
        return judge(code) == CODE_OK ? arena_strdup(arena, code) : NULL;
}

char code_table(const char digits[CODE_TEXT])
{
        return digits[TABLE_DIGIT];
}

/* 9 - (sum of Pn·Qn mod 9): Pn the n-th digit of the base from the right, Qn 1 for odd n and 2 for even (docs/field.md 4). */
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
