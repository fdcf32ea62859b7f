#include "templates/verify/upload.h"

#include "templates/packet/copies.h"
#include "templates/font/font_program.h"
#include "templates/reread/merge.h"
#include "templates/reread/pdf_agree.h"
#include "templates/reread/pdf_content.h"
#include "templates/reread/pdf_read.h"
#include "templates/reread/pdf_same.h"
#include "templates/reread/pdf_shown.h"

#include <string.h>

#include "core/banned.h"

struct upload {
        struct bytes file;
        const struct upload_packet *packet;
        struct pdf_file *pdf, *summary;
        struct copy_list copies;
        int front; /* pages of the summary */
        struct arena *arena;
};

static bool refuse(struct upload_fault *fault, int page, const char *ja, const char *en)
{
        *fault = (struct upload_fault){page, ja, en};
        return false;
}

/* Of a label page, from 0. */
static int page_of(const struct upload *u, const struct copy *copy)
{
        return u->front + copy->page - 1;
}

bool upload_open(struct upload **out, struct upload_fault *fault, struct bytes pdf, const struct upload_packet *packet,
                 struct arena *parent)
{
        struct arena *arena = arena_child(parent);
        struct upload *u = *out = ARENA_NEW(arena, struct upload);
        struct findings findings = findings_in(arena);

        u->arena = arena;
        u->file = pdf;
        u->packet = packet;
        u->pdf = pdf.n <= PDF_MOST_BYTES ? pdf_file_open(pdf, arena) : NULL;
        if (!u->pdf)
                return refuse(fault, 0, "このPDFを読めません", "this PDF cannot be read");
        u->summary = pdf_file_open(packet->summary, arena);
        if (!u->summary)
                return refuse(fault, 0, "summary.pdf を読めません", "summary.pdf cannot be read");
        u->front = pdf_file_pages(u->summary);
        if (copies_take(&u->copies, packet->packet, arena, &findings) != OK)
                return refuse(fault, 0, "写しを読めません", "an enclosed copy cannot be read");
        return true;
}

void upload_close(struct upload *u)
{
        if (!u)
                return;
        pdf_file_close(u->pdf);
        pdf_file_close(u->summary);
        arena_free(u->arena);
}

bool upload_pages(struct upload *u, struct upload_fault *fault)
{
        int there = pdf_file_pages(u->pdf), wanted = u->front + u->copies.total;

        if (there != wanted)
                return refuse(fault, 0, arena_printf(u->arena, "%d頁あります。ZIP の中身からは%d頁です", there, wanted),
                              arena_printf(u->arena, "%d pages; what the ZIP holds makes %d", there, wanted));
        for (int i = 0; i < u->front; i++)
                if (!pdf_same_page(u->summary, i, u->pdf, i, false))
                        return refuse(fault, i + 1, "summary.pdf の頁と違います", "not the page of summary.pdf");
        if (!pdf_same_document(u->summary, u->pdf))
                return refuse(fault, 0, "頁のほかに、summary.pdf にないものがあります",
                              "beside its pages it has what summary.pdf does not have");
        return true;
}

static bool same_bytes(struct bytes a, struct bytes b)
{
        return a.n == b.n && (!a.n || memcmp(a.at, b.at, a.n) == 0);
}

static bool ends_there(struct bytes file)
{
        static const char end[] = "%%EOF\n";
        const size_t n = sizeof end - 1;

        return file.n >= n && memcmp(file.at + file.n - n, end, n) == 0;
}

/* By its entries in the catalogue, what does not lead as it should. */
static bool check_entries(struct upload *u, struct upload_fault *fault, struct pdf_file *again)
{
        static const struct {
                const char *key, *ja, *en;
        } entries[] = {
                {"/Outlines", "しおりが違います", "other bookmarks"},
                {"/PageLabels", "ページの番号が違います", "other page labels"},
                {"/Metadata", "summary.pdf だけの宣言があります", "it has metadata that only summary.pdf has"},
                {"/OutputIntents", "summary.pdf だけの宣言があります",
                 "it has an output intent that only summary.pdf has"},
        };

        for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
                if (!pdf_same_entry(again, u->pdf, entries[i].key))
                        return refuse(fault, 0, entries[i].ja, entries[i].en);
        return true;
}

/* Of the document in other bytes than those written here of its pages. */
static bool check_written(struct upload *u, struct upload_fault *fault, struct bytes wanted, bool exactly)
{
        struct pdf_file *again = pdf_file_open(wanted, u->arena);
        struct bytes rewritten;
        bool ok = again && check_entries(u, fault, again),
             as_many = ok && pdf_file_objects(again) == pdf_file_objects(u->pdf);

        pdf_file_close(again);
        if (!again)
                return refuse(fault, 0, "書き直せません", "it cannot be written again");
        if (!ok)
                return false;
        if (!ends_there(u->file))
                return refuse(fault, 0, "終わりの後に余分なバイトがあります", "there are bytes behind its end");
        if (!as_many || !merge_rewrite(&rewritten, u->file, u->arena))
                return refuse(fault, 0, "頁のほかのものが入っています", "it holds what no page leads to");
        if (!same_bytes(rewritten, wanted))
                return refuse(fault, 0, "頁をまとめ直したものと違います", "not what is merged of its pages again");
        return !exactly ||
               refuse(fault, 0, "書き込んだバイトが違います", "not in the bytes that are written of its pages");
}

bool upload_whole(struct upload *u, struct upload_fault *fault, bool exactly)
{
        struct findings findings = findings_in(u->arena);
        struct bytes wanted;

        if (copies_append_laid(&wanted, u->packet->summary, &u->copies, u->file, u->front, u->arena, &findings) != OK)
                return refuse(fault, 0, "書き直せません", "it cannot be written again");
        return same_bytes(wanted, u->file) || check_written(u, fault, wanted, exactly);
}

static bool check_pdf(struct upload *u, struct upload_fault *fault, const struct copy *copy)
{
        struct pdf_file *evidence = pdf_file_open(copy->enclosure->bytes, u->arena);
        int at = page_of(u, copy) + 1, bad = -1;

        for (int i = 0; evidence && bad < 0 && i < copy->pages; i++)
                if (!pdf_same_page(evidence, i, u->pdf, at + i, false) &&
                    !(pdf_file_strip(evidence, i), pdf_same_page(evidence, i, u->pdf, at + i, false)))
                        bad = i;
        pdf_file_close(evidence);
        if (!evidence)
                return refuse(fault, at + 1, arena_printf(u->arena, "%s を読めません", copy->enclosure->path),
                              arena_printf(u->arena, "%s cannot be read", copy->enclosure->path));
        return bad < 0 ||
               refuse(fault, at + 1 + bad, arena_printf(u->arena, "%s の頁と違います", copy->enclosure->path),
                      arena_printf(u->arena, "not the page of %s", copy->enclosure->path));
}

bool upload_copies(struct upload *u, struct upload_fault *fault)
{
        for (size_t i = 0; i < u->copies.n; i++) {
                const struct copy *copy = &u->copies.at[i];
                int page = page_of(u, copy);

                if (!pdf_same_frame(u->summary, 0, u->pdf, page))
                        return refuse(fault, page + 1, "頁の大きさか、頁に付いたものが違います",
                                      "another size, or something is attached to the page");
                if (!pdf_has_picture(u->pdf, page, copy->is_pdf ? NULL : &copy->picture))
                        return refuse(fault, page + 1,
                                      arena_printf(u->arena, "画像が %s と違います", copy->enclosure->path),
                                      arena_printf(u->arena, "not the picture of %s", copy->enclosure->path));
                if (copy->is_pdf && !check_pdf(u, fault, copy))
                        return false;
        }
        return true;
}

bool upload_code(struct upload *u, struct upload_fault *fault)
{
        const int total = u->front + u->copies.total;
        size_t pages = (size_t)total, n = 0;
        bool *wanted = arena_alloc(u->arena, pages * sizeof *wanted);
        struct pdf_read_fault unread = {0};
        struct pdf_text text = {0};

        for (int i = 0; i < u->front; i++)
                wanted[i] = true;
        for (size_t i = 0; i < u->copies.n; i++)
                wanted[page_of(u, &u->copies.at[i])] = true;
        if (pdf_read_some(&text, u->file, wanted, pages, u->arena, &unread) != OK)
                return refuse(fault, 0, unread.ja, unread.en);
        for (size_t i = 0; i < pages; i++)
                if (wanted[i] && !pdf_text_has(&text, n++, u->packet->check_code))
                        return refuse(fault, (int)i + 1,
                                      arena_printf(u->arena, "照合番号 %s がありません", u->packet->check_code),
                                      arena_printf(u->arena, "the check code %s is missing", u->packet->check_code));
        return true;
}

bool upload_labels(struct upload *u, struct upload_fault *fault, struct fonts *fonts)
{
        struct findings findings = findings_in(u->arena);
        struct pdf_file *again;
        struct bytes drawn;
        int bad = -1;

        if (!u->copies.n)
                return true;
        if (copies_draw(&drawn, &u->copies, u->packet->packet, u->packet->check_code, true, fonts, u->arena,
                        &findings) != OK)
                return refuse(fault, 0, "描き直せません", "they cannot be drawn again");
        again = pdf_file_open(drawn, u->arena);
        for (int i = 0; again && bad < 0 && i < (int)u->copies.n; i++)
                if (!pdf_same_page(again, i, u->pdf, page_of(u, &u->copies.at[i]), true))
                        bad = page_of(u, &u->copies.at[i]);
        pdf_file_close(again);
        if (!again)
                return refuse(fault, 0, "描き直せません", "they cannot be drawn again");
        return bad < 0 || refuse(fault, bad + 1, "描き直したものと違います", "not what is drawn again");
}

/* Earlier forms cut their fonts, and so their strings, otherwise. */
static bool is_shown_alike(struct upload *u, const struct pdf_text *there, const struct pdf_text *again, size_t n,
                           struct fonts *fonts)
{
        const char *a, *b;

        if (same_bytes(there->pages.at[n].content, again->pages.at[n].content))
                return true;
        a = pdf_shown(there, n, fonts, u->arena);
        b = pdf_shown(again, n, fonts, u->arena);
        return a && b && strcmp(a, b) == 0;
}

static bool has_widths(const struct pdf_read_font *font, enum face face, struct fonts *fonts)
{
        for (size_t i = 0; font->widths && i < font->codes->n; i++) {
                const struct pdf_code *code = &font->codes->at[i];
                char text[PDF_MOST_TYPED + 1] = "";
                const char *s = text;
                struct cluster c;

                memcpy(text, code->text, code->n);
                if (!cluster_next(&c, &s) ||
                    fonts_glyph(fonts, face, c.code_point, c.selector).advance != font->widths[i])
                        return false;
        }
        return font->widths;
}

/* Of the n-th label page in both: what it draws, what that reads as, and the outlines and widths of its letters. */
static bool is_drawn_alike(struct upload *u, const struct pdf_text *there, const struct pdf_text *again, size_t n,
                           struct fonts *fonts)
{
        const struct pdf_read_page *page = &there->pages.at[n];
        const char *wrong;

        if (strcmp(there->at[n], again->at[n]) != 0 || !is_shown_alike(u, there, again, n, fonts))
                return false;
        for (size_t i = 0; i < page->faces->n; i++) {
                const struct pdf_read_font *font = &there->fonts.at[page->faces->at[i].font];
                const enum face face = font_program_face(fonts, font->name);

                if (face == FACES || !pdf_font_shows(&wrong, fonts, face, font, u->arena) ||
                    !has_widths(font, face, fonts))
                        return false;
        }
        return true;
}

bool upload_labels_drawn(struct upload *u, struct upload_fault *fault, struct fonts *fonts)
{
        const size_t pages = (size_t)u->front + (size_t)u->copies.total;
        bool *wanted = arena_alloc(u->arena, pages * sizeof *wanted),
             *all = arena_alloc(u->arena, (u->copies.n + 1) * sizeof *all);
        struct findings findings = findings_in(u->arena);
        struct pdf_text there = {0}, again = {0};
        struct pdf_read_fault unread = {0};
        struct bytes drawn;

        if (!u->copies.n)
                return true;
        for (size_t i = 0; i < u->copies.n; i++)
                wanted[page_of(u, &u->copies.at[i])] = all[i] = true;
        if (copies_draw(&drawn, &u->copies, u->packet->packet, u->packet->check_code, true, fonts, u->arena,
                        &findings) != OK ||
            pdf_read_some(&again, drawn, all, u->copies.n, u->arena, &unread) != OK)
                return refuse(fault, 0, "描き直せません", "they cannot be drawn again");
        if (pdf_read_some(&there, u->file, wanted, pages, u->arena, &unread) != OK)
                return refuse(fault, 0, unread.ja, unread.en);
        for (size_t i = 0; i < u->copies.n && i < there.n && i < again.n; i++)
                if (!is_drawn_alike(u, &there, &again, i, fonts))
                        return refuse(fault, page_of(u, &u->copies.at[i]) + 1, "描き直したものと違います",
                                      "not what is drawn again");
        return there.n == again.n || refuse(fault, 0, "描き直したものと違います", "not what is drawn again");
}
