/* The part of a value that is wrong, and what about it in a few words: printed with carets under the value.
 *
 *   領収書.csv:88:4: 不備 E007: 領収金額が読めません: "52,8OO"
 *                                                          ^^ 英字の O です
 *
 * The parsers say that a value cannot be read. Only then do the functions below look for the likeliest reason. They change no
 * verdict: a mark is a help to the eye. */
#ifndef SOROE_MARK_H
#define SOROE_MARK_H

#include "core/base/arena.h"
#include "core/value/calendar.h"
#include "core/base/finding.h"
#include "core/value/yen.h"

struct mark mark_amount(const char *text, enum yen_fault);
/* If the date can be read in two ways, the hint names both readings, the likelier one first. */
struct mark mark_date(const char *text, enum date_fault, struct arena *);
struct mark mark_code(const char *text, struct arena *);
struct mark mark_count(const char *text);

#endif
