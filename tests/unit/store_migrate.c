/* A workspace of an older version: brought up to date in one step, the old database kept; a step that fails changes nothing.
 * And what is refused of a database that somebody brings. */
#include "workspace.h"

#include <sys/stat.h>

#include "core/file/digest.h"
#include "core/store/schema.h"
#include "core/store/store_private.h"

#include "core/banned.h"

static void script(const char *path, const char *sql)
{
        sqlite3 *db = NULL;

        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);
}

/* The workspace is one of the first version, with one facility and a receipt with its scan. */
static void make_first_version(struct opened *o)
{
        const char *path = file_join(o->arena, o->folder, "soroe.db");

        store_close(o->store);
        o->store = NULL;
        assert_int_equal(remove(path), 0);
        script(path, schema_migrations[0]);
        script(path, "PRAGMA user_version = 1; PRAGMA application_id = 0x736f7265;"
                     "INSERT INTO source VALUES(1, '00', '/f.csv', 'f.csv', 'facilities', 'code', '');"
                     "INSERT INTO facility VALUES('0118010016', 'A', '診療所', '', '', '', '', '', '', '', 0, '', '', "
                     "'', 1, 2);"
                     "INSERT INTO receipt VALUES(1, '0118010016', 'K-1', 0, 'x', '', '', '2025-09-01', 1, '', '', '', "
                     "'', 'r1.png', '', '', 1, 3);"
                     "INSERT INTO evidence VALUES('aa', 'png', 1, '', 1, 1, 1, 1, 0);"
                     "INSERT INTO receipt_evidence VALUES(1, 0, 'r1.png', 0, 'aa')");
        assert_int_equal(chmod(path, 0640), 0);
}

static int64_t version_of(const struct opened *o, const char *name)
{
        sqlite3 *db = NULL;
        sqlite3_stmt *s = NULL;
        int64_t version = -1;

        if (sqlite3_open_v2(file_join(o->arena, o->folder, name), &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK &&
            sqlite3_prepare_v2(db, "PRAGMA user_version", -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW)
                version = sqlite3_column_int64(s, 0);
        sqlite3_finalize(s);
        sqlite3_close(db);
        return version;
}

static mode_t mode_of(const struct opened *o, const char *name)
{
        struct stat st;

        assert_int_equal(stat(file_join(o->arena, o->folder, name), &st), 0);
        return st.st_mode & 0777;
}

static bool is_there(const struct opened *o, const char *name)
{
        return file_exists(file_join(o->arena, o->folder, name));
}

static void drop(const struct opened *o, const char *name)
{
        assert_int_equal(remove(file_join(o->arena, o->folder, name)), 0);
}

static void old_is_kept(void **state)
{
        struct opened *o = *state;
        struct store_migrated m;

        /* a second time: the copy is there already, of a run that was killed; a third time: another one is not replaced */
        for (int i = 0; i < 3; i++) {
                make_first_version(o);
                if (i == 2)
                        script(file_join(o->arena, o->folder, "soroe.db.v1.bak"), "UPDATE facility SET name = 'other'");
                assert_int_equal(store_open(&o->store, o->folder, &o->findings), OK);
                m = store_migrated(o->store);
                assert_int_equal(m.from, 1);
                assert_int_equal(m.to, schema_version);
                assert_string_equal(file_base_name(m.kept), i == 2 ? "soroe.db.v1-2.bak" : "soroe.db.v1.bak");
                assert_int_equal(version_of(o, file_base_name(m.kept)), 1);
                assert_int_equal(mode_of(o, file_base_name(m.kept)), 0640);
                assert_int_equal(version_of(o, "soroe.db"), schema_version);
                assert_int_equal(mode_of(o, "soroe.db"), 0640);
                assert_int_equal(count(o, "SELECT count(*) FROM facility WHERE name = 'A'"), 1);
                /* where a scan came from was not kept then */
                assert_int_equal(count(o, "SELECT count(*) FROM evidence_name WHERE name = 'r1.png' AND path = '' "
                                          "AND facility = ''"),
                                 1);
        }
        store_close(o->store);
        assert_int_equal(store_open(&o->store, o->folder, &o->findings), OK);
        assert_int_equal(store_migrated(o->store).from, 0); /* done */
        drop(o, "soroe.db.v1.bak");
        drop(o, "soroe.db.v1-2.bak");
}

/* A record refers to one that is not there, which is seen when all migrations are done: they are taken back. */
static void failure_leaves_the_old(void **state)
{
        struct opened *o = *state;

        make_first_version(o);
        script(file_join(o->arena, o->folder, "soroe.db"), "PRAGMA foreign_keys = OFF; UPDATE facility SET source = 99");
        assert_int_equal(store_open(&o->store, o->folder, &o->findings), ERR_SYSTEM);
        o->store = NULL;
        assert_int_equal(o->findings.fault.id, F_DATABASE);
        assert_int_equal(version_of(o, "soroe.db"), 1);
        assert_false(is_there(o, "soroe.db.v1.bak"));
        assert_int_equal(count(o, "SELECT count(*) FROM facility"), 1);
        assert_int_equal(count(o, "SELECT count(*) FROM pragma_table_info('source') WHERE name = 'part'"), 0);
}

static void newer_is_refused(void **state)
{
        struct opened *o = *state;

        store_close(o->store);
        script(file_join(o->arena, o->folder, "soroe.db"), "PRAGMA user_version = 9999");
        assert_int_equal(store_open(&o->store, o->folder, &o->findings), ERR_SYSTEM);
        o->store = NULL;
        assert_int_equal(o->findings.fault.id, F_NEWER);
}

static const char *verdict(struct opened *o, const char *path)
{
        const char *why = NULL;

        assert_int_equal(store_examine(&why, path, &(struct store_examiner){0}, &o->findings), OK);
        return why ? strstr(why, "¦") + strlen("¦") : "good";
}

static void what_others_bring(void **state)
{
        static const struct {
                const char *sql, *verdict;
        } rows[] = {
                {"SELECT 1", "good"},
                {"ANALYZE", "good"}, /* what was measured is data */
                {"PRAGMA application_id = 1", "not a database of soroe"},
                {"PRAGMA user_version = 9999", "made by a newer soroe; update soroe"},
                {"PRAGMA user_version = 0", "its tables are not those of soroe"},
                {"PRAGMA user_version = 1", "its tables are not those of soroe"},
                {"CREATE TRIGGER t AFTER INSERT ON facility BEGIN DELETE FROM receipt; END",
                 "its tables are not those of soroe"},
                {"CREATE VIEW v AS SELECT 1", "its tables are not those of soroe"},
                {"CREATE TABLE t(x)", "its tables are not those of soroe"},
                {"DROP TRIGGER history_stays", "its tables are not those of soroe"},
                {"DROP INDEX purchase_facility", "its tables are not those of soroe"},
                {"PRAGMA foreign_keys = OFF; INSERT INTO evidence_name VALUES('00', 'x', '', '')",
                 "records refer to records that are not there"},
        };
        struct opened *o = *state;
        const char *copy = file_join(o->arena, o->folder, "copy.db");

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                assert_int_equal(store_snapshot(o->store, copy), OK);
                script(copy, rows[i].sql);
                assert_string_equal(verdict(o, copy), rows[i].verdict);
                assert_int_equal(remove(copy), 0);
        }
}

/* What is not committed is not in it, and whoever writes is not disturbed. */
static void while_others_write(void **state)
{
        struct opened *o = *state;
        struct store *other = NULL;
        const char *copy = file_join(o->arena, o->folder, "copy.db");

        assert_int_equal(store_open(&other, o->folder, &o->findings), OK);
        assert_int_equal(store_begin(other), OK);
        assert_int_equal(store_set(other, "office", "x"), OK);
        assert_int_equal(store_snapshot(o->store, copy), OK);
        assert_int_equal(store_commit(other), OK);
        assert_int_equal(count(o, "SELECT count(*) FROM setting WHERE name = 'office'"), 1);
        store_close(other);
        assert_string_equal(verdict(o, copy), "good");
        script(copy, "CREATE TABLE none_there(x CHECK(x = 0)); INSERT INTO none_there SELECT count(*) FROM setting "
                     "WHERE name = 'office'");
        assert_int_equal(remove(copy), 0);
}

static void assert_newest(const struct opened *o)
{
        struct digest digest;

        assert_true(store_schema_digest(&digest, o->store, o->arena));
        assert_string_equal(digest.hex, schema_digest);
}

/* What all migrations come to has the digest that stands beside them, made at once or one after the other; nothing else has. */
static void newest_is_known_by_its_digest(void **state)
{
        static const char *const changes[] = {
                "CREATE TRIGGER t AFTER INSERT ON setting BEGIN SELECT 1; END",
                "CREATE VIEW v AS SELECT 1",
                "CREATE TABLE u(x)",
                "CREATE INDEX i ON receipt(note)",
                "ALTER TABLE setting ADD COLUMN x TEXT",
                "DROP INDEX receipt_number",
        };
        struct opened *o = *state;
        struct digest digest;

        assert_newest(o);
        for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
                const char *which = NULL;

                assert_int_equal(sqlite3_exec(o->store->db, "BEGIN", NULL, NULL, NULL), SQLITE_OK);
                assert_int_equal(sqlite3_exec(o->store->db, changes[i], NULL, NULL, NULL), SQLITE_OK);
                assert_true(store_schema_digest(&digest, o->store, o->arena));
                assert_string_not_equal(digest.hex, schema_digest);
                assert_false(store_has_schema_of(&which, o->store, schema_version));
                assert_non_null(which);
                assert_int_equal(sqlite3_exec(o->store->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
        }
        assert_newest(o);
        make_first_version(o);
        assert_int_equal(store_open(&o->store, o->folder, &o->findings), OK);
        assert_newest(o);
        drop(o, "soroe.db.v1.bak");
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(old_is_kept, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(failure_leaves_the_old, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(newer_is_refused, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(newest_is_known_by_its_digest, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(what_others_bring, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(while_others_write, open_new, close_and_remove),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
