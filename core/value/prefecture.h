/* The prefectures (都道府県) by their numbers: the first two digits of an institution code. */
#ifndef SOROE_PREFECTURE_H
#define SOROE_PREFECTURE_H

/* "13" for an address that begins with 東京都, also behind its postal code; "" where it begins with none. */
const char *prefecture_of_address(const char *address);

/* "13" for 東京都, 東京 or 13; "" for what is none of them. */
const char *prefecture_by_name(const char *name);
const char *prefecture_name(const char *number); /* 東京都; "" */

#endif
