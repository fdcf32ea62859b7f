#include "templates/reread/pdf_agree.h"

#include "templates/reread/pdf_content.h"
#include "templates/pdf/pdf_private.h"

#include <string.h>

#include "core/banned.h"

struct comparing {
        struct pdf_difference *out;
        struct pdf *drawn;
        const struct pdf_text *read;
        struct pdf_agreed *agreed;
        size_t fonts_of[FONTS]; /* of the pages so far: which of the document's each name means */
        struct arena *arena;
};

static bool differ(struct comparing *c, size_t page, const char *ja, const char *en, const char *drawn,
                   const char *read)
{
        *c->out = (struct pdf_difference){page, ja, en, drawn, read};
        return false;
}

static bool same_bytes(struct bytes a, struct bytes b)
{
        return a.n == b.n && (!a.n || memcmp(a.at, b.at, a.n) == 0);
}

/* ---- codes and their texts */

/* Returns the text of a character as it extracts. A line break extracts as a space. */
static const char *typed(const struct comparing *c, uint64_t key)
{
        char *text = arena_alloc(c->arena, CHARACTER_MOST + 1);

        memcpy(text, &key, CHARACTER_MOST);
        return *text == '\t' || *text == '\n' || *text == '\r' ? " " : text;
}

static const char *font_word(int font)
{
        static const char *const words[FONTS] = {"/F1", "/F2", "/F3", "/F4", "/F5", "/F6", "/F7", "/F8"};

        return words[font];
}

static const struct pdf_face *face_called(const struct pdf_faces *faces, const char *name)
{
        for (size_t i = 0; i < faces->n; i++)
                if (strcmp(faces->at[i].name, name) == 0)
                        return &faces->at[i];
        return NULL;
}

static bool compare_code(struct comparing *c, size_t page, const struct pdf_face *face, uint16_t cid, uint64_t key)
{
        const struct pdf_code *code = pdf_codes_find(face->codes, cid);
        const char *text = typed(c, key);

        if (code && strlen(text) == code->n && memcmp(text, code->text, code->n) == 0)
                return true;
        return differ(c, page, "文字の読み(ToUnicode)が違います", "a code stands for another text", text,
                      code ? arena_strndup(c->arena, code->text, code->n) : "");
}

static bool compare_codes(struct comparing *c, size_t page, int font, const struct pdf_face *face)
{
        for (size_t i = 0; i < c->drawn->characters.n; i++) {
                const struct character *character = &c->drawn->characters.at[i];

                if (character->cid && character->font == font &&
                    !compare_code(c, page, face, character->cid, character->typed))
                        return false;
        }
        return true;
}

/* Compares the codes of the repertoire that are drawn, or all of them if its bytes are checked for all documents to come. */
static bool compare_base_codes(struct comparing *c, size_t page, enum face of, const struct pdf_face *face, bool all)
{
        const bool *drawn = c->drawn->of_base[of];
        const size_t n = all || drawn ? font_base_size(c->drawn->fonts, of) : 0;

        for (size_t code = 1; code <= n; code++)
                if ((all || drawn[code]) &&
                    !compare_code(c, page, face, (uint16_t)code, font_base_key(c->drawn->fonts, of, (uint16_t)code)))
                        return false;
        return true;
}

/* ---- outlines */

bool pdf_font_shows(const char **wrong, struct fonts *fonts, enum face face, const struct pdf_read_font *font,
                    struct arena *arena)
{
        struct program_code *codes = arena_alloc(arena, font->codes->n * sizeof *codes);
        const struct program_code *at = NULL;
        struct bytes file, glyphs = {0};
        bool ok;

        *wrong = "";
        if (!pdf_stream_content(&file, &font->file, PDF_MOST_OUTLINES, arena) ||
            !pdf_stream_content(&glyphs, &font->glyphs, PDF_MOST_CMAP, arena))
                return false;
        for (size_t i = 0; i < font->codes->n; i++) {
                const struct pdf_code *code = &font->codes->at[i];

                codes[i] = (struct program_code){code->code, arena_strndup(arena, code->text, code->n)};
        }
        ok = font_program_shows(&at, fonts, face, file, glyphs, codes, font->codes->n);
        if (!ok && at)
                *wrong = at->text;
        return ok;
}

static bool show_outlines(struct comparing *c, size_t page, const struct pdf_read_font *font, enum face face)
{
        const char *wrong;

        return pdf_font_shows(&wrong, c->drawn->fonts, face, font, c->arena) ||
               differ(c, page, "文字の字形が、フォントのものと違います",
                      "a character is shown by another outline than the typeface has", wrong, "");
}

/* Texts and outlines of one font. The repertoire's own bytes, once they were looked at, are right in every document. */
static bool compare_font(struct comparing *c, size_t page, int font, const struct pdf_face *codes,
                         const struct pdf_read_font *read)
{
        const enum face face = (enum face)(font % FACES);
        const struct font_program *base = font == BASE_FONT(face) ? font_base_program(c->drawn->fonts, face) : NULL;
        bool is_base = base && same_bytes(read->file.raw, base->file.bytes) &&
                       same_bytes(read->glyphs.raw, base->glyphs.bytes) &&
                       same_bytes(read->unicode.raw, base->unicode.bytes);

        if (!compare_codes(c, page, font, codes))
                return false;
        if (font == BASE_FONT(face) && !(is_base && c->agreed->base[face]) &&
            !compare_base_codes(c, page, face, codes, is_base))
                return false;
        if (font_program_face(c->drawn->fonts, read->name) != face)
                return differ(c, page, "別の書体です", "another typeface", "", read->name);
        if (is_base && c->agreed->base[face])
                return true;
        if (!show_outlines(c, page, read, face))
                return false;
        if (is_base)
                c->agreed->base[face] = true;
        return true;
}

/* ---- pages */

/* The first run that is not the same; both are given as they would extract. */
static bool differ_in_runs(struct comparing *c, size_t page, struct bytes drawn, const struct pdf_read_page *read)
{
        struct pdf_read_fault fault = {0};
        const char *a = pdf_content_text(drawn, read->faces, c->arena, &fault), *b = c->read->at[page - 1];
        size_t length_a, length_b;

        while (a && *a && *b) {
                length_a = strcspn(a, "\n");
                length_b = strcspn(b, "\n");
                if (length_a != length_b || memcmp(a, b, length_a) != 0)
                        break;
                a += length_a + (a[length_a] == '\n');
                b += length_b + (b[length_b] == '\n');
        }
        if (!a || (!*a && !*b))
                return differ(c, page, "描き方か位置が違います", "drawn otherwise, or in another place", "", "");
        return differ(c, page, "文字が違います", "another text", arena_strndup(c->arena, a, strcspn(a, "\n")),
                      arena_strndup(c->arena, b, strcspn(b, "\n")));
}

static bool compare_page(struct comparing *c, size_t i, bool seen[FONTS])
{
        const struct pdf_page *page = &c->drawn->pages.at[i];
        const struct pdf_read_page *read = &c->read->pages.at[i];
        struct bytes content = pdf_page_content(page, c->arena);

        for (int font = 0; font < FONTS; font++) {
                const struct pdf_face *face = face_called(read->faces, font_word(font));

                if (!page->uses[font])
                        continue;
                if (!face)
                        return differ(c, i + 1, "フォントが足りません", "a font is missing", "", "");
                /* fonts of other pages under the same name are the same object, or are looked at for themselves */
                if (seen[font] && face->font == c->fonts_of[font])
                        continue;
                seen[font] = true;
                c->fonts_of[font] = face->font;
                if (!compare_font(c, i + 1, font, face, &c->read->fonts.at[face->font]))
                        return false;
        }
        return same_bytes(content, read->content) || differ_in_runs(c, i + 1, content, read);
}

bool pdf_agrees(struct pdf_difference *out, struct pdf *drawn, const struct pdf_text *read, struct pdf_agreed *agreed,
                struct arena *arena)
{
        struct comparing c = {.out = out, .drawn = drawn, .read = read, .agreed = agreed, .arena = arena};
        bool seen[FONTS] = {false};

        if (drawn->pages.n != read->n)
                return differ(&c, 0, arena_printf(arena, "頁の数が違います(%zu、%zu)", drawn->pages.n, read->n),
                              arena_printf(arena, "another number of pages (%zu, %zu)", drawn->pages.n, read->n), "",
                              "");
        for (size_t i = 0; i < read->n; i++)
                if (!compare_page(&c, i, seen))
                        return false;
        return true;
}
