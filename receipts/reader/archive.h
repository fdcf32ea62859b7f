/* A ZIP that others made (a workbook, a folder sent by mail), read by libzip from an open file. The packets this program
 * makes are read by core/format/zip.h instead, which accepts nothing else. Everything is untrusted: the directory is measured
 * before libzip reads it, each member has a limit, and one that grows more than its bytes can explain is a bomb. */
#ifndef SOROE_ARCHIVE_H
#define SOROE_ARCHIVE_H

#include "core/base/finding.h"

#include <stdbool.h>
#include <stdint.h>

#define ARCHIVE_MOST_DIRECTORY ((int64_t)4 << 20) /* bytes of the central directory */
#define ARCHIVE_MOST_MEMBERS   20000
#define ARCHIVE_MOST_NAME      1000 /* bytes */
#define ARCHIVE_MOST_RATIO     250  /* unpacked : packed, once a member is larger than ... */
#define ARCHIVE_RATIO_FROM     ((int64_t)4 << 20)

enum archive_fault {
        ARCHIVE_OK,
        ARCHIVE_NONE, /* no ZIP at all */
        ARCHIVE_DAMAGED,
        ARCHIVE_MANY,  /* members, or the size of their directory */
        ARCHIVE_LARGE, /* a member, unpacked */
        ARCHIVE_BOMB,  /* the ratio */
        ARCHIVE_ENCRYPTED,
        ARCHIVE_NAME,   /* a member's name holds NUL */
        ARCHIVE_METHOD, /* packed in a way libzip does not know */
        ARCHIVE_UNREAD, /* the machine could not read it: nothing is said of the file */
};

/* Returns the finding that tells a person of the fault; *words are its words. */
enum finding_id archive_fault_finding(enum archive_fault, const char **words);

struct archive;

struct archive_member {
        const char *name; /* UTF-8, its bytes decoded from UTF-8 or CP932; NULL: no text */
        int64_t size, packed;
        bool folder, link, encrypted;
};

/* fd: a seekable file, which stays the caller's; its offset moves. Close with archive_close. */
enum archive_fault archive_open(struct archive **out, int fd, int64_t size, struct arena *);
void archive_close(struct archive *); /* NULL is fine */

size_t archive_members(const struct archive *);
bool archive_member(struct archive_member *out, const struct archive *, size_t i, struct arena *);
/* Finds the member of that name; -1: there is none. ASCII case does not matter, and \ counts as /, as Office has it. */
int64_t archive_find(const struct archive *, const char *name);

/* Opens one member at its start. Reading stops with a fault as soon as it yields more than `most` bytes, or more
 * than the ratio allows. */
struct archive_stream {
        void *file; /* zip_file_t; NULL: not open */
        int64_t done, packed, size, most;
};
enum archive_fault archive_stream_open(struct archive_stream *out, const struct archive *, size_t i, int64_t most);
/* Up to n bytes into `to`; *got 0: the end, and the check sum holds. */
enum archive_fault archive_stream_read(size_t *got, struct archive_stream *, void *to, size_t n);
void archive_stream_close(struct archive_stream *);

#endif
