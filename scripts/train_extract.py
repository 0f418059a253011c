"""Fit the weights that tell a story from its page, and write `extract/weights.csv`.

    PYTHONPATH=src python scripts/train_extract.py PAGES.jsonl [--folds 5] [--write]

PAGES.jsonl has one page a line: `dump` (the page as plain text), and the right `body` and `title`.
Only weights are written, no text. `--folds` prints what cross-validation gives.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from legation.extract import region
from legation.extract.blocks import Block, split_blocks
from legation.extract.features import Matrix
from legation.extract.headline import TITLE, title_features
from legation.extract.region import CHAIN, LOCAL, Weights
from legation.tables import data_path

WORD = re.compile(r"\w+")
PENALTY = 5.0  # on the squares of weights of scaled features; 1 to 20 score alike
PLAIN_EVERY = 3  # of the clean texts is learnt from: all of them cost precision on whole pages
LONGEST = 500  # blocks of a page that training looks at, around its story

HEAD = """# Weights of the linear models that tell a story from its page (extract/region.py).
# Source: fitted by scripts/train_extract.py. Licence: Apache-2.0. Checked: 2026-11-24.
model,feature,weight
"""


@dataclass
class Sample:
    """One page with its answers."""

    row: dict[str, Any]
    blocks: tuple[Block, ...]
    inside: Matrix
    titled: Matrix
    local: Matrix


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return (
        Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))
        if words
        else Counter()
    )


def labels(blocks: Sequence[Block], body: str) -> Matrix:
    """1 for each block whose words stand in the body; short ones must be a whole line of it."""
    known = shingles(body)
    lines = {" ".join(WORD.findall(line)) for line in body.split("\n")} - {""}
    shares: list[float | None] = []
    for block in blocks:
        own = shingles(block.text)
        few = sum(own.values()) < 1 or len(WORD.findall(block.text)) < 4
        shares.append(None if few else sum((known & own).values()) / sum(own.values()))
    found = [i for i, (b, s) in enumerate(zip(blocks, shares, strict=True)) if s and s > 0.5]
    long = [i for i in found if blocks[i].size >= 10] or found
    low, high = (min(long) - 3, max(long) + 3) if long else (0, -1)
    result = []
    for i, (block, share) in enumerate(zip(blocks, shares, strict=True)):
        if share is None:
            inside = " ".join(WORD.findall(block.text)) in lines
        else:
            inside = share > 0.5
        result.append(inside and (block.size >= 10 or low <= i <= high))
    return np.array(result, dtype=float)


def sample_of(row: dict[str, Any]) -> Sample:
    blocks = split_blocks(row["dump"])
    title = tuple(WORD.findall((row.get("title") or "").lower()))
    titled = np.array([bool(title) and b.words == title for b in blocks], dtype=float)
    local = region.local_of(blocks, region.page_language(blocks))
    return Sample(row, blocks, labels(blocks, row["body"]), titled, local)


def plain_samples(sample: Sample) -> list[Sample]:
    """The same story as a clean text: with its headline, without it, and only its beginning.

    Saved pages teach nothing of texts that somebody has cleaned, which the reader gets as well.
    """
    body = [i for i, inside in enumerate(sample.inside) if inside]
    title = [int(i) for i in np.flatnonzero(sample.titled)[-1:] if i not in body]
    few = 2 + len(body) % 4
    return [
        _part_of(sample, kept)
        for kept in (title + body, body, title + body[:few], body[:few], body[:1])
        if any(sample.blocks[i].size > 8 for i in kept)
    ]


def _part_of(sample: Sample, kept: list[int]) -> Sample:
    blocks = tuple(sample.blocks[i] for i in kept)
    local = region.local_of(blocks, region.page_language(blocks))
    return Sample(sample.row, blocks, sample.inside[kept], sample.titled[kept], local)


class Adam:
    """Gradient steps with their own size for each weight."""

    def __init__(self, *weights: Matrix, rate: float = 0.05) -> None:
        self.weights, self.rate, self.step = weights, rate, 0
        self.means = [np.zeros_like(w) for w in weights]
        self.squares = [np.zeros_like(w) for w in weights]

    def follow(self, *gradients: Matrix) -> None:
        self.step += 1
        for w, g, m, s in zip(self.weights, gradients, self.means, self.squares, strict=True):
            m += 0.1 * (g - m)
            s += 0.01 * (g * g - s)
            size = np.sqrt(s / (1 - 0.99**self.step)) + 1e-8
            w -= self.rate * m / (1 - 0.9**self.step) / size


def scale_of(features: Matrix) -> Matrix:
    scale: Matrix = features.std(axis=0)
    scale[scale < 1e-6] = 1.0
    return scale


def fit_local(samples: Sequence[Sample]) -> Matrix:
    """Logistic regression, each page counting alike and its longer blocks more."""
    features = np.vstack([s.local for s in samples])
    right = np.concatenate([s.inside for s in samples])
    share = np.concatenate([_block_shares(s) for s in samples])
    scale = scale_of(features)
    features = features / scale
    weights = np.zeros(features.shape[1])
    adam = Adam(weights)
    for _ in range(400):
        miss = (1 / (1 + np.exp(-features @ weights)) - right) * share
        adam.follow((features.T @ miss + PENALTY * weights) / len(right))
    return weights / scale


def _block_shares(sample: Sample) -> Matrix:
    sizes = np.array([4 + min(b.size, 80) for b in sample.blocks], dtype=float)
    return sizes / sizes.sum() * 150


def fit_title(samples: Sequence[Sample], local: Matrix) -> Matrix:
    """The best block among the candidates of each page that has its title among them."""
    pages = []
    for s in samples:
        scores = s.local @ local
        features = title_features(s.blocks, region.best_run(s.blocks, scores), s.local, scores)
        right = s.titled[: len(features)]
        if right.any():
            pages.append((features, right))
    scale = scale_of(np.vstack([f for f, _ in pages]))
    pages = [(f / scale, right) for f, right in pages]
    weights = np.zeros(len(scale))
    adam = Adam(weights)
    for _ in range(300):
        gradient = weights * 1.0
        for features, right in pages:
            chance = np.exp(features @ weights - (features @ weights).max())
            chance /= chance.sum()
            wanted = chance * right + 1e-12 * right
            gradient += features.T @ (chance - wanted / wanted.sum())
        adam.follow(gradient / len(pages))
    return weights / scale


def fit_chain(samples: Sequence[Sample], local: Matrix, title: Matrix) -> tuple[Matrix, Matrix]:
    """A chain of two states, all pages at once, by forward and backward sums."""
    pages = [_clipped(chain_features(s, local, title), s.inside) for s in samples]
    scale = scale_of(np.vstack([f for f, _ in pages]))
    pages.sort(key=lambda page: len(page[1]))
    groups = [_Group(pages[i : i + 150], scale) for i in range(0, len(pages), 150)]
    weights, turns = np.zeros(len(scale)), np.zeros((2, 2))
    adam = Adam(weights, turns)
    for _ in range(150):
        parts = [group.gradients(weights, turns) for group in groups]
        on_weights = sum(part[0] for part in parts) + PENALTY * weights
        on_turns = sum(part[1] for part in parts) + PENALTY * turns
        adam.follow(on_weights / len(pages), on_turns / len(pages))
    return weights / scale, turns


class _Group:
    """Pages of about one length, side by side."""

    def __init__(self, pages: Sequence[tuple[Matrix, Matrix]], scale: Matrix) -> None:
        self.rows = np.vstack([f for f, _ in pages]) / scale
        self.right = np.concatenate([r for _, r in pages])
        longest = max(len(f) for f, _ in pages)
        self.there = np.arange(longest) < np.array([[len(f)] for f, _ in pages])
        inside = np.zeros(self.there.shape, int)
        inside[self.there] = self.right
        self.pairs = self.there[:, 1:]
        before, after = np.eye(2)[inside[:, :-1]], np.eye(2)[inside[:, 1:]]
        self.seen = np.einsum("ntj,ntk,nt->jk", before, after, self.pairs)

    def gradients(self, weights: Matrix, turns: Matrix) -> tuple[Matrix, Matrix]:
        """Of the loss, on the weights and on the turns."""
        both = np.zeros((*self.there.shape, 2))
        both[self.there, 1] = self.rows @ weights
        ahead, behind, whole = _sums(both, self.there, turns)
        chance = np.exp(ahead + behind - whole[:, None, None])[..., 1]
        steps = ahead[:, :-1, :, None] + turns + (both[:, 1:] + behind[:, 1:])[:, :, None, :]
        taken = np.exp(steps - whole[:, None, None, None]) * self.pairs[..., None, None]
        on_weights: Matrix = self.rows.T @ (chance[self.there] - self.right)
        return on_weights, taken.sum(axis=(0, 1)) - self.seen


def chain_features(s: Sample, local: Matrix, title: Matrix) -> Matrix:
    scores = s.local @ local
    run = region.best_run(s.blocks, scores)
    at = region.pick_title(title_features(s.blocks, run, s.local, scores), title)
    return np.hstack([s.local, region.place_features(s.blocks, run, at, s.local, scores)])


def _clipped(features: Matrix, right: Matrix) -> tuple[Matrix, Matrix]:
    if len(features) <= LONGEST:
        return features, right
    on = np.flatnonzero(right)
    middle = int(on.mean()) if len(on) else 0
    low = max(0, min(middle - LONGEST // 2, len(features) - LONGEST))
    return features[low : low + LONGEST], right[low : low + LONGEST]


def _sums(both: Matrix, there: Matrix, turns: Matrix) -> tuple[Matrix, Matrix, Matrix]:
    ahead, behind = np.zeros_like(both), np.zeros_like(both)
    ahead[:, 0] = both[:, 0]
    for t in range(1, both.shape[1]):
        step = _log_sum(ahead[:, t - 1, :, None] + turns, 1) + both[:, t]
        ahead[:, t] = np.where(there[:, t, None], step, ahead[:, t - 1])
    for t in range(both.shape[1] - 2, -1, -1):
        step = _log_sum(turns + (both[:, t + 1] + behind[:, t + 1])[:, None, :], 2)
        behind[:, t] = np.where(there[:, t + 1, None], step, 0)
    return ahead, behind, _log_sum(ahead[:, -1], 1)


def _log_sum(values: Matrix, axis: int) -> Matrix:
    a, b = np.moveaxis(values, axis, 0)
    total: Matrix = np.logaddexp(a, b)
    return total


def fit(pages: Sequence[Sample]) -> Weights:
    parts = [part for page in pages for part in plain_samples(page)]
    samples = [*pages, *parts[::PLAIN_EVERY]]
    local = fit_local(samples)
    title = fit_title(samples, local)
    chain, turns = fit_chain(samples, local, title)
    (oo, oi), (io, ii) = turns.tolist()
    return Weights(local, title, chain, ((oo, oi), (io, ii)))


def score(samples: Sequence[Sample], fitted: Sequence[Weights]) -> None:
    """Print body F1 (of mean precision and recall over 4-word shingles) and title accuracy."""
    for lang in sorted({str(s.row.get("lang")) for s in samples}):
        shares, titles = [], []
        for s, weights in zip(samples, fitted, strict=True):
            if str(s.row.get("lang")) != lang:
                continue
            found = region.find_region(s.blocks, weights)
            made = shingles("\n".join(s.blocks[i].text for i in found.body))
            gold = shingles(s.row["body"])
            hit = sum((gold & made).values())
            shares.append((hit / max(1, sum(made.values())), hit / max(1, sum(gold.values()))))
            if s.row.get("title"):
                titles.append(found.title is not None and bool(s.titled[found.title]))
        p, r = np.mean(shares, axis=0)
        print(
            f"{lang}: P {p:.3f} R {r:.3f} F1 {2 * p * r / (p + r):.4f} title {np.mean(titles):.3f}"
        )


def score_plain(samples: Sequence[Sample], fitted: Sequence[Weights]) -> None:
    """Print how much of clean texts is kept, and how often their headline is told from the rest."""
    kept, right = [], []
    for s, weights in zip(samples, fitted, strict=True):
        for part in plain_samples(s):
            found = region.find_region(part.blocks, weights)
            total = sum(b.size for b, i in zip(part.blocks, part.inside, strict=True) if i)
            hit = sum(part.blocks[i].size for i in found.body if part.inside[i])
            kept.append(hit / max(1, total))
            title = None if found.title in found.body else found.title
            wanted = np.flatnonzero(part.titled)
            right.append(title in wanted if len(wanted) else title is None)
    print(f"clean texts: recall {np.mean(kept):.3f} title {np.mean(right):.3f}")


def write(weights: Weights, path: Path) -> None:
    (oo, oi), (io, ii) = weights.turns
    given = [("chain", n, w) for n, w in zip(CHAIN, weights.chain, strict=True)]
    given += [("local", n, w) for n, w in zip(LOCAL, weights.local, strict=True)]
    given += [("title", n, w) for n, w in zip(TITLE, weights.title, strict=True)]
    given += [("turns", "in_in", ii), ("turns", "in_out", io)]
    given += [("turns", "out_in", oi), ("turns", "out_out", oo)]
    lines = [f"{model},{name},{weight:.4f}\n" for model, name, weight in sorted(given)]
    path.write_text(HEAD + "".join(lines), encoding="utf-8")


def fold_of(sample: Sample, folds: int) -> int:
    return int(hashlib.sha256(sample.row["id"].encode()).hexdigest(), 16) % folds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = options.pages.read_text(encoding="utf-8").split("\n")
    samples = [sample_of(json.loads(line)) for line in lines if line.strip()]
    if options.folds:
        fitted = [
            fit([s for s in samples if fold_of(s, options.folds) != k])
            for k in range(options.folds)
        ]
        score(samples, [fitted[fold_of(s, options.folds)] for s in samples])
        score_plain(samples, [fitted[fold_of(s, options.folds)] for s in samples])
    if options.write:
        weights = fit(samples)
        score(samples, [weights] * len(samples))
        write(weights, data_path("extract/weights.csv"))


if __name__ == "__main__":
    main()
