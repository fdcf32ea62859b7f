/* What an import says at the end: findings, corrected fields, and a summary that fits one screen however many files came. */
#ifndef SOROE_IMPORT_REPORT_H
#define SOROE_IMPORT_REPORT_H

#include "cmd/frame/command.h"

#include "receipts/import/import.h"

/* `scratch` got its memory before the import, so that a machine without any left does not fail after the commit. */
void import_report_text(const struct context *, const struct import_report *, struct arena *scratch);
/* soroe.import/1 */
void import_report_json(const struct context *, const struct import_report *, struct arena *scratch);

#endif
