/* What the files of the import share. Only receipts/import*.c includes this. */
#ifndef SOROE_IMPORT_PRIVATE_H
#define SOROE_IMPORT_PRIVATE_H

#include "core/digest.h"

#include "receipts/import.h"
#include "receipts/scan.h"
#include "receipts/table.h"

/* A scan that a receipt names. */
struct wanted_scan {
        const char *name, *place;
};
struct wanted {
        VEC(struct wanted_scan);
};

/* A file of this command, read and recognised. */
struct input {
        const char *path, *base; /* path: absolute */
        struct bytes bytes;
        struct digest digest;
        struct table table;
        size_t report;   /* its index in report.files */
        int64_t source;
        struct rejects rejects;
        const char *rejects_name;
        bool is_table;
        size_t findings_from, findings_to; /* what was found in its header */
        struct wanted wanted; /* scans its receipts name */
};

struct import {
        struct import_report *report;
        struct store *store;
        const struct programme *programme;
        const struct import_options *options;
        struct map map;
        struct scan_index scans; /* of --scans */
        struct scan_intake intake;
        struct inputs {
                VEC(struct input);
        } inputs;
        const char *sources; /* of this command's tables, as a JSON array */
        struct arena *arena, *row; /* row: dies with each row */
        struct findings *findings;
};

struct import_file *import_report_of(struct import *, const struct input *);

/* receipts/import_rows.c: all tables, facilities first. */
enum status import_tables(struct import *);
/* receipts/import_changes.c: what a corrected row changes, for the report; and with --replace what is withdrawn. */
void import_note_change(struct import *, const struct input *, const struct origin *, const char *subject,
                        const struct field_changes *);
enum status import_withdraw(struct import *);
/* receipts/import_scans.c: the scans that the tables name, and those given as files. */
enum status import_scans(struct import *);
/* receipts/import_rejects.c: prepared before the commit, named after it, dropped if it fails. */
enum status import_prepare_rejects(struct import *);
enum status import_publish_rejects(struct import *);
void import_drop_rejects(struct import *);
const char *import_rejects_of(const struct import *, const struct input *);

#endif
