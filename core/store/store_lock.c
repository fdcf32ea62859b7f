#include "core/store/store_private.h"

#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

enum { STEP_MS = 5, MOST_HOLDER = 200 };

/* What the holder wrote about itself, one line, of printable characters only: another program may have written it. */
static const char *holder(const struct store *store, struct arena *arena)
{
        char text[MOST_HOLDER + 1];
        int64_t n = platform_read_at(store->lock, text, MOST_HOLDER, 0);

        if (n <= 0)
                return NULL;
        text[n] = '\0';
        text[strcspn(text, "\n")] = '\0';
        for (char *s = text; *s; s++)
                if ((unsigned char)*s < 0x20 || *s == 0x7f)
                        *s = '?';
        return *text && text_is_valid(text) ? arena_strdup(arena, text) : NULL;
}

enum status store_fault_busy(struct store *store)
{
        /* with the lock ours it is another program that has the database open */
        const char *who = store->lock >= 0 && !store->locked ? holder(store, store->findings->arena) : "soroe.db";

        return fault_set(store->findings, F_BUSY, store->folder, who);
}

static void announce(const struct store *store)
{
        size_t n = strlen(store->owner);

        /* it only names the holder for a person: a full disk must not stop what the database itself can still do */
        if (platform_cut(store->lock, 0) && !platform_write_at(store->lock, store->owner, n, 0))
                (void)platform_cut(store->lock, 0);
}

enum status store_lock(struct store *store)
{
        const char *path = file_join(store->arena, store->folder, "soroe.lock");
        struct platform_state db;

        if (store->lock < 0) {
                store->lock = platform_open(path, OPEN_BOTH | OPEN_MAKE | OPEN_NO_LINK, 0600);
                if (store->lock < 0)
                        return OK; /* a folder that may not be written: the database says so itself */
                /* who may write to the database may take its lock */
                if (platform_state(&db, file_join(store->arena, store->folder, "soroe.db")))
                        (void)platform_set_mode_of(store->lock, db.mode & 0666);
        }
        for (long waited = 0; !platform_lock(store->lock, false); waited += STEP_MS) {
                if (platform_error() != PLATFORM_BUSY)
                        return OK; /* no locks here: SQLite's own still hold */
                if (waited >= STORE_BUSY_MS)
                        return store_fault_busy(store);
                platform_sleep(STEP_MS);
        }
        store->locked = true;
        announce(store);
        return OK;
}

void store_unlock(struct store *store)
{
        if (!store->locked)
                return;
        store->locked = false;
        (void)platform_cut(store->lock, 0);
        platform_unlock(store->lock);
}
