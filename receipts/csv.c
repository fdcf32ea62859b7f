#include "receipts/csv.h"

#include <string.h>

#include "core/banned.h"

struct csv csv_of(struct bytes in)
{
        size_t bom = in.n >= 3 && memcmp(in.at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

        return (struct csv){in, bom, 1};
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

/* Reads one field at *at and leaves *at behind it. False: its quote is not closed. */
static bool read_field(struct csv_field *out, struct csv *csv, size_t *at, struct arena *arena)
{
        const unsigned char *s = csv->in.at;
        size_t n = csv->in.n, i = *at;
        bool doubled = false;

        if (i >= n || s[i] != '"') {
                if (n - i > CSV_MOST_RECORD + 2) /* far enough to see that it is too long */
                        n = i + CSV_MOST_RECORD + 2;
                while (i < n && s[i] != ',' && s[i] != '\n')
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
        i++;
        /* only a separator may follow; "a"b is a quote that was never meant to close */
        if (i < n && s[i] == '\r' && i + 1 < n && s[i + 1] == '\n')
                i++;
        if (i < n && s[i] != ',' && s[i] != '\n')
                return false;
        *at = i;
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

bool csv_next(struct csv_record *out, struct csv *csv, struct arena *arena)
{
        size_t start = csv->at, at = start;

        if (start >= csv->in.n)
                return false;
        *out = (struct csv_record){.line = csv->line};
        for (;;) {
                struct csv_field *field = vec_add(arena, &out->fields);

                field->start = at - start;
                if (!read_field(field, csv, &at, arena)) {
                        give_up(out, csv, start, CSV_UNCLOSED_QUOTE);
                        return true;
                }
                if (out->fields.n > CSV_MOST_FIELDS || at - start > CSV_MOST_RECORD) {
                        give_up(out, csv, start, out->fields.n > CSV_MOST_FIELDS ? CSV_TOO_MANY_FIELDS : CSV_TOO_LONG);
                        return true;
                }
                if (at >= csv->in.n || csv->in.at[at] == '\n')
                        break;
                at++;
        }
        out->raw = (struct bytes){csv->in.at + start, at - start};
        out->crlf = at < csv->in.n && out->raw.n && out->raw.at[out->raw.n - 1] == '\r';
        out->raw.n -= out->crlf;
        out->blank = out->fields.n == 1 && out->fields.at[0].value.n == 0;
        csv->at = at < csv->in.n ? at + 1 : at;
        csv->line++;
        return true;
}

void csv_put(struct buffer *out, struct bytes value)
{
        bool quote = false;

        for (size_t i = 0; i < value.n && !quote; i++)
                quote = strchr("\",\r\n", value.at[i]) != NULL;
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
