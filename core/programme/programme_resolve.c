/* From the words of the entry tables to the ids of a programme. */
#include "core/programme/programme.h"

#include "core/record/records.h"
#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))

static const char *category_id(const struct programme *p, const char *text, const char **variant, struct arena *arena)
{
        bool none;
        const struct category *category = programme_category(p, text, variant, &none, arena);

        return category ? category->label.id : none ? p->none.id : "";
}

static bool skip(const char **s, const char *word)
{
        size_t n = strlen(word);

        if (strncmp(*s, word, n) != 0)
                return false;
        *s += n;
        return true;
}

/* One to four digits, or 元 for the first year of an era; 0 where there are none. */
static int take_year(const char **s)
{
        int n = 0;

        if (skip(s, "元"))
                return 1;
        for (int i = 0; i < 4 && **s >= '0' && **s <= '9'; i++)
                n = n * 10 + *(*s)++ - '0';
        return n;
}

/* Takes the year with which a folded entry begins (r6 令6 令和6年度 2024年度) and returns it as "R6". Returns NULL and takes nothing if it
 * begins with no year. A year without an era is a Gregorian one: fiscal 2019 has most of its days in Reiwa 1. */
static const char *take_fiscal_year(const char **key, struct arena *arena)
{
        static const struct {
                const char *word, *letter;
        } prefixes[] = {{"令和", "R"}, {"令", "R"}, {"r", "R"}, {"平成", "H"}, {"平", "H"}, {"h", "H"}};
        const char *s = *key, *letter = NULL;
        int year;

        for (size_t i = 0; !letter && i < COUNT(prefixes); i++)
                if (skip(&s, prefixes[i].word))
                        letter = prefixes[i].letter;
        if (letter)
                skip(&s, ".");
        year = take_year(&s);
        if (!letter && year >= 1989) {
                letter = year >= 2019 ? "R" : "H";
                year -= year >= 2019 ? 2018 : 1988;
        }
        if (!letter || year < 1 || year > 99)
                return NULL;
        if (!skip(&s, "年度"))
                skip(&s, "年");
        *key = s;
        return arena_printf(arena, "%s%d", letter, year);
}

static const struct label *label_of(const struct label *label, const char *key)
{
        for (size_t i = 0; i < label->keys.n; i++)
                if (strcmp(label->keys.at[i], key) == 0)
                        return label;
        return NULL;
}

/* "R6:外来診療等(通常とは異なる動線)"; the year, or the colon, may be missing. A year that cannot be read stays as typed. */
static struct earlier read_earlier(const struct programme *p, const struct records *records, const char *text,
                                   struct arena *arena)
{
        struct earlier e = {.text = text};
        const char *key = text_key(arena, records_words(records, text, arena)), *colon;

        e.year = take_fiscal_year(&key, arena);
        if (!skip(&key, ":") && !e.year && (colon = strchr(key, ':'))) {
                e.year = arena_strndup(arena, key, (size_t)(colon - key));
                key = colon + 1;
        }
        if (!e.year)
                e.year = "";
        e.category = category_id(p, key, &e.variant, arena);
        if (strcmp(e.category, p->none.id) == 0)
                e.category = "";
        e.other = "";
        for (size_t i = 0; !*e.category && i < p->other_grants.n; i++)
                if (label_of(&p->other_grants.at[i], key))
                        e.other = p->other_grants.at[i].id;
        return e;
}

static struct earlier_list read_all_earlier(const struct programme *p, const struct records *records, const char *text,
                                            struct arena *arena)
{
        struct texts pieces = text_split(arena, text ? text : "");
        struct earlier_list list = {0};

        for (size_t i = 0; i < pieces.n; i++)
                *vec_add(arena, &list) = read_earlier(p, records, pieces.at[i], arena);
        return list;
}

/* "19", "1,200床" as "19", "1200": at most five digits, before the attribute's unit or nothing; "" where it is no number. */
static const char *read_number(const struct facility_attribute *attribute, const char *key, struct arena *arena)
{
        struct buffer digits = buffer_in(arena);

        buffer_text(&digits, "");
        for (; (*key >= '0' && *key <= '9') || (*key == ',' && digits.n); key++)
                if (*key != ',' && (digits.n != 1 || *digits.at != '0'))
                        buffer_char(&digits, *key);
                else if (*key != ',')
                        digits.at[0] = *key;
        if (!digits.n || digits.n > 5 || (*key && strcmp(key, text_key(arena, attribute->unit_ja)) != 0))
                return "";
        return digits.at;
}

/* "経過措置の区分=猶予なし", in any width. */
static struct attribute_said read_attribute(const struct programme *p, const struct records *records, const char *text,
                                            struct arena *arena)
{
        struct attribute_said said = {.text = text, .id = "", .value = ""};
        const char *key = text_key(arena, records_words(records, text, arena)), *equals = strchr(key, '=');
        const char *name = equals ? arena_strndup(arena, key, (size_t)(equals - key)) : key;

        for (size_t i = 0; i < p->attributes.n; i++) {
                const struct facility_attribute *attribute = &p->attributes.at[i];

                if (!label_of(&attribute->label, name))
                        continue;
                said.id = attribute->label.id;
                if (equals && attribute->is_number)
                        said.value = read_number(attribute, equals + 1, arena);
                for (size_t k = 0; equals && k < attribute->values.n; k++)
                        if (label_of(&attribute->values.at[k], equals + 1))
                                said.value = attribute->values.at[k].id;
        }
        return said;
}

static void resolve_attributes(const struct programme *p, struct records *records, struct arena *arena)
{
        struct facility *facility = &records->facility;
        struct texts pieces = text_split(arena, facility->attributes ? facility->attributes : "");

        memset(&facility->attributes_said, 0, sizeof facility->attributes_said);
        for (size_t i = 0; i < pieces.n; i++)
                *vec_add(arena, &facility->attributes_said) = read_attribute(p, records, pieces.at[i], arena);
}

static void resolve_options(const struct programme *p, const struct records *records, struct claim *claim,
                            struct arena *arena)
{
        struct texts pieces = text_split(arena, claim->options ? claim->options : "");

        memset(&claim->options_said, 0, sizeof claim->options_said);
        for (size_t i = 0; i < pieces.n; i++) {
                struct option_said *said = vec_add(arena, &claim->options_said);
                const char *key = text_key(arena, records_words(records, pieces.at[i], arena));

                *said = (struct option_said){pieces.at[i], ""};
                for (size_t k = 0; k < p->options.n; k++)
                        if (label_of(&p->options.at[k].label, key))
                                said->id = p->options.at[k].label.id;
        }
}

void programme_resolve(const struct programme *p, struct records *records, struct arena *arena)
{
        struct facility *facility = &records->facility;
        const struct label *kind = programme_kind(p, records_words(records, facility->kind_text, arena), arena);
        const char *variant;

        facility->kind = kind ? kind->id : "";
        resolve_attributes(p, records, arena);
        facility->earlier_grants = read_all_earlier(p, records, facility->earlier_grants_text, arena);
        facility->earlier_mods = read_all_earlier(p, records, facility->earlier_mods_text, arena);
        for (size_t i = 0; i < records->purchases.n; i++) {
                struct purchase *line = &records->purchases.at[i];
                const struct item *item = programme_item(p, records_words(records, line->item_text, arena), arena);

                line->category =
                        category_id(p, records_words(records, line->category_text, arena), &line->variant, arena);
                line->item = item ? item->label.id : "";
        }
        for (size_t i = 0; i < records->receipts.n; i++) {
                struct vendor_line_list *lines = &records->receipts.at[i].vendor_lines;

                for (size_t k = 0; k < lines->n; k++) {
                        lines->at[k].category = category_id(
                                p, records_words(records, lines->at[k].category_text, arena), &variant, arena);
                        lines->at[k].excluded = strcmp(lines->at[k].category, "none") == 0;
                }
        }
        for (size_t i = 0; i < records->claims.n; i++) {
                struct claim *claim = &records->claims.at[i];

                claim->category = category_id(p, records_words(records, claim->category_text, arena), &variant, arena);
                resolve_options(p, records, claim, arena);
        }
}
