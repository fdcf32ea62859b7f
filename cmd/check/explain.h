/* The two things soroe explain explains: an amount (cmd/check/calculation.h) and a finding's id. */
#ifndef SOROE_EXPLAIN_H
#define SOROE_EXPLAIN_H

#include "cmd/frame/command.h"

void explain_finding(const struct context *, enum finding_id);

#endif
