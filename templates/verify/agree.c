#include "templates/verify/agree.h"

#include <string.h>

#include "templates/verify/agree_words.h"
#include "templates/pages/page.h"

#include "core/banned.h"

/* The next cell of a row begins with the next run; cells that are not compared may stand between, in a few lines each. */
#define NEXT   1
#define BEYOND 64

#define MOST_KNOWN 64

/* The runs of all pages, one after the other. */
struct run {
        const char *at;
        size_t n, page; /* page from 1 */
};
struct runs {
        VEC(struct run);
};

struct agreeing {
        struct disagreement *out;
        const struct agree_record *record;
        struct arena *arena;
        struct runs runs;
        struct paper paper; /* for its words; it draws nothing */
        struct {
                VEC(struct word);
        } known; /* words that were found; at most MOST_KNOWN */
};

static bool disagree(struct agreeing *a, size_t page, const char *ja, const char *en, const char *record,
                     const char *paper)
{
        *a->out = (struct disagreement){page, ja, en, record, paper};
        return false;
}

static void take_runs(struct agreeing *a, const struct pdf_text *text)
{
        for (size_t page = 0; page < text->n; page++) {
                for (const char *at = text->at[page]; *at;) {
                        size_t n = strcspn(at, "\n");

                        *vec_add(a->arena, &a->runs) = (struct run){at, n, page + 1};
                        at += n + (at[n] == '\n');
                }
        }
}

static const char *run_text(struct agreeing *a, size_t i)
{
        return i < a->runs.n ? arena_strndup(a->arena, a->runs.at[i].at, a->runs.at[i].n) : "";
}

static bool is_run(const struct agreeing *a, size_t i, const char *text)
{
        return i < a->runs.n && a->runs.at[i].n == strlen(text) && memcmp(a->runs.at[i].at, text, a->runs.at[i].n) == 0;
}

/* ---- values that may stand in several lines: whole runs, one after the other, without the spaces at the breaks */

#define GETA "〓"

static const char *skip_spaces(const char *s, const char *end)
{
        while (s < end && *s == ' ')
                s++;
        return s;
}

/* Compares one byte on either side. In a draft that was made so, 〓 on the paper stands for any one character of the record. */
static bool same_sign(const struct agreeing *a, const char **text, const char **paper)
{
        struct cluster c;

        if (**text == **paper && (!a->record->packet->geta || strncmp(*paper, GETA, strlen(GETA)) != 0)) {
                ++*text;
                ++*paper;
                return true;
        }
        if (!a->record->packet->geta || strncmp(*paper, GETA, strlen(GETA)) != 0 || !cluster_next(&c, text))
                return false;
        *paper += strlen(GETA);
        return true;
}

/* Returns how many runs from the i-th on make up the text; 0 if they do not. */
static size_t spans(const struct agreeing *a, size_t i, const char *text)
{
        const char *end = text + strlen(text);
        size_t taken = 0;

        text = skip_spaces(text, end);
        while (text < end && i + taken < a->runs.n && a->runs.at[i + taken].page == a->runs.at[i].page) {
                const struct run *run = &a->runs.at[i + taken++];
                const char *s = skip_spaces(run->at, run->at + run->n);

                while (s < run->at + run->n) {
                        text = skip_spaces(text, end);
                        if (text == end || !same_sign(a, &text, &s))
                                return 0;
                        s = skip_spaces(s, run->at + run->n);
                }
                text = skip_spaces(text, end);
        }
        return text == end ? taken : 0;
}

/* The first run from `from` on that is this text, or a->runs.n. */
static size_t find_run(const struct agreeing *a, size_t from, const char *text)
{
        while (from < a->runs.n && !is_run(a, from, text))
                from++;
        return from;
}

/* Moves *at behind the text, which must begin within the next `ahead` runs of this page. */
static bool follows(const struct agreeing *a, size_t *at, size_t ahead, const char *text)
{
        for (size_t i = *at; i < *at + ahead && i < a->runs.n && a->runs.at[i].page == a->runs.at[*at].page; i++) {
                size_t n = spans(a, i, text);

                if (n) {
                        *at = i + n;
                        return true;
                }
        }
        return false;
}

/* ---- the cover */

static bool behind_label(struct agreeing *a, const char *label, const char *en, const char *value, size_t ahead)
{
        size_t i = find_run(a, 0, label), at = i + 1;

        if (i >= a->runs.n || a->runs.at[i].page != 1)
                return disagree(a, 1, label, en, value, "");
        return follows(a, &at, ahead, paper_or_missing(value)) ||
               disagree(a, 1, label, en, paper_or_missing(value), run_text(a, i + ahead));
}

static const char *address_of(const struct facility *f, struct arena *arena)
{
        if (!f->address || !*f->address || !f->postal_code || !*f->postal_code)
                return f->address;
        return arena_printf(arena, "〒%s %s", f->postal_code, f->address);
}

/* These labels stand on the papers of every version. If a label gets another word, the old one must be read as well. */
static bool agree_cover(struct agreeing *a)
{
        const struct facility *f = &a->record->packet->records->facility;
        const struct assessment *result = a->record->packet->assessment;
        const struct {
                const char *label, *en, *value;
                size_t ahead; /* the value comes within so many runs */
        } rows[] = {
                {"補助区分", "the category", a->paper.category, 1},
                {"施設の種別", "the kind", a->paper.kind, 1},
                {a->paper.programme->number_ja, "the institution code", f->code, 1},
                {"申請日", "the date of application", paper_date(&a->paper, result->applied_on), 1},
                {"名称", "the name", f->name, 1},
                {"所在地", "the address", address_of(f, a->arena), 1},
                {"開設者", "the founder", f->founder, 1},
                {"電話番号", "the telephone number", f->phone, 1},
                {"①", "the total before caps", paper_yen(&a->paper, result->eligible_total), 4},
                {"②", "the total after caps", paper_yen(&a->paper, result->eligible_cost), 4},
                {"③", "the subsidy", paper_yen(&a->paper, result->subsidy), 4},
        };

        for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
                const char *value = rows[i].value;

                /* the category is followed by the number of its annex */
                if (i == 0 && *result->category->annex)
                        value = arena_printf(a->arena, "%s(%s)", value, result->category->annex);
                if (!behind_label(a, rows[i].label, rows[i].en, value, rows[i].ahead))
                        return false;
        }
        return true;
}

/* ---- the list of receipts */

struct expected {
        const char *ja, *en, *text;
        size_t ahead;
};

static bool in_order(struct agreeing *a, size_t *at, const struct expected *rows, size_t n)
{
        for (size_t i = 0; i < n; i++)
                if (*rows[i].text && !follows(a, at, rows[i].ahead, rows[i].text))
                        return disagree(a, *at < a->runs.n ? a->runs.at[*at].page : 0, rows[i].ja, rows[i].en,
                                        rows[i].text, run_text(a, *at));
        return true;
}

/* Where a record begins: its number in the list, followed by its own number or text. */
static size_t find_record(struct agreeing *a, size_t from, const char *number, const struct expected *next)
{
        for (size_t i = from; i + 1 < a->runs.n; i++) {
                size_t at = i + 1;

                if (is_run(a, i, number) && (!*next->text || follows(a, &at, next->ahead, next->text)))
                        return i + 1;
        }
        return a->runs.n;
}

static bool agree_receipt(struct agreeing *a, size_t *at, const struct paper_receipt *on)
{
        const struct receipt *r = on->receipt;
        const struct expected rows[] = {
                {"領収書番号", "the number of a receipt", r->number, NEXT},
                {"発行日", "the date of a receipt", paper_date(&a->paper, r->date), NEXT},
                {"領収金額", "the amount of a receipt", paper_yen(&a->paper, r->amount), NEXT},
                {"対象の額", "the amount that counts", paper_yen(&a->paper, on->counted), NEXT},
                {"対象外の額", "the amount that does not count", paper_yen(&a->paper, on->rest), NEXT},
                {"発行者", "the issuer of a receipt", paper_or_missing(r->issuer), BEYOND},
        };
        size_t begin = find_record(a, *at, arena_printf(a->arena, "%d", on->number), &rows[0]);

        if (begin >= a->runs.n)
                return disagree(a, 0, rows[0].ja, rows[0].en, r->number, "");
        *at = begin;
        return in_order(a, at, rows, sizeof rows / sizeof *rows);
}

static bool agree_line(struct agreeing *a, size_t *at, const struct paper_line *line)
{
        const struct expected rows[] = {
                {"摘要", "the text of a line", paper_line_text(&a->paper, line->purchase), BEYOND},
                {"金額", "the amount of a line", paper_yen(&a->paper, line->purchase->amount), NEXT},
        };
        size_t begin = find_record(a, *at, line->number, &rows[0]);

        if (begin >= a->runs.n)
                return disagree(a, 0, rows[0].ja, rows[0].en, rows[0].text, "");
        *at = begin;
        return in_order(a, at, rows, sizeof rows / sizeof *rows);
}

/* The list begins at the last title that names it, because the cover names it, too. */
static bool agree_list(struct agreeing *a)
{
        size_t at = find_run(a, 0, "領収書一覧"), next = at;

        while (at < a->runs.n && a->runs.at[at].page == 1 && next < a->runs.n)
                at = next = find_run(a, next + 1, "領収書一覧");
        if (at >= a->runs.n)
                return disagree(a, 0, "領収書一覧", "the list of receipts", "領収書一覧", "");
        for (size_t i = 0; i < a->paper.receipts.n; i++)
                if (!agree_receipt(a, &at, &a->paper.receipts.at[i]))
                        return false;
        for (size_t i = 0; i < a->paper.receipts.n; i++)
                for (size_t k = 0; k < a->paper.receipts.at[i].lines.n; k++)
                        if (!agree_line(a, &at, &a->paper.receipts.at[i].lines.at[k]))
                                return false;
        return true;
}

/* ---- every page */

static bool agree_codes(struct agreeing *a, const struct pdf_text *text)
{
        for (size_t i = 0; i < text->n; i++)
                if (!pdf_text_has(text, i, a->record->check_code))
                        return disagree(a, i + 1, "照合番号", "the check code", a->record->check_code, "");
        return true;
}

/* Sums of a page's lines are on no record: amounts are asked for on the cover only. */
static bool is_asked(const struct word *word, size_t page)
{
        return word->kind != WORD_AMOUNT || page == 1;
}

/* Papers say the same few dates and codes again and again. */
static bool is_known(struct agreeing *a, const struct word *word)
{
        const struct bytes files[] = {bytes_of(a->record->check_code), a->record->xml, a->record->programme};

        for (size_t i = 0; i < a->known.n; i++) {
                const struct word *known = &a->known.at[i];

                if (known->kind == word->kind && known->n == word->n && memcmp(known->at, word->at, word->n) == 0)
                        return true;
        }
        if (!word_known(word, files, sizeof files / sizeof *files, a->arena))
                return false;
        if (a->known.n < MOST_KNOWN)
                *vec_add(a->arena, &a->known) = *word;
        return true;
}

static bool agree_words(struct agreeing *a)
{
        for (size_t i = 0; i < a->runs.n; i++) {
                const struct run *run = &a->runs.at[i];
                struct word word;

                for (size_t at = 0; word_next(&word, run->at, run->n, &at);)
                        if (is_asked(&word, run->page) && !is_known(a, &word))
                                return disagree(a, run->page, word_kind_name(word.kind, JAPANESE),
                                                word_kind_name(word.kind, ENGLISH), "",
                                                arena_strndup(a->arena, word.at, word.n));
        }
        return true;
}

bool agree_papers(struct disagreement *out, const struct agree_record *record, const struct pdf_text *text,
                  struct arena *arena)
{
        struct agreeing a = {.out = out, .record = record, .arena = arena};

        paper_open(&a.paper, record->packet, record->check_code, NULL, arena);
        take_runs(&a, text);
        return agree_codes(&a, text) && agree_cover(&a) && agree_list(&a) && agree_words(&a);
}
