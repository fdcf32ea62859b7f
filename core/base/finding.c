#include "core/base/finding.h"

#include "core/base/buffer.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/status.h"
#include "core/platform/platform.h"

#include "core/banned.h"

struct catalogue_row {
        const char *name;
        enum severity severity;
        enum scope scope;
        const char *text[2], *remedy[2];
};

static const struct catalogue_row catalogue[FINDING_IDS] = {
#define X(id, severity, scope, ja, en, remedy_ja, remedy_en)                                                           \
        [id] = {#id, severity, scope, {ja, en}, {remedy_ja, remedy_en}},
#include "core/base/finding_codes.h"
#undef X
};

/* The words that packets of released forms print. A form that is not named here prints those of the catalogue. When a form is
 * released, its file is made from the catalogue, before any word of the catalogue changes. */
static const char *const words_then[][FINDING_IDS] = {
#define X(id, ja) [id] = ja,
        [FORM_1] =
                {
#include "core/base/finding_words_1.h"
                },
        [FORM_2] =
                {
#include "core/base/finding_words_2.h"
                },
        [FORM_3] =
                {
#include "core/base/finding_words_3.h"
                },
#undef X
};

static const struct {
        const char *name, *text[2], *remedy[2];
} faults[] = {
        [NO_FAULT] = {"", {"", ""}, {"", ""}},
#define X(id, ja, en, remedy_ja, remedy_en) [id] = {#id, {ja, en}, {remedy_ja, remedy_en}},
#include "core/base/fault_codes.h"
#undef X
};

struct findings findings_in(struct arena *arena)
{
        return (struct findings){.arena = arena};
}

bool findings_room(struct findings *list, enum finding_id id)
{
        return !list->limit || ++list->limit->found[id] <= list->limit->most;
}

int64_t findings_left_out(const struct findings *list, enum finding_id id)
{
        const struct finding_limit *limit = list->limit;

        return limit && limit->found[id] > limit->most ? limit->found[id] - limit->most : 0;
}

int64_t findings_total(const struct findings *list)
{
        int64_t n = (int64_t)list->n;

        for (int id = 0; id < FINDING_IDS; id++)
                n += findings_left_out(list, (enum finding_id)id);
        return n;
}

struct finding *finding_add(struct findings *list, enum finding_id id, const char *subject, const char *value,
                            const char *place)
{
        struct finding *f = vec_add(list->arena, list);

        /* where the list was cut, its place held another one */
        *f = (struct finding){.id = id, .subject = subject, .value = value, .place = place};
        return f;
}

void findings_settle(struct findings *list, size_t from)
{
        for (size_t i = from; i < list->n; i++) {
                struct finding *f = &list->at[i];

                f->subject = arena_strdup(list->arena, f->subject);
                f->value = arena_strdup(list->arena, f->value);
                f->place = arena_strdup(list->arena, f->place);
                f->source = arena_strdup(list->arena, f->source);
                f->source_en = arena_strdup(list->arena, f->source_en);
                f->mark.hint = arena_strdup(list->arena, f->mark.hint);
                for (int k = 0; k < 3; k++)
                        f->args[k] = arena_strdup(list->arena, f->args[k]);
        }
}

/* What another program holds is no matter of permissions or of the disk. */
static bool is_of_holder(enum fault_id id, const char *detail)
{
        static const enum fault_id of_file[] = {F_OPEN, F_READ, F_WRITE};
        bool file = false;

        for (size_t i = 0; i < sizeof of_file / sizeof *of_file; i++)
                file |= id == of_file[i];
        return file && detail && platform_is_held(detail);
}

enum status fault_set(struct findings *list, enum fault_id id, const char *what, const char *detail)
{
        if (is_of_holder(id, detail)) {
                id = F_HELD;
                detail = NULL;
        }
        if (list->fault.id == NO_FAULT) {
                list->fault.id = id;
                list->fault.what = arena_strdup(list->arena, what);
                list->fault.detail = arena_strdup(list->arena, detail);
        }
        return ERR_SYSTEM;
}

const char *finding_name(enum finding_id id)
{
        return catalogue[id].name;
}

bool finding_by_name(enum finding_id *out, const char *name)
{
        for (int i = 0; i < FINDING_IDS; i++) {
                if (strcmp(catalogue[i].name, name) == 0) {
                        *out = (enum finding_id)i;
                        return true;
                }
        }
        return false;
}

enum severity finding_severity(enum finding_id id)
{
        return catalogue[id].severity;
}

enum scope finding_scope(enum finding_id id)
{
        return catalogue[id].scope;
}

const char *severity_word(enum severity severity, enum language language)
{
        static const char *const words[][2] = {
                [ERROR] = {"不備", "error"},
                [CONFIRM] = {"要確認", "confirm"},
                [WARNING] = {"注意", "warning"},
                [INFO] = {"参考", "info"},
        };
        return words[severity][language];
}

char *finding_word(struct arena *arena, const char *word, enum language language)
{
        static const char bar[] = "\xc2\xa6";
        const char *at = strstr(word, bar);

        if (!at)
                return arena_strdup(arena, word);
        return language == JAPANESE ? arena_strndup(arena, word, (size_t)(at - word))
                                    : arena_strdup(arena, at + sizeof bar - 1);
}

/* {1} {2} {3} become the finding's own words. */
static char *fill(struct arena *arena, const char *text, const char *const args[3], enum language language)
{
        struct buffer out = buffer_in(arena);

        for (const char *s = text; *s; s++) {
                if (s[0] == '{' && s[1] >= '1' && s[1] <= '3' && s[2] == '}') {
                        const char *word = args[s[1] - '1'];
                        buffer_text(&out, word ? finding_word(arena, word, language) : "");
                        s += 2;
                } else {
                        buffer_char(&out, *s);
                }
        }
        while (out.n && out.at[out.n - 1] == ' ')
                out.at[--out.n] = '\0';
        return out.at ? out.at : arena_strdup(arena, "");
}

char *finding_message(struct arena *arena, const struct finding *f, enum language language)
{
        return fill(arena, catalogue[f->id].text[language], f->args, language);
}

const char *finding_words(enum finding_id id, enum record_form form)
{
        bool of_packets = catalogue[id].scope == SCOPE_APPLICATION || catalogue[id].scope == SCOPE_WORKSPACE;

        if (form == FORM_TODAY || (size_t)form >= sizeof words_then / sizeof *words_then)
                return of_packets ? catalogue[id].text[JAPANESE] : NULL;
        return words_then[form][id];
}

char *finding_message_then(struct arena *arena, const struct finding *f, enum record_form form)
{
        const char *words = finding_words(f->id, form);

        return fill(arena, words ? words : catalogue[f->id].text[JAPANESE], f->args, JAPANESE);
}

char *finding_remedy(struct arena *arena, const struct finding *f, enum language language)
{
        /* none of those that a packet holds has words of its own on another system */
        const char *own = platform_own_words(catalogue[f->id].name, language == ENGLISH);

        return fill(arena, own ? own : catalogue[f->id].remedy[language], f->args, language);
}

const char *finding_source(const struct finding *f, enum language language)
{
        return language == ENGLISH && f->source_en ? f->source_en : f->source;
}

char *fault_message(struct arena *arena, const struct fault *fault, enum language language)
{
        const char *detail = language == JAPANESE && fault->detail_ja ? fault->detail_ja : fault->detail;
        struct buffer out = buffer_in(arena);

        buffer_text(&out, faults[fault->id].text[language]);
        if (fault->what)
                buffer_printf(&out, ": %s", fault->what);
        if (detail && *detail)
                buffer_printf(&out, " (%s)", detail);
        return out.at;
}

const char *fault_remedy(enum fault_id id, enum language language)
{
        const char *own = platform_own_words(faults[id].name, language == ENGLISH);

        return own ? own : faults[id].remedy[language];
}

bool findings_have(const struct findings *list, enum severity severity)
{
        for (size_t i = 0; i < list->n; i++)
                if (finding_severity(list->at[i].id) == severity)
                        return true;
        return false;
}

static int compare_text(const char *a, const char *b)
{
        return strcmp(a ? a : "", b ? b : "");
}

/* Compares cells of a sheet by row, then by column: B3 stands before A14, Z1 before AA1. */
static int compare_cell(const char *p, const char *q)
{
        size_t m = strcspn(p, "0123456789"), n = strcspn(q, "0123456789");
        unsigned long long a = strtoull(p + m, NULL, 10), b = strtoull(q + n, NULL, 10);
        int by = strncmp(p, q, m < n ? m : n);

        if (a != b)
                return a < b ? -1 : 1;
        return m != n ? (m < n ? -1 : 1) : by;
}

/* Places compare by file name, then line and column as numbers: row 9 before row 10. */
static int compare_place(const char *a, const char *b)
{
        const char *p = a ? a : "", *q = b ? b : "";

        while (*p && *q) {
                if (*p >= '0' && *p <= '9' && *q >= '0' && *q <= '9') {
                        char *p_end, *q_end;
                        unsigned long long m = strtoull(p, &p_end, 10), n = strtoull(q, &q_end, 10);

                        if (m != n)
                                return m < n ? -1 : 1;
                        p = p_end;
                        q = q_end;
                } else if (*p == '!' && *q == '!') {
                        return compare_cell(p + 1, q + 1);
                } else if (*p != *q) {
                        return (unsigned char)*p < (unsigned char)*q ? -1 : 1;
                } else {
                        p++;
                        q++;
                }
        }
        return (*p != 0) - (*q != 0);
}

static int compare(const void *a, const void *b)
{
        const struct finding *f = a, *g = b;
        int by = (int)finding_severity(f->id) - (int)finding_severity(g->id);

        if (!by)
                by = compare_place(f->place, g->place);
        if (!by)
                by = (int)f->id - (int)g->id;
        if (!by)
                by = compare_text(f->subject, g->subject);
        if (!by)
                by = compare_text(f->value, g->value);
        for (int i = 0; !by && i < 3; i++)
                by = compare_text(f->args[i], g->args[i]);
        return by;
}

void findings_sort(struct findings *list)
{
        if (list->n > 1)
                qsort(list->at, list->n, sizeof *list->at, compare);
}
