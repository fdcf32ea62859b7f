/* The columns of the records as pieces of SQL, from the one table of fields (core/record/fields.h). Each piece ends with a comma:
 * in every statement source and line stand behind.
 *
 *     "SELECT id, " NAMES(RECEIPT_FIELDS) "source, line FROM receipt" */
#ifndef SOROE_STORE_COLUMNS_H
#define SOROE_STORE_COLUMNS_H

#include "core/record/fields.h"

#define NAME_PIECE(id, ...)   #id ", "
#define NAME_PIECE_R(id, ...) "r." #id ", "
#define NAME_PIECE_P(id, ...) "p." #id ", "
#define NAME_PIECE_T(id, ...) "t." #id ", "
#define VALUE_PIECE(id, ...)  ":" #id ", "
#define SET_PIECE(id, ...)    #id " = :" #id ", "

#define NAMES(fields)     fields(NAME_PIECE, NAME_PIECE, FIELD_LEFT_OUT)
#define NAMES_R(fields)   fields(NAME_PIECE_R, NAME_PIECE_R, FIELD_LEFT_OUT) /* of the table called r */
#define NAMES_P(fields)   fields(NAME_PIECE_P, NAME_PIECE_P, FIELD_LEFT_OUT)
#define NAMES_T(fields)   fields(NAME_PIECE_T, NAME_PIECE_T, FIELD_LEFT_OUT)
#define VALUES_OF(fields) fields(VALUE_PIECE, VALUE_PIECE, FIELD_LEFT_OUT)
#define SETS(fields)      fields(FIELD_LEFT_OUT, SET_PIECE, FIELD_LEFT_OUT) /* without the key */

#endif
