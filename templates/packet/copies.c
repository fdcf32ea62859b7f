#include "templates/packet/copies.h"

#include "core/format/image.h"

#include "templates/reread/merge.h"
#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define BAR_TOP    22.0
#define BAR_HEIGHT 13.0
#define AREA_GAP   6.0 /* between the bar and the picture */
#define AREA_LOW   273.0

#define MM_PER_INCH 25.4
#define PLAIN_DPI   72   /* of a scan that does not say: a pixel is a point, as everywhere in a PDF */
#define MOST_DPI    2400 /* of a scanner; beyond that the file says nonsense */

#define LABELS "写し " /* before the numbers of the pages behind the summary's own */

struct run_list {
        VEC(struct merge_run);
};

static enum status refuse(const struct enclosure *e, const char *why, struct findings *findings)
{
        struct arena *arena = findings->arena;
        struct finding *f =
                finding_add(findings, E016, subject_receipt(arena, e->receipt), arena_strdup(arena, e->evidence->name),
                            origin_place(arena, &e->receipt->origin, "evidence"));

        f->args[0] = why;
        return ERR_INPUT;
}

static enum status take_copy(struct copy *copy, const struct enclosure *e, struct arena *arena,
                             struct findings *findings)
{
        struct image image;

        *copy = (struct copy){.enclosure = e, .is_pdf = image_kind_of(e->bytes) == IMAGE_PDF};
        if (!copy->is_pdf && !picture_read(&copy->picture, e->bytes, arena))
                return refuse(e, "印刷できない画像", findings);
        copy->picture.sha256 = e->evidence->sha256;
        if (!copy->is_pdf)
                return OK;
        image_check(&image, e->bytes, arena);
        if (image.unchecked) {
                fault_set(findings, F_UNCHECKED, arena_strdup(findings->arena, e->evidence->name), image.reason_en);
                findings->fault.detail_ja = image.reason_ja;
                return ERR_SYSTEM;
        }
        copy->pages = image.pages;
        return image.ok ? OK : refuse(e, image.reason_ja, findings);
}

enum status copies_take(struct copy_list *out, const struct packet *packet, struct arena *arena,
                        struct findings *findings)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < packet->enclosures.n; i++) {
                struct copy *copy = vec_add(arena, out);

                st = take_copy(copy, &packet->enclosures.at[i], arena, findings);
                copy->page = out->total + 1;
                out->total += 1 + copy->pages;
        }
        return st;
}

/* ---- the label */

/* The number of the receipt may need several lines; the bar grows with it. Returns its bottom. */
static double draw_label(struct paper *p, const struct copy *copy)
{
        static const double lines[] = {32, 74, 104, 130, 172};
        const struct enclosure *e = copy->enclosure;
        const struct receipt *r = e->receipt;
        const char *captions[] = {e->evidence->is_breakdown
                                          ? paper_word(p, FORM_3, "領収書番号(内訳書)", "領収書番号（内訳書）")
                                          : "領収書番号",
                                  paper_word(p, FORM_3, "発行日", "領収日"), "領収金額",
                                  paper_word(p, FORM_3, "SHA-256(先頭16桁)", "SHA-256（先頭16桁）"), "頁"};
        struct fitted number = wrap_fit(p->pdf, FACE_GOTHIC, 8.5, 38, r->number, p->arena);
        double height = BAR_HEIGHT + page_leading(8.5) * (double)(number.lines.n - 1), y = BAR_TOP + 10.3;

        pdf_frame(p->pdf, PAGE_LEFT, BAR_TOP, PAGE_RIGHT - PAGE_LEFT, height, THIN);
        for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
                pdf_line(p->pdf, lines[i], BAR_TOP, lines[i], BAR_TOP + height, HAIR);
                pdf_text(p->pdf, lines[i] + 2, BAR_TOP + 4.3, FACE_GOTHIC, 7, LEFT, captions[i]);
        }
        pdf_text(p->pdf, 26, page_middle(BAR_TOP, height, 16), FACE_BOLD, 16, CENTRE,
                 arena_printf(p->arena, "%d", e->number));
        page_lines(p, 34, y, FACE_GOTHIC, 8.5, page_leading(8.5), number);
        page_lines(p, 76, y, FACE_GOTHIC, 8.5, page_leading(8.5),
                   wrap_fit(p->pdf, FACE_GOTHIC, 8.5, 27, paper_date(p, r->date), p->arena));
        pdf_figures(p->pdf, 106, y, FACE_GOTHIC, 8.5, LEFT, arena_printf(p->arena, "%s 円", paper_yen(p, r->amount)));
        pdf_figures(p->pdf, 132, y, FACE_GOTHIC, 8.5, LEFT, arena_printf(p->arena, "%.16s", e->evidence->sha256));
        pdf_figures(p->pdf, 174, y, FACE_GOTHIC, 8.5, LEFT,
                    copy->is_pdf ? arena_printf(p->arena, "全%d", copy->pages) : "1 / 1");
        return BAR_TOP + height;
}

/* ---- the picture */

static double millimetres(int32_t pixels, int32_t dpi)
{
        return (double)pixels * MM_PER_INCH / (dpi > 0 && dpi <= MOST_DPI ? dpi : PLAIN_DPI);
}

/* Draws a picture centred below the label. It is scaled down to fit and never up. */
static void draw_picture(struct paper *p, const struct copy *copy, double top)
{
        const struct evidence *e = copy->enclosure->evidence;
        bool on_its_side = e->rotation == 90 || e->rotation == 270;
        double w = millimetres(on_its_side ? copy->picture.height : copy->picture.width, e->dpi);
        double h = millimetres(on_its_side ? copy->picture.width : copy->picture.height, e->dpi);
        double across = (PAGE_RIGHT - PAGE_LEFT) / w, down = (AREA_LOW - top) / h,
               scale = across < down ? across : down;
        double x;

        if (scale < 1) {
                w *= scale;
                h *= scale;
        }
        x = (PAGE_LEFT + PAGE_RIGHT - w) / 2;
        pdf_picture(p->pdf, x, top, w, h, &copy->picture, e->rotation);
        pdf_frame(p->pdf, x, top, w, h, HAIR);
        if (p->packet->draft)
                pdf_outline(p->pdf, "下書き");
}

static void draw_copy(struct paper *p, const struct copy *copy, int total)
{
        double y;

        page_new(p);
        y = draw_label(p, copy);
        if (copy->is_pdf)
                pdf_text(p->pdf, PAGE_LEFT, y + 9, FACE_GOTHIC, 10, LEFT,
                         arena_printf(p->arena,
                                      paper_word(p, FORM_3, "次の%d頁は受け取ったPDFのままです",
                                                 "次の%d頁は受け取ったPDFのまま"),
                                      copy->pages));
        else
                draw_picture(p, copy, y + AREA_GAP);
        page_footer(p, arena_printf(p->arena, "写し %d / %d", copy->page, total));
}

static struct copy_list without_pixels(const struct copy_list *copies, struct arena *arena)
{
        struct copy_list bare = {.total = copies->total};

        for (size_t i = 0; i < copies->n; i++) {
                struct copy *copy = vec_add(arena, &bare);

                *copy = copies->at[i];
                copy->picture.data.n = 0;
        }
        return bare;
}

enum status copies_draw(struct bytes *out, const struct copy_list *copies, const struct packet *packet,
                        const char *check_code, bool bare, struct fonts *fonts, struct arena *arena,
                        struct findings *findings)
{
        struct buffer buffer = buffer_in(arena);
        struct pdf *pdf = pdf_new(fonts, arena);
        struct copy_list drawn = bare ? without_pixels(copies, arena) : *copies;
        struct paper p;
        enum status st;

        pdf_form(pdf, packet->records->form);
        if (packet->geta)
                pdf_geta(pdf);
        paper_open(&p, packet, check_code, pdf, arena);
        for (size_t i = 0; i < drawn.n; i++)
                draw_copy(&p, &drawn.at[i], drawn.total);
        st = pdf_finish(pdf, &buffer, findings);
        *out = buffer_bytes(&buffer);
        return st;
}

/* ---- one file */

static const char *title_of(const struct copy *copy, struct arena *arena)
{
        const struct enclosure *e = copy->enclosure;

        return arena_printf(arena, "%s %d (%s)", e->evidence->is_breakdown ? "発行者の領収書内訳書" : "領収書の写し",
                            e->number, e->receipt->number);
}

/* A label page is followed by the PDF it announces. */
static void take_runs(struct run_list *runs, const struct copy_list *copies, struct bytes drawn, struct arena *arena)
{
        for (size_t i = 0; i < copies->n; i++) {
                const struct copy *copy = &copies->at[i];

                *vec_add(arena, runs) = (struct merge_run){drawn, (int)i, 1, title_of(copy, arena)};
                if (copy->is_pdf)
                        *vec_add(arena, runs) = (struct merge_run){copy->enclosure->bytes, 0, copy->pages, NULL};
        }
}

static const struct enclosure *enclosure_of(const struct copy_list *copies, struct bytes file)
{
        for (size_t i = 0; i < copies->n; i++)
                if (copies->at[i].enclosure->bytes.at == file.at)
                        return copies->at[i].enclosure;
        return NULL;
}

enum status copies_append(struct bytes *out, struct bytes summary, const struct packet *packet, const char *check_code,
                          struct fonts *fonts, struct arena *arena, struct findings *findings)
{
        struct copy_list copies = {0};
        struct run_list runs = {0};
        const struct enclosure *at_fault;
        struct bytes drawn;
        size_t bad = 0;
        enum status st = copies_take(&copies, packet, arena, findings);

        *out = summary;
        if (st != OK || !copies.n)
                return st;
        st = copies_draw(&drawn, &copies, packet, check_code, false, fonts, arena, findings);
        if (st != OK)
                return st;
        take_runs(&runs, &copies, drawn, arena);
        st = merge_pages(out, summary, runs.at, runs.n, LABELS, &bad, arena, findings);
        if (st != ERR_INPUT)
                return st;
        at_fault = enclosure_of(&copies, runs.at[bad].file);
        return at_fault ? refuse(at_fault, "ページを写せないPDF", findings)
                        : fault_set(findings, F_INTERNAL, "PDF", "copies");
}

enum status copies_append_laid(struct bytes *out, struct bytes summary, const struct copy_list *copies,
                               struct bytes laid, int front, struct arena *arena, struct findings *findings)
{
        struct run_list runs = {0};
        size_t bad = 0;

        *out = summary;
        for (size_t i = 0; i < copies->n; i++) {
                const struct copy *copy = &copies->at[i];
                const int page = front + copy->page - 1;

                *vec_add(arena, &runs) = (struct merge_run){laid, page, 1, title_of(copy, arena)};
                if (copy->is_pdf)
                        *vec_add(arena, &runs) = (struct merge_run){laid, page + 1, copy->pages, NULL};
        }
        return runs.n ? merge_pages(out, summary, runs.at, runs.n, LABELS, &bad, arena, findings) : OK;
}
