#include "templates/workbook/packet_index_check.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/file/embedded.h"
#include "core/file/file.h"
#include "core/format/xml/xml_schema.h"

#include "core/banned.h"

enum { MOST_BYTES = 64 << 20 };

struct checking {
        struct index_check *out;
        struct index_seen *seen;
        const char *folder; /* in which the packets lie */
        bool *listed;       /* of each of seen */
        struct arena *arena;
};

const char *index_fault_id(enum index_fault_kind kind)
{
        static const char *const ids[INDEX_FAULTS] = {
                [INDEX_MISSING] = "missing", [INDEX_REPLACED] = "replaced", [INDEX_EXTRA] = "extra"};

        return ids[kind];
}

bool index_check_holds(const struct index_check *check)
{
        return !check->why[0] && !check->faults.n;
}

static void add_fault(struct checking *c, enum index_fault_kind kind, const char *file)
{
        *vec_add(c->arena, &c->out->faults) = (struct index_fault){kind, file};
}

/* Some disks keep names, but not the case of their letters. */
static int by_path(const void *a, const void *b)
{
        const struct index_zip *x = a, *y = b;
        int by = strcasecmp(x->path, y->path);

        return by ? by : strcmp(x->path, y->path);
}

static int alike(const void *a, const void *b)
{
        return strcasecmp(((const struct index_zip *)a)->path, ((const struct index_zip *)b)->path);
}

static const struct index_zip *find(const struct checking *c, const char *file)
{
        const struct index_zip key = {.path = file_join(c->arena, c->folder, file)};

        return c->seen->n ? bsearch(&key, c->seen->at, c->seen->n, sizeof *c->seen->at, alike) : NULL;
}

static void hold(struct checking *c, const xmlNode *packet)
{
        const char *file = xml_attr(packet, "file", c->arena), *sha256 = xml_attr(packet, "zip-sha256", c->arena);
        const struct index_zip *zip = find(c, file);

        c->out->listed++;
        if (!zip) {
                add_fault(c, INDEX_MISSING, file);
                return;
        }
        c->listed[zip - c->seen->at] = true;
        if (strcmp(zip->sha256, sha256) != 0)
                add_fault(c, INDEX_REPLACED, file);
}

/* X.1.zip, where X.zip is listed. */
static bool is_kept(const struct checking *c, const char *path)
{
        size_t n = strlen(path) - strlen(".zip"), digits = n;
        const struct index_zip *zip;

        while (digits && path[digits - 1] >= '0' && path[digits - 1] <= '9')
                digits--;
        if (digits == n || !digits || path[digits - 1] != '.')
                return false;
        zip = find(c, arena_printf(c->arena, "%.*s.zip", (int)(digits - 1 - strlen(c->folder) - 1),
                                   path + strlen(c->folder) + 1));
        return zip && c->listed[zip - c->seen->at];
}

static void find_extra(struct checking *c)
{
        const size_t n = strlen(c->folder);

        for (size_t i = 0; i < c->seen->n; i++) {
                const char *path = c->seen->at[i].path;

                if (strncmp(path, c->folder, n) != 0 || path[n] != '/' || strchr(path + n + 1, '/'))
                        continue;
                if (!c->listed[i] && !is_kept(c, path))
                        add_fault(c, INDEX_EXTRA, path + n + 1);
        }
}

/* The list may lie one folder above its packets. */
static const char *folder_of(const struct checking *c, const xmlNode *index)
{
        const char *beside = arena_strndup(c->arena, c->out->file, strlen(c->out->file) - strlen("/index.xml"));
        const char *below = file_join(c->arena, beside, xml_attr(index, "programme", c->arena));
        const xmlNode *first = xml_child(index, "packet");
        struct checking here = *c;

        here.folder = beside;
        return first && !find(&here, xml_attr(first, "file", c->arena)) && file_exists(below) ? below : beside;
}

static bool is_ours(const xmlNode *root)
{
        return root->ns && strcmp((const char *)root->ns->href, "urn:x-soroe:index:1") == 0;
}

static void hold_all(struct checking *c, const xmlNode *index)
{
        c->folder = folder_of(c, index);
        for (const xmlNode *packet = xml_child(index, "packet"); packet; packet = xml_next(packet, "packet"))
                hold(c, packet);
        if (!xml_has_attr(index, "of-founder"))
                find_extra(c);
}

static bool refuse(struct index_check *out, const char *ja, const char *en)
{
        out->why[0] = ja;
        out->why[1] = en;
        return false;
}

/* NULL: it says why, or it is another program's. */
static xmlDoc *open_index(struct index_check *out, struct bytes bytes, struct arena *arena)
{
        struct xml_schema *schema = NULL;
        struct xml_error error = {.text = "schema/index.xsd"};
        struct bytes xsd;
        xmlDoc *doc = NULL;
        bool good = xml_parse_own(&doc, bytes, arena, &error) == OK;

        out->foreign = good && !is_ours(xmlDocGetRootElement(doc));
        if (good && !out->foreign)
                good = embedded_find(&xsd, "schema/index.xsd") && xml_schema_new(&schema, xsd, arena, &error) == OK &&
                       xml_validate(schema, doc, arena, &error) == OK;
        if (!good)
                refuse(out, arena_printf(arena, "一覧として読めません: %s", error.text),
                       arena_printf(arena, "not a list that can be read: %s", error.text));
        xml_schema_free(schema);
        if (good && !out->foreign)
                return doc;
        xmlFreeDoc(doc);
        return NULL;
}

static bool is_wanted(struct index_check *out, const struct texts *wanted)
{
        for (size_t i = 0; i < wanted->n; i++)
                if (strcasecmp(out->digest.hex, wanted->at[i]) == 0)
                        return true;
        return !wanted->n || refuse(out, "SHA-256 が --index と違います。作ったときの一覧ではありません",
                                    "its SHA-256 is not that of --index: it is not the list that was made");
}

void index_check(struct index_check *out, const char *file, struct index_seen *seen, const struct texts *wanted,
                 struct arena *arena)
{
        struct checking c = {.out = out, .seen = seen, .arena = arena};
        struct findings findings = findings_in(arena);
        struct bytes bytes;
        xmlDoc *doc;

        *out = (struct index_check){.file = file};
        if (seen->n > 1)
                qsort(seen->at, seen->n, sizeof *seen->at, by_path);
        c.listed = arena_alloc(arena, (seen->n + 1) * sizeof *c.listed);
        memset(c.listed, 0, (seen->n + 1) * sizeof *c.listed);
        if (file_read(&bytes, file, MOST_BYTES, arena, &findings) != OK) {
                refuse(out, "一覧を読めません", "the list cannot be read");
                return;
        }
        out->digest = digest_of(bytes);
        doc = open_index(out, bytes, arena);
        if (!doc || !is_wanted(out, wanted)) {
                xmlFreeDoc(doc);
                return;
        }
        hold_all(&c, xmlDocGetRootElement(doc));
        xmlFreeDoc(doc);
}
