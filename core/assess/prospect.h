/* What an application would bring once it is in order: with every line that an error keeps from counting, and "yes" to every question
 * that holds a line back. It is shown beside the amount of today. It promises nothing and is in no total. */
#ifndef SOROE_PROSPECT_H
#define SOROE_PROSPECT_H

#include "core/assess/assess.h"
#include "core/record/filing.h"

/* Never less than what counts today. 0 if no mending would help: after the deadline, if the facility may not apply for the category,
 * or if the programme sets no grant for it. */
struct yen prospect_subsidy(const struct assessment *, const struct records *);
/* What the members' lists, the letters and the page call "if all is mended": how much more the application would bring once its
 * errors are mended and its questions are answered yes. 0 if it was handed in or its facility will not apply. */
struct yen prospect_gain(const struct assessment *, const struct records *, const struct filing *);
/* What counts today: 0 while there is an error. */
struct yen prospect_today(const struct assessment *);

#endif
