"""How a question fits a pattern: which words stand for which place, and which are left over.

A pattern's places come in the order of the question. Words of a class are matched as they are
spelt, else by the nearest spelling; what stands between two of them goes into the slot there, or is
left over. The cheapest fit is the one that leaves the fewest words unexplained.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from rapidfuzz import fuzz, process

from legation.ask.inwords.question_data import (
    Literal,
    Member,
    Pattern,
    Slot,
    fillers,
    members,
)

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-'’.][^\W_]+)*|['’]s?(?=\s|$)")
_POSSESSIVE = re.compile(r"['’]s$")
_PAIR = re.compile(r"[A-Z][^\W_]+(?=-[A-Z][^\W_])")
MISSPELT = 84  # of 100: "recognisse" is no other word; shorter words must be spelt as they are
SHORTEST = 5  # letters of a word that may be misspelt
MOST_FITS = 60  # of one pattern
_EXPLAINED, _GRAMMAR, _FREE, _SLIP, _NAME = 0.25, 0.1, 0.12, 0.35, 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a question, with where it stands in characters."""

    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """The word in small letters."""
        return self.text.lower().replace("’", "'")

    @property
    def is_filler(self) -> bool:
        """Whether it says nothing of what is asked."""
        return (self.key in fillers() and not self.text.isupper()) or self.key == "i"

    @property
    def weight(self) -> float:
        """What it costs not to explain it."""
        return 0.0 if self.is_filler else _NAME if self.text[:1].isupper() else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """Words that are of a class: from the word `first` to before `last`."""

    first: int
    last: int
    value: str
    slip: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """A question under a pattern: spans of words by slot, values of classes, what is left over."""

    pattern: Pattern
    cost: float
    spans: tuple[tuple[str, int, int], ...] = ()
    values: tuple[tuple[str, str], ...] = ()
    left: tuple[int, ...] = ()


def words_of(question: str, *, without: tuple[int, int] | None = None) -> tuple[Word, ...]:
    """The words of a question; those between two characters are passed over.

    What makes a name that of an owner is a word of its own: Italy's is Italy and 's.
    """
    found: list[Word] = []
    for each in _WORD.finditer(question):
        if without and each.start() < without[1] and without[0] < each.end():
            continue
        owner = _POSSESSIVE.search(each.group())
        cut = each.end() - len(owner.group()) if owner and owner.start() else each.end()
        found += _parts(question, each.start(), cut)
        if cut < each.end():
            found.append(Word(text=question[cut : each.end()], start=cut, end=each.end()))
    return tuple(found)


def _parts(question: str, start: int, end: int) -> Iterator[Word]:
    """A word, or the two names that a hyphen joins: "Indian-Pakistani"."""
    pair = _PAIR.match(question, start, end)
    if pair is not None:
        yield Word(text=pair.group(), start=start, end=pair.end())
        yield from _parts(question, pair.end() + 1, end)
    else:
        yield Word(text=question[start:end], start=start, end=end)


def hits_of(words: Sequence[Word]) -> dict[str, tuple[Hit, ...]]:
    """Where the words of each class stand."""
    found: dict[str, list[Hit]] = {}
    keys = tuple(word.key for word in words)
    for at, key in enumerate(keys):
        for member in members().get(key, ()):
            if keys[at : at + len(member.words)] == member.words:
                _add(found, member, at, slip=False)
        if key not in members() and len(key) >= SHORTEST and key.isalpha():
            for near in _near(key):
                for member in members()[near]:
                    rest = keys[at + 1 : at + len(member.words)]
                    if rest == member.words[1:] and words[at].text.islower():
                        _add(found, member, at, slip=True)
    return {name: tuple(several) for name, several in found.items()}


def fits(
    pattern: Pattern, words: Sequence[Word], hits: dict[str, tuple[Hit, ...]]
) -> Iterator[Fit]:
    """The ways in which a question fits a pattern, at most so many."""
    places = [_places(each, words, hits) for each in pattern.elements]
    if any(not found for found in places):
        return
    found = _from(pattern, words, places, 0, 0, Fit(pattern=pattern, cost=0.0))
    yield from islice(found, MOST_FITS)


def _add(found: dict[str, list[Hit]], member: Member, at: int, *, slip: bool) -> None:
    hit = Hit(first=at, last=at + len(member.words), value=member.value, slip=slip)
    found.setdefault(member.name, []).append(hit)


@lru_cache(maxsize=4096)
def _near(key: str) -> tuple[str, ...]:
    near = process.extract(key, _first_words(), scorer=fuzz.ratio, limit=2, score_cutoff=MISSPELT)
    return tuple(word for word, _, _ in near)


@lru_cache(maxsize=1)
def _first_words() -> tuple[str, ...]:
    return tuple(sorted(w for w in members() if len(w) >= SHORTEST))


def _places(
    element: Literal | Slot, words: Sequence[Word], hits: dict[str, tuple[Hit, ...]]
) -> tuple[Hit, ...]:
    """Where an element may stand; a slot anywhere."""
    if isinstance(element, Slot):
        return (Hit(first=0, last=0, value=""),)
    if element.name:
        return hits.get(element.name, ())
    keys = enumerate(word.key for word in words)
    return tuple(Hit(first=n, last=n + 1, value="") for n, key in keys if key in element.words)


def _from(
    pattern: Pattern,
    words: Sequence[Word],
    places: Sequence[tuple[Hit, ...]],
    element: int,
    at: int,
    so_far: Fit,
) -> Iterator[Fit]:
    """The fits of the rest of a pattern from a word on."""
    if element == len(pattern.elements):
        yield _skipped(so_far, words, at, len(words))
        return
    this = pattern.elements[element]
    if isinstance(this, Literal):
        for hit in places[element]:
            if hit.first >= at:
                fit = _matched(_skipped(so_far, words, at, hit.first), this, words, hit)
                yield from _from(pattern, words, places, element + 1, hit.last, fit)
        return
    following = pattern.elements[element + 1] if element + 1 < len(places) else None
    ends = (
        sorted({hit.first for hit in places[element + 1] if hit.first > at})
        if isinstance(following, Literal)
        else range(at + 1, len(words))
        if following is not None
        else (len(words),)
    )
    for end in ends:
        if any(not word.is_filler for word in words[at:end]):
            fit = replace(so_far, spans=(*so_far.spans, (this.name, at, end)))
            if this.name == "text":
                fit = replace(fit, cost=fit.cost + _FREE * (end - at))
            yield from _from(pattern, words, places, element + 1, end, fit)


def _skipped(fit: Fit, words: Sequence[Word], first: int, last: int) -> Fit:
    left = [n for n in range(first, last) if words[n].weight]
    cost = sum(words[n].weight for n in left)
    return replace(fit, cost=fit.cost + cost, left=(*fit.left, *left)) if left else fit


def _matched(fit: Fit, element: Literal, words: Sequence[Word], hit: Hit) -> Fit:
    gain = sum(_GRAMMAR if words[n].is_filler else _EXPLAINED for n in range(hit.first, hit.last))
    values = fit.values
    if hit.value:
        values = (*values, (element.name, hit.value))
    return replace(fit, cost=fit.cost - gain + _SLIP * hit.slip, values=values)
