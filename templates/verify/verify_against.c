#include "templates/verify/verify_private.h"

#include "core/banned.h"

/* The records are read once more: what their words mean is another programme's to say. */
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
