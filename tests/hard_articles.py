"""Articles that are hard for a store: few families of stories that share most of their paragraphs.

families = Families(readings)          # of some stories, read once
families.article(5)                    # the sixth article: always the same

An article has some paragraphs of a story, with names of states swapped for others, some sentences
of its own, and the records that stand in its paragraphs. One in eight is a copy of an earlier one
that was cut short. Days run on with the number, a few back and forth, as feeds bring them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from random import Random
from typing import Any

from near_copies import invented_sentence

from legation.codec import decode, encode
from legation.ids import sha256_of
from legation.records import How, Kind, Mention, Passage, Precision, Reading, When

FIRST = date(2023, 1, 2)
A_DAY = 60  # articles
SHAPES = 60  # of one family: which paragraphs, which names
COPIES = 8  # one article in so many is cut from an earlier one
LARGE = {"USA": "United States", "CHN": "China", "RUS": "Russia", "ISR": "Israel"}
SMALL = {"SOM": "Somalia", "KEN": "Kenya", "SRB": "Serbia", "PER": "Peru", "NPL": "Nepal"}
_ID = re.compile(rb'"([asec])([0-9a-f]{16})"')


class Families:
    """A stream of made-up articles with their readings, any of which can be asked for."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self._readings = readings
        self._shape = lru_cache(maxsize=None)(self._made)

    def article(self, number: int) -> Reading:
        """The reading of one article of the stream."""
        chance = Random(number)
        copied = number % COPIES == COPIES - 1 and number > 200
        of = chance.randrange(number - 200, number) // COPIES * COPIES if copied else number
        base, text = self._own(of)
        if copied:
            text = text[: max(text.rfind("\n", 0, len(text) * 2 // 3), 200)]
        day = FIRST + timedelta(days=number // A_DAY + chance.choice((0, 0, 0, 0, -1, -2, 1)))
        article = replace(
            base.article,
            id=renamed(base.article.id, number),
            url=f"https://outlet-{number % 60}.example.org/{number}",
            outlet=f"Outlet {chance.randrange(60)}",
            agency="Rift Wire" if chance.random() < 0.1 else None,
            title=f"{base.article.title} {number}",
            authors=(),
            captions=(),
            spans=(),
            published=When(first=day, last=day, precision=Precision.DAY, how=How.EXPLICIT),
            text=text,
            raw_sha256=sha256_of(b"%d" % number),
        )
        # Ids are of the article that records stand in; a cut text keeps what it still has whole.
        kept = _cut(base, len(text)) if copied else base
        bare = replace(base.article, published=None, spans=(), captions=(), text=text)
        line = encode(replace(kept, article=bare))
        named = _ID.sub(lambda m: b'"%s"' % renamed(m[0][1:-1].decode(), number).encode(), line)
        return replace(decode(named), article=article)

    def _own(self, number: int) -> tuple[Reading, str]:
        """The shape of an article, and its text with the sentences that it has to itself."""
        chance = Random(number)
        base = self._shape(number % len(self._readings), number // len(self._readings) % SHAPES)
        own = [invented_sentence(chance) for _ in range(chance.randint(3, 9))]
        return base, base.article.text + "\n\n" + " ".join(own)

    def _made(self, family: int, shape: int) -> Reading:
        chance = Random(family * 1000 + shape)
        reading = self._readings[family]
        text = reading.article.text
        paragraphs = [m.span() for m in re.finditer(r"[^\n]+", text)]
        wanted = min(len(paragraphs), chance.randint(4, 8))
        kept = sorted(chance.sample(paragraphs, wanted)) if shape else paragraphs[:wanted]
        swaps: dict[str, tuple[str, str]] = {}
        if shape % 2:
            told = sorted({m.country for m in reading.mentions if m.country})
            others = sorted((LARGE | SMALL).items())
            chance.shuffle(others)
            swaps = dict(zip(told, others, strict=False))
        return Remade(reading, kept, swaps).reading()


class Remade:
    """A reading of some paragraphs of another, with other names of states in it."""

    def __init__(
        self,
        reading: Reading,
        kept: Sequence[tuple[int, int]],
        swaps: Mapping[str, tuple[str, str]],
    ) -> None:
        self._old, self._swaps = reading, swaps
        edits = sorted(
            (m.passage.start, m.passage.end, swaps[m.country][1])
            for m in set(reading.mentions)
            if m.kind is Kind.STATE and m.name == m.passage.text and m.country in swaps
        )
        parts, starts, news, at = [], [], [], 0
        for start, end in kept:
            place = start
            for first, last, name in edits:
                if first < place or last > end:
                    continue
                for old, new in ((text_of(reading)[place:first], None), (None, name)):
                    starts.append(place if old is not None else first)
                    news.append(at)
                    parts.append(old if old is not None else str(new))
                    at += len(parts[-1])
                place = last
            starts.append(place)
            news.append(at)
            parts.append(text_of(reading)[place:end] + "\n\n")
            at += len(parts[-1])
        self._kept, self._starts, self._news = kept, starts, news
        self.text = "".join(parts).rstrip()

    def reading(self) -> Reading:
        old = self._old
        article = replace(old.article, text=self.text, published=None, captions=(), spans=())
        made = {
            name: tuple(new for each in getattr(old, name) if (new := self._moved(each)))
            for name in ("mentions", "statements", "events", "claims")
        }
        return replace(old, article=article, **made)

    def _at(self, place: int) -> int | None:
        if not any(start <= place <= end for start, end in self._kept):
            return None
        n = bisect_right(self._starts, place) - 1
        end = self._news[n + 1] if n + 1 < len(self._news) else len(self.text)
        return min(self._news[n] + place - self._starts[n], end)

    def _passage(self, passage: Passage) -> Passage | None:
        start, end = self._at(passage.start), self._at(passage.end)
        if start is None or end is None or end <= start:
            return None
        return replace(passage, start=start, end=end, text=self.text[start:end])

    def _moved(self, thing: Any) -> Any:
        """The same thing over the new text; `None` where its words are gone."""
        if isinstance(thing, Passage):
            return self._passage(thing)
        if isinstance(thing, tuple):
            return tuple(new for each in thing if (new := self._moved(each)) is not None)
        if not is_dataclass(thing) or isinstance(thing, type):
            return thing
        changed = {}
        for field in fields(thing):
            value = getattr(thing, field.name)
            new = self._moved(value)
            needed = field.name in ("passage", "trigger", "subject", "content", "evidence", "by")
            if value is not None and needed and not new:
                return None
            changed[field.name] = new
        if isinstance(thing, Mention) and thing.country in self._swaps:
            code, name = self._swaps[thing.country]
            own = thing.kind is Kind.STATE and thing.name == thing.passage.text
            changed |= {"country": code} | ({"name": name, "actor_id": None} if own else {})
        return type(thing)(**changed)


def text_of(reading: Reading) -> str:
    return reading.article.text


def _cut(reading: Reading, end: int) -> Reading:
    """A reading of the beginning of its text."""
    whole = [(0, end)]
    cut = Remade(reading, whole, {})
    cut.text = reading.article.text[:end]
    return cut.reading()


def renamed(id_: str, number: int) -> str:
    return f"{id_[0]}{int(id_[1:], 16) ^ (number * 0x9E3779B97F4A7C15 & (1 << 64) - 1):016x}"
