#include "core/store/store_private.h"

#include "core/base/text.h"

#include "core/banned.h"

static void free_arena(void *arena)
{
        arena_free(arena);
}

/* party_key(TEXT): text_party_key. */
static void party_key(sqlite3_context *context, int n, sqlite3_value **values)
{
        struct arena *arena = sqlite3_user_data(context);
        const char *text = (const char *)sqlite3_value_text(values[0]);

        (void)n;
        if (!text)
                return;
        sqlite3_result_text(context, text_party_key(arena, text), -1, SQLITE_TRANSIENT);
        arena_reset(arena);
}

enum status store_add_functions(struct store *store)
{
        int code = sqlite3_create_function_v2(store->db, "party_key", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                              arena_child(store->arena), party_key, NULL, NULL, free_arena);

        return code == SQLITE_OK ? OK : store_fault(store, store->folder);
}
