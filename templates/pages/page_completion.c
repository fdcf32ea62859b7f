/* 事業完了報告書 (別紙様式3), for programmes that ask for it: a document of id completion-report. */
#include "templates/pages/page.h"

#include <string.h>

#include "core/banned.h"

#define FRAME_TOP 100.0
#define CODE_ROW  16.0
#define ROW       11.0

static const struct claim *own_claim(const struct paper *p)
{
        const struct claim_list *claims = &p->packet->records->claims;

        for (size_t i = 0; i < claims->n; i++)
                if (strcmp(claims->at[i].category, p->assessment->category->label.id) == 0)
                        return &claims->at[i];
        return NULL;
}

bool completion_asked(const struct paper *p)
{
        const struct required_document_list *documents = &p->programme->documents;
        const struct facility_attribute *unsaid;

        for (size_t i = 0; i < documents->n; i++)
                if (strcmp(documents->at[i].id, DOCUMENT_COMPLETION_REPORT) == 0 &&
                    conditions_hold(&documents->at[i].conditions, p->programme, p->packet->records,
                                    p->assessment->category->label.id, &unsaid) != NO)
                        return true;
        return false;
}

/* 10 pt, leading 7, the first line indented by a character. */
static void sentence(struct paper *p)
{
        const struct claim *claim = own_claim(p);
        const char *day = claim ? paper_date(p, claim->completed_on) : MISSING;
        const char *text = arena_printf(p->arena, "　%s(%s)の事業(%s)が、%sに完了したので、次のとおり報告します。",
                                        p->programme->ja, p->programme->budget_ja, p->category, day);
        struct fitted lines = {wrap_text(p->pdf, FACE_GOTHIC, 10, PAGE_RIGHT - PAGE_LEFT, text, p->arena), 100};

        page_lines(p, PAGE_LEFT, 74, FACE_GOTHIC, 10, 7, lines);
}

static double frame_row(struct paper *p, double y, const char *label, enum face face, double pt, const char *value)
{
        const bool missing = !value || !*value;
        const struct cell cell = {65, 123, LEFT, missing ? FACE_BOLD : face, pt, false, paper_or_missing(value)};
        double height = page_row_height(p, ROW, &cell, 1);

        pdf_line(p->pdf, PAGE_LEFT, y, PAGE_RIGHT, y, HAIR);
        pdf_text(p->pdf, 22, page_middle(y, height, 8.5), FACE_GOTHIC, 8.5, LEFT, label);
        page_row_draw(p, y, height, &cell, 1);
        return y + height;
}

static void frame(struct paper *p)
{
        const struct facility *f = p->facility;
        double y = FRAME_TOP + CODE_ROW;

        pdf_text(p->pdf, 22, page_middle(FRAME_TOP, CODE_ROW, 8.5), FACE_GOTHIC, 8.5, LEFT, paper_number(p));
        code_boxes(p, FRAME_TOP);
        y = frame_row(p, y, "医療機関(薬局)名称", FACE_MINCHO, 12, f->name);
        y = frame_row(p, y, "開設者", FACE_MINCHO, 12, f->founder);
        y = frame_row(p, y, "郵便番号", FACE_GOTHIC, 10, f->postal_code);
        y = frame_row(p, y, "所在地", FACE_GOTHIC, 10, f->address);
        y = frame_row(p, y, "電話番号", FACE_GOTHIC, 10, f->phone);
        pdf_frame(p->pdf, PAGE_LEFT, FRAME_TOP, PAGE_RIGHT - PAGE_LEFT, y - FRAME_TOP, THIN);
        pdf_line(p->pdf, 62, FRAME_TOP, 62, y, HAIR);
}

void completion_draw(struct paper *p)
{
        if (!completion_asked(p))
                return;
        p->completion_page = page_new(p);
        pdf_text(p->pdf, PAGE_LEFT, 25, FACE_GOTHIC, 8.5, LEFT, "別紙様式3");
        page_title(p, 42, 16, 0.35, "事業完了報告書");
        pdf_text(p->pdf, PAGE_RIGHT, 56, FACE_GOTHIC, 10, RIGHT, paper_date(p, p->assessment->applied_on));
        sentence(p);
        frame(p);
}
