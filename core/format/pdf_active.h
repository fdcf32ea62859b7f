/* What a PDF does or carries besides its pages: scripts and other actions, attached files, media. Each function looks at one action
 * or one annotation and returns bits of enum pdf_carries. A chain of actions beyond the limits counts as a script. */
#ifndef SOROE_PDF_ACTIVE_H
#define SOROE_PDF_ACTIVE_H

#include "core/format/qpdf.h"

#define PDF_MOST_ACTIONS 1000 /* of one trigger, with those that follow it */

int pdf_action_carries(qpdf_data, qpdf_oh action); /* and those behind /Next; nothing for what is no action */
/* Entries of /AA: an action for each event. */
int pdf_events_carry(qpdf_data, qpdf_oh events);
int pdf_note_carries(qpdf_data, qpdf_oh note);

#endif
