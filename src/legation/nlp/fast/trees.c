/* What follows from heads: crossing branches put back, and where sentences begin.

   After `deprojectivize` (Nivre and Nilsson, "Pseudo-Projective Dependency Parsing", 2005) and
   `set_children_from_heads` of spaCy, whose edges and repetitions are kept as they are. */

#include "kernels.h"

#define MOST_ROUNDS 10

static void widen(const int32_t *heads, int i, int32_t *left, int32_t *right)
{
    int head = heads[i];
    if (left[i] < left[head])
        left[head] = left[i];
    if (right[i] > right[head])
        right[head] = right[i];
}

/* Whether each head lies in the sentence of its token, sentences beginning at roots' left edges. */
static int heads_within(const int32_t *heads, int n, const int32_t *left, uint8_t *begins)
{
    memset(begins, 0, (uint32_t)n);
    for (int i = 0; i < n; i++)
        if (heads[i] == i)
            begins[left[i]] = 1;
    for (int i = 0, start = 0; i < n; i++) {
        if (!((i > 0 && begins[i]) || i == n - 1))
            continue;
        for (int j = start; j < i; j++)
            if (heads[j] < start || heads[j] > i)
                return 0;
        start = i;
    }
    return 1;
}

static void find_edges(const int32_t *heads, int n, int32_t *left, int32_t *right, uint8_t *begins)
{
    for (int i = 0; i < n; i++)
        left[i] = right[i] = i;
    for (int round = 0; round <= MOST_ROUNDS + 1; round++) {
        for (int i = 0; i < n; i++)
            widen(heads, i, left, right);
        for (int i = n - 1; i >= 0; i--)
            widen(heads, i, left, right);
        if (heads_within(heads, n, left, begins))
            break;
    }
    memset(begins, 0, (uint32_t)n);
    for (int i = 0; i < n; i++)
        if (heads[i] == i)
            begins[left[i]] = 1;
}

/* The first of the children of those `from` to `to` of the queue with a label; -1 without one. */
static int search(const int32_t *heads, const int32_t *labels, const uint8_t *spaces,
                  const int32_t *left, const int32_t *right, int token, int wanted,
                  int32_t *queue, int64_t most)
{
    int64_t length = 1;
    queue[0] = heads[token];
    for (int64_t at = 0; at < length; at++) {
        int parent = queue[at];
        for (int child = left[parent]; child <= right[parent]; child++) {
            if (child == parent || heads[child] != parent || spaces[child] || child == token)
                continue;
            if (labels[child] == wanted)
                return child;
            if (length == most)
                return -2; /* heads that go round */
            queue[length++] = child;
        }
    }
    return -1;
}

/* Give tokens with a label of two parts ("prep||dobj") the head meant by the second.

   `plain` and `wanted` are the parts by label, the second -1 where there is none. `heads` and
   `labels` are changed; `begins` becomes 1 where a sentence begins, else 0. */
int finish_trees(int32_t n, int32_t *heads, int32_t *labels, const uint8_t *spaces,
                 const int32_t *plain, const int32_t *wanted, uint8_t *begins)
{
    if (n < 1)
        return OK;
    int32_t *space = malloc(3 * (size_t)n * sizeof(int32_t));
    if (!space)
        return NO_MEMORY;
    int32_t *left = space, *right = space + n, *queue = space + 2 * (size_t)n;
    int status = OK, moved = 0;
    find_edges(heads, n, left, right, begins);
    for (int i = 0; i < n && status == OK; i++) {
        if (wanted[labels[i]] < 0)
            continue;
        int head = search(heads, labels, spaces, left, right, i, wanted[labels[i]], queue, n);
        if (head == -2)
            status = STRANGE;
        else if (head >= 0)
            heads[i] = head;
        labels[i] = plain[labels[i]];
        moved = 1;
    }
    if (moved)
        find_edges(heads, n, left, right, begins);
    free(space);
    return status;
}
