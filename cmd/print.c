#include "cmd/print.h"

#include <string.h>

#include "core/text.h"

#include "core/banned.h"

enum { MOST_VALUE_CELLS = 60 };

void print_cells(FILE *out, const char *text, int cells, enum side side)
{
        int pad = cells - text_width(text);

        if (side == LEFT_SIDE)
                fputs(text, out);
        for (; pad > 0; pad--)
                fputc(' ', out);
        if (side == RIGHT_SIDE)
                fputs(text, out);
}

char *cut_name(struct arena *arena, const char *text, int cells)
{
        struct buffer kept = buffer_in(arena);
        int width = 0;

        for (const char *s = text; *s;) {
                const char *start = s;
                char one[8];
                int w;

                if (text_next(&s) < 0 || s == start)
                        break;
                memcpy(one, start, (size_t)(s - start));
                one[s - start] = '\0';
                w = text_width(one);
                if (width + w > cells - 2)
                        break;
                width += w;
                buffer_text(&kept, one);
        }
        buffer_text(&kept, "..");
        return kept.at;
}

void print_name(FILE *out, const char *text, int cells, struct arena *arena)
{
        print_cells(out, text_width(text) > cells ? cut_name(arena, text, cells) : text, cells, LEFT_SIDE);
}

void print_yen(FILE *out, struct yen yen, int cells)
{
        char buf[YEN_TEXT];

        print_cells(out, yen_format(buf, yen, "-"), cells, RIGHT_SIDE);
}

/* The next piece that stays whole: a word with the space before it, or one wide character with what may not begin a line. */
static size_t piece(const char *text)
{
        static const char closing[] = "、。」』)）：;:,.・";
        const char *s = text;
        bool word;

        while (*s == ' ')
                s++;
        word = (unsigned char)*s > ' ' && (unsigned char)*s < 0x80;
        while (word && (unsigned char)*s > ' ' && (unsigned char)*s < 0x80)
                s++;
        if (!word)
                text_next(&s);
        for (const char *next = s; *next; s = next) {
                char one[8] = "";

                if (text_next(&next) < 0 || next - s > 4)
                        break;
                memcpy(one, s, (size_t)(next - s));
                if (*one == ' ' || !strstr(closing, one))
                        break;
        }
        return s > text ? (size_t)(s - text) : strlen(text);
}

int print_flow(FILE *out, const char *text, int used, int indent, int width)
{
        char word[256];

        while (*text) {
                size_t n = piece(text);
                int cells;

                n = n < sizeof word ? n : sizeof word - 1;
                memcpy(word, text, n);
                word[n] = '\0';
                text += n;
                cells = text_width(word);
                if (used + cells > width && used > indent) {
                        fprintf(out, "\n%*s", indent, "");
                        used = indent;
                        n = strspn(word, " ");
                } else {
                        n = 0;
                }
                fputs(word + n, out);
                used += cells - (int)n;
        }
        return used;
}

void print_wrapped(FILE *out, const char *text, int used, int indent, int width)
{
        print_flow(out, text, used, indent, width);
        fputc('\n', out);
}

char *date_words(struct arena *arena, struct date date, enum language language)
{
        static const char *const days[2][7] = {{"日", "月", "火", "水", "木", "金", "土"},
                                               {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}};
        char text[DATE_TEXT];
        const char *day = days[language][date_weekday(date)];

        return language == JAPANESE ? arena_printf(arena, "%s(%s)", date_japanese(text, date), day)
                                    : arena_printf(arena, "%s (%s)", date_iso(text, date), day);
}

const char *status_word(enum application_status status, enum language language)
{
        static const char *const words[][2] = {
                [READY] = {"提出可", "ready"}, [NEEDS_ANSWER] = {"要確認", "confirm"}, [HAS_ERROR] = {"不備", "error"}};

        return words[status][language];
}

/* Control characters as \x09, so that a value cannot move the cursor. */
static char *visible(struct arena *arena, const char *value)
{
        struct buffer out = buffer_in(arena);

        for (const char *s = value; *s; s++) {
                if ((unsigned char)*s < 0x20 || *s == 0x7f)
                        buffer_printf(&out, "\\x%02X", (unsigned char)*s);
                else
                        buffer_char(&out, *s);
        }
        return out.n ? out.at : arena_strdup(arena, "");
}

static void print_value(struct finding_printer *p, const char *value)
{
        char *text = visible(p->arena, value);

        fprintf(p->out, ": \"%s\"",
                text_width(text) > MOST_VALUE_CELLS ? cut_name(p->arena, text, MOST_VALUE_CELLS) : text);
}

/* The remedy with its words: the same one is said once. */
static uint64_t remedy_hash(const struct finding_printer *p, const struct finding *f)
{
        uint64_t h = UINT64_C(14695981039346656037);

        for (const char *s = finding_remedy(p->arena, f, p->language); *s; s++)
                h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
        for (const char *s = f->source ? f->source : ""; *s; s++)
                h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
        return h | 1;
}

void print_finding(struct finding_printer *p, const struct finding *f, const struct answer *answer)
{
        bool ja = p->language == JAPANESE;

        if (f->place)
                fprintf(p->out, "%s: ", f->place);
        else if (f->subject)
                fprintf(p->out, "%s: ", f->subject);
        fprintf(p->out, "%s %s: %s", severity_word(finding_severity(f->id), p->language), finding_name(f->id),
                finding_message(p->arena, f, p->language));
        if (f->value && *f->value)
                print_value(p, f->value);
        fputc('\n', p->out);
        if (answer)
                fprintf(p->out, "      %s %s: %s (%s %s)\n", ja ? "回答:" : "answer:", answer->yes ? "yes" : "no",
                        answer->reason, answer->by, answer->at);
        if (p->said[f->id] == remedy_hash(p, f))
                return;
        p->said[f->id] = remedy_hash(p, f);
        fprintf(p->out, "      %s %s\n", ja ? "対処:" : "fix:", finding_remedy(p->arena, f, p->language));
        if (f->source)
                fprintf(p->out, "      %s %s\n", ja ? "根拠:" : "source:", f->source);
}
