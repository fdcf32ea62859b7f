#include "templates/letters/letter.h"

#include "core/banned.h"

/* What a letter says that no font has. */

struct checker {
        const struct fonts *fonts;
        const struct letter *letter;
        struct findings *findings;
        struct arena *scratch;
        bool found;
};

static void check(struct checker *c, enum face face, const char *text, const char *name, const char *subject,
                  const char *place)
{
        int32_t missing = text ? fonts_missing(c->fonts, face, text) : 0;
        struct arena *arena = c->findings->arena;
        struct finding *f;

        if (!missing)
                return;
        f = finding_add(c->findings, E117, arena_strdup(arena, subject), arena_strdup(arena, text),
                        arena_strdup(arena, place));
        f->args[0] = arena_printf(arena, "U+%04X", (unsigned)missing);
        f->args[1] = name;
        c->found = true;
}

static void check_facility(struct checker *c)
{
        const struct facility *f = c->letter->facility;
        const struct {
                enum face face;
                const char *text, *name, *field;
        } rows[] = {
                {FACE_MINCHO, f->name, "名称", "name"},
                {FACE_GOTHIC, f->postal_code, "郵便番号", "postal_code"},
                {FACE_GOTHIC, f->address, "所在地", "address"},
                {FACE_MINCHO, f->representative, "代表者", "representative"},
                {FACE_MINCHO, f->contact, "担当者", "contact"},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                check(c, rows[i].face, rows[i].text, rows[i].name, f->code,
                      origin_place(c->scratch, &f->origin, rows[i].field));
}

static void check_office(struct checker *c)
{
        const struct office *o = &c->letter->office;

        check(c, FACE_MINCHO, o->name, "事務局の名称", "office", NULL);
        check(c, FACE_GOTHIC, o->contact, "事務局の担当", "office", NULL);
        check(c, FACE_GOTHIC, o->phone, "事務局の電話番号", "office", NULL);
        check(c, FACE_GOTHIC, o->mail, "事務局のメール", "office", NULL);
}

enum status letter_check(const struct letter *letter, const struct fonts *fonts, struct arena *arena,
                         struct findings *findings)
{
        struct checker c = {.fonts = fonts, .letter = letter, .findings = findings, .scratch = arena};
        const char *code = letter->facility->code;

        check_facility(&c);
        check_office(&c);
        for (size_t i = 0; i < letter->points.n; i++) {
                const struct letter_point *p = &letter->points.at[i];

                check(&c, FACE_GOTHIC, p->what, "指摘の文", code, NULL);
                check(&c, FACE_GOTHIC, letter_about(arena, p, LETTER_MOST_ABOUT), "領収書の内容", code, NULL);
                check(&c, FACE_BOLD, p->todo, "指摘の文", code, NULL);
        }
        return c.found ? ERR_INPUT : OK;
}
