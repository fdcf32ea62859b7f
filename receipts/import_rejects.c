#include "receipts/import_private.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"

#include "core/banned.h"

/* The name of this file in rejected/, if that is where it lies. */
const char *import_rejects_of(const struct import *im, const struct input *in)
{
        const char *folder = file_absolute(im->arena, file_join(im->arena, store_folder(im->store), "rejected"));
        size_t n = strlen(folder);

        return strncmp(in->path, folder, n) == 0 && strcmp(in->path + n + 1, in->base) == 0 ? in->base : "";
}

static const char *waiting_path(const struct import *im, const char *name)
{
        return arena_printf(im->arena, "%s/rejected/.%s.new", store_folder(im->store), name);
}

/* What rows that came back have mended, or a corrected file has, is no finding any more. */
static enum status settle(struct import *im, const struct input *in)
{
        struct store_source file = {.path = in->path, .rejects = import_rejects_of(im, in)};

        return store_clear_earlier_findings(im->store, in->source, &file);
}

/* Written before the records are committed, named after: a failure in between changes nothing. */
static enum status prepare(struct import *im, struct input *in)
{
        enum status st = settle(im, in);

        in->rejects_name = import_rejects_of(im, in);
        if (st == OK && !*in->rejects_name)
                st = store_name_rejects(&in->rejects_name, im->store, in->source, in->path, in->base, im->arena);
        if (st != OK || !in->rejects.out.n)
                return st;
        if (im->options->dry_run)
                return OK;
        import_report_of(im, in)->rejects = in->rejects_name;
        return file_write(waiting_path(im, in->rejects_name), buffer_bytes(&in->rejects.out), 0600, im->arena,
                          im->findings);
}

/* A corrected file leaves no rejected rows behind; a file of rejected rows is the user's and stays. */
static enum status publish(struct import *im, struct input *in)
{
        const char *to = arena_printf(im->arena, "%s/rejected/%s", store_folder(im->store), in->rejects_name);

        if (in->rejects.out.n && rename(waiting_path(im, in->rejects_name), to))
                return (enum status)fault_set(im->findings, F_WRITE, to, strerror(errno));
        if (!in->rejects.out.n && !*import_rejects_of(im, in))
                unlink(to);
        return OK;
}

static enum status drop(struct import *im, struct input *in)
{
        if (in->rejects.out.n && in->rejects_name)
                unlink(waiting_path(im, in->rejects_name));
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
        return each_table(im, publish);
}

void import_drop_rejects(struct import *im)
{
        each_table(im, drop);
}
