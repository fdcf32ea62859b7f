#include "templates/pdf/wrap.h"

#include <math.h>
#include <string.h>

#include "core/banned.h"

#define LEAST_PER_CENT 80

static const char never_first[] = "、。，．・：；？！）」』】〕々ー),.:;?!]}%"
                                  "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ｡､｣･ｧｨｩｪｫｬｭｮｯｰﾞﾟ円";
static const char never_last[] = "（「『【〔△([{｢〒";

static bool is_among(const char *set, const struct cluster *c)
{
        char text[16] = "";

        if (c->n >= sizeof text)
                return false;
        memcpy(text, c->text, c->n);
        return strstr(set, text);
}

static bool is_space(int32_t c)
{
        return c == ' ' || c == 0x3000;
}

static bool is_ascii(int32_t c)
{
        return c > ' ' && c < 0x7F;
}

/* May a line end behind `a` and the next start with `b`? */
static bool may_break(const struct cluster *a, const struct cluster *b)
{
        if (is_space(b->code_point))
                return false; /* the space goes with what precedes it */
        if (is_space(a->code_point))
                return true;
        if (is_ascii(a->code_point) && is_ascii(b->code_point))
                return false;
        return !is_among(never_first, b) && !is_among(never_last, a);
}

static const char *trimmed(struct arena *arena, const char *from, const char *to)
{
        while (to > from) {
                if (to[-1] == ' ')
                        to--;
                else if (to - from >= 3 && memcmp(to - 3, "\xE3\x80\x80", 3) == 0)
                        to -= 3;
                else
                        break;
        }
        return arena_strndup(arena, from, (size_t)(to - from));
}

/* May a number or an address be parted behind this character, if it must be? Papers of form 1 had no such places. */
static bool is_joint(const struct pdf *pdf, int32_t c)
{
        if (!form_since(pdf_form_of(pdf), FORM_2))
                return false;
        return c == '-' || c == '/' || c == '_' || c == '.' || c == '@';
}

/* The end of the line that starts at `start`: the last place where it may break and still fits,
 * or, where a run of ASCII is wider than the line, behind its last joint or the last character that does. */
static const char *line_end(struct pdf *pdf, enum face face, double pt, double width, const char *start)
{
        const char *s = start, *best = NULL, *joint = NULL;
        struct cluster last = {0}, c;
        double wide = 0;

        while (cluster_next(&c, &s)) {
                char text[16] = "";

                if (last.n && may_break(&last, &c))
                        best = c.text;
                if (last.n && is_joint(pdf, last.code_point))
                        joint = c.text;
                memcpy(text, c.text, c.n < sizeof text ? c.n : sizeof text - 1);
                wide += pdf_width(pdf, face, pt, text);
                if (wide > width + 0.01 && last.n && !is_space(c.code_point))
                        return best ? best : joint ? joint : c.text;
                last = c;
        }
        return s;
}

struct texts wrap_text(struct pdf *pdf, enum face face, double pt, double width, const char *text, struct arena *arena)
{
        struct texts out = {0};

        do {
                const char *end = line_end(pdf, face, pt, width, text);

                *vec_add(arena, &out) = trimmed(arena, text, end);
                text = end;
        } while (*text);
        return out;
}

/* Two lines break at a space if both halves then fit, so that a name is not torn in the middle of a word. */
static void prefer_space(struct texts *lines, struct pdf *pdf, enum face face, double pt, double width,
                         const char *text, struct arena *arena)
{
        const char *s = text, *at = NULL;
        struct cluster c;

        while (lines->n == 2 && cluster_next(&c, &s)) {
                if (!is_space(c.code_point) || pdf_width(pdf, face, pt, s) > width)
                        continue;
                if (pdf_width(pdf, face, pt, trimmed(arena, text, c.text)) > width)
                        break;
                at = s;
        }
        if (!at)
                return;
        lines->at[0] = trimmed(arena, text, at);
        lines->at[1] = trimmed(arena, at, at + strlen(at));
}

struct fitted wrap_fit(struct pdf *pdf, enum face face, double pt, double width, const char *text, struct arena *arena)
{
        double natural = pdf_width(pdf, face, pt, text);
        struct fitted out = {.per_cent = 100};

        if (natural <= width || natural * LEAST_PER_CENT / 100 <= width) {
                out.per_cent = natural <= width ? 100 : (int)floor(width / natural * 100);
                *vec_add(arena, &out.lines) = text;
                return out;
        }
        out.lines = wrap_text(pdf, face, pt, width, text, arena);
        if (out.lines.n > 2) {
                out.per_cent = LEAST_PER_CENT;
                width = width * 100 / LEAST_PER_CENT;
                out.lines = wrap_text(pdf, face, pt, width, text, arena);
        }
        prefer_space(&out.lines, pdf, face, pt, width, text, arena);
        return out;
}
