#include "templates/packet/bag_any.h"

#include "core/base/charset.h"
#include "core/base/text.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/banned.h"

#define DATA     "data/"
#define BAGIT    "bagit.txt"
#define INFO     "bag-info.txt"
#define OLD_INFO "package-info.txt" /* its name up to 0.95 */
#define FETCH    "fetch.txt"
#define MANIFEST "manifest-"
#define TAGS     "tagmanifest-"
#define ENDING   ".txt"
#define OXUM     "Payload-Oxum"

struct file {
        const char *name;   /* from the bag's folder on */
        const char *normal; /* the same in NFC */
        struct bytes bytes;
        bool listed, ever; /* in the manifest at hand; in any */
};
struct any {
        struct bag_fault *fault;
        bytes_read *read;
        struct arena *arena;
        struct files {
                VEC(struct file);
        } files;                     /* sorted by name */
        const struct file **normals; /* the same, sorted by normal */
        const char *encoding;        /* of the tag files */
        bool before_1;               /* a version before 1.0 */
        int manifests;               /* of the payload, by digests that are known */
        const char *strange;         /* a manifest by others; NULL */
};

static bool refuse(struct any *a, const char *path, const char *ja, const char *en)
{
        *a->fault = (struct bag_fault){.ja = ja, .en = en, .path = path};
        return false;
}

/* If this program does not know something, that is no fault of the bag, but the bag cannot be called good either. */
static bool leave_open(struct any *a, const char *path, const char *ja, const char *en)
{
        refuse(a, path, ja, en);
        a->fault->unknown = true;
        return false;
}

static bool starts(const char *s, const char *with)
{
        return strncmp(s, with, strlen(with)) == 0;
}

/* ---- files by name */

static int by_name(const void *a, const void *b)
{
        const struct file *f = a, *g = b;

        return strcmp(f->name, g->name);
}

static int by_normal(const void *a, const void *b)
{
        const struct file *const *f = a, *const *g = b;

        return strcmp((*f)->normal, (*g)->normal);
}

static void take_files(struct any *a, const struct zip_members *members)
{
        for (size_t i = 0; i < members->n; i++) {
                const char *slash = strchr(members->at[i].name, '/');
                const char *name = slash ? slash + 1 : members->at[i].name;

                *vec_add(a->arena, &a->files) =
                        (struct file){name, text_nfc(a->arena, name), members->at[i].bytes, false, false};
        }
        qsort(a->files.at, a->files.n, sizeof *a->files.at, by_name);
        a->normals = arena_alloc(a->arena, (a->files.n + 1) * sizeof *a->normals);
        for (size_t i = 0; i < a->files.n; i++)
                a->normals[i] = &a->files.at[i];
        qsort(a->normals, a->files.n, sizeof *a->normals, by_normal);
}

static struct file *file_named(struct any *a, const char *name)
{
        const struct file wanted = {.name = name};

        return bsearch(&wanted, a->files.at, a->files.n, sizeof *a->files.at, by_name);
}

/* Finds a file by the normal form of its name, because a Mac and Linux write が in two ways. If two files share the normal form, neither
 * is meant. */
static struct file *file_like(struct any *a, const char *name)
{
        const struct file wanted = {.normal = text_nfc(a->arena, name)}, *key = &wanted, **found;
        struct file *exact = file_named(a, name);
        size_t at;

        if (exact)
                return exact;
        found = bsearch(&key, a->normals, a->files.n, sizeof *a->normals, by_normal);
        if (!found)
                return NULL;
        at = (size_t)(found - a->normals);
        if ((at > 0 && by_normal(&a->normals[at - 1], found) == 0) ||
            (at + 1 < a->files.n && by_normal(&a->normals[at + 1], found) == 0))
                return NULL;
        return file_named(a, (*found)->name);
}

/* ---- texts */

/* UTF-16 says by its mark which byte comes first; without one it is the lower. */
static char *decoded(struct any *a, struct bytes bytes)
{
        bool marked = bytes.n >= 2 && (memcmp(bytes.at, "\xFF\xFE", 2) == 0 || memcmp(bytes.at, "\xFE\xFF", 2) == 0);
        enum charset charset = CHARSET_LATIN_1;
        struct buffer out = buffer_in(a->arena);

        if (strcmp(a->encoding, "UTF-16") == 0) {
                charset = marked && *bytes.at == 0xFE ? CHARSET_UTF16BE : CHARSET_UTF16LE;
                if (marked)
                        bytes = (struct bytes){bytes.at + 2, bytes.n - 2};
        }
        if (charset_decode(&out, bytes, charset) != bytes.n || (out.n && memchr(out.at, '\0', out.n)))
                return NULL;
        return arena_strndup(a->arena, out.at ? out.at : "", out.n);
}

/* A tag file as text, in the encoding that bagit.txt names; NULL with the fault. */
static char *text_of(struct any *a, const struct file *file)
{
        char *text = NULL;

        if (file->bytes.n > BAG_MOST_TEXT) {
                refuse(a, file->name, "大きすぎます", "too large");
                return NULL;
        }
        if (strcmp(a->encoding, "UTF-8") != 0)
                text = decoded(a, file->bytes);
        else if (!file->bytes.n || !memchr(file->bytes.at, '\0', file->bytes.n))
                text = arena_strndup(a->arena, (const char *)file->bytes.at, file->bytes.n);
        if (text && text_is_valid(text))
                return text;
        refuse(a, file->name, "書かれている文字コードで読めません", "not in the encoding that bagit.txt names");
        return NULL;
}

/* Cuts the next line off at LF, CR or CRLF; NULL at the end. */
static char *next_line(char **rest)
{
        char *line = *rest, *end = line + strcspn(line, "\r\n");

        if (!*line)
                return NULL;
        *rest = end + (end[0] == '\r' && end[1] == '\n' ? 2 : *end != '\0');
        *end = '\0';
        return line;
}

/* ---- bagit.txt */

/* RFC 8493, 2.1.1: two lines and no more; itself always UTF-8, without a mark. */
static bool check_bagit(struct any *a)
{
        static const char *const versions[] = {"0.93", "0.94", "0.95", "0.96", "0.97", "1.0"};
        static const char *const encodings[] = {"UTF-8", "UTF-16", "ISO-8859-1"};
        static const char version_label[] = "BagIt-Version: ", encoding_label[] = "Tag-File-Character-Encoding: ";
        const struct file *file = file_named(a, BAGIT);
        const char *version, *encoding;
        char *rest;
        bool known = false;

        a->encoding = "UTF-8";
        if (!file)
                return refuse(a, BAGIT, "ファイルがありません", "the file is missing");
        rest = text_of(a, file);
        if (!rest)
                return false;
        version = next_line(&rest);
        encoding = next_line(&rest);
        if (!encoding || *rest || !starts(version, version_label) || !starts(encoding, encoding_label))
                return refuse(a, BAGIT, "BagIt の決まりの2行と違います", "not the two lines that BagIt asks for");
        for (size_t i = 0; i < sizeof versions / sizeof *versions; i++)
                known |= strcmp(version + strlen(version_label), versions[i]) == 0;
        if (!known)
                return leave_open(a, BAGIT, "知らない版の BagIt です", "a version of BagIt that is not known");
        a->before_1 = version[strlen(version_label)] == '0';
        a->encoding = NULL;
        for (size_t i = 0; i < sizeof encodings / sizeof *encodings; i++)
                if (strcasecmp(encoding + strlen(encoding_label), encodings[i]) == 0)
                        a->encoding = encodings[i];
        return a->encoding || leave_open(a, BAGIT, "知らない文字コードです", "an encoding that is not known");
}

/* ---- manifests */

/* CR, LF and from 1.0 on % are written as %0D, %0A, %25; nothing else is. */
static void decode_name(const struct any *a, char *name)
{
        static const struct {
                const char *code;
                char means;
        } codes[] = {{"0A", '\n'}, {"0a", '\n'}, {"0D", '\r'}, {"0d", '\r'}, {"25", '%'}};
        const size_t n = sizeof codes / sizeof *codes - (a->before_1 ? 1 : 0);
        char *to = name;

        for (const char *from = name; *from; from++, to++) {
                *to = *from;
                for (size_t i = 0; *from == '%' && i < n; i++) {
                        if (!starts(from + 1, codes[i].code))
                                continue;
                        *to = codes[i].means;
                        from += 2;
                        break;
                }
        }
        *to = '\0';
}

/* Does the name stay below the bag's folder? */
static bool stays_inside(const char *name)
{
        if (*name == '/' || *name == '~' || !*name)
                return false;
        for (const char *part = name; part; part = strchr(part, '/')) {
                size_t n;

                part += *part == '/';
                n = strcspn(part, "/");
                if (n == 0 || (n == 1 && *part == '.') || (n == 2 && part[0] == '.' && part[1] == '.'))
                        return false;
        }
        return true;
}

static bool same_digest(const struct any *a, const char *algorithm, struct bytes bytes, const char *hex, size_t n)
{
        char found[DIGEST_MOST_TEXT];

        return digest_by(found, algorithm, bytes, a->read) && strlen(found) == n && strncasecmp(found, hex, n) == 0;
}

/* One line: digits, white space, perhaps "*", the name. */
static bool check_line(struct any *a, const char *manifest, const char *algorithm, char *line, bool of_tags)
{
        size_t digits = strspn(line, "0123456789abcdefABCDEF"), space = strspn(line + digits, " \t");
        char *name = line + digits + space;
        struct file *file;

        if (!digits || !space || !*name)
                return refuse(a, manifest, "一覧の書式が違います", "a line that is not of the form");
        name += *name == '*';
        name += starts(name, "./") ? 2 : 0;
        decode_name(a, name);
        if (!stays_inside(name) || starts(name, DATA) == of_tags)
                return refuse(a, name, "一覧に書いてよい場所ではありません", "a place that may not be listed");
        file = file_like(a, name);
        if (!file)
                return refuse(a, name, "一覧にあるファイルがありません", "listed, but missing");
        if (file->listed)
                return refuse(a, name, "一覧に2度あります", "listed twice");
        file->listed = file->ever = true;
        return same_digest(a, algorithm, file->bytes, line, digits) ||
               refuse(a, file->name, "内容が変わっています", "its content has changed");
}

/* "md5" of manifest-md5.txt; "" where it is no such name. */
static const char *algorithm_of(struct any *a, const char *name, const char *prefix)
{
        size_t n = strlen(name), before = strlen(prefix), after = strlen(ENDING);

        if (!starts(name, prefix) || n <= before + after || strcmp(name + n - after, ENDING) != 0 || strchr(name, '/'))
                return "";
        return arena_strndup(a->arena, name + before, n - before - after);
}

static bool is_known(const char *algorithm)
{
        static const char *const known[] = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"};

        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                if (strcmp(algorithm, known[i]) == 0)
                        return digest_has(algorithm); /* Windows has no SHA-224 */
        return false;
}

static bool check_manifest(struct any *a, const struct file *manifest, const char *algorithm, bool of_tags)
{
        char *rest, *line;

        if (!is_known(algorithm))
                return true; /* said at the end, where all that is known holds */
        rest = text_of(a, manifest);
        if (!rest)
                return false;
        for (size_t i = 0; i < a->files.n; i++)
                a->files.at[i].listed = false;
        while ((line = next_line(&rest)))
                if (!check_line(a, manifest->name, algorithm, line, of_tags))
                        return false;
        for (size_t i = 0; i < a->files.n && !of_tags && !a->before_1; i++)
                if (starts(a->files.at[i].name, DATA) && !a->files.at[i].listed)
                        return refuse(a, a->files.at[i].name, "一覧にないファイルです", "not listed in the manifest");
        return true;
}

static bool check_manifests(struct any *a)
{
        for (size_t i = 0; i < a->files.n; i++) {
                const struct file *file = &a->files.at[i];
                const char *payload = algorithm_of(a, file->name, MANIFEST), *tags = algorithm_of(a, file->name, TAGS);

                if ((*payload && !check_manifest(a, file, payload, false)) ||
                    (*tags && !check_manifest(a, file, tags, true)))
                        return false;
                a->manifests += *payload != '\0' && is_known(payload);
                if ((*payload && !is_known(payload)) || (*tags && !is_known(tags)))
                        a->strange = a->strange ? a->strange : file->name;
        }
        if (!a->manifests && a->strange)
                return leave_open(a, a->strange, "知らない方式の一覧です", "an algorithm that is not known");
        if (!a->manifests)
                return refuse(a, NULL, "中身の一覧(manifest-….txt)がありません", "there is no payload manifest");
        for (size_t i = 0; i < a->files.n; i++)
                if (starts(a->files.at[i].name, DATA) && !a->files.at[i].ever)
                        return refuse(a, a->files.at[i].name, "一覧にないファイルです", "not listed in the manifest");
        return true;
}

/* ---- bag-info.txt */

static const char *oxum_of(struct any *a)
{
        uint64_t bytes = 0, files = 0;

        for (size_t i = 0; i < a->files.n; i++) {
                if (!starts(a->files.at[i].name, DATA))
                        continue;
                bytes += a->files.at[i].bytes.n;
                files++;
        }
        return arena_printf(a->arena, "%" PRIu64 ".%" PRIu64, bytes, files);
}

/* The end of a text without the blanks behind it. */
static void cut_blanks(char *text)
{
        size_t n = strlen(text);

        while (n && (text[n - 1] == ' ' || text[n - 1] == '\t'))
                text[--n] = '\0';
}

static char *skip_blanks(char *text)
{
        return text + strspn(text, " \t");
}

/* Lines of label and value (RFC 8493, 2.2.2): blanks around either count for nothing, a line that begins with one goes on with the
 * value before. */
static bool check_info(struct any *a, const char *name)
{
        const struct file *file = file_named(a, name);
        const char *oxum = NULL;
        char *rest = file ? text_of(a, file) : NULL, *line;
        bool first = true, goes_on = false;

        if (!rest)
                return !file;
        for (; (line = next_line(&rest)); first = false) {
                char *colon = strchr(line, ':');

                if (!first && (*line == ' ' || *line == '\t' || !*line)) {
                        cut_blanks(line);
                        if (goes_on)
                                oxum = arena_printf(a->arena, "%s%s", oxum, skip_blanks(line));
                        continue;
                }
                if (!colon || colon == line)
                        return refuse(a, name, "決まりの書式と違います", "not of the form");
                *colon = '\0';
                cut_blanks(line);
                cut_blanks(colon + 1);
                goes_on = strcasecmp(skip_blanks(line), OXUM) == 0;
                if (!goes_on)
                        continue;
                if (oxum)
                        return refuse(a, name, OXUM " が2度あります", OXUM " stands twice");
                oxum = skip_blanks(colon + 1);
        }
        return !oxum || strcmp(oxum, oxum_of(a)) == 0 ||
               refuse(a, name, "ファイルの数か大きさの合計が合いません", "Payload-Oxum is wrong");
}

/* ---- fetch.txt: URL, length, name. A bag is complete once all of it is there (RFC 8493, 3). */

static bool check_fetch(struct any *a)
{
        const struct file *file = file_named(a, FETCH);
        char *rest = file ? text_of(a, file) : NULL, *line;

        if (!rest)
                return !file;
        while ((line = next_line(&rest))) {
                char *length = line + strcspn(line, " \t"), *name;

                length = skip_blanks(length);
                name = skip_blanks(length + strcspn(length, " \t"));
                if (!*line)
                        continue;
                if (!*name)
                        return refuse(a, FETCH, "決まりの書式と違います", "not of the form");
                decode_name(a, name);
                if (!stays_inside(name) || !starts(name, DATA))
                        return refuse(a, name, "一覧に書いてよい場所ではありません", "a place that may not be listed");
                if (!file_like(a, name))
                        return refuse(a, name, "これから取り寄せるもので、まだありません", "is yet to be fetched");
        }
        return true;
}

bool bag_any_check(struct bag_fault *fault, const struct zip_members *members, bytes_read *read, struct arena *arena)
{
        struct any a = {.fault = fault, .read = read, .arena = arena};

        if (!members->n)
                return refuse(&a, NULL, "空です", "the bag is empty");
        take_files(&a, members);
        if (!check_bagit(&a))
                return false;
        if (!check_fetch(&a) || !check_manifests(&a) || !check_info(&a, INFO) || !check_info(&a, OLD_INFO))
                return false;
        return !a.strange ||
               leave_open(&a, a.strange, "知らない方式の一覧は確かめていません。ほかの一覧とは合っています",
                          "an algorithm that is not known; by the other manifests the bag holds");
}
