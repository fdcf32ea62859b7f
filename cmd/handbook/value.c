#include "cmd/handbook/handbook.h"

#include <ctype.h>
#include <string.h>

#include "core/file/embedded.h"
#include "core/assess/standing.h"

#include "core/banned.h"

static const char *const finding_ids[] = {
#define X(id, ...) #id,
#include "core/base/finding_codes.h"
#undef X
};

static const char *join(struct arena *arena, const char *list, const char *word)
{
        return *list ? arena_printf(arena, "%s %s", list, word) : word;
}

/* letters: of which severity; "" all */
static const char *ids_of_findings(struct arena *arena, const char *letters)
{
        const char *list = "";

        for (size_t i = 0; i < sizeof finding_ids / sizeof *finding_ids; i++)
                if (!*letters || strchr(letters, finding_ids[i][0]))
                        list = join(arena, list, finding_ids[i]);
        return list;
}

/* The ids of the files templates/FOLDER/ID.xml; not those below a folder of it. */
static const char *ids_of_files(struct arena *arena, const char *folder)
{
        size_t n = strlen(folder);
        const char *list = "";

        for (const struct embedded *f = embedded_files; f->name; f++) {
                const char *name = f->name + n, *dot;

                if (strncmp(f->name, folder, n) != 0 || strchr(name, '/'))
                        continue;
                dot = strchr(name, '.');
                list = join(arena, list,
                            arena_printf(arena, "%.*s", dot ? (int)(dot - name) : (int)strlen(name), name));
        }
        return list;
}

static const char *states(struct arena *arena)
{
        const char *list = "";

        for (int i = 0; i < STANDINGS; i++)
                list = join(arena, list, standing_id((enum standing)i));
        return list;
}

/* "ja|en": the words themselves. */
static bool is_choice(const char *argument)
{
        return strchr(argument, '|') && islower((unsigned char)*argument);
}

static const char *choices(struct arena *arena, const char *argument)
{
        char *words = arena_strdup(arena, argument);

        for (char *p = words; *p; p++)
                if (*p == '|')
                        *p = ' ';
        return words;
}

struct value value_of_option(const struct command *command, enum option_id id, struct arena *arena)
{
        /* by the word that --help prints for the value */
        static const struct {
                const char *argument;
                struct value value;
        } known[] = {
                {"DIR", {VALUE_FOLDERS, ""}},
                {"FILE", {VALUE_FILES, ""}},
                {"HOW", {VALUE_WORDS, "auto plain none"}},
                {"LEVEL", {VALUE_WORDS, "container bag record assessment papers all"}},
                {"KIND", {VALUE_WORDS, "facility receipt purchase application answer evidence packet mark"}},
        };
        const char *argument = option_rows[id].argument;

        if (!argument)
                return (struct value){VALUE_FREE, ""};
        if (is_choice(argument))
                return (struct value){VALUE_WORDS, choices(arena, argument)};
        if (id == OPT_FORMAT && command)
                return (struct value){VALUE_WORDS, command->formats};
        if (id == OPT_ONLY)
                return (struct value){VALUE_WORDS, states(arena)};
        if (strcmp(argument, "ID|FILE") == 0)
                return (struct value){VALUE_FILES, ids_of_files(arena, id == OPT_MAP ? "maps/" : "programmes/")};
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
                if (strcmp(argument, known[i].argument) == 0)
                        return known[i].value;
        return (struct value){VALUE_FREE, ""};
}

/* One word of a usage line, without brackets and dots. */
static size_t bare_word(const char **at)
{
        size_t n;

        *at += strspn(*at, " \n([");
        n = strcspn(*at, " \n)].");
        return n;
}

/* From the usage line: lower-case words are typed as they are, upper-case ones stand for something. */
struct value value_of_arguments(const struct command *command, struct arena *arena)
{
        struct value out = {VALUE_FREE, ""};
        bool is_value = false; /* the word behind an option is its value */

        for (const char *at = command->usage[ENGLISH]; *at;) {
                size_t n = bare_word(&at);
                const char *word = arena_printf(arena, "%.*s", (int)n, at);

                at += n + strspn(at + n, ")].");
                if (is_value || *word == '-' || !*word) {
                        is_value = *word == '-' && at[-1] != ']' && *at;
                        continue;
                }
                if (islower((unsigned char)*word))
                        out.words = join(arena, out.words, choices(arena, word));
                else if (strstr(word, "ID") && command == &command_programme)
                        out.words = join(arena, out.words, ids_of_files(arena, "programmes/"));
                else if (strcmp(word, "ID") == 0)
                        out.words =
                                join(arena, out.words, ids_of_findings(arena, command == &command_answer ? "C" : ""));
                if (strstr(word, "FILE") || strstr(word, "DIR") || strstr(word, "PACKET"))
                        out.kind = VALUE_FILES;
        }
        if (out.kind == VALUE_FREE && *out.words)
                out.kind = VALUE_WORDS;
        return out;
}
