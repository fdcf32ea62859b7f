/* The workspace's records in SQLite: a folder with soroe.db, evidence/, rejected/, packets/.
 * One command is one transaction; a command that fails leaves the records as they were.
 * Corrections and withdrawals are kept in a history. Only core/store/ and core/audit/ know SQLite.
 *
 * Order of calls: store_create or store_open · store_begin · writing · store_commit (or store_rollback) · store_close.
 * Reading needs no transaction; store_read_begin gives one view of all the records.
 * Failure: ERR_SYSTEM, with the fault in the findings given to store_open. */
#ifndef SOROE_STORE_H
#define SOROE_STORE_H

#include "core/record/correction.h"
#include "core/record/field.h"
#include "core/base/finding.h"
#include "core/record/filing.h"
#include "core/record/records.h"
#include "core/record/sealed.h"
#include "core/base/status.h"
#include "core/base/text.h"

#include <stdint.h>

struct store;

/* A shared workspace is its folder's group's, too: the mode of its database says so, and whoever writes a file there heeds it. */
enum status store_create(const char *folder, const char *programme, bool shared, struct arena *, struct findings *);
enum status store_look_shared(bool *out, const char *folder, struct arena *, struct findings *); /* asked before it is opened */
bool store_is_shared(const struct store *);
/* The store keeps `findings` for its faults: they must outlive it. */
enum status store_open(struct store **out, const char *folder, struct findings *);
void store_close(struct store *); /* NULL is fine; an open transaction is rolled back */

/* A database of an older version is brought up to date as it is opened; the old one is kept beside it. from 0: it was not. */
struct store_migrated {
        int from, to;
        const char *kept; /* its path */
};
struct store_migrated store_migrated(const struct store *);

/* Who writes ("tanaka@pc-3, soroe import, …"): told to whoever finds the workspace busy. */
void store_announce(struct store *, const char *owner);
/* Takes the write lock; F_BUSY with its holder, if another process keeps it for long. */
enum status store_begin(struct store *);
enum status store_read_begin(struct store *);
enum status store_commit(struct store *);
void store_rollback(struct store *);

const char *store_folder(const struct store *);
/* "" if not set. The string lives in the arena. */
enum status store_setting(const char **out, struct store *, const char *name, struct arena *);
enum status store_set(struct store *, const char *name, const char *value);

/* ---- writing */

/* The column map of the tables that people fill in. */
#define STORE_ENTRY "entry"

/* The file that the next records come from. */
struct store_source {
        const char *path, *file, *sha256, *kind, *columns;
        const char *part; /* which table of the file: the sheet, or "" */
        const char *map;  /* id of the column map it was read with; NULL is the entry tables */
        enum origin_style style;
        const char *rejects; /* base name of the file in rejected/ that this one is, or "" */
};
enum status store_source(int64_t *id, struct store *, const struct store_source *);

/* Who changes records, when and why: for the history. */
struct store_author {
        const char *who, *at, *why;
};

/* What became of a row. TWIN and CONFLICT: the same key stands earlier in the same file; nothing is written. */
enum put { PUT_ADDED, PUT_CHANGED, PUT_UNCHANGED, PUT_TWIN, PUT_CONFLICT };
struct put_result {
        enum put put;
        int first_line; /* TWIN and CONFLICT: where the key stands first */
        int64_t first_source; /* and in which table of the file */
        struct field_changes changes; /* CHANGED: the fields that differ, in scratch */
};
/* Records are found by key; `origin.line` and `source` say where they stand. `scratch` may be reset afterwards. */
enum status store_put_facility(struct put_result *, struct store *, const struct facility *, int64_t source,
                               const struct store_author *, struct arena *scratch);
enum status store_put_receipt(struct put_result *, struct store *, const struct receipt *, int64_t source,
                              const struct store_author *, struct arena *scratch);
enum status store_put_purchase(struct put_result *, struct store *, const struct purchase *, int64_t source,
                               const struct store_author *, struct arena *scratch);
/* A line of the vendor's 領収書内訳書 (purchase.of_breakdown), counted apart. */
enum status store_put_vendor_line(struct put_result *, struct store *, const struct purchase *, int64_t source,
                                  const struct store_author *, struct arena *scratch);
enum status store_put_claim(struct put_result *, struct store *, const struct claim *, int64_t source,
                            const struct store_author *, struct arena *scratch);

/* What an import must remember of its rows and not hold in memory. Between begin and end; `input` numbers its tables. */
enum status store_import_begin(struct store *);
/* Of a large import: the indexes of tables that are still empty are made when these are full. Undone with the transaction. */
enum status store_import_index_later(struct store *);
enum status store_import_receipts_in(struct store *); /* no receipt follows: purchases may ask for them */
enum status store_import_rows_in(struct store *);     /* no row follows */
enum status store_import_end(struct store *);
struct wanted_scan {
        const char *name;
        int line; /* of the first row that names it */
        bool breakdown;
};
struct wanted_scans {
        VEC(struct wanted_scan);
};
enum status store_want_scan(struct store *, int input, const char *name, int line, bool breakdown);
/* Each name once, in order, after `after` ("" to begin): a batch; empty at the end. */
enum status store_wanted_scans(struct wanted_scans *out, struct store *, int input, const char *after, struct arena *);
struct position_key {
        uint64_t high;
        uint32_t low;
};
enum status store_put_position(struct store *, int input, const struct position_key *, int32_t position);
enum status store_find_position(int32_t *out, struct store *, int input, const struct position_key *); /* 0: none */

/* The payer of the only receipt of that number among the sources (in order), else in the whole workspace, or "". */
enum status store_only_payer(const char **out, struct store *, const char *number, const int64_t *sources, size_t n,
                             struct arena *);
/* Lines of this number that came before their facility was known now belong to `facility`. */
enum status store_place_purchases(struct store *, const char *number, const char *facility);
/* What earlier imports of a table brought for the facilities of `source`, and this command lacks, goes into the history.
 * Called when all its files are in: two files of one facility do not displace each other. */
struct replacement {
        int64_t source;
        const char *sources; /* of this command, a JSON array of ids */
        const struct store_author *author;
        void (*on_withdrawn)(void *user, const char *subject, const char *place);
        void *user;
};
enum status store_withdraw(int *n, struct store *, const char *kind, const struct replacement *, struct arena *scratch);

/* The position of a line that comes back from a file of rejected rows: it must not displace a line that came in.
 * `place` is what the file says of where it was rejected. */
enum status store_rejected_position(int32_t *out, struct store *, const struct purchase *, int64_t source, const char *place);

/* Evidence: the decoded verdict of a scan, and the receipts that name it. */
enum status store_damaged_evidence(struct evidence_list *out, struct store *, struct arena *); /* scans that could not be read */
enum status store_put_evidence(struct store *, const struct evidence *);
/* What is known of these bytes: fills ext, state and reason; *found false if they are new. */
enum status store_find_evidence(struct evidence *out, bool *found, struct store *, const char *sha256, struct arena *);
/* Ties the scan to the receipts of `source` that name it (0: to all that still lack it). A scan that
 * replaces another one goes into the history. *links counts what changed. */
enum status store_link_evidence(int *links, struct store *, const char *name, const char *sha256, int64_t source,
                                const struct store_author *, struct arena *scratch);
/* Of an import: the digest of the only scan kept under this name that can be meant by the receipts of `source`; "" if none. */
enum status store_kept_scan(const char **sha256, struct store *, const char *name, int64_t source, struct arena *);
/* Is there a receipt of `source` that names it and has no scan yet? */
enum status store_lacks_evidence(bool *lacks, struct store *, const char *name, int64_t source);

/* ---- scans and receipts (core/store/across/store_ties.c) */

/* Where a scan came from. */
struct scan_sender {
        const char *path;     /* "返送/山田医院/IMG_001.jpg", below the folder or ZIP that was handed over; NULL or "": unknown */
        const char *facility; /* whose tables lay beside it; NULL or "": unknown, "-": of several */
};
/* What the bytes were called when they were received (NFC), and from where; the same bytes may have come under several names. */
enum status store_note_name(struct store *, const char *sha256, const char *name, const struct scan_sender *from);

/* A scan that is kept and belongs to no receipt. */
struct loose_scan {
        const char *sha256, *name, *ext, *reason; /* reason "": it is readable */
        struct scan_sender from;                  /* of store_loose_scans only */
};
struct loose_scans {
        VEC(struct loose_scan);
};
/* In the order of their names, after `after` (NULL to begin): a batch; empty at the end. */
enum status store_loose_scans(struct loose_scans *out, struct store *, const struct loose_scan *after, struct arena *);
/* The same of every name under which no receipt has the scan. */
enum status store_unplaced_scans(struct loose_scans *out, struct store *, const struct loose_scan *after, struct arena *);

struct receipt_ref {
        int64_t id;
        const char *facility, *number;
};
struct receipt_refs {
        VEC(struct receipt_ref);
};
/* Is there a facility of this code, or a receipt of one? */
enum status store_knows_facility(bool *out, struct store *, const char *facility);
/* The receipts that a facility paid, then those on which it has lines. */
enum status store_receipts_named(struct receipt_refs *out, struct store *, const char *facility, struct arena *);

/* What is kept under a name, or under a digest of which at least eight digits are said. */
enum status store_find_scans(struct loose_scans *out, struct store *, const char *word, struct arena *);

struct tie_request {
        const struct receipt_ref *receipt;
        const char *name, *sha256;
        bool is_breakdown;
        enum tie_how how;
};
/* *put: PUT_UNCHANGED if the receipt has these bytes already. A name does not tie again what somebody has untied; a hand
 * does, and that goes into the history. */
enum status store_tie(enum put *, struct store *, const struct tie_request *, const struct store_author *,
                      struct arena *scratch);
/* The receipt is without these bytes; they stay in evidence/, and the history keeps the tie. *put: PUT_UNCHANGED if there was
 * none. */
enum status store_untie(enum put *, struct store *, const struct tie_request *, const struct store_author *,
                        struct arena *scratch);

/* A receipt without a readable scan. */
struct bare_receipt {
        struct receipt_ref ref;
        const char *issuer, *place;
        struct date date;
        struct yen amount;
};
struct bare_receipts {
        VEC(struct bare_receipt);
};
/* After the receipt of id `after` (0 to begin): a batch. `facility` "": all; `idle`: those alone that no application needs. */
enum status store_bare_receipts(struct bare_receipts *out, struct store *, const char *facility, bool idle, int64_t after,
                                struct arena *);
struct evidence_counts {
        int64_t loose, bare; /* scans without a receipt, receipts without a scan */
};
enum status store_count_evidence(struct evidence_counts *out, struct store *);
/* W335 W336 W337: for check; `facility` "": of all. Whose a loose scan is, its name says, if anything does. */
enum status store_evidence_findings(struct store *, const char *facility, struct findings *out, struct arena *);

/* The rejected or doubtful rows of a source, until a corrected one comes in. `record` is the row's key ("" if unknown). */
enum status store_keep_finding(struct store *, int64_t source, const char *record, const struct finding *);
enum status store_clear_findings(struct store *, int64_t source); /* before a file is read again */
/* What earlier versions of a file left: of the same path, or of the rows that `file` brings back from rejected/. */
enum status store_clear_earlier_findings(struct store *, int64_t source, const struct store_source *file);
/* Open questions of imports about records or, with `record` "", about all that a table brought; sorted by record. */
struct import_question {
        const char *record, *sha256, *part;
};
struct import_questions {
        VEC(struct import_question);
};
enum status store_import_questions(struct import_questions *out, struct store *, struct arena *);
enum status store_any_facility_rejected(bool *out, struct store *); /* a row of a table of facilities waits to be mended */
enum status store_any_rejected(bool *out, struct store *); /* false: there is nothing to mend */
enum status store_clear_record(struct store *, const char *record); /* an accepted row mends a rejected one */
/* The name in rejected/ of what was rejected of a source (path, file and part of it): the one it had before; else, if something
 * was rejected now, a new one; else "". */
enum status store_name_rejects(const char **name, struct store *, int64_t id, const struct store_source *, bool rejected,
                               struct arena *);

/* An answer to a question of `facility`, in place of an earlier one, which goes into the history. The same answer of the
 * same person to the same facts again is PUT_UNCHANGED and keeps its day. */
enum status store_put_answer(enum put *, struct store *, const char *facility, const struct answer *,
                             const struct store_author *, struct arena *scratch);

/* ---- reading */

/* `facility` "": all; else what concerns that one, and no other's file. */
enum status store_kept_findings(struct store *, const char *facility, struct findings *out, struct arena *);
/* The same; a rejected row's are about the record that it would have become (their subject). */
enum status store_kept_by_row(struct store *, struct findings *out, struct arena *);
/* Codes of facilities in order, after `after` ("" to begin): a batch; empty at the end. */
/* The only facility whose code ends in these digits, and the first two digits that all codes have; NULL and "" where there is none. */
enum status store_facility_ending(const char **out, struct store *, const char *digits, struct arena *);
enum status store_only_prefecture(const char **out, struct store *, struct arena *);
enum status store_facility_codes(struct texts *out, struct store *, const char *after, struct arena *);
/* Its own record alone. */
enum status store_facility(struct facility *out, bool *found, struct store *, const char *code, struct arena *);
/* Everything of one facility. *found is false where the table has no such code. */
enum status store_records(struct records *out, bool *found, struct store *, const char *code, struct arena *);
/* The rows of the table of receipts that a facility pays, as they came: breakdowns are rows of their own, scans are the
 * names as typed. By date, number. */
enum status store_receipts_paid(struct receipt_list *out, struct store *, const char *code, struct arena *);
/* Records that belong nowhere (E108 E112 E113) and what facilities share by mistake (W308 W310). */
enum status store_strays(struct store *, struct findings *out, struct arena *);
/* What came in without a category and has none yet (C231: a journal's, to be fetched; C232: an e-invoice's), from these sources
 * (a JSON array of ids; "" = the whole workspace). The first `most` are listed, the rest is counted. */
struct store_unsorted_rest {
        int fetch, sort; /* C231, C232 */
};
enum status store_unsorted(struct store_unsorted_rest *rest, struct store *, const char *sources, size_t most,
                           struct findings *out, struct arena *);
/* By which column map a receipt or a line came in, its amount, and a receipt's issuer; map "" if there is no such record. */
struct store_made {
        const char *map, *issuer;
        struct yen amount;
};
enum status store_made_receipt(struct store_made *out, struct store *, const struct receipt *, struct arena *);
enum status store_made_purchase(struct store_made *out, struct store *, const struct purchase *, struct arena *);
/* `facility` "": across the whole workspace; else what concerns that one. */
enum status store_crosscheck(struct store *, const char *facility, struct findings *out, struct arena *);
/* The same for the receipts of one member as its applications are shown: what is surely one paper and claimed beyond its total
 * (E155), what may be one (C235), and of other receipts W308 and W310. The subject of each is the receipt. No packet's assessment
 * has them. */
struct programme;
enum status store_double_claims(struct findings *out, struct store *, const struct programme *, const struct records *);
enum status store_shared_receipts(struct findings *out, struct store *, const struct programme *, const struct records *);

struct search {
        struct date from, to; /* both days are included; unset = open */
        struct yen min, max;
        const char *party; /* the issuer contains it, compared as text_party_key, or the registration number does; NULL */
};
typedef enum status store_on_receipt(void *user, const struct receipt *);
enum status store_search(struct store *, const struct search *, store_on_receipt *, void *user, struct arena *scratch);

/* The history (電子帳簿保存法): every correction, withdrawal and return of a record. It only grows. */
struct history_query {
        const char *facility, *number; /* whose record, of which receipt; NULL */
        const char *kind;              /* of core/record/field.h; NULL */
        const char *party;             /* the issuer, before or after, contains it; also lines and scans of its receipts; NULL */
        struct date from, to;          /* days in Japan, both included; unset = open */
};
enum history_what { HISTORY_CHANGED, HISTORY_WITHDRAWN, HISTORY_RETURNED };
struct history_entry {
        int64_t entry; /* its number */
        enum history_what what;
        const char *at, *who, *why, *kind;
        const char *facility, *number, *subject; /* number "" where it concerns no receipt */
        const char *old_place, *place;           /* NULL where it came from no file */
        const char *old_sha256, *sha256;         /* of those files */
        struct field_changes fields; /* all of the record; of one withdrawn or come back one side is VALUE_NONE */
};
typedef enum status store_on_history(void *user, const struct history_entry *);
/* Oldest first. An entry lives until the next one. */
enum status store_history(struct store *, const struct history_query *, store_on_history *, void *user,
                          struct arena *scratch);

/* The history of these records and no others, oldest first: those of the facility, then those of receipts of other payers. */
enum status store_corrections(struct correction_list *out, struct store *, const struct records *, struct arena *);

/* ---- sealed packets (core/store/kept/store_packets.c), and what became of them outside (core/store/kept/store_filings.c) */
/* Another packet in place of a sealed one goes into the history. */
enum status store_seal(struct store *, const struct sealed *, const struct store_author *, struct arena *scratch);
/* *found is false where none was sealed. */
enum status store_sealed(struct sealed *out, bool *found, struct store *, const char *programme, const char *facility,
                         const char *category, struct arena *);
typedef enum status store_on_sealed(void *user, const struct sealed *, struct arena *scratch);
/* All of a programme, by facility and category. */
enum status store_each_sealed(struct store *, const char *programme, store_on_sealed *, void *user, struct arena *scratch);

/* FILING_NONE where nothing is marked. Category "": of the facility itself, which may have declined. */
enum status store_filing(struct filing *out, struct store *, const char *programme, const char *facility, const char *category,
                       struct arena *);
/* In place of an earlier mark, which goes into the history; FILING_NONE takes it back. */
enum status store_put_filing(enum put *, struct store *, const struct filing *, const struct store_author *, struct arena *scratch);

/* ---- copies of the database (core/store/store_backup.c) */

/* The records as they are now, into a new database file; others may write meanwhile. */
enum status store_snapshot(struct store *, const char *path);
/* A database file from outside: *why it is refused, or NULL. Then each scan that it says is kept in evidence/, by digest. */
typedef enum status store_on_kept(void *user, const char *sha256, const char *ext);
typedef enum status store_on_packet(void *user, const char *programme, const char *file, const char *zip_sha256);
struct store_examiner {
        store_on_kept *scan;     /* of each scan; NULL */
        store_on_packet *packet; /* of each sealed packet; NULL */
        void *scans, *packets;   /* given to them */
};
enum status store_examine(const char **why, const char *path, const struct store_examiner *, struct findings *);

#endif
