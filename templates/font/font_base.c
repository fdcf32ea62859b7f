#include "templates/font/font_private.h"

#include "core/file/embedded.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* texts/repertoire.txt: "gothic 頁補助…", a line per face. */
static const char *const face_words[FACES] = {[FACE_GOTHIC] = "gothic ", [FACE_BOLD] = "bold "};

static const char *repertoire_line(enum face face, struct arena *arena)
{
        struct bytes file;
        const char *word = face_words[face], *text, *at;

        if (!word || !embedded_find(&file, "texts/repertoire.txt"))
                return "";
        text = arena_strndup(arena, (const char *)file.at, file.n);
        at = strncmp(text, word, strlen(word)) == 0 ? text : strstr(text, arena_printf(arena, "\n%s", word));
        if (!at)
                return "";
        at += strlen(word) + (*at == '\n');
        return arena_strndup(arena, at, strcspn(at, "\n"));
}

/* HarfBuzz keeps the order of the glyphs: in this order their numbers need no table. */
static int by_glyph(const void *a, const void *b)
{
        const struct program_character *x = a, *y = b;

        return x->glyph.id != y->glyph.id ? x->glyph.id - y->glyph.id : (x->key > y->key) - (x->key < y->key);
}

static int by_key(const void *a, const void *b)
{
        const uint64_t x = ((const struct base_code *)a)->key, y = ((const struct base_code *)b)->key;

        return (x > y) - (x < y);
}

/* Most text is told by its code point alone. A tab reads as a space, and a letter with its sound mark as one: typed so, it is another
 * character. */
static void index_points(struct font_base *base, struct arena *arena)
{
        base->by_point = arena_alloc(arena, BASE_POINTS * sizeof *base->by_point);
        for (size_t i = 0; i < base->characters.n; i++) {
                char text[CHARACTER_MOST + 1] = "";
                const char *s = text;
                struct cluster c;

                memcpy(text, &base->characters.at[i].key, CHARACTER_MOST);
                if (cluster_next(&c, &s) && !*s && !c.selector && c.n <= 3 && c.code_point < BASE_POINTS &&
                    (c.n > 1 || c.code_point == *text))
                        base->by_point[c.code_point] = (uint16_t)(i + 1);
        }
}

/* A character that this version of the face lacks is not in the repertoire, and is drawn like any other character. */
static void load(struct fonts *fonts, enum face face)
{
        struct font_base *base = &fonts->bases[face];
        const char *line = repertoire_line(face, fonts->arena);
        struct cluster c;

        base->is_loaded = true;
        while (cluster_next(&c, &line)) {
                struct glyph glyph = fonts_glyph(fonts, face, c.code_point, c.selector);

                if (!glyph.id || glyph.face != face)
                        continue;
                *vec_add(fonts->arena, &base->characters) = (struct program_character){character_key(&c), glyph};
        }
        if (!base->characters.n)
                return;
        qsort(base->characters.at, base->characters.n, sizeof *base->characters.at, by_glyph);
        for (size_t i = 0; i < base->characters.n; i++)
                *vec_add(fonts->arena, &base->codes) =
                        (struct base_code){base->characters.at[i].key, (uint16_t)(i + 1)};
        qsort(base->codes.at, base->codes.n, sizeof *base->codes.at, by_key);
        index_points(base, fonts->arena);
}

uint16_t font_base_code(struct fonts *fonts, struct glyph *out, enum face face, uint64_t key)
{
        struct font_base *base = &fonts->bases[face];
        const struct base_code wanted = {key, 0}, *found = NULL;

        if (!base->is_loaded)
                load(fonts, face);
        if (base->codes.n)
                found = bsearch(&wanted, base->codes.at, base->codes.n, sizeof wanted, by_key);
        if (!found)
                return 0;
        *out = base->characters.at[found->code - 1].glyph;
        return found->code;
}

struct font_quick font_base_quick(struct fonts *fonts, enum face face)
{
        struct font_base *base = &fonts->bases[face];

        if (!base->is_loaded)
                load(fonts, face);
        return (struct font_quick){base->by_point, base->characters.at};
}

size_t font_base_size(struct fonts *fonts, enum face face)
{
        if (!fonts->bases[face].is_loaded)
                load(fonts, face);
        return fonts->bases[face].characters.n;
}

uint64_t font_base_key(struct fonts *fonts, enum face face, uint16_t code)
{
        return code && code <= font_base_size(fonts, face) ? fonts->bases[face].characters.at[code - 1].key : 0;
}

static bool make(struct font_base *base, struct fonts *fonts, enum face face)
{
        struct flater *flater = flater_new(FLATE_THOROUGH, fonts->arena);
        bool ok = font_program_make(&base->program, fonts, face, base->characters.at, base->characters.n,
                                    &(struct flaters){flater, flater}, fonts->arena);

        flater_free(flater);
        return ok;
}

const struct font_program *font_base_program(struct fonts *fonts, enum face face)
{
        struct font_base *base = &fonts->bases[face];

        if (!base->is_loaded)
                load(fonts, face);
        if (!base->characters.n)
                return NULL;
        if (!base->program.name && !make(base, fonts, face))
                return NULL;
        return &base->program;
}
