#include "core/format/zip_format.h"

#include <string.h>

#include "core/banned.h"

/* One walk from the first byte to the last: members, central directory, end. What must stand at each place is built
 * from what was read before and compared, so that a byte is either content (held by the CRC) or has one value. */
struct walk {
        struct bytes file;
        bytes_read *read;
        size_t at;
        struct arena *arena;
        struct zip_fault *fault;
        struct zip_members members;
        struct {
                VEC(struct zip_values);
        } values;
};

static enum status refuse(struct walk *w, size_t offset, const char *ja, const char *en)
{
        *w->fault = (struct zip_fault){ja, en, offset};
        return ERR_INPUT;
}

static uint32_t number(const struct walk *w, size_t at, size_t size)
{
        uint32_t value = 0;

        for (size_t i = 0; i < size; i++)
                value |= (uint32_t)w->file.at[at + i] << (8 * i);
        return value;
}

static size_t left(const struct walk *w)
{
        return w->file.n - w->at;
}

static enum status cut_off(struct walk *w)
{
        return refuse(w, w->file.n, "途中で切れています", "cut off");
}

static enum status compare(struct walk *w, enum zip_record record, size_t size, const struct zip_values *values)
{
        unsigned char expected[ZIP_CENTRAL_SIZE];

        if (left(w) < size)
                return cut_off(w);
        zip_record_put(expected, record, values);
        for (size_t i = 0; i < size; i++) {
                if (w->file.at[w->at + i] != expected[i]) {
                        const struct zip_field *field = zip_record_field(record, i);
                        return refuse(w, w->at + i, field->ja, field->en);
                }
        }
        w->at += size;
        return OK;
}

static enum status read_member(struct walk *w)
{
        struct zip_values *v;
        struct zip_member *m;
        size_t name_size, size;
        enum status st;

        if (left(w) < ZIP_LOCAL_SIZE)
                return cut_off(w);
        if (w->members.n == ZIP_MOST_MEMBERS)
                return refuse(w, w->at, "ファイルが多すぎます", "too many members");
        size = number(w, w->at + 18, 4);
        name_size = number(w, w->at + 26, 2);
        if (size > left(w) - ZIP_LOCAL_SIZE || name_size > left(w) - ZIP_LOCAL_SIZE - size)
                return refuse(w, w->at + 18, "ファイルがZIPの終わりを越えています", "a member runs past the end");
        m = vec_add(w->arena, &w->members);
        v = vec_add(w->arena, &w->values);
        m->bytes = (struct bytes){w->file.at + w->at + ZIP_LOCAL_SIZE + name_size, size};
        m->name = arena_strndup(w->arena, (const char *)w->file.at + w->at + ZIP_LOCAL_SIZE, name_size);
        v->of[DAY] = w->values.n > 1 ? w->values.at[0].of[DAY] : number(w, w->at + 12, 2);
        v->of[CRC] = zip_crc_pieces(m->bytes, w->read);
        v->of[SIZE] = (uint32_t)size;
        v->of[NAME_SIZE] = (uint32_t)name_size;
        v->of[OFFSET] = (uint32_t)w->at;
        if ((st = compare(w, ZIP_LOCAL, ZIP_LOCAL_SIZE, v)) != OK)
                return st;
        if (!zip_name_permitted(m->name, name_size))
                return refuse(w, w->at, "使えないファイル名です", "a name that is not permitted");
        w->at += name_size + size;
        return OK;
}

static enum status read_directory(struct walk *w)
{
        struct zip_values end = {0};
        size_t start = w->at;
        enum status st;

        for (size_t i = 0; i < w->members.n; i++) {
                const char *name = w->members.at[i].name;
                size_t n = strlen(name);

                if ((st = compare(w, ZIP_CENTRAL, ZIP_CENTRAL_SIZE, &w->values.at[i])) != OK)
                        return st;
                if (left(w) < n)
                        return cut_off(w);
                if (memcmp(w->file.at + w->at, name, n) != 0)
                        return refuse(w, w->at, "一覧のファイル名が違います", "the central directory has another name");
                w->at += n;
        }
        end.of[MEMBERS] = (uint32_t)w->members.n;
        end.of[DIRECTORY_OFFSET] = (uint32_t)start;
        end.of[DIRECTORY_SIZE] = (uint32_t)(w->at - start);
        if ((st = compare(w, ZIP_END, ZIP_END_SIZE, &end)) != OK)
                return st;
        if (left(w))
                return refuse(w, w->at, "ZIPの終わりの後に余分なバイトがあります", "bytes after the end");
        return OK;
}

enum status zip_read_strict(struct zip_members *out, struct date *day, struct bytes file, struct arena *arena,
                            struct zip_fault *fault)
{
        return zip_read_mapped(out, day, file, NULL, arena, fault);
}

enum status zip_read_mapped(struct zip_members *out, struct date *day, struct bytes file, bytes_read *read,
                            struct arena *arena, struct zip_fault *fault)
{
        struct walk w = {.file = file, .read = read, .arena = arena, .fault = fault};
        const uint32_t local = UINT32_C(0x04034b50);
        struct date unpacked;
        enum status st;

        if (file.n > ZIP_MOST_BYTES)
                return refuse(&w, ZIP_MOST_BYTES, "大きすぎます", "too large");
        while (w.members.n == 0 || (left(&w) >= 4 && number(&w, w.at, 4) == local))
                if ((st = read_member(&w)) != OK)
                        return st;
        if (!zip_day_unpack(&unpacked, w.values.at[0].of[DAY]))
                return refuse(&w, 12, "ファイルの日付が暦にありません", "the members' date is not in the calendar");
        if ((st = read_directory(&w)) != OK)
                return st;
        if (!zip_names_unique(&w.members, arena))
                return refuse(&w, 0, "同じ名前のファイルがあります", "a name stands twice");
        *out = w.members;
        *day = unpacked;
        return OK;
}
