#include "templates/workbook/workbook_check.h"

#include <libxml/tree.h>
#include <string.h>
#include <zip.h>

#include "core/format/xml/xml.h"

#include "core/banned.h"

/* Pictures are no XML; that they are read to their end is enough. */
static bool is_picture(const char *name)
{
        return name && strncmp(name, "xl/media/", strlen("xl/media/")) == 0;
}

static enum status check_part(zip_t *zip, zip_uint64_t i, struct arena *scratch)
{
        struct xml_error error = {0};
        enum status st = ERR_SYSTEM;
        zip_file_t *file = NULL;
        xmlDoc *doc = NULL;
        zip_stat_t about;
        unsigned char *at;

        if (zip_stat_index(zip, i, 0, &about) != 0 || about.size > XML_OWN_BYTES)
                goto done;
        file = zip_fopen_index(zip, i, 0);
        at = arena_alloc(scratch, (size_t)about.size + 1);
        /* one byte more: the end is where the sum of the part is compared */
        if (!file || zip_fread(file, at, about.size + 1) != (zip_int64_t)about.size)
                goto done;
        st = is_picture(zip_get_name(zip, i, 0))
                     ? OK
                     : xml_parse_own(&doc, (struct bytes){at, (size_t)about.size}, scratch, &error);
done:
        xmlFreeDoc(doc);
        if (file)
                zip_fclose(file);
        return st == OK ? OK : ERR_SYSTEM;
}

enum status book_check(const char **wrong, struct bytes book, struct arena *arena)
{
        struct arena *scratch = arena_child(arena);
        zip_source_t *source = zip_source_buffer_create(book.at, book.n, 0, NULL);
        zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL) : NULL;
        enum status st = zip ? OK : ERR_SYSTEM;

        *wrong = "zip";
        if (!zip)
                zip_source_free(source);
        for (zip_uint64_t i = 0; st == OK && i < (zip_uint64_t)zip_get_num_entries(zip, 0); i++) {
                st = check_part(zip, i, scratch);
                if (st != OK)
                        *wrong = arena_strdup(arena, zip_get_name(zip, i, 0));
                arena_reset(scratch);
        }
        if (zip)
                zip_discard(zip);
        arena_free(scratch);
        return st;
}
