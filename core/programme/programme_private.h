/* Reading a programme file: what its parts share. The schema has checked forms and ids before anything is read; what it
 * cannot say is checked on the way. Only core/programme/ includes this. */
#ifndef SOROE_PROGRAMME_PRIVATE_H
#define SOROE_PROGRAMME_PRIVATE_H

#include "core/programme/programme.h"
#include "core/format/xml/xml.h"

#define COUNT(table) (sizeof(table) / sizeof *(table))
#define EACH(child, parent, name)                                                                                      \
        const xmlNode *child = xml_child((parent), (name));                                                            \
        child;                                                                                                         \
        child = xml_next(child, (name))

enum refusal {
#define X(id, ja, en, remedy_ja, remedy_en) REFUSE_##id,
#include "core/programme/programme_refusals.h"
#undef X
};

struct loading {
        struct programme *programme;
        const char *name; /* of the file */
        struct arena *arena;
        struct findings *findings;
        bool failed;
};

/* The first refusal stands; reading goes on. `what` may be NULL. */
void refuse_at(struct loading *, int line, enum refusal, const char *what);
void programme_refuse(struct loading *, const xmlNode *, enum refusal, const char *what);

/* core/programme/programme_load.c: values and what they rest on */
struct basis load_basis(struct loading *, const xmlNode *);
struct basis load_basis_of(struct loading *, const xmlNode *, const char *attr); /* absent exactly where unknown */
struct date load_date(struct loading *, const xmlNode *, const char *attr);
void load_words(struct loading *, const xmlNode *, const char **ja, const char **en);
struct label load_label(struct loading *, const xmlNode *);

/* core/programme/programme_dates.c */
void load_dates(struct loading *, const xmlNode *root);
struct in_force load_in_force(struct loading *, const xmlNode *parent);
bool in_force_overlap(const struct in_force *, const struct in_force *);

/* core/programme/programme_conditions.c */
const struct facility_attribute *attribute_by_id(const struct programme *, const char *id); /* NULL: there is none */
bool grant_counts(const struct grant *, const char *attribute); /* is an amount for each of its units? */
void load_conditions(struct loading *, const xmlNode *parent, struct condition_list *);
/* May both hold, with neither asking for all that the other asks and more? */
bool conditions_clash(const struct condition_list *, const struct condition_list *);

/* core/programme/programme_papers.c */
void load_papers(struct loading *, const xmlNode *root);

/* core/programme/programme_grants.c, core/programme/programme_rules.c */
void load_category(struct loading *, const xmlNode *);
void load_rules(struct loading *, const xmlNode *parent);

#endif
