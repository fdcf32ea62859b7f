#include "cmd/terminal/change.h"

#include "core/banned.h"

static const char *shown(const char *kind, const char *field, const struct field_value *value, enum language language,
                         struct arena *arena)
{
        const char *text = field_show(kind, field, value, language, arena);

        return *text ? text : language == JAPANESE ? "(空)" : "(empty)";
}

char *change_words(const char *kind, const struct field_change *c, enum language language, struct arena *arena)
{
        return arena_printf(arena, "%s: %s -> %s", field_word(kind, c->field, language),
                            shown(kind, c->field, &c->old, language, arena),
                            shown(kind, c->field, &c->now, language, arena));
}

json_t *json_value(const struct field_value *value)
{
        switch (value->type) {
        case VALUE_TEXT:
                return json_string(value->text);
        case VALUE_NUMBER:
                return json_integer(value->number);
        case VALUE_NONE:
                break;
        }
        return json_null();
}

json_t *json_change(const struct field_change *c)
{
        json_t *o = json_object();

        json_object_set_new(o, "field", json_string(c->field));
        json_object_set_new(o, "old", json_value(&c->old));
        json_object_set_new(o, "new", json_value(&c->now));
        return o;
}
