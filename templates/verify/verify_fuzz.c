/* Any bytes as a packet: a verdict, never a crash. The first byte chooses between the ZIP and the record inside it, which a
 * checked container would keep from being reached. */
#include "templates/verify/verify.h"

#include <stdlib.h>

#include "core/format/xml/xml.h"

#include "templates/record/application.h"

#include "core/base/fuzz.h"

#include "core/banned.h"

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

void fuzz_target(struct bytes in, struct arena *arena)
{
        static struct verifier *verifier;
        struct findings findings = findings_in(fuzz_kept());
        struct verification v;

        if (!verifier && verifier_new(&verifier, fuzz_kept(), &findings) != OK)
                abort();
        if (in.n && in.at[0] == '<')
                read_record(in, arena);
        else
                verify_packet(&v, verifier, "fuzz.zip", in, LEVEL_ALL, arena);
}
