/* Symbols in a line, whoever read them: their text with its gaps, and the runs of figures among them, which are read twice. */
#ifndef SOROE_FIGURES_H
#define SOROE_FIGURES_H

#include "core/reading/reading.h"

enum { READING_SYMBOL_TEXT = 16 };

struct reading_symbol {
        struct reading_box box;
        int32_t confidence;
        char text[READING_SYMBOL_TEXT]; /* UTF-8 */
};

/* From the left; `height` is what a gap is measured by. */
struct symbol_line {
        const struct reading_symbol *at;
        size_t n;
        int32_t height;
};

const char *symbols_text(const struct symbol_line *, struct arena *);

/* A run of what are figures, or letters that figures are taken for; from == to: none begins at `from`. */
struct figure_run {
        size_t from, to;
        int32_t digits, confidence; /* the least of its symbols */
};
struct figure_run figures_at(const struct symbol_line *, size_t from);
/* Two figures or more; one figure where it is a part of a date. */
bool figures_are_worth_reading(const struct symbol_line *, const struct figure_run *);
struct reading_box figures_box(const struct symbol_line *, const struct figure_run *);
const char *figures_text(const struct symbol_line *, const struct figure_run *, struct arena *);

#endif
