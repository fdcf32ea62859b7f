/* What is in a folder, in one process where a pipe of find, sha256sum and sort is five: the suites of the failing machine look a
 * thousand times.
 *   seen files FOLDER PATTERN...  "<SHA-256>  <path>" of each file whose name is of none of these patterns
 *   seen key FOLDER               one SHA-256 of all: kinds, modes, paths, and what is in the files but soroe.lock
 *   seen misnamed FOLDER          "half written: <path>" of each file that is not named by its SHA-256 (an extension may follow), but *.part */
#include <dirent.h>
#include <fnmatch.h>
#include <limits.h>
#include <openssl/sha.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *hex(SHA256_CTX *s)
{
        static char said[2 * SHA256_DIGEST_LENGTH + 1];
        unsigned char is[SHA256_DIGEST_LENGTH];

        SHA256_Final(is, s);
        for (int i = 0; i < SHA256_DIGEST_LENGTH; i++)
                snprintf(said + 2 * i, 3, "%02x", is[i]);
        return said;
}

static const char *digest(const char *path)
{
        static unsigned char some[1 << 16];
        FILE *f = fopen(path, "rb");
        SHA256_CTX s;
        size_t n;

        SHA256_Init(&s);
        if (!f)
                return "unreadable";
        while ((n = fread(some, 1, sizeof some, f)) > 0)
                SHA256_Update(&s, some, n);
        fclose(f);
        return hex(&s);
}

static const char *how;
static char **patterns;
static SHA256_CTX all;

static void tell(const char *path, const char *name, const struct stat *st)
{
        const int file = S_ISREG(st->st_mode);

        if (strcmp(how, "key") == 0) {
                char line[PATH_MAX + 100];
                int n = snprintf(line, sizeof line, "%o %s %s\n", st->st_mode, path, file && strcmp(name, "soroe.lock") != 0 ? digest(path) : "");

                SHA256_Update(&all, line, (size_t)n);
        } else if (file && strcmp(how, "misnamed") == 0) {
                const char *is = digest(path);

                if (fnmatch(".*.part", name, 0) != 0 && (strncmp(name, is, 64) != 0 || (name[64] && name[64] != '.')))
                        printf("half written: %s\n", path);
        } else if (file) {
                for (char **p = patterns; *p; p++)
                        if (fnmatch(*p, name, 0) == 0)
                                return;
                printf("%s  %s\n", digest(path), path);
        }
}

static int no_dots(const struct dirent *d)
{
        return strcmp(d->d_name, ".") != 0 && strcmp(d->d_name, "..") != 0;
}

static void walk(const char *folder)
{
        struct dirent **in = NULL;
        int n = scandir(folder, &in, no_dots, alphasort);

        for (int i = 0; i < n; i++) {
                char path[PATH_MAX];
                struct stat st;

                snprintf(path, sizeof path, "%s/%s", folder, in[i]->d_name);
                if (lstat(path, &st) == 0) {
                        tell(path, in[i]->d_name, &st);
                        if (S_ISDIR(st.st_mode))
                                walk(path);
                }
                free(in[i]);
        }
        free(in);
        if (n < 0)
                printf("unreadable  %s\n", folder);
}

int main(int argc, char **argv)
{
        if (argc < 3 || chdir(argv[2]) != 0)
                return 2;
        how = argv[1];
        patterns = argv + 3;
        SHA256_Init(&all);
        walk(".");
        if (strcmp(how, "key") == 0)
                puts(hex(&all));
        return 0;
}
