#include "templates/verify/agree.h"
#include "templates/verify/agree_words.h"

#include "core/file/embedded.h"
#include "core/base/vec.h"

#include <string.h>

#include "core/banned.h"

#define LONG_ENOUGH 9                     /* bytes: three kanji or kana in a row that stand so in one of the files */
#define MOST_STEPS  (1 << 26)             /* letters compared; papers take some ten thousands */
#define SLOT_OF(h)  ((size_t)((h) >> 50)) /* of SLOTS */
enum { FILES = 3, SLOTS = 1 << 14 };

/* A letter of the files, and how it may stand alone: as a whole word, as the beginning or as the end of one. */
struct known_letter {
        uint64_t key;
        bool whole, begins, ends;
        uint32_t next; /* in its chain; 0: the last */
};
/* Where two letters stand one after the other. */
struct place {
        const char *at, *end; /* of its file */
        bool begins;          /* what stands before is ASCII, or nothing */
        uint32_t next;
};
struct known_letters {
        VEC(struct known_letter);
};
struct places {
        VEC(struct place);
};
/* An index of the files; the first of each list is none. */
struct knowing {
        struct arena *arena;
        struct known_letters letters;
        struct places places;
        uint32_t letter_slots[SLOTS], place_slots[SLOTS];
        size_t steps;
};

static bool is_ascii(char byte)
{
        return (unsigned char)byte < 0x80;
}

static bool is_edge(const char *at, const char *end)
{
        return at == end || is_ascii(*at);
}

static size_t letter_length(const char *at, const char *end)
{
        const unsigned char byte = (unsigned char)*at;
        const size_t n = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : byte >= 0xC0 ? 2 : 1;

        return n < (size_t)(end - at) ? n : (size_t)(end - at);
}

static uint64_t key_of(const char *at, const char *end)
{
        uint64_t key = 0;

        memcpy(&key, at, letter_length(at, end));
        return key;
}

static uint32_t *letter_slot(struct knowing *k, uint64_t key)
{
        return &k->letter_slots[SLOT_OF(key * UINT64_C(0x9E3779B97F4A7C15))];
}

static uint32_t *place_slot(struct knowing *k, uint64_t first, uint64_t second)
{
        return &k->place_slots[SLOT_OF(first * UINT64_C(0x9E3779B97F4A7C15) + second * UINT64_C(0xC2B2AE3D27D4EB4F))];
}

static const struct known_letter no_letter;

static const struct known_letter *letter_find(struct knowing *k, uint64_t key)
{
        uint32_t i = *letter_slot(k, key);

        while (i && k->letters.at[i].key != key)
                i = k->letters.at[i].next;
        return i ? &k->letters.at[i] : &no_letter;
}

/* ---- what is known */

static void learn_letter(struct knowing *k, uint64_t key, bool begins, bool ends)
{
        const struct known_letter *known = letter_find(k, key);
        struct known_letter *letter;

        if (known == &no_letter) {
                uint32_t *slot = letter_slot(k, key);

                letter = vec_add(k->arena, &k->letters);
                *letter = (struct known_letter){.key = key, .next = *slot};
                *slot = (uint32_t)(letter - k->letters.at);
        } else {
                letter = &k->letters.at[known - k->letters.at];
        }
        letter->whole |= begins && ends;
        letter->begins |= begins;
        letter->ends |= ends;
}

static void learn(struct knowing *k, struct bytes file)
{
        const char *from = (const char *)file.at, *end = from + file.n;

        for (const char *at = from, *behind; at < end; at = behind) {
                const bool begins = at == from || is_ascii(at[-1]);
                uint32_t *slot;

                behind = at + letter_length(at, end);
                if (is_ascii(*at))
                        continue;
                learn_letter(k, key_of(at, end), begins, is_edge(behind, end));
                if (is_edge(behind, end))
                        continue;
                slot = place_slot(k, key_of(at, end), key_of(behind, end));
                *vec_add(k->arena, &k->places) = (struct place){at, end, begins, *slot};
                *slot = (uint32_t)k->places.n - 1;
        }
}

static struct knowing *knowing_new(const struct agree_record *record, struct arena *arena)
{
        struct knowing *k = ARENA_NEW(arena, struct knowing);
        struct bytes files[FILES] = {record->xml, record->programme, {0}};

        k->arena = arena;
        *vec_add(arena, &k->letters) = no_letter;
        *vec_add(arena, &k->places) = (struct place){0};
        if (!embedded_find(&files[2], "forms/1/words.txt"))
                return NULL;
        for (size_t i = 0; i < FILES; i++)
                learn(k, files[i]);
        return k;
}

/* ---- what is read */

/* A run; and of each byte whether words that are known lead up to it. It may begin and end within a sentence that takes several lines. */
struct run_reading {
        struct knowing *known;
        const char *run, *end;
        bool *reached;
};

/* Marks what one letter alone reaches: it must be a whole word, or the end or the beginning of a sentence. */
static void reach_letter(struct run_reading *r, const char *at)
{
        const struct known_letter *letter = letter_find(r->known, key_of(at, r->end));
        const char *behind = at + letter_length(at, r->end);

        if (letter->whole || (at == r->run && letter->ends) || (behind == r->end && letter->begins))
                r->reached[behind - r->run] = true;
}

/* Marks what the pieces of two letters and more reach that stand in this place. A short piece counts under the same terms as a letter. */
static void reach_along(struct run_reading *r, const char *at, const struct place *place)
{
        const char *s = at, *found = place->at;

        for (size_t letters = 1; !is_edge(s, r->end) && !is_edge(found, place->end); letters++) {
                const size_t n = letter_length(s, r->end);
                bool ends;

                r->known->steps++;
                if (n != letter_length(found, place->end) || memcmp(s, found, n) != 0)
                        return;
                s += n;
                found += n;
                ends = is_edge(found, place->end);
                if (letters > 1 && (s - at >= LONG_ENOUGH || (place->begins && ends) || (at == r->run && ends) ||
                                    (s == r->end && place->begins)))
                        r->reached[s - r->run] = true;
        }
}

static bool reach_words(struct run_reading *r, const char *at)
{
        struct knowing *k = r->known;
        const char *behind = at + letter_length(at, r->end);

        reach_letter(r, at);
        if (is_edge(behind, r->end))
                return true;
        for (uint32_t i = *place_slot(k, key_of(at, r->end), key_of(behind, r->end)); i; i = k->places.at[i].next) {
                if (k->steps > MOST_STEPS)
                        return false;
                reach_along(r, at, &k->places.at[i]);
        }
        return true;
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
static bool is_run_known(struct knowing *k, const char *run, size_t n, struct arena *arena)
{
        struct run_reading r = {k, run, run + n, arena_alloc(arena, n + 1)};
        bool bad = false;

        r.reached[0] = true;
        for (size_t at = 0; at < n; at++) {
                size_t date, length;

                if (!r.reached[at])
                        continue;
                date = word_date(run + at, n - at);
                length = figures(run + at, n - at, &bad);
                if (bad)
                        return false;
                if (length || date || is_ascii(run[at]))
                        r.reached[at + (length ? length : date ? date : 1)] = true;
                else if (!reach_words(&r, run + at))
                        return false;
        }
        return r.reached[n];
}

static bool is_page_known(struct disagreement *out, struct knowing *k, const char *page, struct arena *arena)
{
        for (const char *at = page; *at;) {
                const size_t n = strcspn(at, "\n");

                if (!is_run_known(k, at, n, arena)) {
                        *out = (struct disagreement){0, "この形式の紙面にない文字です",
                                                     "a text that papers of this form do not have", "",
                                                     arena_strndup(arena, at, n)};
                        return false;
                }
                at += n + (at[n] == '\n');
        }
        return true;
}

bool agree_known(struct disagreement *out, const struct agree_record *record, const struct pdf_text *text,
                 struct arena *arena)
{
        struct knowing *k = knowing_new(record, arena);

        for (size_t i = 0; k && i < text->n; i++)
                if (!is_page_known(out, k, text->at[i], arena)) {
                        out->page = i + 1;
                        return false;
                }
        return k;
}
