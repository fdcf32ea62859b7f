#include "cmd/members/standings.h"

#include <stdlib.h>

#include "core/platform/platform.h"
#include "core/store/kept/sealed.h"
#include "core/store/kept/letters.h"

#include "core/banned.h"

/* An assessment with what was sealed of it and what became of it. */
static enum status add(struct member_standing *m, const struct standings *s, const struct assessment *a,
                       const struct filing *filing, struct arena *scratch)
{
        const char *code = m->records->facility.code;
        struct sealed sealed;
        bool found = false;
        enum status st =
                store_sealed(&sealed, &found, s->store, a->programme->id, code, a->category->label.id, scratch);

        if (st == OK)
                standing_add(m, a, found ? &sealed : NULL, filing, s->as_of, scratch);
        return st;
}

static enum status member_of(struct member_standing *out, const struct standings *s, const struct judged *j,
                             struct arena *scratch)
{
        struct letter_sent letter;
        bool found;
        enum status st = store_last_letter(&letter, &found, s->store, s->programme->id, j->records->facility.code,
                                           s->as_of, scratch);

        *out = standing_member(j->records, j->declined);
        if (found)
                out->last_letter = letter.day;
        for (size_t i = 0; st == OK && i < j->assessments.n; i++)
                st = add(out, s, &j->assessments.at[i], &j->filings[i], scratch);
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

static void forget_rows(struct standings *s)
{
        if (s->rows)
                (void)fclose(s->rows); /* nobody will read it */
        s->rows = NULL;
}

/* If there can be no temporary file, whatever the reason, every member is rendered again. */
static void keep(struct standings *s, struct standings_member *to, const struct member_standing *m,
                 struct arena *scratch)
{
        struct buffer out;

        to->at = -1;
        if (!s->rows)
                return;
        out = buffer_in(scratch);
        s->render(s->user, m, &out, scratch);
        if (fwrite(out.at, 1, out.n, s->rows) != out.n) {
                forget_rows(s);
                return;
        }
        to->at = s->rows_end;
        to->n = out.n;
        s->rows_end += (int64_t)out.n;
}

static enum status take(void *user, const struct judged *j, struct arena *scratch)
{
        struct standings *s = user;
        struct member_standing m;
        struct standings_member *to;
        enum status st = member_of(&m, s, j, scratch);

        if (st != OK)
                return st;
        progress_done(s->progress, ++s->judged);
        standing_count(&s->totals, &m);
        checked_papers_add(&s->papers, &j->papers);
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

/* The list of members gets all its room at once, for a list that grows in an arena leaves its smaller copies behind. */
static enum status begin(struct standings *s, const struct texts *codes)
{
        int64_t n;
        enum status st = code_walk_count(&n, s->store, codes, s->c->arena);

        if (n > 0)
                s->members.at = arena_alloc(s->c->arena, (size_t)n * sizeof *s->members.at);
        s->members.room = (size_t)n;
        if (s->render && (size_t)n <= s->most)
                s->rows = platform_temporary();
        progress_stage(s->progress, "状況", "status", PACE_FACILITIES, n);
        return st;
}

enum status standings_read(struct standings *s, const struct texts *codes)
{
        enum status st;

        standing_totals_start(&s->totals, s->programme, s->c->arena);
        st = begin(s, codes);
        if (st == OK)
                st = judge(s->c, s->store, s->programme, codes, s->as_of, take, s);
        if (s->rows && fflush(s->rows) != 0)
                forget_rows(s);
        if (s->members.n)
                qsort(s->members.at, s->members.n, sizeof *s->members.at, compare);
        progress_close(s->progress);
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

/* False: it is to be made again. */
static bool write_kept(const struct standings *s, const struct standings_member *m, FILE *out, struct arena *scratch)
{
        char *bytes;

        if (!s->rows || m->at < 0)
                return false;
        bytes = arena_alloc(scratch, m->n + 1);
        if (platform_read_at(platform_number(s->rows), bytes, m->n, m->at) != (int64_t)m->n)
                return false;
        fwrite(bytes, 1, m->n, out);
        return true;
}

enum status standings_write(struct standings *s, const char *between, FILE *out)
{
        struct arena *scratch = arena_child(s->c->arena);
        struct writing writing = {s, out};
        enum status st = OK;

        for (size_t i = 0; st == OK && i < s->most && i < s->members.n; i++) {
                const struct standings_member *m = &s->members.at[i];

                fputs(i ? between : "", out);
                arena_reset(scratch);
                if (!write_kept(s, m, out, scratch))
                        st = once_more(s, m->rank.code, write_again, &writing);
        }
        arena_free(scratch);
        return st;
}

void standings_end(struct standings *s)
{
        judge_free(s->judge);
        s->judge = NULL;
        forget_rows(s);
}
