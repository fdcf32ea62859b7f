/* What a PDF does or brings besides being looked at: scripts and other actions, attached files, media. Of one action or one
 * annotation; the bits are those of enum pdf_carries. What goes on longer than the limits counts as a script. */
#ifndef SOROE_PDF_ACTIVE_H
#define SOROE_PDF_ACTIVE_H

#include <qpdf/qpdf-c.h>

#define PDF_MOST_ACTIONS 1000 /* of one trigger, with those that follow it */

int pdf_action_carries(qpdf_data, qpdf_oh action); /* and those behind /Next; nothing for what is no action */
/* Entries of /AA: an action for each event. */
int pdf_events_carry(qpdf_data, qpdf_oh events);
int pdf_note_carries(qpdf_data, qpdf_oh note);

#endif
