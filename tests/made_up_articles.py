"""A stream of made-up articles without end, none like another: for large stores.

articles = MadeUp(readings)            # of some stories, read once
articles.reading(5)                    # the sixth article: always the same

An article has most paragraphs of a story with other states in it, sentences of its own, people of
its own (as long in letters as those of the story, so that all offsets stay), and its own days. Of
the records that stand in its paragraphs some are left out, so that there are twice as many
statements as events. Days run on with the number over twelve years, a few back and forth.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, lru_cache
from random import Random

from hard_articles import Remade, renamed
from near_copies import invented_sentence

from legation.codec import decode, encode
from legation.ids import sha256_of
from legation.records import How, Kind, Precision, Reading, When
from legation.tables import rows

FIRST = date(2015, 1, 5)
DAYS = 4_200
OUTLETS = 300
SHAPES = 100  # of one story: which paragraphs, which states, which records
EVENTS, CLAIMS, MENTIONS = 0.62, 0.5, 0.4  # the share that an article keeps
NAMES = 60  # words of one length
KNOWN = 0.3  # people of a story who stay who they are
_OWN = "§own§"
_CONSONANTS, _VOWELS = "bdfghklmnprstvz", "aeiou"
_DAY = rb'"first":("[-0-9]{10}"|null),"last":("[-0-9]{10}"|null),"precision":"(\w+)"'
_ID = rb'"[asec][0-9a-f]{16}"'
_MARK = rb"\xc2\xa7(\w+)\xc2\xa7"


@dataclass(frozen=True, slots=True)
class _Shape:
    """The line of a reading in parts: every other one is of what each article has to itself."""

    parts: tuple[bytes, ...]
    told: date

    @property
    def own(self) -> set[bytes]:
        """Ids, days, marks and words of people's names."""
        return {*self.parts[1::2]}


class MadeUp:
    """A stream of articles with their readings, `most` of them over twelve years."""

    def __init__(
        self, readings: Sequence[Reading], *, most: int = 150_000, shapes: int = SHAPES
    ) -> None:
        self._readings, self._most, self._shapes = readings, most, shapes
        self._shape = lru_cache(maxsize=None)(self._made)
        states = {row["code"]: row["name"] for row in rows("actors/countries.csv")}
        self._states = [(c, n) for c, n in sorted(states.items()) if n.isascii() and '"' not in n]
        self._weights = [1 / (rank + 3) for rank in range(len(self._states))]
        Random(3).shuffle(self._states)

    def reading(self, number: int) -> Reading:
        """The reading of one article of the stream."""
        return decode(self.line(number))

    def line(self, number: int) -> bytes:
        """The same, as the codec writes it."""
        chance = Random(number)
        shape = self._shape(number % len(self._readings), chance.randrange(self._shapes))
        day = FIRST + timedelta(days=number * DAYS // self._most + chance.choice((0, 0, 0, -1, 1)))
        weeks = timedelta(weeks=(day - shape.told).days // 7)
        own = " ".join(invented_sentence(chance) for _ in range(chance.randint(2, 5)))
        told = {
            b"own": own.encode(),
            b"number": b"%d" % number,
            b"outlet": b"Outlet %d" % min(int(chance.expovariate(0.02)), OUTLETS - 1),
            b"sha": sha256_of(b"made up %d" % number).encode(),
        }

        def changed(part: bytes) -> bytes:
            if part.startswith(b'"first"'):
                return _moved(part, weeks)
            if part.startswith(b'"'):
                return b'"%s"' % renamed(part[1:-1].decode(), number).encode()
            mark = re.fullmatch(_MARK, part)
            return told[mark[1]] if mark else _a_name(len(part), chance.randrange(NAMES))

        own_parts = {part: changed(part) for part in sorted(shape.own)}
        line = [*shape.parts]
        line[1::2] = [own_parts[part] for part in line[1::2]]
        return b"".join(line)

    def _made(self, story: int, shape: int) -> _Shape:
        chance = Random(story * 1000 + shape)
        reading = self._readings[story]
        paragraphs = [m.span() for m in re.finditer(r"[^\n]+", reading.article.text)]
        kept = sorted(chance.sample(paragraphs, max(len(paragraphs) - chance.randint(0, 2), 1)))
        told = sorted({m.country for m in reading.mentions if m.country})
        others = dict.fromkeys(chance.choices(self._states, self._weights, k=4 * len(told)))
        made = Remade(reading, kept, dict(zip(told, others, strict=False))).reading()
        published = reading.article.published
        day = (published and published.first) or FIRST
        article = replace(
            made.article,
            text=f"{made.article.text}\n\n{_OWN}",
            title=f"{made.article.title} §number§",
            url="https://outlet.example.org/§number§",
            outlet="§outlet§",
            agency=chance.choice((None, None, "Rift Wire")),
            authors=(),
            raw_sha256="§sha§",
            published=When(first=day, last=day, precision=Precision.DAY, how=How.EXPLICIT),
        )
        made = replace(
            made,
            article=article,
            mentions=tuple(m for m in made.mentions if chance.random() < MENTIONS),
            events=tuple(e for e in made.events if chance.random() < EVENTS),
            claims=tuple(c for c in made.claims if chance.random() < CLAIMS),
        )
        line = encode(made)
        unknown = _people(made, chance)
        for id_ in {m.actor_id for m in made.all_mentions() if m.actor_id and m.name in unknown}:
            line = line.replace(b'"actor_id":"%s"' % id_.encode(), b'"actor_id":null')
        words = sorted({word for name in unknown for word in name.split()}, key=len, reverse=True)
        return _Shape(parts=tuple(re.split(_changing(words), line)), told=day)


def _changing(words: Sequence[str]) -> bytes:
    named = b"|".join(word.encode() for word in words) or b"(?!)"
    word = rb"(?:(?<=\\n)|(?<![A-Za-z]))(?:%s)(?![A-Za-z])" % named  # a line begins with "\n"
    plain = (each.replace(b"(", b"(?:") for each in (_ID, _DAY, _MARK))
    return b"(%s)" % b"|".join((*plain, word))


def _people(reading: Reading, chance: Random) -> set[str]:
    """The names of those who are somebody else in each article; none has a word of another's."""
    every = sorted({m.name for m in reading.all_mentions() if m.kind is Kind.PERSON})
    plain = [name for name in every if re.fullmatch(r"[A-Z][a-z]{3,}( [A-Z][a-z]{3,})+", name)]
    unknown = {name for name in plain if chance.random() >= KNOWN}
    kept = {word for name in every if name not in unknown for word in name.split()}
    others = (m.name for m in reading.all_mentions() if m.kind is not Kind.PERSON)
    kept |= {word for name in others for word in name.split()}
    return {name for name in unknown if not kept & set(name.split())}


@cache
def _a_name(length: int, which: int) -> bytes:
    """One of the words of so many letters that can be said, with a capital."""
    chance = Random(length * NAMES + which)
    pairs = (chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(length // 2 + 1))
    return "".join(pairs)[:length].capitalize().encode()


@lru_cache(maxsize=100_000)
def _moved(interval: bytes, by: timedelta) -> bytes:
    """An interval as the line has it, some weeks later; months and years stay whole ones."""
    found = re.fullmatch(_DAY, interval)
    assert found is not None
    first, last, precision = found.groups()
    days = [None if d == b"null" else date.fromisoformat(d[1:-1].decode()) for d in (first, last)]
    since, until = (d and max(min(d + by, date.max), date.min) for d in days)
    if since and until and precision in (b"month", b"year"):
        months = (since.month, since.month) if precision == b"month" else (1, 12)
        since = since.replace(month=months[0], day=1)
        until = date(since.year, months[1], monthrange(since.year, months[1])[1])
    told = ("null" if d is None else f'"{d}"' for d in (since, until))
    return '"first":{},"last":{},"precision":"{}"'.format(*told, precision.decode()).encode()
