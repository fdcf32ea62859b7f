/* What the files of the import share. Only receipts/import/ includes this. */
#ifndef SOROE_IMPORT_PRIVATE_H
#define SOROE_IMPORT_PRIVATE_H

#include "core/file/digest.h"
#include "core/file/file.h"

#include "receipts/import/import.h"
#include "receipts/table/row.h"
#include "receipts/scans/scan.h"
#include "receipts/table/mapped.h"
#include "receipts/table/table.h"
#include "receipts/import/unpack.h"

#define IMPORT_MOST_BYTES ((size_t)INT32_MAX) /* of one file: its lines can be counted */

/* A file of this command: read through a descriptor, one at a time, by whichever reader knows it. */
struct input_file {
        const char *path;       /* absolute; what the source is called, also of a member of a ZIP */
        const char *base;       /* for places and reports: base name, or its path in the folder or ZIP it came in */
        const char *bytes;      /* the path where its bytes lie: path, or what was unpacked */
        bool delivered;         /* in a folder or ZIP, among what may be no table */
        bool zipped;            /* in a ZIP: another ZIP in it is not opened */
        struct open_file state; /* how it was when it was first opened; its descriptor is closed */
        struct digest digest;
        bool is_scan;
        const char *original; /* extension under which the file itself is kept among the evidence; NULL */
        int tables;           /* how many it has */
        int64_t rows;         /* of all of them */
        /* its receipt is another paper of the same number (E058): its lines stay out too */
        bool refused;
        const char *only_facility; /* of its facilities table; "" none yet, NULL several */
        const char *sender;        /* the facility of all rows of its tables; "" none yet, NULL several */
};

/* A table of a file; or, with is_table false, the file itself, for its report. */
struct input {
        struct input_file *file;
        struct table table;
        size_t number; /* its index in import.inputs */
        size_t report; /* its index in report.files */
        int64_t source;
        bool is_table;
        bool carries;                      /* scans of its own */
        bool stopped;                      /* it could not be read to its end, so --replace withdraws nothing */
        size_t findings_from, findings_to; /* what was found in its header */
        struct rejects {
                void *out;        /* FILE, once a row was rejected */
                const char *path; /* where it is written until it gets its name */
                const char *name; /* its name in rejected/ */
        } rejects;
};

/* The folder of a table, and a folder scans/ beside it. */
struct scans_beside {
        struct scan_index index;
        bool read;
        struct arena *arena;
};
/* Where a scan may lie: by path, or, in a file that carries its own, as bytes. */
struct found_scan {
        const char *path;
        struct bytes bytes;
        struct scan_sender from;
};
/* A scan that was looked at before the rows that name it were put (receipts/import/import_shared.c). */
struct shared_scan {
        const char *name;
        const char *sha256; /* "" where its rows wait for import_scans */
        int tied;           /* how many new ties have this digest */
};
enum { SHARED_PLACES = 256, SHARED_MOST = SHARED_PLACES / 4 };

struct import {
        struct import_report *report;
        struct store *store;
        const struct programme *programme;
        const struct import_options *options;
        struct maps maps;
        struct scan_index scans; /* of --scans, and of the folders and ZIPs handed over */
        struct unpack_room room; /* where ZIPs are unpacked */
        struct scan_intake intake;
        struct senders {
                VEC(const struct input_file *);
        } senders; /* the files that hold tables, in the order of their folders */
        struct inputs {
                VEC(struct input);
        } inputs;
        bool first; /* there was no receipt before this command */
        struct {
                bool serves; /* the rows of the table under way */
                int n;
                struct scans_beside beside;
                struct shared_scan at[SHARED_PLACES]; /* by a hash of the name */
        } shared;
        struct input_file *reading; /* whose reader is open */
        struct open_file opened;
        struct reader reader;
        unsigned char *head;
        const char *sources; /* of this command's tables, as a JSON array */
        struct {
                VEC(int64_t);
        } source_ids; /* the same, in order */
        struct {
                const char *number, *facility;
                struct arena *arena;
        } payer;                   /* of the line before */
        struct payers *payers;     /* of all receipts; NULL where there were some before this command */
        const char *only_facility; /* of the whole workspace; "" of several; NULL: not asked yet */
        int64_t assumed_for;       /* the source whose rows were last given to the only facility */
        int counts[FINDING_IDS];   /* how many findings of each id there were */
        struct import_progress progress;
        int64_t bytes, bytes_done; /* of all tables */
        struct arena *arena, *row; /* row: dies with each row */
        struct findings *findings;
};

struct import_file *import_report_of(struct import *, const struct input *);
void import_tell(struct import *, enum import_stage, int64_t done, int64_t of);

/* receipts/import/import_open.c: the files of the command, recognised by their content. */
enum status import_open_all(struct import *, const struct texts *paths);
/* Opens the reader of a file, unless it is open already. ERR_INPUT: the file cannot be read (any more), a finding says why. */
enum status import_reader(struct import *, struct input_file *);
void import_close_reader(struct import *);
/* ERR_INPUT with E040 if a file is not what it was when it was opened. */
enum status import_check_unchanged(struct import *);
enum status import_abandon(struct import *, const char *file); /* ERR_INPUT with E040 */

/* receipts/import/import_tables.c: all tables, facilities first. */
enum status import_tables(struct import *);
/* The rows of one table under way. */
struct import_taking {
        struct positions *positions;
        struct mapped mapped;
        struct {
                int n, first; /* rows, and the line of the first */
        } passed[PASSED_KINDS];
        int hidden, hidden_first; /* rows nobody sees that were taken */
        int beside_line;          /* the first row with a cell under no header */
        size_t beside;            /* its column */
        const char *beside_text;
        const char *other, *other_at; /* another table began among the rows: its name, and the place of its header */
        int nones, nones_first;       /* cells taken as empty, and the line of the first */
        struct arena *rows[2];        /* of this row, and of the one whose cells stand above it */
        struct arena *held;           /* the latter */
        const char *const *above;
};
/* receipts/import/import_rows.c: one row. `before` is where its findings begin; those of the reader stand there, too. */
enum status import_take_row(struct import *, struct input *, const struct reader_row *, struct import_taking *,
                            size_t before);
/* The row stays out: it goes into the file of rejected rows, and its findings are kept under `key`. */
enum status import_refuse_row(struct import *, struct input *, const struct reader_row *, const char *key,
                              size_t before);
/* receipts/import/import_stands.c: does what somebody entered by hand stand against this row? */
enum import_stands {
        STANDS_NOT,     /* nothing is there, or it came in the same way */
        STANDS,         /* it was entered by hand: what a machine wrote does not replace it */
        STANDS_AGAINST, /* it is another paper of the same number: the row is rejected (E058) */
};
/* Drops the findings of the row since `before` whose question is answered already. */
enum status import_look_at_earlier(enum import_stands *out, struct import *, const struct input *, const struct row *,
                                   size_t before);
/* receipts/import/import_codes.c: offers the ten digits that a code of seven must mean, where prefecture and table are known. */
enum status import_offer_codes(struct import *, const struct input *, const struct row *, size_t before);
/* receipts/import/import_changes.c: notes for the report what a corrected row changes, and withdraws what --replace asks for. */
void import_note_change(struct import *, const struct input *, const struct origin *, const char *subject,
                        const struct field_changes *);
void import_note_withdrawn(struct import *, const struct input *, const char *kind, const char *subject,
                           const char *place);
enum status import_withdraw(struct import *);
/* receipts/import/import_keys.c: finds the records that came under a corrected code or number. Called when the scans
 * are in. */
enum status import_correct_keys(struct import *);
/* receipts/import/import_findings.c: keeps with the source what was found since `from`. Where very many are of one kind, only the first
 * stay in the list. */
void import_count_more(struct import *, enum finding_id, int n);
/* lists them without keeping them; copies the strings that live in `row` */
void import_list_findings(struct import *, size_t from);
enum status import_keep_findings(struct import *, const struct input *, const char *record, size_t from);
/* receipts/import/import_scans.c: takes the scans that the tables name, and those given as files. */
enum status import_scans(struct import *);
/* Looks for a scan in the file itself, in --scans, or beside the table. In a folder that was handed over it looks
 * beside the table first, for others in it may use the same names. ERR_INPUT: it is nowhere. */
enum status import_find_scan(struct found_scan *out, struct import *, const struct input *, struct scans_beside *,
                             const char *name);
/* receipts/import/import_shared.c: the first few names of scans. Their digests go into the rows, which are then put once, not put
 * and changed; that pays where many receipts name one scan. */
void import_share_scans(struct import *, const struct input *); /* before the rows of a table */
void import_share_no_more(struct import *);                     /* after them */
/* Fills in the digests of a receipt that is going to be put; then counts, where it was added, what is tied. */
enum status import_look_at_scans(struct import *, const struct input *, struct evidence_list *);
enum status import_want_scans(struct import *, const struct input *, const struct evidence_list *, int line,
                              bool added);
/* The scan of this name if new ties have its digest; else NULL. */
const struct shared_scan *import_shared_scan(const struct import *, const char *name);
/* receipts/import/import_loose.c: takes the scans that no table names, and ties them to the receipts that their own
 * names say. */
void import_index_senders(struct import *); /* when all tables are read */
/* Whose scan it is that lies at `label` (struct scan_place): returns the only facility of the tables in its folder, or in the folder
 * around its folder of pictures. */
const char *import_sender(const struct import *, const char *label);
enum status import_loose_scans(struct import *);
enum status import_tie_by_name(struct import *);
enum status import_count_evidence(struct import *);
/* receipts/import/import_rejects.c: files of rejected rows. They are written while tables are read, complete before the commit, named
 * after it, and dropped if it fails. */
enum status import_reject_row(struct import *, struct input *, const struct reader_row *, const struct finding *why);
enum status import_prepare_rejects(struct import *);
enum status import_publish_rejects(struct import *);
void import_drop_rejects(struct import *);
const char *import_rejects_of(const struct import *, const struct input *);

#endif
