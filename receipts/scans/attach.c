#include "receipts/scans/attach.h"

#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/format/image.h"
#include "core/store/across/ties.h"

#include "receipts/scans/scan.h"
#include "receipts/scans/scan_name.h"

#include "core/banned.h"

enum { MOST_NUMBERS = 8 /* numbers of the facility that are listed for somebody who mistyped one */ };

struct attach {
        struct attach_report *report;
        struct store *store;
        const struct attach_request *request;
        struct scan_intake intake;
        struct arena *arena;
        struct findings *findings;
};

/* ---- the receipt */

/* Takes the receipt of exactly this number; else the only one whose number differs in width, case or joining signs. */
static const struct receipt_ref *choose(const struct receipt_refs *all, const char *number, struct arena *arena)
{
        const char *key = scan_name_key(arena, arena_printf(arena, "%s.jpg", number));
        const struct receipt_ref *found = NULL;

        for (size_t i = 0; i < all->n; i++)
                if (strcmp(all->at[i].number, number) == 0)
                        return &all->at[i];
        for (size_t i = 0; i < all->n; i++) {
                if (strcmp(scan_name_key(arena, arena_printf(arena, "%s.jpg", all->at[i].number)), key) != 0)
                        continue;
                if (found)
                        return NULL;
                found = &all->at[i];
        }
        return found;
}

static enum status find_receipt(struct attach *a)
{
        struct receipt_refs all;
        struct buffer numbers = buffer_in(a->arena);
        enum status st = store_receipts_named(&all, a->store, a->request->facility, a->arena);
        const struct receipt_ref *found = st == OK ? choose(&all, a->request->number, a->arena) : NULL;

        if (st != OK)
                return st;
        if (found) {
                a->report->receipt = *found;
                return OK;
        }
        for (size_t i = 0; i < all.n && i < MOST_NUMBERS; i++)
                buffer_printf(&numbers, "%s%s", i ? "、" : "", all.at[i].number);
        if (all.n > MOST_NUMBERS)
                buffer_text(&numbers, " …");
        finding_add(a->findings, E072, NULL, a->request->number, a->request->facility)->args[0] =
                all.n ? numbers.at : "ありません¦none";
        return ERR_INPUT;
}

/* ---- the scan */

/* What is kept already under the word. */
static enum status find_kept(struct attached *out, struct attach *a, const char *word)
{
        struct loose_scans found;
        enum status st = store_find_scans(&found, a->store, text_nfc(a->arena, word), a->arena);

        if (st != OK)
                return st;
        if (found.n != 1) {
                finding_add(a->findings, E073, NULL, word, NULL)->args[0] =
                        arena_printf(a->arena, "%zu件¦%zu fit", found.n, found.n);
                return ERR_INPUT;
        }
        *out = (struct attached){found.at[0].name, found.at[0].sha256, found.at[0].reason, PUT_UNCHANGED};
        return OK;
}

static enum status take(struct attached *out, struct attach *a, const char *path)
{
        const char *name = text_nfc(a->arena, file_base_name(path));
        struct evidence e = {.name = name, .ext = "", .reason = ""};
        enum status st = scan_take(&e, &a->intake, path, file_base_name(path), name, a->arena, a->findings);

        if (st == OK && e.state == EVIDENCE_DAMAGED)
                finding_add(a->findings, E016, NULL, name, name)->args[0] = e.reason;
        *out = (struct attached){name, e.sha256, e.reason, PUT_UNCHANGED};
        return st;
}

/* A file that is to be taken away need not come in first. */
static enum status recognise(struct attached *out, struct attach *a, const char *path)
{
        struct bytes bytes;
        struct digest digest;
        enum status st = file_read(&bytes, path, IMAGE_MOST_BYTES, a->arena, a->findings);

        if (st != OK)
                return st;
        digest = digest_of(bytes);
        *out = (struct attached){text_nfc(a->arena, file_base_name(path)), arena_strdup(a->arena, digest.hex), "",
                                 PUT_UNCHANGED};
        return OK;
}

static enum status attach_one(struct attach *a, const char *word)
{
        const struct attach_request *request = a->request;
        struct attached one = {0};
        struct tie_request tie = {
                .receipt = &a->report->receipt, .is_breakdown = request->is_breakdown, .how = TIE_HAND};
        bool there;
        enum status st = file_there(&there, word, a->findings);

        if (st == OK)
                st = !there            ? find_kept(&one, a, word)
                     : request->remove ? recognise(&one, a, word)
                                       : take(&one, a, word);
        tie.name = one.name;
        tie.sha256 = one.sha256;
        if (st == OK)
                st = (request->remove ? store_untie : store_tie)(&one.put, a->store, &tie, &request->author, a->arena);
        if (st != OK)
                return st == ERR_INPUT ? OK : st;
        if (request->remove && one.put == PUT_UNCHANGED)
                finding_add(a->findings, E074, NULL, word, NULL);
        else
                *vec_add(a->arena, &a->report->scans) = one;
        return OK;
}

static enum status attach_all(struct attach *a)
{
        enum status st = scan_look_again(&a->intake, a->arena, a->findings);

        if (st == OK)
                st = find_receipt(a);
        for (size_t i = 0; st == OK && i < a->request->files.n; i++)
                st = attach_one(a, a->request->files.at[i]);
        return st == OK ? scan_publish(&a->intake, a->arena, a->findings) : st;
}

enum status attach_scans(struct attach_report *out, struct store *store, const struct attach_request *request,
                         struct arena *arena, struct findings *findings)
{
        struct attach a = {.report = out,
                           .store = store,
                           .request = request,
                           .intake = {.store = store},
                           .arena = arena,
                           .findings = findings};
        enum status st = store_begin(store);

        *out = (struct attach_report){0};
        if (st == OK)
                st = attach_all(&a);
        if (st == OK)
                st = store_commit(store);
        if (st != OK) {
                store_rollback(store);
                scan_undo(&a.intake, arena);
        }
        findings_sort(findings);
        return st == ERR_INPUT ? OK : st;
}
