#include "cmd/judge.h"

#include <stdio.h>
#include <string.h>

#include "core/identifier.h"

#include "core/banned.h"

struct judging {
        struct store *store;
        const struct programme *programme;
        struct date as_of;
        judge_each *each;
        void *user;
        struct arena *scratch;
};

static enum status judge_one(bool *found, struct judging *j, const char *code)
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
        return j->each(j->user, &judged, j->scratch);
}

static enum status judge_all(struct judging *j, struct arena *arena)
{
        struct arena *batch = arena_child(arena);
        struct texts codes;
        char last[256] = "";
        enum status st;
        bool found;

        do {
                arena_reset(batch);
                st = store_facility_codes(&codes, j->store, last, batch);
                for (size_t i = 0; st == OK && i < codes.n; i++)
                        st = judge_one(&found, j, codes.at[i]);
                if (codes.n)
                        snprintf(last, sizeof last, "%s", codes.at[codes.n - 1]);
        } while (st == OK && codes.n);
        arena_free(batch);
        return st;
}

enum status judge(struct context *c, struct store *store, const struct programme *programme, const struct texts *codes,
                  struct date as_of, judge_each *each, void *user)
{
        struct judging j = {store, programme, as_of, each, user, arena_child(c->arena)};
        enum status st = OK;

        if (!codes->n)
                st = judge_all(&j, c->arena);
        for (size_t i = 0; st == OK && i < codes->n; i++) {
                char code[CODE_TEXT];
                bool found = false;

                if (code_parse(code, codes->at[i]) <= CODE_NO_PREFECTURE)
                        st = judge_one(&found, &j, code);
                if (st == OK && !found) {
                        usage_error(c, "施設の表にないコードです", "no facility of this code", codes->at[i]);
                        st = ERR_USAGE;
                }
        }
        arena_free(j.scratch);
        return st;
}
