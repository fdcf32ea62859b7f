/* The child that looks at a foreign file: what it learns goes down a line, part by part, to the parent, who believes none of it. */
#ifndef SOROE_PAPER_CHILD_H
#define SOROE_PAPER_CHILD_H

#include "core/format/image.h"
#include "core/paper/grey.h"
#include "core/platform/platform.h"
#include "core/reading/reading.h"

enum paper_part { PART_LINES = 1, PART_PIXELS, PART_WHY, PART_END };

struct paper_part_head {
        int32_t part, page;
        int32_t source, turned; /* of lines */
        int32_t width, height, full_width, full_height;
        int64_t n; /* bytes that follow: the page's lines, its pixels, the word why */
};

/* The facts it is given with the file. */
struct paper_facts {
        struct image image; /* what image_check said; its words stay behind */
        bool wants_pixels;  /* a reader is there */
};

/* Sends all parts, the last one PART_END. */
extern const struct platform_job paper_job;

#endif
