/* The forms of the report of soroe verify, each in a file of its own. Only cmd/prove/verify_report.c and they include this. */
#ifndef SOROE_VERIFY_FORMS_H
#define SOROE_VERIFY_FORMS_H

#include "cmd/prove/verify_report.h"

/* What the forms share. `name` is the file name that the record gives a packet; NULL if the file has that name. */
const char *verify_verdict_word(const struct context *, enum verdict);
const char *verify_other_name(const struct verification *, struct arena *);

/* cmd/prove/verify_text.c: for people. */
void verify_text(FILE *out, const struct context *, const struct verification *, struct arena *);
void verify_text_end(const struct verify_report *);

/* cmd/prove/verify_json.c: for machines; JSONL has no verdict on all. */
void verify_json(FILE *out, const struct context *, const struct verification *, struct arena *);
void verify_json_end(const struct verify_report *);
void verify_jsonl_end(const struct verify_report *);

/* cmd/prove/verify_csv.c: a table. */
void verify_csv_begin(const struct context *);
void verify_csv(FILE *out, const struct context *, const struct verification *, struct arena *);

/* cmd/prove/verify_html.c: a page; its rows wait for the head, and a sample is drawn of what is good. */
void verify_html_keep(struct verify_report *, const struct verify_told *, struct bytes row);
void verify_html_end(struct verify_report *);

#endif
