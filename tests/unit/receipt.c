/* Kinds of paper, and what records are called in findings. */
#include "tests/unit/records_build.h"

#include "core/banned.h"

/* docs/formats.md, receipts, 書類種別; an empty cell is a receipt. */
static void kinds_of_paper(void **state)
{
        static const struct {
                enum document document;
                const char *id, *word;
        } rows[] = {
                {DOC_RECEIPT, "receipt", "領収書"},
                {DOC_BREAKDOWN, "breakdown", "領収書内訳書"},
                {DOC_TRANSFER, "transfer-statement", "振込明細"},
                {DOC_CARD, "card-statement", "カード明細"},
                {DOC_INVOICE, "invoice", "請求書"},
                {DOC_ESTIMATE, "estimate", "見積書"},
                {DOC_DELIVERY, "delivery-note", "納品書"},
        };
        struct arena *arena = arena_new(abort);
        enum document found;

        (void)state;
        assert_int_equal(COUNT(rows), DOCUMENTS);
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_string_equal(document_id(rows[i].document), rows[i].id);
                assert_string_equal(document_word(rows[i].document, JAPANESE), rows[i].word);
                assert_true(document_by_id(&found, rows[i].id) && found == rows[i].document);
                assert_true(document_by_word(&found, text_key(arena, rows[i].word)) && found == rows[i].document);
        }
        assert_true(document_by_word(&found, text_key(arena, " ｶｰﾄﾞ明細")) && found == DOC_CARD);
        assert_true(document_by_word(&found, "") && found == DOC_RECEIPT);
        assert_true(document_by_word(&found, "領収証") && found == DOC_RECEIPT);
        assert_false(document_by_word(&found, "レセプト"));
        assert_false(document_by_id(&found, ""));
        arena_free(arena);
}

/* docs/formats.md, receipts: `;`-separated. What people write instead parts names where a name of a scan stands on both sides. */
static void names_of_scans(void **state)
{
        static const struct {
                const char *cell, *names;
        } rows[] = {
                {"a.png", "a.png"},
                {"a.png;b.pdf", "a.png|b.pdf"},
                {"a.png、b.png,c.jpg", "a.png|b.png|c.jpg"},
                {"a.png b.png", "a.png|b.png"},
                {"a.png　b.png/c.jpg", "a.png|b.png|c.jpg"},
                {"a.png・b.png ＋ c.jpg", "a.png|b.png|c.jpg"},
                {"a.png b.png、c.jpg", "a.png|b.png|c.jpg"},
                {"IMG 1.png", "IMG 1.png"},
                {"IMG 1.png、IMG 2.png", "IMG 1.png|IMG 2.png"},
                {"scans/a.png", "scans/a.png"},
                {"領収書 (1).png", "領収書 (1).png"},
                {"A&B.png", "A&B.png"},
                {"a.png - コピー.png", "a.png - コピー.png"},
                {"a,表.png", "a,表.png"},
                {"", ""},
        };
        struct arena *arena = arena_new(abort);

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct texts names = scan_names(arena, rows[i].cell);
                struct buffer joined = buffer_in(arena);

                buffer_text(&joined, "");
                for (size_t k = 0; k < names.n; k++)
                        buffer_printf(&joined, "%s%s", k ? "|" : "", names.at[k]);
                assert_string_equal(joined.at, rows[i].names);
        }
        arena_free(arena);
}

static void subjects(void **state)
{
        struct built *b = *state;
        struct purchase *line;

        build_facility(b, "診療所");
        build_receipt(b, "R-1", 1000);
        build_line(b, "R-1", "対象外", "プリンター", 400);
        line = build_line(b, "R-1", "対象外", "プリンター", 600);
        assert_string_equal(subject_application(b->arena, CODE, "online"), CODE "/online");
        assert_string_equal(subject_receipt(b->arena, &b->records.receipts.at[0]), CODE "/R-1");
        assert_string_equal(subject_purchase(b->arena, line), CODE "/R-1#2");
        line->payer = ""; /* no receipt yet: named by whose share it is */
        assert_string_equal(subject_purchase(b->arena, line), CODE "/R-1#2");
}

/* A receipt is its payer and its number: a shared one hangs on another facility's code. */
static void the_receipt_of_a_line(void **state)
{
        struct built *b = *state;
        struct purchase *line;

        build_facility(b, "診療所");
        build_receipt(b, "R-1", 1000);
        build_receipt(b, "R-1", 90000)->facility = "0418010146";
        line = build_line(b, "R-1", "対象外", "プリンター", 1000);
        assert_ptr_equal(records_receipt(&b->records, line), &b->records.receipts.at[0]);
        line->payer = "0418010146";
        assert_ptr_equal(records_receipt(&b->records, line), &b->records.receipts.at[1]);
        line->payer = "";
        assert_null(records_receipt(&b->records, line));
        line->payer = CODE;
        line->receipt_number = "R-2";
        assert_null(records_receipt(&b->records, line));
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(kinds_of_paper),
                cmocka_unit_test(names_of_scans),
                cmocka_unit_test_setup_teardown(subjects, built_open, built_close),
                cmocka_unit_test_setup_teardown(the_receipt_of_a_line, built_open, built_close),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
