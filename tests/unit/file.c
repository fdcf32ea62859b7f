/* Files: read whole or refused with a finding; written whole or not at all. */
#include "core/file/file.h"
#include "core/file/file_batch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/banned.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct arena *arena;
static char folder[256];

static char *in_folder(const char *name)
{
        return file_join(arena, folder, name);
}

static int start(void **state)
{
        const char *tmp = getenv("TMPDIR");

        (void)state;
        arena = arena_new(abort);
        snprintf(folder, sizeof folder, "%s/soroe-file-XXXXXX", tmp && *tmp ? tmp : "/tmp");
        return mkdtemp(folder) ? 0 : -1;
}

static int stop(void **state)
{
        DIR *dir = opendir(folder);
        struct dirent *entry;

        (void)state;
        while (dir && (entry = readdir(dir)))
                if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
                        remove(in_folder(entry->d_name));
        if (dir)
                closedir(dir);
        rmdir(folder);
        arena_free(arena);
        return 0;
}

static void spill(const char *path, const char *text)
{
        FILE *f = fopen(path, "wb");

        assert_non_null(f);
        assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
        assert_int_equal(fclose(f), 0);
}

static void assert_holds(const char *path, const char *text)
{
        struct findings findings = findings_in(arena);
        struct bytes bytes;

        assert_int_equal(file_read(&bytes, path, 1 << 20, arena, &findings), OK);
        assert_int_equal(bytes.n, strlen(text));
        assert_memory_equal(bytes.at, text, bytes.n);
        assert_int_equal(findings.n, 0);
}

static size_t entries(void)
{
        DIR *dir = opendir(folder);
        size_t n = 0;

        assert_non_null(dir);
        while (readdir(dir))
                n++;
        closedir(dir);
        return n;
}

static void a_file_is_read_whole(void **state)
{
        (void)state;
        spill(in_folder("a.csv"), "番号,金額\n");
        assert_holds(in_folder("a.csv"), "番号,金額\n");
        spill(in_folder("empty"), "");
        assert_holds(in_folder("empty"), "");
}

static void make_socket(const char *path)
{
        struct sockaddr_un address = {.sun_family = AF_UNIX};
        int fd = socket(AF_UNIX, SOCK_STREAM, 0);

        assert_true(fd >= 0 && strlen(path) < sizeof address.sun_path);
        memcpy(address.sun_path, path, strlen(path));
        assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
        close(fd);
}

/* What is no regular file is refused with its word, and a pipe without a writer does not hold the program up. */
static void what_is_no_file_is_a_finding(void **state)
{
        const struct {
                const char *path, *why;
        } rows[] = {
                {in_folder("missing.csv"), "ありません¦no such file"},
                {in_folder("a-file/below.csv"), "ありません¦no such file"},
                {folder, "フォルダーです¦folder"},
                {in_folder("パイプです¦pipe"), "パイプです¦pipe"},
                {in_folder("socket"), "装置です¦device"},
                {in_folder("loop"), "自分を指すリンクです¦link to itself"},
                {"/dev/null", "装置です¦device"},
                {"/dev/full", "装置です¦device"},
                /* a file whose size is said to be 0 and that nevertheless has content */
                {"/proc/self/status", "読んでいる間に変わりました¦changed while being read"},
        };

        (void)state;
        spill(in_folder("a-file"), "");
        assert_int_equal(mkfifo(in_folder("パイプです¦pipe"), 0600), 0);
        assert_int_equal(symlink("loop", in_folder("loop")), 0);
        make_socket(in_folder("socket"));
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct findings findings = findings_in(arena);
                struct bytes bytes = {NULL, 77};

                assert_int_equal(file_read(&bytes, rows[i].path, 1 << 20, arena, &findings), ERR_INPUT);
                assert_int_equal(findings.n, 1);
                assert_int_equal(findings.at[0].id, E001);
                assert_string_equal(findings.at[0].args[0], rows[i].why);
                assert_string_equal(findings.at[0].value, rows[i].path);
                assert_string_equal(findings.at[0].place, file_base_name(rows[i].path));
                assert_int_equal(findings.fault.id, NO_FAULT);
                assert_int_equal(bytes.n, 77);
        }
}

static void the_limit_is_the_last_size_taken(void **state)
{
        static const struct {
                size_t limit;
                enum status status;
                const char *said;
        } rows[] = {
                {10, OK, NULL},
                {9, ERR_INPUT, "> 9 bytes"},
                {0, ERR_INPUT, "> 0 bytes"},
        };

        (void)state;
        spill(in_folder("ten"), "0123456789");
        for (size_t i = 0; i < COUNT(rows); i++) {
                struct findings findings = findings_in(arena);
                struct bytes bytes;

                assert_int_equal(file_read(&bytes, in_folder("ten"), rows[i].limit, arena, &findings), rows[i].status);
                assert_int_equal(findings.n, rows[i].said ? 1 : 0);
                if (rows[i].said) {
                        assert_int_equal(findings.at[0].id, E020);
                        assert_string_equal(findings.at[0].args[0], rows[i].said);
                }
        }
}

static void a_large_limit_is_said_in_megabytes(void **state)
{
        struct findings findings = findings_in(arena);
        struct bytes bytes;

        (void)state;
        spill(in_folder("sparse"), "");
        assert_int_equal(truncate(in_folder("sparse"), (off_t)(2 << 20) + 1), 0);
        assert_int_equal(file_read(&bytes, in_folder("sparse"), 2 << 20, arena, &findings), ERR_INPUT);
        assert_string_equal(findings.at[0].args[0], "> 2 MB");
}

static void writing_replaces_the_old_file(void **state)
{
        struct findings findings = findings_in(arena);
        char *path = in_folder("new.zip");
        size_t before = entries();
        struct stat st;

        (void)state;
        assert_int_equal(file_write(path, bytes_of("first"), 0600, arena, &findings), OK);
        assert_holds(path, "first");
        assert_int_equal(stat(path, &st), 0);
        assert_int_equal(st.st_mode & 0777, 0600);
        assert_int_equal(file_write(path, bytes_of("second"), 0600, arena, &findings), OK);
        assert_holds(path, "second");
        assert_int_equal(file_write(path, (struct bytes){NULL, 0}, 0600, arena, &findings), OK);
        assert_holds(path, "");
        assert_int_equal(entries(), before + 1);
}

static void a_name_without_folder_is_written_here(void **state)
{
        struct findings findings = findings_in(arena);
        char here[4096];

        (void)state;
        assert_non_null(getcwd(here, sizeof here));
        assert_int_equal(chdir(folder), 0);
        assert_int_equal(file_write("plain.txt", bytes_of("text"), 0600, arena, &findings), OK);
        assert_int_equal(chdir(here), 0);
        assert_holds(in_folder("plain.txt"), "text");
}

static void assert_failed(const char *path, enum status status, const struct findings *findings, int error)
{
        assert_int_equal(status, ERR_SYSTEM);
        assert_int_equal(findings->fault.id, F_WRITE);
        assert_string_equal(findings->fault.what, path);
        assert_string_equal(findings->fault.detail, strerror(error));
}

static void a_disk_without_room_leaves_the_old_file(void **state)
{
        struct findings findings = findings_in(arena);
        struct rlimit saved, tight;
        char *path = in_folder("kept.zip"), *large = arena_alloc(arena, 100000);
        enum status st;
        size_t before;

        (void)state;
        spill(path, "the old packet");
        before = entries();
        signal(SIGXFSZ, SIG_IGN);
        assert_int_equal(getrlimit(RLIMIT_FSIZE, &saved), 0);
        tight = (struct rlimit){4096, saved.rlim_max};
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &tight), 0);
        st = file_write(path, (struct bytes){(unsigned char *)large, 100000}, 0600, arena, &findings);
        assert_int_equal(setrlimit(RLIMIT_FSIZE, &saved), 0);
        assert_failed(path, st, &findings, EFBIG);
        assert_holds(path, "the old packet");
        assert_int_equal(entries(), before);
}

static void a_name_that_cannot_be_taken_leaves_nothing(void **state)
{
        struct findings findings = findings_in(arena);
        char *path = in_folder("taken");
        size_t before;

        (void)state;
        assert_int_equal(mkdir(path, 0700), 0);
        before = entries();
        assert_failed(path, file_write(path, bytes_of("x"), 0600, arena, &findings), &findings, EISDIR);
        assert_int_equal(entries(), before);
}

static void a_folder_that_is_missing_is_a_fault(void **state)
{
        struct findings findings = findings_in(arena);
        char *path = in_folder("nowhere/x");

        (void)state;
        assert_failed(path, file_write(path, bytes_of("x"), 0600, arena, &findings), &findings, ENOENT);
}

/* What somebody is writing, and holds a lock on, is not touched; what a killed run left behind is no obstacle. */
static void an_unfinished_file_stops_while_it_is_written(void **state)
{
        struct findings findings = findings_in(arena), again = findings_in(arena);
        char *path = in_folder("p.zip"), *part = in_folder(".p.zip.part");
        int writer;

        (void)state;
        spill(part, "half");
        writer = open(part, O_RDONLY);
        assert_int_equal(flock(writer, LOCK_EX), 0);
        assert_int_equal(file_write(path, bytes_of("x"), 0600, arena, &findings), ERR_SYSTEM);
        assert_int_equal(findings.fault.id, F_BUSY);
        assert_string_equal(findings.fault.what, path);
        assert_holds(part, "half");
        assert_int_equal(close(writer), 0);
        assert_int_equal(file_write(path, bytes_of("x"), 0600, arena, &again), OK);
        assert_holds(path, "x");
        assert_false(file_exists(part));
}

static void sweeping_takes_only_unfinished_files(void **state)
{
        static const struct {
                const char *name;
                bool stays;
        } rows[] = {
                {".a.zip.part", false}, {".x.part", false}, {"a.part", true},
                {".part", true},        {".a.zip", true},   {".a.part.zip", true},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                spill(in_folder(rows[i].name), "x");
        assert_int_equal(mkdir(in_folder(".d.part"), 0700), 0);
        assert_int_equal(symlink("a.part", in_folder(".link.part")), 0);
        file_sweep(folder);
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_int_equal(file_exists(in_folder(rows[i].name)), rows[i].stays);
        assert_true(file_exists(in_folder(".d.part")));
        assert_true(file_exists(in_folder(".link.part")));
        file_sweep(in_folder("no-such-folder"));
}

static void folders_are_made_down_to_the_last(void **state)
{
        static const char *const rows[] = {"m", "m/a/b/c", "m/a/b/c", "m//d", "m/e/", "m/e/f//g///"};
        struct findings findings = findings_in(arena);

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_int_equal(file_make_folders(in_folder(rows[i]), arena, &findings), OK);
                assert_true(file_exists(in_folder(rows[i])));
        }
        assert_int_equal(file_make_folders("/", arena, &findings), OK);
        assert_int_equal(findings.fault.id, NO_FAULT);
        for (const char *const *s =
                     (const char *const[]){"m/a/b/c", "m/a/b", "m/a", "m/d", "m/e/f/g", "m/e/f", "m/e", NULL};
             *s; s++)
                assert_int_equal(rmdir(in_folder(*s)), 0);
}

static void a_file_in_the_way_of_a_folder_is_a_fault(void **state)
{
        struct findings findings = findings_in(arena);

        (void)state;
        spill(in_folder("way"), "");
        assert_int_equal(file_make_folders(in_folder("way/below"), arena, &findings), ERR_SYSTEM);
        assert_int_equal(findings.fault.id, F_FOLDER);
        assert_string_equal(findings.fault.what, in_folder("way"));
        assert_string_equal(findings.fault.detail, strerror(EEXIST));
}

static void names_are_joined_and_taken_apart(void **state)
{
        static const struct {
                const char *dir, *name, *joined, *base;
        } rows[] = {
                {"a", "b", "a/b", "b"},
                {"a/", "b", "a/b", "b"},
                {"/", "b", "/b", "b"},
                {"", "b", "b", "b"},
                {NULL, "b", "b", "b"},
                {"a", "b/c", "a/b/c", "c"},
                {"100%s", "%d", "100%s/%d", "%d"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                const char *joined = file_join(arena, rows[i].dir, rows[i].name);

                assert_string_equal(joined, rows[i].joined);
                assert_string_equal(file_base_name(joined), rows[i].base);
        }
}

/* from the folder a page lies in to what it links to */
static void the_way_from_a_folder_to_a_file(void **state)
{
        static const struct {
                const char *from, *to, *way;
        } rows[] = {
                {"/a", "/a/b/c", "b/c"},       {"/a/b", "/a/c", "../c"},
                {"/a/b/c", "/a", "../.."},     {"/a", "/a", "."},
                {"/ab", "/abc/d", "../abc/d"}, {"/", "/a", "a"},
                {"/a/b", "/c d", "../../c d"}, {"/a/b", "/a/bc", "../bc"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                const char *from = arena_printf(arena, "%s%s", folder, rows[i].from);
                const char *to = arena_printf(arena, "%s%s", folder, rows[i].to);

                assert_string_equal(file_relative(arena, from, to), rows[i].way);
        }
        assert_string_equal(file_relative(arena, "here", "there"), "there"); /* neither exists: nothing is known */
}

static void names_without_a_file_somewhere_are_written_otherwise(void **state)
{
        /* "Naming Files, Paths, and Namespaces" of Windows: devices with any ending, characters, what stands last */
        static const struct {
                const char *name, *plain;
        } rows[] = {
                {"receipts.csv", "receipts.csv"},
                {"領収書 2025年12月.csv", "領収書 2025年12月.csv"},
                {".hidden", ".hidden"},
                {"a..b", "a..b"},
                {"50%", "50%"},
                {"%41%2", "%41%2"},
                {"nul.csv", "%6Eul.csv"},
                {"NUL", "%4EUL"},
                {"con.tar.gz", "%63on.tar.gz"},
                {"aux .txt", "%61ux .txt"},
                {"com1.csv", "%63om1.csv"},
                {"LPT9", "%4CPT9"},
                {"com0.csv", "com0.csv"},
                {"com10.csv", "com10.csv"},
                {"com¹.csv", "%63om¹.csv"},
                {"nulls.csv", "nulls.csv"},
                {"a-nul.csv", "a-nul.csv"},
                {"12:30.jpg", "12%3A30.jpg"},
                {"何?.csv", "何%3F.csv"},
                {"a*b\"c<d>e|f\\g", "a%2Ab%22c%3Cd%3Ee%7Cf%5Cg"},
                {"two\nlines\x7f", "two%0Alines%7F"},
                {"ends.", "ends%2E"},
                {"ends. .", "ends%2E%20%2E"},
                {"ends ", "ends%20"},
                {"..", "%2E%2E"},
                {"", ""},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_string_equal(file_plain_name(arena, rows[i].name), rows[i].plain);
                assert_string_equal(file_given_name(arena, rows[i].plain), rows[i].name);
        }
        assert_string_equal(file_plain_path(arena, "12:30/nul/領収書.jpg"), "12%3A30/%6Eul/領収書.jpg");
}

static void the_root_of_a_path(void **state)
{
        static const struct {
                const char *path;
                size_t root, bare;
        } rows[] = {
                {"a/b", 0, 3},
                {"a/b//", 0, 3},
                {"/", 1, 1},
                {"//", 1, 1},
                {"/a/", 1, 2},
                {"C:/", 3, 3},
                {"c:/a/", 3, 4},
                {"C:a/", 0, 3},
                {"1:/a", 0, 4},
                {"//server/share", 14, 14},
                {"//server/share/", 15, 15},
                {"//server/share/a/", 15, 16},
                {"//server", 1, 8},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++) {
                assert_int_equal(file_root(rows[i].path), rows[i].root);
                assert_int_equal(file_bare_length(rows[i].path), rows[i].bare);
        }
}

static void the_way_on_a_disk_with_a_letter(void **state)
{
        static const struct {
                const char *from, *to, *way;
        } rows[] = {
                {"Q:/hojo", "Q:/hojo/packets/a.zip", "packets/a.zip"},
                {"Q:/hojo/html", "q:/hojo/packets/a.zip", "../packets/a.zip"},
                {"Q:/hojo", "R:/packets/a.zip", "R:/packets/a.zip"},
                {"//nas/hojo/html", "//nas/hojo/a.zip", "../a.zip"},
                {"//nas/hojo/html", "//nas/other/a.zip", "//nas/other/a.zip"},
        };

        (void)state;
        for (size_t i = 0; i < COUNT(rows); i++)
                assert_string_equal(file_relative(arena, rows[i].from, rows[i].to), rows[i].way);
}

/* ---- files that get their names together */

static char *name_of(int i)
{
        return arena_printf(arena, "f%02d", i);
}

static char *text_of(int i)
{
        return arena_printf(arena, "file %d", i);
}

static void add(struct file_batch *batch, int i, struct findings *findings)
{
        assert_int_equal(file_batch_add(batch, name_of(i), bytes_of(text_of(i)), 0644, findings), OK);
}

/* One, few, and as many as there is room for: no name before, every name and content after. */
static void a_batch_has_no_names_until_all_have(void **state)
{
        struct findings findings = findings_in(arena);
        struct file_batch batch = file_batch_in(folder, arena);
        const int sizes[] = {1, 5, (int)batch.most};

        (void)state;
        for (size_t k = 0; k < COUNT(sizes); k++) {
                for (int i = 0; i < sizes[k]; i++)
                        add(&batch, i, &findings);
                assert_int_equal(file_batch_room(&batch), batch.most - (size_t)sizes[k]);
                for (int i = 0; i < sizes[k]; i++)
                        assert_false(file_exists(in_folder(name_of(i))));
                file_sweep(folder); /* of another run: what is being written stays */
                assert_int_equal(file_batch_name(&batch, &findings), OK);
                assert_int_equal(file_batch_room(&batch), batch.most);
                for (int i = 0; i < sizes[k]; i++) {
                        assert_holds(in_folder(name_of(i)), text_of(i));
                        assert_int_equal(remove(in_folder(name_of(i))), 0);
                }
                assert_int_equal(entries(), 2); /* the folder and its parent */
        }
        arena_free(batch.arena);
}

/* Of 64 files that may be open a batch takes 16. The others are for whoever fills it: it is full, and a file is read. */
static void a_batch_leaves_files_to_others(void **state)
{
        static const rlim_t few[] = {64, 3};
        static const size_t room[] = {16, 0};
        struct findings findings = findings_in(arena);
        struct file_batch batch = {0};
        struct rlimit saved;
        struct bytes read;

        (void)state;
        assert_int_equal(getrlimit(RLIMIT_NOFILE, &saved), 0);
        for (size_t k = 0; k < COUNT(few); k++) {
                const struct rlimit tight = {few[k], saved.rlim_max};

                assert_int_equal(setrlimit(RLIMIT_NOFILE, &tight), 0);
                batch = file_batch_in(folder, arena);
                assert_int_equal(file_batch_room(&batch), room[k]);
                for (int i = 0; file_batch_room(&batch); i++)
                        add(&batch, i, &findings);
                if (room[k])
                        assert_int_equal(file_read(&read, in_folder(".f00.part"), 100, arena, &findings), OK);
                assert_int_equal(file_batch_name(&batch, &findings), OK);
                assert_int_equal(setrlimit(RLIMIT_NOFILE, &saved), 0);
                arena_free(batch.arena);
        }
        assert_holds(in_folder("f15"), "file 15");
        assert_int_equal(entries(), 2 + 16);
}

/* The third cannot be renamed: the two before it have their names, the others are gone, and the first without a name is told. */
static void a_batch_that_fails_leaves_no_parts(void **state)
{
        struct findings findings = findings_in(arena);
        struct file_batch batch = file_batch_in(folder, arena);

        (void)state;
        for (int i = 0; i < 6; i++)
                add(&batch, i, &findings);
        assert_int_equal(remove(in_folder(".f02.part")), 0);
        assert_int_equal(file_batch_name(&batch, &findings), ERR_SYSTEM);
        assert_int_equal(findings.fault.id, F_WRITE);
        assert_string_equal(findings.fault.what, in_folder("f02"));
        assert_holds(in_folder("f00"), "file 0");
        assert_holds(in_folder("f01"), "file 1");
        assert_int_equal(entries(), 4);
        arena_free(batch.arena);
}

/* A file that another run is writing is left to it; the rest of the batch is as before. */
static void a_batch_leaves_a_file_to_whom_writes_it(void **state)
{
        struct findings findings = findings_in(arena), told = findings_in(arena);
        struct file_batch batch = file_batch_in(folder, arena), other = file_batch_in(folder, arena);

        (void)state;
        add(&other, 1, &findings);
        add(&batch, 0, &findings);
        assert_int_equal(file_batch_add(&batch, "f01", bytes_of("mine"), 0644, &told), ERR_SYSTEM);
        assert_int_equal(told.fault.id, F_BUSY);
        assert_int_equal(file_batch_name(&batch, &findings), OK);
        assert_int_equal(file_batch_name(&other, &findings), OK);
        assert_holds(in_folder("f00"), "file 0");
        assert_holds(in_folder("f01"), "file 1");
        arena_free(batch.arena);
        arena_free(other.arena);
}

int main(void)
{
        const struct CMUnitTest tests[] = {
                cmocka_unit_test_setup_teardown(a_batch_has_no_names_until_all_have, start, stop),
                cmocka_unit_test_setup_teardown(a_batch_leaves_files_to_others, start, stop),
                cmocka_unit_test_setup_teardown(a_batch_that_fails_leaves_no_parts, start, stop),
                cmocka_unit_test_setup_teardown(a_batch_leaves_a_file_to_whom_writes_it, start, stop),
                cmocka_unit_test_setup_teardown(a_file_is_read_whole, start, stop),
                cmocka_unit_test_setup_teardown(what_is_no_file_is_a_finding, start, stop),
                cmocka_unit_test_setup_teardown(the_limit_is_the_last_size_taken, start, stop),
                cmocka_unit_test_setup_teardown(a_large_limit_is_said_in_megabytes, start, stop),
                cmocka_unit_test_setup_teardown(writing_replaces_the_old_file, start, stop),
                cmocka_unit_test_setup_teardown(a_name_without_folder_is_written_here, start, stop),
                cmocka_unit_test_setup_teardown(a_disk_without_room_leaves_the_old_file, start, stop),
                cmocka_unit_test_setup_teardown(a_name_that_cannot_be_taken_leaves_nothing, start, stop),
                cmocka_unit_test_setup_teardown(a_folder_that_is_missing_is_a_fault, start, stop),
                cmocka_unit_test_setup_teardown(an_unfinished_file_stops_while_it_is_written, start, stop),
                cmocka_unit_test_setup_teardown(sweeping_takes_only_unfinished_files, start, stop),
                cmocka_unit_test_setup_teardown(folders_are_made_down_to_the_last, start, stop),
                cmocka_unit_test_setup_teardown(a_file_in_the_way_of_a_folder_is_a_fault, start, stop),
                cmocka_unit_test_setup_teardown(names_are_joined_and_taken_apart, start, stop),
                cmocka_unit_test_setup_teardown(the_way_from_a_folder_to_a_file, start, stop),
                cmocka_unit_test_setup_teardown(names_without_a_file_somewhere_are_written_otherwise, start, stop),
                cmocka_unit_test_setup_teardown(the_root_of_a_path, start, stop),
                cmocka_unit_test_setup_teardown(the_way_on_a_disk_with_a_letter, start, stop),
        };
        return cmocka_run_group_tests(tests, NULL, NULL);
}
