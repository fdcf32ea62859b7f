#include "cmd/packets/status_json.h"

#include <string.h>

#include "cmd/terminal/csv_out.h"
#include "cmd/terminal/json.h"

#include "core/banned.h"

static json_t *yen(struct yen yen)
{
        return json_integer((json_int_t)yen.n);
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
        json_object_set_new(o, "variant", json_said(a->variant));
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
        json_object_set_new(o, "kind", json_said(f->kind));
        json_object_set_new(o, "phone", json_said(f->phone));
        json_object_set_new(o, "contact", json_said(f->contact));
        json_object_set_new(o, "last_letter", json_date(m->last_letter));
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
        DECLINED,
        PHONE,
        CONTACT,
        LETTER,
        COLUMNS
};

#define NUMBERS                                                                                                        \
        (1u << DAYS_LEFT | 1u << CLAIMED | 1u << ELIGIBLE_COST | 1u << SUBSIDY | 1u << IF_MENDED | 1u << GRANTED)

void status_csv_header(struct buffer *out, enum language language, struct arena *scratch)
{
        static const char *const names[COLUMNS][2] = {
                [FACILITY] = {"医療機関コード", "facility"},
                [NAME] = {"名称", "name"},
                [KIND] = {"種別", "kind"},
                [PHONE] = {"電話番号", "phone"},
                [CONTACT] = {"担当者", "contact"},
                [LETTER] = {"最後の手紙", "last_letter"},
                [CATEGORY] = {"事業区分", "category"},
                [VARIANT] = {"種類", "variant"},
                [STATE] = {"状態", "state"},
                [DEADLINE] = {"申請期限", "deadline"},
                [DAYS_LEFT] = {"残り日数", "days_left"},
                [CLAIMED] = {"購入額", "claimed"},
                [ELIGIBLE_COST] = {"補助対象額", "eligible_cost"},
                [SUBSIDY] = {"補助額(見込)", "subsidy"},
                [IF_MENDED] = {"直した場合", "if_mended"},
                [SUBMITTED_ON] = {"申請した日", "submitted_on"},
                [NUMBER] = {"受付番号", "number"},
                [DECIDED_ON] = {"決定の日", "decided_on"},
                [GRANTED] = {"交付決定額", "granted"},
                [DECLINED] = {"申請しない", "declined"},
                [FINDINGS] = {"指摘の番号", "findings"},
                [PACKET] = {"書類", "packet"},
                [CHECK_CODE] = {"照合番号", "check_code"},
        };
        const char *row[COLUMNS];

        for (int i = 0; i < COLUMNS; i++)
                row[i] = names[i][language];
        buffer_text(out, CSV_BOM);
        csv_line(out, row, COLUMNS, 0, scratch);
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

        cells[SUBMITTED_ON] = filing_handed_in(filing->state) ? day(filing->submitted_on, arena) : NULL;
        cells[DECIDED_ON] = decided ? day(filing->on, arena) : NULL;
        cells[GRANTED] = filing->has_amount ? number(filing->amount.n, arena) : NULL;
        cells[NUMBER] = filing->number;
}

/* Words for people in a Japanese list, ids in an English one, which programs read as well. */
static void set_words(const char *cells[COLUMNS], const struct application_standing *s, enum language language)
{
        const struct assessment *a = s->assessment;
        const bool ja = language == JAPANESE;

        cells[CATEGORY] = ja ? a->category->label.ja : a->category->label.id;
        cells[VARIANT] = ja && a->variant ? category_variant_name(a->category, a->variant) : a->variant;
        cells[STATE] = ja ? standing_word(s->standing, JAPANESE) : standing_id(s->standing);
}

static void set_application(const char *cells[COLUMNS], const struct application_standing *s, struct arena *arena)
{
        const struct assessment *a = s->assessment;

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

void status_csv_member(struct buffer *out, enum language language, const struct member_standing *m,
                       struct arena *scratch)
{
        const struct facility *f = &m->records->facility;
        const bool ja = language == JAPANESE;
        size_t rows = m->applications.n ? m->applications.n : 1;

        for (size_t i = 0; i < rows; i++) {
                const char *cells[COLUMNS] = {
                        [FACILITY] = f->code,
                        [NAME] = f->name,
                        [KIND] = ja || !*f->kind ? f->kind_text : f->kind,
                        [PHONE] = f->phone,
                        [CONTACT] = f->contact,
                        [LETTER] = day(m->last_letter, scratch),
                        [STATE] = ja ? standing_word(m->standing, JAPANESE) : standing_id(m->standing),
                };
                const enum standing stands = m->applications.n ? m->applications.at[i].standing : m->standing;

                if (stands == STANDS_DECLINED)
                        cells[DECLINED] = ja ? "はい" : "yes";
                if (m->applications.n) {
                        set_application(cells, &m->applications.at[i], scratch);
                        set_words(cells, &m->applications.at[i], language);
                }
                csv_line(out, cells, COLUMNS, NUMBERS, scratch);
        }
}
