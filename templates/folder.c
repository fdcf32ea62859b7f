#include "templates/folder.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/file.h"

#include "core/banned.h"

enum { MOST_DEPTH = 16 };

struct search {
        folder_each *each;
        void *user;
        struct arena *scratch;
};

static int compare(const void *a, const void *b)
{
        return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in a folder, sorted by their bytes. False: it cannot be read. */
static bool list(struct texts *out, const char *folder, struct arena *arena)
{
        DIR *dir = opendir(folder);
        struct dirent *entry;

        *out = (struct texts){0};
        if (!dir)
                return false;
        while ((entry = readdir(dir)))
                if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                        *vec_add(arena, out) = arena_strdup(arena, entry->d_name);
        closedir(dir);
        if (out->n > 1)
                qsort(out->at, out->n, sizeof *out->at, compare);
        return true;
}

static void cannot(struct search *s, const char *path, const char *ja, const char *en)
{
        struct found_packet found = {.path = path, .why = {ja, en}};

        s->each(s->user, &found, s->scratch);
}

static void give_zip(struct search *s, const char *path)
{
        struct found_packet found = {.path = path};
        struct findings findings = findings_in(s->scratch);

        if (file_read(&found.zip, path, ZIP_MOST_BYTES, s->scratch, &findings) != OK) {
                found.why[0] = "ファイルを読めません";
                found.why[1] = "the file cannot be read";
        }
        s->each(s->user, &found, s->scratch);
        arena_reset(s->scratch);
}

/* Every file of an unpacked bag. A link or a device is not part of a bag: it comes up as unreadable. */
static bool collect(struct zip_members *out, const char *folder, const char *name, int depth, size_t *bytes,
                    struct arena *arena)
{
        struct findings findings = findings_in(arena);
        struct texts names;

        if (depth > MOST_DEPTH || !list(&names, folder, arena))
                return false;
        for (size_t i = 0; i < names.n; i++) {
                const char *path = file_join(arena, folder, names.at[i]);
                const char *member = arena_printf(arena, "%s/%s", name, names.at[i]);
                struct bytes content;
                struct stat st;

                if (lstat(path, &st) || out->n >= ZIP_MOST_MEMBERS)
                        return false;
                if (S_ISDIR(st.st_mode)) {
                        if (!collect(out, path, member, depth + 1, bytes, arena))
                                return false;
                        continue;
                }
                if (!S_ISREG(st.st_mode) || file_read(&content, path, ZIP_MOST_BYTES - *bytes, arena, &findings) != OK)
                        return false;
                *bytes += content.n;
                *vec_add(arena, out) = (struct zip_member){member, content};
        }
        return true;
}

static void give_bag(struct search *s, const char *path)
{
        struct found_packet found = {.path = path, .is_folder = true};
        const char *name = file_base_name(file_absolute(s->scratch, path));
        size_t bytes = 0;

        if (!collect(&found.members, path, name, 0, &bytes, s->scratch)) {
                found.why[0] = "フォルダーの中に読めないものがあります";
                found.why[1] = "something in the folder cannot be read";
        }
        s->each(s->user, &found, s->scratch);
        arena_reset(s->scratch);
}

static bool is_zip_name(const char *name)
{
        size_t n = strlen(name);

        return n > 4 && name[0] != '.' && strcmp(name + n - 4, ".zip") == 0;
}

static void search(struct search *s, const char *folder, int depth, struct arena *arena)
{
        struct texts names;

        if (file_exists(file_join(arena, folder, "bagit.txt"))) {
                give_bag(s, folder);
                return;
        }
        if (depth > MOST_DEPTH || !list(&names, folder, arena)) {
                cannot(s, folder, "フォルダーを読めません", "the folder cannot be read");
                return;
        }
        for (size_t i = 0; i < names.n; i++) {
                const char *path = file_join(arena, folder, names.at[i]);
                struct stat st;

                if (lstat(path, &st))
                        continue;
                if (S_ISDIR(st.st_mode))
                        search(s, path, depth + 1, arena);
                else if (is_zip_name(names.at[i]))
                        give_zip(s, path);
        }
}

void folder_packets(const char *path, folder_each *each, void *user, struct arena *arena)
{
        struct search s = {each, user, arena_child(arena)};
        struct stat st;

        if (stat(path, &st))
                cannot(&s, path, "ファイルがありません", "there is no such file");
        else if (S_ISDIR(st.st_mode))
                search(&s, path, 0, arena);
        else
                give_zip(&s, path);
        arena_free(s.scratch);
}
