/* Shared by the files that fill the page of one facility. */
#ifndef SOROE_GO_CMD_PAGE_H
#define SOROE_GO_CMD_PAGE_H

#include "cmd/go/go.h"

/* The papers in her folder: what they are to the records, and what was read of them. */
enum status go_page_papers(struct go_page *, struct go *);
/* The copy of the receipt that a finding is about; none where it is about none, or where enough are shown. */
void go_page_picture(struct thumbnail *, const char **of, const struct go *, const struct finding *, size_t *shown);

#endif
