/* Any bytes as an e-invoice, in pieces of a size that the first byte tells: refused with a reason, or its lines add up to what is
 * to be paid; and its attachments are decoded or refused. */
#include <stdlib.h>
#include <string.h>

#include "receipts/einvoice/einvoice.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

struct memory {
        const uint8_t *at;
        size_t n, most;
};

static int64_t memory_bytes(void *user, void *out, int64_t at, size_t n)
{
        const struct memory *m = user;
        size_t left = m->n - (size_t)at;

        n = n > m->most ? m->most : n;
        n = n > left ? left : n;
        if (n)
                memcpy(out, m->at + at, n);
        return (int64_t)n;
}

static void look(const struct einvoice *in)
{
        int64_t sum = 0;

        for (size_t i = 0; i < in->lines.n; i++) {
                if (!in->lines.at[i].name || !in->lines.at[i].quantity || !in->lines.at[i].note)
                        abort();
                sum += in->lines.at[i].amount.n;
        }
        if (sum != in->totals[TOTAL_PAYABLE].yen.n || !*in->number || !*in->issued || !*in->issuer)
                abort();
}

void fuzz_target(struct bytes in, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct memory memory = {in.at, in.n, in.n && in.at[0] != '<' ? (size_t)in.at[0] + 1 : 1 << 20};
        struct einvoice_source source = {memory_bytes, &memory, "fuzz.xml", (int64_t)in.n};
        struct einvoice invoice;

        if (in.n && in.at[0] != '<') {
                memory.at++;
                memory.n--;
                source.size--;
        }
        einvoice_is((struct bytes){memory.at, memory.n});
        if (einvoice_read(&invoice, &source, arena, &findings) == OK) {
                look(&invoice);
                for (size_t i = 0; i < invoice.attachments.n && i < 3; i++) {
                        struct bytes bytes;
                        const char *wrong = NULL;

                        if (einvoice_attachment(&bytes, &wrong, &source, i, arena) != OK && !wrong)
                                abort();
                }
        } else if (!findings.n) {
                abort(); /* never refused without a reason */
        }
}
