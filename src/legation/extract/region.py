"""Which blocks of a page are the story: two linear models over counted features.

The first looks at each block and its neighbours and marks the stretch that looks most like a
story. The headline is looked for before that stretch. The second, a linear chain over all blocks,
takes the place of each block towards both into account. The weights are fitted by
`scripts/train_extract.py`.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from legation.extract.blocks import Block
from legation.extract.boilerplate import load_phrases
from legation.extract.features import (
    BESIDE,
    OWN,
    SENTENCE_END,
    Matrix,
    around,
    local_features,
    shift,
)
from legation.extract.headline import TITLE, title_features
from legation.extract.language import function_words, language_of
from legation.tables import rows

LOCAL = OWN + BESIDE
PLACE = (
    "repeated", "position", "after_end", "after_end_far", "in_run", "in_run_long", "before_run",
    "after_run", "next_to_run", "shared", "shared_long", "prose_before", "prose_after",
    "page_prose", "short_in_run", "short_between", "local", "local_1", "local_3", "local_8",
    "shared_credit", "to_title", "after_title", "is_title", "title_words",
)  # fmt: skip
CHAIN = (*LOCAL, *PLACE)
# Of a block's probability, by itself and for sentences between and beside the story: best F1 on
# English pages in cross-validation, swept 0.4 to 0.5, 0.05 to 0.3 and 0.02 to 0.3.
LEAST = 0.45
LEAST_BETWEEN = 0.2
LEAST_BESIDE = 0.1


@dataclass(frozen=True)
class Weights:
    """The weights of the three models, as vectors in the order of their names."""

    local: Matrix
    title: Matrix
    chain: Matrix
    turns: tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Region:
    """What was found on a page: each block's chance to be of the story, the story, the headline.

    `run` is the first guess at the stretch; the story may go beyond it and leave blocks out.
    """

    chances: tuple[float, ...]
    body: tuple[int, ...]
    title: int | None
    run: tuple[int, int]
    language: str | None


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The bundled weights."""
    given = {
        (row["model"], row["feature"]): float(row["weight"])
        for row in rows("extract/weights.csv", needs=("model", "feature", "weight"))
    }

    def vector(model: str, names: Sequence[str]) -> Matrix:
        return np.array([given[model, name] for name in names])

    stay = (given["turns", "out_out"], given["turns", "out_in"])
    leave = (given["turns", "in_out"], given["turns", "in_in"])
    return Weights(
        vector("local", LOCAL), vector("title", TITLE), vector("chain", CHAIN), (stay, leave)
    )


def find_region(blocks: Sequence[Block], weights: Weights | None = None) -> Region:
    """Where on the page the story and its headline are; `blocks` must not be empty."""
    weights = weights or load_weights()
    language = page_language(blocks)
    local = local_of(blocks, language)
    scores = local @ weights.local
    run = best_run(blocks, scores)
    title = pick_title(title_features(blocks, run, local, scores), weights.title)
    features = np.hstack([local, place_features(blocks, run, title, local, scores)])
    chances = chain_chances(features @ weights.chain, weights.turns)
    body = _story(blocks, chances, title)
    return Region(tuple(chances), body, title, run, language)


def _story(blocks: Sequence[Block], chances: Sequence[float], title: int | None) -> tuple[int, ...]:
    """The likely blocks, and the sentences between and right beside them that are not unlikely."""
    story = {i for i, chance in enumerate(chances) if chance >= LEAST and i != title}
    if not story:
        return _bare(blocks)
    first, last = min(story), max(story)

    def may(i: int, least: float) -> bool:
        return chances[i] >= least and i != title and _is_sentence(blocks[i])

    story.update(i for i in range(first, last) if may(i, LEAST_BETWEEN))
    while last + 1 < len(blocks) and may(last + 1, LEAST_BESIDE):
        last += 1
        story.add(last)
    while first > 0 and may(first - 1, LEAST_BESIDE):
        first -= 1
        story.add(first)
    return tuple(sorted(story))


def _bare(blocks: Sequence[Block]) -> tuple[int, ...]:
    """The paragraphs of a text pasted without its page: nothing else than a headline over them.

    The chances are learned from whole pages, on which a single block is hardly ever the story.
    """
    first = next((i for i, block in enumerate(blocks) if _is_paragraph(block)), len(blocks))
    if first > 1 or not all(map(_is_paragraph, blocks[first:])):
        return ()
    return tuple(range(first, len(blocks)))


def _is_paragraph(block: Block) -> bool:
    stops = sum(word.endswith(SENTENCE_END) for word in block.text.split())
    return stops > 0 and _is_sentence(block, ended=stops > 1)


def _is_sentence(block: Block, *, ended: bool = False) -> bool:
    if block.size < 6 or not (ended or block.text.endswith(SENTENCE_END)):
        return False
    phrases = load_phrases()
    return not (phrases.is_call(block.words) or phrases.has_call(block.words))


def page_language(blocks: Sequence[Block]) -> str | None:
    """The language of the longer blocks, or of all where none is longer."""
    long = "\n".join(block.text for block in blocks if block.size >= 8)
    return language_of(long or "\n".join(block.text for block in blocks))


def local_of(blocks: Sequence[Block], language: str | None) -> Matrix:
    """The features that need no place, one row a block."""
    return local_features(blocks, function_words().get(language or "en", frozenset()))


def best_run(blocks: Sequence[Block], scores: Matrix) -> tuple[int, int]:
    """The stretch with the highest sum of scores, longer blocks counting more."""
    best, total, start, found = 0.0, 0.0, 0, (0, 0)
    for i, (score, block) in enumerate(zip(scores.tolist(), blocks, strict=True)):
        total += max(-3.0, min(3.0, score)) * (8 + min(block.size, 60))
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, found = total, (start, i + 1)
    return found


def pick_title(features: Matrix, weights: Matrix) -> int | None:
    """The block with the best headline score; `None` if only menus and paragraphs are there."""
    if not len(features):
        return None
    barred = [features[:, TITLE.index(name)] for name in ("row_of_links", "paragraph")]
    scores = features @ weights - 1e3 * np.maximum(*barred)
    best = int(np.argmax(scores))
    return best if scores[best] > -500 else None


def place_features(
    blocks: Sequence[Block], run: tuple[int, int], title: int | None, local: Matrix, scores: Matrix
) -> Matrix:
    """The features of each block's place on the page, in the order of `PLACE`."""
    n, (first, last) = len(blocks), run
    at = np.arange(n)
    column = {name: local[:, i] for i, name in enumerate(OWN)}
    prose, logs = column["prose"], column["log_words"]
    sizes = np.minimum(np.array([b.size for b in blocks], dtype=float), 150) * prose
    total = max(1.0, float(sizes.sum()))
    before = np.cumsum(sizes) - sizes
    since = _since_end(column["end_phrase"], first)
    inside = ((at >= first) & (at < last)).astype(float)
    shared = _shared(blocks, run)
    counts = Counter(b.text for b in blocks)
    short, soft = 1 - prose, np.tanh(scores / 2)
    head = first if title is None else title
    headline = set() if title is None else {w for w in blocks[title].words if len(w) > 3}
    named = [len(headline.intersection(b.words)) / max(1, len(headline)) for b in blocks]
    return np.column_stack([
        [counts[b.text] > 1 for b in blocks], at / n, since > 0, np.minimum(since, 20) / 20,
        inside, inside * (logs > 2.6),
        np.where(at < first, np.minimum(1, (first - at) / 10), 0),
        np.where(at >= last, np.minimum(1, (at - last + 1) / 10), 0),
        (at == first - 1) | (at == last), shared, shared * (logs > 2.2), before / total,
        (total - before - sizes) / total, np.full(n, min(1.0, total / 1000)), inside * short,
        shift(prose, 1) * shift(prose, -1) * short, soft,
        np.maximum(shift(soft, 1), shift(soft, -1)), around(soft, 3), around(soft, 8),
        shared * column["credit"], at <= head, (at > head) & (at <= head + 6), at == title, named,
    ]).astype(float)  # fmt: skip


def _since_end(end_phrase: Matrix, first: int) -> Matrix:
    """How many blocks ago the last end phrase after the beginning of the run stood; 0 for none."""
    since = np.zeros(len(end_phrase))
    last = None
    for i, is_end in enumerate(end_phrase.tolist()):
        if i > first and is_end:
            last = i
        if last is not None:
            since[i] = i - last + 1
    return since


def _shared(blocks: Sequence[Block], run: tuple[int, int]) -> Matrix:
    """The share of a block's longer words that stand elsewhere in the run too."""
    sets = [{w for w in b.words if len(w) > 4} for b in blocks]
    inside = Counter(w for words in sets[run[0] : run[1]] for w in words)
    shares = []
    for i, words in enumerate(sets):
        own = 1 if run[0] <= i < run[1] else 0
        shares.append(sum(inside[w] > own for w in words) / len(words) if words else 0.0)
    return np.array(shares)


def chain_chances(
    scores: Matrix, turns: tuple[tuple[float, float], tuple[float, float]]
) -> list[float]:
    """The probability of each block to be in the story, over all ways through the page.

    `turns[a][b]` is the weight of going from a (0 out of the story, 1 in it) to b.
    """
    emitted = scores.tolist()
    (oo, oi), (io, ii) = turns
    out, into = 0.0, emitted[0]
    forward = [(out, into)]
    for score in emitted[1:]:
        out, into = _log_sum(out + oo, into + io), _log_sum(out + oi, into + ii) + score
        forward.append((out, into))
    whole = _log_sum(out, into)
    out, into = 0.0, 0.0
    chances = [0.0] * len(emitted)
    for i in range(len(emitted) - 1, -1, -1):
        chances[i] = math.exp(min(0.0, forward[i][1] + into - whole))
        ahead = into + emitted[i]
        out, into = _log_sum(oo + out, oi + ahead), _log_sum(io + out, ii + ahead)
    return chances


def _log_sum(a: float, b: float) -> float:
    high, low = (a, b) if a >= b else (b, a)
    return high + math.log1p(math.exp(low - high))
