#include "templates/packet/packet_make.h"

#include <string.h>
#include <zlib.h>

#include "core/file/file.h"
#include "core/format/image.h"

#include "templates/record/application.h"
#include "templates/packet/bag.h"
#include "templates/record/forms.h"
#include "templates/pdf/pdf.h"
#include "templates/font/pdf_flate.h"
#include "templates/pages/summary.h"

#include "version.h"

#include "core/banned.h"

#define BESIDES 200000 /* bytes at least of papers, record, rules and schemas: they are not made yet */

struct versions packet_versions(const struct fonts *fonts)
{
        return (struct versions){"soroe " VERSION, pdf_libharu(),       fonts_harfbuzz(),
                                 zlibVersion(),    pdf_flate_version(), fonts ? fonts_versions(fonts) : ""};
}

/* ---- evidence */

static bool is_enclosed(const struct packet *p, const struct evidence *e)
{
        for (size_t i = 0; i < p->enclosures.n; i++)
                if (strcmp(p->enclosures.at[i].evidence->sha256, e->sha256) == 0)
                        return true;
        return false;
}

static enum status enclose(struct packet *p, const struct receipt *receipt, const struct evidence *e,
                           const char *folder, struct arena *arena, struct findings *findings)
{
        const char *path = file_join(arena, folder, arena_printf(arena, "%s.%s", e->sha256, e->ext));
        struct enclosure *enclosure;
        struct bytes bytes = {0};
        enum status st = file_read(&bytes, path, IMAGE_MOST_BYTES, arena, findings);

        if (st != OK)
                return st;
        enclosure = vec_add(arena, &p->enclosures);
        enclosure->number = (int)p->enclosures.n;
        enclosure->path = arena_printf(arena, "evidence/%02d-%.8s.%s", enclosure->number, e->sha256, e->ext);
        enclosure->receipt = receipt;
        enclosure->evidence = e;
        enclosure->bytes = bytes;
        return OK;
}

enum status packet_enclose(struct packet *p, const char *folder, struct arena *arena, struct findings *findings)
{
        int64_t size = BESIDES;
        enum status st = OK;

        for (size_t i = 0; i < p->records->receipts.n; i++) {
                const struct receipt *receipt = &p->records->receipts.at[i];

                for (size_t k = 0; packet_uses_receipt(p, receipt) && k < receipt->evidence.n; k++) {
                        const struct evidence *e = &receipt->evidence.at[k];

                        if (st != OK || e->state != EVIDENCE_OK || is_enclosed(p, e))
                                continue;
                        st = enclose(p, receipt, e, folder, arena, findings);
                        size += e->size;
                }
        }
        if (st == OK && p->assessment->programme->upload_warn_bytes &&
            size > p->assessment->programme->upload_warn_bytes)
                finding_add(&p->facts, W309,
                            subject_application(arena, p->records->facility.code, p->assessment->category->label.id),
                            NULL, NULL)
                        ->args[0] =
                        arena_printf(arena, "%lld", (long long)(p->assessment->programme->upload_warn_bytes / 1000000));
        return st;
}

enum status packet_check_enclosures(const struct packet *p, struct arena *arena, struct findings *findings)
{
        for (size_t i = 0; i < p->enclosures.n; i++) {
                const struct enclosure *e = &p->enclosures.at[i];
                struct digest digest = digest_of(e->bytes);

                if (strcmp(digest.hex, e->evidence->sha256) == 0)
                        continue;
                finding_add(findings, E120, subject_receipt(arena, e->receipt), e->evidence->name,
                            origin_place(arena, &e->receipt->origin, "evidence"));
                return ERR_INPUT;
        }
        return OK;
}

void packet_allow_geta(struct packet *p, const struct fonts *fonts, struct arena *arena)
{
        struct findings missing = findings_in(arena);

        p->geta = summary_check(p, fonts, arena, &missing) != OK;
        for (size_t i = 0; p->geta && i < missing.n; i++) {
                const struct finding *f = &missing.at[i];
                struct finding *told = finding_add(&p->facts, W340, f->subject, f->value, f->place);

                told->args[0] = f->args[0];
                told->args[1] = f->args[1];
        }
}

/* ---- the file */

static bool add_texts(struct zip_members *payload, struct bag_known *known, enum record_form form, struct arena *arena)
{
        static const char *const texts[] = {"README.txt", "schema/application.xsd", "schema/programme.xsd"};

        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
                const struct embedded *e = form_member(form, texts[i]);

                if (!e)
                        return false;
                *vec_add(arena, payload) = (struct zip_member){texts[i], {e->bytes, e->n}};
                *vec_add(arena, known) = (struct bag_known_digest){{e->bytes, e->n}, e->sha256};
        }
        return true;
}

enum status packet_members(struct packet_file *out, struct zip_members *members, const struct packet *p,
                           struct fonts *fonts, struct arena *arena, struct findings *findings)
{
        struct zip_members payload = {0};
        struct bag_known known = {0};
        struct buffer pdf = buffer_in(arena);
        struct bag_info info = {p->assessment->applied_on, p->versions.program, packet_name(p, arena)};
        struct digest digest, digest_pdf;
        struct bytes xml;
        enum status st = p->geta ? OK : summary_check(p, fonts, arena, findings);

        if (st != OK)
                return st;
        xml = application_write(p, arena);
        digest = digest_of(xml);
        digest_check_code(out->check_code, &digest);
        if (!out->drawn)
                out->drawn = summary_draw(p, out->check_code, fonts, arena);
        st = pdf_finish(out->drawn, &pdf, findings);
        if (st != OK)
                return st;
        *vec_add(arena, &payload) = (struct zip_member){"application.xml", xml};
        *vec_add(arena, &payload) = (struct zip_member){"summary.pdf", buffer_bytes(&pdf)};
        *vec_add(arena, &payload) = (struct zip_member){"programme.xml", p->assessment->programme->file};
        *vec_add(arena, &out->meant) = (struct bag_known_digest){xml, arena_strdup(arena, digest.hex)};
        digest_pdf = digest_of(buffer_bytes(&pdf));
        *vec_add(arena, &out->meant) =
                (struct bag_known_digest){buffer_bytes(&pdf), arena_strdup(arena, digest_pdf.hex)};
        for (size_t i = 0; i < out->meant.n; i++)
                *vec_add(arena, &known) = out->meant.at[i];
        *vec_add(arena, &known) =
                (struct bag_known_digest){p->assessment->programme->file, p->assessment->programme->digest.hex};
        for (size_t i = 0; i < p->enclosures.n; i++) {
                const struct enclosure *e = &p->enclosures.at[i];

                *vec_add(arena, &payload) = (struct zip_member){e->path, e->bytes};
                *vec_add(arena, &known) = (struct bag_known_digest){e->bytes, e->evidence->sha256};
        }
        if (!add_texts(&payload, &known, p->records->form, arena) ||
            !bag_make(members, info.identifier, &payload, &info, &known, arena))
                return fault_set(findings, F_INTERNAL, info.identifier, "bag");
        out->xml = digest;
        return OK;
}

enum status packet_make(struct packet_file *out, const struct packet *p, struct fonts *fonts, struct arena *arena,
                        struct findings *findings)
{
        struct zip_members members = {0};
        struct buffer zip = buffer_in(arena);
        enum status st;

        out->drawn = NULL;
        out->meant = (struct bag_known){0};
        st = packet_members(out, &members, p, fonts, arena, findings);

        if (st == OK && !zip_write(&zip, &members, p->assessment->applied_on))
                return fault_set(findings, F_INTERNAL, packet_name(p, arena), "zip");
        out->zip = buffer_bytes(&zip);
        return st;
}
