#include "cmd/prove/verify_forms.h"

#include "templates/record/application.h"

#include "cmd/prove/against.h"
#include "cmd/terminal/asides.h"
#include "cmd/terminal/json.h"

#include "core/banned.h"

/* ---- one packet */

static json_t *json_verification(const struct context *c, const struct verification *v, struct arena *arena)
{
        json_t *o = json_object(), *checks = json_array();
        const char *name = verify_other_name(v, arena);

        for (size_t i = 0; i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                json_array_append_new(checks, json_pack("{s:s, s:s, s:o}", "id", check->id, "result",
                                                        check_result_word(check->result), "detail",
                                                        json_path(check->detail[c->language])));
        }
        json_object_set_new(o, "file", json_path(v->file));
        json_object_set_new(o, "sha256", *v->sha256 ? json_string(v->sha256) : json_null());
        json_object_set_new(o, "verdict", json_string(verdict_word(v->verdict)));
        json_object_set_new(o, "checks", checks);
        json_object_set_new(o, "facility", v->facility ? json_string(v->facility) : json_null());
        json_object_set_new(o, "category", v->category ? json_string(v->category) : json_null());
        json_object_set_new(o, "subsidy", v->has_subsidy ? json_integer(v->subsidy) : json_null());
        json_object_set_new(o, "name",
                            v->application ? json_string(v->application->records.facility.name) : json_null());
        json_object_set_new(o, "draft", v->application ? json_boolean(v->application->draft) : json_null());
        json_object_set_new(o, "record_name", name ? json_string(name) : json_null());
        if (v->against)
                json_object_set_new(o, "against", against_json(c, v->against, arena));
        return o;
}

void verify_json(FILE *out, const struct context *c, const struct verification *v, struct arena *arena)
{
        json_write_to(out, json_verification(c, v, arena));
}

/* ---- all of them */

static json_t *json_summary(const struct verify_report *r)
{
        const struct verify_sums *s = &r->sums;
        const int *n = s->by_verdict;
        json_t *o = json_pack("{s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:I, s:I, s:I}", "packets", n[0] + n[1] + n[2],
                              "ok", n[VERDICT_OK], "failed", n[VERDICT_FAILED], "incomplete", n[VERDICT_INCOMPLETE],
                              "checks", s->checks, "not_run", s->not_run, "weaker", s->weaker, "renamed", s->renamed,
                              "aside", (json_int_t)asides_count(r->asides), "applications", (json_int_t)s->applications,
                              "subsidy", (json_int_t)s->subsidy);

        if (r->against) {
                json_object_set_new(o, "different", json_integer(s->different));
                json_object_set_new(o, "difference", json_integer(s->change));
        }
        return o;
}

void verify_json_end(const struct verify_report *r)
{
        fputs("],\"indexes\":", stdout);
        json_write_to(stdout, indexes_json(r->c, &r->indexes));
        fputs(",\"aside\":", stdout);
        json_write_to(stdout, asides_json(r->asides));
        fputs(",\"summary\":", stdout);
        json_write_to(stdout, json_summary(r));
        puts("}");
}

/* A line for each, without a verdict of its own. */
void verify_jsonl_end(const struct verify_report *r)
{
        json_t *asides = asides_json(r->asides), *aside;
        size_t i;

        for (i = 0; i < r->indexes.n; i++) {
                json_write_to(stdout, json_pack("{s:o}", "index", index_json(r->c, &r->indexes.at[i])));
                putchar('\n');
        }
        json_array_foreach(asides, i, aside)
        {
                json_write_to(stdout, json_pack("{s:O}", "aside", aside));
                putchar('\n');
        }
        json_decref(asides);
}
