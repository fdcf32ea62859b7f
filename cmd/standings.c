#include "cmd/standings.h"

#include <stdlib.h>

#include "core/banned.h"

#define ROOM ((size_t)4 << 20) /* 2,000 members of a page are about 2 MB */

enum status standings_add(struct member_standing *m, struct store *store, const struct assessment *a, struct date as_of,
                          struct arena *scratch)
{
        const char *code = m->records->facility.code, *programme = a->programme->id, *category = a->category->label.id;
        struct filing filing;
        struct sealed sealed;
        bool found = false;
        enum status st = store_sealed(&sealed, &found, store, programme, code, category, scratch);

        if (st == OK)
                st = store_filing(&filing, store, programme, code, category, scratch);
        if (st == OK)
                standing_add(m, a, found ? &sealed : NULL, &filing, as_of, scratch);
        return st;
}

static enum status member_of(struct member_standing *out, const struct standings *s, const struct judged *j,
                             struct arena *scratch)
{
        enum status st = OK;

        *out = standing_member(j->records);
        for (size_t i = 0; st == OK && i < j->assessments.n; i++)
                st = standings_add(out, s->store, &j->assessments.at[i], s->as_of, scratch);
        return st;
}

/* False where nothing of the member is left. */
static bool narrow(const struct standings *s, struct member_standing *m)
{
        size_t n = 0;

        if (!s->has_only)
                return true;
        for (size_t i = 0; i < m->applications.n; i++)
                if (m->applications.at[i].standing == s->only)
                        m->applications.at[n++] = m->applications.at[i];
        if (m->applications.n && !n)
                return false;
        m->applications.n = n;
        return n || m->standing == s->only;
}

/* ---- the first pass */

static void keep(struct standings *s, struct standings_member *to, const struct member_standing *m,
                 struct arena *scratch)
{
        struct buffer out;

        if (!s->render || !s->room)
                return;
        out = buffer_in(scratch);
        s->render(s->user, m, &out, scratch);
        if (out.n > s->room) {
                s->room = 0;
                return;
        }
        s->room -= out.n;
        to->kept = out.n ? arena_strndup(s->c->arena, out.at, out.n) : "";
        to->n = out.n;
}

static enum status take(void *user, const struct judged *j, struct arena *scratch)
{
        struct standings *s = user;
        struct member_standing m;
        struct standings_member *to;
        enum status st = member_of(&m, s, j, scratch);

        if (st != OK)
                return st;
        standing_count(&s->totals, &m);
        if (!narrow(s, &m))
                return OK;
        to = vec_add(s->c->arena, &s->members);
        to->rank = standing_rank_of(&m);
        to->rank.code = arena_strdup(s->c->arena, to->rank.code);
        keep(s, to, &m, scratch);
        return OK;
}

static int compare(const void *a, const void *b)
{
        return standing_compare(&((const struct standings_member *)a)->rank,
                                &((const struct standings_member *)b)->rank);
}

/* For all members at once: a list that grows in an arena leaves its smaller selves behind. */
static enum status make_room(struct standings *s)
{
        struct arena *scratch = arena_child(s->c->arena);
        struct texts codes;
        const char *last = "";
        size_t n = 0;
        enum status st;

        while ((st = store_facility_codes(&codes, s->store, last, scratch)) == OK && codes.n) {
                n += codes.n;
                last = arena_strdup(s->c->arena, codes.at[codes.n - 1]);
                arena_reset(scratch);
        }
        arena_free(scratch);
        if (n)
                s->members.at = arena_alloc(s->c->arena, n * sizeof *s->members.at);
        s->members.room = n;
        return st;
}

enum status standings_read(struct standings *s, const struct texts *codes)
{
        enum status st = codes->n ? OK : make_room(s);

        s->room = ROOM;
        standing_totals_start(&s->totals, s->programme, s->c->arena);
        if (st != OK)
                return st;
        st = judge(s->c, s->store, s->programme, codes, s->as_of, take, s);
        if (s->members.n)
                qsort(s->members.at, s->members.n, sizeof *s->members.at, compare);
        return st;
}

/* ---- in order */

struct again {
        struct standings *s;
        standings_each *each;
        void *user;
};

static enum status show(void *user, const struct judged *j, struct arena *scratch)
{
        const struct again *again = user;
        struct member_standing m;
        enum status st = member_of(&m, again->s, j, scratch);

        return st == OK && narrow(again->s, &m) ? again->each(again->user, &m, scratch) : st;
}

static enum status once_more(struct standings *s, const char *code, standings_each *each, void *user)
{
        struct again again = {s, each, user};
        bool found;

        if (!s->judge)
                s->judge = judge_new(s->store, s->programme, s->as_of, s->c->arena);
        return judge_facility(&found, s->judge, code, show, &again);
}

enum status standings_walk(struct standings *s, size_t most, standings_each *each, void *user)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < most && i < s->members.n; i++)
                st = once_more(s, s->members.at[i].rank.code, each, user);
        return st;
}

struct writing {
        struct standings *s;
        FILE *out;
};

static enum status write_again(void *user, const struct member_standing *m, struct arena *scratch)
{
        const struct writing *w = user;
        struct buffer out = buffer_in(scratch);

        w->s->render(w->s->user, m, &out, scratch);
        fwrite(out.at, 1, out.n, w->out);
        return OK;
}

enum status standings_write(struct standings *s, size_t most, const char *between, FILE *out)
{
        struct writing writing = {s, out};
        enum status st = OK;

        for (size_t i = 0; st == OK && i < most && i < s->members.n; i++) {
                const struct standings_member *m = &s->members.at[i];

                fputs(i ? between : "", out);
                if (m->kept)
                        fwrite(m->kept, 1, m->n, out);
                else
                        st = once_more(s, m->rank.code, write_again, &writing);
        }
        return st;
}

void standings_end(struct standings *s)
{
        judge_free(s->judge);
        s->judge = NULL;
}
