#include "core/assess/crosscheck.h"

#include <string.h>

#include "core/banned.h"

static const enum finding_id ids[] = {
        [CROSSCHECK_SCAN] = W308,
        [CROSSCHECK_PAPER] = W310,
};

void crosscheck_start(struct crosscheck *c, enum crosscheck_kind kind, const char *viewpoint, struct findings *out)
{
        *c = (struct crosscheck){.kind = kind, .viewpoint = viewpoint, .findings = out};
        c->key = c->facility = c->number = c->value = c->place = buffer_in(out->arena);
        c->last_facility = c->last_number = c->names = buffer_in(out->arena);
}

/* The buffers are filled again for every key, so that a large workspace needs no more than a small one. */
static void put(struct buffer *b, const char *text)
{
        b->n = 0;
        buffer_text(b, text ? text : "");
}

static bool is(const struct buffer *b, const char *text)
{
        return b->at && strcmp(b->at, text) == 0;
}

static void finish_key(struct crosscheck *c)
{
        struct arena *arena = c->findings->arena;
        struct finding *f;

        if (!c->open || !c->mine || !c->others || !findings_room(c->findings, ids[c->kind]))
                return;
        if (c->others > c->named)
                buffer_printf(&c->names, " (+%zu)", c->others - c->named);
        f = finding_add(c->findings, ids[c->kind], arena_printf(arena, "%s/%s", c->facility.at, c->number.at),
                        arena_strdup(arena, c->value.at), *c->place.at ? arena_strdup(arena, c->place.at) : NULL);
        f->args[0] = arena_strdup(arena, c->names.at);
}

static void open_key(struct crosscheck *c, const char *key)
{
        put(&c->key, key);
        put(&c->names, "");
        put(&c->last_facility, "");
        put(&c->last_number, "");
        c->open = true;
        c->mine = false;
        c->others = c->named = 0;
}

static void add_other(struct crosscheck *c, const struct crosscheck_row *row)
{
        c->others++;
        if (c->named == CROSSCHECK_NAMED)
                return;
        buffer_printf(&c->names, "%s%s/%s", c->named ? ", " : "", row->facility, row->number);
        c->named++;
}

static void add_mine(struct crosscheck *c, const struct crosscheck_row *row)
{
        if (c->mine)
                return;
        c->mine = true;
        put(&c->facility, row->facility);
        put(&c->number, row->number);
        put(&c->value, row->value);
        put(&c->place, row->place);
}

void crosscheck_row(struct crosscheck *c, const struct crosscheck_row *row)
{
        const char *whose;

        if (!c->open || !is(&c->key, row->key)) {
                finish_key(c);
                open_key(c, row->key);
        }
        if (is(&c->last_facility, row->facility) && is(&c->last_number, row->number))
                return; /* the same receipt again: shared, or two uses of one scan */
        put(&c->last_facility, row->facility);
        put(&c->last_number, row->number);
        whose = c->viewpoint ? c->viewpoint : c->mine ? c->facility.at : row->facility;
        if (strcmp(row->facility, whose) == 0)
                add_mine(c, row);
        else
                add_other(c, row);
}

void crosscheck_more(struct crosscheck *c, size_t others)
{
        c->others += others;
}

void crosscheck_end(struct crosscheck *c)
{
        finish_key(c);
        c->open = false;
}
