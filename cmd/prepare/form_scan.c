#include "cmd/prepare/form_scan.h"

#include "core/reading/reading_crop.h"

#include "core/banned.h"

static bool was_read(const struct reading *reading)
{
        for (size_t i = 0; i < reading->pages.n; i++)
                if (reading->pages.at[i].source != READING_NONE)
                        return true;
        return false;
}

static void add_crop(struct form_scan *out, const struct scan_read *scan, const struct read_paper *papers, size_t page,
                     struct arena *arena)
{
        struct thumbnail_want want = FORM_CROP;

        if (scan->file.n && page == 0 && reading_crop_of(&want.part, &scan->reading->pages.at[page], &papers[page]) &&
            !thumbnail_make(&out->crop, scan->file, &want, arena))
                out->crop = (struct thumbnail){0};
}

enum paper_kind form_scan_of(struct form_scan *out, const struct scan_read *scan, const struct known_names *issuers,
                             struct arena *arena)
{
        const size_t n = scan->reading->pages.n;
        struct read_paper *papers = arena_alloc(arena, (n + 1) * sizeof *papers);
        struct read_entry *entry = ARENA_NEW(arena, struct read_entry);

        *out = (struct form_scan){.name = scan->name};
        if (!was_read(scan->reading))
                return PAPER_UNKNOWN;
        for (size_t i = 0; i < n; i++)
                papers[i] = paper_of(&scan->reading->pages.at[i], read_days_before(scan->read_on), arena);
        read_entry_of(entry, scan->reading, papers, scan->name, issuers, arena);
        out->known = &entry->receipt;
        out->remark = entry->remark;
        add_crop(out, scan, papers, entry->page, arena);
        return entry->other;
}
