#include "cmd/frame/command.h"

#include <stdio.h>
#include <string.h>

#include "core/file/embedded.h"
#include "core/file/file.h"
#include "core/store/kept/records.h"
#include "core/store/kept/sealed.h"

#include "cmd/members/judge.h"
#include "cmd/packets/marking.h"
#include "cmd/packets/packing.h"
#include "cmd/terminal/progress.h"
#include "cmd/members/shard.h"
#include "cmd/members/workers.h"
#include "cmd/members/workspace.h"
#include "templates/font/font_ahead.h"
#include "templates/reread/merge.h"

#include "core/banned.h"

static const enum option_id packet_options[] = {
        OPT_ALL,  OPT_APPLIED_ON, OPT_PROGRAMME, OPT_CATEGORY, OPT_DRAFT, OPT_MISSING_GLYPH, OPT_RESEAL, OPT_PDF,
        OPT_JOBS, OPT_SHARD,      OPT_OUTPUT,    OPT_PROGRESS, OPTIONS};

enum { SEALS_AT_ONCE = 64 };                  /* entered in one transaction */
enum { CODES_AT_ONCE = FILE_BATCH_MOST / 2 }; /* facilities that a worker is given together */

struct run {
        struct context *c;
        struct store *store;    /* NULL while it is closed */
        struct packing packing; /* of the workers */
        struct code_walk walk;
        struct shard shard;
        struct arena *scratch; /* of one result */
        int by_outcome[SEAL_OUTCOMES], asking[SEAL_OUTCOMES], stopped, failed, declined;
        struct packed_seals pending; /* to be entered */
        struct arena *waiting;       /* of them */
        struct arena *gathered;      /* of the codes that a worker is given next */
        struct store_author author;  /* of packets that replace others */
        struct progress progress;
        int64_t done; /* facilities */
        int64_t left; /* facilities that no worker was given yet */
        int jobs;
        struct texts again; /* facilities of workers that ended abnormally; each is given to one alone */
        size_t again_at;
};

/* ---- in this process: facilities out, results in */

static enum status open_store(struct run *r)
{
        enum status st = r->store ? OK : open_records(&r->store, r->c);

        r->walk.store = r->store;
        return st;
}

/* First makes the names of the files durable. Then enters what was sealed in the workspace, many packets in one
 * short transaction, so that others can write in between. After an interrupted run, the next run enters the rest. */
static enum status enter_seals(struct run *r)
{
        enum status st = file_sync_folder(r->packing.sealing.folder, &r->c->findings);

        if (st == OK && r->pending.n)
                st = open_store(r);
        if (!r->pending.n || st != OK)
                return st;
        st = store_begin(r->store);
        for (size_t i = 0; st == OK && i < r->pending.n; i++)
                st = store_seal(r->store, &r->pending.at[i], &r->author, r->scratch);
        if (st == OK)
                st = store_commit(r->store);
        else
                store_rollback(r->store);
        r->pending = (struct packed_seals){0};
        arena_reset(r->waiting);
        return st;
}

/* `packed` lies in memory that the next result takes. */
static enum status remember_seals(struct run *r, const struct packed *packed)
{
        for (size_t i = 0; i < packed->seals.n; i++)
                packed_seal_copy(vec_add(r->waiting, &r->pending), &packed->seals.at[i], r->waiting);
        return r->pending.n >= SEALS_AT_ONCE ? enter_seals(r) : OK;
}

/* SQLite keeps locks by process, so a connection must not be used, nor even be known, on the other side of a fork. */
static void close_store(void *user)
{
        struct run *r = user;

        store_close(r->store);
        r->store = NULL;
}

static const char *next_of(struct code_walk *walk, const struct shard *shard, enum status *st)
{
        const char *code;

        do {
                code = code_walk_next(walk, st);
        } while (code && !shard_has(shard, code));
        return code;
}

/* Many at once, so that their files are synced by one call; ever fewer towards the end, so that the workers end together. */
static const char *gather_codes(struct run *r, enum status *st)
{
        const int64_t share = r->left / (2 * (int64_t)r->jobs), most = share < CODES_AT_ONCE ? share : CODES_AT_ONCE;
        struct buffer codes = buffer_in(r->gathered);
        const char *code;

        for (int64_t n = 0; (n == 0 || n < most) && (code = next_of(&r->walk, &r->shard, st)); n++) {
                if (n)
                        buffer_char(&codes, PACKING_BETWEEN);
                buffer_text(&codes, code);
                r->left--;
        }
        return codes.n ? codes.at : NULL;
}

static const char *next_codes(void *user, enum status *st)
{
        struct run *r = user;

        *st = open_store(r);
        if (*st != OK)
                return NULL;
        if (r->packing.few)
                return next_of(&r->walk, &r->shard, st);
        if (r->again_at < r->again.n)
                return r->again.at[r->again_at++];
        arena_reset(r->gathered);
        return gather_codes(r, st);
}

static void report_dead(struct run *r, const char *code, const struct worked *worked)
{
        r->failed++;
        printf("%s/%s  %s (%s %d)\n", r->packing.programme->id, code,
               say(r->c, "見送り(処理が異常終了しました)", "not sealed (its process ended abnormally)"),
               worked->signal ? say(r->c, "シグナル", "signal") : say(r->c, "終了状態", "exit status"),
               worked->signal ? worked->signal : worked->status);
        if (r->c->findings.fault.id == NO_FAULT)
                fault_set(&r->c->findings, F_INTERNAL, arena_strdup(r->c->arena, code), NULL);
}

/* One of them ended the process; which one, they tell when each is alone. */
static void try_again(struct run *r, const char *codes)
{
        for (const char *end; (end = strchr(codes, PACKING_BETWEEN)); codes = end + 1)
                *vec_add(r->c->arena, &r->again) = arena_strndup(r->c->arena, codes, (size_t)(end - codes));
        *vec_add(r->c->arena, &r->again) = arena_strdup(r->c->arena, codes);
}

static enum status take_packed(struct run *r, const char *code, const struct packed *packed)
{
        if (packed->absent && r->walk.named->n) {
                progress_close(&r->progress);
                no_such_facility(r->c, code);
                return ERR_USAGE;
        }
        fputs(packed->text, stdout);
        progress_done(&r->progress, ++r->done);
        r->stopped += packed->stopped;
        r->failed += packed->failed;
        r->declined += packed->declined;
        for (int i = 0; i < SEAL_OUTCOMES; i++) {
                r->by_outcome[i] += packed->by_outcome[i];
                r->asking[i] += packed->asking[i];
        }
        if (packed->failed && r->c->findings.fault.id == NO_FAULT)
                fault_set(&r->c->findings, packed->fault.id, arena_strdup(r->c->arena, packed->fault.what),
                          arena_strdup(r->c->arena, packed->fault.detail));
        return remember_seals(r, packed);
}

static enum status take_result(void *user, const char *codes, const struct worked *worked)
{
        struct run *r = user;
        struct bytes rest = worked->result;
        enum status st = OK;

        progress_wipe(&r->progress); /* lines may go to the same screen */
        if (worked->died && !r->packing.few && strchr(codes, PACKING_BETWEEN)) {
                try_again(r, codes);
                return OK;
        }
        if (worked->died) {
                report_dead(r, codes, worked);
                return OK;
        }
        while (st == OK && rest.n) {
                struct packed packed;

                arena_reset(r->scratch);
                packed_read(&packed, &rest, r->scratch);
                st = take_packed(r, codes, &packed);
        }
        return st;
}

static void pack_codes(void *user, const char *codes, struct buffer *result, struct arena *scratch)
{
        struct run *r = user;

        packing_run(&r->packing, codes, result, scratch);
}

/* Where single ones are named, how many there are is asked only if somebody looks on. */
static enum status count(struct run *r)
{
        struct code_walk walk = code_walk_of(r->store, r->walk.named, r->c->arena);
        enum status st = OK;

        while ((progress_is_on(&r->progress) || !r->packing.few) && next_of(&walk, &r->shard, &st))
                r->left++;
        arena_free(walk.arena);
        progress_stage(&r->progress, "書類", "packets", PACE_FACILITIES, r->left);
        return st;
}

static enum status pack_all(struct run *r, int jobs)
{
        static const struct work work = {
                .before_fork = close_store, .next = next_codes, .run = pack_codes, .done = take_result};
        enum status st = count(r), entered;

        r->jobs = jobs;
        do {
                if (st == OK)
                        st = workers_run(&work, r, jobs, r->c->arena, &r->c->findings);
        } while (st == OK && r->again_at < r->again.n);
        progress_close(&r->progress);
        entered = enter_seals(r);
        return st == OK ? entered : st;
}

/* ---- the report */

/* Prints "157(うち要確認の答えのないもの 46)": how many were sealed, and how many of them with a question open. */
static const char *with_asking(const struct run *r, enum seal_outcome outcome)
{
        struct arena *arena = r->c->arena;

        if (!r->asking[outcome])
                return arena_printf(arena, "%d", r->by_outcome[outcome]);
        return arena_printf(arena, say(r->c, "%d(うち要確認の答えのないもの %d)", "%d (with questions open: %d)"),
                            r->by_outcome[outcome], r->asking[outcome]);
}

static void print_counts(const struct run *r)
{
        const struct context *c = r->c;
        const int *n = r->by_outcome;
        const char *written = with_asking(r, SEAL_WRITTEN), *replaced = with_asking(r, SEAL_REPLACED),
                   *unchanged = with_asking(r, SEAL_UNCHANGED);

        if (c->language == JAPANESE)
                printf("確定 %s、確定し直し %s、変更なし %s、下書き %d、見送り %d(不備)、%d(記録の変更)", written,
                       replaced, unchanged, n[SEAL_DRAFTED], r->stopped, n[SEAL_LEFT] + n[SEAL_SUBMITTED]);
        else
                printf("%s sealed, %s resealed, %s unchanged, %d drafts, not sealed: %d (errors), %d (records changed)",
                       written, replaced, unchanged, n[SEAL_DRAFTED], r->stopped, n[SEAL_LEFT] + n[SEAL_SUBMITTED]);
        if (r->declined)
                printf(say(c, "、申請しない %d", ", declined: %d"), r->declined);
        if (r->failed)
                printf(say(c, "、%d(システムの障害)", ", %d (the system failed)"), r->failed);
        putchar('\n');
}

static int print_summary(struct run *r)
{
        struct context *c = r->c;
        const int *n = r->by_outcome;
        const char *folder = r->packing.sealing.folder;

        print_counts(r);
        if (n[SEAL_WRITTEN] + n[SEAL_REPLACED] + n[SEAL_UNCHANGED] + n[SEAL_DRAFTED]) {
                fprintf(beside(), "%s %s\n", say(c, "書類の場所:", "the packets are in"), folder);
                suggest(c, "次に:", "next:", arena_printf(c->arena, "soroe verify %s", folder));
                if (has_option(c, OPT_ALL) && !r->packing.draft && !r->failed)
                        suggest(c, "ポータルに入力する額の一覧:", "the amounts to type into the portal:",
                                command_here(c, say(c, "index --format xlsx -o 一覧.xlsx",
                                                    "index --format xlsx -o index.xlsx")));
                if (r->asking[SEAL_WRITTEN] + r->asking[SEAL_REPLACED] + r->asking[SEAL_UNCHANGED])
                        suggest(c, "答えのない質問を見る:", "the questions that are open:",
                                command_here(c, "check --only confirm"));
        }
        if (n[SEAL_SUBMITTED])
                fprintf(beside(),
                        say(c, "提出済の書類 %d件は、記録が変わっても置き換えません: soroe mark --help\n",
                            "%d submitted packets whose records changed stay as they are: soroe mark --help\n"),
                        n[SEAL_SUBMITTED]);
        if (n[SEAL_LEFT])
                fprintf(beside(), "%s%s\n",
                        r->packing.draft
                                ? say(c, "確定した書類を下書きに替えることはしません。--draft を付けなければ、",
                                      "no draft takes the place of a sealed packet; without --draft, ")
                                : "",
                        say(c, "見送った書類は、--reseal で作り直せます。前のファイルは残ります。",
                            "--reseal makes again what was left alone, and keeps the old files"));
        if (r->failed) {
                if (n[SEAL_WRITTEN] + n[SEAL_REPLACED] + n[SEAL_UNCHANGED])
                        fprintf(beside(), "%s\n",
                                say(c, "できた書類はそのまま使えます。同じコマンドで続きから作ります。",
                                    "the packets made are good; the same command goes on from there"));
                return finish(c, ERR_SYSTEM);
        }
        if (r->declined && !has_option(c, OPT_ALL)) /* who is named is selected */
                return EXIT_FINDINGS;
        return r->stopped || n[SEAL_LEFT] || n[SEAL_SUBMITTED] || n[SEAL_DRAFTED] ? EXIT_FINDINGS : EXIT_GOOD;
}

static enum status open_tools(struct run *r)
{
        struct context *c = r->c;
        struct sealing *sealing = &r->packing.sealing;
        const char *out = option(c, OPT_OUTPUT);

        r->author = author(c, login(), has_option(c, OPT_RESEAL) ? "packet --reseal" : "packet");
        r->packing.evidence = file_join(c->arena, c->folder, "evidence");
        sealing->folder = workspace_packets(c, r->packing.programme, out, c->arena);
        sealing->reseal = has_option(c, OPT_RESEAL);
        sealing->pdf = has_option(c, OPT_PDF);
        if (sealing->pdf)
                merge_load();
        sealing->sync_later = true;
        return verifier_new(&sealing->verifier, c->arena, &c->findings);
}

/* What is sealed is never without a character. */
static bool check_missing_glyph(struct run *r)
{
        const struct context *c = r->c;
        const char *what = option(c, OPT_MISSING_GLYPH);

        r->packing.geta = what && strcmp(what, "geta") == 0;
        if (what && !r->packing.geta && strcmp(what, "stop") != 0) {
                usage_error(c, "--missing-glyph は stop か geta です", "--missing-glyph is stop or geta", what);
                return false;
        }
        if (r->packing.geta && !r->packing.draft) {
                usage_error(c, "--missing-glyph geta は --draft と使います。確定する書類の文字は欠かせません",
                            "--missing-glyph geta goes with --draft: what is sealed lacks no character", NULL);
                return false;
        }
        return true;
}

static bool check_arguments(struct run *r)
{
        const struct context *c = r->c;

        if (!has_option(c, OPT_APPLIED_ON)) {
                usage_error(c, "申請日(--on)がありません", "the date of application (--on) is missing", NULL);
                return false;
        }
        if (has_option(c, OPT_ALL) == (c->options.arguments.n > 0)) {
                usage_error(c, "施設のコードか --all の、どちらかを指定してください", "name facilities, or --all",
                            NULL);
                return false;
        }
        if (!check_missing_glyph(r))
                return false;
        if (option(c, OPT_SHARD) && !shard_parse(&r->shard, option(c, OPT_SHARD))) {
                usage_error(c, "--shard は 1/4 のように、全体のうち何番目かを書きます",
                            "--shard is the part and the number of parts, like 1/4", option(c, OPT_SHARD));
                return false;
        }
        return true;
}

/* A file that bears the id and revision of a published one must be that one: verify would refuse its packets. */
static enum status check_published(struct context *c, const struct programme *programme)
{
        const char *released = arena_printf(c->arena, "released/%s-%s", programme->id, programme->revision);
        struct programme *published = NULL;
        const char *name = programme->id;
        struct bytes file;
        enum status st;

        if (embedded_find(&file, arena_printf(c->arena, "programmes/%s.xml", released)))
                name = released;
        else if (!embedded_find(&file, arena_printf(c->arena, "programmes/%s.xml", name)))
                return OK;
        if (file.n == programme->file.n && memcmp(file.at, programme->file.at, file.n) == 0)
                return OK;
        st = programme_open(&published, name, c->arena, &c->findings);
        if (st != OK || strcmp(published->revision, programme->revision) != 0 ||
            strcmp(published->digest.hex, programme->digest.hex) == 0)
                return st;
        usage_error(c, "公開された規則と同じ id と改訂なのに、内容が違います。改訂を変えてください",
                    "the id and revision of the published rules, but other contents: give it another revision",
                    programme->id);
        return ERR_USAGE;
}

/* By its id or as people call it; false: the usage error is printed. */
static bool find_category(struct packing *p)
{
        const struct category *category;

        if (!p->category)
                return true;
        category = marking_find_category(p->programme, p->category, p->c->arena);
        if (!category)
                usage_error(p->c, "補助事業にない区分です", "the programme has no such category", p->category);
        else
                p->category = category->label.id;
        return category != NULL;
}

static int run(struct context *c)
{
        struct run r = {.c = c};
        struct packing *p = &r.packing;
        struct fonts_ahead *fonts;
        enum status st, opened;
        int jobs;

        *p = (struct packing){.c = c,
                              .draft = has_option(c, OPT_DRAFT),
                              .category = option(c, OPT_CATEGORY),
                              .few = !has_option(c, OPT_ALL)};
        if (!check_arguments(&r) || !count_option(&jobs, c, OPT_JOBS, workers_default()) ||
            !date_option(&p->applied_on, c, OPT_APPLIED_ON, (struct date){0}) || !progress_open(&r.progress, c))
                return EXIT_USAGE;
        r.scratch = arena_child(c->arena);
        r.waiting = arena_child(c->arena);
        r.gathered = arena_child(c->arena);
        fonts = fonts_ahead_begin(arena_handler(c->arena));
        st = open_workspace(&r.store, &p->programme, c);
        if (st == OK)
                mind_the_hour(&p->applied_on, c, OPT_APPLIED_ON, p->programme);
        if (st == OK && !find_category(p))
                st = ERR_USAGE;
        if (st == OK)
                st = codes_are_there(c, r.store, &c->options.arguments);
        if (st == OK)
                st = check_published(c, p->programme);
        if (st == OK)
                st = open_tools(&r);
        opened = fonts_ahead_end(&p->sealing.fonts, fonts, &c->findings); /* before a worker begins */
        st = st == OK ? opened : st;
        if (st == OK) {
                verifier_borrow_fonts(p->sealing.verifier, p->sealing.fonts);
                file_sweep(p->sealing.folder);
        }
        r.walk = code_walk_of(r.store, &c->options.arguments, c->arena);
        if (st == OK)
                st = pack_all(&r, jobs);
        verifier_free(p->sealing.verifier);
        fonts_close(p->sealing.fonts);
        store_close(r.store);
        arena_free(r.walk.arena);
        arena_free(r.gathered);
        arena_free(r.waiting);
        arena_free(r.scratch);
        return st == OK ? print_summary(&r) : finish(c, st);
}

const struct command command_packet = {
        "packet",
        run,
        packet_options,
        "text",
        {"(--all | コード...) --on 日付 [--pdf] [--draft] [--category 区分] [-o フォルダー]",
         "(--all | CODE...) --on DATE [--pdf] [--draft] [--category ID] [-o DIR]"},
        {"施設と区分ごとに、申請書類一式(ZIP)を作ります。",
         "Writes the application packet (ZIP) of each facility and category."},
        "packet --all --on 2025-12-22 --pdf\tすべての申請を、PDF も\tall of them, with PDFs\n"
        "packet 4710123458 --on 2025-12-22\t1施設\tone facility\n"
        "packet --all --on R7.12.22 --draft\t不備があっても下書きで\tdrafts, in spite of errors\n",
};
