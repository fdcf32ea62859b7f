#include "cmd/prove/audit_report.h"

#include <string.h>

#include "templates/report/audit_page.h"

#include "cmd/terminal/asides.h"
#include "cmd/terminal/csv_out.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { NAMED = 3, COPIES_NAMED = 20, SAMPLES = 20 };

struct reporting {
        const struct audit_report *r;
        const struct context *c;
        struct finding_printer printer;
        struct arena *scratch; /* of one thing that is printed */
        bool begun;            /* of a list of JSON */
        int64_t copies, findings;
        struct audit_page page;
};

static const char *why_unused(const struct context *c, const struct audit_unused *unused)
{
        return unused->why[c->language];
}

/* ---- for people */

static void unused_text(void *user, const struct audit_unused *unused)
{
        const struct reporting *a = user;
        const bool failed = strcmp(unused->verdict, verdict_word(VERDICT_FAILED)) == 0;

        printf("%s ", failed ? say(a->c, "不合格", "failed") : say(a->c, "未完", "incomplete"));
        print_in_line(stdout, unused->file);
        fputs("\n      ", stdout);
        print_in_line(stdout, why_unused(a->c, unused));
        printf("\n      %s\n", say(a->c, "照合に使っていません。", "it was not compared"));
}

/* Names each facility once, for that another facility is concerned matters more than that another category is. */
static bool is_named(const struct audit_finding *f, size_t i)
{
        int facilities = 0;

        for (size_t k = 0; k < f->places.n; k++)
                facilities += f->places.at[k].leads;
        return facilities < 2 || f->places.at[i].leads;
}

static void print_where(const struct reporting *a, const struct audit_finding *f)
{
        const char *where = say(a->c, "場所: ", "where: ");
        const int indent = 6 + text_width(where);
        int n = 0;

        for (size_t i = 0; i < f->places.n && n < NAMED; i++) {
                if (!is_named(f, i))
                        continue;
                printf("%*s%s", n ? indent : 6, "", n ? "" : where);
                print_in_line(stdout, f->places.at[i].file);
                putchar('\n');
                if (*f->places.at[i].what)
                        printf("%*s%s\n", indent, "", f->places.at[i].what);
                n++;
        }
        if (f->count > n)
                printf(say(a->c, "%*s… 申請は全部で %lld件(--format csv)\n",
                           "%*s... %lld applications in all (--format csv)\n"),
                       indent, "", (long long)f->count);
}

static enum status finding_text(void *user, const struct audit_finding *f)
{
        struct reporting *a = user;

        print_finding(&a->printer, &f->finding, NULL);
        print_where(a, f);
        arena_reset(a->printer.arena);
        return OK;
}

static void copy_text(void *user, const struct audit_copy *copy)
{
        struct reporting *a = user;

        if (!a->copies)
                puts(say(a->c, "同じ書類(1件と数えています):", "the same packet once more, counted once:"));
        if (a->copies++ >= COPIES_NAMED)
                return;
        fputs("      ", stdout);
        print_in_line(stdout, copy->file);
        fputs(" = ", stdout);
        print_in_line(stdout, copy->of);
        putchar('\n');
}

static void end_text(struct reporting *a, const struct audit_counts *n)
{
        const struct context *c = a->c;
        char yen[YEN_TEXT];

        if (a->copies > COPIES_NAMED)
                printf(say(c, "      … ほか %lld件(--format json)\n", "      ... %lld more (--format json)\n"),
                       (long long)(a->copies - COPIES_NAMED));
        for (size_t i = 0; i < a->r->indexes.n; i++)
                index_text(c, &a->r->indexes.at[i]);
        asides_text(c, a->r->asides);
        if (c->language == JAPANESE)
                printf("書類 %lld件: 照合 %lld、重複 %lld、下書き %lld、不合格 %lld、未完 %lld。\n"
                       "指摘: 不備 %lld、要確認 %lld、注意 %lld。\n",
                       (long long)n->packets, (long long)n->used, (long long)n->twice, (long long)n->drafts,
                       (long long)n->failed, (long long)n->incomplete, (long long)n->findings[ERROR],
                       (long long)n->findings[CONFIRM], (long long)n->findings[WARNING]);
        else
                printf("%lld packets: %lld compared, %lld twice, %lld drafts, %lld failed, %lld incomplete.\n"
                       "findings: %lld error, %lld confirm, %lld warning.\n",
                       (long long)n->packets, (long long)n->used, (long long)n->twice, (long long)n->drafts,
                       (long long)n->failed, (long long)n->incomplete, (long long)n->findings[ERROR],
                       (long long)n->findings[CONFIRM], (long long)n->findings[WARNING]);
        printf(say(c, "照合した申請 %lld件、補助額の合計 %s円。検査の段階: %s\n",
                   "%lld applications compared; their subsidy is %s yen in all. level: %s\n"),
               (long long)n->applications, yen_format(yen, (struct yen){n->subsidy}, "-"),
               verify_level_id(a->r->level));
        if (n->failed || n->incomplete)
                puts(say(c, "照合していない書類があります。指摘がなくても、全部を確かめたことにはなりません。",
                         "some packets were not compared: what they would show is not known."));
}

/* ---- for machines */

static void begin_item(struct reporting *a)
{
        if (is_format(a->c, "json") && a->begun)
                putchar(',');
        a->begun = true;
}

static void end_item(const struct reporting *a)
{
        if (is_format(a->c, "jsonl"))
                putchar('\n');
}

static void unused_json(void *user, const struct audit_unused *unused)
{
        struct reporting *a = user;

        begin_item(a);
        json_write_to(stdout, json_pack("{s:o, s:s, s:o}", "file", json_path(unused->file), "verdict", unused->verdict,
                                        "detail", json_path(why_unused(a->c, unused))));
        end_item(a);
}

static void copy_json(void *user, const struct audit_copy *copy)
{
        struct reporting *a = user;

        begin_item(a);
        json_write_to(stdout, json_pack("{s:o, s:o}", "file", json_path(copy->file), "of", json_path(copy->of)));
        end_item(a);
}

static enum status finding_json(void *user, const struct audit_finding *f)
{
        struct reporting *a = user;
        json_t *o = json_finding(a->c->language, &f->finding, a->scratch), *places = json_array();

        for (size_t i = 0; i < f->places.n; i++)
                json_array_append_new(places, json_pack("{s:o, s:s}", "file", json_path(f->places.at[i].file),
                                                        "subject", f->places.at[i].what));
        json_object_del(o, "place");
        json_object_set_new(o, "yen", json_integer(f->yen));
        json_object_set_new(o, "count", json_integer(f->count));
        json_object_set_new(o, "places", places);
        begin_item(a);
        json_write_to(stdout, o);
        end_item(a);
        arena_reset(a->scratch);
        return OK;
}

static void end_json(const struct reporting *a, const struct audit_counts *n)
{
        fputs("],\"indexes\":", stdout);
        json_write_to(stdout, indexes_json(a->c, &a->r->indexes));
        fputs(",\"aside\":", stdout);
        json_write_to(stdout, asides_json(a->r->asides));
        printf(",\"summary\":{\"packets\":%lld,\"compared\":%lld,\"twice\":%lld,\"drafts\":%lld,\"failed\":%lld,"
               "\"incomplete\":%lld,\"error\":%lld,\"confirm\":%lld,\"warning\":%lld,\"yen\":%lld,"
               "\"applications\":%lld,\"subsidy\":%lld}}\n",
               (long long)n->packets, (long long)n->used, (long long)n->twice, (long long)n->drafts,
               (long long)n->failed, (long long)n->incomplete, (long long)n->findings[ERROR],
               (long long)n->findings[CONFIRM], (long long)n->findings[WARNING], (long long)n->yen,
               (long long)n->applications, (long long)n->subsidy);
}

/* ---- a table: a row for each application of a finding, so that nobody is left out; the yen stand in the first */

enum { CSV_COLUMNS = 9, CSV_NUMBERS = 1 << 0 | 1 << 3 | 1 << 6 };

static void begin_csv(struct reporting *a)
{
        static const char *const heads[2][CSV_COLUMNS] = {
                {"番号", "重さ", "ID", "円", "対象", "内容", "申請の数", "書類", "書類の中の対象"},
                {"number", "severity", "id", "yen", "subject", "message", "count", "packet", "subject in the packet"}};

        fputs(CSV_BOM, stdout);
        csv_out(heads[a->c->language], CSV_COLUMNS, 0, a->scratch);
}

static void unused_csv(void *user, const struct audit_unused *unused)
{
        struct reporting *a = user;
        const bool failed = strcmp(unused->verdict, verdict_word(VERDICT_FAILED)) == 0;
        const char *cells[CSV_COLUMNS] = {"", failed ? say(a->c, "不合格", "failed") : say(a->c, "未完", "incomplete"),
                                          "", "",
                                          "", why_unused(a->c, unused),
                                          "", unused->file,
                                          ""};

        csv_out(cells, CSV_COLUMNS, CSV_NUMBERS, a->scratch);
        arena_reset(a->scratch);
}

static void copy_csv(void *user, const struct audit_copy *copy)
{
        struct reporting *a = user;
        const char *cells[CSV_COLUMNS] = {"",       say(a->c, "重複", "copy"),
                                          "",       "",
                                          copy->of, say(a->c, "同じ書類です", "the same packet"),
                                          "",       copy->file,
                                          ""};

        csv_out(cells, CSV_COLUMNS, CSV_NUMBERS, a->scratch);
        arena_reset(a->scratch);
}

static enum status finding_csv(void *user, const struct audit_finding *f)
{
        struct reporting *a = user;
        const char *cells[CSV_COLUMNS] = {arena_printf(a->scratch, "%lld", (long long)++a->findings),
                                          severity_word(finding_severity(f->finding.id), a->c->language),
                                          finding_name(f->finding.id),
                                          arena_printf(a->scratch, "%lld", (long long)f->yen),
                                          f->finding.subject,
                                          finding_message(a->scratch, &f->finding, a->c->language),
                                          arena_printf(a->scratch, "%lld", (long long)f->count)};

        for (size_t i = 0; i < f->places.n; i++) {
                cells[7] = f->places.at[i].file;
                cells[8] = f->places.at[i].what;
                csv_out(cells, CSV_COLUMNS, CSV_NUMBERS, a->scratch);
                cells[3] = cells[6] = "";
        }
        arena_reset(a->scratch);
        return OK;
}

/* ---- a page */

static void unused_html(void *user, const struct audit_unused *unused)
{
        struct reporting *a = user;

        audit_page_unused(&a->page, unused, a->scratch);
        arena_reset(a->scratch);
}

static enum status finding_html(void *user, const struct audit_finding *f)
{
        struct reporting *a = user;

        audit_page_finding(&a->page, f, a->scratch);
        arena_reset(a->scratch);
        return OK;
}

static void copy_html(void *user, const struct audit_copy *copy)
{
        struct reporting *a = user;

        audit_page_copy(&a->page, copy);
}

static void sample_html(void *user, const struct audit_packet *packet)
{
        struct reporting *a = user;

        audit_page_sample(&a->page, packet, a->scratch);
        arena_reset(a->scratch);
}

static enum status end_html(struct reporting *a, const struct audit_counts *n)
{
        const char *words[ASIDE_KINDS];
        struct buffer out = buffer_in(a->c->arena);
        enum status st = audit_each_sample(a->r->index, SAMPLES, sample_html, a);

        for (int kind = 0; kind < ASIDE_KINDS; kind++)
                words[kind] = aside_word((enum aside_kind)kind, a->c->language);
        a->page.aside_words = words;
        a->page.indexes = a->r->indexes.at;
        a->page.n_indexes = a->r->indexes.n;
        if (st == OK)
                audit_page(&out, &a->page, n, a->c->arena);
        fwrite(out.at, 1, out.n, stdout);
        return st;
}

/* ---- the report */

static const struct form {
        const char *name;
        void (*unused)(void *user, const struct audit_unused *);
        void (*copy)(void *user, const struct audit_copy *);
        enum status (*finding)(void *user, const struct audit_finding *);
} forms[] = {{"text", unused_text, copy_text, finding_text},
             {"json", unused_json, copy_json, finding_json},
             {"jsonl", unused_json, copy_json, finding_json},
             {"csv", unused_csv, copy_csv, finding_csv},
             {"html", unused_html, copy_html, finding_html}};

static const struct form *report_form(const struct context *c)
{
        for (size_t i = 1; i < sizeof forms / sizeof *forms; i++)
                if (is_format(c, forms[i].name))
                        return &forms[i];
        return &forms[0];
}

static void between(struct reporting *a, const char *json)
{
        if (is_format(a->c, "json"))
                fputs(json, stdout);
        a->begun = false;
}

static enum status print_all(struct reporting *a, const struct audit_counts *counts)
{
        const struct form *form = report_form(a->c);
        enum status st;

        if (is_format(a->c, "json"))
                printf("{\"schema\":\"soroe.audit/1\",\"level\":\"%s\"", verify_level_id(a->r->level));
        else if (is_format(a->c, "csv"))
                begin_csv(a);
        between(a, ",\"not_compared\":[");
        st = audit_each_unused(a->r->index, form->unused, a);
        between(a, "],\"findings\":[");
        if (st == OK)
                st = audit_each(a->r->index, form->finding, a);
        between(a, "],\"copies\":[");
        if (st == OK)
                st = audit_each_copy(a->r->index, form->copy, a);
        if (st == OK && is_format(a->c, "text"))
                end_text(a, counts);
        else if (st == OK && is_format(a->c, "json"))
                end_json(a, counts);
        else if (st == OK && is_format(a->c, "html"))
                st = end_html(a, counts);
        return st;
}

enum status audit_report_print(const struct audit_report *r, const struct audit_counts *counts)
{
        const struct context *c = r->c;
        struct reporting a = {.r = r, .c = c, .scratch = arena_child(c->arena)};
        enum status st;

        a.printer = (struct finding_printer){.out = stdout, .language = c->language, .arena = arena_child(c->arena)};
        a.page = audit_page_new(c->language, verify_level_id(r->level), r->asides, c->arena);
        st = print_all(&a, counts);
        arena_free(a.printer.arena);
        arena_free(a.scratch);
        return st;
}
