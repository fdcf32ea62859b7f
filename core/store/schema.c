#include "core/store/schema.h"

#include <stddef.h>

#include "core/banned.h"

/* Released migrations are never edited; a change of schema is a new entry at the end. Each runs in
 * a transaction of its own and sets user_version to its number. */
const char *const schema_migrations[] = {
        /* 1 */
        "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;"

        /* A file as it was given: the provenance of every record. The same bytes are one source; `path` tells
         * two members' receipts.csv apart and a corrected file from another one. */
        "CREATE TABLE source("
        " id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE,"
        " path TEXT NOT NULL, file TEXT NOT NULL,"
        " kind TEXT NOT NULL,"                       /* facilities receipts purchases applications */
        " columns TEXT NOT NULL,"                    /* field ids in file order */
        " rejects TEXT NOT NULL DEFAULT '') STRICT;" /* name of its file in rejected/ */

        "CREATE TABLE facility("
        " code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,"
        " postal_code TEXT NOT NULL, address TEXT NOT NULL, founder TEXT NOT NULL, representative TEXT NOT NULL,"
        " phone TEXT NOT NULL, contact TEXT NOT NULL, mail TEXT NOT NULL,"
        " outside_obligation INTEGER NOT NULL CHECK(outside_obligation IN (0, 1, 2))," /* not said, yes, no */
        " earlier_grants TEXT NOT NULL, earlier_mods TEXT NOT NULL, attributes TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL) STRICT;"

        /* Amounts are yen, dates ISO; '' is "not said". A breakdown hangs on the receipt of the same number. */
        "CREATE TABLE receipt("
        " id INTEGER PRIMARY KEY,"
        " facility TEXT NOT NULL, number TEXT NOT NULL, breakdown INTEGER NOT NULL CHECK(breakdown IN (0, 1)),"
        " issuer TEXT NOT NULL, issuer_address TEXT NOT NULL, issuer_phone TEXT NOT NULL,"
        " date TEXT NOT NULL CHECK(date IS date(date)), amount INTEGER NOT NULL,"
        " registration_number TEXT NOT NULL, paid_on TEXT NOT NULL CHECK(paid_on = '' OR paid_on IS date(paid_on)),"
        " addressee TEXT NOT NULL, document TEXT NOT NULL,"
        " evidence TEXT NOT NULL, breakdown_evidence TEXT NOT NULL," /* file names as typed, ;-separated */
        " note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " UNIQUE(facility, number, breakdown)) STRICT;"
        "CREATE INDEX receipt_number ON receipt(number);"
        "CREATE INDEX receipt_paper ON receipt(date, amount);"

        "CREATE TABLE purchase("
        " facility TEXT NOT NULL," /* '' until its receipt is known */
        " number TEXT NOT NULL, position INTEGER NOT NULL,"
        " category TEXT NOT NULL, item TEXT NOT NULL, description TEXT NOT NULL, model TEXT NOT NULL,"
        " quantity TEXT NOT NULL, unit_price INTEGER, amount INTEGER NOT NULL, note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " PRIMARY KEY(number, facility, position)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX purchase_facility ON purchase(facility);"

        "CREATE TABLE claim("
        " facility TEXT NOT NULL, category TEXT NOT NULL,"
        " completed_on TEXT NOT NULL CHECK(completed_on = '' OR completed_on IS date(completed_on)),"
        " options TEXT NOT NULL, note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " PRIMARY KEY(facility, category)) STRICT, WITHOUT ROWID;"

        /* A scan as received, decoded once; the bytes lie in evidence/<sha256>.<ext>. */
        "CREATE TABLE evidence("
        " sha256 TEXT PRIMARY KEY, ext TEXT NOT NULL, ok INTEGER NOT NULL, reason TEXT NOT NULL,"
        " size INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, dpi INTEGER NOT NULL,"
        " rotation INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE TABLE receipt_evidence("
        " receipt INTEGER NOT NULL REFERENCES receipt ON DELETE CASCADE, position INTEGER NOT NULL,"
        " name TEXT NOT NULL,"                                          /* as typed, NFC */
        " breakdown INTEGER NOT NULL, sha256 TEXT NOT NULL DEFAULT ''," /* '' while missing */
        " PRIMARY KEY(receipt, position)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX receipt_evidence_sha256 ON receipt_evidence(sha256, receipt) WHERE sha256 <> '';"
        "CREATE INDEX receipt_evidence_name ON receipt_evidence(name);"

        /* What was wrong in a file, until a corrected one comes in. `record` is the key of the rejected row. */
        "CREATE TABLE import_finding("
        " id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, record TEXT NOT NULL,"
        " finding TEXT NOT NULL, subject TEXT, value TEXT, place TEXT,"
        " arg1 TEXT, arg2 TEXT, arg3 TEXT) STRICT;"
        "CREATE INDEX import_finding_source ON import_finding(source);"
        "CREATE INDEX import_finding_record ON import_finding(record) WHERE record <> '';"

        "CREATE TABLE answer("
        " facility TEXT NOT NULL, finding TEXT NOT NULL, subject TEXT NOT NULL,"
        " yes INTEGER NOT NULL CHECK(yes IN (0, 1)), reason TEXT NOT NULL, by TEXT NOT NULL,"
        " at TEXT NOT NULL CHECK(at IS date(at)), facts TEXT NOT NULL,"
        " PRIMARY KEY(facility, finding, subject)) STRICT, WITHOUT ROWID;"

        /* Every correction and withdrawal: nothing is removed for good (電子帳簿保存法). */
        "CREATE TABLE history("
        " id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,"
        " kind TEXT NOT NULL, record TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL) STRICT;"

        "CREATE TABLE packet("
        " facility TEXT NOT NULL, category TEXT NOT NULL, programme TEXT NOT NULL,"
        " applied_on TEXT NOT NULL, xml_sha256 TEXT NOT NULL, zip_sha256 TEXT NOT NULL, file TEXT NOT NULL,"
        " subsidy INTEGER NOT NULL,"
        " PRIMARY KEY(programme, facility, category)) STRICT, WITHOUT ROWID;",

        /* 2: a file may bring several tables (the sheets of a workbook): each is a source of its own */
        "CREATE TABLE source_2("
        " id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL,"
        " part TEXT NOT NULL,"     /* the sheet; '' where a file is one table */
        " style INTEGER NOT NULL," /* enum origin_style: how its places are written */
        " path TEXT NOT NULL, file TEXT NOT NULL,"
        " kind TEXT NOT NULL, columns TEXT NOT NULL, rejects TEXT NOT NULL DEFAULT '',"
        " UNIQUE(sha256, part)) STRICT;"
        "INSERT INTO source_2 SELECT id, sha256, '', 0, path, file, kind, columns, rejects FROM source;"
        "DROP TABLE source; ALTER TABLE source_2 RENAME TO source;",

        /* 3: the history says whose record it was and where both values stood; `old` of a record that comes back and `new`
         * of one withdrawn are the JSON null. It only grows. */
        "ALTER TABLE history ADD COLUMN facility TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE history ADD COLUMN number TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE history ADD COLUMN old_source INTEGER REFERENCES source;"
        "ALTER TABLE history ADD COLUMN old_line INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE history ADD COLUMN source INTEGER REFERENCES source;"
        "ALTER TABLE history ADD COLUMN line INTEGER NOT NULL DEFAULT 0;"
        "UPDATE history SET record = json_object('facility', substr(record, 1, instr(record, '/') - 1),"
        "  'number', substr(record, instr(record, '/') + 1), 'name', ''),"
        " old = json_object('sha256', old), new = json_object('sha256', new) WHERE kind = 'evidence';"
        "UPDATE history SET kind = 'application' WHERE kind = 'claim';"
        "UPDATE history SET new = 'null' WHERE new = '';"
        "UPDATE history SET number = coalesce(json_extract(record, '$.number'), ''),"
        " facility = coalesce(json_extract(record, '$.facility'), json_extract(record, '$.code'), '');"
        "CREATE INDEX history_facility ON history(facility);"
        "CREATE INDEX history_withdrawn ON history(kind, record) WHERE new = 'null';"
        "CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'the history stays'); END;"
        "CREATE TRIGGER history_as_written BEFORE UPDATE ON history"
        " BEGIN SELECT RAISE(ABORT, 'the history stays'); END;"
        /* the issuer as parties are compared (text_party_key): a search and the same paper elsewhere find ㈱ as 株式会社 */
        "ALTER TABLE receipt ADD COLUMN issuer_key TEXT NOT NULL DEFAULT '';"
        "UPDATE receipt SET issuer_key = party_key(issuer);"
        "DROP INDEX receipt_paper;"
        "CREATE INDEX receipt_paper ON receipt(date, amount, issuer_key);",

        /* 4: the part of the value that is wrong (core/value/mark.h) */
        "ALTER TABLE import_finding ADD COLUMN mark_at INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE import_finding ADD COLUMN mark_n INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE import_finding ADD COLUMN hint TEXT;",

        /* 5: what an index of all packets says of each (NULL: sealed before this), and what became of an application outside */
        "ALTER TABLE packet ADD COLUMN variant TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE packet ADD COLUMN status TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE packet ADD COLUMN claimed INTEGER;"
        "ALTER TABLE packet ADD COLUMN eligible_total INTEGER;"
        "ALTER TABLE packet ADD COLUMN eligible_cost INTEGER;"
        "CREATE TABLE mark("
        " facility TEXT NOT NULL, programme TEXT NOT NULL, category TEXT NOT NULL,"
        " state TEXT NOT NULL CHECK(state IN ('submitted', 'granted', 'refused')),"
        " on_day TEXT NOT NULL CHECK(on_day IS date(on_day)),"
        " submitted_on TEXT NOT NULL CHECK(submitted_on IS date(submitted_on)),"
        " number_given TEXT NOT NULL, reason TEXT NOT NULL, granted INTEGER,"
        " packet TEXT NOT NULL,"
        " by TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY(facility, programme, category)) STRICT, WITHOUT ROWID;",

        /* The lines of the vendor's 領収書内訳書, as entered from it: compared, never counted. */
        "CREATE TABLE vendor_line("
        " facility TEXT NOT NULL," /* '' until its receipt is known */
        " number TEXT NOT NULL, position INTEGER NOT NULL,"
        " category TEXT NOT NULL, item TEXT NOT NULL, description TEXT NOT NULL, amount INTEGER NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " PRIMARY KEY(number, facility, position)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX vendor_line_facility ON vendor_line(facility);",

        /* 7: a scan may be tied to its receipt by its own file name or by hand; what it was called when it was received; the
         * ties that somebody has taken away, so that no name ties them again; what a PDF carries (enum pdf_carries) */
        "ALTER TABLE evidence ADD COLUMN carries INTEGER NOT NULL DEFAULT 0;"
        "ALTER TABLE receipt_evidence ADD COLUMN how INTEGER NOT NULL DEFAULT 0;" /* enum tie_how */
        "CREATE TABLE evidence_name("
        " sha256 TEXT NOT NULL REFERENCES evidence, name TEXT NOT NULL, PRIMARY KEY(sha256, name)) STRICT, WITHOUT "
        "ROWID;"
        "CREATE INDEX evidence_name_name ON evidence_name(name, sha256);"
        "INSERT OR IGNORE INTO evidence_name SELECT e.sha256, e.name FROM receipt_evidence e"
        " JOIN evidence v ON v.sha256 = e.sha256;"
        "CREATE TABLE evidence_untied("
        " sha256 TEXT NOT NULL, facility TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY(sha256, facility, number))"
        " STRICT, WITHOUT ROWID;",

        /* 8: by which column map a file was read; what came in without a category is found at once */
        "ALTER TABLE source ADD COLUMN map TEXT NOT NULL DEFAULT 'entry';"
        "CREATE INDEX purchase_unsorted ON purchase(facility, number) WHERE category = '';",

        /* 9: one paper at two members is found by what stands on it; members who will not apply */
        "DROP INDEX receipt_paper;"
        "CREATE INDEX receipt_paper ON receipt(date, amount, issuer_key, number);"
        "CREATE INDEX receipt_registration ON receipt(registration_number, number, date, amount)"
        " WHERE registration_number <> '';"
        /* a mark with category '' is of the facility: it will not apply */
        "CREATE TABLE mark_2("
        " facility TEXT NOT NULL, programme TEXT NOT NULL, category TEXT NOT NULL,"
        " state TEXT NOT NULL CHECK(state IN ('submitted', 'granted', 'refused', 'declined')),"
        " on_day TEXT NOT NULL CHECK(on_day IS date(on_day)),"
        " submitted_on TEXT NOT NULL CHECK(submitted_on IS date(submitted_on)),"
        " number_given TEXT NOT NULL, reason TEXT NOT NULL, granted INTEGER,"
        " packet TEXT NOT NULL,"
        " by TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY(facility, programme, category)) STRICT, WITHOUT ROWID;"
        "INSERT INTO mark_2 SELECT * FROM mark; DROP TABLE mark; ALTER TABLE mark_2 RENAME TO mark;",

        /* 10: who sent a scan: the path in the folder or ZIP it came in, and the facility of the tables beside it; '-': of several */
        "ALTER TABLE evidence_name ADD COLUMN path TEXT NOT NULL DEFAULT '';"
        "ALTER TABLE evidence_name ADD COLUMN facility TEXT NOT NULL DEFAULT '';",

        /* 11: the letters that went to the members, and what they asked for */
        "CREATE TABLE letter("
        " programme TEXT NOT NULL, facility TEXT NOT NULL, day TEXT NOT NULL CHECK(day IS date(day)),"
        " kind TEXT NOT NULL, said TEXT NOT NULL,"
        " PRIMARY KEY(programme, facility, day)) STRICT, WITHOUT ROWID;",

        /* 12: what was read on scans, page by page and reader by reader; lines: deflated, as core/reading/reading.h has them */
        "CREATE TABLE reading("
        " sha256 TEXT NOT NULL, page INTEGER NOT NULL, reader TEXT NOT NULL, made_on TEXT NOT NULL,"
        " source TEXT NOT NULL CHECK(source IN ('none', 'pixels', 'text')), why TEXT NOT NULL,"
        " turned INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, lines BLOB NOT NULL,"
        " PRIMARY KEY(sha256, page, reader)) STRICT, WITHOUT ROWID;",

        /* 13: what the program wrote among people's files, by its bytes; the scans that have a row in an entry workbook */
        "CREATE TABLE own_file("
        " sha256 TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, name TEXT NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE INDEX own_file_size ON own_file(size);"
        "CREATE TABLE offered_scan("
        " sha256 TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY(sha256, form)) STRICT, WITHOUT ROWID;",

        /* 14: lines lie as they came in, a member's together (core/store/store_errands.c), not in the order of receipt numbers; which
         * scans cannot be read is known without a look at each that can, and whose a paper is without a look at each receipt */
        "CREATE TABLE purchase_2("
        " facility TEXT NOT NULL, number TEXT NOT NULL, position INTEGER NOT NULL,"
        " category TEXT NOT NULL, item TEXT NOT NULL, description TEXT NOT NULL, model TEXT NOT NULL,"
        " quantity TEXT NOT NULL, unit_price INTEGER, amount INTEGER NOT NULL, note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " UNIQUE(number, facility, position)) STRICT;"
        "INSERT INTO purchase_2 SELECT * FROM purchase ORDER BY facility, number, position;"
        "DROP TABLE purchase; ALTER TABLE purchase_2 RENAME TO purchase;"
        "CREATE INDEX purchase_facility ON purchase(facility, number);"
        "CREATE INDEX purchase_unsorted ON purchase(facility, number) WHERE category = '';"
        "CREATE INDEX evidence_unreadable ON evidence(sha256) WHERE ok = 0;"
        "DROP INDEX receipt_paper;"
        "CREATE INDEX receipt_paper ON receipt(date, amount, issuer_key, number, facility, breakdown);",
};

/* What all of them come to, for a new workspace: a sixth of the work. tests/unit/store_migrate.c holds both against schema_digest. */
const char *const schema_newest[] = {
        "CREATE TABLE setting(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",

        "CREATE TABLE source("
        " id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, part TEXT NOT NULL, style INTEGER NOT NULL,"
        " path TEXT NOT NULL, file TEXT NOT NULL, kind TEXT NOT NULL, columns TEXT NOT NULL,"
        " rejects TEXT NOT NULL DEFAULT '', map TEXT NOT NULL DEFAULT 'entry',"
        " UNIQUE(sha256, part)) STRICT;",

        "CREATE TABLE facility("
        " code TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL,"
        " postal_code TEXT NOT NULL, address TEXT NOT NULL, founder TEXT NOT NULL, representative TEXT NOT NULL,"
        " phone TEXT NOT NULL, contact TEXT NOT NULL, mail TEXT NOT NULL,"
        " outside_obligation INTEGER NOT NULL CHECK(outside_obligation IN (0, 1, 2)),"
        " earlier_grants TEXT NOT NULL, earlier_mods TEXT NOT NULL, attributes TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL) STRICT;",

        "CREATE TABLE receipt("
        " id INTEGER PRIMARY KEY,"
        " facility TEXT NOT NULL, number TEXT NOT NULL, breakdown INTEGER NOT NULL CHECK(breakdown IN (0, 1)),"
        " issuer TEXT NOT NULL, issuer_address TEXT NOT NULL, issuer_phone TEXT NOT NULL,"
        " date TEXT NOT NULL CHECK(date IS date(date)), amount INTEGER NOT NULL,"
        " registration_number TEXT NOT NULL, paid_on TEXT NOT NULL CHECK(paid_on = '' OR paid_on IS date(paid_on)),"
        " addressee TEXT NOT NULL, document TEXT NOT NULL,"
        " evidence TEXT NOT NULL, breakdown_evidence TEXT NOT NULL, note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL, issuer_key TEXT NOT NULL DEFAULT '',"
        " UNIQUE(facility, number, breakdown)) STRICT;"
        "CREATE INDEX receipt_number ON receipt(number);"
        "CREATE INDEX receipt_paper ON receipt(date, amount, issuer_key, number, facility, breakdown);"
        "CREATE INDEX receipt_registration ON receipt(registration_number, number, date, amount)"
        " WHERE registration_number <> '';",

        "CREATE TABLE purchase("
        " facility TEXT NOT NULL, number TEXT NOT NULL, position INTEGER NOT NULL,"
        " category TEXT NOT NULL, item TEXT NOT NULL, description TEXT NOT NULL, model TEXT NOT NULL,"
        " quantity TEXT NOT NULL, unit_price INTEGER, amount INTEGER NOT NULL, note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " UNIQUE(number, facility, position)) STRICT;"
        "CREATE INDEX purchase_facility ON purchase(facility, number);"
        "CREATE INDEX purchase_unsorted ON purchase(facility, number) WHERE category = '';",

        "CREATE TABLE vendor_line("
        " facility TEXT NOT NULL, number TEXT NOT NULL, position INTEGER NOT NULL,"
        " category TEXT NOT NULL, item TEXT NOT NULL, description TEXT NOT NULL, amount INTEGER NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " PRIMARY KEY(number, facility, position)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX vendor_line_facility ON vendor_line(facility);",

        "CREATE TABLE claim("
        " facility TEXT NOT NULL, category TEXT NOT NULL,"
        " completed_on TEXT NOT NULL CHECK(completed_on = '' OR completed_on IS date(completed_on)),"
        " options TEXT NOT NULL, note TEXT NOT NULL,"
        " source INTEGER NOT NULL REFERENCES source, line INTEGER NOT NULL,"
        " PRIMARY KEY(facility, category)) STRICT, WITHOUT ROWID;",

        "CREATE TABLE evidence("
        " sha256 TEXT PRIMARY KEY, ext TEXT NOT NULL, ok INTEGER NOT NULL, reason TEXT NOT NULL,"
        " size INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, dpi INTEGER NOT NULL,"
        " rotation INTEGER NOT NULL, carries INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;"
        "CREATE INDEX evidence_unreadable ON evidence(sha256) WHERE ok = 0;"
        "CREATE TABLE receipt_evidence("
        " receipt INTEGER NOT NULL REFERENCES receipt ON DELETE CASCADE, position INTEGER NOT NULL,"
        " name TEXT NOT NULL, breakdown INTEGER NOT NULL, sha256 TEXT NOT NULL DEFAULT '',"
        " how INTEGER NOT NULL DEFAULT 0, PRIMARY KEY(receipt, position)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX receipt_evidence_sha256 ON receipt_evidence(sha256, receipt) WHERE sha256 <> '';"
        "CREATE INDEX receipt_evidence_name ON receipt_evidence(name);"
        "CREATE TABLE evidence_name("
        " sha256 TEXT NOT NULL REFERENCES evidence, name TEXT NOT NULL, path TEXT NOT NULL DEFAULT '',"
        " facility TEXT NOT NULL DEFAULT '', PRIMARY KEY(sha256, name)) STRICT, WITHOUT ROWID;"
        "CREATE INDEX evidence_name_name ON evidence_name(name, sha256);"
        "CREATE TABLE evidence_untied("
        " sha256 TEXT NOT NULL, facility TEXT NOT NULL, number TEXT NOT NULL, PRIMARY KEY(sha256, facility, number))"
        " STRICT, WITHOUT ROWID;"
        "CREATE TABLE reading("
        " sha256 TEXT NOT NULL, page INTEGER NOT NULL, reader TEXT NOT NULL, made_on TEXT NOT NULL,"
        " source TEXT NOT NULL CHECK(source IN ('none', 'pixels', 'text')), why TEXT NOT NULL,"
        " turned INTEGER NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL, lines BLOB NOT NULL,"
        " PRIMARY KEY(sha256, page, reader)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE own_file("
        " sha256 TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, name TEXT NOT NULL) STRICT, WITHOUT ROWID;"
        "CREATE INDEX own_file_size ON own_file(size);"
        "CREATE TABLE offered_scan("
        " sha256 TEXT NOT NULL, form TEXT NOT NULL, PRIMARY KEY(sha256, form)) STRICT, WITHOUT ROWID;",

        "CREATE TABLE import_finding("
        " id INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES source, record TEXT NOT NULL,"
        " finding TEXT NOT NULL, subject TEXT, value TEXT, place TEXT, arg1 TEXT, arg2 TEXT, arg3 TEXT,"
        " mark_at INTEGER NOT NULL DEFAULT 0, mark_n INTEGER NOT NULL DEFAULT 0, hint TEXT) STRICT;"
        "CREATE INDEX import_finding_source ON import_finding(source);"
        "CREATE INDEX import_finding_record ON import_finding(record) WHERE record <> '';",

        "CREATE TABLE answer("
        " facility TEXT NOT NULL, finding TEXT NOT NULL, subject TEXT NOT NULL,"
        " yes INTEGER NOT NULL CHECK(yes IN (0, 1)), reason TEXT NOT NULL, by TEXT NOT NULL,"
        " at TEXT NOT NULL CHECK(at IS date(at)), facts TEXT NOT NULL,"
        " PRIMARY KEY(facility, finding, subject)) STRICT, WITHOUT ROWID;",

        "CREATE TABLE history("
        " id INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,"
        " kind TEXT NOT NULL, record TEXT NOT NULL, old TEXT NOT NULL, new TEXT NOT NULL,"
        " facility TEXT NOT NULL DEFAULT '', number TEXT NOT NULL DEFAULT '',"
        " old_source INTEGER REFERENCES source, old_line INTEGER NOT NULL DEFAULT 0,"
        " source INTEGER REFERENCES source, line INTEGER NOT NULL DEFAULT 0) STRICT;"
        "CREATE INDEX history_facility ON history(facility);"
        "CREATE INDEX history_withdrawn ON history(kind, record) WHERE new = 'null';"
        "CREATE TRIGGER history_stays BEFORE DELETE ON history BEGIN SELECT RAISE(ABORT, 'the history stays'); END;"
        "CREATE TRIGGER history_as_written BEFORE UPDATE ON history"
        " BEGIN SELECT RAISE(ABORT, 'the history stays'); END;",

        "CREATE TABLE packet("
        " facility TEXT NOT NULL, category TEXT NOT NULL, programme TEXT NOT NULL,"
        " applied_on TEXT NOT NULL, xml_sha256 TEXT NOT NULL, zip_sha256 TEXT NOT NULL, file TEXT NOT NULL,"
        " subsidy INTEGER NOT NULL, variant TEXT NOT NULL DEFAULT '', status TEXT NOT NULL DEFAULT '',"
        " claimed INTEGER, eligible_total INTEGER, eligible_cost INTEGER,"
        " PRIMARY KEY(programme, facility, category)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE mark("
        " facility TEXT NOT NULL, programme TEXT NOT NULL, category TEXT NOT NULL,"
        " state TEXT NOT NULL CHECK(state IN ('submitted', 'granted', 'refused', 'declined')),"
        " on_day TEXT NOT NULL CHECK(on_day IS date(on_day)),"
        " submitted_on TEXT NOT NULL CHECK(submitted_on IS date(submitted_on)),"
        " number_given TEXT NOT NULL, reason TEXT NOT NULL, granted INTEGER, packet TEXT NOT NULL,"
        " by TEXT NOT NULL, at TEXT NOT NULL,"
        " PRIMARY KEY(facility, programme, category)) STRICT, WITHOUT ROWID;"
        "CREATE TABLE letter("
        " programme TEXT NOT NULL, facility TEXT NOT NULL, day TEXT NOT NULL CHECK(day IS date(day)),"
        " kind TEXT NOT NULL, said TEXT NOT NULL,"
        " PRIMARY KEY(programme, facility, day)) STRICT, WITHOUT ROWID;",
        NULL,
};

/* tests/unit/store_migrate.c says what it is after another migration */
const char schema_digest[] = "ddf5ce1757f0f487fbb20eb1a653cbcc2c45d17fcdd8701d10e991a47831617d";

const int schema_version = sizeof schema_migrations / sizeof *schema_migrations;
