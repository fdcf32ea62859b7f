#include "templates/reread/merge_strip.h"
#include "templates/reread/pdf_same.h"

#include "core/base/vec.h"

#include "core/format/qpdf.h"
#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

enum { MOST_DEPTH = 500, MOST_WORK = 1000000, MOST_OBJECTS = 1000000, MOST_BOOKMARKS = 10000 };

struct pdf_file {
        qpdf_data pdf;
        struct arena *arena;
        int objects; /* numbers are below */
};

/* A walk through two documents at once. */
struct comparing {
        struct pdf_file *a, *b;
        bool bare, numbered; /* numbered: pages that are referred to have the same number */
        int work;
        int32_t *partner; /* by number in `a`: the number in `b` that it was found to be, or on the way to be; 0 */
        struct arena *arena;
};

struct keys {
        VEC(const char *);
};

static bool is_key(const char *key, const char *const *set)
{
        for (; set && *set; set++)
                if (strcmp(key, *set) == 0)
                        return true;
        return false;
}

/* Looks at the last error, because libqpdf complains on stderr about one that nobody has looked at. */
static bool is_sound(struct pdf_file *file)
{
        bool bad = qpdf.has_error(file->pdf);

        if (bad)
                qpdf.get_error(file->pdf);
        return !bad && !qpdf.more_warnings(file->pdf);
}

void pdf_file_close(struct pdf_file *file)
{
        if (!file)
                return;
        is_sound(file);
        qpdf.cleanup(&file->pdf);
        arena_free(file->arena);
}

struct pdf_file *pdf_file_open(struct bytes bytes, struct arena *parent)
{
        struct arena *arena = arena_child(parent);
        struct pdf_file *file = ARENA_NEW(arena, struct pdf_file);
        bool ok;

        file->arena = arena;
        file->pdf = qpdf.init();
        qpdf.silence_errors(file->pdf);
        qpdf.set_suppress_warnings(file->pdf, QPDF_TRUE);
        qpdf.set_attempt_recovery(file->pdf, QPDF_FALSE);
        ok = !(qpdf.read_memory(file->pdf, "", (const char *)bytes.at, bytes.n, "") & QPDF_ERRORS) &&
             !(qpdf.push_inherited_attributes_to_page(file->pdf) & QPDF_ERRORS);
        if (ok)
                file->objects = qpdf.oh_get_int_value_as_int(
                        file->pdf, qpdf.oh_get_key(file->pdf, qpdf.get_trailer(file->pdf), "/Size"));
        if (ok && is_sound(file) && file->objects > 0 && file->objects <= MOST_OBJECTS)
                return file;
        pdf_file_close(file);
        return NULL;
}

int pdf_file_objects(const struct pdf_file *file)
{
        return file->objects;
}

int pdf_file_pages(const struct pdf_file *file)
{
        return qpdf.get_num_pages(file->pdf);
}

/* Sorted by libqpdf; without those whose value is null. */
static struct keys keys_of(struct pdf_file *file, qpdf_oh dict, const char *const *but, struct arena *arena)
{
        struct keys keys = {0};

        for (qpdf.oh_begin_dict_key_iter(file->pdf, dict); qpdf.oh_dict_more_keys(file->pdf);) {
                const char *key = qpdf.oh_dict_next_key(file->pdf);

                if (!is_key(key, but))
                        *vec_add(arena, &keys) = arena_strdup(arena, key);
        }
        return keys;
}

/* ---- two objects */

static bool same(struct comparing *, qpdf_oh a, qpdf_oh b, int depth);

static bool same_values(struct comparing *c, qpdf_oh a, qpdf_oh b, const char *const *but, int depth)
{
        struct keys in_a = keys_of(c->a, a, but, c->arena), in_b = keys_of(c->b, b, but, c->arena);
        bool ok = in_a.n == in_b.n;

        for (size_t i = 0; ok && i < in_a.n; i++)
                ok = strcmp(in_a.at[i], in_b.at[i]) == 0 && same(c, qpdf.oh_get_key(c->a->pdf, a, in_a.at[i]),
                                                                 qpdf.oh_get_key(c->b->pdf, b, in_b.at[i]), depth + 1);
        return ok;
}

static bool same_items(struct comparing *c, qpdf_oh a, qpdf_oh b, int depth)
{
        int n = qpdf.oh_get_array_n_items(c->a->pdf, a);
        bool ok = n == qpdf.oh_get_array_n_items(c->b->pdf, b);

        for (int i = 0; ok && i < n; i++)
                ok = same(c, qpdf.oh_get_array_item(c->a->pdf, a, i), qpdf.oh_get_array_item(c->b->pdf, b, i),
                          depth + 1);
        return ok;
}

static bool is_image(struct pdf_file *file, qpdf_oh dict)
{
        return qpdf.oh_is_name_and_equals(file->pdf, qpdf.oh_get_key(file->pdf, dict, "/Subtype"), "/Image");
}

/* As it lies there; yours: free. */
static unsigned char *raw_data(size_t *n, struct pdf_file *file, qpdf_oh stream)
{
        unsigned char *data = NULL;
        QPDF_BOOL filtered;

        *n = 0;
        if (qpdf.oh_get_stream_data(file->pdf, stream, qpdf_dl_none, &filtered, &data, n) & QPDF_ERRORS) {
                free(data);
                return NULL;
        }
        return data;
}

static bool same_data(struct comparing *c, qpdf_oh a, qpdf_oh b)
{
        size_t n_a, n_b;
        unsigned char *data_a = raw_data(&n_a, c->a, a), *data_b = raw_data(&n_b, c->b, b);
        bool ok = n_a == n_b && (!n_a || (data_a && data_b && memcmp(data_a, data_b, n_a) == 0));

        free(data_a);
        free(data_b);
        return ok && is_sound(c->a) && is_sound(c->b);
}

static bool same_streams(struct comparing *c, qpdf_oh a, qpdf_oh b, int depth)
{
        static const char *const but[] = {"/Length", NULL};
        qpdf_oh dict_a = qpdf.oh_get_dict(c->a->pdf, a), dict_b = qpdf.oh_get_dict(c->b->pdf, b);

        return same_values(c, dict_a, dict_b, but, depth) &&
               ((c->bare && is_image(c->a, dict_a)) || same_data(c, a, b));
}

static bool same_strings(struct comparing *c, qpdf_oh a, qpdf_oh b)
{
        size_t n_a, n_b;
        const char *text_a = qpdf.oh_get_binary_string_value(c->a->pdf, a, &n_a),
                   *text_b = qpdf.oh_get_binary_string_value(c->b->pdf, b, &n_b);

        return n_a == n_b && memcmp(text_a, text_b, n_a) == 0;
}

static bool is_page(struct pdf_file *file, qpdf_oh object)
{
        return qpdf.oh_is_dictionary_of_type(file->pdf, object, "/Page", "") ||
               qpdf.oh_is_dictionary_of_type(file->pdf, object, "/Pages", "");
}

/* An object that is no page of the document has no number, which is an error. */
static bool same_number(struct comparing *c, qpdf_oh a, qpdf_oh b)
{
        return is_page(c->b, b) && qpdf.find_page_by_oh(c->a->pdf, a) == qpdf.find_page_by_oh(c->b->pdf, b);
}

static bool same_content(struct comparing *c, qpdf_oh a, qpdf_oh b, int depth)
{
        enum qpdf_object_type_e type = qpdf.oh_get_type_code(c->a->pdf, a);

        /* a page that is not copied along leaves null behind where it was referred to */
        if (depth && is_page(c->a, a))
                return c->numbered ? same_number(c, a, b) : qpdf.oh_is_null(c->b->pdf, b) || is_page(c->b, b);
        if (type != qpdf.oh_get_type_code(c->b->pdf, b))
                return false;
        switch (type) {
        case ot_stream:
                return same_streams(c, a, b, depth);
        case ot_dictionary:
                return same_values(c, a, b, NULL, depth);
        case ot_array:
                return same_items(c, a, b, depth);
        case ot_string:
                return same_strings(c, a, b);
        default:
                return strcmp(qpdf.oh_unparse_resolved(c->a->pdf, a), qpdf.oh_unparse_resolved(c->b->pdf, b)) == 0;
        }
}

/* Compares two objects, which may refer to one another and to themselves: an object that was met before must have the same partner
 * again. Releases both. */
static bool same(struct comparing *c, qpdf_oh a, qpdf_oh b, int depth)
{
        int id_a = qpdf.oh_get_object_id(c->a->pdf, a), id_b = qpdf.oh_get_object_id(c->b->pdf, b);
        bool ok = depth <= MOST_DEPTH && ++c->work <= MOST_WORK && id_a < c->a->objects;

        if (ok && id_a > 0 && id_b > 0 && c->partner[id_a]) {
                ok = c->partner[id_a] == id_b;
        } else if (ok) {
                if (id_a > 0 && id_b > 0)
                        c->partner[id_a] = id_b;
                ok = same_content(c, a, b, depth);
        }
        qpdf.oh_release(c->a->pdf, a);
        qpdf.oh_release(c->b->pdf, b);
        return ok;
}

/* ---- two pages */

static struct comparing begin(struct pdf_file *a, struct pdf_file *b)
{
        struct arena *arena = arena_child(a->arena);

        return (struct comparing){
                .a = a, .b = b, .partner = arena_alloc(arena, (size_t)a->objects * sizeof(int32_t)), .arena = arena};
}

static bool end(struct comparing *c, bool ok)
{
        ok = is_sound(c->a) && is_sound(c->b) && ok;
        qpdf.oh_release_all(c->a->pdf);
        qpdf.oh_release_all(c->b->pdf);
        arena_free(c->arena);
        return ok;
}

static bool compare_pages(struct pdf_file *a, int page_a, struct pdf_file *b, int page_b, const char *const *but,
                          bool bare)
{
        struct comparing c;

        if (page_a >= pdf_file_pages(a) || page_b >= pdf_file_pages(b))
                return false;
        c = begin(a, b);
        c.bare = bare;
        return end(&c, same_values(&c, qpdf.get_page_n(a->pdf, (size_t)page_a), qpdf.get_page_n(b->pdf, (size_t)page_b),
                                   but, 0));
}

bool pdf_same_page(struct pdf_file *a, int page_a, struct pdf_file *b, int page_b, bool bare)
{
        static const char *const but[] = {"/Parent", NULL};

        return compare_pages(a, page_a, b, page_b, but, bare);
}

bool pdf_same_frame(struct pdf_file *a, int page_a, struct pdf_file *b, int page_b)
{
        static const char *const but[] = {"/Parent", "/Contents", "/Resources", NULL};

        return compare_pages(a, page_a, b, page_b, but, false);
}

void pdf_file_strip(struct pdf_file *file, int page)
{
        merge_strip_page(file->pdf, qpdf.get_page_n(file->pdf, (size_t)page));
}

/* ---- a picture */

static bool is_picture(struct pdf_file *file, qpdf_oh image, const struct picture *picture)
{
        static const char *const but[] = {"/Length", NULL};
        struct pdf_file *said;
        struct comparing c;
        size_t n;
        unsigned char *data;
        bool ok;

        if (!qpdf.oh_is_stream(file->pdf, image))
                return false;
        data = raw_data(&n, file, image);
        ok = n == picture->data.n && (!n || (data && memcmp(data, picture->data.at, n) == 0));
        free(data);
        if (!ok)
                return false;
        /* what was written is read again by the same hands; libqpdf wants two documents, so that no text of one goes with the next call */
        said = ARENA_NEW(file->arena, struct pdf_file);
        *said = (struct pdf_file){qpdf.init(), file->arena, file->objects};
        qpdf.silence_errors(said->pdf);
        qpdf.empty_pdf(said->pdf);
        c = begin(said, file);
        ok = same_values(&c, qpdf.oh_parse(said->pdf, arena_printf(c.arena, "<< %s >>", picture->entries)),
                         qpdf.oh_get_dict(file->pdf, image), but, 0);
        ok = end(&c, ok);
        qpdf.cleanup(&said->pdf);
        return ok;
}

bool pdf_has_picture(struct pdf_file *file, int page, const struct picture *picture)
{
        struct arena *arena = arena_child(file->arena);
        struct keys names = {0};
        qpdf_oh resources, objects;
        bool ok;

        if (page >= pdf_file_pages(file)) {
                arena_free(arena);
                return false;
        }
        resources = qpdf.oh_get_key(file->pdf, qpdf.get_page_n(file->pdf, (size_t)page), "/Resources");
        objects = qpdf.oh_get_key_if_dict(file->pdf, resources, "/XObject");
        if (qpdf.oh_is_dictionary(file->pdf, objects))
                names = keys_of(file, objects, NULL, arena);
        ok = names.n == (picture ? 1 : 0);
        if (ok && picture)
                ok = is_picture(file, qpdf.oh_get_key(file->pdf, objects, names.at[0]), picture);
        ok = is_sound(file) && ok;
        qpdf.oh_release_all(file->pdf);
        arena_free(arena);
        return ok;
}

/* ---- the document beside its pages */

/* Bookmarks that lead to pages and nowhere else: one that starts an action is none of ours. */
static bool are_bookmarks(struct pdf_file *file, qpdf_oh outlines)
{
        static const char *const known[] = {"/Type", "/Title", "/Dest", "/Parent", "/Prev",
                                            "/Next", "/First", "/Last", "/Count",  NULL};
        qpdf_oh item = outlines;

        for (int n = 0; !qpdf.oh_is_null(file->pdf, item); n++) {
                struct arena *arena = arena_child(file->arena);
                bool ok = n < MOST_BOOKMARKS && qpdf.oh_is_dictionary(file->pdf, item) &&
                          keys_of(file, item, known, arena).n == 0 &&
                          (item == outlines || qpdf.oh_is_null(file->pdf, qpdf.oh_get_key(file->pdf, item, "/First")));

                arena_free(arena);
                if (!ok)
                        return false;
                item = qpdf.oh_get_key(file->pdf, item, item == outlines ? "/First" : "/Next");
        }
        return true;
}

bool pdf_same_document(struct pdf_file *a, struct pdf_file *b)
{
        static const char *const but[] = {"/Pages", "/Outlines", "/PageLabels", "/Metadata", "/OutputIntents", NULL};
        struct comparing c = begin(a, b);
        qpdf_oh root_a = qpdf.get_root(a->pdf), root_b = qpdf.get_root(b->pdf);
        bool ok = same_values(&c, root_a, root_b, but, 0) &&
                  same(&c, qpdf.oh_get_key(a->pdf, qpdf.get_trailer(a->pdf), "/Info"),
                       qpdf.oh_get_key(b->pdf, qpdf.get_trailer(b->pdf), "/Info"), 1) &&
                  are_bookmarks(b, qpdf.oh_get_key(b->pdf, root_b, "/Outlines"));

        return end(&c, ok);
}

bool pdf_same_entry(struct pdf_file *a, struct pdf_file *b, const char *key)
{
        struct comparing c = begin(a, b);

        c.numbered = true;
        return end(&c, same(&c, qpdf.oh_get_key(a->pdf, qpdf.get_root(a->pdf), key),
                            qpdf.oh_get_key(b->pdf, qpdf.get_root(b->pdf), key), 1));
}
