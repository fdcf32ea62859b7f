/* libqpdf, which reads and writes PDFs: qpdf.init is its qpdf_init, and so on. It brings nine libraries, a third of the time in which a
 * command starts, and most commands look at no PDF: so it is loaded by the first qpdf.init. Where it cannot be loaded, the process says so
 * and ends with status 3, as it does without memory. On Windows it is in the program. */
#ifndef SOROE_QPDF_H
#define SOROE_QPDF_H

#include <qpdf/qpdf-c.h>

/* All that is called. X(name) */
/* clang-format off */
#define QPDF_FUNCTIONS(X) \
        X(add_page) X(cleanup) X(empty_pdf) X(find_page_by_oh) X(get_buffer) X(get_buffer_length) X(get_error) \
        X(get_error_code) X(get_error_full_text) X(get_num_pages) X(get_page_n) X(get_pdf_version) X(get_root) X(get_trailer) \
        X(has_error) X(init) X(init_write_memory) X(make_indirect_object) X(more_warnings) X(oh_append_item) \
        X(oh_begin_dict_key_iter) X(oh_dict_more_keys) X(oh_dict_next_key) X(oh_get_array_item) X(oh_get_array_n_items) \
        X(oh_get_binary_string_value) X(oh_get_bool_value) X(oh_get_dict) X(oh_get_generation) X(oh_get_int_value_as_int) \
        X(oh_get_key) X(oh_get_key_if_dict) X(oh_get_name) X(oh_get_numeric_value) X(oh_get_object_id) \
        X(oh_get_page_content_data) X(oh_get_stream_data) X(oh_get_type_code) X(oh_get_utf8_value) X(oh_has_key) X(oh_is_array) \
        X(oh_is_bool) X(oh_is_dictionary) X(oh_is_dictionary_of_type) X(oh_is_integer) X(oh_is_name) X(oh_is_name_and_equals) \
        X(oh_is_null) X(oh_is_number) X(oh_is_stream) X(oh_is_string) X(oh_new_array) X(oh_new_dictionary) X(oh_new_integer) \
        X(oh_new_name) X(oh_new_null) X(oh_new_object) X(oh_new_unicode_string) X(oh_parse) X(oh_release) X(oh_release_all) \
        X(oh_remove_key) X(oh_replace_key) X(oh_unparse_resolved) X(push_inherited_attributes_to_page) X(read_memory) \
        X(set_attempt_recovery) X(set_deterministic_ID) X(set_minimum_pdf_version) X(set_object_stream_mode) X(set_stream_data_mode) \
        X(set_suppress_warnings) X(silence_errors) X(write)
/* clang-format on */

struct qpdf_functions {
#define X(name) __typeof__(&qpdf_##name) name;
        QPDF_FUNCTIONS(X)
#undef X
};
extern struct qpdf_functions qpdf;

/* Loads it now: before a child begins that will look at a PDF, but may open no file or is one of many. */
void qpdf_load(void);

#endif
