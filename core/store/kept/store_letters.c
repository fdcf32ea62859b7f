#include "core/store/kept/letters.h"

#include "core/store/store_private.h"

#include "core/banned.h"

static const struct field columns[] = {
        FIELD_OF(letter_sent, programme, programme, FIELD_TEXT),
        FIELD_OF(letter_sent, facility, facility, FIELD_TEXT),
        FIELD_OF(letter_sent, day, day, FIELD_DATE),
        FIELD_OF(letter_sent, kind, kind, FIELD_TEXT),
        FIELD_OF(letter_sent, said, said, FIELD_TEXT),
};

static const struct row_type row_letter = {.kind = "letter",
                                           .get = SQL_LETTER_LAST,
                                           .put = SQL_LETTER_PUT,
                                           .columns = columns,
                                           .keys = 3,
                                           .n = (int)(sizeof columns / sizeof *columns)};

enum status store_last_letter(struct letter_sent *out, bool *found, struct store *store, const char *programme,
                              const char *facility, struct date until, struct arena *arena)
{
        const struct letter_sent key = {.programme = programme, .facility = facility, .day = until};
        sqlite3_stmt *s = store_sql(store, SQL_LETTER_LAST);
        enum status st;

        *found = false;
        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_letter, row_letter.keys, &key);
        st = store_step(found, store, s);
        if (*found)
                row_read(out, s, 0, &row_letter, arena);
        sqlite3_reset(s);
        return st;
}

enum status store_put_letter(struct store *store, const struct letter_sent *letter)
{
        sqlite3_stmt *s = store_sql(store, SQL_LETTER_PUT);

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_letter, row_letter.n, letter);
        return store_run(store, s);
}
