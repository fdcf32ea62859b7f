/* CSV: RFC 4180 over bytes; every record can be given back as it came. */
#include "core/format/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "receipts/table/payer.h"

#include "core/banned.h"

static struct arena *arena;

static int start(void **state)
{
        (void)state;
        arena = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        (void)state;
        arena_free(arena);
        return 0;
}

/* The records of a text as "line:field|field|…" each, a fault as "line!fault". */
static const char *shown(const char *text)
{
        struct csv csv = csv_of(bytes_of(text));
        struct csv_record r;
        struct buffer out = buffer_in(arena);

        while (csv_next(&r, &csv, arena)) {
                buffer_printf(&out, "%s%d", out.n ? " " : "", r.line);
                if (r.fault)
                        buffer_printf(&out, "!%d", (int)r.fault);
                for (size_t i = 0; i < r.fields.n; i++)
                        buffer_printf(&out, "%s%.*s", i ? "|" : ":", (int)r.fields.at[i].value.n, (const char *)r.fields.at[i].value.at);
        }
        return out.n ? out.at : "";
}

static void records_are_split(void **state)
{
        static const struct {
                const char *what, *text, *shown;
        } rows[] = {
                {"LF", "a,b\nc,d\n", "1:a|b 2:c|d"},
                {"CRLF", "a,b\r\nc,d\r\n", "1:a|b 2:c|d"},
                {"no line end at the end", "a,b", "1:a|b"},
                {"a byte order mark is skipped", "\xef\xbb\xbf" "a,b\n", "1:a|b"},
                {"empty fields", ",,\n", "1:||"},
                {"quoted comma", "\"a,b\",c\n", "1:a,b|c"},
                {"a quote is written twice", "\"a\"\"b\",c\n", "1:a\"b|c"},
                {"a quoted line end: the next record's line counts on", "\"a\nb\",c\nd\n", "1:a\nb|c 3:d"},
                {"a quote in the middle is a character", "a\"b,c\n", "1:a\"b|c"},
                {"spaces before a quote and behind it", "a, \"b,c\" ,\"d\" ,e\r\nf\n", "1:a|b,c|d|e 2:f"},
                {"text behind the quote: taken as it stands", "a, \"b\" c,d\n", "1:a| \"b\" c|d"},
                {"not closed in its line: taken as it stands", "a, \"b\nc\",d\n", "1:a| \"b 2:c\"|d"},
                {"blank line", "a\n\nb\n", "1:a 2: 3:b"},
                {"an unclosed quote costs one line, not the file", "\"a,b\nc,d\n", "1!1 2:c|d"},
                {"text behind a closed quote", "\"a\"b,c\nd\n", "1!1 2:d"},
                {"a lone CR is a character", "a\rb\n", "1:a\rb"},
                {"nothing", "", ""},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                if (strcmp(shown(rows[i].text), rows[i].shown) != 0)
                        fail_msg("%s: \"%s\"", rows[i].what, shown(rows[i].text));
}

/* The fault of the first record of a table of so many columns; its lines stand as they would in the file. */
static void a_stray_quote_swallows_no_rows(void **state)
{
        static const struct {
                const char *what, *text;
                size_t columns;
                enum csv_fault fault;
        } rows[] = {
                {"a ditto mark: its line has all columns", "c,R-2,\",d,200\nc,R-3,\",d,300\n", 5, CSV_SWALLOWS},
                {"the columns are not known yet", "c,R-2,\",d,200\nc,R-3,\",d,300\n", 0, CSV_OK},
                {"in the first column", "\",a,b,c,d\n\",a,b,c,d\n", 5, CSV_SWALLOWS},
                {"in the last, where a line of five follows", "c,R,x,d,\"\nc,R,x,d,\"\n", 5, CSV_SWALLOWS},
                {"rows cut short, that begin with a code as long", "1919990018,R,\",d\n1919990026,R,\",d\n", 9, CSV_SWALLOWS},
                {"rows of a middle line", "c,R,\"a\nc,S,x,d,1\nb\",d,2\n", 5, CSV_SWALLOWS},
                {"an issuer of two lines", "c,R,\"Midori\nHonten\",d,200\n", 5, CSV_OK},
                {"a remark of lines with commas", "c,R,x,d,\"a,1\nb,2\"\n", 5, CSV_OK},
                {"a first cell of two lines", "\"a\nb\",R,x,d,200\n", 5, CSV_OK},
                {"commas that do not fill the header", "c,R,\"a,b\ne,f\",x,d,200\n", 6, CSV_OK},
                {"every value quoted: as strict as RFC 4180", "\"c\",\"R\",\"a\nc,S,x,d,1\nb\",\"d\",\"2\"\n", 5, CSV_OK},
        };

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct csv csv = csv_of(bytes_of(rows[i].text));
                struct csv_record r;

                csv.columns = rows[i].columns;
                assert_true(csv_next(&r, &csv, arena));
                if (r.fault != rows[i].fault)
                        fail_msg("%s: %d", rows[i].what, (int)r.fault);
                if (r.fault == CSV_SWALLOWS)
                        assert_int_equal(csv.line, 2); /* the next line is read as a row of its own */
        }
}

static void a_record_is_given_back_as_it_came(void **state)
{
        struct csv csv = csv_of(bytes_of("x,\"y \"\"z\"\"\"\r\nnext\n"));
        struct csv_record r;

        (void)state;
        assert_true(csv_next(&r, &csv, arena));
        assert_int_equal(r.raw.n, strlen("x,\"y \"\"z\"\"\""));
        assert_memory_equal(r.raw.at, "x,\"y \"\"z\"\"\"", r.raw.n);
        assert_true(r.crlf);
        assert_int_equal(r.fields.at[1].start, 2);
}

static void limits_hold(void **state)
{
        struct buffer wide = buffer_in(arena), longer = buffer_in(arena);
        struct csv csv;
        struct csv_record r;

        (void)state;
        for (int i = 0; i <= CSV_MOST_FIELDS; i++)
                buffer_char(&wide, ',');
        buffer_text(&wide, "\nnext\n");
        csv = csv_of(buffer_bytes(&wide));
        assert_true(csv_next(&r, &csv, arena));
        assert_int_equal(r.fault, CSV_TOO_MANY_FIELDS);
        assert_true(csv_next(&r, &csv, arena));
        assert_int_equal(r.line, 2);
        for (size_t i = 0; i <= CSV_MOST_RECORD; i++)
                buffer_char(&longer, 'x');
        csv = csv_of(buffer_bytes(&longer));
        assert_true(csv_next(&r, &csv, arena));
        assert_int_equal(r.fault, CSV_TOO_LONG);
        assert_false(csv_next(&r, &csv, arena));
}

static void fields_are_quoted_where_needed(void **state)
{
        static const char *const rows[][2] = {{"a", "a"}, {"a,b", "\"a,b\""}, {"a\"b", "\"a\"\"b\""}, {"a\nb", "\"a\nb\""}, {"", ""}};

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                struct buffer out = buffer_in(arena);

                csv_put(&out, bytes_of(rows[i][0]));
                assert_string_equal(out.n ? out.at : "", rows[i][1]);
        }
}

/* "" of none and of several; NULL where the store has to be asked, whose answer may be more than a code of ten digits. */
static const char *payer(const struct payers *p, const char *number)
{
        const char *out = NULL;

        return payers_find(&out, p, number, arena) ? out : NULL;
}

static void payers_are_remembered(void **state)
{
        struct payers *p = payers_new(arena);

        (void)state;
        payers_note(p, "R-1", "4710123458");
        payers_note(p, "R-2", "0110000001"); /* the zero in front stays */
        payers_note(p, "R-3", "0000000000");
        payers_note(p, "R-4", "4710123458");
        payers_note(p, "R-4", "0110000001"); /* two vendors number from 1 */
        payers_note(p, "R-5", "4710123458");
        payers_note(p, "R-5", "4710123458");
        payers_note(p, "R-6", "");
        payers_note(p, "R-7", "471012345"); /* nine digits */
        payers_note(p, "R-8", "4710123458");
        payers_note(p, "R-8", "");
        for (int i = 0; i < 1000; i++)
                payers_note(p, arena_printf(arena, "%d", i), arena_printf(arena, "%010d", i % 7));
        assert_string_equal(payer(p, "R-1"), "4710123458");
        assert_string_equal(payer(p, "R-2"), "0110000001");
        assert_string_equal(payer(p, "R-3"), "0000000000");
        assert_string_equal(payer(p, "R-4"), "");
        assert_string_equal(payer(p, "R-5"), "4710123458");
        assert_null(payer(p, "R-6"));
        assert_null(payer(p, "R-7"));
        assert_null(payer(p, "R-8"));
        assert_string_equal(payer(p, "R-9"), "");
        assert_string_equal(payer(p, "999"), "0000000005"); /* 999 = 142 * 7 + 5 */
        payers_free(p);
        assert_null(payer(p, "R-1"));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(records_are_split),
                cmocka_unit_test(a_stray_quote_swallows_no_rows),
                cmocka_unit_test(a_record_is_given_back_as_it_came),
                cmocka_unit_test(limits_hold),
                cmocka_unit_test(fields_are_quoted_where_needed),
                cmocka_unit_test(payers_are_remembered),
        };

        return cmocka_run_group_tests(tests, start, stop);
}
