/* Scores of one state of a transition system. */

#ifndef LEGATION_STATES_H
#define LEGATION_STATES_H

#include "kernels.h"

/* The hidden vector of a state: the sum of `n` features (in their order) and the bias, the
   greater of two pieces, which lie one after the other. */
static inline void hidden_of(const float *const *features, int n, const float *bias, float *hidden)
{
    float sum[STATE];
    memcpy(sum, features[0], sizeof sum);
    for (int f = 1; f < n; f++)
        for (int o = 0; o < STATE; o++)
            sum[o] += features[f][o];
    for (int o = 0; o < STATE; o++)
        sum[o] += bias[o];
    for (int o = 0; o < HIDDEN; o++)
        hidden[o] = sum[o] > sum[o + HIDDEN] ? sum[o] : sum[o + HIDDEN];
}

/* Scores of `blocks` times CLASSES classes; `weights` is blocks by HIDDEN by CLASSES. */
static inline void scores_of(const float *restrict hidden, const float *restrict weights,
                             const float *restrict bias, int blocks, float *restrict scores)
{
    for (int b = 0; b < blocks; b++, scores += CLASSES, bias += CLASSES) {
        float sum[CLASSES] = {0};
        for (int k = 0; k < HIDDEN; k++, weights += CLASSES)
            for (int c = 0; c < CLASSES; c++)
                sum[c] += hidden[k] * weights[c];
        for (int c = 0; c < CLASSES; c++)
            scores[c] = sum[c] + bias[c];
    }
}

#endif
