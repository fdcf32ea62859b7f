#include "cmd/read/read_papers.h"

#include <string.h>

#include "core/reading/slip_code.h"
#include "core/store/across/ties.h"

#include "core/banned.h"

/* A scan with the code of a slip is of that receipt: somebody printed it for it and put it beside. */

static enum status find_receipt(struct receipt_ref *out, struct store *store, const struct slip_code *code,
                                struct arena *arena)
{
        struct receipt_refs refs;
        enum status st = store_receipts_named(&refs, store, code->facility, arena);

        *out = (struct receipt_ref){0};
        for (size_t i = 0; st == OK && i < refs.n; i++)
                if (strcmp(refs.at[i].number, code->number) == 0 && strcmp(refs.at[i].facility, code->facility) == 0)
                        *out = refs.at[i];
        return st;
}

static enum status tie(int64_t *tied, struct store *store, const struct loose_scan *scan,
                       const struct store_author *author, struct arena *arena)
{
        struct reading reading;
        struct slip_code code;
        struct receipt_ref receipt;
        enum put put = PUT_UNCHANGED;
        enum status st = store_find_reading(&reading, NULL, store, scan->sha256, arena);

        if (st != OK || !reading.reader || !slip_code_of(&code, &reading, arena))
                return st;
        st = find_receipt(&receipt, store, &code, arena);
        if (st == OK && receipt.number)
                st = store_tie(
                        &put, store,
                        &(struct tie_request){
                                .receipt = &receipt, .name = scan->name, .sha256 = scan->sha256, .how = TIE_NAME},
                        author, arena);
        *tied += put == PUT_ADDED;
        return st;
}

static enum status tie_loose(int64_t *tied, struct store *store, const struct store_author *author,
                             struct arena *scratch)
{
        struct arena *batch = arena_child(scratch);
        struct loose_scan last = {0};
        const struct loose_scan *after = NULL;
        struct loose_scans scans;
        enum status st;

        while ((st = store_loose_scans(&scans, store, after, batch)) == OK && scans.n) {
                for (size_t i = 0; st == OK && i < scans.n; i++) {
                        struct arena *one = arena_child(scratch);

                        if (!*scans.at[i].reason)
                                st = tie(tied, store, &scans.at[i], author, one);
                        arena_free(one);
                }
                if (st != OK)
                        break;
                last = scans.at[scans.n - 1];
                last.sha256 = arena_strdup(scratch, last.sha256);
                last.name = arena_strdup(scratch, last.name);
                after = &last;
                arena_reset(batch);
        }
        arena_free(batch);
        return st;
}

enum status tie_by_slips(int64_t *tied, struct context *c, struct store *store)
{
        const struct store_author by = author(c, login(), "QR");
        struct arena *scratch = arena_child(c->arena);
        enum status st = store_begin(store);

        *tied = 0;
        if (st == OK)
                st = tie_loose(tied, store, &by, scratch);
        arena_free(scratch);
        if (st == OK)
                return store_commit(store);
        store_rollback(store);
        return st;
}
