/* Footnotes: each source once, with how sure it is (明記, 推定). */
#ifndef SOROE_NOTES_H
#define SOROE_NOTES_H

#include "cmd/frame/command.h"

struct notes {
        struct arena *arena;
        VEC(struct basis);
};

/* The mark of a source: " [2]"; " (記載なし)" where nothing is stated. */
char *note_mark(struct notes *, struct basis, enum language);
void notes_print(const struct notes *, enum language);

#endif
