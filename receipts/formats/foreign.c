#include "receipts/formats/foreign.h"

#include <string.h>
#include <strings.h>

#include "receipts/reader/archive.h"
#include "receipts/einvoice/einvoice.h"

#include "core/banned.h"

enum { LOOKED_AT = 4096 };

/* clang-format off */
#define SAVE_TABLE                                                                                                     \
        "Excel で開き、「Excel ブック(.xlsx)」か「CSV UTF-8」で保存し直してください。¦"       \
        "open it in Excel and save it as an Excel workbook (.xlsx) or as CSV UTF-8"
#define EXPORT_TABLE                                                                                                   \
        "「書き出す」で Excel か CSV を選び、できたファイルを取り込んでください。¦"     \
        "export it as Excel or CSV and import the result"
#define TAKE_OUT                                                                                                                 \
        "中の写真や添付を、JPEG、PNG、PDF のファイルとして保存してから取り込んでください。¦" \
        "save the pictures or attachments in it as JPEG, PNG or PDF files and import these"
#define UNPACK                                                                                                         \
        "展開してから、中のファイルか、入れ直した ZIP を取り込んでください。¦"         \
        "unpack it and import the files, or a ZIP of them"
/* clang-format on */

static const struct foreign html = {"HTML(Web のページ)¦HTML, a web page", SAVE_TABLE, false, true};
static const struct foreign mail = {"電子メール¦a mail", TAKE_OUT, false, false};
static const struct foreign cii = {
        "CII 形式の電子請求書(JP PINT の UBL ではありません)¦an e-invoice of CII, not of JP PINT UBL",
        "請求書を出したところに、JP PINT か PDF で頼んでください。¦ask the sender for JP PINT or a PDF", false, true};
static const struct foreign xml = {"XML(JP PINT の UBL ではありません)¦XML, but no JP PINT UBL invoice", SAVE_TABLE,
                                   true, false};
static const struct foreign word = {"Word の文書¦a Word document", TAKE_OUT, false, false};
static const struct foreign slides = {"PowerPoint の文書¦a PowerPoint document", TAKE_OUT, false, false};
static const struct foreign numbers = {"Apple の Numbers などの書類¦a document of Apple Numbers or the like",
                                       EXPORT_TABLE, false, true};
static const struct foreign rtf = {"リッチテキスト(RTF)¦rich text (RTF)", TAKE_OUT, false, false};
static const struct foreign packed = {"ZIP ではない圧縮ファイル¦an archive that is no ZIP", UNPACK, false, true};

static bool begins(struct bytes b, const char *with, size_t n)
{
        return b.n >= n && memcmp(b.at, with, n) == 0;
}

/* In a text of ASCII, whatever the case. */
static bool holds(const char *text, const char *what)
{
        return strcasestr(text, what) != NULL;
}

static const struct foreign *by_mark(struct bytes head)
{
        static const struct {
                const char *mark;
                size_t n;
                const struct foreign *kind;
        } marks[] = {
                {"{\\rtf", 5, &rtf},
                {"7z\xBC\xAF\x27\x1C", 6, &packed},
                {"Rar!\x1A\x07", 6, &packed},
                {"\x1F\x8B\x08", 3, &packed},
        };

        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                if (begins(head, marks[i].mark, marks[i].n))
                        return marks[i].kind;
        return head.n > 7 && memcmp(head.at + 2, "-lh", 3) == 0 && head.at[6] == '-' ? &packed : NULL;
}

/* Lines of a mail's head: at least two of these, each at the start of a line. */
static bool is_mail(const char *text)
{
        static const char *const names[] = {
                "received:", "return-path:", "delivered-to:", "message-id:", "mime-version:",
                "from:",     "to:",          "subject:",      "date:",       "x-mailer:"};
        const char *at = text;
        int known = 0, lines = 0;

        for (; *at && *at != '\n' && *at != '\r' && lines < 40; lines++) {
                for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                        known += strncasecmp(at, names[i], strlen(names[i])) == 0;
                if (lines == 0 && !known && !strchr("XxADLS", *at))
                        return false;
                at += strcspn(at, "\n");
                at += *at == '\n';
        }
        return known >= 2;
}

static const struct foreign *by_text(struct bytes head, struct arena *scratch)
{
        size_t from = begins(head, "\xef\xbb\xbf", 3) ? 3 : 0, n = head.n < LOOKED_AT ? head.n : LOOKED_AT;
        const char *text;

        if (head.n >= 2 && (begins(head, "\xff\xfe", 2) || begins(head, "\xfe\xff", 2)))
                return NULL;
        text = arena_strndup(scratch, (const char *)head.at + from, n - from);
        text += strspn(text, " \t\r\n");
        if (*text == '<') {
                if (holds(text, "<html") || holds(text, "<!doctype html") || holds(text, "<table"))
                        return &html;
                if (holds(text, "CrossIndustryInvoice"))
                        return &cii;
                return holds(text, "<?xml") ? &xml : NULL;
        }
        return is_mail(text) ? &mail : NULL;
}

/* A message saved by Outlook, among the compound files of Office. */
static const struct foreign *by_compound(struct bytes head)
{
        static const char substance[] = "_\0_\0s\0u\0b\0s\0t\0g\0001\0.\0000\0_";
        static const char document[] = "W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t";

        if (!begins(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8))
                return NULL;
        if (memmem(head.at, head.n, substance, sizeof substance - 1))
                return &mail;
        return memmem(head.at, head.n, document, sizeof document - 1) ? &word : NULL;
}

static const struct foreign *by_members(const struct reader_file *file, struct arena *scratch)
{
        static const struct {
                const char *member;
                const struct foreign *kind;
        } members[] = {{"word/document.xml", &word},
                       {"ppt/presentation.xml", &slides},
                       {"Index/Document.iwa", &numbers},
                       {"Index.zip", &numbers}};
        const struct foreign *kind = NULL;
        struct archive *zip = NULL;

        if (!begins(file->head, "PK\3\4", 4) || archive_open(&zip, file->fd, file->size, scratch) != ARCHIVE_OK)
                return NULL;
        for (size_t i = 0; !kind && i < sizeof members / sizeof *members; i++)
                if (archive_find(zip, members[i].member) >= 0)
                        kind = members[i].kind;
        archive_close(zip);
        return kind;
}

bool foreign_is(struct foreign *out, const struct reader_file *file, struct arena *scratch)
{
        const struct foreign *kind = NULL;

        if (einvoice_is(file->head))
                return false;
        kind = by_mark(file->head);
        if (!kind)
                kind = by_compound(file->head);
        if (!kind)
                kind = by_text(file->head, scratch);
        if (!kind)
                kind = by_members(file, scratch);
        if (kind)
                *out = *kind;
        return kind != NULL;
}
