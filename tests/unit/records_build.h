/* Records for the tests of the assessment, from as few words as the case needs: a clinic whose
 * papers are all in order. A case then spoils one thing. Everything is invented. */
#ifndef SOROE_TESTS_RECORDS_BUILD_H
#define SOROE_TESTS_RECORDS_BUILD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/assess/assess.h"
#include "core/base/text.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CODE         "0118010016" /* docs/field.md 3: valid under variant A */
#define ON_TIME      ((struct date){2025, 12, 22})

static const char receipt_columns[] =
        "facility,number,issuer,issuer_address,issuer_phone,date,amount,registration_number,paid_on,"
        "addressee,document,evidence,breakdown,note";
static const char purchase_columns[] =
        "number,facility,category,item,description,model,quantity,unit_price,amount,note";
static const char facility_columns[] =
        "facility,name,kind,postal_code,address,founder,representative,phone,contact,mail,"
        "outside_obligation,earlier_grants,earlier_mods,attributes";

struct built {
        struct arena *arena;
        struct programme *programme;
        struct records records;
        struct assessment result;
};

static inline int built_open(void **state)
{
        struct arena *arena = arena_new(abort);
        struct built *b = ARENA_NEW(arena, struct built);
        struct findings findings = findings_in(arena);

        b->arena = arena;
        *state = b;
        return programme_open(&b->programme, "r7-online-qualification", arena, &findings) == OK ? 0 : -1;
}

static inline int built_close(void **state)
{
        struct built *b = *state;

        arena_free(b->arena);
        return 0;
}

/* A facility with nothing bought yet. */
static inline void build_facility(struct built *b, const char *kind)
{
        memset(&b->records, 0, sizeof b->records);
        b->records.facility = (struct facility){.code = CODE,
                                                .name = "那覇内科クリニック",
                                                .kind_text = kind,
                                                .kind = "",
                                                .postal_code = "",
                                                .address = "",
                                                .founder = "医療法人 青空会",
                                                .representative = "",
                                                .phone = "",
                                                .contact = "",
                                                .mail = "",
                                                .outside_obligation = NOT_SAID,
                                                .earlier_grants_text = "",
                                                .earlier_mods_text = "",
                                                .attributes = "",
                                                .origin = {"facilities.csv", "", 2, facility_columns, "", ORIGIN_COLUMNS}};
}

static inline void build_evidence(struct built *b, struct receipt *r, const char *name, bool is_breakdown)
{
        *vec_add(b->arena, &r->evidence) = (struct evidence){.name = name,
                                                             .sha256 = arena_printf(b->arena, "sha256 of %s", name),
                                                             .ext = "jpg",
                                                             .state = EVIDENCE_OK,
                                                             .reason = "",
                                                             .size = 400000,
                                                             .width = 1654,
                                                             .height = 2339,
                                                             .dpi = 200,
                                                             .is_breakdown = is_breakdown};
}

/* A receipt with its scan and the vendor's breakdown. Pointers to earlier receipts end here. */
static inline struct receipt *build_receipt(struct built *b, const char *number, int64_t amount)
{
        struct receipt *r = vec_add(b->arena, &b->records.receipts);

        *r = (struct receipt){.facility = CODE,
                              .number = number,
                              .issuer = arena_printf(b->arena, "東和医療システム %s", number),
                              .issuer_address = "",
                              .issuer_phone = "",
                              .date = {2025, 9, 3},
                              .amount = {amount},
                              .registration_number = "",
                              .addressee = "那覇内科クリニック 御中",
                              .note = "",
                              .document = DOC_RECEIPT,
                              .origin = {"receipts.csv", "", 1 + (int)b->records.receipts.n, receipt_columns, "", ORIGIN_COLUMNS}};
        build_evidence(b, r, arena_printf(b->arena, "%s.jpg", number), false);
        build_evidence(b, r, arena_printf(b->arena, "%s-breakdown.jpg", number), true);
        return r;
}

static inline struct purchase *build_line(struct built *b, const char *number, const char *category, const char *item,
                                          int64_t amount)
{
        struct purchase *line = vec_add(b->arena, &b->records.purchases);
        int32_t position = 1;

        if (strstr(category, "限定型") || strstr(category, "対象外施設"))
                b->records.facility.outside_obligation = YES; /* what alone allows the category */
        for (size_t i = 0; i + 1 < b->records.purchases.n; i++)
                position += strcmp(b->records.purchases.at[i].receipt_number, number) == 0;
        *line = (struct purchase){.facility = CODE,
                                  .payer = CODE,
                                  .receipt_number = number,
                                  .position = position,
                                  .category_text = category,
                                  .category = "",
                                  .variant = "",
                                  .item_text = item,
                                  .item = "",
                                  .description = item,
                                  .model = "AX-200",
                                  .note = "",
                                  .quantity_text = "",
                                  .amount = {amount},
                                  .origin = {"purchases.csv", "", 1 + (int)b->records.purchases.n, purchase_columns, "", ORIGIN_COLUMNS}};
        return line;
}

/* A line on a receipt of its own. */
static inline struct purchase *build_bought(struct built *b, const char *number, const char *category, const char *item,
                                            int64_t amount)
{
        build_receipt(b, number, amount);
        return build_line(b, number, category, item, amount);
}

static inline void build_answer(struct built *b, const char *id, const char *subject, bool yes)
{
        *vec_add(b->arena, &b->records.answers) = (struct answer){.id = id,
                                                                  .subject = subject,
                                                                  .yes = yes,
                                                                  .reason = "電話で確認",
                                                                  .by = "",
                                                                  .at = "2025-12-01",
                                                                  .facts = ""};
}

static inline const struct assessment *build_assess(struct built *b, const char *category, struct date applied_on)
{
        programme_resolve(b->programme, &b->records, b->arena);
        assess_application(&b->result, b->programme, &b->records, programme_category_by_id(b->programme, category), applied_on,
               b->arena);
        return &b->result;
}

/* "E107 C214 I402": the ids found, in their order. */
static inline const char *build_ids(struct built *b)
{
        struct buffer out = buffer_in(b->arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < b->result.findings.n; i++)
                buffer_printf(&out, "%s%s", i ? " " : "", finding_name(b->result.findings.at[i].id));
        return out.at;
}

static inline const struct finding *build_found(struct built *b, enum finding_id id)
{
        for (size_t i = 0; i < b->result.findings.n; i++)
                if (b->result.findings.at[i].id == id)
                        return &b->result.findings.at[i];
        return NULL;
}

/* What a finding says: message | subject | value | place | source. */
static inline void build_says(struct built *b, enum finding_id id, const char *want)
{
        const struct finding *f = build_found(b, id);
        char *said;

        assert_non_null(f);
        said = arena_printf(b->arena, "%s | %s | %s | %s | %s", finding_message(b->arena, f, JAPANESE), f->subject,
                            f->value ? f->value : "-", f->place ? f->place : "-", f->source ? f->source : "-");
        assert_string_equal(said, want);
}

/* One receipt R-1 of two lines, 33,000 + 110,000: all in order. 143,000 × 3/4 = 107,250 → 107,000 */
static inline void build_in_order(struct built *b, const char *category)
{
        build_facility(b, "診療所");
        build_receipt(b, "R-1", 143000);
        build_line(b, "R-1", category, "モバイル端末", 33000);
        build_line(b, "R-1", category, "レセプトコンピュータ改修", 110000);
}

static inline struct receipt *build_paper(struct built *b)
{
        return &b->records.receipts.at[0];
}

#endif
