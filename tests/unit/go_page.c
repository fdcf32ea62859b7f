/* The page of soroe go, whole: what it is of is invented and stands below, what it must be in tests/pages. UPDATE=1 writes these
 * files anew, to be read. PAGES=DIR writes the pages with their style and with pictures, for a browser (tests/go_page.sh). */
#include "templates/go/go_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/file/file.h"

#include "core/banned.h"

#define SCANS "tests/cases/demo/scans/"

struct made {
        struct arena *arena;
        struct findings findings;
        struct go_page page;
        bool ja, pictures;
};

static const char *in(const struct made *m, const char *ja, const char *en)
{
        return m->ja ? ja : en;
}

/* A picture from a scan of the demo; where pages are compared four bytes, which no version of libjpeg changes. */
static struct thumbnail picture(struct made *m, const char *scan, struct thumbnail_want want)
{
        struct thumbnail out = {.jpeg = bytes_of("JPEG"), .width = 224, .height = 318};
        struct bytes file;

        if (!m->pictures)
                return out;
        assert_int_equal(file_read(&file, file_join(m->arena, SCANS, scan), IMAGE_MOST_BYTES, m->arena, &m->findings),
                         OK);
        assert_true(thumbnail_make(&out, file, &want, m->arena));
        return out;
}

/* ---- a clinic, a day */

static const struct facility clinic = {
        .code = "1919990182", .name = "澄ヶ原内科クリニック", .kind_text = "診療所", .kind = "clinic"};

static struct go_page start(struct made *m, struct date as_of)
{
        struct programme *programme;

        assert_int_equal(programme_open(&programme, "r7-online-qualification", m->arena, &m->findings), OK);
        return (struct go_page){.language = m->ja ? JAPANESE : ENGLISH,
                                .programme = programme,
                                .as_of = as_of,
                                .deadline = programme->deadline,
                                .folder = "補助金",
                                .again = "soroe go 補助金",
                                .command = "soroe -C 補助金/soroe-data",
                                .packets = "できた書類",
                                .all_ran = true,
                                .rules = 51};
}

static struct go_paper *add_paper(struct made *m, const char *file, const char *kind, enum go_paper_state state,
                                  const char *issuer, struct date date, const char *number, int64_t amount)
{
        struct go_paper *p = vec_add(m->arena, &m->page.papers);

        *p = (struct go_paper){.file = file,
                               .link = file,
                               .kind = kind,
                               .state = state,
                               .issuer = issuer,
                               .date = {.sure = date_is_set(date), .date = date},
                               .registration = {.sure = number, .text = number},
                               .amount = {.sure = amount, .yen = {amount}}};
        return p;
}

static const struct date november_4 = {2025, 11, 4}, october_31 = {2025, 10, 31}, september_12 = {2025, 9, 12},
                         october_6 = {2025, 10, 6}, none = {0};

/* ---- scans alone */

static void first(struct made *m)
{
        struct go_paper *p;

        m->page = start(m, (struct date){2025, 12, 8});
        m->page.wants_facility = m->page.wants_lines = m->page.wants_receipts = true;
        m->page.form = in(m, "記入表.xlsx", "entry.xlsx");
        m->page.form_has_readings = m->page.reads = true;
        p = add_paper(m, "IMG_2043.JPG", in(m, "領収書", "receipt"), GO_PAPER_DOUBTFUL, NULL, november_4, NULL, 0);
        p->remark = in(
                m, "写りが暗く、読み取れないところがあります。明るい所で撮り直して、このフォルダーに入れてください。",
                "It is dark, and not all of it could be read. Take it again in a bright place and put it into this "
                "folder.");
        p->picture = picture(m, "w-0452.jpg", GO_PICTURE);
        p = add_paper(m, "見積_みずき電算.pdf", in(m, "見積書", "quotation"), GO_PAPER_OTHER, "合同会社みずき電算",
                      october_6, NULL, 140800);
        p->remark = in(m, "見積書のようです。領収書の代わりにはなりません。",
                       "This looks like a quotation, which is no receipt.");
        p = add_paper(m, "IMG_2041.JPG", in(m, "領収書", "receipt"), GO_PAPER_READ, "あけび電器 澄ヶ原店", september_12,
                      "T9999990000013", 49800);
        p->picture = picture(m, "4471.jpg", GO_PICTURE);
        p = add_paper(m, "IMG_2042.JPG", in(m, "領収書", "receipt"), GO_PAPER_READ, "青嶺メディカルシステム株式会社",
                      october_31, "T9999990000021", 143000);
        p->picture = picture(m, "m-25093.png", GO_PICTURE);
        p = add_paper(m, "IMG_2044.JPG", in(m, "領収書内訳書", "breakdown"), GO_PAPER_READ,
                      "青嶺メディカルシステム株式会社", october_31, "T9999990000021", 143000);
        p->remark = in(m, "IMG_2042.JPG の領収書の内訳書です。", "The breakdown of the receipt IMG_2042.JPG.");
        p->picture = picture(m, "m-25093-uchiwake-1.png", GO_PICTURE);
        *vec_add(m->arena, &m->page.written) = in(m, "記入表.xlsx", "entry.xlsx");
        *vec_add(m->arena, &m->page.written) = "soroe-data";
}

/* The same without a reader. */
static void unread(struct made *m)
{
        m->page = start(m, (struct date){2025, 12, 8});
        m->page.wants_facility = m->page.wants_lines = m->page.wants_receipts = true;
        m->page.form = in(m, "記入表.xlsx", "entry.xlsx");
        m->page.get_reader = "sudo apt install soroe-reader";
        add_paper(m, "IMG_2041.JPG", NULL, GO_PAPER_UNREAD, NULL, none, NULL, 0)->picture =
                picture(m, "4471.jpg", GO_PICTURE);
        add_paper(m, "IMG_2042.JPG", NULL, GO_PAPER_UNREAD, NULL, none, NULL, 0)->picture =
                picture(m, "m-25093.png", GO_PICTURE);
        add_paper(m, "IMG_2043.HEIC", NULL, GO_PAPER_DAMAGED, NULL, none, NULL, 0)->remark =
                in(m, "HEIC形式です。JPEGで保存し直してください。", "HEIC; save it as JPEG.");
}

/* ---- something is missing */

static struct go_application *add_application(struct made *m, const char *id, const char *name, enum standing standing,
                                              int64_t claimed, int64_t today, int64_t more)
{
        struct go_application *a = vec_add(m->arena, &m->page.applications);

        *a = (struct go_application){.category = id,
                                     .name = name,
                                     .standing = standing,
                                     .claimed = {claimed},
                                     .today = {today},
                                     .if_mended = {more}};
        return a;
}

static void add_todo(struct made *m)
{
        static struct go_comparison comparison;
        struct go_item *item = vec_add(m->arena, &m->page.items);

        *item = (struct go_item){.id = E105,
                                 .heading = in(m, "「購入明細」の領収書番号 0087 は、「領収書」にありません",
                                               "receipt 0087 of the purchases is not among the receipts"),
                                 .found = in(m, "「領収書」には 87 があります。", "There is a receipt 87."),
                                 .remedy = in(m, "紙のとおり 0087 に直してください。", "Type 0087, as the paper says."),
                                 .place = in(m, "記入表.xlsx:領収書!C2", "entry.xlsx:領収書!C2"),
                                 .gain = 113000,
                                 .picture_of = "IMG_2041.JPG",
                                 .picture = picture(m, "4471.jpg", GO_PICTURE)};
        comparison = (struct go_comparison){
                .cell = in(m, "記入表.xlsx 「領収書」F4", "entry.xlsx 領収書!F4"),
                .cell_says = in(m, "182,000円", "182,000 yen"),
                .paper = "IMG_2051.JPG",
                .paper_says = in(m, "128,000円", "128,000 yen"),
                .crop = picture(m, "m-25071.jpg", (struct thumbnail_want){560, 200, {100, 380, 900, 180}, 16 << 10}),
                .frame = {286, 14, 238, 74}};
        item = vec_add(m->arena, &m->page.items);
        *item = (struct go_item){.id = C240,
                                 .heading = in(m, "領収書 2511-004 の金額が、紙と違うようです",
                                               "receipt 2511-004: the paper seems to say another amount"),
                                 .found = in(m, "表は182,000円、紙は128,000円と読めます。",
                                             "The table says 182,000 yen, the paper reads 128,000 yen."),
                                 .remedy = in(m, "紙と見比べて、違っていれば表を直してください。",
                                              "Hold it against the paper, and mend the table if it differs."),
                                 .comparison = &comparison};
}

static void add_question(struct made *m, const char *category, const char *ja, const char *en, const char *subject,
                         int64_t yes, int64_t no, int64_t now)
{
        struct go_question *q = vec_add(m->arena, &m->page.questions);

        *q = (struct go_question){
                .id = C214,
                .heading = in(m, ja, en),
                .about = in(m, "発行者の領収書内訳書がありません", "no vendor's breakdown for the receipt"),
                .subject = subject,
                .yes = in(m, "数える", "it counts"),
                .no = in(m, "この領収書を数えない", "the receipt does not count")};
        *vec_add(m->arena, &q->outcomes) = (struct go_outcome){category, {now}, {{{yes}, true}, {{no}, no != 0}}};
}

static void missing(struct made *m)
{
        m->page = start(m, (struct date){2025, 12, 15});
        m->page.facility = &clinic;
        m->page.records = 9;
        m->page.last_run = (struct date){2025, 12, 8};
        add_application(m, "home-visit", in(m, "訪問診療等", "home visits"), STANDS_ERROR, 189800, 0, 113000);
        add_application(m, "online", in(m, "オンライン診療等", "online consultation"), STANDS_CONFIRM, 182000, 97000,
                        0);
        add_todo(m);
        add_question(m, in(m, "オンライン診療等", "online consultation"),
                     "領収書 2511-004: 内訳書は不要と確かめましたか",
                     "receipt 2511-004: did you make sure that no breakdown is needed?", "2511-004", 97000, 0, 97000);
        add_question(m, in(m, "訪問診療等", "home visits"), "領収書 0087 明細3: 補助の対象になると確かめましたか",
                     "receipt 0087 line 3: did you make sure that it is eligible?", "0087#3", 128000, 113000, 113000);
        *vec_add(m->arena, &m->page.questions.at[0].outcomes) =
                (struct go_outcome){in(m, "訪問診療等", "home visits"), {113000}, {{{113000}, true}, {{82000}, true}}};
        add_question(m, in(m, "訪問診療等", "home visits"), "領収書 0091: 別の領収書ですか",
                     "receipt 0091: are they different receipts?", "0091", 0, 0, 0);
        m->page.questions.at[2].outcomes.at[0].then.yes.stands = false; /* not known yet: another error is open */
        add_paper(m, "IMG_2051.JPG", in(m, "領収書", "receipt"), GO_PAPER_DIFFERS, "合同会社みずき電算", november_4,
                  "T9999990000039", 128000);
        add_paper(m, "IMG_2043.JPG", in(m, "領収書", "receipt"), GO_PAPER_DOUBTFUL, NULL, november_4, NULL, 0);
        add_paper(m, "IMG_2041.JPG", in(m, "領収書", "receipt"), GO_PAPER_AGREES, "あけび電器 澄ヶ原店", september_12,
                  "T9999990000013", 49800);
        add_paper(m, "IMG_2042.JPG", in(m, "領収書", "receipt"), GO_PAPER_AGREES, "青嶺メディカルシステム株式会社",
                  october_31, "T9999990000021", 143000);
        add_paper(m, "見積_みずき電算.pdf", in(m, "見積書", "quotation"), GO_PAPER_OTHER, "合同会社みずき電算",
                  october_6, NULL, 140800);
        *vec_add(m->arena, &m->page.changes) =
                in(m, "記入表.xlsx から、医療機関 1、領収書 3枚、購入明細 5行を記録しました。",
                   "entry.xlsx: 1 facility, 3 receipts, 5 purchases recorded.");
        *vec_add(m->arena, &m->page.changes) = in(m, "IMG_2051.JPG が加わりました。", "IMG_2051.JPG is new.");
}

/* ---- everything is ready */

static void add_packet(struct go_application *a, const char *zip, const char *pdf, int64_t total, int64_t cost,
                       int64_t subsidy)
{
        a->zip = (struct go_file){.name = strrchr(zip, '/') + 1, .link = zip, .bytes = 1992294};
        a->pdf = (struct go_file){.name = strrchr(pdf, '/') + 1, .link = pdf, .pages = 8};
        a->eligible_total.n = total;
        a->eligible_cost.n = cost;
        a->subsidy.n = subsidy;
        a->check_code = "5c1f08ab93de4720";
        a->receipts = 2;
        a->breakdowns = 1;
}

static void ready(struct made *m)
{
        m->page = start(m, (struct date){2025, 12, 22});
        m->page.facility = &clinic;
        m->page.records = 9;
        m->page.verified = 2;
        m->page.applied_on = m->page.as_of;
        m->page.last_run = (struct date){2025, 12, 15};
        m->page.backup = "補助金-控え-20251222.tar";
        add_packet(
                add_application(m, "home-visit", in(m, "訪問診療等", "home visits"), STANDS_READY, 189800, 113000, 0),
                "できた書類/1919990182-home-visit.zip", "できた書類/1919990182-home-visit.pdf", 156800, 151000, 113000);
        add_packet(add_application(m, "online", in(m, "オンライン診療等", "online consultation"), STANDS_READY, 128000,
                                   96000, 0),
                   "できた書類/1919990182-online.zip", "できた書類/1919990182-online.pdf", 128000, 128000, 96000);
        add_paper(m, "IMG_2041.JPG", in(m, "領収書", "receipt"), GO_PAPER_USED, "あけび電器 澄ヶ原店", september_12,
                  "T9999990000013", 49800);
        add_paper(m, "IMG_2042.JPG", in(m, "領収書", "receipt"), GO_PAPER_USED, "青嶺メディカルシステム株式会社",
                  october_31, "T9999990000021", 143000);
        for (int i = 0; i < 10; i++)
                *vec_add(m->arena, &m->page.changes) =
                        in(m, "領収書番号 0087 が直りました。", "Receipt 0087 was mended.");
}

/* One handed in, one granted, and the records went on. */
static void filed(struct made *m)
{
        ready(m);
        m->page.changes.n = 0;
        m->page.applications.at[0].standing = STANDS_SUBMITTED;
        m->page.applications.at[0].filing = (struct filing){.state = FILING_SUBMITTED,
                                                            .on = {2025, 12, 22},
                                                            .submitted_on = {2025, 12, 22},
                                                            .number = "2025-00123"};
        m->page.applications.at[0].changed_since = true;
        m->page.applications.at[1].standing = STANDS_GRANTED;
        m->page.applications.at[1].filing = (struct filing){.state = FILING_GRANTED,
                                                            .on = {2026, 3, 2},
                                                            .submitted_on = {2025, 12, 22},
                                                            .number = "2025-00124",
                                                            .has_amount = true,
                                                            .amount = {95000}};
        m->page.backup_made = "補助金-控え-20251222.tar";
}

/* ---- many papers, long names, and what somebody may have put into them */

static void many(struct made *m)
{
        static const char *const files[] = {
                "IMG_2101.JPG", "医療法人社団 澄ヶ原会 訪問診療用端末および周辺機器一式 領収書 令和7年10月分(控え).pdf",
                "<img src=x onerror=alert(1)>.jpg"};
        static const char *const issuers[] = {"合同会社みずき電算", "株式会社ほおずき医療情報サービス 北澄ヶ原営業所",
                                              "\"'></td></script><script>alert(1)</script>"};
        struct facility *f = ARENA_NEW(m->arena, struct facility);

        *f = clinic;
        f->name = "医療法人社団 澄ヶ原会 附属 北澄ヶ原リハビリテーション・在宅医療総合センター "
                  "</style><script>alert(1)</script> & 分院\xE2\x80\xAE";
        first(m);
        m->page.facility = f;
        m->page.dropped = true;
        m->page.papers.n = 0;
        for (int i = 0; i < 30; i++)
                add_paper(m, files[i % 3], in(m, "領収書", "receipt"), GO_PAPER_DOUBTFUL, i % 2 ? issuers[i % 3] : NULL,
                          november_4, "T9999990000039", 128000)
                        ->remark = in(m, "発行者を、確かに読み取れません。紙を見て、記入表に記入してください。",
                                      "The issuer could not be read for certain.");
        for (int i = 0; i < 28; i++)
                add_paper(m, files[i % 3], in(m, "領収書", "receipt"), GO_PAPER_READ, issuers[i % 3], november_4,
                          "T9999990000021", 15180 + i);
        for (int i = 0; i < 20; i++)
                add_todo(m);
}

/* ---- the days after the deadline, and what could not be looked at */

static void past(struct made *m)
{
        missing(m);
        m->page.as_of = (struct date){2026, 1, 18};
}

static void undated(struct made *m)
{
        ready(m);
        m->page.changes.n = 0;
        for (size_t i = 0; i < 2; i++)
                m->page.applications.at[i].zip = m->page.applications.at[i].pdf = (struct go_file){0};
        m->page.as_of = m->page.deadline;
        m->page.applied_on = none;
}

static void half(struct made *m)
{
        missing(m);
        m->page.all_ran = false;
        m->page.applied_on = m->page.as_of;
        m->page.applications.at[1].unanswered = 1;
        add_packet(&m->page.applications.at[1], "できた書類/1919990182-online.zip", "できた書類/1919990182-online.pdf",
                   182000, 130000, 97000);
}

static const struct {
        const char *name;
        void (*make)(struct made *);
        enum go_stage stage;
} states[] = {{"first", first, GO_GATHER},    {"unread", unread, GO_GATHER},  {"many", many, GO_GATHER},
              {"missing", missing, GO_CHECK}, {"past", past, GO_CHECK},       {"half", half, GO_CHECK},
              {"ready", ready, GO_APPLY},     {"undated", undated, GO_APPLY}, {"filed", filed, GO_APPLY}};
enum { STATES = sizeof states / sizeof *states };

static const char *written(struct made *m, size_t state, bool ja, bool pictures)
{
        struct buffer out = buffer_in(m->arena);

        memset(&m->page, 0, sizeof m->page);
        m->ja = ja;
        m->pictures = pictures;
        states[state].make(m);
        go_page_write(&out, &m->page, m->arena);
        return out.at;
}

static void pages_are_as_they_were_read(void **state)
{
        (void)state;
        for (size_t i = 0; i < 2 * STATES; i++) {
                struct made m = {.arena = arena_new(abort)};
                const char *path, *page;
                struct bytes expected;

                m.findings = findings_in(m.arena);
                page = strstr(written(&m, i / 2, i % 2 == 0, false), "<body>");
                path = arena_printf(m.arena, "tests/pages/%s-%s.html", states[i / 2].name, i % 2 == 0 ? "ja" : "en");
                assert_non_null(page);
                if (getenv("UPDATE"))
                        assert_int_equal(file_write(path, bytes_of(page), 0644, m.arena, &m.findings), OK);
                assert_int_equal(file_read(&expected, path, 1 << 20, m.arena, &m.findings), OK);
                assert_string_equal(page, arena_strndup(m.arena, (const char *)expected.at, expected.n));
                arena_free(m.arena);
        }
}

static void stages_are_told(void **state)
{
        (void)state;
        for (size_t i = 0; i < STATES; i++) {
                struct made m = {.arena = arena_new(abort)};

                m.findings = findings_in(m.arena);
                written(&m, i, true, false);
                assert_int_equal(go_page_stage(&m.page), states[i].stage);
                arena_free(m.arena);
        }
}

/* With pictures a page stays small: 1.5 MB is the most that is wanted. */
static void pages_with_pictures_stay_small(void **state)
{
        const char *folder = getenv("PAGES");

        (void)state;
        for (size_t i = 0; i < 2 * STATES; i++) {
                struct made m = {.arena = arena_new(abort)};
                const char *page;

                m.findings = findings_in(m.arena);
                page = written(&m, i / 2, i % 2 == 0, true);
                assert_true(strlen(page) < 400000);
                if (folder)
                        assert_int_equal(file_write(arena_printf(m.arena, "%s/%s-%s.html", folder, states[i / 2].name,
                                                                 i % 2 == 0 ? "ja" : "en"),
                                                    bytes_of(page), 0644, m.arena, &m.findings),
                                         OK);
                arena_free(m.arena);
        }
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test(pages_are_as_they_were_read),
                cmocka_unit_test(stages_are_told),
                cmocka_unit_test(pages_with_pictures_stay_small),
        };

        return cmocka_run_group_tests(tests, NULL, NULL);
}
