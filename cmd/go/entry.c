#include "cmd/go/go.h"

#include <string.h>

#include "cmd/prepare/form_scan.h"
#include "cmd/prepare/matches.h"

#include "core/file/file.h"
#include "core/format/image.h"
#include "core/store/across/papers.h"
#include "core/store/across/ties.h"
#include "core/store/kept/own.h"
#include "core/store/kept/readings.h"

#include "templates/workbook/form.h"

#include "core/banned.h"

enum { MOST_NAMES = 1000 };

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

/* The scans that get a row, and in the same order their digests. */
struct wanted {
        struct form_scans rows;
        struct texts digests;
        struct known_names issuers;
        struct matches matches; /* a scan that reads like a receipt of the tables gets no row: it is to be tied */
};

/* The day on which it was read says which dates a paper may have. */
static struct date day_of(const char *made_on, struct arena *arena)
{
        struct date day;

        return made_on && strlen(made_on) >= 10 && date_parse(&day, arena_strndup(arena, made_on, 10)) == DATE_READ
                       ? day
                       : date_today_in_japan();
}

/* What is known of a scan: what was read of it, as a row to be held against the paper. PAPER_UNKNOWN: it may be a receipt. */
static enum status know(struct form_scan *row, struct found_read *out, struct go *g, const struct wanted *wanted,
                        const struct loose_scan *scan)
{
        struct arena *arena = g->view.arena;
        struct findings none = findings_in(arena); /* a row without its picture is a row */
        struct reading reading;
        struct scan_read read = {.name = scan->name, .reading = &reading};
        const char *made_on = NULL;
        enum status st = store_find_reading(&reading, &made_on, g->store, scan->sha256, arena);

        *row = (struct form_scan){.name = scan->name};
        if (st != OK || !reading.reader || !reading.pages.n)
                return st;
        read.read_on = day_of(made_on, arena);
        if (file_read(&read.file, arena_printf(arena, "%s/evidence/%s.%s", g->home.workspace, scan->sha256, scan->ext),
                      IMAGE_MOST_BYTES, arena, &none) != OK)
                read.file.n = 0;
        out->kind = form_scan_of(row, &read, &wanted->issuers, arena);
        out->was_read = row->known != NULL;
        out->paper = paper_of(&reading.pages.at[0], read_days_before(read.read_on), arena);
        return OK;
}

static enum status choose(struct wanted *out, struct go *g)
{
        enum status st = store_known_issuers(&out->issuers, g->store, g->view.arena);

        if (st == OK)
                st = matches_open(&out->matches, g->store, g->view.arena);
        for (size_t i = 0; st == OK && i < g->view.loose.n; i++) {
                const struct loose_scan *scan = &g->view.loose.at[i];
                struct found_read *read = vec_add(g->view.arena, &g->view.reads);
                struct form_scan row = {.name = scan->name};
                struct match match = {0};
                bool offered = false;

                if (*scan->reason)
                        continue; /* what cannot be opened is to be taken again, under any name */
                st = know(&row, read, g, out, scan);
                if (st == OK)
                        st = matches_of(&match, &out->matches, scan, "", g->view.arena);
                if (st == OK && read->kind == PAPER_UNKNOWN)
                        st = is_offered(&offered, g, scan);
                if (st != OK || match.row || offered || read->kind != PAPER_UNKNOWN)
                        continue;
                g->form_has_readings |= row.known != NULL;
                *vec_add(g->view.arena, &out->rows) = row;
                *vec_add(g->view.arena, &out->digests) = scan->sha256;
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
