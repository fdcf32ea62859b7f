/* Checks of the purchase lines that name the category. */
#include "core/assess/checks.h"

#include "core/base/text.h"

#include <string.h>

#include "core/banned.h"

static size_t next_own(const struct inquiry *q, size_t i)
{
        while (i < q->records->purchases.n && !q->lines[i].own)
                i++;
        return i;
}

/* Every own line: at[i] is its `line`. */
#define EACH_LINE(q, i, line)                                                                                          \
        for (size_t i = next_own((q), 0);                                                                              \
             i < (q)->records->purchases.n && ((line) = &(q)->records->purchases.at[i], true);                         \
             i = next_own((q), i + 1))

void check_line_receipt(struct inquiry *q)
{
        const struct purchase *line;

        EACH_LINE(q, i, line)
        {
                if (!q->lines[i].receipt)
                        raise_line(q, i, (struct finding){.id = E105, .value = line->receipt_number}, "number");
        }
}

/* If the words of a line are no category, nobody can say to which application it belongs, so no application of the facility is
 * complete. If it has no words yet (like a line of an e-invoice), it concerns the applications of its receipt. */
void check_line_category(struct inquiry *q)
{
        const char *words = NULL;

        for (size_t i = 0; i < q->records->purchases.n; i++) {
                const struct purchase *line = &q->records->purchases.at[i];
                const struct receipt *on = q->lines[i].receipt;

                if (*line->category)
                        continue;
                if (!*line->category_text && form_since(q->records->form, FORM_2)) {
                        if (on && q->receipts[on - q->records->receipts.at].used)
                                raise_line(q, i, (struct finding){.id = C230, .value = line->description},
                                           "description");
                        continue;
                }
                if (!words)
                        words = words_both(q, programme_category_words(q->programme, JAPANESE, q->arena),
                                           programme_category_words(q->programme, ENGLISH, q->arena));
                raise_line(q, i, (struct finding){.id = E115, .value = line->category_text, .args = {words}},
                           "category");
        }
}

/* Adds the size of an amount, without its sign. If that sum stays in range, every sum of some of the amounts does. */
static bool add_size(struct yen *sum, struct yen amount)
{
        return amount.n != INT64_MIN && yen_add(sum, *sum, (struct yen){amount.n < 0 ? -amount.n : amount.n});
}

void check_sums(struct inquiry *q)
{
        struct yen sum = {0};
        const struct purchase *line;
        bool fits = true;

        EACH_LINE(q, i, line)
        fits = fits && add_size(&sum, line->amount);
        for (size_t i = 0; i < q->records->receipts.n && fits; i++) {
                const struct receipt *r = &q->records->receipts.at[i];
                struct yen on = {0};

                if (q->receipts[i].used)
                        fits = !q->receipts[i].unaddable && add_size(&on, q->receipts[i].total) &&
                               add_size(&on, r->others_total) && add_size(&on, r->amount);
        }
        if (fits)
                return;
        q->unaddable = true;
        raise_application(q, (struct finding){.id = E116}, NULL, NULL);
}

/* The basis of "not eligible": what is said of the item, else the list of what is eligible here. */
static struct basis why_not(const struct inquiry *q, const struct item *item)
{
        if (item && item->eligibility == ITEM_NO)
                return item->basis;
        return q->category->eligible.n ? q->category->eligible.at[0].basis : (struct basis){HOW_UNKNOWN, NULL};
}

void check_line_item(struct inquiry *q)
{
        const struct purchase *line;

        EACH_LINE(q, i, line)
        {
                const struct item *item = programme_item_by_id(q->programme, line->item);
                bool ask;
                const struct eligible *eligible = eligible_here(q, line->item, &ask);

                if (item && (item->eligibility == ITEM_ASK || ask))
                        raise_line(q, i,
                                   (struct finding){.id = C211,
                                                    .value = line->item_text,
                                                    .source = source_text(eligible ? eligible->basis : item->basis),
                                                    .args = {words_both(q, item->label.ja, item->label.en)}},
                                   "item");
                else if (!item || item->eligibility == ITEM_NO || !eligible)
                        raise_line(q, i,
                                   (struct finding){.id = I401,
                                                    .value = line->item_text,
                                                    .source = source_text(why_not(q, item))},
                                   "item");
        }
}

void check_line_model(struct inquiry *q)
{
        const struct purchase *line;

        EACH_LINE(q, i, line)
        {
                const struct eligible *eligible = category_eligible(q->category, line->item);

                if (eligible && eligible->ask_model)
                        raise_line(
                                q, i,
                                (struct finding){.id = C212,
                                                 .value = line->model,
                                                 .source = source_text(eligible->ask_model_basis),
                                                 .args = {*line->model ? line->model
                                                                       : words_both(q, "［型番なし］", "not given")}},
                                "model");
        }
}

/* The first of the rule's words that the line or its receipt says; NULL: none. */
static const char *word_said(struct inquiry *q, const struct rule *rule, size_t line)
{
        const struct purchase *p = &q->records->purchases.at[line];
        const struct receipt *on = q->lines[line].receipt;
        const char *said[] = {p->item_text, p->description, p->note, on ? on->issuer : "", on ? on->note : ""};

        for (size_t w = 0; w < rule->words.n; w++) {
                const char *word = text_key(q->arena, rule->words.at[w]);

                for (size_t i = 0; i < sizeof said / sizeof *said; i++)
                        if (strstr(text_key(q->arena, records_words(q->records, said[i], q->arena)), word))
                                return rule->words.at[w];
        }
        return NULL;
}

/* Some words hint that another grant has paid already. They raise a question and decide nothing. */
void check_line_words(struct inquiry *q)
{
        const struct purchase *line;
        const struct rule *rule;

        for (size_t r = 0; (rule = next_rule(q, RULE_ASK_WORDS, &r));) {
                EACH_LINE(q, i, line)
                {
                        const char *word = strcmp(line->item, rule->item) == 0 ? word_said(q, rule, i) : NULL;

                        if (word)
                                raise_line(q, i,
                                           (struct finding){.id = C228,
                                                            .value = line->description,
                                                            .source = source_text(rule->basis),
                                                            .args = {word, arena_printf(q->arena, "%s¦%s",
                                                                                        rule->note_ja, rule->note_en)}},
                                           "description");
                }
        }
}

/* A product that overflows is no amount of a receipt either. */
void check_line_product(struct inquiry *q)
{
        const struct purchase *line;

        EACH_LINE(q, i, line)
        {
                struct yen product;

                if (!line->has_quantity || !line->has_unit_price ||
                    (yen_times(&product, line->unit_price, line->quantity) && product.n == line->amount.n))
                        continue;
                raise_line(q, i,
                           (struct finding){.id = C213,
                                            .value = words_digits(q, line->amount.n),
                                            .args = {words_yen(q, (struct yen){line->quantity}),
                                                     words_yen(q, line->unit_price), words_yen(q, line->amount)}},
                           "amount");
        }
}

/* "一式", "機器一式": the line says that it is a set, and no model says of what. */
void check_line_description(struct inquiry *q)
{
        static const char set[] = "一式";
        const struct purchase *line;

        EACH_LINE(q, i, line)
        {
                const char *key =
                        *line->model ? "" : text_key(q->arena, records_words(q->records, line->description, q->arena));
                size_t n = strlen(key), tail = sizeof set - 1;

                if (n >= tail && strcmp(key + n - tail, set) == 0)
                        raise_line(q, i, (struct finding){.id = W304, .value = line->description}, "description");
        }
}
