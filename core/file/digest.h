/* SHA-256, as 64 lower-case hex digits. */
#ifndef SOROE_DIGEST_H
#define SOROE_DIGEST_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

#define DIGEST_TEXT     65
#define CHECK_CODE_TEXT 17

struct digest {
        char hex[DIGEST_TEXT];
};

struct digest digest_of(struct bytes);
/* The same, piece by piece. `read` may be NULL. */
struct digest digest_of_pieces(struct bytes, bytes_read *read);
/* The digest by another algorithm: "md5", "sha512". Returns false if the system does not have it. */
#define DIGEST_MOST_TEXT 129
bool digest_by(char hex[DIGEST_MOST_TEXT], const char *algorithm, struct bytes, bytes_read *read);
bool digest_has(const char *algorithm);
/* The digest of a file, read from its start to its end in pieces. ERR_SYSTEM: findings->fault says why. */
enum status digest_of_file(struct digest *out, int fd, const char *path, struct findings *);
/* The digest of bytes that come in pieces. `end` frees the stream, and gives "" if the system failed. */
struct digest_stream;
struct digest_stream *digest_begin(void);
void digest_add(struct digest_stream *, struct bytes);
struct digest digest_end(struct digest_stream *);
/* The check code (照合番号): the first 16 hex digits. */
void digest_check_code(char out[CHECK_CODE_TEXT], const struct digest *);

#endif
