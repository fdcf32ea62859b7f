#include "receipts/import_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/file.h"

#include "core/banned.h"

static enum status link_scan(struct import *im, const char *name, const char *path, int64_t source, const char *place)
{
        struct evidence e = {.name = name, .ext = "", .reason = ""};
        size_t before = im->findings->n;
        int links = 0;
        enum status st = scan_take(&e, &im->intake, path, place, im->row, im->findings);

        if (st == OK && e.state == EVIDENCE_DAMAGED)
                finding_add(im->findings, E016, NULL, name, place)->args[0] = e.reason;
        if (st == OK)
                st = store_link_evidence(&links, im->store, name, e.sha256, source, &im->options->author, im->row);
        im->report->scans_linked += links;
        findings_settle(im->findings, before);
        arena_reset(im->row);
        return st == ERR_INPUT ? OK : st;
}

static int compare_wanted(const void *a, const void *b)
{
        const struct wanted_scan *x = a, *y = b;
        int by = strcmp(x->name, y->name);

        return by ? by : strcmp(x->place, y->place);
}

/* The scans a table names lie in --scans, beside the table, or in a folder scans/ beside it. */
static enum status link_table(struct import *im, struct input *in)
{
        struct scan_index beside = {0};
        const char *folder = arena_strndup(im->arena, in->path, (size_t)(file_base_name(in->path) - in->path));
        enum status st = OK;

        if (in->wanted.n > 1)
                qsort(in->wanted.at, in->wanted.n, sizeof *in->wanted.at, compare_wanted);
        if (in->wanted.n) {
                scan_index_add(&beside, folder, false, im->arena, im->findings);
                scan_index_add(&beside, file_join(im->arena, folder, "scans"), false, im->arena, im->findings);
                scan_index_sort(&beside);
        }
        for (size_t i = 0; st == OK && i < in->wanted.n; i++) {
                const struct wanted_scan *w = &in->wanted.at[i];
                const char *path;

                if (i && strcmp(in->wanted.at[i - 1].name, w->name) == 0)
                        continue;
                path = scan_find(&im->scans, w->name, im->arena);
                if (!path)
                        path = scan_find(&beside, w->name, im->arena);
                if (path) {
                        st = link_scan(im, w->name, path, in->source, w->place);
                        continue;
                }
                im->report->scans_missing++;
                finding_add(im->findings, E015, NULL, w->name, w->place);
        }
        return st;
}

enum status import_scans(struct import *im)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < im->inputs.n; i++) {
                struct input *in = &im->inputs.at[i];

                if (in->is_table)
                        st = link_table(im, in);
                else if (import_report_of(im, in)->is_scan)
                        st = link_scan(im, text_nfc(im->arena, in->base), in->path, 0,
                                       arena_printf(im->arena, "%s:1:1", in->base));
        }
        return st;
}
