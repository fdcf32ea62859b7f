#include "core/store/kept/store_office.h"

#include "core/banned.h"

static const struct {
        const char *setting;
        size_t offset;
} words[] = {
        {"office-name", offsetof(struct office, name)},
        {"office-contact", offsetof(struct office, contact)},
        {"office-phone", offsetof(struct office, phone)},
        {"office-mail", offsetof(struct office, mail)},
};
enum { WORDS = sizeof words / sizeof *words };

#define CUT_OFF "office-cut-off"

enum status office_read(struct office *out, struct store *store, struct arena *arena)
{
        const char *day = "";
        enum status st = OK;

        *out = (struct office){0};
        for (size_t i = 0; st == OK && i < WORDS; i++)
                st = store_setting((const char **)((char *)out + words[i].offset), store, words[i].setting, arena);
        if (st == OK)
                st = store_setting(&day, store, CUT_OFF, arena);
        /* what office_write has not written is no day */
        if (st == OK && date_parse(&out->cut_off, day) != DATE_READ)
                out->cut_off = (struct date){0};
        return st;
}

enum status office_write(struct store *store, const struct office *office)
{
        char day[DATE_TEXT];
        enum status st = OK;

        for (size_t i = 0; st == OK && i < WORDS; i++)
                st = store_set(store, words[i].setting, *(const char *const *)((const char *)office + words[i].offset));
        return st == OK ? store_set(store, CUT_OFF, date_iso(day, office->cut_off)) : st;
}
