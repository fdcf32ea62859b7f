#include "cmd/terminal/asides.h"

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { NAMED = 20 };

static const char *const ids[ASIDE_KINDS] = {
        [ASIDE_LINK] = "link", [ASIDE_FILE] = "file", [ASIDE_DEVICE] = "device", [ASIDE_UPLOAD] = "pdf"};

const char *aside_word(enum aside_kind kind, enum language language)
{
        static const char *const words[ASIDE_KINDS][2] = {
                [ASIDE_LINK] = {"たどっていないリンク", "a link that was not followed"},
                [ASIDE_FILE] = {"書類一式ではないファイル", "a file that is no packet"},
                [ASIDE_DEVICE] = {"ファイルではないもの", "no file"},
                [ASIDE_UPLOAD] = {"ZIP と同じ名前の PDF", "the PDF of a ZIP beside it"}};

        return words[kind][language];
}

int64_t asides_count(const struct asides *asides)
{
        int64_t n = 0;

        for (int kind = 0; kind < ASIDE_KINDS; kind++)
                n += asides->of[kind];
        return n;
}

void asides_text(const struct context *c, const struct asides *asides)
{
        const int64_t n = asides_count(asides);

        if (!n)
                return;
        printf(say(c, "見ていないもの %lld件:\n", "%lld not looked into:\n"), (long long)n);
        for (size_t i = 0; i < asides->n && i < NAMED; i++) {
                fputs("      ", stdout);
                print_in_line(stdout, asides->at[i].path);
                printf("  %s\n", aside_word(asides->at[i].kind, c->language));
        }
        if (n > NAMED)
                printf(say(c, "      … ほか %lld件(--format json)\n", "      ... %lld more (--format json)\n"),
                       (long long)(n - NAMED));
}

json_t *asides_json(const struct asides *asides)
{
        json_t *list = json_array();

        for (size_t i = 0; i < asides->n; i++)
                json_array_append_new(list, json_pack("{s:o, s:s}", "file", json_path(asides->at[i].path), "kind",
                                                      ids[asides->at[i].kind]));
        return list;
}
