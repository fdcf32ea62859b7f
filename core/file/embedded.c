#include "core/file/embedded.h"

#include <string.h>

#include "core/banned.h"

const struct embedded *embedded_file(const char *name)
{
        for (const struct embedded *e = embedded_files; e->name; e++)
                if (strcmp(e->name, name) == 0)
                        return e;
        return NULL;
}

const char *embedded_digest(struct bytes bytes)
{
        for (const struct embedded *e = embedded_files; e->name; e++)
                if (e->n == bytes.n && memcmp(e->bytes, bytes.at, bytes.n) == 0)
                        return e->sha256;
        return NULL;
}

bool embedded_below(const char *folder, struct bytes bytes)
{
        for (const struct embedded *e = embedded_files; e->name; e++)
                if (e->n == bytes.n && strncmp(e->name, folder, strlen(folder)) == 0 &&
                    memcmp(e->bytes, bytes.at, bytes.n) == 0)
                        return true;
        return false;
}

bool embedded_find(struct bytes *out, const char *name)
{
        const struct embedded *e = embedded_file(name);

        if (e)
                *out = (struct bytes){e->bytes, e->n};
        return e;
}

#define FOLDER "programmes/"
#define ENDING ".xml"

struct texts embedded_programmes(struct arena *arena)
{
        struct texts ids = {0};

        for (const struct embedded *e = embedded_files; e->name; e++)
                if (strncmp(e->name, FOLDER, strlen(FOLDER)) == 0 && strlen(e->name) > strlen(FOLDER ENDING) &&
                    !strchr(e->name + strlen(FOLDER), '/')) /* below are earlier revisions, for verify */
                        *vec_add(arena, &ids) =
                                arena_strndup(arena, e->name + strlen(FOLDER), strlen(e->name) - strlen(FOLDER ENDING));
        return ids;
}
