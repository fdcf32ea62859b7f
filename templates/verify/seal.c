#include "templates/verify/seal.h"

#include <stdio.h>
#include <string.h>

#include "core/file/file.h"
#include "core/platform/platform.h"

#include "templates/record/application.h"
#include "templates/packet/copies.h"
#include "templates/packet/packet_make.h"

#include "core/banned.h"

enum { FILES_EACH = 2 }; /* a ZIP and a PDF */

/* What lies at the packet's name already. */
struct existing {
        bool is_there, is_draft;
        bool is_same; /* sealed, whole, and of the same records and date */
        bool is_damaged;
        const char *differs; /* the first value that does; NULL */
        struct date applied_on;
        struct digest xml, zip;
        struct bytes file; /* of the ZIP */
};

/* The same records give the same application.xml once they are judged and written in the form of the old one, by its versions. */
static const char *difference(const struct packet *p, const struct application *old, struct bytes xml,
                              struct arena *arena)
{
        struct packet as_then = *p;
        struct records records = *p->records;
        struct assessment assessment;
        struct bytes again;

        as_then.versions = old->versions;
        as_then.draft = old->draft; /* what is asked for now is no other record */
        if (form_of(old->records.form) != form_of(records.form)) {
                records.form = old->records.form;
                assess_application(&assessment, p->assessment->programme, &records, p->assessment->category,
                                   p->assessment->applied_on, arena);
                as_then.records = &records;
                as_then.assessment = &assessment;
        }
        again = application_write(&as_then, arena);
        return application_difference(xml, again, arena);
}

static void look_inside(struct existing *out, const struct packet *p, struct bytes zip, struct arena *arena)
{
        struct zip_members members = {0};
        struct zip_fault zip_fault;
        struct date day;
        const struct zip_member *xml;
        struct application app;
        struct xml_error error;
        xmlDoc *doc = NULL;
        const char *why;

        if (zip_read_strict(&members, &day, zip, arena, &zip_fault) != OK)
                return;
        xml = zip_find(&members, arena_printf(arena, "%s/data/application.xml", packet_name(p, arena)));
        if (!xml || xml_parse(&doc, xml->bytes, arena, &error) != OK)
                return;
        out->xml = digest_of(xml->bytes);
        if (xml_child(xmlDocGetRootElement(doc), "records") && application_read(&app, doc, arena, &why)) {
                out->is_damaged = false;
                out->applied_on = app.applied_on;
                out->is_draft = app.draft;
                out->differs = difference(p, &app, xml->bytes, arena);
                out->is_same = !app.draft && !out->differs;
        }
        xmlFreeDoc(doc);
}

static enum status look(struct existing *out, const struct packet *p, const char *path, const struct sealing *sealing,
                        struct arena *arena, struct findings *findings)
{
        struct verification verification;
        struct bytes zip = {0};
        enum status st;

        *out = (struct existing){.is_damaged = true};
        st = file_there(&out->is_there, path, findings);
        if (st != OK || !out->is_there)
                return st;
        st = file_read(&zip, path, ZIP_MOST_BYTES, arena, findings);
        if (st != OK)
                return st;
        out->zip = digest_of(zip);
        out->file = zip;
        look_inside(out, p, zip, arena);
        if (!out->is_same)
                return OK;
        verify_packet(&verification, sealing->verifier, path, zip, LEVEL_ASSESSMENT, arena);
        out->is_same = verification.verdict == VERDICT_OK || verify_rules_unknown(&verification);
        out->is_damaged = !out->is_same;
        return OK;
}

/* A packet gets its name only if the verifier passes it. The ZIP is read from its bytes, and its papers are held against its record,
 * page by page and text by text. */
static enum status read_back(struct digest *zip, const struct packet *p, const struct packet_file *file,
                             const struct sealing *sealing, struct arena *arena, struct findings *findings)
{
        struct verification v;

        verify_made(&v, sealing->verifier, packet_name(p, arena), file, arena);
        memcpy(zip->hex, v.sha256, sizeof zip->hex);
        if (v.verdict == VERDICT_OK)
                return OK;
        if (packet_check_enclosures(p, arena, findings) != OK)
                return ERR_INPUT;
        for (size_t i = 0; i < v.checks.n; i++)
                if (v.checks.at[i].result != CHECK_OK && v.checks.at[i].result != CHECK_NOT_APPLICABLE)
                        return fault_set(findings, F_INTERNAL, packet_name(p, arena),
                                         arena_printf(arena, "%s: %s", v.checks.at[i].id, v.checks.at[i].detail[1]));
        return fault_set(findings, F_INTERNAL, packet_name(p, arena), NULL);
}

/* ---- the PDF beside the ZIP */

static const char *pdf_beside(const char *path, struct arena *arena)
{
        return arena_printf(arena, "%.*s.pdf", (int)(strlen(path) - strlen(".zip")), path);
}

/* Makes the PDF from the ZIP as it lies there, or will lie there, so that its pages are those of its summary.pdf. */
static enum status make_pdf(struct bytes *out, const struct packet *p, struct bytes zip, const char *check_code,
                            const struct sealing *sealing, struct arena *arena, struct findings *findings)
{
        const char *name = packet_name(p, arena);
        const struct zip_member *summary = NULL;
        struct zip_members members = {0};
        struct zip_fault zip_fault;
        struct date day;

        if (zip_read_strict(&members, &day, zip, arena, &zip_fault) == OK)
                summary = zip_find(&members, arena_printf(arena, "%s/data/summary.pdf", name));
        if (!summary)
                return fault_set(findings, F_INTERNAL, name, "summary.pdf");
        return copies_append(out, summary->bytes, p, check_code, sealing->fonts, arena, findings);
}

static bool is_written(const char *path, struct bytes bytes, struct arena *arena)
{
        struct findings unseen = findings_in(arena);
        struct bytes there;

        return bytes.n && file_exists(path) && file_read(&there, path, bytes.n, arena, &unseen) == OK &&
               there.n == bytes.n && memcmp(there.at, bytes.at, bytes.n) == 0;
}

static enum status write_one(const char *path, struct bytes bytes, const struct sealing *sealing, struct arena *arena,
                             struct findings *findings)
{
        if (sealing->batch)
                return file_batch_add(sealing->batch, file_base_name(path), bytes, 0644, findings);
        return sealing->sync_later ? file_write_unlisted(path, bytes, 0644, arena, findings)
                                   : file_write(path, bytes, 0644, arena, findings);
}

static enum status write_pdf(const char *zip_path, struct bytes pdf, const struct sealing *sealing, struct arena *arena,
                             struct findings *findings)
{
        const char *path = pdf_beside(zip_path, arena);

        return is_written(path, pdf, arena) ? OK : write_one(path, pdf, sealing, arena, findings);
}

/* The PDF of an earlier packet beside a new ZIP would be uploaded by mistake. */
static enum status drop_pdf(const char *zip_path, struct arena *arena, struct findings *findings)
{
        const char *path = pdf_beside(zip_path, arena);

        if (file_unlink(path) == 0 || platform_error() == PLATFORM_MISSING)
                return OK;
        return fault_set(findings, F_WRITE, path, platform_why());
}

/* The old packet becomes ….1.zip, or the first number that is free. Its PDF goes with it. */
static enum status keep_old(const char **kept, const char *path, const char *name, struct arena *arena,
                            struct findings *findings)
{
        const char *folder = arena_strndup(arena, path, strlen(path) - strlen(name) - 1);

        for (int n = 1;; n++) {
                const char *old;
                bool zip, pdf = false;

                *kept = arena_printf(arena, "%.*s.%d.zip", (int)(strlen(name) - 4), name, n);
                old = file_join(arena, folder, *kept);
                if (file_there(&zip, old, findings) != OK || file_there(&pdf, pdf_beside(old, arena), findings) != OK)
                        return ERR_SYSTEM;
                if (zip || pdf)
                        continue;
                if (file_rename(pdf_beside(path, arena), pdf_beside(old, arena)) != 0 &&
                    platform_error() != PLATFORM_MISSING)
                        return fault_set(findings, F_WRITE, old, platform_why());
                return file_rename(path, old) ? fault_set(findings, F_WRITE, old, platform_why()) : OK;
        }
}

static bool is_submitted(const struct packet *p)
{
        return p->filing && filing_handed_in(p->filing->state);
}

/* A submitted packet may be written once more if its file is lost. No other packet may bear its name. */
static bool may_be_written(const struct packet *p, const struct packet_file *file)
{
        return !is_submitted(p) || strcmp(p->filing->xml_sha256, file->xml.hex) == 0;
}

/* Leaves the packet that lies there, because it is unchanged or because its records have changed. */
static enum status leave(struct seal_result *out, const struct packet *p, const struct existing *old, const char *path,
                         const struct sealing *sealing, struct arena *arena, struct findings *findings)
{
        struct bytes pdf = {0};
        enum status st;

        out->outcome = old->is_same ? SEAL_UNCHANGED : is_submitted(p) ? SEAL_SUBMITTED : SEAL_LEFT;
        out->left = old->is_damaged                                            ? LEFT_DAMAGED
                    : date_compare(old->applied_on, p->assessment->applied_on) ? LEFT_DATE
                                                                               : LEFT_RECORDS;
        out->sealed_on = old->applied_on;
        out->differs = old->differs;
        out->xml = old->xml;
        out->zip = old->zip;
        digest_check_code(out->check_code, &old->xml);
        if (!old->is_same || !sealing->pdf)
                return OK;
        st = packet_check_enclosures(p, arena, findings);
        if (st == OK)
                st = make_pdf(&pdf, p, old->file, out->check_code, sealing, arena, findings);
        return st == OK ? write_pdf(path, pdf, sealing, arena, findings) : st;
}

static enum status make(struct packet_file *file, struct digest *zip, struct bytes *pdf, const struct packet *p,
                        const struct sealing *sealing, struct arena *arena, struct findings *findings)
{
        enum status st = packet_make(file, p, sealing->fonts, arena, findings);

        if (st == OK)
                st = read_back(zip, p, file, sealing, arena, findings);
        if (st == OK && sealing->pdf)
                st = make_pdf(pdf, p, file->zip, file->check_code, sealing, arena, findings);
        return st;
}

static enum status write_files(const char *path, const struct packet_file *file, struct bytes pdf,
                               const struct sealing *sealing, struct arena *arena, struct findings *findings)
{
        enum status st = write_one(path, file->zip, sealing, arena, findings);

        if (st != OK)
                return st;
        return sealing->pdf ? write_pdf(path, pdf, sealing, arena, findings) : drop_pdf(path, arena, findings);
}

/* What takes the place of another file gets its name at once, because that one has been put aside for it. */
static struct sealing sealing_for(const struct sealing *sealing, const struct existing *old)
{
        struct sealing out = *sealing;

        if (out.batch && (old->is_there || file_batch_room(out.batch) < FILES_EACH))
                out.batch = NULL;
        return out;
}

static enum status seal(struct seal_result *out, struct packet *p, const struct existing *old, const char *path,
                        const struct sealing *sealing, struct arena *arena, struct findings *findings)
{
        struct packet_file file = {0};
        struct digest zip = {""};
        struct bytes pdf = {0};
        enum status st = make(&file, &zip, &pdf, p, sealing, arena, findings);

        if (st == OK && !may_be_written(p, &file)) {
                out->outcome = SEAL_SUBMITTED;
                return OK;
        }
        if (st == OK && !sealing->batch)
                st = file_make_folders(sealing->folder, arena, findings);
        if (st == OK && old->is_there && !old->is_draft) {
                out->outcome = SEAL_REPLACED;
                st = keep_old(&out->kept, path, out->name, arena, findings);
        }
        if (st == OK)
                st = write_files(path, &file, pdf, sealing, arena, findings);
        if (st != OK)
                return st;
        out->xml = file.xml;
        out->zip = zip;
        memcpy(out->check_code, file.check_code, sizeof out->check_code);
        return OK;
}

enum status seal_packet(struct seal_result *out, struct packet *p, const struct sealing *sealing, struct arena *arena,
                        struct findings *findings)
{
        const char *name = arena_printf(arena, "%s.zip", packet_name(p, arena));
        const char *path = file_join(arena, sealing->folder, name);
        struct existing old;
        struct sealing how;
        enum status st;

        *out = (struct seal_result){.name = name, .outcome = p->draft ? SEAL_DRAFTED : SEAL_WRITTEN};
        p->versions = packet_versions(sealing->fonts);
        st = look(&old, p, path, sealing, arena, findings);
        how = sealing_for(sealing, &old);
        p->draft = p->draft && !old.is_same; /* what is sealed stays sealed, and so is the PDF beside it */
        if (st == OK &&
            (old.is_same || (old.is_there && !old.is_draft && (p->draft || !sealing->reseal || is_submitted(p)))))
                return leave(out, p, &old, path, &how, arena, findings);
        return st == OK ? seal(out, p, &old, path, &how, arena, findings) : st;
}
