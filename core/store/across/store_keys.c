#include "core/store/store_private.h"

#include <string.h>

#include "core/store/across/store_keys.h"

#include "core/record/records.h"
#include "core/store/across/ties.h"

#include "core/banned.h"

/* A record is the same one under another key only if it stands in the same path, its name (or its receipts and scans) is the
 * same, the old key stands nowhere in the new file, and it is the only such record. Statements find the candidates; what is
 * certain is decided here. */

static enum status run(struct store *store, enum sql id)
{
        sqlite3_stmt *s = store_sql(store, id);

        return s ? store_run(store, s) : ERR_SYSTEM;
}

/* ---- candidates */

struct candidate {
        const char *old, *now, *old_number, *now_number;
        int64_t old_source, source;
        int old_line, line, position;
        int64_t went, came, known, alike;
};
struct candidates {
        VEC(struct candidate);
};

static enum status candidates_of(struct candidates *out, struct store *store, enum sql id, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, id);
        bool row = true, numbers;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        numbers = sqlite3_column_count(s) > 10;
        while ((st = store_step(&row, store, s)) == OK && row)
                *vec_add(arena, out) = (struct candidate){
                        .old = store_column(s, 0, arena),
                        .old_source = sqlite3_column_int64(s, 1),
                        .old_line = sqlite3_column_int(s, 2),
                        .now = store_column(s, 3, arena),
                        .source = sqlite3_column_int64(s, 4),
                        .line = sqlite3_column_int(s, 5),
                        .went = sqlite3_column_int64(s, 6),
                        .came = sqlite3_column_int64(s, 7),
                        .known = sqlite3_column_int64(s, 8),
                        .alike = sqlite3_column_int64(s, 9),
                        .old_number = numbers ? store_column(s, 10, arena) : "",
                        .now_number = numbers ? store_column(s, 11, arena) : "",
                        .position = numbers ? sqlite3_column_int(s, 12) : 0,
                };
        return st;
}

struct correcting {
        struct store *store;
        const struct key_correction *request;
        struct arena *arena;
};

static const char *subject(const char *facility, const char *number, struct arena *arena)
{
        return *number ? arena_printf(arena, "%s/%s", facility, number) : facility;
}

static enum status tell(const struct correcting *c, const struct candidate *k, enum key_event_what what,
                        const char *why)
{
        struct key_event event = {.what = what,
                                  .old = subject(k->old, k->old_number, c->arena),
                                  .now = subject(k->now, k->now_number, c->arena),
                                  .old_facility = k->old,
                                  .why = why,
                                  .source = k->source};
        struct origin origin;
        enum status st = store_origin(&origin, c->store, k->source, k->line);
        const char *field = strcmp(k->old, k->now) != 0 ? "facility" : "number";

        if (st != OK)
                return st;
        event.place = origin_place(c->arena, &origin, field);
        return c->request->on_event(c->request->user, &event);
}

static enum status is_submitted(bool *out, const struct correcting *c, const struct candidate *k)
{
        sqlite3_stmt *s = store_sql(c->store, SQL_KEY_SUBMITTED);

        *out = false;
        store_bind_text(s, ":facility", k->old);
        store_bind_text(s, ":number", k->old_number);
        return store_any(out, c->store, s);
}

/* Do the codes differ in one digit or two? That is what a slip of the hand does; codes of other members mostly differ in more. */
static bool is_near(const char *a, const char *b)
{
        int differ = 0;

        if (!*a)
                return true;
        if (strlen(a) != strlen(b))
                return false;
        for (; *a; a++, b++)
                differ += *a != *b;
        return differ <= 2;
}

static enum status add_going(struct store *store, enum key_of kind, const char *facility, const char *number,
                             int position)
{
        sqlite3_stmt *s = store_sql(store, SQL_GOING_ADD);

        store_bind_int(s, ":kind", kind);
        store_bind_text(s, ":facility", facility);
        store_bind_text(s, ":number", number);
        store_bind_int(s, ":position", position);
        return store_run(store, s);
}

/* ---- what the old record says, and the new file does not */

/* Reads the record of a key as it stands. */
static enum status read_record(void *out, bool *found, int64_t *source, struct store *store,
                               const struct row_type *type, const void *key, struct arena *arena)
{
        int first = type->first;
        sqlite3_stmt *s = store_sql(store, type->get);
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        row_bind(s, type, type->keys, key);
        st = store_step(found, store, s);
        if (*found) {
                row_read(out, s, first, type, arena);
                *source = sqlite3_column_int64(s, first + type->n);
                ((struct origin *)((char *)out + type->origin))->line = sqlite3_column_int(s, first + type->n + 1);
        }
        sqlite3_reset(s);
        return st;
}

/* The new record takes over the fields for which its file has no column. */
static enum status inherit(struct store *store, const struct row_type *type, void *old, void *now, struct arena *arena)
{
        struct origin *origin = (struct origin *)((char *)now + type->origin), of_file;
        bool has_old = false, has_now = false;
        int64_t old_source, source = 0;
        sqlite3_stmt *s;
        int line;
        enum status st = read_record(old, &has_old, &old_source, store, type, old, arena);

        if (st == OK)
                st = read_record(now, &has_now, &source, store, type, now, arena);
        if (st != OK || !has_old || !has_now)
                return st;
        line = origin->line;
        st = store_origin(&of_file, store, source, line);
        if (st != OK)
                return st;
        origin->said = of_file.columns;
        row_keep_unsaid(type, now, old);
        s = store_sql(store, type->put);
        if (!s)
                return ERR_SYSTEM;
        row_bind(s, type, type->n, now);
        store_bind_int(s, ":source", source);
        store_bind_int(s, ":line", line);
        return store_run(store, s);
}

/* The scans that were tied to the old receipt by hand or by their own names now belong to the new one. */
static enum status move_ties(const struct correcting *c, const struct candidate *k, bool also_named)
{
        struct receipt_refs refs = {0};
        struct key_ties {
                VEC(struct tie_request);
        } ties = {0};
        sqlite3_stmt *s = store_sql(c->store, SQL_TIES_KEPT);
        bool row = true;
        enum put put;
        enum status st;

        if (!s)
                return ERR_SYSTEM;
        store_bind_text(s, ":facility", k->old);
        store_bind_text(s, ":number", k->old_number);
        store_bind_int(s, ":breakdown", k->position);
        while ((st = store_step(&row, c->store, s)) == OK && row)
                *vec_add(c->arena, &ties) = (struct tie_request){.name = store_column(s, 0, c->arena),
                                                                 .sha256 = store_column(s, 1, c->arena),
                                                                 .is_breakdown = sqlite3_column_int(s, 2) != 0,
                                                                 .how = (enum tie_how)sqlite3_column_int(s, 3)};
        if (st == OK && ties.n)
                st = store_receipts_named(&refs, c->store, k->now, c->arena);
        for (size_t i = 0; st == OK && i < refs.n; i++) {
                if (strcmp(refs.at[i].number, k->now_number) != 0 || strcmp(refs.at[i].facility, k->now) != 0)
                        continue;
                for (size_t t = 0; st == OK && t < ties.n; t++) {
                        ties.at[t].receipt = &refs.at[i];
                        if (ties.at[t].how == TIE_TABLE && !also_named)
                                continue; /* the new row names its own */
                        ties.at[t].how = ties.at[t].how == TIE_TABLE ? TIE_HAND : ties.at[t].how;
                        st = store_tie(&put, c->store, &ties.at[t], c->request->author, c->arena);
                }
        }
        return st;
}

/* ---- facilities */

static enum status take_facility(const struct correcting *c, const struct candidate *k)
{
        struct facility old = {.code = k->old}, now = {.code = k->now};
        sqlite3_stmt *s = store_sql(c->store, SQL_PAIR_ADD);
        enum status st;

        store_bind_text(s, ":old", k->old);
        store_bind_text(s, ":now", k->now);
        st = store_run(c->store, s);
        if (st == OK)
                st = inherit(c->store, &row_facility, &old, &now, c->arena);
        if (st == OK)
                st = add_going(c->store, KEY_OF_FACILITY, k->old, "", 0);
        return st == OK ? tell(c, k, KEY_CORRECTED, NULL) : st;
}

/* Does anything show that the two are not the same? */
static enum status speaks_against(bool *out, const struct correcting *c, const struct candidate *k)
{
        sqlite3_stmt *s = store_sql(c->store, SQL_KEY_AGAINST);
        bool row = false;
        enum status st;

        *out = false;
        store_bind_text(s, ":old", k->old);
        store_bind_text(s, ":now", k->now);
        st = store_step(&row, c->store, s);
        if (row)
                *out = sqlite3_column_int(s, 0) >= 2 ||
                       (sqlite3_column_int64(s, 1) && sqlite3_column_int64(s, 2) && !sqlite3_column_int64(s, 3));
        sqlite3_reset(s);
        return st;
}

static enum status judge_facility(const struct correcting *c, const struct candidate *k, const char *unsure)
{
        bool submitted = false, against = false;
        enum status st = is_submitted(&submitted, c, k);

        if (st == OK && !unsure)
                st = speaks_against(&against, c, k);
        if (st != OK)
                return st;
        if (submitted)
                return tell(c, k, KEY_SUBMITTED, NULL);
        if (against)
                unsure = "名称のほかは違います¦all but the name differs";
        return unsure ? tell(c, k, KEY_UNSURE, unsure) : take_facility(c, k);
}

static enum status correct_facilities(const struct correcting *c)
{
        struct candidates names = {0}, scans = {0};
        enum status st = candidates_of(&names, c->store, SQL_KEY_NAMES, c->arena);

        for (size_t i = 0; st == OK && i < names.n; i++) {
                const struct candidate *k = &names.at[i];

                st = judge_facility(
                        c, k,
                        k->went == 1 && k->came == 1 ? NULL : "同じ名称がほかにもあります¦others have the same name");
        }
        if (st == OK)
                st = candidates_of(&scans, c->store, SQL_KEY_SCANS, c->arena);
        for (size_t i = 0; st == OK && i < scans.n; i++) {
                const struct candidate *k = &scans.at[i];
                bool alone = true;

                for (size_t j = 0; j < scans.n; j++)
                        alone &= j == i ||
                                 (strcmp(scans.at[j].old, k->old) != 0 && strcmp(scans.at[j].now, k->now) != 0);
                /* went: receipts alike; came: of them with the same scan; known: receipts that went */
                if (k->came == 0)
                        continue;
                st = judge_facility(c, k,
                                    alone && k->went == k->known && k->came == k->went
                                            ? NULL
                                            : "同じ画像の領収書があります¦receipts of the same scans");
        }
        return st;
}

/* ---- receipts, lines, applications */

static enum status take_receipt(const struct correcting *c, const struct candidate *k)
{
        struct receipt old = {.facility = k->old, .number = k->old_number, .is_breakdown = k->position != 0},
                       now = {.facility = k->now, .number = k->now_number, .is_breakdown = k->position != 0};
        sqlite3_stmt *s = store_sql(c->store, SQL_PAIR_RECEIPT_ADD);
        enum status st;

        store_bind_text(s, ":facility", k->old);
        store_bind_text(s, ":number", k->old_number);
        store_bind_text(s, ":now", k->now);
        store_bind_text(s, ":now_number", k->now_number);
        st = store_run(c->store, s);
        if (st == OK)
                st = inherit(c->store, &row_receipt, &old, &now, c->arena);
        if (st == OK)
                st = move_ties(c, k, !origin_says(&now.origin, "evidence"));
        return st == OK ? add_going(c->store, KEY_OF_RECEIPT, k->old, k->old_number, k->position) : st;
}

static enum status is_going(bool *out, const struct correcting *c, enum key_of kind, const struct candidate *k)
{
        sqlite3_stmt *s = store_sql(c->store, SQL_GOING_ONE);

        *out = false;
        store_bind_int(s, ":kind", kind);
        store_bind_text(s, ":facility", k->old);
        store_bind_text(s, ":number", k->old_number);
        return store_any(out, c->store, s);
}

static enum status correct_receipts(const struct correcting *c, enum sql which)
{
        struct candidates list = {0};
        enum status st = candidates_of(&list, c->store, which, c->arena);

        for (size_t i = 0; st == OK && i < list.n; i++) {
                const struct candidate *k = &list.at[i];
                const bool along = k->known == 2, alone = k->went == 1 && k->came == 1;
                const bool sure = along || (alone && k->alike != 2 && k->known &&
                                            (which == SQL_KEY_NUMBERS || k->alike == 1 || is_near(k->old, k->now)));
                bool done = false, submitted = false;

                st = is_going(&done, c, KEY_OF_RECEIPT, k);
                if (st == OK && !done)
                        st = is_submitted(&submitted, c, k);
                if (st != OK || (done && k->position == 0))
                        continue;
                if (submitted)
                        st = tell(c, k, KEY_SUBMITTED, NULL);
                else if (sure)
                        st = take_receipt(c, k);
                else if (alone && k->alike != 2 && (which == SQL_KEY_NUMBERS || k->alike == 1))
                        st = tell(c, k, KEY_UNSURE,
                                  "発行者、日付、金額が同じです¦issuer, date and amount are the same");
                if (st == OK && sure && !submitted && !along)
                        st = tell(c, k, KEY_CORRECTED, NULL);
        }
        return st;
}

static enum status ask_about_crowds(const struct correcting *c)
{
        struct candidates list = {0};
        enum status st = candidates_of(&list, c->store, SQL_KEY_CROWDS, c->arena);

        for (size_t i = 0; st == OK && i < list.n; i++)
                st = tell(c, &list.at[i], KEY_UNSURE,
                          arena_printf(c->arena,
                                       "発行者、日付、金額が同じものが、前に%d件、今%d件¦alike: %d before, %d now",
                                       (int)list.at[i].went, (int)list.at[i].came, (int)list.at[i].went,
                                       (int)list.at[i].came));
        return st;
}

static enum status correct_lines(const struct correcting *c)
{
        struct candidates list = {0};
        enum status st = candidates_of(&list, c->store, SQL_KEY_LINES, c->arena);

        for (size_t i = 0; st == OK && i < list.n; i++) {
                const struct candidate *k = &list.at[i];
                bool done = false, submitted = false;
                sqlite3_stmt *s;

                if (k->went != 1 || k->came != 1 || !k->known || !is_near(k->old, k->now))
                        continue;
                st = is_going(&done, c, (enum key_of)k->position, k);
                if (st == OK && !done)
                        st = is_submitted(&submitted, c, k);
                if (st != OK || done)
                        continue;
                if (submitted) {
                        st = tell(c, k, KEY_SUBMITTED, NULL);
                        continue;
                }
                s = store_sql(c->store, SQL_GOING_LINES);
                if (!s)
                        return ERR_SYSTEM;
                store_bind_int(s, ":kind", k->position);
                store_bind_text(s, ":facility", k->old);
                store_bind_text(s, ":number", k->old_number);
                st = store_run(c->store, s);
                if (st == OK)
                        st = tell(c, k, KEY_LINES_CORRECTED, NULL);
        }
        return st;
}

static enum status fill(bool *any, struct store *store)
{
        static const enum sql fills[] = {
                SQL_SUPERSEDED_UNREAD,      SQL_GONE_FILL_FACILITIES, SQL_CAME_FILL_FACILITIES,
                SQL_GONE_FILL_RECEIPTS,     SQL_GONE_FILL_SAME_ROWS,  SQL_CAME_FILL_RECEIPTS,
                SQL_GONE_FILL_PURCHASES,    SQL_CAME_FILL_PURCHASES,  SQL_GONE_FILL_VENDOR_LINES,
                SQL_CAME_FILL_VENDOR_LINES, SQL_GONE_FILL_CLAIMS,     SQL_CAME_FILL_CLAIMS};
        enum status st = OK;

        *any = false;
        if (store->watches_keys)
                st = store_any(any, store, store_sql(store, SQL_CAME_ANY));
        for (size_t i = 0; st == OK && *any && i < sizeof fills / sizeof *fills; i++)
                st = run(store, fills[i]);
        return st;
}

enum status store_correct_keys(struct store *store, const struct key_correction *request, struct arena *scratch)
{
        struct correcting c = {store, request, arena_child(scratch)};
        struct taking_out taking = {
                .author = request->author, .on_withdrawn = request->on_withdrawn, .user = request->user};
        bool any;
        int n;
        enum status st = fill(&any, store);

        if (st == OK && any)
                st = correct_facilities(&c);
        if (st == OK && any)
                st = correct_receipts(&c, SQL_KEY_PAYERS);
        if (st == OK && any)
                st = correct_receipts(&c, SQL_KEY_NUMBERS);
        if (st == OK && any)
                st = ask_about_crowds(&c);
        if (st == OK && any)
                st = run(store, SQL_LINES_ALONG_PURCHASES);
        if (st == OK && any)
                st = run(store, SQL_LINES_ALONG_VENDOR_LINES);
        if (st == OK && any)
                st = run(store, SQL_CLAIMS_ALONG);
        if (st == OK && any)
                st = correct_lines(&c);
        if (st == OK && any)
                st = store_take_listed(&n, store, &taking, c.arena);
        arena_free(c.arena);
        store->watches_keys = false;
        return st;
}
