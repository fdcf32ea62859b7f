#include "cmd/packets/status_json.h"

#include <string.h>

#include "cmd/terminal/csv_out.h"
#include "cmd/terminal/json.h"

#include "core/banned.h"

static json_t *yen(struct yen yen)
{
        return json_integer((json_int_t)yen.n);
}

static json_t *text_or_null(const char *text)
{
        return text && *text ? json_string(text) : json_null();
}

/* ---- a member */

static json_t *packet_json(const struct application_standing *s)
{
        if (!s->is_sealed)
                return json_null();
        return json_pack("{s:s, s:o, s:I, s:s, s:s}", "file", s->sealed.file, "applied_on",
                         json_date(s->sealed.applied_on), "subsidy", (json_int_t)s->sealed.subsidy.n, "xml_sha256",
                         s->sealed.xml_sha256, "zip_sha256", s->sealed.zip_sha256);
}

static json_t *application_json(enum language language, const struct application_standing *s, struct arena *scratch)
{
        const struct assessment *a = s->assessment;
        json_t *o = json_object();

        json_object_set_new(o, "category", json_string(a->category->label.id));
        json_object_set_new(o, "variant", text_or_null(a->variant));
        json_object_set_new(o, "state", json_string(standing_id(s->standing)));
        json_object_set_new(o, "status", json_string(application_status_id(a->status)));
        json_object_set_new(o, "deadline", json_date(a->deadline));
        json_object_set_new(o, "days_left", s->has_deadline ? json_integer(s->days_left) : json_null());
        json_object_set_new(o, "claimed", yen(a->claimed));
        json_object_set_new(o, "eligible_cost", yen(s->cost));
        json_object_set_new(o, "subsidy", yen(s->subsidy));
        json_object_set_new(o, "if_mended", yen(s->if_mended));
        json_object_set_new(o, "findings", json_findings(language, &s->findings, scratch));
        json_object_set_new(o, "packet", packet_json(s));
        json_object_set_new(o, "mark", json_filing(&s->filing));
        return o;
}

json_t *status_json_member(enum language language, const struct member_standing *m, struct arena *scratch)
{
        const struct facility *f = &m->records->facility;
        json_t *o = json_object(), *applications = json_array();

        for (size_t i = 0; i < m->applications.n; i++)
                json_array_append_new(applications, application_json(language, &m->applications.at[i], scratch));
        json_object_set_new(o, "facility", json_string(f->code));
        json_object_set_new(o, "name", json_string(f->name));
        json_object_set_new(o, "kind", text_or_null(f->kind));
        json_object_set_new(o, "state", json_string(standing_id(m->standing)));
        json_object_set_new(o, "applications", applications);
        return o;
}

/* ---- totals */

static json_t *amounts_json(const struct standing_count *n)
{
        return json_pack("{s:I, s:I, s:I, s:I}", "applications", (json_int_t)n->applications, "eligible_cost",
                         (json_int_t)n->cost.n, "subsidy", (json_int_t)n->subsidy.n, "if_mended",
                         (json_int_t)n->if_mended.n);
}

json_t *status_json_summary(const struct standing_totals *t)
{
        json_t *o = amounts_json(&t->all), *states = json_object();

        for (int i = 0; i < STANDINGS; i++) {
                json_t *state = amounts_json(&t->by[i]);

                json_object_set_new(state, "facilities", json_integer(t->by[i].members));
                json_object_set_new(states, standing_id((enum standing)i), state);
        }
        json_object_set_new(o, "facilities", json_integer(t->all.members));
        json_object_set_new(o, "states", states);
        return o;
}

json_t *status_json_categories(const struct standing_totals *t)
{
        json_t *array = json_array();

        for (size_t i = 0; i < t->rows.n; i++) {
                const struct standing_row *row = &t->rows.at[i];
                json_t *o = amounts_json(&row->all), *states = json_object();

                for (int k = 0; k < STANDINGS; k++)
                        if (row->by[k].applications)
                                json_object_set_new(states, standing_id((enum standing)k),
                                                    json_integer(row->by[k].applications));
                json_object_set_new(o, "category", json_string(row->category->label.id));
                json_object_set_new(o, "variant", row->variant ? json_string(row->variant->id) : json_null());
                json_object_set_new(o, "granted", yen(row->by[STANDS_GRANTED].subsidy));
                json_object_set_new(o, "states", states);
                json_array_append_new(array, o);
        }
        return array;
}

/* ---- CSV */

enum column {
        FACILITY,
        NAME,
        KIND,
        CATEGORY,
        VARIANT,
        STATE,
        DEADLINE,
        DAYS_LEFT,
        CLAIMED,
        ELIGIBLE_COST,
        SUBSIDY,
        IF_MENDED,
        SUBMITTED_ON,
        DECIDED_ON,
        GRANTED,
        NUMBER,
        FINDINGS,
        PACKET,
        CHECK_CODE,
        COLUMNS
};

#define NUMBERS                                                                                                        \
        (1u << DAYS_LEFT | 1u << CLAIMED | 1u << ELIGIBLE_COST | 1u << SUBSIDY | 1u << IF_MENDED | 1u << GRANTED)

void status_csv_header(struct buffer *out, struct arena *scratch)
{
        static const char *const names[COLUMNS] = {
                "facility",  "name",    "kind",          "category", "variant",   "state",        "deadline",
                "days_left", "claimed", "eligible_cost", "subsidy",  "if_mended", "submitted_on", "decided_on",
                "granted",   "number",  "findings",      "packet",   "check_code"};

        csv_line(out, names, COLUMNS, 0, scratch);
}

static const char *number(int64_t n, struct arena *arena)
{
        return arena_printf(arena, "%lld", (long long)n);
}

static const char *day(struct date date, struct arena *arena)
{
        char text[DATE_TEXT];

        return date_is_set(date) ? arena_strdup(arena, date_iso(text, date)) : NULL;
}

/* Each once, in order: "E106 C214". */
static const char *ids(const struct findings *list, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        for (size_t i = 0; i < list->n; i++)
                if (!out.n || !strstr(out.at, finding_name(list->at[i].id)))
                        buffer_printf(&out, "%s%s", out.n ? " " : "", finding_name(list->at[i].id));
        return out.n ? out.at : NULL;
}

static void set_filing(const char *cells[COLUMNS], const struct filing *filing, struct arena *arena)
{
        const bool decided = filing->state == FILING_GRANTED || filing->state == FILING_REFUSED;

        cells[SUBMITTED_ON] = day(filing->submitted_on, arena);
        cells[DECIDED_ON] = decided ? day(filing->on, arena) : NULL;
        cells[GRANTED] = filing->has_amount ? number(filing->amount.n, arena) : NULL;
        cells[NUMBER] = filing->number;
}

static void set_application(const char *cells[COLUMNS], const struct application_standing *s, struct arena *arena)
{
        const struct assessment *a = s->assessment;

        cells[CATEGORY] = a->category->label.id;
        cells[VARIANT] = a->variant;
        cells[STATE] = standing_id(s->standing);
        cells[DEADLINE] = day(a->deadline, arena);
        cells[DAYS_LEFT] = s->has_deadline ? number(s->days_left, arena) : NULL;
        cells[CLAIMED] = number(a->claimed.n, arena);
        cells[ELIGIBLE_COST] = number(s->cost.n, arena);
        cells[SUBSIDY] = number(s->subsidy.n, arena);
        cells[IF_MENDED] = number(s->if_mended.n, arena);
        cells[FINDINGS] = ids(&s->findings, arena);
        set_filing(cells, &s->filing, arena);
        if (s->is_sealed) {
                cells[PACKET] = s->sealed.file;
                cells[CHECK_CODE] = arena_printf(arena, "%.16s", s->sealed.xml_sha256);
        }
}

void status_csv_member(struct buffer *out, const struct member_standing *m, struct arena *scratch)
{
        const struct facility *f = &m->records->facility;
        size_t rows = m->applications.n ? m->applications.n : 1;

        for (size_t i = 0; i < rows; i++) {
                const char *cells[COLUMNS] = {
                        [FACILITY] = f->code, [NAME] = f->name, [KIND] = f->kind, [STATE] = standing_id(m->standing)};

                if (m->applications.n)
                        set_application(cells, &m->applications.at[i], scratch);
                csv_line(out, cells, COLUMNS, NUMBERS, scratch);
        }
}
