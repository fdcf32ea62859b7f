#include "core/backup/backup.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum { MOST_TOLD = 100 };

enum status backup_note_packet(void *user, const char *programme, const char *file, const char *zip_sha256)
{
        struct backup_packets *packets = user;

        *vec_add(packets->arena, packets) =
                (struct backup_packet){arena_printf(packets->arena, "packets/%s/%s", programme, file),
                                       arena_strdup(packets->arena, zip_sha256)};
        return OK;
}

static int by_name(const void *a, const void *b)
{
        return strcmp(((const struct backup_packet *)a)->name, ((const struct backup_packet *)b)->name);
}

static void tell(struct findings *findings, const char *name, const char *why)
{
        finding_add(findings, W357, NULL, NULL, arena_strdup(findings->arena, name))->args[0] = why;
}

void backup_hold_packets(struct backup_packets *sealed, struct backup_packets *found, struct findings *findings)
{
        int64_t n = 0;

        if (found->n > 1)
                qsort(found->at, found->n, sizeof *found->at, by_name);
        for (size_t i = 0; i < sealed->n && n < MOST_TOLD; i++) {
                const struct backup_packet *there =
                        found->n ? bsearch(&sealed->at[i], found->at, found->n, sizeof *found->at, by_name) : NULL;

                if (there && strcmp(there->sha256, sealed->at[i].sha256) == 0)
                        continue;
                tell(findings, sealed->at[i].name,
                     there ? "封緘したときと違います¦it is not what was sealed" : "ありません¦missing");
                n++;
        }
}
