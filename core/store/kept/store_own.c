#include "core/store/kept/own.h"

#include "core/store/store_private.h"

#include "core/banned.h"

enum status store_put_own(struct store *store, const char *sha256, int64_t size, const char *name)
{
        sqlite3_stmt *s = store_sql(store, SQL_OWN_PUT);

        store_bind_text(s, ":sha256", sha256);
        store_bind_int(s, ":size", size);
        store_bind_text(s, ":name", name);
        return store_run(store, s);
}

enum status store_is_own(bool *out, struct store *store, const char *sha256)
{
        sqlite3_stmt *s = store_sql(store, SQL_OWN_GET);

        *out = false;
        store_bind_text(s, ":sha256", sha256);
        return store_any(out, store, s);
}

enum status store_is_own_size(bool *out, struct store *store, int64_t size)
{
        sqlite3_stmt *s = store_sql(store, SQL_OWN_SIZE);

        *out = false;
        store_bind_int(s, ":size", size);
        return store_any(out, store, s);
}

enum status store_was_own_name(bool *out, struct store *store, const char *name)
{
        sqlite3_stmt *s = store_sql(store, SQL_OWN_NAMED);

        *out = false;
        store_bind_text(s, ":name", name);
        return store_any(out, store, s);
}

enum status store_put_offered(struct store *store, const char *sha256, const char *form)
{
        sqlite3_stmt *s = store_sql(store, SQL_OFFERED_PUT);

        store_bind_text(s, ":sha256", sha256);
        store_bind_text(s, ":form", form);
        return store_run(store, s);
}

enum status store_offered_in(struct texts *out, struct store *store, const char *sha256, struct arena *arena)
{
        sqlite3_stmt *s = store_sql(store, SQL_OFFERED_GET);

        *out = (struct texts){0};
        store_bind_text(s, ":sha256", sha256);
        return store_texts(out, store, s, arena);
}
