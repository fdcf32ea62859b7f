/* soroe programme list | show | check. */
#ifndef SOROE_CMD_PROGRAMME_H
#define SOROE_CMD_PROGRAMME_H

#include "cmd/frame/command.h"
#include "cmd/terminal/notes.h"

int programme_list(struct context *);
int programme_show(struct context *, const struct programme *);
int programme_show_json(struct context *, const struct programme *);
int programme_check(struct context *, const struct programme *);

/* 診療所、薬局、選択: 再来受付機の改修; clinic, pharmacy. */
const char *grant_words(const struct context *, const struct programme *, const struct grant *, struct arena *);
const char *condition_words(const struct context *, const struct programme *, const struct condition_list *,
                            struct arena *);
/* 1,000円未満を切り捨て. */
const char *rounding_words(const struct context *, const struct grant *, struct arena *);
/* What a rule says, as a sentence. */
const char *rule_words(const struct context *, const struct programme *, const struct rule *, struct arena *);

#endif
