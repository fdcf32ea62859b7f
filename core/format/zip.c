#include "core/format/zip_format.h"

#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

/* APPNOTE 4.4.2, 4.4.3: made on UNIX, so that the attributes are a file mode; a stored file needs version 1.0. */
#define MADE_BY      ((3u << 8) | 20u)
#define NEEDED       10u
#define REGULAR_FILE (UINT32_C(0100644) << 16)

#define BAD_SIGNATURE "決まりの位置にZIPの見出しがありません", "no ZIP header where one must stand"
#define BAD_VERSION   "ZIPの版の欄が決まりと違います", "the version field differs from its permitted value"
#define BAD_FLAGS     "ZIPのフラグの欄が決まりと違います", "the flags differ from their permitted value"
#define BAD_METHOD    "圧縮されたファイルは使えません", "a member is not stored"
#define BAD_TIME      "時刻の欄が0ではありません", "the time is not zero"
#define BAD_DAY       "ファイルの日付がそろっていません", "the members' dates differ"
#define BAD_CRC       "ファイルの内容が検査値(CRC)と合いません", "a member's content does not match its CRC"
#define BAD_SIZE      "ファイルの大きさの欄が合いません", "the size fields disagree"
#define BAD_NAME_SIZE "ファイル名の長さの欄が合いません", "the name lengths disagree"
#define BAD_EXTRA     "拡張欄がありますが、使えません", "an extra field is not permitted"
#define BAD_COMMENT   "コメントがありますが、使えません", "a comment is not permitted"
#define BAD_DISK      "分割されたZIPは使えません", "a split archive is not permitted"
#define BAD_ATTRIBUTE "属性の欄が決まりと違います", "the attributes differ from their permitted value"
#define BAD_OFFSET    "ファイルの位置の欄が合いません", "a member's offset disagrees"
#define BAD_COUNT     "ファイルの数が合いません", "the number of members disagrees"
#define BAD_DIRECTORY "一覧の位置か大きさの欄が合いません", "the central directory's place or size disagrees"

static const struct zip_field local_fields[] = {
        {4, FIXED, UINT32_C(0x04034b50), BAD_SIGNATURE},
        {2, FIXED, NEEDED, BAD_VERSION},
        {2, FIXED, 0, BAD_FLAGS},
        {2, FIXED, 0, BAD_METHOD},
        {2, FIXED, 0, BAD_TIME},
        {2, DAY, 0, BAD_DAY},
        {4, CRC, 0, BAD_CRC},
        {4, SIZE, 0, BAD_SIZE}, /* compressed */
        {4, SIZE, 0, BAD_SIZE},
        {2, NAME_SIZE, 0, BAD_NAME_SIZE},
        {2, FIXED, 0, BAD_EXTRA},
        {0, FIXED, 0, NULL, NULL},
};

static const struct zip_field central_fields[] = {
        {4, FIXED, UINT32_C(0x02014b50), BAD_SIGNATURE},
        {2, FIXED, MADE_BY, BAD_VERSION},
        {2, FIXED, NEEDED, BAD_VERSION},
        {2, FIXED, 0, BAD_FLAGS},
        {2, FIXED, 0, BAD_METHOD},
        {2, FIXED, 0, BAD_TIME},
        {2, DAY, 0, BAD_DAY},
        {4, CRC, 0, BAD_CRC},
        {4, SIZE, 0, BAD_SIZE}, /* compressed */
        {4, SIZE, 0, BAD_SIZE},
        {2, NAME_SIZE, 0, BAD_NAME_SIZE},
        {2, FIXED, 0, BAD_EXTRA},
        {2, FIXED, 0, BAD_COMMENT},
        {2, FIXED, 0, BAD_DISK},
        {2, FIXED, 0, BAD_ATTRIBUTE}, /* internal */
        {4, FIXED, REGULAR_FILE, BAD_ATTRIBUTE},
        {4, OFFSET, 0, BAD_OFFSET},
        {0, FIXED, 0, NULL, NULL},
};

static const struct zip_field end_fields[] = {
        {4, FIXED, UINT32_C(0x06054b50), BAD_SIGNATURE},
        {2, FIXED, 0, BAD_DISK},
        {2, FIXED, 0, BAD_DISK},
        {2, MEMBERS, 0, BAD_COUNT}, /* on this disk */
        {2, MEMBERS, 0, BAD_COUNT},
        {4, DIRECTORY_SIZE, 0, BAD_DIRECTORY},
        {4, DIRECTORY_OFFSET, 0, BAD_DIRECTORY},
        {2, FIXED, 0, BAD_COMMENT},
        {0, FIXED, 0, NULL, NULL},
};

static const struct zip_field *const records[] = {
        [ZIP_LOCAL] = local_fields,
        [ZIP_CENTRAL] = central_fields,
        [ZIP_END] = end_fields,
};

void zip_record_put(unsigned char *out, enum zip_record record, const struct zip_values *values)
{
        for (const struct zip_field *f = records[record]; f->size; f++) {
                uint32_t value = f->value == FIXED ? f->fixed : values->of[f->value];

                for (size_t i = 0; i < f->size; i++)
                        *out++ = (unsigned char)(value >> (8 * i) & 255);
        }
}

const struct zip_field *zip_record_field(enum zip_record record, size_t at)
{
        const struct zip_field *f = records[record];

        while (at >= f->size && f[1].size) {
                at -= f->size;
                f++;
        }
        return f;
}

uint32_t zip_crc(struct bytes bytes)
{
        return libdeflate_crc32(0, bytes.at, bytes.n);
}

uint32_t zip_crc_pieces(struct bytes bytes, bytes_read *read)
{
        uint32_t crc = 0;

        for (size_t at = 0; at < bytes.n; at += BYTES_PIECE) {
                struct bytes piece = {bytes.at + at, bytes.n - at < BYTES_PIECE ? bytes.n - at : BYTES_PIECE};

                crc = libdeflate_crc32(crc, piece.at, piece.n);
                if (read)
                        read(piece);
        }
        return crc;
}

/* A DOS date (APPNOTE 4.4.6) counts years from 1980 in seven bits. */
bool zip_day_pack(uint32_t *out, struct date d)
{
        if (d.year < 1980 || d.year > 1980 + 127 || !date_make(&d, d.year, d.month, d.day))
                return false;
        *out = (uint32_t)(d.year - 1980) << 9 | (uint32_t)d.month << 5 | (uint32_t)d.day;
        return true;
}

bool zip_day_unpack(struct date *out, uint32_t packed)
{
        return packed <= 0xffff &&
               date_make(out, (int32_t)(1980 + (packed >> 9)), (int32_t)(packed >> 5 & 15), (int32_t)(packed & 31));
}

static bool name_byte(char c)
{
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
               c == '.';
}

/* A part neither begins nor ends with a point: no ".", no "..", nothing hidden, nothing that Windows cuts off. */
bool zip_name_permitted(const char *name, size_t n)
{
        size_t start = 0;

        if (n == 0 || n > ZIP_MOST_NAME)
                return false;
        for (size_t i = 0; i <= n; i++) {
                if (i < n && name[i] != '/') {
                        if (!name_byte(name[i]))
                                return false;
                        continue;
                }
                if (i == start || name[start] == '.' || name[i - 1] == '.')
                        return false;
                start = i + 1;
        }
        return true;
}

/* '/' before all else, so that a folder's content follows a file of the folder's name. */
static int fold(char c)
{
        if (c == '/')
                return 1;
        return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static int compare_names(const void *a, const void *b)
{
        const char *p = *(const char *const *)a, *q = *(const char *const *)b;

        while (*p && fold(*p) == fold(*q)) {
                p++;
                q++;
        }
        return fold(*p) - fold(*q);
}

static bool clash(const char *first, const char *next)
{
        while (*first && fold(*first) == fold(*next)) {
                first++;
                next++;
        }
        return *first == '\0' && (*next == '\0' || *next == '/');
}

bool zip_names_unique(const struct zip_members *members, struct arena *arena)
{
        const char **names = arena_alloc(arena, members->n * sizeof *names);

        for (size_t i = 0; i < members->n; i++)
                names[i] = members->at[i].name;
        if (members->n > 1)
                qsort(names, members->n, sizeof *names, compare_names);
        for (size_t i = 1; i < members->n; i++)
                if (clash(names[i - 1], names[i]))
                        return false;
        return true;
}

/* The size of the whole archive; 0 if something is not permitted. */
static size_t archive_size(const struct zip_members *members)
{
        size_t size = ZIP_END_SIZE;

        if (members->n == 0 || members->n > ZIP_MOST_MEMBERS)
                return 0;
        for (size_t i = 0; i < members->n; i++) {
                const struct zip_member *m = &members->at[i];
                size_t name = strnlen(m->name, ZIP_MOST_NAME + 1);

                if (!zip_name_permitted(m->name, name) || m->bytes.n > ZIP_MOST_BYTES)
                        return 0;
                size += ZIP_LOCAL_SIZE + ZIP_CENTRAL_SIZE + 2 * name + m->bytes.n;
                if (size > ZIP_MOST_BYTES)
                        return 0;
        }
        return size;
}

static void add_record(struct buffer *out, enum zip_record record, size_t size, const struct zip_values *values)
{
        unsigned char header[ZIP_CENTRAL_SIZE];

        zip_record_put(header, record, values);
        buffer_add(out, header, size);
}

bool zip_write(struct buffer *out, const struct zip_members *members, struct date day)
{
        size_t size = archive_size(members), start = out->n;
        struct zip_values end = {0}, *v;
        uint32_t packed;

        if (!size || !zip_day_pack(&packed, day) || !zip_names_unique(members, out->arena))
                return false;
        v = arena_alloc(out->arena, members->n * sizeof *v);
        buffer_reserve(out, size);
        for (size_t i = 0; i < members->n; i++) {
                const struct zip_member *m = &members->at[i];

                v[i].of[DAY] = packed;
                v[i].of[CRC] = zip_crc(m->bytes);
                v[i].of[SIZE] = (uint32_t)m->bytes.n;
                v[i].of[NAME_SIZE] = (uint32_t)strlen(m->name);
                v[i].of[OFFSET] = (uint32_t)(out->n - start);
                add_record(out, ZIP_LOCAL, ZIP_LOCAL_SIZE, &v[i]);
                buffer_text(out, m->name);
                buffer_add(out, m->bytes.at, m->bytes.n);
        }
        end.of[MEMBERS] = (uint32_t)members->n;
        end.of[DIRECTORY_OFFSET] = (uint32_t)(out->n - start);
        for (size_t i = 0; i < members->n; i++) {
                add_record(out, ZIP_CENTRAL, ZIP_CENTRAL_SIZE, &v[i]);
                buffer_text(out, members->at[i].name);
        }
        end.of[DIRECTORY_SIZE] = (uint32_t)(out->n - start) - end.of[DIRECTORY_OFFSET];
        add_record(out, ZIP_END, ZIP_END_SIZE, &end);
        return true;
}

const struct zip_member *zip_find(const struct zip_members *members, const char *name)
{
        for (size_t i = 0; i < members->n; i++)
                if (strcmp(members->at[i].name, name) == 0)
                        return &members->at[i];
        return NULL;
}
