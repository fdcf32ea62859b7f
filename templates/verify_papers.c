#include "templates/verify_private.h"

#include <string.h>

#include "templates/agree.h"
#include "templates/summary.h"

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

/* Both texts are told: which of the two is wrong is for a person to find out. */
static enum check_result fail_between(struct verifying *v, size_t page, const char *ja, const char *en,
                                      const char *record, const char *paper)
{
        struct arena *a = v->arena;

        return verify_fail(v,
                           arena_printf(a, "%s%s: 記録 %s、紙面 %s", where(v, page, JAPANESE), ja,
                                        quoted(v, record, JAPANESE), quoted(v, paper, JAPANESE)),
                           arena_printf(a, "%s%s: record %s, paper %s", where(v, page, ENGLISH), en,
                                        quoted(v, record, ENGLISH), quoted(v, paper, ENGLISH)));
}

/* Pages depend on the form and the typefaces, not on the libraries that write them down. How form 1 was drawn is not known here. */
static bool drawn_alike(const struct verifying *v)
{
        const struct fonts *fonts = verifier_fonts(v->verifier);

        return fonts && form_since(v->app.records.form, FORM_2) &&
               strcmp(v->app.versions.fonts, fonts_versions(fonts)) == 0;
}

/* Of any form: text against record. Of one that is drawn here: every stroke against pages drawn again from the record,
 * or those of a moment ago (the record has been found to be theirs: verify_assessment writes it again, byte by byte). */
enum check_result verify_agreement(struct verifying *v)
{
        const struct agree_record record = {&v->packet, v->code, payload_find(v, "application.xml")->bytes,
                                            v->programme->file};
        struct disagreement between;
        struct pdf_difference at;

        if (!agree(&between, &record, &v->papers, v->arena))
                return fail_between(v, between.page, between.ja, between.en, between.record, between.paper);
        if (!drawn_alike(v))
                return CHECK_OK;
        if (!v->drawn)
                v->drawn = summary_draw(&v->packet, v->code, verifier_fonts(v->verifier), v->arena);
        if (!pdf_agrees(&at, v->drawn, &v->papers, &v->verifier->agreed, v->arena))
                return fail_between(v, at.page, at.ja, at.en, at.drawn, at.read);
        return CHECK_OK;
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

        if (!verify_same_versions(v))
                return verify_skip(v, "別の版で作られたので、描き直していません",
                                   "not drawn again: made by another version, font or library");
        return upload_labels(v->upload, &fault, verifier_fonts(v->verifier)) ? CHECK_OK : fail_upload(v, &fault);
}
