/* Scans that no table names: those in a folder of --scans are kept like any other; what is kept and belongs to no receipt is
 * tied by its own file name, if that says whose it is. So the order of tables and scans does not matter: what waits is tried
 * again at every import. */
#include "receipts/import/import_private.h"

#include <stdlib.h>
#include <string.h>

#include "receipts/scans/scan_name.h"

#include "core/file/file.h"
#include "core/store/across/ties.h"

#include "core/banned.h"

/* ---- who sent a scan */

static size_t folder_length(const char *path)
{
        return (size_t)(file_base_name(path) - path);
}

static int compare_folders(const char *a, size_t a_n, const char *b, size_t b_n)
{
        int by = memcmp(a, b, a_n < b_n ? a_n : b_n);

        return by ? by : (a_n > b_n) - (a_n < b_n);
}

static int compare_senders(const void *a, const void *b)
{
        const char *x = (*(const struct input_file *const *)a)->path, *y = (*(const struct input_file *const *)b)->path;

        return compare_folders(x, folder_length(x), y, folder_length(y));
}

void import_index_senders(struct import *im)
{
        const struct input_file *last = NULL;

        for (size_t i = 0; i < im->inputs.n; i++) {
                const struct input *in = &im->inputs.at[i];

                if (in->is_table && in->file != last)
                        *vec_add(im->arena, &im->senders) = last = in->file;
        }
        if (im->senders.n > 1)
                qsort(im->senders.at, im->senders.n, sizeof *im->senders.at, compare_senders);
}

/* Returns the facility whose tables lie in a folder, the first n bytes of `path`; "" if there are none, "-" if they
 * are of several. */
static const char *sender_in(const struct import *im, const char *path, size_t n)
{
        const struct senders *all = &im->senders;
        size_t from = 0, to = all->n;
        const char *found = "";

        while (from < to) {
                size_t middle = from + (to - from) / 2;
                const char *at = all->at[middle]->path;

                if (compare_folders(at, folder_length(at), path, n) < 0)
                        from = middle + 1;
                else
                        to = middle;
        }
        for (; from < all->n; from++) {
                const struct input_file *file = all->at[from];

                if (compare_folders(file->path, folder_length(file->path), path, n) != 0)
                        break;
                if (!file->sender || (*found && *file->sender && strcmp(found, file->sender) != 0))
                        return "-";
                if (*file->sender)
                        found = file->sender;
        }
        return found;
}

/* A folder of another name may be another member's, who sent pictures alone. */
static bool is_of_pictures(const char *folder, size_t n)
{
        static const char *const names[] = {"scans",    "scan",   "images", "画像",  "写真",
                                            "スキャン", "領収書", "領収証", "内訳書"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                if (strlen(names[i]) == n && memcmp(names[i], folder, n) == 0)
                        return true;
        return false;
}

const char *import_sender(const struct import *im, const char *label)
{
        size_t n = folder_length(label), up;
        const char *found = sender_in(im, label, n);

        if (!*found && n > 1) {
                for (up = n - 1; up && label[up - 1] != '/';)
                        up--;
                if (is_of_pictures(label + up, n - 1 - up))
                        found = sender_in(im, label, up);
        }
        return strcmp(found, "-") == 0 ? "" : found;
}

/* ---- what no table names */

static enum status take_loose(struct import *im, const struct scan_name *n)
{
        struct evidence e = {.name = n->name, .ext = "", .reason = ""};
        const size_t before = im->findings->n;
        bool may_be = false;
        enum status st = scan_may_be(&may_be, n->path, im->findings);

        im->intake.from = (struct scan_sender){n->from, import_sender(im, n->label)};
        if (st == OK && may_be)
                st = scan_take(&e, &im->intake, n->path, file_base_name(n->from), n->name, im->row, im->findings);
        else if (st == OK)
                finding_add(im->findings, W071, NULL, NULL, n->name);
        if (st == OK && e.state == EVIDENCE_DAMAGED)
                finding_add(im->findings, E016, NULL, n->name, n->name)->args[0] = e.reason;
        import_list_findings(im, before);
        arena_reset(im->row);
        import_tell(im, IMPORT_SCANS, ++im->progress.scans, 0);
        return st == ERR_INPUT ? OK : st;
}

enum status import_loose_scans(struct import *im)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < im->scans.names.n; i++)
                if (!im->scans.names.at[i].used)
                        st = take_loose(im, &im->scans.names.at[i]);
        return st;
}

/* Returns the receipt that the name fits best; NULL if it fits none, or two equally well. */
static const struct receipt_ref *best_fit(const struct receipt_refs *receipts, const struct scan_label *label,
                                          struct arena *arena)
{
        const struct receipt_ref *found = NULL;
        size_t best = 0;

        for (size_t i = 0; i < receipts->n; i++) {
                size_t fit = scan_label_fits(label, receipts->at[i].number, arena);

                if (fit == 0 || fit < best)
                        continue;
                found = fit > best ? &receipts->at[i] : NULL;
                best = fit;
        }
        return found;
}

static enum status tie_by_name(struct import *im, const struct loose_scan *scan)
{
        struct tie_request request = {.name = scan->name, .sha256 = scan->sha256, .how = TIE_NAME};
        struct receipt_refs receipts;
        struct scan_label label;
        enum put put;
        enum status st;

        if (!scan_label_read(&label, scan->name, im->row))
                return OK;
        st = store_receipts_named(&receipts, im->store, label.code, im->row);
        request.receipt = st == OK ? best_fit(&receipts, &label, im->row) : NULL;
        request.is_breakdown = label.is_breakdown;
        if (!request.receipt)
                return st;
        st = store_tie(&put, im->store, &request, &im->options->author, im->row);
        im->report->scans_tied += st == OK && put == PUT_ADDED;
        return st;
}

enum status import_tie_by_name(struct import *im)
{
        struct arena *batch = arena_child(im->arena);
        struct loose_scan last = {0};
        struct loose_scans scans;
        enum status st;

        while ((st = store_unplaced_scans(&scans, im->store, last.name ? &last : NULL, batch)) == OK && scans.n) {
                struct loose_scan end = scans.at[scans.n - 1];

                for (size_t i = 0; st == OK && i < scans.n; i++) {
                        st = tie_by_name(im, &scans.at[i]);
                        arena_reset(im->row);
                }
                last.name = arena_strdup(im->row, end.name);
                last.sha256 = arena_strdup(im->row, end.sha256);
                if (st != OK)
                        break;
                arena_reset(batch);
                last.name = arena_strdup(batch, last.name);
                last.sha256 = arena_strdup(batch, last.sha256);
        }
        arena_free(batch);
        return st;
}

/* ---- what is left over, for the report */

static enum status name_loose(struct import *im)
{
        struct loose_scans scans;
        enum status st = store_loose_scans(&scans, im->store, NULL, im->row);

        for (size_t i = 0; st == OK && i < scans.n && i < IMPORT_NAMED; i++)
                *vec_add(im->arena, &im->report->loose) = arena_strdup(im->arena, scans.at[i].name);
        return st;
}

static enum status name_bare(struct import *im)
{
        struct bare_receipts receipts;
        enum status st = store_bare_receipts(&receipts, im->store, "", false, 0, im->row);

        for (size_t i = 0; st == OK && i < receipts.n && i < IMPORT_NAMED; i++)
                *vec_add(im->arena, &im->report->bare) =
                        arena_printf(im->arena, "%s/%s", receipts.at[i].ref.facility, receipts.at[i].ref.number);
        return st;
}

enum status import_count_evidence(struct import *im)
{
        const struct import_report *r = im->report;
        bool scans = false;
        enum status st;

        for (size_t i = 0; i < r->files.n; i++)
                scans |= r->files.at[i].is_scan;
        if (!scans && !im->intake.added && !r->scans_linked && !r->scans_missing && !r->scans_tied &&
            !im->options->scan_folders.n)
                return OK;
        st = store_count_evidence(&im->report->evidence, im->store);
        if (st == OK && r->evidence.loose)
                st = name_loose(im);
        if (st == OK && r->evidence.bare)
                st = name_bare(im);
        arena_reset(im->row);
        return st;
}
