#include "cmd/read/read_papers.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/members/workers.h"

#include "core/file/file.h"
#include "core/format/image.h"

#include "core/banned.h"

struct run {
        const struct papers_reading *what;
        const struct texts *paths;
        size_t next;
        int64_t done;
};

/* ---- in a worker: a path in; the digest and the reading out */

static void put_unread(struct buffer *out, const struct paper_readers *readers, const char *why)
{
        buffer_printf(out, "R\t%s\nP\t1\tnone\t0\t0\t0\nN\t%s\nE\n", *readers->pixels ? readers->pixels : readers->text,
                      why);
}

static void read_one(void *user, const char *path, struct buffer *result, struct arena *scratch)
{
        const struct paper_readers *readers = user;
        struct findings findings = findings_in(scratch);
        struct reading reading;
        struct bytes file;
        struct digest digest = {""};

        if (file_read(&file, path, IMAGE_MOST_BYTES, scratch, &findings) != OK) {
                buffer_add(result, &digest, sizeof digest);
                put_unread(result, readers, "unopened");
                return;
        }
        digest = digest_of(file);
        buffer_add(result, &digest, sizeof digest);
        paper_read(&reading, file, readers, scratch);
        reading_write(result, &reading);
}

static void exhausted(void)
{
        platform_leave(EXIT_FAULT);
}

static void serve(const struct platform_given *given, int line)
{
        static const struct work work = {.run = read_one};
        struct paper_readers readers;

        memcpy(&readers, given->facts, sizeof readers);
        workers_serve(&work, &readers, arena_new(exhausted), line);
}

const struct platform_job read_papers_job = {"read-papers", serve};

/* ---- here */

/* The readers are all that a worker must know, so it is no copy: the command that goes on here may have begun to write. */
static struct platform_given give(void *user)
{
        const struct run *run = user;

        return (struct platform_given){.facts = run->what->readers, .facts_n = sizeof *run->what->readers};
}

static const char *next_path(void *user, enum status *st)
{
        struct run *run = user;

        (void)st;
        return run->next < run->paths->n ? run->paths->at[run->next++] : NULL;
}

static enum status take_result(void *user, const char *path, const struct worked *worked)
{
        struct run *run = user;
        const struct papers_reading *what = run->what;
        struct arena *scratch = arena_child(what->c->arena);
        struct paper_read read = {.path = path};
        struct bytes text = {0};
        enum status st;

        if (!worked->died && worked->result.n > sizeof read.digest) {
                memcpy(&read.digest, worked->result.at, sizeof read.digest);
                text = (struct bytes){worked->result.at + sizeof read.digest, worked->result.n - sizeof read.digest};
        }
        if (!text.n || !reading_parse(&read.reading, text, scratch)) {
                struct buffer unread = buffer_in(scratch);

                put_unread(&unread, what->readers, "memory");
                (void)reading_parse(&read.reading, buffer_bytes(&unread), scratch);
        }
        progress_wipe(what->progress);
        st = what->on_read(what->user, &read, scratch);
        progress_done(what->progress, ++run->done);
        arena_free(scratch);
        return st;
}

enum status read_papers(const struct papers_reading *what, const struct texts *paths)
{
        static const struct work work = {
                .next = next_path, .goes_on = true, .job = &read_papers_job, .give = give, .done = take_result};
        struct run run = {.what = what, .paths = paths};
        enum status st;

        progress_stage(what->progress, "読み取り", "reading", PACE_SCANS, (int64_t)paths->n);
        st = workers_run(&work, &run, what->jobs, what->c->arena, &what->c->findings);
        progress_wipe(what->progress);
        return st;
}

/* ---- a workspace */

enum status list_workspace_papers(struct workspace_papers *out, struct store *store, const struct texts *facilities,
                                  const struct paper_readers *readers, struct arena *arena)
{
        const struct kept_readers kept = {readers->pixels, readers->text, readers->both};
        enum status st = OK;

        *out = (struct workspace_papers){0};
        for (size_t i = 0; st == OK && i < (facilities->n ? facilities->n : 1); i++) {
                struct kept_papers some;

                st = store_list_papers(&some, store, facilities->n ? facilities->at[i] : "", &kept, arena);
                for (size_t k = 0; st == OK && k < some.n; k++) {
                        *vec_add(arena, &out->papers) = some.at[k];
                        out->unread += !some.at[k].is_read;
                }
        }
        return st;
}

struct keeping {
        struct store *store;
        const char *made_on;
};

static enum status keep(void *user, const struct paper_read *read, struct arena *scratch)
{
        const struct keeping *k = user;
        const char *name = file_base_name(read->path);
        enum status st;

        /* a scan whose bytes are not those of its name is no scan of this workspace */
        if (!paper_is_final(&read->reading) || strncmp(name, read->digest.hex, DIGEST_TEXT - 1) != 0)
                return OK;
        st = store_begin(k->store);
        if (st == OK)
                st = store_put_reading(k->store, read->digest.hex, &read->reading, k->made_on, scratch);
        if (st == OK)
                return store_commit(k->store);
        store_rollback(k->store);
        return st;
}

enum status read_workspace_papers(struct context *c, struct store *store, const struct workspace_papers *papers,
                                  const struct paper_readers *readers, int jobs, struct progress *progress)
{
        struct keeping keeping = {store, author(c, login(), "").at};
        const struct papers_reading what = {c, readers, progress, jobs, keep, &keeping};
        struct texts paths = {0};

        for (size_t i = 0; i < papers->papers.n; i++) {
                const struct kept_paper *p = &papers->papers.at[i];

                /* without the reader a picture stays what it is */
                if (!p->is_read && (*readers->program || strcmp(p->ext, "pdf") == 0))
                        *vec_add(c->arena, &paths) =
                                arena_printf(c->arena, "%s/evidence/%s.%s", store_folder(store), p->sha256, p->ext);
        }
        if (paths.n) {
                int64_t tied = 0;
                enum status st = read_papers(&what, &paths);

                if (st == OK)
                        st = tie_by_slips(&tied, c, store);
                if (tied)
                        fprintf(beside(),
                                say(c, "QRの札で領収書に結び付けた画像: %" PRId64 "枚\n",
                                    "scans tied to their receipts by a slip: %" PRId64 "\n"),
                                tied);
                return st;
        }
        return OK;
}
