#include "cmd/prove/programme.h"

#include <inttypes.h>
#include <string.h>

#include "core/banned.h"

static const char *joined(const struct context *c, struct buffer *out, const char *word)
{
        buffer_printf(out, "%s%s", out->n ? say(c, "、", ", ") : "", word);
        return out->at;
}

static const char *label_words(const struct context *c, const struct label *l)
{
        return say(c, l->ja, l->en);
}

static const struct label *kind_by_id(const struct programme *p, const char *id)
{
        for (size_t i = 0; i < p->kinds.n; i++)
                if (strcmp(p->kinds.at[i].id, id) == 0)
                        return &p->kinds.at[i];
        return NULL;
}

static const char *kind_words(const struct context *c, const struct programme *p, const char *id)
{
        const struct label *kind = kind_by_id(p, id);

        return kind ? label_words(c, kind) : id;
}

static const char *category_words(const struct context *c, const struct programme *p, const char *id)
{
        const struct category *category = programme_category_by_id(p, id);

        return category ? say(c, category->label.ja, category->label.id) : id;
}

static const char *variant_words(const struct context *c, const struct programme *p, const char *category,
                                 const char *id)
{
        const struct category *of = programme_category_by_id(p, category);

        for (size_t i = 0; of && i < of->variants.n; i++)
                if (strcmp(of->variants.at[i].id, id) == 0)
                        return label_words(c, &of->variants.at[i]);
        return category_words(c, p, category);
}

static const char *item_words(const struct context *c, const struct programme *p, const char *id)
{
        const struct item *item = programme_item_by_id(p, id);

        return item ? label_words(c, &item->label) : id;
}

/* 許可病床数 20床から199床まで */
static const char *number_words(const struct context *c, const struct facility_attribute *a,
                                const struct condition *when, struct arena *arena)
{
        const char *name = label_words(c, &a->label), *unit = say(c, a->unit_ja, "");

        if (when->least && when->most)
                return arena_printf(
                        arena, say(c, "%s %" PRId64 "%sから%" PRId64 "%sまで", "%s %" PRId64 "%s to %" PRId64 "%s"),
                        name, when->least, unit, when->most, unit);
        if (when->least)
                return arena_printf(arena, say(c, "%s %" PRId64 "%s以上", "%s %" PRId64 "%s or more"), name,
                                    when->least, unit);
        return arena_printf(arena, say(c, "%s %" PRId64 "%s以下", "%s %" PRId64 "%s or fewer"), name, when->most, unit);
}

static const char *attribute_words(const struct context *c, const struct programme *p, const struct condition *when,
                                   struct arena *arena)
{
        for (size_t i = 0; i < p->attributes.n; i++) {
                const struct facility_attribute *a = &p->attributes.at[i];

                if (strcmp(a->label.id, when->attribute) != 0)
                        continue;
                if (a->is_number)
                        return number_words(c, a, when, arena);
                for (size_t k = 0; k < a->values.n; k++)
                        if (strcmp(a->values.at[k].id, when->value) == 0)
                                return arena_printf(arena, "%s=%s", label_words(c, &a->label),
                                                    label_words(c, &a->values.at[k]));
        }
        return when->attribute;
}

static const char *option_words(const struct context *c, const struct programme *p, const struct condition *when,
                                struct arena *arena)
{
        for (size_t i = 0; i < p->options.n; i++)
                if (strcmp(p->options.at[i].label.id, when->option) == 0)
                        return arena_printf(arena,
                                            when->chosen ? say(c, "「%s」を選ぶ", "with %s")
                                                         : say(c, "「%s」を選ばない", "without %s"),
                                            label_words(c, &p->options.at[i].label));
        return when->option;
}

static const char *other_grant_words(const struct context *c, const struct programme *p, const char *id,
                                     struct arena *arena)
{
        const struct label *grant = programme_other_grant(p, id);

        return arena_printf(arena, say(c, "「%s」の交付を受けた施設", "after a grant of %s"),
                            grant ? label_words(c, grant) : id);
}

const char *condition_words(const struct context *c, const struct programme *p, const struct condition_list *list,
                            struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < list->n; i++) {
                const struct condition *when = &list->at[i];

                joined(c, &out,
                       *when->grant      ? other_grant_words(c, p, when->grant, arena)
                       : *when->option   ? option_words(c, p, when, arena)
                       : *when->kind     ? kind_words(c, p, when->kind)
                       : *when->category ? category_words(c, p, when->category)
                                         : attribute_words(c, p, when, arena));
        }
        return out.at;
}

static const char *days_words(const struct context *c, const struct in_force *days, struct arena *arena)
{
        char from[DATE_TEXT], to[DATE_TEXT];

        date_iso(from, days->from);
        date_iso(to, days->to);
        if (*from && *to)
                return arena_printf(arena, say(c, "%sから%sまで", "%s to %s"), from, to);
        return *from ? arena_printf(arena, say(c, "%sから", "from %s"), from)
               : *to ? arena_printf(arena, say(c, "%sまで", "until %s"), to)
                     : "";
}

const char *grant_words(const struct context *c, const struct programme *p, const struct grant *g, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        const char *days = days_words(c, &g->in_force, arena);

        buffer_text(&out, g->kinds.n ? "" : say(c, "種別を問わない", "any kind"));
        for (size_t i = 0; i < g->kinds.n; i++)
                joined(c, &out, kind_words(c, p, g->kinds.at[i]));
        if (g->conditions.n)
                joined(c, &out, condition_words(c, p, &g->conditions, arena));
        if (*days)
                joined(c, &out, days);
        return out.at;
}

const char *rounding_words(const struct context *c, const struct grant *g, struct arena *arena)
{
        static const char *const how[][2] = {
                [ROUND_DOWN] = {"を切り捨て", "cut off"},
                [ROUND_HALF_UP] = {"を四捨五入", "half and more go up"},
                [ROUND_UP] = {"を切り上げ", "go up"},
        };
        char unit[YEN_TEXT];

        if (g->rounding_basis.how == HOW_UNKNOWN)
                return say(c, "端数の定めなし(1円未満を切り捨て)", "no rounding stated (whole yen)");
        return arena_printf(arena, say(c, "%s円未満%s", "below %s yen: %s"),
                            yen_format(unit, (struct yen){g->round_unit}, "-"), how[g->rounding][c->language]);
}

/* ---- rules as sentences; {c} category, {v} its variant, {i} item, {o} other category, {w} its variant, {d} day, {t} digit,
 * {n} most, {l} categories, {y} year, {s} words said */

static const char *const sentences[][2] = {
        [RULE_HOLD] = {"{i}が{o}にもあるときは、回答があるまで数えない",
                       "{i} is held back while {o} has some too, until answered"},
        [RULE_ASK_MODIFIED] = {"以前に{o}で{i}をした施設は要確認", "after an earlier {i} for {o}: a question"},
        [RULE_ASK_TOGETHER] = {"{o}との併願は要確認", "beside {o}: a question"},
        [RULE_ASK_EARLIER] = {"以前の年度に同じ区分の補助を受けた施設は要確認",
                              "granted in an earlier year: a question"},
        [RULE_NOT_AFTER] = {"{w}の補助を受けた施設は、{v}の対象外", "no {v} after a grant for {w}"},
        [RULE_ASK_BEFORE] = {"{v}の申請は {d} から。その前は要確認", "{v} from {d} on; earlier: a question"},
        [RULE_ONLY_OUTSIDE] = {"義務化対象外の施設だけ", "only for facilities outside the obligation"},
        [RULE_ASK_TABLE] = {"医療機関コードの3桁目が {t} の施設は要確認",
                            "third digit {t} of the institution code: a question"},
        [RULE_TOGETHER] = {"{o}との併願は可", "may be claimed beside {o}"},
        [RULE_NOT_BEFORE] = {"{v}の申請は {d} から", "{v} from {d} on"},
        [RULE_ONCE] = {"一施設一回{y}", "once per facility{y}"},
        [RULE_AT_MOST] = {"{l}のうち {n}件まで{y}", "at most {n} of {l}{y}"},
        [RULE_ASK_BOUGHT] = {"{v}の領収書が {d} より前のときは要確認", "{v}: a receipt from before {d}: a question"},
        [RULE_ASK_OUTSIDE] = {"義務化対象外の施設は要確認", "of a facility outside the obligation: a question"},
        [RULE_ASK_WORDS] = {"{i}の明細か領収書に {s} とあるときは要確認",
                            "{i} whose line or receipt says {s}: a question"},
        [RULE_AFTER_GRANT] = {"{g}だけ。既交付に記入がなければ要確認",
                              "only {g}: a question where 既交付 (earlier grants) does not say so"},
        [RULE_EXCLUDE] = {"{v}は{w}と併せて申請できない", "not {v} beside {w}"},
};

static const char *word(const struct context *c, const struct programme *p, const struct rule *r, char key,
                        struct arena *arena)
{
        struct buffer list = buffer_in(arena);
        char day[DATE_TEXT];

        buffer_text(&list, "");
        switch (key) {
        case 'v':
                return variant_words(c, p, r->category, r->variant);
        case 'w':
                return variant_words(c, p, r->other, r->other_variant);
        case 'i':
                return item_words(c, p, r->item);
        case 'o':
                return category_words(c, p, r->other);
        case 'g':
                return other_grant_words(c, p, r->grant, arena);
        case 'd':
                return arena_strdup(arena,
                                    *r->date_text && c->language == JAPANESE ? r->date_text : date_iso(day, r->date));
        case 't':
                return arena_printf(arena, "%c", r->digit);
        case 'n':
                return arena_printf(arena, "%d", r->most);
        case 's':
                for (size_t i = 0; i < r->words.n; i++)
                        joined(c, &list,
                               arena_printf(arena, say(c, "%s", "\"%s\""),
                                            r->words.at[i])); /* as they stand on a line */
                return list.at;
        case 'y':
                return *r->year ? arena_printf(arena, say(c, "(%sの交付を含む)", " (grants of %s included)"), r->year)
                                : "";
        case 'l':
                for (size_t i = 0; i < r->categories.n; i++)
                        joined(c, &list, category_words(c, p, r->categories.at[i]));
                return list.at;
        default:
                return "";
        }
}

const char *rule_words(const struct context *c, const struct programme *p, const struct rule *r, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        const char *days = days_words(c, &r->in_force, arena);

        buffer_text(&out, "");
        for (const char *s = sentences[r->kind][c->language]; *s; s++) {
                if (*s == '{' && s[1] && s[2] == '}') {
                        buffer_text(&out, word(c, p, r, s[1], arena));
                        s += 2;
                } else {
                        buffer_char(&out, *s);
                }
        }
        if (*days)
                buffer_printf(&out, say(c, "(%sの申請)", " (applications %s)"), days);
        return out.at;
}
