#include "cmd/letters/letters.h"

#include <stdlib.h>
#include <string.h>

#include "core/store/kept/findings.h"
#include "core/store/across/crosscheck.h"

#include "core/banned.h"

enum { MOST_UNSORTED = 200000, CODE_DIGITS = 10 };

/* Returns whose it is. NULL: it belongs to nobody, so it is the office's own business. */
static const char *code_of(const struct finding *f, struct arena *arena)
{
        const char *subject = f->subject ? f->subject : "";

        if (strspn(subject, "0123456789") != CODE_DIGITS || (subject[CODE_DIGITS] && subject[CODE_DIGITS] != '/'))
                return NULL;
        return arena_strndup(arena, subject, CODE_DIGITS);
}

static int by_code(const void *a, const void *b)
{
        const struct waiting_entry *x = a, *y = b;
        int by = strcmp(x->code, y->code);

        return by ? by : (x->finding > y->finding) - (x->finding < y->finding);
}

enum status waiting_read(struct waiting *out, struct store *store, struct arena *arena)
{
        struct store_unsorted_rest rest;
        enum status st;

        out->findings = findings_in(arena);
        st = store_kept_by_row(store, &out->findings, arena);
        if (st == OK)
                st = store_unsorted(&rest, store, "", MOST_UNSORTED, &out->findings, arena);
        findings_sort(&out->findings);
        for (size_t i = 0; st == OK && i < out->findings.n; i++) {
                const char *code = code_of(&out->findings.at[i], arena);

                if (code)
                        *vec_add(arena, &out->entries) = (struct waiting_entry){code, i};
        }
        if (out->entries.n > 1)
                qsort(out->entries.at, out->entries.n, sizeof *out->entries.at, by_code);
        return st;
}

const struct finding *waiting_of(size_t *n, const struct waiting *waiting, const char *code, struct arena *arena)
{
        struct {
                VEC(struct finding);
        } out = {0};
        size_t low = 0, high = waiting->entries.n;

        while (low < high) {
                size_t middle = low + (high - low) / 2;

                if (strcmp(waiting->entries.at[middle].code, code) < 0)
                        low = middle + 1;
                else
                        high = middle;
        }
        for (; low < waiting->entries.n && strcmp(waiting->entries.at[low].code, code) == 0; low++)
                *vec_add(arena, &out) = waiting->findings.at[waiting->entries.at[low].finding];
        *n = out.n;
        return out.at;
}
