#include "cmd/go/go.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/kept/own.h"

#include "core/banned.h"

enum { MOST_NAMES = 1000, HEAD = 1000 /* bytes of a page that say what made it */ };
#define MOST_PAGE ((size_t)16 << 20)

static enum status digest_of_path(struct digest *out, const char *path, struct findings *findings)
{
        int fd = platform_open(path, OPEN_READ, 0);
        enum status st;

        if (fd < 0)
                return fault_set(findings, F_OPEN, path, platform_why());
        st = digest_of_file(out, fd, path, findings);
        platform_close(fd);
        return st;
}

/* Only a file as large as one of ours is read for it. */
static enum status is_ours(bool *out, struct go *g, const char *path, int64_t size)
{
        struct digest digest;
        enum status st = store_is_own_size(out, g->store, size);

        if (st != OK || !*out)
                return st;
        st = digest_of_path(&digest, path, &g->c->findings);
        return st == OK ? store_is_own(out, g->store, digest.hex) : st;
}

/* What the program wrote when other records were kept here: packets under their names in their folder, pages by the first of what
 * they permit themselves, which no other program writes so. */
static bool looks_ours(const struct go *g, const char *path)
{
        static const char made[] = "default-src 'none'; style-src 'sha256-";
        const char *name = file_base_name(path), *ending = strrchr(name, '.');
        const char *packets = arena_printf(g->c->arena, "%s/" GO_PACKETS "/", g->home.folder);
        struct findings none = findings_in(g->c->arena);
        struct bytes page;

        if (!ending)
                return false;
        if (strncmp(path, packets, strlen(packets)) == 0)
                return strspn(name, "0123456789") == 10 && name[10] == '-' &&
                       (strcmp(ending, ".zip") == 0 || strcmp(ending, ".pdf") == 0);
        return strcmp(ending, ".html") == 0 && file_read(&page, path, MOST_PAGE, g->c->arena, &none) == OK &&
               strstr(arena_strndup(g->c->arena, (const char *)page.at, page.n < HEAD ? page.n : HEAD), made);
}

bool go_is_own(void *go, const char *path)
{
        struct go *g = go;
        struct platform_state state;
        bool own = false;

        *vec_add(g->c->arena, &g->paths) = arena_strdup(g->c->arena, path);
        *vec_add(g->c->arena, &g->names) = text_nfc(g->c->arena, file_base_name(path));
        if (!platform_state(&state, path) || state.kind != IS_FILE || state.size == 0)
                return false;
        /* what cannot be read, whoever opens it says */
        return (is_ours(&own, g, path, state.size) == OK && own) || looks_ours(g, path);
}

enum status go_look(enum go_there *out, struct go *g, const char *path)
{
        struct platform_state state;
        bool own = false;
        enum status st;

        *out = GO_NOTHING;
        if (!platform_state_of_name(&state, path))
                return platform_error() == PLATFORM_MISSING ? OK
                                                            : fault_set(&g->c->findings, F_OPEN, path, platform_why());
        *out = GO_HERS;
        if (state.kind != IS_FILE)
                return OK;
        st = is_ours(&own, g, path, state.size);
        *out = own ? GO_OURS : GO_HERS;
        return st;
}

/* Is the file there already, byte for byte? Then nothing is written, whoever made it. */
static enum status is_same(bool *out, struct go *g, const char *path, const struct digest *new, size_t size)
{
        struct platform_state state;
        struct digest digest;
        enum status st = OK;

        *out = false;
        if (!platform_state_of_name(&state, path) || state.kind != IS_FILE || state.size != (int64_t)size)
                return OK;
        st = digest_of_path(&digest, path, &g->c->findings);
        *out = st == OK && strcmp(digest.hex, new->hex) == 0;
        return st;
}

static enum status remember(struct go *g, const struct digest *digest, size_t size, const char *path)
{
        enum status st = store_begin(g->store);

        if (st == OK)
                st = store_put_own(g->store, digest->hex, (int64_t)size, file_base_name(path));
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}

enum status go_write(const char **path, bool *is_new, struct go *g, const char *folder, const char *name,
                     const char *ending, struct bytes bytes)
{
        struct arena *arena = g->c->arena;
        const struct digest digest = digest_of(bytes);
        enum go_there there = GO_HERS;
        bool same = false;
        enum status st = OK;

        *is_new = false;
        for (int n = 1; st == OK && there == GO_HERS && !same && n <= MOST_NAMES; n++) {
                *path = file_join(arena, folder,
                                  n == 1 ? arena_printf(arena, "%s%s", name, ending)
                                         : arena_printf(arena, "%s-%d%s", name, n, ending));
                st = is_same(&same, g, *path, &digest, bytes.n);
                if (st == OK && !same)
                        st = go_look(&there, g, *path);
        }
        if (st == OK && there == GO_HERS && !same)
                st = fault_set(&g->c->findings, F_WRITE, *path, NULL);
        if (st == OK)
                st = remember(g, &digest, bytes.n, *path);
        if (st == OK && !same) {
                *is_new = true;
                st = file_write(*path, bytes, 0644, arena, &g->c->findings);
        }
        return st;
}
