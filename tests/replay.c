/* Runs a fuzz target on files: replay FILE|FOLDER… gives it the bytes of each file, and of each file in a folder, in the
 * order of their names. A fault ends the program by a signal or a sanitizer's report; the last name printed is its file. */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "core/banned.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay_file(const char *path)
{
        FILE *file = fopen(path, "rb");
        uint8_t *bytes = NULL;
        int failed = 1;
        long size = -1;

        printf("%s\n", path);
        fflush(stdout);
        if (file && fseek(file, 0, SEEK_END) == 0)
                size = ftell(file);
        if (size < 0 || fseek(file, 0, SEEK_SET) != 0)
                goto done;
        bytes = malloc(size ? (size_t)size : 1); /* exactly the bytes: one read beyond them is seen by the sanitizer */
        if (!bytes || fread(bytes, 1, (size_t)size, file) != (size_t)size)
                goto done;
        LLVMFuzzerTestOneInput(bytes, (size_t)size);
        failed = 0;
done:
        if (failed)
                fprintf(stderr, "%s: cannot be read\n", path);
        free(bytes);
        if (file)
                fclose(file);
        return failed;
}

static int is_visible(const struct dirent *entry)
{
        return entry->d_name[0] != '.';
}

/* An empty folder is a failure: nothing would have been tested. */
static int replay(const char *path)
{
        struct dirent **entries;
        struct stat st;
        int n, failed = 0;

        if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
                return replay_file(path);
        n = scandir(path, &entries, is_visible, alphasort);
        if (n < 0) {
                fprintf(stderr, "%s: cannot be read\n", path);
                return 1;
        }
        for (int i = 0; i < n; i++) {
                char name[4096];

                snprintf(name, sizeof name, "%s/%s", path, entries[i]->d_name);
                failed |= replay(name);
                free(entries[i]);
        }
        free(entries);
        if (n == 0)
                fprintf(stderr, "%s: no files\n", path);
        return failed || n == 0;
}

int main(int argc, char **argv)
{
        int failed = argc < 2;

        for (int i = 1; i < argc; i++)
                failed |= replay(argv[i]);
        return failed;
}
