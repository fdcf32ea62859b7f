#include "core/format/pdf_active.h"

#include "core/format/image.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "core/banned.h"

enum { MOST_DEPTH = 32 };

static bool is_name_of(qpdf_data pdf, qpdf_oh name, const char *const *names, size_t n)
{
        for (size_t i = 0; i < n; i++)
                if (qpdf.oh_is_name_and_equals(pdf, name, names[i]))
                        return true;
        return false;
}
#define IS_ONE_OF(pdf, name, names) is_name_of(pdf, name, names, sizeof names / sizeof *names)

/* Viewers run what stands behind "javascript:" in an address. */
static bool is_script_address(qpdf_data pdf, qpdf_oh uri)
{
        static const char scheme[] = "javascript:";
        const char *text = qpdf.oh_is_string(pdf, uri) ? qpdf.oh_get_utf8_value(pdf, uri) : "";

        text += strspn(text, " \t\r\n");
        return strncasecmp(text, scheme, sizeof scheme - 1) == 0;
}

/* Of one action, without what follows it (ISO 32000-1, 12.6.4). */
static int one_action(qpdf_data pdf, qpdf_oh action)
{
        static const char *const scripts[] = {"/JavaScript", "/Launch",    "/ImportData",
                                              "/SubmitForm", "/ResetForm", "/Hide"};
        static const char *const media[] = {"/Rendition", "/RichMediaExecute", "/Movie", "/Sound", "/GoTo3DView"};
        qpdf_oh kind = qpdf.oh_get_key(pdf, action, "/S");
        int carries = 0;

        if (IS_ONE_OF(pdf, kind, scripts) || qpdf.oh_has_key(pdf, action, "/JS") ||
            is_script_address(pdf, qpdf.oh_get_key(pdf, action, "/URI")))
                carries |= PDF_SCRIPT;
        if (IS_ONE_OF(pdf, kind, media))
                carries |= PDF_MEDIA;
        if (qpdf.oh_is_name_and_equals(pdf, kind, "/GoToE"))
                carries |= PDF_FILES;
        return carries;
}

/* /Next is an action or an array of them; *left counts down, so that a ring ends. */
static int with_next(qpdf_data pdf, qpdf_oh action, int depth, int *left)
{
        qpdf_oh next;
        int carries, n;

        if (!qpdf.oh_is_dictionary(pdf, action))
                return 0;
        if (depth > MOST_DEPTH || --*left < 0)
                return PDF_SCRIPT;
        carries = one_action(pdf, action);
        next = qpdf.oh_get_key(pdf, action, "/Next");
        n = qpdf.oh_is_array(pdf, next) ? qpdf.oh_get_array_n_items(pdf, next) : 0;
        for (int i = 0; i < n && *left >= 0; i++)
                carries |= with_next(pdf, qpdf.oh_get_array_item(pdf, next, i), depth + 1, left);
        return carries | with_next(pdf, next, depth + 1, left);
}

int pdf_action_carries(qpdf_data pdf, qpdf_oh action)
{
        int left = PDF_MOST_ACTIONS;

        return with_next(pdf, action, 0, &left);
}

int pdf_events_carry(qpdf_data pdf, qpdf_oh events)
{
        return qpdf.oh_is_null(pdf, events) ? 0 : PDF_SCRIPT;
}

/* A field's scripts may stand with its parents. */
static int parents_carry(qpdf_data pdf, qpdf_oh note)
{
        qpdf_oh parent = qpdf.oh_get_key(pdf, note, "/Parent");
        int carries = 0;

        for (int i = 0; i < MOST_DEPTH && qpdf.oh_is_dictionary(pdf, parent); i++) {
                carries |= pdf_events_carry(pdf, qpdf.oh_get_key(pdf, parent, "/AA"));
                parent = qpdf.oh_get_key(pdf, parent, "/Parent");
        }
        return carries;
}

int pdf_note_carries(qpdf_data pdf, qpdf_oh note)
{
        static const char *const media[] = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"};
        qpdf_oh kind;
        int carries;

        if (!qpdf.oh_is_dictionary(pdf, note))
                return 0;
        kind = qpdf.oh_get_key(pdf, note, "/Subtype");
        carries = pdf_action_carries(pdf, qpdf.oh_get_key(pdf, note, "/A")) |
                  pdf_action_carries(pdf, qpdf.oh_get_key(pdf, note, "/PA")) |
                  pdf_events_carry(pdf, qpdf.oh_get_key(pdf, note, "/AA"));
        if (IS_ONE_OF(pdf, kind, media))
                carries |= PDF_MEDIA;
        if (qpdf.oh_is_name_and_equals(pdf, kind, "/FileAttachment") || qpdf.oh_has_key(pdf, note, "/FS") ||
            qpdf.oh_has_key(pdf, note, "/AF"))
                carries |= PDF_FILES;
        if (qpdf.oh_is_name_and_equals(pdf, kind, "/Widget"))
                carries |= parents_carry(pdf, note);
        return carries;
}
