/* Every value of a page is text, whatever it holds. */
#include "templates/status/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static int start(void **state)
{
        *state = arena_new(abort);
        return 0;
}

static int stop(void **state)
{
        arena_free(*state);
        return 0;
}

static const struct {
        const char *value, *text;
} values[] = {
        {"霞野診療所", "霞野診療所"},
        {"", ""},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"A&B \"c\" 'd'", "A&amp;B &quot;c&quot; &#39;d&#39;"},
        {"&lt;", "&amp;lt;"},
        {"a\tb\r\nc\x7F", "a\\x09b\\x0D\\x0Ac\\x7F"},
        {"\xC2\x85", "{U+0085}"},                             /* C1: the end of a line in disguise */
        {"\xE2\x80\xAE" "txt.exe", "{U+202E}txt.exe"},        /* right to left */
        {"\xE2\x81\xA6x", "{U+2066}x"},                       /* an isolate that never ends */
        {"\xEE\x80\x80", "{U+E000}"},                         /* private use: another glyph on each machine */
        {"\xEF\xBF\xBE", "{U+FFFE}"},                         /* no character of XML */
        {"a\xFF" "b\xE3\x81", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD"}, /* no UTF-8 */
        {"\xF0\xA0\xAE\xB7", "\xF0\xA0\xAE\xB7"},             /* 𠮷 */
};

static void values_are_escaped(void **state)
{
        for (size_t i = 0; i < COUNT(values); i++) {
                struct buffer out = buffer_in(*state);

                buffer_text(&out, "");
                html_text(&out, values[i].value);
                assert_string_equal(out.n ? out.at : "", values[i].text);
        }
}

static void markup_takes_values_in_order(void **state)
{
        struct buffer out = buffer_in(*state);

        HTML(&out, "<a href=\"%\" title=\"%\">%</a>", "a%b", "\"", "<%>");
        assert_string_equal(out.at, "<a href=\"a%b\" title=\"&quot;\">&lt;%&gt;</a>");
}

static const struct {
        const char *path, *address;
} paths[] = {
        {"packets/r7/1919990018-online.zip", "packets/r7/1919990018-online.zip"},
        {"../a b/c.zip", "../a%20b/c.zip"},
        {"状況/x.pdf", "%E7%8A%B6%E6%B3%81/x.pdf"},
        {"a?b#c:d\"e", "a%3Fb%23c%3Ad%22e"},
        {"100%", "100%25"},
        {"", ""},
};

static void paths_become_addresses(void **state)
{
        for (size_t i = 0; i < COUNT(paths); i++)
                assert_string_equal(html_path(*state, paths[i].path), paths[i].address);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(values_are_escaped, start, stop),
                cmocka_unit_test_setup_teardown(markup_takes_values_in_order, start, stop),
                cmocka_unit_test_setup_teardown(paths_become_addresses, start, stop),
        };

        return cmocka_run_group_tests_name("html", tests, NULL, NULL);
}
