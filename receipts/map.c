#include "receipts/map.h"

#include <string.h>

#include "core/embedded.h"
#include "core/xml.h"

#include "core/banned.h"

static const char *const table_ids[TABLES] = {
        [TABLE_FACILITIES] = "facilities",
        [TABLE_RECEIPTS] = "receipts",
        [TABLE_APPLICATIONS] = "applications",
        [TABLE_PURCHASES] = "purchases",
};

static void read_table(struct map_table *table, const xmlNode *node, struct arena *arena)
{
        table->id = xml_attr(node, "id", arena);
        for (int k = 0; k < TABLES; k++)
                if (strcmp(table_ids[k], table->id) == 0)
                        table->kind = (enum table_kind)k;
        for (const xmlNode *c = xml_child(node, "column"); c; c = xml_next(c, "column")) {
                struct map_column *column = vec_add(arena, table);
                const char *use = xml_attr(c, "use", arena);

                column->field = xml_attr(c, "field", arena);
                column->header = xml_attr(c, "header", arena);
                column->key = text_key(arena, column->header);
                column->required = strcmp(use, "required") == 0;
                column->ignored = strcmp(use, "ignored") == 0;
        }
}

enum status map_open(struct map *out, const char *name, struct arena *arena, struct findings *findings)
{
        struct bytes file, xsd;
        struct xml_error error = {0};
        struct xml_schema *schema = NULL;
        xmlDoc *doc = NULL;
        enum status st = ERR_SYSTEM;

        *out = (struct map){0};
        if (!embedded_find(&file, name) || !embedded_find(&xsd, "schema/map.xsd"))
                return (enum status)fault_set(findings, F_INTERNAL, name, NULL);
        st = xml_parse(&doc, file, arena, &error);
        if (st == OK)
                st = xml_schema_new(&schema, xsd, arena, &error);
        if (st == OK)
                st = xml_validate(schema, doc, arena, &error);
        if (st != OK) {
                st = (enum status)fault_set(findings, F_INTERNAL, name, error.text);
                goto done;
        }
        for (const xmlNode *t = xml_child(xmlDocGetRootElement(doc), "table"); t; t = xml_next(t, "table"))
                read_table(vec_add(arena, out), t, arena);
done:
        xml_schema_free(schema);
        xmlFreeDoc(doc);
        return st;
}

static const struct map_column *find(const struct map_table *table, const char *key)
{
        for (size_t i = 0; i < table->n; i++)
                if (strcmp(table->at[i].key, key) == 0)
                        return &table->at[i];
        return NULL;
}

static size_t count_known(const struct map_table *table, const char *const *keys, size_t n)
{
        size_t known = 0;

        for (size_t i = 0; i < n; i++) {
                const struct map_column *c = find(table, keys[i]);
                known += c && !c->ignored;
        }
        return known;
}

static bool has_field(const struct header *h, const struct map_column *column)
{
        for (size_t i = 0; i < h->n; i++)
                if (h->columns[i] == column)
                        return true;
        return false;
}

static const char *missing_headers(const struct header *h, struct arena *arena)
{
        struct buffer out = buffer_in(arena);

        for (size_t i = 0; i < h->table->n; i++) {
                const struct map_column *c = &h->table->at[i];

                if (c->required && !has_field(h, c))
                        buffer_printf(&out, "%s%s", out.n ? "、" : "", c->header);
        }
        return out.n ? out.at : "";
}

struct header map_header(const struct map *map, const struct texts *cells, struct arena *arena)
{
        struct header h = {.n = cells->n, .missing = "", .fields = ""};
        const char **keys = arena_alloc(arena, (cells->n + 1) * sizeof *keys);
        struct buffer fields = buffer_in(arena);
        size_t best = 0;

        for (size_t i = 0; i < cells->n; i++)
                keys[i] = text_key(arena, cells->at[i]);
        for (size_t t = 0; t < map->n; t++) {
                size_t known = count_known(&map->at[t], keys, cells->n);

                if (known > best) {
                        best = known;
                        h.table = &map->at[t];
                }
        }
        if (!h.table)
                return h;
        h.columns = arena_alloc(arena, (cells->n + 1) * sizeof *h.columns);
        for (size_t i = 0; i < cells->n; i++) {
                const struct map_column *c = find(h.table, keys[i]);

                if (c && has_field(&h, c) && !h.twice)
                        h.twice = (int)i + 1;
                h.columns[i] = c;
                buffer_printf(&fields, "%s%s", i ? "," : "", c && !c->ignored ? c->field : "");
        }
        h.fields = fields.at;
        h.missing = missing_headers(&h, arena);
        return h;
}
