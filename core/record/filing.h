/* What became of an application outside (soroe mark): submitted to the portal, granted, refused. The workspace keeps it with its
 * history; it is no part of the packet and changes no amount. A facility that will not apply is marked as declined: this mark has
 * category "" and holds for every application that has no mark of its own. */
#ifndef SOROE_FILING_H
#define SOROE_FILING_H

#include "core/value/calendar.h"
#include "core/base/finding.h"
#include "core/value/yen.h"

#include <stdbool.h>

enum filing_state { FILING_NONE, FILING_SUBMITTED, FILING_GRANTED, FILING_REFUSED, FILING_DECLINED, FILING_STATES };
const char *filing_state_id(enum filing_state);                  /* "none" "submitted" "granted" "refused" "declined" */
const char *filing_state_word(enum filing_state, enum language); /* 未提出 提出済 交付決定 不交付 申請しない */
/* Was it handed in: submitted, granted or refused? */
bool filing_handed_in(enum filing_state);
/* Returns what the mark says on that day. A later mark is not seen; an application that was granted or refused later is submitted. */
struct filing filing_as_of(const struct filing *, struct date);
/* Returns the day as of which the application is judged: the day of its submission if it was handed in, else `as_of`. */
struct date filing_judged_on(const struct filing *, struct date as_of);
bool filing_state_by_id(enum filing_state *out, const char *id);
/* The same of what a person types: an id or a word of either language, 申請済 and 取消 as well; `key` as text_key makes it. */
bool filing_state_by_word(enum filing_state *out, const char *key);

struct filing {
        const char *programme, *facility, *category; /* the key */
        enum filing_state state;
        struct date on;              /* of this state */
        struct date submitted_on;    /* kept when it is granted or refused */
        const char *number, *reason; /* "" if not said */
        bool has_amount;
        struct yen amount;      /* granted */
        const char *xml_sha256; /* the packet that was submitted: of its application.xml */
        const char *by, *at;    /* who marked it, and when */
};

#endif
