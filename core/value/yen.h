/* Money: whole yen, tax included, in a type of its own so that the compiler refuses a yen
 * plus a count. Every sum is checked; no floating point. Rates are fractions: two thirds has
 * no decimal form. What is rounded, and how, is visible at each call and comes from the
 * programme file. */
#ifndef SOROE_YEN_H
#define SOROE_YEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct yen {
        int64_t n;
};

struct rate {
        int32_t num, den; /* den > 0 */
};

enum rounding { ROUND_DOWN, ROUND_HALF_UP, ROUND_UP };

/* The most a single amount may be (±): far above any receipt, far below overflow of a sum. */
#define YEN_MOST INT64_C(1000000000000)

/* Returns false, and leaves *out unchanged, on overflow. */
bool yen_add(struct yen *out, struct yen a, struct yen b);
bool yen_times(struct yen *out, struct yen unit_price, int64_t count);
struct yen yen_min(struct yen a, struct yen b);

/* Works out base × rate as a whole number of yen and a rest: base·num = out·den + rest, 0 <= rest < den. */
bool yen_rate(struct yen *out, int32_t *rest, struct yen base, struct rate);

/* Rounds `amount` + rest/den to a multiple of `unit` yen. Half up: exactly half goes up. */
bool yen_round(struct yen *out, struct yen amount, int32_t rest, int32_t den, int64_t unit, enum rounding);

enum yen_fault { YEN_READ = 0, YEN_EMPTY, YEN_UNREADABLE, YEN_TOO_LARGE, YEN_FRACTION, YEN_CURRENCY };

/* Reads an amount as people type it: 12,345 １２，３４５ ￥12,345- \12,345 金12,345円也
 * 12,345円(税込) 1.2万円 1万2千円 壱萬弐千円; negative △1,000 ▲1,000 -1,000 (1,000).
 * `text` is UTF-8, at most 200 bytes. YEN_CURRENCY: a currency other than yen is named.
 * A sign that can be read in two ways, mixed digits such as "12.8万5千", or letters such as the O in "52,8OO" are
 * YEN_UNREADABLE, never guessed. */
enum yen_fault yen_parse(struct yen *out, const char *text);

/* A count as people type it: 2, ２, "2台", "1 式", 一式 = 1. False: not a whole number. */
bool count_parse(int64_t *out, const char *text);

#define YEN_TEXT 32
/* 12345 -> "12,345", -5500 -> "-5,500" (`minus` = "-") or "△5,500" (`minus` = "△"). Returns buf. */
char *yen_format(char buf[YEN_TEXT], struct yen, const char *minus);

#endif
