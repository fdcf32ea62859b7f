/* What an import says at the end: findings, corrected fields, and a summary that fits one screen however many files came. */
#ifndef SOROE_IMPORT_REPORT_H
#define SOROE_IMPORT_REPORT_H

#include "cmd/command.h"

#include "receipts/import.h"

void import_report_text(struct context *, const struct import_report *);
void import_report_json(struct context *, const struct import_report *); /* soroe.import/1 */

#endif
