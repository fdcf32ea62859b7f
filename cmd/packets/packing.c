#include "cmd/packets/packing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "templates/packet/packet_make.h"

#include "core/file/file.h"
#include "core/platform/platform.h"
#include "core/store/kept/history.h"
#include "core/store/kept/sealed.h"
#include "core/store/across/crosscheck.h"

#include "cmd/members/judge.h"
#include "cmd/terminal/print.h"

#include "core/banned.h"

enum { A_VIEW = 1000 };

/* ---- one facility */

struct facility_packing {
        struct packing *p;
        struct packed packed;
        FILE *out;
        bool asks; /* the application at hand has a question open: its own, another facility's, or an import's */
};

static const char *outcome_word(const struct context *c, enum seal_outcome outcome)
{
        static const char *const words[][2] = {
                [SEAL_WRITTEN] = {"確定", "sealed"},          [SEAL_DRAFTED] = {"下書き", "draft"},
                [SEAL_UNCHANGED] = {"変更なし", "unchanged"}, [SEAL_REPLACED] = {"確定し直し", "resealed"},
                [SEAL_SUBMITTED] = {"提出済", "submitted"},
        };
        return words[outcome][c->language];
}

/* (領収書 K-1 領収金額: 121000 -> 121001) */
static const char *in_brackets(const struct context *c, const char *word, struct arena *arena)
{
        return word ? arena_printf(arena, c->language == JAPANESE ? "(%s)" : " (%s)",
                                   finding_word(arena, word, c->language))
                    : "";
}

/* Why what lies there stays. */
static const char *left_words(const struct context *c, const struct seal_result *r, struct arena *arena)
{
        char day[DATE_TEXT];

        switch (r->left) {
        case LEFT_DATE:
                return c->language == JAPANESE ? arena_printf(arena, "申請日が%sの書類があるので見送り",
                                                              date_japanese(day, r->sealed_on))
                                               : arena_printf(arena, "left alone: sealed with the date %s",
                                                              date_iso(day, r->sealed_on));
        case LEFT_DAMAGED:
                return say(c, "そこにあるファイルが壊れているので見送り",
                           "left alone: the file that lies there is damaged");
        default:
                return arena_printf(arena, "%s%s",
                                    say(c, "記録が変わったので見送り", "left alone: its records changed"),
                                    in_brackets(c, r->differs, arena));
        }
}

/* Marks the line of a packet that was sealed with a question open. */
static const char *asking_words(const struct facility_packing *f, const struct seal_result *r)
{
        if (!f->asks || r->outcome == SEAL_LEFT)
                return "";
        return say(f->p->c, "  要確認(回答なし)", "  (questions open)");
}

/* The records changed after the packet was submitted; the day is named. */
static void print_submitted(const struct facility_packing *f, struct date on, const char *differs, struct arena *arena)
{
        const char *what = in_brackets(f->p->c, differs, arena);
        char day[DATE_TEXT];

        if (f->p->c->language == JAPANESE)
                fprintf(f->out, "%sに提出済。記録が変わっていますが、置き換えません%s\n", date_japanese(day, on), what);
        else
                fprintf(f->out, "submitted on %s: its records changed, it is not replaced%s\n", date_iso(day, on),
                        what);
}

static void print_packet(const struct facility_packing *f, const struct assessment *a, const struct filing *filing,
                         const struct seal_result *r, struct arena *scratch)
{
        const struct context *c = f->p->c;
        char yen[YEN_TEXT];

        fprintf(f->out, "%s/%s  ", f->p->programme->id, r->name);
        if (r->outcome == SEAL_SUBMITTED) {
                print_submitted(f, filing->submitted_on, r->differs, scratch);
                return;
        }
        print_cells(f->out, yen_format(yen, a->subsidy, "-"), 9, RIGHT_SIDE);
        fprintf(f->out, "%s %s  %s%s%s%s\n", say(c, "円", " yen"), r->check_code,
                r->outcome == SEAL_LEFT ? left_words(c, r, scratch) : outcome_word(c, r->outcome),
                r->kept ? " -> " : "", r->kept ? r->kept : "", asking_words(f, r));
}

static const char *total_words(const struct context *c, const struct assessment *a, struct arena *arena)
{
        char before[YEN_TEXT], after[YEN_TEXT];

        yen_format(before, a->eligible_total, "-");
        yen_format(after, a->eligible_cost, "-");
        if (a->programme->portal_total == TOTAL_NOT_SAID && a->eligible_total.n != a->eligible_cost.n)
                return arena_printf(arena,
                                    say(c, "%s円(上限の適用前)か %s円(適用後)。どちらかは通知に記載がありません",
                                        "%s yen (before caps) or %s (after); the notice does not say which"),
                                    before, after);
        return arena_printf(arena, say(c, "%s円", "%s yen"),
                            a->programme->portal_total == TOTAL_BEFORE_CAPS ? before : after);
}

/* Says what to do with a packet: its file, the portal, and what to type there. */
static void print_portal(const struct facility_packing *f, const struct assessment *a, const struct seal_result *r,
                         struct arena *scratch)
{
        const struct context *c = f->p->c;
        char yen[YEN_TEXT];

        if (!f->p->few || f->p->draft || r->outcome == SEAL_LEFT || r->outcome == SEAL_SUBMITTED)
                return;
        fprintf(f->out, say(c, "  ファイル %s\n", "  file %s\n"), file_join(scratch, f->p->sealing.folder, r->name));
        if (*a->programme->portal_url)
                fprintf(f->out, say(c, "  ポータル %s\n", "  portal %s\n"), a->programme->portal_url);
        fprintf(f->out,
                say(c, "  総事業費 %s\n  補助金申請額 %s円\n", "  total cost %s\n  subsidy applied for %s yen\n"),
                total_words(c, a, scratch), yen_format(yen, a->subsidy, "-"));
}

static void print_stopped(struct facility_packing *f, const struct judged *j, const struct assessment *a,
                          const struct findings *why, struct arena *scratch)
{
        struct finding_printer printer = {.out = f->out, .language = f->p->c->language, .arena = scratch};

        f->packed.stopped++;
        fprintf(f->out, "%s/%s-%s  %s\n", f->p->programme->id, j->records->facility.code, a->category->label.id,
                say(f->p->c, "見送り(不備)", "not sealed (errors)"));
        for (size_t i = 0; i < why->n; i++)
                if (finding_severity(why->at[i].id) == ERROR)
                        print_finding(&printer, &why->at[i], NULL);
}

/* Where a draft says 〓. */
static void print_geta(struct facility_packing *f, const struct findings *facts, struct arena *scratch)
{
        struct finding_printer printer = {.out = f->out, .language = f->p->c->language, .arena = scratch};

        for (size_t i = 0; i < facts->n; i++)
                if (facts->at[i].id == W340)
                        print_finding(&printer, &facts->at[i], NULL);
}

static void fail(struct facility_packing *f, const char *what, const struct fault *fault, struct arena *arena)
{
        f->packed.failed++;
        if (f->packed.fault.id == NO_FAULT) /* it outlives the packet that met it */
                f->packed.fault = (struct fault){.id = fault->id,
                                                 .what = arena_strdup(arena, fault->what),
                                                 .detail = arena_strdup(arena, fault->detail)};
        fprintf(f->out, "%s/%s  %s: %s\n", f->p->programme->id, what,
                say(f->p->c, "見送り(システムの障害)", "not sealed (the system failed)"),
                fault_message(arena, fault, f->p->c->language));
}

/* A sealed packet is to be entered in the workspace. */
static void enter(struct facility_packing *f, const char *code, const struct assessment *a, const struct seal_result *r,
                  struct arena *arena)
{
        *vec_add(arena, &f->packed.seals) = (struct sealed){.facility = code,
                                                            .programme = f->p->programme->id,
                                                            .category = a->category->label.id,
                                                            .variant = a->variant ? a->variant : "",
                                                            .applied_on = a->applied_on,
                                                            .status = application_status_id(a->status),
                                                            .has_claimed = true,
                                                            .has_eligible_total = true,
                                                            .has_eligible_cost = true,
                                                            .claimed = a->claimed,
                                                            .eligible_total = a->eligible_total,
                                                            .eligible_cost = a->eligible_cost,
                                                            .subsidy = a->subsidy,
                                                            .xml_sha256 = arena_strdup(arena, r->xml.hex),
                                                            .zip_sha256 = arena_strdup(arena, r->zip.hex),
                                                            .file = arena_strdup(arena, r->name)};
}

/* One application. `own`: findings and fault of this packet only. */
static enum status seal_one(struct seal_result *result, struct packing *p, struct packet *packet, struct filing *filing,
                            struct findings *own, struct arena *scratch)
{
        const char *code = packet->records->facility.code;
        enum status st =
                store_filing(filing, p->store, p->programme->id, code, packet->assessment->category->label.id, scratch);

        packet->filing = filing;
        if (st == OK)
                st = store_crosscheck(p->store, code, &packet->facts, scratch);

        packet_narrow(packet, scratch);
        if (st == OK)
                st = store_corrections(&packet->corrections, p->store, packet->records, scratch);
        if (st == OK)
                st = packet_enclose(packet, p->evidence, scratch, own);
        if (st == OK && p->geta)
                packet_allow_geta(packet, p->sealing.fonts, scratch);
        findings_sort(&packet->facts);
        return st == OK ? seal_packet(result, packet, &p->sealing, scratch, own) : st;
}

/* Passes over facilities that said they will not apply. */
static void print_declined(struct facility_packing *f, const struct judged *j, const struct assessment *a)
{
        f->packed.declined++;
        fprintf(f->out, "%s/%s-%s  %s\n", f->p->programme->id, j->records->facility.code, a->category->label.id,
                say(f->p->c, "作りません(申請しない)", "not made (declined)"));
}

/* Adds what the records of this application alone do not show: that others claim a receipt too, what others or an import ask, and that
 * the facility will not apply. */
static bool stops_for_others(struct facility_packing *f, const struct judged *j, const struct assessment *a,
                             struct arena *scratch, struct arena *arena)
{
        struct packing *p = f->p;
        struct judge_elsewhere elsewhere = {.errors = findings_in(scratch)};
        struct filing filing;
        enum status st = store_filing(&filing, p->store, p->programme->id, j->records->facility.code,
                                      a->category->label.id, scratch);

        if (st == OK)
                st = judge_elsewhere(&elsewhere, p->judge, j->records, a->category, scratch);
        f->asks = a->status == NEEDS_ANSWER || (elsewhere.asks && !filing_handed_in(filing.state));
        if (st != OK)
                fail(f, j->records->facility.code, &p->c->findings.fault, arena);
        else if (filing.state == FILING_DECLINED)
                print_declined(f, j, a);
        else if (elsewhere.errors.n && !p->draft && !filing_handed_in(filing.state))
                print_stopped(f, j, a, &elsewhere.errors, scratch);
        else
                return false;
        return true;
}

static void pack(struct facility_packing *f, const struct judged *j, const struct assessment *a, struct arena *arena,
                 struct arena *scratch)
{
        struct packing *p = f->p;
        struct packet packet = {
                .draft = p->draft, .records = j->records, .assessment = a, .facts = findings_in(scratch)};
        struct findings own = findings_in(scratch);
        struct seal_result result;
        struct filing filing;
        enum status st;

        if (a->status == HAS_ERROR && !p->draft) {
                print_stopped(f, j, a, &a->findings, scratch);
                return;
        }
        if (stops_for_others(f, j, a, scratch, arena))
                return;
        st = seal_one(&result, p, &packet, &filing, &own, scratch);
        if (st == ERR_INPUT) {
                print_stopped(f, j, a, &own, scratch);
        } else if (st != OK) {
                fail(f, packet_name(&packet, scratch), own.fault.id ? &own.fault : &p->c->findings.fault, arena);
        } else {
                f->packed.by_outcome[result.outcome]++;
                f->packed.asking[result.outcome] += f->asks;
                print_packet(f, a, &filing, &result, scratch);
                print_portal(f, a, &result, scratch);
                print_geta(f, &packet.facts, scratch);
                /* also after a run that was cut off between writing the file and entering it */
                if (result.outcome == SEAL_WRITTEN || result.outcome == SEAL_UNCHANGED ||
                    result.outcome == SEAL_REPLACED)
                        enter(f, j->records->facility.code, a, &result, arena);
        }
}

static enum status pack_facility(void *user, const struct judged *j, struct arena *arena)
{
        struct facility_packing *f = user;

        for (size_t i = 0; i < j->assessments.n; i++) {
                const struct assessment *a = &j->assessments.at[i];
                struct arena *scratch;

                if (f->p->category && strcmp(f->p->category, a->category->label.id) != 0)
                        continue;
                scratch = arena_child(arena);
                pack(f, j, a, arena, scratch);
                arena_free(scratch);
        }
        return OK;
}

/* The worker's own connection: a database must not be carried through a fork. */
static enum status open_judge(struct packing *p)
{
        struct context *c = p->c;
        enum status st = p->judge ? OK : store_open(&p->store, c->folder, &c->findings);

        if (st == OK && !p->judge) {
                p->judge = judge_new(p->store, p->programme, p->applied_on, c->arena);
                judge_alone(p->judge);
        }
        /* one view of the records for many facilities, not for all: what is written meanwhile waits for it in the WAL */
        if (st == OK && p->judged++ % A_VIEW == 0) {
                store_rollback(p->store);
                st = store_read_begin(p->store);
        }
        return st;
}

static void judge_and_pack(struct facility_packing *f, const char *code, struct arena *scratch)
{
        struct packing *p = f->p;
        bool found = true;
        enum status st;

        p->c->findings.fault = (struct fault){0};
        st = open_judge(p);
        if (st == OK)
                st = judge_facility(&found, p->judge, code, pack_facility, f);
        if (st != OK)
                fail(f, code, &p->c->findings.fault, scratch);
        f->packed.absent = !found;
}

/* With a fault: what kept the facility's files from getting their names. */
static void run_one(struct packing *p, const char *code, const struct fault *fault, struct buffer *result,
                    struct arena *scratch)
{
        struct facility_packing f = {.p = p};
        struct platform_text text;

        if (!platform_text_begin(&text)) {
                arena_handler(scratch)();
                return;
        }
        f.out = text.out;
        if (fault)
                fail(&f, code, fault, scratch);
        else
                judge_and_pack(&f, code, scratch);
        if (!platform_text_end(&text))
                arena_handler(scratch)();
        f.packed.text = text.at;
        packed_write(result, &f.packed);
        free(text.at);
}

/* ---- several facilities */

/* Facilities whose files have no name yet. */
struct unnamed {
        struct packing *p;
        size_t begun; /* where what was said of them begins in the result */
        struct texts codes;
        struct arena *arena;
};

/* What was said of them holds only if their files have their names. Of a file that has got one in spite of a failure the next run says
 * that it is unchanged, and enters it. */
static void name_files(struct unnamed *u, struct buffer *result)
{
        struct findings findings = findings_in(u->arena);

        if (file_batch_name(&u->p->batch, &findings) != OK) {
                result->n = u->begun;
                for (size_t i = 0; i < u->codes.n; i++)
                        run_one(u->p, u->codes.at[i], &findings.fault, result, u->arena);
        }
        u->begun = result->n;
        u->codes.n = 0;
}

static void run_many(struct packing *p, const char *codes, struct buffer *result, struct arena *scratch)
{
        static const char between[] = {PACKING_BETWEEN, '\0'};
        struct unnamed u = {.p = p, .begun = result->n, .arena = scratch};

        if (!p->batch.path)
                p->batch = file_batch_in(p->sealing.folder, p->c->arena);
        p->sealing.batch = &p->batch;
        for (size_t n; *codes; codes += n + (codes[n] != '\0')) {
                n = strcspn(codes, between);
                *vec_add(scratch, &u.codes) = arena_strndup(scratch, codes, n);
                run_one(p, u.codes.at[u.codes.n - 1], NULL, result, scratch);
                if (file_batch_room(&p->batch) < p->batch.most / 4)
                        name_files(&u, result);
        }
        name_files(&u, result);
        p->sealing.batch = NULL;
}

void packing_run(void *packing, const char *codes, struct buffer *result, struct arena *scratch)
{
        struct packing *p = packing;

        if (!p->few && strchr(codes, PACKING_BETWEEN))
                run_many(p, codes, result, scratch);
        else
                run_one(p, codes, NULL, result, scratch);
}
