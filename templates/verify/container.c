#include "templates/verify/container.h"

#include <string.h>
#include <strings.h>

#include <zip.h>

#include "core/banned.h"

static bool begins(struct bytes file, const char *with, size_t n)
{
        return file.n >= n && memcmp(file.at, with, n) == 0;
}

/* ---- no ZIP at all */

static bool is_html(struct bytes file)
{
        static const char *const starts[] = {"<!doctype html", "<html", "<head", "<body", "<!--"};
        size_t at = begins(file, "\xEF\xBB\xBF", 3) ? 3 : 0;

        while (at < file.n && strchr(" \t\r\n", file.at[at]) && file.at[at])
                at++;
        for (size_t i = 0; i < sizeof starts / sizeof *starts; i++)
                if (file.n - at >= strlen(starts[i]) &&
                    strncasecmp((const char *)file.at + at, starts[i], strlen(starts[i])) == 0)
                        return true;
        return false;
}

static const char *kind_of(struct bytes file)
{
        static const struct {
                const char *magic;
                size_t n;
                const char *name;
        } kinds[] = {{"%PDF", 4, "PDF"},
                     {"\x89PNG", 4, "PNG"},
                     {"\xFF\xD8\xFF", 3, "JPEG"},
                     {"GIF8", 4, "GIF"},
                     {"II*\0", 4, "TIFF"},
                     {"MM\0*", 4, "TIFF"},
                     {"7z\xBC\xAF", 4, "7z"},
                     {"Rar!", 4, "RAR"},
                     {"\x1F\x8B", 2, "gzip"},
                     {"<?xml", 5, "XML"},
                     {"\xD0\xCF\x11\xE0", 4, "Office (97-2003)"},
                     {"SQLite format 3", 15, "SQLite"}};

        if (is_html(file))
                return "HTML";
        for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
                if (begins(file, kinds[i].magic, kinds[i].n))
                        return kinds[i].name;
        return NULL;
}

/* ---- a ZIP of another tool */

struct unpacking {
        zip_t *zip;
        struct zip_members members;
        size_t bytes;
        const char *broken; /* the first member whose bytes are not what the ZIP says of them; NULL */
        struct arena *arena;
};

/* A Mac adds what it knows of each file, outside the packet's folder. */
static bool is_passed_over(const char *name)
{
        size_t n = strlen(name);

        return n == 0 || name[n - 1] == '/' || strncmp(name, "__MACOSX/", strlen("__MACOSX/")) == 0;
}

static bool unpack_member(struct unpacking *u, zip_uint64_t i)
{
        zip_stat_t st;
        zip_file_t *in;
        unsigned char *at;
        bool good;

        if (zip_stat_index(u->zip, i, 0, &st) != 0 || !(st.valid & ZIP_STAT_NAME) || !(st.valid & ZIP_STAT_SIZE))
                return false;
        if (is_passed_over(st.name))
                return true;
        if (st.size > CONTAINER_MOST_BYTES - u->bytes || strlen(st.name) > ZIP_MOST_NAME)
                return false;
        u->bytes += (size_t)st.size;
        at = arena_alloc(u->arena, (size_t)st.size + 1);
        in = zip_fopen_index(u->zip, i, 0);
        good = in && zip_fread(in, at, st.size) == (zip_int64_t)st.size && zip_fread(in, at + st.size, 1) == 0;
        if (in)
                good &= zip_fclose(in) == 0;
        *vec_add(u->arena, &u->members) =
                (struct zip_member){arena_strdup(u->arena, st.name), (struct bytes){at, (size_t)st.size}};
        if (!good && !u->broken)
                u->broken = u->members.at[u->members.n - 1].name;
        return true; /* its digest tells */
}

static bool unpack(struct unpacking *u, struct bytes file)
{
        zip_error_t error;
        zip_source_t *source = zip_source_buffer_create(file.at, file.n, 0, &error);
        bool good;

        u->zip = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
        good = u->zip && zip_get_num_entries(u->zip, 0) > 0 && zip_get_num_entries(u->zip, 0) <= 2 * ZIP_MOST_MEMBERS;
        for (zip_int64_t i = 0; good && i < zip_get_num_entries(u->zip, 0); i++)
                good = unpack_member(u, (zip_uint64_t)i);
        if (u->zip)
                zip_discard(u->zip);
        else if (source)
                zip_source_free(source);
        return good && u->members.n;
}

/* Does one of the files lie where a packet has it, below a folder? */
static bool has_bagit(const struct zip_members *members)
{
        for (size_t i = 0; i < members->n; i++) {
                const char *slash = strchr(members->at[i].name, '/');

                if (slash && strcmp(slash + 1, "bagit.txt") == 0)
                        return true;
        }
        return false;
}

/* ---- a set handed out */

bool container_is_set(struct container_foreign *out, const struct zip_members *members, struct arena *arena)
{
        static const char *const own[] = {"-entry.xlsx", "-letter.pdf", "-slips.pdf"};
        struct buffer packets = buffer_in(arena);
        const char *first = members->n ? members->at[0].name : "";
        const size_t code = strspn(first, "0123456789");
        bool is_set = false;

        for (size_t i = 0; i < members->n; i++) {
                const char *name = members->at[i].name;
                const size_t n = strlen(name);

                if (!code || strncmp(name, first, code) != 0 || name[code] != '-' || strchr(name, '/'))
                        return false;
                for (size_t k = 0; k < sizeof own / sizeof *own; k++)
                        is_set |= strcmp(name + code, own[k]) == 0;
                if (n > 4 && strcasecmp(name + n - 4, ".zip") == 0)
                        buffer_printf(&packets, "%s%s", packets.n ? ", " : "", name);
        }
        if (!is_set && !packets.n)
                return false;
        *out = (struct container_foreign){.is_set = true};
        out->ja = arena_printf(arena, "書類ではなく、施設に配る一式です(letters --hand-out)。中の書類: %s",
                               packets.n ? packets.at : "なし");
        out->en = arena_printf(arena, "no packet, but a handed-out set (letters --hand-out); packets in it: %s",
                               packets.n ? packets.at : "none");
        out->remedy[0] = "展開して、中の書類(ZIP)を soroe verify で確かめてください。";
        out->remedy[1] = "unpack it and verify the packets (ZIP) in it";
        return true;
}

/* ---- which of them */

static bool is_no_zip(struct container_foreign *out, struct bytes file, struct arena *arena)
{
        const char *kind = kind_of(file);

        if (!kind)
                return false;
        out->ja = arena_printf(arena, "ZIP ではなく、%s のファイルです", kind);
        out->en = arena_printf(arena, "no ZIP, but a file of %s", kind);
        out->remedy[0] = "名前だけが .zip です。元の書類をもう一度受け取ってください。";
        out->remedy[1] = "only its name ends in .zip: get the packet once more";
        return true;
}

static bool say_whole(struct container_foreign *out)
{
        out->is_whole = true;
        out->ja = "中身はそろっていますが、確定したときの入れ物ではありません(別のソフトで圧縮し直したものなど)";
        out->en =
                "its content is whole, but it is not the container that was sealed (packed again by another tool, say)";
        out->remedy[0] = "展開して、できたフォルダーを soroe verify で確かめてください。提出には元の ZIP を使います。";
        out->remedy[1] = "unpack it and verify the folder; hand in the ZIP that was sealed";
        return true;
}

static bool say_changed(struct container_foreign *out)
{
        out->is_changed = true;
        out->ja = "中身が違います";
        out->en = "its content differs";
        return true;
}

bool container_foreign(struct container_foreign *out, struct bytes file, struct arena *arena)
{
        struct unpacking u = {.arena = arena};
        struct bag bag;

        *out = (struct container_foreign){0};
        if (is_no_zip(out, file, arena))
                return true;
        if (!begins(file, "PK", 2))
                return false;
        if (!unpack(&u, file))
                return false;
        if (container_is_set(out, &u.members, arena))
                return true;
        if (!bag_check(&bag, &out->fault, &u.members, NULL, arena))
                return has_bagit(&u.members) && say_changed(out);
        if (!u.broken)
                return say_whole(out);
        out->fault = (struct bag_fault){.ja = "展開できません", .en = "it cannot be unpacked", .path = u.broken};
        return say_changed(out);
}
