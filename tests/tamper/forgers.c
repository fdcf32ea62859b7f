/* forgers PACKET.zip...: forgers who know the program. They let a packet say that it was made by an older version, by other
 * libraries, with other typefaces, so that less may be compared; they draw its papers anew, so that check code and texts are those
 * of the record; then they change the PDF (tests/tamper/pdf_forger.c) and make all digests again. No such packet may be ok, and each must be ok as
 * long as its PDF is not changed. Prints a table: what it says of itself, changes tried, found, missed; the exit status is 1 if one was missed. */
#include "tests/tamper/pdf_forger.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/file.h"
#include "core/format/xml/xml.h"

#include "templates/record/application.h"
#include "templates/packet/bag.h"
#include "templates/packet/packet_make.h"
#include "templates/verify/verify.h"

#include "core/banned.h"

struct forging {
        struct verifier *verifier;
        struct fonts *fonts;
        struct arena *arena, *change, *scratch; /* of a packet; of a change of it; of a verification */
        struct findings *findings;
        int tried, missed;
        /* the packet at hand */
        const char *path;
        struct zip_members payload;
        struct bag_info info;
        struct application app;
        struct packet packet;
        struct assessment assessment;
};

/* ---- the packet, read and judged again */

static struct bytes member(const struct zip_members *payload, const char *name)
{
        const struct zip_member *m = zip_find(payload, name);

        return m ? m->bytes : (struct bytes){0};
}

static void enclose(struct forging *f)
{
        for (size_t i = 0; i < f->app.enclosed.n; i++) {
                const struct enclosed *e = &f->app.enclosed.at[i];
                const struct receipt *receipt = &f->app.records.receipts.at[e->receipt];
                struct enclosure *enclosure;
                bool again = false;

                for (size_t k = 0; k < i; k++)
                        again |= strcmp(f->app.enclosed.at[k].path, e->path) == 0;
                if (again)
                        continue;
                enclosure = vec_add(f->arena, &f->packet.enclosures);
                *enclosure = (struct enclosure){(int)f->packet.enclosures.n, e->path, receipt,
                                                &receipt->evidence.at[e->evidence], member(&f->payload, e->path)};
        }
}

static bool read_packet(struct forging *f, struct bytes zip)
{
        struct zip_members members = {0};
        struct zip_fault zip_fault;
        struct bag_fault bag_fault;
        struct xml_error error;
        struct programme *programme;
        struct date day;
        struct bag bag;
        xmlDoc *doc = NULL;
        const char *why;
        bool ok;

        if (zip_read_strict(&members, &day, zip, f->arena, &zip_fault) != OK ||
            !bag_check(&bag, &bag_fault, &members, NULL, f->arena))
                return false;
        f->payload = bag.payload;
        f->info = bag.info;
        if (xml_parse(&doc, member(&f->payload, "application.xml"), f->arena, &error) != OK)
                return false;
        application_form(&f->app, doc, f->arena);
        ok = application_read(&f->app, doc, f->arena, &why) &&
             programme_load(&programme, member(&f->payload, "programme.xml"), "programme.xml", f->arena, f->findings) == OK;
        xmlFreeDoc(doc);
        if (!ok)
                return false;
        programme_resolve(programme, &f->app.records, f->arena);
        assess_application(&f->assessment, programme, &f->app.records, programme_category_by_id(programme, f->app.category),
               f->app.applied_on, f->arena);
        f->packet = (struct packet){.draft = f->app.draft,
                                    .geta = f->app.geta,
                                    .records = &f->app.records,
                                    .assessment = &f->assessment,
                                    .facts = f->app.facts,
                                    .corrections = f->app.corrections,
                                    .versions = f->app.versions};
        enclose(f);
        return true;
}

/* ---- what it says of itself */

static bool as_it_is(struct forging *f)
{
        (void)f;
        return true;
}

/* Judged as that form was, or the lie would stand in the first step. */
static bool of_form_2(struct forging *f)
{
        f->app.records.form = FORM_2;
        f->packet.versions.program = "soroe 0.2.0";
        assess_application(&f->assessment, f->assessment.programme, &f->app.records, f->assessment.category, f->app.applied_on, f->arena);
        return true;
}

static bool of_other_libraries(struct forging *f)
{
        f->packet.versions.harfbuzz = "10.2.0";
        f->packet.versions.libdeflate = "1.23";
        f->packet.versions.zlib = "1.3.1";
        return true;
}

static bool of_other_faces(struct forging *f)
{
        f->packet.versions.fonts =
                strstr(f->packet.versions.fonts, "1.051")
                        ? "BIZ UDPGothic 1.05; BIZ UDPGothic Bold 1.05; BIZ UDPMincho 1.05; IPAmjMincho 005.01"
                        : "BIZ UDPGothic 1.051; BIZ UDPGothic Bold 1.051; BIZ UDPMincho 1.06; IPAmjMincho 005.01";
        return true;
}

static bool of_form_2_and_all_others(struct forging *f)
{
        return of_form_2(f) && of_other_libraries(f) && of_other_faces(f);
}

static bool of_no_version(struct forging *f)
{
        f->packet.versions.program = "soroe 0.1.9";
        return true;
}

static bool of_no_library(struct forging *f)
{
        f->packet.versions.libdeflate = "1.2.3.4";
        return true;
}

static bool of_a_library_to_come(struct forging *f)
{
        f->packet.versions.harfbuzz = "99.0.0";
        return true;
}

static bool of_a_face_to_come(struct forging *f)
{
        f->packet.versions.fonts =
                "BIZ UDPGothic 9.05; BIZ UDPGothic Bold 1.05; BIZ UDPMincho 1.05; IPAmjMincho 005.01";
        return true;
}

static const struct saying {
        const char *kind;
        bool (*say)(struct forging *);
        bool is_good; /* while its papers are those of the record */
} sayings[] = {
        {"as it is", as_it_is, true},
        {"lowered to form 2", of_form_2, true},
        {"said to be made with other libraries", of_other_libraries, true},
        {"said to be drawn with other typefaces", of_other_faces, true},
        {"form 2, other libraries, other typefaces", of_form_2_and_all_others, true},
        {"of a version that never was", of_no_version, false},
        {"of a library that never was", of_no_library, false},
        {"of a library that is to come", of_a_library_to_come, false},
        {"of a typeface that is to come", of_a_face_to_come, false},
};

/* ---- trying */

static bool is_ok(struct forging *f, struct bytes zip)
{
        struct verification v;
        bool ok;

        verify_packet(&v, f->verifier, f->path, zip, LEVEL_ALL, f->scratch);
        ok = v.verdict == VERDICT_OK;
        arena_reset(f->scratch);
        return ok;
}

static void expect(struct forging *f, struct bytes zip, bool ok, const char *saying, const char *change)
{
        f->tried++;
        if (is_ok(f, zip) == ok)
                return;
        f->missed++;
        printf("%s: %s: %s, %s\n", ok ? "REFUSED" : "MISSED", f->path, saying, change);
}

static struct bytes zip_of(struct forging *f, const struct zip_members *payload)
{
        struct zip_members members = {0};
        struct buffer zip = buffer_in(f->change);

        if (!bag_make(&members, f->info.identifier, payload, &f->info, NULL, f->change) ||
            !zip_write(&zip, &members, f->info.day))
                abort();
        return buffer_bytes(&zip);
}

/* Each change of the PDF, alone. */
static void forge_pdf(struct forging *f, const char *saying)
{
        for (const struct pdf_forgery *forgery = pdf_forgeries; forgery->kind; forgery++) {
                struct zip_members payload = {0};
                struct forged_pdf pdf;

                for (size_t i = 0; i < f->payload.n; i++)
                        *vec_add(f->change, &payload) = f->payload.at[i];
                for (size_t i = 0; i < payload.n; i++) {
                        if (strcmp(payload.at[i].name, "summary.pdf") != 0)
                                continue;
                        if (!forged_open(&pdf, payload.at[i].bytes, f->change) || !forgery->run(&pdf))
                                break;
                        payload.at[i].bytes = forged_write(&pdf);
                        expect(f, zip_of(f, &payload), false, saying, forgery->kind);
                }
                arena_reset(f->change);
        }
}

/* Taken apart and put together with nothing changed it is the same file: so a change is found for what it is. */
static bool is_faithful(struct forging *f)
{
        struct bytes file = member(&f->payload, "summary.pdf"), again;
        struct forged_pdf pdf;

        if (!forged_open(&pdf, file, f->arena))
                return false;
        again = forged_write(&pdf);
        return again.n == file.n && memcmp(again.at, file.at, file.n) == 0;
}

static bool forge_as(struct forging *f, const struct saying *saying, struct bytes zip)
{
        struct packet_file made = {0};

        if (!read_packet(f, zip))
                return false;
        if (saying != sayings) {
                if (!form_since(f->app.records.form, FORM_2) || !saying->say(f))
                        return true; /* its papers are not drawn any more */
                if (packet_make(&made, &f->packet, f->fonts, f->arena, f->findings) != OK)
                        return false;
                zip = made.zip;
        }
        expect(f, zip, saying->is_good, saying->kind, "unchanged");
        if (!read_packet(f, zip))
                return !saying->is_good; /* it says what no reader takes */
        if (!is_faithful(f))
                return false;
        if (saying->is_good)
                forge_pdf(f, saying->kind);
        return true;
}

static bool forge_packet(struct forging *f, const struct saying *saying, const char *path)
{
        struct bytes zip;
        bool ok;

        f->path = path;
        ok = file_read(&zip, path, ZIP_MOST_BYTES, f->arena, f->findings) == OK && forge_as(f, saying, zip);
        if (!ok)
                fprintf(stderr, "%s: cannot be forged\n", path);
        arena_reset(f->arena);
        return ok;
}

int main(int argc, char **argv)
{
        struct arena *all = arena_new(abort);
        struct findings findings = findings_in(all);
        struct forging f = {.arena = arena_child(all), .change = arena_child(all), .scratch = arena_child(all), .findings = &findings};
        int tried = 0, missed = 0;
        bool ok = true;

        xml_start();
        if (verifier_new(&f.verifier, all, &findings) != OK || fonts_open(&f.fonts, false, abort, &findings) != OK)
                return 1;
        printf("%-50s%8s%8s%8s\n", "what it says of itself", "tried", "found", "missed");
        for (size_t i = 0; i < sizeof sayings / sizeof *sayings; i++) {
                f.tried = f.missed = 0;
                for (int k = 1; k < argc; k++)
                        ok &= forge_packet(&f, &sayings[i], argv[k]);
                printf("%-50s%8d%8d%8d\n", sayings[i].kind, f.tried, f.tried - f.missed, f.missed);
                tried += f.tried;
                missed += f.missed;
        }
        printf("%d passed, %d failed\n", tried - missed, missed);
        verifier_free(f.verifier);
        fonts_close(f.fonts);
        arena_free(f.scratch);
        arena_free(f.change);
        arena_free(f.arena);
        arena_free(all);
        return !ok || missed || !tried;
}
