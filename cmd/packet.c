#include "cmd/command.h"

#include <stdio.h>
#include <string.h>

#include "core/embedded.h"
#include "core/file.h"

#include "templates/seal.h"

#include "cmd/judge.h"
#include "cmd/print.h"

#include "core/banned.h"

static const enum option_id packet_options[] = {OPT_ALL,    OPT_APPLIED_ON, OPT_PROGRAMME, OPT_CATEGORY, OPT_DRAFT,
                                                OPT_RESEAL, OPT_PDF,        OPT_JOBS,      OPT_OUTPUT,   OPTIONS};

/* From so many facilities on, preparing the fonts for many documents (36 ms) is won back. */
enum { BULK = 128 };

struct packing {
        struct context *c;
        struct store *store;
        const struct programme *programme;
        struct sealing sealing;
        const char *evidence; /* folder */
        bool draft;
        int by_outcome[SEAL_LEFT + 1], with_errors, unprintable;
};

static const char *outcome_word(const struct context *c, enum seal_outcome outcome)
{
        static const char *const words[][2] = {
                [SEAL_WRITTEN] = {"封緘", "sealed"},
                [SEAL_DRAFTED] = {"下書き", "draft"},
                [SEAL_UNCHANGED] = {"変更なし", "unchanged"},
                [SEAL_REPLACED] = {"封緘し直し", "resealed"},
                [SEAL_LEFT] = {"記録が変わったので見送り", "left alone: its records changed"},
        };
        return words[outcome][c->language];
}

static void print_packet(const struct packing *p, const struct assessment *a, const struct seal_result *r)
{
        char yen[YEN_TEXT];

        printf("%s/%s  ", p->programme->id, r->name);
        print_cells(stdout, yen_format(yen, a->subsidy, "-"), 9, RIGHT_SIDE);
        printf("%s %s  %s%s%s\n", say(p->c, "円", " yen"), r->check_code, outcome_word(p->c, r->outcome),
               r->kept ? " -> " : "", r->kept ? r->kept : "");
}

static void print_stopped(struct packing *p, const struct judged *j, const struct assessment *a,
                          const struct findings *why, struct arena *scratch)
{
        struct finding_printer printer = {.out = stdout, .language = p->c->language, .arena = scratch};

        printf("%s/%s-%s  %s\n", p->programme->id, j->records->facility.code, a->category->label.id,
               say(p->c, "見送り(不備)", "not sealed (errors)"));
        for (size_t i = 0; i < why->n; i++)
                if (finding_severity(why->at[i].id) == ERROR)
                        print_finding(&printer, &why->at[i], NULL);
}

/* A sealed packet is entered in the workspace. */
static enum status enter(struct packing *p, const struct judged *j, const struct assessment *a,
                         const struct seal_result *r)
{
        char day[DATE_TEXT];
        struct sealed sealed = {date_iso(day, a->applied_on), r->xml.hex, r->zip.hex, r->name, a->subsidy};

        return store_seal(p->store, p->programme->id, j->records->facility.code, a->category->label.id, &sealed);
}

/* One application. Findings of this packet only; a fault of the system ends the run. */
static enum status pack(struct packing *p, const struct judged *j, const struct assessment *a, struct arena *scratch)
{
        struct packet packet = {
                .draft = p->draft, .records = j->records, .assessment = a, .facts = findings_in(scratch)};
        struct findings own = findings_in(scratch);
        struct seal_result result;
        enum status st;

        if (a->status == HAS_ERROR && !p->draft) {
                p->with_errors++;
                print_stopped(p, j, a, &a->findings, scratch);
                return OK;
        }
        st = store_crosscheck(p->store, j->records->facility.code, &packet.facts, scratch);
        if (st == OK)
                st = packet_enclose(&packet, p->evidence, scratch, &own);
        findings_sort(&packet.facts);
        if (st == OK)
                st = seal_packet(&result, &packet, &p->sealing, scratch, &own);
        if (st == ERR_INPUT) {
                p->unprintable++;
                print_stopped(p, j, a, &own, scratch);
                return OK;
        }
        if (st != OK) {
                if (own.fault.id != NO_FAULT)
                        fault_set(&p->c->findings, own.fault.id, own.fault.what, own.fault.detail);
                return st;
        }
        p->by_outcome[result.outcome]++;
        print_packet(p, a, &result);
        /* also where an earlier run was cut off between the file and the entry */
        if (result.outcome != SEAL_DRAFTED && result.outcome != SEAL_LEFT)
                st = enter(p, j, a, &result);
        return st;
}

static enum status pack_facility(void *user, const struct judged *j, struct arena *scratch)
{
        struct packing *p = user;
        const char *only = option(p->c, OPT_CATEGORY);
        struct arena *arena = arena_child(scratch);
        enum status st = OK;

        for (size_t i = 0; st == OK && i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];

                if (only && strcmp(only, a->category->label.id) != 0)
                        continue;
                arena_reset(arena);
                st = pack(p, j, a, arena);
        }
        arena_free(arena);
        return st;
}

static int print_summary(const struct packing *p)
{
        const struct context *c = p->c;
        const int *n = p->by_outcome;
        int stopped = p->with_errors + p->unprintable;

        if (c->language == JAPANESE)
                printf("封緘 %d、封緘し直し %d、変更なし %d、下書き %d、見送り %d(不備)、%d(記録の変更)\n",
                       n[SEAL_WRITTEN], n[SEAL_REPLACED], n[SEAL_UNCHANGED], n[SEAL_DRAFTED], stopped, n[SEAL_LEFT]);
        else
                printf("%d sealed, %d resealed, %d unchanged, %d drafts, not sealed: %d (errors), %d (records "
                       "changed)\n",
                       n[SEAL_WRITTEN], n[SEAL_REPLACED], n[SEAL_UNCHANGED], n[SEAL_DRAFTED], stopped, n[SEAL_LEFT]);
        if (n[SEAL_WRITTEN] + n[SEAL_REPLACED] + n[SEAL_UNCHANGED] + n[SEAL_DRAFTED])
                fprintf(beside(), "%s %s\n%s soroe verify %s\n", say(c, "書類の場所:", "the packets are in"),
                        p->sealing.folder, say(c, "次に:", "next:"), p->sealing.folder);
        if (n[SEAL_LEFT])
                fprintf(beside(), "%s\n",
                        say(c, "封緘した後で記録が変わった書類は、--reseal で作り直せます。",
                            "packets whose records changed after sealing: --reseal makes them again"));
        return stopped || n[SEAL_LEFT] || n[SEAL_DRAFTED] ? EXIT_FINDINGS : EXIT_GOOD;
}

static enum status open_tools(struct packing *p)
{
        struct context *c = p->c;
        const char *out = option(c, OPT_OUTPUT);
        struct texts codes = {0};
        enum status st;

        p->evidence = file_join(c->arena, c->folder, "evidence");
        p->sealing.folder =
                file_join(c->arena, out ? out : file_join(c->arena, c->folder, "packets"), p->programme->id);
        p->sealing.reseal = has_option(c, OPT_RESEAL);
        p->sealing.pdf = has_option(c, OPT_PDF);
        st = verifier_new(&p->sealing.verifier, c->arena, &c->findings);
        if (st == OK)
                st = store_facility_codes(&codes, p->store, "", c->arena);
        if (st == OK)
                st = fonts_open(&p->sealing.fonts, has_option(c, OPT_ALL) && codes.n >= BULK, arena_handler(c->arena),
                                &c->findings);
        if (st == OK)
                file_sweep(p->sealing.folder);
        return st;
}

static bool check_arguments(const struct context *c)
{
        if (!has_option(c, OPT_APPLIED_ON)) {
                usage_error(c, "申請日(--applied-on)がありません", "the date of application (--applied-on) is missing",
                            NULL);
                return false;
        }
        if (has_option(c, OPT_ALL) == (c->options.arguments.n > 0)) {
                usage_error(c, "施設のコードか --all の、どちらかを指定してください", "name facilities, or --all",
                            NULL);
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
        st = programme_open(&published, name, c->arena, &c->findings);
        if (st != OK || strcmp(published->revision, programme->revision) != 0 ||
            strcmp(published->digest.hex, programme->digest.hex) == 0)
                return st;
        usage_error(c, "公開された規則と同じ id と改訂なのに、内容が違います。改訂を変えてください",
                    "the id and revision of the published rules, but other contents: give it another revision",
                    programme->id);
        return ERR_USAGE;
}

static int run(struct context *c)
{
        struct packing p = {.c = c, .draft = has_option(c, OPT_DRAFT)};
        const char *category = option(c, OPT_CATEGORY);
        struct date applied_on;
        enum status st;

        if (!check_arguments(c) || !date_option(&applied_on, c, OPT_APPLIED_ON, (struct date){0}))
                return EXIT_USAGE;
        st = open_workspace(&p.store, &p.programme, c);
        if (st == OK && category && !programme_category_by_id(p.programme, category)) {
                usage_error(c, "補助事業にない区分です", "the programme has no such category", category);
                st = ERR_USAGE;
        }
        if (st == OK)
                st = check_published(c, p.programme);
        if (st == OK)
                st = open_tools(&p);
        if (st == OK)
                st = judge(c, p.store, p.programme, &c->options.arguments, applied_on, pack_facility, &p);
        verifier_free(p.sealing.verifier);
        fonts_close(p.sealing.fonts);
        store_close(p.store);
        return st == OK ? print_summary(&p) : finish(c, st);
}

const struct command command_packet = {
        "packet",
        run,
        packet_options,
        "text",
        {"(--all | コード...) --applied-on 日付", "(--all | CODE...) --applied-on DATE"},
        {"施設と区分ごとに、申請書類一式(ZIP)を作ります。",
         "writes the application packet (ZIP) of each facility and category."},
        "packet --all --applied-on 2025-12-22\t申請書類一式を作る\twrite all packets\n"
        "packet 4710123458 --applied-on 2025-12-22\t1施設\tone facility\n"
        "packet --all --applied-on R7.12.22 --draft\t不備があっても下書きで\tdrafts, in spite of errors\n",
};
