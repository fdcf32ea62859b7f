/* What findings do to an application: what the answer "no" takes away, whether lines wait for an answer, what cannot be mended.
 * It all stands in one table, core/base/finding_effect_codes.h. */
#ifndef SOROE_FINDING_EFFECT_H
#define SOROE_FINDING_EFFECT_H

#include "core/base/finding.h"
#include "core/base/record_form.h"

enum no_does { NO_NONE, NO_LINE, NO_RECEIPT, NO_HELD_WORK, NO_MODIFICATION, NO_FALLS, NO_IN_TABLE, NO_STAYS_OPEN };

/* Returns what the answer "no" does to an application whose records are of this form; NO_NONE if the finding has no row in the table. */
enum no_does finding_no(enum finding_id, enum record_form);
/* Do the lines that the question is about count only after "yes"? */
bool finding_waits(enum finding_id);
/* Is it an error that no correction of a line or a receipt can mend? */
bool finding_is_final(enum finding_id);

#endif
