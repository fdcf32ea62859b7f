#include "receipts/reader/archive.h"

#include <string.h>
#include <zip.h>

#include "core/base/text.h"

#include "core/platform/platform.h"

#include "core/banned.h"

struct archive {
        zip_t *zip;
};

/* ---- the directory, before libzip takes memory for each of its entries (APPNOTE.TXT 4.3.14 to 4.3.16) */

enum {
        END_SIZE = 22,
        END_TAIL = END_SIZE + 65535, /* a comment may follow */
        LOCATOR_SIZE = 20,
        END64_SIZE = 56,
        ENTRY_SIZE = 46,
        MOST_ENDS = 4,       /* a packed member may hold the mark of one by chance */
        UNIX_KIND = 0170000, /* what a file made on Unix is, in its mode */
        UNIX_LINK = 0120000,
};

static uint64_t number(const unsigned char *at, size_t size)
{
        uint64_t value = 0;

        for (size_t i = 0; i < size; i++)
                value |= (uint64_t)at[i] << (8 * i);
        return value;
}

/* ARCHIVE_DAMAGED: so much is not there. */
static enum archive_fault read_at(int fd, void *to, size_t n, int64_t at)
{
        int64_t got = at >= 0 ? platform_read_at(fd, to, n, at) : 0;

        if (got < 0 && platform_error() != PLATFORM_NO_PLACE)
                return ARCHIVE_UNREAD;
        return got == (int64_t)n ? ARCHIVE_OK : ARCHIVE_DAMAGED;
}

/* What an end-of-directory record says of the directory. */
struct directory {
        uint64_t members, size, at;
};

/* A ZIP64 end record counts where the locator says it stands. One that is not there is libzip's to refuse. */
static enum archive_fault read_end(struct directory *out, int fd, const unsigned char *end, bool zip64)
{
        enum archive_fault fault;
        unsigned char end64[END64_SIZE];
        uint64_t at;

        *out = (struct directory){number(end + 10, 2), number(end + 12, 4), number(end + 16, 4)};
        if (!zip64)
                return ARCHIVE_OK;
        at = number(end - LOCATOR_SIZE + 8, 8);
        if (at > INT64_MAX - END64_SIZE)
                return ARCHIVE_DAMAGED;
        fault = read_at(fd, end64, sizeof end64, (int64_t)at);
        if (fault != ARCHIVE_OK)
                return fault;
        if (memcmp(end64, "PK\6\6", 4) != 0)
                return ARCHIVE_DAMAGED;
        *out = (struct directory){number(end64 + 32, 8), number(end64 + 40, 8), number(end64 + 48, 8)};
        return ARCHIVE_OK;
}

/* libzip gives names as strings: one that holds NUL would be another one. */
static enum archive_fault check_names(int fd, const struct directory *d, struct arena *arena)
{
        unsigned char *at = arena_alloc(arena, d->size + 1), *end = at + d->size;
        enum archive_fault fault = d->at > INT64_MAX ? ARCHIVE_DAMAGED : read_at(fd, at, d->size, (int64_t)d->at);
        size_t name;

        if (fault != ARCHIVE_OK) /* libzip looks where else it may lie, and refuses it */
                return fault == ARCHIVE_UNREAD ? fault : ARCHIVE_OK;
        for (; end - at >= ENTRY_SIZE && memcmp(at, "PK\1\2", 4) == 0;
             at += ENTRY_SIZE + name + number(at + 30, 2) + number(at + 32, 2)) {
                name = number(at + 28, 2);
                if (name > (size_t)(end - at) - ENTRY_SIZE ||
                    number(at + 30, 2) + number(at + 32, 2) > (uint64_t)(end - at) - ENTRY_SIZE - name)
                        return ARCHIVE_DAMAGED;
                if (memchr(at + ENTRY_SIZE, 0, name))
                        return ARCHIVE_NAME;
        }
        return ARCHIVE_OK;
}

/* Whichever end record libzip believes, none that stands in the tail may promise too much. */
static enum archive_fault measure(int fd, int64_t size, struct arena *arena)
{
        size_t n = size < END_TAIL + LOCATOR_SIZE ? (size_t)size : (size_t)(END_TAIL + LOCATOR_SIZE);
        unsigned char *tail = arena_alloc(arena, n + 1), *at = tail;
        enum archive_fault fault = ARCHIVE_OK;
        int found = 0;

        fault = size < END_SIZE ? ARCHIVE_DAMAGED : read_at(fd, tail, n, size - (int64_t)n);
        while (fault == ARCHIVE_OK && (at = memmem(at, n - (size_t)(at - tail), "PK\5\6", 4)) &&
               n - (size_t)(at - tail) >= END_SIZE) {
                bool zip64 = at - tail >= LOCATOR_SIZE && memcmp(at - LOCATOR_SIZE, "PK\6\7", 4) == 0;
                struct directory d;

                if (++found > MOST_ENDS)
                        return ARCHIVE_DAMAGED;
                fault = read_end(&d, fd, at, zip64);
                if (fault == ARCHIVE_OK)
                        fault = d.members > ARCHIVE_MOST_MEMBERS || d.size > (uint64_t)ARCHIVE_MOST_DIRECTORY
                                        ? ARCHIVE_MANY
                                        : check_names(fd, &d, arena);
                else if (fault == ARCHIVE_DAMAGED)
                        fault = ARCHIVE_OK; /* it may be no end record at all */
                at += 4;
        }
        return found || fault != ARCHIVE_OK ? fault : ARCHIVE_DAMAGED;
}

/* ---- opening */

static enum archive_fault fault_of(int error)
{
        switch (error) {
        case ZIP_ER_NOZIP:
                return ARCHIVE_NONE;
        case ZIP_ER_NOPASSWD:
        case ZIP_ER_WRONGPASSWD:
        case ZIP_ER_ENCRNOTSUPP:
                return ARCHIVE_ENCRYPTED;
        case ZIP_ER_COMPNOTSUPP:
                return ARCHIVE_METHOD;
        case ZIP_ER_READ:
        case ZIP_ER_OPEN:
        case ZIP_ER_MEMORY:
                return ARCHIVE_UNREAD;
        default:
                return ARCHIVE_DAMAGED;
        }
}

enum archive_fault archive_open(struct archive **out, int fd, int64_t size, struct arena *arena)
{
        struct archive *a = ARENA_NEW(arena, struct archive);
        struct arena *scratch;
        unsigned char magic[4];
        enum archive_fault fault;
        int copy, error = 0;

        fault = read_at(fd, magic, sizeof magic, 0);
        if (fault == ARCHIVE_UNREAD)
                return fault;
        if (fault != ARCHIVE_OK || (memcmp(magic, "PK\3\4", 4) != 0 && memcmp(magic, "PK\5\6", 4) != 0))
                return ARCHIVE_NONE;
        scratch = arena_child(arena);
        fault = measure(fd, size, scratch);
        arena_free(scratch);
        if (fault != ARCHIVE_OK)
                return fault;
        if ((copy = platform_copy(fd)) < 0 || !platform_go_to(copy, 0)) {
                if (copy >= 0)
                        platform_close(copy);
                return ARCHIVE_UNREAD;
        }
        a->zip = zip_fdopen(copy, 0, &error);
        if (!a->zip) {
                platform_close(copy);
                return fault_of(error) == ARCHIVE_NONE ? ARCHIVE_DAMAGED : fault_of(error);
        }
        if (archive_members(a) > ARCHIVE_MOST_MEMBERS) {
                archive_close(a);
                return ARCHIVE_MANY;
        }
        *out = a;
        return ARCHIVE_OK;
}

void archive_close(struct archive *a)
{
        if (!a || !a->zip)
                return;
        zip_discard(a->zip);
        a->zip = NULL;
}

enum finding_id archive_fault_finding(enum archive_fault fault, const char **words)
{
        static const struct {
                enum finding_id id;
                const char *words;
        } faults[] = {
                [ARCHIVE_OK] = {E046, ""},
                [ARCHIVE_NONE] = {E046, "ZIPとして読めません¦not a ZIP"},
                [ARCHIVE_DAMAGED] = {E046, "ZIPが壊れているか、途中で切れています¦its ZIP is damaged or cut off"},
                [ARCHIVE_MANY] = {E049, "中のファイルが2万個を超えます¦more than 20,000 members"},
                [ARCHIVE_LARGE] = {E049, "展開した大きさが上限を超えます¦too large when unpacked"},
                [ARCHIVE_BOMB] = {E049, "展開すると250倍を超えます¦unpacks to more than 250 times its size"},
                [ARCHIVE_ENCRYPTED] = {E045, "パスワード付き¦password-protected"},
                [ARCHIVE_NAME] = {E046, "名前の中のNUL¦NUL in the name"},
                [ARCHIVE_METHOD] = {E045, "知らない圧縮方式¦an unknown compression method"},
                [ARCHIVE_UNREAD] = {E001, "媒体から読み出せません¦the disk could not be read"},
        };

        *words = faults[fault].words;
        return faults[fault].id;
}

/* ---- members */

size_t archive_members(const struct archive *a)
{
        zip_int64_t n = zip_get_num_entries(a->zip, 0);

        return n > 0 ? (size_t)n : 0;
}

/* Windows writes names in CP932 without saying so; a Mac in UTF-8, also without saying so. */
static const char *decode_name(const char *raw, struct arena *arena)
{
        struct bytes bytes = bytes_of(raw);
        enum encoding encoding;
        size_t bad;
        char *name;

        if (bytes.n > ARCHIVE_MOST_NAME || !text_detect(&encoding, &bad, bytes) ||
            !text_decode(&name, &bad, bytes, encoding, arena))
                return NULL;
        return text_is_valid(name) ? name : NULL;
}

bool archive_member(struct archive_member *out, const struct archive *a, size_t i, struct arena *arena)
{
        zip_stat_t stat;
        zip_uint8_t made_by = 0;
        zip_uint32_t attributes = 0;
        const char *raw = zip_get_name(a->zip, i, ZIP_FL_ENC_RAW);

        *out = (struct archive_member){0};
        if (!raw || zip_stat_index(a->zip, i, 0, &stat) != 0 || stat.size > INT64_MAX || stat.comp_size > INT64_MAX)
                return false;
        out->name = decode_name(raw, arena);
        out->size = (int64_t)stat.size;
        out->packed = (int64_t)stat.comp_size;
        out->folder = *raw && raw[strlen(raw) - 1] == '/';
        out->encrypted = stat.encryption_method != ZIP_EM_NONE;
        if (zip_file_get_external_attributes(a->zip, i, 0, &made_by, &attributes) == 0 && made_by == ZIP_OPSYS_UNIX)
                out->link = (attributes >> 16 & UNIX_KIND) == UNIX_LINK;
        return true;
}

enum { MOST_FOUND_NAME = 512 };

int64_t archive_find(const struct archive *a, const char *name)
{
        int64_t i = zip_name_locate(a->zip, name, ZIP_FL_NOCASE | ZIP_FL_ENC_RAW);
        char other[MOST_FOUND_NAME];
        size_t n = strlen(name);

        if (i >= 0 || !strchr(name, '/') || n >= sizeof other)
                return i;
        for (size_t at = 0; at <= n; at++) /* as some writers of .NET part folders; Office opens such a file */
                other[at] = (char)(name[at] == '/' ? '\\' : name[at]);
        return zip_name_locate(a->zip, other, ZIP_FL_NOCASE | ZIP_FL_ENC_RAW);
}

/* ---- reading one */

static enum archive_fault check_size(const struct archive_stream *s, int64_t size)
{
        if (size > s->most)
                return ARCHIVE_LARGE;
        if (size > ARCHIVE_RATIO_FROM && size / ARCHIVE_MOST_RATIO > s->packed)
                return ARCHIVE_BOMB;
        return ARCHIVE_OK;
}

enum archive_fault archive_stream_open(struct archive_stream *out, const struct archive *a, size_t i, int64_t most)
{
        zip_stat_t stat;
        enum archive_fault fault;

        *out = (struct archive_stream){.most = most};
        if (zip_stat_index(a->zip, i, 0, &stat) != 0 || stat.size > INT64_MAX || stat.comp_size > INT64_MAX)
                return ARCHIVE_DAMAGED;
        if (stat.encryption_method != ZIP_EM_NONE)
                return ARCHIVE_ENCRYPTED;
        out->packed = (int64_t)stat.comp_size;
        out->size = (int64_t)stat.size;
        if ((fault = check_size(out, out->size)) != ARCHIVE_OK)
                return fault;
        out->file = zip_fopen_index(a->zip, i, 0);
        return out->file ? ARCHIVE_OK : fault_of(zip_error_code_zip(zip_get_error(a->zip)));
}

/* The size in the directory may be a lie: what comes is counted. */
enum archive_fault archive_stream_read(size_t *got, struct archive_stream *s, void *to, size_t n)
{
        zip_int64_t read = zip_fread(s->file, to, n);

        *got = 0;
        if (read < 0)
                return fault_of(zip_error_code_zip(zip_file_get_error(s->file))) == ARCHIVE_UNREAD ? ARCHIVE_UNREAD
                                                                                                   : ARCHIVE_DAMAGED;
        *got = (size_t)read;
        s->done += read;
        return check_size(s, s->done);
}

void archive_stream_close(struct archive_stream *s)
{
        if (s->file)
                zip_fclose(s->file);
        s->file = NULL;
}
