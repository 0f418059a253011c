"""Long texts in parts: each parsed with a paragraph more on either side, and joined again.

Sentences end with their paragraph, and what the model sees of a word reaches a few words to either
side, so a part with a paragraph before and after it is parsed as it is in the whole. Measured on
the texts of `tests/nlp/test_parted.py`: the same tokens, tags, heads, sentences and names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate

from legation.nlp.parsed import Columns

LONG = 40_000  # characters of a part, about: some 8,000 tokens, which the kernels take at a time
NEAR = 200  # characters of the paragraphs on either side, at least: short lines are a few together

Parse = Callable[[str], Columns]


def parse_parted(text: str, parse: Parse, *, long: int = LONG) -> Columns:
    """The parse of a text, made in parts where it is longer than one."""
    parts = list(cuts(text, long))
    if len(parts) < 2:
        return parse(text)
    made = [
        _within(parse(text[before:after]), start - before, end - before, before)
        for before, start, end, after in parts
    ]
    return _joined(made)


def cuts(text: str, long: int = LONG) -> Iterator[tuple[int, int, int, int]]:
    """The parts of a text, cut behind line breaks: where its context, it and they end.

    A paragraph longer than a part is a part of its own.
    """
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > long:
            end = text.rfind("\n", start, start + long) + 1
            if end <= start:
                end = text.find("\n", start + long) + 1 or len(text)
        # Breaks that follow belong to the paragraph before them, as they do in the whole.
        while end < len(text) and text[end].isspace():
            end += 1
        before = _paragraph_before(text, start)
        after = text.find("\n", min(end + NEAR, len(text)))
        yield before, start, end, len(text) if after < 0 else after
        start = end


def _paragraph_before(text: str, start: int) -> int:
    if start <= NEAR:
        return 0
    return text.rfind("\n", 0, start - NEAR) + 1


def _within(parsed: Columns, start: int, end: int, before: int) -> Columns:
    """The tokens that begin between two characters of a part, placed in the whole text."""
    kept = [i for i, at in enumerate(parsed.starts) if start <= at < end]
    first, last = (kept[0], kept[-1] + 1) if kept else (0, 0)

    def cut(column: list[int]) -> list[int]:
        return [value + before for value in column[first:last]]

    return Columns(
        heads=[head - first for head in parsed.heads[first:last]],
        starts=cut(parsed.starts),
        ends=cut(parsed.ends),
        words=parsed.words[first:last],
        lemma=parsed.lemma[first:last],
        pos=parsed.pos[first:last],
        tag=parsed.tag[first:last],
        dep=parsed.dep[first:last],
        sent_starts=[i - first for i in parsed.sent_starts if first <= i < last],
        ents=[(a - first, b - first, label) for a, b, label in parsed.ents if first <= a < last],
    )


def _joined(parts: list[Columns]) -> Columns:
    sizes = [len(part.heads) for part in parts]
    begins = list(accumulate(sizes, initial=0))
    placed = list(zip(parts, begins, strict=False))

    def moved(name: str) -> list[int]:
        return [value + at for part, at in placed for value in getattr(part, name)]

    def told(name: str) -> list[str]:
        return [value for part in parts for value in getattr(part, name)]

    return Columns(
        heads=moved("heads"),
        starts=[value for part in parts for value in part.starts],
        ends=[value for part in parts for value in part.ends],
        words=[word for part in parts for word in part.words],
        lemma=told("lemma"),
        pos=told("pos"),
        tag=told("tag"),
        dep=told("dep"),
        sent_starts=sorted({0, *moved("sent_starts")}) if begins[-1] else [],
        ents=[(a + at, b + at, label) for part, at in placed for a, b, label in part.ents],
    )
