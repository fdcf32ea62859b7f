#include "cmd/letters/letters.h"

#include <stdio.h>
#include <string.h>

#include "core/file/digest.h"

#include "core/banned.h"

/* Returns what the letter asks for, without its day. Two letters with the same words ask the same. */
static const char *said_of(const struct letter *letter, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_printf(&out, "%s %d %lld %lld", letter_kind_id(letter->kind), letter->came, (long long)letter->today.n,
                      (long long)letter->then.n);
        for (size_t i = 0; i < letter->points.n; i++) {
                const struct letter_point *p = &letter->points.at[i];

                buffer_printf(&out, "\n%s %s", finding_name(p->id), letter_about(arena, p, p->about.n));
        }
        return arena_strdup(arena, digest_of(buffer_bytes(&out)).hex);
}

static bool asked(const struct letter_sent *last)
{
        return strcmp(last->kind, letter_kind_id(LETTER_ASK)) == 0 ||
               strcmp(last->kind, letter_kind_id(LETTER_SEND)) == 0;
}

enum status sent_look(struct letter_before *out, const struct letters *l, const struct letter *letter,
                      struct arena *arena)
{
        struct letter_sent last;
        struct date before;
        bool found = false;
        enum status st;

        *out = (struct letter_before){0};
        if (!date_shift(&before, l->as_of, -1))
                return OK;
        st = store_last_letter(&last, &found, l->store, l->programme->id, letter->facility->code, before, arena);
        if (st != OK || !found)
                return st;
        out->day = last.day;
        out->asked = asked(&last);
        out->answered = out->asked && strcmp(last.said, said_of(letter, arena)) != 0;
        return OK;
}

void sent_note(struct letters *l, const struct written *w, struct arena *arena)
{
        struct arena *keep = l->c->arena;

        if (w->before.asked)
                l->since[w->before.answered]++;
        if (!w->pdf.n)
                return;
        *vec_add(keep, &l->sent) = (struct letter_sent){.programme = l->programme->id,
                                                        .facility = arena_strdup(keep, w->letter->facility->code),
                                                        .day = l->as_of,
                                                        .kind = letter_kind_id(w->letter->kind),
                                                        .said = arena_strdup(keep, said_of(w->letter, arena))};
}

enum status sent_keep(struct letters *l)
{
        enum status st = OK;

        store_rollback(l->store); /* the view it was read in */
        if (!l->sent.n)
                return OK;
        st = store_begin(l->store);
        for (size_t i = 0; st == OK && i < l->sent.n; i++)
                st = store_put_letter(l->store, &l->sent.at[i]);
        return st == OK ? store_commit(l->store) : st;
}
