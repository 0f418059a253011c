/* The encoder of token vectors: embedded words, then blocks of window, maxout, layer norm, sum. */

#include <math.h>

#include "kernels.h"

#define LANES 16

/* The cached rows of words, with `pad` rows of zeros before and after them. */
void gather_words(const float *table, const int32_t *words, int64_t n, int64_t pad, float *out)
{
    memset(out, 0, pad * WIDTH * sizeof(float));
    out += pad * WIDTH;
    for (int64_t i = 0; i < n; i++, out += WIDTH)
        memcpy(out, table + (int64_t)words[i] * WIDTH, WIDTH * sizeof(float));
    memset(out, 0, pad * WIDTH * sizeof(float));
}

/* Rows `first` to `last` of `rows`, each with its neighbours on both sides; zeros beyond. */
void copy_windows(const float *rows, int64_t n, int64_t first, int64_t last, float *out)
{
    for (int64_t i = first; i < last; i++, out += 3 * WIDTH) {
        if (i > 0 && i < n - 1) {
            memcpy(out, rows + (i - 1) * WIDTH, 3 * WIDTH * sizeof(float));
            continue;
        }
        memset(out, 0, 3 * WIDTH * sizeof(float));
        for (int64_t j = -1; j <= 1; j++)
            if (i + j >= 0 && i + j < n)
                memcpy(out + (j + 1) * WIDTH, rows + (i + j) * WIDTH, WIDTH * sizeof(float));
    }
}

/* Each row's greatest piece with its bias, normalised, scaled, added to the row itself.

   `products` has the pieces side by side: WIDTH of the first, WIDTH of the second, the third.
   `scale` and `shift` are the layer norm's. */
void mix_rows(const float *restrict products, const float *restrict bias,
              const float *restrict scale, const float *restrict shift,
              const float *restrict rows, int64_t n, float *restrict out)
{
    for (int64_t i = 0; i < n; i++, products += PIECES * WIDTH, rows += WIDTH, out += WIDTH) {
        float best[WIDTH], sums[LANES] = {0}, squares[LANES] = {0}, mean = 0, variance = 0;
        for (int o = 0; o < WIDTH; o++) {
            float a = products[o] + bias[o];
            float b = products[o + WIDTH] + bias[o + WIDTH];
            float c = products[o + 2 * WIDTH] + bias[o + 2 * WIDTH];
            a = a > b ? a : b;
            best[o] = a > c ? a : c;
        }
        for (int o = 0; o < WIDTH; o += LANES)
            for (int k = 0; k < LANES; k++)
                sums[k] += best[o + k];
        for (int k = 0; k < LANES; k++)
            mean += sums[k];
        mean /= WIDTH;
        for (int o = 0; o < WIDTH; o += LANES)
            for (int k = 0; k < LANES; k++) {
                float d = best[o + k] - mean;
                squares[k] += d * d;
            }
        for (int k = 0; k < LANES; k++)
            variance += squares[k];
        float rate = 1.0f / sqrtf(variance / WIDTH + 1e-8f);
        for (int o = 0; o < WIDTH; o++)
            out[o] = rows[o] + ((best[o] - mean) * rate * scale[o] + shift[o]);
    }
}

/* The class of the greatest score of each row, and the smallest gap to the second. */
void greatest(const float *scores, int64_t n, int64_t classes, int32_t *out, float *gap)
{
    for (int64_t i = 0; i < n; i++, scores += classes) {
        int best = 0;
        float first = scores[0], second = -INFINITY;
        for (int c = 1; c < classes; c++) {
            if (scores[c] > first) {
                second = first;
                first = scores[c];
                best = c;
            } else if (scores[c] > second) {
                second = scores[c];
            }
        }
        out[i] = best;
        if (first - second < *gap)
            *gap = first - second;
    }
}
