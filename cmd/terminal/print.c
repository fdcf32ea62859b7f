#include "cmd/terminal/print.h"

#include <string.h>

#include "cmd/terminal/colour.h"

#include "core/base/text.h"

#include "core/platform/platform.h"

#include "core/banned.h"

enum { MOST_VALUE_CELLS = 60, PAGE_CELLS = 80, VALUE_INDENT = 9, DETAIL_INDENT = 6 };

static bool stays_in_line(int32_t c)
{
        return c >= 0x20 && (c < 0x7F || c >= 0xA0) && c != 0x2028 && c != 0x2029 && !text_is_direction_mark(c);
}

void print_in_line(FILE *out, const char *text)
{
        while (*text) {
                const char *at = text;
                const int32_t c = text_next(&text);

                if (c < 0)
                        text = at + 1;
                if (stays_in_line(c))
                        fwrite(at, 1, (size_t)(text - at), out);
                else
                        putc(' ', out);
        }
}

void print_cells(FILE *out, const char *text, int cells, enum side side)
{
        int pad = cells - text_width(text);

        if (side == LEFT_SIDE)
                print_in_line(out, text);
        for (; pad > 0; pad--)
                fputc(' ', out);
        if (side == RIGHT_SIDE)
                print_in_line(out, text);
}

void print_cells_in(FILE *out, enum colour colour, const char *text, int cells, enum side side)
{
        colour_on(out, colour);
        print_cells(out, text, cells, side);
        colour_off(out, colour);
}

bool is_terminal(FILE *out)
{
        return platform_is_terminal(out);
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
                print_escaped(out, word + n);
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

/* Control characters as \x09, so that a value cannot move the cursor, and private-use characters, which look different on
 * each machine, as {U+E000}, as are marks that turn the line; `n` bytes of the value. */
static char *visible(struct arena *arena, const char *value, size_t n)
{
        struct buffer out = buffer_in(arena);

        for (const char *s = value; s < value + n && *s;) {
                const char *at = s;
                int32_t c = text_next(&s);

                if (c < 0)
                        s = at + 1;
                if (c < 0x20 || c == 0x7f)
                        buffer_printf(&out, "\\x%02X", (unsigned)(unsigned char)*at);
                else if (text_is_private_use(c) || !stays_in_line(c))
                        buffer_printf(&out, "{U+%04X}", (unsigned)c);
                else
                        buffer_add(&out, at, (size_t)(s - at));
        }
        return out.n ? out.at : arena_strdup(arena, "");
}

/* Returns the value as it is shown: whole, or cut at either end so that the marked part stays visible. */
struct shown {
        const char *text;
        int before, marked; /* cells in front of the marked part, and its own */
};

/* Returns the end of a text that fits so many cells; ".." stands for what is left out. */
static const char *end_of(struct arena *arena, const char *text, int cells)
{
        const char *s = text;

        if (text_width(text) <= cells)
                return text;
        while (*s && text_width(s) > cells - 2)
                if (text_next(&s) < 0)
                        s++;
        return arena_printf(arena, "..%s", s);
}

static struct shown show_value(struct arena *arena, const struct finding *f)
{
        size_t n = strlen(f->value), at = f->mark.at < n ? f->mark.at : n;
        size_t end = f->mark.n < n - at ? at + f->mark.n : n;
        const char *head = visible(arena, f->value, at), *part = visible(arena, f->value + at, end - at);
        const char *tail = visible(arena, f->value + end, n - end);
        int room = MOST_VALUE_CELLS - text_width(part);

        if (!f->mark.n) {
                const char *text = visible(arena, f->value, n);

                if (text_width(text) > MOST_VALUE_CELLS)
                        text = cut_name(arena, text, MOST_VALUE_CELLS);
                return (struct shown){text, 0, 0};
        }
        if (room < 0) {
                part = cut_name(arena, part, MOST_VALUE_CELLS - 20);
                room = 20;
        }
        if (text_width(head) + text_width(tail) > room) {
                int before = text_width(tail) < room / 2 ? room - text_width(tail) : room / 2;

                head = end_of(arena, head, before);
                if (text_width(tail) > room - text_width(head))
                        tail = cut_name(arena, tail, room - text_width(head));
        }
        return (struct shown){arena_printf(arena, "%s%s%s", head, part, tail), text_width(head), text_width(part)};
}

/* The hint stands behind the carets, or before them where the line ends. `at`: the cells in front of the carets. */
static void print_carets(struct finding_printer *p, const char *hint, int at, int carets)
{
        int cells = text_width(hint);
        bool before = *hint && at + carets + 1 + cells > PAGE_CELLS && at > VALUE_INDENT + cells;

        if (before)
                fprintf(p->out, "%*s%s ", at - cells - 1, "", hint);
        else
                fprintf(p->out, "%*s", at, "");
        for (int i = 0; i < carets; i++)
                fputc('^', p->out);
        fprintf(p->out, "%s%s\n", *hint && !before ? " " : "", before ? "" : hint);
}

/* `used`: the cells of the message. Where its line is too long for the eye to follow, the value is said again below. */
static void print_value(struct finding_printer *p, const struct finding *f, int used)
{
        const struct shown value = show_value(p->arena, f);
        const char *hint = f->mark.hint ? finding_word(p->arena, f->mark.hint, p->language) : "";
        int carets = value.marked > 1 ? value.marked : 1;
        int at = used + 3 + value.before; /* : and the quote */

        fprintf(p->out, ": \"%s\"\n", value.text); /* escaped already */
        if (!f->mark.n || (!*hint && carets == text_width(value.text)))
                return;
        if (at + carets > PAGE_CELLS) {
                fprintf(p->out, "%*s\"%s\"\n", VALUE_INDENT, "", value.text);
                at = VALUE_INDENT + 1 + value.before;
        }
        print_carets(p, hint, at, carets);
}

/* A hash of the remedy with its words, so that the same remedy is said once. */
static uint64_t remedy_hash(const struct finding_printer *p, const struct finding *f)
{
        uint64_t h = UINT64_C(14695981039346656037);

        for (const char *s = finding_remedy(p->arena, f, p->language); *s; s++)
                h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
        for (const char *s = f->source ? f->source : ""; *s; s++)
                h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
        return h | 1;
}

void print_detail(FILE *out, const char *head, const char *text)
{
        const int indent = DETAIL_INDENT + (*head ? text_width(head) + 1 : 0);
        const int width = is_terminal(out) ? platform_columns(out) : 0;

        fprintf(out, "%*s%s%s", DETAIL_INDENT, "", head, *head ? " " : "");
        if (is_terminal(out))
                print_wrapped(out, text, indent, indent, width > PAGE_CELLS ? width : PAGE_CELLS);
        else
                fprintf(out, "%s\n", text);
}

void print_finding(struct finding_printer *p, const struct finding *f, const struct answer *answer)
{
        bool ja = p->language == JAPANESE;
        const char *where = f->place ? f->place : f->subject;
        const enum severity severity = finding_severity(f->id);
        const char *place = where ? arena_printf(p->arena, "%s: ", where) : "", *name = finding_name(f->id);
        const char *word = severity_word(severity, p->language);
        const char *message = arena_printf(p->arena, ": %s", finding_message(p->arena, f, p->language));

        print_escaped(p->out, place);
        print_coloured(p->out, colour_of_severity(severity), word);
        putc(' ', p->out);
        print_coloured(p->out, CYAN, name);
        print_escaped(p->out, message);
        if (f->value && *f->value)
                print_value(p, f, text_width(place) + text_width(word) + 1 + text_width(name) + text_width(message));
        else
                fputc('\n', p->out);
        if (answer)
                fprintf(p->out, "      %s %s: %s (%s %s)\n",
                        ja ? "回答:" : "answer:", ja ? (answer->yes ? "はい" : "いいえ") : (answer->yes ? "yes" : "no"),
                        answer->reason, answer->by, answer->at);
        if (p->said[f->id] == remedy_hash(p, f))
                return;
        p->said[f->id] = remedy_hash(p, f);
        print_detail(p->out, ja ? "対処:" : "fix:", finding_remedy(p->arena, f, p->language));
        if (f->source)
                print_detail(p->out, ja ? "根拠:" : "source:", finding_source(f, p->language));
}
