#include "cmd/letters/letters.h"

#include <string.h>

#include "cmd/terminal/csv_out.h"

#include "core/file/file.h"

#include "core/banned.h"

/* One description of the columns serves the headings and the row of a letter. */
enum column {
        CODE,
        NAME,
        REPRESENTATIVE,
        CONTACT,
        MAIL,
        POSTAL_CODE,
        ADDRESS,
        SUBJECT,
        TODAY,
        THEN,
        ERRORS,
        QUESTIONS,
        BY,
        TEXT,
        FILE_NAME,
        BEFORE,
        ANSWERED,
        FORM,
        COLUMNS
};
static const char *const heads[COLUMNS][2] = {
        [CODE] = {"医療機関コード", "code"},
        [NAME] = {"名称", "name"},
        [REPRESENTATIVE] = {"代表者", "representative"},
        [CONTACT] = {"担当者", "contact"},
        [MAIL] = {"メール", "mail"},
        [POSTAL_CODE] = {"郵便番号", "postal code"},
        [ADDRESS] = {"所在地", "address"},
        [SUBJECT] = {"件名", "subject"},
        [TODAY] = {"補助額(今の見込み)", "subsidy as it stands"},
        [THEN] = {"補助額(すべて整った場合)", "subsidy if all is mended"},
        [ERRORS] = {"不備", "errors"},
        [QUESTIONS] = {"ご確認", "questions"},
        [BY] = {"期限", "by"},
        [TEXT] = {"本文", "text"},
        [FILE_NAME] = {"ファイル名", "file"},
        [BEFORE] = {"前の手紙", "letter before"},
        [ANSWERED] = {"前の手紙への返事", "answered"},
        [FORM] = {"記入表のファイル名", "entry form"},
};
#define NUMBERS (1U << TODAY | 1U << THEN | 1U << ERRORS | 1U << QUESTIONS)

static void put_row(struct letters *l, const char *const cells[COLUMNS], struct arena *scratch)
{
        struct buffer line = buffer_in(scratch);

        csv_line(&line, cells, COLUMNS, NUMBERS, scratch);
        part_file_add(&l->mails, buffer_bytes(&line));
}

void mails_head(struct letters *l, struct arena *scratch)
{
        const enum language language = l->c->language;
        const char *own[COLUMNS];

        for (int i = 0; i < COLUMNS; i++)
                own[i] = heads[i][language];
        if (language == JAPANESE)
                own[CODE] = l->programme->number_ja;
        part_file_add(&l->mails, bytes_of(CSV_BOM));
        put_row(l, own, scratch);
}

static const char *number(struct arena *arena, long long n)
{
        return arena_printf(arena, "%lld", n);
}

static const char *answered_word(const struct letters *l, const struct letter_before *before)
{
        if (!before->asked)
                return "";
        return before->answered ? say(l->c, "あり", "yes") : say(l->c, "まだ", "not yet");
}

void mails_row(struct letters *l, const struct written *w, struct arena *arena)
{
        const struct letter *letter = w->letter;
        const struct facility *f = letter->facility;
        const char *const cells[COLUMNS] = {
                [CODE] = f->code,
                [NAME] = f->name,
                [REPRESENTATIVE] = f->representative,
                [CONTACT] = f->contact,
                [MAIL] = f->mail,
                [POSTAL_CODE] = f->postal_code,
                [ADDRESS] = f->address,
                [SUBJECT] = letter_subject(letter),
                [TODAY] = number(arena, letter->today.n),
                [THEN] = number(arena, letter->then.n),
                [ERRORS] = number(arena, (long long)letter->errors),
                [QUESTIONS] = number(arena, (long long)letter->questions),
                [BY] = letter_date(arena, letter->by),
                [TEXT] = letter_text(letter, arena),
                [FILE_NAME] = file_base_name(w->path),
                [BEFORE] = letter_date(arena, w->before.day),
                [ANSWERED] = answered_word(l, &w->before),
                [FORM] = letter->form,
        };

        put_row(l, cells, arena);
}
