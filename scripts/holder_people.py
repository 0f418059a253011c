"""Which people of two tables are one person: by name, country, office and time."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from anyascii import anyascii
from rapidfuzz import fuzz

ALIKE = 86  # "Lavrov, Sergei" and "Sergey Lavrov" 92; brothers of one first letter stay below
MONTH = timedelta(days=31)
YEARS = 30  # one of the same full name in the same country is another if farther apart


@dataclass(slots=True)
class Person:
    """Somebody of a table: names, and offices with the years they began and ended in."""

    id: str
    country: str
    names: set[str] = field(default_factory=set)
    spells: list[tuple[str, str, str]] = field(default_factory=list)

    def years(self) -> tuple[int, int]:
        """The first and the last year of all offices."""
        ends = [int(last[:4]) for *_, last in self.spells if last]
        starts = [int(first[:4]) for _, first, _ in self.spells]
        return min(starts), max([*ends, *starts])


def key_of(name: str) -> str:
    """A name in plain lower-case letters without spaces."""
    return re.sub(r"[^a-z]", "", anyascii(name).lower())


@dataclass(slots=True)
class Index:
    """People by name and by office, to find one again."""

    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    by_name: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    by_office: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(
        self, person_id: str, country: str, names: Iterable[str], office: str, first: str, last: str
    ) -> None:
        """Let a spell be known."""
        person = self.people.setdefault((country, person_id), Person(id=person_id, country=country))
        for name in names:
            if name:
                person.names.add(name)
                self.by_name[country, key_of(name)].add(person_id)
        person.spells.append((office, first, last))
        self.by_office[country, office].add(person_id)

    def find(
        self, country: str, names: Iterable[str], spells: Iterable[tuple[str, str, str]]
    ) -> str | None:
        """The one known person of the country whom names and spells can mean, if there is one."""
        names, spells = [n for n in names if n], list(spells)
        named = {i for n in names for i in self.by_name.get((country, key_of(n)), ())}
        near = {i for i in named if self._apart(country, i, spells) <= YEARS}
        if len(near) == 1:
            return next(iter(near))
        pool = near or {
            i for office, *_ in spells for i in self.by_office.get((country, office), ())
        }
        met = {i for i in pool if self._meets(country, i, names, spells)}
        if len(met) > 1:  # cousins of one name: the one who began on the same days
            met = {i for i in met if self._begins_with(country, i, spells)}
        return next(iter(met)) if len(met) == 1 else None

    def _begins_with(
        self, country: str, person_id: str, spells: list[tuple[str, str, str]]
    ) -> bool:
        """Whether one of the other's offices began within a month of the same office here."""
        return any(
            office == theirs and abs(day_of(first, last=False) - day_of(begun, last=False)) <= MONTH
            for office, first, _ in spells
            for theirs, begun, _ in self.people[country, person_id].spells
        )

    def _apart(self, country: str, person_id: str, spells: list[tuple[str, str, str]]) -> int:
        first, last = self.people[country, person_id].years()
        starts = [int(s[1][:4]) for s in spells]
        ends = [int((s[2] or s[1])[:4]) for s in spells]
        return max(0, min(starts) - last, first - max(ends))

    def _meets(
        self, country: str, person_id: str, names: list[str], spells: list[tuple[str, str, str]]
    ) -> bool:
        """Whether one has the other's office at the same time, under a name much alike."""
        known = self.people[country, person_id]
        together = any(
            office == theirs and overlap((first, last), (begun, ended))
            for office, first, last in spells
            for theirs, begun, ended in known.spells
        )
        return together and any(
            alike(one, other) or same_surname(one, other) for one in names for other in known.names
        )


def overlap(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether two spells share a day, as far as their dates tell."""
    return one[0] <= (other[1] or "9999")[: len(one[0])] + "~" and (
        other[0] <= (one[1] or "9999")[: len(other[0])] + "~"
    )


def alike(one: str, other: str) -> bool:
    """Whether two names can be one person's: all words of the shorter have a like in the longer.

    Words are alike by their letters, or by their consonants as romanised in other ways ("Zayid"
    and "Zayed", "Nuhayyan" and "Nahyan").
    """
    short, long = sorted((_words(one), _words(other)), key=len)
    if len(short) == 1 < len(long) and len(short[0]) < 5:
        return False
    met = [max(_near(word, w) for w in long) for word in short]
    if all(m >= ALIKE for m in met):
        return True
    joined = fuzz.ratio("".join(_words(one)), "".join(_words(other)))
    tails = _near(_words(one)[-1], _words(other)[-1])
    heads = _words(one)[0][0] == _words(other)[0][0]
    return joined >= ALIKE or (tails >= ALIKE and (heads or sum(m >= ALIKE for m in met) > 1))


def same_surname(one: str, other: str) -> bool:
    """Whether two names end alike: enough where country, office and day are one."""
    return len(_words(one)[-1]) > 3 and _near(_words(one)[-1], _words(other)[-1]) >= ALIKE


def _near(one: str, other: str) -> float:
    if skeleton(one) == skeleton(other) and len(skeleton(one)) > 1:
        return 100.0
    return fuzz.ratio(one, other)


def skeleton(word: str) -> str:
    """The consonants of a word, those that romanisations change for each other as one."""
    for pair in ("kh:h", "gh:g", "ph:f", "dj:j", "ch:c", "ou:w"):
        word = word.replace(*pair.split(":"))
    plain = re.sub(r"[aeiouwy]", "", word.translate(str.maketrans("qckzjvb", "kkkssbb")))
    return re.sub(r"(.)\1+", r"\1", plain)


SMALL = frozenset(
    "al el bin ibn ben bint de da dos van von der den la le du jr sr i ii iii of king queen".split()
)


def _words(name: str) -> list[str]:
    plain = re.sub(r"['`’]", "", anyascii(name).lower())
    return [w for w in re.findall(r"[a-z]+", plain) if w not in SMALL] or [plain.strip() or "?"]


def day_of(iso: str, *, last: bool) -> date:
    """The first or the last day of an ISO day, month or year."""
    parts = [int(p) for p in iso.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else (12 if last else 1)
    if len(parts) == 3:
        return date(*parts)
    if not last:
        return date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(after.toordinal() - 1)
