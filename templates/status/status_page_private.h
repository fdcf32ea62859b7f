/* Shared by the parts of the status page. */
#ifndef SOROE_STATUS_PAGE_PRIVATE_H
#define SOROE_STATUS_PAGE_PRIVATE_H

#include "templates/status/html.h"
#include "templates/status/status_page.h"

/* The words of the page, in the language it is in. */
enum page_word {
#define W(id, ja, en) WORD_##id,
#include "templates/status/status_page_words.h"
#undef W
        WORDS
};
const char *page_word(const struct status_page *, enum page_word);
#define SAY(id) page_word(page, WORD_##id)

char *page_yen(struct arena *, struct yen);
char *page_number(struct arena *, int64_t);
char *page_date(struct arena *, const struct status_page *, struct date); /* 令和8年1月15日(木); 2026-01-15 (Thu) */
const char *page_label(const struct status_page *, const struct label *);

#endif
