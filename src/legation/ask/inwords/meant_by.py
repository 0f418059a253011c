"""What the words in the slots of a question mean: people, bodies, states, offices, free text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from legation.ask.inwords.aligning import Word
from legation.ask.names import Names
from legation.ask.resolving.meanings import Meaning
from legation.folding import name_key
from legation.records import Kind

SPELT_ALMOST = 86  # of 100: a name so near is taken, and the answer says so
FREE_TEXT = "text"
_AS_WRITTEN = ("of", "place")
_OF_A_KIND = ("office", "person", FREE_TEXT, *_AS_WRITTEN)
_SLIP = 0.6  # what it costs to take a name for another
_UNKNOWN = 0.7  # what it costs to look for a party or place by its words alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The words of a slot with what they were taken for.

    `value` is how it is asked for; `as_written` says that it is no name that is known and is looked
    for by its words. `dropped` are the places of words that were no part of it, and
    `instead_of` the words as they were spelt, where they were taken for a name spelt almost so.
    """

    name: str
    text: str
    value: str
    start: int
    end: int
    meanings: tuple[Meaning, ...] = ()
    dropped: tuple[int, ...] = ()
    instead_of: str | None = None
    as_written: bool = False

    @property
    def several(self) -> tuple[Meaning, ...]:
        """What else it may be, where one must be named: not so of people who bear a surname."""
        people = all(m.kind is Kind.PERSON for m in self.meanings)
        return self.meanings if len(self.meanings) > 1 and not people else ()

    @property
    def cost(self) -> float:
        """What it costs to take it so."""
        return _SLIP if self.instead_of else _UNKNOWN if self.as_written else 0.0


@dataclass(slots=True)
class Resolver:
    """Names of one question, each looked up once; `unknown` are those that nobody bears."""

    names: Names
    question: str
    words: Sequence[Word]
    unknown: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _known: dict[str, tuple[Meaning, ...]] = field(default_factory=dict)
    _taken: dict[tuple[str, int, int], Taken | None] = field(default_factory=dict)

    def take(self, name: str, first: int, last: int) -> Taken | None:
        """What the words from one to before another are taken for; `None` where for nothing."""
        key = (name if name in _OF_A_KIND else "", first, last)
        if key not in self._taken:
            self._taken[key] = self._take(name, first, last)
        found = self._taken[key]
        if found is None:
            return None
        return replace(found, name=name)

    def _take(self, name: str, first: int, last: int) -> Taken | None:
        office = name == "office"
        if name == FREE_TEXT:
            return self._of(name, first, last, (), ())
        for begin, end, dropped in self._stretches(first, last):
            found = self._meanings(self._text(begin, end), name)
            if found:
                begin, end = self._bare(begin, end)
                return self._of(name, begin, end, found, dropped)
        begin, end = self._bare(first, last)
        if begin == end or office:
            return None
        run, stop = self._run(begin, end)
        almost = self._almost(name, run, stop)
        if almost is not None:
            outside = (*range(begin, run), *range(stop, end))
            dropped = tuple(n for n in outside if self.words[n].weight)
            return replace(almost, dropped=dropped)
        if name in _AS_WRITTEN and self._is_told_as_a_name(first, last):
            return replace(self._of(name, begin, end, (), ()), as_written=True)
        return None

    def _almost(self, name: str, first: int, last: int) -> Taken | None:
        """A name that is spelt almost as the words are."""
        text = self._text(first, last)
        near = self.names.near(text)
        alike = [n for n in near if fuzz.ratio(name_key(n), name_key(text)) >= SPELT_ALMOST]
        meanings = self._meanings(alike[0], name) if alike else ()
        if not meanings:
            self.unknown.setdefault(text, near)
            return None
        found = self._of(name, first, last, meanings, ())
        return replace(found, value=alike[0], instead_of=text)

    def _of(
        self,
        name: str,
        first: int,
        last: int,
        meanings: tuple[Meaning, ...],
        dropped: tuple[int, ...],
    ) -> Taken:
        text = self._text(first, last)
        return Taken(
            name=name,
            text=text,
            value=text,
            start=self.words[first].start,
            end=self.words[last - 1].end,
            meanings=meanings,
            dropped=dropped,
        )

    def _stretches(self, first: int, last: int) -> Iterator[tuple[int, int, tuple[int, ...]]]:
        """Stretches of the words, the longest first, each with what it leaves out that counts."""
        for length in range(last - first, 0, -1):
            for begin in range(first, last - length + 1):
                end = begin + length
                outside = (*range(first, begin), *range(end, last))
                dropped = tuple(n for n in outside if self.words[n].weight)
                plain = all(self.words[n].is_filler for n in range(begin, end))
                if len(dropped) <= 2 and not plain:
                    yield begin, end, dropped

    def _bare(self, first: int, last: int) -> tuple[int, int]:
        while first < last and self.words[first].is_filler:
            first += 1
        while last > first and self.words[last - 1].is_filler:
            last -= 1
        return first, last

    def _run(self, first: int, last: int) -> tuple[int, int]:
        """The first words with a capital that stand side by side, else all of them."""
        capital = [n for n in range(first, last) if self.words[n].text[:1].isupper()]
        if not capital:
            return first, last
        end = capital[0] + 1
        while end < last and self.words[end].start == self.words[end - 1].end + 1:
            if end not in capital:
                break
            end += 1
        return capital[0], end

    def _is_told_as_a_name(self, first: int, last: int) -> bool:
        """Whether the words have a capital or an article: Hargeisa, the seven governments."""
        told = self.words[first:last]
        return any(word.text[:1].isupper() for word in told) or told[0].key == "the"

    def _text(self, first: int, last: int) -> str:
        return self.question[self.words[first].start : self.words[last - 1].end]

    def _meanings(self, text: str, slot: str) -> tuple[Meaning, ...]:
        """What a name stands for, of the kind that the slot asks for."""
        if len(text) < 3 and not text.isupper():
            return ()
        if text not in self._known:
            self._known[text] = self.names.meant(text)
        found = self._known[text]
        if slot == "office":
            return tuple(m for m in found if m.office is not None)
        if slot == "person":
            return tuple(m for m in found if m.kind is Kind.PERSON)
        return tuple(m for m in found if m.office is None)
