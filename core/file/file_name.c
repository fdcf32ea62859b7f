#include "core/file/file.h"

#include <string.h>
#include <strings.h>

#include "core/base/text.h"

#include "core/banned.h"

/* Names that not every system has a file for, and paths as each of them writes them. */

size_t file_root(const char *path)
{
        const bool letter = (*path >= 'A' && *path <= 'Z') || (*path >= 'a' && *path <= 'z');
        size_t server, share;

        if (letter && path[1] == ':' && path[2] == '/')
                return 3;
        if (*path != '/')
                return 0;
        server = path[1] == '/' ? strcspn(path + 2, "/") : 0;
        if (!server || path[2 + server] != '/')
                return 1;
        share = strcspn(path + 2 + server + 1, "/");
        return share ? 2 + server + 1 + share + (path[2 + server + 1 + share] == '/') : 1;
}

size_t file_bare_length(const char *path)
{
        const size_t root = file_root(path);
        size_t n = strlen(path);

        while (n > 1 && n > root && path[n - 1] == '/')
                n--;
        return n;
}

/* What Windows takes for a device, whatever ending follows. */
static bool is_device(const char *name)
{
        static const char *const devices[] = {"con", "prn", "aux", "nul", "conin$", "conout$"};
        static const char *const numbered[] = {"com", "lpt"};
        static const char *const digits[] = {"1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"};
        size_t n = strcspn(name, ".:");

        while (n && name[n - 1] == ' ')
                n--;
        for (size_t i = 0; i < sizeof devices / sizeof *devices; i++)
                if (n == strlen(devices[i]) && strncasecmp(name, devices[i], n) == 0)
                        return true;
        for (size_t i = 0; i < sizeof numbered / sizeof *numbered; i++)
                for (size_t k = 0; k < sizeof digits / sizeof *digits; k++)
                        if (n == 3 + strlen(digits[k]) && strncasecmp(name, numbered[i], 3) == 0 &&
                            strncmp(name + 3, digits[k], n - 3) == 0)
                                return true;
        return false;
}

static bool has_no_file(const char *name, size_t n, size_t i)
{
        const unsigned char c = (unsigned char)name[i];

        if (c < 0x20 || c == 0x7f || strchr(":?*\"<>|\\", c))
                return true;
        if (i == 0 && is_device(name))
                return true;
        /* the last ones it cuts off */
        return (c == '.' || c == ' ') && strspn(name + i, ". ") == n - i;
}

char *file_plain_name(struct arena *arena, const char *name)
{
        const size_t n = strlen(name);
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < n; i++)
                if (has_no_file(name, n, i))
                        buffer_printf(&out, "%%%02X", (unsigned)(unsigned char)name[i]);
                else
                        buffer_char(&out, name[i]);
        return out.at;
}

/* The value of "%3A"; 0: it is none. */
static unsigned char escaped(const char *s)
{
        static const char digits[] = "0123456789ABCDEF";
        const char *high, *low;

        if (s[0] != '%' || !s[1] || !s[2])
                return 0;
        high = strchr(digits, s[1]);
        low = strchr(digits, s[2]);
        return high && low ? (unsigned char)((unsigned)(high - digits) << 4 | (unsigned)(low - digits)) : 0;
}

char *file_given_name(struct arena *arena, const char *plain)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (const char *s = plain; *s; s++) {
                const unsigned char c = escaped(s);

                buffer_add(&out, c ? (const void *)&c : s, 1);
                s += c ? 2 : 0;
        }
        /* a name may have had a % of its own */
        return strcmp(file_plain_name(arena, out.at), plain) == 0 ? out.at : arena_strdup(arena, plain);
}

char *file_plain_path(struct arena *arena, const char *path)
{
        struct buffer out = buffer_in(arena);

        for (;;) {
                const size_t n = strcspn(path, "/");

                buffer_text(&out, file_plain_name(arena, arena_strndup(arena, path, n)));
                if (!path[n])
                        return out.at;
                buffer_char(&out, '/');
                path += n + 1;
        }
}
