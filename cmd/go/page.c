#include "cmd/go/page.h"

#include <string.h>

#include "core/file/file.h"
#include "core/programme/programme.h"

#include "core/banned.h"

/* ---- what there is */

static struct go_file file_of(const struct go *g, const char *path, int64_t bytes)
{
        if (!path)
                return (struct go_file){0};
        return (struct go_file){.name = file_base_name(path), .link = go_name(g, path), .bytes = bytes};
}

static const char *name_of(const struct go *g, const struct found_application *a)
{
        const struct context *c = g->c;
        const char *variant =
                a->sealed.variant && *a->sealed.variant ? category_variant_name(a->category, a->sealed.variant) : "";

        return *variant && c->language == JAPANESE ? arena_printf(c->arena, "%s(%s)", a->category->label.ja, variant)
                                                   : say(c, a->category->label.ja, a->category->label.en);
}

static void add_application(struct go_page *page, const struct go *g, const struct found_application *a)
{
        *vec_add(g->c->arena, &page->applications) = (struct go_application){
                .category = a->category->label.id,
                .name = name_of(g, a),
                .standing = a->standing,
                .claimed = a->claimed,
                .today = a->standing == STANDS_ERROR ? (struct yen){0} : a->subsidy,
                .if_mended = a->if_mended,
                .eligible_total = a->eligible_total,
                .eligible_cost = a->eligible_cost,
                .subsidy = a->subsidy,
                .zip = file_of(g, a->zip, a->zip_bytes),
                .pdf = file_of(g, a->pdf, a->pdf_bytes),
                .check_code =
                        a->is_packed ? arena_strndup(g->c->arena, a->sealed.xml_sha256, CHECK_CODE_TEXT - 1) : NULL,
                .receipts = a->receipts,
                .breakdowns = a->breakdowns,
                .unanswered = a->is_packed ? a->open : 0,
                .changed_since = a->is_stale,
                .filing = a->filing,
        };
        page->verified += a->verified > 0 && !a->failed;
        page->failed += a->failed > 0;
        if (a->is_packed)
                page->applied_on = a->sealed.applied_on;
}

static void add_items(struct go_page *page, const struct go *g)
{
        const struct found_items *all = &g->view.items;
        size_t shown = 0;

        for (size_t i = 0; i < all->n; i++) {
                const struct found_item *item = &all->at[i];
                struct go_item *to;

                if (item->is_question) {
                        struct go_question *asked = vec_add(g->c->arena, &page->questions);

                        *asked = item->asked;
                        go_page_picture(&asked->picture, &asked->picture_of, g, &item->finding, &shown);
                        continue;
                }
                to = vec_add(g->c->arena, &page->items);
                *to = go_item_of(&item->finding, g->c->language, g->view.arena);
                to->place = item->finding.place ? go_place(g, item->finding.place) : NULL;
                to->gain = item->stake.n;
                go_page_picture(&to->picture, &to->picture_of, g, &item->finding, &shown);
        }
}

/* ---- the page */

static enum status fill(struct go_page *page, struct go *g)
{
        const struct go_view *v = &g->view;
        const struct context *c = g->c;

        *page = (struct go_page){
                .language = c->language,
                .programme = g->programme,
                .as_of = g->today,
                .deadline = v->applications.n ? v->applications.at[0].deadline : g->programme->deadline,
                .folder = g->home.name,
                .facility = v->facilities ? &v->first : NULL,
                .wants_facility = v->wants_facility,
                .wants_receipts = v->receipts == 0,
                .wants_lines = v->wants_lines,
                .form = g->form ? go_name(g, g->form) : NULL,
                .again = go_again(g),
                .command = arena_printf(c->arena, "soroe -C %s", g->home.is_away ? g->home.workspace : g->home.folder),
                .packets = GO_PACKETS,
                .last_run = g->last_run,
                .changes = g->changes,
                .backup_made = g->backup ? file_base_name(g->backup) : NULL,
                .all_ran = v->totals.all_ran,
                .rules = v->totals.rules,
                .records = v->totals.records,
        };
        for (size_t i = 0; i < v->applications.n; i++)
                add_application(page, g, &v->applications.at[i]);
        if (date_is_set(g->applied_on))
                page->applied_on = g->applied_on;
        add_items(page, g);
        if (g->form && !g->form_is_hers)
                *vec_add(c->arena, &page->written) = go_name(g, g->form);
        *vec_add(c->arena, &page->written) = g->home.is_away ? g->home.workspace : HOME_FOLDER;
        return go_page_papers(page, g);
}

enum status go_write_page(struct go *g)
{
        struct buffer out = buffer_in(g->c->arena);
        struct go_page page;
        bool is_new;
        enum status st = fill(&page, g);

        if (st != OK)
                return st;
        go_page_write(&out, &page, g->c->arena);
        return go_write(&g->page, &is_new, g, g->home.folder, say(g->c, "結果", "result"), ".html",
                        (struct bytes){(const unsigned char *)out.at, out.n});
}
