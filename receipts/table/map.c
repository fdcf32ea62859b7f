#include "receipts/table/map.h"

#include <string.h>

#include "core/file/embedded.h"
#include "core/format/xml/xml_schema.h"
#include "core/record/fields.h"

#include "receipts/table/row.h"

#include "core/banned.h"

static const char *const table_ids[TABLE_KINDS] = {
        [TABLE_FACILITIES] = "facilities",
        [TABLE_RECEIPTS] = "receipts",
        [TABLE_APPLICATIONS] = "applications",
        [TABLE_PURCHASES] = "purchases",
        [TABLES] = "",
        [TABLE_MARKS] = "marks",
};

const char *journal_field_id(enum journal_field field)
{
        static const char *const ids[JOURNAL_FIELDS] = {
                [JOURNAL_FLAG] = "flag",
                [JOURNAL_SLIP] = "slip",
                [JOURNAL_DATE] = "date",
                [JOURNAL_ACCOUNT] = "account",
                [JOURNAL_PARTY] = "party",
                [JOURNAL_FLOW] = "flow",
                [JOURNAL_TAX_CLASS] = "tax-class",
                [JOURNAL_TAX_MODE] = "tax-mode",
                [JOURNAL_TAX] = "tax",
                [JOURNAL_AMOUNT] = "amount",
                [JOURNAL_DESCRIPTION] = "description",
                [JOURNAL_FACILITY] = "facility",
        };
        return ids[field];
}

/* ---- reading a map file */

struct map_loading {
        struct arena *arena;
        struct xml_error *error;
        bool failed;
};

/* Checks what the schema cannot say. The first fault is the one that is told. */
static void refuse(struct map_loading *l, const xmlNode *node, const char *words, const char *which)
{
        if (l->failed)
                return;
        l->failed = true;
        l->error->line = (int)xmlGetLineNo(node);
        l->error->words = arena_printf(l->arena, "%s: %s", words, which);
        l->error->text = arena_printf(l->arena, "line %d: %s", l->error->line, l->error->words);
}

static int read_field(struct map_loading *l, const xmlNode *node, const char *id)
{
        for (int f = 0; f < JOURNAL_FIELDS; f++)
                if (strcmp(journal_field_id((enum journal_field)f), id) == 0)
                        return f;
        refuse(l, node, "no field of a journal", id);
        return 0;
}

static struct texts keys_of(struct map_loading *l, const char *words)
{
        struct texts pieces = text_split(l->arena, words);

        for (size_t i = 0; i < pieces.n; i++)
                pieces.at[i] = text_key(l->arena, pieces.at[i]);
        return pieces;
}

/* "{date} 伝票{slip}": only these stand in braces. */
static const char *read_template(struct map_loading *l, const xmlNode *node, const char *attr)
{
        static const char *const names[] = {"{date}", "{slip}", "{account}", "{party}", "{digest}"};
        const char *text = xml_attr(node, attr, l->arena);

        for (const char *s = strchr(text, '{'); s; s = strchr(s + 1, '{')) {
                bool known = false;

                for (size_t i = 0; i < sizeof names / sizeof *names; i++)
                        known |= strncmp(s, names[i], strlen(names[i])) == 0;
                if (!known)
                        refuse(l, node, "an unknown name in braces", text);
        }
        return text;
}

static enum journal_line read_line(const char *word)
{
        static const char *const words[] = {
                [LINE_SINGLE] = "single", [LINE_FIRST] = "first", [LINE_MIDDLE] = "middle", [LINE_LAST] = "last"};
        int line = LINE_LAST;

        while (line > LINE_SINGLE && strcmp(words[line], word) != 0)
                line--;
        return (enum journal_line)line;
}

static void read_continue(struct map_loading *l, struct map_journal *journal, const xmlNode *node)
{
        const char *carry = xml_attr(node, "carry", l->arena), *blank = xml_attr(node, "blank", l->arena);

        if (*blank)
                journal->blank = read_field(l, node, blank);
        for (const char *s = carry; *s; s += strspn(s, " ")) {
                size_t n = strcspn(s, " ");

                journal->carried[read_field(l, node, arena_strndup(l->arena, s, n))] = true;
                s += n;
        }
}

static struct map_journal *read_journal(struct map_loading *l, const xmlNode *node)
{
        struct map_journal *journal;

        if (!node)
                return NULL;
        journal = ARENA_NEW(l->arena, struct map_journal);
        journal->blank = -1;
        journal->number = read_template(l, node, "number");
        journal->otherwise = read_template(l, node, "otherwise");
        journal->note = read_template(l, node, "note");
        for (const xmlNode *n = xml_child(node, "flag"); n; n = xml_next(n, "flag"))
                *vec_add(l->arena, &journal->flags) =
                        (struct journal_flag){xml_attr(n, "value", l->arena), read_line(xml_attr(n, "line", l->arena))};
        if (xml_child(node, "continue"))
                read_continue(l, journal, xml_child(node, "continue"));
        for (const xmlNode *n = xml_child(node, "take"); n; n = xml_next(n, "take"))
                *vec_add(l->arena, &journal->takes) =
                        (struct journal_take){(enum journal_field)read_field(l, n, xml_attr(n, "field", l->arena)),
                                              keys_of(l, xml_attr(n, "words", l->arena))};
        for (const xmlNode *n = xml_child(node, "tax"); n; n = xml_next(n, "tax"))
                *vec_add(l->arena, &journal->taxes) =
                        (struct journal_tax){(enum journal_field)read_field(l, n, xml_attr(n, "field", l->arena)),
                                             text_key(l->arena, xml_attr(n, "is", l->arena)),
                                             text_key(l->arena, xml_attr(n, "has", l->arena)),
                                             strcmp(xml_attr(n, "means", l->arena), "included") == 0};
        return journal;
}

static bool is_import_column(const char *field)
{
        return strcmp(field, "import-error") == 0 || strcmp(field, "import-place") == 0;
}

static void check_field(struct map_loading *l, const xmlNode *node, const struct map_table *table, const char *field)
{
        if (!*field || is_import_column(field))
                return;
        if (table->journal)
                read_field(l, node, field);
        else if (!row_has_field(table->kind, field))
                refuse(l, node, "no field of this table", field);
}

static void read_column(struct map_loading *l, struct map_table *table, const xmlNode *node)
{
        struct map_column *column = vec_add(l->arena, table);
        const char *use = xml_attr(node, "use", l->arena);

        column->field = xml_attr(node, "field", l->arena);
        column->header = xml_attr(node, "header", l->arena);
        column->key = text_key(l->arena, column->header);
        column->required = strcmp(use, "required") == 0;
        column->ignored = strcmp(use, "ignored") == 0;
        column->spare = strcmp(use, "spare") == 0;
        check_field(l, node, table, column->field);
        for (size_t i = 0; *column->field && i + 1 < table->n; i++)
                if (strcmp(table->at[i].field, column->field) == 0)
                        refuse(l, node, "two columns feed one field", column->field);
        for (size_t i = 0; i + 1 < table->n; i++)
                if (strcmp(table->at[i].key, column->key) == 0)
                        refuse(l, node, "a header stands twice", column->header);
        if (table->n > MAP_MOST_COLUMNS)
                refuse(l, node, "too many columns", column->header);
}

/* The columns of the entry table, which no map has to repeat. */
static void add_fields(struct map_loading *l, struct map_table *table)
{
        const struct field *fields[FIELDS_MOST];
        size_t n = fields_of_entry(fields, fields_of_table(table->id));

        for (size_t i = 0; i < n; i++) {
                struct map_column *column = vec_add(l->arena, table);

                column->field = field_cell(fields[i]);
                column->header = fields[i]->words[0];
                column->key = text_key(l->arena, column->header);
                column->required = fields[i]->required;
        }
}

static bool has_column(const struct map_table *table, const char *field)
{
        for (size_t i = 0; i < table->n; i++)
                if (strcmp(table->at[i].field, field) == 0)
                        return true;
        return false;
}

/* Rows that were rejected come back with two columns more (docs/formats.md, rejects); every map knows them. An entry workbook that
 * a machine has filled in has three more among its receipts. */
static void add_import_columns(struct map_loading *l, struct map_table *table, bool entry)
{
        static const char *const added[][2] = {{"import-error", "取込エラー"},
                                               {"import-place", "取込箇所"},
                                               {"confirmed", "確認"},
                                               {"paper", "紙"},
                                               {"reading", "読み取りについて"}};
        const size_t n = entry && table->kind == TABLE_RECEIPTS ? 5 : 2;

        for (size_t i = 0; i < n; i++) {
                struct map_column *column;

                if (has_column(table, added[i][0]))
                        continue;
                column = vec_add(l->arena, table);
                column->field = added[i][0];
                column->header = added[i][1];
                column->key = text_key(l->arena, column->header);
                column->ignored = true;
        }
}

static void check_journal(struct map_loading *l, const xmlNode *node, const struct map *map,
                          const struct map_table *table)
{
        static const enum journal_field needed[] = {JOURNAL_DATE, JOURNAL_AMOUNT, JOURNAL_DESCRIPTION};

        for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
                if (!has_column(table, journal_field_id(needed[i])))
                        refuse(l, node, "a journal needs a column for", journal_field_id(needed[i]));
        if (table->kind != TABLE_PURCHASES)
                refuse(l, node, "a journal brings purchases, not", table->id);
        if ((map->by == MAP_FLAGS || table->journal->flags.n) &&
            (!table->journal->flags.n || strcmp(table->at[0].field, "flag") != 0))
                refuse(l, node, "flags stand in the first column, and are named", map->id);
}

static void read_table(struct map_loading *l, const struct map *map, struct map_table *table, const xmlNode *node)
{
        table->id = xml_attr(node, "id", l->arena);
        for (int k = 0; k < TABLE_KINDS; k++)
                if (strcmp(table_ids[k], table->id) == 0)
                        table->kind = (enum table_kind)k;
        table->journal = read_journal(l, xml_child(node, "journal"));
        for (const xmlNode *c = xml_child(node, "column"); c; c = xml_next(c, "column"))
                read_column(l, table, c);
        if (!table->n && map->by == MAP_BEST && !table->journal)
                add_fields(l, table);
        else if (!table->n)
                refuse(l, node, "a table without columns", table->id);
        for (const xmlNode *c = xml_child(node, "constant"); c; c = xml_next(c, "constant")) {
                struct map_constant *constant = vec_add(l->arena, &table->constants);

                constant->field = xml_attr(c, "field", l->arena);
                constant->value = xml_attr(c, "value", l->arena);
                if (table->journal || has_column(table, constant->field) ||
                    !row_has_field(table->kind, constant->field))
                        refuse(l, c, "no constant can feed this field", constant->field);
        }
        if (table->journal)
                check_journal(l, node, map, table);
        else if (map->by == MAP_FLAGS)
                refuse(l, node, "only a journal has flags", map->id);
        add_import_columns(l, table, map->by == MAP_BEST);
}

static enum map_by read_by(const char *word)
{
        static const char *const words[] = {
                [MAP_BEST] = "best", [MAP_HEADER] = "header", [MAP_COLUMNS] = "columns", [MAP_FLAGS] = "flags"};
        int by = MAP_FLAGS;

        while (by > MAP_BEST && strcmp(words[by], word) != 0)
                by--;
        return (enum map_by)by;
}

enum status map_load(struct map *out, struct bytes file, struct arena *arena, struct xml_error *error)
{
        struct map_loading l = {arena, error, false};
        struct xml_schema *schema = NULL;
        bool proven = embedded_below("maps/", file);
        struct bytes xsd;
        xmlDoc *doc = NULL;
        const xmlNode *root;
        enum status st;

        *out = (struct map){0};
        if (!embedded_find(&xsd, "schema/map.xsd"))
                return ERR_SYSTEM;
        st = xml_parse(&doc, file, arena, error);
        if (st == OK && !proven)
                st = xml_schema_new(&schema, xsd, arena, error);
        if (st == OK && !proven)
                st = xml_validate(schema, doc, arena, error);
        if (st != OK)
                goto done;
        root = xmlDocGetRootElement(doc);
        if (!xml_is(root, "map")) {
                refuse(&l, root, "this is no map", (const char *)root->name);
                st = ERR_INPUT;
                goto done;
        }
        out->id = xml_attr(root, "id", arena);
        out->ja = xml_attr(root, "ja", arena);
        out->en = xml_attr(root, "en", arena);
        out->by = read_by(xml_attr(root, "by", arena));
        for (const xmlNode *t = xml_child(root, "table"); t; t = xml_next(t, "table"))
                read_table(&l, out, vec_add(arena, out), t);
        st = l.failed ? ERR_INPUT : OK;
done:
        xml_schema_free(schema);
        xmlFreeDoc(doc);
        return st;
}

enum status map_open(struct map *out, const char *name, struct arena *arena, struct findings *findings)
{
        struct xml_error error = {0};
        struct bytes file;

        if (!embedded_find(&file, name) || map_load(out, file, arena, &error) != OK)
                return fault_set(findings, F_INTERNAL, name, error.text);
        return OK;
}
