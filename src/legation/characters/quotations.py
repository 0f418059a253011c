"""Quotations by their marks: where quoted words begin and end, in every style of mark.

An opening mark without a closing one ends with its paragraph; where the next paragraph opens with
a mark, the quotation goes on there. One pass over the marks: time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MARKS = "“”„‟«»‹›\"‘’‚‛'`"
BLANKS = " \t\n\u00a0"
_MARK = re.compile(r"``|''|[“”„‟«»‹›\"‘’‚‛'`]")
# A line break ends the paragraph, unless the line was only wrapped: no stop before it and no
# capital after.
_BREAK = re.compile(r"\n(?:\s*\n\s*|(?<![a-z,;–-]\n)\s*|\s*(?![a-z]))")
_CLOSERS = {
    "“": "”", "„": "”“", "‟": "”", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹",
    '"': '"', "``": ("''", '"'), "''": ("''",),
}  # fmt: skip
_LAST_RESORT = {"“": '"', '"': "”", "„": '"', "``": "”"}
_SINGLE = "‘'‚‛`’"
_ELIDED = re.compile(r"(?:\d|em\b|til\b|tis\b|twas\b|cause\b|n\b|round\b)", re.I)


_TOLD = re.compile(r"[,!?…] (?:said|says|added|told|wrote) (?=[A-Z]|the |an? )")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted characters without their marks; `parts` are its paragraphs, `open` lacks a close."""

    parts: tuple[tuple[int, int], ...]
    open: bool = False

    @property
    def start(self) -> int:
        """Where the first part begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the last part ends."""
        return self.parts[-1][1]


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Paragraphs as characters, in text order; wrapped lines belong together."""
    out, at = [], 0
    for found in _BREAK.finditer(text):
        if found.start() > at:
            out.append((at, found.start()))
        at = found.end()
    if at < len(text):
        out.append((at, len(text)))
    return out


def quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations in text order; none lies inside another."""
    found: list[list[Span]] = []
    open_ends: list[bool] = []
    for first, last in paragraphs(text):
        here = _in_paragraph(text, first, last)
        if not here:
            open_ends.append(False)  # a paragraph between: nothing goes on
            found.append([])
            continue
        opening = text[first : here[0].start].strip(_SINGLE + '“”"«»„ `')
        if found and found[-1] and open_ends[-1] and not opening:
            found[-1].extend(here[0].parts)
            open_ends[-1] = here[0].open
            here = here[1:]
        found.extend(list(quote.parts) for quote in here)
        open_ends.extend(quote.open for quote in here)
    return tuple(
        Quotation(parts=tuple(parts), open=is_open)
        for parts, is_open in zip(found, open_ends, strict=True)
        if parts
    )


def _in_paragraph(text: str, first: int, last: int) -> list[Quotation]:
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, first, last)]
    places: dict[str, list[int]] = {}
    for at, (_, mark) in enumerate(marks):
        places.setdefault(mark, []).append(at)
    out: list[Quotation] = []
    at = 0
    while at < len(marks):
        where, mark = marks[at]
        inside = where + len(mark)
        single = mark in _SINGLE
        if not _opens(text, where, inside, first, last, single):
            at += 1
            continue
        closing = (
            _single_close(text, marks, at, last) if single else _close(text, marks, places, at)
        )
        if closing is not None:
            end = marks[closing][0]
            if text[inside:end].strip():
                end = inside + len(text[inside:end].rstrip(BLANKS))  # « We go. »
                out.append(Quotation(parts=((inside, end),)))
            at = closing + 1
        elif single or mark in "”»›":
            at += 1
        else:
            told = _TOLD.search(text, inside, last)
            if told is not None:  # the close was lost: “We go, said Okoye.
                out.append(Quotation(parts=((inside, told.start() + 1),)))
            elif text[inside:last].strip():
                out.append(Quotation(parts=((inside, last),), open=True))
            break
    return out


def _opens(text: str, where: int, inside: int, first: int, last: int, single: bool) -> bool:
    """Whether a mark can open: something follows, and no letter stands before."""
    if inside >= last or (text[inside].isspace() and text[where] not in "“„«"):
        return False
    before = text[where - 1] if where > first else " "
    if single:
        if _ELIDED.match(text, inside) or not (text[inside].isalnum() or text[inside] in '“"…'):
            return False
        return before.isspace() or before in '([—–-“"'
    return not before.isalnum() or text[where] in "“„«"


def _close(
    text: str, marks: list[tuple[int, str]], places: dict[str, list[int]], at: int
) -> int | None:
    """The mark that closes the one at `at`: of its own style, else of another."""
    mark = marks[at][1]
    closers = _CLOSERS.get(mark, "")
    near = [k for closer in closers if (k := _next(places, closer, at)) is not None]
    best = min(near, default=None)
    turned = _next(places, "“", at) if mark == "“" else None
    if turned is not None and (best is None or turned < best) and _closes(text, marks[turned][0]):
        return turned  # “like this“
    if mark == "“" and (straight := _next(places, '"', at)) is not None:
        nearer = best is None or straight < best
        if nearer and _closes(text, marks[straight][0]):
            return straight  # “like this", and then "like this”
    if mark == '"' and (curly := _next(places, "”", at)) is not None:
        opened = _next(places, "“", at)
        if (best is None or curly < best) and (opened is None or opened > curly):
            return curly  # "like this”
    if best is None:
        near = [k for c in _LAST_RESORT.get(mark, "") if (k := _next(places, c, at)) is not None]
        best = min(near, default=None)
    return best


def _next(places: dict[str, list[int]], mark: str, at: int) -> int | None:
    spots = places.get(mark, ())
    k = bisect_right(spots, at)
    return spots[k] if k < len(spots) else None


def _closes(text: str, where: int) -> bool:
    """Whether a mark stands as a closing one: behind a word or stop, before a space or stop."""
    after = text[where + 1 : where + 2]
    return not text[where - 1].isspace() and (not after or not after.isalnum())


_REACH = 40  # marks looked at for a single closing mark: longer quotations in single marks are rare


def _single_close(text: str, marks: list[tuple[int, str]], at: int, last: int) -> int | None:
    """The mark that closes a single one: after a stop or letter, before a space or stop.

    A plural's apostrophe looks the same ("the workers' rights"), so it closes
    only as a last resort.
    """
    spare: int | None = None
    for k in range(at + 1, min(len(marks), at + _REACH)):
        where, mark = marks[k]
        if mark not in "’'":
            continue
        before = text[where - 1]
        after = text[where + 1] if where + 1 < last else " "
        if before.isspace() or after.isalnum():
            continue
        if before in ".,!?…;:)" or (before.isalnum() and before != "s"):
            return k
        spare = k if spare is None else spare
    return spare


@lru_cache(maxsize=4)  # stage after stage asks for those of one text
def regions(text: str) -> Regions:
    """Where the quotations of a text lie."""
    return Regions(quotations(text))


class Regions:
    """Where the quotations of a text lie, for questions by character."""

    def __init__(self, quotes: tuple[Quotation, ...]) -> None:
        self.quotes = quotes
        self.parts = [(a, b, q) for q, quote in enumerate(quotes) for a, b in quote.parts]
        self.starts = [a for a, _, _ in self.parts]

    def of(self, char: int) -> int | None:
        """The quotation a character lies in."""
        k = bisect_right(self.starts, char) - 1
        return self.parts[k][2] if k >= 0 and char < self.parts[k][1] else None

    def meeting(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """Parts that share a character with a span, each with its quotation, in text order."""
        k = max(0, bisect_right(self.starts, start) - 1)
        out = []
        while k < len(self.parts) and self.parts[k][0] < end:
            if self.parts[k][1] > start:
                out.append(self.parts[k])
            k += 1
        return out

    def touching(self, spans: Sequence[Span]) -> list[int]:
        """Quotations that share a character with the spans, in text order."""
        if not self.parts:
            return []
        return list(dict.fromkeys(q for a, b in spans for _, _, q in self.meeting(a, b)))

    def crossed(self, spans: Sequence[Span], quote: int) -> bool:
        """Whether a span begins or ends inside the quotation."""
        return any(
            a < start < b or a < end < b
            for start, end in spans
            for a, b, q in self.meeting(start, end)
            if q == quote
        )

    def clip(self, spans: Sequence[Span], quote: int) -> list[Span]:
        """What of the spans lies inside the quotation."""
        return [
            (max(a, start), min(b, end))
            for start, end in spans
            for a, b, q in self.meeting(start, end)
            if q == quote
        ]

    def shared(self, spans: Sequence[Span]) -> int:
        """How many characters of the spans are quoted."""
        if not self.parts:
            return 0
        return sum(
            min(b, end) - max(a, start)
            for start, end in spans
            for a, b, _ in self.meeting(start, end)
        )
