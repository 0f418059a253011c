"""Which block of a page is the headline."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

import numpy as np

from legation.extract.blocks import Block
from legation.extract.features import OWN, Matrix, is_prose

TITLE = (
    "first", "distance", "log_distance", "words_1_2", "words_3_4", "words_5_8", "words_9_16",
    "words_17_25", "words_26", "ends", "ends_question", "menu", "call", "has_call", "shared",
    "shared_long", "repeated", "in_another", "dated", "byline", "byline_follows", "date_follows",
    "date_near", "head_before", "head_after", "head_after_2", "prose", "bullet", "credit",
    "capitals", "upper", "marks", "digits", "inside", "begins_run", "menu_before", "lower_start",
    "sentences", "quote_start", "in_lead", "top", "legal", "local", "better_after",
    "better_before", "shared_above", "shared_below", "link", "holds_another",
    "row_of_links", "paragraph",
)  # fmt: skip

_GAP = re.compile(r"\s{2,}|\s[|·•/]\s")
REACH = 500  # blocks before the run looked at: the longest menus have fewer
AFTER_START = 3  # blocks of the run looked at: a headline may stand in front as its first block


def title_features(
    blocks: Sequence[Block], run: tuple[int, int], local: Matrix, scores: Matrix
) -> Matrix:
    """One row for each block that may be the headline, one column for each of `TITLE`.

    `run` is the stretch that looks most like the story; candidates are the blocks before it and
    its first ones.
    """
    first = run[0]
    end = min(len(blocks), first + AFTER_START)
    edged = np.zeros((len(blocks) + 4, len(OWN)))  # room for one block before, three behind
    edged[1:-3] = local[:, : len(OWN)]
    column = dict(zip(OWN, edged.T.tolist(), strict=True))
    shared, lead = _shared(blocks, run, end)
    fair = [
        s * min(1.0, sum(len(w) > 3 for w in b.words) / 5)
        for s, b in zip(shared, blocks, strict=False)
    ]
    sound = [
        f if 4 <= b.size <= 30 and i < first else 0.0
        for i, (f, b) in enumerate(zip(fair, blocks, strict=False))
    ]
    before = list(accumulate(sound, max, initial=0.0))
    after = list(accumulate(reversed(sound), max, initial=0.0))[-2::-1]
    texts = Counter(block.text for block in blocks)
    near = max(0, first - REACH)
    sturdy = [b.text for b in blocks[near:end] if b.size > 4]
    joined = "\n".join(block.text for block in blocks[near:end])

    def of(name: str, at: int) -> float:
        return column[name][at + 1]

    opening = next((i for i in range(first, end) if is_prose(blocks[i])), end)
    rows: list[list[float]] = [[0.0] * (len(TITLE) - 1) + [1.0]] * near  # barred: too far away
    for i, block in enumerate(blocks[near:end], near):
        size, text = block.size, block.text
        ahead = max(0, first - i)
        ends_sentence = text.endswith((".", ".”", '."'))
        rows.append([
            i == 0, min(20, ahead) / 20, math.log1p(ahead), size <= 2, 3 <= size <= 4,
            5 <= size <= 8, 9 <= size <= 16, 17 <= size <= 25, size > 25, text.endswith((".", "…")),
            of("ends_question", i), of("menu", i), of("call", i), of("has_call", i), shared[i],
            fair[i], texts[text] > 1, 3 <= size <= 30 and joined.count(text) > texts[text],
            of("dated_short", i), of("byline", i), max(of("byline", i + 1), of("byline", i + 2)),
            of("dated_short", i + 1),
            max(of("dated_short", i + 2), of("dated_short", i + 3), of("dated_short", i - 1)),
            of("headline_like", i - 1), of("headline_like", i + 1), of("headline_like", i + 2),
            is_prose(block), block.bullet, max(of("credit", i), of("tail_credit", i)),
            of("capitals", i), of("upper", i), of("marks", i), of("digits", i), i >= first,
            i == first, of("menu", i - 1), of("lower_start", i), text.count(". ") > 0,
            of("quote_start", i), lead[i], i < 3, of("legal", i), math.tanh(scores[i] / 2),
            after[i], before[i], sound[i - 1] if i else 0.0, sound[i + 1] if i + 1 < end else 0.0,
            of("link", i), size > 5 and any(o in text and o != text for o in sturdy),
            len(_GAP.findall(text)) >= 2,
            i > opening or (is_prose(block) and size >= 14 and (size > 30 or ends_sentence)),
        ])  # fmt: skip
    return np.array(rows, dtype=float)


def _shared(
    blocks: Sequence[Block], run: tuple[int, int], end: int
) -> tuple[list[float], list[float]]:
    """The shares of a block's longer words in the rest of the run, and in its first blocks."""
    first, last = run
    counts = Counter(w for b in blocks[first:last] for w in set(b.words) if len(w) > 3)
    begin = {w for b in blocks[first : first + 3] for w in b.words}
    shared, lead = [], []
    for i, block in enumerate(blocks[:end]):
        words = {w for w in block.words if len(w) > 3}
        own = 1 if i >= first else 0
        n = max(1, len(words))
        shared.append(sum(counts[w] > own for w in words) / n)
        lead.append(0.0 if own else sum(w in begin for w in words) / n)
    return shared, lead
