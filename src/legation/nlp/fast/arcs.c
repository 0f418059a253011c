/* The arc-eager parser: Nivre, "Algorithms for Deterministic Incremental Dependency Parsing"
   (2008), with the non-monotonic moves and sentence breaks of spaCy's `arc_eager.pyx`. */

#include <math.h>

#include "states.h"

enum { SHIFT, REDUCE, LEFT, RIGHT, BREAK, MOVES };
#define FEATURES 8

typedef struct {
    int n, depth, next, back; /* tokens; on the stack; first of the buffer; put back before it */
    int32_t *stack, *put_back, *heads, *last_left, *last_right, *before;
    uint8_t *put, *starts;
} State;

static inline int stack_at(const State *s, int i)
{
    return i < s->depth ? s->stack[s->depth - 1 - i] : -1;
}

static inline int buffer_at(const State *s, int i)
{
    if (i < s->back)
        return s->put_back[s->back - 1 - i];
    i = s->next + i - s->back;
    return i < s->n ? i : -1;
}

static inline int buffer_length(const State *s)
{
    return s->n - s->next + s->back;
}

static void push(State *s)
{
    s->stack[s->depth++] = s->back ? s->put_back[--s->back] : s->next++;
}

/* Which moves may come next; labels never matter. */
static void valid_moves(const State *s, int valid[MOVES])
{
    int length = buffer_length(s), first = buffer_at(s, 0), second = buffer_at(s, 1);
    int starts = first >= 0 && s->starts[first];
    valid[SHIFT] = !s->depth || (length >= 2 && !starts && !s->put[first]);
    valid[REDUCE] = s->depth > 0;
    valid[LEFT] = valid[RIGHT] = s->depth > 0 && length > 0 && !starts;
    valid[BREAK] = length >= 2 && second == first + 1 && !s->starts[second];
}

/* Hang `child` under `head`. STRANGE where an arc to be replaced is not its head's last. */
static int add_arc(State *s, int head, int child)
{
    int old = s->heads[child];
    if (old >= 0) {
        int32_t *last = old > child ? s->last_left : s->last_right;
        if (last[old] != child)
            return STRANGE;
        last[old] = s->before[child];
    }
    int32_t *last = head > child ? s->last_left : s->last_right;
    s->before[child] = last[head];
    last[head] = child;
    s->heads[child] = head;
    return OK;
}

static int take(State *s, int move, int label, int32_t *labels)
{
    int top = stack_at(s, 0), first = buffer_at(s, 0), status;
    switch (move) {
    case SHIFT:
        push(s);
        return OK;
    case REDUCE:
        s->depth--;
        if (s->heads[top] < 0 && s->depth) {
            s->put[top] = 1;
            s->put_back[s->back++] = top;
        }
        return OK;
    case LEFT:
        status = add_arc(s, first, top);
        labels[top] = label;
        s->put[first] = 0;
        s->depth--;
        return status;
    case RIGHT:
        status = add_arc(s, top, first);
        labels[first] = label;
        push(s);
        return status;
    default:
        s->starts[buffer_at(s, 1)] = 1;
        return OK;
    }
}

/* The best valid class, and the gap to the second best if that is smaller than `gap`. */
static inline int best_of(const float *scores, int classes, const int32_t *moves,
                          const int valid[MOVES], float *gap)
{
    int best = -1;
    float first = -INFINITY, second = -INFINITY;
    for (int c = 0; c < classes; c++) {
        if (!valid[moves[c]])
            continue;
        if (best < 0 || scores[c] > first) {
            second = first;
            first = scores[c];
            best = c;
        } else if (scores[c] > second) {
            second = scores[c];
        }
    }
    if (first - second < *gap)
        *gap = first - second;
    return best;
}

static inline const float *feature(const float *vectors, const float *padding, int token, int f)
{
    return (token < 0 ? padding : vectors + (int64_t)token * FEATURES * STATE) + f * STATE;
}

static int run(State *s, const float *vectors, const float *padding, const float *bias,
               const float *weights, const float *class_bias, int classes, const int32_t *moves,
               const int32_t *labels_of, int32_t *labels, float *gap)
{
    int blocks = (classes + CLASSES - 1) / CLASSES;
    float hidden[HIDDEN], scores[4 * CLASSES];
    int64_t left = 100 * (int64_t)s->n + 100; /* more moves than any text takes */
    if (blocks > 4)
        return STRANGE;
    while (s->depth || buffer_length(s)) {
        int valid[MOVES], b0 = buffer_at(s, 0), s0 = stack_at(s, 0);
        int tokens[FEATURES] = {
            b0, buffer_at(s, 1), s0, stack_at(s, 1), stack_at(s, 2),
            b0 < 0 ? -1 : s->last_left[b0], s0 < 0 ? -1 : s->last_left[s0],
            s0 < 0 ? -1 : s->last_right[s0],
        };
        const float *features[FEATURES];
        for (int f = 0; f < FEATURES; f++)
            features[f] = feature(vectors, padding, tokens[f], f);
        hidden_of(features, FEATURES, bias, hidden);
        scores_of(hidden, weights, class_bias, blocks, scores);
        valid_moves(s, valid);
        int best = best_of(scores, classes, moves, valid, gap);
        if (best < 0 || --left < 0)
            return STRANGE;
        int status = take(s, moves[best], labels_of[best], labels);
        if (status != OK)
            return status;
    }
    return OK;
}

/* Heads (a root is its own) and labels of `n` tokens.

   `vectors` is n by FEATURES by STATE, `padding` FEATURES by STATE; `moves` and `labels_of` tell
   the classes; `starts` are the tokens known to begin a sentence, and is written to. */
int parse_arcs(int32_t n, const float *vectors, const float *padding, const float *bias,
               const float *weights, const float *class_bias, int32_t classes,
               const int32_t *moves, const int32_t *labels_of, int32_t root, uint8_t *starts,
               int32_t *heads, int32_t *labels, float *gap)
{
    int32_t *space = malloc(5 * (size_t)n * sizeof(int32_t) + (size_t)n);
    if (!space)
        return NO_MEMORY;
    State s = {.n = n, .stack = space, .put_back = space + n, .heads = heads,
               .last_left = space + 2 * (size_t)n, .last_right = space + 3 * (size_t)n,
               .before = space + 4 * (size_t)n, .put = (uint8_t *)(space + 5 * (size_t)n),
               .starts = starts};
    memset(s.last_left, 0xff, 3 * (size_t)n * sizeof(int32_t)); /* all -1 */
    memset(s.put, 0, (size_t)n);
    memset(heads, 0xff, (size_t)n * sizeof(int32_t));
    int status = run(&s, vectors, padding, bias, weights, class_bias, classes, moves, labels_of,
                     labels, gap);
    free(space);
    for (int i = 0; i < n; i++)
        if (heads[i] < 0) {
            heads[i] = i;
            labels[i] = root;
        }
    return status;
}
