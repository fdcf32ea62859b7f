#include "receipts/xlsx/xlsx.h"

#include <stdlib.h>
#include <string.h>

#include "core/base/buffer.h"
#include "core/base/text.h"

#include "core/banned.h"

enum { WINDOW = 32 << 10 };

/* ---- what is wrong with the file */

enum status xlsx_refuse(const struct xlsx *book, enum finding_id id, const char *words, const char *part)
{
        struct arena *arena = book->findings->arena;
        struct finding *f = finding_add(book->findings, id, NULL, part ? arena_strdup(arena, part) : NULL,
                                        arena_printf(arena, "%s:1:1", book->file));

        f->args[0] = arena_strdup(arena, words);
        return ERR_INPUT;
}

void xlsx_stop(const struct xlsx *book, enum finding_id id, const char *words)
{
        if (!book->parsing->words) {
                book->parsing->id = id;
                book->parsing->words = words;
        }
        xml_stream_stop(book->parsing->xml, words);
}

static enum status refuse_fault(const struct xlsx *book, enum archive_fault fault, const char *part)
{
        const char *words;
        enum finding_id id = archive_fault_finding(fault, &words);

        return xlsx_refuse(book, id, words, part);
}

bool xlsx_is_main(const char *space)
{
        return strcmp(space, "http://schemas.openxmlformats.org/spreadsheetml/2006/main") == 0 ||
               strcmp(space, "http://purl.oclc.org/ooxml/spreadsheetml/main") == 0;
}

enum status xlsx_parse(const struct xlsx *book, size_t member, const char *part, int64_t most,
                       const struct xml_stream_handler *handler)
{
        struct archive_stream stream = {0};
        struct xml_stream *xml = xml_stream_new(handler, book->arena);
        unsigned char *window = arena_alloc(book->arena, WINDOW);
        enum archive_fault fault = archive_stream_open(&stream, book->zip, member, most);
        enum status st = OK;
        bool good = true;
        size_t got = 1;

        *book->parsing = (struct xlsx_parsing){.xml = xml};
        while (fault == ARCHIVE_OK && good && got) {
                fault = archive_stream_read(&got, &stream, window, WINDOW);
                good = fault != ARCHIVE_OK || xml_stream_feed(xml, window, got);
        }
        if (fault != ARCHIVE_OK)
                st = refuse_fault(book, fault, part);
        else if (!good)
                st = xlsx_refuse(book, book->parsing->words ? book->parsing->id : E046,
                                 book->parsing->words ? book->parsing->words : xml_stream_words(xml), part);
        archive_stream_close(&stream);
        xml_stream_free(xml);
        return st;
}

/* ---- relationships (ISO/IEC 29500-2, 9): which part is which */

struct relation {
        const char *id, *type, *part;
};
struct relations {
        VEC(struct relation);
};

struct rels_intake {
        const struct xlsx *book;
        const char *from; /* the folder to which its targets are relative: "xl/" */
        struct relations *out;
};

/* "worksheets/sheet1.xml" seen from "xl/"; "/xl/workbook.xml" from the root. Steps up beyond the root stay there. */
static const char *resolve(const char *from, const char *target, struct arena *arena)
{
        const char *path = *target == '/' ? target + 1 : arena_printf(arena, "%s%s", from, target);
        struct buffer out = buffer_in(arena);

        for (const char *s = path; *s;) {
                size_t n = strcspn(s, "/");

                if (n == 2 && memcmp(s, "..", 2) == 0) {
                        while (out.n && out.at[--out.n] != '/')
                                ;
                } else if (n && !(n == 1 && *s == '.')) {
                        if (out.n)
                                buffer_char(&out, '/');
                        buffer_add(&out, s, n);
                }
                s += n + (s[n] == '/');
        }
        buffer_char(&out, '\0');
        return out.at;
}

/* The last word of its type: ".../officeDocument/2006/relationships/worksheet", in either edition. */
static const char *last_word(const char *type)
{
        const char *slash = strrchr(type, '/');

        return slash ? slash + 1 : type;
}

static void on_relation(void *data, const struct xml_stream_element *e)
{
        struct rels_intake *in = data;
        struct arena *arena = in->book->arena;
        const char *id = xml_stream_get(e, "Id", false, arena), *type = xml_stream_get(e, "Type", false, arena);
        const char *target = xml_stream_get(e, "Target", false, arena);
        const char *mode = xml_stream_get(e, "TargetMode", false, arena);
        struct relation *r;

        if (e->depth != 2 || !id || !type || !target || (mode && strcmp(mode, "External") == 0))
                return;
        r = vec_add(arena, in->out);
        *r = (struct relation){id, last_word(type), resolve(in->from, target, arena)};
        if (in->out->n > 1000)
                xlsx_stop(in->book, E020, "ブックの部品が1000個¦1,000 parts");
}

static enum status read_relations(struct relations *out, const struct xlsx *book, const char *part, const char *from)
{
        struct rels_intake in = {book, from, out};
        struct xml_stream_handler handler = {&in, on_relation, NULL, NULL};
        int64_t member = archive_find(book->zip, part);

        if (member < 0)
                return xlsx_refuse(book, E046, "部品がありません¦a part is missing", part);
        return xlsx_parse(book, (size_t)member, part, XLSX_MOST_PART_BYTES, &handler);
}

static const struct relation *find_type(const struct relations *r, const char *type)
{
        for (size_t i = 0; i < r->n; i++)
                if (strcmp(r->at[i].type, type) == 0)
                        return &r->at[i];
        return NULL;
}

static const struct relation *find_id(const struct relations *r, const char *id)
{
        for (size_t i = 0; id && i < r->n; i++)
                if (strcmp(r->at[i].id, id) == 0)
                        return &r->at[i];
        return NULL;
}

/* ---- the workbook part: sheets in the order of their tabs, and where dates begin */

struct book_intake {
        struct xlsx *book;
        const struct relations *relations;
        bool is_book;
};

static bool is_true(const char *value)
{
        return value && (strcmp(value, "1") == 0 || strcmp(value, "true") == 0 || strcmp(value, "on") == 0);
}

static void add_sheet(struct book_intake *in, const struct xml_stream_element *e)
{
        struct xlsx *book = in->book;
        struct arena *arena = book->arena;
        const char *name = xml_stream_get(e, "name", false, arena), *state = xml_stream_get(e, "state", false, arena);
        const struct relation *r = find_id(in->relations, xml_stream_get(e, "id", true, arena));
        struct xlsx_sheet *sheet;

        if (r && strcmp(r->type, "worksheet") != 0)
                return; /* a chart, a dialogue */
        for (size_t i = 0; name && i < book->sheets.n; i++)
                if (strcmp(book->sheets.at[i].name, name) == 0)
                        name = NULL;
        if (!r || !name || !*name || !text_is_valid(name)) {
                xlsx_stop(book, E046, "シートの一覧が壊れています¦its list of sheets is damaged");
                return;
        }
        if (book->sheets.n == XLSX_MOST_SHEETS) {
                xlsx_stop(book, E020, "シートが100枚¦100 sheets");
                return;
        }
        sheet = vec_add(arena, &book->sheets);
        sheet->name = name;
        sheet->part = r->part;
        sheet->hidden = state && strcmp(state, "visible") != 0;
}

static void on_book(void *data, const struct xml_stream_element *e)
{
        struct book_intake *in = data;

        if (!xlsx_is_main(e->space))
                return;
        if (e->depth == 1)
                in->is_book = strcmp(e->name, "workbook") == 0;
        else if (e->depth == 2 && strcmp(e->name, "workbookPr") == 0)
                in->book->from_1904 = is_true(xml_stream_get(e, "date1904", false, in->book->arena));
        else if (e->depth == 3 && strcmp(e->name, "sheet") == 0)
                add_sheet(in, e);
}

/* ---- kinds of file that are none of ours, by name */

static bool holds(const unsigned char *head, size_t n, const char *word)
{
        return memmem(head, n, word, strlen(word)) != NULL;
}

/* An OLE file: an encrypted workbook, or one of the years before 2007. Names in its directory are UTF-16. */
static const char *ole_kind(const unsigned char *head, size_t n)
{
        static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
        static const char old[] = "W\0o\0r\0k\0b\0o\0o\0k";

        if (memmem(head, n, encrypted, sizeof encrypted))
                return "パスワード付きのブック¦a password-protected workbook";
        if (memmem(head, n, old, sizeof old))
                return "古い形式のブック .xls¦a workbook of the old kind, .xls";
        return "古い形式(.xls)か、パスワード付きのブック¦a workbook of the old kind (.xls) or with a password";
}

static bool is_ole(const unsigned char *head, size_t n)
{
        return n >= 8 && memcmp(head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;
}

/* OpenDocument stores its kind as the first member, "mimetype", not deflated. */
static const char *open_document_kind(const unsigned char *head, size_t n)
{
        size_t first = n < 200 ? n : 200;

        if (!holds(head, first, "mimetypeapplication/vnd.oasis.opendocument"))
                return NULL;
        return holds(head, first, "opendocument.spreadsheet") ? "LibreOffice の表 .ods¦a LibreOffice spreadsheet, .ods"
                                                              : "LibreOffice の文書¦a LibreOffice document";
}

struct types_intake {
        const struct xlsx *book;
        const char *kind;
};

static void on_type(void *data, const struct xml_stream_element *e)
{
        static const struct {
                const char *type, *kind;
        } kinds[] = {
                {"sheet.macroEnabled.main", "マクロ付きのブック .xlsm¦a workbook with macros, .xlsm"},
                {"sheet.binary.macroEnabled", "バイナリのブック .xlsb¦a binary workbook, .xlsb"},
                {"template.macroEnabled.main", "マクロ付きのテンプレート .xltm¦a template with macros, .xltm"},
                {"addin.macroEnabled.main", "アドイン .xlam¦an add-in, .xlam"},
                {"wordprocessingml.document.main", "Word の文書¦a Word document"},
                {"presentationml.", "PowerPoint の文書¦a PowerPoint document"},
        };
        struct types_intake *in = data;
        const char *type = xml_stream_get(e, "ContentType", false, in->book->arena);

        for (size_t i = 0; type && !in->kind && i < sizeof kinds / sizeof *kinds; i++)
                if (strstr(type, kinds[i].type))
                        in->kind = kinds[i].kind;
}

static enum status check_types(const struct xlsx *book)
{
        static const char part[] = "[Content_Types].xml";
        struct types_intake in = {book, NULL};
        struct xml_stream_handler handler = {&in, on_type, NULL, NULL};
        int64_t member = archive_find(book->zip, part);
        enum status st;

        if (member < 0)
                return xlsx_refuse(book, E046, "部品がありません¦a part is missing", part);
        st = xlsx_parse(book, (size_t)member, part, XLSX_MOST_PART_BYTES, &handler);
        return st == OK && in.kind ? xlsx_refuse(book, E045, in.kind, NULL) : st;
}

bool xlsx_is(int fd, int64_t size, const unsigned char *head, size_t head_n, struct arena *arena)
{
        struct archive *zip = NULL;
        bool is = is_ole(head, head_n) || open_document_kind(head, head_n);

        if (is || archive_open(&zip, fd, size, arena) != ARCHIVE_OK)
                return is;
        is = archive_find(zip, "[Content_Types].xml") >= 0;
        archive_close(zip);
        return is;
}

/* ---- opening */

static enum status read_optional(struct xlsx *book, const struct relations *relations, const char *type,
                                 enum status (*read)(struct xlsx *, size_t, const char *))
{
        const struct relation *r = find_type(relations, type);
        int64_t member = r ? archive_find(book->zip, r->part) : -1;

        return member < 0 ? OK : read(book, (size_t)member, r->part);
}

static enum status find_sheets(struct xlsx *book)
{
        for (size_t i = 0; i < book->sheets.n; i++) {
                struct xlsx_sheet *s = &book->sheets.at[i];

                s->member = archive_find(book->zip, s->part);
                if (s->member < 0)
                        return xlsx_refuse(book, E046, "シートの部品がありません¦the part of a sheet is missing",
                                           s->part);
        }
        return book->sheets.n ? OK : xlsx_refuse(book, E046, "シートがありません¦it has no sheets", NULL);
}

static enum status read_book(struct xlsx *book)
{
        struct relations root = {0}, own = {0};
        struct book_intake in = {.book = book, .relations = &own};
        struct xml_stream_handler handler = {&in, on_book, NULL, NULL};
        const struct relation *r;
        const char *base, *folder;
        int64_t member;
        enum status st = check_types(book);

        if (st == OK)
                st = read_relations(&root, book, "_rels/.rels", "");
        if (st != OK)
                return st;
        r = find_type(&root, "officeDocument");
        member = r ? archive_find(book->zip, r->part) : -1;
        if (member < 0)
                return xlsx_refuse(book, E046, "ブックの部品がありません¦it has no workbook part", r ? r->part : NULL);
        base = strrchr(r->part, '/') ? strrchr(r->part, '/') + 1 : r->part;
        folder = arena_strndup(book->arena, r->part, (size_t)(base - r->part));
        st = read_relations(&own, book, arena_printf(book->arena, "%s_rels/%s.rels", folder, base), folder);
        if (st == OK)
                st = xlsx_parse(book, (size_t)member, r->part, XLSX_MOST_PART_BYTES, &handler);
        if (st == OK && !in.is_book)
                st = xlsx_refuse(book, E045, "表計算のブックではない文書¦an office document that is no workbook",
                                 r->part);
        if (st == OK)
                st = find_sheets(book);
        if (st == OK)
                st = read_optional(book, &own, "styles", xlsx_styles_read);
        return st == OK ? read_optional(book, &own, "sharedStrings", xlsx_strings_read) : st;
}

/* Photos of receipts are often pasted into the sheet. */
static int count_pictures(const struct xlsx *book)
{
        struct arena *scratch = arena_child(book->arena);
        struct archive_member m;
        int n = 0;

        for (size_t i = 0; i < archive_members(book->zip); i++, arena_reset(scratch))
                n += archive_member(&m, book->zip, i, scratch) && m.name && !m.folder &&
                     strncmp(m.name, "xl/media/", 9) == 0;
        arena_free(scratch);
        return n;
}

enum status xlsx_open(struct xlsx *book, int fd, int64_t size, const unsigned char *head, size_t head_n)
{
        enum archive_fault fault;
        enum status st;

        book->parsing = ARENA_NEW(book->arena, struct xlsx_parsing);
        if (is_ole(head, head_n))
                return xlsx_refuse(book, E045, ole_kind(head, head_n), NULL);
        if (open_document_kind(head, head_n))
                return xlsx_refuse(book, E045, open_document_kind(head, head_n), NULL);
        fault = archive_open(&book->zip, fd, size, book->arena);
        if (fault != ARCHIVE_OK)
                return refuse_fault(book, fault, NULL);
        st = read_book(book);
        book->pictures = st == OK ? count_pictures(book) : 0;
        for (size_t i = 0; st == OK && i < book->sheets.n; i++)
                st = xlsx_sheet_survey(book, i);
        return st;
}

void xlsx_close(struct xlsx *book)
{
        archive_close(book->zip);
        book->zip = NULL;
}
