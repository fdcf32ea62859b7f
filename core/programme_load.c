/* Reading a programme file. The schema has checked forms and ids before anything is read here; what it cannot say
 * (a source for every value, no word with two meanings, variants and caps that fit) is checked on the way. */
#include "core/programme.h"

#include "core/embedded.h"
#include "core/file.h"
#include "core/text.h"
#include "core/xml.h"

#include <string.h>

#include "core/banned.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define EACH(child, parent, name)                                                                                      \
        const xmlNode *child = xml_child((parent), (name));                                                            \
        child;                                                                                                         \
        child = xml_next(child, (name))

struct loading {
        struct programme *programme;
        const char *name; /* of the file */
        struct arena *arena;
        struct findings *findings;
        bool failed;
};

static void fail_at(struct loading *l, int line, const char *words, const char *what)
{
        char *place = line > 0 ? arena_printf(l->arena, "%s:%d", l->name, line) : arena_strdup(l->arena, l->name);

        if (!l->failed)
                fault_set(l->findings, F_PROGRAMME, place,
                          what ? arena_printf(l->arena, "%s: %s", words, what) : words);
        l->failed = true;
}

static void fail(struct loading *l, const xmlNode *node, const char *words, const char *what)
{
        fail_at(l, (int)xmlGetLineNo(node), words, what);
}

/* ---- values and what they rest on */

static const struct source *find_source(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->sources.n; i++)
                if (strcmp(p->sources.at[i].id, id) == 0)
                        return &p->sources.at[i];
        return NULL;
}

static struct basis load_basis(struct loading *l, const xmlNode *node)
{
        static const struct {
                const char *word;
                enum how how;
        } hows[] = {{"stated", HOW_STATED}, {"inferred", HOW_INFERRED}, {"unknown", HOW_UNKNOWN}};
        const char *word = xml_attr(node, "how", l->arena);
        struct basis basis = {.source = find_source(l->programme, xml_attr(node, "source", l->arena))};

        for (size_t i = 0; i < COUNT(hows); i++)
                if (strcmp(hows[i].word, word) == 0)
                        basis.how = hows[i].how;
        if (basis.how != HOW_UNKNOWN && !basis.source)
                fail(l, node, "a stated or inferred value needs a source", NULL);
        return basis;
}

/* The basis of a value that may be unknown: then, and only then, the attribute is absent. */
static struct basis load_basis_of(struct loading *l, const xmlNode *node, const char *attr)
{
        struct basis basis = load_basis(l, node);

        if (basis.how == HOW_UNKNOWN && xml_has_attr(node, attr))
                fail(l, node, "an unknown value cannot be given", attr);
        if (basis.how != HOW_UNKNOWN && !xml_has_attr(node, attr))
                fail(l, node, "a stated or inferred value must be given", attr);
        return basis;
}

static struct date load_date(struct loading *l, const xmlNode *node, const char *attr)
{
        struct date date = xml_attr_date(node, attr);

        if (xml_has_attr(node, attr) && !date_is_set(date))
                fail(l, node, "no such day", xml_attr(node, attr, l->arena));
        return date;
}

static struct yen load_yen(const xmlNode *node)
{
        return (struct yen){xml_attr_int(node, "yen", 0)};
}

static void load_words(struct loading *l, const xmlNode *node, const char **ja, const char **en)
{
        *ja = node ? xml_attr(node, "ja", l->arena) : "";
        *en = node ? xml_attr(node, "en", l->arena) : "";
}

static struct label load_label(struct loading *l, const xmlNode *node)
{
        struct label label = {.id = xml_attr(node, "id", l->arena)};
        const xmlNode *means = xml_child(node, "means");

        load_words(l, node, &label.ja, &label.en);
        load_words(l, means, &label.means_ja, &label.means_en);
        if (means)
                label.means_basis = load_basis(l, means);
        *vec_add(l->arena, &label.keys) = text_key(l->arena, label.ja);
        for (EACH(alias, node, "alias"))
                *vec_add(l->arena, &label.keys) = text_key(l->arena, xml_text(alias, l->arena));
        return label;
}

static void load_sources(struct loading *l, const xmlNode *parent)
{
        for (EACH(node, parent, "source"))
                *vec_add(l->arena, &l->programme->sources) = (struct source){
                        .id = xml_attr(node, "id", l->arena),
                        .document = xml_attr(node, "document", l->arena),
                        .date = xml_attr(node, "date", l->arena),
                        .section = xml_attr(node, "section", l->arena),
                        .text = xml_attr(node, "ja", l->arena),
                        .quote = xml_text(node, l->arena),
                };
}

static void load_dates(struct loading *l, const xmlNode *root)
{
        struct programme *p = l->programme;
        const xmlNode *application = xml_child(root, "application"), *purchase = xml_child(root, "purchase");
        const xmlNode *opens = xml_child(application, "opens"), *deadline = xml_child(application, "deadline");

        p->opens = load_date(l, opens, "date");
        p->opens_basis = load_basis_of(l, opens, "date");
        p->deadline = load_date(l, deadline, "date");
        p->deadline_basis = load_basis_of(l, deadline, "date");
        p->day_end_basis = load_basis(l, xml_child(application, "day-end"));
        if (date_is_set(p->opens) && date_is_set(p->deadline) && date_compare(p->opens, p->deadline) > 0)
                fail(l, deadline, "the deadline lies before the opening", NULL);

        p->purchase_first = load_date(l, purchase, "first");
        p->purchase_last = load_date(l, purchase, "last");
        p->purchase_basis = load_basis(l, purchase);
        if ((p->purchase_basis.how != HOW_UNKNOWN) != (date_is_set(p->purchase_first) || date_is_set(p->purchase_last)))
                fail(l, purchase, "first or last is given exactly where the period is not unknown", NULL);
        if (date_is_set(p->purchase_first) && date_is_set(p->purchase_last) &&
            date_compare(p->purchase_first, p->purchase_last) > 0)
                fail(l, purchase, "the period ends before it begins", NULL);
}

static void load_items(struct loading *l, const xmlNode *parent)
{
        static const struct {
                const char *word;
                enum eligibility eligibility;
        } words[] = {{"class", ITEM_CLASS}, {"ask", ITEM_ASK}, {"no", ITEM_NO}};

        for (EACH(node, parent, "item")) {
                const char *word = xml_attr(node, "eligibility", l->arena);
                struct item *item = vec_add(l->arena, &l->programme->items);

                item->label = load_label(l, node);
                item->basis = load_basis(l, node);
                for (size_t i = 0; i < COUNT(words); i++)
                        if (strcmp(words[i].word, word) == 0)
                                item->eligibility = words[i].eligibility;
        }
}

/* ---- categories */

static void load_variants(struct loading *l, const xmlNode *parent, struct category *category)
{
        for (EACH(node, parent, "variant")) {
                struct label variant = load_label(l, node);
                struct texts_keys own = variant.keys;

                /* written behind its category: 外来診療等(機器故障時等) */
                memset(&variant.keys, 0, sizeof variant.keys);
                for (size_t i = 0; i < category->label.keys.n; i++)
                        for (size_t j = 0; j < own.n; j++)
                                *vec_add(l->arena, &variant.keys) =
                                        arena_printf(l->arena, "%s(%s)", category->label.keys.at[i], own.at[j]);
                *vec_add(l->arena, &category->variants) = variant;
        }
}

static void load_eligible(struct loading *l, const xmlNode *parent, struct category *category)
{
        for (EACH(node, parent, "eligible")) {
                const xmlNode *ask = xml_child(node, "ask-model");
                struct eligible *e = vec_add(l->arena, &category->eligible);
                const struct item *item;

                e->item = xml_attr(node, "item", l->arena);
                item = programme_item_by_id(l->programme, e->item);
                load_words(l, node, &e->ja, &e->en);
                e->basis = load_basis(l, node);
                e->ask_model = ask != NULL;
                if (ask)
                        e->ask_model_basis = load_basis(l, ask);
                if (!item || item->eligibility != ITEM_CLASS)
                        fail(l, node, "only an item class can be eligible", e->item);
        }
}

static void load_item_caps(struct loading *l, const xmlNode *parent, const struct category *category,
                           struct grant *grant)
{
        const xmlNode *first = xml_child(parent, "item-caps-first");

        for (EACH(node, parent, "item-cap")) {
                struct item_cap *cap = vec_add(l->arena, &grant->item_caps);

                cap->item = xml_attr(node, "item", l->arena);
                cap->yen = load_yen(node);
                cap->basis = load_basis_of(l, node, "yen");
                if (!category_eligible(category, cap->item))
                        fail(l, node, "a cap for an item that is not eligible here", cap->item);
        }
        if ((grant->item_caps.n > 0) != (first != NULL))
                fail(l, parent, "item-caps-first stands exactly where there are item caps", NULL);
        if (first)
                grant->caps_first_basis = load_basis(l, first);
}

static void load_kinds_of(struct loading *l, const xmlNode *parent, struct grant *grant)
{
        const xmlNode *kinds = xml_child(parent, "kinds");

        grant->kinds_basis = load_basis(l, kinds ? kinds : xml_child(parent, "any-kind"));
        if (!kinds)
                return;
        for (EACH(kind, kinds, "kind"))
                *vec_add(l->arena, &grant->kinds) = xml_attr(kind, "ref", l->arena);
}

static void load_rounding(struct loading *l, const xmlNode *node, struct grant *grant)
{
        static const struct {
                const char *word;
                enum rounding rounding;
        } modes[] = {{"down", ROUND_DOWN}, {"half-up", ROUND_HALF_UP}, {"up", ROUND_UP}};
        const char *word = xml_attr(node, "mode", l->arena);

        grant->round_unit = xml_attr_int(node, "unit", 1);
        grant->rounding_basis = load_basis(l, node);
        for (size_t i = 0; i < COUNT(modes); i++)
                if (strcmp(modes[i].word, word) == 0)
                        grant->rounding = modes[i].rounding;
        if (grant->rounding_basis.how == HOW_UNKNOWN && grant->round_unit != 1)
                fail(l, node, "an unknown rounding keeps whole yen: unit 1", NULL);
}

static void load_rate(struct loading *l, const xmlNode *node, struct grant *grant)
{
        grant->rate.num = (int32_t)xml_attr_int(node, "num", 0);
        grant->rate.den = (int32_t)xml_attr_int(node, "den", 0);
        grant->rate_basis = load_basis(l, node);
        if (grant->rate.num <= 0 || grant->rate.den <= 0 || grant->rate.num > grant->rate.den)
                fail(l, node, "a rate lies above 0 and is at most 1", NULL);
        if (grant->rate_basis.how == HOW_UNKNOWN)
                fail(l, node, "a rate cannot be unknown", NULL);
}

static void load_grant(struct loading *l, const xmlNode *node, struct category *category)
{
        const xmlNode *cost_cap = xml_child(node, "cost-cap"), *limit = xml_child(node, "limit");
        struct grant grant = {0};

        load_kinds_of(l, node, &grant);
        load_item_caps(l, node, category, &grant);
        grant.cost_cap = load_yen(cost_cap);
        grant.cost_cap_basis = load_basis_of(l, cost_cap, "yen");
        grant.has_cost_cap = grant.cost_cap_basis.how != HOW_UNKNOWN;
        load_rate(l, xml_child(node, "rate"), &grant);
        load_rounding(l, xml_child(node, "rounding"), &grant);
        grant.limit = load_yen(limit);
        grant.limit_basis = load_basis_of(l, limit, "yen");
        grant.has_limit = grant.limit_basis.how != HOW_UNKNOWN;
        if (category->grants.n > 0 && (grant.kinds.n == 0 || category->grants.at[0].kinds.n == 0))
                fail(l, node, "a grant for any kind of facility stands alone", NULL);
        *vec_add(l->arena, &category->grants) = grant;
}

static void load_category(struct loading *l, const xmlNode *node)
{
        struct category category = {.label = load_label(l, node), .annex = xml_attr(node, "annex", l->arena)};

        load_variants(l, node, &category);
        load_eligible(l, node, &category);
        for (EACH(grant, node, "grant"))
                load_grant(l, grant, &category);
        for (EACH(child, node, "prerequisite")) {
                struct prerequisite *prerequisite = vec_add(l->arena, &category.prerequisites);

                load_words(l, child, &prerequisite->ja, &prerequisite->en);
                prerequisite->basis = load_basis(l, child);
        }
        if (strcmp(category.label.id, "none") == 0)
                fail(l, node, "the id none is taken", NULL);
        *vec_add(l->arena, &l->programme->categories) = category;
}

/* ---- rules between categories */

static void check_variant(struct loading *l, const xmlNode *node, const char *category_id, const char *variant)
{
        const struct category *category = programme_category_by_id(l->programme, category_id);

        if (*variant && (!category || !*category_variant_name(category, variant)))
                fail(l, node, "the category has no such variant", variant);
}

static void load_rule(struct loading *l, const xmlNode *node, enum rule_kind kind)
{
        struct rule *rule = vec_add(l->arena, &l->programme->rules);
        const struct category *category;

        rule->kind = kind;
        rule->id = xml_attr(node, "id", l->arena);
        rule->category = xml_attr(node, "category", l->arena);
        rule->variant = xml_attr(node, "variant", l->arena);
        rule->item = xml_attr(node, "item", l->arena);
        rule->other = xml_attr(node, "other", l->arena);
        rule->other_variant = xml_attr(node, "other-variant", l->arena);
        rule->date = load_date(l, node, "date");
        rule->date_text = xml_attr(node, "date-ja", l->arena);
        rule->digit = xml_attr(node, "digit", l->arena)[0];
        load_words(l, xml_child(node, "note"), &rule->note_ja, &rule->note_en);
        rule->basis = load_basis(l, node);
        check_variant(l, node, rule->category, rule->variant);
        check_variant(l, node, rule->other, rule->other_variant);
        category = programme_category_by_id(l->programme, rule->category);
        if (*rule->item && category && !category_eligible(category, rule->item))
                fail(l, node, "a rule for an item that is not eligible here", rule->item);
}

static void load_rules(struct loading *l, const xmlNode *parent)
{
        static const struct {
                const char *name;
                enum rule_kind kind;
        } kinds[] = {
                {"hold", RULE_HOLD},
                {"ask-modified", RULE_ASK_MODIFIED},
                {"ask-together", RULE_ASK_TOGETHER},
                {"ask-earlier", RULE_ASK_EARLIER},
                {"not-after", RULE_NOT_AFTER},
                {"ask-before", RULE_ASK_BEFORE},
                {"only-outside", RULE_ONLY_OUTSIDE},
                {"ask-table", RULE_ASK_TABLE},
                {"together", RULE_TOGETHER},
        };

        for (const xmlNode *node = parent->children; node; node = node->next)
                for (size_t i = 0; i < COUNT(kinds); i++)
                        if (xml_is(node, kinds[i].name))
                                load_rule(l, node, kinds[i].kind);
}

/* ---- papers */

static void load_documents(struct loading *l, const xmlNode *parent)
{
        for (EACH(node, parent, "document")) {
                struct required_document *document = vec_add(l->arena, &l->programme->documents);
                const char *required = xml_attr(node, "required", l->arena);

                document->id = xml_attr(node, "id", l->arena);
                load_words(l, node, &document->ja, &document->en);
                document->required = strcmp(required, "true") == 0 || strcmp(required, "1") == 0;
                document->basis = load_basis(l, node);
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

static void load_sizes(struct loading *l, const xmlNode *upload, const xmlNode *scans)
{
        struct programme *p = l->programme;

        p->upload_warn_bytes = xml_attr_int(upload, "warn-bytes", 0);
        p->upload_basis = load_basis_of(l, upload, "warn-bytes");
        p->min_scan_dpi = (int)xml_attr_int(scans, "min-dpi", 0);
        p->min_scan_pixels = (int)xml_attr_int(scans, "min-pixels", 0);
        p->scan_basis = load_basis_of(l, scans, "min-dpi");
        load_basis_of(l, scans, "min-pixels");
}

static void load_title(struct loading *l, const xmlNode *root)
{
        struct programme *p = l->programme;
        const xmlNode *portal = xml_child(root, "portal");

        p->id = xml_attr(root, "id", l->arena);
        p->revision = xml_attr(root, "revision", l->arena);
        p->reviewed = xml_attr(root, "reviewed", l->arena);
        load_date(l, root, "reviewed");
        load_words(l, xml_child(root, "title"), &p->ja, &p->en);
        load_words(l, xml_child(root, "budget"), &p->budget_ja, &p->budget_en);
        load_words(l, portal, &p->portal_ja, &p->portal_en);
        p->portal_url = xml_attr(portal, "url", l->arena);
        p->portal_basis = load_basis(l, portal);
}

static void load_root(struct loading *l, const xmlNode *root)
{
        const xmlNode *categories = xml_child(root, "categories");

        load_sources(l, xml_child(root, "sources"));
        load_title(l, root);
        load_dates(l, root);
        for (EACH(kind, xml_child(root, "kinds"), "kind"))
                *vec_add(l->arena, &l->programme->kinds) = load_label(l, kind);
        load_items(l, xml_child(root, "items"));
        for (EACH(category, categories, "category"))
                load_category(l, category);
        l->programme->none = load_label(l, xml_child(categories, "none"));
        l->programme->none.id = "none";
        load_rules(l, xml_child(root, "rules"));
        load_documents(l, xml_child(root, "documents"));
        load_reminders(l, xml_child(root, "reminders"));
        load_sizes(l, xml_child(root, "upload"), xml_child(root, "scans"));
}

/* ---- the whole */

static enum status load_schema(struct xml_schema **out, struct loading *l)
{
        static const char name[] = "schema/programme.xsd";
        struct xml_error error = {0};
        struct bytes xsd;

        if (!embedded_find(&xsd, name))
                return (enum status)fault_set(l->findings, F_INTERNAL, name, NULL);
        if (xml_schema_new(out, xsd, l->arena, &error) != OK)
                return (enum status)fault_set(l->findings, F_INTERNAL, name, error.text);
        return OK;
}

enum status programme_load(struct programme **out, struct bytes file, const char *name, struct arena *arena,
                           struct findings *findings)
{
        struct loading l = {ARENA_NEW(arena, struct programme), name, arena, findings, false};
        struct xml_error error = {0};
        struct xml_schema *schema = NULL;
        xmlDoc *doc = NULL;
        const char *word;

        if (file.n > PROGRAMME_MOST_BYTES) {
                fail_at(&l, 0, "the file is too large", NULL);
                goto done;
        }
        if (load_schema(&schema, &l) != OK) {
                l.failed = true;
                goto done;
        }
        if (xml_parse(&doc, file, arena, &error) != OK || xml_validate(schema, doc, arena, &error) != OK) {
                fail_at(&l, error.line, error.words, NULL);
                goto done;
        }
        load_root(&l, xmlDocGetRootElement(doc));
        if ((word = programme_ambiguous_word(l.programme, arena)))
                fail_at(&l, 0, "a word stands twice, or is empty", word);
        l.programme->digest = digest_of(file);
        l.programme->file.at = (const unsigned char *)arena_strndup(arena, (const char *)file.at, file.n);
        l.programme->file.n = file.n;
done:
        xmlFreeDoc(doc);
        xml_schema_free(schema);
        if (l.failed)
                return ERR_SYSTEM;
        *out = l.programme;
        return OK;
}

enum status programme_open(struct programme **out, const char *id_or_path, struct arena *arena,
                           struct findings *findings)
{
        char *name = arena_printf(arena, "programmes/%s.xml", id_or_path);
        struct bytes file;
        enum status st;

        if (embedded_find(&file, name))
                return programme_load(out, file, file_base_name(name), arena, findings);
        if (!file_exists(id_or_path)) {
                fault_set(findings, F_PROGRAMME, id_or_path, "neither the id of a programme nor a file");
                return ERR_USAGE;
        }
        if ((st = file_read(&file, id_or_path, PROGRAMME_MOST_BYTES, arena, findings)) != OK)
                return st;
        return programme_load(out, file, file_base_name(id_or_path), arena, findings);
}
