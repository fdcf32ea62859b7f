/* Shared by the parts of the page of soroe go, in the order they stand on it. */
#ifndef SOROE_GO_PAGE_PRIVATE_H
#define SOROE_GO_PAGE_PRIVATE_H

#include "templates/go/go_page.h"
#include "templates/status/html.h"

enum go_word {
#define W(id, ja, en) WORD_##id,
#include "templates/go/go_page_words.h"
#undef W
        GO_WORDS
};
const char *go_word(enum language, enum go_word);
#define SAY(id) go_word(page->language, WORD_##id)
/* A sentence, with its values in the places of its %. */
#define TELL(out, id, ...) HTML(out, SAY(id), __VA_ARGS__)

char *go_number(struct arena *, int64_t);
char *go_yen(struct arena *, const struct go_page *, int64_t); /* 113,000円; 113,000 yen */
bool go_said(const char *);                                    /* neither NULL nor "" */
/* How a command names a category: in the words of the page, which has no ids. */
const char *go_category(const struct go_page *, const char *id);
/* <img> of what is in the page itself. */
void go_add_image(struct buffer *out, const struct thumbnail *, const char *shows);
void go_add_badge(struct buffer *out, const char *colour, const char *word);

struct go_sums {
        int64_t claimed, today, if_mended, applied;
        size_t made, filed; /* applications that have a packet, and of all those that were handed in */
        int64_t unanswered;
};
struct go_sums go_sums_of(const struct go_page *);

void go_add_sum(struct buffer *out, const struct go_page *, struct arena *);
void go_add_categories(struct buffer *out, const struct go_page *, struct arena *);
void go_add_limits(struct buffer *out, const struct go_page *, struct arena *);
void go_add_items(struct buffer *out, const struct go_page *, struct arena *);
void go_add_questions(struct buffer *out, const struct go_page *, struct arena *);
/* one by one, with what was read */
void go_add_papers(struct buffer *out, const struct go_page *, struct arena *);
void go_add_compared(struct buffer *out, const struct go_page *, struct arena *); /* counted */
void go_add_portal(struct buffer *out, const struct go_page *, struct arena *);
void go_add_packets(struct buffer *out, const struct go_page *, struct arena *);
void go_add_after(struct buffer *out, const struct go_page *, struct arena *);

#endif
