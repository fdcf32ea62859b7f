/* What soroe go asks where somebody sits at a terminal: whether papers were handed in, the open questions, the day of application,
 * a backup. Each answer is recorded at once, with who and when; what is put off is asked again another time. */
#ifndef SOROE_GO_ASK_H
#define SOROE_GO_ASK_H

#include "cmd/go/go.h"

/* Where no facility is known: the code, whole or of its seven digits. It goes into the entry workbook; a table that has the seven digits
 * is to be taken in again (*again). */
enum status ask_code(bool *again, struct go *);
/* What was said of it in an earlier run. */
enum status ask_code_read(struct go *);
/* Of packets of an earlier run: were they handed in? */
enum status ask_submitted(struct go *);
/* The open questions, one by one, the most yen first. Judges anew after each answer. */
enum status ask_questions(struct go *);
/* The day of application, where something can be made for it; g->applied_on stays unset where it is put off. */
void ask_day(struct go *);
/* After packets were made, or something was recorded of them. */
enum status ask_backup(struct go *);

#endif
