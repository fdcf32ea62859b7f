/* Whose paper it is: the words before 様, 御中 or 殿. Names are not read freely, they are only found: of names that are known, the
 * one whose characters stand there in their order. */
#ifndef SOROE_READING_ADDRESSEE_H
#define SOROE_READING_ADDRESSEE_H

#include "core/reading/sheet.h"

struct addressee_seen {
        const char *words; /* before 様 …; folded */
        struct read_place place;
};
struct addressees_seen {
        VEC(struct addressee_seen);
};
struct addressees_seen read_addressees(const struct read_sheet *);

/* A name made ready to be found. */
struct known_name {
        const char *code;       /* whose */
        const char *name;       /* as it is recorded */
        bool is_own_only;       /* of who runs it: several may be run by one, so it accuses nobody */
        const int32_t *letters; /* as names are compared (text_party_key) */
        int n;
        uint64_t sieve; /* which letters, roughly: most names are put aside by it */
};
struct known_names {
        VEC(struct known_name);
};
void known_name_add(struct known_names *, const char *code, const char *name, struct arena *);
/* The name of who opened or runs the facility. */
void known_name_add_own(struct known_names *, const char *code, const char *name, struct arena *);

/* So many hundredths of the name's characters stand in the words, in their order and close together. */
int name_share(const struct known_name *, const char *words, struct arena *);

/* The longest of the names of which at least so many hundredths stand in the words; NULL: none. */
const struct known_name *name_in(const struct known_names *, const char *words, int least, struct arena *);

/* Is it the name of this one, as far as it can be read? */
bool name_is_own(const struct known_names *, const char *code, const char *words, struct arena *);
/* The name of another than `code`, if the words are surely that one and nothing of its own; NULL: they are not. */
const struct known_name *name_of_another(const struct known_names *, const char *code, const char *words,
                                         struct arena *);

#endif
