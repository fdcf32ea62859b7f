#include "cmd/letters/letters.h"

#include "cmd/members/bare_slips.h"
#include "cmd/members/workspace.h"

#include <stdio.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/kept/records.h"
#include "core/store/kept/sealed.h"

#include "templates/workbook/form.h"

#include "core/banned.h"

static enum status look(bool *empty, const char *folder, struct arena *arena, struct findings *findings)
{
        struct texts names;

        bool listed = file_list(&names, folder, arena);

        *empty = !listed || !names.n;
        return listed || file_error_is_of_name(platform_code()) /* making it says what is wrong */
                       ? OK
                       : fault_set(findings, F_FOLDER, folder, platform_why());
}

/* A member may have filled in what lies there, and what is not wanted any more would go out again: only a new folder. */
enum status hand_out_open(struct letters *l)
{
        struct context *c = l->c;

        bool empty;

        if (look(&empty, l->hand_out, c->arena, &c->findings) != OK)
                return ERR_SYSTEM;
        if (!empty) {
                usage_error(c, "空のフォルダーではありません。新しいフォルダーを指定してください",
                            "the folder holds something already; name a new one", l->hand_out);
                return ERR_USAGE;
        }
        return part_folder_open(&l->handed, l->hand_out, c->arena, &c->findings);
}

static void add(struct zip_members *out, const char *name, struct bytes bytes, struct arena *arena)
{
        *vec_add(arena, out) = (struct zip_member){name, bytes};
}

/* ---- packets */

static void leave_out(struct letters *l, enum finding_id id, const struct sealed *sealed, const char *path)
{
        struct arena *arena = l->found.arena;
        struct finding *f = finding_add(&l->found, id, arena_printf(arena, "%s/%s", sealed->facility, sealed->category),
                                        arena_strdup(arena, path), NULL);

        f->args[0] = arena_strdup(arena, sealed->facility);
}

/* A submitted packet is handed out as it is. Any other must be what the records say today. */
static bool is_of_today(const struct sealed *sealed, const struct assessment *a, const struct filing *filing)
{
        if (filing->state != FILING_NONE)
                return true;
        return (!sealed->has_claimed || sealed->claimed.n == a->claimed.n) &&
               (!sealed->has_eligible_total || sealed->eligible_total.n == a->eligible_total.n) &&
               sealed->subsidy.n == a->subsidy.n;
}

static enum status add_pdf(struct letters *l, struct zip_members *out, const char *zip, struct arena *arena)
{
        const char *path = arena_printf(arena, "%.*s.pdf", (int)(strlen(zip) - strlen(".zip")), zip);
        struct bytes bytes;
        bool there;
        enum status st;

        if (file_there(&there, path, &l->c->findings) != OK)
                return ERR_SYSTEM;
        if (!there)
                return OK;
        st = file_read(&bytes, path, ZIP_MOST_BYTES, arena, &l->found);
        if (st == OK)
                add(out, file_base_name(path), bytes, arena);
        return st == ERR_INPUT ? OK : st;
}

static enum status add_packet(struct letters *l, struct zip_members *out, const struct written *w, size_t i,
                              struct arena *arena)
{
        const struct assessment *a = &w->judged->assessments.at[i];
        struct findings unseen = findings_in(arena);
        struct sealed sealed;
        struct bytes bytes = {0};
        const char *path;
        bool found;
        enum status st = store_sealed(&sealed, &found, l->store, l->programme->id, w->letter->facility->code,
                                      a->category->label.id, arena);

        if (st != OK || !found)
                return st;
        path = file_join(arena, workspace_packets(l->c, l->programme, NULL, arena), sealed.file);
        if (file_read(&bytes, path, ZIP_MOST_BYTES, arena, &unseen) != OK ||
            strcmp(digest_of(bytes).hex, sealed.zip_sha256) != 0) {
                leave_out(l, W376, &sealed, path);
                return OK;
        }
        if (!is_of_today(&sealed, a, &w->filings[i])) {
                leave_out(l, W377, &sealed, path);
                return OK;
        }
        add(out, file_base_name(path), bytes, arena);
        return add_pdf(l, out, path, arena);
}

/* ---- the folder */

const char *hand_out_form(const struct letters *l, enum letter_kind kind, const char *code, struct arena *arena)
{
        if (!l->hand_out || (kind != LETTER_ASK && kind != LETTER_SEND))
                return NULL;
        return arena_printf(arena, "%s-entry.xlsx", code);
}

enum status hand_out_slips(struct written *out, struct letter *letter, struct letters *l, struct arena *arena)
{
        struct slips slips = {0};
        enum status st = OK;

        if (!l->slips || (letter->kind != LETTER_ASK && letter->kind != LETTER_SEND))
                return OK;
        st = bare_slips_add(&slips, l->store, letter->facility->code, arena);
        if (st != OK || !slips.n)
                return st;
        letter->slips = arena_printf(arena, "%s-slips.pdf", letter->facility->code);
        return bare_slips_draw(&out->slips, &slips, l->as_of, l->fonts, l->c, arena);
}

static enum status add_form(struct letters *l, struct zip_members *out, const struct written *w, struct arena *arena)
{
        struct receipt_list receipts = {0};
        const struct form_input in = {.programme = l->programme, .records = w->judged->records, .receipts = &receipts};
        const char *code = w->letter->facility->code;
        struct bytes bytes;
        enum status st = store_receipts_paid(&receipts, l->store, code, arena);

        if (st == OK)
                st = form_write(&bytes, &in, arena, &l->c->findings);
        if (st == OK)
                add(out, w->letter->form, bytes, arena);
        return st;
}

static enum status write_folder(struct letters *l, const struct zip_members *members, const char *code,
                                struct arena *arena)
{
        const char *folder = file_join(arena, l->handed.part, code);
        enum status st = file_make_folders(folder, arena, &l->c->findings);

        for (size_t i = 0; st == OK && i < members->n; i++)
                st = file_write_unlisted(file_join(arena, folder, members->at[i].name), members->at[i].bytes, 0644,
                                         arena, &l->c->findings);
        return st == OK ? file_sync_folder(folder, &l->c->findings) : st;
}

static enum status write_zip(struct letters *l, const struct zip_members *members, const char *code,
                             struct arena *arena)
{
        const char *path = file_join(arena, l->handed.part, arena_printf(arena, "%s.zip", code));
        struct buffer out = buffer_in(arena);

        if (!zip_write(&out, members, l->as_of))
                return fault_set(&l->c->findings, F_WRITE, path, "ZIP");
        return file_write_unlisted(path, buffer_bytes(&out), 0644, arena, &l->c->findings);
}

enum status hand_out(struct letters *l, const struct written *w, struct arena *arena)
{
        const char *code = w->letter->facility->code;
        struct zip_members members = {0};
        enum status st = OK;

        if (w->pdf.n)
                add(&members, arena_printf(arena, "%s-letter.pdf", code), w->pdf, arena);
        if (st == OK && w->letter->form)
                st = add_form(l, &members, w, arena);
        if (st == OK && w->slips.n)
                add(&members, w->letter->slips, w->slips, arena);
        for (size_t i = 0; st == OK && i < w->judged->assessments.n; i++)
                st = add_packet(l, &members, w, i, arena);
        if (st != OK || !members.n) /* nobody gets an empty folder */
                return st;
        return l->zip ? write_zip(l, &members, code, arena) : write_folder(l, &members, code, arena);
}
