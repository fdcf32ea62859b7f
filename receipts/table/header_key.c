#include "receipts/table/header_key.h"

#include <stdbool.h>
#include <string.h>

#include "core/banned.h"

/* As they are after text_key. */
static const char *const marks[] = {"※", "*", "◎", "○", "●", "★", "☆", "■", "□", "◆", "◇", "・", ":", "必須", "任意"};
static const char *const brackets[][2] = {{"(", ")"}, {"[", "]"}, {"【", "】"}, {"〔", "〕"}, {"<", ">"}, {"「", "」"}};
/* Words that say how to fill in a column, or what its values are in any case. */
static const char *const neutral[] = {
        "円",         "税込",       "税込み",       "税込円",   "円税込",     "単位:円",        "単位円", "円単位",
        "¥",          "jpy",        "必須",         "必須項目", "必須入力",   "入力必須",       "要入力", "任意",
        "半角",       "全角",       "半角数字",     "数字",     "数字のみ",   "文字列",         "10桁",   "数字10桁",
        "半角10桁",   "10桁の数字", "半角数字10桁", "西暦",     "和暦",       "和暦可",         "西暦可", "年月日",
        "yyyy/mm/dd", "yyyy-mm-dd", "yyyymmdd",     "選択",     "プルダウン", "リストから選択", "※",      "*",
        "台",         "個"};

static bool ends_with(const char *key, size_t n, const char *word)
{
        size_t w = strlen(word);

        return n > w && memcmp(key + n - w, word, w) == 0;
}

static bool is_neutral_word(const char *at, size_t n)
{
        for (size_t i = 0; i < sizeof neutral / sizeof *neutral; i++)
                if (strlen(neutral[i]) == n && memcmp(neutral[i], at, n) == 0)
                        return true;
        return n >= 3 && memcmp(at, "例", 3) == 0;
}

/* One such word, or several: 必須・税込 */
static bool is_neutral(const char *at, size_t n)
{
        static const char *const between[] = {"・", "、", ","};

        for (size_t k = 1; k < n; k++)
                for (size_t i = 0; i < sizeof between / sizeof *between; i++) {
                        size_t w = strlen(between[i]);

                        if (k + w < n && memcmp(at + k, between[i], w) == 0)
                                return is_neutral_word(at, k) && is_neutral(at + k + w, n - k - w);
                }
        return is_neutral_word(at, n);
}

/* How much of the front is around the words: a mark, 1. 2) (3), a bracket that says nothing of the values. */
static size_t front(const char *key, size_t n)
{
        size_t digits = strspn(key, "0123456789");

        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                if (n > strlen(marks[i]) && strncmp(key, marks[i], strlen(marks[i])) == 0)
                        return strlen(marks[i]);
        if (digits && digits <= 2 && digits + 1 < n)
                return digits + (strchr(".):", key[digits]) != NULL);
        for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
                size_t open = strlen(brackets[i][0]);
                const char *close = strncmp(key, brackets[i][0], open) == 0 ? strstr(key, brackets[i][1]) : NULL;
                size_t inside = close ? (size_t)(close - key) - open : 0;

                if (close && (is_neutral(key + open, inside) || strspn(key + open, "0123456789") == inside))
                        return open + inside + strlen(brackets[i][1]);
        }
        return 0;
}

static size_t back(const char *key, size_t n)
{
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                if (ends_with(key, n, marks[i]))
                        return strlen(marks[i]);
        for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
                size_t close = strlen(brackets[i][1]), open = strlen(brackets[i][0]);

                if (!ends_with(key, n, brackets[i][1]))
                        continue;
                for (size_t at = n - close; at-- > 1;)
                        if (strncmp(key + at, brackets[i][0], open) == 0)
                                return is_neutral(key + at + open, n - close - at - open) ? n - at : 0;
        }
        return 0;
}

/* 【発行者】: how much of each end is the pair of brackets around the whole; 0 where there is none. */
static size_t around(const char *key, size_t n, size_t *at_end)
{
        for (size_t i = 0; i < sizeof brackets / sizeof *brackets; i++) {
                size_t open = strlen(brackets[i][0]), close = strlen(brackets[i][1]);

                *at_end = close;
                if (n > open + close && strncmp(key, brackets[i][0], open) == 0 &&
                    strstr(key, brackets[i][1]) == key + n - close)
                        return open;
        }
        return 0;
}

const char *header_key(const char *key, struct arena *arena)
{
        const char *start = key;
        size_t n = strlen(key), more, end;

        if ((more = around(start, n, &end))) {
                start += more;
                n -= more + end;
        }
        while ((more = front(start, n)) && more < n) {
                start += more;
                n -= more;
        }
        while ((more = back(start, n)) && more < n)
                n -= more;
        return n == strlen(key) ? key : arena_strndup(arena, start, n);
}
