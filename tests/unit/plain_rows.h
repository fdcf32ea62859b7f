/* Rows for the tests of the store, which say nothing but what is given: whatever else a row has is empty. */
#ifndef SOROE_TESTS_PLAIN_ROWS_H
#define SOROE_TESTS_PLAIN_ROWS_H

#include "core/store/kept/records.h"

static inline struct store_source plain_source(const char *kind)
{
        return (struct store_source){.path = kind,
                                     .file = kind,
                                     .sha256 = kind,
                                     .kind = kind,
                                     .columns = "number",
                                     .part = "",
                                     .rejects = ""};
}

static inline struct facility plain_facility(const char *code)
{
        return (struct facility){.code = code,
                                 .name = "医院",
                                 .kind_text = "",
                                 .postal_code = "",
                                 .address = "",
                                 .founder = "",
                                 .representative = "",
                                 .phone = "",
                                 .contact = "",
                                 .mail = ""};
}

/* Of 1 September 2025. */
static inline struct receipt plain_receipt(const char *facility, const char *number, const char *issuer, int64_t amount)
{
        return (struct receipt){.facility = facility,
                                .number = number,
                                .issuer = issuer,
                                .issuer_address = "",
                                .issuer_phone = "",
                                .date = {2025, 9, 1},
                                .amount = {amount},
                                .registration_number = "",
                                .addressee = "",
                                .note = "",
                                .evidence_names = "",
                                .breakdown_names = ""};
}

static inline struct purchase plain_line(const char *facility, const char *number, int position, const char *category,
                                         int64_t amount)
{
        return (struct purchase){.facility = facility,
                                 .receipt_number = number,
                                 .position = position,
                                 .category_text = category,
                                 .item_text = "",
                                 .description = "",
                                 .model = "",
                                 .quantity_text = "",
                                 .amount = {amount},
                                 .note = ""};
}

#endif
