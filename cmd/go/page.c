#include "cmd/go/go.h"

#include <string.h>

#include "core/file/file.h"
#include "core/format/thumbnail.h"
#include "core/platform/platform.h"
#include "core/programme/programme.h"
#include "core/reading/reading_paper.h"
#include "core/store/kept/readings.h"

#include "core/banned.h"

#define MOST_SCAN ((size_t)64 << 20) /* of a scan that gets a small picture */

/* ---- pictures */

static struct thumbnail picture_of(const struct go *g, const struct found_paper *paper, struct thumbnail_want want)
{
        struct arena *arena = g->c->arena, *scratch = arena_child(arena);
        const char *name = arena_printf(arena, "%s.%s", paper->sha256, paper->ext);
        const char *path = file_join(arena, file_join(arena, g->home.workspace, "evidence"), name);
        struct findings none = findings_in(scratch); /* a paper without a picture is no fault */
        struct thumbnail out = {0};
        struct bytes bytes;

        if (file_read(&bytes, path, MOST_SCAN, scratch, &none) == OK && thumbnail_make(&out, bytes, &want, scratch))
                out.jpeg.at = (const unsigned char *)arena_strndup(arena, (const char *)out.jpeg.at, out.jpeg.n);
        arena_free(scratch);
        return out;
}

/* ---- what was read */

/* The page of a paper that says most, of its newest reading. */
struct found_reading {
        bool is_read;
        const char *why; /* why it was not; NULL: nobody tried */
        struct reading_page page;
        struct read_paper paper;
};

static int worth(const struct read_paper *p)
{
        return (int)p->total.level + (int)p->date.level + (int)p->number.level + (int)p->kind.level;
}

static enum status read_of(struct found_reading *out, struct go *g, const struct found_paper *paper)
{
        struct arena *arena = g->c->arena;
        const char *made_on = NULL;
        struct reading reading;
        struct date day = g->today;
        enum status st = store_find_reading(&reading, &made_on, g->store, paper->sha256, arena);

        *out = (struct found_reading){0};
        if (st != OK || !reading.reader)
                return st;
        if (made_on)
                date_parse_instant(&day, made_on);
        for (size_t i = 0; i < reading.pages.n; i++) {
                const struct reading_page *page = &reading.pages.at[i];
                const struct read_paper p = paper_of(page, read_days_before(day), arena);

                if (page->source == READING_NONE)
                        out->why = page->why;
                else if (!out->is_read || worth(&p) > worth(&out->paper))
                        *out = (struct found_reading){.is_read = true, .page = *page, .paper = p};
        }
        return OK;
}

static void put_values(struct go_paper *to, const struct go *g, const struct read_paper *p)
{
        to->amount = (struct go_read){.sure = p->total.level == READ_SURE, .yen = p->total.amount};
        to->date = (struct go_read){.sure = p->date.level == READ_SURE, .date = p->date.date};
        to->registration = (struct go_read){.sure = p->number.level == READ_SURE,
                                            .text = arena_strdup(g->c->arena, p->number.value)};
        if (!to->kind && p->kind.level == READ_SURE)
                to->kind = finding_word(g->c->arena, paper_kind_word(p->kind.kind), g->c->language);
}

/* A quotation, a bill, a delivery note: what it is not. */
static bool is_other(const struct read_paper *p)
{
        return p->kind.level == READ_SURE &&
               (p->kind.kind == PAPER_QUOTE || p->kind.kind == PAPER_BILL || p->kind.kind == PAPER_DELIVERY);
}

/* 発行日、登録番号 */
static const char *unsure(const struct go *g, const struct read_paper *p)
{
        const struct context *c = g->c;
        const struct {
                enum read_level level;
                const char *word;
        } values[] = {{p->date.level, say(c, "発行日", "the date")},
                      {p->number.level, say(c, "登録番号", "the registration number")},
                      {p->total.level, say(c, "金額", "the amount")}};
        struct buffer out = buffer_in(c->arena);

        for (size_t i = 0; i < sizeof values / sizeof *values; i++)
                if (values[i].level != READ_SURE)
                        buffer_printf(&out, "%s%s", out.n ? say(c, "、", ", ") : "", values[i].word);
        return out.n ? out.at : "";
}

static const char *remark_of(const struct go *g, enum go_paper_state state, const struct read_paper *p)
{
        const struct context *c = g->c;

        if (state == GO_PAPER_OTHER)
                return say(c, "領収書の代わりにはなりません。お支払いのあとの領収書があれば、入れてください。",
                           "It is no receipt. If there is one for what was paid, put it in.");
        if (state == GO_PAPER_DOUBTFUL)
                return arena_printf(
                        c->arena,
                        say(c, "%sを、確かに読み取れません。紙を見て、記入表に記入してください。",
                            "Not read for certain: %s. Look at the paper, and type it into the entry workbook."),
                        unsure(g, p));
        return NULL;
}

/* Of a paper that no receipt has. */
static enum go_paper_state state_of(const struct found_reading *r)
{
        if (!r->is_read)
                return GO_PAPER_UNREAD;
        if (is_other(&r->paper))
                return GO_PAPER_OTHER;
        return r->paper.total.level == READ_SURE && r->paper.date.level == READ_SURE ? GO_PAPER_READ
                                                                                     : GO_PAPER_DOUBTFUL;
}

/* Of one that a receipt of the table has: only what is sure may speak for or against the table. */
static enum go_paper_state held_against(const struct found_paper *paper, const struct read_paper *p)
{
        const bool amount = p->total.level == READ_SURE, date = p->date.level == READ_SURE && !paper->is_breakdown;

        if ((amount && p->total.amount.n != paper->amount.n) || (date && date_compare(p->date.date, paper->date) != 0))
                return GO_PAPER_DIFFERS;
        return amount ? GO_PAPER_AGREES : GO_PAPER_USED;
}

static const char *why_not(const struct go *g, const struct found_reading *r)
{
        const char *ja, *en;

        return r->why && reading_why(&ja, &en, r->why) ? say(g->c, ja, en) : NULL;
}

static enum status put_reading(struct go_paper *to, struct go *g, const struct found_paper *paper)
{
        struct found_reading r;
        enum status st = read_of(&r, g, paper);

        if (st != OK)
                return st;
        to->state = !paper->number ? state_of(&r) : r.is_read ? held_against(paper, &r.paper) : GO_PAPER_USED;
        to->remark = to->state == GO_PAPER_UNREAD ? why_not(g, &r) : remark_of(g, to->state, &r.paper);
        if (r.is_read)
                put_values(to, g, &r.paper);
        return OK;
}

static enum status add_papers(struct go_page *page, struct go *g)
{
        const struct found_papers *all = &g->view.papers;
        size_t pictures = 0;
        enum status st = OK;

        for (size_t i = 0; st == OK && i < all->n; i++) {
                const struct found_paper *paper = &all->at[i];
                struct go_paper *to = vec_add(g->c->arena, &page->papers);

                *to = (struct go_paper){.file = paper->name,
                                        .link = paper->path ? go_name(g, paper->path) : NULL,
                                        .kind = paper->kind,
                                        .state = GO_PAPER_DAMAGED};
                if (*paper->reason) {
                        to->remark = finding_word(g->c->arena, paper->reason, g->c->language);
                        continue;
                }
                st = put_reading(to, g, paper);
                if (pictures++ < GO_MOST_PICTURES)
                        to->picture = picture_of(g, paper, GO_PICTURE);
        }
        return st;
}

/* ---- beside what is to be mended, and what is asked */

/* The receipt that a subject names: "4710123458/R-0412#2". */
static bool is_about(const char *subject, const char *number)
{
        const char *slash = subject ? strchr(subject, '/') : NULL;
        const size_t n = strlen(number);

        return slash && strncmp(slash + 1, number, n) == 0 && (slash[1 + n] == '\0' || slash[1 + n] == '#');
}

/* The first copy of the receipt itself that can be shown. */
static const struct found_paper *paper_about(const struct go *g, const char *subject)
{
        const struct found_papers *all = &g->view.papers;

        for (size_t i = 0; i < all->n; i++)
                if (all->at[i].number && !*all->at[i].reason && !all->at[i].is_breakdown &&
                    is_about(subject, all->at[i].number))
                        return &all->at[i];
        return NULL;
}

static void put_picture(struct thumbnail *picture, const char **of, const struct go *g, const struct found_paper *paper,
                        size_t *shown)
{
        if (!paper || *shown >= GO_MOST_PICTURES)
                return;
        *picture = picture_of(g, paper, GO_PICTURE);
        *of = paper->name;
        *shown += picture->jpeg.n > 0;
}

/* The line around what was read: five times as wide as it is high, the value in it. */
static struct picture_part line_around(struct reading_box box)
{
        const int32_t width = box.x1 - box.x0, height = (box.y1 - box.y0) * 2;
        struct picture_part part = {.width = width * 3 / 2 > height * 5 ? width * 3 / 2 : height * 5};

        part.height = part.width / 5;
        part.x = box.x1 + width / 8 - part.width;
        part.y = (box.y0 + box.y1) / 2 - part.height / 2;
        part.x = part.x < 0 ? 0 : part.x;
        part.y = part.y < 0 ? 0 : part.y;
        return part;
}

static int32_t scaled(int32_t n, int32_t from, int32_t to)
{
        return from > 0 ? (int32_t)((int64_t)n * to / from) : 0;
}

static void put_crop(struct go_comparison *to, const struct go *g, const struct found_paper *paper,
                     const struct found_reading *r)
{
        struct thumbnail_want want = GO_CROP;
        struct reading_box box;

        if (r->page.number != 1 || !reading_on_file(&box, &r->page, r->paper.total.place.box))
                return;
        want.part = line_around(box);
        to->crop = picture_of(g, paper, want);
        to->frame = (struct picture_part){.x = scaled(box.x0 - to->crop.part.x, to->crop.part.width, to->crop.width),
                                          .y = scaled(box.y0 - to->crop.part.y, to->crop.part.height, to->crop.height),
                                          .width = scaled(box.x1 - box.x0, to->crop.part.width, to->crop.width),
                                          .height = scaled(box.y1 - box.y0, to->crop.part.height, to->crop.height)};
}

static const char *yen_words(const struct go *g, struct yen yen)
{
        char text[YEN_TEXT];

        return arena_printf(g->c->arena, say(g->c, "%s円", "%s yen"), yen_format(text, yen, "-"));
}

/* The amount of the table beside that of the paper, where the finding is that they differ. */
static enum status compared(const struct go_comparison **out, struct go *g, const struct finding *f,
                            const struct found_paper *paper)
{
        struct go_comparison *to;
        struct found_reading r;
        enum status st;

        if (!paper || f->id != C260)
                return OK;
        st = read_of(&r, g, paper);
        if (st != OK || !r.is_read || r.paper.total.level != READ_SURE)
                return st;
        to = ARENA_NEW(g->c->arena, struct go_comparison);
        *to = (struct go_comparison){.cell = f->place ? go_place(g, f->place) : "",
                                     .cell_says = yen_words(g, paper->amount),
                                     .paper = paper->name,
                                     .paper_says = yen_words(g, r.paper.total.amount)};
        put_crop(to, g, paper, &r);
        *out = to;
        return OK;
}

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
                .today = {a->standing == STANDS_ERROR ? 0 : a->subsidy.n},
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

static enum status add_question(struct go_page *page, struct go *g, const struct found_item *item, size_t *shown)
{
        const struct found_paper *paper = paper_about(g, item->finding.subject);
        struct go_question *to = vec_add(g->c->arena, &page->questions);
        enum status st;

        *to = item->asked;
        st = compared(&to->comparison, g, &item->finding, paper);
        if (to->comparison)
                to->about = arena_printf(g->c->arena,
                                         say(g->c, "表は%s、紙は%sと読めます", "the table says %s, the paper reads %s"),
                                         to->comparison->cell_says, to->comparison->paper_says);
        else
                put_picture(&to->picture, &to->picture_of, g, paper, shown);
        return st;
}

static void add_item(struct go_page *page, const struct go *g, const struct found_item *item, size_t *shown)
{
        struct go_item *to = vec_add(g->c->arena, &page->items);

        *to = go_item_of(&item->finding, g->c->language, g->view.arena);
        to->place = item->finding.place ? go_place(g, item->finding.place) : NULL;
        to->gain = item->stake.n;
        put_picture(&to->picture, &to->picture_of, g, paper_about(g, item->finding.subject), shown);
}

static enum status add_items(struct go_page *page, struct go *g)
{
        const struct found_items *all = &g->view.items;
        size_t shown = 0;
        enum status st = OK;

        for (size_t i = 0; st == OK && i < all->n; i++)
                if (all->at[i].is_question)
                        st = add_question(page, g, &all->at[i], &shown);
                else
                        add_item(page, g, &all->at[i], &shown);
        return st;
}

/* ---- the page */

static enum status fill(struct go_page *page, struct go *g)
{
        const struct go_view *v = &g->view;
        const struct context *c = g->c;
        enum status st;

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
                .reads = *g->readers.program != '\0',
                .get_reader = platform_own_words("reader", false) ? NULL : "sudo apt install soroe-reader",
                .form = g->form ? go_name(g, g->form) : NULL,
                .form_has_readings = g->form_has_readings && !g->form_is_hers,
                .again = go_again(g),
                .command = arena_printf(c->arena, "soroe -C %s", go_there(g)),
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
        for (size_t i = 0; i < v->left.n; i++)
                *vec_add(c->arena, &page->cautions) = go_left_words(g, v->left.at[i]);
        for (size_t i = 0; i < v->warnings.n; i++)
                *vec_add(c->arena, &page->cautions) = v->warnings.at[i];
        st = add_items(page, g);
        if (g->form && !g->form_is_hers)
                *vec_add(c->arena, &page->written) = go_name(g, g->form);
        *vec_add(c->arena, &page->written) = g->home.is_away ? g->home.workspace : HOME_FOLDER;
        return st == OK ? add_papers(page, g) : st;
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
