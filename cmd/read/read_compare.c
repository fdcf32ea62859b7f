#include "cmd/read/read_compare.h"

#include <inttypes.h>
#include <stdio.h>

#include "cmd/members/judge.h"
#include "cmd/terminal/json.h"
#include "cmd/terminal/print.h"

#include "core/store/across/papers.h"
#include "core/store/kept/records.h"

#include "core/banned.h"

static const struct {
        const char *id, *ja, *en;
} fields[COMPARE_FIELDS] = {[COMPARE_TOTAL] = {"total", "領収金額", "total"},
                            [COMPARE_DATE] = {"date", "発行日", "date"},
                            [COMPARE_NUMBER] = {"registration_number", "登録番号", "registration number"},
                            [COMPARE_KIND] = {"kind", "書類種別", "kind"}};

static enum status add_all(struct compared *out, struct context *c, struct store *store, const struct texts *facilities)
{
        struct arena *scratch = arena_child(c->arena);
        struct code_walk walk = code_walk_of(store, facilities, c->arena);
        const char *code;
        enum status st = OK;

        while (st == OK && (code = code_walk_next(&walk, &st))) {
                struct records records;
                bool found;

                st = store_records(&records, &found, store, code, scratch);
                if (st == OK && found)
                        st = store_compare_papers(out, store, &records, scratch);
                arena_reset(scratch);
        }
        arena_free(walk.arena);
        arena_free(scratch);
        return st;
}

static void write_json(const struct compared *n)
{
        static const char *const levels[] = {"not_said", "guess", "sure"};
        json_t *out = json_object();

        json_object_set_new(out, "schema", json_string("soroe.compare/1"));
        json_object_set_new(out, "receipts", json_integer(n->papers));
        json_object_set_new(out, "read", json_integer(n->read));
        for (int f = 0; f < COMPARE_FIELDS; f++) {
                json_t *field = json_object();

                for (int l = READ_SURE; l >= READ_NOTHING; l--)
                        json_object_set_new(field, levels[l],
                                            json_pack("{s:I, s:I}", "same", (json_int_t)n->same[f][l], "other",
                                                      (json_int_t)n->other[f][l]));
                json_object_set_new(out, fields[f].id, field);
        }
        json_write(out);
        putchar('\n');
}

static void print_text(const struct context *c, const struct compared *n)
{
        printf(say(c, "画像のある領収書 %" PRId64 "、読んだもの %" PRId64 "\n",
                   "receipts with a scan: %" PRId64 ", read: %" PRId64 "\n"),
               n->papers, n->read);
        print_cells(stdout, "", 22, LEFT_SIDE);
        print_cells(stdout, say(c, "確か:同じ", "sure: same"), 13, RIGHT_SIDE);
        print_cells(stdout, say(c, "違う", "other"), 8, RIGHT_SIDE);
        print_cells(stdout, say(c, "推定:同じ", "guess: same"), 13, RIGHT_SIDE);
        print_cells(stdout, say(c, "違う", "other"), 8, RIGHT_SIDE);
        print_cells(stdout, say(c, "候補のみ", "only seen"), 11, RIGHT_SIDE);
        print_cells(stdout, say(c, "不明", "nothing"), 9, RIGHT_SIDE);
        putchar('\n');
        for (int f = 0; f < COMPARE_FIELDS; f++) {
                print_cells(stdout, say(c, fields[f].ja, fields[f].en), 22, LEFT_SIDE);
                print_yen(stdout, (struct yen){n->same[f][READ_SURE]}, 13);
                print_yen(stdout, (struct yen){n->other[f][READ_SURE]}, 8);
                print_yen(stdout, (struct yen){n->same[f][READ_GUESS]}, 13);
                print_yen(stdout, (struct yen){n->other[f][READ_GUESS]}, 8);
                print_yen(stdout, (struct yen){n->same[f][READ_NOTHING]}, 11);
                print_yen(stdout, (struct yen){n->other[f][READ_NOTHING]}, 9);
                putchar('\n');
        }
        puts(say(c, "数だけの表です。名前も金額も含まないので、このまま知らせることができます。",
                 "Numbers alone, without a name or an amount: they may be told as they are."));
}

enum status read_compare(struct context *c, struct store *store, const struct texts *facilities)
{
        struct compared n = {0};
        enum status st = add_all(&n, c, store, facilities);

        if (st == OK && is_format(c, "json"))
                write_json(&n);
        else if (st == OK)
                print_text(c, &n);
        return st;
}
