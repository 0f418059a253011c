/* What the kernels share. Rows are row-major float32; every buffer belongs to the caller.

   The arithmetic is that of the spaCy pipeline's layers, in another order of sums, so a choice
   between two scores is told with the gap between them: `gap` arguments are lowered to the
   smallest one met. */

#ifndef LEGATION_KERNELS_H
#define LEGATION_KERNELS_H

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 96      /* of a token vector */
#define PIECES 3      /* of the encoder's maxout */
#define HIDDEN 64     /* of a state vector, in 2 pieces */
#define STATE (2 * HIDDEN)
#define CLASSES 64    /* scores are made so many at a time */

#define OK 0
#define NO_MEMORY 1
#define STRANGE 2     /* a state that these loops do not cover: the caller asks spaCy */

#endif
