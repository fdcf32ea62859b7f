#include "templates/verify/folder.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "core/banned.h"

#define INDEX "index.xml"

static int compare(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

int folder_look_for_bag(const char *folder, struct arena *arena)
{
        struct platform_state st;

        return platform_state(&st, file_join(arena, folder, "bagit.txt")) ? 0 : platform_code();
}

const char *folder_item_path(const char *item)
{
        return strchr(item, ':') + 1;
}

/* ---- names */

static bool ends_in(const char *name, const char *ending)
{
        size_t n = strlen(name), of = strlen(ending);

        return n > of && strcasecmp(name + n - of, ending) == 0;
}

bool folder_is_pdf(const char *name)
{
        return ends_in(name, ".pdf");
}

/* A Mac keeps what its disk cannot hold of X in a file ._X beside it. */
static bool is_zip_name(const char *name)
{
        return ends_in(name, ".zip") && strncmp(name, "._", 2) != 0;
}

enum { SPELLINGS = 8 };

/* The name with each of the ways to write .zip. */
static const char *zip_spelt(const char *pdf, int way, struct arena *arena)
{
        return arena_printf(arena, "%.*s.%c%c%c", (int)(strlen(pdf) - strlen(".pdf")), pdf, way & 1 ? 'Z' : 'z',
                            way & 2 ? 'I' : 'i', way & 4 ? 'P' : 'p');
}

const char *folder_zip_beside(const char *pdf, struct arena *arena)
{
        struct platform_state st;

        for (int way = 0; way < SPELLINGS; way++)
                if (platform_state_of_name(&st, zip_spelt(pdf, way, arena)))
                        return zip_spelt(pdf, way, arena);
        return zip_spelt(pdf, 0, arena);
}

static bool has_zip(const struct texts *names, const char *pdf, struct arena *arena)
{
        for (int way = 0; way < SPELLINGS; way++) {
                const char *zip = zip_spelt(pdf, way, arena);

                if (names->n && bsearch(&zip, names->at, names->n, sizeof *names->at, compare))
                        return true;
        }
        return false;
}

/* ---- the walk */

struct level {
        const char *folder;
        struct texts names;
        size_t at;
        struct arena *arena; /* of the names */
};
struct folder_walk {
        const struct texts *paths;
        size_t at;
        bool uploads;
        int depth; /* levels that are open */
        struct level levels[FOLDER_MOST_DEPTH];
        struct asides asides;
        struct texts indexes;
        struct arena *arena, *path; /* path: of what was handed out last */
};

struct folder_walk *folder_walk_new(const struct texts *paths, bool uploads, struct arena *parent)
{
        struct arena *arena = arena_child(parent);
        struct folder_walk *walk = ARENA_NEW(arena, struct folder_walk);

        walk->paths = paths;
        walk->uploads = uploads;
        walk->arena = arena;
        walk->path = arena_child(arena);
        return walk;
}

static void leave(struct folder_walk *walk)
{
        arena_free(walk->levels[--walk->depth].arena);
}

void folder_walk_free(struct folder_walk *walk)
{
        if (!walk)
                return;
        while (walk->depth)
                leave(walk);
        arena_free(walk->path);
        arena_free(walk->arena);
}

const struct asides *folder_asides(const struct folder_walk *walk)
{
        return &walk->asides;
}

const struct texts *folder_indexes(const struct folder_walk *walk)
{
        return &walk->indexes;
}

void folder_lay_aside(struct folder_walk *walk, const char *path, enum aside_kind kind)
{
        walk->asides.of[kind]++;
        if (walk->asides.n < FOLDER_MOST_ASIDE)
                *vec_add(walk->arena, &walk->asides) = (struct aside){arena_strdup(walk->arena, path), kind};
}

static void note_index(struct folder_walk *walk, const struct level *level)
{
        const char *index = INDEX;

        if (level->names.n && bsearch(&index, level->names.at, level->names.n, sizeof *level->names.at, compare))
                *vec_add(walk->arena, &walk->indexes) = file_join(walk->arena, level->folder, INDEX);
}

static const char *item(const struct folder_walk *walk, const char *path, int error)
{
        return arena_printf(walk->path, "%d:%s", error, path);
}

/* Goes into a folder, or gives it itself if it is a bag or cannot be read. */
static const char *enter(struct folder_walk *walk, const char *folder)
{
        struct level *level = &walk->levels[walk->depth];
        int error = folder_look_for_bag(folder, walk->path);
        bool none = platform_error_of(error) == PLATFORM_MISSING;

        if (!none || walk->depth == FOLDER_MOST_DEPTH)
                return item(walk, folder, none ? 0 : error);
        level->arena = arena_child(walk->arena);
        level->at = 0;
        level->folder = arena_strdup(level->arena, folder);
        if (!file_list(&level->names, folder, level->arena)) {
                error = platform_code();
                arena_free(level->arena);
                return item(walk, folder, error);
        }
        note_index(walk, level);
        walk->depth++;
        return NULL;
}

/* Does the walk give this file? */
static bool is_wanted(struct folder_walk *walk, const struct level *level, const char *name, const char *path,
                      const struct platform_state *state)
{
        if (is_zip_name(name))
                return true;
        if (state->kind == IS_FILE && strcmp(name, INDEX) == 0)
                return false; /* an index: folder_indexes */
        if (folder_is_pdf(name) && has_zip(&level->names, name, walk->path)) {
                if (!walk->uploads)
                        folder_lay_aside(walk, path, ASIDE_UPLOAD);
                return walk->uploads;
        }
        folder_lay_aside(walk, path,
                         state->kind == IS_FILE   ? ASIDE_FILE
                         : state->kind == IS_LINK ? ASIDE_LINK
                                                  : ASIDE_DEVICE);
        return false;
}

static const char *next_in_folder(struct folder_walk *walk)
{
        struct level *level = &walk->levels[walk->depth - 1];
        const char *name, *path;
        struct platform_state st;

        if (level->at == level->names.n) {
                leave(walk);
                return NULL;
        }
        name = level->names.at[level->at++];
        path = file_join(walk->path, level->folder, name);
        if (!platform_state_of_name(&st, path))
                return item(walk, path, platform_code()); /* nobody can say what it is */
        if (st.kind == IS_FOLDER)
                return enter(walk, path);
        return is_wanted(walk, level, name, path, &st) ? item(walk, path, 0) : NULL;
}

const char *folder_next(struct folder_walk *walk)
{
        const char *path, *found;
        struct platform_state st;

        arena_reset(walk->path);
        for (;;) {
                if (walk->depth) {
                        found = next_in_folder(walk);
                } else {
                        if (walk->at == walk->paths->n)
                                return NULL;
                        path = walk->paths->at[walk->at++];
                        found = !platform_state(&st, path) ? item(walk, path, platform_code())
                                : st.kind == IS_FOLDER     ? enter(walk, path)
                                                           : item(walk, path, 0);
                }
                if (found)
                        return found;
        }
}
