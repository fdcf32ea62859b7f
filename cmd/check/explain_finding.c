#include "cmd/check/explain.h"

#include <stdio.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/file/finding_long.h"

#include "core/banned.h"

enum { WIDTH = 80 };

/* What the severity means for the application (docs/formats.md, Findings). */
static const char *const graded[][2] = {
        [ERROR] = {"直すまで確定できません(下書きは作れます)。指摘された明細や領収書は数えません。",
                   "the application cannot be sealed until it is mended (a draft can be made); lines and receipts "
                   "named by it do "
                   "not count"},
        [CONFIRM] = {"人が確かめて答える質問です。答えなくても確定でき、未回答として書類に印刷します。",
                     "a question for a person; it can be sealed unanswered and is then printed as open"},
        [WARNING] = {"知らせるだけです。金額も確定も変わりません。",
                     "told for attention; neither amount nor sealing changes"},
        [INFO] = {"参考です。することはないか、わずかです。", "for information; there is little or nothing to do"},
};
static const char *const raised[][2] = {
        [SCOPE_IMPORT] = {"取り込むとき(soroe import)。直して取り込むまで soroe check にも出ます。",
                          "while importing; soroe check repeats it until a corrected row comes in"},
        [SCOPE_APPLICATION] = {"申請の点検(soroe check)。soroe verify も書類だけから同じ点検をします。",
                               "when an application is checked; soroe verify does the same from the packet alone"},
        [SCOPE_WORKSPACE] = {"作業フォルダー全体の点検。書類には、その日の事実として記録します。",
                             "when the whole workspace is looked at; a packet records it as a fact of that day"},
        [SCOPE_AUDIT] = {"書類どうしの照合(soroe audit)。1つの書類だけからはわかりません。",
                         "holding packets against each other (soroe audit); no packet alone shows it"},
};
static const char *const import_graded[] = {"この行は取り込まず、元のまま rejected に残します。",
                                            "the row is not imported; it is kept as it is in rejected/"};

static const char *grading(enum finding_id id, enum language language)
{
        if (finding_scope(id) == SCOPE_IMPORT && finding_severity(id) == ERROR && id != E015 && id != E016)
                return import_graded[language];
        return graded[finding_severity(id)][language];
}

static void paragraph(const struct context *c, const char *ja, const char *en, const char *text)
{
        const char *label = say(c, ja, en);

        fputs("  ", stdout);
        print_cells(stdout, label, 8, LEFT_SIDE);
        print_wrapped(stdout, text, 10, 10, WIDTH);
}

static void print_text(const struct context *c, const struct finding *f)
{
        enum severity severity = finding_severity(f->id);

        printf("%s %s\n", finding_name(f->id), severity_word(severity, c->language));
        paragraph(c, "文面", "says", finding_message(c->arena, f, c->language));
        paragraph(c, "意味", "means", finding_long(f->id, c->language, c->arena));
        paragraph(c, "対処", "fix", finding_remedy(c->arena, f, c->language));
        paragraph(c, "扱い", "graded", grading(f->id, c->language));
        paragraph(c, "時期", "raised", raised[finding_scope(f->id)][c->language]);
        if (severity == CONFIRM)
                paragraph(c, "回答", "answer",
                          arena_printf(c->arena,
                                       say(c, "soroe answer コード %s yes --reason 理由",
                                           "soroe answer CODE %s yes --reason TEXT"),
                                       finding_name(f->id)));
}

void explain_finding(const struct context *c, enum finding_id id)
{
        struct finding f = {.id = id, .args = {"__", "__", "__"}}; /* where the finding's own words stand */

        if (!is_format(c, "json")) {
                print_text(c, &f);
                return;
        }
        json_write(json_pack(
                "{s:s, s:s, s:s, s:s, s:s, s:s}", "schema", "soroe.finding/1", "id", finding_name(id), "severity",
                severity_word(finding_severity(id), ENGLISH), "message", finding_message(c->arena, &f, c->language),
                "remedy", finding_remedy(c->arena, &f, c->language), "text", finding_long(id, c->language, c->arena)));
        putchar('\n');
}
