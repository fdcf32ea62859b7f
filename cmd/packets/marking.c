#include "cmd/packets/marking.h"

#include <string.h>

#include "cmd/members/workspace.h"

#include "core/banned.h"

void suggest_mark_list(const struct context *c, const char *path)
{
        const char *quote = strpbrk(path, " '\"$&();|<>*?") ? "'" : "";

        if ((is_format(c, "xlsx") || is_format(c, "csv")) && !strchr(path, '\''))
                suggest(c, "申請した日などを書き込んだら:", "once the days are filled in:",
                        command_here(c, arena_printf(c->arena, "mark --from %s%s%s", quote, path, quote)));
}

const char *marking_category(const struct marking *m)
{
        return m->category ? m->category->label.id : "";
}

const struct category *marking_find_category(const struct programme *programme, const char *word, struct arena *arena)
{
        const struct category *category = programme_category_by_id(programme, word);
        const char *variant;
        bool none = false;

        return category ? category : programme_category(programme, word, &variant, &none, arena);
}

/* Does it say something else than what is marked already? The first time, and a step forward, need no reason. */
static bool is_correction(const struct marking *m)
{
        if (m->old.state == FILING_NONE)
                return false;
        return m->mark.state == FILING_NONE || m->old.state != FILING_SUBMITTED || m->mark.state == FILING_SUBMITTED;
}

/* A number that was not said before is no correction. */
static bool same_words(const struct filing *a, const struct filing *b)
{
        return a->state == b->state && date_compare(a->on, b->on) == 0 &&
               (!*a->number || strcmp(a->number, b->number) == 0) && a->has_amount == b->has_amount &&
               a->amount.n == b->amount.n;
}

static struct marking_refusal check_order(const struct marking *m)
{
        if (!m->category)
                return (struct marking_refusal){0}; /* whoever declined may think again, and needs no reason */
        if (m->mark.state != FILING_NONE && m->old.state == FILING_NONE && m->mark.state != FILING_SUBMITTED)
                return (struct marking_refusal){
                        {"まだ提出済になっていません", "it is not marked as submitted"},
                        {"先に提出済と申請した日を記録してください。", "first mark it submitted, with the day"}};
        if ((m->mark.state == FILING_GRANTED || m->mark.state == FILING_REFUSED) &&
            date_compare(m->mark.on, m->old.submitted_on) < 0)
                return (struct marking_refusal){
                        {"申請した日より前の日付です", "the day is before the day it was submitted"},
                        {"日付を確かめてください。申請した日は submitted で直せます。",
                         "check the day; the day of submission can be mended with submitted"}};
        if (is_correction(m) && !*m->mark.reason && !same_words(&m->old, &m->mark))
                return (struct marking_refusal){
                        {"記録を直すときは理由が要ります", "a correction needs its reason"},
                        {"--reason に、なぜ直すかを書いてください。前の記録は soroe history に残ります。",
                         "say why with --reason; what stood before stays in soroe history"}};
        return (struct marking_refusal){0};
}

/* Nothing can be submitted that was not sealed. */
static const struct marking_refusal not_sealed = {
        {"確定した書類がありません", "no packet was sealed for it"},
        {"施設のコードと区分を確かめ、soroe packet で確定してください。",
         "check the institution code and the category, and seal it with soroe packet"}};

enum status marking_look(struct marking *m, bool *found)
{
        struct arena *arena = m->c->arena;
        enum status st = store_filing(&m->old, m->store, m->programme->id, m->code, marking_category(m), arena);

        *found = !m->category;
        if (st == OK && m->old.state == FILING_DECLINED &&
            m->category) /* of the facility: the application has no mark */
                m->old = (struct filing){.number = "", .reason = "", .xml_sha256 = "", .by = "", .at = ""};
        if (st == OK && m->category)
                st = store_sealed(&m->sealed, found, m->store, m->programme->id, m->code, m->category->label.id, arena);
        return st;
}

static enum status put(struct marking *m)
{
        struct context *c = m->c;
        struct filing *mark = &m->mark;
        const struct store_author who = author(c, mark->by, *mark->reason ? mark->reason : "mark");

        mark->programme = m->programme->id;
        mark->facility = m->code;
        mark->category = marking_category(m);
        mark->at = who.at;
        mark->submitted_on = mark->state == FILING_SUBMITTED || !m->category ? mark->on : m->old.submitted_on;
        mark->xml_sha256 = !m->category                                                     ? ""
                           : mark->state == FILING_SUBMITTED && m->old.state == FILING_NONE ? m->sealed.xml_sha256
                                                                                            : m->old.xml_sha256;
        return store_put_filing(&m->put, m->store, mark, &who, c->arena);
}

enum status marking_write(struct marking *m, struct marking_refusal *why)
{
        bool found = false;
        enum status st = marking_look(m, &found);

        *why = (struct marking_refusal){0};
        if (st != OK)
                return st;
        if (m->keep_number && m->mark.state != FILING_NONE)
                m->mark.number = m->old.number;
        *why = found ? check_order(m) : not_sealed;
        return why->words[0] ? OK : put(m);
}
