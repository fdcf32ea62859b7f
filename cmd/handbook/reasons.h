/* What the man pages say beyond --help: why an option is there, what it covers, what an answer means. */
#ifndef SOROE_REASONS_H
#define SOROE_REASONS_H

struct reason {
        const char *command; /* NULL in `rules` */
        const char *heading[2], *words[2];
};
extern const struct reason reasons[]; /* ends with one without a command */
extern const struct reason rules[];   /* of all commands; ends with one without a heading */

#endif
