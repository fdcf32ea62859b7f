#include "templates/font/font.h"
#include "templates/font/font_private.h"

#include "core/base/text.h"
#include "core/file/file.h"
#include "core/platform/platform.h"

#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define MOST_FILES 4096 /* that are looked at in one folder */
#define MOST_FACES 64   /* in one file */

/* The order in which typefaces are looked for: the folder SOROE_FONTS and no other, or else the folders that the system has for
 * them, the program's own first, and last what the system finds itself. */

static const struct {
        const char *family;
        bool bold;
} wanted[FACES] = {
        [FACE_GOTHIC] = {"BIZ UDPGothic", false},
        [FACE_BOLD] = {"BIZ UDPGothic", true},
        [FACE_MINCHO] = {"BIZ UDPMincho", false},
        [FACE_FALLBACK] = {"IPAmjMincho", false},
};

static const char *font_name(hb_face_t *face, hb_ot_name_id_t id, struct arena *arena)
{
        char text[128];
        unsigned n = sizeof text;

        hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &n, text);
        return arena_strdup(arena, text);
}

/* A font inside a PDF needs outlines and widths only: characters are mapped by the PDF's own tables (ISO 32000-1,
 * 9.7.4.2), and nothing is shaped. Without the character map a cut of the fallback face takes a twentieth of the time. */
static hb_blob_t *outline_table(hb_face_t *outlines, hb_tag_t tag, void *whole)
{
        static const hb_tag_t needed[] = {
                HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
                HB_TAG('m', 'a', 'x', 'p'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('g', 'l', 'y', 'f'),
        };

        (void)outlines;
        for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
                if (needed[i] == tag)
                        return hb_face_reference_table(whole, tag);
        return NULL;
}

/* Why a file that is there cannot be used. A person who was told that it is missing would install it again. */
struct trouble {
        const char *path, *why; /* NULL: none so far */
        struct arena *arena;
};

static bool note_trouble(struct trouble *t, const char *path, int error)
{
        t->path = arena_strdup(t->arena, path);
        t->why = error ? arena_strdup(t->arena, platform_words(error)) : "not a font";
        return false;
}

/* ---- files */

struct font_map {
        const void *at;
        size_t n;
};

static void unmap(void *user)
{
        struct font_map *map = user;

        platform_unmap(map->at, map->n);
        free(map);
}

static bool is_file(const struct platform_state *state)
{
        if (state->kind != IS_FILE)
                platform_fail(PLATFORM_WRONG_KIND);
        return state->kind == IS_FILE;
}

/* The map outlives the number by which the file was opened. An empty file has no map, and is no font. */
static hb_blob_t *map_open(int fd)
{
        struct font_map *map = malloc(sizeof *map);
        struct platform_state state;

        if (!map || !platform_state_of(&state, fd) || !is_file(&state) ||
            !platform_map(&map->at, fd, (size_t)state.size)) {
                free(map);
                return NULL;
        }
        map->n = (size_t)state.size;
        /* cppcheck-suppress memleak // the blob frees it */
        return hb_blob_create(map->at, (unsigned)map->n, HB_MEMORY_MODE_READONLY, map, unmap);
}

/* Mapped, not read, and by our own call: HarfBuzz's takes a path in another encoding on some systems. */
static hb_blob_t *map_file(const char *path, struct trouble *trouble)
{
        int fd = platform_open(path, OPEN_READ, 0);
        hb_blob_t *blob = fd < 0 ? NULL : map_open(fd);

        if (!blob)
                note_trouble(trouble, path, platform_code());
        if (fd >= 0)
                platform_close(fd);
        return blob;
}

static void take_tables(struct typeface *t)
{
        static const hb_tag_t tags[FACE_TABLES] = {
                HB_TAG('g', 'l', 'y', 'f'), HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'),
                HB_TAG('h', 'm', 't', 'x'), HB_TAG('l', 'o', 'c', 'a'), HB_TAG('m', 'a', 'x', 'p'),
        };
        struct bytes *const tables[FACE_TABLES] = {&t->tables.glyf, &t->tables.head, &t->tables.hhea,
                                                   &t->tables.hmtx, &t->tables.loca, &t->tables.maxp};

        for (size_t i = 0; i < FACE_TABLES; i++) {
                unsigned n;

                t->blobs[i] = hb_face_reference_table(t->outlines, tags[i]);
                tables[i]->at = (const unsigned char *)hb_blob_get_data(t->blobs[i], &n);
                tables[i]->n = n;
        }
        if (!font_tables_read(&t->tables))
                t->tables = (struct font_tables){0};
}

static bool open_face(struct typeface *out, hb_blob_t *blob, unsigned index)
{
        hb_face_t *face = hb_face_create(blob, index);

        hb_face_make_immutable(face);
        if (!hb_face_get_glyph_count(face) || hb_face_get_upem(face) == 0) {
                hb_face_destroy(face);
                return false;
        }
        *out = (struct typeface){.face = face, .em = (int)hb_face_get_upem(face)};
        out->outlines = hb_face_create_for_tables(outline_table, out->face, NULL);
        hb_face_set_upem(out->outlines, (unsigned)out->em);
        hb_face_make_immutable(out->outlines);
        out->font = hb_font_create(out->face);
        hb_font_make_immutable(out->font);
        take_tables(out);
        return true;
}

void font_close(struct typeface *t)
{
        hb_font_destroy(t->font);
        for (size_t i = 0; i < FACE_TABLES; i++)
                hb_blob_destroy(t->blobs[i]);
        hb_face_destroy(t->outlines);
        hb_face_destroy(t->face);
        *t = (struct typeface){0};
}

static bool is_font_file(const char *name)
{
        static const char *const endings[] = {".ttf", ".otf", ".ttc", ".otc"};
        size_t n = strlen(name);

        for (size_t i = 0; n > 4 && i < sizeof endings / sizeof *endings; i++)
                if (strcasecmp(name + n - 4, endings[i]) == 0)
                        return true;
        return false;
}

static bool is_missing(const struct fonts *fonts)
{
        for (int i = 0; i < FACES; i++)
                if (!fonts->typefaces[i].face)
                        return true;
        return false;
}

/* Takes the face of this index if it is one that is wanted and still missing. */
static void take_if_wanted(struct fonts *fonts, hb_face_t *face, hb_blob_t *blob, unsigned index)
{
        const char *family = font_name(face, HB_OT_NAME_ID_FONT_FAMILY, fonts->arena);
        const char *style = font_name(face, HB_OT_NAME_ID_FONT_SUBFAMILY, fonts->arena);

        for (int i = 0; i < FACES; i++)
                if (!fonts->typefaces[i].face && strcmp(family, wanted[i].family) == 0 &&
                    (strcmp(style, "Bold") == 0) == wanted[i].bold) {
                        open_face(&fonts->typefaces[i], blob, index);
                        return;
                }
}

/* A collection has several faces; Windows' BIZ UD are in such ones. */
static void look_into(struct fonts *fonts, const char *path, struct trouble *trouble)
{
        hb_blob_t *blob = map_file(path, trouble);
        unsigned n = blob ? hb_face_count(blob) : 0;
        bool any = false;

        for (unsigned i = 0; i < n && i < MOST_FACES; i++) {
                hb_face_t *face = hb_face_create(blob, i);

                if (hb_face_get_glyph_count(face)) {
                        any = true;
                        take_if_wanted(fonts, face, blob, i);
                }
                hb_face_destroy(face);
        }
        if (blob && !any)
                note_trouble(trouble, path, 0);
        hb_blob_destroy(blob);
}

/* A folder: the families are read from the files' own name tables, in the order of the file names. A folder that is not there
 * has none. */
static void look_in(struct fonts *fonts, const char *folder, struct trouble *trouble)
{
        struct texts names = {0};
        int n = 0;

        if (!file_list(&names, folder, fonts->arena) && platform_error() != PLATFORM_MISSING)
                note_trouble(trouble, folder, platform_code());
        for (size_t i = 0; i < names.n && is_missing(fonts); i++)
                if (is_font_file(names.at[i]) && n++ < MOST_FILES)
                        look_into(fonts, arena_printf(fonts->arena, "%s/%s", folder, names.at[i]), trouble);
}

/* ---- all of them */

/* What the system finds itself, for the faces that are in none of its folders. */
static void ask_system(struct fonts *fonts, struct trouble troubles[FACES])
{
        struct platform_font found[FACES];

        for (int i = 0; i < FACES; i++)
                found[i] = (struct platform_font){.family = wanted[i].family, .bold = wanted[i].bold};
        if (!platform_find_fonts(found, FACES)) {
                for (int i = 0; i < FACES; i++)
                        note_trouble(&troubles[i], "fontconfig", platform_code());
                return;
        }
        for (int i = 0; i < FACES; i++) {
                hb_blob_t *blob =
                        found[i].path && !fonts->typefaces[i].face ? map_file(found[i].path, &troubles[i]) : NULL;

                if (blob && !open_face(&fonts->typefaces[i], blob, found[i].index))
                        note_trouble(&troubles[i], found[i].path, 0);
                hb_blob_destroy(blob);
                free(found[i].path);
        }
}

bool fonts_find(struct fonts *fonts, struct findings *findings)
{
        const char *named = platform_env("SOROE_FONTS");
        char folder[PLATFORM_MOST_PATH];
        struct trouble troubles[FACES], of_folders = {.arena = findings->arena};

        for (int i = 0; i < FACES; i++)
                troubles[i] = of_folders;
        if (named && *named)
                look_in(fonts, named, &of_folders);
        else
                for (size_t i = 0; is_missing(fonts) && platform_font_folder(folder, sizeof folder, i); i++)
                        look_in(fonts, folder, &of_folders);
        if (!(named && *named) && is_missing(fonts))
                ask_system(fonts, troubles);
        for (int i = 0; i < FACES; i++) {
                /* of a folder it is not known which face a file that cannot be read would be */
                const struct trouble *trouble = troubles[i].why ? &troubles[i] : &of_folders;

                if (fonts->typefaces[i].face)
                        continue;
                if (trouble->why)
                        fault_set(findings, F_FONT_UNREAD, trouble->path, trouble->why);
                else
                        fault_set(findings, F_FONT, wanted[i].family, named);
                return false;
        }
        return true;
}

/* "Version 1.05" -> "1.05" */
static const char *version_number(const char *text)
{
        while (*text && !(*text >= '0' && *text <= '9'))
                text++;
        return text;
}

void fonts_note_names(struct fonts *fonts)
{
        struct buffer out = buffer_in(fonts->arena);

        for (int i = 0; i < FACES; i++) {
                struct typeface *t = &fonts->typefaces[i];
                const char *version = font_name(t->face, HB_OT_NAME_ID_VERSION_STRING, fonts->arena);

                t->name = font_name(t->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, fonts->arena);
                buffer_printf(&out, "%s%s%s %s", i ? "; " : "", wanted[i].family, wanted[i].bold ? " Bold" : "",
                              version_number(version));
        }
        fonts->versions = out.at;
}
