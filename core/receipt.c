#include "core/receipt.h"

#include <string.h>

#include "core/banned.h"

static const struct {
        const char *id, *word;
} documents[DOCUMENTS] = {
        [DOC_RECEIPT] = {"receipt", "領収書"},
        [DOC_BREAKDOWN] = {"breakdown", "領収書内訳書"},
        [DOC_TRANSFER] = {"transfer-statement", "振込明細"},
        [DOC_CARD] = {"card-statement", "カード明細"},
        [DOC_INVOICE] = {"invoice", "請求書"},
        [DOC_ESTIMATE] = {"estimate", "見積書"},
        [DOC_DELIVERY] = {"delivery-note", "納品書"},
};

/* Other words for the same paper, as text_key leaves them. */
static const struct {
        const char *word;
        enum document document;
} aliases[] = {
        {"", DOC_RECEIPT},
        {"領収証", DOC_RECEIPT},
        {"内訳書", DOC_BREAKDOWN},
        {"振込明細書", DOC_TRANSFER},
        {"カード利用明細", DOC_CARD},
};

const char *document_id(enum document document)
{
        return documents[document].id;
}

const char *document_word(enum document document)
{
        return documents[document].word;
}

bool document_by_id(enum document *out, const char *id)
{
        for (int i = 0; i < DOCUMENTS; i++) {
                if (strcmp(documents[i].id, id) == 0) {
                        *out = (enum document)i;
                        return true;
                }
        }
        return false;
}

bool document_by_word(enum document *out, const char *word_key)
{
        for (int i = 0; i < DOCUMENTS; i++) {
                if (strcmp(documents[i].word, word_key) == 0) {
                        *out = (enum document)i;
                        return true;
                }
        }
        for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++) {
                if (strcmp(aliases[i].word, word_key) == 0) {
                        *out = aliases[i].document;
                        return true;
                }
        }
        return false;
}
