#include "templates/letters/letter.h"

#include <string.h>

#include "core/banned.h"

const char *letter_date(struct arena *arena, struct date date)
{
        static const char *const days[7] = {"日", "月", "火", "水", "木", "金", "土"};
        char text[DATE_TEXT];

        return date_is_set(date) ? arena_printf(arena, "%s(%s)", date_japanese(text, date), days[date_weekday(date)])
                                 : "";
}

const char *letter_yen(struct arena *arena, struct yen yen)
{
        return yen_format(arena_alloc(arena, YEN_TEXT), yen, "△");
}

const char *letter_about(struct arena *arena, const struct letter_point *point, size_t most)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < point->about.n && i < most; i++)
                buffer_printf(&out, "%s%s", i ? "、" : "", point->about.at[i]);
        if (point->about.n > most)
                buffer_printf(&out, "、ほか%zu件", point->about.n - most);
        return out.at;
}

const char *letter_subject(const struct letter *letter)
{
        static const char *const words[] = {[LETTER_NONE] = "",
                                            [LETTER_ASK] = "書類のご確認とお願い",
                                            [LETTER_SEND] = "領収書などをお送りいただくお願い",
                                            [LETTER_READY] = "申請書類がそろいました"};

        return words[letter->kind];
}

static bool is_too_late(const struct letter *letter)
{
        return date_is_set(letter->deadline) && date_compare(letter->deadline, letter->as_of) < 0;
}

/* 令和7年12月26日(金)までに */
static const char *by_when(const struct letter *letter, struct arena *arena)
{
        return date_is_set(letter->by) ? arena_printf(arena, "%sまでに", letter_date(arena, letter->by)) : "";
}

static void add(struct texts *out, struct arena *arena, const char *sentence)
{
        if (*sentence)
                *vec_add(arena, out) = sentence;
}

static const char *gain(const struct letter *letter, struct arena *arena)
{
        if (letter->then.n <= letter->today.n)
                return "";
        return arena_printf(arena, "すべて整うと、補助額は今の見込みより%s円多く、合わせて%s円になる見込みです。",
                            letter_yen(arena, (struct yen){letter->then.n - letter->today.n}),
                            letter_yen(arena, letter->then));
}

static const char *too_late(const struct letter *letter, struct arena *arena)
{
        return arena_printf(arena, "申請期限の%sを過ぎています。", letter_date(arena, letter->deadline));
}

static void ask(struct texts *out, const struct letter *letter, struct arena *arena)
{
        add(out, arena,
            arena_printf(arena,
                         "お預かりした資料を、%s現在で点検いたしました。次の"
                         "%zu点について、%sご対応くださいますようお願いいたします。",
                         letter_date(arena, letter->as_of), letter->points.n, by_when(letter, arena)));
        add(out, arena, gain(letter, arena));
}

static void want(struct texts *out, const struct letter *letter, struct arena *arena)
{
        add(out, arena,
            arena_printf(
                    arena,
                    letter->came
                            ? "%s現在、領収書はお預かりしましたが、どの品をどの区分で申請されるかがまだわかりません。"
                            : "%s現在、貴施設の購入の資料が、まだ届いておりません。",
                    letter_date(arena, letter->as_of)));
        add(out, arena,
            arena_printf(arena,
                         "申請される場合は、下記のものを%sお送りください。申請されない場合も、お知らせください。",
                         by_when(letter, arena)));
}

static void ready(struct texts *out, const struct letter *letter, struct arena *arena)
{
        add(out, arena,
            arena_printf(arena, "お預かりした資料を、%s現在で点検いたしました。不備はなく、申請いただけます。",
                         letter_date(arena, letter->as_of)));
        add(out, arena, "内容に変わりがあれば、お知らせください。");
}

/* Whoever was asked before is thanked, or reminded. */
static void mention_before(struct texts *out, const struct letter *letter, struct arena *arena)
{
        if (!date_is_set(letter->before))
                return;
        add(out, arena,
            arena_printf(arena,
                         letter->answered ? "%sのお願いに、お返事をいただき、ありがとうございました。"
                                          : "%sにお願いした件を、あらためてご案内いたします。",
                         letter_date(arena, letter->before)));
}

static void mention_enclosures(struct texts *out, const struct letter *letter, struct arena *arena)
{
        if (letter->form)
                add(out, arena, arena_printf(arena, "ご記入いただく記入表(%s)を添えました。", letter->form));
        if (letter->slips)
                add(out, arena,
                    arena_printf(arena,
                                 "写しのない領収書のための札(%s)%s添えました。同じ番号の領収書に並べてスキャンし、"
                                 "お送りください。",
                                 letter->slips, letter->form ? "も" : "を"));
}

struct texts letter_sentences(const struct letter *letter, struct arena *arena)
{
        static void (*const parts[])(struct texts *, const struct letter *, struct arena *) = {
                [LETTER_ASK] = ask, [LETTER_SEND] = want, [LETTER_READY] = ready};
        struct texts out = {0};

        if (letter->kind == LETTER_NONE)
                return out;
        if (is_too_late(letter)) { /* nothing is asked of anybody any more */
                add(&out, arena, too_late(letter, arena));
                return out;
        }
        mention_before(&out, letter, arena);
        parts[letter->kind](&out, letter, arena);
        mention_enclosures(&out, letter, arena);
        return out;
}

/* What a table of receipts and purchases is made from, and what the programme asks for besides. */
struct texts letter_wanted(const struct letter *letter, struct arena *arena)
{
        const struct required_document_list *documents = &letter->programme->documents;
        struct texts out = {0};

        for (size_t i = 0; i < documents->n; i++) {
                const struct required_document *d = &documents->at[i];

                if (d->conditions.n || strcmp(d->id, DOCUMENT_COMPLETION_REPORT) == 0)
                        continue;
                add(&out, arena, d->required ? d->ja : arena_printf(arena, "%s(購入先にご依頼ください)", d->ja));
        }
        add(&out, arena, "購入した品の、品名、型番、数量、金額と、どの区分の補助を受けるか");
        add(&out, arena, "導入が終わった日と、支払った日");
        add(&out, arena, "以前に同じ補助を受けたことがあれば、その年度と区分");
        return out;
}

/* ---- a mail */

static void put_points(struct buffer *out, const struct letter *letter, struct arena *arena)
{
        for (size_t i = 0; i < letter->points.n; i++) {
                const struct letter_point *p = &letter->points.at[i];
                const char *about = letter_about(arena, p, p->about.n);

                buffer_printf(out, "%zu. %s\n", i + 1, p->what);
                if (*about)
                        buffer_printf(out, "   %s\n", about);
                buffer_printf(out, "   お願い: %s\n", p->todo);
        }
}

static void put_office(struct buffer *out, const struct office *office)
{
        buffer_printf(out, "\nお問い合わせ: %s%s%s\n", office->name, *office->contact ? " " : "", office->contact);
        if (*office->phone)
                buffer_printf(out, "電話 %s\n", office->phone);
        if (*office->mail)
                buffer_printf(out, "メール %s\n", office->mail);
}

char *letter_text(const struct letter *letter, struct arena *arena)
{
        struct buffer out = buffer_in(arena);
        struct texts sentences = letter_sentences(letter, arena), wanted = {0};

        if (letter->kind == LETTER_SEND)
                wanted = letter_wanted(letter, arena);
        buffer_printf(&out, "%s\n%s\n\n", letter->programme->ja, letter_subject(letter));
        for (size_t i = 0; i < sentences.n; i++)
                buffer_printf(&out, "%s\n", sentences.at[i]);
        if (date_is_set(letter->deadline))
                buffer_printf(&out, "申請期限: %s\n", letter_date(arena, letter->deadline));
        if (letter->points.n || wanted.n)
                buffer_char(&out, '\n');
        put_points(&out, letter, arena);
        for (size_t i = 0; i < wanted.n; i++)
                buffer_printf(&out, "%zu. %s\n", i + 1, wanted.at[i]);
        put_office(&out, &letter->office);
        return out.at;
}
