#include "cmd/packets/mark_list.h"

#include <stdio.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/platform/platform.h"

#include "core/banned.h"

static const struct {
        const char *id, *words[2];
} outcomes[OUTCOMES] = {
        [SUBMITTED] = {"submitted", {"提出済", "submitted"}},
        [GRANTED] = {"granted", {"交付決定", "granted"}},
        [REFUSED] = {"refused", {"不交付", "refused"}},
        [DECLINED] = {"declined", {"申請しない", "will not apply"}},
        [UNCHANGED] = {"unchanged", {"変わらず", "unchanged"}},
        [LEFT] = {"left", {"記録できない", "not recorded"}},
};

/* The remedy once for many rows of one fault, as with findings. */
static void print_left(const struct list_taking *t, size_t i, struct finding_printer *printer, const char **said)
{
        const struct context *c = t->c;
        const struct mark_row *row = &t->list.at[i];
        const struct row_told *told = &t->told[i];

        for (size_t k = row->from; k < row->to; k++)
                print_finding(printer, &c->findings.at[k], NULL);
        if (!told->why.words[0])
                return;
        printf("%s: %s", mark_row_place(row, told->field, c->arena), told->why.words[c->language]);
        printf(told->value ? ": \"%s\"\n" : "%s\n", told->value ? told->value : "");
        if (*said == told->why.remedy[c->language])
                return;
        *said = told->why.remedy[c->language];
        print_detail(stdout, say(c, "対処:", "fix:"), *said);
}

void mark_list_text(const struct list_taking *t, const char *file)
{
        const struct context *c = t->c;
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = c->arena};
        const int recorded = t->n[SUBMITTED] + t->n[GRANTED] + t->n[REFUSED] + t->n[DECLINED];
        const char *said = NULL, *between = say(c, "、", ", ");
        int kinds = 0;

        printf(say(c, "%zu行: ", "%zu rows: "), t->list.n);
        for (int i = 0; i < OUTCOMES; i++)
                if (t->n[i])
                        printf("%s%s %d", kinds++ ? between : "", outcomes[i].words[c->language], t->n[i]);
        if (!t->list.n)
                fputs(say(c, "書き込まれた行はありません", "none is filled in"), stdout);
        puts("");
        if (t->list.silent)
                printf(say(c, "書き込みのない行 %zuは、そのままです。\n",
                           "%zu rows say nothing and stay as they are\n"),
                       t->list.silent);
        for (size_t i = 0; i < t->list.n; i++)
                if (t->told[i].outcome == LEFT)
                        print_left(t, i, &printer, &said);
        if (has_option(c, OPT_DRY_RUN))
                puts(say(c, "--dry-run なので、何も記録していません。", "nothing was recorded (--dry-run)"));
        else if (t->n[LEFT] && recorded)
                printf(say(c, "ほかの %d行は記録しました。直したら、同じ %s をもう一度。\n",
                           "the other %d rows are recorded; mend and give the same %s again\n"),
                       recorded, file);
}

static json_t *why_json(const struct list_taking *t, size_t i)
{
        const struct context *c = t->c;
        const struct mark_row *row = &t->list.at[i];
        const struct row_told *told = &t->told[i];
        const struct finding *f = row->to > row->from ? &c->findings.at[row->from] : NULL;
        const char *message = told->why.words[0] ? told->why.words[c->language]
                              : f                ? finding_message(c->arena, f, c->language)
                                                 : NULL;
        const char *remedy = told->why.words[0] ? told->why.remedy[c->language]
                             : f                ? finding_remedy(c->arena, f, c->language)
                                                : NULL;
        const char *value = told->why.words[0] ? told->value : f ? f->value : NULL;

        return json_pack("{s:s?, s:s?, s:s?}", "message", message, "remedy", remedy, "value", value);
}

void mark_list_json(const struct list_taking *t, const char *file)
{
        const struct context *c = t->c;
        json_t *rows = json_array(), *summary = json_object();

        for (size_t i = 0; i < t->list.n; i++) {
                const struct mark_row *row = &t->list.at[i];
                const struct row_told *told = &t->told[i];
                const struct finding *f = row->to > row->from ? &c->findings.at[row->from] : NULL;
                json_t *o = json_pack("{s:s, s:s, s:s, s:s}", "place",
                                      f && !told->why.words[0] && f->place
                                              ? f->place
                                              : mark_row_place(row, told->field ? told->field : "facility", c->arena),
                                      "facility", row->line.facility, "category", row->line.category, "outcome",
                                      outcomes[told->outcome].id);

                json_object_update_new(o, told->outcome == LEFT ? why_json(t, i) : json_object());
                json_array_append_new(rows, o);
        }
        for (int i = 0; i < OUTCOMES; i++)
                json_object_set_new(summary, outcomes[i].id, json_integer(t->n[i]));
        json_write(json_pack("{s:s, s:s, s:b, s:o, s:i, s:o}", "schema", "soroe.mark-list/1", "file", file, "dry_run",
                             has_option(c, OPT_DRY_RUN), "rows", rows, "silent", (int)t->list.silent, "summary",
                             summary));
        putchar('\n');
}

static void refused_json(const struct context *c, const char *file)
{
        json_write(json_pack("{s:s, s:s, s:b, s:[], s:o}", "schema", "soroe.mark-list/1", "file", file, "dry_run",
                             has_option(c, OPT_DRY_RUN), "rows", "findings",
                             json_findings(c->language, &c->findings, c->arena)));
        putchar('\n');
}

int mark_list_refused(const struct context *c, const char *file)
{
        static const char manual[] = "man soroe-map";
        const char *own = platform_own_words(manual, c->language == ENGLISH);
        struct finding_printer printer = {.out = stdout, .language = c->language, .arena = c->arena};

        if (is_format(c, "json")) {
                refused_json(c, file);
                return EXIT_FINDINGS;
        }
        for (size_t i = 0; i < c->findings.n; i++) {
                const struct finding *f = &c->findings.at[i];

                if (f->id != E002) {
                        print_finding(&printer, f, NULL);
                        continue;
                }
                printf(say(c, "%s: 申請の一覧ではありません\n", "%s: this is no list of applications\n"), f->place);
                print_detail(
                        stdout, say(c, "対処:", "fix:"),
                        arena_printf(c->arena,
                                     say(c,
                                         "soroe index か soroe status "
                                         "の一覧に書き込んだものを指定してください。ほかの一覧は、--map "
                                         "で列の対応を指定すると読めます(%s)。",
                                         "give the list of soroe index or soroe status, filled in; another one is read "
                                         "with a column map (--map, %s)"),
                                     own ? own : manual));
        }
        return EXIT_FINDINGS;
}
