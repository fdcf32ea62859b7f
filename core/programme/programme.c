/* Looking up: kinds, categories and items by the words people write and by their ids. */
#include "core/programme/programme.h"

#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

const char *how_word(enum how how, enum language language)
{
        static const char *const words[][2] = {
                [HOW_UNKNOWN] = {"記載なし", "unknown"},
                [HOW_STATED] = {"明記", "stated"},
                [HOW_INFERRED] = {"推定", "inferred"},
        };
        return words[how][language];
}

const char *source_words(const struct source *source, enum language language)
{
        return language == ENGLISH && *source->text_en ? source->text_en : source->text;
}

const char *source_english(const struct programme *p, const char *text)
{
        for (size_t i = 0; i < p->sources.n; i++)
                if (strcmp(p->sources.at[i].text, text) == 0)
                        return source_words(&p->sources.at[i], ENGLISH);
        return strcmp(text, how_word(HOW_UNKNOWN, JAPANESE)) == 0 ? "not stated" : text;
}

static bool has_key(const struct label *label, const char *key)
{
        for (size_t i = 0; i < label->keys.n; i++)
                if (strcmp(label->keys.at[i], key) == 0)
                        return true;
        return false;
}

static const struct label *kind_by_key(const struct programme *p, const char *key)
{
        for (size_t i = 0; i < p->kinds.n; i++)
                if (has_key(&p->kinds.at[i], key))
                        return &p->kinds.at[i];
        return NULL;
}

static const struct item *item_by_key(const struct programme *p, const char *key)
{
        for (size_t i = 0; i < p->items.n; i++)
                if (has_key(&p->items.at[i].label, key))
                        return &p->items.at[i];
        return NULL;
}

static const struct category *category_by_key(const struct programme *p, const char *key, const char **variant,
                                              bool *none)
{
        *variant = "";
        *none = has_key(&p->none, key);
        for (size_t i = 0; !*none && p->categories.at && i < p->categories.n; i++) {
                const struct category *c = &p->categories.at[i];

                if (has_key(&c->label, key))
                        return c;
                for (size_t j = 0; c->variants.at && j < c->variants.n; j++) {
                        if (has_key(&c->variants.at[j], key)) {
                                *variant = c->variants.at[j].id;
                                return c;
                        }
                }
        }
        return NULL;
}

/* A text that equals a key is its own key, so most rows of a large table are found without folding them. */

const struct label *programme_kind(const struct programme *p, const char *text, struct arena *arena)
{
        const struct label *kind = kind_by_key(p, text);

        return kind ? kind : kind_by_key(p, text_key(arena, text));
}

const struct category *programme_category(const struct programme *p, const char *text, const char **variant, bool *none,
                                          struct arena *arena)
{
        const struct category *category = category_by_key(p, text, variant, none);

        return category || *none ? category : category_by_key(p, text_key(arena, text), variant, none);
}

const struct item *programme_item(const struct programme *p, const char *text, struct arena *arena)
{
        const struct item *item = item_by_key(p, text);

        return item ? item : item_by_key(p, text_key(arena, text));
}

const struct category *programme_category_by_id(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->categories.n; i++)
                if (strcmp(p->categories.at[i].label.id, id) == 0)
                        return &p->categories.at[i];
        return NULL;
}

const struct item *programme_item_by_id(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->items.n; i++)
                if (strcmp(p->items.at[i].label.id, id) == 0)
                        return &p->items.at[i];
        return NULL;
}

bool grant_is_for(const struct grant *grant, const char *kind_id)
{
        for (size_t i = 0; i < grant->kinds.n; i++)
                if (strcmp(grant->kinds.at[i], kind_id) == 0)
                        return true;
        return grant->kinds.n == 0;
}

const struct grant *category_grant(const struct category *category, const char *kind_id)
{
        const struct grant *first = NULL;

        for (size_t i = 0; i < category->grants.n; i++) {
                const struct grant *grant = &category->grants.at[i];

                if (!grant_is_for(grant, kind_id))
                        continue;
                if (!grant->conditions.n)
                        return grant;
                first = first ? first : grant;
        }
        return first;
}

const struct eligible *category_eligible(const struct category *category, const char *item_id)
{
        for (size_t i = 0; i < category->eligible.n; i++)
                if (strcmp(category->eligible.at[i].item, item_id) == 0)
                        return &category->eligible.at[i];
        return NULL;
}

const char *category_class(const struct category *category, const char *item_id)
{
        const struct eligible *eligible = category_eligible(category, item_id);

        return eligible && *eligible->as ? eligible->as : item_id;
}

bool category_is_capped(const struct category *category, const struct grant *grant)
{
        size_t classes = 0;

        for (size_t i = 0; i < category->eligible.n; i++)
                classes += !*category->eligible.at[i].as;
        return grant->item_caps.n == classes;
}

const char *category_variant_name(const struct category *category, const char *variant_id)
{
        for (size_t i = 0; variant_id && i < category->variants.n; i++)
                if (strcmp(category->variants.at[i].id, variant_id) == 0)
                        return category->variants.at[i].ja;
        return "";
}

/* A word without the 等 that forms put behind what they list. */
static char *without_etc(struct arena *arena, const char *key)
{
        char *plain = arena_strdup(arena, key), *found;

        while ((found = strstr(plain, "等")))
                memmove(found, found + strlen("等"), strlen(found + strlen("等")) + 1);
        return plain;
}

static bool is_meant(const struct label *label, const char *plain, struct arena *arena)
{
        for (size_t i = 0; i < label->keys.n; i++)
                if (strcmp(without_etc(arena, label->keys.at[i]), plain) == 0)
                        return true;
        return false;
}

const char *programme_item_meant(const struct programme *p, const char *text, struct arena *arena)
{
        const char *plain = without_etc(arena, text_key(arena, text)), *found = NULL;

        for (size_t i = 0; *plain && i < p->items.n; i++) {
                const struct label *label = &p->items.at[i].label;

                if (!is_meant(label, plain, arena))
                        continue;
                if (found)
                        return NULL;
                found = label->ja;
        }
        return found;
}

const char *programme_category_meant(const struct programme *p, const char *text, struct arena *arena)
{
        const char *plain = without_etc(arena, text_key(arena, text)), *found = NULL;
        int n = 0;

        for (size_t i = 0; *plain && p->categories.at && i < p->categories.n; i++) {
                const struct category *c = &p->categories.at[i];

                if (is_meant(&c->label, plain, arena)) {
                        found = c->label.ja;
                        n++;
                }
                for (size_t j = 0; c->variants.at && j < c->variants.n; j++)
                        if (is_meant(&c->variants.at[j], plain, arena)) {
                                found = arena_printf(arena, "%s(%s)", c->label.ja, c->variants.at[j].ja);
                                n++;
                        }
        }
        return n == 1 ? found : NULL;
}
