/* The characters that a document uses: each has a font and a code there. */
#include "templates/pdf/pdf_private.h"

#include <stdlib.h>
#include <string.h>

#include "core/banned.h"

#define GETA_MARK       0x3013 /* 〓 */
#define MOST_CHARACTERS 60000  /* of one face: a CID has two bytes */

static size_t slot_of(const struct pdf *pdf, uint64_t key, enum face asked)
{
        uint64_t h = (key ^ (uint64_t)asked << 61) * UINT64_C(0x9E3779B97F4A7C15);
        size_t i = (size_t)(h >> 32) & (pdf->room - 1);

        while (pdf->slots[i].place && (pdf->slots[i].key != key || pdf->slots[i].asked != asked))
                i = (i + 1) & (pdf->room - 1);
        return i;
}

static void widen_slots(struct pdf *pdf)
{
        pdf->room *= 2;
        pdf->slots = arena_alloc(pdf->arena, pdf->room * sizeof *pdf->slots);
        for (size_t i = 0; i < pdf->characters.n; i++) {
                const struct character *c = &pdf->characters.at[i];

                pdf->slots[slot_of(pdf, c->key, c->asked)] = (struct character_slot){c->key, (uint32_t)i + 1, c->asked};
        }
}

static size_t character_index(struct pdf *pdf, const struct cluster *cluster, enum face asked)
{
        uint64_t key = character_key(cluster);
        size_t slot = slot_of(pdf, key, asked);
        struct character *c;

        if (pdf->slots[slot].place)
                return pdf->slots[slot].place - 1;
        if (pdf->characters.n * 2 >= pdf->room) {
                widen_slots(pdf);
                slot = slot_of(pdf, key, asked);
        }
        c = vec_add(pdf->arena, &pdf->characters);
        c->key = key;
        c->asked = asked;
        c->code_point = cluster->code_point;
        c->cid = font_base_code(pdf->fonts, &c->glyph, asked, key);
        c->typed = key;
        if (!c->cid)
                c->glyph = fonts_glyph(pdf->fonts, asked, cluster->code_point, cluster->selector);
        if (!c->glyph.id && pdf->geta) {
                c->glyph = fonts_glyph(pdf->fonts, asked, GETA_MARK, 0);
                c->typed = 0;
                memcpy(&c->typed, "〓", strlen("〓"));
        }
        c->font = c->cid ? BASE_FONT(asked) : REST_FONT(c->glyph.face);
        pdf->slots[slot] = (struct character_slot){key, (uint32_t)pdf->characters.n, asked};
        return pdf->characters.n - 1;
}

bool *pdf_base_drawn(struct pdf *pdf, enum face face)
{
        if (!pdf->of_base[face])
                pdf->of_base[face] = arena_alloc(pdf->arena, font_base_size(pdf->fonts, face) + 1);
        return pdf->of_base[face];
}

struct drawn pdf_character_drawn(struct pdf *pdf, const struct cluster *cluster, enum face asked)
{
        size_t index = character_index(pdf, cluster, asked);
        struct character *c = &pdf->characters.at[index];
        struct index_list *drawn = &pdf->drawn[c->glyph.face];

        if (!c->glyph.id || drawn->n >= MOST_CHARACTERS) {
                pdf->missing = pdf->missing ? pdf->missing : c->code_point;
        } else if (!c->cid) {
                *vec_add(pdf->arena, drawn) = (uint32_t)index;
                c->cid = (uint16_t)drawn->n;
        }
        return (struct drawn){&c->glyph, c->font, c->cid};
}

int pdf_character_advance(struct pdf *pdf, const struct cluster *cluster, enum face asked)
{
        size_t index = character_index(pdf, cluster, asked); /* the list may move */

        return pdf->characters.at[index].glyph.advance;
}
