/* What an application would bring once it is in order: each line that an error keeps from counting counts, each question
 * that holds a line back is answered yes. Shown beside the amount of today; it promises nothing and is in no total. */
#ifndef SOROE_PROSPECT_H
#define SOROE_PROSPECT_H

#include "core/assess/assess.h"
#include "core/record/filing.h"

/* Never less than what counts today. 0 where nothing that can be mended would help: after the deadline, where the facility
 * may not apply for the category, where the programme sets no grant for it. */
struct yen prospect_subsidy(const struct assessment *, const struct records *);
/* What the members' lists, the letters and the page call "if all is mended": how much more it would bring once its errors are
 * mended and its questions are answered yes. Nothing of what was handed in, or of a facility that will not apply. */
struct yen prospect_gain(const struct assessment *, const struct records *, const struct filing *);
/* What counts today: nothing while there is an error. */
struct yen prospect_today(const struct assessment *);

#endif
