#include "cmd/read/read_report.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/platform/platform.h"

#include "core/banned.h"

static const char *name_of(const struct read_told *t)
{
        return t->file ? t->file : t->names->n ? t->names->at[0] : t->sha256;
}

static const char *place_of(const struct read_told *t, struct read_place place, struct arena *arena)
{
        return arena_printf(arena, "%s:page %d", name_of(t), place.page);
}

/* ---- JSON */

/* {value, sure, place, box} or null; takes the value over. The box lies on the file's picture, where that is known. */
static json_t *candidate(const struct read_told *t, const struct reading_page *page, enum read_level level,
                         json_t *value, struct read_place place, struct arena *arena)
{
        struct reading_box box;
        json_t *out;

        if (level == READ_NOTHING) {
                json_decref(value);
                return json_null();
        }
        out = json_pack("{s:o, s:b, s:s}", "value", value, "sure", level == READ_SURE, "place",
                        place_of(t, place, arena));
        if (reading_on_file(&box, page, place.box))
                json_object_set_new(out, "box", json_pack("[i,i,i,i]", box.x0, box.y0, box.x1, box.y1));
        return out;
}

static json_t *names_of(const struct read_told *t)
{
        json_t *out = json_array();

        for (size_t i = 0; i < t->names->n; i++)
                json_array_append_new(out, json_path(t->names->at[i]));
        return out;
}

static void put_codes(json_t *out, const struct reading_page *page)
{
        json_t *codes;

        if (page->codes.n == 0)
                return;
        codes = json_array();
        for (size_t i = 0; i < page->codes.n; i++)
                json_array_append_new(codes, json_string(page->codes.at[i].text));
        json_object_set_new(out, "codes", codes);
}

static json_t *json_matches(const struct match *m)
{
        static const struct {
                int bit;
                const char *name;
        } agreeing[] = {{AGREE_AMOUNT, "amount"}, {AGREE_DATE, "date"}, {AGREE_NUMBER, "registration_number"}};
        json_t *out = json_array(), *agree = json_array();

        for (size_t i = 0; i < sizeof agreeing / sizeof *agreeing; i++)
                if (m->agree & agreeing[i].bit)
                        json_array_append_new(agree, json_string(agreeing[i].name));
        if (m->row)
                json_array_append_new(out, json_pack("{s:s, s:s, s:O}", "facility", m->row->facility, "number",
                                                     m->row->number, "agree", agree));
        json_decref(agree);
        return out;
}

static json_t *json_page(const struct read_told *t, const struct reading_page *page, struct arena *arena)
{
        const struct read_paper paper = paper_of(page, read_days_before(t->read_on), arena);
        json_t *out = json_object();

        if (t->file)
                json_object_set_new(out, "file", json_path(t->file));
        else
                json_object_set_new(out, "names", names_of(t));
        json_object_set_new(out, "sha256", *t->sha256 ? json_string(t->sha256) : json_null());
        json_object_set_new(out, "page", json_integer(page->number));
        json_object_set_new(out, "read", json_boolean(page->source != READING_NONE));
        if (page->why)
                json_object_set_new(out, "why", json_string(page->why));
        json_object_set_new(out, "kind",
                            candidate(t, page, paper.kind.level, json_string(paper_kind_id(paper.kind.kind)),
                                      paper.kind.place, arena));
        json_object_set_new(
                out, "total",
                candidate(t, page, paper.total.level, json_integer(paper.total.amount.n), paper.total.place, arena));
        json_object_set_new(out, "date",
                            candidate(t, page, paper.date.level, json_date(paper.date.date), paper.date.place, arena));
        json_object_set_new(
                out, "registration_number",
                candidate(t, page, paper.number.level, json_string(paper.number.value), paper.number.place, arena));
        put_codes(out, page);
        json_object_set_new(out, "matches", json_matches(&t->match));
        return out;
}

/* ---- text */

static void print_part(const struct context *c, enum read_level level, const char *text)
{
        if (level != READ_NOTHING)
                printf("  %s%s", text, level == READ_SURE ? "" : say(c, "(推定)", " (guess)"));
}

static void print_page(const struct read_report *r, const struct read_told *t, const struct reading_page *page,
                       struct arena *arena)
{
        const struct read_paper p = paper_of(page, read_days_before(t->read_on), arena);
        const struct context *c = r->c;
        char yen[YEN_TEXT], iso[DATE_TEXT];
        const char *ja, *en;

        printf("%s", place_of(t, (struct read_place){.page = page->number}, arena));
        if (page->why && reading_why(&ja, &en, page->why)) {
                printf("  %s: %s\n", say(c, "読めません", "not read"), c->language == JAPANESE ? ja : en);
                return;
        }
        print_part(c, p.kind.level, finding_word(arena, paper_kind_word(p.kind.kind), c->language));
        yen_format(yen, p.total.amount, "-");
        print_part(c, p.total.level, arena_printf(arena, say(c, "%s円", "%s yen"), yen));
        print_part(c, p.date.level, date_iso(iso, p.date.date));
        print_part(c, p.number.level, p.number.value);
        for (size_t i = 0; i < page->codes.n; i++)
                printf("  QR: %s", page->codes.at[i].text);
        if (p.kind.level + p.total.level + p.date.level + p.number.level == READ_NOTHING && page->codes.n == 0)
                printf("  %s", say(c, "読み取れた項目はありません", "nothing that is looked for was found"));
        putchar('\n');
        if (t->match.row)
                printf("    %s: %s %s (%s)\n", say(c, "この領収書のものと思われます", "seems to belong to"),
                       t->match.row->facility, t->match.row->number,
                       finding_word(arena, match_words(t->match.agree, arena), c->language));
        if (p.total.level == READ_SURE)
                printf("    %s: %s\n", say(c, "金額の根拠", "the total, because"),
                       finding_word(arena, read_total_why(&p.total, arena), c->language));
}

/* ---- both */

void read_report_begin(struct read_report *r)
{
        if (!is_format(r->c, "json"))
                return;
        fputs("{\"schema\":\"soroe.read/1\",\"reader\":", stdout);
        json_write(*r->readers->pixels ? json_string(r->readers->pixels) : json_null());
        fputs(",\"papers\":[", stdout);
}

void read_report_paper(struct read_report *r, const struct read_told *t, struct arena *scratch)
{
        for (size_t i = 0; i < t->reading->pages.n; i++) {
                const struct reading_page *page = &t->reading->pages.at[i];

                if (is_format(r->c, "json")) {
                        if (r->pages)
                                putchar(',');
                        json_write(json_page(t, page, scratch));
                } else {
                        print_page(r, t, page, scratch);
                }
                r->pages++;
                r->unread += page->source == READING_NONE;
                r->lacks_reader |= page->why && strcmp(page->why, "no-reader") == 0;
        }
}

void read_report_end(struct read_report *r)
{
        const struct context *c = r->c;
        const char *own;

        if (is_format(c, "json")) {
                puts("]}");
        } else if (c->language == JAPANESE) {
                printf("%" PRId64 "ページのうち、読めたもの %" PRId64 "、読めなかったもの %" PRId64 "\n", r->pages,
                       r->pages - r->unread, r->unread);
        } else {
                printf("%" PRId64 " pages: %" PRId64 " read, %" PRId64 " not read\n", r->pages, r->pages - r->unread,
                       r->unread);
        }
        own = platform_own_words("read", c->language == ENGLISH);
        if (r->lacks_reader)
                fprintf(beside(), "%s\n",
                        own ? own
                            : say(c,
                                  "画像を読むには soroe-reader と tesseract が要ります: sudo apt-get install "
                                  "libtesseract-dev libleptonica-dev "
                                  "libzbar-dev tesseract-ocr-jpn tesseract-ocr-eng のあと make。PDF "
                                  "の文字は、なくても読みます。",
                                  "to read pictures, soroe-reader and tesseract are needed: sudo apt-get install "
                                  "libtesseract-dev "
                                  "libleptonica-dev libzbar-dev tesseract-ocr-jpn tesseract-ocr-eng, then make; the "
                                  "text of "
                                  "PDFs is read "
                                  "without them"));
}
