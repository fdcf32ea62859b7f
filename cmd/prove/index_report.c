#include "cmd/prove/index_report.h"

#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

bool indexes_check(struct index_checks *out, struct folder_walk *walk, struct index_seen *seen,
                   const struct texts *wanted, struct arena *arena)
{
        const struct texts *found = folder_indexes(walk);
        bool good = true;

        for (size_t i = 0; i < found->n; i++) {
                struct index_check check;

                index_check(&check, found->at[i], seen, wanted, arena);
                if (check.foreign) {
                        folder_lay_aside(walk, found->at[i], ASIDE_FILE);
                        continue;
                }
                *vec_add(arena, out) = check;
                good &= index_check_holds(&check);
        }
        return good;
}

void index_see(struct index_seen *seen, const struct folder_walk *walk, const char *path, const char *sha256,
               struct arena *arena)
{
        struct index_zip *zip;

        if (folder_is_pdf(path) || !folder_indexes(walk)->n)
                return;
        zip = vec_add(arena, seen);
        zip->path = arena_strdup(arena, path);
        memset(zip->sha256, 0, sizeof zip->sha256);
        if (strlen(sha256) < sizeof zip->sha256)
                memcpy(zip->sha256, sha256, strlen(sha256));
}

/* ---- the report */

static const char *fault_word(const struct context *c, enum index_fault_kind kind)
{
        return kind == INDEX_MISSING    ? say(c, "ありません", "missing")
               : kind == INDEX_REPLACED ? say(c, "一覧の書類と違います", "not the packet that is listed")
                                        : say(c, "一覧にありません", "not listed");
}

void index_text(const struct context *c, const struct index_check *check)
{
        const bool holds = index_check_holds(check);

        print_coloured(stdout, holds ? GREEN : RED,
                       holds ? say(c, "一致", "as listed") : say(c, "不一致", "not as listed"));
        putchar(' ');
        print_in_line(stdout, check->file);
        if (holds)
                printf(say(c, "  %lld件\n", "  %lld packets\n"), (long long)check->listed);
        else
                putchar('\n');
        if (check->why[0])
                printf("      %s\n", check->why[c->language]);
        for (size_t i = 0; i < check->faults.n; i++) {
                fputs("      ", stdout);
                print_in_line(stdout, check->faults.at[i].file);
                printf(": %s\n", fault_word(c, check->faults.at[i].kind));
        }
}

json_t *index_json(const struct context *c, const struct index_check *check)
{
        json_t *o = json_object(), *faults = json_array();

        for (size_t i = 0; i < check->faults.n; i++)
                json_array_append_new(faults, json_pack("{s:o, s:s}", "file", json_path(check->faults.at[i].file), "is",
                                                        index_fault_id(check->faults.at[i].kind)));
        json_object_set_new(o, "file", json_path(check->file));
        json_object_set_new(o, "sha256", *check->digest.hex ? json_string(check->digest.hex) : json_null());
        json_object_set_new(o, "holds", json_boolean(index_check_holds(check)));
        json_object_set_new(o, "detail", check->why[0] ? json_path(check->why[c->language]) : json_null());
        json_object_set_new(o, "listed", json_integer(check->listed));
        json_object_set_new(o, "faults", faults);
        return o;
}

json_t *indexes_json(const struct context *c, const struct index_checks *checks)
{
        json_t *list = json_array();

        for (size_t i = 0; i < checks->n; i++)
                json_array_append_new(list, index_json(c, &checks->at[i]));
        return list;
}
