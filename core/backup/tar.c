#include "core/backup/tar.h"

#include <stdbool.h>
#include <string.h>

#include "core/banned.h"

/* POSIX.1, pax, "ustar Interchange Format": where the fields of a header stand. */
enum {
        NAME = 0,
        MODE = 100,
        UID = 108,
        GID = 116,
        SIZE = 124,
        TIME = 136,
        SUM = 148,
        TYPE = 156,
        MAGIC = 257,
        MAJOR = 329,
        MINOR = 337
};
enum { SHORT_NAME = 100, NUMBER = 8, LONG_NUMBER = 12 };

static const char long_name[] = "the-name-is-in-the-extended-header";

static void put_text(unsigned char *at, const char *text)
{
        while (*text)
                *at++ = (unsigned char)*text++;
}

static void put_octal(unsigned char *at, size_t field, uint64_t value)
{
        at[field - 1] = '\0';
        for (size_t i = field - 1; i-- > 0; value >>= 3)
                at[i] = (unsigned char)('0' + (value & 7));
}

/* Returns false unless the field is nothing but octal digits and the NUL behind them. */
static bool get_octal(uint64_t *out, const unsigned char *at, size_t field)
{
        *out = 0;
        for (size_t i = 0; i + 1 < field; i++) {
                if (at[i] < '0' || at[i] > '7')
                        return false;
                *out = *out << 3 | (uint64_t)(at[i] - '0');
        }
        return at[field - 1] == '\0';
}

static void put_block(unsigned char *out, const char *name, int64_t size, unsigned mode, char type)
{
        uint64_t sum = 0;

        memset(out, 0, TAR_BLOCK);
        put_text(out + NAME, name);
        put_octal(out + MODE, NUMBER, mode);
        put_octal(out + UID, NUMBER, 0);
        put_octal(out + GID, NUMBER, 0);
        put_octal(out + SIZE, LONG_NUMBER, (uint64_t)size);
        put_octal(out + TIME, LONG_NUMBER, 0);
        out[TYPE] = (unsigned char)type;
        put_text(out + MAGIC, "ustar"); /* and a NUL */
        put_text(out + MAGIC + 6, "00");
        put_octal(out + MAJOR, NUMBER, 0);
        put_octal(out + MINOR, NUMBER, 0);
        /* the sum of the header's bytes, its own field taken as spaces */
        memset(out + SUM, ' ', NUMBER);
        for (size_t i = 0; i < TAR_BLOCK; i++)
                sum += out[i];
        put_octal(out + SUM, NUMBER - 1, sum);
}

/* "LENGTH path=NAME\n", where LENGTH counts itself. */
static size_t put_record(char *out, size_t room, const char *name)
{
        size_t rest = strlen(" path=\n") + strlen(name), digits = 1;

        for (size_t most = 10; digits + rest >= most; most *= 10)
                digits++;
        return (size_t)snprintf(out, room, "%zu path=%s\n", digits + rest, name);
}

size_t tar_padding(int64_t size)
{
        return (size_t)((TAR_BLOCK - size % TAR_BLOCK) % TAR_BLOCK);
}

size_t tar_header(unsigned char out[TAR_MOST_HEADER], const struct tar_member *m)
{
        size_t name = strnlen(m->name, TAR_MOST_NAME + 1), record, blocks;

        if (!name || name > TAR_MOST_NAME || m->size < 0 || m->size > TAR_MOST_SIZE || (m->mode & ~0666U))
                return 0;
        if (name <= SHORT_NAME) {
                put_block(out, m->name, m->size, m->mode, '0');
                return TAR_BLOCK;
        }
        memset(out, 0, TAR_MOST_HEADER);
        record = put_record((char *)out + TAR_BLOCK, TAR_MOST_HEADER - TAR_BLOCK, m->name);
        put_block(out, long_name, (int64_t)record, 0644, 'x');
        blocks = TAR_BLOCK + record + tar_padding((int64_t)record);
        put_block(out + blocks, long_name, m->size, m->mode, '0');
        return blocks + TAR_BLOCK;
}

static bool is_empty(const unsigned char *block)
{
        for (size_t i = 0; i < TAR_BLOCK; i++)
                if (block[i])
                        return false;
        return true;
}

static bool read_block(unsigned char *to, FILE *in)
{
        return fread(to, 1, TAR_BLOCK, in) == TAR_BLOCK;
}

/* The blocks of an extended header, behind its first; *n counts all so far. */
static enum tar_read read_extended(char *name, unsigned char *blocks, size_t *n, FILE *in)
{
        uint64_t size;
        const char *value, *record = (const char *)blocks + TAR_BLOCK;
        size_t length;

        if (!get_octal(&size, blocks + SIZE, LONG_NUMBER) || size > TAR_MOST_HEADER - (size_t)2 * TAR_BLOCK)
                return TAR_FOREIGN;
        for (; *n < TAR_BLOCK + size; *n += TAR_BLOCK)
                if (!read_block(blocks + *n, in))
                        return TAR_CUT;
        if (!read_block(blocks + *n, in))
                return TAR_CUT;
        *n += TAR_BLOCK;
        value = memchr(record, '=', size);
        length = value ? (size_t)(record + size - value) - 1 : 0;
        if (length < 2 || length - 1 > TAR_MOST_NAME || memchr(value + 1, '\0', length))
                return TAR_FOREIGN;
        memcpy(name, value + 1, length - 1);
        name[length - 1] = '\0';
        return TAR_MEMBER;
}

enum tar_read tar_read_header(struct tar_member *out, FILE *in)
{
        unsigned char blocks[TAR_MOST_HEADER] = {0}, expected[TAR_MOST_HEADER];
        size_t n = TAR_BLOCK;
        uint64_t size, mode;

        if (!read_block(blocks, in))
                return TAR_CUT;
        if (is_empty(blocks)) {
                if (!read_block(blocks, in))
                        return TAR_CUT;
                return is_empty(blocks) && getc(in) == EOF ? TAR_END : TAR_FOREIGN;
        }
        *out = (struct tar_member){.size = 0};
        if (blocks[TYPE] == 'x') {
                enum tar_read extended = read_extended(out->name, blocks, &n, in);

                if (extended != TAR_MEMBER)
                        return extended;
        } else {
                memcpy(out->name, blocks + NAME, SHORT_NAME);
        }
        if (!get_octal(&size, blocks + n - TAR_BLOCK + SIZE, LONG_NUMBER) ||
            !get_octal(&mode, blocks + n - TAR_BLOCK + MODE, NUMBER))
                return TAR_FOREIGN;
        out->size = (int64_t)size;
        out->mode = (unsigned)mode;
        return tar_header(expected, out) == n && memcmp(expected, blocks, n) == 0 ? TAR_MEMBER : TAR_FOREIGN;
}

int tar_read_padding(FILE *in, int64_t size)
{
        unsigned char rest[TAR_BLOCK];
        size_t n = tar_padding(size);

        if (fread(rest, 1, n, in) != n)
                return false;
        for (size_t i = 0; i < n; i++)
                if (rest[i])
                        return false;
        return true;
}
