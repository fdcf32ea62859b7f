#include "receipts/import/import_private.h"

#include <stdio.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/kept/findings.h"

#include "core/banned.h"

/* The name of this file in rejected/, if that is where it lies. */
const char *import_rejects_of(const struct import *im, const struct input *in)
{
        const char *folder = file_absolute(im->arena, file_join(im->arena, store_folder(im->store), "rejected"));
        const char *path = in->file->path;
        size_t n = strlen(folder);

        return strncmp(path, folder, n) == 0 && path[n] == '/' && strcmp(path + n + 1, in->file->base) == 0
                       ? in->file->base
                       : "";
}

/* ---- while reading */

static enum status put(struct import *im, struct rejects *rejects, struct bytes bytes)
{
        if (!bytes.n || fwrite(bytes.at, 1, bytes.n, rejects->out) == bytes.n)
                return OK;
        return fault_set(im->findings, F_WRITE, rejects->path, platform_why());
}

/* The rest of a record too long to hold goes from file to file. */
static enum status copy_rest(struct import *im, struct rejects *rejects, const struct reader_row *row)
{
        unsigned char piece[1 << 14];
        enum status st = OK;

        for (int64_t at = 0; st == OK && at < row->rest_n;) {
                size_t want = row->rest_n - at < (int64_t)sizeof piece ? (size_t)(row->rest_n - at) : sizeof piece;
                int64_t got = file_at(piece, &im->reader.file, row->rest_at + at, want, im->findings);

                if (got < 0)
                        return ERR_SYSTEM;
                if (!got)
                        break; /* cut off meanwhile: noticed before the commit */
                st = put(im, rejects, (struct bytes){piece, (size_t)got});
                at += got;
        }
        return st;
}

static const char *rejected_folder(const struct import *im)
{
        return file_join(im->arena, store_folder(im->store), "rejected");
}

static enum status open_rejects(struct import *im, struct input *in)
{
        struct rejects *rejects = &in->rejects;
        int fd;

        rejects->path = arena_printf(im->arena, "%s/.%zu.part", rejected_folder(im), in->number);
        fd = file_open_at(rejects->path, OPEN_WRITE | OPEN_NEW, 0666);
        rejects->out = fd >= 0 ? platform_stream(fd, "w") : NULL;
        if (!rejects->out)
                return fault_set(im->findings, F_WRITE, rejected_folder(im), platform_why());
        return put(im, rejects, table_reject_header(&in->table, im->row));
}

enum status import_reject_row(struct import *im, struct input *in, const struct reader_row *row,
                              const struct finding *why)
{
        struct bytes before, after;
        enum status st = OK;

        import_report_of(im, in)->rejected++;
        if (im->options->dry_run)
                return OK;
        if (!in->rejects.out)
                st = open_rejects(im, in);
        table_reject(&before, &after, &in->table, row, why, im->options->language, im->row);
        if (st == OK)
                st = put(im, &in->rejects, before);
        if (st == OK)
                st = copy_rest(im, &in->rejects, row);
        return st == OK ? put(im, &in->rejects, after) : st;
}

/* ---- at the end */

/* Findings are dropped once their rows came back mended, or a corrected file brought them. */
static enum status settle(struct import *im, const struct input *in)
{
        struct store_source file = {
                .path = in->file->path, .part = in->table.origin.table, .rejects = import_rejects_of(im, in)};

        return store_clear_earlier_findings(im->store, in->source, &file);
}

static enum status finish(struct import *im, struct rejects *rejects)
{
        FILE *out = rejects->out;
        bool good = fflush(out) == 0 && platform_sync(platform_number(out));

        good = (fclose(out) == 0) && good;
        rejects->out = NULL;
        return good ? OK : fault_set(im->findings, F_WRITE, rejects->path, platform_why());
}

/* The files are written before the records are committed and get their names afterwards, so that a failure in
 * between changes nothing. */
static enum status prepare(struct import *im, struct input *in)
{
        bool rejected = import_report_of(im, in)->rejected > 0;
        enum status st = settle(im, in);

        in->rejects.name = import_rejects_of(im, in);
        if (st == OK && !*in->rejects.name)
                st = store_name_rejects(&in->rejects.name, im->store, in->source,
                                        &(struct store_source){.path = in->file->path,
                                                               .file = in->file->base,
                                                               .part = in->table.origin.table},
                                        rejected, im->arena);
        if (st == OK && rejected && !im->options->dry_run)
                import_report_of(im, in)->rejects = in->rejects.name;
        return st == OK && in->rejects.out ? finish(im, &in->rejects) : st;
}

static const char *final_path(const struct import *im, const struct input *in)
{
        return arena_printf(im->arena, "%s/rejected/%s", store_folder(im->store), in->rejects.name);
}

/* A corrected file leaves no rejected rows behind; a file of rejected rows is the user's and stays. */
static enum status remove_old(struct import *im, struct input *in)
{
        if (!in->rejects.path && *in->rejects.name && !*import_rejects_of(im, in))
                (void)file_unlink(final_path(im, in));
        return OK;
}

static enum status publish(struct import *im, struct input *in)
{
        const char *to = in->rejects.path ? final_path(im, in) : NULL;

        if (to && file_rename(in->rejects.path, to))
                return fault_set(im->findings, F_WRITE, to, platform_why());
        return OK;
}

static enum status drop(struct import *im, struct input *in)
{
        (void)im;
        if (in->rejects.out)
                fclose(in->rejects.out);
        in->rejects.out = NULL;
        if (in->rejects.path)
                (void)file_unlink(in->rejects.path);
        return OK;
}

static enum status each_table(struct import *im, enum status (*act)(struct import *, struct input *))
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < im->inputs.n; i++)
                if (im->inputs.at[i].is_table)
                        st = act(im, &im->inputs.at[i]);
        return st;
}

enum status import_prepare_rejects(struct import *im)
{
        return each_table(im, prepare);
}

enum status import_publish_rejects(struct import *im)
{
        enum status st = each_table(im, remove_old);

        return st == OK ? each_table(im, publish) : st;
}

void import_drop_rejects(struct import *im)
{
        each_table(im, drop);
}
