#include "core/embedded.h"

#include <string.h>

#include "core/banned.h"

bool embedded_find(struct bytes *out, const char *name)
{
        for (const struct embedded *e = embedded_files; e->name; e++) {
                if (strcmp(e->name, name) == 0) {
                        *out = (struct bytes){e->bytes, e->n};
                        return true;
                }
        }
        return false;
}
