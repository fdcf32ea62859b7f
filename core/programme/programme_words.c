/* All the words of a programme: for the remedy of a finding, and to see that none means two things. */
#include "core/programme/programme.h"

#include "core/base/text.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* In English the word to write stands with what it means. */
static void add_word(struct buffer *out, const char *word, const char *meaning, enum language language)
{
        if (out->n)
                buffer_text(out, language == JAPANESE ? "、" : ", ");
        buffer_text(out, word);
        if (language == ENGLISH)
                buffer_printf(out, " (%s)", meaning);
}

const char *programme_tax_words(const struct programme *p, enum language language)
{
        static const char *const words[][2] = {{"税込み", "tax included"}, {"税抜き", "without tax"}};

        return words[p->tax_excluded][language];
}

const struct label *programme_other_grant(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->other_grants.n; i++)
                if (strcmp(p->other_grants.at[i].id, id) == 0)
                        return &p->other_grants.at[i];
        return NULL;
}

char *programme_kind_words(const struct programme *p, enum language language, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        for (size_t i = 0; i < p->kinds.n; i++)
                add_word(&out, p->kinds.at[i].ja, p->kinds.at[i].en, language);
        return out.at;
}

char *programme_category_words(const struct programme *p, enum language language, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        for (size_t i = 0; i < p->categories.n; i++) {
                const struct category *c = &p->categories.at[i];

                for (size_t j = 0; j < c->variants.n; j++)
                        add_word(&out, arena_printf(arena, "%s(%s)", c->label.ja, c->variants.at[j].ja),
                                 arena_printf(arena, "%s, %s", c->label.en, c->variants.at[j].en), language);
                add_word(&out, c->label.ja, c->label.en, language);
        }
        add_word(&out, p->none.ja, p->none.en, language);
        return out.at;
}

char *programme_option_words(const struct programme *p, const char *category, enum language language,
                             struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < p->options.n; i++)
                if (!*p->options.at[i].category || strcmp(p->options.at[i].category, category) == 0)
                        add_word(&out, p->options.at[i].label.ja, p->options.at[i].label.en, language);
        return out.at;
}

char *programme_value_words(const struct facility_attribute *attribute, enum language language, struct arena *arena)
{
        const struct label *label = &attribute->label;
        struct buffer out = buffer_in(arena);

        if (attribute->is_number)
                add_word(&out,
                         language == JAPANESE ? arena_printf(arena, "%s=(数)%s", label->ja, attribute->unit_ja)
                                              : arena_printf(arena, "%s=N", label->ja),
                         arena_printf(arena, "%s: a number of %s", label->en, attribute->unit_en), language);
        for (size_t i = 0; i < attribute->values.n; i++)
                add_word(&out, arena_printf(arena, "%s=%s", label->ja, attribute->values.at[i].ja),
                         arena_printf(arena, "%s: %s", label->en, attribute->values.at[i].en), language);
        return out.at;
}

static int compare_keys(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void gather(struct texts *all, const struct label *label, struct arena *arena)
{
        for (size_t i = 0; i < label->keys.n; i++)
                *vec_add(arena, all) = label->keys.at[i];
}

static const char *twice(struct texts *keys)
{
        if (keys->n > 1)
                qsort(keys->at, keys->n, sizeof *keys->at, compare_keys);
        for (size_t i = 0; i < keys->n; i++)
                if (!*keys->at[i] || (i > 0 && strcmp(keys->at[i], keys->at[i - 1]) == 0))
                        return keys->at[i];
        return NULL;
}

/* Attributes by their names, the values of each by themselves, options together. */
static const char *ambiguous_choice(const struct programme *p, struct arena *arena)
{
        struct texts attributes = {0}, options = {0};
        const char *word = NULL;

        for (size_t i = 0; i < p->attributes.n; i++) {
                struct texts values = {0};

                gather(&attributes, &p->attributes.at[i].label, arena);
                for (size_t k = 0; k < p->attributes.at[i].values.n; k++)
                        gather(&values, &p->attributes.at[i].values.at[k], arena);
                word = word ? word : twice(&values);
        }
        for (size_t i = 0; i < p->options.n; i++)
                gather(&options, &p->options.at[i].label, arena);
        word = word ? word : twice(&attributes);
        return word ? word : twice(&options);
}

const char *programme_ambiguous_word(const struct programme *p, struct arena *arena)
{
        struct texts kinds = {0}, items = {0}, categories = {0};
        const char *word;

        for (size_t i = 0; i < p->kinds.n; i++)
                gather(&kinds, &p->kinds.at[i], arena);
        for (size_t i = 0; i < p->items.n; i++)
                gather(&items, &p->items.at[i].label, arena);
        gather(&categories, &p->none, arena);
        for (size_t i = 0; i < p->other_grants.n; i++)
                gather(&categories, &p->other_grants.at[i], arena);
        for (size_t i = 0; i < p->categories.n; i++) {
                const struct category *category = &p->categories.at[i];

                gather(&categories, &category->label, arena);
                for (size_t j = 0; j < category->variants.n; j++)
                        gather(&categories, &category->variants.at[j], arena);
        }
        word = twice(&kinds);
        if (!word)
                word = twice(&items);
        if (!word)
                word = twice(&categories);
        return word ? word : ambiguous_choice(p, arena);
}
