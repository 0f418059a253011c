/* The recogniser of named entities: tokens begin, go on with, end, are or are no entity. */

#include <math.h>

#include "states.h"

#define FEATURES 3

/* Entities in text order: `out` takes three numbers for each (first token, token after the last,
   label), `found` their number, at most n.

   `vectors` is n by FEATURES by STATE. Outside of an entity the classes are 0 for none, then a
   beginning and a whole entity of each label in turn: `weights` and `class_bias` are blocked as
   `scores_of` takes them. Inside, `inner` has HIDDEN weights and `inner_bias` one number for
   going on and for ending, label by label. `begins` tells where sentences begin. */
int find_entities(int32_t n, const float *vectors, const float *padding, const float *bias,
                  const float *weights, const float *class_bias, const float *inner,
                  const float *inner_bias, int32_t labels, const uint8_t *begins,
                  const uint8_t *spaces, int32_t *out, int32_t *found, float *gap)
{
    int classes = 1 + 2 * labels, blocks = (classes + CLASSES - 1) / CLASSES;
    float hidden[HIDDEN], scores[4 * CLASSES];
    if (blocks > 4)
        return STRANGE;
    int open = -1, label = 0;
    *found = 0;
    for (int i = 0; i < n; i++) {
        const float *own = vectors + (int64_t)i * FEATURES * STATE;
        int may_go_on = i + 1 < n && !begins[i + 1];
        if (open >= 0) {
            const float *features[FEATURES] = {
                own, vectors + (int64_t)open * FEATURES * STATE + STATE,
                vectors + (int64_t)(i - 1) * FEATURES * STATE + 2 * STATE,
            };
            if (may_go_on) {
                hidden_of(features, FEATURES, bias, hidden);
                float pair[2];
                for (int m = 0; m < 2; m++) {
                    const float *row = inner + (2 * label + m) * HIDDEN;
                    float sum = 0;
                    for (int k = 0; k < HIDDEN; k++)
                        sum += hidden[k] * row[k];
                    pair[m] = sum + inner_bias[2 * label + m];
                }
                if (fabsf(pair[0] - pair[1]) < *gap)
                    *gap = fabsf(pair[0] - pair[1]);
                if (pair[0] >= pair[1])
                    continue;
            }
            int32_t *entity = out + 3 * (*found)++;
            entity[0] = open;
            entity[1] = i + 1;
            entity[2] = label;
            open = -1;
            continue;
        }
        if (spaces[i])
            continue; /* no entity begins with a space */
        const float *features[FEATURES] = {own, padding + STATE, padding + 2 * STATE};
        hidden_of(features, FEATURES, bias, hidden);
        scores_of(hidden, weights, class_bias, blocks, scores);
        int best = 0;
        float first = scores[0], second = -INFINITY;
        for (int c = 1; c < classes; c++) {
            if (c % 2 && !may_go_on)
                continue;
            if (scores[c] > first) {
                second = first;
                first = scores[c];
                best = c;
            } else if (scores[c] > second) {
                second = scores[c];
            }
        }
        if (first - second < *gap)
            *gap = first - second;
        if (!best)
            continue;
        label = (best - 1) / 2;
        if (best % 2) {
            open = i;
        } else {
            int32_t *entity = out + 3 * (*found)++;
            entity[0] = i;
            entity[1] = i + 1;
            entity[2] = label;
        }
    }
    return OK;
}
