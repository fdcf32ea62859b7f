#include "cmd/go/go.h"

#include "core/file/file.h"
#include "core/store/across/ties.h"
#include "core/store/kept/own.h"

#include "templates/workbook/form.h"

#include "core/banned.h"

enum { MOST_NAMES = 1000 };

/* Nothing is read of scans yet: each row has the name alone. */
const struct receipt *go_known_of(struct go *g, const struct loose_scan *scan)
{
        (void)g;
        (void)scan;
        return NULL;
}

static const char *form_name(const struct go *g)
{
        return say(g->c, "記入表", "entry");
}

/* The workbook that she filled in: a file under a name that once was ours. NULL: there is none. */
static enum status find_filled(const char **out, struct go *g)
{
        enum go_there there = GO_HERS;
        enum status st = OK;

        *out = NULL;
        for (int n = 1; st == OK && there != GO_NOTHING && n <= MOST_NAMES; n++) {
                const char *name = n == 1 ? arena_printf(g->c->arena, "%s.xlsx", form_name(g))
                                          : arena_printf(g->c->arena, "%s-%d.xlsx", form_name(g), n);
                const char *path = file_join(g->c->arena, g->home.folder, name);
                bool was_ours = false;

                st = go_look(&there, g, path);
                if (st == OK && there == GO_HERS)
                        st = store_was_own_name(&was_ours, g->store, name);
                if (was_ours)
                        *out = path;
        }
        return st;
}

/* Does a workbook that she works on have a row for it? One that nobody touched is written anew. */
static enum status is_offered(bool *out, struct go *g, const struct loose_scan *scan)
{
        struct texts forms;
        enum status st = store_offered_in(&forms, g->store, scan->sha256, g->c->arena);

        *out = false;
        for (size_t i = 0; st == OK && !*out && i < forms.n; i++) {
                enum go_there there;

                st = go_look(&there, g, file_join(g->c->arena, g->home.folder, forms.at[i]));
                *out = there == GO_HERS;
        }
        return st;
}

/* The scans that get a row: their names, and in the same order the scans themselves. */
struct wanted {
        struct form_scans rows;
        struct texts digests;
};

static enum status choose(struct wanted *out, struct go *g)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < g->view.loose.n; i++) {
                const struct loose_scan *scan = &g->view.loose.at[i];
                bool offered = false;

                if (*scan->reason)
                        continue; /* what cannot be opened is to be taken again, under any name */
                st = is_offered(&offered, g, scan);
                if (st != OK || offered)
                        continue;
                *vec_add(g->c->arena, &out->rows) = (struct form_scan){.name = scan->name, .known = go_known_of(g, scan)};
                *vec_add(g->c->arena, &out->digests) = scan->sha256;
        }
        return st;
}

static enum status remember(struct go *g, const struct wanted *wanted)
{
        enum status st = store_begin(g->store);

        for (size_t i = 0; st == OK && i < wanted->digests.n; i++)
                st = store_put_offered(g->store, wanted->digests.at[i], file_base_name(g->form));
        if (st == OK)
                return store_commit(g->store);
        store_rollback(g->store);
        return st;
}

static enum status write_form(struct go *g, const struct wanted *wanted, bool with_lines)
{
        static const struct texts none = {0};
        const struct form_input in = {.programme = g->programme,
                                      .code = g->view.wants_facility && g->code && *g->code ? g->code : NULL,
                                      .scans = &wanted->rows,
                                      .bare = with_lines ? &g->view.bare : &none};
        struct bytes bytes;
        enum status st = form_write(&bytes, &in, g->c->arena, &g->c->findings);

        if (st == OK)
                st = go_write(&g->form, &g->form_is_new, g, g->home.folder, form_name(g), ".xlsx", bytes);
        g->form_rows = wanted->rows.n;
        return st == OK ? remember(g, wanted) : st;
}

/* Of many facilities each has its own papers and its own workbook; what lacks is asked of them by letter. */
enum status go_write_entry(struct go *g)
{
        const struct go_view *v = &g->view;
        struct wanted wanted = {0};
        const char *filled;
        enum status st;

        if (v->facilities > 1)
                return OK;
        st = find_filled(&filled, g);
        if (st == OK)
                st = choose(&wanted, g);
        if (st != OK)
                return st;
        if (wanted.rows.n || ((v->wants_facility || v->bare.n) && !filled))
                return write_form(g, &wanted, !filled);
        g->form_is_hers = filled != NULL;
        g->form = v->wants_facility || v->receipts == 0 || v->wants_lines || v->errors ? filled : NULL;
        return OK;
}
