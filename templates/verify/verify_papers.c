#include "templates/verify/verify_private.h"

#include <string.h>

#include "templates/verify/agree.h"
#include "templates/verify/libraries.h"
#include "templates/packet/packet_make.h"
#include "templates/reread/pdf_again.h"
#include "templates/reread/pdf_first.h"
#include "templates/reread/pdf_shown.h"
#include "templates/pages/summary.h"

#include "core/banned.h"

static const char *where(struct verifying *v, size_t page, enum language language)
{
        if (!page)
                return "";
        return arena_printf(v->arena, language == JAPANESE ? "%zu頁 " : "page %zu, ", page);
}

static const char *quoted(struct verifying *v, const char *text, enum language language)
{
        if (!*text)
                return language == JAPANESE ? "なし" : "nothing";
        return arena_printf(v->arena, language == JAPANESE ? "「%s」" : "\"%s\"", text);
}

/* Shows both texts: a person must find out which of them is wrong. */
static enum check_result fail_between(struct verifying *v, size_t page, const char *ja, const char *en,
                                      const char *record, const char *paper)
{
        struct arena *a = v->arena;

        if (!*record && !*paper)
                return verify_fail(v, arena_printf(a, "%s%s", where(v, page, JAPANESE), ja),
                                   arena_printf(a, "%s%s", where(v, page, ENGLISH), en));
        return verify_fail(v,
                           arena_printf(a, "%s%s: 記録 %s、紙面 %s", where(v, page, JAPANESE), ja,
                                        quoted(v, record, JAPANESE), quoted(v, paper, JAPANESE)),
                           arena_printf(a, "%s%s: record %s, paper %s", where(v, page, ENGLISH), en,
                                        quoted(v, record, ENGLISH), quoted(v, paper, ENGLISH)));
}

/* Pages depend on the form and the typefaces, not on the libraries that write them down. */
static bool has_same_faces(const struct verifying *v)
{
        return strcmp(v->app.versions.fonts, fonts_versions(v->verifier->fonts)) == 0;
}

static struct pdf *draw(struct verifying *v)
{
        if (!v->drawn)
                v->drawn = summary_draw(&v->packet, v->code, v->verifier->fonts, v->arena);
        return v->drawn;
}

/* If pages cannot be drawn here, that says nothing about the packet. */
static enum check_result blame_machine(struct verifying *v, const struct fault *why)
{
        v->out->remedy[0] = fault_remedy(why->id, JAPANESE);
        v->out->remedy[1] = fault_remedy(why->id, ENGLISH);
        return verify_not_run(
                v, arena_printf(v->arena, "描き直せません。%s", fault_message(v->arena, why, JAPANESE)),
                arena_printf(v->arena, "it cannot be drawn again: %s", fault_message(v->arena, why, ENGLISH)));
}

/* A typeface has another version, which is known. If its metrics and outlines are the same, it is the same typeface; if not, nobody
 * without that version can tell it from a forgery. */
static enum check_result blame_faces(struct verifying *v, const struct pdf_difference *at)
{
        const char *theirs = v->app.versions.fonts, *ours = fonts_versions(v->verifier->fonts);

        v->out->remedy[0] = arena_printf(
                v->arena, "書類を作ったフォント(%s)を SOROE_FONTS で指定して、もう一度確かめてください。", theirs);
        v->out->remedy[1] =
                arena_printf(v->arena, "verify again with the fonts it was made with (SOROE_FONTS): %s", theirs);
        return verify_not_run(
                v,
                arena_printf(v->arena, "ここのフォント(%s)で描くと違うところがあり、判断できません: %s%s %s", ours,
                             where(v, at->page, JAPANESE), at->ja, at->drawn),
                arena_printf(v->arena, "drawn with the fonts here (%s) it differs, which may be theirs: %s%s %s", ours,
                             where(v, at->page, ENGLISH), at->en, at->drawn));
}

/* If only the version of the typefaces differs, a difference on the pages may come from that. */
static enum check_result differs_from_drawn(struct verifying *v, size_t page)
{
        const struct pdf_difference at = {page, "描き直した頁と違います", "the page differs from the one drawn again",
                                          "", ""};

        return has_same_faces(v) ? fail_between(v, at.page, at.ja, at.en, at.drawn, at.read) : blame_faces(v, &at);
}

/* Papers of form 1 whose tables stand on one page each were drawn as today's; only their strings are encoded otherwise. */
static enum check_result compare_shown(struct verifying *v)
{
        struct findings findings = findings_in(v->arena);
        struct buffer file = buffer_in(v->arena);
        struct pdf_read_fault unread = {0};
        struct pdf_text again = {0};
        struct fonts *fonts = v->verifier->fonts;

        if (pdf_finish(draw(v), &file, &findings) != OK)
                return blame_machine(v, &findings.fault);
        if (pdf_read_text(&again, buffer_bytes(&file), v->arena, &unread) != OK || again.n != v->papers.n)
                return verify_fail(v, "頁数が、描き直したものと違います",
                                   "another number of pages than is drawn again");
        for (size_t i = 0; i < again.n; i++) {
                const char *there = pdf_shown(&v->papers, i, fonts, v->arena),
                           *here = pdf_shown(&again, i, fonts, v->arena);

                if (!there || !here || strcmp(there, here) != 0)
                        return differs_from_drawn(v, i + 1);
        }
        return CHECK_OK;
}

/* Of any form: text against record. Of form 1 also its letters and lines, where they can be drawn. Of one that is drawn here: every stroke against pages drawn again from the record,
 * or those of a moment ago (the record has been found to be theirs: verify_assessment writes it again, byte by byte). */
enum check_result verify_agreement(struct verifying *v)
{
        const struct agree_record record = {&v->packet, v->code, payload_find(v, "application.xml")->bytes,
                                            v->programme->file};
        const bool is_drawn = form_since(v->app.records.form, FORM_DRAWN);
        struct disagreement between;
        struct pdf_difference at;

        if (!agree_papers(&between, &record, &v->papers, v->arena) ||
            (!is_drawn && (!agree_amounts(&between, &record, &v->papers, v->arena) ||
                           !agree_known(&between, &record, &v->papers, v->arena))))
                return fail_between(v, between.page, between.ja, between.en, between.record, between.paper);
        if (!is_drawn && !verifier_fonts(v->verifier))
                return verifier_no_fonts(v);
        if (!is_drawn && !pdf_has_break(draw(v)))
                return compare_shown(v);
        if (!is_drawn)
                return verify_weaker(
                        v, CHECK_OK, "形式1の頁は描き直さず、文字と記録だけを照らし合わせました",
                        "the pages of form 1 are not drawn again: their texts were held against the record");
        if (!verifier_fonts(v->verifier))
                return verifier_no_fonts(v);
        if (!has_same_faces(v)) /* whether a difference is the typeface's, verify_render tells */
                return CHECK_OK;
        if (!pdf_agrees(&at, draw(v), &v->papers, &v->verifier->agreed, v->arena))
                return fail_between(v, at.page, at.ja, at.en, at.drawn, at.read);
        return CHECK_OK;
}

/* ---- the papers drawn again */

/* A newer library may draw and write differently: only a newer soroe can judge that. */
static enum check_result check_libraries(struct verifying *v, enum made_told *told)
{
        const struct versions here = packet_versions(v->verifier->fonts);
        const char *what;

        *told = made_tell(&what, &v->app.versions, &here, v->app.records.form, v->arena);
        if (*told == MADE_NEVER)
                return verify_fail(v, arena_printf(v->arena, "公開されたことのない版です: %s", what),
                                   arena_printf(v->arena, "a version that was never released: %s", what));
        if (*told == MADE_HERE || *told == MADE_THERE)
                return CHECK_OK;
        v->out->remedy[0] = "新しい soroe で確かめてください。";
        v->out->remedy[1] = "verify it with a newer soroe";
        return verify_not_run(
                v, arena_printf(v->arena, "この soroe の知らない、新しい版で作られました: %s", what),
                arena_printf(v->arena, "made with a version that is newer than this soroe knows: %s", what));
}

static enum check_result check_enclosed_texts(struct verifying *v)
{
        static const char *const names[] = {"README.txt", "schema/application.xsd", "schema/programme.xsd"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
                const struct zip_member *m = payload_find(v, names[i]);

                if (!m || !form_member_is(v->app.records.form, names[i], m->bytes))
                        return verify_fail(v, arena_printf(v->arena, "%s が、公開されたものと違います", names[i]),
                                           arena_printf(v->arena, "%s is not the one that was released", names[i]));
        }
        return CHECK_OK;
}

static bool same_bytes(struct bytes a, struct bytes b)
{
        return a.n == b.n && (!a.n || a.at == b.at || memcmp(a.at, b.at, a.n) == 0);
}

/* With the same libraries everything that is not a record is the same to the byte. Member by member, so that a packet is never held as a whole. That these are
 * all, in their order and with their date, the container and the bag have been checked for; and they leave no other byte. */
static enum check_result compare_members(struct verifying *v)
{
        struct findings findings = findings_in(v->arena);
        struct zip_members again = {0};
        struct packet_file made = {.drawn = draw(v)};

        if (packet_members(&made, &again, &v->packet, v->verifier->fonts, v->arena, &findings) != OK)
                return findings.n ? verify_fail(v, finding_message(v->arena, &findings.at[0], JAPANESE),
                                                finding_message(v->arena, &findings.at[0], ENGLISH))
                                  : blame_machine(v, &findings.fault);
        for (size_t i = 0; i < again.n; i++) {
                const struct zip_member *m = zip_find(&v->members, again.at[i].name);

                if (!m || !same_bytes(m->bytes, again.at[i].bytes))
                        return verify_fail(
                                v, arena_printf(v->arena, "%s が、作り直したものと違います", again.at[i].name),
                                arena_printf(v->arena, "%s differs from what is made again", again.at[i].name));
        }
        return again.n == v->members.n ? CHECK_OK
                                       : verify_fail(v, "書類が、描き直したものと違います",
                                                     "the papers differ from those rendered again");
}

/* Other libraries deflate streams and cut fonts differently, so their results are compared. */
static enum check_result compare_again(struct verifying *v)
{
        const struct bytes file = payload_find(v, "summary.pdf")->bytes;
        struct findings findings = findings_in(v->arena);
        struct pdf_difference at;

        if (pdf_agrees(&at, draw(v), &v->papers, &v->verifier->agreed, v->arena) &&
            pdf_is_again(&at, draw(v), &v->papers, file, v->arena, &findings))
                return CHECK_OK;
        if (findings.fault.id != NO_FAULT)
                return blame_machine(v, &findings.fault);
        if (!has_same_faces(v))
                return blame_faces(v, &at);
        return fail_between(v, at.page, at.ja, at.en, at.drawn, at.read);
}

static enum check_result compare_first(struct verifying *v)
{
        const struct pdf_first first = {summary_title(&v->packet, v->arena), v->app.applied_on, v->app.draft,
                                        v->verifier->fonts};
        struct pdf_difference at;

        if (!pdf_is_first(&at, &first, &v->papers, payload_find(v, "summary.pdf")->bytes, v->arena))
                return has_same_faces(v) ? fail_between(v, at.page, at.ja, at.en, at.drawn, at.read)
                                         : blame_faces(v, &at);
        if (!pdf_has_break(draw(v)))
                return CHECK_OK; /* verify_agreement has compared what its pages show */
        return verify_weaker(
                v, CHECK_NOT_APPLICABLE,
                "形式1の頁は描き直せません。形式で許される部分・描画の指示・字形・文字の幅であることを確かめました",
                "pages of form 1 cannot be drawn again: parts, drawing operators, outlines and widths were held "
                "against what that form permits");
}

/* Everything that is not a record is made again and compared. */
enum check_result verify_render(struct verifying *v)
{
        enum check_result result = check_enclosed_texts(v);
        enum made_told told;

        if (result != CHECK_OK)
                return result;
        if (!verifier_fonts(v->verifier))
                return verifier_no_fonts(v);
        result = check_libraries(v, &told);
        if (result != CHECK_OK)
                return result;
        if (!form_since(v->app.records.form, FORM_DRAWN))
                return compare_first(v);
        return told == MADE_HERE ? compare_members(v) : compare_again(v);
}

/* ---- the PDF to upload */

static enum check_result fail_upload(struct verifying *v, const struct upload_fault *fault)
{
        return verify_fail(v, arena_printf(v->arena, "%s%s", where(v, (size_t)fault->page, JAPANESE), fault->ja),
                           arena_printf(v->arena, "%s%s", where(v, (size_t)fault->page, ENGLISH), fault->en));
}

enum check_result verify_upload_pages(struct verifying *v)
{
        struct upload_fault fault = {0};

        v->beside = (struct upload_packet){payload_find(v, "summary.pdf")->bytes, &v->packet, v->code};
        if (!upload_open(&v->upload, &fault, v->uploaded, &v->beside, v->arena) || !upload_pages(v->upload, &fault))
                return fail_upload(v, &fault);
        return CHECK_OK;
}

enum check_result verify_upload_copies(struct verifying *v)
{
        struct upload_fault fault = {0};

        return upload_copies(v->upload, &fault) ? CHECK_OK : fail_upload(v, &fault);
}

enum check_result verify_upload_code(struct verifying *v)
{
        struct upload_fault fault = {0};

        return upload_code(v->upload, &fault) ? CHECK_OK : fail_upload(v, &fault);
}

enum check_result verify_upload_labels(struct verifying *v)
{
        struct upload_fault fault = {0};
        enum check_result result;
        enum made_told told;
        bool is_ours, same;

        if (!verifier_fonts(v->verifier))
                return verifier_no_fonts(v);
        result = check_libraries(v, &told);
        if (result != CHECK_OK)
                return result;
        /* form 1 drew its label pages as today's do (templates/pages/page.c), around another frame */
        is_ours = told == MADE_HERE && form_since(v->app.records.form, FORM_DRAWN);
        same = is_ours ? upload_labels(v->upload, &fault, v->verifier->fonts)
                       : upload_labels_drawn(v->upload, &fault, v->verifier->fonts);
        if (same)
                return CHECK_OK;
        if (has_same_faces(v))
                return fail_upload(v, &fault);
        return blame_faces(v, &(struct pdf_difference){(size_t)fault.page, fault.ja, fault.en, "", ""});
}

/* The record does not name libqpdf: it is the one here where all that it names are. */
static bool is_made_here(struct verifying *v)
{
        const char *what;
        struct versions here;

        if (!verifier_fonts(v->verifier))
                return false;
        here = packet_versions(v->verifier->fonts);
        return made_tell(&what, &v->app.versions, &here, v->app.records.form, v->arena) == MADE_HERE;
}

enum check_result verify_upload_whole(struct verifying *v)
{
        struct upload_fault fault = {0};

        return upload_whole(v->upload, &fault, is_made_here(v)) ? CHECK_OK : fail_upload(v, &fault);
}
