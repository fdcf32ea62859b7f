/* All that only the system can do: what is no part of the language and its library. No other file includes a header of the
 * system, so another system needs these functions and nothing else.
 * A path is UTF-8, with '/' between its names. What is open is a number; what could not be opened is below 0.
 * posix_*.c and windows_*.c are the two that there are; the Makefile takes one of them. */
#ifndef SOROE_PLATFORM_H
#define SOROE_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Longer paths and names are not opened. */
enum { PLATFORM_MOST_PATH = 4096, PLATFORM_MOST_NAME = 1024 };

/* ---- the beginning, before anything else: arguments and streams become UTF-8 bytes. A process that was started for one of these
 * jobs (below) does it, and ends. The last of them is NULL. */
struct platform_job;
void platform_begin(int *argc, char ***argv, const struct platform_job *const *jobs);
const char *platform_env(const char *name); /* a variable of the environment, as it was at the beginning; NULL */
void platform_slashes(char *path);          /* a path as it was typed: what parts its names becomes '/' */
const char *platform_user(void);            /* the login; "" where there is none */

/* What this system says in place of words that speak of another one's programs and places: of a fault or finding, by its name,
 * or of "reader", "read", "manual", "man soroe-map". NULL: they are as they are. */
const char *platform_own_words(const char *of, bool english);

/* ---- why the last call failed, of these functions or of <stdio.h> */
enum platform_error {
        PLATFORM_NO_ERROR,
        PLATFORM_MISSING,    /* there is nothing of that name */
        PLATFORM_THERE,      /* there is something of that name */
        PLATFORM_NOT_FOLDER, /* a name on the way is no folder's */
        PLATFORM_IS_FOLDER,
        PLATFORM_IS_LINK, /* where none is entered, or one that leads to itself */
        PLATFORM_IS_DEVICE,
        PLATFORM_WRONG_KIND, /* no regular file */
        PLATFORM_LONG_NAME,
        PLATFORM_LARGE,
        PLATFORM_NO_PLACE,    /* of a place that no file has */
        PLATFORM_NOT_ALLOWED, /* the person has no right to it */
        PLATFORM_NOT_OWNER,   /* only the owner may */
        PLATFORM_BUSY,        /* another process has the lock */
        PLATFORM_HELD,        /* another program has it open and lets nobody replace it */
        PLATFORM_NO_MEMORY,
        PLATFORM_ERRORS, /* from here on: any other */
};
enum platform_error platform_error(void);
const char *platform_why(void);          /* in the system's words; lives until the next call */
void platform_fail(enum platform_error); /* makes it the last one */
/* The same as a number that can be kept: 0 for none. */
int platform_code(void);
const char *platform_words(int code);
enum platform_error platform_error_of(int code);
bool platform_is_held(const char *words); /* are they those of PLATFORM_HELD? */

/* ---- files and folders that are open. None is handed on to another program. */
enum platform_how {
        OPEN_READ = 0,
        OPEN_WRITE = 1,
        OPEN_BOTH = 2,
        OPEN_MAKE = 4,     /* made where it is missing */
        OPEN_NEW = 8,      /* made, and refused where it is there */
        OPEN_NO_LINK = 16, /* refused where the name is a link's */
        OPEN_FOLDER = 32,  /* refused where it is no folder */
        OPEN_NO_WAIT = 64, /* does not wait for the other end of a pipe */
};
int platform_open(const char *path, unsigned how, unsigned mode);
int platform_open_in(int folder, const char *name, unsigned how, unsigned mode);
bool platform_close(int);        /* false: what was written is not there. Otherwise the last error stays what it was. */
int platform_copy(int);          /* the same file once more, to be closed by itself; with the same place in it */
size_t platform_most_open(void); /* so many at once, of this process */
/* As a stream, which closes it; NULL: it is still open. And the other way, of a stream that is still open. */
FILE *platform_stream(int, const char *mode);
int platform_number(FILE *);

/* How many bytes were read, 0 at the end, below 0 on failure. Fewer than wanted are no failure. */
int64_t platform_read(int, void *to, size_t n);
int64_t platform_read_at(int, void *to, size_t n, int64_t at);
bool platform_write(int, const void *from, size_t n); /* all of them */
bool platform_write_at(int, const void *from, size_t n, int64_t at);
bool platform_go_to(int, int64_t at);
bool platform_cut(int, int64_t size);
bool platform_sync(int);        /* what the file holds is on the disk */
void platform_sync_soon(int);   /* the system may begin with it; nothing is promised */
bool platform_sync_folder(int); /* and the names in the folder */
/* and whatever is in its file system; PLATFORM_WRONG_KIND where that cannot be done */
bool platform_sync_all(int);
bool platform_sync_tree(int folder); /* and all files below it */

FILE *platform_temporary(void);             /* has no name, and is gone when it is closed */
int platform_memory_file(const char *name); /* likewise, never on a disk */
/* The path by which a library opens such a file. */
#define PLATFORM_PATH 1024
void platform_path_of(char path[PLATFORM_PATH], int);

/* A stream into memory: at its end `at` has what was written, to be freed. False: there is no memory. It may not be moved. */
struct platform_text {
        FILE *out;
        char *at;
        size_t n;
};
bool platform_text_begin(struct platform_text *);
bool platform_text_end(struct platform_text *); /* closes the stream, also where it fails */

/* ---- what a name stands for */
struct platform_state {
        enum { IS_FILE, IS_FOLDER, IS_LINK, IS_PIPE, IS_DEVICE } kind;
        unsigned mode, links; /* links: names it has */
        int64_t size;
        /* Seconds, and parts of them. Nobody can set `changed` back, but on Windows, where it is `written`. */
        int64_t changed[2], written[2];
        uint64_t volume, node; /* the same two: the same file */
};
bool platform_state(struct platform_state *, const char *path);                /* of what a link leads to */
bool platform_state_of_name(struct platform_state *, const char *path);        /* of the link itself */
bool platform_state_in(struct platform_state *, int folder, const char *name); /* likewise */
bool platform_state_of(struct platform_state *, int);
bool platform_may_write(const char *path);
char *platform_absolute(const char *path); /* without links; NULL or to be freed */
/* Of the disk it lies on: is it another machine's; can nobody write there? */
bool platform_is_network(const char *path);
bool platform_is_read_only(const char *path);

/* ---- names */
bool platform_rename(const char *from, const char *to); /* what is there is replaced */
bool platform_rename_in(int folder, const char *name, int other, const char *new_name);
bool platform_name_new(const char *from, const char *to); /* a second name; what is there is not replaced */
bool platform_remove(const char *path);                   /* not a folder */
bool platform_remove_in(int folder, const char *name);
void platform_remove_tree(const char *path); /* what cannot be removed stays */
bool platform_make_folder(const char *path, unsigned mode);
bool platform_make_folder_in(int folder, const char *name, unsigned mode);
bool platform_make_private_folder(char *path); /* the six X it ends with become a name that is free */
bool platform_set_mode(const char *path, unsigned mode);
bool platform_set_mode_of(int, unsigned mode);
void platform_share_files(void); /* what is made from now on is its group's, too, and nobody else's */

/* The names in an open folder, sorted by their bytes; the folder itself and its parent are not among them. */
struct platform_names {
        char **at;
        size_t n;
};
bool platform_list(struct platform_names *, int folder);
bool platform_list_and_close(struct platform_names *, int folder); /* closed also after a failure */
void platform_names_free(struct platform_names *);

/* What all files in the tree take together, of a file or a folder. Links are not followed. */
int64_t platform_tree_bytes(const char *path);

/* ---- locks: of an open file or folder, gone when it is closed, also by the end of the process */
bool platform_lock(int, bool wait); /* PLATFORM_BUSY where it does not wait */
void platform_unlock(int);

/* ---- maps: a file's bytes as memory. One of no bytes has none. */
bool platform_map(const void **out, int, size_t n);
void platform_unmap(const void *, size_t n);
/* The bytes need not stay in memory: whoever looks again reads them from the file. */
void platform_drop(const void *, size_t n);

/* ---- processes */
struct platform_child {
        int64_t id; /* 0: none */
        int line;   /* its end is the child's end; -1: closed already */
};
struct platform_end {
        int signal, status; /* signal: 0 if it ended by itself */
        bool broke_down;    /* over what it did, or it took all of its time: nobody else ended it */
};
/* What a child of this program does, known by its name: where a process cannot be copied, the child is this program once more,
 * and platform_begin finds the job. What it is given are a few facts and the bytes to work on; it ends when `run` returns. */
struct platform_given {
        const void *facts, *bytes;
        size_t facts_n, bytes_n;
};
struct platform_job {
        const char *name;
        void (*run)(const struct platform_given *, int line);
};
/* `line` is the other end of the parent's: only the child writes to it, or both do. What the child prints and leaves to do at its
 * end is not the parent's. NULL, or the name of what the system refused. */
const char *platform_start(struct platform_child *, const struct platform_job *, const struct platform_given *,
                           bool both);
/* The same for a child that has all that this process has; both write. `run` is called in a copy of this process, which ends when
 * it returns. Where a process cannot be copied, the program begins once more with the same arguments, its stdout leading nowhere,
 * and comes to the same place, where platform_copy_line gives it the line; `run` is not called. */
typedef void platform_run(void *user, int line);
const char *platform_start_copy(struct platform_child *, platform_run *, void *user);
int platform_copy_line(void); /* below 0: this process is no such copy */
/* Another program, which reads and writes the line as its input and output, alone and with an environment of its own. `argument`
 * may be NULL. Where there is no such program it ends with 127. */
const char *platform_start_program(struct platform_child *, const char *program, const char *argument);
void platform_end(struct platform_end *, struct platform_child *); /* closes the line and waits */
/* Of a line on which both write: all bytes are sent; a child that has ended is an error, no signal. */
bool platform_send(int line, const void *from, size_t n);
/* Waits until one of the lines can be read or has ended; says which. */
bool platform_wait_any(bool *ready, const int *lines, size_t n);
_Noreturn void platform_again(char **argv); /* this program from its beginning, with the environment as it is now */
bool platform_own_folder(char *out, size_t room); /* where this program lies; false: the system does not tell */
_Noreturn void platform_leave(int status);        /* at once; nothing buffered is written */

/* Limits of this process: memory beyond what it has, seconds of work, seconds by the clock.
 * False: the machine leaves less memory than that. */
bool platform_limit(size_t memory, unsigned work, unsigned wait);
/* From here on this process computes, reads and writes what is open, and ends; whatever else it tries ends it: a file, a
 * connection, another process. False where the system has no such thing: then nothing has changed but a few limits. Windows has
 * none: there it is refused further processes, the desktop and the clipboard, but not files and connections. */
bool platform_confine(void);
bool platform_hush(void); /* what is written to stderr from now on goes nowhere */
int platform_processors(void);
char *platform_program(void);   /* the path of this program; NULL where the system does not tell, else to be freed */
int64_t platform_process(void); /* a number that no other process has now */
bool platform_host(char *name, size_t room);

/* ---- a helper: a second thread of this process, which does in their order the errands that it is given, while whoever gave them goes
 * on. What an errand uses nobody else may use until platform_helper_wait. It gets no signals. While there is one, no process is copied. */
enum { PLATFORM_ERRANDS = 4 }; /* given and not done yet, at most: the next one waits */
struct platform_helper;
struct platform_helper *platform_helper_start(void); /* NULL: there is none to be had */
void platform_helper_do(struct platform_helper *, void (*work)(void *), void *given);
void platform_helper_wait(struct platform_helper *); /* until all is done; what was written is seen */
void platform_helper_end(struct platform_helper *);  /* the same, and frees it */

/* ---- digests, as a library of the system has them: "md5", "sha1", "sha256", "sha384", "sha512" at least */
enum { PLATFORM_DIGEST = 64 }; /* its bytes, at most */
/* The state of SHA-256 lies in it: what everything is compared by needs no memory that a system may not have. (Windows gives its own.) */
struct platform_digest {
        void *library; /* the library's, of other algorithms */
        _Alignas(8) unsigned char sha256[112];
};
/* False: the system does not have it, and there is nothing to end. */
bool platform_digest_begin(struct platform_digest *, const char *algorithm);
bool platform_digest_add(struct platform_digest *, const void *, size_t n);
/* Returns how many bytes the digest has, 0 where the system failed. */
size_t platform_digest_end(struct platform_digest *, unsigned char out[PLATFORM_DIGEST]);

/* ---- a library that is loaded when it is needed, by the name it gives itself, and stays. NULL: it, one that it needs, or the function
 * is not to be had. Windows has no such call: there all that is needed is in the program. */
struct platform_library;
typedef void platform_function(void); /* to be cast to its own type */
struct platform_library *platform_library(const char *name);
platform_function *platform_library_function(struct platform_library *, const char *name);
const char *platform_library_why(void); /* of the last NULL, in the system's words */

/* ---- typefaces: the n-th folder in which they lie, the program's own first. "": it has no such; false: there are no more. */
bool platform_font_folder(char *out, size_t room, size_t n);
/* And what the system finds itself, wherever: the files, to be freed, NULL where it has none. False: it cannot look. */
struct platform_font {
        const char *family;
        char *path;
        unsigned index; /* of the face in the file */
        bool bold;
};
bool platform_find_fonts(struct platform_font *wanted, size_t n);

/* ---- time */
int64_t platform_clock(void); /* milliseconds since some moment, which nobody can set */
void platform_sleep(int64_t ms);

/* ---- terminal */
bool platform_is_terminal(FILE *);
bool platform_has_colours(FILE *);                /* a terminal that knows them */
bool platform_read_line(char *line, size_t room); /* of stdin, as fgets */
int platform_columns(FILE *);                     /* 0: it has none, or does not say */
/* Of a stream that could not be written: has whoever read it gone away? Where that ends a process nobody is left to ask. */
bool platform_reader_is_gone(FILE *);
void platform_last_words(const char *text, size_t n); /* to stderr, without memory */

/* ---- a program that nobody called from a shell: its icon was opened, or a folder was dropped on it */
/* the terminal opened with this program, somebody sits at it, and it closes with it */
bool platform_own_window(void);
/* By the system's dialogue; not a whole disk, desktop or all documents. NULL: none was chosen; else to be freed. */
char *platform_ask_folder(const char *title);
bool platform_show(const char *path); /* in the program in which the person opens such files */
void platform_wait_key(void);

#endif
