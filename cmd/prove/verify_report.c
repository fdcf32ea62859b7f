#include "cmd/prove/verify_report.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/file/file.h"

#include "templates/record/application.h"
#include "templates/report/verify_page.h"

#include "cmd/prove/verify_forms.h"

#include "core/banned.h"

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

/* Returns the name that the file ought to have; NULL if it has it, or if nobody knows. */
const char *verify_other_name(const struct verification *v, struct arena *arena)
{
        const char *name;

        if (!v->facility || !v->category || !*v->sha256)
                return NULL; /* a folder's own name is checked with its record */
        name = arena_printf(arena, "%s-%s", v->facility, v->category);
        return is_named_after(v, name) ? NULL : name;
}

static uint64_t application_of(const struct application *app, struct arena *arena)
{
        const struct digest digest =
                digest_of(bytes_of(arena_printf(arena, "%s\n%s\n%s", app->facility, app->category, app->programme_id)));
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
                                   .renamed = verify_other_name(v, arena) != NULL,
                                   .is_zip = !folder_is_pdf(v->file)};
        const struct application *app = v->application;

        memcpy(told.sha256, v->sha256, strlen(v->sha256) < DIGEST_TEXT ? strlen(v->sha256) + 1 : 0);
        for (size_t i = 0; i < v->checks.n; i++) {
                told.not_run += v->checks.at[i].result == CHECK_NOT_RUN;
                /* a missing signature is not worth a word for each packet */
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

const char *verify_verdict_word(const struct context *c, enum verdict verdict)
{
        static const char *const verdicts[][2] = {[VERDICT_OK] = {"合格", "ok"},
                                                  [VERDICT_FAILED] = {"不合格", "failed"},
                                                  [VERDICT_INCOMPLETE] = {"未完", "incomplete"}};

        return verdicts[verdict][c->language];
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
                verify_json(out, c, v, arena);
        } else if (is_format(c, "csv")) {
                verify_csv(out, c, v, arena);
        } else {
                verify_text(out, c, v, arena);
        }
}

/* ---- the report */

void verify_report_begin(const struct verify_report *r)
{
        if (is_format(r->c, "json"))
                printf("{\"schema\":\"soroe.verify/1\",\"level\":\"%s\",\"packets\":[", verify_level_id(r->level));
        else if (is_format(r->c, "csv"))
                verify_csv_begin(r->c);
}

void verify_report_packet(struct verify_report *r, const struct verify_told *told, struct bytes written)
{
        verify_sums_add(&r->sums, told, r->c->arena);
        if (is_format(r->c, "html")) {
                verify_html_keep(r, told, written);
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
                fflush(stdout); /* whoever reads a line need not wait for the next; a failure shows at the end */
        }
}

void verify_report_end(struct verify_report *r)
{
        verify_sums_end(&r->sums);
        if (is_format(r->c, "json"))
                verify_json_end(r);
        else if (is_format(r->c, "jsonl"))
                verify_jsonl_end(r);
        else if (is_format(r->c, "html"))
                verify_html_end(r);
        else if (is_format(r->c, "text"))
                verify_text_end(r);
}
