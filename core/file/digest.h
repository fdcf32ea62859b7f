/* SHA-256, by libcrypto, as 64 lower-case hex digits. */
#ifndef SOROE_DIGEST_H
#define SOROE_DIGEST_H

#include "core/base/buffer.h"
#include "core/base/finding.h"
#include "core/base/status.h"

#define DIGEST_TEXT 65
#define CHECK_CODE_TEXT 17

struct digest {
        char hex[DIGEST_TEXT];
};

struct digest digest_of(struct bytes);
/* The same, piece by piece. `read` may be NULL. */
struct digest digest_of_pieces(struct bytes, bytes_read *read);
/* By another algorithm: "md5", "sha512". False: libcrypto has no such thing. */
#define DIGEST_MOST_TEXT 129
bool digest_by(char hex[DIGEST_MOST_TEXT], const char *algorithm, struct bytes, bytes_read *read);
/* Of a file, from its start to its end, in pieces. ERR_SYSTEM: findings->fault. */
enum status digest_of_file(struct digest *out, int fd, const char *path, struct findings *);
/* Of bytes that come in pieces. end frees it, and gives "" where libcrypto failed. */
struct digest_stream;
struct digest_stream *digest_begin(void);
void digest_add(struct digest_stream *, struct bytes);
struct digest digest_end(struct digest_stream *);
/* The check code (照合番号): the first 16 hex digits. */
void digest_check_code(char out[CHECK_CODE_TEXT], const struct digest *);

#endif
