#include "cmd/go/go.h"

#include <stdlib.h>
#include <string.h>

#include "core/assess/prospect.h"
#include "core/file/file.h"
#include "core/judge/judge.h"
#include "core/store/across/ties.h"
#include "core/store/kept/sealed.h"

#include "core/banned.h"

static const char *copy(struct arena *arena, const char *text)
{
        return text ? arena_strdup(arena, text) : NULL;
}

static struct finding copy_finding(const struct finding *f, struct arena *arena)
{
        struct finding out = *f;

        out.subject = copy(arena, f->subject);
        out.value = copy(arena, f->value);
        out.place = copy(arena, f->place);
        out.source = copy(arena, f->source);
        for (int i = 0; i < 3; i++)
                out.args[i] = copy(arena, f->args[i]);
        out.mark.hint = copy(arena, f->mark.hint);
        return out;
}

/* ---- items */

static bool is_text(const char *a, const char *b)
{
        return strcmp(a ? a : "", b ? b : "") == 0;
}

/* What stands in two categories, or was found by the import and is kept, is one item. */
static struct found_item *find_item(struct go_view *v, const char *code, const struct finding *f)
{
        for (size_t i = 0; i < v->items.n; i++) {
                struct found_item *item = &v->items.at[i];

                if (item->finding.id == f->id && is_text(item->finding.subject, f->subject) &&
                    is_text(item->finding.place, f->place) && (!*code || !*item->code || is_text(item->code, code)))
                        return item;
        }
        return NULL;
}

static struct found_item *put_item(struct go_view *v, const struct facility *facility, const struct finding *f)
{
        const char *code = facility ? facility->code : "";
        struct found_item *item = find_item(v, code, f);

        if (item)
                return item;
        item = vec_add(v->arena, &v->items);
        *item = (struct found_item){.finding = copy_finding(f, v->arena),
                                    .code = copy(v->arena, code),
                                    .facility = facility ? copy(v->arena, facility->name) : "",
                                    .facts = ""};
        return item;
}

static void raise_stake(struct found_item *item, int64_t yen)
{
        item->stake.n = yen > item->stake.n ? yen : item->stake.n;
}

static void put_question(struct go *g, struct found_item *item, const struct assessment *a,
                         const struct records *records)
{
        const struct label *category = &a->category->label;
        struct go_outcome *o;
        int64_t by;

        if (!item->is_question)
                item->asked = go_question_of(&item->finding, category->id, g->c->language, g->view.arena);
        o = vec_add(g->view.arena, &item->asked.outcomes);
        *o = (struct go_outcome){say(g->c, category->ja, category->en), prospect_today(a),
                                 question_outcomes(a, records, &item->finding, g->view.arena)};
        *vec_add(g->view.arena, &item->alike) = (struct go_outcome){
                o->category, o->now, question_outcomes_of_all(a, records, item->finding.id, g->view.arena)};
        item->is_question = true;
        item->facts = copy(g->view.arena, finding_facts(&item->finding).hex);
        by = o->then.yes.subsidy.n - o->then.no.subsidy.n;
        raise_stake(item, by < 0 ? -by : by);
}

/* The deadline is told above everything, not as something to mend. */
static bool is_wanted(const struct records *records, const struct finding *f)
{
        return finding_severity(f->id) == ERROR     ? f->id != E101
               : finding_severity(f->id) == CONFIRM ? assess_open(records, f)
                                                    : false;
}

/* After the deadline no answer brings anything. */
static bool is_late(const struct findings *list)
{
        for (size_t i = 0; i < list->n; i++)
                if (list->at[i].id == E101)
                        return true;
        return false;
}

/* What is found of each application is one warning of the facility. Of many members, check tells them. */
static void put_warning(struct go *g, const struct finding *f)
{
        struct go_view *v = &g->view;
        const bool has_value = f->value && *f->value;
        const char *said;

        if (v->facilities > 1)
                return;
        said = arena_printf(v->arena, "%s%s%s%s(%s)", finding_message(v->arena, f, g->c->language),
                            has_value ? say(g->c, "「", " \"") : "", has_value ? f->value : "",
                            has_value ? say(g->c, "」", "\" ") : say(g->c, "", " "),
                            f->place ? go_place(g, f->place) : finding_name(f->id));
        for (size_t i = 0; i < v->warnings.n; i++)
                if (strcmp(v->warnings.at[i], said) == 0)
                        return;
        *vec_add(v->arena, &v->warnings) = said;
}

static int put_findings(struct go *g, const struct judged *j, const struct application_standing *s)
{
        const struct assessment *a = s->assessment;
        const bool late = is_late(&s->findings);
        int open = 0;

        for (size_t i = 0; i < s->findings.n; i++) {
                const struct finding *f = &s->findings.at[i];
                struct found_item *item;

                if (finding_severity(f->id) == WARNING)
                        put_warning(g, f);
                if (!is_wanted(j->records, f) || (late && finding_severity(f->id) == CONFIRM))
                        continue;
                item = put_item(&g->view, &j->records->facility, f);
                open += finding_severity(f->id) == CONFIRM;
                if (finding_severity(f->id) == CONFIRM && assess_takes_answer(f->id))
                        put_question(g, item, a, j->records);
                else
                        raise_stake(item, s->if_mended.n);
        }
        return open;
}

/* Questions wait until nothing is in error: before that no answer brings anything. */
static int rank_of(const struct found_item *item)
{
        return finding_severity(item->finding.id) == ERROR ? 0 : item->is_question ? 2 : 1;
}

/* A number is compared as one: line 9 stands before line 10. */
static int compare_places(const char *a, const char *b)
{
        while (*a && *b) {
                if (*a >= '0' && *a <= '9' && *b >= '0' && *b <= '9') {
                        char *after_a, *after_b;
                        const unsigned long x = strtoul(a, &after_a, 10), y = strtoul(b, &after_b, 10);

                        if (x != y)
                                return x < y ? -1 : 1;
                        a = after_a;
                        b = after_b;
                } else if (*a != *b) {
                        break;
                } else {
                        a++;
                        b++;
                }
        }
        return (unsigned char)*a - (unsigned char)*b;
}

static const char *or_empty(const char *text)
{
        return text ? text : "";
}

static int compare_items(const void *a, const void *b)
{
        const struct found_item *x = a, *y = b;
        int by = rank_of(x) - rank_of(y);

        if (by == 0)
                by = (x->stake.n < y->stake.n) - (x->stake.n > y->stake.n);
        if (by == 0)
                by = strcmp(x->code, y->code);
        if (by == 0)
                by = compare_places(or_empty(x->finding.place), or_empty(y->finding.place));
        if (by == 0)
                by = (x->finding.id > y->finding.id) - (x->finding.id < y->finding.id);
        return by ? by : compare_places(or_empty(x->finding.subject), or_empty(y->finding.subject));
}

/* ---- one facility */

static void put_application(struct go *g, const struct judged *j, const struct application_standing *s, int open)
{
        const struct assessment *a = s->assessment;
        struct arena *arena = g->view.arena;
        struct found_application *out = vec_add(arena, &g->view.applications);

        *out = (struct found_application){.code = copy(arena, j->records->facility.code),
                                          .facility = copy(arena, j->records->facility.name),
                                          .category = a->category,
                                          .standing = s->standing,
                                          .claimed = a->claimed,
                                          .eligible_total = a->eligible_total,
                                          .eligible_cost = a->eligible_cost,
                                          .subsidy = s->subsidy,
                                          .if_mended = s->if_mended,
                                          .deadline = a->deadline,
                                          .open = open,
                                          .is_sealed = s->is_sealed,
                                          .sealed = s->sealed,
                                          .filing = s->filing};
        out->filing.number = copy(arena, s->filing.number);
        out->sealed.file = copy(arena, s->sealed.file);
        out->sealed.xml_sha256 = copy(arena, s->sealed.xml_sha256);
}

static void keep_facility(struct go_view *v, const struct facility *f)
{
        v->first = (struct facility){.code = copy(v->arena, f->code),
                                     .name = copy(v->arena, f->name),
                                     .kind_text = copy(v->arena, f->kind_text),
                                     .kind = copy(v->arena, f->kind),
                                     .address = copy(v->arena, f->address)};
}

static bool is_of(const struct records *r, const struct receipt *receipt, const struct category *category)
{
        for (size_t i = 0; i < r->purchases.n; i++)
                if (records_receipt(r, &r->purchases.at[i]) == receipt &&
                    strcmp(r->purchases.at[i].category, category->label.id) == 0)
                        return true;
        return false;
}

static void count_copies(struct found_application *out, const struct records *r)
{
        for (size_t i = 0; i < r->receipts.n; i++) {
                const struct receipt *receipt = &r->receipts.at[i];

                for (size_t k = 0; k < receipt->evidence.n && is_of(r, receipt, out->category); k++)
                        *(receipt->evidence.at[k].is_breakdown ? &out->breakdowns : &out->receipts) += 1;
        }
}

static bool has_line(const struct records *r, const struct receipt *receipt)
{
        for (size_t i = 0; i < r->purchases.n; i++)
                if (records_receipt(r, &r->purchases.at[i]) == receipt)
                        return true;
        return false;
}

static void count_records(struct go_view *v, const struct records *r)
{
        v->receipts += r->receipts.n;
        v->lines += r->purchases.n;
        for (size_t i = v->applications.n; i > 0 && strcmp(v->applications.at[i - 1].code, r->facility.code) == 0; i--)
                count_copies(&v->applications.at[i - 1], r);
        for (size_t i = 0; i < r->receipts.n; i++)
                if (strcmp(r->receipts.at[i].facility, r->facility.code) == 0 && !has_line(r, &r->receipts.at[i]))
                        *vec_add(v->arena, &v->bare) = copy(v->arena, r->receipts.at[i].number);
}

static const char *path_of(const struct go *g, const char *name)
{
        for (size_t i = 0; i < g->names.n; i++)
                if (strcmp(g->names.at[i], name) == 0)
                        return g->paths.at[i];
        return NULL;
}

static void put_papers(struct go *g, const struct records *r)
{
        struct arena *arena = g->view.arena;

        for (size_t i = 0; i < r->receipts.n; i++) {
                const struct receipt *receipt = &r->receipts.at[i];

                for (size_t k = 0; k < receipt->evidence.n; k++) {
                        const struct evidence *e = &receipt->evidence.at[k];

                        if (e->state != EVIDENCE_MISSING)
                                *vec_add(arena, &g->view.papers) = (struct found_paper){
                                        .name = copy(arena, e->name),
                                        .path = path_of(g, e->name),
                                        .sha256 = copy(arena, e->sha256),
                                        .ext = copy(arena, e->ext),
                                        .reason = copy(arena, e->reason),
                                        .number = copy(arena, receipt->number),
                                        .is_breakdown = e->is_breakdown,
                                        .amount = receipt->amount,
                                        .date = receipt->date,
                                        .kind = document_word(e->is_breakdown ? DOC_BREAKDOWN : receipt->document,
                                                              g->c->language)};
                }
        }
}

static enum status take(void *user, const struct judged *j, struct arena *scratch)
{
        struct go *g = user;
        struct member_standing m = standing_member(j->records, j->declined);
        enum status st = OK;

        for (size_t i = 0; st == OK && i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];
                struct sealed sealed;
                bool found = false;

                st = store_sealed(&sealed, &found, g->store, g->programme->id, j->records->facility.code,
                                  a->category->label.id, scratch);
                standing_add(&m, a, found ? &sealed : NULL, &j->filings[i], g->today, scratch);
        }
        if (g->view.facilities++ == 0)
                keep_facility(&g->view, &j->records->facility);
        standing_count(&g->view.totals, &m);
        check_count(&g->view.check, j);
        for (size_t i = 0; i < j->assessments.n; i++)
                if (j->filings[i].state != FILING_DECLINED)
                        (void)check_add_gain(&g->view.check, j, i);
        for (size_t i = 0; st == OK && i < m.applications.n; i++)
                put_application(g, j, &m.applications.at[i], put_findings(g, j, &m.applications.at[i]));
        count_records(&g->view, j->records);
        put_papers(g, j->records);
        return st;
}

/* ---- of no facility */

/* What came in an archive lies there as long as the archive does: 補助金/返送.zip/r1.jpg */
static bool is_archived(const struct go *g, const char *path)
{
        const char *slash = path ? strchr(path, '/') : NULL;

        while (slash && (slash = strchr(slash + 1, '/')) != NULL) {
                const char *name = file_base_name(arena_strndup(g->view.arena, path, (size_t)(slash - path)));

                for (size_t i = 0; i < g->names.n; i++)
                        if (strcmp(g->names.at[i], name) == 0)
                                return true;
        }
        return false;
}

/* What she took out of the folder she does not want to hear of any more. */
static bool is_in_folder(const struct go *g, const struct loose_scan *scan)
{
        for (size_t i = 0; i < g->names.n; i++)
                if (strcmp(g->names.at[i], scan->name) == 0)
                        return true;
        return is_archived(g, scan->from.path);
}

static void put_loose(struct go *g, const struct loose_scan *scan)
{
        struct go_view *v = &g->view;

        *vec_add(v->arena, &v->loose) = *scan;
        *vec_add(v->arena, &v->papers) = (struct found_paper){.name = scan->name,
                                                              .path = path_of(g, scan->name),
                                                              .sha256 = scan->sha256,
                                                              .ext = scan->ext,
                                                              .reason = scan->reason};
}

static enum status gather_loose(struct go *g)
{
        struct go_view *v = &g->view;
        struct loose_scans batch;
        struct loose_scan last = {0};
        enum status st;

        while ((st = store_loose_scans(&batch, g->store, last.name ? &last : NULL, v->arena)) == OK && batch.n) {
                for (size_t i = 0; i < batch.n; i++)
                        if (is_in_folder(g, &batch.at[i]))
                                put_loose(g, &batch.at[i]);
                last = batch.at[batch.n - 1];
        }
        return st;
}

static enum status gather_unattached(struct go *g)
{
        static const struct texts all = {0};
        struct findings own = findings_in(g->view.arena);
        enum status st = judge_unattached(&own, g->store, &all, JUDGE_MOST_READ, g->view.arena);
        const struct findings *lists[] = {&own, &g->import_findings};

        for (size_t k = 0; st == OK && k < 2; k++)
                for (size_t i = 0; i < lists[k]->n; i++)
                        if (finding_severity(lists[k]->at[i].id) <= CONFIRM)
                                put_item(&g->view, NULL, &lists[k]->at[i]);
        return st;
}

static void count_items(struct go_view *v)
{
        if (v->items.n > 1)
                qsort(v->items.at, v->items.n, sizeof *v->items.at, compare_items);
        for (size_t i = 0; i < v->items.n; i++)
                if (finding_severity(v->items.at[i].finding.id) == ERROR)
                        v->errors++;
                else
                        v->questions++;
        v->wants_facility = v->facilities == 0;
        v->wants_receipts = v->receipts == 0 || v->loose.n > 0;
        v->wants_lines = v->lines == 0 || v->bare.n > 0;
}

enum status go_gather(struct go *g)
{
        static const struct texts all = {0};
        struct judge *judge;
        struct code_walk walk;
        enum status st = OK;
        const char *code;

        if (g->view.arena)
                arena_free(g->view.arena);
        g->view =
                (struct go_view){.arena = arena_child(g->c->arena), .check = {.c = g->c, .totals = {.all_ran = true}}};
        standing_totals_start(&g->view.totals, g->programme, g->view.arena);
        judge = judge_new(g->store, g->programme, g->today, g->view.arena);
        walk = code_walk_of(g->store, &all, g->view.arena);
        while (st == OK && (code = code_walk_next(&walk, &st))) {
                bool found;

                st = judge_facility(&found, judge, code, take, g);
        }
        arena_free(walk.arena);
        judge_free(judge);
        if (st == OK)
                st = gather_loose(g);
        if (st == OK)
                st = gather_unattached(g);
        if (st == OK)
                st = go_gather_left(g);
        count_items(&g->view);
        return st;
}
