/* Reading a programme file from its root: values and what they rest on, words, papers. Dates, conditions, grants and rules
 * have files of their own (core/programme/). */
#include "core/programme/programme_private.h"

#include "core/file/embedded.h"
#include "core/format/xml/xml_schema.h"
#include "core/file/file.h"
#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

static const struct {
        const char *ja, *en, *remedy_ja, *remedy_en;
} refusals[] = {
#define X(id, ja, en, remedy_ja, remedy_en) [REFUSE_##id] = {ja, en, remedy_ja, remedy_en},
#include "core/programme/programme_refusals.h"
#undef X
};

void refuse_at(struct loading *l, int line, enum refusal why, const char *what)
{
        const char *place = line > 0 ? arena_printf(l->arena, "%s:%d", l->name, line) : l->name;
        const char *between = what ? ": " : "", *found = what ? what : "";

        if (l->failed)
                return;
        l->failed = true;
        fault_set(l->findings, F_PROGRAMME, place,
                  arena_printf(l->arena, "%s%s%s; %s", refusals[why].en, between, found, refusals[why].remedy_en));
        l->findings->fault.detail_ja = arena_printf(l->findings->arena, "%s%s%s。%s", refusals[why].ja, between, found,
                                                    refusals[why].remedy_ja);
}

void programme_refuse(struct loading *l, const xmlNode *node, enum refusal why, const char *what)
{
        refuse_at(l, (int)xmlGetLineNo(node), why, what);
}

/* ---- values and what they rest on */

static const struct source *find_source(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->sources.n; i++)
                if (strcmp(p->sources.at[i].id, id) == 0)
                        return &p->sources.at[i];
        return NULL;
}

struct basis load_basis(struct loading *l, const xmlNode *node)
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
                programme_refuse(l, node, REFUSE_NO_SOURCE, NULL);
        return basis;
}

/* The basis of a value that may be unknown: then, and only then, the attribute is absent. */
struct basis load_basis_of(struct loading *l, const xmlNode *node, const char *attr)
{
        struct basis basis = load_basis(l, node);

        if (basis.how == HOW_UNKNOWN && xml_has_attr(node, attr))
                programme_refuse(l, node, REFUSE_UNKNOWN_BUT_GIVEN, attr);
        if (basis.how != HOW_UNKNOWN && !xml_has_attr(node, attr))
                programme_refuse(l, node, REFUSE_NOT_GIVEN, attr);
        return basis;
}

struct date load_date(struct loading *l, const xmlNode *node, const char *attr)
{
        struct date date = xml_attr_date(node, attr);

        if (xml_has_attr(node, attr) && !date_is_set(date))
                programme_refuse(l, node, REFUSE_NO_SUCH_DAY, xml_attr(node, attr, l->arena));
        return date;
}

void load_words(struct loading *l, const xmlNode *node, const char **ja, const char **en)
{
        *ja = node ? xml_attr(node, "ja", l->arena) : "";
        *en = node ? xml_attr(node, "en", l->arena) : "";
}

struct label load_label(struct loading *l, const xmlNode *node)
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
                        .text_en = xml_attr(node, "en", l->arena),
                        .quote = xml_text(node, l->arena),
                };
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

/* An id serves as a word too: attributes and options are typed by people who have the file before them. */
static struct label load_label_with_id(struct loading *l, const xmlNode *node)
{
        struct label label = load_label(l, node);
        const char *key = text_key(l->arena, label.id);

        for (size_t i = 0; i < label.keys.n; i++)
                if (strcmp(label.keys.at[i], key) == 0)
                        return label;
        *vec_add(l->arena, &label.keys) = key;
        return label;
}

static void load_attributes(struct loading *l, const xmlNode *parent)
{
        for (EACH(node, parent, "attribute")) {
                struct facility_attribute *attribute = vec_add(l->arena, &l->programme->attributes);

                attribute->label = load_label_with_id(l, node);
                attribute->basis = load_basis(l, node);
                for (EACH(value, node, "value"))
                        *vec_add(l->arena, &attribute->values) = load_label_with_id(l, value);
                attribute->is_number = xml_child(node, "number") != NULL;
                load_words(l, xml_child(node, "number"), &attribute->unit_ja, &attribute->unit_en);
        }
}

static void load_options(struct loading *l, const xmlNode *parent)
{
        for (EACH(node, parent, "option")) {
                struct choice *option = vec_add(l->arena, &l->programme->options);

                option->label = load_label_with_id(l, node);
                option->category = xml_attr(node, "category", l->arena);
                option->basis = load_basis(l, node);
        }
}

static void load_other_grants(struct loading *l, const xmlNode *parent)
{
        for (EACH(node, parent, "grant-of"))
                *vec_add(l->arena, &l->programme->other_grants) = load_label_with_id(l, node);
}

/* Older files say neither. Then amounts include the tax, and facilities are named by their 医療機関コード. */
static void load_tax_and_number(struct loading *l, const xmlNode *root)
{
        const xmlNode *tax = xml_child(root, "tax"), *number = xml_child(root, "institution-number");
        struct programme *p = l->programme;

        p->tax_excluded = tax && strcmp(xml_attr(tax, "amounts", l->arena), "excluded") == 0;
        if (tax)
                p->tax_basis = load_basis(l, tax);
        p->number_ja = "医療機関コード";
        p->number_en = "institution code";
        p->other_number = number != NULL;
        if (!number)
                return;
        load_words(l, number, &p->number_ja, &p->number_en);
        p->number_basis = load_basis(l, number);
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
        p->portal_basis = load_basis_of(l, portal, "url");
}

/* ---- nothing stands there for nothing */

static bool is_eligible_somewhere(const struct programme *p, const char *item)
{
        for (size_t i = 0; i < p->categories.n; i++)
                if (category_eligible(&p->categories.at[i], item))
                        return true;
        return false;
}

/* Does any <when> below ask for it? */
static bool is_asked_for(const xmlNode *parent, const char *attr, const char *id, struct arena *arena)
{
        for (const xmlNode *node = parent->children; node; node = node->next)
                if ((xml_is(node, "when") && strcmp(xml_attr(node, attr, arena), id) == 0) ||
                    is_asked_for(node, attr, id, arena))
                        return true;
        return false;
}

/* Is an amount for each of its units? */
static bool is_counted(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->categories.n; i++)
                for (size_t k = 0; k < p->categories.at[i].grants.n; k++)
                        if (grant_counts(&p->categories.at[i].grants.at[k], id))
                                return true;
        return false;
}

static void prove_use(struct loading *l, const xmlNode *root)
{
        for (EACH(item, xml_child(root, "items"), "item")) {
                const char *id = xml_attr(item, "id", l->arena);

                if (strcmp(xml_attr(item, "eligibility", l->arena), "class") == 0 &&
                    !is_eligible_somewhere(l->programme, id))
                        programme_refuse(l, item, REFUSE_UNREACHABLE, id);
        }
        for (EACH(attribute, xml_child(root, "attributes"), "attribute"))
                if (!is_asked_for(root, "attribute", xml_attr(attribute, "id", l->arena), l->arena) &&
                    !is_counted(l->programme, xml_attr(attribute, "id", l->arena)))
                        programme_refuse(l, attribute, REFUSE_UNREACHABLE, xml_attr(attribute, "id", l->arena));
        for (EACH(option, xml_child(root, "options"), "option"))
                if (!is_asked_for(root, "option", xml_attr(option, "id", l->arena), l->arena))
                        programme_refuse(l, option, REFUSE_UNREACHABLE, xml_attr(option, "id", l->arena));
}

static void load_root(struct loading *l, const xmlNode *root)
{
        const xmlNode *categories = xml_child(root, "categories");

        load_sources(l, xml_child(root, "sources"));
        load_title(l, root);
        for (EACH(kind, xml_child(root, "kinds"), "kind"))
                *vec_add(l->arena, &l->programme->kinds) = load_label(l, kind);
        load_tax_and_number(l, root);
        load_other_grants(l, xml_child(root, "other-grants"));
        load_attributes(l, xml_child(root, "attributes"));
        load_options(l, xml_child(root, "options"));
        load_dates(l, root);
        load_items(l, xml_child(root, "items"));
        for (EACH(category, categories, "category"))
                load_category(l, category);
        l->programme->none = load_label(l, xml_child(categories, "none"));
        l->programme->none.id = "none";
        load_rules(l, xml_child(root, "rules"));
        load_papers(l, root);
        prove_use(l, root);
}

/* ---- the whole */

static enum status load_schema(struct xml_schema **out, struct loading *l)
{
        static const char name[] = "schema/programme.xsd";
        struct xml_error error = {0};
        struct bytes xsd;

        if (!embedded_find(&xsd, name))
                return fault_set(l->findings, F_INTERNAL, name, NULL);
        if (xml_schema_new(out, xsd, l->arena, &error) != OK)
                return fault_set(l->findings, F_INTERNAL, name, error.text);
        return OK;
}

/* Those that are compiled in are held against the schema by the tests; to make the schema takes as long as all the rest. */
static bool is_of_the_form(struct loading *l, xmlDoc *doc, struct bytes file)
{
        struct xml_error error = {0};
        struct xml_schema *schema = NULL;
        bool is;

        if (embedded_below("programmes/", file))
                return true;
        if (load_schema(&schema, l) != OK) {
                l->failed = true;
                return false;
        }
        is = xml_validate(schema, doc, l->arena, &error) == OK;
        if (!is)
                refuse_at(l, error.line, REFUSE_NOT_THE_FORM, error.words);
        xml_schema_free(schema);
        return is;
}

/* The first element beyond *most, which is used up; NULL: there is none. The schema's own bounds cost more to reach. */
static const xmlNode *count_elements(const xmlNode *node, int *most)
{
        const xmlNode *beyond;

        if (--*most < 0)
                return node;
        for (const xmlNode *child = node->children; child; child = child->next)
                if (child->type == XML_ELEMENT_NODE && (beyond = count_elements(child, most)))
                        return beyond;
        return NULL;
}

enum status programme_load(struct programme **out, struct bytes file, const char *name, struct arena *arena,
                           struct findings *findings)
{
        struct loading l = {ARENA_NEW(arena, struct programme), name, arena, findings, false};
        struct xml_error error = {0};
        xmlDoc *doc = NULL;
        const xmlNode *beyond;
        const char *word;
        int most;

        if (file.n > PROGRAMME_MOST_BYTES) {
                refuse_at(&l, 0, REFUSE_TOO_LARGE, NULL);
                goto done;
        }
        if (xml_parse(&doc, file, arena, &error) != OK) {
                refuse_at(&l, error.line, REFUSE_NOT_THE_FORM, error.words);
                goto done;
        }
        most = PROGRAMME_MOST_ELEMENTS;
        if ((beyond = count_elements(xmlDocGetRootElement(doc), &most))) {
                programme_refuse(&l, beyond, REFUSE_TOO_MANY, NULL);
                goto done;
        }
        if (!is_of_the_form(&l, doc, file))
                goto done;
        load_root(&l, xmlDocGetRootElement(doc));
        if ((word = programme_ambiguous_word(l.programme, arena)))
                refuse_at(&l, 0, REFUSE_WORD_TWICE, word);
        l.programme->digest = digest_of(file);
        l.programme->file.at = (const unsigned char *)arena_strndup(arena, (const char *)file.at, file.n);
        l.programme->file.n = file.n;
done:
        xmlFreeDoc(doc);
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
        bool there;
        enum status st;

        if (embedded_find(&file, name))
                return programme_load(out, file, file_base_name(name), arena, findings);
        if (file_there(&there, id_or_path, findings) != OK)
                return ERR_SYSTEM;
        if (!there) {
                fault_set(findings, F_PROGRAMME, id_or_path, "neither the id of a programme nor a file");
                return ERR_USAGE;
        }
        if ((st = file_read(&file, id_or_path, PROGRAMME_MOST_BYTES, arena, findings)) != OK)
                return st;
        return programme_load(out, file, file_base_name(id_or_path), arena, findings);
}
