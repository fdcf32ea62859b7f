#include "cmd/go/go.h"

#include "cmd/terminal/json.h"

#include "core/banned.h"

static json_t *path_or_null(const char *path)
{
        return path ? json_path(path) : json_null();
}

static json_t *packets(const struct go *g)
{
        const struct found_applications *all = &g->view.applications;
        json_t *out = json_array();

        for (size_t i = 0; i < all->n; i++) {
                const struct found_application *a = &all->at[i];

                if (a->is_packed)
                        json_array_append_new(
                                out, json_pack("{s:s, s:s, s:s, s:I, s:I, s:I, s:o, s:o}", "facility", a->code, "category",
                                               a->category->label.id, "status", a->sealed.status, "eligible_total",
                                               (json_int_t)a->eligible_total.n, "eligible_cost",
                                               (json_int_t)a->eligible_cost.n, "subsidy", (json_int_t)a->subsidy.n,
                                               "zip", path_or_null(a->zip), "pdf", path_or_null(a->pdf)));
        }
        return out;
}

static json_t *todo(const struct go *g)
{
        json_t *out = json_array();

        for (size_t i = 0; i < g->view.items.n; i++)
                json_array_append_new(out, json_finding(g->c->language, &g->view.items.at[i].finding, g->view.arena));
        return out;
}

void go_report_json(struct go *g)
{
        json_write(json_pack("{s:s, s:o, s:o, s:o, s:o, s:o, s:o}", "schema", "soroe.go/1", "workspace",
                             json_path(g->home.workspace), "page", path_or_null(g->page), "form", path_or_null(g->form),
                             "packets", packets(g), "todo", todo(g), "summary", check_summary(&g->view.check.totals)));
        putchar('\n');
}
