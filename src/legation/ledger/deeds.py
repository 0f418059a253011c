"""Deeds that outlets tell of, and which promise or demand each of them fulfils.

A deed answers a promise where the side that promised does it, a demand where the side it was
demanded of does; of the same kind (`language/en/deeds.csv`), towards the same parties where both
name some, and with a word in common for the thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from legation.ledger.wording import party_sides, stems
from legation.nlp.passages import trimmed
from legation.records import (
    Commitment,
    Event,
    Mention,
    Passage,
    Reading,
    Reply,
    Standing,
    Status,
    Undertaking,
)
from legation.tables import rows, values

_END = re.compile(r"[.!?](?=[\s”\"]|$)|\n|$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_REAL = frozenset({Status.HAPPENED, Status.ONGOING})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something done, as an outlet tells it: by which sides, towards whom, in what words."""

    told_on: date | None
    on: date | None
    event: str
    passage: Passage
    by: frozenset[str]
    parties: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]

    @property
    def order(self) -> tuple[date, str, int]:
        """Sorts deeds by when they were told, and where."""
        return self.told_on or date.min, self.passage.article_id, self.passage.start


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a promise or demand asks for, in the same terms."""

    by: frozenset[str]
    parties: frozenset[str]
    kinds: frozenset[str]
    words: frozenset[str]


def deeds_of(reading: Reading) -> tuple[Deed, ...]:
    """What the outlet itself tells as done, in text order; what somebody says is left out."""
    return tuple(deed for event in reading.events if (deed := _deed(reading, event)) is not None)


def wanted_by(commitment: Commitment, reading: Reading) -> Wanted | None:
    """What would fulfil the commitment; `None` where its words name no deed or no doer."""
    content = commitment.content
    kinds = _first_kinds(content.text)
    doers = commitment.by if commitment.kind is Undertaking.PROMISE else commitment.of
    by = party_sides(doers)
    if not kinds or not by:
        return None
    named = [m for m in reading.mentions if m.passage.overlaps(content)]
    towards = (*named, *commitment.of) if commitment.kind is Undertaking.PROMISE else named
    return Wanted(by, _named(towards) - by, kinds, things(content.text))


def fulfilments(wanted: Wanted, commitment: Commitment, deeds: Iterable[Deed]) -> Iterator[Reply]:
    """The deeds told after the commitment that fulfil it, as claims that it is done."""
    told = commitment.told_on or date.min
    for deed in deeds:
        late = (deed.told_on or date.min) > told and (deed.on is None or deed.on >= told)
        if late and _fits(wanted, deed):
            yield Reply(
                standing=Standing.CLAIMED_DONE,
                said_in=deed.event,
                passage=deed.passage,
                told_on=deed.told_on,
            )


def _fits(wanted: Wanted, deed: Deed) -> bool:
    if not wanted.by & deed.by or not wanted.kinds & deed.kinds:
        return False
    if wanted.parties and deed.parties and not wanted.parties & deed.parties:
        return False
    if wanted.words and deed.words and not wanted.words & deed.words:
        return False
    return bool(wanted.words & deed.words or wanted.parties & deed.parties)


def _deed(reading: Reading, event: Event) -> Deed | None:
    if event.status not in _REAL or event.said_in is not None or not event.actors:
        return None
    article = reading.article
    trigger = event.trigger
    kinds = frozenset(k for k in _kinds(trigger.text) if event.type in _deeds()[k])
    if not kinds:
        return None
    end = _END.search(article.text, trigger.end)
    start = min([trigger.start, *(m.passage.start for m in event.actors if _leads(m, trigger))])
    passage = trimmed(article, start, end.start() if end else trigger.end)
    by = party_sides(event.actors)
    inside = [m for m in reading.mentions if m.passage.overlaps(passage)]
    return Deed(
        told_on=article.published.first if article.published else None,
        on=event.when.last if event.when is not None else None,
        event=event.id,
        passage=passage,
        by=by,
        parties=_named([*event.recipients, *inside]) - by,
        kinds=kinds,
        words=things(passage.text),
    )


def _named(mentions: Iterable[Mention]) -> frozenset[str]:
    """The sides of those who have a name or a country; "officers" alone are on none."""
    return party_sides(m for m in mentions if m.country or m.name[:1].isupper())


def _leads(mention: Mention, trigger: Passage) -> bool:
    """Whether a mention stands before the trigger, in its sentence."""
    return 0 < trigger.start - mention.passage.start < 120


def things(text: str) -> frozenset[str]:
    """What a text speaks of besides the deed: its words, those for one kind of thing as one.

    Names are left out: they are parties, places and days.
    """
    named = _names()
    stemmed = stems(" ".join(w for w in _WORD.findall(text) if w[0].islower()))
    kinds = {t for word in stemmed for t in _thing_of(named, word)}
    other = {word for word in stemmed if word not in named}
    return frozenset(kinds | other)


def _thing_of(named: Mapping[str, tuple[tuple[str, str], ...]], word: str) -> Iterator[str]:
    return (f"the {name}" for kind, name in named.get(word, ()) if kind == "thing")


def _first_kinds(text: str) -> frozenset[str]:
    """The kinds of deed of the first word that names one: "to withdraw all it had sent"."""
    for word in _WORD.findall(text):
        if found := _kinds(word):
            return found
    return frozenset()


def _kinds(text: str) -> frozenset[str]:
    named = _names()
    return frozenset(n for w in stems(text) for kind, n in named.get(w, ()) if kind == "deed")


@cache
def _names() -> Mapping[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row in rows("language/en/deeds.csv", needs=("kind", "name", "words", "types")):
        for word in _forms(values(row["words"])):
            found[word] = (*found.get(word, ()), (row["kind"], row["name"]))
    return found


def _forms(words: Sequence[str]) -> list[str]:
    return sorted({stem for word in words for form in _inflected(word) for stem in stems(form)})


def _inflected(word: str) -> tuple[str, ...]:
    """The forms of a word that its stem may not cover: "free", "freed"; "supply", "supplied"."""
    root = word[:-1] if word.endswith(("e", "y")) else word
    regular = ("ied", "ies", "ying") if word.endswith("y") else ("ed", "es", "s", "ing")
    doubled = (f"{word}{word[-1]}ed", f"{word}{word[-1]}ing")  # "shipped", "banning"
    return (word, *(root + ending for ending in regular), *doubled, *_IRREGULAR.get(word, ()))


_IRREGULAR = {
    "begin": ("began", "begun"),
    "freeze": ("froze", "frozen"),
    "give": ("gave", "given"),
    "leave": ("left",),
    "meet": ("met",),
    "send": ("sent",),
    "withdraw": ("withdrew", "withdrawn"),
}


@cache
def _deeds() -> Mapping[str, frozenset[str]]:
    return {
        row["name"]: frozenset(values(row["types"]))
        for row in rows("language/en/deeds.csv")
        if row["kind"] == "deed"
    }
