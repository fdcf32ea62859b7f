#include "core/value/yen.h"

#include <inttypes.h>
#include <stdio.h>

#include "core/banned.h"

bool yen_add(struct yen *out, struct yen a, struct yen b)
{
        int64_t n;

        if (__builtin_add_overflow(a.n, b.n, &n))
                return false;
        out->n = n;
        return true;
}

bool yen_times(struct yen *out, struct yen unit_price, int64_t count)
{
        int64_t n;

        if (__builtin_mul_overflow(unit_price.n, count, &n))
                return false;
        out->n = n;
        return true;
}

struct yen yen_min(struct yen a, struct yen b)
{
        return a.n < b.n ? a : b;
}

/* n = *quotient * by + rest with 0 <= rest < by, also for a negative n (a credit note). */
static int64_t divide_down(int64_t *quotient, int64_t n, int64_t by)
{
        int64_t rest = n % by;

        *quotient = n / by;
        if (rest < 0) {
                rest += by;
                --*quotient;
        }
        return rest;
}

bool yen_rate(struct yen *out, int32_t *rest, struct yen base, struct rate rate)
{
        int64_t product;

        if (rate.den <= 0 || __builtin_mul_overflow(base.n, (int64_t)rate.num, &product))
                return false;
        *rest = (int32_t)divide_down(&out->n, product, rate.den);
        return true;
}

/* Half of the unit or more? With below + rest/den yen over the last multiple: 2·below + 2·rest/den >= unit, where the
 * second term is less than 2, so that nothing can overflow. */
static bool is_half(int64_t below, int32_t rest, int32_t den, int64_t unit)
{
        int64_t missing = unit - below - below;

        return missing <= 0 || (missing == 1 && 2 * (int64_t)rest >= den);
}

bool yen_round(struct yen *out, struct yen amount, int32_t rest, int32_t den, int64_t unit, enum rounding rounding)
{
        int64_t units, below, n;
        bool up;

        if (den <= 0 || rest < 0 || rest >= den || unit <= 0 || unit > INT64_MAX / 2)
                return false;
        below = divide_down(&units, amount.n, unit);
        up = (rounding == ROUND_UP && (below > 0 || rest > 0)) ||
             (rounding == ROUND_HALF_UP && is_half(below, rest, den, unit));
        if (__builtin_mul_overflow(units, unit, &n) || (up && __builtin_add_overflow(n, unit, &n)))
                return false;
        out->n = n;
        return true;
}

char *yen_format(char buf[YEN_TEXT], struct yen yen, const char *minus)
{
        uint64_t n = yen.n < 0 ? -(uint64_t)yen.n : (uint64_t)yen.n;
        char digits[YEN_TEXT], *p = digits + sizeof digits;
        int written = 0;

        *--p = '\0';
        do {
                if (written && written % 3 == 0)
                        *--p = ',';
                *--p = (char)('0' + n % 10);
                n /= 10;
                written++;
        } while (n);
        snprintf(buf, YEN_TEXT, "%s%s", yen.n < 0 ? minus : "", p);
        return buf;
}
