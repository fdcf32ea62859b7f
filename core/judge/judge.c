#include "core/judge/judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/store/kept/records.h"
#include "core/store/kept/findings.h"
#include "core/store/kept/sealed.h"
#include "core/store/across/ties.h"
#include "core/store/across/crosscheck.h"

#include "core/banned.h"

struct judge {
        struct store *store;
        const struct programme *programme;
        struct date as_of;
        struct arena *arena, *scratch;
        struct import_questions questions;
        bool alone, asked; /* asked: the questions are here */
};

struct judge *judge_new(struct store *store, const struct programme *programme, struct date as_of, struct arena *arena)
{
        struct judge *judge = ARENA_NEW(arena, struct judge);

        *judge = (struct judge){
                .store = store, .programme = programme, .as_of = as_of, .arena = arena, .scratch = arena_child(arena)};
        return judge;
}

void judge_alone(struct judge *judge)
{
        judge->alone = true;
}

void judge_free(struct judge *judge)
{
        if (judge)
                arena_free(judge->scratch);
}

/* ---- what others have to do with it */

/* Does the application have lines on the receipt, "payer/number"? */
static bool uses(const struct records *records, const struct category *category, const char *receipt)
{
        for (size_t i = 0; i < records->purchases.n; i++) {
                const struct purchase *line = &records->purchases.at[i];
                const size_t payer = strlen(line->payer);

                if (strcmp(line->category, category->label.id) == 0 && strncmp(receipt, line->payer, payer) == 0 &&
                    receipt[payer] == '/' && strcmp(receipt + payer + 1, line->receipt_number) == 0)
                        return true;
        }
        return false;
}

/* An application that was refused or declined uses no receipt any more. One that was handed in keeps its state. */
static void add_shared(struct assessment *a, const struct records *records, const struct findings *shared,
                       const struct filing *filing, struct arena *arena)
{
        if (filing->state == FILING_REFUSED || filing->state == FILING_DECLINED)
                return;
        for (size_t i = 0; i < shared->n; i++) {
                const struct finding *f = &shared->at[i];

                if (!uses(records, a->category, f->subject))
                        continue;
                *vec_add(arena, &a->findings) = *f;
                if (filing->state != FILING_NONE)
                        continue;
                if (finding_severity(f->id) == ERROR)
                        a->status = HAS_ERROR;
                else if (a->status == READY && assess_open(records, f))
                        a->status = NEEDS_ANSWER;
        }
        findings_sort(&a->findings);
}

/* ---- what an import asked about its rows */

static int compare_record(const void *key, const void *question)
{
        return strcmp(key, ((const struct import_question *)question)->record);
}

/* Is something asked about this record, or about all of the table that it came from? */
static bool is_asked(const struct judge *j, const char *record, const struct origin *origin)
{
        const struct import_questions *all = &j->questions;

        for (size_t i = 0; i < all->n && !*all->at[i].record; i++)
                if (strcmp(all->at[i].sha256, origin->sha256) == 0 &&
                    strcmp(all->at[i].part, origin->table ? origin->table : "") == 0)
                        return true;
        return all->n && bsearch(record, all->at, all->n, sizeof *all->at, compare_record);
}

static bool application_is_asked(const struct judge *j, const struct records *records, const struct category *category)
{
        for (size_t i = 0; i < records->purchases.n; i++) {
                const struct purchase *line = &records->purchases.at[i];
                const struct receipt *receipt = records_receipt(records, line);

                if (strcmp(line->category, category->label.id) != 0)
                        continue;
                if (is_asked(j,
                             arena_printf(j->scratch, "purchase:%s/%s#%d", line->facility, line->receipt_number,
                                          line->position),
                             &line->origin))
                        return true;
                if (receipt &&
                    is_asked(j, arena_printf(j->scratch, "receipt:%s/%s", receipt->facility, receipt->number),
                             &receipt->origin))
                        return true;
        }
        return false;
}

static enum status know_questions(struct judge *j)
{
        enum status st = j->asked ? OK : store_import_questions(&j->questions, j->store, j->arena);

        j->asked = true;
        return st;
}

/* The questions themselves stand with the findings of imports. An application that was handed in keeps its state. */
static enum status hold_what_is_asked(struct judge *j, struct judged *judged)
{
        enum status st = know_questions(j);

        for (size_t i = 0; st == OK && j->questions.n && i < judged->assessments.n; i++) {
                struct assessment *a = &judged->assessments.at[i];

                if (a->status == READY && judged->filings[i].state == FILING_NONE &&
                    application_is_asked(j, judged->records, a->category))
                        a->status = NEEDS_ANSWER;
        }
        return st;
}

/* ---- what sealing asks for */

enum status judge_elsewhere(struct judge_elsewhere *out, struct judge *j, const struct records *records,
                            const struct category *category, struct arena *arena)
{
        struct findings shared = findings_in(arena);
        enum status st = store_double_claims(&shared, j->store, j->programme, records, j->as_of);

        *out = (struct judge_elsewhere){.errors = findings_in(arena)};
        if (st == OK)
                st = store_check_papers(&shared, NULL, j->store, records);
        if (st == OK)
                st = know_questions(j);
        for (size_t i = 0; st == OK && i < shared.n; i++) {
                const struct finding *f = &shared.at[i];

                if (!uses(records, category, f->subject))
                        continue;
                if (finding_severity(f->id) == ERROR)
                        *vec_add(arena, &out->errors) = *f;
                out->asks |= assess_open(records, f);
        }
        out->asks |= st == OK && application_is_asked(j, records, category);
        return st;
}

/* ---- one facility */

static enum status judge_category(struct judge *j, struct judged *judged, const struct category *category)
{
        struct filing *filing = &judged->filings[judged->assessments.n];
        const char *code = judged->records->facility.code;
        struct date day = j->as_of;
        enum status st = OK;

        if (!j->alone) {
                st = store_filing(filing, j->store, j->programme->id, code, category->label.id, j->scratch);
                day = filing_judged_on(filing, j->as_of);
                *filing = filing_as_of(filing, j->as_of);
        }
        assess_application(vec_add(j->scratch, &judged->assessments), j->programme, judged->records, category, day,
                           j->scratch);
        return st;
}

static enum status look_around(struct judge *j, struct judged *judged)
{
        struct findings shared = findings_in(j->scratch);
        struct filing filing;
        enum status st =
                store_filing(&filing, j->store, j->programme->id, judged->records->facility.code, "", j->scratch);

        judged->declined = filing_as_of(&filing, j->as_of).state == FILING_DECLINED;
        if (st == OK && judged->assessments.n)
                st = store_shared_receipts(&shared, j->store, j->programme, judged->records, j->as_of);
        if (st == OK)
                st = store_check_papers(&shared, &judged->papers, j->store, judged->records);
        for (size_t i = 0; i < judged->assessments.n; i++)
                add_shared(&judged->assessments.at[i], judged->records, &shared, &judged->filings[i], j->scratch);
        return st == OK ? hold_what_is_asked(j, judged) : st;
}

enum status judge_facility(bool *found, struct judge *j, const char *code, judge_each *each, void *user)
{
        struct records records;
        struct judged judged = {.records = &records};
        enum status st;

        arena_reset(j->scratch);
        st = store_records(&records, found, j->store, code, j->scratch);
        if (st != OK || !*found)
                return st;
        programme_resolve(j->programme, &records, j->scratch);
        judged.filings = arena_alloc(j->scratch, (j->programme->categories.n + 1) * sizeof *judged.filings);
        for (size_t i = 0; st == OK && i < j->programme->categories.n; i++)
                if (assess_is_claimed(&records, &j->programme->categories.at[i]))
                        st = judge_category(j, &judged, &j->programme->categories.at[i]);
        if (st == OK && !j->alone)
                st = look_around(j, &judged);
        return st == OK ? each(user, &judged, j->scratch) : st;
}

/* ---- which facilities */

struct code_walk code_walk_of(struct store *store, const struct texts *named, struct arena *arena)
{
        return (struct code_walk){.store = store, .named = named, .arena = arena_child(arena)};
}

static const char *next_named(struct code_walk *walk)
{
        const char *typed = walk->named->at[walk->at++];
        char code[CODE_TEXT];

        return code_parse(code, typed) <= CODE_NO_PREFECTURE ? arena_strdup(walk->arena, code) : typed;
}

const char *code_walk_next(struct code_walk *walk, enum status *st)
{
        if (walk->named->n)
                return walk->at < walk->named->n ? next_named(walk) : NULL;
        if (walk->at == walk->batch.n) {
                arena_reset(walk->arena);
                walk->at = 0;
                *st = store_facility_codes(&walk->batch, walk->store, walk->last, walk->arena);
                if (*st != OK || !walk->batch.n)
                        return NULL;
                snprintf(walk->last, sizeof walk->last, "%s", walk->batch.at[walk->batch.n - 1]);
        }
        return walk->batch.at[walk->at++];
}

enum status code_walk_count(int64_t *n, struct store *store, const struct texts *named, struct arena *arena)
{
        struct code_walk walk = code_walk_of(store, named, arena);
        enum status st = OK;

        for (*n = 0; code_walk_next(&walk, &st);)
                ++*n;
        arena_free(walk.arena);
        return st;
}

/* What came in without a category is listed by the receipt it is on. */
static enum status unsorted_of(struct store *store, const char *code, struct findings *out, struct arena *arena)
{
        struct store_unsorted_rest rest;
        struct findings all = findings_in(arena);
        const size_t n = strlen(code);
        enum status st = store_unsorted(&rest, store, "", SIZE_MAX, &all, arena);

        for (size_t i = 0; st == OK && i < all.n; i++) {
                const struct finding *f = &all.at[i];

                if (f->subject && strncmp(f->subject, code, n) == 0 && f->subject[n] == '/' &&
                    findings_room(out, f->id))
                        *finding_add(out, f->id, NULL, NULL, NULL) = *f;
        }
        if (all.fault.id)
                out->fault = all.fault;
        return st;
}

static enum status unattached_of(struct store *store, const char *code, struct findings *out, struct arena *arena)
{
        enum status st = store_kept_findings(store, code, out, arena);

        if (st == OK)
                st = unsorted_of(store, code, out, arena);
        if (st == OK)
                st = store_evidence_findings(store, code, out, arena);
        return st;
}

static enum status unattached_of_all(struct store *store, struct findings *out, struct arena *arena)
{
        enum status st = store_kept_findings(store, "", out, arena);

        if (st == OK)
                st = store_strays(store, out, arena);
        if (st == OK)
                st = store_evidence_findings(store, "", out, arena);
        return st;
}

enum status judge_unattached(struct findings *out, struct store *store, const struct texts *codes, int most,
                             struct arena *arena)
{
        struct code_walk walk = code_walk_of(store, codes, arena);
        const char *code;
        enum status st = OK;

        out->limit = ARENA_NEW(arena, struct finding_limit);
        out->limit->most = most;
        if (!codes->n)
                st = unattached_of_all(store, out, arena);
        while (codes->n && st == OK && (code = code_walk_next(&walk, &st)))
                st = unattached_of(store, code, out, arena);
        arena_free(walk.arena);
        findings_sort(out);
        return st;
}
