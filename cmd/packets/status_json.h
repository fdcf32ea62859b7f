/* How applications stand, for machines: "soroe.status/1" (man soroe-json.5), and a record of CSV for each application. */
#ifndef SOROE_STATUS_JSON_H
#define SOROE_STATUS_JSON_H

#include "cmd/frame/command.h"

#include "core/assess/standing.h"

#include <jansson.h>

json_t *status_json_member(enum language, const struct member_standing *, struct arena *scratch);
json_t *status_json_summary(const struct standing_totals *);
json_t *status_json_categories(const struct standing_totals *);

/* The header, and the records of a member. */
void status_csv_header(struct buffer *out, enum language, struct arena *scratch);
void status_csv_member(struct buffer *out, enum language, const struct member_standing *, struct arena *scratch);

#endif
