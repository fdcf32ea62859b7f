#include "receipts/table/journal.h"

#include <string.h>

#include "core/value/calendar.h"
#include "core/file/digest.h"
#include "core/value/yen.h"

#include "core/banned.h"

/* The cells that come out, in this order. Category and item are left unsaid: no book has them. */
enum out_cell { OUT_NUMBER, OUT_FACILITY, OUT_DESCRIPTION, OUT_AMOUNT, OUT_NOTE, OUT_PLACE, OUT_CELLS };

enum { DIGEST_SHOWN = 8 };

static const struct {
        const char *field, *header;
        enum journal_field from; /* whose header stands in messages; JOURNAL_FIELDS: its own */
} out_columns[OUT_CELLS] = {
        [OUT_NUMBER] = {"number", "領収書番号", JOURNAL_FIELDS},
        [OUT_FACILITY] = {"facility", "医療機関コード", JOURNAL_FACILITY},
        [OUT_DESCRIPTION] = {"description", "摘要", JOURNAL_DESCRIPTION},
        [OUT_AMOUNT] = {"amount", "金額", JOURNAL_AMOUNT},
        [OUT_NOTE] = {"note", "備考", JOURNAL_FIELDS},
        [OUT_PLACE] = {"import-place", "取込箇所", JOURNAL_FIELDS},
};

/* One row being read. */
struct entry {
        struct journal *journal;
        const char *value[JOURNAL_FIELDS];
        const struct origin *origin;
        struct arena *arena;
        struct findings *findings;
        const char *date; /* ISO */
        struct finding *fault;
};

static const char *header_of(const struct journal *j, enum journal_field field)
{
        return j->column[field] < 0 ? journal_field_id(field) : j->file->columns[j->column[field]]->header;
}

static void complain(struct entry *e, enum finding_id id, enum journal_field field)
{
        e->fault = finding_add(
                e->findings, id, NULL, e->value[field],
                origin_place_at(e->arena, e->origin, e->origin->line,
                                (size_t)(e->journal->column[field] < 0 ? 1 : e->journal->column[field] + 1)));
        e->fault->args[0] = header_of(e->journal, field);
}

void journal_open(struct journal *out, const struct header *file, struct arena *arena)
{
        struct map_column *columns = arena_alloc(arena, OUT_CELLS * sizeof *columns);

        *out = (struct journal){.rules = file->table->journal, .file = file, .kept = arena_child(arena)};
        for (int f = 0; f < JOURNAL_FIELDS; f++) {
                out->column[f] = -1;
                out->carried[f] = "";
                for (size_t i = 0; i < file->n; i++)
                        if (file->columns[i] &&
                            strcmp(file->columns[i]->field, journal_field_id((enum journal_field)f)) == 0)
                                out->column[f] = (int)i;
        }
        out->header = (struct header){.table = file->table, .n = OUT_CELLS, .missing = "", .fields = file->fields};
        out->header.columns = arena_alloc(arena, OUT_CELLS * sizeof *out->header.columns);
        for (int i = 0; i < OUT_CELLS; i++) {
                enum journal_field from = out_columns[i].from;

                columns[i] = (struct map_column){.field = out_columns[i].field,
                                                 .header = from == JOURNAL_FIELDS || out->column[from] < 0
                                                                   ? out_columns[i].header
                                                                   : header_of(out, from),
                                                 .key = "",
                                                 .required = i == OUT_AMOUNT || i == OUT_DESCRIPTION,
                                                 .ignored = i == OUT_PLACE};
                out->header.columns[i] = &columns[i];
        }
}

void journal_close(struct journal *journal)
{
        if (journal && journal->kept)
                arena_free(journal->kept);
}

/* ---- slips of several lines */

/* Is this row a further line of what came before? False, with a fault, if its flag says nothing known. */
static bool read_flag(bool *further, struct entry *e)
{
        struct journal *j = e->journal;
        struct buffer words = buffer_in(e->arena);

        for (size_t i = 0; i < j->rules->flags.n; i++) {
                const struct journal_flag *flag = &j->rules->flags.at[i];

                if (strcmp(flag->value, e->value[JOURNAL_FLAG]) != 0) {
                        buffer_printf(&words, "%s%s", words.n ? "、" : "", flag->value);
                        continue;
                }
                *further = flag->line == LINE_MIDDLE || flag->line == LINE_LAST;
                if (*further && !j->open) {
                        complain(e, E057, JOURNAL_FLAG);
                        return false;
                }
                j->open = flag->line == LINE_FIRST || flag->line == LINE_MIDDLE;
                return true;
        }
        complain(e, E012, JOURNAL_FLAG);
        e->fault->args[1] = words.at;
        return false;
}

static void keep_carried(struct entry *e)
{
        struct journal *j = e->journal;

        arena_reset(j->kept);
        for (int f = 0; f < JOURNAL_FIELDS; f++)
                j->carried[f] = j->rules->carried[f] ? arena_strdup(j->kept, e->value[f]) : "";
        j->started = true;
}

static bool follow_slip(struct entry *e)
{
        struct journal *j = e->journal;
        bool further = false;

        if (j->rules->flags.n && !read_flag(&further, e))
                return false;
        if (j->rules->blank >= 0)
                further = !*e->value[j->rules->blank];
        if (!further) {
                keep_carried(e);
                return true;
        }
        if (!j->started) {
                complain(e, E057, j->rules->blank >= 0 ? (enum journal_field)j->rules->blank : JOURNAL_FLAG);
                return false;
        }
        for (int f = 0; f < JOURNAL_FIELDS; f++)
                if (j->rules->carried[f] && !*e->value[f])
                        e->value[f] = arena_strdup(e->arena, j->carried[f]);
        return true;
}

/* ---- which rows, and what they say */

static bool is_taken(const struct entry *e)
{
        for (size_t i = 0; i < e->journal->rules->takes.n; i++) {
                const struct journal_take *take = &e->journal->rules->takes.at[i];
                const char *key = text_key(e->arena, e->value[take->field]);
                bool found = false;

                for (size_t k = 0; k < take->words.n; k++)
                        found |= strcmp(take->words.at[k], key) == 0;
                if (!found)
                        return false;
        }
        return true;
}

static bool read_date(struct entry *e)
{
        char iso[DATE_TEXT];
        struct date date = {0};
        const char *text = e->value[JOURNAL_DATE];

        const enum date_fault read = *text ? date_parse(&date, text) : DATE_EMPTY;

        switch (read) {
        case DATE_READ:
        case DATE_OUTSIDE_ERA: /* 平成37 and the like are meant; the list shows the day */
                e->date = arena_strdup(e->arena, date_iso(iso, date));
                return true;
        case DATE_EMPTY:
                complain(e, E005, JOURNAL_DATE);
                break;
        case DATE_AMBIGUOUS:
                complain(e, E017, JOURNAL_DATE);
                break;
        case DATE_NO_SUCH:
                complain(e, E018, JOURNAL_DATE);
                break;
        case DATE_UNREADABLE:
                complain(e, E006, JOURNAL_DATE);
                break;
        }
        return false;
}

enum tax_said { TAX_INCLUDED, TAX_EXCLUDED, TAX_UNKNOWN };

static enum tax_said what_of_tax(const struct entry *e)
{
        for (size_t i = 0; i < e->journal->rules->taxes.n; i++) {
                const struct journal_tax *rule = &e->journal->rules->taxes.at[i];
                const char *key = text_key(e->arena, e->value[rule->field]);

                if ((*rule->is && strcmp(rule->is, key) == 0) || (*rule->has && strstr(key, rule->has)))
                        return rule->included ? TAX_INCLUDED : TAX_EXCLUDED;
        }
        return TAX_UNKNOWN;
}

static void count_tax_unknown(struct entry *e)
{
        if (!e->journal->tax_unknown++)
                e->journal->tax_unknown_line = e->origin->line;
}

/* The amount with its tax, added only where the map says that it is left out. An amount that cannot be read is
 * given on as it is: whoever reads the row says so. */
static bool read_amount(const char **out, struct entry *e)
{
        struct yen amount, tax;
        enum tax_said said = what_of_tax(e);

        *out = e->value[JOURNAL_AMOUNT];
        if (said == TAX_EXCLUDED && !*e->value[JOURNAL_TAX])
                said = TAX_UNKNOWN;
        if (said == TAX_UNKNOWN)
                count_tax_unknown(e);
        if (said != TAX_EXCLUDED || yen_parse(&amount, *out) != YEN_READ)
                return true;
        if (yen_parse(&tax, e->value[JOURNAL_TAX]) != YEN_READ) {
                complain(e, E007, JOURNAL_TAX);
                return false;
        }
        amount.n += tax.n; /* each at most YEN_MOST */
        *out = arena_printf(e->arena, "%lld", (long long)amount.n);
        return true;
}

/* ---- what names it */

/* The digest is of these fields alone, for tags and memos may change while the entry stays the same. */
static const char *digest_of_entry(const struct entry *e)
{
        struct buffer all = buffer_in(e->arena);

        for (int f = 0; f < JOURNAL_FIELDS; f++)
                if (f != JOURNAL_FACILITY)
                        buffer_printf(&all, "%zu:%s,", strlen(e->value[f]), e->value[f]);
        return arena_strndup(e->arena, digest_of(buffer_bytes(&all)).hex, DIGEST_SHOWN);
}

static const char *fill(const struct entry *e, const char *template)
{
        const struct {
                const char *name, *value;
        } words[] = {{"{date}", e->date},
                     {"{slip}", e->value[JOURNAL_SLIP]},
                     {"{account}", e->value[JOURNAL_ACCOUNT]},
                     {"{party}", e->value[JOURNAL_PARTY]},
                     {"{digest}", strstr(template, "{digest}") ? digest_of_entry(e) : ""}};
        struct buffer out = buffer_in(e->arena);

        buffer_text(&out, "");
        for (const char *s = template; *s;) {
                size_t n = 0;

                for (size_t i = 0; *s == '{' && !n && i < sizeof words / sizeof *words; i++)
                        if (strncmp(s, words[i].name, strlen(words[i].name)) == 0) {
                                buffer_text(&out, words[i].value);
                                n = strlen(words[i].name);
                        }
                if (!n && (*s != ' ' || (out.n && out.at[out.n - 1] != ' '))) /* a blank word leaves no gap */
                        buffer_char(&out, *s);
                s += n ? n : 1;
        }
        return text_trim(e->arena, out.at);
}

static const char *number_of(struct entry *e)
{
        const struct map_journal *rules = e->journal->rules;
        bool blank = strstr(rules->number, "{slip}") && !*e->value[JOURNAL_SLIP];
        const char *template = blank && *rules->otherwise ? rules->otherwise : rules->number;

        if (strstr(template, "{digest}") && !e->journal->without_number++)
                e->journal->without_number_line = e->origin->line;
        return fill(e, template);
}

static const char *description_of(const struct entry *e)
{
        static const enum journal_field instead[] = {JOURNAL_DESCRIPTION, JOURNAL_PARTY, JOURNAL_ACCOUNT};

        for (size_t i = 0; i < sizeof instead / sizeof *instead; i++)
                if (*e->value[instead[i]])
                        return e->value[instead[i]];
        return "";
}

static const char *import_place(const struct journal *j, const char *const *from)
{
        for (size_t i = 0; i < j->file->n; i++)
                if (j->file->columns[i] && strcmp(j->file->columns[i]->field, "import-place") == 0)
                        return from[i];
        return "";
}

enum journal_row journal_row(const char *const **cells, struct journal *journal, const char *const *from,
                             const struct origin *origin, struct arena *row, struct findings *findings)
{
        struct entry e = {.journal = journal, .origin = origin, .arena = row, .findings = findings};
        const char **out = arena_alloc(row, OUT_CELLS * sizeof *out);

        for (int f = 0; f < JOURNAL_FIELDS; f++)
                e.value[f] = journal->column[f] < 0 ? "" : from[journal->column[f]];
        if (!follow_slip(&e))
                return JOURNAL_BAD;
        if (!is_taken(&e)) {
                journal->passed++;
                return JOURNAL_PASSED;
        }
        if (!read_date(&e) || !read_amount(&out[OUT_AMOUNT], &e))
                return JOURNAL_BAD;
        out[OUT_NUMBER] = number_of(&e);
        out[OUT_FACILITY] = e.value[JOURNAL_FACILITY];
        out[OUT_DESCRIPTION] = description_of(&e);
        out[OUT_NOTE] = *journal->rules->note ? fill(&e, journal->rules->note) : "";
        out[OUT_PLACE] = import_place(journal, from);
        *cells = out;
        return JOURNAL_TAKEN;
}
