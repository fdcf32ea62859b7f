/* What machines read (docs/formats.md, Commands). Yen are integers, dates ISO. New references: the caller owns them. */
#ifndef SOROE_JSON_H
#define SOROE_JSON_H

#include "cmd/frame/command.h"

#include "core/assess/assess.h"
#include "core/record/filing.h"
#include "core/store/across/papers.h"

#include <jansson.h>

json_t *json_finding(enum language, const struct finding *, struct arena *scratch);
json_t *json_left_out(const struct findings *); /* {"E113": 249000}: how many more of each there are */
json_t *json_findings(enum language, const struct findings *, struct arena *scratch);
json_t *json_step(enum language, const struct step *);
/* Returns what became of the application outside; null if nothing is marked. */
json_t *json_filing(const struct filing *);
json_t *json_application(enum language, const struct records *, const struct assessment *, struct arena *scratch);
/* Returns what more would count (core/assess/room.h); null if the programme gives nothing to go by. */
json_t *json_room(const struct records *, const struct assessment *, struct arena *scratch);
json_t *json_line(const struct purchase *, enum line_verdict, struct arena *scratch);
json_t *json_receipt(const struct receipt *, struct arena *);
json_t *json_papers(const struct checked_papers *); /* NULL where none was read */
json_t *json_date(struct date);
json_t *json_said(const char *);     /* null where it is NULL or "" */
json_t *json_path(const char *name); /* of any bytes: those that are no text as \x93 */

void json_write(json_t *); /* one value to stdout, compact; releases it */
void json_write_to(FILE *, json_t *);

#endif
