#include "core/assess/question.h"

#include "core/assess/prospect.h"
#include "core/base/finding_effect.h"

#include "core/banned.h"

/* Assesses once more, with these answers added to those that are there. The last answer to a question counts. */
static void assess_again(struct assessment *after, struct records *then, const struct assessment *a,
                         const struct records *records, const struct answer_list *answers, struct arena *arena)
{
        *then = *records;
        then->answers = (struct answer_list){0};
        for (size_t i = 0; i < records->answers.n; i++)
                *vec_add(arena, &then->answers) = records->answers.at[i];
        for (size_t i = 0; i < answers->n; i++)
                *vec_add(arena, &then->answers) = answers->at[i];
        assess_application(after, a->programme, then, a->category, a->applied_on, arena);
}

static struct question_outcome assess_with(const struct assessment *a, const struct records *records,
                                           const struct answer_list *answers, struct arena *arena)
{
        struct records then;
        struct assessment after;
        bool stands;

        assess_again(&after, &then, a, records, answers, arena);
        stands = after.status != HAS_ERROR;
        return (struct question_outcome){stands ? after.subsidy : (struct yen){0}, stands};
}

static void add_answer(struct answer_list *to, const struct finding *f, bool yes, struct arena *arena)
{
        *vec_add(arena, to) = (struct answer){.id = finding_name(f->id),
                                              .subject = f->subject ? f->subject : "",
                                              .yes = yes,
                                              .reason = "",
                                              .by = "",
                                              .at = "",
                                              .facts = ""};
}

static struct question_outcome answered(const struct assessment *a, const struct records *records,
                                        const struct finding *f, bool yes, struct arena *arena)
{
        static const struct question_outcome nothing = {{0}, false};
        struct answer_list answers = {0};

        if (f->id == C235 && !yes)
                return nothing;
        add_answer(&answers, f, yes, arena);
        return assess_with(a, records, &answers, arena);
}

static struct question_outcome all_answered(const struct assessment *a, const struct records *records,
                                            enum finding_id id, bool yes, struct arena *arena)
{
        static const struct question_outcome nothing = {{0}, false};
        struct answer_list answers = {0};

        if (id == C235 && !yes)
                return nothing;
        for (size_t i = 0; i < a->findings.n; i++)
                if (a->findings.at[i].id == id && assess_open(records, &a->findings.at[i]))
                        add_answer(&answers, &a->findings.at[i], yes, arena);
        return assess_with(a, records, &answers, arena);
}

struct question_outcomes question_outcomes_of_all(const struct assessment *a, const struct records *records,
                                                  enum finding_id id, struct arena *arena)
{
        return (struct question_outcomes){all_answered(a, records, id, true, arena),
                                          all_answered(a, records, id, false, arena)};
}

struct question_outcomes question_outcomes(const struct assessment *a, const struct records *records,
                                           const struct finding *f, struct arena *arena)
{
        return (struct question_outcomes){answered(a, records, f, true, arena), answered(a, records, f, false, arena)};
}

const char *question_asked(enum finding_id id, enum language language)
{
        static const char *const words[FINDING_IDS][2] = {
#define X(id, ja, en) [id] = {ja, en},
#include "core/assess/question_codes.h"
#undef X
        };

        return words[id][language] ? words[id][language] : "";
}

/* Either a line or a receipt is left out, or the whole application falls. */
static const char *verb(bool falls, bool yes, enum language language)
{
        static const char *const words[2][2][2] = {
                {{"数えない", "does not count"}, {"数える", "counts"}},
                {{"申請できない", "the application falls"}, {"申請できる", "the application stands"}}};

        return words[falls][yes][language];
}

static const char *outcome_words(bool falls, bool yes, const struct question_outcome *o, enum language language,
                                 struct arena *arena)
{
        char yen[YEN_TEXT];

        if (!o->stands)
                return verb(true, false, language);
        return arena_printf(arena, language == JAPANESE ? "%s(%s円)" : "%s (%s yen)", verb(falls, yes, language),
                            yen_format(yen, o->subsidy, "-"));
}

/* What the application brings with this answer once its errors are mended. */
static struct question_outcome mended(const struct assessment *a, const struct records *records,
                                      const struct finding *f, bool yes, struct arena *arena)
{
        struct answer_list answers = {0};
        struct records then;
        struct assessment after;

        if (!yes && finding_no(f->id, records->form) == NO_FALLS)
                return (struct question_outcome){{0}, false};
        add_answer(&answers, f, yes, arena);
        assess_again(&after, &then, a, records, &answers, arena);
        return (struct question_outcome){prospect_subsidy(&after, &then), true};
}

const char *question_words(const struct assessment *a, const struct records *records, const struct finding *f,
                           enum language language, struct arena *arena)
{
        const bool falls = finding_no(f->id, records->form) == NO_FALLS || f->id == C235;
        struct question_outcomes o;
        char yen[YEN_TEXT];

        if (!*question_asked(f->id, language) || assess_answered(records, f, NULL))
                return NULL;
        if (finding_no(f->id, records->form) ==
            NO_STAYS_OPEN) /* of what was read: the table is right, or it is to be mended */
                return arena_printf(arena,
                                    language == JAPANESE ? "%sはい = 表のとおり、いいえ = 表を直すまで尋ねます"
                                                         : "%s yes: as in the table; no: asked until it is mended",
                                    question_asked(f->id, language));
        if (a->status == HAS_ERROR && f->id != C235)
                o = (struct question_outcomes){mended(a, records, f, true, arena), mended(a, records, f, false, arena)};
        else
                o = question_outcomes(a, records, f, arena);
        if (a->status == HAS_ERROR && o.yes.subsidy.n == 0)
                return NULL; /* no mending helps */
        if (a->status == HAS_ERROR && o.no.stands && o.yes.subsidy.n == o.no.subsidy.n)
                return arena_printf(arena,
                                    language == JAPANESE ? "%s不備を直すと、どちらでも%s円"
                                                         : "%s once the errors are mended, yes or no: %s yen",
                                    question_asked(f->id, language), yen_format(yen, o.yes.subsidy, "-"));
        return arena_printf(arena, language == JAPANESE ? "%s%sはい = %s、いいえ = %s" : "%s%s yes: %s; no: %s",
                            question_asked(f->id, language),
                            a->status != HAS_ERROR ? ""
                            : language == JAPANESE ? "不備を直すと、"
                                                   : " once the errors are mended,",
                            outcome_words(falls, true, &o.yes, language, arena),
                            outcome_words(falls, false, &o.no, language, arena));
}
