#include "templates/verify/audit.h"

#include <inttypes.h>
#include <string.h>

#include "core/base/text.h"

#include "templates/record/application.h"

#include "core/banned.h"

struct writing {
        struct buffer *out;
        struct arena *arena;
        const struct application *app;
        const struct programme *programme;
        const struct category *category;
        const struct label *variant; /* NULL: none is said, or the category has none */
};

static bool same(const char *a, const char *b)
{
        return strcmp(a, b) == 0;
}

static void put(struct buffer *out, enum audit_row kind, const char *const *fields)
{
        buffer_char(out, (char)kind);
        for (int i = 0; i < audit_fields(kind); i++)
                buffer_add(out, fields[i], strlen(fields[i]) + 1);
}

static const char *number(struct arena *arena, int64_t n)
{
        return arena_printf(arena, "%" PRId64, n);
}

/* ---- a packet that is not compared */

static void put_unused(struct buffer *out, const struct verification *v)
{
        const char *why[2] = {"", ""};

        for (size_t i = 0; i < v->checks.n && !*why[1]; i++) {
                const struct verify_check *check = &v->checks.at[i];

                if (check->result == CHECK_FAILED || check->result == CHECK_NOT_RUN)
                        memcpy(why, check->detail, sizeof why);
        }
        put(out, AUDIT_UNUSED, (const char *[]){v->file, verdict_word(v->verdict), why[0], why[1]});
}

/* ---- the packet and its facility */

static bool is_own(const struct writing *w, const struct purchase *line)
{
        return same(line->category, w->app->category);
}

/* The one of the lines; of several the first of the programme, as the assessment has it. */
static const struct label *variant_of(const struct writing *w)
{
        for (size_t i = 0; i < w->category->variants.n; i++)
                for (size_t k = 0; k < w->app->records.purchases.n; k++) {
                        const struct purchase *line = &w->app->records.purchases.at[k];

                        if (is_own(w, line) && same(line->variant, w->category->variants.at[i].id))
                                return &w->category->variants.at[i];
                }
        return NULL;
}

static const char *name_of(const struct category *category, const struct label *variant, struct arena *arena)
{
        return variant ? arena_printf(arena, "%s(%s)", category->label.ja, variant->ja) : category->label.ja;
}

/* For a message: "日本語¦English" (core/base/finding.h). */
static const char *name_in_both(const struct writing *w)
{
        const struct label *c = &w->category->label, *v = w->variant;

        return v ? arena_printf(w->arena, "%s(%s)¦%s (%s)", c->ja, v->ja, c->en, v->en)
                 : arena_printf(w->arena, "%s¦%s", c->ja, c->en);
}

static void put_packet(const struct writing *w, const struct verification *v)
{
        const struct digest digest = digest_of(v->record);
        const char *name = name_of(w->category, w->variant, w->arena);
        char day[DATE_TEXT];

        put(w->out, AUDIT_PACKET,
            (const char *[]){digest.hex, v->file, w->app->facility, w->app->programme_id, w->app->category,
                             date_iso(day, w->app->applied_on), number(w->arena, w->app->subsidy.n),
                             text_key(w->arena, w->category->label.ja), text_key(w->arena, name), name_in_both(w)});
}

static void put_values(const struct writing *w)
{
        static const char *const obligation[] = {[NOT_SAID] = "", [YES] = "はい", [NO] = "いいえ"};
        const struct facility *f = &w->app->records.facility;
        const struct {
                const char *name, *value;
        } values[] = {{"名称¦name", f->name},
                      {"種別¦kind", f->kind_text},
                      {"開設者¦founder", f->founder},
                      {"代表者¦representative", f->representative},
                      {"郵便番号¦postal code", f->postal_code},
                      {"所在地¦address", f->address},
                      {"電話番号¦phone", f->phone},
                      {"義務化対象外¦outside the obligation", obligation[f->outside_obligation]}};

        /* an empty field says nothing that another packet could contradict */
        for (size_t i = 0; i < sizeof values / sizeof *values; i++)
                if (*values[i].value)
                        put(w->out, AUDIT_VALUE,
                            (const char *[]){number(w->arena, (int64_t)i), values[i].name, values[i].value,
                                             text_search_key(w->arena, values[i].value)});
}

/* ---- what an earlier grant means, as the programme enclosed says it */

static void put_rule(const struct writing *w, enum finding_id id, const char *key, const struct rule *rule)
{
        put(w->out, AUDIT_RULE,
            (const char *[]){finding_name(id), key, rule->basis.source ? rule->basis.source->text : ""});
}

static void put_keys(const struct writing *w, enum finding_id id, const struct texts_keys *keys,
                     const struct rule *rule)
{
        for (size_t i = 0; i < keys->n; i++)
                put_rule(w, id, keys->at[i], rule);
}

/* All words for a category, or for one of its variants; of another programme it may be a category of its own. */
static void put_names(const struct writing *w, enum finding_id id, const char *category, const char *variant,
                      const struct rule *rule)
{
        const struct category *other = programme_category_by_id(w->programme, category);

        if (!other)
                return;
        if (!*variant)
                put_keys(w, id, &other->label.keys, rule);
        for (size_t i = 0; i < other->variants.n; i++) {
                const struct label *label = &other->variants.at[i];

                if (*variant && !same(label->id, variant))
                        continue;
                put_keys(w, id, &label->keys, rule);
                put_rule(w, id, text_key(w->arena, label->ja), rule);
        }
}

static void put_rules(const struct writing *w)
{
        for (size_t i = 0; i < w->programme->rules.n; i++) {
                const struct rule *rule = &w->programme->rules.at[i];

                if (!same(rule->category, w->app->category) || !in_force_on(&rule->in_force, w->app->applied_on) ||
                    (*rule->variant && !(w->variant && same(rule->variant, w->variant->id))))
                        continue;
                if (rule->kind == RULE_NOT_AFTER)
                        put_names(w, E157, rule->other, rule->other_variant, rule);
                else if (rule->kind == RULE_ONCE) /* of a year: that of the packet is not known for certain */
                        put_names(w, *rule->year ? C258 : E157, rule->category, "", rule);
                else if (rule->kind == RULE_ASK_EARLIER)
                        put_names(w, C258, rule->category, rule->variant, rule);
        }
}

/* ---- receipts */

static void put_receipt_keys(const struct writing *w, const struct receipt *r)
{
        struct arena *arena = w->arena;
        const char *key = text_key(arena, r->number), *registration = text_key(arena, r->registration_number);
        char text[DATE_TEXT];
        const char *day = date_iso(text, r->date);
        const char *paper = arena_printf(arena, "%s %" PRId64, day, r->amount.n);

        put(w->out, AUDIT_KEY,
            (const char *[]){AUDIT_SAME, arena_printf(arena, "p %s\n%s\n%s\n%s", r->facility,
                                                      text_party_key(arena, r->issuer), key, paper)});
        put(w->out, AUDIT_KEY,
            (const char *[]){AUDIT_SAME_PAPER,
                             arena_printf(arena, "%s %s %s", text_party_key(arena, r->issuer), key, paper)});
        put(w->out, AUDIT_KEY,
            (const char *[]){AUDIT_PAPER, arena_printf(arena, "%s %s", text_party_key(arena, r->issuer), paper)});
        if (*registration) {
                put(w->out, AUDIT_KEY,
                    (const char *[]){AUDIT_SAME, arena_printf(arena, "r %s\n%s\n%s", registration, key, paper)});
                put(w->out, AUDIT_KEY,
                    (const char *[]){AUDIT_SAME_DAY, arena_printf(arena, "%s %s", r->registration_number, paper)});
        }
        for (size_t i = 0; i < r->evidence.n; i++) {
                const struct evidence *e = &r->evidence.at[i];

                if (!*e->sha256 || e->is_breakdown)
                        continue;
                put(w->out, AUDIT_KEY, (const char *[]){AUDIT_SAME, arena_printf(arena, "s %s\n%s", e->sha256, paper)});
                put(w->out, AUDIT_KEY, (const char *[]){AUDIT_SCAN, e->sha256});
        }
}

static void put_line(const struct writing *w, const struct purchase *line)
{
        struct arena *arena = w->arena;

        put(w->out, AUDIT_LINE,
            (const char *[]){number(arena, line->position),
                             arena_printf(arena, "%s\n%s\n%" PRId64, text_key(arena, line->description),
                                          text_key(arena, line->model), line->amount.n),
                             number(arena, line->amount.n), line->description, is_own(w, line) ? "1" : "0"});
}

static bool is_of(const struct purchase *line, const struct receipt *r)
{
        return same(line->receipt_number, r->number) && same(line->payer, r->facility);
}

/* Of a receipt with no line of this application nothing is claimed here. */
static void put_receipt(const struct writing *w, const struct receipt *r)
{
        const struct purchase_list *lines = &w->app->records.purchases;
        struct yen share = {0}, claimed = {0};
        bool used = false;

        for (size_t i = 0; i < lines->n; i++) {
                if (!is_of(&lines->at[i], r))
                        continue;
                (void)yen_add(&share, share, lines->at[i].amount);
                if (is_own(w, &lines->at[i]))
                        (void)yen_add(&claimed, claimed, lines->at[i].amount);
                used |= is_own(w, &lines->at[i]);
        }
        if (!used)
                return;
        put(w->out, AUDIT_USE,
            (const char *[]){r->facility, r->number, number(w->arena, r->amount.n), number(w->arena, share.n),
                             number(w->arena, claimed.n)});
        put_receipt_keys(w, r);
        for (size_t i = 0; i < lines->n; i++)
                if (is_of(&lines->at[i], r))
                        put_line(w, &lines->at[i]);
}

static void put_records(struct writing *w, const struct verification *v)
{
        struct application *app = ARENA_NEW(w->arena, struct application);

        *app = *w->app;
        programme_resolve(w->programme, &app->records, w->arena);
        w->app = app;
        w->variant = variant_of(w);
        put_packet(w, v);
        put_values(w);
        put_rules(w);
        if (verify_rules_unknown(v))
                put(w->out, AUDIT_RULES, (const char *[]){w->app->programme_sha256, w->app->programme_revision});
        for (size_t i = 0; i < app->records.receipts.n; i++)
                if (!app->records.receipts.at[i].is_breakdown)
                        put_receipt(w, &app->records.receipts.at[i]);
}

void audit_write(struct buffer *out, const struct verification *v, struct arena *arena)
{
        struct writing w = {.out = out, .arena = arena, .app = v->application, .programme = v->programme};

        if ((v->verdict == VERDICT_OK || verify_rules_unknown(v)) && w.app && w.programme)
                w.category = programme_category_by_id(w.programme, w.app->category);
        if (!w.category) {
                put_unused(out, v);
                return;
        }
        if (w.app->draft)
                put(out, AUDIT_UNUSED, (const char *[]){v->file, "draft", "", ""});
        else
                put_records(&w, v);
}

bool audit_next(enum audit_row *kind, const char *fields[AUDIT_MOST_FIELDS], struct bytes *rows)
{
        if (!rows->n || rows->at[0] >= AUDIT_ROWS)
                return false;
        *kind = (enum audit_row)rows->at[0];
        rows->at++;
        rows->n--;
        for (int i = 0; i < audit_fields(*kind); i++) {
                const unsigned char *end = rows->n ? memchr(rows->at, 0, rows->n) : NULL;

                if (!end)
                        return false;
                fields[i] = (const char *)rows->at;
                rows->n -= (size_t)(end + 1 - rows->at);
                rows->at = end + 1;
        }
        return true;
}
