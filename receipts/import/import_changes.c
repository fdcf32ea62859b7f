#include "receipts/import/import_private.h"

#include "core/store/kept/records.h"

#include "core/banned.h"

static const char *const record_kinds[TABLES] = {
        [TABLE_FACILITIES] = "facility",
        [TABLE_RECEIPTS] = "receipt",
        [TABLE_APPLICATIONS] = "application",
        [TABLE_PURCHASES] = "purchase",
};

static struct field_value kept(struct arena *arena, struct field_value v)
{
        v.text = arena_strdup(arena, v.text);
        return v;
}

/* A change of this file, if there is still room for it. */
static struct import_change *add_change(struct import *im, const struct input *in, const char *kind,
                                        const char *subject)
{
        struct import_file *file = import_report_of(im, in);
        bool shown = file->changed + file->withdrawn <= IMPORT_SHOWN;
        struct import_change *change;

        im->report->changes_total++;
        if (!shown && im->report->changes.n >= IMPORT_CHANGES)
                return NULL;
        change = vec_add(im->arena, &im->report->changes);
        change->file = in->report;
        change->subject = arena_strdup(im->arena, subject);
        change->kind = kind;
        change->shown = shown;
        return change;
}

void import_note_change(struct import *im, const struct input *in, const struct origin *origin, const char *subject,
                        const struct field_changes *changes)
{
        for (size_t i = 0; i < changes->n; i++) {
                const struct field_change *c = &changes->at[i];
                struct import_change *change = add_change(im, in, record_kinds[in->table.header.table->kind], subject);

                if (!change)
                        continue;
                change->place = origin_place(im->arena, origin, field_in_table(change->kind, c->field));
                change->field = c->field; /* a name of the program's own */
                change->old = kept(im->arena, c->old);
                change->now = kept(im->arena, c->now);
        }
}

void import_note_withdrawn(struct import *im, const struct input *in, const char *kind, const char *subject,
                           const char *place)
{
        struct import_change *change;

        import_report_of(im, in)->withdrawn++;
        change = add_change(im, in, kind, subject);
        if (change)
                change->place = arena_strdup(im->arena, place);
}

struct withdrawing {
        struct import *im;
        const struct input *in;
};

static void note_withdrawn(void *user, const char *subject, const char *place)
{
        const struct withdrawing *w = user;

        import_note_withdrawn(w->im, w->in, record_kinds[w->in->table.header.table->kind], subject, place);
}

static enum status withdraw_for(struct import *im, const struct input *in)
{
        struct withdrawing w = {im, in};
        const struct replacement replacement = {.source = in->source,
                                                .sources = im->sources,
                                                .same_file = !im->options->replace,
                                                .author = &im->options->author,
                                                .on_withdrawn = note_withdrawn,
                                                .user = &w};
        int n;

        if (in->stopped || in->file->original)
                return OK; /* what could not be read is not missing; an e-invoice is no list of all of them */
        return store_withdraw(&n, im->store, in->table.header.table->id, &replacement, im->row);
}

/* Lines before their receipts. */
enum status import_withdraw(struct import *im)
{
        enum status st = OK;

        for (int kind = TABLES; st == OK && kind-- > 0;)
                for (size_t i = 0; st == OK && i < im->inputs.n; i++)
                        if (im->inputs.at[i].is_table && (int)im->inputs.at[i].table.header.table->kind == kind)
                                st = withdraw_for(im, &im->inputs.at[i]);
        return st;
}
