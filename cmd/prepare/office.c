#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"
#include "cmd/members/workspace.h"

#include "core/store/kept/store_office.h"

#include "core/banned.h"

static const enum option_id office_options[] = {OPT_NAME,    OPT_CONTACT, OPT_PHONE,  OPT_MAIL,
                                                OPT_CUT_OFF, OPT_CLEAR,   OPT_FORMAT, OPTIONS};

/* What the options change: a word each. */
static const struct {
        enum option_id option;
        size_t offset;
        const char *name, *label[2];
} words[] = {
        {OPT_NAME, offsetof(struct office, name), "--name", {"名称", "name"}},
        {OPT_CONTACT, offsetof(struct office, contact), "--contact", {"担当", "contact"}},
        {OPT_PHONE, offsetof(struct office, phone), "--phone", {"電話番号", "phone"}},
        {OPT_MAIL, offsetof(struct office, mail), "--mail", {"メール", "mail"}},
};
enum { WORDS = sizeof words / sizeof *words, LABEL = 12 };

static const char **word(struct office *office, size_t i)
{
        return (const char **)((char *)office + words[i].offset);
}

static void print_row(const char *label, const char *value)
{
        fputs("  ", stdout);
        print_cells(stdout, label, LABEL, LEFT_SIDE);
        printf("%s\n", value);
}

static void print_text(const struct context *c, struct office *office)
{
        const char *unsaid = say(c, "(未記入)", "(not said)");

        puts(say(c, "手紙とページに印刷する、事務局の名称と連絡先", "the office, as letters and pages name it"));
        for (size_t i = 0; i < WORDS; i++)
                print_row(words[i].label[c->language], **word(office, i) ? *word(office, i) : unsaid);
        print_row(say(c, "締め切り", "cut-off"),
                  date_is_set(office->cut_off) ? date_words(c->arena, office->cut_off, c->language) : unsaid);
        if (!office_can_write(office))
                fprintf(beside(), "%s\n",
                        say(c, "手紙には、名称と、電話番号かメールが要ります: soroe office --name 名称 --phone 番号",
                            "letters need a name and a phone or mail: soroe office --name NAME --phone NUMBER"));
}

static void print_json(struct office *office)
{
        json_t *out = json_pack("{s:s}", "schema", "soroe.office/1");

        for (size_t i = 0; i < WORDS; i++)
                json_object_set_new(out, words[i].label[ENGLISH],
                                    **word(office, i) ? json_string(*word(office, i)) : json_null());
        json_object_set_new(out, "cut_off", json_date(office->cut_off));
        json_write(out);
        putchar('\n');
}

static bool changes(const struct context *c)
{
        bool any = has_option(c, OPT_CUT_OFF) || has_option(c, OPT_CLEAR);

        for (size_t i = 0; i < WORDS; i++)
                any |= has_option(c, words[i].option);
        return any;
}

/* No font has a private-use character: the name would stop every letter. */
static bool is_printable(const struct context *c, const char *text)
{
        for (const char *s = text; *s;) {
                int32_t u = text_next(&s);

                if (!text_is_private_use(u))
                        continue;
                usage_error(c, arena_printf(c->arena, "外字(U+%04X)は印刷できません", (unsigned)u),
                            arena_printf(c->arena, "U+%04X, a private-use character, cannot be printed", (unsigned)u),
                            NULL);
                return false;
        }
        return true;
}

/* The options that are given replace what is kept; the others leave it as it is. */
static bool read_options(struct office *office, const struct context *c)
{
        const char *mail = option(c, OPT_MAIL);

        if (has_option(c, OPT_CLEAR))
                *office = (struct office){"", "", "", "", {0}};
        for (size_t i = 0; i < WORDS; i++)
                if (has_option(c, words[i].option) &&
                    (!words_option(c, words[i].option, words[i].name, word(office, i)) ||
                     !is_printable(c, *word(office, i))))
                        return false;
        if (mail && !strchr(mail, '@')) {
                usage_error(c, "メールの宛先ではありません", "not a mail address", mail);
                return false;
        }
        return date_option(&office->cut_off, c, OPT_CUT_OFF, office->cut_off);
}

static enum status change(struct store *store, const struct office *office)
{
        enum status st = store_begin(store);

        if (st == OK)
                st = office_write(store, office);
        if (st == OK)
                return store_commit(store);
        store_rollback(store);
        return st;
}

static int run(struct context *c)
{
        struct office office = {"", "", "", "", {0}};
        struct store *store = NULL;
        enum status st;

        if (c->options.arguments.n)
                return usage_error(c, "引数は要りません", "it takes no argument", c->options.arguments.at[0]);
        if (!read_options(&office,
                          c)) /* checked before the workspace is opened, so that a wrong word changes nothing */
                return EXIT_USAGE;
        st = open_records(&store, c);
        if (st == OK)
                st = office_read(&office, store, c->arena);
        if (st == OK && !read_options(&office, c))
                st = ERR_USAGE;
        if (st == OK && changes(c))
                st = change(store, &office);
        store_close(store);
        if (st != OK)
                return finish(c, st);
        if (is_format(c, "json"))
                print_json(&office);
        else
                print_text(c, &office);
        return EXIT_GOOD;
}

const struct command command_office = {
        "office",
        run,
        office_options,
        "text json",
        {"[--name 名称] [--contact 担当] [--phone 番号] [--mail 宛先] [--cut-off 日付] [--clear]",
         "[--name TEXT] [--contact TEXT] [--phone TEXT] [--mail TEXT] [--cut-off DATE] [--clear]"},
        {"手紙とページに印刷する、事務局の名称、連絡先、締め切りを記録します。オプションがなければ、今の記録を見せます"
         "。",
         "Keeps the name, contact and cut-off day that letters and pages print; without options, shows them."},
        "office --name 霞野市医師会¦Kasumino-MA --phone 098-000-0000\t名称と電話番号\tname and phone\n"
        "office --cut-off 2025-12-26\t会員からの締め切り\tthe cut-off for members\n"
        "office\t今の記録\twhat is kept\n",
};
