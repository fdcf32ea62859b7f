#include "templates/agree.h"
#include "templates/agree_words.h"

#include "core/embedded.h"

#include <string.h>

#include "core/banned.h"

#define LONG_ENOUGH 9 /* bytes: three kanji or kana in a row that stand so in one of the files */
enum { FILES = 3 };

struct knowing {
        struct bytes files[FILES];
};

static bool is_ascii(unsigned char byte)
{
        return byte < 0x80;
}

/* Where a piece stands in its run: a run may begin and end within a sentence that takes several lines. */
struct place {
        bool first, last;
};

/* Does it stand in a file, and if it is short, as a whole word, or as the end or the beginning of a sentence? */
static bool stands(const struct knowing *k, const char *at, size_t n, struct place place)
{
        for (size_t i = 0; i < FILES; i++) {
                const unsigned char *from = k->files[i].at, *end = from + k->files[i].n, *found = from;

                while ((found = memmem(found, (size_t)(end - found), at, n))) {
                        bool begins = found == from || is_ascii(found[-1]),
                             ends = found + n == end || is_ascii(found[n]);

                        if (n >= LONG_ENOUGH || (begins && ends) || (place.first && ends) || (place.last && begins))
                                return true;
                        found++;
                }
        }
        return false;
}

static size_t letter_length(const char *at)
{
        unsigned char byte = (unsigned char)*at;

        return byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;
}

/* The longest piece from here on that stands in a file; 0: there is none. */
static size_t piece(const struct knowing *k, const char *at, size_t n, bool first)
{
        size_t best = 0;

        for (size_t length = letter_length(at); length <= n;) {
                bool found = stands(k, at, length, (struct place){first, length == n});

                if (found)
                        best = length;
                else if (length >= LONG_ENOUGH)
                        break;
                if (length == n || is_ascii((unsigned char)at[length]))
                        break;
                length += letter_length(at + length);
        }
        return best;
}

/* How many figures and commas stand here; 0 also where commas stand otherwise than in an amount, with *bad set. */
static size_t figures(const char *at, size_t n, bool *bad)
{
        struct word word;
        size_t length = 0, from = 0;

        while (length < n && ((at[length] >= '0' && at[length] <= '9') || at[length] == ','))
                length++;
        if (!length || !memchr(at, ',', length))
                return length;
        *bad = !word_next(&word, at, length, &from) || word.n != length;
        return *bad ? 0 : length;
}

/* Amounts, dates and codes are looked at elsewhere. */
static bool is_run_known(const struct knowing *k, const char *run, size_t n)
{
        bool bad = false;

        for (size_t at = 0; at < n;) {
                size_t date = word_date(run + at, n - at), length = figures(run + at, n - at, &bad);

                if (bad)
                        return false;
                if (length) {
                        at += length;
                        continue;
                }
                if (date || is_ascii((unsigned char)run[at])) {
                        at += date ? date : 1;
                        continue;
                }
                length = piece(k, run + at, n - at, at == 0);
                if (!length)
                        return false;
                at += length;
        }
        return true;
}

bool agree_known(struct disagreement *out, const struct agree_record *record, const struct pdf_text *text,
                 struct arena *arena)
{
        struct knowing k = {{record->xml, record->programme, {0}}};

        if (!embedded_find(&k.files[2], "forms/1/words.txt"))
                return false;
        for (size_t page = 0; page < text->n; page++) {
                for (const char *at = text->at[page]; *at;) {
                        size_t n = strcspn(at, "\n");

                        if (!is_run_known(&k, at, n)) {
                                *out = (struct disagreement){page + 1, "この形式の紙面にない文字です",
                                                             "a text that papers of this form do not have", "",
                                                             arena_strndup(arena, at, n)};
                                return false;
                        }
                        at += n + (at[n] == '\n');
                }
        }
        return true;
}
