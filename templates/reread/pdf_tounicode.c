#include "templates/reread/pdf_tounicode.h"

#include "core/paper/pdf_token.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* One UTF-8 character at the end of `out`. False if the code has no room for it. */
static bool put_utf8(struct pdf_code *out, uint32_t c)
{
        size_t more = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
        static const unsigned char first[] = {0, 0, 0xC0, 0xE0, 0xF0};
        char *at = out->text + out->n;

        if (more > sizeof out->text - out->n)
                return false;
        for (size_t i = more; i-- > 1; c >>= 6)
                at[i] = (char)(0x80 | (c & 0x3F));
        *at = (char)(first[more] | c);
        out->n = (uint16_t)(out->n + more);
        return true;
}

static uint32_t unit(struct bytes utf16, size_t i)
{
        return (uint32_t)(utf16.at[i] << 8 | utf16.at[i + 1]);
}

/* A lone surrogate is no text, and a control character could pass for the end of a run. */
static bool put_text(struct pdf_code *out, struct bytes utf16)
{
        for (size_t i = 0; i < utf16.n; i += 2) {
                uint32_t c = unit(utf16, i);

                if (c >= 0xD800 && c < 0xDC00 && i + 2 < utf16.n) {
                        uint32_t low = unit(utf16, i += 2);

                        if (low < 0xDC00 || low > 0xDFFF)
                                return false;
                        c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
                } else if (c >= 0xD800 && c <= 0xDFFF) {
                        return false;
                }
                if (c < ' ' || (c >= 0x7F && c < 0xA0) || !put_utf8(out, c))
                        return false;
        }
        return out->n > 0;
}

/* <0001> <845B DB40DD00> */
static bool read_pair(struct pdf_codes *codes, struct pdf_tokens *t, const struct pdf_token *from, struct arena *arena)
{
        struct pdf_code read = {0};
        struct pdf_token to;

        if (from->kind != PDF_STRING || from->text.n != 2 || codes->n >= PDF_MOST_CODES)
                return false;
        read.code = (uint16_t)unit(from->text, 0);
        if (codes->n && codes->at[codes->n - 1].code >= read.code)
                return false;
        to = pdf_token_next(t);
        if (to.kind != PDF_STRING || to.text.n % 2 || !put_text(&read, to.text))
                return false;
        *vec_add(arena, codes) = read;
        return true;
}

/* 100 beginbfchar … endbfchar: as many pairs as announced. */
static bool read_block(struct pdf_codes *codes, struct pdf_tokens *t, int32_t announced, struct arena *arena)
{
        size_t before = codes->n;
        struct pdf_token token;

        for (token = pdf_token_next(t); !pdf_token_is(&token, "endbfchar"); token = pdf_token_next(t))
                if (!read_pair(codes, t, &token, arena))
                        return false;
        return announced >= 0 && codes->n - before == (size_t)announced;
}

/* 1 begincodespacerange <0000> <FFFF> endcodespacerange: every code has two bytes. */
static bool read_space(struct pdf_tokens *t)
{
        static const unsigned char ends[][2] = {{0, 0}, {0xFF, 0xFF}};
        struct pdf_token token;

        for (size_t i = 0; i < 2; i++) {
                token = pdf_token_next(t);
                if (token.kind != PDF_STRING || token.text.n != 2 || memcmp(token.text.at, ends[i], 2) != 0)
                        return false;
        }
        token = pdf_token_next(t);
        return pdf_token_is(&token, "endcodespacerange");
}

/* Other ways to give codes a meaning: they would add to what was read here, or change it. */
static bool is_foreign(const struct pdf_token *token)
{
        static const char *const words[] = {"beginbfrange",    "begincidchar",     "begincidrange",
                                            "beginnotdefchar", "beginnotdefrange", "beginrearrangedfont",
                                            "usecmap",         "usefont"};

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (pdf_token_is(token, words[i]))
                        return true;
        return token->kind == PDF_BAD;
}

bool pdf_codes_read(struct pdf_codes *out, struct bytes cmap, struct arena *arena)
{
        struct pdf_tokens t = pdf_tokens_in(cmap, arena);
        struct pdf_codes codes = {0};
        struct pdf_token token;
        bool space = false, ended = false;
        int32_t last = -1;

        while ((token = pdf_token_next(&t)).kind != PDF_END) {
                if (is_foreign(&token))
                        return false;
                if (pdf_token_is(&token, "begincodespacerange")) {
                        if (space || last != 1 || !read_space(&t))
                                return false;
                        space = true;
                } else if (pdf_token_is(&token, "beginbfchar")) {
                        if (!space || ended || !read_block(&codes, &t, last, arena))
                                return false;
                }
                ended = ended || pdf_token_is(&token, "endcmap");
                last = token.kind == PDF_NUMBER ? token.whole : -1;
        }
        if (!ended)
                return false;
        *out = codes;
        return true;
}

static int by_code(const void *code, const void *at)
{
        return *(const uint16_t *)code - ((const struct pdf_code *)at)->code;
}

const struct pdf_code *pdf_codes_find(const struct pdf_codes *codes, uint16_t code)
{
        /* those of Soroe are 1, 2, 3, … */
        if (code && code <= codes->n && codes->at[code - 1].code == code)
                return &codes->at[code - 1];
        return codes->n ? bsearch(&code, codes->at, codes->n, sizeof *codes->at, by_code) : NULL;
}
