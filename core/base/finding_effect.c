#include "core/base/finding_effect.h"

#include "core/banned.h"

enum while_open { COUNTS, WAITS, FINAL };

static const struct {
        enum no_does no, no_before;
        enum while_open open;
} effects[FINDING_IDS] = {
#define X(id, no, no_before, open) [id] = {NO_##no, NO_##no_before, open},
#include "core/base/finding_effect_codes.h"
#undef X
};

enum no_does finding_no(enum finding_id id, enum record_form form)
{
        return form_since(form, FORM_3) ? effects[id].no : effects[id].no_before;
}

bool finding_waits(enum finding_id id)
{
        return effects[id].open == WAITS;
}

bool finding_is_final(enum finding_id id)
{
        return effects[id].open == FINAL;
}
