#include "cmd/members/judge.h"

#include "core/store/kept/records.h"

#include "core/banned.h"

int no_such_facility(struct context *c, const char *code)
{
        return usage_error(c, "施設の表にないコードです", "no facility of this code", code);
}

enum status codes_are_there(struct context *c, struct store *store, const struct texts *named)
{
        struct code_walk walk = code_walk_of(store, named, c->arena);
        struct facility facility;
        enum status st = OK;
        const char *code;

        while (st == OK && walk.at < named->n && (code = code_walk_next(&walk, &st))) {
                bool found = false;

                st = store_facility(&facility, &found, store, code, c->arena);
                if (st == OK && !found) {
                        no_such_facility(c, named->at[walk.at - 1]);
                        st = ERR_USAGE;
                }
        }
        arena_free(walk.arena);
        return st;
}

enum status judge(struct context *c, struct store *store, const struct programme *programme, const struct texts *codes,
                  struct date as_of, judge_each *each, void *user)
{
        struct judge *j = judge_new(store, programme, as_of, c->arena);
        struct code_walk walk = code_walk_of(store, codes, c->arena);
        enum status st = OK;
        const char *code;

        while (st == OK && (code = code_walk_next(&walk, &st))) {
                bool found;

                st = judge_facility(&found, j, code, each, user);
                if (st == OK && !found && codes->n) {
                        no_such_facility(c, codes->at[walk.at - 1]);
                        st = ERR_USAGE;
                }
        }
        arena_free(walk.arena);
        judge_free(j);
        return st;
}
