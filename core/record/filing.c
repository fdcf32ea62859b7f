#include "core/record/filing.h"

#include <string.h>

#include "core/banned.h"

static const struct {
        const char *id, *words[2];
} states[FILING_STATES] = {
        [FILING_NONE] = {"none", {"未提出", "not submitted"}},
        [FILING_SUBMITTED] = {"submitted", {"提出済", "submitted"}},
        [FILING_GRANTED] = {"granted", {"交付決定", "granted"}},
        [FILING_REFUSED] = {"refused", {"不交付", "refused"}},
        [FILING_DECLINED] = {"declined", {"申請しない", "declined"}},
};

const char *filing_state_id(enum filing_state state)
{
        return states[state].id;
}

const char *filing_state_word(enum filing_state state, enum language language)
{
        return states[state].words[language];
}

bool filing_state_by_id(enum filing_state *out, const char *id)
{
        for (int i = 0; i < FILING_STATES; i++) {
                if (strcmp(states[i].id, id) == 0) {
                        *out = (enum filing_state)i;
                        return true;
                }
        }
        return false;
}

bool filing_state_by_word(enum filing_state *out, const char *key)
{
        static const struct {
                const char *word;
                enum filing_state state;
        } others[] = {{"申請済", FILING_SUBMITTED}, {"申請済み", FILING_SUBMITTED}, {"提出済み", FILING_SUBMITTED},
                      {"交付", FILING_GRANTED},     {"取消", FILING_NONE},          {"取り消し", FILING_NONE}};

        for (size_t i = 0; i < sizeof others / sizeof *others; i++)
                if (strcmp(others[i].word, key) == 0) {
                        *out = others[i].state;
                        return true;
                }
        for (int i = 0; i < FILING_STATES; i++)
                if (strcmp(states[i].id, key) == 0 || strcmp(states[i].words[JAPANESE], key) == 0) {
                        *out = (enum filing_state)i;
                        return true;
                }
        return false;
}

bool filing_handed_in(enum filing_state state)
{
        return state == FILING_SUBMITTED || state == FILING_GRANTED || state == FILING_REFUSED;
}

struct filing filing_as_of(const struct filing *filing, struct date day)
{
        struct filing then = *filing;

        if (filing->state == FILING_NONE || date_compare(filing->on, day) <= 0)
                return then;
        then.has_amount = false;
        then.amount = (struct yen){0};
        then.reason = ""; /* of the later mark */
        if (filing->state == FILING_DECLINED || date_compare(filing->submitted_on, day) > 0) {
                then.state = FILING_NONE;
                return then;
        }
        then.state = FILING_SUBMITTED;
        then.on = filing->submitted_on;
        return then;
}

struct date filing_judged_on(const struct filing *filing, struct date as_of)
{
        const struct filing then = filing_as_of(filing, as_of);

        return filing_handed_in(then.state) ? then.submitted_on : as_of;
}
