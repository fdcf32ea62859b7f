#include "cmd/prove/verify_forms.h"

#include "templates/record/application.h"

#include "cmd/terminal/csv_out.h"

#include "core/banned.h"

enum { COLUMNS = 10, NUMBERS = 1 << 5 | 1 << 6 };

/* Each check that did not hold, with what it found. */
static const char *reasons(const struct context *c, const struct verification *v, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        buffer_text(&out, "");
        for (size_t i = 0; i < v->checks.n; i++) {
                const struct verify_check *check = &v->checks.at[i];

                if (check->result != CHECK_FAILED && !(check->result == CHECK_NOT_RUN && *check->detail[c->language]))
                        continue;
                buffer_printf(&out, "%s%s: %s", out.n ? "; " : "", check->name[c->language],
                              check->detail[c->language]);
        }
        return out.n ? out.at : "";
}

void verify_csv(FILE *out, const struct context *c, const struct verification *v, struct arena *arena)
{
        const char *name = verify_other_name(v, arena);
        struct buffer line = buffer_in(arena);
        const char *cells[COLUMNS] = {verify_verdict_word(c, v->verdict),
                                      v->file,
                                      v->facility,
                                      v->application ? v->application->records.facility.name : NULL,
                                      v->category,
                                      v->has_subsidy ? arena_printf(arena, "%lld", (long long)v->subsidy) : NULL,
                                      v->against && v->against->after
                                              ? arena_printf(arena, "%lld", (long long)v->against->after->subsidy.n)
                                              : NULL,
                                      reasons(c, v, arena),
                                      name,
                                      v->sha256};

        csv_line(&line, cells, COLUMNS, NUMBERS, arena);
        fwrite(line.at, 1, line.n, out);
}

void verify_csv_begin(const struct context *c)
{
        static const char *const heads[2][COLUMNS] = {
                {"結果", "ファイル", "医療機関コード", "名称", "事業区分", "補助額", "比べた規則での補助額", "理由",
                 "記録での名前", "SHA-256"},
                {"verdict", "file", "facility", "name", "category", "subsidy", "subsidy by the other rules", "reason",
                 "name by its record", "SHA-256"}};
        struct arena *arena = arena_child(c->arena);

        fputs(CSV_BOM, stdout);
        csv_out(heads[c->language], COLUMNS, 0, arena);
        arena_free(arena);
}
