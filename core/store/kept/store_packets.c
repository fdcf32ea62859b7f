#include "core/store/store_private.h"

#include "core/store/kept/sealed.h"

#include "core/banned.h"

#define TEXT(name)     FIELD_OF(sealed, name, name, FIELD_TEXT)
#define OPTIONAL(name) FIELD_OPTIONAL(sealed, name, name, has_##name)
static const struct field columns[] = {
        TEXT(facility),
        TEXT(programme),
        TEXT(category),
        TEXT(variant),
        FIELD_OF(sealed, applied_on, applied_on, FIELD_DATE),
        TEXT(status),
        OPTIONAL(claimed),
        OPTIONAL(eligible_total),
        OPTIONAL(eligible_cost),
        FIELD_OF(sealed, subsidy, subsidy, FIELD_YEN),
        TEXT(xml_sha256),
        TEXT(zip_sha256),
        TEXT(file),
};
#undef TEXT
#undef OPTIONAL

static const struct row_type row_packet = {.kind = "packet",
                                           .get = SQL_PACKET_GET,
                                           .put = SQL_PACKET_PUT,
                                           .columns = columns,
                                           .keys = 3,
                                           .n = (int)(sizeof columns / sizeof *columns)};

enum status store_sealed(struct sealed *out, bool *found, struct store *store, const char *programme,
                         const char *facility, const char *category, struct arena *arena)
{
        const struct sealed key = {.programme = programme, .facility = facility, .category = category};
        sqlite3_stmt *s = store_sql(store, SQL_PACKET_GET);
        enum status st;

        *found = false;
        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_packet, row_packet.keys, &key);
        st = store_step(found, store, s);
        if (*found)
                row_read(out, s, 0, &row_packet, arena);
        sqlite3_reset(s);
        return st;
}

enum status store_seal(struct store *store, const struct sealed *sealed, const struct store_author *author,
                       struct arena *scratch)
{
        struct sealed old = {0};
        struct history_step step = {.type = &row_packet, .old = &old, .now = sealed};
        bool found = false;
        sqlite3_stmt *s;
        enum status st =
                store_sealed(&old, &found, store, sealed->programme, sealed->facility, sealed->category, scratch);

        if (st == OK && found && row_equal(&row_packet, &old, sealed))
                return OK;
        if (st == OK && found)
                st = store_add_history(store, &step, author, scratch);
        if (st != OK)
                return st;
        s = store_sql(store, SQL_PACKET_PUT);
        if (!s)
                return ERR_SYSTEM;
        row_bind(s, &row_packet, row_packet.n, sealed);
        return store_run(store, s);
}

enum status store_each_sealed(struct store *store, const char *programme, store_on_sealed *on_sealed, void *user,
                              struct arena *scratch)
{
        sqlite3_stmt *s = store_sql(store, SQL_PACKETS);
        struct arena *arena = arena_child(scratch);
        bool row = true;
        enum status st = s ? OK : ERR_SYSTEM;

        if (s)
                store_bind_text(s, ":programme", programme);
        while (st == OK && (st = store_step(&row, store, s)) == OK && row) {
                struct sealed sealed = {0};

                arena_reset(arena);
                row_read(&sealed, s, 0, &row_packet, arena);
                st = on_sealed(user, &sealed, arena);
        }
        arena_free(arena);
        return st;
}
