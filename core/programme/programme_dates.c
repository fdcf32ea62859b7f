/* The windows of a programme file: application, purchase, completion, validity, and the days in which a rule is in force. */
#include "core/programme/programme_private.h"

#include <string.h>

#include "core/banned.h"

static bool runs_backwards(struct date first, struct date last)
{
        return date_is_set(first) && date_is_set(last) && date_compare(first, last) > 0;
}

struct in_force load_in_force(struct loading *l, const xmlNode *parent)
{
        const xmlNode *node = xml_child(parent, "in-force");
        struct in_force days = {0};

        if (!node)
                return days;
        days.from = load_date(l, node, "from");
        days.to = load_date(l, node, "to");
        days.basis = load_basis(l, node);
        if (!date_is_set(days.from) && !date_is_set(days.to))
                programme_refuse(l, node, REFUSE_NOT_GIVEN, "from, to");
        if (runs_backwards(days.from, days.to))
                programme_refuse(l, node, REFUSE_BACKWARDS, NULL);
        return days;
}

bool in_force_on(const struct in_force *days, struct date day)
{
        if (!date_is_set(days->from) && !date_is_set(days->to))
                return true;
        return date_is_set(day) && (!date_is_set(days->from) || date_compare(day, days->from) >= 0) &&
               (!date_is_set(days->to) || date_compare(day, days->to) <= 0);
}

bool in_force_overlap(const struct in_force *a, const struct in_force *b)
{
        return !runs_backwards(a->from, b->to) && !runs_backwards(b->from, a->to);
}

/* The day first set, and every extension. */
static struct extended_list load_history(struct loading *l, const xmlNode *node)
{
        struct extended_list history = {0};
        struct extended *first = vec_add(l->arena, &history);

        first->date = load_date(l, node, "date");
        first->basis = load_basis_of(l, node, "date");
        for (EACH(child, node, "extended")) {
                const struct date before = history.at[history.n - 1].date;
                struct extended *e = vec_add(l->arena, &history);

                e->date = load_date(l, child, "date");
                e->announced = load_date(l, child, "announced");
                e->basis = load_basis_of(l, child, "date");
                if (!date_is_set(e->date))
                        programme_refuse(l, child, REFUSE_NOT_GIVEN, "date");
                else if (!date_is_set(before) || date_compare(e->date, before) <= 0)
                        programme_refuse(l, child, REFUSE_NO_EXTENSION, xml_attr(child, "date", l->arena));
        }
        return history;
}

static void after_opening(struct loading *l, const xmlNode *node, const struct extended_list *history)
{
        if (runs_backwards(l->programme->opens, history->at[history->n - 1].date))
                programme_refuse(l, node, REFUSE_BEFORE_OPENING, NULL);
}

static void load_special_deadlines(struct loading *l, const xmlNode *parent)
{
        struct special_deadline_list *all = &l->programme->special_deadlines;

        for (EACH(node, parent, "deadline-where")) {
                struct special_deadline special = {0};

                load_conditions(l, node, &special.conditions);
                special.history = load_history(l, node);
                after_opening(l, node, &special.history);
                for (size_t i = 0; i < all->n; i++)
                        if (conditions_clash(&all->at[i].conditions, &special.conditions))
                                programme_refuse(l, node, REFUSE_OVERLAP, "deadline-where");
                *vec_add(l->arena, all) = special;
        }
}

/* A period: at least one of its days is given exactly where it is not unknown. */
static struct basis load_period(struct loading *l, const xmlNode *node, struct date *first, struct date *last)
{
        struct basis basis = {0};

        if (!node)
                return basis;
        *first = load_date(l, node, "first");
        *last = load_date(l, node, "last");
        basis = load_basis(l, node);
        if ((basis.how != HOW_UNKNOWN) != (date_is_set(*first) || date_is_set(*last)))
                programme_refuse(l, node, REFUSE_NO_BOUND, NULL);
        if (runs_backwards(*first, *last))
                programme_refuse(l, node, REFUSE_BACKWARDS, NULL);
        return basis;
}

/* "24:00+09:00": the schema allows no other offset. */
static const char *load_day_end(struct loading *l, const xmlNode *node)
{
        const char *at = xml_attr(node, "at", l->arena), *offset = strchr(at, '+');

        return offset ? arena_strndup(l->arena, at, (size_t)(offset - at)) : at;
}

void load_dates(struct loading *l, const xmlNode *root)
{
        struct programme *p = l->programme;
        const xmlNode *application = xml_child(root, "application"), *purchase = xml_child(root, "purchase");
        const xmlNode *opens = xml_child(application, "opens"), *deadline = xml_child(application, "deadline");
        const struct extended *last;

        p->opens = load_date(l, opens, "date");
        p->opens_basis = load_basis_of(l, opens, "date");
        p->deadline_history = load_history(l, deadline);
        last = &p->deadline_history.at[p->deadline_history.n - 1];
        p->deadline = last->date;
        p->deadline_basis = last->basis;
        p->day_end_basis = load_basis(l, xml_child(application, "day-end"));
        p->day_end = load_day_end(l, xml_child(application, "day-end"));
        after_opening(l, deadline, &p->deadline_history);
        load_special_deadlines(l, application);
        p->purchase_basis = load_period(l, purchase, &p->purchase_first, &p->purchase_last);
        if (runs_backwards(p->purchase_first, p->deadline))
                programme_refuse(l, purchase, REFUSE_UNREACHABLE, "first");
        p->completed_basis = load_period(l, xml_child(root, "completion"), &p->completed_first, &p->completed_last);
        p->valid_basis = load_period(l, xml_child(root, "validity"), &p->valid_first, &p->valid_last);
}

const char *programme_day_end(const struct programme *p, enum language language, struct arena *arena)
{
        const bool whole = strlen(p->day_end) == 5 && strcmp(p->day_end + 3, "00") == 0;
        const char *sure = p->day_end_basis.how == HOW_INFERRED ? how_word(HOW_INFERRED, language) : "";

        if (!*p->day_end || p->day_end_basis.how == HOW_UNKNOWN)
                return "";
        if (language == ENGLISH)
                return arena_printf(arena, *sure ? "%s JST (%s)" : "%s JST", p->day_end, sure);
        return arena_printf(arena, "%.2s時%s%s%s%s%s", p->day_end, whole ? "" : p->day_end + 3, whole ? "" : "分",
                            *sure ? "(" : "", sure, *sure ? ")" : "");
}

struct date programme_last_deadline(const struct programme *p)
{
        struct date last = p->deadline;

        for (size_t i = 0; date_is_set(last) && i < p->special_deadlines.n; i++) {
                const struct extended_list *history = &p->special_deadlines.at[i].history;
                const struct date day = history->at[history->n - 1].date;

                if (!date_is_set(day) || date_compare(day, last) > 0)
                        last = day;
        }
        return last;
}

static bool is_last_day(const struct extended_list *history, struct date day)
{
        struct date last = history->at[history->n - 1].date;

        return date_is_set(last) && date_compare(last, day) == 0;
}

struct date programme_day(const struct programme *p, struct date day, int32_t minute)
{
        int hour = 24, minutes = 0;
        bool last = is_last_day(&p->deadline_history, day);
        struct date next = day;

        for (size_t i = 0; i < p->special_deadlines.n; i++)
                last |= is_last_day(&p->special_deadlines.at[i].history, day);
        if (!last || p->day_end_basis.how == HOW_UNKNOWN || strlen(p->day_end) != 5)
                return day;
        hour = (p->day_end[0] - '0') * 10 + p->day_end[1] - '0';
        minutes = (p->day_end[3] - '0') * 10 + p->day_end[4] - '0';
        if (minute > hour * 60 + minutes)
                date_shift(&next, day, 1);
        return next;
}
