#include "core/paper/foreign_map.h"

#include <stdbool.h>
#include <string.h>

#include "core/base/text.h"
#include "core/paper/pdf_token.h"

#include "core/banned.h"

const char *foreign_map_text(const struct foreign_map *map, uint32_t code)
{
        const char *text = map->at && code < FOREIGN_CODES ? map->at[code] : NULL;

        return text ? text : "";
}

void foreign_map_put(struct foreign_map *map, uint32_t code, const char *text, struct arena *arena)
{
        if (code >= FOREIGN_CODES)
                return;
        if (!map->at)
                map->at = arena_alloc(arena, FOREIGN_CODES * sizeof *map->at);
        map->at[code] = text;
}

/* ---- texts */

static char *put_utf8(char *to, uint32_t c)
{
        static const unsigned char heads[] = {0, 0, 0xc0, 0xe0, 0xf0};
        const int n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

        for (int i = n - 1; i > 0; i--, c >>= 6)
                to[i] = (char)(0x80 | (c & 0x3f));
        to[0] = (char)(n == 1 ? c : heads[n] | c);
        return to + n;
}

/* Controls and spaces of every kind are no text: gaps say where words end. */
static bool is_shown(uint32_t c)
{
        return c > ' ' && !(c >= 0x7f && c <= 0xa0) && !(c >= 0x2000 && c <= 0x200f) && c != 0x3000 && c != 0xfeff &&
               c != 0xfffd && !(c >= 0xd800 && c < 0xe000) && c <= 0x10ffff;
}

/* Many writers name ⽇ (the radical, U+2F47) where 日 is meant: their fonts draw both alike. */
static const char *radicals_folded(const char *text, struct arena *arena)
{
        const char *p = text, *folded;
        bool any = false;

        while (*p) {
                const int32_t c = text_next(&p);

                any |= c >= 0x2e80 && c < 0x2fe0;
        }
        folded = any ? text_nfkc(arena, text) : text;
        return arena_strdup(arena, strlen(folded) < READING_TEXT_ROOM ? folded : text);
}

const char *foreign_utf16_text(struct bytes from, struct arena *arena)
{
        char out[READING_TEXT_ROOM], *to = out;

        for (size_t i = 0; i + 1 < from.n; i += 2) {
                uint32_t c = (uint32_t)(from.at[i] << 8 | from.at[i + 1]);

                if (c >= 0xd800 && c < 0xdc00 && i + 3 < from.n) {
                        c = 0x10000 + ((c & 0x3ff) << 10) + ((uint32_t)(from.at[i + 2] << 8 | from.at[i + 3]) & 0x3ff);
                        i += 2;
                }
                if (to - out > READING_TEXT_ROOM - 5)
                        return "";
                if (is_shown(c))
                        to = put_utf8(to, c);
        }
        if (to == out && from.n >= 2)
                return " ";
        *to = '\0';
        return radicals_folded(out, arena);
}

/* ---- CMaps */

static uint32_t code_of(struct bytes string)
{
        uint32_t code = 0;

        for (size_t i = 0; i < string.n; i++)
                code = string.n > 2 ? FOREIGN_CODES : code << 8 | string.at[i];
        return code;
}

static struct bytes kept(struct bytes string, struct arena *arena)
{
        return (struct bytes){(const unsigned char *)arena_strndup(arena, (const char *)string.at, string.n), string.n};
}

/* <lo> <hi> <text>: the last two bytes of the text count on. */
static void put_range(struct foreign_map *map, uint32_t lo, uint32_t hi, struct bytes text, struct arena *arena)
{
        struct bytes own = kept(text, arena);
        unsigned char *last = (unsigned char *)(uintptr_t)own.at + (own.n >= 2 ? own.n - 2 : 0);

        for (uint32_t code = lo; own.n >= 2 && code <= hi && code < FOREIGN_CODES; code++) {
                foreign_map_put(map, code, foreign_utf16_text(own, arena), arena);
                if (++last[1] == 0)
                        last[0]++;
        }
}

/* <lo> <hi> [<text> …] */
static void put_list(struct foreign_map *map, struct pdf_tokens *tokens, uint32_t lo, struct arena *arena)
{
        for (;;) {
                struct pdf_token token = pdf_token_next(tokens);

                if (token.kind != PDF_STRING)
                        return;
                foreign_map_put(map, lo++, foreign_utf16_text(token.text, arena), arena);
        }
}

static void read_chars(struct foreign_map *map, struct pdf_tokens *tokens, struct arena *arena)
{
        for (;;) {
                struct pdf_token token = pdf_token_next(tokens);
                uint32_t code;

                if (token.kind != PDF_STRING)
                        return;
                code = code_of(token.text);
                token = pdf_token_next(tokens);
                if (token.kind == PDF_STRING)
                        foreign_map_put(map, code, foreign_utf16_text(token.text, arena), arena);
                else if (token.kind == PDF_NAME)
                        foreign_map_put(map, code,
                                        foreign_glyph_text(
                                                arena_strndup(arena, (const char *)token.text.at, token.text.n), arena),
                                        arena);
                else
                        return;
        }
}

static void read_ranges(struct foreign_map *map, struct pdf_tokens *tokens, struct arena *arena)
{
        for (;;) {
                struct pdf_token token = pdf_token_next(tokens);
                uint32_t lo, hi;

                if (token.kind != PDF_STRING)
                        return;
                lo = code_of(token.text);
                token = pdf_token_next(tokens);
                hi = token.kind == PDF_STRING ? code_of(token.text) : 0;
                token = pdf_token_next(tokens);
                if (token.kind == PDF_STRING)
                        put_range(map, lo, hi, token.text, arena);
                else if (token.kind == PDF_OPEN)
                        put_list(map, tokens, lo, arena);
                else
                        return;
        }
}

void foreign_map_read(struct foreign_map *map, struct bytes cmap, struct arena *arena)
{
        struct pdf_tokens tokens = pdf_tokens_in(cmap, arena);

        for (;;) {
                struct pdf_token token = pdf_token_next(&tokens);

                if (token.kind == PDF_END || token.kind == PDF_BAD)
                        return;
                if (pdf_token_is(&token, "beginbfchar"))
                        read_chars(map, &tokens, arena);
                else if (pdf_token_is(&token, "beginbfrange"))
                        read_ranges(map, &tokens, arena);
        }
}

/* ---- Latin */

static const struct {
        const char *name;
        uint32_t c;
} glyphs[] = {{"zero", '0'},       {"one", '1'},        {"two", '2'},    {"three", '3'},      {"four", '4'},
              {"five", '5'},       {"six", '6'},        {"seven", '7'},  {"eight", '8'},      {"nine", '9'},
              {"comma", ','},      {"period", '.'},     {"hyphen", '-'}, {"minus", '-'},      {"slash", '/'},
              {"yen", 0xa5},       {"backslash", '\\'}, {"colon", ':'},  {"semicolon", ';'},  {"parenleft", '('},
              {"parenright", ')'}, {"percent", '%'},    {"plus", '+'},   {"numbersign", '#'}, {"ampersand", '&'},
              {"asterisk", '*'},   {"equal", '='},      {"at", '@'},     {"underscore", '_'}, {"quotesingle", '\''}};

static uint32_t hexadecimal(const char *text)
{
        uint32_t c = 0;

        for (; *text; text++) {
                const char *digits = "0123456789ABCDEF", *at = strchr(digits, *text);

                if (!at || c > 0xfffff)
                        return 0;
                c = c * 16 + (uint32_t)(at - digits);
        }
        return c;
}

const char *foreign_glyph_text(const char *name, struct arena *arena)
{
        char out[READING_TEXT_ROOM];
        uint32_t c = 0;

        name += *name == '/';
        if (*name && !name[1])
                c = (unsigned char)*name;
        else if (strncmp(name, "uni", 3) == 0 && strlen(name) == 7)
                c = hexadecimal(name + 3);
        for (size_t i = 0; c == 0 && i < sizeof glyphs / sizeof *glyphs; i++)
                if (strcmp(name, glyphs[i].name) == 0)
                        c = glyphs[i].c;
        if (!is_shown(c))
                return "";
        *put_utf8(out, c) = '\0';
        return arena_strdup(arena, out);
}

void foreign_map_latin(struct foreign_map *map, struct arena *arena)
{
        for (uint32_t c = '!'; c < 256; c++) {
                char out[READING_TEXT_ROOM];

                if (!is_shown(c))
                        continue;
                *put_utf8(out, c) = '\0';
                foreign_map_put(map, c, arena_strdup(arena, out), arena);
        }
}
