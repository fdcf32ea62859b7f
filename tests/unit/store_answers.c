/* Answers in the store (電子帳簿保存法: who, when, what it was, why): a changed one leaves its old words in the history. */
#include "workspace.h"

#include "core/store/kept/records.h"

#include "core/banned.h"

#define CODE "0118010016"

static const struct {
        struct answer answer;
        enum put put;
        int answers, history; /* rows afterwards */
} rows[] = {
        {{"C211", CODE "/K-1#3", true, "電話", "事務長", "2025-12-22", "aa"}, PUT_ADDED, 1, 0},
        {{"C211", CODE "/K-1#3", true, "電話", "事務長", "2025-12-22", "aa"}, PUT_UNCHANGED, 1, 0},
        /* the day alone is no change: the answer was given on the first */
        {{"C211", CODE "/K-1#3", true, "電話", "事務長", "2025-12-23", "aa"}, PUT_UNCHANGED, 1, 0},
        {{"C211", CODE "/K-1#4", true, "電話", "事務長", "2025-12-23", "aa"}, PUT_ADDED, 2, 0},
        {{"C209", CODE "/K-1#3", true, "電話", "事務長", "2025-12-23", "aa"}, PUT_ADDED, 3, 0},
        {{"C211", CODE "/K-1#3", false, "電話", "事務長", "2025-12-24", "aa"}, PUT_CHANGED, 3, 1},
        {{"C211", CODE "/K-1#3", false, "書面", "事務長", "2025-12-24", "aa"}, PUT_CHANGED, 3, 2},
        {{"C211", CODE "/K-1#3", false, "書面", "医師会", "2025-12-24", "aa"}, PUT_CHANGED, 3, 3},
        {{"C211", CODE "/K-1#3", false, "書面", "医師会", "2025-12-25", "bb"}, PUT_CHANGED, 3, 4}, /* asked again */
};

static void answers_and_their_history(void **state)
{
        struct opened *o = *state;
        const struct store_author author = {"事務長", "2025-12-22T10:00:00+09:00", "電話"};

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                enum put put;

                assert_int_equal(store_begin(o->store), OK);
                assert_int_equal(store_put_answer(&put, o->store, CODE, &rows[i].answer, &author, o->arena), OK);
                assert_int_equal(store_commit(o->store), OK);
                assert_int_equal(put, rows[i].put);
                assert_int_equal(count(o, "SELECT count(*) FROM answer"), rows[i].answers);
                assert_int_equal(count(o, "SELECT count(*) FROM history WHERE kind = 'answer'"), rows[i].history);
        }
        /* the answer in force is the last, with its own day */
        assert_int_equal(count(o, "SELECT count(*) FROM answer WHERE finding = 'C211' AND subject LIKE '%#3' AND yes = 0"
                                  " AND reason = '書面' AND by = '医師会' AND at = '2025-12-25' AND facts = 'bb'"),
                         1);
        /* the first words are still to be read */
        assert_int_equal(count(o, "SELECT count(*) FROM history WHERE json_extract(old, '$.yes') = 1"
                                  " AND json_extract(old, '$.at') = '2025-12-22' AND json_extract(new, '$.yes') = 0"),
                         1);
}

/* Rolled back with the rest of its command. */
static void one_transaction(void **state)
{
        struct opened *o = *state;
        const struct store_author author = {"-", "2025-12-22T10:00:00+09:00", ""};
        enum put put;

        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_put_answer(&put, o->store, CODE, &rows[0].answer, &author, o->arena), OK);
        store_rollback(o->store);
        assert_int_equal(count(o, "SELECT count(*) FROM answer"), 0);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(answers_and_their_history, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(one_transaction, open_new, close_and_remove),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
