#include "templates/letters/letter.h"

#include <string.h>

#include "core/file/embedded.h"
#include "core/file/finding_long.h"
#include "core/assess/prospect.h"
#include "core/assess/question.h"

#include "core/banned.h"

const char *letter_kind_id(enum letter_kind kind)
{
        static const char *const ids[] = {
                [LETTER_NONE] = "none", [LETTER_ASK] = "ask", [LETTER_SEND] = "send", [LETTER_READY] = "ready"};

        return ids[kind];
}

/* ---- applications */

static const char *category_words(const struct assessment *a, struct arena *arena)
{
        const char *variant = a->variant ? category_variant_name(a->category, a->variant) : "";

        if (!*variant)
                return a->category->label.ja;
        if (strncmp(variant, a->category->label.ja, strlen(a->category->label.ja)) == 0)
                return variant;
        return arena_printf(arena, "%s(%s)", a->category->label.ja, variant);
}

static const char *state_words(const struct assessment *a, const struct filing *filing)
{
        static const char *const words[] = {[READY] = "提出可", [NEEDS_ANSWER] = "要確認", [HAS_ERROR] = "不備"};

        return filing->state == FILING_NONE ? words[a->status] : filing_state_word(filing->state, JAPANESE);
}

/* An application that was handed in brings the granted amount, or else the one that was worked out. */
static struct yen handed_in_amount(const struct assessment *a, const struct filing *filing)
{
        static const struct yen nothing = {0};

        if (filing->state == FILING_REFUSED || filing->state == FILING_DECLINED)
                return nothing;
        return filing->has_amount ? filing->amount : a->subsidy;
}

static struct yen then_amount(struct yen today, struct yen gain)
{
        (void)yen_add(&today, today, gain); /* the gain is of an amount that could be added up */
        return today;
}

static void add_application(struct letter *out, const struct letter_input *in, size_t i, struct arena *arena)
{
        const struct assessment *a = &in->assessments[i];
        const struct filing *filing = &in->filings[i];
        struct letter_application *application = vec_add(arena, &out->applications);

        *application = (struct letter_application){.category = a->category,
                                                   .name = category_words(a, arena),
                                                   .state = state_words(a, filing),
                                                   .handed_in = filing->state != FILING_NONE,
                                                   .granted = filing->state == FILING_GRANTED && filing->has_amount};
        out->granted = application->granted && (out->granted || out->applications.n == 1);
        application->today = application->handed_in ? handed_in_amount(a, filing) : prospect_today(a);
        application->then = then_amount(application->today, prospect_gain(a, in->records, filing));
        /* beyond what can be added up (E116) a sum stays as it is */
        (void)yen_add(&out->today, out->today, application->today);
        (void)yen_add(&out->then, out->then, application->then);
}

/* ---- points */

static const char *receipt_words(const struct receipt *r, struct arena *arena)
{
        char yen[YEN_TEXT], day[DATE_TEXT];

        return arena_printf(arena, "領収書 %s(%s、%s、%s円)", r->number, r->issuer, date_japanese(day, r->date),
                            yen_format(yen, r->amount, "△"));
}

static const char *line_words(const struct purchase *line, struct arena *arena)
{
        return arena_printf(arena, "領収書 %s の %d行目「%s」", line->receipt_number, (int)line->position,
                            *line->description ? line->description : line->item_text);
}

/* Names what a finding is about in words for somebody who has the paper and not the tables. */
static const char *about(const struct letter_input *in, const struct finding *f, struct arena *arena)
{
        const struct records *records = in->records;
        const char *subject = f->subject ? f->subject : "", *slash = strchr(subject, '/');

        if (finding_scope(f->id) == SCOPE_IMPORT)
                return f->place && f->value ? arena_printf(arena, "%s「%s」", f->place, f->value)
                                            : (f->place ? f->place : (f->value ? f->value : ""));
        for (size_t i = 0; i < records->receipts.n; i++)
                if (strcmp(subject, subject_receipt(arena, &records->receipts.at[i])) == 0)
                        return receipt_words(&records->receipts.at[i], arena);
        for (size_t i = 0; i < records->purchases.n; i++)
                if (strcmp(subject, subject_purchase(arena, &records->purchases.at[i])) == 0)
                        return line_words(&records->purchases.at[i], arena);
        for (size_t i = 0; slash && i < in->n; i++)
                if (strcmp(slash + 1, in->assessments[i].category->label.id) == 0)
                        return category_words(&in->assessments[i], arena);
        if (f->value && *f->value)
                return f->value;
        return slash ? arena_printf(arena, "領収書 %s", slash + 1) : "";
}

/* Says what is wrong in words for somebody who has the paper. The member has named no day of application. */
static const char *what_words(const struct finding *f, struct arena *arena)
{
        if (f->id != E102 || !f->args[0])
                return finding_message(arena, f, JAPANESE);
        return arena_printf(arena, "領収書の発行日が、本日(%s)より後の日付になっています%s",
                            finding_word(arena, f->args[0], JAPANESE),
                            f->args[1] ? finding_word(arena, f->args[1], JAPANESE) : "");
}

/* Words of remedies that are for whoever has the program and its tables. */
static bool is_for_the_office(const char *remedy)
{
        static const char *const words[] = {"soroe",      "取り込", "取り直して", "記録してください",
                                            "ファイル名", "の表",   "列を",       "--"};

        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (strstr(remedy, words[i]))
                        return true;
        return false;
}

const char *letter_todo(struct arena *arena, const struct finding *f)
{
        struct bytes texts = {0};
        const char *text = "", *remedy = finding_remedy(arena, f, JAPANESE);

        if (embedded_find(&texts, "texts/letters.txt"))
                text = finding_long_in(texts, finding_name(f->id), JAPANESE, arena);
        if (*text)
                return strcmp(text, "-") == 0 ? NULL : text;
        return is_for_the_office(remedy) ? "詳しいことを、下記にお知らせください。" : remedy;
}

static struct letter_point *same_point(struct letter *out, const struct letter_point *as)
{
        for (size_t i = 0; i < out->points.n; i++) {
                struct letter_point *point = &out->points.at[i];

                if (point->id == as->id && strcmp(point->what, as->what) == 0 && strcmp(point->todo, as->todo) == 0)
                        return point;
        }
        return NULL;
}

/* Inserts a point behind the last one of its kind, so that they stand together. */
static struct letter_point *insert_point(struct letter *out, const struct letter_point *point, struct arena *arena)
{
        size_t at = out->points.n;

        for (size_t i = out->points.n; i-- > 0;)
                if (out->points.at[i].id == point->id) {
                        at = i + 1;
                        break;
                }
        vec_add(arena, &out->points);
        memmove(&out->points.at[at + 1], &out->points.at[at], (out->points.n - 1 - at) * sizeof *out->points.at);
        out->points.at[at] = *point;
        return &out->points.at[at];
}

static bool has_text(const struct texts *texts, const char *text)
{
        for (size_t i = 0; i < texts->n; i++)
                if (strcmp(texts->at[i], text) == 0)
                        return true;
        return false;
}

struct taking {
        struct letter *out;
        const struct letter_input *in;
        struct arena *arena;
        enum severity severity; /* of this pass */
        bool late;              /* nothing can be mended any more: only that is said */
};

/* Names what the finding is about; for a question also what "yes" and "no" bring. */
static const char *about_and_asked(const struct taking *t, const struct assessment *a, const struct finding *f)
{
        const char *what = about(t->in, f, t->arena);
        const char *asked = a ? question_words(a, t->in->records, f, JAPANESE, t->arena) : NULL;

        return asked ? arena_printf(t->arena, "%s%s%s", what, *what ? "。" : "", asked) : what;
}

/* Takes a finding into the letter. A receipt of two categories is asked for once. `a` is the application; NULL if the finding belongs
 * to none. */
static void take(struct taking *t, const struct assessment *a, const struct finding *f)
{
        struct letter_point point = {.id = f->id}, *to;
        const char *what;

        if (finding_severity(f->id) != t->severity || (t->late && f->id != E101))
                return;
        point.todo = letter_todo(t->arena, f);
        if (!point.todo)
                return;
        point.what = what_words(f, t->arena);
        to = same_point(t->out, &point);
        if (!to) {
                to = insert_point(t->out, &point, t->arena);
                (*(t->severity == ERROR ? &t->out->errors : &t->out->questions))++;
        }
        what = about_and_asked(t, a, f);
        if (*what && !has_text(&to->about, what))
                *vec_add(t->arena, &to->about) = what;
}

static void take_pass(struct taking *t)
{
        const struct letter_input *in = t->in;

        for (size_t i = 0; i < in->n; i++) {
                const struct findings *findings = &in->assessments[i].findings;

                for (size_t k = 0; in->filings[i].state == FILING_NONE && k < findings->n; k++)
                        if (t->severity == ERROR || assess_open(in->records, &findings->at[k]))
                                take(t, &in->assessments[i], &findings->at[k]);
        }
        for (size_t i = 0; i < in->others_n; i++)
                take(t, NULL, &in->others[i]);
}

static bool is_late(const struct letter_input *in)
{
        struct date last = {0};

        if (!in->n)
                last = programme_last_deadline(in->programme);
        for (size_t i = 0; i < in->n; i++) { /* of this facility it may be another */
                const struct date deadline = in->assessments[i].deadline;

                if (!date_is_set(deadline))
                        return false;
                if (!date_is_set(last) || date_compare(deadline, last) > 0)
                        last = deadline;
        }
        return date_is_set(last) && date_compare(in->as_of, last) > 0;
}

static void add_points(struct letter *out, const struct letter_input *in, struct arena *arena)
{
        static const enum severity passes[] = {ERROR, CONFIRM};
        struct taking t = {.out = out, .in = in, .arena = arena, .late = is_late(in)};

        for (size_t i = 0; i < sizeof passes / sizeof *passes; i++) {
                t.severity = passes[i];
                take_pass(&t);
        }
}

/* ---- the whole */

static bool is_ready(const struct letter_input *in)
{
        bool any = false;

        for (size_t i = 0; i < in->n; i++) {
                if (in->filings[i].state == FILING_NONE && in->assessments[i].status != READY)
                        return false;
                any |= in->filings[i].state == FILING_NONE;
        }
        return any;
}

static enum letter_kind kind_of(const struct letter *letter, const struct letter_input *in)
{
        const struct records *records = in->records;

        if (in->declined)
                return LETTER_NONE;
        if (letter->points.n)
                return LETTER_ASK;
        if (is_late(in)) /* there is nothing to send any more */
                return LETTER_NONE;
        if (!in->n && !records->receipts.n && !records->purchases.n && !records->claims.n)
                return LETTER_SEND;
        if (!in->n) /* receipts without a line, or lines that apply for nothing: what for is not said */
                return records->purchases.n ? LETTER_NONE : LETTER_SEND;
        return in->ready && is_ready(in) ? LETTER_READY : LETTER_NONE;
}

static bool is_ahead(struct date day, struct date as_of)
{
        return date_is_set(day) && date_compare(day, as_of) >= 0;
}

static struct date earlier(struct date a, struct date b)
{
        return date_compare(a, b) < 0 ? a : b;
}

static struct date deadline_of(const struct letter_input *in)
{
        struct date first = {0};

        for (size_t i = 0; i < in->n; i++) {
                struct date day = in->assessments[i].deadline;

                if (date_is_set(day) && in->filings[i].state == FILING_NONE)
                        first = date_is_set(first) ? earlier(first, day) : day;
        }
        return in->n ? first : in->programme->deadline;
}

void letter_make(struct letter *out, const struct letter_input *in, struct arena *arena)
{
        const struct date cut_off = in->office.cut_off;

        *out = (struct letter){.programme = in->programme,
                               .facility = &in->records->facility,
                               .facility_kind = in->records->facility.kind,
                               .office = in->office,
                               .as_of = in->as_of,
                               .deadline = deadline_of(in)};
        for (size_t i = 0; i < in->n; i++)
                add_application(out, in, i, arena);
        add_points(out, in, arena);
        out->kind = kind_of(out, in);
        out->came = in->records->receipts.n > 0;
        if (is_ahead(out->deadline, in->as_of))
                out->by = is_ahead(cut_off, in->as_of) ? earlier(cut_off, out->deadline) : out->deadline;
        else if (!date_is_set(out->deadline) && is_ahead(cut_off, in->as_of))
                out->by = cut_off;
}

/* ---- what a letter says and no font has */

struct checker {
        const struct fonts *fonts;
        const struct letter *letter;
        struct findings *findings;
        struct arena *scratch;
        bool found;
};

static void check(struct checker *c, enum face face, const char *text, const char *name, const char *subject,
                  const char *place)
{
        int32_t missing = text ? fonts_missing(c->fonts, face, text) : 0;
        struct arena *arena = c->findings->arena;
        struct finding *f;

        if (!missing)
                return;
        f = finding_add(c->findings, E117, arena_strdup(arena, subject), arena_strdup(arena, text),
                        arena_strdup(arena, place));
        f->args[0] = arena_printf(arena, "U+%04X", (unsigned)missing);
        f->args[1] = name;
        c->found = true;
}

static void check_facility(struct checker *c)
{
        const struct facility *f = c->letter->facility;
        const struct {
                enum face face;
                const char *text, *name, *field;
        } rows[] = {
                {FACE_MINCHO, f->name, "名称", "name"},
                {FACE_GOTHIC, f->postal_code, "郵便番号", "postal_code"},
                {FACE_GOTHIC, f->address, "所在地", "address"},
                {FACE_MINCHO, f->representative, "代表者", "representative"},
                {FACE_MINCHO, f->contact, "担当者", "contact"},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
                check(c, rows[i].face, rows[i].text, rows[i].name, f->code,
                      origin_place(c->scratch, &f->origin, rows[i].field));
}

static void check_office(struct checker *c)
{
        const struct office *o = &c->letter->office;

        check(c, FACE_MINCHO, o->name, "事務局の名称", "office", NULL);
        check(c, FACE_GOTHIC, o->contact, "事務局の担当", "office", NULL);
        check(c, FACE_GOTHIC, o->phone, "事務局の電話番号", "office", NULL);
        check(c, FACE_GOTHIC, o->mail, "事務局のメール", "office", NULL);
}

enum status letter_check(const struct letter *letter, const struct fonts *fonts, struct arena *arena,
                         struct findings *findings)
{
        struct checker c = {.fonts = fonts, .letter = letter, .findings = findings, .scratch = arena};
        const char *code = letter->facility->code;

        check_facility(&c);
        check_office(&c);
        for (size_t i = 0; i < letter->points.n; i++) {
                const struct letter_point *p = &letter->points.at[i];

                check(&c, FACE_GOTHIC, p->what, "指摘の文", code, NULL);
                check(&c, FACE_GOTHIC, letter_about(arena, p, LETTER_MOST_ABOUT), "領収書の内容", code, NULL);
                check(&c, FACE_BOLD, p->todo, "指摘の文", code, NULL);
        }
        return c.found ? ERR_INPUT : OK;
}
