#include "cmd/prepare/matches.h"

#include <stdio.h>
#include <string.h>

#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { DIGEST_SHOWN = 12 };

enum status matches_open(struct matches *m, struct store *store, struct arena *arena)
{
        enum status st;

        *m = (struct matches){.store = store};
        st = store_any_reading(&m->any, store);
        return st == OK && m->any ? store_match_rows(&m->rows, store, arena) : st;
}

enum status matches_of(struct match *out, const struct matches *m, const struct loose_scan *scan, const char *sender,
                       struct arena *arena)
{
        *out = (struct match){0};
        return m->any ? store_match_scan(out, &m->rows, m->store, scan->sha256, sender, arena) : OK;
}

const char *scan_word(struct store *store, const char *name, const char *sha256, struct arena *arena)
{
        struct loose_scans found;

        return store_find_scans(&found, store, name, arena) == OK && found.n == 1
                       ? name
                       : arena_printf(arena, "%.*s", DIGEST_SHOWN, sha256);
}

const char *match_says(const struct match *match, enum language language, struct arena *arena)
{
        const struct match_row *row = match->row;
        char day[DATE_TEXT], yen[YEN_TEXT];

        return arena_printf(arena, language == JAPANESE ? "%s/%s(%s、%s円)。一致: %s" : "%s/%s (%s, %s yen); alike: %s",
                            row->facility, row->number, date_iso(day, row->date), yen_format(yen, row->amount, "-"),
                            finding_word(arena, match_words(match->agree, arena), language));
}

const char *match_command(const char *folder, struct store *store, const struct loose_scan *scan,
                          const struct match *match, struct arena *arena)
{
        return arena_printf(arena, "soroe -C %s attach %s%s '%s' '%s'", folder,
                            match->is_breakdown ? "--breakdown " : "", match->row->facility, match->row->number,
                            scan_word(store, scan->name, scan->sha256, arena));
}

/* ---- after an import */

enum { MOST_PRINTED = 3 };

struct told {
        FILE *to;
        const struct context *c;
        const char *folder;
        struct matches matches;
        int64_t n;
};

static void print_one(struct told *t, const struct loose_scan *scan, const struct match *match, struct arena *scratch)
{
        if (t->n == 0)
                fprintf(t->to, "%s\n",
                        say(t->c, "読み取りの合う領収書があります。画像を見て、正しければ結び付けてください。",
                            "what was read agrees with a receipt: look at the scan, and tie it if that is right"));
        if (t->n++ < MOST_PRINTED)
                fprintf(t->to, "  %s: %s\n    %s\n", scan->name, match_says(match, t->c->language, scratch),
                        match_command(t->folder, t->matches.store, scan, match, scratch));
}

static enum status print_batch(struct told *t, const struct loose_scans *scans, struct arena *scratch)
{
        enum status st = OK;

        for (size_t i = 0; st == OK && i < scans->n; i++) {
                const struct loose_scan *scan = &scans->at[i];
                const char *sender = strcmp(scan->from.facility, "-") == 0 ? "" : scan->from.facility;
                struct match match;

                st = matches_of(&match, &t->matches, scan, sender, scratch);
                if (st == OK && match.row)
                        print_one(t, scan, &match, scratch);
        }
        return st;
}

static struct arena *taken_now(struct arena *parent)
{
        struct arena *arena = arena_child(parent);

        arena_alloc(arena, 1);
        return arena;
}

struct match_telling match_telling_new(struct arena *parent)
{
        return (struct match_telling){taken_now(parent), taken_now(parent), taken_now(parent)};
}

void match_telling_free(const struct match_telling *t)
{
        arena_free(t->batch);
        arena_free(t->scratch);
        arena_free(t->arena);
}

static enum status print_all(struct told *told, struct store *store, const struct match_telling *t)
{
        struct loose_scans scans;
        struct loose_scan last = {0};
        enum status st = matches_open(&told->matches, store, t->arena);

        while (st == OK && told->matches.any &&
               (st = store_loose_scans(&scans, store, last.name ? &last : NULL, t->scratch)) == OK && scans.n) {
                st = print_batch(told, &scans, t->scratch);
                arena_reset(t->batch);
                last.name = arena_strdup(t->batch, scans.at[scans.n - 1].name);
                last.sha256 = arena_strdup(t->batch, scans.at[scans.n - 1].sha256);
                arena_reset(t->scratch);
        }
        return st;
}

void print_matches(FILE *to, struct context *c, struct store *store, const char *folder, const struct match_telling *t)
{
        struct told told = {.to = to, .c = c, .folder = folder};

        if (print_all(&told, store, t) != OK) {
                c->findings.fault = (struct fault){0};
                fprintf(to,
                        say(c,
                            "取り込みは終わりました。読み取りとの照合は、できませんでした: soroe -C %s attach --list\n",
                            "the import is done; what was read could not be held against it: soroe -C %s attach "
                            "--list\n"),
                        folder);
        } else if (told.n > MOST_PRINTED) {
                fprintf(to,
                        say(c, "  ほかに %lld件: soroe -C %s attach --list\n",
                            "  and %lld more: soroe -C %s attach --list\n"),
                        (long long)(told.n - MOST_PRINTED), folder);
        }
}
