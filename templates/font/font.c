#include "templates/font/font.h"
#include "templates/font/font_private.h"

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/base/text.h"

#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define MOST_FILES 4096 /* in the folder SOROE_FONTS */

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

/* HarfBuzz maps the file, or else reads it. It gives no reason for a failure. */
static hb_blob_t *map_file(const char *path, struct trouble *trouble)
{
        int fd = platform_open(path, OPEN_READ, 0), error = fd < 0 ? platform_code() : 0;
        hb_blob_t *blob = NULL;

        if (fd >= 0) {
                platform_close(fd);
                blob = hb_blob_create_from_file_or_fail(path);
                if (!platform_code())
                        platform_fail(PLATFORM_NO_MEMORY);
                error = platform_code();
        }
        if (!blob)
                note_trouble(trouble, path, error);
        return blob;
}

static bool open_file(struct typeface *out, const char *path, unsigned index, struct trouble *trouble)
{
        hb_blob_t *blob = map_file(path, trouble);

        if (!blob)
                return false;
        out->face = hb_face_create(blob, index);
        hb_blob_destroy(blob);
        hb_face_make_immutable(out->face);
        out->em = (int)hb_face_get_upem(out->face);
        if (!hb_face_get_glyph_count(out->face) || out->em <= 0) {
                hb_face_destroy(out->face);
                out->face = NULL;
                return note_trouble(trouble, path, 0);
        }
        out->outlines = hb_face_create_for_tables(outline_table, out->face, NULL);
        hb_face_set_upem(out->outlines, (unsigned)out->em);
        hb_face_make_immutable(out->outlines);
        out->font = hb_font_create(out->face);
        hb_font_make_immutable(out->font);
        return true;
}

static void close_typeface(struct typeface *t)
{
        hb_font_destroy(t->font);
        hb_face_destroy(t->prepared);
        hb_face_destroy(t->outlines);
        hb_face_destroy(t->face);
        *t = (struct typeface){0};
}

/* The system's font of a family and weight, by fontconfig. */
static bool find_installed(struct typeface *out, FcConfig *config, const char *family, bool bold,
                           struct trouble *trouble)
{
        FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, family, FC_WEIGHT, FcTypeInteger,
                                            bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR, (char *)NULL);
        FcObjectSet *fields = FcObjectSetBuild(FC_FILE, FC_INDEX, (char *)NULL);
        FcFontSet *set = pattern && fields ? FcFontList(config, pattern, fields) : NULL;
        const char *first = NULL;
        int first_index = 0;
        bool ok;

        /* several files of one family: the first by path, whatever the order of the cache */
        for (int i = 0; set && i < set->nfont; i++) {
                FcChar8 *file;
                int index = 0;

                if (FcPatternGetString(set->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
                        continue;
                FcPatternGetInteger(set->fonts[i], FC_INDEX, 0, &index);
                if (!first || strcmp((const char *)file, first) < 0) {
                        first = (const char *)file;
                        first_index = index;
                }
        }
        ok = first && open_file(out, first, (unsigned)first_index, trouble);
        if (set)
                FcFontSetDestroy(set);
        if (fields)
                FcObjectSetDestroy(fields);
        if (pattern)
                FcPatternDestroy(pattern);
        return ok;
}

static void open_installed(struct fonts *fonts, struct trouble troubles[FACES])
{
        FcConfig *config = FcInitLoadConfigAndFonts();

        for (int i = 0; i < FACES; i++) {
                if (!config)
                        note_trouble(&troubles[i], "fontconfig", platform_code());
                else
                        find_installed(&fonts->typefaces[i], config, wanted[i].family, wanted[i].bold, &troubles[i]);
        }
        if (config)
                FcConfigDestroy(config);
}

static bool is_font_file(const char *name)
{
        size_t n = strlen(name);

        return n > 4 && (strcasecmp(name + n - 4, ".ttf") == 0 || strcasecmp(name + n - 4, ".otf") == 0);
}

static void take_if_wanted(struct fonts *fonts, const char *path, struct trouble *trouble)
{
        struct typeface found = {0};
        const char *family, *style;

        if (!open_file(&found, path, 0, trouble))
                return;
        family = font_name(found.face, HB_OT_NAME_ID_FONT_FAMILY, fonts->arena);
        style = font_name(found.face, HB_OT_NAME_ID_FONT_SUBFAMILY, fonts->arena);
        for (int i = 0; i < FACES; i++) {
                bool same = strcmp(family, wanted[i].family) == 0 && (strcmp(style, "Bold") == 0) == wanted[i].bold;
                if (same && !fonts->typefaces[i].face) {
                        fonts->typefaces[i] = found;
                        return;
                }
        }
        close_typeface(&found);
}

/* The folder SOROE_FONTS: the families are read from the files' own name tables, in the order of
 * the file names. fontconfig would walk every glyph of a folder it has no cache for. */
static void open_folder(struct fonts *fonts, const char *folder, struct trouble *trouble)
{
        struct texts names;
        int n = 0;

        if (!file_list(&names, folder, fonts->arena) && platform_error() != PLATFORM_MISSING)
                note_trouble(trouble, folder, platform_code());
        for (size_t i = 0; i < names.n; i++)
                if (is_font_file(names.at[i]) && n++ < MOST_FILES)
                        take_if_wanted(fonts, arena_printf(fonts->arena, "%s/%s", folder, names.at[i]), trouble);
}

/* "Version 1.05" -> "1.05" */
static const char *version_number(const char *text)
{
        while (*text && !(*text >= '0' && *text <= '9'))
                text++;
        return text;
}

static void note_names(struct fonts *fonts)
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

enum status fonts_open(struct fonts **out, bool bulk, arena_exhausted *exhausted, struct findings *findings)
{
        struct arena *arena = arena_new(exhausted);
        struct fonts *fonts = ARENA_NEW(arena, struct fonts);
        const char *folder = platform_env("SOROE_FONTS");
        struct trouble troubles[FACES];

        fonts->arena = arena;
        for (int i = 0; i < FACES; i++)
                troubles[i] = (struct trouble){.arena = findings->arena};
        if (folder && *folder)
                open_folder(fonts, folder, &troubles[0]);
        else
                open_installed(fonts, troubles);
        for (int i = 0; i < FACES; i++) {
                /* of a folder it is not known which face a file that cannot be read would be */
                const struct trouble *trouble = &troubles[folder && *folder ? 0 : i];

                if (fonts->typefaces[i].face)
                        continue;
                if (trouble->why)
                        fault_set(findings, F_FONT_UNREAD, trouble->path, trouble->why);
                else
                        fault_set(findings, F_FONT, wanted[i].family, folder);
                fonts_close(fonts);
                return ERR_SYSTEM;
        }
        note_names(fonts);
        /* preparing costs some 20 ms a face once; the fallback's 200 ms do not pay for a few glyphs a document */
        for (int i = 0; bulk && i < FACE_FALLBACK; i++)
                fonts->typefaces[i].prepared = hb_subset_preprocess(fonts->typefaces[i].outlines);
        /* once for all documents, and before the workers of a run part; what fails here is reported with the first document */
        for (int i = 0; bulk && i < FACE_FALLBACK; i++)
                font_base_program(fonts, (enum face)i);
        *out = fonts;
        return OK;
}

void fonts_close(struct fonts *fonts)
{
        if (!fonts)
                return;
        for (int i = 0; i < FACES; i++)
                close_typeface(&fonts->typefaces[i]);
        arena_free(fonts->arena);
}

const char *fonts_versions(const struct fonts *fonts)
{
        return fonts->versions;
}

const char *fonts_harfbuzz(void)
{
        return hb_version_string();
}

/* Does the character here bind to the one before it? For most text the first byte tells: selectors begin with EF or F3, the sound
 * marks U+3099 and U+309A are E3 82 99 and E3 82 9A. */
static bool may_bind(const char *s)
{
        const unsigned char *at = (const unsigned char *)s;

        return at[0] == 0xEF || at[0] == 0xF3 || (at[0] == 0xE3 && at[1] == 0x82 && (at[2] == 0x99 || at[2] == 0x9A));
}

static bool is_selector(int32_t c)
{
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
}

static void bind(struct cluster *out, const char **s)
{
        const char *behind = *s;
        hb_codepoint_t composed;
        int32_t next = text_next(&behind);

        if (is_selector(next)) {
                out->selector = next;
                *s = behind;
        } else if ((next == 0x3099 || next == 0x309A) &&
                   hb_unicode_compose(hb_unicode_funcs_get_default(), (hb_codepoint_t)out->code_point,
                                      (hb_codepoint_t)next, &composed)) {
                out->code_point = (int32_t)composed;
                *s = behind;
        }
}

bool cluster_next(struct cluster *out, const char **s)
{
        const char *start = *s;
        int32_t c = (unsigned char)*start;

        if (!*start)
                return false;
        if (c < 0x80) {
                ++*s;
        } else if (c >= 0xE1 && c <= 0xEC && ((unsigned char)start[1] & 0xC0) == 0x80 &&
                   ((unsigned char)start[2] & 0xC0) == 0x80) { /* most kana and kanji: nothing in it to be refused */
                c = (c & 15) << 12 | ((unsigned char)start[1] & 63) << 6 | ((unsigned char)start[2] & 63);
                *s += 3;
        } else {
                c = text_next(s);
        }
        if (c < 0) {
                *s = start + 1;
                c = 0xFFFD;
        }
        if (c == '\t' || c == '\n' || c == '\r')
                c = ' ';
        *out = (struct cluster){.code_point = c, .text = start};
        if (may_bind(*s))
                bind(out, s);
        out->n = (size_t)(*s - start);
        return true;
}

static bool find_glyph(hb_codepoint_t *out, const struct typeface *t, int32_t code_point, int32_t selector)
{
        if (!selector)
                return hb_font_get_nominal_glyph(t->font, (hb_codepoint_t)code_point, out);
        return hb_font_get_variation_glyph(t->font, (hb_codepoint_t)code_point, (hb_codepoint_t)selector, out);
}

struct glyph fonts_glyph(const struct fonts *fonts, enum face face, int32_t code_point, int32_t selector)
{
        const enum face chain[] = {face, FACE_FALLBACK};
        hb_codepoint_t id;

        if (text_is_private_use(code_point))
                return (struct glyph){.face = face};
        for (size_t i = 0; i < 2; i++) {
                const struct typeface *t = &fonts->typefaces[chain[i]];

                if (find_glyph(&id, t, code_point, selector) && id && id <= UINT16_MAX) {
                        int64_t wide = hb_font_get_glyph_h_advance(t->font, id);
                        return (struct glyph){chain[i], (uint16_t)id, (int16_t)((wide * 1000 + t->em / 2) / t->em)};
                }
        }
        /* text and emoji presentation say nothing about the shape of a letter or kanji */
        if (selector == 0xFE0E || selector == 0xFE0F)
                return fonts_glyph(fonts, face, code_point, 0);
        return (struct glyph){.face = face};
}

int32_t fonts_missing(const struct fonts *fonts, enum face face, const char *text)
{
        struct cluster c;

        while (cluster_next(&c, &text))
                if (!fonts_glyph(fonts, face, c.code_point, c.selector).id)
                        /* where the character alone can be printed, what is missing is its variant */
                        return c.selector && fonts_glyph(fonts, face, c.code_point, 0).id ? c.selector : c.code_point;
        return 0;
}
