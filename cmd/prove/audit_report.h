/* The report of soroe audit, in each of its forms, from the index of what was compared. */
#ifndef SOROE_AUDIT_REPORT_H
#define SOROE_AUDIT_REPORT_H

#include "cmd/frame/command.h"
#include "cmd/prove/index_report.h"

#include "core/audit/store_audit.h"

#include "templates/verify/folder.h"
#include "templates/verify/verify.h"

struct audit_report {
        const struct context *c;
        struct audit_index *index;
        const struct asides *asides;
        struct index_checks indexes;
        enum verify_level level;
};
enum status audit_report_print(const struct audit_report *, const struct audit_counts *);

#endif
