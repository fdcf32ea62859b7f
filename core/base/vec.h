/* Growing arrays in an arena: `struct lines { VEC(struct line); }` has at[] and n.
 * vec_add returns the new, zeroed last element. Elements move when the array grows:
 * keep indexes while filling, pointers only afterwards. */
#ifndef SOROE_VEC_H
#define SOROE_VEC_H

#include "core/base/arena.h"

#define VEC(type)                                                                                                      \
        type *at;                                                                                                      \
        size_t n;                                                                                                      \
        size_t room

#define vec_add(arena, v)                                                                                              \
        (vec_grow((arena), (void **)&(v)->at, (v)->n, &(v)->room, sizeof *(v)->at), &(v)->at[(v)->n++])

void vec_grow(struct arena *, void **at, size_t n, size_t *room, size_t size);

#endif
