/* Scans that many receipts name. A row that is put with the digest of its scan need not be changed when the scans are taken,
 * which costs more than the row. So the first names that a table gives are looked for before their rows are put. Nothing is
 * decided here: import_scans takes the scan itself, and if it is not what was looked at, nothing of the command comes in. */
#include "receipts/import/import_private.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/format/image.h"
#include "core/store/kept/evidence.h"
#include "core/store/kept/import_memory.h"

#include "core/banned.h"

/* Where two tables hold receipts, one may correct what the other has just brought; a scan given by itself goes to whichever receipt
 * still lacks it. */
static bool comes_alone(const struct import *im, const struct input *in)
{
        for (size_t i = 0; i < im->inputs.n; i++) {
                const struct input *other = &im->inputs.at[i];

                if (other != in && (!other->is_table || other->table.header.table->kind == TABLE_RECEIPTS))
                        return false;
        }
        return true;
}

void import_share_scans(struct import *im, const struct input *in)
{
        if (in->table.header.table->kind != TABLE_RECEIPTS || in->carries || !comes_alone(im, in))
                return;
        im->shared.serves = true;
        im->shared.beside = (struct scans_beside){.arena = arena_child(im->arena)};
}

void import_share_no_more(struct import *im)
{
        arena_free(im->shared.beside.arena);
        im->shared.beside = (struct scans_beside){0};
        im->shared.serves = false;
}

/* Returns the place of a name, or a free one for it. */
static struct shared_scan *place_of(const struct import *im, const char *name)
{
        uint32_t hash = UINT32_C(2166136261); /* FNV-1a */
        const struct shared_scan *at;

        for (const char *s = name; *s; s++)
                hash = (hash ^ (unsigned char)*s) * UINT32_C(16777619);
        hash ^= hash >> 16;
        do
                at = &im->shared.at[hash++ % SHARED_PLACES];
        while (at->name && strcmp(at->name, name) != 0);
        return (struct shared_scan *)at;
}

/* Only what import_scans is sure to tie is tied: a file that can be read and is a scan, and that nobody took away from a receipt. */
static enum status digest_of_scan(const char **sha256, struct import *im, const struct input *in, const char *name)
{
        struct arena *arena = arena_child(im->arena);
        struct findings unseen = findings_in(arena);
        struct found_scan found;
        struct digest digest;
        struct bytes bytes;
        bool untied = true;
        enum status st = import_find_scan(&found, im, in, &im->shared.beside, name);

        *sha256 = "";
        if (st == OK && file_read(&bytes, found.path, IMAGE_MOST_BYTES, arena, &unseen) == OK &&
            image_kind_of(bytes) != IMAGE_NONE) {
                digest = digest_of(bytes);
                st = store_was_untied(&untied, im->store, digest.hex);
                if (st == OK && !untied)
                        *sha256 = arena_strdup(im->arena, digest.hex);
        }
        arena_free(arena);
        return st == ERR_INPUT ? OK : st;
}

enum status import_look_at_scans(struct import *im, const struct input *in, struct evidence_list *scans)
{
        enum status st = OK;

        for (size_t i = 0; im->shared.serves && st == OK && i < scans->n; i++) {
                struct shared_scan *at = place_of(im, scans->at[i].name);

                if (!at->name && im->shared.n < SHARED_MOST) {
                        im->shared.n++;
                        at->name = arena_strdup(im->arena, scans->at[i].name);
                        st = digest_of_scan(&at->sha256, im, in, at->name);
                }
                if (at->name)
                        scans->at[i].sha256 = at->sha256;
        }
        return st;
}

/* A name that ties have been made of is wanted once: the first row said so. */
enum status import_want_scans(struct import *im, const struct input *in, const struct evidence_list *scans, int line,
                              bool added)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < scans->n; i++) {
                struct shared_scan *at = im->shared.serves ? place_of(im, scans->at[i].name) : NULL;

                if (!at || !at->name || !at->tied)
                        st = store_want_scan(im->store, (int)in->number, scans->at[i].name, line,
                                             scans->at[i].is_breakdown);
                if (added && at && at->name && *at->sha256)
                        at->tied++;
        }
        return st;
}

const struct shared_scan *import_shared_scan(const struct import *im, const char *name)
{
        const struct shared_scan *at = place_of(im, name);

        return at->name && at->tied ? at : NULL;
}
