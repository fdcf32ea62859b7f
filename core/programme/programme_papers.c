#include "core/programme/programme_private.h"

#include <string.h>

#include "core/banned.h"

/* What is handed in: the documents asked for, the file to upload, how clear a scan must be, the total that the portal wants. */

static void load_documents(struct loading *l, const xmlNode *parent)
{
        struct required_document_list *all = &l->programme->documents;

        for (EACH(node, parent, "document")) {
                struct required_document *document = vec_add(l->arena, all);
                const char *required = xml_attr(node, "required", l->arena);

                document->id = xml_attr(node, "id", l->arena);
                load_words(l, node, &document->ja, &document->en);
                document->required = strcmp(required, "true") == 0 || strcmp(required, "1") == 0;
                load_conditions(l, node, &document->conditions);
                document->basis = load_basis(l, node);
                for (const struct required_document *d = all->at; d < document; d++)
                        if (strcmp(d->id, document->id) == 0 && conditions_clash(&d->conditions, &document->conditions))
                                programme_refuse(l, node, REFUSE_OVERLAP, document->id);
        }
}

static void load_reminders(struct loading *l, const xmlNode *parent)
{
        for (EACH(node, parent, "reminder")) {
                struct reminder *reminder = vec_add(l->arena, &l->programme->reminders);

                reminder->category = xml_attr(node, "category", l->arena);
                load_words(l, node, &reminder->ja, &reminder->en);
                reminder->basis = load_basis(l, node);
        }
}

static void load_upload(struct loading *l, const xmlNode *upload)
{
        static const char *const rest[] = {"files", "kinds", "names"};
        struct programme *p = l->programme;

        p->upload_warn_bytes = xml_attr_int(upload, "warn-bytes", 0);
        p->upload_files = (int)xml_attr_int(upload, "files", 0);
        p->upload_kinds = xml_attr(upload, "kinds", l->arena);
        p->upload_ascii_names = strcmp(xml_attr(upload, "names", l->arena), "ascii") == 0;
        p->upload_basis = load_basis_of(l, upload, "warn-bytes");
        for (size_t i = 0; p->upload_basis.how == HOW_UNKNOWN && i < COUNT(rest); i++)
                if (xml_has_attr(upload, rest[i]))
                        programme_refuse(l, upload, REFUSE_UNKNOWN_BUT_GIVEN, rest[i]);
}

static void load_portal_total(struct loading *l, const xmlNode *node)
{
        const char *which = xml_attr(node, "which", l->arena);

        if (!node)
                return;
        l->programme->portal_total = strcmp(which, "before-caps") == 0  ? TOTAL_BEFORE_CAPS
                                     : strcmp(which, "after-caps") == 0 ? TOTAL_AFTER_CAPS
                                                                        : TOTAL_NOT_SAID;
        l->programme->portal_total_basis = load_basis_of(l, node, "which");
}

static void load_scans(struct loading *l, const xmlNode *scans)
{
        struct programme *p = l->programme;

        p->min_scan_dpi = (int)xml_attr_int(scans, "min-dpi", 0);
        p->min_scan_pixels = (int)xml_attr_int(scans, "min-pixels", 0);
        p->scan_basis = load_basis_of(l, scans, "min-dpi");
        load_basis_of(l, scans, "min-pixels");
}

void load_papers(struct loading *l, const xmlNode *root)
{
        load_documents(l, xml_child(root, "documents"));
        load_reminders(l, xml_child(root, "reminders"));
        load_upload(l, xml_child(root, "upload"));
        load_scans(l, xml_child(root, "scans"));
        load_portal_total(l, xml_child(root, "portal-total"));
}
