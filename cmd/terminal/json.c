#include "cmd/terminal/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/assess/question.h"
#include "core/assess/room.h"

#include "core/banned.h"

static json_t *text_or_null(const char *s)
{
        return s ? json_string(s) : json_null();
}

json_t *json_papers(const struct checked_papers *p)
{
        return checked_papers_any(p)
                       ? json_pack("{s:I, s:I, s:I, s:I}", "agrees", (json_int_t)p->n[CHECK_AGREES], "differs",
                                   (json_int_t)p->n[CHECK_DIFFERS], "not_sure", (json_int_t)p->n[CHECK_NOT_SURE],
                                   "not_read", (json_int_t)p->n[CHECK_NOT_READ])
                       : NULL;
}

json_t *json_date(struct date date)
{
        char buf[DATE_TEXT];

        return date_is_set(date) ? json_string(date_iso(buf, date)) : json_null();
}

json_t *json_path(const char *name)
{
        json_t *text = json_string(name), *shown;
        char *at, *escaped;

        if (text)
                return text;
        at = escaped = malloc(4 * strlen(name) + 1);
        if (!escaped)
                return NULL;
        for (const char *s = name; *s; s++)
                if ((unsigned char)*s < 0x80)
                        *at++ = *s;
                else
                        at += snprintf(at, sizeof "\\x00", "\\x%02x", (unsigned char)*s);
        *at = '\0';
        shown = json_string(escaped);
        free(escaped);
        return shown;
}

static size_t characters(const char *text, size_t bytes)
{
        size_t n = 0;

        for (size_t i = 0; i < bytes && text[i]; i++)
                n += ((unsigned char)text[i] & 0xC0) != 0x80;
        return n;
}

/* The part of the value that is wrong, if one is known, counted in characters. */
static json_t *json_mark(enum language language, const struct finding *f, struct arena *scratch)
{
        const struct mark *m = &f->mark;

        return json_pack("{s:I, s:I, s:o}", "at", (json_int_t)characters(f->value, m->at), "length",
                         (json_int_t)characters(f->value + m->at, m->n), "hint",
                         m->hint ? json_string(finding_word(scratch, m->hint, language)) : json_null());
}

json_t *json_finding(enum language language, const struct finding *f, struct arena *scratch)
{
        json_t *o = json_object();

        json_object_set_new(o, "id", json_string(finding_name(f->id)));
        json_object_set_new(o, "severity", json_string(severity_word(finding_severity(f->id), ENGLISH)));
        json_object_set_new(o, "message", json_string(finding_message(scratch, f, language)));
        json_object_set_new(o, "remedy", json_string(finding_remedy(scratch, f, language)));
        json_object_set_new(o, "subject", text_or_null(f->subject));
        json_object_set_new(o, "value", text_or_null(f->value));
        if (f->mark.n && f->value && strlen(f->value) >= f->mark.at)
                json_object_set_new(o, "mark", json_mark(language, f, scratch));
        json_object_set_new(o, "place", text_or_null(f->place));
        json_object_set_new(o, "source", text_or_null(finding_source(f, language)));
        return o;
}

json_t *json_findings(enum language language, const struct findings *list, struct arena *scratch)
{
        json_t *array = json_array();

        for (size_t i = 0; i < list->n; i++)
                json_array_append_new(array, json_finding(language, &list->at[i], scratch));
        return array;
}

json_t *json_left_out(const struct findings *list)
{
        json_t *o = json_object();

        for (int id = 0; id < FINDING_IDS; id++)
                if (findings_left_out(list, (enum finding_id)id))
                        json_object_set_new(o, finding_name((enum finding_id)id),
                                            json_integer(findings_left_out(list, (enum finding_id)id)));
        return o;
}

json_t *json_step(enum language language, const struct step *step)
{
        static const char *const modes[] = {[ROUND_DOWN] = "down", [ROUND_HALF_UP] = "half-up", [ROUND_UP] = "up"};
        json_t *o = json_object(), *inputs = json_array();

        for (size_t i = 0; i < step->inputs.n; i++)
                json_array_append_new(inputs, json_integer(step->inputs.at[i]));
        json_object_set_new(o, "what", json_string(step_id(step->kind)));
        json_object_set_new(o, "item", *step->item ? json_string(step->item) : json_null());
        json_object_set_new(o, "inputs", inputs);
        json_object_set_new(o, "rule", text_or_null(step->rule));
        json_object_set_new(o, "source",
                            text_or_null(step->basis.source ? source_words(step->basis.source, language) : NULL));
        json_object_set_new(o, "how", json_string(how_word(step->basis.how, ENGLISH)));
        json_object_set_new(o, "result", json_integer(step->result.n));
        if (step->kind == STEP_RATE) {
                json_object_set_new(o, "rest", json_integer(step->rest));
                json_object_set_new(o, "den", json_integer(step->den));
        }
        if (step->kind == STEP_ROUNDING)
                json_object_set_new(o, "mode", json_string(modes[step->rounding]));
        return o;
}

json_t *json_said(const char *s)
{
        return s && *s ? json_string(s) : json_null();
}

json_t *json_filing(const struct filing *filing)
{
        json_t *amount = filing->has_amount ? json_integer((json_int_t)filing->amount.n) : json_null();

        if (filing->state == FILING_NONE)
                return json_null();
        return json_pack("{s:s, s:o, s:o, s:o, s:o, s:O, s:o}", "state", filing_state_id(filing->state), "on",
                         json_date(filing->on), "submitted_on", json_date(filing->submitted_on), "number",
                         json_said(filing->number), "reason", json_said(filing->reason), "amount", amount, "granted",
                         amount);
}

static json_t *json_outcome(const struct question_outcome *o)
{
        return json_pack("{s:b, s:I}", "stands", o->stands, "subsidy", (json_int_t)o->subsidy.n);
}

/* Of a question that is open: what yes and what no would do. */
static void add_outcomes(json_t *to, const struct records *records, const struct assessment *a, const struct finding *f,
                         struct arena *scratch)
{
        const struct question_outcomes o = question_outcomes(a, records, f, scratch);

        json_object_set_new(to, "if_yes", json_outcome(&o.yes));
        json_object_set_new(to, "if_no", json_outcome(&o.no));
}

json_t *json_application(enum language language, const struct records *records, const struct assessment *a,
                         struct arena *scratch)
{
        json_t *o = json_object(), *steps = json_array(), *findings = json_findings(language, &a->findings, scratch);

        for (size_t i = 0; i < a->steps.n; i++)
                json_array_append_new(steps, json_step(language, &a->steps.at[i]));
        for (size_t i = 0; i < a->findings.n; i++) {
                const struct answer *answer;

                if (!assess_answered(records, &a->findings.at[i], &answer)) {
                        if (assess_takes_answer(a->findings.at[i].id))
                                add_outcomes(json_array_get(findings, i), records, a, &a->findings.at[i], scratch);
                        continue;
                }
                json_object_set_new(json_array_get(findings, i), "answer",
                                    json_pack("{s:b, s:s, s:s, s:s}", "yes", answer->yes, "reason", answer->reason,
                                              "by", answer->by, "at", answer->at));
        }
        json_object_set_new(o, "facility", json_string(records->facility.code));
        json_object_set_new(o, "category", json_string(a->category->label.id));
        json_object_set_new(o, "variant", text_or_null(a->variant));
        json_object_set_new(o, "status", json_string(application_status_id(a->status)));
        json_object_set_new(o, "claimed", json_integer(a->claimed.n));
        json_object_set_new(o, "eligible_total", json_integer(a->eligible_total.n));
        json_object_set_new(o, "eligible_cost", json_integer(a->eligible_cost.n));
        json_object_set_new(o, "subsidy", json_integer(a->subsidy.n));
        json_object_set_new(o, "steps", steps);
        json_object_set_new(o, "findings", findings);
        json_object_set_new(o, "room", json_room(records, a, scratch));
        return o;
}

static json_t *room_cost(bool is_set, struct yen cap, struct yen free, struct yen subsidy)
{
        if (!is_set)
                return json_null();
        return json_pack("{s:I, s:I, s:I}", "cap", (json_int_t)cap.n, "free", (json_int_t)free.n, "subsidy_if_used",
                         (json_int_t)subsidy.n);
}

static json_t *room_lines(const struct records *records, const struct room *room, struct arena *scratch)
{
        json_t *lines = json_array();

        for (size_t i = 0; i < room->lines.n; i++) {
                const struct room_line *line = &room->lines.at[i];

                json_array_append_new(lines,
                                      json_pack("{s:s, s:b, s:I, s:b}", "line",
                                                subject_purchase(scratch, &records->purchases.at[line->line]), "counts",
                                                line->counts, line->counts ? "subsidy_without" : "subsidy_with",
                                                (json_int_t)line->subsidy.n, "changes", line->changes));
        }
        return lines;
}

json_t *json_room(const struct records *records, const struct assessment *a, struct arena *scratch)
{
        struct room room;
        json_t *o, *items;

        room_of(&room, a, records, scratch);
        if (!room.known)
                return json_null();
        o = json_object();
        items = json_array();
        for (size_t i = 0; i < room.items.n; i++) {
                const struct room_item *item = &room.items.at[i];

                json_array_append_new(items, json_pack("{s:s, s:I, s:I, s:I, s:I}", "item", item->item, "cap",
                                                       (json_int_t)item->cap.n, "used", (json_int_t)item->used.n,
                                                       "free", (json_int_t)item->free.n, "subsidy_if_used",
                                                       (json_int_t)item->subsidy.n));
        }
        json_object_set_new(o, "items", items);
        json_object_set_new(o, "cost", room_cost(room.has_cost_cap, room.cost_cap, room.cost_free, room.cost_subsidy));
        json_object_set_new(o, "limit", room_cost(room.limit_reachable, room.limit, room.limit_free, room.limit));
        json_object_set_new(o, "lines", room_lines(records, &room, scratch));
        return o;
}

json_t *json_line(const struct purchase *line, enum line_verdict verdict, struct arena *scratch)
{
        json_t *o = json_object();

        json_object_set_new(o, "subject", json_string(subject_purchase(scratch, line)));
        json_object_set_new(o, "receipt", json_string(line->receipt_number));
        json_object_set_new(o, "line", json_integer(line->position));
        json_object_set_new(o, "category", *line->category ? json_string(line->category) : json_null());
        json_object_set_new(o, "item", *line->item ? json_string(line->item) : json_null());
        json_object_set_new(o, "description", json_string(line->description));
        json_object_set_new(o, "amount", json_integer(line->amount.n));
        json_object_set_new(o, "verdict", json_string(line_verdict_id(verdict)));
        json_object_set_new(o, "place", text_or_null(origin_place(scratch, &line->origin, NULL)));
        return o;
}

json_t *json_receipt(const struct receipt *r, struct arena *scratch)
{
        json_t *o = json_object(), *evidence = json_array();

        for (size_t i = 0; i < r->evidence.n; i++)
                if (*r->evidence.at[i].sha256)
                        json_array_append_new(evidence, json_string(r->evidence.at[i].sha256));
        json_object_set_new(o, "number", json_string(r->number));
        json_object_set_new(o, "facility", *r->facility ? json_string(r->facility) : json_null());
        json_object_set_new(o, "issuer", json_string(r->issuer));
        json_object_set_new(o, "date", json_date(r->date));
        json_object_set_new(o, "amount", json_integer(r->amount.n));
        json_object_set_new(o, "registration_number",
                            *r->registration_number ? json_string(r->registration_number) : json_null());
        json_object_set_new(o, "document", json_string(document_word(r->document, JAPANESE)));
        json_object_set_new(o, "evidence", evidence);
        json_object_set_new(o, "place", text_or_null(origin_place(scratch, &r->origin, NULL)));
        return o;
}

void json_write(json_t *value)
{
        json_write_to(stdout, value);
}

void json_write_to(FILE *out, json_t *value)
{
        json_dumpf(value, out, JSON_COMPACT | JSON_ENCODE_ANY);
        json_decref(value);
}
