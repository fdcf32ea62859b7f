#include "receipts/import/import_private.h"

#include "core/store/kept/findings.h"

#include "core/banned.h"

/* A person reads the list: a million findings of one kind tell no more than a thousand, and would fill the memory. */
static bool is_listed(struct import *im, enum finding_id id)
{
        return im->counts[id]++ < IMPORT_MOST_LISTED;
}

void import_count_more(struct import *im, enum finding_id id, int n)
{
        struct import_mores *more = &im->report->more;

        for (size_t i = 0; i < more->n; i++)
                if (more->at[i].id == id) {
                        more->at[i].n += n;
                        return;
                }
        if (n)
                *vec_add(im->arena, more) = (struct import_more){id, n};
}

void import_list_findings(struct import *im, size_t from)
{
        struct findings *list = im->findings;
        size_t kept = from;

        for (size_t i = from; i < list->n; i++) {
                if (is_listed(im, list->at[i].id))
                        list->at[kept++] = list->at[i];
                else
                        import_count_more(im, list->at[i].id, 1);
        }
        list->n = kept;
        findings_settle(list, from);
}

enum status import_keep_findings(struct import *im, const struct input *in, const char *record, size_t from)
{
        enum status st = OK;

        for (size_t i = from; st == OK && i < im->findings->n; i++)
                st = store_keep_finding(im->store, in->source, record, &im->findings->at[i]);
        import_list_findings(im, from);
        return st;
}
