#include "cmd/frame/range.h"

#include "core/banned.h"

static bool read_span(struct date *first, struct date *last, const struct context *c, enum option_id id)
{
        const char *text = option(c, id);

        if (!text || date_parse_span(first, last, text) == DATE_READ)
                return true;
        usage_error(c, "日付が読めません", "not a date that can be read", text);
        return false;
}

bool day_range(struct date *from, struct date *to, const struct context *c)
{
        struct date ignored;

        *from = *to = (struct date){0};
        if (!read_span(from, &ignored, c, OPT_FROM) || !read_span(&ignored, to, c, OPT_TO))
                return false;
        if (!date_is_set(*from) || !date_is_set(*to) || date_compare(*from, *to) <= 0)
                return true;
        usage_error(c, "--from が --to より後です", "--from is after --to", option(c, OPT_FROM));
        return false;
}

static bool read_yen(struct yen *out, const struct context *c, enum option_id id, int64_t otherwise)
{
        const char *text = option(c, id);

        out->n = otherwise;
        if (!text || yen_parse(out, text) == YEN_READ)
                return true;
        usage_error(c, "金額が読めません", "not an amount that can be read", text);
        return false;
}

bool yen_range(struct yen *min, struct yen *max, const struct context *c)
{
        if (!read_yen(min, c, OPT_MIN, -YEN_MOST) || !read_yen(max, c, OPT_MAX, YEN_MOST))
                return false;
        if (min->n <= max->n)
                return true;
        usage_error(c, "--min が --max より大きくなっています", "--min is more than --max", option(c, OPT_MIN));
        return false;
}
