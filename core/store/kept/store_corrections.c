/* The history of the records that a packet encloses, and of no others. */
#include "core/store/store_private.h"

#include <inttypes.h>
#include <string.h>

#include "core/store/kept/history.h"

#include "core/banned.h"

struct gathering {
        const struct records *records;
        struct correction_list *out;
        struct arena *arena;
};

static bool has_receipt(const struct records *r, const char *facility, const char *number)
{
        for (size_t i = 0; i < r->receipts.n; i++)
                if (strcmp(r->receipts.at[i].number, number) == 0 && strcmp(r->receipts.at[i].facility, facility) == 0)
                        return true;
        return false;
}

/* A line that was withdrawn is no record any more; its receipt tells where it belonged. */
static bool has_line_on(const struct records *r, const char *number)
{
        for (size_t i = 0; i < r->receipts.n; i++)
                if (strcmp(r->receipts.at[i].number, number) == 0)
                        return true;
        for (size_t i = 0; i < r->purchases.n; i++)
                if (strcmp(r->purchases.at[i].receipt_number, number) == 0)
                        return true;
        return false;
}

static bool has_claim(const struct records *r, const char *subject, struct arena *arena)
{
        for (size_t i = 0; i < r->claims.n; i++)
                if (strcmp(subject, subject_application(arena, r->facility.code, r->claims.at[i].category_text)) == 0)
                        return true;
        return false;
}

static bool has_answer(const struct records *r, const char *subject, struct arena *arena)
{
        for (size_t i = 0; i < r->answers.n; i++)
                if (strcmp(subject, arena_printf(arena, "%s %s", r->answers.at[i].id, r->answers.at[i].subject)) == 0)
                        return true;
        return false;
}

static bool is_enclosed(const struct gathering *g, const struct history_entry *e)
{
        const struct records *r = g->records;
        const bool own = strcmp(e->facility, r->facility.code) == 0;

        if (strcmp(e->kind, "receipt") == 0 || strcmp(e->kind, "evidence") == 0)
                return has_receipt(r, e->facility, e->number);
        if (!own) /* of another payer's receipt nothing but the receipt is enclosed */
                return false;
        if (strcmp(e->kind, "facility") == 0)
                return true;
        if (strcmp(e->kind, "purchase") == 0 || strcmp(e->kind, "vendor-line") == 0)
                return has_line_on(r, e->number);
        if (strcmp(e->kind, "application") == 0)
                return has_claim(r, e->subject, g->arena);
        return strcmp(e->kind, "answer") == 0 && has_answer(r, e->subject, g->arena);
}

static const char *value_text(const struct field_value *v, struct arena *arena)
{
        if (v->type == VALUE_TEXT)
                return *v->text ? arena_strdup(arena, v->text) : NULL;
        return v->type == VALUE_NUMBER ? arena_printf(arena, "%" PRId64, v->number) : NULL;
}

static enum status take_entry(void *user, const struct history_entry *e)
{
        static const char *const words[] = {
                [HISTORY_CHANGED] = "changed", [HISTORY_WITHDRAWN] = "withdrawn", [HISTORY_RETURNED] = "returned"};
        struct gathering *g = user;
        struct arena *arena = g->arena;
        struct correction *change;

        if (!is_enclosed(g, e))
                return OK;
        change = vec_add(arena, g->out);
        *change = (struct correction){.kind = arena_strdup(arena, e->kind),
                                      .subject = arena_strdup(arena, e->subject),
                                      .what = words[e->what],
                                      .at = arena_strdup(arena, e->at),
                                      .who = arena_strdup(arena, e->who),
                                      .why = arena_strdup(arena, e->why)};
        for (size_t i = 0; i < e->fields.n; i++) {
                const struct field_change *f = &e->fields.at[i];
                const char *old = value_text(&f->old, arena), *now = value_text(&f->now, arena);

                if ((old || now) && !field_same(&f->old, &f->now))
                        *vec_add(arena, &change->fields) =
                                (struct corrected_field){arena_strdup(arena, f->field), old, now};
        }
        return OK;
}

enum status store_corrections(struct correction_list *out, struct store *store, const struct records *records,
                              struct arena *arena)
{
        struct gathering g = {records, out, arena};
        struct history_query query = {.facility = records->facility.code};
        enum status st = store_history(store, &query, take_entry, &g, arena);

        for (size_t i = 0; st == OK && i < records->receipts.n; i++) {
                const struct receipt *r = &records->receipts.at[i];

                if (strcmp(r->facility, records->facility.code) == 0)
                        continue;
                query = (struct history_query){.facility = r->facility, .number = r->number};
                st = store_history(store, &query, take_entry, &g, arena);
        }
        return st;
}
