#include "core/reading/reading_addressee.h"

#include <string.h>

#include "core/base/text.h"

#include "core/banned.h"

enum { MOST_LETTERS = 100, LEAST_LETTERS = 4, SURE = 85, MAYBE = 50, MOST_ADDRESSEES = 10 };

struct addressees_seen read_addressees(const struct read_sheet *s)
{
        static const char *const honours[] = {"様", "御中", "殿"};
        struct addressees_seen seen = {0};

        for (size_t i = 0; i < s->page->lines.n && seen.n < MOST_ADDRESSEES; i++)
                for (size_t k = 0; k < sizeof honours / sizeof *honours; k++) {
                        const char *end = strstr(s->lines[i], honours[k]);

                        if (!end || end == s->lines[i])
                                continue;
                        *vec_add(s->arena, &seen) = (struct addressee_seen){
                                arena_strndup(s->arena, s->lines[i], (size_t)(end - s->lines[i])),
                                sheet_place(s, s->page->lines.at[i].box)};
                        break;
                }
        return seen;
}

static int letters_of(int32_t out[MOST_LETTERS], const char *text, struct arena *arena)
{
        const char *at = text_party_key(arena, text);
        int n = 0;

        while (*at && n < MOST_LETTERS) {
                int32_t c = text_next(&at);

                if (c < 0)
                        break;
                out[n++] = c;
        }
        return n;
}

static uint64_t sieve_of(const int32_t *letters, int n)
{
        uint64_t sieve = 0;

        for (int i = 0; i < n; i++)
                sieve |= UINT64_C(1) << ((uint32_t)letters[i] * UINT32_C(2654435761) >> 26);
        return sieve;
}

static int bits(uint64_t of)
{
        int n = 0;

        for (; of; of &= of - 1)
                n++;
        return n;
}

static void add_name(struct known_names *list, const char *code, const char *name, bool own, struct arena *arena)
{
        int32_t *letters = arena_alloc(arena, MOST_LETTERS * sizeof *letters);
        int n = letters_of(letters, name, arena);

        if (n >= LEAST_LETTERS) /* 森 and 佐藤 stand in other names */
                *vec_add(arena, list) = (struct known_name){.code = code,
                                                            .name = name,
                                                            .is_own_only = own,
                                                            .letters = letters,
                                                            .n = n,
                                                            .sieve = sieve_of(letters, n)};
}

void known_name_add(struct known_names *list, const char *code, const char *name, struct arena *arena)
{
        add_name(list, code, name, false, arena);
}

void known_name_add_own(struct known_names *list, const char *code, const char *name, struct arena *arena)
{
        add_name(list, code, name, true, arena);
}

/* The longest sequence that both have in their order. */
static int common(const int32_t *a, int n, const int32_t *b, int m)
{
        int row[MOST_LETTERS + 1] = {0};

        for (int i = 0; i < n; i++) {
                int before = 0;

                for (int k = 0; k < m; k++) {
                        int above = row[k + 1];

                        row[k + 1] = a[i] == b[k] ? before + 1 : above > row[k] ? above : row[k];
                        before = above;
                }
        }
        return row[m];
}

static int share(const struct known_name *name, const int32_t *words, int m)
{
        const int width = name->n + 2;
        int best = 0;

        for (int from = 0; from == 0 || from + width <= m; from++) {
                int n = common(name->letters, name->n, words + from, m - from < width ? m - from : width);

                best = n > best ? n : best;
        }
        return name->n ? 100 * best / name->n : 0;
}

int name_share(const struct known_name *name, const char *words, struct arena *arena)
{
        int32_t letters[MOST_LETTERS] = {0};

        return share(name, letters, letters_of(letters, words, arena));
}

const struct known_name *name_in(const struct known_names *list, const char *words, int least, struct arena *arena)
{
        const struct known_name *found = NULL;
        int32_t letters[MOST_LETTERS];
        const int m = letters_of(letters, words, arena);
        const uint64_t sieve = sieve_of(letters, m);

        for (size_t i = 0; i < list->n; i++) {
                const struct known_name *name = &list->at[i];

                if ((!found || name->n > found->n) && 100 * bits(name->sieve & ~sieve) <= (100 - least) * name->n &&
                    share(name, letters, m) >= least)
                        found = name;
        }
        return found;
}

/* A name that holds another may be written shorter. */
static bool holds(const struct known_name *a, const struct known_name *b)
{
        return share(a, b->letters, b->n) >= SURE || share(b, a->letters, a->n) >= SURE;
}

static bool is_own(const struct known_names *list, const char *code, const int32_t *words, int m)
{
        for (size_t i = 0; i < list->n; i++)
                if (strcmp(list->at[i].code, code) == 0 && share(&list->at[i], words, m) >= MAYBE)
                        return true;
        return false;
}

bool name_is_own(const struct known_names *list, const char *code, const char *words, struct arena *arena)
{
        int32_t letters[MOST_LETTERS];
        const int n = letters_of(letters, words, arena);

        return is_own(list, code, letters, n);
}

static bool is_like_own(const struct known_names *list, const char *code, const struct known_name *other)
{
        for (size_t i = 0; i < list->n; i++)
                if (strcmp(list->at[i].code, code) == 0 && holds(&list->at[i], other))
                        return true;
        return false;
}

const struct known_name *name_of_another(const struct known_names *list, const char *code, const char *words,
                                         struct arena *arena)
{
        const struct known_name *found = NULL;
        int32_t letters[MOST_LETTERS];
        const int m = letters_of(letters, words, arena);
        const uint64_t sieve = sieve_of(letters, m);

        if (is_own(list, code, letters, m))
                return NULL;
        for (size_t i = 0; i < list->n; i++) {
                const struct known_name *name = &list->at[i];

                if (strcmp(name->code, code) == 0 || name->is_own_only ||
                    100 * bits(name->sieve & ~sieve) > (100 - SURE) * name->n || share(name, letters, m) < SURE)
                        continue;
                if (is_like_own(list, code, name))
                        return NULL;
                if (!found || name->n > found->n) /* of a clinic and its branch the longer one */
                        found = name;
        }
        return found;
}
