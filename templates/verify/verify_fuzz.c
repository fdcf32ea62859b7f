/* Any bytes as a packet: a verdict, never a crash. The first byte chooses between the ZIP and the record inside it, which a
 * checked container would keep from being reached. */
#include "templates/verify/verify.h"

#include <stdlib.h>

#include "core/format/xml.h"

#include "templates/record/application.h"

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void read_record(struct bytes xml, struct arena *arena)
{
        struct application app;
        struct xml_error error;
        xmlDoc *doc = NULL;
        const char *why;

        if (xml_parse(&doc, xml, arena, &error) == OK && xml_child(xmlDocGetRootElement(doc), "records") &&
            xml_child(xml_child(xmlDocGetRootElement(doc), "records"), "facility"))
                application_read(&app, doc, arena, &why);
        xmlFreeDoc(doc);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
        static struct arena *kept;
        static struct verifier *verifier;
        struct arena *arena;
        struct verification v;

        if (!kept) {
                struct findings findings;

                xml_start();
                kept = arena_new(abort);
                findings = findings_in(kept);
                if (verifier_new(&verifier, kept, &findings) != OK)
                        abort();
        }
        arena = arena_child(kept);
        if (size && data[0] == '<')
                read_record((struct bytes){data, size}, arena);
        else
                verify_packet(&v, verifier, "fuzz.zip", (struct bytes){data, size}, LEVEL_ALL, arena);
        arena_free(arena);
        return 0;
}
