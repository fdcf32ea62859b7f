#include "core/store/store_private.h"

#include "core/store/kept/records.h"

#include "core/banned.h"

/* An answer of core/record/records.h and whose it is. */
struct kept_answer {
        const char *facility;
        struct answer answer;
};

static const struct field columns[] = {
        FIELD_OF(kept_answer, facility, facility, FIELD_TEXT),
        FIELD_OF(kept_answer, finding, answer.id, FIELD_TEXT),
        FIELD_OF(kept_answer, subject, answer.subject, FIELD_TEXT),
        FIELD_OF(kept_answer, yes, answer.yes, FIELD_BOOL),
        FIELD_OF(kept_answer, reason, answer.reason, FIELD_TEXT),
        FIELD_OF(kept_answer, by, answer.by, FIELD_TEXT),
        FIELD_OF(kept_answer, facts, answer.facts, FIELD_TEXT),
        FIELD_OF(kept_answer, at, answer.at, FIELD_TEXT),
};

enum { COLUMNS = sizeof columns / sizeof *columns, COMPARED = COLUMNS - 1 /* the day alone is no change */ };

static const struct row_type row_answer = {
        .kind = "answer", .get = SQL_ANSWER_GET, .put = SQL_ANSWER_PUT, .columns = columns, .keys = 3, .n = COLUMNS};

static enum status read_answer(struct kept_answer *out, bool *found, struct store *store, const struct kept_answer *key,
                               struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, row_answer.get);
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_answer, row_answer.keys, key);
        st = store_step(found, store, s);
        if (*found)
                row_read(out, s, 0, &row_answer, scratch);
        sqlite3_reset(s);
        return st;
}

static bool is_same(const struct kept_answer *a, const struct kept_answer *b)
{
        struct row_type compared = row_answer;

        compared.n = COMPARED;
        return row_equal(&compared, a, b);
}

static enum status write_answer(struct store *store, const struct kept_answer *kept)
{
        sqlite3_stmt *s = store_sql(store, row_answer.put);

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_answer, row_answer.n, kept);
        return store_run(store, s);
}

enum status store_put_answer(enum put *put, struct store *store, const char *facility, const struct answer *answer,
                             const struct store_author *author, struct arena *scratch)
{
        const struct kept_answer kept = {facility, *answer};
        struct kept_answer old = {0};
        bool found = false;
        enum status st = read_answer(&old, &found, store, &kept, scratch);

        *put = !found ? PUT_ADDED : is_same(&old, &kept) ? PUT_UNCHANGED : PUT_CHANGED;
        if (st != OK || *put == PUT_UNCHANGED)
                return st;
        if (found)
                st = store_add_history(store, &(struct history_step){.type = &row_answer, .old = &old, .now = &kept},
                                       author, scratch);
        return st == OK ? write_answer(store, &kept) : st;
}
