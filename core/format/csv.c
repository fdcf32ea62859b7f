#include "core/format/csv.h"

#include <string.h>

#include "core/banned.h"

/* Files that were joined have a byte order mark before any record, and a program may have written two. */
static size_t past_marks(struct bytes in, size_t at)
{
        while (in.n - at >= 3 && memcmp(in.at + at, "\xef\xbb\xbf", 3) == 0)
                at += 3;
        return at;
}

struct csv csv_of(struct bytes in)
{
        return (struct csv){.in = in, .at = past_marks(in, 0), .line = 1, .separator = ','};
}

/* The end of the physical line that begins at `at`, without its line end. */
static size_t line_end(const struct csv *csv, size_t at)
{
        const unsigned char *lf = memchr(csv->in.at + at, '\n', csv->in.n - at);

        return lf ? (size_t)(lf - csv->in.at) : csv->in.n;
}

/* The value of a quoted field that ends at `end`; copied only where a quote stands twice. */
static struct bytes unquote(struct bytes in, size_t start, size_t end, bool doubled, struct arena *arena)
{
        unsigned char *copy;
        size_t n = 0;

        if (!doubled)
                return (struct bytes){in.at + start, end - start};
        copy = arena_alloc(arena, end - start);
        for (size_t i = start; i < end; i++) {
                copy[n++] = in.at[i];
                if (in.at[i] == '"')
                        i++;
        }
        return (struct bytes){copy, n};
}

static bool ends_field(const struct csv *csv, size_t at)
{
        const unsigned char *s = csv->in.at;
        size_t n = csv->in.n;

        return at >= n || s[at] == (unsigned char)csv->separator || s[at] == '\n' ||
               (s[at] == '\r' && at + 1 < n && s[at + 1] == '\n');
}

static size_t past_spaces(const struct csv *csv, size_t at)
{
        while (at < csv->in.n && csv->in.at[at] == ' ')
                at++;
        return at;
}

/* Some programs write a space before the quote: , "12,345" is that value, where the quote closes in the same line and nothing
 * stands behind it. Else the field is taken as it stands, quotes and all. Leaves *at behind it. */
static bool read_spaced(struct csv_field *out, const struct csv *csv, size_t *at, struct arena *arena)
{
        const unsigned char *s = csv->in.at;
        size_t start = past_spaces(csv, *at) + 1, i = start, behind;
        bool doubled = false;

        if (start > csv->in.n || start == *at + 1 || s[start - 1] != '"')
                return false;
        for (; i < csv->in.n && s[i] != '\n' && i - start < CSV_MOST_RECORD; i++) {
                if (s[i] != '"')
                        continue;
                if (i + 1 >= csv->in.n || s[i + 1] != '"') {
                        behind = past_spaces(csv, i + 1);
                        if (!ends_field(csv, behind))
                                return false;
                        out->value = unquote(csv->in, start, i, doubled, arena);
                        *at = behind + (behind < csv->in.n && s[behind] == '\r');
                        return true;
                }
                doubled = true;
                i++;
        }
        return false;
}

/* Reads one field at *at and leaves *at behind it. False: its quote is not closed. */
static bool read_field(struct csv_field *out, struct csv *csv, size_t *at, struct arena *arena)
{
        const unsigned char *s = csv->in.at;
        const unsigned char separator = (unsigned char)csv->separator;
        size_t n = csv->in.n, i = *at;
        bool doubled = false;

        if (i < n && s[i] == ' ' && read_spaced(out, csv, at, arena))
                return true;
        if (i >= n || s[i] != '"') {
                if (n - i > CSV_MOST_RECORD + 2) /* far enough to see that it is too long */
                        n = i + CSV_MOST_RECORD + 2;
                while (i < n && s[i] != separator && s[i] != '\n')
                        i++;
                out->value = (struct bytes){s + *at, i - *at};
                if (i < n && s[i] == '\n' && out->value.n && s[i - 1] == '\r')
                        out->value.n--;
                *at = i;
                return true;
        }
        for (i++;; i++) {
                if (i >= n || i - *at > CSV_MOST_RECORD)
                        return false;
                if (s[i] == '\n')
                        csv->line++;
                if (s[i] != '"')
                        continue;
                if (i + 1 >= n || s[i + 1] != '"')
                        break;
                doubled = true;
                i++;
        }
        out->value = unquote(csv->in, *at + 1, i, doubled, arena);
        /* only spaces and a separator may follow; "a"b is a quote that was never meant to close */
        i = past_spaces(csv, i + 1);
        if (!ends_field(csv, i))
                return false;
        *at = i + (i < n && s[i] == '\r');
        return true;
}

/* A record that cannot be read is given back as its first physical line. */
static void give_up(struct csv_record *out, struct csv *csv, size_t start, enum csv_fault fault)
{
        size_t end = line_end(csv, start);

        out->fault = fault;
        out->fields = (struct csv_fields){0};
        out->raw = (struct bytes){csv->in.at + start, end - start};
        csv->at = end < csv->in.n ? end + 1 : end;
        csv->line = out->line + 1;
        out->crlf = out->raw.n && out->raw.at[out->raw.n - 1] == '\r';
        out->raw.n -= out->crlf;
}

/* ---- a stray quote that swallows rows */

/* A quoted field that spans several lines: its content and its place. */
struct spanning {
        const struct csv *csv;
        const struct csv_record *record;
        size_t index;
        const unsigned char *at, *end;
};

static size_t count_separators(const struct csv *csv, const unsigned char *at, const unsigned char *end)
{
        size_t n = 0;

        for (; at < end; at++)
                n += *at == (unsigned char)csv->separator;
        return n;
}

static bool all_digits(struct bytes b)
{
        for (size_t i = 0; i < b.n; i++)
                if (b.at[i] < '0' || b.at[i] > '9')
                        return false;
        return b.n > 0;
}

/* Does the line begin with the record's own first cell (its code, its number), or with a code as long? */
static bool begins_alike(const struct spanning *s, const unsigned char *line, const unsigned char *end)
{
        const unsigned char *stop = memchr(line, s->csv->separator, (size_t)(end - line));
        struct bytes own = s->record->fields.at[0].value, first = {line, (size_t)((stop ? stop : end) - line)};

        if (!stop || own.n == 0 || own.n != first.n)
                return false;
        return memcmp(own.at, first.at, own.n) == 0 || (own.n >= 5 && all_digits(own) && all_digits(first));
}

/* `behind`: the record's cells behind the field, on the line where it closes. */
static bool looks_like_row(const struct spanning *s, const unsigned char *line, const unsigned char *end, size_t behind)
{
        size_t inside = count_separators(s->csv, line, end);

        return inside && (inside + 1 + behind >= s->csv->columns || (inside > 1 && begins_alike(s, line, end)));
}

static bool field_swallows(const struct spanning *s)
{
        const unsigned char *lf = memchr(s->at, '\n', (size_t)(s->end - s->at)), *line;
        size_t first = lf ? count_separators(s->csv, s->at, lf) : 0;

        /* the last column is where remarks of several lines stand: a comma there says nothing */
        if (first && s->index + 1 < s->csv->columns && s->index + first + 1 >= s->csv->columns)
                return true;
        while (lf) {
                line = lf + 1;
                lf = memchr(line, '\n', (size_t)(s->end - line));
                if (looks_like_row(s, line, lf ? lf : s->end, lf ? 0 : s->record->fields.n - s->index - 1))
                        return true;
        }
        return false;
}

static bool swallows(const struct csv *csv, const struct csv_record *record)
{
        const struct csv_fields *fields = &record->fields;

        for (size_t i = 0; i < fields->n; i++) {
                size_t end = i + 1 < fields->n ? fields->at[i + 1].start - 1 : record->raw.n;
                const struct spanning s = {csv, record, i, record->raw.at + fields->at[i].start + 1,
                                           record->raw.at + end - 1};

                if (s.at < s.end && s.at[-1] == '"' && field_swallows(&s))
                        return true;
        }
        return false;
}

/* ---- a record */

/* Reads the fields of a record from *at on, and leaves *at at the line end behind the record. */
static enum csv_fault read_fields(struct csv_record *out, struct csv *csv, size_t start, size_t *at,
                                  struct arena *arena)
{
        out->quoted = true;
        for (;; ++*at) {
                struct csv_field *field = vec_add(arena, &out->fields);

                field->start = *at - start;
                out->quoted = out->quoted && *at < csv->in.n && csv->in.at[*at] == '"';
                if (!read_field(field, csv, at, arena))
                        return CSV_UNCLOSED_QUOTE;
                if (out->fields.n > CSV_MOST_FIELDS)
                        return CSV_TOO_MANY_FIELDS;
                if (*at - start > CSV_MOST_RECORD)
                        return CSV_TOO_LONG;
                if (*at >= csv->in.n || csv->in.at[*at] == '\n')
                        return CSV_OK;
        }
}

bool csv_next(struct csv_record *out, struct csv *csv, struct arena *arena)
{
        size_t start = csv->at, at = past_marks(csv->in, start);
        enum csv_fault fault;

        if (start >= csv->in.n)
                return false;
        *out = (struct csv_record){.line = csv->line};
        fault = read_fields(out, csv, start, &at, arena);
        if (fault == CSV_OK) {
                out->raw = (struct bytes){csv->in.at + start, at - start};
                out->crlf = at < csv->in.n && out->raw.n && out->raw.at[out->raw.n - 1] == '\r';
                out->raw.n -= out->crlf;
                if (csv->columns && csv->line > out->line && !out->quoted && swallows(csv, out))
                        fault = CSV_SWALLOWS;
        }
        if (fault != CSV_OK) {
                give_up(out, csv, start, fault);
                return true;
        }
        out->blank = out->fields.n == 1 && out->fields.at[0].value.n == 0;
        csv->at = at < csv->in.n ? at + 1 : at;
        csv->line++;
        return true;
}

void csv_put(struct buffer *out, struct bytes value)
{
        csv_put_between(out, value, ',');
}

void csv_put_between(struct buffer *out, struct bytes value, char separator)
{
        bool quote = false;

        for (size_t i = 0; i < value.n && !quote; i++)
                quote = value.at[i] == (unsigned char)separator || strchr("\"\r\n", value.at[i]) != NULL;
        if (!quote) {
                buffer_add(out, value.at, value.n);
                return;
        }
        buffer_char(out, '"');
        for (size_t i = 0; i < value.n; i++) {
                if (value.at[i] == '"')
                        buffer_char(out, '"');
                buffer_char(out, (char)value.at[i]);
        }
        buffer_char(out, '"');
}
