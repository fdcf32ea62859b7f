#include "templates/verify/verify_private.h"

#include <string.h>

#include "core/file/embedded.h"
#include "core/base/text.h"

#include "templates/packet/bag_any.h"
#include "templates/verify/container.h"

#include "version.h"

#include "core/banned.h"

const struct zip_member *payload_find(const struct verifying *v, const char *name)
{
        return zip_find(&v->bag.payload, name);
}

/* ---- container and bag */

/* Returns a name as it may be shown. A name that another tool wrote may hold line ends, or may be no text at all. */
static const char *shown(struct verifying *v, const char *name)
{
        struct buffer out = buffer_in(v->arena);
        const bool is_text = text_is_valid(name);

        for (const char *s = name; *s; s++) {
                unsigned char byte = (unsigned char)*s;

                if (byte < ' ' || byte == 0x7f || (byte > 0x7f && !is_text))
                        buffer_printf(&out, "\\x%02x", byte);
                else
                        buffer_char(&out, *s);
        }
        return buffer_bytes(&out).n ? out.at : "";
}

/* Every file at fault by its name; before_…: what is said before them. */
static enum check_result fail_files(struct verifying *v, const char *before_ja, const char *before_en,
                                    const struct bag_fault *fault)
{
        struct buffer ja = buffer_in(v->arena), en = buffer_in(v->arena);

        buffer_text(&ja, before_ja);
        buffer_text(&en, before_en);
        for (const struct bag_fault *f = fault; f; f = f->next) {
                const char *path = f->path ? shown(v, f->path) : "-", *between = f == fault ? "" : "; ";

                buffer_printf(&ja, "%s%s: %s", between, path, f->ja);
                buffer_printf(&en, "%s%s: %s", between, path, f->en);
        }
        verify_fail(v, ja.at, en.at);
        return fault->unknown ? CHECK_NOT_RUN : CHECK_FAILED;
}

static enum check_result fail_bag(struct verifying *v, const struct bag_fault *fault)
{
        return fail_files(v, "", "", fault);
}

/* A set is no packet: nothing of it was verified, and nothing is wrong with it. */
static enum check_result say_foreign(struct verifying *v, const struct container_foreign *foreign,
                                     const struct zip_fault *fault)
{
        memcpy(v->out->remedy, foreign->remedy, sizeof foreign->remedy);
        if (foreign->is_set)
                return verify_not_run(v, shown(v, foreign->ja), shown(v, foreign->en));
        if (foreign->is_changed)
                return fail_files(
                        v, arena_printf(v->arena, "%s(%zuバイト目)。%s: ", fault->ja, fault->offset, foreign->ja),
                        arena_printf(v->arena, "%s (at byte %zu); %s: ", fault->en, fault->offset, foreign->en),
                        &foreign->fault);
        if (!foreign->is_whole)
                return verify_fail(v, foreign->ja, foreign->en);
        return verify_fail(v, arena_printf(v->arena, "%s(%zuバイト目)。%s", fault->ja, fault->offset, foreign->ja),
                           arena_printf(v->arena, "%s (at byte %zu); %s", fault->en, fault->offset, foreign->en));
}

enum check_result verify_container(struct verifying *v)
{
        struct container_foreign foreign;
        struct zip_fault fault = {0};

        if (v->unpacked)
                return CHECK_OK; /* the files themselves are given */
        if (zip_read_mapped(&v->members, &v->day, v->zip, v->verifier->read, v->arena, &fault) == OK)
                return container_is_set(&foreign, &v->members, v->arena) ? say_foreign(v, &foreign, &fault) : CHECK_OK;
        if (container_foreign(&foreign, v->zip, v->arena))
                return say_foreign(v, &foreign, &fault);
        return verify_fail(v, arena_printf(v->arena, "%s(%zuバイト目)", fault.ja, fault.offset),
                           arena_printf(v->arena, "%s (at byte %zu)", fault.en, fault.offset));
}

/* An unpacked packet was a ZIP once, and has its limits. */
static bool fits_packet(const struct zip_members *members)
{
        uint64_t bytes = 0;

        for (size_t i = 0; i < members->n; i++)
                bytes += members->at[i].bytes.n;
        return members->n <= ZIP_MOST_MEMBERS && bytes <= ZIP_MOST_BYTES;
}

enum check_result verify_bag(struct verifying *v)
{
        struct bag_fault fault = {0};

        /* to this level any bag may be unpacked here; above it, it must be a packet */
        if (v->unpacked && v->level == LEVEL_BAG) {
                if (bag_any_check(&fault, &v->members, v->verifier->read, v->arena))
                        return CHECK_OK;
                return fail_bag(v, &fault);
        }
        if (v->unpacked && !fits_packet(&v->members))
                return verify_fail(v, "書類としては大きすぎます", "too large for a packet");
        if (v->made ? !bag_check_made(&v->bag, &fault, &v->members, v->made, v->arena)
                    : !bag_check_mapped(&v->bag, &fault, &v->members, NULL, v->verifier->read, v->arena))
                return fail_bag(v, &fault);
        if (v->unpacked)
                return CHECK_OK;
        if (!bag_in_order(&v->members, &v->bag))
                return verify_fail(v, "ファイルの順が違います", "the members stand in another order");
        if (date_compare(v->day, v->bag.info.day) != 0)
                return verify_fail(v, "ZIP の日付が目録と違います", "the ZIP's date is not the bag's");
        return CHECK_OK;
}

/* ---- the record */

static bool is_packet_of(const struct verifying *v)
{
        const char *name = arena_printf(v->arena, "%s-%s", v->app.facility, v->app.category);

        return strcmp(v->bag.top, name) == 0 && strcmp(v->bag.info.identifier, name) == 0 &&
               date_compare(v->bag.info.day, v->app.applied_on) == 0;
}

static enum check_result fail_record(struct verifying *v, const char *text)
{
        const char *why = arena_printf(v->arena, "application.xml: %s", text);

        return verify_fail(v, why, why);
}

/* The form of a record decides how it is read and compared: one that is not known is not guessed at. */
static enum check_result check_form(struct verifying *v)
{
        const char *program = v->app.versions.program, *form = *v->app.form ? v->app.form : "-";

        switch (v->app.told) {
        case FORM_NEVER:
                return verify_fail(
                        v, arena_printf(v->arena, "公開されたことのない版と形式の組です(%s、形式 %s)", program, form),
                        arena_printf(v->arena, "no released version wrote this form (%s, form %s)", program, form));
        case FORM_NEWER:
                v->out->remedy[0] = arena_printf(v->arena, "%s か、それより新しい版で確かめてください。", program);
                v->out->remedy[1] = arena_printf(v->arena, "verify it with %s or later", program);
                return verify_not_run(v,
                                      arena_printf(v->arena, "この soroe(%s)より新しい版の書類です(%s、形式 %s)",
                                                   VERSION, program, form),
                                      arena_printf(v->arena,
                                                   "made by a version newer than this soroe, %s (%s, form %s)", VERSION,
                                                   program, form));
        default:
                return CHECK_OK;
        }
}

static enum check_result read_record(struct verifying *v)
{
        struct xml_error error = {0};
        const char *why = "";
        const struct xml_schema *schema;
        enum check_result result;

        if (xml_parse_next(&v->verifier->parser, &v->doc, payload_find(v, "application.xml")->bytes, v->arena,
                           &error) != OK)
                return fail_record(v, error.text);
        /* a document that names no program is none of ours: the schema says what it lacks */
        application_form(&v->app, v->doc, v->arena);
        result = *v->app.versions.program ? check_form(v) : CHECK_OK;
        if (result != CHECK_OK)
                return result;
        schema = verifier_schema(v->verifier, form_of(v->app.records.form), &error);
        if (!schema || xml_validate(schema, v->doc, v->arena, &error) != OK)
                return fail_record(v, error.text);
        if (!application_read(&v->app, v->doc, v->arena, &why))
                return verify_fail(v, arena_printf(v->arena, "知らない値です: %s", why),
                                   arena_printf(v->arena, "a value that is not known: %s", why));
        return CHECK_OK;
}

enum check_result verify_schema(struct verifying *v)
{
        enum check_result result;

        if (!payload_find(v, "application.xml") || !payload_find(v, "summary.pdf"))
                return verify_fail(v, "application.xml か summary.pdf がありません",
                                   "application.xml or summary.pdf is missing");
        result = read_record(v);
        if (result != CHECK_OK)
                return result;
        v->out->facility = v->app.facility;
        v->out->category = v->app.category;
        v->out->has_subsidy = true;
        v->out->subsidy = v->app.subsidy.n;
        if (!is_packet_of(v))
                return verify_fail(v, "フォルダー名か日付が application.xml と違います",
                                   "the folder's name or date is not that of application.xml");
        if (strcmp(v->bag.info.software, v->app.versions.program) != 0)
                return verify_fail(v, "bag-info.txt の版が application.xml と違います",
                                   "bag-info.txt names another version than application.xml");
        return CHECK_OK;
}

/* Does the record name this member as enclosed? */
static bool is_enclosed(const struct verifying *v, const char *path)
{
        for (size_t i = 0; i < v->app.enclosed.n; i++)
                if (strcmp(v->app.enclosed.at[i].path, path) == 0)
                        return true;
        return false;
}

static bool is_expected(const struct verifying *v, const char *name)
{
        static const char *const names[] = {"application.xml",        "summary.pdf",
                                            "programme.xml",          "README.txt",
                                            "schema/application.xsd", "schema/programme.xsd"};

        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                if (strcmp(names[i], name) == 0)
                        return true;
        return is_enclosed(v, name);
}

enum check_result verify_evidence(struct verifying *v)
{
        for (size_t i = 0; i < v->app.enclosed.n; i++) {
                const struct enclosed *e = &v->app.enclosed.at[i];
                const struct zip_member *member = payload_find(v, e->path);

                if (!member)
                        return verify_fail(v, arena_printf(v->arena, "%s がありません", e->path),
                                           arena_printf(v->arena, "%s is missing", e->path));
                if (strcmp(bag_digest(&v->bag, e->path), e->sha256) != 0)
                        return verify_fail(v, arena_printf(v->arena, "%s が受領したときと違います", e->path),
                                           arena_printf(v->arena, "%s is not what was received", e->path));
        }
        for (size_t i = 0; i < v->bag.payload.n; i++)
                if (!is_expected(v, v->bag.payload.at[i].name))
                        return verify_fail(v,
                                           arena_printf(v->arena, "余分なファイルです: %s", v->bag.payload.at[i].name),
                                           arena_printf(v->arena, "a file too many: %s", v->bag.payload.at[i].name));
        return CHECK_OK;
}

enum check_result verify_programme(struct verifying *v)
{
        const struct zip_member *file = payload_find(v, "programme.xml");
        const char *why = "";

        if (!file)
                return verify_fail(v, "programme.xml がありません", "programme.xml is missing");
        if (strcmp(bag_digest(&v->bag, "programme.xml"), v->app.programme_sha256) != 0)
                return verify_fail(v, "programme.xml が、算定に使ったものと違います",
                                   "programme.xml is not the one that judged");
        v->programme = verifier_programme(v->verifier, file->bytes, &why, v->arena);
        if (!v->programme)
                return verify_fail(v, arena_printf(v->arena, "使えません: %s", why),
                                   arena_printf(v->arena, "cannot be used: %s", why));
        if (strcmp(v->programme->id, v->app.programme_id) != 0 ||
            strcmp(v->programme->revision, v->app.programme_revision) != 0)
                return verify_fail(v, "補助事業の名か改訂が違います", "another programme or revision");
        if (!programme_category_by_id(v->programme, v->app.category))
                return verify_fail(v, "補助事業にない区分です", "the programme has no such category");
        return CHECK_OK;
}

/* ---- the assessment */

static bool is_again(const struct verifying *v, size_t i)
{
        for (size_t k = 0; k < i; k++)
                if (strcmp(v->app.enclosed.at[k].path, v->app.enclosed.at[i].path) == 0)
                        return true;
        return false;
}

static struct bytes payload_bytes(const struct verifying *v, const char *name)
{
        const struct zip_member *member = payload_find(v, name);

        return member ? member->bytes : (struct bytes){0};
}

/* Puts the packet together again from the records alone. */
static void assess_again(struct verifying *v)
{
        struct records *records = &v->app.records;

        programme_resolve(v->programme, records, v->arena);
        assess_application(&v->assessment, v->programme, records,
                           programme_category_by_id(v->programme, v->app.category), v->app.applied_on, v->arena);
        v->packet = (struct packet){.draft = v->app.draft,
                                    .geta = v->app.geta,
                                    .records = records,
                                    .assessment = &v->assessment,
                                    .facts = v->app.facts,
                                    .corrections = v->app.corrections,
                                    .versions = v->app.versions};
        for (size_t i = 0; i < v->app.enclosed.n; i++) {
                const struct enclosed *e = &v->app.enclosed.at[i];
                struct enclosure *enclosure;

                if (is_again(v, i)) /* one scan of two receipts is enclosed once */
                        continue;
                enclosure = vec_add(v->arena, &v->packet.enclosures);
                enclosure->number = (int)v->packet.enclosures.n;
                enclosure->path = e->path;
                enclosure->receipt = &records->receipts.at[e->receipt];
                enclosure->evidence = &enclosure->receipt->evidence.at[e->evidence];
                enclosure->bytes = payload_bytes(v, e->path);
        }
}

static enum check_result compare_yen(struct verifying *v, const char *ja, const char *en, struct yen written,
                                     struct yen again)
{
        char a[YEN_TEXT], b[YEN_TEXT];

        if (written.n == again.n)
                return CHECK_OK;
        yen_format(a, written, "-");
        yen_format(b, again, "-");
        return verify_fail(v, arena_printf(v->arena, "書かれた%s %s円、計算し直すと %s円", ja, a, b),
                           arena_printf(v->arena, "%s written %s, computed again %s", en, a, b));
}

enum check_result verify_assessment(struct verifying *v)
{
        struct bytes again;
        const struct zip_member *xml = payload_find(v, "application.xml");

        assess_again(v);
        if (compare_yen(v, "補助額", "subsidy", v->app.subsidy, v->assessment.subsidy) != CHECK_OK ||
            compare_yen(v, "補助対象額", "eligible cost", v->app.eligible_cost, v->assessment.eligible_cost) !=
                    CHECK_OK ||
            compare_yen(v, "対象明細の合計", "eligible total", v->app.eligible_total, v->assessment.eligible_total) !=
                    CHECK_OK ||
            compare_yen(v, "購入額", "claimed", v->app.claimed, v->assessment.claimed) != CHECK_OK)
                return CHECK_FAILED;
        if (v->assessment.checks_run != v->assessment.checks_total)
                return verify_fail(v, "実施できなかった規則があります", "some rules did not run");
        if (!v->app.draft && v->app.geta)
                return verify_fail(v, "〓のある書類が確定されています", "sealed with a character missing");
        if (!v->app.draft && (v->assessment.status == HAS_ERROR || findings_have(&v->app.facts, ERROR)))
                return verify_fail(v, "不備があるのに確定されています", "sealed in spite of an error");
        /* one form, one spelling: so steps, findings, words and verdicts are all compared, whatever the version says */
        again = application_write(&v->packet, v->arena);
        if (again.n != xml->bytes.n || memcmp(again.at, xml->bytes.at, again.n) != 0)
                return verify_fail(v, "手順か指摘か記録の形が、算定し直したものと違います",
                                   "steps, findings or the form of the record differ from those assessed again");
        return CHECK_OK;
}

/* The rules published under the packet's id and revision: those of this version, or a released revision. */
static bool find_published(struct bytes *out, bool *known_id, struct verifying *v)
{
        const char *id = v->app.programme_id, *revision = v->app.programme_revision, *why = "";
        const struct programme *installed;

        *known_id = embedded_find(out, arena_printf(v->arena, "programmes/%s.xml", id));
        installed = *known_id ? verifier_programme(v->verifier, *out, &why, v->arena) : NULL;
        if (installed && strcmp(installed->revision, revision) == 0)
                return true;
        return embedded_find(out, arena_printf(v->arena, "programmes/released/%s-%s.xml", id, revision));
}

/* Whoever seals by rules of their own has read them. Whoever is handed the packet has not. */
static enum check_result unknown_revision(struct verifying *v)
{
        const char *ja = arena_printf(v->arena, "%s の改訂 %s は、この版の soroe にありません", v->app.programme_id,
                                      v->app.programme_revision);
        const char *en = arena_printf(v->arena, "revision %s of %s is not known to this soroe",
                                      v->app.programme_revision, v->app.programme_id);

        if (v->made)
                return verify_skip(v, ja, en);
        v->out->remedy[0] =
                "同封の programme.xml を公示と照らし合わせるか、この改訂のある版の soroe で確かめてください。";
        v->out->remedy[1] =
                "hold the enclosed programme.xml against the published rules, or verify with a soroe that has them";
        return verify_not_run(v, ja, en);
}

enum check_result verify_installed(struct verifying *v)
{
        const struct zip_member *file = payload_find(v, "programme.xml");
        struct bytes known;
        bool known_id;

        if (!find_published(&known, &known_id, v))
                return known_id ? unknown_revision(v)
                                : verify_skip(v, "この版の soroe にない補助事業です",
                                              "a programme that this soroe does not know");
        if (known.n != file->bytes.n || memcmp(known.at, file->bytes.at, known.n) != 0)
                return verify_fail(v, "同じ名と改訂の規則が、公開されたものと違います",
                                   "the rules differ from the published ones of this revision");
        return CHECK_OK;
}

/* ---- the papers */

enum check_result verify_code(struct verifying *v)
{
        struct pdf_read_fault fault = {0};

        memcpy(v->code, bag_digest(&v->bag, "application.xml"), CHECK_CODE_TEXT - 1);
        if (pdf_read_known(&v->papers, payload_find(v, "summary.pdf")->bytes, &v->verifier->known, v->arena, &fault) !=
            OK)
                return verify_fail(v, arena_printf(v->arena, "summary.pdf を読めません: %s", fault.ja),
                                   arena_printf(v->arena, "summary.pdf cannot be read: %s", fault.en));
        for (size_t i = 0; i < v->papers.n; i++)
                if (!pdf_text_has(&v->papers, i, v->code))
                        return verify_fail(v, arena_printf(v->arena, "%zu頁に照合番号 %s がありません", i + 1, v->code),
                                           arena_printf(v->arena, "page %zu lacks the check code %s", i + 1, v->code));
        return v->papers.n ? CHECK_OK : verify_fail(v, "頁がありません", "there is no page");
}

enum check_result verify_signature(struct verifying *v)
{
        return verify_skip(v, "署名はありません", "no signature is enclosed");
}

/* The records are read once more, because the other programme decides what their words mean. */
enum check_result verify_against(struct verifying *v)
{
        const struct programme *other = v->verifier->against;
        struct application *app = ARENA_NEW(v->arena, struct application);
        struct assessment *after = ARENA_NEW(v->arena, struct assessment);
        struct assessment *before = ARENA_NEW(v->arena, struct assessment);
        struct comparison *comparison = ARENA_NEW(v->arena, struct comparison);
        const struct category *category = programme_category_by_id(other, v->app.category);
        const char *why = "";

        if (!application_read(app, v->doc, v->arena, &why))
                return verify_fail(v, why, why); /* it was read before */
        if (category) {
                programme_resolve(other, &app->records, v->arena);
                assess_application(after, other, &app->records, category, v->app.applied_on, v->arena);
        }
        *before = v->assessment;
        comparison_make(comparison, before, other, category ? after : NULL, v->arena);
        v->out->against = comparison;
        return CHECK_OK;
}
