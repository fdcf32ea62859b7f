#include "cmd/go/go.h"

#include <string.h>

#include "cmd/members/workspace.h"
#include "cmd/packets/packing.h"

#include "core/file/file.h"
#include "core/judge/judge.h"
#include "core/store/kept/sealed.h"

#include "templates/verify/verify.h"

#include "core/banned.h"

#define MOST_PACKET_BYTES ((size_t)1 << 30)

/* Tools that are opened once for all packets of the run. */
struct tools {
        struct go *g;
        struct sealing sealing;
        const char *evidence;
        struct packed_seals pending;
        struct arena *scratch;
};

static enum status open_tools(struct tools *t)
{
        struct context *c = t->g->c;
        struct sealing *sealing = &t->sealing;
        enum status st;

        t->scratch = arena_child(c->arena);
        t->evidence = file_join(c->arena, c->folder, "evidence");
        sealing->folder = workspace_packets(c, t->g->programme, NULL, c->arena);
        sealing->pdf = true;
        sealing->sync_later = true;
        st = verifier_new(&sealing->verifier, c->arena, &c->findings);
        if (st == OK)
                st = fonts_open(&sealing->fonts, false, arena_handler(c->arena), &c->findings);
        if (st == OK) {
                verifier_borrow_fonts(sealing->verifier, sealing->fonts);
                file_sweep(sealing->folder);
        }
        return st;
}

static void close_tools(struct tools *t)
{
        verifier_free(t->sealing.verifier);
        fonts_close(t->sealing.fonts);
        arena_free(t->scratch);
}

/* ---- sealing */

/* One application on a day. `reseal`: in place of a packet of other records. */
static enum status pack(struct packed *out, struct tools *t, const struct found_application *a, struct date day,
                        bool reseal)
{
        struct packing p = {.c = t->g->c,
                            .programme = t->g->programme,
                            .sealing = t->sealing,
                            .evidence = t->evidence,
                            .category = a->category->label.id,
                            .applied_on = day};
        struct buffer result;
        struct bytes rest;

        arena_reset(t->scratch);
        result = buffer_in(t->scratch);
        p.sealing.reseal = reseal;
        packing_run(&p, a->code, &result, t->scratch);
        judge_free(p.judge);
        store_close(p.store);
        rest = buffer_bytes(&result);
        packed_read(out, &rest, t->scratch);
        for (size_t i = 0; i < out->seals.n; i++)
                packed_seal_copy(vec_add(t->g->c->arena, &t->pending), &out->seals.at[i], t->g->c->arena);
        if (!out->failed)
                return OK;
        return fault_set(&t->g->c->findings, out->fault.id ? out->fault.id : F_INTERNAL,
                         arena_strdup(t->g->c->arena, out->fault.what),
                         arena_strdup(t->g->c->arena, out->fault.detail));
}

static bool is_made(const struct packed *p)
{
        return p->by_outcome[SEAL_WRITTEN] || p->by_outcome[SEAL_UNCHANGED] || p->by_outcome[SEAL_REPLACED];
}

static void take_seal(struct found_application *a, const struct tools *t, bool unchanged)
{
        a->is_sealed = true;
        a->is_redrawn = unchanged;
        a->sealed = t->pending.at[t->pending.n - 1];
        a->is_packed = true;
        a->is_stale = false;
        a->subsidy = a->sealed.subsidy;
        a->eligible_total = a->sealed.eligible_total;
        a->eligible_cost = a->sealed.eligible_cost;
}

/* What lies there from these records is left, whatever day is meant now but none is said; other records, and another day, are
 * sealed anew once the day is said. */
static enum status pack_application(struct tools *t, struct found_application *a)
{
        struct go *g = t->g;
        const bool said = date_is_set(g->applied_on);
        struct packed packed;
        enum status st;

        if (a->is_packed || a->stopped)
                return OK; /* in this run, before the day was asked */
        if (a->filing.state != FILING_NONE || (!said && !a->is_sealed))
                return OK;
        if (said && a->standing != STANDS_READY && a->standing != STANDS_CONFIRM) {
                a->is_stale = a->is_sealed;
                return OK;
        }
        st = pack(&packed, t, a, said ? g->applied_on : a->sealed.applied_on, false);
        if (st == OK && packed.by_outcome[SEAL_LEFT] && said)
                st = pack(&packed, t, a, g->applied_on, true);
        if (st == OK && is_made(&packed)) {
                take_seal(a, t, packed.by_outcome[SEAL_UNCHANGED] > 0);
                g->changed |= !packed.by_outcome[SEAL_UNCHANGED];
        } else if (st == OK && packed.stopped && said)
                a->stopped = arena_strdup(g->c->arena, packed.text);
        else if (st == OK)
                a->is_stale = true;
        return st;
}

/* The files' names are made durable before the workspace says that they are there. */
static enum status enter_seals(struct tools *t)
{
        struct go *g = t->g;
        const struct store_author who = author(g->c, login(), "go");
        enum status st = OK;

        if (!t->pending.n)
                return OK;
        st = file_sync_folder(t->sealing.folder, &g->c->findings);
        if (st == OK)
                st = store_begin(g->store);
        for (size_t i = 0; st == OK && i < t->pending.n; i++)
                st = store_seal(g->store, &t->pending.at[i], &who, t->scratch);
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}

/* ---- into her folder, and read back there */

static enum status put_file(const char **path, bool *is_new, struct tools *t, const char *name, const char *ending,
                            struct bytes *bytes)
{
        struct go *g = t->g;
        const char *folder = file_join(g->c->arena, g->home.folder, GO_PACKETS);
        const char *from = file_join(g->c->arena, t->sealing.folder, arena_printf(t->scratch, "%s%s", name, ending));
        enum status st = file_read(bytes, from, MOST_PACKET_BYTES, t->scratch, &g->c->findings);

        if (st == ERR_INPUT) /* somebody took it away */
                return fault_set(&g->c->findings, F_OPEN, from, NULL);
        if (st == OK)
                st = go_write(path, is_new, g, folder, name, ending, *bytes);
        return st == OK ? file_read(bytes, *path, MOST_PACKET_BYTES, t->scratch, &g->c->findings) : st;
}

static void count(struct found_application *a, const struct verification *v)
{
        if (v->verdict == VERDICT_OK)
                a->verified++;
        else
                a->failed++;
}

/* What `packet` left as unchanged it drew again from the ZIP, byte for byte what lies there: to draw it once more would tell nothing, and
 * takes two thirds of a run in which nothing happened. */
static enum status deliver(struct tools *t, struct found_application *a)
{
        struct bytes zip, pdf;
        struct verification v;
        bool new_zip = false, new_pdf = false;
        const char *name;
        enum status st;

        arena_reset(t->scratch);
        name = a->sealed.file; /* "4710123458-online.zip" or without its ending */
        if (strlen(name) > 4 && strcmp(name + strlen(name) - 4, ".zip") == 0)
                name = arena_strndup(t->g->c->arena, name, strlen(name) - 4);
        st = put_file(&a->zip, &new_zip, t, name, ".zip", &zip);
        if (st == OK)
                st = put_file(&a->pdf, &new_pdf, t, name, ".pdf", &pdf);
        if (st != OK)
                return st;
        a->zip_bytes = (int64_t)zip.n;
        a->pdf_bytes = (int64_t)pdf.n;
        verify_packet(&v, t->sealing.verifier, a->zip, zip, LEVEL_ALL, t->scratch);
        count(a, &v);
        if (!a->is_redrawn || new_zip || new_pdf)
                verify_uploaded(&v, t->sealing.verifier, a->pdf, pdf, zip, LEVEL_ALL, t->scratch);
        count(a, &v);
        return OK;
}

static enum status deliver_all(struct tools *t)
{
        struct go *g = t->g;
        struct found_applications *all = &g->view.applications;
        enum status st = OK;

        for (size_t i = 0; st == OK && i < all->n; i++)
                if (all->at[i].is_packed && !all->at[i].zip)
                        st = deliver(t, &all->at[i]);
        return st;
}

enum status go_pack(struct go *g)
{
        struct tools t = {.g = g};
        struct found_applications *all = &g->view.applications;
        bool any = date_is_set(g->applied_on) && all->n;
        enum status st = OK, entered;

        for (size_t i = 0; i < all->n; i++)
                any |= all->at[i].is_sealed;
        if (!any)
                return OK;
        st = open_tools(&t);
        progress_stage(&g->progress, "書類", "packets", PACE_PACKETS, (int64_t)all->n);
        for (size_t i = 0; st == OK && i < all->n; i++) {
                st = pack_application(&t, &all->at[i]);
                progress_done(&g->progress, (int64_t)i + 1);
        }
        progress_wipe(&g->progress);
        entered = enter_seals(&t);
        st = st == OK ? entered : st;
        if (st == OK && t.pending.n)
                st = file_make_folders(file_join(g->c->arena, g->home.folder, GO_PACKETS), g->c->arena,
                                       &g->c->findings);
        if (st == OK)
                st = deliver_all(&t);
        close_tools(&t);
        return st;
}

/* ---- packets without an application */

struct strays {
        struct go *g;
        const char *folder;
        size_t at; /* in the applications, which come in the same order of codes */
};

static bool has_application(struct strays *strays, const struct sealed *s)
{
        const struct found_applications *all = &strays->g->view.applications;

        while (strays->at < all->n && strcmp(all->at[strays->at].code, s->facility) < 0)
                strays->at++;
        for (size_t i = strays->at; i < all->n && strcmp(all->at[i].code, s->facility) == 0; i++)
                if (strcmp(all->at[i].category->label.id, s->category) == 0)
                        return true;
        return false;
}

/* One that is handed in is what was applied for, whatever became of the records. */
static enum status look_at(void *user, const struct sealed *s, struct arena *scratch)
{
        struct strays *strays = user;
        struct go *g = strays->g;
        const char *path = file_join(scratch, strays->folder, s->file);
        struct filing filing;
        enum status st;

        if (has_application(strays, s) || !file_exists(path))
                return OK;
        st = store_filing(&filing, g->store, g->programme->id, s->facility, s->category, scratch);
        if (st == OK && !filing_handed_in(filing.state))
                *vec_add(g->view.arena, &g->view.left) = arena_strdup(g->view.arena, s->file);
        return st;
}

enum status go_gather_left(struct go *g)
{
        struct arena *scratch = arena_child(g->c->arena);
        struct strays strays = {g, file_join(g->view.arena, g->home.folder, GO_PACKETS), 0};
        enum status st = file_exists(strays.folder)
                                 ? store_each_sealed(g->store, g->programme->id, look_at, &strays, scratch)
                                 : OK;

        arena_free(scratch);
        return st;
}

const char *go_left_words(const struct go *g, const char *file)
{
        return arena_printf(
                g->c->arena,
                say(g->c, "%s/%s は、いまの記録にない申請の書類です。アップロードせず、PDF とともに消してください。",
                    "%s/%s is of an application that the records no longer have: do not upload it; delete "
                    "it and its PDF"),
                GO_PACKETS, file);
}
