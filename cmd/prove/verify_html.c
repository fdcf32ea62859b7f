#include "cmd/prove/verify_forms.h"

#include <stdlib.h>
#include <string.h>

#include "templates/report/verify_page.h"

#include "cmd/terminal/asides.h"

#include "core/banned.h"

enum { SAMPLES = 20, MOST_PAGE = 64 << 20 /* bytes of the rows of a page */ };

/* Draws the packets with the smallest digests: nobody who makes a packet can foresee it, and the same packets give
 * the same sample. */
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

void verify_html_keep(struct verify_report *r, const struct verify_told *told, struct bytes row)
{
        if (told->verdict == VERDICT_OK && told->counts)
                keep_sample(r, told, row);
        else if (told->verdict != VERDICT_OK && r->only[told->verdict] && r->bad.n < MOST_PAGE)
                buffer_add(&r->bad, row.at, row.n);
}

static int by_turn(const void *a, const void *b)
{
        return ((const struct sample *)a)->at - ((const struct sample *)b)->at;
}

void verify_html_end(struct verify_report *r)
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
