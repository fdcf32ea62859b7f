/* A hundred thousand invented applications with earlier grants and modifications, other categories beside them, answers and days,
 * against the notice once more in other words: not rule by rule over a programme's data, but as somebody with the paper in hand
 * would decide. The paragraph stands beside each sentence of it. */
#include "tests/unit/records_build.h"

#include "core/record/filing.h"

#include "core/banned.h"

enum annex { HOME, ONLINE, OUTPATIENT, ONLY, CATEGORIES };
enum variant { UNSAID, FLOW, FAILURE };
enum bought { TERMINAL, WORK, PHONE, READER, UPKEEP, PRINTER, ITEMS };
enum said { NOTHING, YES_SAID, NO_SAID };
/* 既交付, 既改修 */
enum earlier_of { OF_HOME, OF_ONLINE, OF_FLOW, OF_FAILURE, OF_OUTPATIENT, OF_ONLY, EARLIER };

static const char *const ids[CATEGORIES] = {"home-visit", "online", "outpatient", "eligibility-only"};
static const char *const outpatient_words[] = {"外来診療等", "外来診療等(通常とは異なる動線)", "外来診療等(機器故障時等)"};
static const char *const item_words[ITEMS] = {"モバイル端末",         "レセコン改修", "スマートフォン",
                                              "汎用カードリーダー", "保守料",       "プリンター"};
static const char *const earlier_words[EARLIER] = {
        "R6:訪問診療等", "R6:オンライン診療等", "R6:外来診療等(通常とは異なる動線)", "R6:外来診療等(機器故障時等)",
        "R6:外来診療等", "R6:資格確認限定型"};
static const struct date days[] = {{2025, 6, 30}, {2025, 7, 1}, {2025, 12, 22}, {2026, 1, 15}, {2026, 1, 16}};
static const struct date receipt_days[] = {{2025, 9, 3}, {2025, 5, 2}, {2025, 3, 31}};

struct invented {
        enum annex category;
        enum variant variant;
        int kind; /* 0 hospital, 1 large chain, 2 clinic, 3 pharmacy */
        enum answer3 outside;
        struct date on;
        bool handed_in;       /* on that day; it is looked at on a later one */
        struct date seen;
        int64_t bought[ITEMS]; /* 0: no line; each on a receipt of its own */
        struct date dated[ITEMS];
        bool beside[CATEGORIES]; /* a line of another category: work online and for outpatients, a terminal at home */
        bool granted[EARLIER], modified[EARLIER];
        /* what was answered: about the application, about each line, about each receipt */
        enum said may_again, together[CATEGORIES], open_yet, outside_word, prerequisite, full_system, separate, other_work;
        enum said item[ITEMS], model[ITEMS], old[ITEMS];
};

struct generator {
        uint64_t state;
};

static uint32_t next(struct generator *g, uint32_t below)
{
        g->state = g->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        return (uint32_t)(g->state >> 33) % below;
}

static bool one_in(struct generator *g, uint32_t n)
{
        return next(g, n) == 0;
}

/* Answered rather often: what is open hides the rest. */
static enum said answered(struct generator *g)
{
        return one_in(g, 6) ? NO_SAID : one_in(g, 4) ? NOTHING : YES_SAID;
}

static void invent(struct invented *a, struct generator *g)
{
        *a = (struct invented){.category = (enum annex)next(g, CATEGORIES), .kind = (int)next(g, 4)};
        a->variant = (enum variant)(one_in(g, 6) ? UNSAID : 1 + next(g, 2));
        a->outside = a->category == ONLY ? (one_in(g, 4) ? (enum answer3)next(g, 3) : YES) : one_in(g, 5) ? YES : NO;
        a->on = days[one_in(g, 3) ? next(g, COUNT(days)) : 2];
        a->handed_in = one_in(g, 4);
        a->seen = a->handed_in ? days[COUNT(days) - 1] : a->on; /* after the deadline */
        for (int i = 0; i < ITEMS; i++) {
                a->bought[i] = one_in(g, 3) ? 1 + (int64_t)next(g, one_in(g, 3) ? 900000 : 60000) : 0;
                a->dated[i] = receipt_days[one_in(g, 4) ? next(g, COUNT(receipt_days)) : 1];
                a->item[i] = answered(g);
                a->model[i] = answered(g);
                a->old[i] = answered(g);
        }
        a->bought[next(g, ITEMS)] = 1 + (int64_t)next(g, 200000);
        for (int i = 0; i < CATEGORIES; i++) {
                a->beside[i] = i != (int)a->category && i != ONLY && one_in(g, 5);
                a->together[i] = answered(g);
        }
        for (int i = 0; i < EARLIER; i++) {
                a->granted[i] = one_in(g, 9);
                a->modified[i] = one_in(g, 12);
        }
        a->may_again = answered(g);
        a->open_yet = answered(g);
        a->outside_word = answered(g);
        a->prerequisite = answered(g);
        a->full_system = answered(g);
        a->separate = answered(g);
        a->other_work = answered(g);
}

/* ---- the records of it */

static const char *words_of(const struct invented *a, enum annex c)
{
        static const char *const words[] = {"訪問診療等", "オンライン診療等", "", "資格確認限定型"};

        return c == OUTPATIENT ? outpatient_words[c == a->category ? a->variant : FLOW] : words[c];
}

static void say(struct built *b, const char *id, const char *subject, enum said said)
{
        if (said != NOTHING)
                build_answer(b, id, subject, said == YES_SAID);
}

static const char *joined(struct built *b, const bool has[EARLIER])
{
        struct buffer out = buffer_in(b->arena);

        buffer_text(&out, "");
        for (int i = 0; i < EARLIER; i++)
                if (has[i])
                        buffer_printf(&out, "%s%s", out.n ? ";" : "", earlier_words[i]);
        return out.at;
}

static void record_answers(struct built *b, const struct invented *a)
{
        const char *application = arena_printf(b->arena, "%s/%s", CODE, ids[a->category]);
        int nth = 0;

        say(b, "C201", application, YES_SAID); /* takes none */
        say(b, "C203", application, a->outside_word);
        say(b, "C204", application, a->separate);
        say(b, "C205", application, a->other_work);
        say(b, "C207", application, a->may_again);
        say(b, "C208", application, a->open_yet);
        say(b, "C216", application, a->prerequisite);
        say(b, "C227", application, a->full_system);
        for (int c = 0; c < CATEGORIES; c++)
                if (a->beside[c] && (a->category == ONLY || (a->category == HOME && c == OUTPATIENT) ||
                                     (a->category == OUTPATIENT && c == HOME)))
                        say(b, "C206", nth++ ? arena_printf(b->arena, "%s#%d", application, nth) : application,
                            a->together[c]);
        for (int i = 0; i < ITEMS; i++) {
                const char *receipt = arena_printf(b->arena, CODE "/R-%d", i), *line = arena_printf(b->arena, "%s#1", receipt);

                say(b, "C211", line, a->item[i]);
                say(b, "C212", line, a->model[i]);
                say(b, "C226", receipt, a->old[i]);
        }
}

static void record(struct built *b, const struct invented *a)
{
        static const char *const kinds[] = {"病院", "大型チェーン薬局", "診療所", "薬局"};

        build_facility(b, kinds[a->kind]);
        for (int i = 0; i < ITEMS; i++)
                if (a->bought[i]) {
                        build_bought(b, arena_printf(b->arena, "R-%d", i), words_of(a, a->category), item_words[i],
                                     a->bought[i]);
                        b->records.receipts.at[b->records.receipts.n - 1].date = a->dated[i];
                }
        for (int c = 0; c < CATEGORIES; c++)
                if (a->beside[c]) {
                        build_bought(b, arena_printf(b->arena, "S-%d", c), words_of(a, (enum annex)c),
                                     item_words[c == HOME ? TERMINAL : WORK], 10000);
                        b->records.receipts.at[b->records.receipts.n - 1].date = receipt_days[1];
                }
        b->records.facility.outside_obligation = a->outside;
        b->records.facility.earlier_grants_text = joined(b, a->granted);
        b->records.facility.earlier_mods_text = joined(b, a->modified);
        record_answers(b, a);
}

/* ---- the notice */

struct verdict {
        bool error, open;
        int64_t subsidy;
        bool waits; /* a line waits for an answer */
};

/* A question about the application: open until answered; no, and the application does not stand. */
static void ask(struct verdict *v, bool asked, enum said said)
{
        v->open |= asked && said == NOTHING;
        v->error |= asked && said == NO_SAID;
}

static bool before(struct date a, struct date b)
{
        return date_compare(a, b) < 0;
}

static bool any_outpatient(const bool has[EARLIER])
{
        return has[OF_FLOW] || has[OF_FAILURE] || has[OF_OUTPATIENT];
}

/* Annex 2, note: 同様のシステムとなるため、いずれかでシステム改修を行っている場合は…追加での補助対象となりません。
 * Whoever paid: a grant is for the modification that it paid. */
static bool system_modified(const struct invented *a)
{
        return (a->category == ONLINE && (any_outpatient(a->modified) || any_outpatient(a->granted))) ||
               (a->category == OUTPATIENT && (a->modified[OF_ONLINE] || a->granted[OF_ONLINE]));
}

/* The application as a whole. */
static void may_it_be_made(struct verdict *v, const struct invented *a)
{
        const bool failure = a->category == OUTPATIENT && a->variant == FAILURE;
        const bool *granted = a->granted;

        /* 本文: 補助金の申請期限は令和8年1月15日 */
        v->error |= before((struct date){2026, 1, 15}, a->on);
        /* 本文: 機器が故障した時等 … 令和7年7月頃に申請受付を開始する予定 */
        ask(v, failure && before(a->on, (struct date){2025, 7, 1}), a->open_yet);
        /* which of the two of annex 3 is for the table to say */
        v->open |= a->category == OUTPATIENT && a->variant == UNSAID;
        /* 別添3: 既に通常とは異なる動線での…補助を受けている医療機関等は…追加での補助対象となりません */
        v->error |= failure && granted[OF_FLOW];
        v->open |= failure && granted[OF_OUTPATIENT];
        /* the same again: the notice is silent, but for what annex 3 says */
        ask(v,
            (a->category == HOME && granted[OF_HOME]) || (a->category == ONLINE && granted[OF_ONLINE]) ||
                    (a->category == ONLY && granted[OF_ONLY]) ||
                    (a->category == OUTPATIENT && (failure ? granted[OF_FAILURE] : any_outpatient(granted))),
            a->may_again);
        /* 別添4: オンライン資格確認義務化対象外の医療機関・薬局; アカウント登録と申請が必要 */
        v->error |= a->category == ONLY && a->outside == NO;
        ask(v, a->category == ONLY && a->outside == NOT_SAID, a->outside_word);
        ask(v, a->category == ONLY, a->prerequisite);
        /* 別添1-3: 居宅同意取得型の利用に必要な費用, of the system itself */
        ask(v, a->category != ONLY && a->outside == YES, a->full_system);
        /* beside each other: 1 and 2 may; of 1 and 3 nothing is said; 4 is the simple way of those without the system */
        for (int c = 0; c < CATEGORIES; c++)
                ask(v,
                    a->beside[c] && (a->category == ONLY || (a->category == HOME && c == OUTPATIENT) ||
                                     (a->category == OUTPATIENT && c == HOME)),
                    a->together[c]);
}

/* Is the item named in the annex? In モバイル端末等 it may be (別添1 ①, 別添3 ①); of upkeep nothing is said. */
static enum { NAMED, MAYBE, NOT_NAMED } naming(const struct invented *a, int item)
{
        if (item == UPKEEP)
                return MAYBE;
        if (item == WORK)
                return a->category == ONLY ? NOT_NAMED : NAMED;
        if (item == TERMINAL)
                return a->category == HOME || a->category == OUTPATIENT ? NAMED : NOT_NAMED;
        if (item == PHONE || item == READER)
                return a->category == ONLY ? NAMED : a->category == ONLINE ? NOT_NAMED : MAYBE;
        return NOT_NAMED;
}

/* Does the line count? What is asked about it besides may be open, and no takes it out. */
static bool line_counts(struct verdict *v, const struct invented *a, int item)
{
        const bool late = before(a->on, a->dated[item]);
        const bool old = before(a->dated[item], (struct date){2025, 4, 1}); /* 令和7年度 */
        const bool on_list = a->category == ONLY && (item == PHONE || item == READER); /* 別添4: 対象の機種 */
        const bool two = item == WORK && a->category == OUTPATIENT && a->beside[ONLINE];
        const bool again = item == WORK && a->category != ONLY && system_modified(a);
        const bool maybe = naming(a, item) == MAYBE;
        bool out = naming(a, item) == NOT_NAMED || late;

        v->error |= late; /* paid after the application */
        v->open |= (old && !a->old[item]) || (on_list && !a->model[item]) || (two && !a->separate) ||
                   (again && !a->other_work) || (maybe && !a->item[item]);
        out |= (old && a->old[item] == NO_SAID) || (on_list && a->model[item] == NO_SAID) ||
               (two && a->separate == NO_SAID) || (again && a->other_work == NO_SAID) ||
               (maybe && a->item[item] == NO_SAID);
        if (!out && ((two && !a->separate) || (maybe && !a->item[item]))) {
                v->waits = true;
                out = true;
        }
        return !out;
}

static int64_t least(int64_t a, int64_t b)
{
        return a < b ? a : b;
}

/* 別添1-4 「2.補助内容」, in thousand yen */
static int64_t pays(const struct invented *a, int64_t terminals, int64_t work, int64_t devices, int64_t uncapped)
{
        const bool hospital = a->kind == 0, chain = a->kind == 1;
        const int64_t work_cap = hospital ? 781000 : 130000;
        const int64_t cost_cap = work_cap + (a->category == ONLINE ? 0 : 41000);
        const int64_t quarters = hospital || chain ? 2 : 3;
        static const int64_t limits[][3] = {{411, 85, 128}, {390, 65, 97}, {411, 85, 128}};
        int64_t cost;

        if (a->category == ONLY)
                return least((devices + uncapped) * 3 / 4000, 31) * 1000;
        cost = least(least(terminals, 41000) + least(work, work_cap) + uncapped, cost_cap);
        return least(cost * quarters / 4000, limits[a->category][hospital ? 0 : chain ? 1 : 2]) * 1000;
}

static struct verdict decide(const struct invented *a)
{
        struct verdict v = {0};
        int64_t terminals = 0, work = 0, devices = 0, uncapped = 0;

        may_it_be_made(&v, a);
        for (int i = 0; i < ITEMS; i++) {
                if (!a->bought[i] || !line_counts(&v, a, i))
                        continue;
                *(i == WORK ? &work : i == UPKEEP ? &uncapped : a->category == ONLY ? &devices : &terminals) += a->bought[i];
        }
        v.subsidy = pays(a, terminals, work, devices, uncapped);
        v.open |= v.subsidy <= 0; /* what brings nothing is never ready */
        return v;
}

/* ---- both */

/* What was handed in is judged as of that day, also after the deadline. */
static struct date judged_on(const struct invented *a)
{
        const struct filing filing = {.state = a->handed_in ? FILING_SUBMITTED : FILING_NONE, .on = a->on, .submitted_on = a->on};

        return filing_judged_on(&filing, a->seen);
}

static void a_hundred_thousand_against_the_notice(void **state)
{
        struct built *b = *state, one = *b;
        struct generator g = {20260115};
        int seen[3] = {0}, nothing = 0;

        one.arena = arena_child(b->arena);
        for (int i = 0; i < 100000; i++) {
                struct invented a;
                struct verdict want;
                enum application_status status;

                invent(&a, &g);
                record(&one, &a);
                want = decide(&a);
                status = want.error ? HAS_ERROR : want.open ? NEEDS_ANSWER : READY;
                build_assess(&one, ids[a.category], judged_on(&a));
                if (one.result.status != status || one.result.subsidy.n != want.subsidy)
                        print_error("%d: %s, %s / %s: %s %ld, the notice %s %ld\n", i, ids[a.category],
                                    one.records.facility.earlier_grants_text, one.records.facility.earlier_mods_text,
                                    build_ids(&one), (long)one.result.subsidy.n, application_status_id(status),
                                    (long)want.subsidy);
                assert_int_equal(one.result.status, status);
                assert_int_equal(one.result.subsidy.n, want.subsidy);
                assert_int_equal(build_found(&one, C224) != NULL, want.subsidy <= 0 && !want.error && !want.waits);
                seen[status]++;
                nothing += want.subsidy <= 0;
                arena_reset(one.arena);
        }
        arena_free(one.arena);
        for (int i = 0; i < 3; i++)
                assert_true(seen[i] > 5000); /* it says something of each */
        assert_true(nothing > 5000);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(a_hundred_thousand_against_the_notice, built_open, built_close),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
