#include "reader/place.h"

#include <math.h>
#include <string.h>

#include "core/banned.h"

const struct place place_same = {{1, 0, 0, 0, 1, 0, 0, 0, 1}};

void place_step(struct place *place, const double step[9])
{
        struct place out = {{0}};

        for (int row = 0; row < 3; row++)
                for (int column = 0; column < 3; column++)
                        for (int k = 0; k < 3; k++)
                                out.m[3 * row + column] += place->m[3 * row + k] * step[3 * k + column];
        *place = out;
}

void place_cut(struct place *place, double left, double top)
{
        place_step(place, (const double[]){1, 0, left, 0, 1, top, 0, 0, 1});
}

void place_scaled(struct place *place, double factor)
{
        place_step(place, (const double[]){1 / factor, 0, 0, 0, 1 / factor, 0, 0, 0, 1});
}

void place_turned(struct place *place, double width, double height)
{
        (void)width;
        place_step(place, (const double[]){0, 1, 0, -1, 0, height, 0, 0, 1});
}

void place_over(struct place *place, double width, double height)
{
        place_step(place, (const double[]){-1, 0, width, 0, -1, height, 0, 0, 1});
}

void place_leant(struct place *place, double width, double height, double radians)
{
        const double c = cos(radians), s = sin(radians), x = width / 2, y = height / 2;

        place_step(place, (const double[]){c, s, x - c * x - s * y, -s, c, y - c * y + s * x, 0, 0, 1});
}

bool place_numbers(int64_t out[9], const struct place *place)
{
        const double unit = place->m[8];

        for (int i = 0; i < 9; i++) {
                double value = place->m[i] / unit * 1e9;

                if (!(fabs(value) < 1e13)) /* also no number at all */
                        return false;
                out[i] = (int64_t)llround(value);
        }
        return true;
}

bool place_back(double *x, double *y, const struct place *place)
{
        const double *m = place->m;
        /* the adjugate: the inverse but for a factor, which a projective map does not feel */
        const double a = m[4] * m[8] - m[5] * m[7], b = m[2] * m[7] - m[1] * m[8], c = m[1] * m[5] - m[2] * m[4];
        const double d = m[5] * m[6] - m[3] * m[8], e = m[0] * m[8] - m[2] * m[6], f = m[2] * m[3] - m[0] * m[5];
        const double g = m[3] * m[7] - m[4] * m[6], h = m[1] * m[6] - m[0] * m[7], i = m[0] * m[4] - m[1] * m[3];
        const double w = g * *x + h * *y + i, px = a * *x + b * *y + c, py = d * *x + e * *y + f;

        if (!(fabs(w) > 1e-9))
                return false;
        *x = px / w;
        *y = py / w;
        return true;
}
