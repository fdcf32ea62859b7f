#include "receipts/scans/scan_name.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { MOST_PAGE_DIGITS = 3, EXACT = 1 /* a number that stands exactly as it is wins over one that is only like it */ };

/* Left out when names are compared: what a file name cannot hold, and what people write instead. */
static bool is_joint(const char *s, size_t n)
{
        static const char *const wide[] = {"‐", "–", "—", "―", "・", "¥", "，", "、"};

        if (n == 1)
                return strchr("/\\:*?\"<>|-_.,~", *s) != NULL;
        for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
                if (strlen(wide[i]) == n && memcmp(wide[i], s, n) == 0)
                        return true;
        return false;
}

static char *without_joints(struct arena *arena, const char *text)
{
        char *key = text_key(arena, text), *to = key;

        for (const char *s = key; *s;) {
                const char *at = s;
                size_t n;

                if (text_next(&s) < 0)
                        s++;
                n = (size_t)(s - at);
                if (is_joint(at, n))
                        continue;
                memmove(to, at, n);
                to += n;
        }
        *to = '\0';
        return key;
}

/* Returns where the extension begins, or the end of the name if it has none. */
static size_t stem(const char *name)
{
        const char *dot = strrchr(name, '.');
        size_t n = dot ? strlen(dot + 1) : 0;

        return dot && dot > name && n >= 1 && n <= 5 &&
                               strspn(dot + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") == n
                       ? (size_t)(dot - name)
                       : strlen(name);
}

char *scan_name_key(struct arena *arena, const char *name)
{
        return without_joints(arena, arena_strndup(arena, name, stem(name)));
}

bool scan_label_read(struct scan_label *out, const char *name, struct arena *arena)
{
        const char *text = text_nfc(arena, arena_strndup(arena, name, stem(name)));
        const char *bar = strchr(text, '_'), *wide = strstr(text, "＿");
        size_t n;

        if (wide && (!bar || wide < bar))
                bar = wide;
        if (!bar)
                return false;
        n = (size_t)(bar - text);
        if (code_parse(out->code, arena_strndup(arena, text, n)) > CODE_NO_PREFECTURE)
                return false;
        out->rest = bar + (bar == wide ? strlen("＿") : 1);
        out->is_breakdown = strstr(out->rest, "内訳") || strstr(text_key(arena, out->rest), "breakdown");
        return *out->rest != '\0';
}

/* The end of the number within the rest: where the rest ends, or a page or a remark begins. */
static bool ends_here(const char *s)
{
        size_t digits;

        if (!*s)
                return true;
        if (*s != '_' && *s != ' ' && *s != '(' && strncmp(s, "＿", 3) != 0 && strncmp(s, "（", 3) != 0 &&
            strncmp(s, "\u3000", 3) != 0)
                return false;
        s += (unsigned char)*s < 0x80 ? 1 : 3;
        digits = strspn(s, "0123456789");
        return digits <= MOST_PAGE_DIGITS;
}

size_t scan_label_fits(const struct scan_label *label, const char *number, struct arena *arena)
{
        const char *want = without_joints(arena, number), *exact = text_key(arena, number);
        size_t best = 0;

        if (!*want)
                return 0;
        for (const char *s = label->rest; *s;) {
                const char *head;
                size_t n, score;

                if (text_next(&s) < 0)
                        s++;
                if (!ends_here(s))
                        continue;
                n = (size_t)(s - label->rest);
                if (*s && (s[-1] == ' ' || s[-1] == '_')) /* the end is the one before */
                        continue;
                head = arena_strndup(arena, label->rest, n);
                if (strcmp(without_joints(arena, head), want) != 0)
                        continue;
                score = 2 * n + (strcmp(text_key(arena, head), exact) == 0 ? EXACT : 0);
                if (score > best)
                        best = score;
        }
        return best;
}
