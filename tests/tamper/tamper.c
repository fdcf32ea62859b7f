/* tamper STEP PACKET.zip...: changes packets in every way there is and asks the verifier each time. Prints a table: kind of
 * change, how many, and which check found it. A change that none finds is "missed", and the exit status is 1.
 *
 * STEP: of a member's content every STEP-th byte is changed (the ZIP's own structure always byte by byte), and of what is
 * made again with all its digests every 50 x STEP-th byte, and every (1 + STEP / 100)-th value. Packets are those of this
 * version: rendering again applies. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/file/digest.h"
#include "core/file/file.h"
#include "core/format/xml/xml.h"

#include "templates/packet/bag.h"
#include "templates/verify/verify.h"

#include "core/banned.h"

enum { MOST_CHECKS = 16, RARER = 50 };

/* What became of the changes of one kind. */
struct tally {
        const char *kind;
        int changes, missed;
        int found[MOST_CHECKS];
};

struct tamper {
        size_t step;
        struct verifier *verifier;
        struct arena *all, *packet, *arena, *scratch; /* of everything; a packet; a change; a verification */
        const char *checks[MOST_CHECKS];              /* ids, in order */
        size_t n_checks;
        struct tally *tally; /* of the kind at hand */
        struct {
                VEC(struct tally);
        } tallies;
        /* the packet at hand */
        const char *path;
        struct bytes zip;
        struct zip_members members;
        struct date day;
        struct bag bag;
};

static void begin(struct tamper *t, const char *kind)
{
        for (size_t i = 0; i < t->tallies.n; i++) {
                if (strcmp(t->tallies.at[i].kind, kind) == 0) {
                        t->tally = &t->tallies.at[i];
                        return;
                }
        }
        t->tally = vec_add(t->all, &t->tallies);
        t->tally->kind = kind;
}

/* The verdict on a changed packet goes into the table. */
static void judge(struct tamper *t, const struct verification *v, const char *what)
{
        t->tally->changes++;
        for (size_t i = 0; i < v->checks.n; i++) {
                if (v->checks.at[i].result == CHECK_FAILED && v->verdict == VERDICT_FAILED) {
                        t->tally->found[i]++;
                        return;
                }
        }
        t->tally->missed++;
        printf("MISSED: %s: %s: %s\n", t->path, t->tally->kind, what);
}

static void try_zip(struct tamper *t, struct bytes zip, enum verify_level level, const char *what)
{
        struct verification v;

        verify_packet(&v, t->verifier, t->path, zip, level, t->scratch);
        judge(t, &v, what);
        arena_reset(t->scratch);
}

static void try_members(struct tamper *t, const struct zip_members *members, const char *what)
{
        struct verification v;

        verify_members(&v, t->verifier, t->path, members, LEVEL_BAG, t->scratch);
        judge(t, &v, what);
        arena_reset(t->scratch);
}

/* ---- single bytes */

/* The bytes that another takes the place of `old`: a bit at either end, the next number, none, all. */
static size_t others(unsigned char out[5], unsigned char old)
{
        const unsigned char wanted[5] = {old ^ 1, old ^ 0x80, (unsigned char)(old + 1), 0, 0xff};
        size_t n = 0;

        for (size_t i = 0; i < 5; i++)
                if (wanted[i] != old && !memchr(out, wanted[i], n))
                        out[n++] = wanted[i];
        return n;
}

static bool in_content(const struct tamper *t, size_t at)
{
        const unsigned char *byte = t->zip.at + at;

        for (size_t i = 0; i < t->members.n; i++)
                if (byte >= t->members.at[i].bytes.at && byte < t->members.at[i].bytes.at + t->members.at[i].bytes.n)
                        return true;
        return false;
}

static void change_zip_bytes(struct tamper *t)
{
        unsigned char *copy = (unsigned char *)arena_strndup(t->packet, (const char *)t->zip.at, t->zip.n);
        char what[64];

        for (size_t at = 0; at < t->zip.n; at++) {
                bool content = in_content(t, at);
                unsigned char bytes[5];
                size_t n = others(bytes, t->zip.at[at]);

                if (content && at % t->step)
                        continue;
                begin(t, content ? "a byte of a member" : "a byte of the ZIP's structure");
                for (size_t i = 0; i < (content || t->step > 100 ? 1 : n); i++) {
                        copy[at] = bytes[i];
                        snprintf(what, sizeof what, "byte %zu", at);
                        try_zip(t, (struct bytes){copy, t->zip.n}, LEVEL_BAG, what);
                }
                copy[at] = t->zip.at[at];
        }
}

/* The same in an unpacked bag, which has no CRC: the manifests alone find it. */
static void change_bag_bytes(struct tamper *t)
{
        begin(t, "a byte of an unpacked bag's file");
        for (size_t i = 0; i < t->members.n; i++) {
                struct zip_member *m = &t->members.at[i];
                const struct bytes whole = m->bytes;
                unsigned char *copy = (unsigned char *)arena_strndup(t->packet, (const char *)whole.at, whole.n);

                m->bytes.at = copy;
                for (size_t at = 0; at < whole.n; at += t->step) {
                        copy[at] ^= 1;
                        try_members(t, &t->members, m->name);
                        copy[at] ^= 1;
                }
                m->bytes = whole;
        }
}

static void change_length(struct tamper *t)
{
        struct buffer longer = buffer_in(t->arena), shifted = buffer_in(t->arena);

        begin(t, "the ZIP cut, or bytes around it");
        for (size_t n = 0; n < t->zip.n; n += n + 64 < t->zip.n ? t->step * 16 : 1)
                try_zip(t, (struct bytes){t->zip.at, n}, LEVEL_CONTAINER, "cut off");
        buffer_add(&longer, t->zip.at, t->zip.n);
        buffer_char(&longer, '\0');
        try_zip(t, buffer_bytes(&longer), LEVEL_CONTAINER, "a byte behind");
        buffer_char(&shifted, 'x');
        buffer_add(&shifted, t->zip.at, t->zip.n);
        try_zip(t, buffer_bytes(&shifted), LEVEL_CONTAINER, "a byte before");
}

/* ---- whole members, in a ZIP that is itself in order */

static struct zip_members copy_of(const struct tamper *t, const struct zip_members *from)
{
        struct zip_members copy = {0};

        for (size_t i = 0; i < from->n; i++) {
                struct zip_member *m = vec_add(t->arena, &copy);

                m->name = from->at[i].name;
                m->bytes = from->at[i].bytes;
        }
        return copy;
}

static void try_rebuilt(struct tamper *t, const struct zip_members *members, const char *what)
{
        struct buffer zip = buffer_in(t->arena);

        if (zip_write(&zip, members, t->day))
                try_zip(t, buffer_bytes(&zip), LEVEL_ALL, what);
}

static void remove_at(struct zip_members *members, size_t i)
{
        memmove(&members->at[i], &members->at[i + 1], (members->n - i - 1) * sizeof *members->at);
        members->n--;
}

static void change_members(struct tamper *t)
{
        for (size_t i = 0; i < t->members.n; i++) {
                struct zip_members less = copy_of(t, &t->members), renamed = copy_of(t, &t->members),
                                   cut = copy_of(t, &t->members), twice = copy_of(t, &t->members);
                const char *name = t->members.at[i].name;
                struct zip_member *more;

                begin(t, "a member removed");
                remove_at(&less, i);
                try_rebuilt(t, &less, name);
                begin(t, "a member renamed");
                renamed.at[i].name = arena_printf(t->arena, "%sx", name);
                try_rebuilt(t, &renamed, name);
                begin(t, "a member cut by a byte");
                cut.at[i].bytes.n -= cut.at[i].bytes.n > 0;
                try_rebuilt(t, &cut, name);
                begin(t, "a member added");
                more = vec_add(t->arena, &twice);
                more->name = arena_printf(t->arena, "%s.copy", name);
                more->bytes = t->members.at[i].bytes;
                try_rebuilt(t, &twice, name);
                arena_reset(t->arena);
        }
}

static void swap_members(struct tamper *t)
{
        for (size_t i = 0; i < t->members.n; i++) {
                for (size_t k = i + 1; k < t->members.n; k++) {
                        struct zip_members contents = copy_of(t, &t->members), places = copy_of(t, &t->members);
                        const struct zip_member a = t->members.at[i], b = t->members.at[k];

                        begin(t, "two members' contents swapped");
                        contents.at[i].bytes = b.bytes;
                        contents.at[k].bytes = a.bytes;
                        try_rebuilt(t, &contents, a.name);
                        begin(t, "two members in each other's place");
                        places.at[i] = b;
                        places.at[k] = a;
                        try_rebuilt(t, &places, a.name);
                        arena_reset(t->arena);
                }
        }
}

/* ---- every digest made again, as a forger would */

static void try_forged(struct tamper *t, const struct zip_members *payload, const char *what)
{
        struct zip_members members = {0};
        struct buffer zip = buffer_in(t->arena);

        if (bag_make(&members, t->bag.top, payload, &t->bag.info, NULL, t->arena) &&
            zip_write(&zip, &members, t->bag.info.day))
                try_zip(t, buffer_bytes(&zip), LEVEL_ALL, what);
}

static struct bytes edited(const struct tamper *t, struct bytes from, size_t at, size_t n, const char *by)
{
        struct buffer out = buffer_in(t->arena);

        buffer_add(&out, from.at, at);
        buffer_text(&out, by);
        buffer_add(&out, from.at + at + n, from.n - at - n);
        return buffer_bytes(&out);
}

/* Another value of the same look: the last digit of what has one, else the first letter. */
static const char *other_value(const struct tamper *t, const char *at, size_t n)
{
        char *value = arena_strndup(t->arena, at, n);

        for (size_t i = n; i-- > 0;) {
                if (value[i] >= '0' && value[i] <= '9') {
                        value[i] = value[i] == '9' ? '8' : (char)(value[i] + 1);
                        return value;
                }
        }
        return arena_printf(t->arena, "%c%s", n && value[0] == 'a' ? 'b' : 'a', n ? value + 1 : "");
}

/* The digest of the forged rules is put into the record, so that only what the rules say can give them away. */
static void renew_programme_digest(struct tamper *t, struct zip_members *payload, const char *old)
{
        const struct zip_member *programme = zip_find(payload, "programme.xml");
        struct digest digest = digest_of(programme->bytes);

        for (size_t i = 0; i < payload->n; i++) {
                struct zip_member *m = &payload->at[i];
                const char *at = strcmp(m->name, "application.xml") == 0
                                         ? memmem(m->bytes.at, m->bytes.n, old, strlen(old))
                                         : NULL;

                if (at)
                        m->bytes = edited(t, m->bytes, (size_t)((const unsigned char *)at - m->bytes.at), strlen(old),
                                          digest.hex);
        }
}

/* Every value between quotes in an XML file of the payload. */
static void forge_values(struct tamper *t, size_t which, const char *kind, bool renew)
{
        const struct zip_member *m = &t->bag.payload.at[which];
        const char *text = (const char *)m->bytes.at, *end = text + m->bytes.n, *at = text;
        struct digest digest = digest_of(m->bytes);

        begin(t, kind);
        for (size_t n = 0; (at = memmem(at, (size_t)(end - at), "=\"", 2)); n++) {
                const char *value = at + 2, *quote = memchr(value, '"', (size_t)(end - value));
                struct zip_members payload = copy_of(t, &t->bag.payload);
                const char *other;

                if (!quote)
                        break;
                at = quote;
                if (n % (1 + t->step / 100))
                        continue;
                other = other_value(t, value, (size_t)(quote - value));
                payload.at[which].bytes = edited(t, m->bytes, (size_t)(value - text), (size_t)(quote - value), other);
                if (renew)
                        renew_programme_digest(t, &payload, digest.hex);
                try_forged(t, &payload, arena_printf(t->arena, "%.*s -> %s", (int)(quote - value), value, other));
                arena_reset(t->arena);
        }
}

static void forge_bytes(struct tamper *t, size_t which)
{
        const struct zip_member *m = &t->bag.payload.at[which];

        begin(t,
              strcmp(m->name, "summary.pdf") == 0 ? "forged: a byte of summary.pdf" : "forged: a byte of another file");
        for (size_t at = 0; at < m->bytes.n; at += t->step * RARER) {
                struct zip_members payload = copy_of(t, &t->bag.payload);
                unsigned char *copy = (unsigned char *)arena_strndup(t->arena, (const char *)m->bytes.at, m->bytes.n);

                copy[at] ^= 1;
                payload.at[which].bytes.at = copy;
                try_forged(t, &payload, m->name);
                arena_reset(t->arena);
        }
}

static void forge_files(struct tamper *t)
{
        for (size_t i = 0; i < t->bag.payload.n; i++) {
                struct zip_members less = copy_of(t, &t->bag.payload), more = copy_of(t, &t->bag.payload);
                const char *name = t->bag.payload.at[i].name;
                struct zip_member *added;

                begin(t, "forged: a file left out");
                remove_at(&less, i);
                try_forged(t, &less, name);
                begin(t, "forged: a file put in");
                added = vec_add(t->arena, &more);
                added->name = arena_printf(t->arena, "%s.x", name);
                added->bytes = t->bag.payload.at[i].bytes;
                try_forged(t, &more, name);
                arena_reset(t->arena);
        }
}

static void forge(struct tamper *t)
{
        for (size_t i = 0; i < t->bag.payload.n; i++) {
                const char *name = t->bag.payload.at[i].name;

                if (strcmp(name, "application.xml") == 0) {
                        forge_values(t, i, "forged: a value of application.xml", false);
                } else if (strcmp(name, "programme.xml") == 0) {
                        forge_values(t, i, "forged: a value of the programme", false);
                        forge_values(t, i, "forged: the same, with its digest in the record", true);
                } else {
                        forge_bytes(t, i);
                }
        }
        forge_files(t);
}

/* ---- the table */

static void print_table(const struct tamper *t)
{
        printf("%-50s%8s%8s", "change", "number", "missed");
        for (size_t i = 0; i < t->n_checks; i++)
                printf("  %s", t->checks[i]);
        putchar('\n');
        for (size_t k = 0; k < t->tallies.n; k++) {
                const struct tally *row = &t->tallies.at[k];

                printf("%-50s%8d%8d", row->kind, row->changes, row->missed);
                for (size_t i = 0; i < t->n_checks; i++)
                        printf("  %*d", (int)strlen(t->checks[i]), row->found[i]);
                putchar('\n');
        }
}

static bool open_packet(struct tamper *t, const char *path, struct findings *findings)
{
        struct zip_fault zip_fault;
        struct bag_fault bag_fault;
        struct verification v;

        t->path = path;
        t->members = (struct zip_members){0};
        if (file_read(&t->zip, path, ZIP_MOST_BYTES, t->packet, findings) != OK)
                return false;
        verify_packet(&v, t->verifier, path, t->zip, LEVEL_ALL, t->packet);
        t->n_checks = v.checks.n;
        for (size_t i = 0; i < v.checks.n && i < MOST_CHECKS; i++) {
                t->checks[i] = v.checks.at[i].id;
                /* what does not apply cannot find anything: the table would promise too much */
                if (v.checks.at[i].result == CHECK_NOT_APPLICABLE && strcmp(v.checks.at[i].id, "signature") != 0)
                        return false;
        }
        return v.verdict == VERDICT_OK && zip_read_strict(&t->members, &t->day, t->zip, t->packet, &zip_fault) == OK &&
               bag_check(&t->bag, &bag_fault, &t->members, NULL, t->packet);
}

int main(int argc, char **argv)
{
        struct tamper t = {.all = arena_new(abort)};
        struct findings findings = findings_in(t.all);
        int changes = 0, missed = 0;

        xml_start();
        t.packet = arena_child(t.all);
        t.arena = arena_child(t.all);
        t.scratch = arena_child(t.all);
        for (const char *s = argc > 1 ? argv[1] : ""; *s >= '0' && *s <= '9' && t.step < 100000; s++)
                t.step = t.step * 10 + (size_t)(*s - '0');
        if (argc < 3 || !t.step || verifier_new(&t.verifier, t.all, &findings) != OK) {
                fprintf(stderr, "usage: tamper STEP PACKET.zip...\n");
                return 2;
        }
        for (int i = 2; i < argc; i++) {
                if (!open_packet(&t, argv[i], &findings)) {
                        fprintf(stderr, "%s: not a whole packet of this version\n", argv[i]);
                        return 2;
                }
                change_zip_bytes(&t);
                change_bag_bytes(&t);
                change_length(&t);
                change_members(&t);
                swap_members(&t);
                forge(&t);
                arena_reset(t.packet);
        }
        print_table(&t);
        for (size_t i = 0; i < t.tallies.n; i++) {
                changes += t.tallies.at[i].changes;
                missed += t.tallies.at[i].missed;
        }
        printf("%d changes of %d packets, %d missed\n%d passed, %d failed\n", changes, argc - 2, missed,
               changes - missed, missed);
        verifier_free(t.verifier);
        arena_free(t.scratch);
        arena_free(t.arena);
        arena_free(t.packet);
        arena_free(t.all);
        return missed || !changes;
}
