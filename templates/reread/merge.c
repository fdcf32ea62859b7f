#include "templates/reread/merge.h"
#include "templates/reread/merge_guide.h"
#include "templates/reread/merge_strip.h"

#include "core/base/vec.h"

#include "core/format/qpdf.h"
#include <string.h>

#include "core/banned.h"

/* libqpdf copies a page's objects by recursion: a chain of 100,000 has overflowed the stack. Real ones go some twenty deep. */
#define MOST_DEPTH   2000
#define MOST_OBJECTS 8388608 /* ISO 32000-1, annex C */

struct merge_source {
        struct bytes file;
        qpdf_data pdf;
        unsigned char *seen; /* a bit per object */
};
struct merge_source_list {
        VEC(struct merge_source);
};
struct merger {
        struct arena *arena;
        struct merge_source_list sources; /* the first is the base */
};

/* Looks at the last error, because libqpdf complains on stderr about one that nobody has looked at. */
static void close_pdf(qpdf_data pdf)
{
        if (qpdf.has_error(pdf))
                qpdf.get_error(pdf);
        qpdf.cleanup(&pdf);
}

static qpdf_data open_pdf(struct bytes file)
{
        qpdf_data pdf = qpdf.init();

        qpdf.silence_errors(pdf);
        qpdf.set_suppress_warnings(pdf, QPDF_TRUE);
        qpdf.read_memory(pdf, "", (const char *)file.at, file.n, "");
        return pdf;
}

/* Sources stay open until the end: libqpdf fetches the streams when it writes. */
static struct merge_source *source_of(struct merger *m, struct bytes file)
{
        struct merge_source *source;

        for (size_t i = 0; i < m->sources.n; i++)
                if (m->sources.at[i].file.at == file.at && m->sources.at[i].file.n == file.n)
                        return &m->sources.at[i];
        source = vec_add(m->arena, &m->sources);
        source->file = file;
        source->pdf = open_pdf(file);
        source->seen = arena_alloc(m->arena, MOST_OBJECTS / 8);
        return source;
}

/* ---- how deep a page's objects go, on the way that libqpdf takes through them */

static bool is_shallow(struct merge_source *, qpdf_oh, int depth, struct arena *);

static bool are_shallow_values(struct merge_source *s, qpdf_oh dict, int depth, struct arena *arena)
{
        struct {
                VEC(const char *);
        } keys = {0};
        bool ok = true;

        /* a document has only one iterator: the keys first */
        for (qpdf.oh_begin_dict_key_iter(s->pdf, dict); qpdf.oh_dict_more_keys(s->pdf);)
                *vec_add(arena, &keys) = arena_strdup(arena, qpdf.oh_dict_next_key(s->pdf));
        for (size_t i = 0; ok && i < keys.n; i++)
                ok = is_shallow(s, qpdf.oh_get_key(s->pdf, dict, keys.at[i]), depth + 1, arena);
        return ok;
}

static bool are_shallow_items(struct merge_source *s, qpdf_oh array, int depth, struct arena *arena)
{
        int n = qpdf.oh_get_array_n_items(s->pdf, array);
        bool ok = true;

        for (int i = 0; ok && i < n; i++)
                ok = is_shallow(s, qpdf.oh_get_array_item(s->pdf, array, i), depth + 1, arena);
        return ok;
}

/* 1 new, 0 seen before, -1 a number that no document may have. */
static int mark_seen(struct merge_source *s, qpdf_oh object)
{
        int id = qpdf.oh_get_object_id(s->pdf, object);
        unsigned bit;

        if (id <= 0)
                return 1;
        if (id >= MOST_OBJECTS)
                return -1;
        bit = 1U << id % 8;
        if (s->seen[id / 8] & bit)
                return 0;
        s->seen[id / 8] |= (unsigned char)bit;
        return 1;
}

static bool is_shallow(struct merge_source *s, qpdf_oh object, int depth, struct arena *arena)
{
        bool ok = true;
        int mark = depth > MOST_DEPTH ? -1 : mark_seen(s, object);

        if (mark < 0)
                return false;
        /* other pages and the tree of pages are not followed */
        if (mark == 0 || (depth && (qpdf.oh_is_dictionary_of_type(s->pdf, object, "/Page", "") ||
                                    qpdf.oh_is_dictionary_of_type(s->pdf, object, "/Pages", ""))))
                ok = true;
        else if (qpdf.oh_is_stream(s->pdf, object))
                ok = are_shallow_values(s, qpdf.oh_get_dict(s->pdf, object), depth, arena);
        else if (qpdf.oh_is_dictionary(s->pdf, object))
                ok = are_shallow_values(s, object, depth, arena);
        else if (qpdf.oh_is_array(s->pdf, object))
                ok = are_shallow_items(s, object, depth, arena);
        qpdf.oh_release(s->pdf, object);
        return ok;
}

/* ---- appending and writing */

static bool append(qpdf_data base, struct merge_source *s, const struct merge_run *run, struct arena *arena)
{
        struct arena *scratch;
        bool ok;

        if (qpdf.has_error(s->pdf) || run->first < 0 || run->pages < 0 ||
            run->first > qpdf.get_num_pages(s->pdf) - run->pages)
                return false;
        if (qpdf.push_inherited_attributes_to_page(s->pdf) & QPDF_ERRORS)
                return false;
        scratch = arena_child(arena);
        ok = true;
        for (int i = 0; ok && i < run->pages; i++) {
                qpdf_oh page = qpdf.get_page_n(s->pdf, (size_t)run->first + (size_t)i);

                merge_strip_page(s->pdf, page);
                /* counted with its own handle, which is_shallow gives back */
                ok = is_shallow(s, qpdf.oh_new_object(s->pdf, page), 0, scratch) && !qpdf.has_error(s->pdf) &&
                     !(qpdf.add_page(base, s->pdf, page, QPDF_FALSE) & QPDF_ERRORS);
        }
        arena_free(scratch);
        return ok;
}

static bool write_base(struct bytes *out, const struct merger *m)
{
        qpdf_data base = m->sources.at[0].pdf;
        size_t n;

        if (qpdf.init_write_memory(base) & QPDF_ERRORS)
                return false;
        qpdf.set_stream_data_mode(base, qpdf_s_preserve);
        qpdf.set_object_stream_mode(base, qpdf_o_disable);
        qpdf.set_deterministic_ID(base, QPDF_TRUE);
        for (size_t i = 1; i < m->sources.n; i++)
                qpdf.set_minimum_pdf_version(base, qpdf.get_pdf_version(m->sources.at[i].pdf));
        if (qpdf.write(base) & QPDF_ERRORS)
                return false;
        n = qpdf.get_buffer_length(base);
        *out = (struct bytes){(const unsigned char *)arena_strndup(m->arena, (const char *)qpdf.get_buffer(base), n),
                              n};
        return true;
}

/* A file is given out only if it opens again without repair and has all its pages. */
static bool reads_back(struct bytes file, int pages)
{
        qpdf_data pdf = open_pdf(file);
        bool ok = !qpdf.has_error(pdf) && qpdf.get_num_pages(pdf) == pages && !qpdf.more_warnings(pdf);

        close_pdf(pdf);
        return ok;
}

static enum status fault(qpdf_data pdf, struct findings *findings)
{
        const char *said = qpdf.has_error(pdf) ? qpdf.get_error_full_text(pdf, qpdf.get_error(pdf)) : "read back";

        return fault_set(findings, F_PDF, "libqpdf", arena_strdup(findings->arena, said));
}

enum status merge_pages(struct bytes *out, struct bytes base_file, const struct merge_run *runs, size_t n,
                        const char *prefix, size_t *bad, struct arena *arena, struct findings *findings)
{
        struct merger m = {.arena = arena};
        qpdf_data base = source_of(&m, base_file)->pdf;
        enum status st = OK;
        int pages = 0, pages_of_base = 0;

        if (qpdf.has_error(base))
                st = fault(base, findings);
        else
                pages = pages_of_base = qpdf.get_num_pages(base);
        for (size_t i = 0; st == OK && i < n; i++) {
                pages += runs[i].pages;
                *bad = i;
                if (!append(base, source_of(&m, runs[i].file), &runs[i], arena))
                        st = ERR_INPUT;
                else if (runs[i].title)
                        merge_add_bookmark(base, qpdf.get_page_n(base, (size_t)(pages - runs[i].pages)), runs[i].title);
        }
        if (st == OK && n) {
                merge_add_labels(base, pages_of_base, prefix);
                merge_drop_claim(base);
        }
        if (st == OK && (!write_base(out, &m) || !reads_back(*out, pages)))
                st = fault(base, findings);
        for (size_t i = m.sources.n; i-- > 0;)
                close_pdf(m.sources.at[i].pdf);
        return st;
}

void merge_load(void)
{
        qpdf_load();
}

bool merge_rewrite(struct bytes *out, struct bytes file, struct arena *arena)
{
        struct merger m = {.arena = arena};
        qpdf_data pdf = source_of(&m, file)->pdf;
        bool ok = !qpdf.has_error(pdf) && write_base(out, &m) && !qpdf.more_warnings(pdf);

        close_pdf(pdf);
        return ok;
}
