#include "core/judge.h"

#include <stdio.h>
#include <string.h>

#include "core/banned.h"

struct judge {
        struct store *store;
        const struct programme *programme;
        struct date as_of;
        struct arena *scratch;
};

struct judge *judge_new(struct store *store, const struct programme *programme, struct date as_of, struct arena *arena)
{
        struct judge *judge = ARENA_NEW(arena, struct judge);

        *judge = (struct judge){store, programme, as_of, arena_child(arena)};
        return judge;
}

void judge_free(struct judge *judge)
{
        if (judge)
                arena_free(judge->scratch);
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
        for (size_t i = 0; i < j->programme->categories.n; i++) {
                const struct category *category = &j->programme->categories.at[i];

                if (assess_is_claimed(&records, category))
                        assess(vec_add(j->scratch, &judged.assessments), j->programme, &records, category, j->as_of,
                               j->scratch);
        }
        return each(user, &judged, j->scratch);
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

enum status judge_unattached(struct findings *out, struct store *store, int most, struct arena *arena)
{
        enum status st;

        out->limit = ARENA_NEW(arena, struct finding_limit);
        out->limit->most = most;
        st = store_kept_findings(store, out, arena);

        if (st == OK)
                st = store_strays(store, out, arena);
        if (st == OK)
                st = store_evidence_findings(store, out, arena);
        if (st == OK)
                st = store_crosscheck(store, "", out, arena);
        findings_sort(out);
        return st;
}
