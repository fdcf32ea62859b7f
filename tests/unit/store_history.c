/* The history (電子帳簿保存法): who, when, what it was, what it is, why, and from which file; nothing is removed for good. */
#include "workspace.h"

#include "plain_rows.h"

#include "core/store/schema.h"
#include "core/store/kept/history.h"
#include "core/store/store_private.h"

#include "core/banned.h"

#define CODE "0118010016"

static const char *const digests[] = {"aa", "bb", "cc"};

/* A file of receipts: its records are put as an import would, in one transaction. */
struct file {
        const char *file, *at, *why;
        struct receipt rows[2];
        int n;
        bool replace;
};

static struct receipt paper(const char *number, const char *issuer, int64_t amount, int line)
{
        struct receipt receipt = plain_receipt(CODE, number, issuer, amount);

        receipt.origin.line = line;
        return receipt;
}

static void ignore(void *user, const char *subject, const char *place)
{
        (void)user;
        (void)subject;
        (void)place;
}

static void import(struct opened *o, const struct file *f, size_t digest)
{
        const struct store_author author = {"事務長", f->at, f->why};
        const struct store_source source = {.path = f->file,
                                            .file = f->file,
                                            .sha256 = digests[digest],
                                            .kind = "receipts",
                                            .columns = "facility,number,issuer,date,amount",
                                            .part = "",
                                            .rejects = ""};
        struct arena *scratch = arena_child(o->arena);
        struct put_result result;
        int64_t id;
        int withdrawn = 0;

        assert_int_equal(store_begin(o->store), OK);
        assert_int_equal(store_source(&id, o->store, &source), OK);
        for (int i = 0; i < f->n; i++)
                assert_int_equal(store_put_receipt(&result, o->store, &f->rows[i], id, &author, o->arena), OK);
        if (f->replace)
                assert_int_equal(
                        store_withdraw(&withdrawn, o->store, "receipts",
                                       &(struct replacement){.source = id,
                                                             .sources = arena_printf(o->arena, "[%d]", (int)id),
                                                             .author = &author,
                                                             .on_withdrawn = ignore},
                                       scratch),
                        OK);
        assert_int_equal(store_commit(o->store), OK);
        arena_free(scratch);
}

/* "changed R-1 amount 1000->2000 a.csv:2:5>b.csv:2:5 転記ミス | …": the fields that differ, of one side those not empty. */
static enum status write_entry(void *user, const struct history_entry *e)
{
        static const char *const words[] = {"changed", "withdrawn", "returned"};
        struct buffer *out = user;

        buffer_printf(out, "%s%s %s", out->n ? " | " : "", words[e->what], e->number);
        for (size_t i = 0; i < e->fields.n; i++) {
                const struct field_change *f = &e->fields.at[i];

                if (strcmp(f->field, "amount") == 0 && !field_same(&f->old, &f->now))
                        buffer_printf(out, " %lld->%lld", (long long)f->old.number, (long long)f->now.number);
                if (strcmp(f->field, "issuer") == 0 && e->what == HISTORY_CHANGED && !field_same(&f->old, &f->now))
                        buffer_printf(out, " %s->%s", f->old.text, f->now.text);
        }
        buffer_printf(out, " %s>%s %s", e->old_place ? e->old_place : "-", e->place ? e->place : "-", e->why);
        return OK;
}

static const char *history(struct opened *o, struct history_query query)
{
        struct buffer out = buffer_in(o->arena);

        buffer_text(&out, "");
        assert_int_equal(store_history(o->store, &query, write_entry, &out, o->arena), OK);
        return out.at;
}

static void four_imports(struct opened *o)
{
        const struct file files[] = {
                {"a.csv",
                 "2025-10-01T10:00:00+09:00",
                 "import",
                 {paper("R-1", "みどり電算", 1000, 2), paper("R-2", "㈱ミナモ", 5000, 3)},
                 2,
                 false},
                {"b.csv", "2025-10-02T10:00:00+09:00", "転記ミス", {paper("R-1", "みどり電算", 2000, 2)}, 1, false},
                {"c.csv", "2025-10-03T10:00:00+09:00", "二重の記入", {paper("R-1", "緑電算", 2000, 7)}, 1, true},
                {"a.csv",
                 "2025-10-04T23:59:59+09:00",
                 "やり直し",
                 {paper("R-1", "みどり電算", 1000, 2), paper("R-2", "㈱ミナモ", 5000, 3)},
                 2,
                 false},
        };
        /* the last file is the first one again, byte for byte */
        const size_t digest[] = {0, 1, 2, 0};

        for (size_t i = 0; i < sizeof files / sizeof *files; i++)
                import(o, &files[i], digest[i]);
}

#define TO_2000   "changed R-1 1000->2000 a.csv:2:5>b.csv:2:5 転記ミス"
#define TO_GREEN  "changed R-1 みどり電算->緑電算 b.csv:2:3>c.csv:7:3 二重の記入"
#define WITHDRAWN "withdrawn R-2 5000->0 a.csv:3:1>c.csv 二重の記入"
#define BACK      "changed R-1 緑電算->みどり電算 2000->1000 c.csv:7:3>a.csv:2:3 やり直し"
#define RETURNED  "returned R-2 0->5000 ->a.csv:3:1 やり直し"

static void every_value_is_kept(void **state)
{
        struct opened *o = *state;
        static const struct {
                const char *claim;
                struct history_query query;
                const char *said;
        } cases[] = {
                {"all of it, oldest first", {0}, TO_2000 " | " TO_GREEN " | " WITHDRAWN " | " BACK " | " RETURNED},
                {"one receipt", {.facility = CODE, .number = "R-2"}, WITHDRAWN " | " RETURNED},
                {"another facility", {.facility = "0418010146"}, ""},
                {"one day, both ends of it", {.from = {2025, 10, 3}, .to = {2025, 10, 3}}, TO_GREEN " | " WITHDRAWN},
                {"from a day on: its last second counts", {.from = {2025, 10, 4}}, BACK " | " RETURNED},
                {"until", {.to = {2025, 10, 2}}, TO_2000},
                {"a party as it was or is, folded", {.party = "株式会社ミナモ"}, WITHDRAWN " | " RETURNED},
                {"the old name finds what it became", {.party = "緑"}, TO_GREEN " | " BACK},
                {"another kind", {.kind = "purchase"}, ""},
        };

        four_imports(o);
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
                assert_string_equal(history(o, cases[i].query), cases[i].said);
}

/* Neither a statement of the program nor another tool takes an entry away or rewrites it. */
static void the_history_only_grows(void **state)
{
        static const char *const statements[] = {"DELETE FROM history", "UPDATE history SET old = 'null'"};
        struct opened *o = *state;

        four_imports(o);
        for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
                char *why = NULL;

                assert_int_not_equal(sqlite3_exec(o->store->db, statements[i], NULL, NULL, &why), SQLITE_OK);
                assert_string_equal(why, "the history stays");
                sqlite3_free(why);
        }
        assert_int_equal(count(o, "SELECT count(*) FROM history"), 5);
}

/* A workspace of the first release: its entries are read with what they said, and the receipts are found by party. */
static void entries_of_the_first_release(void **state)
{
        static const char records[] =
                "INSERT INTO source(sha256, path, file, kind, columns) VALUES('aa', '/a.csv', 'a.csv', 'receipts', '');"
                "INSERT INTO receipt(facility, number, breakdown, issuer, issuer_address, issuer_phone, date, amount,"
                " registration_number, paid_on, addressee, document, evidence, breakdown_evidence, note, source, line)"
                " VALUES('" CODE
                "', 'R-1', 0, '㈱みどり', '', '', '2025-09-01', 2000, '', '', '', 'receipt', '', '', '', 1, 2);"
                "INSERT INTO history(at, who, why, kind, record, old, new) VALUES"
                "('2025-10-02T10:00:00+09:00', 'a', 'import', 'receipt', '{\"facility\":\"" CODE
                "\",\"number\":\"R-1\",\"breakdown\":0}',"
                " '{\"amount\":1000}', '{\"amount\":2000}'),"
                "('2025-10-03T10:00:00+09:00', 'a', 'import', 'claim', '{\"facility\":\"" CODE
                "\",\"category\":\"online\"}',"
                " '{\"category\":\"online\"}', ''),"
                "('2025-10-04T10:00:00+09:00', 'a', 'import', 'evidence', '" CODE "/R-1', '11', '22');"
                "PRAGMA user_version = 1";
        struct opened *o = *state;
        const char *path = file_join(o->arena, o->folder, "soroe.db");
        sqlite3 *db = NULL;
        char id[64];

        store_close(o->store);
        o->store = NULL;
        assert_int_equal(remove(path), 0);
        sqlite3_snprintf(sizeof id, id, "PRAGMA application_id = %d", SCHEMA_APPLICATION_ID);
        assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, id, NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, schema_migrations[0], NULL, NULL, NULL), SQLITE_OK);
        assert_int_equal(sqlite3_exec(db, records, NULL, NULL, NULL), SQLITE_OK);
        sqlite3_close(db);

        assert_int_equal(store_open(&o->store, o->folder, &o->findings), OK);
        assert_string_equal(history(o, (struct history_query){0}),
                            "changed R-1 1000->2000 ->- import | withdrawn  ->- import | changed R-1 ->- import");
        assert_string_equal(history(o, (struct history_query){.facility = CODE, .kind = "application"}),
                            "withdrawn  ->- import");
        assert_int_equal(count(o, "SELECT count(*) FROM receipt WHERE issuer_key = '株式会社みどり'"), 1);
        assert_int_equal(count(o, "SELECT json_extract(new, '$.sha256') FROM history WHERE kind = 'evidence'"), 22);
}

/* Whatever is kept has a name in both languages. */
static void every_field_has_its_name(void **state)
{
        static const struct row_type *const types[] = {&row_facility, &row_receipt, &row_purchase, &row_claim};

        (void)state;
        for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
                assert_non_null(record_kind_word(types[i]->kind, JAPANESE));
                for (int k = 0; k < types[i]->n; k++) {
                        const char *field = types[i]->columns[k].id;

                        /* a name that is not known would come back as it is */
                        assert_ptr_not_equal(field_word(types[i]->kind, field, JAPANESE), field);
                }
        }
}

static void values_for_people(void **state)
{
        static const struct {
                const char *kind, *field;
                struct field_value value;
                const char *ja, *en;
        } rows[] = {
                {"receipt", "amount", {VALUE_NUMBER, NULL, 88000}, "88,000", "88,000"},
                {"receipt", "amount", {VALUE_NUMBER, NULL, -5000}, "-5,000", "-5,000"},
                {"receipt", "document", {VALUE_TEXT, "breakdown", 0}, "領収書内訳書", "vendor's breakdown"},
                {"receipt", "document", {VALUE_TEXT, "何か", 0}, "何か", "何か"},
                {"facility", "outside_obligation", {VALUE_NUMBER, NULL, 0}, "", ""},
                {"facility", "outside_obligation", {VALUE_NUMBER, NULL, 1}, "はい", "yes"},
                {"facility", "outside_obligation", {VALUE_NUMBER, NULL, 2}, "いいえ", "no"},
                {"answer", "yes", {VALUE_NUMBER, NULL, 0}, "いいえ", "no"},
                {"purchase", "unit_price", {VALUE_NONE, NULL, 0}, "", ""},
                {"evidence", "sha256", {VALUE_TEXT, "0123456789abcdef0123", 0}, "0123456789abcdef", "0123456789abcdef"},
                {"receipt", "no-such-field", {VALUE_TEXT, "x", 0}, "x", "x"},
        };
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                assert_string_equal(field_show(rows[i].kind, rows[i].field, &rows[i].value, JAPANESE, arena),
                                    rows[i].ja);
                assert_string_equal(field_show(rows[i].kind, rows[i].field, &rows[i].value, ENGLISH, arena),
                                    rows[i].en);
        }
        arena_free(arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(every_value_is_kept, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(the_history_only_grows, open_new, close_and_remove),
                cmocka_unit_test_setup_teardown(entries_of_the_first_release, open_new, close_and_remove),
                cmocka_unit_test(every_field_has_its_name),
                cmocka_unit_test(values_for_people),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
