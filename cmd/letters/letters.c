#include "cmd/letters/letters.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmd/members/workspace.h"

#include "core/file/file.h"
#include "core/store/kept/store_office.h"
#include "core/store/kept/records.h"
#include "core/store/kept/sealed.h"

#include "core/banned.h"

static const enum option_id letters_options[] = {
        OPT_ALL, OPT_LETTERS_AS_OF, OPT_READY,     OPT_LATE,   OPT_LETTERS_OUTPUT, OPT_HAND_OUT,
        OPT_ZIP, OPT_SLIPS,         OPT_PROGRAMME, OPT_FORMAT, OPT_PROGRESS,       OPTIONS};

enum { BULK = 128 }; /* from so many members on, making what all letters share before the workers part (10 ms) pays */

/* ---- one letter */

static enum status write_file(struct letters *l, const char *name, struct bytes bytes, struct arena *arena)
{
        *vec_add(l->c->arena, &l->files) = arena_strdup(l->c->arena, name);
        return file_write_part(file_join(arena, l->folder, name), bytes, 0644, arena, &l->c->findings);
}

/* What goes to the member goes to the printer too: the slips behind their letter. */
static enum status write_letter(struct letters *l, struct written *w, struct arena *arena)
{
        struct context *c = l->c;
        const struct facility *f = w->letter->facility;
        const char *title = arena_printf(arena, "%s %s", f->code, f->name);
        struct buffer out = buffer_in(arena);
        enum status st = letter_render(&out, w->letter, l->fonts, arena, &c->findings);

        if (st != OK)
                return st;
        w->pdf = buffer_bytes(&out);
        st = write_file(l, file_base_name(w->path), w->pdf, arena);
        if (st == OK && w->slips.n && !l->hand_out)
                st = write_file(l, w->letter->slips, w->slips, arena);
        if (st != OK || !l->all)
                return st;
        mails_row(l, w, arena);
        if (binder_add(l->binder, w->pdf, title, arena) &&
            (!w->slips.n || binder_add(l->binder, w->slips, arena_printf(arena, "%s 札", title), arena)))
                return OK;
        return fault_set(&c->findings, F_INTERNAL, PRINT_FILE, arena_strdup(c->arena, f->code));
}

/* What was submitted brings what was sealed, whatever the records say today. */
static enum status read_filing(struct filing *out, struct letters *l, const char *code, const char *category,
                               struct arena *arena)
{
        struct sealed sealed = {0};
        bool found = false;
        enum status st = store_filing(out, l->store, l->programme->id, code, category, arena);

        if (st == OK && out->state == FILING_SUBMITTED)
                st = store_sealed(&sealed, &found, l->store, l->programme->id, code, category, arena);
        if (st == OK && found) {
                out->has_amount = true;
                out->amount = sealed.subsidy;
        }
        return st;
}

static enum status read_filings(struct filing **out, struct letters *l, const struct judged *j, struct arena *arena)
{
        struct filing *filings = arena_alloc(arena, (j->assessments.n + 1) * sizeof *filings);
        enum status st = OK;

        for (size_t i = 0; st == OK && i < j->assessments.n; i++)
                st = read_filing(&filings[i], l, j->records->facility.code, j->assessments.at[i].category->label.id,
                                 arena);
        *out = filings;
        return st;
}

/* A letter that cannot be printed is left out and told; the others are written. */
/* What the store has spoilt is the office's to mend: told here, and in no letter. */
static bool is_spoilt(struct letters *l, const struct judged *j)
{
        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct findings *list = &j->assessments.at[i].findings;

                for (size_t k = 0; k < list->n; k++) {
                        if (list->at[k].id != E127)
                                continue;
                        *vec_add(l->found.arena, &l->found) = list->at[k];
                        return true;
                }
        }
        return false;
}

static enum status write_to(struct letters *l, const struct judged *j, struct arena *arena)
{
        struct filing *filings = NULL;
        struct letter letter;
        struct written w = {.letter = &letter, .judged = j};
        size_t from = l->found.n;
        enum status st = read_filings(&filings, l, j, arena);
        struct letter_input in = {.programme = l->programme,
                                  .records = j->records,
                                  .assessments = j->assessments.at,
                                  .filings = filings,
                                  .n = j->assessments.n,
                                  .office = l->office,
                                  .as_of = l->as_of,
                                  .declined = j->declined,
                                  .ready = l->ready};

        if (st != OK)
                return st;
        if (is_spoilt(l, j)) {
                findings_settle(&l->found, from);
                l->left_out++;
                return OK;
        }
        w.filings = filings;
        in.others = waiting_of(&in.others_n, &l->waiting, j->records->facility.code, arena);
        letter_make(&letter, &in, arena);
        st = sent_look(&w.before, l, &letter, arena);
        if (st != OK)
                return st;
        letter.before = w.before.asked ? w.before.day : (struct date){0};
        letter.answered = w.before.answered;
        letter.form = hand_out_form(l, letter.kind, letter.facility->code, arena);
        st = hand_out_slips(&w, &letter, l, arena);
        if (st != OK)
                return st;
        w.path = file_join(arena, l->folder, arena_printf(arena, "%s.pdf", letter.facility->code));
        if (letter.kind != LETTER_NONE && letter_check(&letter, l->fonts, arena, &l->found) != OK) {
                findings_settle(&l->found, from);
                l->left_out++;
                return OK;
        }
        if (letter.kind != LETTER_NONE)
                st = write_letter(l, &w, arena);
        if (st == OK && l->hand_out)
                st = hand_out(l, &w, arena);
        if (st == OK)
                sent_note(l, &w, arena);
        if (st == OK)
                letters_tell(l, &w);
        return st;
}

static enum status each(void *user, const struct judged *j, struct arena *arena)
{
        struct letters *l = user;
        enum status st = write_to(l, j, arena);

        progress_done(&l->progress, ++l->judged);
        return st;
}

static enum status begin_progress(struct letters *l)
{
        struct context *c = l->c;
        enum status st = OK;
        int64_t n = 0;

        if (progress_is_on(&l->progress))
                st = code_walk_count(&n, l->store, &c->options.arguments, c->arena);
        progress_stage(&l->progress, "手紙", "letters", PACE_FACILITIES, n);
        return st;
}

/* ---- the command */

static bool check_arguments(struct letters *l)
{
        struct context *c = l->c;
        const struct texts *codes = &c->options.arguments;

        l->all = has_option(c, OPT_ALL);
        l->ready = has_option(c, OPT_READY);
        l->zip = has_option(c, OPT_ZIP);
        l->slips = has_option(c, OPT_SLIPS);
        l->json = is_format(c, "json");
        l->hand_out = option(c, OPT_HAND_OUT);
        if (l->all == (codes->n > 0)) {
                usage_error(c, "--all か、施設のコードのどちらかを指定してください", "name --all, or institution codes",
                            l->all ? codes->at[0] : NULL);
                return false;
        }
        if (l->zip && !l->hand_out) {
                usage_error(c, "--zip は --hand-out と使います", "--zip goes with --hand-out", NULL);
                return false;
        }
        if (has_option(c, OPT_LETTERS_AS_OF))
                return date_option(&l->as_of, c, OPT_LETTERS_AS_OF, (struct date){0});
        usage_error(c, "手紙の日付(--on)がありません", "the day of the letters (--on) is missing", NULL);
        return false;
}

static enum status read_office(struct letters *l)
{
        struct context *c = l->c;
        enum status st = office_read(&l->office, l->store, c->arena);

        if (st != OK || office_can_write(&l->office))
                return st;
        fprintf(beside(), "soroe letters: %s\n%s soroe office --name %s --phone 098-000-0000\n",
                say(c, "差出人(事務局の名称と、電話番号かメール)がありません",
                    "who writes (name, and phone or mail) is not known"),
                say(c, "先に:", "first:"), say(c, "那覇市医師会", "NAME"));
        return ERR_USAGE;
}

/* After the deadline nobody can mend anything: a letter says only that, and only where it is wanted. A cut-off of the office that
 * has passed would silently become the ministry's deadline. */
static enum status check_days(const struct letters *l)
{
        const struct context *c = l->c;
        const struct date deadline = programme_last_deadline(l->programme), cut_off = l->office.cut_off;
        char day[DATE_TEXT];

        if (date_is_set(deadline) && date_compare(l->as_of, deadline) > 0) {
                if (has_option(c, OPT_LATE))
                        return OK;
                fprintf(beside(),
                        say(c,
                            "soroe letters: 申請期限(%s)を過ぎています\n対処: それでも知らせるときは --late "
                            "を付けてください。\n",
                            "soroe letters: the deadline, %s, is past\nremedy: to tell the members all the same, add "
                            "--late\n"),
                        date_iso(day, deadline));
                return ERR_USAGE;
        }
        if (!date_is_set(cut_off) || date_compare(l->as_of, cut_off) <= 0)
                return OK;
        fprintf(beside(),
                say(c,
                    "soroe letters: 事務局の締め切り(%s)を過ぎています\n対処: 新しい締め切りを決めてください: soroe "
                    "office --cut-off 日付\n",
                    "soroe letters: the office's cut-off, %s, is past\nremedy: set a new one: soroe office --cut-off "
                    "DATE\n"),
                date_iso(day, cut_off));
        return ERR_USAGE;
}

static enum status open_tools(struct letters *l)
{
        struct context *c = l->c;
        struct texts codes = {0};
        char day[DATE_TEXT];
        enum status st = store_facility_codes(&codes, l->store, "", c->arena);

        l->folder = option(c, OPT_LETTERS_OUTPUT);
        if (!l->folder)
                l->folder = file_join(c->arena, file_join(c->arena, c->folder, "letters"), date_iso(day, l->as_of));
        if (st == OK)
                st = waiting_read(&l->waiting, l->store, c->arena);
        if (st == OK)
                st = fonts_open(&l->fonts, l->all && codes.n >= BULK, arena_handler(c->arena), &c->findings);
        if (st == OK && l->hand_out)
                st = hand_out_open(l);
        return st == OK ? file_make_folders(l->folder, c->arena, &c->findings) : st;
}

static enum status write_all(struct letters *l)
{
        struct context *c = l->c;
        int lock = -1;
        enum status st = part_folder_lock(&lock, l->folder, &c->findings);

        if (st == OK) {
                file_sweep(l->folder);
                st = letters_open_files(l);
        }
        if (st == OK)
                st = begin_progress(l);
        if (st == OK)
                st = judge(c, l->store, l->programme, &c->options.arguments, l->as_of, each, l);
        if (st == OK)
                st = letters_close_files(l);
        progress_close(&l->progress);
        part_file_drop(&l->print);
        part_file_drop(&l->mails);
        if (st == OK && l->hand_out)
                st = part_folder_finish(&l->handed, &c->findings);
        if (st == OK)
                st = letters_find_old(l);
        else if (lock >= 0 && c->findings.fault.id != F_BUSY)
                file_sweep(l->folder); /* half a set of letters is none */
        part_folder_unlock(lock);
        return st;
}

static int run(struct context *c)
{
        struct letters l = {.c = c, .handed.lock = -1};
        enum status st;

        if (!check_arguments(&l) || !progress_open(&l.progress, c))
                return EXIT_USAGE;
        l.found = findings_in(c->arena);
        l.bound = arena_child(c->arena);
        st = open_workspace(&l.store, &l.programme, c);
        if (st == OK)
                st = store_read_begin(l.store); /* one view of the records */
        if (st == OK)
                st = read_office(&l);
        if (st == OK) {
                mind_the_hour(&l.as_of, c, OPT_LETTERS_AS_OF, l.programme);
                st = check_days(&l);
        }
        if (st == OK)
                st = codes_are_there(c, l.store, &c->options.arguments);
        if (st == OK)
                st = open_tools(&l);
        if (st == OK)
                letters_begin(&l);
        if (st == OK)
                st = write_all(&l);
        if (st == OK)
                st = sent_keep(&l);
        part_folder_drop(&l.handed);
        fonts_close(l.fonts);
        store_close(l.store);
        arena_free(l.bound);
        if (st != OK)
                return finish(c, st);
        letters_end(&l);
        return l.found.n ? EXIT_FINDINGS : EXIT_GOOD;
}

const struct command command_letters = {
        "letters",
        run,
        letters_options,
        "text json",
        {"(--all | コード...) --on 日付 [-o フォルダー] [--ready] [--slips] [--hand-out フォルダー [--zip]]",
         "(--all | CODE...) --on DATE [-o DIR] [--ready] [--slips] [--hand-out DIR [--zip]]"},
        {"会員への手紙(足りないもの、金額、期限、連絡先)を1通ずつ書き、印刷用の letters.pdf と、差し込み用の "
         "letters.csv にまとめます。",
         "Writes each member a letter: what is missing, what it is worth, by when, whom to ask; all of them in "
         "letters.pdf to print and letters.csv for a mail merge."},
        "letters --all --on 2025-12-22\t全会員への手紙\tletters to all members\n"
        "letters 4710123458 --on 2025-12-22\t1施設\tone facility\n"
        "letters --all --on 2025-12-22 --hand-out 配布¦out\t記入表と書類も、施設ごとに\twith form and packets\n",
};
