/* The import itself: files of any order into the workspace, in one transaction. Rows that cannot be
 * read are rejected and kept, byte for byte, in rejected/; the others come in. The same bytes twice change
 * nothing. A failure of the system leaves the workspace as it was. Memory does not grow with the files. */
#ifndef SOROE_IMPORT_H
#define SOROE_IMPORT_H

#include "core/record/field.h"
#include "core/programme/programme.h"
#include "core/store/across/ties.h"
#include "core/store/store.h"

#include "receipts/table/maps.h"

/* How far the import is. It is told often; whoever prints it decides how often that is shown. */
enum import_stage { IMPORT_ROWS, IMPORT_SCANS, IMPORT_WRITING };
struct import_progress {
        enum import_stage stage;
        int64_t done, of; /* IMPORT_ROWS: bytes; IMPORT_SCANS: scans, `of` not known (0); else 0 */
        int64_t rows;     /* so far, of all tables */
        int64_t scans;
};

struct import_options {
        const char *facility;      /* whose rows they are where a row does not say; NULL */
        struct texts scan_folders; /* --scans */
        struct texts maps;         /* --map: ids of column maps, or paths of files */
        bool replace, dry_run;
        bool replace_file;      /* as replace, but only what an earlier version of the same file brought */
        enum language language; /* of what stands beside a rejected row */
        struct store_author author;
        /* what somebody said that a code of seven digits means; NULL: nothing */
        const char *short_code, *whole_code;
        /* a file of a folder handed over that is passed over; NULL: none is */
        bool (*is_own)(void *user, const char *path);
        void *own_user;
        void (*progress)(void *user, const struct import_progress *); /* NULL */
        void *user;
};

/* One table (a sheet of a workbook is one), or one file that is none. */
struct import_file {
        const char *name;   /* base name, or the path in the folder or ZIP it came in */
        const char *sha256; /* "" if it could not be read */
        const char *sheet;  /* of a workbook; else "" */
        bool is_table, is_scan;
        enum table_kind kind;
        const char *encoding; /* "UTF-8" "CP932" */
        int rows, added, changed, unchanged, ignored, rejected, withdrawn;
        int passed;          /* entries of a journal that are of no account the map names */
        const char *rejects; /* name of the file in rejected/, or NULL */
};

/* One field of a corrected record, or a record withdrawn (field NULL). */
#define IMPORT_SHOWN   20    /* corrected or withdrawn records of each file that are always here */
#define IMPORT_CHANGES 10000 /* as many changes are here in all, if they are more */
struct import_change {
        size_t file;                /* its index in report.files */
        const char *subject, *kind; /* "4710123458/R-0412", "receipt" */
        const char *place;          /* of the new value; of a record withdrawn, where it stood */
        const char *field;
        struct field_value old, now;
        bool shown; /* of the first IMPORT_SHOWN of its file */
};
#define IMPORT_NAMED 5
struct import_report {
        struct import_files {
                VEC(struct import_file);
        } files;
        int litter; /* files that systems leave in folders: passed over */
        int scans_added, scans_linked, scans_missing;
        int scans_tied; /* by their own names */
        /* Scans without a receipt and receipts without a scan in the whole workspace, if the command brought scans
         * or looked for them; else zero. */
        struct evidence_counts evidence;
        struct texts loose, bare; /* the first IMPORT_NAMED of them: names; receipts as 4710123458/R-0412 */
        struct import_changes {
                VEC(struct import_change);
        } changes;
        int64_t changes_total; /* also those that are not in `changes` */
        bool abandoned;        /* a file changed while it was read (E040): nothing was written */
        struct import_mores {
                VEC(struct import_more {
                        enum finding_id id;
                        int n; /* how many more were found than are listed; all are kept in the workspace */
                });
        } more;
};
/* lines without receipt or category that are listed at the end; the rest is counted */
#define IMPORT_UNSORTED    20
#define IMPORT_MOST_LISTED 1000 /* findings of one id in the list; the report counts the rest */

/* A path is a file, a folder of files, or a ZIP of files. Tables are taken in the order facilities, receipts, applications, purchases. Findings: what was wrong, sorted.
 * ERR_INPUT never comes back: bad input is findings. */
enum status import_files(struct import_report *out, struct store *, const struct programme *,
                         const struct import_options *, const struct texts *paths, struct arena *, struct findings *);

#endif
