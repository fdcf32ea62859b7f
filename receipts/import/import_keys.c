#include "receipts/import/import_private.h"

#include <string.h>

#include "core/store/across/store_keys.h"

#include "core/banned.h"

/* Records that came under another key than before. Where the store is sure that it is the same record, the import
 * says so; where it is not, it asks. */
struct correcting {
        struct import *im;
        enum status st;
};

static const struct input *input_of(const struct import *im, int64_t source)
{
        for (size_t i = 0; i < im->inputs.n; i++)
                if (im->inputs.at[i].is_table && im->inputs.at[i].source == source)
                        return &im->inputs.at[i];
        return NULL;
}

/* The packets that lie there under the old code. */
static enum status name_packets(struct import *im, const struct key_event *e)
{
        struct texts files = {0};
        enum status st = store_packets_of(&files, im->store, e->old_facility, im->row);

        for (size_t i = 0; st == OK && i < files.n; i++) {
                struct finding *f = finding_add(im->findings, W036, NULL, NULL, e->place);

                f->args[0] = e->old_facility;
                f->args[1] = files.at[i];
        }
        return st;
}

static enum status on_event(void *user, const struct key_event *e)
{
        static const enum finding_id ids[] = {
                [KEY_CORRECTED] = I030, [KEY_LINES_CORRECTED] = I031, [KEY_UNSURE] = C030, [KEY_SUBMITTED] = C031};
        struct import *im = ((struct correcting *)user)->im;
        const struct input *in = input_of(im, e->source);
        const bool asks = e->what == KEY_UNSURE || e->what == KEY_SUBMITTED;
        const size_t before = im->findings->n;
        struct finding *f = finding_add(im->findings, ids[e->what], e->now, NULL, e->place);
        enum status st = OK;

        f->args[0] = *e->old == '/'
                             ? arena_printf(im->row, "施設のわからない %s¦%s of no facility", e->old + 1, e->old + 1)
                             : e->old;
        f->args[1] = e->now;
        f->args[2] = e->why;
        if (e->what == KEY_CORRECTED && !strchr(e->old, '/'))
                st = name_packets(im, e);
        if (st != OK)
                return st;
        if (asks && in) /* until the old record is withdrawn, or the file comes again */
                return import_keep_findings(im, in, arena_printf(im->row, "same:%s", e->old), before);
        import_list_findings(im, before);
        return OK;
}

static void on_withdrawn(void *user, const struct taken *taken)
{
        struct import *im = ((struct correcting *)user)->im;
        const struct input *in = input_of(im, taken->successor);

        if (in)
                import_note_withdrawn(im, in, taken->kind, taken->subject, taken->place);
}

enum status import_correct_keys(struct import *im)
{
        struct correcting c = {.im = im};
        const struct key_correction request = {
                .author = &im->options->author, .on_event = on_event, .on_withdrawn = on_withdrawn, .user = &c};
        enum status st = OK;

        for (size_t i = 0; st == OK && i < im->inputs.n; i++)
                if (im->inputs.at[i].is_table && im->inputs.at[i].stopped)
                        st = store_unwatch_path(im->store, im->inputs.at[i].source);
        if (st == OK)
                st = store_correct_keys(im->store, &request, im->row);
        arena_reset(im->row);
        return st;
}
