/* Where a point of the prepared page lies on the picture that was handed in: every step of the preparation adds itself. */
#ifndef SOROE_READER_PLACE_H
#define SOROE_READER_PLACE_H

#include <stdbool.h>
#include <stdint.h>

/* Rows of a projective map; a point (x, y, 1) of the page becomes (X, Y, W), which is (X/W, Y/W) on the picture. */
struct place {
        double m[9];
};

extern const struct place place_same;

/* The page became a new one, of which a point lies on the old one as the step says. */
void place_step(struct place *, const double step[9]);
void place_cut(struct place *, double left, double top);        /* so much was cut off; below 0: added */
void place_scaled(struct place *, double factor);               /* the new one is so many times as large */
void place_turned(struct place *, double width, double height); /* by 90 degrees clockwise; the old one's size */
void place_over(struct place *, double width, double height);   /* by 180 degrees */
/* Turned by a small angle about its middle, as pixRotateAMGray does. */
void place_leant(struct place *, double width, double height, double radians);

/* In billionths, with the last one as the unit. False: it is none (a step was degenerate). */
bool place_numbers(int64_t out[9], const struct place *);
/* The other way: where a point of the picture lies on the page. */
bool place_back(double *x, double *y, const struct place *);

#endif
