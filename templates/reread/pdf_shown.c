#include "templates/reread/pdf_shown.h"

#include "templates/font/font_program.h"
#include "templates/reread/pdf_content.h"
#include "core/paper/pdf_token.h"

#include <string.h>

#include "core/banned.h"

#define MOST_SAVED 8

struct style {
        const struct pdf_codes *codes; /* NULL before the first font */
        enum face face;
        const char *size; /* as written */
};
struct showing {
        const struct pdf_text *text;
        const struct pdf_faces *faces;
        const struct fonts *fonts;
        struct style style, saved[MOST_SAVED];
        size_t depth;
        bool in_array;
        int64_t shift;          /* since the last letter */
        struct buffer operands; /* waiting for their operator */
        const char *name;       /* the last among them */
        const char *number;     /* likewise */
        struct buffer out;
        struct arena *arena;
};

static bool set_font(struct showing *s)
{
        for (size_t i = 0; s->name && s->number && i < s->faces->n; i++) {
                const struct pdf_face *face = &s->faces->at[i];

                if (strcmp(face->name, s->name) != 0)
                        continue;
                s->style = (struct style){face->codes, font_program_face(s->fonts, s->text->fonts.at[face->font].name),
                                          s->number};
                return s->style.face != FACES;
        }
        return false;
}

static bool show(struct showing *s, struct bytes string)
{
        for (size_t i = 0; i + 1 < string.n; i += 2) {
                const struct pdf_code *code =
                        s->style.codes
                                ? pdf_codes_find(s->style.codes, (uint16_t)(string.at[i] << 8 | string.at[i + 1]))
                                : NULL;

                if (!code)
                        return false;
                buffer_printf(&s->out, "%d %s %lld ", (int)s->style.face, s->style.size, (long long)s->shift);
                buffer_add(&s->out, code->text, code->n);
                buffer_char(&s->out, '\n');
                s->shift = 0;
        }
        return string.n % 2 == 0;
}

static bool save(struct showing *s)
{
        if (s->depth >= MOST_SAVED)
                return false;
        s->saved[s->depth++] = s->style;
        return true;
}

static bool restore(struct showing *s)
{
        if (!s->depth)
                return false;
        s->style = s->saved[--s->depth];
        return true;
}

/* A font that is set, and where strings are cut, shows in the letters alone. */
static bool operate(struct showing *s, const struct pdf_token *token)
{
        bool ok = true;

        if (pdf_token_is(token, "Tf")) {
                ok = set_font(s);
        } else if (!pdf_token_is(token, "TJ") && !pdf_token_is(token, "Tj")) {
                if (s->shift)
                        buffer_printf(&s->out, "%lld\n", (long long)s->shift);
                s->shift = 0;
                buffer_add(&s->out, s->operands.at, s->operands.n);
                buffer_add(&s->out, token->text.at, token->text.n);
                buffer_char(&s->out, '\n');
                ok = pdf_token_is(token, "q") ? save(s) : !pdf_token_is(token, "Q") || restore(s);
        }
        s->operands.n = 0;
        s->name = s->number = NULL;
        return ok;
}

static bool take(struct showing *s, const struct pdf_token *token)
{
        const char *text = arena_strndup(s->arena, (const char *)token->text.at, token->text.n);

        switch (token->kind) {
        case PDF_WORD:
                return !s->in_array && operate(s, token);
        case PDF_OPEN:
        case PDF_CLOSE:
                s->in_array = token->kind == PDF_OPEN;
                return true;
        case PDF_STRING:
                return show(s, token->text);
        case PDF_NUMBER:
                if (s->in_array) {
                        s->shift += token->whole;
                        return !strchr(text, '.');
                }
                s->number = text;
                break;
        case PDF_NAME:
                s->name = text;
                break;
        default:
                return false;
        }
        buffer_printf(&s->operands, "%s ", text);
        return !s->in_array;
}

const char *pdf_shown(const struct pdf_text *text, size_t page, const struct fonts *fonts, struct arena *arena)
{
        struct showing s = {.text = text,
                            .faces = text->pages.at[page].faces,
                            .fonts = fonts,
                            .operands = buffer_in(arena),
                            .out = buffer_in(arena),
                            .arena = arena};
        struct pdf_tokens tokens = pdf_tokens_in(text->pages.at[page].content, arena);
        struct pdf_token token;

        while ((token = pdf_token_next(&tokens)).kind != PDF_END)
                if (!take(&s, &token))
                        return NULL;
        return s.depth || s.in_array || s.operands.n ? NULL : s.out.at;
}
