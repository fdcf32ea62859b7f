#include "core/store/store_private.h"

#include <string.h>

#include "core/file/file.h"
#include "core/store/kept/findings.h"

#include "core/banned.h"

static struct errand_value text_or_nothing(const char *text)
{
        return (struct errand_value){.text = text, .is_null = !text};
}

/* In the order of the statement's parameters. */
static bool keep_later(struct store *store, int64_t source, const char *record, const struct finding *f)
{
        const struct errand_value values[] = {
                {.number = source},
                {.text = record},
                {.text = finding_name(f->id)},
                text_or_nothing(f->subject),
                text_or_nothing(f->value),
                text_or_nothing(f->place),
                text_or_nothing(f->args[0]),
                text_or_nothing(f->args[1]),
                text_or_nothing(f->args[2]),
                {.number = (int64_t)f->mark.at},
                {.number = (int64_t)f->mark.n},
                text_or_nothing(f->mark.hint),
        };

        return store_errand(store, SQL_IMPORT_FINDING_ADD, values, sizeof values / sizeof *values, true);
}

enum status store_keep_finding(struct store *store, int64_t source, const char *record, const struct finding *f)
{
        sqlite3_stmt *s;

        if (*record)
                store->rejected = SOME_THERE;
        if (keep_later(store, source, record, f))
                return OK;
        s = store_sql(store, SQL_IMPORT_FINDING_ADD);
        if (!s)
                return ERR_SYSTEM;
        store_bind_int(s, ":source", source);
        store_bind_text(s, ":record", record);
        store_bind_text(s, ":finding", finding_name(f->id));
        store_bind_text(s, ":subject", f->subject);
        store_bind_text(s, ":value", f->value);
        store_bind_text(s, ":place", f->place);
        store_bind_text(s, ":arg1", f->args[0]);
        store_bind_text(s, ":arg2", f->args[1]);
        store_bind_text(s, ":arg3", f->args[2]);
        store_bind_int(s, ":mark_at", (int64_t)f->mark.at);
        store_bind_int(s, ":mark_n", (int64_t)f->mark.n);
        store_bind_text(s, ":hint", f->mark.hint);
        return store_run(store, s);
}

enum status store_clear_findings(struct store *store, int64_t source)
{
        sqlite3_stmt *s = store_sql(store, SQL_IMPORT_FINDING_CLEAR);

        store_bind_int(s, ":source", source);
        return store_run(store, s);
}

enum status store_clear_earlier_findings(struct store *store, int64_t source, const struct store_source *file)
{
        sqlite3_stmt *s = store_sql(store, SQL_IMPORT_FINDING_CLEAR_EARLIER);

        store_bind_int(s, ":source", source);
        store_bind_text(s, ":path", file->path);
        store_bind_text(s, ":rejects", file->rejects);
        return store_run(store, s);
}

enum status store_clear_record(struct store *store, const char *record)
{
        sqlite3_stmt *s;

        if (store_errand(store, SQL_IMPORT_FINDING_CLEAR_RECORD, &(struct errand_value){.text = record}, 1, false))
                return OK;
        s = store_sql(store, SQL_IMPORT_FINDING_CLEAR_RECORD);
        store_bind_text(s, ":record", record);
        return store_run(store, s);
}

enum status store_import_questions(struct import_questions *out, struct store *store, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_IMPORT_QUESTIONS);
        enum status st = OK;

        *out = (struct import_questions){0};
        while (store_next(&st, store, s))
                *vec_add(arena, out) = (struct import_question){store_column(s, 0, arena), store_column(s, 1, arena),
                                                                store_column(s, 2, arena)};
        sqlite3_reset(s);
        return st;
}

enum status store_any_facility_rejected(bool *out, struct store *store)
{
        sqlite3_stmt *s = store_sql(store, SQL_IMPORT_FINDING_OF_FACILITIES);
        enum status st = s ? store_step(out, store, s) : ERR_SYSTEM;

        if (s)
                sqlite3_reset(s);
        return st;
}

static enum status earlier_name(const char **name, struct store *store, const struct store_source *source,
                                struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_REJECTS_EARLIER);
        bool found = false;
        enum status st;

        store_bind_text(s, ":path", source->path);
        store_bind_text(s, ":part", source->part);
        st = store_step(&found, store, s);
        *name = found ? store_column(s, 0, arena) : "";
        sqlite3_reset(s);
        return st;
}

/* "receipts.csv"; "receipts-2.csv" while the first is another folder's, or another sheet's. */
static enum status new_name(const char **name, struct store *store, const struct store_source *source,
                            struct arena *arena)
{
        const char *base = file_base_name(source->file), *dot = strrchr(base, '.');
        int stem = dot && dot != base ? (int)(dot - base) : (int)strlen(base);
        bool taken = true;
        enum status st = OK;

        for (int n = 1; st == OK && taken; n++) {
                sqlite3_stmt *s = store_sql(store, SQL_REJECTS_TAKEN);

                if (!s)
                        return ERR_SYSTEM;
                *name = file_plain_name(arena, n == 1 ? arena_printf(arena, "%.*s.csv", stem, base)
                                                      : arena_printf(arena, "%.*s-%d.csv", stem, base, n));
                store_bind_text(s, ":rejects", *name);
                st = store_step(&taken, store, s);
                sqlite3_reset(s);
        }
        return st;
}

enum status store_name_rejects(const char **name, struct store *store, int64_t id, const struct store_source *source,
                               bool rejected, struct arena *arena)
{
        enum status st = earlier_name(name, store, source, arena);
        sqlite3_stmt *s;

        if (st == OK && !**name && rejected)
                st = new_name(name, store, source, arena);
        s = st == OK ? store_sql(store, SQL_SOURCE_REJECTS) : NULL;
        store_bind_text(s, ":rejects", *name);
        store_bind_int(s, ":id", id);
        return store_run(store, s);
}

static enum status first_int(int32_t *out, bool *found, struct store *store, sqlite3_stmt *s)
{
        enum status st = store_step(found, store, s);

        if (*found)
                *out = sqlite3_column_int(s, 0);
        sqlite3_reset(s);
        return st;
}

/* "purchase:4710123458/R-1#2" ends in the position the row had. */
static enum status rejected_at(int32_t *out, bool *found, struct store *store, const char *place)
{
        sqlite3_stmt *s = store_sql(store, SQL_REJECTED_AT);
        const char *record, *hash;
        int64_t position = 0;
        enum status st;

        store_bind_text(s, ":place", place);
        st = store_step(found, store, s);
        record = *found ? (const char *)sqlite3_column_text(s, 0) : NULL;
        hash = record ? strrchr(record, '#') : NULL;
        *found = hash && count_parse(&position, hash + 1) && position > 0 && position < INT32_MAX;
        if (*found)
                *out = (int32_t)position;
        sqlite3_reset(s);
        return st;
}

enum status store_rejected_position(int32_t *out, struct store *store, const struct purchase *line, int64_t source,
                                    const char *place)
{
        sqlite3_stmt *s = store_sql(store, line->of_breakdown ? SQL_VENDOR_LINE_AT : SQL_PURCHASE_AT);
        bool found = false;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":number", line->receipt_number);
        store_bind_text(s, ":facility", line->facility);
        store_bind_int(s, ":source", source);
        store_bind_int(s, ":line", line->origin.line);
        st = first_int(out, &found, store, s);
        if (st == OK && !found)
                st = rejected_at(out, &found, store, place);
        if (st != OK || found)
                return st;
        s = store_sql(store, line->of_breakdown ? SQL_VENDOR_LINE_LAST : SQL_PURCHASE_LAST);
        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":number", line->receipt_number);
        store_bind_text(s, ":facility", line->facility);
        return first_int(out, &found, store, s);
}

static const char *or_null(sqlite3_stmt *s, int column, struct arena *arena)
{
        return sqlite3_column_type(s, column) == SQLITE_NULL ? NULL : store_column(s, column, arena);
}

/* Of the rejected row: "purchase:4710123458/R-1#1" is about that line. */
static const char *subject_of(sqlite3_stmt *s, bool of_rows, struct arena *arena)
{
        const char *subject = or_null(s, 1, arena), *colon;

        if (subject || !of_rows)
                return subject;
        colon = strchr(store_column(s, 10, arena), ':');
        return colon ? colon + 1 : NULL;
}

static enum status read_kept(struct store *store, const char *facility, bool of_rows, struct findings *out,
                             struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, *facility ? SQL_IMPORT_FINDINGS_OF : SQL_IMPORT_FINDINGS);
        enum status st = OK;

        if (!s)
                return ERR_SYSTEM;
        if (*facility)
                store_bind_text(s, ":facility", facility);
        while (store_next(&st, store, s)) {
                enum finding_id id;
                struct finding *f;

                if (!finding_by_name(&id, (const char *)sqlite3_column_text(s, 0)) || !findings_room(out, id))
                        continue;
                f = finding_add(out, id, subject_of(s, of_rows, arena), or_null(s, 2, arena), or_null(s, 3, arena));
                for (int i = 0; i < 3; i++)
                        f->args[i] = or_null(s, 4 + i, arena);
                f->mark = (struct mark){(size_t)sqlite3_column_int64(s, 7), (size_t)sqlite3_column_int64(s, 8),
                                        or_null(s, 9, arena)};
        }
        return st;
}

enum status store_kept_findings(struct store *store, const char *facility, struct findings *out, struct arena *arena)
{
        return read_kept(store, facility, false, out, arena);
}

enum status store_kept_by_row(struct store *store, struct findings *out, struct arena *arena)
{
        return read_kept(store, "", true, out, arena);
}
