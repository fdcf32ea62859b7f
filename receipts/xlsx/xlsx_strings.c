#include "receipts/xlsx/xlsx.h"

#include <string.h>

#include "core/base/buffer.h"

#include "core/banned.h"

/* Strings live in blocks that never move, so that nothing is copied while they grow. So does the index. */
enum { BLOCK = 1 << 18, INDEX = 1 << 14 };

struct xlsx_strings {
        struct arena *arena;
        struct {
                VEC(const char **);
        } index; /* each INDEX strings */
        struct {
                VEC(size_t);
        } struck; /* the strings of which a part was left out, in order */
        char *block;
        size_t used, n, bytes;
};

static const char *keep(struct xlsx_strings *s, const char *text)
{
        size_t n = strlen(text) + 1;

        if (!s->block || s->used + n > BLOCK) {
                s->block = arena_alloc(s->arena, BLOCK);
                s->used = 0;
        }
        s->used += n;
        s->bytes += n;
        return memcpy(s->block + s->used - n, text, n);
}

static void add(struct xlsx_strings *s, const char *text, bool struck)
{
        if (struck)
                *vec_add(s->arena, &s->struck) = s->n;
        if (s->n % INDEX == 0)
                *vec_add(s->arena, &s->index) = arena_alloc(s->arena, INDEX * sizeof(char *));
        s->index.at[s->n / INDEX][s->n % INDEX] = *text ? keep(s, text) : "";
        s->n++;
}

static bool is_struck(const struct xlsx_strings *s, size_t i)
{
        size_t low = 0, high = s->struck.n;

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (s->struck.at[middle] < i)
                        low = middle + 1;
                else
                        high = middle;
        }
        return low < s->struck.n && s->struck.at[low] == i;
}

const char *xlsx_string(bool *struck, const struct xlsx_strings *s, const char *index)
{
        size_t i = 0;

        if (!s || !*index)
                return NULL;
        for (; *index >= '0' && *index <= '9' && i < s->n; index++)
                i = i * 10 + (size_t)(*index - '0');
        if (*index != '\0' || i >= s->n)
                return NULL;
        *struck = s->struck.n && is_struck(s, i);
        return s->index.at[i / INDEX][i % INDEX];
}

/* ---- the text of one */

/* <strike/>, unless it says no. */
bool xlsx_is_struck(const struct xml_stream_element *e)
{
        if (strcmp(e->name, "strike") != 0)
                return false;
        for (size_t i = 0; i < e->attrs; i++) {
                struct xml_stream_attr a = xml_stream_attr_at(e, i);

                if (!a.prefixed && strcmp(a.name, "val") == 0)
                        return !(a.n && (*a.value == '0' || *a.value == 'f'));
        }
        return true;
}

void xlsx_text_start(struct xlsx_text *t, const struct xml_stream_element *e)
{
        bool is_text = strcmp(e->name, "t") == 0;

        if (!t->phonetic && strcmp(e->name, "rPh") == 0)
                t->phonetic = e->depth;
        if (strcmp(e->name, "r") == 0)
                t->struck = false;
        t->struck = t->struck || xlsx_is_struck(e);
        t->left_out = t->left_out || (is_text && t->struck && !t->phonetic);
        t->open = !t->phonetic && !t->struck && is_text;
}

void xlsx_text_end(struct xlsx_text *t, const char *name, int depth)
{
        t->open = false;
        if (strcmp(name, "r") == 0)
                t->struck = false;
        if (t->phonetic == depth)
                t->phonetic = 0;
}

/* ---- the part */

struct intake {
        struct xlsx *book;
        struct xlsx_text text;
        struct buffer one;
        struct arena *scratch;
};

static void on_start(void *data, const struct xml_stream_element *e)
{
        struct intake *in = data;

        if (e->depth == 2) {
                in->one.n = 0;
                in->text = (struct xlsx_text){0};
        }
        if (e->depth > 2 && xlsx_is_main(e->space))
                xlsx_text_start(&in->text, e);
}

static void on_end(void *data, const char *name, int depth)
{
        struct intake *in = data;
        struct xlsx_strings *s = in->book->strings;

        xlsx_text_end(&in->text, name, depth);
        if (depth != 2 || strcmp(name, "si") != 0)
                return;
        add(s, in->one.n ? xlsx_unescape(in->one.at, in->one.n, in->scratch) : "", in->text.left_out);
        arena_reset(in->scratch);
        if (s->n > XLSX_MOST_STRINGS || s->bytes > XLSX_MOST_STRING_TEXT)
                xlsx_stop(in->book, E020, "文字列が合わせて 32MB か 200万個¦32 MB or 2,000,000 of strings");
}

static void on_text(void *data, const char *text, size_t n)
{
        struct intake *in = data;

        if (!in->text.open)
                return;
        if (in->one.n + n > XLSX_MOST_STRING)
                xlsx_stop(in->book, E020, "一つの文字列が 128KB¦128 KB in one string");
        else
                buffer_add(&in->one, text, n);
}

enum status xlsx_strings_read(struct xlsx *book, size_t member, const char *part)
{
        struct intake in = {.book = book, .one = buffer_in(book->arena), .scratch = arena_child(book->arena)};
        struct xml_stream_handler handler = {&in, on_start, on_end, on_text};
        enum status st;

        book->strings = ARENA_NEW(book->arena, struct xlsx_strings);
        book->strings->arena = book->arena;
        st = xlsx_parse(book, member, part, XLSX_MOST_STRINGS_BYTES, &handler);
        arena_free(in.scratch);
        return st;
}
