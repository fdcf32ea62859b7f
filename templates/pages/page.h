/* What the pages of summary.pdf share: the packet numbered as the papers number it, header and
 * footer, headings, and rows of cells that grow with their text. Lengths in mm from the
 * top left, sizes in points. Only templates/pages/summary.c and the page_*.c files include this. */
#ifndef SOROE_PAGE_H
#define SOROE_PAGE_H

#include "templates/record/packet.h"
#include "templates/pdf/wrap.h"

#define PAGE_LEFT   20.0
#define PAGE_RIGHT  190.0
#define PAGE_BOTTOM 276.0 /* nothing of a body below this */

#define HAIR      0.12
#define THIN      0.25
#define STRONG    0.6
#define HEAD_GREY 0.94

#define MISSING    "［未入力］"
#define NOT_STATED "通知に定めがありません" /* on a packet's pages: paper_not_stated */

/* A line as the papers number it: "2-1" is the first line of receipt 2. */
struct paper_line {
        const struct purchase *purchase;
        enum line_verdict verdict;
        const char *number;
};
struct paper_line_list {
        VEC(struct paper_line);
};

/* A receipt that has a line in this application, with all its lines of this facility. */
struct paper_receipt {
        int number; /* 領収書1 … */
        const struct receipt *receipt;
        struct paper_line_list lines;
        struct yen counted, rest, own; /* own = counted + rest: this facility's share */
        bool has_breakdown;            /* the vendor's own is enclosed or recorded */
        int first_page, last_page;     /* of the pages about its breakdown */
        const char *copies;            /* numbers of the enclosed copies: "1、2"; "" if none */
        int copy_count, breakdown_count;
};
struct paper_receipt_list {
        VEC(struct paper_receipt);
};

/* A finding that the papers print, with its answer. */
struct paper_finding {
        const struct finding *finding;
        const struct answer *answer; /* NULL: nobody has answered */
        bool open;                   /* an error, a question not answered, or a "no" that settles nothing */
};
struct paper_finding_list {
        VEC(struct paper_finding);
};

struct paper {
        struct pdf *pdf;
        struct arena *arena;
        const struct packet *packet;
        const struct programme *programme;
        const struct assessment *assessment;
        const struct facility *facility;
        const char *check_code;
        const char *category; /* 外来診療等(通常とは異なる動線) */
        const char *kind;     /* 診療所 */
        struct paper_receipt_list receipts;
        struct paper_finding_list findings; /* errors, open questions, answered ones */
        size_t errors, open;
        size_t findings_on_cover, reminders_on_cover;
        bool dry; /* rows, rules and headings are measured, not drawn */
        /* 0: there is none */
        int calculation_page, calculation_last, completion_page, findings_page, findings_last, receipts_page,
                receipts_last;
};

void paper_open(struct paper *, const struct packet *, const char *check_code, struct pdf *, struct arena *);

/* ---- page.c: what every page has */
int page_new(struct paper *);                         /* with its header, and the marks of a draft */
void page_footers(struct paper *);                    /* once all pages are there */
void page_footer(struct paper *, const char *number); /* of the current page: "写し 1 / 2" */
void page_title(struct paper *, double y, double pt, double em, const char *);
void page_heading(struct paper *, double y, const char *number, const char *text, const char *note);
void page_rule(struct paper *, double y, double width);
void page_text(struct paper *, double x, double y, enum face, double pt, enum align, const char *);

/* Lines below one another, the first on the baseline y; returns the baseline behind the last. */
double page_lines(struct paper *, double x, double y, enum face, double pt, double step, struct fitted);

/* A cell of a row: text that is condensed or wrapped to its width, or figures, which are not. */
struct cell {
        double x; /* its left, middle or right edge */
        double width;
        enum align align;
        enum face face;
        double pt;
        bool figures;
        const char *text;
};
/* Returns the height of a row: `least`, and a leading for every line of text beyond the first. */
double page_row_height(struct paper *, double least, const struct cell *, size_t n);
void page_row_draw(struct paper *, double top, double height, const struct cell *, size_t n);
/* Does both, and returns the bottom of the row. */
double page_row(struct paper *, double top, double least, const struct cell *, size_t n);
double page_leading(double pt);
double page_middle(double top, double height, double pt); /* the baseline of a single line in a row */

/* A table that may go on over pages. Its head stands on each of them, and the sums of the rows so far are carried over:
 *
 *      struct page_table t = {.paper = p, .bottom = PAGE_BOTTOM, .next_page = next_page, .sums = sums_row, .sums_height = 9};
 *      for each row
 *              y = page_table_row(&t, y, 8, cells, n);      and add its amounts to what sums_row prints
 *      y = page_table_end(&t, y, "合計", THIN);
 *
 * The first row is drawn at y: whoever begins a table has made sure that there is room. */
struct page_table {
        struct paper *paper;
        void *user;
        double bottom;                            /* nothing of the table stands below */
        double (*next_page)(struct page_table *); /* with the table's head; returns the top of its first row */
        double (*sums)(struct page_table *, double y, const char *name); /* of the rows so far; returns its bottom */
        double sums_height;
        /* as on papers of form 1: nothing is carried over, and the first row may go on a new page as well */
        bool plain;
        bool begun;
};

/* Makes room for a row of this height, below a rule, and returns its top. If the row would stand too low, the table goes on on a new
 * page. */
double page_table_room(struct page_table *, double y, double height);
/* Draws a row that grows with its text, and returns its bottom. */
double page_table_row(struct page_table *, double y, double least, const struct cell *, size_t n);
/* Draws the sums of all rows between two rules, and returns their bottom. */
double page_table_end(struct page_table *, double y, const char *name, double rule_above);

/* ---- paper.c: the packet in the words of the papers */
/* Returns `word` for papers of the form `since` and later, else the word `before`: papers of released forms keep theirs to the letter. */
const char *paper_word(const struct paper *, enum record_form since, const char *word, const char *before)
        __attribute__((format_arg(3), format_arg(4)));
const char *paper_not_stated(const struct paper *); /* where the programme says nothing of a value */
void paper_add(struct yen *sum, struct yen more);
const char *paper_yen(struct paper *, struct yen); /* 12,345 △5,500 */
const char *paper_date(struct paper *, struct date);
const char *paper_category(struct paper *, const struct purchase *);
const char *paper_or_missing(const char *);
const char *paper_item(const struct paper *, const struct purchase *); /* as the category's annex words it */
const char *paper_line_text(struct paper *, const struct purchase *);  /* description, model, quantity */
const char *paper_subject(struct paper *, const char *subject);        /* "領収書1 行3 " or "" */
/* 単位: 円(税込み), or 税抜き as the programme has it */
const char *paper_unit(struct paper *);
const char *paper_tax(struct paper *, const char *before, const char *after); /* between them 税込み, or 税抜き */
/* 医療機関(薬局)コード, or the programme's own number */
const char *paper_number(struct paper *);
const char *paper_basis(struct paper *, struct basis);               /* its source and 〔明記〕 or 〔推定〕 */
const char *paper_reason(struct paper *, const struct paper_line *); /* why a line does not count */
const char *paper_answer(struct paper *, const struct answer *);     /* 回答 …(who, when) */
/* file name in the packet; "" */
const char *paper_enclosure(const struct paper *, const struct evidence *);

/* ---- the pages */
void cover_plan(struct paper *); /* how many findings and reminders stand on the cover */
void cover_draw(struct paper *);
/* Parts of the cover that a page 要確認事項 may continue. Those with `first` draw n of them from that one on and return the bottom. */
double page_findings_rows(struct paper *, double y, size_t first, size_t n);
double page_finding_height(struct paper *, size_t i);
size_t page_reminders_count(const struct paper *);
double page_reminder_height(struct paper *, size_t i);
double page_reminders_rows(struct paper *, double y, size_t first, size_t n);
const char *page_findings_title(const struct paper *);
void page_findings_draw(struct paper *); /* 要確認事項: what the cover has no room for */
void calculation_draw(struct paper *);
void comparison_draw(struct paper *, struct paper_receipt *); /* 領収書内訳書の照合 */
void form_draw(struct paper *, struct paper_receipt *);       /* 別紙様式2, 案 */
void code_boxes(struct paper *, double y);                    /* of the forms: 2 + 6 + 1 digits in a row of 16 */
bool completion_asked(const struct paper *);                  /* does the programme ask for 事業完了報告書? */
void completion_draw(struct paper *);                         /* 別紙様式3, where it does */
void receipts_draw(struct paper *);

#endif
