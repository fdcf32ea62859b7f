/* soroe read --compare: how what was read agrees with what was typed, as numbers that name nobody: an association can tell them
 * without showing a paper. */
#ifndef SOROE_READ_COMPARE_H
#define SOROE_READ_COMPARE_H

#include "cmd/frame/command.h"

#include "core/store/store.h"

/* Of these facilities, or of all where none is named. Nothing is read for it. */
enum status read_compare(struct context *, struct store *, const struct texts *facilities);

#endif
