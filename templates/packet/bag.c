#include "templates/packet/bag.h"

#include "core/file/digest.h"
#include "core/file/embedded.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define BAGIT       "bagit.txt"
#define BAG_INFO    "bag-info.txt"
#define MANIFEST    "manifest-sha256.txt"
#define TAGMANIFEST "tagmanifest-sha256.txt"
#define DATA        "data/"

/* RFC 8493, 2.1.1: these two lines and no other */
static const char bagit_text[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

enum { DIGITS = DIGEST_TEXT - 1 };

static int by_name(const void *a, const void *b)
{
        const struct zip_member *m = a, *n = b;

        return strcmp(m->name, n->name);
}

static void sort(struct zip_members *members)
{
        if (members->n > 1)
                qsort(members->at, members->n, sizeof *members->at, by_name);
}

static void add(struct zip_members *members, const char *name, struct bytes bytes, struct arena *arena)
{
        struct zip_member *m = vec_add(arena, members);

        m->name = name;
        m->bytes = bytes;
}

static const char *digest_known(struct bytes bytes, const struct bag_known *known)
{
        for (size_t i = 0; known && i < known->n; i++)
                if (known->at[i].bytes.at == bytes.at && known->at[i].bytes.n == bytes.n)
                        return known->at[i].sha256;
        return NULL;
}

static struct bytes manifest_of(const struct zip_members *sorted, const struct bag_known *known, struct arena *arena)
{
        struct buffer text = buffer_in(arena);

        for (size_t i = 0; i < sorted->n; i++) {
                const char *hex = digest_known(sorted->at[i].bytes, known);
                struct digest digest;

                if (!hex)
                        digest = digest_of(sorted->at[i].bytes);
                buffer_text(&text, hex ? hex : digest.hex);
                buffer_text(&text, "  ");
                buffer_text(&text, sorted->at[i].name);
                buffer_char(&text, '\n');
        }
        return buffer_bytes(&text);
}

/* The order of RFC 8493, 2.2.2 is free; ours is fixed. */
static struct bytes info_of(const struct bag_info *info, const struct zip_members *payload, struct arena *arena)
{
        struct buffer text = buffer_in(arena);
        char day[DATE_TEXT];
        uint64_t bytes = 0;

        for (size_t i = 0; i < payload->n; i++)
                bytes += payload->at[i].bytes.n;
        buffer_printf(&text, "Bagging-Date: %s\n", date_iso(day, info->day));
        buffer_printf(&text, "Bag-Software-Agent: %s\n", info->software);
        buffer_printf(&text, "External-Identifier: %s\n", info->identifier);
        buffer_printf(&text, "Payload-Oxum: %" PRIu64 ".%zu\n", bytes, payload->n);
        return buffer_bytes(&text);
}

/* A value is one line of ASCII that neither begins nor ends with a space: nothing to fold, nothing to trim. */
static bool plain_value(const char *s)
{
        size_t n = strlen(s);

        if (n == 0 || n > ZIP_MOST_NAME || s[0] == ' ' || s[n - 1] == ' ')
                return false;
        for (size_t i = 0; i < n; i++)
                if (s[i] < ' ' || s[i] > '~')
                        return false;
        return true;
}

static bool can_make(const char *top, const struct zip_members *payload, const struct bag_info *info)
{
        if (!zip_name_permitted(top, strlen(top)) || strchr(top, '/') || !date_is_set(info->day))
                return false;
        for (size_t i = 0; i < payload->n; i++)
                if (!zip_name_permitted(payload->at[i].name, strlen(payload->at[i].name)))
                        return false;
        return plain_value(info->software) && plain_value(info->identifier);
}

static bool name_twice(const struct zip_members *sorted)
{
        for (size_t i = 1; i < sorted->n; i++)
                if (strcmp(sorted->at[i - 1].name, sorted->at[i].name) == 0)
                        return true;
        return false;
}

static void add_under(struct zip_members *out, const char *top, const struct zip_members *members, struct arena *arena)
{
        for (size_t i = 0; i < members->n; i++)
                add(out, arena_printf(arena, "%s/%s", top, members->at[i].name), members->at[i].bytes, arena);
}

bool bag_make(struct zip_members *out, const char *top, const struct zip_members *payload, const struct bag_info *info,
              const struct bag_known *known, struct arena *arena)
{
        struct zip_members data = {0}, tags = {0};

        if (!can_make(top, payload, info))
                return false;
        for (size_t i = 0; i < payload->n; i++)
                add(&data, arena_printf(arena, DATA "%s", payload->at[i].name), payload->at[i].bytes, arena);
        sort(&data);
        if (name_twice(&data))
                return false;
        add(&tags, BAG_INFO, info_of(info, &data, arena), arena);
        add(&tags, BAGIT, bytes_of(bagit_text), arena);
        add(&tags, MANIFEST, manifest_of(&data, known, arena), arena);
        sort(&tags);
        add(out, arena_printf(arena, "%s/" BAGIT, top), zip_find(&tags, BAGIT)->bytes, arena);
        add(out, arena_printf(arena, "%s/" BAG_INFO, top), zip_find(&tags, BAG_INFO)->bytes, arena);
        add(out, arena_printf(arena, "%s/" MANIFEST, top), zip_find(&tags, MANIFEST)->bytes, arena);
        add(out, arena_printf(arena, "%s/" TAGMANIFEST, top), manifest_of(&tags, NULL, arena), arena);
        add_under(out, top, &data, arena);
        return true;
}

/* All faults of one check. The first is the caller's, and the others are linked to it. */
struct faults {
        struct bag_fault *first, *last;
        int n;
        struct arena *arena;
};

static bool refuse(struct faults *faults, const char *path, const char *ja, const char *en)
{
        struct bag_fault *fault = faults->n ? ARENA_NEW(faults->arena, struct bag_fault) : faults->first;

        if (faults->n >= BAG_MOST_FAULTS)
                return false;
        *fault = (struct bag_fault){.ja = ja, .en = en, .path = path};
        if (faults->n++)
                faults->last->next = fault;
        faults->last = fault;
        return false;
}

static bool is_at_fault(const struct faults *faults, const char *path)
{
        for (const struct bag_fault *f = faults->n ? faults->first : NULL; f; f = f->next)
                if (f->path && strcmp(f->path, path) == 0)
                        return true;
        return false;
}

static bool same(struct bytes a, struct bytes b)
{
        return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

/* Splits the members into tag files and data/, with names from the top folder on. */
static bool sort_out(struct zip_members *tags, struct zip_members *data, const char **top,
                     const struct zip_members *members, struct faults *fault, struct arena *arena)
{
        size_t n;

        if (members->n == 0)
                return refuse(fault, NULL, "空です", "the bag is empty");
        n = strcspn(members->at[0].name, "/");
        if (*top && (strlen(*top) != n || strncmp(*top, members->at[0].name, n) != 0))
                return refuse(fault, members->at[0].name, "一番上のフォルダー名が違います",
                              "the top folder has another name");
        *top = arena_strndup(arena, members->at[0].name, n);
        for (size_t i = 0; i < members->n; i++) {
                const struct zip_member *m = &members->at[i];
                const char *name;

                if (strncmp(m->name, *top, n) != 0 || m->name[n] != '/')
                        return refuse(fault, m->name, "一番上のフォルダーの外にあります", "outside the top folder");
                name = m->name + n + 1;
                add(strncmp(name, DATA, strlen(DATA)) == 0 ? data : tags, name, m->bytes, arena);
        }
        sort(tags);
        sort(data);
        if (name_twice(tags) || name_twice(data))
                return refuse(fault, NULL, "同じ名前のファイルがあります", "a name stands twice");
        return true;
}

/* RFC 8493, 2.2.4 knows more tag files, and fetch.txt with files yet to be downloaded: a packet holds everything itself. */
static bool tags_complete(const struct zip_members *tags, struct faults *fault)
{
        static const char *const wanted[] = {BAG_INFO, BAGIT, MANIFEST, TAGMANIFEST};
        const size_t n = sizeof wanted / sizeof *wanted;

        for (size_t i = 0; i < tags->n; i++) {
                bool known = false;

                for (size_t j = 0; j < n; j++)
                        known |= strcmp(tags->at[i].name, wanted[j]) == 0;
                if (!known)
                        refuse(fault, tags->at[i].name, "余分なファイルです", "a file that does not belong here");
        }
        for (size_t j = 0; j < n; j++)
                if (!zip_find(tags, wanted[j]))
                        refuse(fault, wanted[j], "ファイルがありません", "the file is missing");
        for (size_t j = 0; j < n; j++)
                if (!zip_find(tags, wanted[j]))
                        return false; /* nothing can be held against what is not there */
        return true;
}

/* One line of a manifest. */
struct entry {
        const char *hex, *name;
        size_t name_size;
};

/* Steps to the next line; false if it is not of the form. */
static bool next_entry(struct entry *out, struct bytes *rest)
{
        const char *line = (const char *)rest->at, *end = memchr(line, '\n', rest->n);
        size_t n = end ? (size_t)(end - line) : 0;

        if (n <= DIGITS + 2 || memcmp(line + DIGITS, "  ", 2) != 0)
                return false;
        for (size_t i = 0; i < DIGITS; i++)
                if (!((line[i] >= '0' && line[i] <= '9') || (line[i] >= 'a' && line[i] <= 'f')))
                        return false;
        *out = (struct entry){line, line + DIGITS + 2, n - DIGITS - 2};
        rest->at += n + 1;
        rest->n -= n + 1;
        return true;
}

/* <0: the manifest's name comes before the member's. */
static int compare_entry(const struct entry *e, const char *name)
{
        size_t n = strlen(name);
        int by = memcmp(e->name, name, e->name_size < n ? e->name_size : n);

        return by ? by : (e->name_size > n) - (e->name_size < n);
}

/* What the check of members needs: how their bytes are read, and which digests are known. */
struct bag_reading {
        bytes_read *read;              /* NULL */
        const struct bag_known *meant; /* NULL */
};

static const char *digest_meant(struct bytes bytes, const struct bag_known *meant)
{
        for (size_t i = 0; meant && i < meant->n; i++)
                if (same(meant->at[i].bytes, bytes))
                        return meant->at[i].sha256;
        return NULL;
}

/* What every packet of a version encloses is hashed once, when the program is built. */
static struct digest digest_of_member(struct bytes bytes, const struct bag_reading *reading)
{
        const char *known = embedded_digest(bytes);
        struct digest out;

        if (!known)
                known = digest_meant(bytes, reading->meant);
        if (!known)
                return digest_of_pieces(bytes, reading->read);
        memcpy(out.hex, known, sizeof out.hex);
        return out;
}

struct entries {
        VEC(struct entry);
};

static int compare_entries(const struct entry *a, const struct entry *b)
{
        int by = memcmp(a->name, b->name, a->name_size < b->name_size ? a->name_size : b->name_size);

        return by ? by : (a->name_size > b->name_size) - (a->name_size < b->name_size);
}

static int by_entry(const void *a, const void *b)
{
        return compare_entries(a, b);
}

/* Reads the entries and sorts them by name, whatever their order was: an entry in another place is not missing. */
static bool read_entries(struct entries *out, const char *manifest, struct bytes text, struct faults *fault,
                         struct arena *arena)
{
        bool in_order = true;

        while (text.n) {
                if (!next_entry(vec_add(arena, out), &text))
                        return refuse(fault, manifest, "一覧の書式が違います", "a line that is not of the form");
                in_order &= out->n < 2 || compare_entries(&out->at[out->n - 2], &out->at[out->n - 1]) < 0;
        }
        if (in_order)
                return true;
        qsort(out->at, out->n, sizeof *out->at, by_entry);
        refuse(fault, manifest, "一覧の順が違うか、2度書かれています",
               "its lines are out of order, or one stands twice");
        return true;
}

/* Lines and members are sorted alike, so one walk finds what is missing on either side, and all that changed. */
static void manifest_holds(struct bag_digests *out, const char *manifest, struct bytes text,
                           const struct zip_members *sorted, const struct bag_reading *reading, struct faults *fault,
                           struct arena *arena)
{
        struct entries entries = {0};
        size_t at = 0;

        if (!read_entries(&entries, manifest, text, fault, arena))
                return;
        for (size_t i = 0; i < sorted->n || at < entries.n;) {
                const struct entry *e = at < entries.n ? &entries.at[at] : NULL;
                const struct zip_member *m = i < sorted->n ? &sorted->at[i] : NULL;
                int by = !e ? 1 : m ? compare_entry(e, m->name) : -1;

                if (e && by < 0) {
                        refuse(fault, arena_strndup(arena, e->name, e->name_size), "一覧にあるファイルがありません",
                               "listed, but missing");
                } else if (m && by > 0) {
                        refuse(fault, m->name, "一覧にないファイルです", "not listed in the manifest");
                } else if (e && m) {
                        const struct digest digest = digest_of_member(m->bytes, reading);

                        if (memcmp(digest.hex, e->hex, DIGITS) != 0)
                                refuse(fault, m->name, "内容が変わっています", "its content has changed");
                        *vec_add(arena, out) = digest;
                }
                at += by <= 0;
                i += by >= 0;
        }
}

/* The value after `label`, stepping over its line; NULL if another line stands there. */
static const char *take_value(struct bytes *rest, const char *label, struct arena *arena)
{
        const char *line = (const char *)rest->at, *end = rest->n ? memchr(line, '\n', rest->n) : NULL;
        size_t skip = strlen(label), n = end ? (size_t)(end - line) : 0;

        if (n <= skip || memcmp(line, label, skip) != 0 || memchr(line, '\0', n))
                return NULL;
        rest->at += n + 1;
        rest->n -= n + 1;
        return arena_strndup(arena, line + skip, n - skip);
}

/* Takes the values out of the file, and compares it with the file that these values make. */
static bool info_holds(struct bag_info *out, struct bytes text, const struct zip_members *data, struct faults *fault,
                       struct arena *arena)
{
        struct bytes rest = text, made;
        const char *day = take_value(&rest, "Bagging-Date: ", arena);

        out->software = day ? take_value(&rest, "Bag-Software-Agent: ", arena) : NULL;
        out->identifier = out->software ? take_value(&rest, "External-Identifier: ", arena) : NULL;
        if (!out->identifier || date_parse(&out->day, day) != DATE_READ || !plain_value(out->software) ||
            !plain_value(out->identifier))
                return refuse(fault, BAG_INFO, "決まりの書式と違います", "not of the form");
        made = info_of(out, data, arena);
        if (!same(text, made))
                return refuse(fault, BAG_INFO, "ファイルの数か大きさの合計が合いません",
                              "Payload-Oxum or the form is wrong");
        return true;
}

bool bag_check(struct bag *out, struct bag_fault *fault, const struct zip_members *members, const char *top,
               struct arena *arena)
{
        return bag_check_mapped(out, fault, members, top, NULL, arena);
}

static void check_manifests(struct bag *bag, const struct zip_members *tags, const struct zip_members *data,
                            const struct bag_reading *reading, struct faults *faults, struct arena *arena)
{
        struct zip_members listed = {0};
        struct bag_digests of_tags = {0};

        for (size_t i = 0; i < tags->n; i++)
                if (strcmp(tags->at[i].name, TAGMANIFEST) != 0 && !is_at_fault(faults, tags->at[i].name))
                        add(&listed, tags->at[i].name, tags->at[i].bytes, arena);
        manifest_holds(&of_tags, TAGMANIFEST, zip_find(tags, TAGMANIFEST)->bytes, &listed, &(struct bag_reading){0},
                       faults, arena);
        manifest_holds(&bag->digests, MANIFEST, zip_find(tags, MANIFEST)->bytes, data, reading, faults, arena);
}

static bool check(struct bag *out, struct bag_fault *fault, const struct zip_members *members, const char *top,
                  const struct bag_reading *reading, struct arena *arena)
{
        struct faults faults = {.first = fault, .arena = arena};
        struct zip_members tags = {0}, data = {0};
        struct bag bag = {.top = top};

        if (!sort_out(&tags, &data, &bag.top, members, &faults, arena) || !tags_complete(&tags, &faults))
                return false;
        check_manifests(&bag, &tags, &data, reading, &faults, arena);
        if (!same(zip_find(&tags, BAGIT)->bytes, bytes_of(bagit_text)) && !is_at_fault(&faults, BAGIT))
                refuse(&faults, BAGIT, "BagIt 1.0 の決まりの文面と違います", "not the text that BagIt 1.0 asks for");
        /* where files are at fault their sum is, too */
        if (faults.n || !info_holds(&bag.info, zip_find(&tags, BAG_INFO)->bytes, &data, &faults, arena))
                return false;
        for (size_t i = 0; i < data.n; i++)
                add(&bag.payload, data.at[i].name + strlen(DATA), data.at[i].bytes, arena);
        *out = bag;
        return true;
}

bool bag_check_mapped(struct bag *out, struct bag_fault *fault, const struct zip_members *members, const char *top,
                      bytes_read *read, struct arena *arena)
{
        return check(out, fault, members, top, &(struct bag_reading){.read = read}, arena);
}

bool bag_check_made(struct bag *out, struct bag_fault *fault, const struct zip_members *members,
                    const struct bag_known *meant, struct arena *arena)
{
        return check(out, fault, members, NULL, &(struct bag_reading){.meant = meant}, arena);
}

const char *bag_digest(const struct bag *bag, const char *name)
{
        for (size_t i = 0; i < bag->payload.n; i++)
                if (strcmp(bag->payload.at[i].name, name) == 0)
                        return bag->digests.at[i].hex;
        return "";
}

bool bag_in_order(const struct zip_members *members, const struct bag *bag)
{
        static const char *const first[] = {BAGIT, BAG_INFO, MANIFEST, TAGMANIFEST};
        const size_t tags = sizeof first / sizeof *first, top = strlen(bag->top) + 1;

        if (members->n != tags + bag->payload.n)
                return false;
        for (size_t i = 0; i < members->n; i++) {
                const char *name = members->at[i].name + top;
                const char *wanted = i < tags ? first[i] : bag->payload.at[i - tags].name;

                if (strcmp(i < tags ? name : name + strlen(DATA), wanted) != 0)
                        return false;
        }
        return true;
}
