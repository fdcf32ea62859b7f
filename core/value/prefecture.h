/* The prefectures (都道府県) by their numbers: the first two digits of an institution code. */
#ifndef SOROE_PREFECTURE_H
#define SOROE_PREFECTURE_H

/* Returns "13" for an address that begins with 東京都, also behind a postal code; "" if it begins with no prefecture. */
const char *prefecture_of_address(const char *address);

/* Returns "13" for 東京都, 東京 or 13; "" for a word that names no prefecture. */
const char *prefecture_by_name(const char *name);
const char *prefecture_name(const char *number); /* 東京都; "" */

#endif
