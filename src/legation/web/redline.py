"""An article with its records drawn into the text: who said which words, which deeds are told.

The text is cut where any record begins or ends; each piece has the classes of all that cover it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from legation.records import Passage, Reading
from legation.telling.phrases import sentence_of
from legation.telling.safe import safe

WORDS = frozenset({1, 3})  # quads of events that are words: underlined twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of the text, with what covers it."""

    text: str
    classes: str
    pinned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class InMargin:
    """A record beside a paragraph: its mark, number and id."""

    mark: str
    number: int
    id: str
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph in pieces, with the records that begin in it."""

    pieces: Sequence[Piece]
    margin: Sequence[InMargin]


@dataclass(slots=True)
class _Layer:
    """Passages with what covers them."""

    start: int
    end: int
    name: str
    id: str
    depth: int


def redline(reading: Reading, *, pinned: str | None = None) -> list[Paragraph]:
    """The paragraphs of an article; together their pieces are its text, without blank lines."""
    layers = [*_layers(reading)]
    margin = _margin(reading)
    covered = _sentences_covered(reading)
    out = []
    at = 0
    for line in reading.article.text.split("\n"):
        start, end = at, at + len(line)
        at = end + 1
        if line.strip():
            inside = [x for x in layers if x.start < end and x.end > start]
            pieces = [*_pieces(reading, start, end, inside, covered, pinned)]
            beside = [each for place, each in margin if start <= place < end]
            out.append(Paragraph(pieces=pieces, margin=beside))
    return out


def share_in_records(reading: Reading) -> int | None:
    """How many percent of the words a record stands on: what is said, cues, triggers, evidence.

    `None` for a text without words.
    """
    text = reading.article.text
    words = [*_words(text)]
    if not words:
        return None
    spans = [*_told(reading)]
    told = sum(any(a <= start < b for a, b in spans) for start in words)
    return round(100 * told / len(words))


def left_over(reading: Reading) -> int:
    """How many passages have no record: sentences that stand together count as one."""
    return sum(piece.classes == "left" for p in redline(reading) for piece in p.pieces)


def _layers(reading: Reading) -> Iterator[_Layer]:
    depth = _depths(reading)
    for statement in reading.statements:
        for passage in statement.content:
            yield _layer(passage, "s", statement.id, depth[statement.id])
        if statement.cue is not None:
            yield _layer(statement.cue, "cue", statement.id)
    for event in reading.events:
        verbal = " v" if event.quad in WORDS else ""
        for passage in (event.trigger, *event.also):
            yield _layer(passage, f"ev q{event.quad}{verbal}", event.id)


def _layer(passage: Passage, name: str, record: str, depth: int = 0) -> _Layer:
    return _Layer(passage.start, passage.end, name, record, depth)


def _depths(reading: Reading) -> dict[str, int]:
    """How many statements each statement stands inside."""
    above = {s.id: s.reported_in for s in reading.statements}
    out = {}
    for one in above:
        depth, at = 0, above[one]
        while at in above and depth < len(above):
            depth, at = depth + 1, above[at]
        out[one] = depth
    return out


def _pieces(
    reading: Reading,
    start: int,
    end: int,
    inside: Sequence[_Layer],
    covered: Sequence[tuple[int, int]],
    pinned: str | None,
) -> Iterator[Piece]:
    text = reading.article.text
    cuts = {start, end}
    cuts.update(p for x in inside for p in (x.start, x.end) if start < p < end)
    cuts.update(p for span in covered for p in span if start < p < end)
    edges = sorted(cuts)
    for a, b in pairwise(edges):
        over = sorted((x for x in inside if x.start < b and x.end > a), key=lambda x: x.depth)
        classes: dict[str, None] = {}
        for layer in over:
            name = layer.name
            classes[("s2" if layer.depth else "s") if name == "s" else name] = None
        blank = not text[a:b].strip()
        if not classes and not blank and not any(s <= a and b <= e for s, e in covered):
            classes["left"] = None
        yield Piece(
            text=safe(text[a:b]),
            classes=" ".join(classes),
            pinned=any(x.id == pinned for x in over),
        )


def _margin(reading: Reading) -> list[tuple[int, InMargin]]:
    found = []
    for number, statement in enumerate(reading.statements, 1):
        if statement.content:
            beside = InMargin(mark="said", number=number, id=statement.id, said="statement")
            found.append((statement.content[0].start, beside))
    for number, event in enumerate(reading.events, 1):
        beside = InMargin(mark=f"q{event.quad}", number=number, id=event.id, said="event")
        found.append((event.trigger.start, beside))
    for number, claim in enumerate(reading.claims, 1):
        if claim.evidence:
            beside = InMargin(mark="holds", number=number, id=claim.id, said="claim")
            found.append((claim.evidence[0].start, beside))
    return sorted(found, key=lambda each: (each[0], each[1].said, each[1].number))


def _told(reading: Reading) -> Iterator[tuple[int, int]]:
    yield from ((p.start, p.end) for p in _passages(reading))


def _sentences_covered(reading: Reading) -> list[tuple[int, int]]:
    """The sentences in which a record stands."""
    text = reading.article.text
    return sorted({sentence_of(text, passage) for passage in _passages(reading)})


def _passages(reading: Reading) -> Iterator[Passage]:
    for statement in reading.statements:
        yield from statement.content
        if statement.cue is not None:
            yield statement.cue
    for event in reading.events:
        yield from (event.trigger, *event.also)
    for claim in reading.claims:
        yield from claim.evidence


def _words(text: str) -> Iterator[int]:
    inside = False
    for at, sign in enumerate(text):
        if sign.isalnum():
            if not inside:
                yield at
            inside = True
        else:
            inside = False
