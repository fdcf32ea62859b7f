/* Reading papers with several workers: each file is read in a process of its own, which asks its own children. */
#ifndef SOROE_READ_PAPERS_H
#define SOROE_READ_PAPERS_H

#include "cmd/frame/command.h"
#include "cmd/terminal/progress.h"

#include "core/file/digest.h"
#include "core/paper/paper.h"
#include "core/platform/platform.h"
#include "core/store/kept/readings.h"

struct paper_read {
        const char *path;
        struct digest digest; /* of the bytes that were read; "" where there were none */
        struct reading reading;
};

/* Called for each file, in their order. The strings die with the call. */
typedef enum status on_paper_read(void *user, const struct paper_read *, struct arena *scratch);

struct papers_reading {
        struct context *c;
        const struct paper_readers *readers;
        struct progress *progress;
        int jobs;
        on_paper_read *on_read;
        void *user;
};
enum status read_papers(const struct papers_reading *, const struct texts *paths);
extern const struct platform_job read_papers_job; /* what a worker does */

/* What a workspace has and what is not read of it. */
struct workspace_papers {
        struct kept_papers papers;
        size_t unread;
};
/* Of these facilities, or of all where none is named. */
enum status list_workspace_papers(struct workspace_papers *out, struct store *, const struct texts *facilities,
                                  const struct paper_readers *, struct arena *);
/* Reads what is not read and keeps it, paper by paper: whatever ends the run, what was read stays. */
enum status read_workspace_papers(struct context *, struct store *, const struct workspace_papers *,
                                  const struct paper_readers *, int jobs, struct progress *);

/* Ties the loose scans that have the code of a slip to the receipts it says; *tied counts them. */
enum status tie_by_slips(int64_t *tied, struct context *, struct store *);

#endif
