#include "cmd/verify_report.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/file.h"
#include "core/yen.h"

#include "templates/application.h"
#include "templates/verify_page.h"

#include "cmd/against.h"
#include "cmd/asides.h"
#include "cmd/csv_out.h"
#include "cmd/index_report.h"
#include "cmd/json.h"
#include "cmd/print.h"

#include "core/banned.h"

enum { SAMPLES = 20, MOST_PAGE = 64 << 20 /* bytes of the rows of a page */ };

/* ---- what is known of one packet */

/* The file name that its record gives it: code, category and, where it was kept by a --reseal, a number. */
static bool is_named_after(const struct verification *v, const char *name)
{
        const char *base = file_base_name(v->file);
        size_t n = strlen(name);

        if (strncmp(base, name, n) != 0)
                return false;
        base += n;
        if (*base == '.' && isdigit((unsigned char)base[1]))
                base += 1 + strspn(base + 1, "0123456789");
        return !*base || strcasecmp(base, ".zip") == 0 || strcasecmp(base, ".pdf") == 0;
}

/* What the file would be called; NULL where it is called so, or where nobody knows. */
static const char *other_name(const struct verification *v, struct arena *arena)
{
        const char *name;

        if (!v->facility || !v->category || !*v->sha256)
                return NULL; /* a folder's own name is checked with its record */
        name = arena_printf(arena, "%s-%s", v->facility, v->category);
        return is_named_after(v, name) ? NULL : name;
}

static uint64_t application_of(const struct application *app, struct arena *arena)
{
        const struct digest digest = digest_of(
                bytes_of(arena_printf(arena, "%s\n%s\n%s", app->facility, app->category, app->programme_id)));
        uint64_t key = 0;

        for (int i = 0; i < 16; i++)
                key = key << 4 | (uint64_t)(digest.hex[i] <= '9' ? digest.hex[i] - '0' : digest.hex[i] - 'a' + 10);
        return key;
}

struct verify_told verify_tell(const struct verification *v, struct arena *arena)
{
        struct verify_told told = {.verdict = v->verdict,
                                   .checks = (int)v->checks.n,
                                   .weaker = v->weaker > 0,
                                   .different = v->against && !v->against->same && !folder_is_pdf(v->file),
                                   .renamed = other_name(v, arena) != NULL,
                                   .is_zip = !folder_is_pdf(v->file)};
        const struct application *app = v->application;

        memcpy(told.sha256, v->sha256, strlen(v->sha256) < DIGEST_TEXT ? strlen(v->sha256) + 1 : 0);
        for (size_t i = 0; i < v->checks.n; i++) {
                told.not_run += v->checks.at[i].result == CHECK_NOT_RUN;
                /* that there is no signature is nothing to be told of each packet */
                told.not_applicable +=
                        v->checks.at[i].result == CHECK_NOT_APPLICABLE && strcmp(v->checks.at[i].id, "signature") != 0;
        }
        if (v->verdict != VERDICT_OK || !app || app->draft || !told.is_zip)
                return told;
        told.counts = true;
        told.application = application_of(app, arena);
        told.applied_on = app->applied_on;
        told.subsidy = app->subsidy.n;
        if (v->against)
                told.change = (v->against->after ? v->against->after->subsidy.n : 0) - v->against->before->subsidy.n;
        return told;
}

/* ---- all together */

void verify_sums_add(struct verify_sums *sums, const struct verify_told *told, struct arena *arena)
{
        sums->by_verdict[told->verdict]++;
        sums->checks += told->checks;
        sums->not_run += told->not_run;
        sums->not_applicable += told->not_applicable;
        sums->weaker += told->weaker;
        sums->different += told->different;
        sums->renamed += told->renamed;
        if (told->counts)
                *vec_add(arena, &sums->amounts) =
                        (struct verify_amount){told->application, told->applied_on, told->subsidy, told->change};
}

static int by_application(const void *a, const void *b)
{
        const struct verify_amount *x = a, *y = b;
        int by = date_compare(y->applied_on, x->applied_on);

        if (x->application != y->application)
                return x->application < y->application ? -1 : 1;
        return by ? by : (y->subsidy > x->subsidy) - (y->subsidy < x->subsidy);
}

/* An amount in a packet is any number: what overflows stays where it was. */
static void add_to(int64_t *sum, int64_t more)
{
        struct yen total;

        if (yen_add(&total, (struct yen){*sum}, (struct yen){more}))
                *sum = total.n;
}

void verify_sums_end(struct verify_sums *sums)
{
        struct verify_amount *at = sums->amounts.at;

        if (sums->amounts.n > 1)
                qsort(at, sums->amounts.n, sizeof *at, by_application);
        for (size_t i = 0; i < sums->amounts.n; i++) {
                if (i && at[i].application == at[i - 1].application)
                        continue;
                sums->applications++;
                add_to(&sums->subsidy, at[i].subsidy);
                add_to(&sums->change, at[i].change);
        }
}

/* ---- one packet, for people */

static const char *verdict_for(const struct context *c, enum verdict verdict)
{
        static const char *const verdicts[][2] = {[VERDICT_OK] = {"合格", "ok"},
                                                  [VERDICT_FAILED] = {"不合格", "failed"},
                                                  [VERDICT_INCOMPLETE] = {"未完", "incomplete"}};

        return verdicts[verdict][c->language];
}

static const char *remedy_for(const struct context *c, const struct verification *v)
{
        if (v->remedy[0])
                return v->remedy[c->language];
        return say(c, "使わずに取り分け、控えの同じ書類と取り替えてください。",
                   "put it aside and replace it by another copy of the same packet");
}

static void print_head(FILE *out, const struct context *c, const struct verification *v)
{
        char yen[YEN_TEXT];

        print_coloured(out, v->verdict == VERDICT_OK ? GREEN : RED, verdict_for(c, v->verdict));
        putc(' ', out);
        print_in_line(out, v->file);
        if (v->application) {
                fputs("  ", out);
                print_in_line(out, v->application->records.facility.name);
        }
        if (v->has_subsidy)
                fprintf(out, "  %s%s", yen_format(yen, (struct yen){v->subsidy}, "-"), say(c, "円", " yen"));
        if (v->application && v->application->draft)
                fputs(say(c, "  下書き", "  draft"), out);
        if (v->weaker)
                fputs(say(c, "  一部は弱い方法で照合", "  in part by a weaker way"), out);
        putc('\n', out);
}

static void print_checks(FILE *out, const struct context *c, const struct verification *v)
{
        static const char *const results[][2] = {[CHECK_NOT_RUN] = {"未実施", "not run"},
                                                 [CHECK_OK] = {"合格", "ok"},
                                                 [CHECK_FAILED] = {"不合格", "failed"},
                                                 [CHECK_NOT_APPLICABLE] = {"対象外", "n/a"}};
        static const enum colour colours[] = {
                [CHECK_NOT_RUN] = YELLOW, [CHECK_OK] = GREEN, [CHECK_FAILED] = RED, [CHECK_NOT_APPLICABLE] = PLAIN};

        for (size_t i = 0; v->verdict == VERDICT_OK && i < v->checks.n; i++)
                if (v->checks.at[i].weaker)
                        fprintf(out, "      %s\n", v->checks.at[i].detail[c->language]);
        for (size_t i = 0; v->verdict != VERDICT_OK && i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                fputs("      ", out);
                print_cells_in(out, colours[check->result], results[check->result][c->language], 8, LEFT_SIDE);
                print_cells(out, check->name[c->language], 14, LEFT_SIDE);
                if (*check->detail[c->language] && strlen(check->name[c->language]) >= 14 && c->language == ENGLISH)
                        putc(' ', out);
                print_in_line(out, check->detail[c->language]);
                putc('\n', out);
        }
}

static void print_text(FILE *out, const struct context *c, const struct verification *v, struct arena *arena)
{
        const char *name = other_name(v, arena);

        print_head(out, c, v);
        if (name)
                fprintf(out, say(c, "      名前は記録では %s です。\n", "      by its record it is called %s\n"), name);
        print_checks(out, c, v);
        if (v->verdict != VERDICT_OK)
                fprintf(out, "      %s%s\n", say(c, "対処: ", "fix: "), remedy_for(c, v));
        if (v->against)
                against_print(c, out, v->against, arena);
}

/* ---- one packet, for machines */

static json_t *json_verification(const struct context *c, const struct verification *v, struct arena *arena)
{
        json_t *o = json_object(), *checks = json_array();
        const char *name = other_name(v, arena);

        for (size_t i = 0; i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                json_array_append_new(checks,
                                      json_pack("{s:s, s:s, s:o}", "id", check->id, "result",
                                                check_result_word(check->result), "detail",
                                                json_path(check->detail[c->language])));
        }
        json_object_set_new(o, "file", json_path(v->file));
        json_object_set_new(o, "sha256", *v->sha256 ? json_string(v->sha256) : json_null());
        json_object_set_new(o, "verdict", json_string(verdict_word(v->verdict)));
        json_object_set_new(o, "checks", checks);
        json_object_set_new(o, "facility", v->facility ? json_string(v->facility) : json_null());
        json_object_set_new(o, "category", v->category ? json_string(v->category) : json_null());
        json_object_set_new(o, "subsidy", v->has_subsidy ? json_integer(v->subsidy) : json_null());
        json_object_set_new(o, "name",
                            v->application ? json_string(v->application->records.facility.name) : json_null());
        json_object_set_new(o, "draft", v->application ? json_boolean(v->application->draft) : json_null());
        json_object_set_new(o, "record_name", name ? json_string(name) : json_null());
        if (v->against)
                json_object_set_new(o, "against", against_json(c, v->against, arena));
        return o;
}

enum { COLUMNS = 10, NUMBERS = 1 << 5 | 1 << 6 };

/* Each check that did not hold, with what it found. */
static const char *reasons(const struct context *c, const struct verification *v, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                if (check->result != CHECK_FAILED && !(check->result == CHECK_NOT_RUN && *check->detail[c->language]))
                        continue;
                buffer_printf(&out, "%s%s: %s", out.n ? "; " : "", check->name[c->language],
                              check->detail[c->language]);
        }
        return out.n ? out.at : "";
}

static void write_csv(FILE *out, const struct context *c, const struct verification *v, struct arena *arena)
{
        const char *name = other_name(v, arena);
        struct buffer line = buffer_in(arena);
        const char *cells[COLUMNS] = {verdict_for(c, v->verdict),
                                      v->file,
                                      v->facility,
                                      v->application ? v->application->records.facility.name : NULL,
                                      v->category,
                                      v->has_subsidy ? arena_printf(arena, "%lld", (long long)v->subsidy) : NULL,
                                      v->against && v->against->after
                                              ? arena_printf(arena, "%lld", (long long)v->against->after->subsidy.n)
                                              : NULL,
                                      reasons(c, v, arena),
                                      name,
                                      v->sha256};

        csv_line(&line, cells, COLUMNS, NUMBERS, arena);
        fwrite(line.at, 1, line.n, out);
}

static void begin_csv(const struct context *c)
{
        static const char *const heads[2][COLUMNS] = {
                {"結果", "ファイル", "医療機関コード", "名称", "事業区分", "補助額", "比べた規則での補助額", "理由",
                 "記録での名前", "SHA-256"},
                {"verdict", "file", "facility", "name", "category", "subsidy", "subsidy by the other rules", "reason",
                 "name by its record", "SHA-256"}};
        struct arena *arena = arena_child(c->arena);

        fputs("\xEF\xBB\xBF", stdout); /* Excel takes it for CP932 without */
        csv_out(heads[c->language], COLUMNS, 0, arena);
        arena_free(arena);
}

void verify_write(FILE *out, const struct verify_report *r, const struct verification *v, struct arena *arena)
{
        const struct context *c = r->c;
        struct buffer row = buffer_in(arena);

        if (is_format(c, "html")) { /* the page wants all counts, and samples of what is good */
                verify_page_row(&row, v, c->language, arena);
                fwrite(row.at, 1, row.n, out);
        } else if (!r->only[v->verdict]) {
                return;
        } else if (is_format(c, "json") || is_format(c, "jsonl")) {
                json_write_to(out, json_verification(c, v, arena));
        } else if (is_format(c, "csv")) {
                write_csv(out, c, v, arena);
        } else {
                print_text(out, c, v, arena);
        }
}

/* ---- the report */

void verify_report_begin(const struct verify_report *r)
{
        if (is_format(r->c, "json"))
                printf("{\"schema\":\"soroe.verify/1\",\"level\":\"%s\",\"packets\":[", verify_level_id(r->level));
        else if (is_format(r->c, "csv"))
                begin_csv(r->c);
}

/* Those with the smallest digests: nobody who makes a packet can tell, and the same packets give the same sample. */
static void keep_sample(struct verify_report *r, const struct verify_told *told, struct bytes row)
{
        struct samples *s = &r->samples;
        size_t worst = 0;

        for (size_t i = 0; i < s->n; i++)
                if (*told->sha256 && strcmp(s->at[i].sha256, told->sha256) == 0)
                        return; /* a copy */
        if (s->n < SAMPLES) {
                worst = s->n;
                (void)vec_add(r->c->arena, s);
        } else {
                for (size_t i = 1; i < s->n; i++)
                        if (strcmp(s->at[i].sha256, s->at[worst].sha256) > 0)
                                worst = i;
                if (strcmp(told->sha256, s->at[worst].sha256) >= 0)
                        return;
        }
        memcpy(s->at[worst].sha256, told->sha256, DIGEST_TEXT);
        s->at[worst].at = r->sums.by_verdict[VERDICT_OK];
        s->at[worst].row = arena_strndup(r->c->arena, (const char *)row.at, row.n);
}

static void keep_row(struct verify_report *r, const struct verify_told *told, struct bytes row)
{
        if (told->verdict == VERDICT_OK && told->counts)
                keep_sample(r, told, row);
        else if (told->verdict != VERDICT_OK && r->only[told->verdict] && r->bad.n < MOST_PAGE)
                buffer_add(&r->bad, row.at, row.n);
}

void verify_report_packet(struct verify_report *r, const struct verify_told *told, struct bytes written)
{
        verify_sums_add(&r->sums, told, r->c->arena);
        if (is_format(r->c, "html")) {
                keep_row(r, told, written);
                return;
        }
        if (!written.n)
                return;
        if (is_format(r->c, "json") && r->begun)
                putchar(',');
        r->begun++;
        fwrite(written.at, 1, written.n, stdout);
        if (is_format(r->c, "jsonl")) {
                putchar('\n');
                fflush(stdout); /* who reads a line is not made to wait for the next; a failure shows at the end */
        }
}

/* ---- its end */

static json_t *json_summary(const struct verify_report *r)
{
        const struct verify_sums *s = &r->sums;
        const int *n = s->by_verdict;
        json_t *o = json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:I, s:I, s:I}", "packets", n[0] + n[1] + n[2], "ok",
                              n[VERDICT_OK], "failed", n[VERDICT_FAILED], "incomplete", n[VERDICT_INCOMPLETE], "checks",
                              s->checks, "not_run", s->not_run, "weaker", s->weaker, "renamed", s->renamed, "aside",
                              (json_int_t)asides_count(r->asides), "applications", (json_int_t)s->applications,
                              "subsidy", (json_int_t)s->subsidy);

        if (r->against) {
                json_object_set_new(o, "different", json_integer(s->different));
                json_object_set_new(o, "difference", json_integer(s->change));
        }
        return o;
}

static void end_json(const struct verify_report *r)
{
        fputs("],\"indexes\":", stdout);
        json_write_to(stdout, indexes_json(r->c, &r->indexes));
        fputs(",\"aside\":", stdout);
        json_write_to(stdout, asides_json(r->asides));
        fputs(",\"summary\":", stdout);
        json_write_to(stdout, json_summary(r));
        puts("}");
}

/* A line for each, without a verdict of its own. */
static void end_jsonl(const struct verify_report *r)
{
        json_t *asides = asides_json(r->asides), *aside;
        size_t i;

        for (i = 0; i < r->indexes.n; i++) {
                json_write_to(stdout, json_pack("{s:o}", "index", index_json(r->c, &r->indexes.at[i])));
                putchar('\n');
        }
        json_array_foreach(asides, i, aside)
        {
                json_write_to(stdout, json_pack("{s:O}", "aside", aside));
                putchar('\n');
        }
        json_decref(asides);
}

static void end_text(const struct verify_report *r)
{
        const struct context *c = r->c;
        const struct verify_sums *s = &r->sums;
        const int *n = s->by_verdict;
        char yen[YEN_TEXT];

        for (size_t i = 0; i < r->indexes.n; i++)
                index_text(c, &r->indexes.at[i]);
        asides_text(c, r->asides);
        printf(say(c, "%d件: 合格 %d、不合格 %d、未完 %d。検査 %d項目、未実施 %d。\n",
                   "%d packets: %d ok, %d failed, %d incomplete. %d checks, %d not run.\n"),
               n[0] + n[1] + n[2], n[VERDICT_OK], n[VERDICT_FAILED], n[VERDICT_INCOMPLETE], s->checks, s->not_run);
        if (s->applications)
                printf(say(c, "合格した申請 %lld件、補助額の合計 %s円。\n",
                           "%lld applications are ok; their subsidy is %s yen in all.\n"),
                       (long long)s->applications, yen_format(yen, (struct yen){s->subsidy}, "-"));
        if (s->not_applicable)
                printf(say(c, "照らし合わせていない検査 %d項目(別の版や規則のため。理由: --format json)。\n",
                           "%d checks not applicable: another version or other rules (why: --format json).\n"),
                       s->not_applicable);
        if (s->weaker)
                printf(say(c, "一部を弱い方法で照合したもの %d件。\n", "%d compared in part by a weaker way.\n"), s->weaker);
        if (r->against)
                printf(say(c, "規則が変わると違うもの %d件、補助額の差の合計 %s%s円(違いは不合格ではありません)。\n",
                           "%d would be judged otherwise, by %s%s yen of subsidy in all (which is no failure).\n"),
                       s->different, s->change > 0 ? "+" : "", yen_format(yen, (struct yen){s->change}, "-"));
}

static int by_turn(const void *a, const void *b)
{
        return ((const struct sample *)a)->at - ((const struct sample *)b)->at;
}

static void end_html(struct verify_report *r)
{
        const struct verify_sums *s = &r->sums;
        const char *words[ASIDE_KINDS];
        struct buffer out = buffer_in(r->c->arena), sample = buffer_in(r->c->arena);
        struct verify_page page = {.language = r->c->language,
                                   .level = verify_level_id(r->level),
                                   .packets = (int64_t)s->by_verdict[0] + s->by_verdict[1] + s->by_verdict[2],
                                   .weaker = s->weaker,
                                   .not_run = s->not_run,
                                   .applications = s->applications,
                                   .subsidy = s->subsidy,
                                   .different = s->different,
                                   .difference = s->change,
                                   .sampled = (int64_t)r->samples.n,
                                   .asides = r->asides,
                                   .aside_words = words,
                                   .indexes = r->indexes.at,
                                   .n_indexes = r->indexes.n};

        if (r->against)
                page.against = arena_printf(r->c->arena, "%s %s", r->against->id, r->against->revision);
        for (int i = 0; i < 3; i++)
                page.by_verdict[i] = s->by_verdict[i];
        for (int kind = 0; kind < ASIDE_KINDS; kind++)
                words[kind] = aside_word((enum aside_kind)kind, r->c->language);
        if (r->samples.n > 1)
                qsort(r->samples.at, r->samples.n, sizeof *r->samples.at, by_turn);
        for (size_t i = 0; i < r->samples.n; i++)
                buffer_text(&sample, r->samples.at[i].row);
        page.bad = buffer_bytes(&r->bad);
        page.sample = buffer_bytes(&sample);
        verify_page(&out, &page, r->c->arena);
        fwrite(out.at, 1, out.n, stdout);
}

void verify_report_end(struct verify_report *r)
{
        verify_sums_end(&r->sums);
        if (is_format(r->c, "json"))
                end_json(r);
        else if (is_format(r->c, "jsonl"))
                end_jsonl(r);
        else if (is_format(r->c, "html"))
                end_html(r);
        else if (is_format(r->c, "text"))
                end_text(r);
}
