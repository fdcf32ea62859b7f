#include "templates/verify/verify_private.h"

#include "templates/packet/packet_make.h"

#include <string.h>

#include "core/banned.h"

enum verify_row {
        CONTAINER,
        BAG,
        SCHEMA,
        EVIDENCE,
        PROGRAMME,
        ASSESSMENT,
        INSTALLED,
        AGAINST,
        CODE,
        AGREEMENT,
        RENDER,
        SIGNATURE,
        UPLOAD_PAGES,
        UPLOAD_COPIES,
        UPLOAD_CODE,
        UPLOAD_LABELS,
        UPLOAD_WHOLE,
        ROWS
};
#define AFTER(row) (1u << (row))

/* Of every packet; of the PDF beside one; where another programme is given; of a packet not made a moment ago. */
enum row_of { ALWAYS, OF_UPLOAD, OF_AGAINST, OF_OTHERS };

/* The checks in their order. `needs`: the checks whose findings it uses; where one of them did not succeed it is
 * "not run". To add one: a row here, and rows in the tamper tests. */
static const struct check_row {
        const char *id, *ja, *en;
        enum verify_level level;
        unsigned needs; /* AFTER(…) */
        verify_run *run;
        enum row_of only;
} rows[ROWS] = {
        [CONTAINER] = {"container", "容器", "container", LEVEL_CONTAINER, 0, verify_container},
        [BAG] = {"bag", "目録", "bag", LEVEL_BAG, AFTER(CONTAINER), verify_bag},
        [SCHEMA] = {"schema", "書式", "schema", LEVEL_RECORD, AFTER(BAG), verify_schema},
        [EVIDENCE] = {"evidence", "証拠書類", "evidence", LEVEL_RECORD, AFTER(SCHEMA), verify_evidence},
        [PROGRAMME] = {"programme", "補助事業", "programme", LEVEL_RECORD, AFTER(SCHEMA), verify_programme},
        [ASSESSMENT] = {"assessment", "算定", "assessment", LEVEL_ASSESSMENT, AFTER(PROGRAMME), verify_assessment},
        [INSTALLED] = {"installed-programme", "規則の照合", "known rules", LEVEL_RECORD, AFTER(PROGRAMME),
                       verify_installed},
        [AGAINST] = {"against", "比較", "comparison", LEVEL_ASSESSMENT, AFTER(ASSESSMENT), verify_against, OF_AGAINST},
        [CODE] = {"check-code", "照合番号", "check code", LEVEL_PAPERS, AFTER(SCHEMA), verify_code},
        [AGREEMENT] = {"agreement", "紙面と記録", "papers and record", LEVEL_PAPERS, AFTER(ASSESSMENT) | AFTER(CODE),
                       verify_agreement},
        [RENDER] = {"render", "紙面", "render", LEVEL_PAPERS, AFTER(EVIDENCE) | AFTER(ASSESSMENT), verify_render,
                    OF_OTHERS},
        [SIGNATURE] = {"signature", "署名", "signature", LEVEL_ALL, AFTER(BAG), verify_signature},
        [UPLOAD_PAGES] = {"upload-pages", "PDFの頁", "PDF pages", LEVEL_PAPERS, AFTER(EVIDENCE) | AFTER(ASSESSMENT),
                          verify_upload_pages, OF_UPLOAD},
        [UPLOAD_COPIES] = {"upload-copies", "PDFの写し", "PDF copies", LEVEL_PAPERS, AFTER(UPLOAD_PAGES),
                           verify_upload_copies, OF_UPLOAD},
        [UPLOAD_CODE] = {"upload-check-code", "PDFの照合番号", "PDF check code", LEVEL_PAPERS,
                         AFTER(UPLOAD_PAGES) | AFTER(CODE), verify_upload_code, OF_UPLOAD},
        [UPLOAD_LABELS] = {"upload-labels", "PDFの見出し", "PDF labels", LEVEL_PAPERS, AFTER(UPLOAD_PAGES),
                           verify_upload_labels, OF_UPLOAD},
        [UPLOAD_WHOLE] = {"upload-whole", "PDFの全体", "whole PDF", LEVEL_PAPERS, AFTER(UPLOAD_COPIES),
                          verify_upload_whole, OF_UPLOAD},
};

static const char *const level_ids[LEVELS] = {"container", "bag", "record", "assessment", "papers", "all"};
static const char *const result_words[] = {[CHECK_NOT_RUN] = "not run",
                                           [CHECK_OK] = "ok",
                                           [CHECK_FAILED] = "failed",
                                           [CHECK_NOT_APPLICABLE] = "not applicable"};
static const char *const verdict_words[] = {
        [VERDICT_OK] = "ok", [VERDICT_FAILED] = "failed", [VERDICT_INCOMPLETE] = "incomplete"};

const char *verify_level_id(enum verify_level level)
{
        return level_ids[level];
}

bool verify_level_by_id(enum verify_level *out, const char *id)
{
        for (int i = 0; i < LEVELS; i++) {
                if (strcmp(level_ids[i], id) == 0) {
                        *out = (enum verify_level)i;
                        return true;
                }
        }
        return false;
}

const char *check_result_word(enum check_result result)
{
        return result_words[result];
}

const char *verdict_word(enum verdict verdict)
{
        return verdict_words[verdict];
}

/* ---- the verifier */

enum status verifier_new(struct verifier **out, struct arena *parent, struct findings *findings)
{
        struct arena *arena = arena_child(parent);
        struct verifier *v = ARENA_NEW(arena, struct verifier);
        struct xml_error error = {0};

        v->arena = v->known.arena = arena;
        if (!verifier_schema(v, FORM_NEWEST, &error)) {
                verifier_free(v);
                return fault_set(findings, F_XML, "schema/application.xsd", error.text);
        }
        *out = v;
        return OK;
}

/* Compiled when first asked for: an archive may hold but one form. */
struct xml_schema *verifier_schema(struct verifier *v, enum record_form form, struct xml_error *error)
{
        const struct embedded *xsd = form_member(form, "schema/application.xsd");

        if (!v->schemas[form] &&
            (!xsd || xml_schema_new(&v->schemas[form], (struct bytes){xsd->bytes, xsd->n}, v->arena, error) != OK))
                v->schemas[form] = NULL;
        return v->schemas[form];
}

/* Opened when first asked for: lower levels need none. */
struct fonts *verifier_fonts(struct verifier *v)
{
        struct findings findings = findings_in(v->arena);

        if (!v->asked && fonts_open(&v->fonts, false, arena_handler(v->arena), &findings) != OK) {
                v->fonts = NULL;
                v->no_fonts = findings.fault;
        }
        v->asked = true;
        return v->fonts;
}

/* Says that nothing was compared, because nothing could be drawn. */
enum check_result verifier_no_fonts(struct verifying *v)
{
        const struct fault *why = &v->verifier->no_fonts;

        v->out->remedy[0] = fault_remedy(why->id, JAPANESE);
        v->out->remedy[1] = fault_remedy(why->id, ENGLISH);
        return verify_not_run(v,
                              arena_printf(v->arena, "描き直していません。%s", fault_message(v->arena, why, JAPANESE)),
                              arena_printf(v->arena, "not drawn again: %s", fault_message(v->arena, why, ENGLISH)));
}

void verifier_borrow_fonts(struct verifier *v, struct fonts *fonts)
{
        if (!v->borrowed)
                fonts_close(v->fonts);
        v->fonts = fonts;
        v->asked = v->borrowed = true;
}

void verifier_against(struct verifier *v, const struct programme *programme)
{
        v->against = programme;
}

void verifier_maps(struct verifier *v, bytes_read *read)
{
        v->read = read;
}

void verifier_free(struct verifier *v)
{
        if (!v)
                return;
        if (!v->borrowed)
                fonts_close(v->fonts);
        for (int form = 0; form <= FORM_NEWEST; form++)
                xml_schema_free(v->schemas[form]);
        xml_parser_clear(&v->parser);
        arena_free(v->arena);
}

const struct programme *verifier_programme(struct verifier *v, struct bytes file, const char **why, struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct programme *programme = NULL;

        for (size_t i = 0; i < v->programmes.n; i++) {
                struct bytes known = v->programmes.at[i]->file;

                if (known.n == file.n && memcmp(known.at, file.at, file.n) == 0)
                        return v->programmes.at[i];
        }
        /* a packet cannot make the verifier remember without end */
        if (v->programmes.n < VERIFIER_MOST_PROGRAMMES) {
                struct bytes copy = {(const unsigned char *)arena_strndup(v->arena, (const char *)file.at, file.n),
                                     file.n};

                if (programme_load(&programme, copy, "programme.xml", v->arena, &findings) == OK)
                        *vec_add(v->arena, &v->programmes) = programme;
        } else if (programme_load(&programme, file, "programme.xml", arena, &findings) != OK) {
                programme = NULL;
        }
        if (!programme)
                *why = arena_printf(arena, "%s %s", findings.fault.what ? findings.fault.what : "programme.xml",
                                    findings.fault.detail ? findings.fault.detail : "");
        return programme;
}

/* ---- one packet */

static struct verify_check *add_check(struct verification *out, const struct check_row *row, struct arena *arena)
{
        struct verify_check *check = vec_add(arena, &out->checks);

        *check = (struct verify_check){row->id, {row->ja, row->en}, CHECK_NOT_RUN, {"", ""}, false};
        return check;
}

static enum verdict verdict_of(const struct verification *v)
{
        enum verdict verdict = VERDICT_OK;

        for (size_t i = 0; i < v->checks.n; i++) {
                if (v->checks.at[i].result == CHECK_FAILED)
                        return VERDICT_FAILED;
                if (v->checks.at[i].result == CHECK_NOT_RUN)
                        verdict = VERDICT_INCOMPLETE;
        }
        return verdict;
}

bool verify_rules_unknown(const struct verification *v)
{
        size_t left = 0;

        for (size_t i = 0; i < v->checks.n; i++)
                if (v->checks.at[i].result == CHECK_NOT_RUN && strcmp(v->checks.at[i].id, rows[INSTALLED].id) != 0)
                        left++;
        return v->verdict == VERDICT_INCOMPLETE && !left;
}

static bool is_wanted(const struct check_row *row, const struct verifying *v)
{
        switch (row->only) {
        case OF_UPLOAD:
                return v->is_upload;
        case OF_AGAINST:
                return v->verifier->against;
        case OF_OTHERS:
                return !v->made;
        default:
                return true;
        }
}

/* Hands over what the packet says to whoever goes on with it (soroe audit). */
static void hand_over(struct verifying *v, unsigned succeeded)
{
        const struct zip_member *record = succeeded & AFTER(SCHEMA) ? payload_find(v, "application.xml") : NULL;
        struct application *app;

        if (!record)
                return;
        app = ARENA_NEW(v->arena, struct application);
        *app = v->app;
        v->out->application = app;
        v->out->record = record->bytes;
        v->out->record_sha256 = arena_strdup(v->arena, bag_digest(&v->bag, "application.xml"));
        v->out->programme = succeeded & AFTER(PROGRAMME) ? v->programme : NULL;
}

static void run_checks(struct verifying *v, enum verify_level level)
{
        unsigned succeeded = 0;

        v->level = level;
        for (int i = 0; i < ROWS; i++) {
                if (rows[i].level > level || !is_wanted(&rows[i], v))
                        continue;
                v->check = add_check(v->out, &rows[i], v->arena);
                if ((rows[i].needs & ~succeeded) == 0)
                        v->check->result = rows[i].run(v);
                if (v->check->result == CHECK_OK)
                        succeeded |= AFTER(i);
        }
        v->out->verdict = verdict_of(v->out);
        hand_over(v, succeeded);
        upload_close(v->upload);
}

enum check_result verify_fail(struct verifying *v, const char *ja, const char *en)
{
        v->check->detail[0] = ja;
        v->check->detail[1] = en;
        return CHECK_FAILED;
}

enum check_result verify_not_run(struct verifying *v, const char *ja, const char *en)
{
        verify_fail(v, ja, en);
        return CHECK_NOT_RUN;
}

enum check_result verify_weaker(struct verifying *v, enum check_result result, const char *ja, const char *en)
{
        verify_fail(v, ja, en);
        v->check->weaker = true;
        v->out->weaker++;
        return result;
}

enum check_result verify_skip(struct verifying *v, const char *ja, const char *en)
{
        verify_fail(v, ja, en);
        return CHECK_NOT_APPLICABLE;
}

void verify_packet(struct verification *out, struct verifier *verifier, const char *file, struct bytes zip,
                   enum verify_level level, struct arena *arena)
{
        struct verifying v = {.verifier = verifier, .out = out, .arena = arena, .zip = zip};
        struct digest digest = digest_of_pieces(zip, verifier->read);

        *out = (struct verification){.file = file, .sha256 = arena_strdup(arena, digest.hex)};
        run_checks(&v, level);
}

void verify_made(struct verification *out, struct verifier *verifier, const char *file, const struct packet_file *made,
                 struct arena *arena)
{
        struct verifying v = {.verifier = verifier,
                              .out = out,
                              .arena = arena,
                              .zip = made->zip,
                              .made = &made->meant,
                              .drawn = made->drawn};
        struct digest digest = digest_of(made->zip);

        *out = (struct verification){.file = file, .sha256 = arena_strdup(arena, digest.hex)};
        run_checks(&v, LEVEL_PAPERS);
}

void verify_members(struct verification *out, struct verifier *verifier, const char *file,
                    const struct zip_members *members, enum verify_level level, struct arena *arena)
{
        struct verifying v = {.verifier = verifier, .out = out, .arena = arena, .members = *members, .unpacked = true};

        *out = (struct verification){.file = file, .sha256 = ""};
        run_checks(&v, level);
}

void verify_uploaded(struct verification *out, struct verifier *verifier, const char *file, struct bytes pdf,
                     struct bytes zip, enum verify_level level, struct arena *arena)
{
        struct verifying v = {
                .verifier = verifier, .out = out, .arena = arena, .zip = zip, .is_upload = true, .uploaded = pdf};
        struct digest digest = digest_of_pieces(pdf, verifier->read);

        *out = (struct verification){.file = file, .sha256 = arena_strdup(arena, digest.hex)};
        run_checks(&v, level < LEVEL_PAPERS ? LEVEL_PAPERS : level);
}

void verify_cut_off(struct verification *out, const char *file, const char *ja, const char *en, enum verify_level level,
                    struct arena *arena)
{
        *out = (struct verification){.file = file, .sha256 = ""};
        for (int i = 0; i < ROWS; i++)
                if (rows[i].level <= level && (rows[i].only == ALWAYS || rows[i].only == OF_OTHERS))
                        add_check(out, &rows[i], arena);
        out->checks.at[0].detail[0] = ja;
        out->checks.at[0].detail[1] = en;
        out->verdict = verdict_of(out);
}

void verify_unreadable(struct verification *out, const char *file, const char *ja, const char *en,
                       enum verify_level level, struct arena *arena)
{
        verify_cut_off(out, file, ja, en, level, arena);
        out->checks.at[0].result = CHECK_FAILED;
        out->verdict = VERDICT_FAILED;
}
