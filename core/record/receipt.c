#include "core/record/receipt.h"

#include <string.h>
#include <strings.h>

#include "core/banned.h"

static const struct {
        const char *id, *words[2];
} documents[DOCUMENTS] = {
        [DOC_RECEIPT] = {"receipt", {"領収書", "receipt"}},
        [DOC_BREAKDOWN] = {"breakdown", {"領収書内訳書", "vendor's breakdown"}},
        [DOC_TRANSFER] = {"transfer-statement", {"振込明細", "bank transfer statement"}},
        [DOC_CARD] = {"card-statement", {"カード明細", "card statement"}},
        [DOC_INVOICE] = {"invoice", {"請求書", "invoice"}},
        [DOC_ESTIMATE] = {"estimate", {"見積書", "estimate"}},
        [DOC_DELIVERY] = {"delivery-note", {"納品書", "delivery note"}},
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

const char *document_word(enum document document, enum language language)
{
        return documents[document].words[language];
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
                if (strcmp(documents[i].words[JAPANESE], word_key) == 0) {
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

/* Is it the name of a scan, by its ending? Endings of files that are only recognised to say what to do with them count, too. */
static bool is_scan_name(const char *name)
{
        static const char *const endings[] = {".jpg",  ".jpeg", ".jpe", ".jfif", ".png", ".pdf", ".heic",
                                              ".heif", ".avif", ".tif", ".tiff", ".gif", ".bmp", ".webp"};
        const char *dot = strrchr(name, '.');

        for (size_t i = 0; dot && dot > name && i < sizeof endings / sizeof *endings; i++)
                if (strcasecmp(dot, endings[i]) == 0)
                        return true;
        return false;
}

/* Between names people also write what may stand within one: there only names on both sides make it a mark of separation. */
static bool parts_names(int32_t c, bool within_names)
{
        static const int32_t loose[] = {' ', '\t',   0x3000, '/',    0xFF0F, '|',   0xFF5C,
                                        '+', 0xFF0B, '&',    0xFF06, 0x30FB, 0xFF65};

        if (!within_names)
                return c == ',' || c == 0xFF0C || c == 0x3001 || c == 0xFF64 || c == '\n' || c == '\r';
        for (size_t i = 0; i < sizeof loose / sizeof *loose; i++)
                if (c == loose[i])
                        return true;
        return false;
}

/* The parts of a piece, if every part is the name of a scan; else none. */
static struct texts parts_of(const char *piece, bool within_names, struct arena *arena)
{
        struct texts parts = {0};
        const char *start = piece;

        for (const char *s = piece;;) {
                const char *end = s;
                int32_t c = *s ? text_next(&s) : 0;
                char *part;

                if (c < 0)
                        return (struct texts){0};
                if (c && !parts_names(c, within_names))
                        continue;
                part = text_trim(arena, arena_strndup(arena, start, (size_t)(end - start)));
                if (*part && !is_scan_name(text_nfkc(arena, part)))
                        return (struct texts){0};
                if (*part)
                        *vec_add(arena, &parts) = part;
                if (!c)
                        return parts;
                start = s;
        }
}

static void add_names(struct texts *out, const char *piece, bool within_names, struct arena *arena)
{
        struct texts parts = parts_of(piece, within_names, arena);

        if (parts.n < 2 && within_names)
                *vec_add(arena, out) = piece;
        else if (parts.n < 2)
                add_names(out, piece, true, arena);
        for (size_t i = 0; parts.n > 1 && i < parts.n; i++)
                if (within_names)
                        *vec_add(arena, out) = parts.at[i];
                else
                        add_names(out, parts.at[i], true, arena);
}

struct texts scan_names(struct arena *arena, const char *cell)
{
        struct texts pieces = text_split(arena, cell), out = {0};

        for (size_t i = 0; i < pieces.n; i++)
                add_names(&out, pieces.at[i], false, arena);
        return out;
}
