/* Readings are kept by SHA-256 and reader; the newest one is found, whole or not at all. */
#include "workspace.h"

#include "core/store/kept/evidence.h"
#include "core/store/kept/readings.h"

#include "core/banned.h"

#define SCAN "00ff"
#define OLD                                                                                                            \
        "R\ttesseract 1\nP\t1\tpixels\t100\t200\t90\nL\t1\t2\t3\t4\t50\t金額 "                                       \
        "¥1,000\nD\t1\t2\t3\t4\t9\t8\t1,000\t1,000\nE\n"
#define NEW                                                                                                            \
        "R\ttesseract 2\nP\t1\tpixels\t100\t200\t0\nL\t1\t2\t3\t4\t50\t金額 "                                        \
        "¥2,000\nP\t2\tnone\t0\t0\t0\nN\tdamaged\nE\n"

static void put(struct opened *o, const char *text, const char *made_on)
{
        struct reading reading;

        assert_true(reading_parse(&reading, bytes_of(text), o->arena));
        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_put_reading(o->store, SCAN, &reading, made_on, o->arena), OK);
        assert_int_equal(store_commit(o->store), OK);
}

static const char *found(struct opened *o)
{
        struct reading reading;
        const char *made_on = "";
        struct buffer out = buffer_in(o->arena);

        assert_int_equal(store_find_reading(&reading, &made_on, o->store, SCAN, o->arena), OK);
        if (!reading.reader)
                return "";
        reading_write(&out, &reading);
        return out.at;
}

static void newest(void **state)
{
        struct opened *o = *state;

        assert_string_equal(found(o), "");
        put(o, OLD, "2026-01-02T10:00:00+09:00");
        assert_string_equal(found(o), OLD);
        put(o, NEW, "2026-01-03T10:00:00+09:00");
        put(o, OLD, "2026-01-01T10:00:00+09:00");
        assert_string_equal(found(o), NEW);
        put(o, NEW, "2026-01-04T10:00:00+09:00");
        assert_int_equal(count(o, "SELECT count(*) FROM reading"), 3); /* one page of the old one, two of the new */
}

/* Lines that somebody has changed are no reading. */
static void changed(void **state)
{
        struct opened *o = *state;

        put(o, OLD, "2026-01-05T10:00:00+09:00");
        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(count(o, "SELECT count(*) FROM reading WHERE length(lines) < 8"), 0);
        store_rollback(o->store);
        {
                sqlite3 *db = NULL;

                assert_int_equal(sqlite3_open(file_join(o->arena, o->folder, "soroe.db"), &db), SQLITE_OK);
                assert_int_equal(sqlite3_exec(db, "UPDATE reading SET lines = x'ffffffff00'", NULL, NULL, NULL),
                                 SQLITE_OK);
                sqlite3_close(db);
        }
        assert_string_equal(found(o), "R\ttesseract 1\nP\t1\tnone\t0\t0\t0\nN\tdamaged\nE\n");
}

static void papers(void **state)
{
        struct opened *o = *state;
        const struct evidence scan = {.sha256 = SCAN, .ext = "jpg", .state = EVIDENCE_OK};
        const struct evidence damaged = {.sha256 = "0100", .ext = "png", .state = EVIDENCE_DAMAGED, .reason = "x"};
        const struct kept_readers old = {"tesseract 1", "text", "both"}, newer = {"tesseract 3", "text", "both"};
        struct kept_papers list;

        put(o, OLD, "2026-01-05T10:00:00+09:00");
        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_put_evidence(o->store, &scan), OK);
        assert_int_equal(store_put_evidence(o->store, &damaged), OK);
        assert_int_equal(store_commit(o->store), OK);
        assert_int_equal(store_list_papers(&list, o->store, "", &old, o->arena), OK);
        assert_int_equal(list.n, 1);
        assert_true(list.at[0].is_read);
        assert_int_equal(store_list_papers(&list, o->store, "", &newer, o->arena), OK);
        assert_false(list.at[0].is_read);
        assert_int_equal(store_list_papers(&list, o->store, "0118010016", &old, o->arena), OK);
        assert_int_equal(list.n, 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(newest, open_new, close_and_remove),
                                           cmocka_unit_test_setup_teardown(changed, open_new, close_and_remove),
                                           cmocka_unit_test_setup_teardown(papers, open_new, close_and_remove)};

        return cmocka_run_group_tests(tests, NULL, NULL);
}
